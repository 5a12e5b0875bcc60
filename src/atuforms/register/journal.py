"""The register as an office keeps it: a journal of issued certificates, as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from atuforms.core.files.workbooks import cell_formats, workbook, write_cell
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate
from atuforms.register.lines import STATES, Registration

_HEADINGS: Final = (
    message("Line"),
    message("Form"),
    message("Year"),
    message("Number"),
    message("Issued to"),
    message("Title"),
    message("Date of the document"),
    message("Issued, date and time"),
    message("State"),
    message("Made void, date and time"),
    message("Reason or note"),
    message("In place of number"),
    message("Record key"),
    message("Signature"),
)
_SHEET: Final = message("Register")
_WIDTHS = (7, 10, 7, 12, 36, 48, 12, 18, 15, 18, 32, 12, 18, 14)
_KEY_LENGTH = 16


def journal_workbook(entries: Iterable[Registration], lang: Language) -> bytes:
    """The lines of the register as an XLSX file in ``lang``, ready to be printed and signed.

    The same lines give the same bytes, and no cell is ever a formula.
    """
    stream = io.BytesIO()
    with workbook(stream) as book:
        sheet = book.add_worksheet(translate(_SHEET, lang))
        text, day = cell_formats(book)
        time = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, translate(heading, lang), bold)
        for row, entry in enumerate(entries, start=1):
            for column, value in enumerate(_cells(row, entry, lang)):
                of_day = isinstance(value, date) and not isinstance(value, datetime)
                write_cell(sheet, row, column, value, text, day if of_day else time)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return stream.getvalue()


def _clock(time: str) -> object:
    """A time of the journal as Excel keeps it: the clock on the wall, without a zone."""
    return datetime.fromisoformat(time).replace(tzinfo=None) if time else ""


def _cells(row: int, entry: Registration, lang: Language) -> tuple[object, ...]:
    return (
        row,
        entry.form,
        entry.year,
        entry.number,
        entry.holder,
        entry.title,
        date.fromisoformat(entry.date) if entry.date else "",
        _clock(entry.issued),
        translate(STATES[entry.state], lang),
        _clock(entry.voided),
        entry.reason,
        entry.instead,
        entry.key[:_KEY_LENGTH],
        "",
    )
