"""``atuforms list``: the forms."""

from __future__ import annotations

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.core.language.sentences import message
from atuforms.forms.listing import entries

HELP = message("Show all forms: code, name, title, formats.")


def command(context: typer.Context, lang: Lang = "") -> None:
    """Print one line a form."""
    console: Console = context.obj
    rows = [
        (
            form.code or "–",
            form.slug,
            form.titles[console.lang],
            ", ".join(form.formats),
        )
        for form in entries()
    ]
    head = (
        console.say("Code"),
        console.say("Name"),
        console.say("Title"),
        console.say("Formats"),
    )
    console.table(rows, head)
