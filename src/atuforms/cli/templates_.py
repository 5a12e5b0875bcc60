"""``atuforms templates``: the Word and PowerPoint templates of forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.core.language.sentences import message
from atuforms.documents.office_templates import write_templates
from atuforms.forms.all_forms import get_form

HELP = message("Make the Word and PowerPoint templates that documents are made from.")

command = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

FormNames = Annotated[
    list[str],
    typer.Argument(
        metavar="FORM", help=message("Codes or names of forms; those of other packages too.")
    ),
]
Folder = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        help=message(
            "Folder for the templates, as --templates takes it; "
            "the one with the form's own wording if not given."
        ),
    ),
]


@command.callback()
def _group() -> None:
    """Keep ``build`` a sub-command: Typer turns a group of one command into that command."""


@command.command(
    "build", help=message("Build the templates of forms in each language from layout and wording.")
)
def build(context: typer.Context, forms: FormNames, output: Folder = "", lang: Lang = "") -> None:
    """Write the templates, and print their files."""
    console: Console = context.obj
    for form in [get_form(name) for name in forms]:
        written = write_templates(form, Path(output) if output else None)
        for path in written:
            console.result(str(path))
        if not written:
            console.note(
                console.say(
                    "{form} needs no template: it is neither a Word document nor a presentation.",
                    form=form.name(),
                )
            )
