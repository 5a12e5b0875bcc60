"""``atuforms show``: what a form asks for."""

from __future__ import annotations

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import FormName, Lang
from atuforms.cli.rulebook import OWN_LANGUAGE
from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import clause_text, label
from atuforms.core.language.recognition import is_readable
from atuforms.core.language.sentences import message
from atuforms.core.language.wording import choice_words, wording_of
from atuforms.fields.describe import walk
from atuforms.forms.all_forms import get_form

HELP = message("Show the fields of a form, with their limits and the clauses behind them.")


def command(context: typer.Context, form: FormName, lang: Lang = "") -> None:
    """Print the fields and rules of a form."""
    console: Console = context.obj
    cls = get_form(form)
    title = wording_of(cls, console.lang)["title"]
    code = full_code(cls.CODE, console.lang) if cls.CODE else cls.SLUG
    console.result(f"{code}  {title}")
    console.result("")
    rows = []
    for path, field in walk(cls):
        words = (
            ", ".join(choice_words(field.choices, console.lang).values()) if field.choices else ""
        )
        depth = path.count(".")
        rows.append(
            (
                "  " * depth + field.name + ("[]" if field.many else ""),
                "*" if field.required else "",
                label(cls, path.replace(".*", ""), console.lang).rpartition(" › ")[2],
                words,
            )
        )
    console.table(rows)
    console.result("")
    console.result(console.say("* is required. [] is a list."))
    if cls.RULES:
        console.result("")
        console.result(console.say("Rules:"))
        if any(not is_readable(rule.sentence, console.lang) for rule in cls.RULES):
            console.result(console.say(OWN_LANGUAGE))
        console.table(
            [(rule.id, clause_text(rule.clause, console.lang), rule.sentence) for rule in cls.RULES]
        )
