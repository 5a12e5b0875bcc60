"""``atuforms templates``: the Word and PowerPoint templates of forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang, only_language
from atuforms.core.language.sentences import message, plural_sentence
from atuforms.core.language.translation import fill
from atuforms.documents.office_templates import write_templates
from atuforms.documents.own_templates import check_templates
from atuforms.forms.all_forms import get_form

HELP = message(
    "Make the Word and PowerPoint templates that documents are made from, and check them."
)

FAULTS = plural_sentence("{count} mistake", "{count} mistakes", count="count")

command = typer.Typer(no_args_is_help=True, rich_markup_mode=None, callback=only_language)

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

Checked = Annotated[
    str,
    typer.Argument(metavar="FOLDER", help=message("Folder of templates, as --templates takes it.")),
]


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


@command.command(
    "check",
    help=message("Say what is wrong with the templates in a folder, before anyone prints."),
)
def check(context: typer.Context, folder: Checked, lang: Lang = "", as_json: Json = False) -> None:
    """Print every mistake; exit with 1 if there is one."""
    console: Console = context.obj
    faults = check_templates(folder)
    if as_json:
        console.json(
            [{"file": each.file, "message": each.error.text(console.lang)} for each in faults]
        )
    else:
        for each in faults:
            console.result(f"{each.file}: {each.error.text(console.lang)}")
        count = fill(FAULTS, console.lang, {"count": len(faults)})
        clean = console.say("{name}: no mistakes.", name=folder)
        console.result(f"{folder}: {count}." if faults else clean)
    if faults:
        raise typer.Exit(1)
