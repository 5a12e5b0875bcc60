"""``atuforms dossier``: whether the documents in a folder are complete and agree."""

from __future__ import annotations

from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang
from atuforms.core.language.sentences import message
from atuforms.dossiers.dossier import check_dossier

HELP = message("Check the documents in a folder together: what is missing, and where they differ.")

Folder = Annotated[
    str, typer.Argument(metavar="FOLDER", help=message("The folder in which the documents lie."))
]
Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=message(
            "What they are handed in for: mooc-placement, der-placement, mooc-competition, "
            "der-competition, mooc-to-faculty, mooc-to-commission, der-to-faculty, "
            "der-to-commission. If not given, the documents tell."
        ),
    ),
]


def command(
    context: typer.Context, folder: Folder, kind: Kind = "", lang: Lang = "", as_json: Json = False
) -> None:
    """Print the report; exit with 1 if something is missing or breaks a rule."""
    console: Console = context.obj
    report = check_dossier(folder, kind or None)
    if as_json:
        console.json(report.as_dict(console.lang))
    else:
        console.result(report.text(console.lang))
    if not report.ok:
        raise typer.Exit(1)
