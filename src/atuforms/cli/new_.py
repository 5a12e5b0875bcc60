"""``atuforms new``: a record to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atuforms.blank_record import blank_record
from atuforms.cli.console import Console
from atuforms.cli.options import FormName, Lang
from atuforms.exceptions import UnsafeOutput
from atuforms.files import make_folder, write_atomically
from atuforms.forms import get_form
from atuforms.sentences import message

HELP = message("Write a record to fill in: a text file with every field of the form, explained.")

Target = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=message("File to write; standard output if not given."),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=message("Write over a file that is there."))]


def command(
    context: typer.Context,
    form: FormName,
    lang: Lang = "",
    output: Target = "-",
    force: Force = False,
) -> None:
    """Write the commented record."""
    console: Console = context.obj
    text = blank_record(get_form(form), console.lang)
    if output == "-":
        console.result(text.rstrip("\n"))
        return
    path = Path(output)
    if path.exists() and not force:
        raise UnsafeOutput(
            "{file} is there already. Choose another name, or add --force to write over it.",
            file=path,
        )
    make_folder(path.parent)
    write_atomically(path, text.encode())
    console.result(str(path))
