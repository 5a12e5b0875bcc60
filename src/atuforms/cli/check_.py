"""``atuforms check``: everything that is wrong with records."""

from __future__ import annotations

import typer

from atuforms.check import check
from atuforms.cli.console import Console
from atuforms.cli.options import Files, Json, Lang
from atuforms.sentences import message

HELP = message("Check records against every rule, and say what to mend.")


def command(context: typer.Context, files: Files, lang: Lang = "", json: Json = False) -> None:
    """Print the reports; exit with 1 if a record breaks a rule."""
    console: Console = context.obj
    reports = [check(file) for file in files]
    if json:
        data = [report.as_dict(console.lang) for report in reports]
        console.json(data if len(data) > 1 else data[0])
    else:
        for report in reports:
            console.result(report.text(console.lang))
    if not all(report.ok for report in reports):
        raise typer.Exit(1)
