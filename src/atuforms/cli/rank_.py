"""``atuforms rank``: the order of winners, from the evaluation sheets of a competition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
import yaml

from atuforms.api import check, render
from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.dossiers.ranking import Ranking, rank

HELP = message("Put the entries of a competition in order, from the evaluation sheets of experts.")

Sheets = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…",
        help=message(
            "Evaluation sheets (01-03 or 04-02), one per expert; with them the record of the "
            "competition, and its minutes."
        ),
    ),
]
Places = Annotated[
    int | None,
    typer.Option("--places", metavar="N", min=1, help=message("Number of prize places.")),
]
Target = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=message(
            "File to write: XLSX or JSON, or the minutes as YAML, DOCX or PDF; the table is shown "
            "if not given."
        ),
    ),
]


def command(
    context: typer.Context,
    files: Sheets,
    lang: Lang = "",
    places: Places = None,
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
    if not ranking.report.ok:
        raise typer.Exit(1)


def _file(path: Path, ranking: Ranking, lang: Language) -> bytes:
    if path.suffix.lower() == ".json":
        return (json.dumps(ranking.as_dict(), ensure_ascii=False, indent=2) + "\n").encode()
    if path.suffix.lower() == ".xlsx":
        from atuforms.dossiers.ranking_workbook import ranking_workbook

        return ranking_workbook(ranking.headings(lang), ranking.rows(lang))
    if path.suffix.lower() in (".yaml", ".yml"):
        return yaml.safe_dump(
            ranking.minutes_record(), allow_unicode=True, sort_keys=False, width=100
        ).encode()
    if path.suffix.lower() in (".docx", ".pdf"):
        # Marked as a draft while the meeting has not said what only it can say.
        record = ranking.minutes_record()
        draft = not check(record).ok
        return render(record, path.suffix.lower()[1:], lang=lang, draft=draft).data
    raise UnsafeOutput(
        "A ranking is written as XLSX or JSON, its minutes as YAML, DOCX or PDF. Name a file that "
        "ends in one of them."
    )
