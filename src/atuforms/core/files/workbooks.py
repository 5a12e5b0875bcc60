"""What all our workbooks share: the same bytes for the same content, and cells that are data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from atuforms.core.exceptions import MissingDependency

try:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.utility import xl_col_to_name as xl_col_to_name
    from xlsxwriter.workbook import Workbook as Workbook
    from xlsxwriter.worksheet import Worksheet as Worksheet
except ImportError as error:
    raise MissingDependency(
        'Workbooks need XlsxWriter. Install it: pip install "atuforms[tables]"'
    ) from error

_CREATED = dt.datetime(2025, 1, 1)  # noqa: DTZ001 — Excel's dates have no zone
TEXT_LIMIT = 32_767
"""Characters that Excel keeps in a cell."""


@contextmanager
def workbook(stream: IO[bytes]) -> Iterator[Workbook]:
    """A workbook written into ``stream``, without a clock and with text never read as formula."""
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    book.set_properties({"created": _CREATED, "author": "atuforms"})
    try:
        yield book
    finally:
        book.close()


def write_cell(
    sheet: Worksheet, row: int, column: int, value: object, text: object, date: object
) -> None:
    """Write ``value`` as what it is, and text always as text.

    A cell that begins with ``=``, ``+``, ``-`` or ``@`` stays the text it was: its format
    ``text`` carries the mark by which Excel keeps it from becoming a formula when it is edited.
    """
    if value is None or value == "":
        sheet.write_blank(row, column, None, text)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) < 10**15:
        sheet.write_number(row, column, value)
    elif isinstance(value, dt.datetime | dt.date):
        sheet.write_datetime(row, column, value, date)
    else:
        sheet.write_string(row, column, str(value)[:TEXT_LIMIT], text)


def cell_formats(book: Workbook) -> tuple[Format, Format]:
    """The formats of text and of dates for :func:`write_cell`."""
    text = book.add_format({"num_format": "@", "quote_prefix": True, "valign": "top"})
    return text, book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
