"""``atuforms rules``: every rule with its clause."""

from __future__ import annotations

from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang
from atuforms.cli.rulebook import rule_book
from atuforms.core.language.labels import clause_text
from atuforms.core.language.sentences import message
from atuforms.forms.all_forms import get_form

HELP = message("Show every rule: its clause, and the sentence of the regulation behind it.")

SEVERITIES = {"error": message("error"), "warning": message("warning")}

OneForm = Annotated[
    str, typer.Argument(metavar="FORM", help=message("Only the rules of this form."))
]


def command(
    context: typer.Context, form: OneForm = "", lang: Lang = "", as_json: Json = False
) -> None:
    """Print one line a rule."""
    console: Console = context.obj
    rules = rule_book(get_form(form) if form else None).values()
    if as_json:
        console.json(
            [
                {
                    "rule": rule.id,
                    "clause": rule.clause,
                    "severity": rule.severity,
                    "sentence": rule.sentence,
                    "forms": dict(rule.severities),
                    "place": rule.place,
                    "checklists": list(rule.checklists),
                    "checked": not rule.unseen,
                    "unseen": rule.unseen or None,
                    "kept": rule.kept or None,
                }
                for rule in rules
            ]
        )
        return
    say = console.say
    head = (say("Rule"), say("Severity"), say("Clause"), say("Forms"), say("Sentence"))
    console.table(
        [
            (
                rule.id,
                say(SEVERITIES[rule.severity]) if not rule.unseen else say("not checked"),
                clause_text(rule.clause, console.lang),
                ", ".join(rule.forms),
                rule.sentence,
            )
            for rule in rules
        ],
        head,
    )
