"""``atuforms checklist``: what only a person can judge of a form or a dossier, to be ticked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from atuforms.api import render
from atuforms.cli.console import Console, put
from atuforms.cli.options import Formats, Langs, Output, Templates, languages, several
from atuforms.core.language.sentences import message
from atuforms.documents.opening import DOCUMENTS
from atuforms.forms.supporting.checklist import Checklist, subject
from atuforms.records.source import RECORDS

HELP = message("Print what only a person can judge of a form or a dossier, to be ticked.")

Subject = Annotated[
    str,
    typer.Argument(
        metavar="FORM|KIND",
        help=message(
            "A form, or a kind of dossier: mooc-placement, der-placement, mooc-competition, "
            "der-competition; or the record of a checklist with its ticks."
        ),
    ),
]


def command(
    context: typer.Context,
    form: Subject,
    lang: Langs = "",
    to: Formats = "docx",
    output: Output = ".",
    templates: Templates = "",
) -> None:
    """Write the checklist, in each language and format."""
    console: Console = context.obj
    path = Path(form)
    if path.suffix.lower() in (*RECORDS, *DOCUMENTS):
        record: str | Checklist = form
        stem = path.stem
    else:
        of = subject(form)
        record = Checklist(of=of)
        stem = f"checklist-{of}"
    documents = [
        replace(
            render(record, each, lang=tongue, templates=templates or None),
            filename=f"{stem}.{tongue}.{each}",
        )
        for tongue in languages(lang, console.lang)
        for each in several(to)
    ]
    put(documents, output, console)
