"""XLSX, XLS and ODS as grids, read by calamine.

Calamine gives values and merged ranges but shows a formula's error as an empty cell, and a
missing value must not pass for one that was never given: errors are looked up in the file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any
from xml.etree.ElementTree import Element

from lxml import etree

from atuforms.batch.grids import Grid, Note
from atuforms.batch.sentences import CELL_FORMULA_ERROR, CELL_MERGED
from atuforms.exceptions import MissingDependency, UnreadableInput
from atuforms.findings import Finding, Place
from atuforms.sentences import Message, message

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
        "Spreadsheets need python-calamine. Install it: pip install 'atuforms[tables]'"
    ) from error

_MAX_UNPACKED = 4 * 1024**3
"""Bytes; a workbook that claims more is a trap, not a table."""

_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

Range = tuple[tuple[int, int], tuple[int, int]]


def read_grid(path: Path, sheet: str | None = None) -> Grid:
    """The sheet named ``sheet`` (default: the first visible one) of the workbook at ``path``.

    :raises UnreadableInput: when the file is no workbook, is damaged, has a password, or has no
        such sheet.
    """
    _refuse_bomb(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            name, notes = _choose(book, sheet, path)
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
        faults=_faults(path, name, merged),
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


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > _MAX_UNPACKED:
        raise UnreadableInput(
            "{file} unpacks to {size} MB, which no table needs. It is not safe to open.",
            file=path.name,
            size=unpacked // 1024**2,
        )


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


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    start = sheet.start
    if start is None:
        return
    left: list[Any] = [""] * start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in cells):
            yield number, [*left, *cells]


def _merged_rows(merged: tuple[Range, ...]) -> dict[int, str]:
    rows: dict[int, str] = {}
    for (top, left), (bottom, right) in merged:
        for row in range(top, bottom + 1):
            rows[row + 1] = f"{cell_name(top + 1, left)}:{cell_name(bottom + 1, right)}"
    return rows


def _faults(path: Path, sheet: str, merged: tuple[Range, ...]) -> dict[int, tuple[Finding, ...]]:
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
    for row, column in _error_cells(path, sheet):
        finding = _fault(CELL_FORMULA_ERROR, sheet, row, column)
        faults[row] = (*faults.get(row, ()), finding)
    return faults


def _fault(message: Message, sheet: str, row: int, column: int, **details: str) -> Finding:
    cell = cell_name(row, column)
    place = Place(line=row, column=column + 1, cell=f"{sheet}!{cell}")
    return Finding("wrong-type", "", message, details={"cell": cell, **details}, place=place)


def _error_cells(path: Path, sheet: str) -> Iterator[tuple[int, int]]:
    """Row (from 1) and column (from 0) of the cells whose formula gave an error."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            with archive.open("content.xml") as stream:
                yield from _ods_error_cells(stream, sheet)
        elif "xl/workbook.xml" in names and (member := _sheet_member(archive, sheet)) in names:
            with archive.open(member) as stream:
                for name in _xlsx_error_cells(stream):
                    yield _position(name)


def _position(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]), column - 1


def _xlsx_error_cells(stream: IO[bytes]) -> Iterator[str]:
    """Found by pattern, since parsing every cell of a long sheet takes many times longer."""
    rest = b""
    while chunk := stream.read(1 << 20):
        data = rest + chunk
        end = data.rfind(b">") + 1
        for match in _ERROR_CELL.finditer(data, 0, end):
            yield match[1].decode("ascii")
        rest = data[end:]


def _sheet_member(archive: zipfile.ZipFile, sheet: str) -> str:
    """The archive member that holds the sheet of this name; empty when it cannot be told."""
    book = _xml(archive, "xl/workbook.xml")
    links = _xml(archive, "xl/_rels/workbook.xml.rels")
    for found in book.iter("{*}sheet"):
        if found.get("name") == sheet:
            wanted = next((v for k, v in found.attrib.items() if str(k).endswith("}id")), None)
            for link in links.iter("{*}Relationship"):
                if link.get("Id") == wanted:
                    target = str(link.get("Target", ""))
                    absolute = target.startswith("/")
                    return target.lstrip("/") if absolute else str(PurePosixPath("xl", target))
    return ""


def _xml(archive: zipfile.ZipFile, member: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(archive.read(member), parser)
    except (KeyError, etree.XMLSyntaxError):
        return Element("none")


def _ods_error_cells(stream: IO[bytes], sheet: str) -> Iterator[tuple[int, int]]:
    walk = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
    )
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


def _repeated(attributes: Mapping[Any, Any], what: str) -> int:
    return int(attributes.get(f"{_TABLE}number-{what}-repeated", 1))
