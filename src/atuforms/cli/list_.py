"""``atuforms list``: the forms."""

from __future__ import annotations

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.forms import form_classes
from atuforms.sentences import message
from atuforms.wording import wording_of

HELP = message("Show all forms: code, name, title, formats.")


def command(context: typer.Context, lang: Lang = "") -> None:
    """Print one line a form."""
    console: Console = context.obj
    rows = [
        (
            form.CODE or "–",
            form.SLUG,
            wording_of(form, console.lang)["title"],
            ", ".join(form.FORMATS),
        )
        for form in form_classes()
    ]
    head = (
        console.say("Code"),
        console.say("Name"),
        console.say("Title"),
        console.say("Formats"),
    )
    console.table(rows, head)
