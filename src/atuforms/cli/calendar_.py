"""``atuforms calendar``: every date of the regulations for a course or a competition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atuforms.api import calendar
from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.language.sentences import message

HELP = message("Show every date that the regulations set for a course or a competition.")

File = Annotated[
    str,
    typer.Argument(metavar="FILE", help=message("The record of a course or of a competition.")),
]
Ics = Annotated[
    str,
    typer.Option(
        "--ics",
        metavar="FILE",
        help=message("Write the dates as an .ics file for calendar programs as well."),
    ),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=message("Count as late what is not done by this day and should be."),
    ),
]


def command(
    context: typer.Context,
    file: File,
    ics: Ics = "",
    as_of: AsOf = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Print the calendar; exit with 1 if something in it is late."""
    console: Console = context.obj
    found = calendar(file, as_of=as_of or None)
    if ics:
        path = Path(ics)
        data = found.to_ics(console.lang)
        make_folder(path.parent)
        write_atomically(path, data)
        console.note(str(path))
    if as_json:
        console.json(found.as_dict(console.lang))
    else:
        console.result(found.text(console.lang))
    if found.late:
        raise typer.Exit(1)
