"""``atuforms rules``: every rule with its clause."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from atuforms.api import check
from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang
from atuforms.cli.rulebook import KnownRule, rule_book
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Report
from atuforms.core.language.labels import clause_text
from atuforms.core.language.sentences import message
from atuforms.forms.all_forms import get_form
from atuforms.forms.changed_limits import changed_limits
from atuforms.records.editions import (
    Edition,
    as_of,
    known_editions,
    limits_on,
    read_edition,
    without_limit,
)

HELP = message("Show every rule: its clause, and the sentence of the regulation behind it.")

SEVERITIES = {"error": message("error"), "warning": message("warning")}

OneForm = Annotated[
    str, typer.Argument(metavar="FORM", help=message("Only the rules of this form."))
]


Diff = Annotated[
    str,
    typer.Option(
        "--diff",
        metavar="FILE",
        help=message("Only the rules that this edition of a regulation changes, and how."),
    ),
]
Records = Annotated[
    list[str] | None,
    typer.Option(
        "--record",
        metavar="FILE",
        help=message("With --diff: a record; say whether the edition changes its report."),
    ),
]


def command(
    context: typer.Context,
    form: OneForm = "",
    lang: Lang = "",
    as_json: Json = False,
    diff: Diff = "",
    records: Records = None,
) -> None:
    """Print one line a rule."""
    console: Console = context.obj
    rules = rule_book(get_form(form) if form else None).values()
    if diff:
        _diff(console, read_edition(Path(diff)), list(rules), records or [], as_json=as_json)
        return
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


def _report_by(file: str, day: datetime.date, editions: Sequence[Edition]) -> Report:
    """The report on a record by the editions that are in force on a day."""
    with changed_limits(limits_on(day, editions)):
        return as_of(check(file), day, editions)


def _diff(
    console: Console, edition: Edition, rules: list[KnownRule], records: list[str], *, as_json: bool
) -> None:
    """What an edition changes: rules, the forms that have them, and the reports of records."""
    known = {rule.id: rule for rule in rules}
    strange = sorted(edition.rules - set(rule_book()))
    if strange:
        raise UnreadableInput(
            "{file} changes a rule that there is not: {rule}. “atuforms rules” shows all.",
            file=edition.file,
            rule=strange[0],
        )
    if rule_id := without_limit(edition):
        raise UnreadableInput(
            "{file} changes a limit of the rule {rule}, which has none that an edition can change.",
            file=edition.file,
            rule=rule_id,
        )
    touched = [known[rule] for rule in known if rule in edition.rules]
    before = known_editions()
    changed = []
    for file in records:
        first, second = (
            _report_by(file, edition.introduced, editions)
            for editions in (before, (*before, edition))
        )
        if first != second:
            changed.append(file)
    if as_json:
        console.json(
            {
                "regulation": edition.regulation,
                "edition": edition.edition,
                "introduced": edition.introduced.isoformat(),
                "rules": [
                    {"rule": rule.id, "forms": list(rule.forms), **_how(edition, rule)}
                    for rule in touched
                ],
                "forms": list(dict.fromkeys(form for rule in touched for form in rule.forms)),
                "records": changed,
            }
        )
        return
    say = console.say
    console.table(
        [
            (
                rule.id,
                say("withdrawn") if rule.id in edition.withdrawn else say("changed"),
                clause_text(rule.clause, console.lang),
                ", ".join(rule.forms),
                rule.sentence,
            )
            for rule in touched
        ],
        (say("Rule"), say("Change"), say("Clause"), say("Forms"), say("Sentence")),
    )
    for file in changed:
        console.result(say("The report on {file} changes.", file=file))


def _how(edition: Edition, rule: KnownRule) -> dict[str, object]:
    if rule.id in edition.withdrawn:
        return {"change": "withdrawn"}
    return {"change": "changed", **(edition.changed or {}).get(rule.id, {})}
