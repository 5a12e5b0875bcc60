"""The list of rejected rows of a workbook (extra ``tables``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Final

from atuforms.batches.rejected import ListFormat, texts_in_list
from atuforms.batches.result import Rejection
from atuforms.batches.tables.columns import FINDINGS, MARKER
from atuforms.core.files.workbooks import TEXT_LIMIT, cell_formats, workbook, write_cell
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate

_SHEET_NAME: Final = message("Rejected")


def _write(
    stream: IO[bytes], headings: Sequence[str], rejections: Iterable[Rejection], lang: Language
) -> None:
    with workbook(stream) as book:
        sheet = book.add_worksheet(translate(_SHEET_NAME, lang))
        text, date = cell_formats(book)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrong = book.add_format({"font_color": "#9C0006", "text_wrap": True, "valign": "top"})
        last = len(headings) + 1
        for column, heading in enumerate((MARKER, *headings, FINDINGS[lang])):
            sheet.write_string(0, column, heading, bold)
        for number, each in enumerate(rejections, start=1):
            sheet.write_string(number, 0, each.origin, text)
            for column, heading in enumerate(headings, start=1):
                write_cell(sheet, number, column, each.values.get(heading), text, date)
            said = "\n".join(texts_in_list(each, lang))
            sheet.write_string(number, last, said[:TEXT_LIMIT], wrong)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, last - 1, 22)
        sheet.set_column(last, last, 60)


WORKBOOK_LIST = ListFormat(".xlsx", _write)
