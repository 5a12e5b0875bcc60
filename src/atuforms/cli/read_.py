"""``atuforms read``: a document back into a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Force, Lang, Target
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.output_files import make_folder, refuse_existing, write_atomically
from atuforms.core.language.sentences import message
from atuforms.core.pictures import read_picture
from atuforms.documents.reading.changes import words_of
from atuforms.documents.reading.document import DocumentReading, diff, read_document, write_yaml
from atuforms.records.loading import open_record

HELP = message("Read a filled document (Word, PDF, slides, test bank) back into a record.")

Source = Annotated[str, typer.Argument(metavar="FILE", help=message("The document."))]
Before = Annotated[
    str,
    typer.Option(
        "--diff",
        metavar="RECORD",
        help=message("Show what is different from this record, and write nothing."),
    ),
]
FormOption = Annotated[
    str,
    typer.Option(
        "--form", metavar="FORM", help=message("The form, where the document does not say it.")
    ),
]


def command(
    context: typer.Context,
    file: Source,
    lang: Lang = "",
    output: Target = "-",
    before: Before = "",
    form: FormOption = "",
    force: Force = False,
) -> None:
    """Write the record, and say what to mend; exit with 1 if it breaks a rule or lacks anything."""
    console: Console = context.obj
    reading = read_document(file, form=form or None)
    if before:
        _show_changes(reading, before, console)
    else:
        _write(reading, output, force, console)
    report = reading.report()
    if report.findings:
        console.note(report.text(console.lang))
    if not report.ok:
        raise typer.Exit(1)


def _show_changes(reading: DocumentReading, before: str, console: Console) -> None:
    record, _ = open_record(before)
    values = reading.source.values
    changes = diff(record, values, console.lang, withheld=reading.withheld)
    for change in changes:
        console.result(f"{change.label} [{change.path}]")
        for sign, value in (("-", change.before), ("+", change.after)):
            if value is not None:
                console.result(f"  {sign} {words_of(value, console.lang)}")
    if not changes and not reading.left_out:
        console.result(console.say("Nothing is different."))
    elif not changes:
        console.result(
            console.say("No value is different, but the document says what no value holds.")
        )


def _write(reading: DocumentReading, output: str, force: bool, console: Console) -> None:
    text = write_yaml(reading.source.values, console.lang)
    if output == "-":
        console.result(text.rstrip("\n"))
        return
    path = Path(output)
    pictures = {
        path.parent / name: data
        for name, data in reading.pictures.items()
        if not _is_there(path.parent / name, data)
    }
    if not force:
        for each in (path, *pictures):
            refuse_existing(each)
    make_folder(path.parent)
    for picture, data in pictures.items():
        make_folder(picture.parent)
        write_atomically(picture, data)
    write_atomically(path, text.encode())
    console.result(str(path))


def _is_there(file: Path, data: bytes) -> bool:
    """Whether a file shows this picture already."""
    try:
        return read_picture(file).data == data
    except (UnreadableInput, OSError):
        return False
