"""The register as an office keeps it: a journal of issued certificates, as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from atuforms.core.files.workbooks import cell_formats, workbook, write_cell
from atuforms.core.language.catalogue import translate
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.register.numbers import STATES, Registration

_HEADINGS: Final = (
    message("Line"),
    message("Form"),
    message("Year"),
    message("Number"),
    message("Issued to"),
    message("Title"),
    message("Date, time (UTC)"),
    message("State"),
    message("Reason or note"),
    message("Record key"),
    message("Signature"),
)
_SHEET: Final = message("Register")
_WIDTHS = (7, 10, 7, 12, 36, 48, 20, 15, 32, 18, 14)
_KEY_LENGTH = 16


def journal_workbook(entries: Iterable[Registration], lang: Language) -> bytes:
    """The lines of the register as an XLSX file in ``lang``, ready to be printed and signed.

    The same lines give the same bytes, and no cell is ever a formula.
    """
    stream = io.BytesIO()
    with workbook(stream) as book:
        sheet = book.add_worksheet(translate(_SHEET, lang))
        text, _ = cell_formats(book)
        time = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, translate(heading, lang), bold)
        for row, entry in enumerate(entries, start=1):
            for column, value in enumerate(_cells(row, entry, lang)):
                write_cell(sheet, row, column, value, text, time)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return stream.getvalue()


def _cells(row: int, entry: Registration, lang: Language) -> tuple[object, ...]:
    return (
        row,
        entry.form,
        entry.year,
        entry.number,
        entry.holder,
        entry.title,
        datetime.fromisoformat(entry.at).replace(tzinfo=None),
        translate(STATES[entry.state], lang),
        entry.reason,
        entry.key[:_KEY_LENGTH],
        "",
    )
