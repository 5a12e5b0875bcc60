"""The order of a competition's entries as a workbook for the commission."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from atuforms.core.files.workbooks import cell_formats, workbook, write_cell

_WIDTHS = (8, 60, 48, 14, 14, 14, 12)
_TITLE, _MEAN = 1, 3
"""The columns of the chart."""


def ranking_workbook(header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> bytes:
    """An XLSX file with a line an entry and a chart of the means; no cell is ever a formula.

    :raises MissingDependency: if the extra for tables is not installed.
    """
    stream = io.BytesIO()
    with workbook(stream) as book:
        sheet = book.add_worksheet()
        text, date = cell_formats(book)
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        for column, (heading, width) in enumerate(zip(header, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        number = 0
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                write_cell(sheet, number, column, value, text, date)
        if number:
            chart = book.add_chart({"type": "bar"})
            chart.add_series(
                {
                    "name": header[_MEAN],
                    "categories": [sheet.name, 1, _TITLE, number, _TITLE],
                    "values": [sheet.name, 1, _MEAN, number, _MEAN],
                    "data_labels": {"value": True},
                }
            )
            chart.set_y_axis({"reverse": True})  # the best entry on top, as in the table
            chart.set_legend({"none": True})
            sheet.insert_chart(number + 2, 1, chart)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return stream.getvalue()
