"""What calamine does not tell of a sheet, and what must be known before it reads one.

Calamine shows a formula's error as an empty cell, as it does a formula that was never calculated,
and a missing value must not pass for one that was never given. It makes room for every cell up to
the last row and column, whatever a file claims, and hidden rows look to it like others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import protected, strange
from atuforms.core.files.office import OLE, Parts
from atuforms.core.files.xml_parsing import walk_xml

_MAX_UNPACKED = 2_000_000_000
"""Bytes; a million rows of twenty columns unpack to less."""
_ALWAYS = 100_000_000
"""Bytes to which a workbook may unpack however small it is."""
_MAX_RATIO = 100
"""Bytes to which one packed byte of a larger workbook may unpack; equal rows have about thirty."""
MAX_CELLS: Final = 50_000_000
"""Calamine makes room, 32 bytes each, for all cells up to the last row and column with a value."""
_MAX_MARKUP = 1 << 20
"""Bytes of a sheet between two tags."""
_MAX_EMPTY = 1_000_000_000
"""Cells of an ODS file up to the last row with a value, with the empty ones to the right of it."""
_MAX_REPEATED = 5_000
"""Equal rows with values, one after another, that an ODS file writes as one."""
_MAX_TOLD = 100_000
"""Cells or rows of a kind that are told of; more are told by the last of them."""

_TAG = rb"<(?:\w+:)?"
_ERROR_CELL = re.compile(_TAG + rb'c\s(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{1,3}[0-9]{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_EMPTY_FORMULA = re.compile(
    _TAG + rb"c\s(?P<cell>[^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?P<value><(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|(?=</(?:\w+:)?c>))"
)
_NAME = re.compile(rb'\br="([A-Z]{1,3}[0-9]{1,7})"')
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,20})["']""")
_CLAIM = re.compile(rb"""\b(?:uniqueC|c)ount\s{0,9}=\s{0,9}["']\s{0,9}\+?([0-9]{1,30})""")
_LONGEST_CLAIM = 100
_HIDDEN_ROW = re.compile(_TAG + rb'row\s(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="([0-9]{1,7})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


@dataclass
class Marks:
    """Of one sheet: cells by row (from 1) and column (from 0), and rows by number."""

    errors: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose formula gave an error."""
    empty: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose formula has no value."""
    hidden: set[int] = field(default_factory=set)
    from_1904: bool = False


def refuse_harmful(path: Path) -> None:
    """Unpack the workbook once and count, since calamine believes what the file claims.

    :raises UnreadableInput: for what is too large, is protected, or of an old format, whose reader
        has been seen to take the whole process with it.
    """
    with path.open("rb") as stream:
        if stream.read(len(OLE)) == OLE:
            size = stream.seek(0, 2)
            stream.seek(0)
            if "EncryptedPackage".encode("utf-16-le") in stream.read(min(size, _ALWAYS)):
                raise protected(path.name)
            raise old_format(path)
        size = stream.seek(0, 2)
        limit = min(_MAX_UNPACKED, max(_ALWAYS, _MAX_RATIO * size))
        book = Parts(stream, path.name)
        book.measure(limit)
        for name in book.names:
            if name.endswith(".xml") and "/worksheets/" not in name and name != "content.xml":
                _refuse_claims(book, name)


def _refuse_claims(book: Parts, name: str) -> None:
    """Refuse a part that claims more items than it has bytes: room would be made for them."""
    size, claimed, rest = 0, 0, b""
    for piece in book.pieces(name, _MAX_UNPACKED):
        size += len(piece)
        data = rest + piece
        claimed = max(claimed, *(int(found) for found in _CLAIM.findall(data)), 0)
        rest = data[-_LONGEST_CLAIM:]
    if claimed > size:
        raise strange(book.file)


def old_format(path: Path) -> UnreadableInput:
    """The error for a workbook that is neither XLSX nor ODS."""
    return UnreadableInput(
        "{file} is in an old or binary format (XLS, XLSB), which is not read for safety. Open it "
        "in Excel or LibreOffice and save it as XLSX.",
        file=path.name,
    )


def is_opendocument(path: Path) -> bool:
    """Whether calamine will read the file as ODS."""
    with path.open("rb") as stream:
        return "content.xml" in Parts(stream, path.name).names


def marks_of(path: Path, sheet: str) -> Marks:
    """What is to be known of a sheet.

    :raises UnreadableInput: for a sheet that is larger than any table.
    """
    with path.open("rb") as stream:
        book = Parts(stream, path.name)
        if "content.xml" in book.names:
            return opendocument_marks(path).get(sheet, Marks())
        marks = Marks(from_1904=_is_from_1904(book))
        if (member := _sheet_member(book, sheet)) in book.names:
            _read_xlsx(book, member, marks)
        return marks


def opendocument_marks(path: Path) -> dict[str, Marks]:
    """The same of all sheets of an ODS file, which calamine reads together."""
    with path.open("rb") as stream:
        book = Parts(stream, path.name)
        return _read_ods(book)


def position(name: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of the cell ``B7``."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]), column - 1


def cell_name(row: int, column: int) -> str:
    """``B7`` for row 7 (from 1) and column 1 (from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _is_from_1904(book: Parts) -> bool:
    main = book.main_part()
    for found in book.xml(main).iter("{*}workbookPr") if main else ():
        return found.get("date1904") in ("1", "true", "on")
    return False


def _read_xlsx(book: Parts, member: str, marks: Marks) -> None:
    """Found by pattern, since parsing every cell of a long sheet takes many times longer."""
    rest, last_row, last_column, begun = b"", 0, 0, False
    for piece in book.pieces(member, _MAX_UNPACKED):
        data = rest + piece
        if not begun and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise strange(book.file)
        begun = True
        # A cell is looked at as a whole, so that a formula and its value are seen together.
        end = data.rfind(b"</") if len(data) < _MAX_MARKUP else data.rfind(b">") + 1
        end = max(end, 0)
        found = _CELL.findall(data, 0, end)
        last_row = max(last_row, *(int(row) for _, row in found), 0)
        columns = {column for column, _ in found}
        last_column = max(last_column, *(position(f"{c.decode()}1")[1] for c in columns), 0)
        _refuse_far(book.file, last_row, last_column)
        _note(marks, data, end)
        rest = data[end:]
        if len(rest) > _MAX_MARKUP:
            raise strange(book.file)
    _note(marks, rest, len(rest))


def _note(marks: Marks, data: bytes, end: int) -> None:
    for match in _ERROR_CELL.finditer(data, 0, end):
        if len(marks.errors) < _MAX_TOLD:
            marks.errors.append(position(match[1].decode()))
    for match in _HIDDEN_ROW.finditer(data, 0, end):
        if len(marks.hidden) < _MAX_TOLD:
            marks.hidden.add(int(match[1]))
    if _FORMULA.search(data, 0, end) is None:
        return
    for match in _EMPTY_FORMULA.finditer(data, 0, end):
        name = _NAME.search(match["cell"])
        # A formula that gives a text may give an empty one.
        given = b't="str"' in match["cell"] and match["value"]
        if name and not given and len(marks.empty) < _MAX_TOLD:
            marks.empty.append(position(name[1].decode()))


def _refuse_far(file: str, row: int, column: int) -> None:
    if row * (column + 1) > MAX_CELLS or row > 1 << 20 or column >= 1 << 14:
        raise UnreadableInput(
            "{file} reaches down to row {row} and across to column {column}, which no table "
            "does. Delete what stands far from the table, and save it again.",
            file=file,
            row=row,
            column=cell_name(1, min(column, 10**9))[:-1],
        )


def _sheet_member(book: Parts, sheet: str) -> str:
    """The part that holds the sheet of this name; empty when it cannot be told."""
    main = book.main_part()
    targets = {each.id: each.target for each in book.relationships(main)}
    for found in book.xml(main).iter("{*}sheet") if main else ():
        if found.get("name") == sheet:
            ids = (str(v) for k, v in found.attrib.items() if str(k).endswith("}id"))
            return targets.get(next(ids, ""), "")
    return ""


@dataclass
class _Place:
    """How far a walk through a sheet has come."""

    row: int = 1
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    valued: bool = False
    pending: int = 0
    """Empty cells since the last row with a value."""
    cells: int = 0
    """Cells up to the last row with a value."""


def _read_ods(book: Parts) -> dict[str, Marks]:
    sheets: dict[str, Marks] = {}
    marks, place = Marks(), _Place()
    for event, element in walk_xml(book.pieces("content.xml", _MAX_UNPACKED), book.file):
        tag = element.tag
        if tag == f"{_TABLE}table" and event == "start":
            marks, place = Marks(), _Place()
            sheets[element.get(f"{_TABLE}name", "")] = marks
        elif tag == f"{_TABLE}table-row" and event == "start":
            place.column, place.valued = 0, False
        elif tag == f"{_TABLE}table-row":
            _end_row(book.file, dict(element.attrib), marks, place)
            element.clear()
        elif event == "end" and tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            _end_cell(book.file, element, marks, place)
    return sheets


def _end_row(file: str, attributes: Mapping[Any, Any], marks: Marks, place: _Place) -> None:
    count = _repeated(file, attributes, "rows")
    if attributes.get(f"{_TABLE}visibility") in ("collapse", "filter") and count < _MAX_TOLD:
        marks.hidden.update(range(place.row, place.row + count))
    place.pending += count * place.column
    if place.valued:
        place.cells, place.pending = place.cells + place.pending, 0
        place.last_row = place.row + count - 1
        _refuse_far(file, place.last_row, place.last_column)
        if place.cells > _MAX_EMPTY or count > _MAX_REPEATED:
            raise strange(file)
    place.row += count


def _end_cell(file: str, element: Any, marks: Marks, place: _Place) -> None:
    count = _repeated(file, element.attrib, "columns")
    kind = element.get(f"{_OFFICE}value-type") or element.get(f"{_CALCEXT}value-type")
    if element.get(f"{_CALCEXT}value-type") == "error" and len(marks.errors) < _MAX_TOLD:
        marks.errors.append((place.row, place.column))
    elif element.get(f"{_TABLE}formula") and not kind and len(marks.empty) < _MAX_TOLD:
        marks.empty.append((place.row, place.column))
    if kind or len(element):
        place.valued = True
        place.last_column = max(place.last_column, place.column + count - 1)
    place.column += count


def _repeated(file: str, attributes: Mapping[Any, Any], what: str) -> int:
    text = str(attributes.get(f"{_TABLE}number-{what}-repeated", "1"))
    if not (text.isdecimal() and text.isascii() and len(text) < 12):
        raise strange(file)
    return int(text)
