"""The sheet to fill in for a batch: headings, choices, limits, and the clause behind each."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

from atuforms.batches.tables.columns import EXAMPLE, MARKER, Column, ColumnKind
from atuforms.core.files.workbooks import TEXT_LIMIT, Workbook, Worksheet, workbook, xl_col_to_name
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate

_ROWS = 10_000
"""Rows below the header that are validated."""

_INLINE_CHOICES = 255
"""Characters of a list that Excel keeps inside the rule; longer ones go to a hidden sheet."""

_COMMENT_LIMIT = 32_000

_SHEET: Final = message("Data")
_MARKER_ROW: Final = message("A row that says “example” in this column is not read.")
_CLAUSE: Final = message("Clause: {clause}")
_REQUIRED: Final = message("Must be filled in.")
_WRONG: Final = message("Check the value")
_LENGTH: Final = message("At most {limit} characters, spaces included.")
_KINDS: Final[Mapping[ColumnKind, str]] = {
    "date": message("Write the date as 2026-01-31."),
    "choice": message("Choose from the list."),
    "number": message("Write a number."),
    "url": message("A link begins with https://."),
}


def new_sheet(form_fields: Sequence[Column], lang: Language) -> bytes:
    """An XLSX file to fill in: a column a field, headings in ``lang``, an example row.

    Closed choices are drop-downs; dates, numbers and lengths are checked by Excel while typing;
    a comment on each heading has the clause. The same fields give the same bytes.
    """
    stream = io.BytesIO()
    with workbook(stream) as book:
        sheet = book.add_worksheet(translate(_SHEET, lang))
        heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6F0", "border": 1}
        )
        grey = book.add_format({"italic": True, "font_color": "#808080"})
        formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "number": None,
        }
        text = book.add_format({"num_format": "@"})
        sheet.write_string(0, 0, MARKER, heading)
        sheet.write_comment(0, 0, translate(_MARKER_ROW, lang), {"author": "atuforms"})
        sheet.write_string(1, 0, EXAMPLE[lang], grey)
        sheet.set_column(0, 0, 9)
        lists = _Lists(book)
        for number, column in enumerate(form_fields, start=1):
            label = f"{column.label} *" if column.required else column.label
            sheet.write_string(0, number, label, heading)
            sheet.write_comment(0, number, _comment(column, lang), {"author": "atuforms"})
            sheet.write_string(1, number, column.example, grey)
            sheet.set_column(number, number, _width(column), formats.get(column.kind, text))
            _validate(sheet, number, column, lang, lists)
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 45)
    return stream.getvalue()


class _Lists:
    """Choices too long for a rule, on a hidden sheet that is made when the first one comes."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._sheet: Worksheet | None = None
        self._used = 0

    def source(self, choices: Sequence[str]) -> list[str] | str:
        """What a list rule takes for ``choices``."""
        if len(",".join(choices)) <= _INLINE_CHOICES and not any("," in c for c in choices):
            return list(choices)
        if self._sheet is None:
            self._sheet = self._book.add_worksheet("choices")
            self._sheet.very_hidden()
        self._sheet.write_column(0, self._used, choices)
        letter = xl_col_to_name(self._used)
        self._used += 1
        return f"=choices!${letter}$1:${letter}${len(choices)}"


def _validate(sheet: Worksheet, number: int, column: Column, lang: Language, lists: _Lists) -> None:
    rule: dict[str, object] | None = None
    if column.choices:
        rule = {"validate": "list", "source": lists.source(column.choices)}
    elif column.kind == "date":
        letter = xl_col_to_name(number)
        # A date typed as text (2026-01-31 in a cell of text) is read as well as a real one.
        rule = {
            "validate": "custom",
            "value": f"=OR(ISNUMBER({letter}2),ISNUMBER(DATEVALUE({letter}2)))",
        }
    elif column.kind == "number":
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
    elif column.max_length is not None and column.max_length < TEXT_LIMIT:
        rule = {"validate": "length", "criteria": "<=", "value": column.max_length}
    if rule is None:
        return
    # Excel refuses a title over 32 characters and a message over 255.
    title, told = translate(_WRONG, lang)[:32], _hint(column, lang)[:255]
    rule |= {"error_title": title, "error_message": told}
    sheet.data_validation(1, number, _ROWS, number, rule)


def _hint(column: Column, lang: Language) -> str:
    parts = [translate(_KINDS[column.kind], lang)] if column.kind in _KINDS else []
    if column.max_length is not None:
        parts.append(translate(_LENGTH, lang, limit=column.max_length))
    return " ".join(parts)


def _comment(column: Column, lang: Language) -> str:
    lines = [translate(_CLAUSE, lang, clause=column.clause)] if column.clause else []
    if column.required:
        lines.append(translate(_REQUIRED, lang))
    if column.otherwise:
        lines.append(column.otherwise)
    if hint := _hint(column, lang):
        lines.append(hint)
    return "\n".join([*lines, column.path])[:_COMMENT_LIMIT]


def _width(column: Column) -> int:
    return {"date": 12, "number": 12}.get(column.kind, max(16, min(40, len(column.label) + 4)))
