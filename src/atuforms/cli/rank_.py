"""``atuforms rank``: the order of winners, from the evaluation sheets of a competition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.dossiers.ranking import PRIZE_PLACES, Ranking, rank

HELP = message("Put the entries of a competition in order, from the evaluation sheets of experts.")

Sheets = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…", help=message("Evaluation sheets (01-03 or 04-02), one per expert.")
    ),
]
Places = Annotated[
    int, typer.Option("--places", metavar="N", min=1, help=message("Number of prize places."))
]
Target = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=message("File to write, XLSX or JSON; the table is shown if not given."),
    ),
]


def command(
    context: typer.Context,
    files: Sheets,
    lang: Lang = "",
    places: Places = PRIZE_PLACES,
    output: Target = "",
    as_json: Json = False,
) -> None:
    """Show or write the order; what the commission should know goes to the messages."""
    console: Console = context.obj
    ranking = rank(files, places)
    if ranking.report.findings:
        console.note(ranking.report.text(console.lang))
    if output:
        path = Path(output)
        data = _file(path, ranking, console.lang)
        make_folder(path.parent)
        write_atomically(path, data)
        console.result(str(path))
    elif as_json:
        console.json(ranking.as_dict())
    else:
        console.table(list(ranking.printed_rows(console.lang)), ranking.headings(console.lang))


def _file(path: Path, ranking: Ranking, lang: Language) -> bytes:
    if path.suffix.lower() == ".json":
        return (json.dumps(ranking.as_dict(), ensure_ascii=False, indent=2) + "\n").encode()
    if path.suffix.lower() == ".xlsx":
        from atuforms.dossiers.ranking_workbook import ranking_workbook

        return ranking_workbook(ranking.headings(lang), ranking.rows(lang))
    raise UnsafeOutput(
        "A ranking is written as XLSX or JSON. Name a file that ends in one of them."
    )
