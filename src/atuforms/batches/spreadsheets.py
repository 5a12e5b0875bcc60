"""XLSX, XLS and ODS as grids, read by calamine.

Calamine gives values and merged ranges but shows a formula's error as an empty cell, and a
missing value must not pass for one that was never given: errors are looked up in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from atuforms.batches.grids import Grid, Note
from atuforms.batches.messages import CELL_FORMULA_ERROR, CELL_MERGED
from atuforms.core.exceptions import MissingDependency, UnreadableInput
from atuforms.core.files.input_files import strange
from atuforms.core.files.office import OLE, Parts
from atuforms.core.files.xml_parsing import walk_xml
from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message, message

try:
    from python_calamine import (
        CalamineError,
        CalamineSheet,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )
except ImportError as error:
    raise MissingDependency(
        'Spreadsheets need python-calamine. Install it: pip install "atuforms[tables]"'
    ) from error

_MAX_UNPACKED = 2_000_000_000
"""Bytes; a million rows of twenty columns unpack to less."""
_ALWAYS = 100_000_000
"""Bytes to which a workbook may unpack however small it is."""
_MAX_RATIO = 100
"""Bytes to which one packed byte of a larger workbook may unpack; equal rows have about thirty."""
_MAX_CELLS = 50_000_000
"""Calamine makes room, 32 bytes each, for all cells up to the last row and column with a value."""
_MAX_MARKUP = 1 << 20
"""Bytes of a sheet between two tags."""

_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"')
_CELL = re.compile(rb'\sr="([A-Z]{0,3})([0-9]{1,7})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

Range = tuple[tuple[int, int], tuple[int, int]]


def read_grid(path: Path, sheet: str | None = None) -> Grid:
    """The sheet named ``sheet`` (default: the first visible one) of the workbook at ``path``.

    :raises UnreadableInput: when the file is no workbook, is damaged, has a password, or has no
        such sheet.
    """
    try:
        _measure(path)
        with CalamineWorkbook.from_path(path) as book:
            name, notes = _choose(book, sheet, path)
            errors = tuple(_error_cells(path, name))
            cells = book.get_sheet_by_name(name)
    except PasswordError as error:
        raise UnreadableInput(
            "{file} is protected by a password. Save it without one.", file=path.name
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableInput(
            "{file} is not a workbook, or it is damaged ({reason}). Open it in Excel or "
            "LibreOffice and save it again.",
            file=path.name,
            reason=error,
        ) from error
    if path.with_name(f"~${path.name}").exists():
        notes = (
            *notes,
            Note(
                message("{file} is open in Excel. What is not saved there is not read."),
                {"file": path.name},
            ),
        )
    merged = tuple(cells.merged_cell_ranges or ())
    return Grid(
        rows=lambda: _rows(cells),
        place=lambda row, column: Place(
            line=row, column=column + 1, cell=f"{name}!{cell_name(row, column)}"
        ),
        faults=_faults(errors, name, merged),
        merged_rows=_merged_rows(merged),
        notes=notes,
    )


def cell_name(row: int, column: int) -> str:
    """``B7`` for row 7 (from 1) and column 1 (from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _measure(path: Path) -> None:
    """Unpack the workbook once and count, since calamine believes what the file claims."""
    with path.open("rb") as stream:
        if stream.read(len(OLE)) == OLE:
            return  # XLS, or locked by a password, which calamine tells.
        size = stream.seek(0, 2)
        limit = min(_MAX_UNPACKED, max(_ALWAYS, _MAX_RATIO * size))
        Parts(stream, path.name).measure(limit)


def _choose(book: CalamineWorkbook, sheet: str | None, path: Path) -> tuple[str, tuple[Note, ...]]:
    names = [
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]
    if sheet is not None:
        if sheet not in book.sheet_names:
            raise UnreadableInput(
                "{file} has no sheet “{sheet}”. Its sheets: {sheets}.",
                file=path.name,
                sheet=sheet,
                sheets=", ".join(names),
            )
        return sheet, ()
    if not names:
        raise UnreadableInput("{file} has no visible sheet.", file=path.name)
    if len(names) == 1:
        return names[0], ()
    note = Note(
        message("{file} has several sheets. Only the first one, “{sheet}”, is read."),
        {"file": path.name, "sheet": names[0]},
    )
    return names[0], (note,)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[object]]]:
    start = sheet.start
    if start is None:
        return
    left: list[object] = [""] * start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in cells):
            yield number, [*left, *cells]


def _merged_rows(merged: tuple[Range, ...]) -> dict[int, str]:
    rows: dict[int, str] = {}
    for (top, left), (bottom, right) in merged:
        for row in range(top, bottom + 1):
            rows[row + 1] = f"{cell_name(top + 1, left)}:{cell_name(bottom + 1, right)}"
    return rows


def _faults(
    errors: Iterable[tuple[int, int]], sheet: str, merged: tuple[Range, ...]
) -> dict[int, tuple[Finding, ...]]:
    """Findings by row: cells hidden by a merge, and formulas that gave an error."""
    faults: dict[int, tuple[Finding, ...]] = {}
    for (top, left), (bottom, right) in merged:
        whole = f"{cell_name(top + 1, left)}:{cell_name(bottom + 1, right)}"
        for row in range(top, bottom + 1):
            hidden = left + 1 if row == top else left
            if hidden > right:
                continue
            finding = _fault(CELL_MERGED, sheet, row + 1, hidden, merged=whole)
            faults[row + 1] = (*faults.get(row + 1, ()), finding)
    for row, column in errors:
        finding = _fault(CELL_FORMULA_ERROR, sheet, row, column)
        faults[row] = (*faults.get(row, ()), finding)
    return faults


def _fault(message: Message, sheet: str, row: int, column: int, **details: str) -> Finding:
    cell = cell_name(row, column)
    place = Place(line=row, column=column + 1, cell=f"{sheet}!{cell}")
    return Finding("wrong-type", "", message, details={"cell": cell, **details}, place=place)


def _error_cells(path: Path, sheet: str) -> Iterator[tuple[int, int]]:
    """Row (from 1) and column (from 0) of the cells whose formula gave an error.

    :raises UnreadableInput: for a sheet that is larger than any table.
    """
    with path.open("rb") as stream:
        if stream.read(len(OLE)) == OLE:
            return
        book = Parts(stream, path.name)
        if "content.xml" in book.names:
            yield from _ods_error_cells(book, sheet)
        elif (member := _sheet_member(book, sheet)) in book.names:
            for name in _xlsx_error_cells(book, member):
                yield _position(name)


def _position(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]), column - 1


def _xlsx_error_cells(book: Parts, member: str) -> Iterator[str]:
    """Found by pattern, since parsing every cell of a long sheet takes many times longer."""
    rest, last_row, last_column = b"", 0, 0
    for piece in book.pieces(member, _MAX_UNPACKED):
        data = rest + piece
        end = data.rfind(b">") + 1
        found = _CELL.findall(data, 0, end)
        last_row = max(last_row, *(int(row) for _, row in found), 0)
        columns = {column for column, _ in found}
        last_column = max(last_column, *(_position(f"{c.decode()}1")[1] for c in columns), 0)
        if last_row * (last_column + 1) > _MAX_CELLS:
            raise UnreadableInput(
                "{file} reaches down to row {row} and across to column {column}, which no table "
                "does. Delete what stands far from the table, and save it again.",
                file=book.file,
                row=last_row,
                column=cell_name(1, last_column)[:-1],
            )
        for match in _ERROR_CELL.finditer(data, 0, end):
            yield match[1].decode("ascii")
        rest = data[end:]
        if len(rest) > _MAX_MARKUP:
            raise strange(book.file)


def _sheet_member(book: Parts, sheet: str) -> str:
    """The part that holds the sheet of this name; empty when it cannot be told."""
    main = book.main_part()
    targets = {each.id: each.target for each in book.relationships(main)}
    for found in book.xml(main).iter("{*}sheet") if main else ():
        if found.get("name") == sheet:
            ids = (str(v) for k, v in found.attrib.items() if str(k).endswith("}id"))
            return targets.get(next(ids, ""), "")
    return ""


def _ods_error_cells(book: Parts, sheet: str) -> Iterator[tuple[int, int]]:
    walk = walk_xml(book.pieces("content.xml", _MAX_UNPACKED), book.file)
    inside, row, column = False, 1, 0
    for event, element in walk:
        tag = element.tag
        if tag == f"{_TABLE}table":
            inside = event == "start" and element.get(f"{_TABLE}name") == sheet
            row = 1
        elif not inside:
            continue
        elif tag == f"{_TABLE}table-row":
            if event == "start":
                column = 0
            else:
                row += _repeated(element.attrib, "rows")
                element.clear()
        elif event == "end" and tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            if element.get(f"{_CALCEXT}value-type") == "error":
                yield row, column
            column += _repeated(element.attrib, "columns")


def _repeated(attributes: etree._Attrib, what: str) -> int:
    return int(attributes.get(f"{_TABLE}number-{what}-repeated", 1))
