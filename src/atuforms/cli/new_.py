"""``atuforms new``: a record to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Force, FormName, Lang, Target
from atuforms.core.exceptions import AtuformsError, UnsafeOutput
from atuforms.core.files.output_files import (
    clear_errors,
    make_folder,
    refuse_existing,
    write_atomically,
)
from atuforms.core.language.sentences import message
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.records.blank_record import blank_record
from atuforms.records.source import RECORDS

HELP = message("Write a record to fill in: a text file with every field of the form, explained.")

Sheet = Annotated[
    bool,
    typer.Option(
        "--sheet", help=message("Write a sheet (XLSX) for batch instead: one row per document.")
    ),
]


def command(
    context: typer.Context,
    form: FormName,
    lang: Lang = "",
    output: Target = "-",
    sheet: Sheet = False,
    force: Force = False,
) -> None:
    """Write the commented record, or the sheet."""
    console: Console = context.obj
    cls = get_form(form)
    if sheet:
        _new_sheet(console, cls, f"{cls.SLUG}.xlsx" if output == "-" else output, force=force)
        return
    text = blank_record(cls, console.lang)
    if output != "-" and _is_folder(cls, Path(output)):
        target = Path(output) / f"{cls.SLUG}.yaml"
        if not force:
            _refuse_second(cls, Path(output), target)
        output = str(target)
    if output == "-":
        console.result(text.rstrip("\n"))
        return
    _write(console, Path(output), text.encode(), force=force)


def _is_folder(form: type[Form], path: Path) -> bool:
    """Whether a folder is named for the record of a course or a resource and its documents."""
    with clear_errors(path):
        there = path.is_dir()
    if there:
        return True
    from atuforms.dossiers.subject_folder import is_subject

    return path.suffix.lower() not in RECORDS and is_subject(form)


def _refuse_second(form: type[Form], folder: Path, target: Path) -> None:
    """Refuse a second record of a course or a resource in one folder, whatever its file is called.

    :raises UnsafeOutput: naming the one that is there.
    """
    from atuforms.dossiers.subject_folder import is_subject, read_subject_folder

    refuse_existing(target)
    if not is_subject(form):
        return
    try:
        there = read_subject_folder(folder)
    except AtuformsError:
        return
    raise UnsafeOutput(
        "{folder} holds the record of a course or a digital resource already: {file}. Name another "
        "folder.",
        folder=folder,
        file=there.file,
    )


def _new_sheet(console: Console, form: type[Form], output: str, *, force: bool) -> None:
    from atuforms.batches.form_rows import columns_of
    from atuforms.batches.tables.sheet import new_sheet

    path = Path(output)
    if path.suffix.lower() != ".xlsx":
        raise UnsafeOutput("A sheet to fill in is XLSX. Name a file that ends in .xlsx.")
    _write(console, path, new_sheet(columns_of(form, console.lang), console.lang), force=force)


def _write(console: Console, path: Path, data: bytes, *, force: bool) -> None:
    if not force:
        refuse_existing(path)
    make_folder(path.parent)
    write_atomically(path, data)
    console.result(str(path))
