"""XLSX and ODS as grids, read by calamine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from atuforms.batches.messages import CELL_FORMULA_EMPTY, CELL_FORMULA_ERROR, CELL_MERGED
from atuforms.batches.tables.cell_values import DAY_ZERO, DAY_ZERO_1904
from atuforms.batches.tables.grids import Grid, Note
from atuforms.batches.tables.sheet_marks import (
    Marks,
    cell_name,
    is_opendocument,
    marks_of,
    opendocument_marks,
    refuse_harmful,
)
from atuforms.core.exceptions import MissingDependency, UnreadableInput
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

_SEVERAL: Final = message("{file} has several sheets. Only the first one, “{sheet}”, is read.")
_HIDDEN: Final = message(
    "{file} has hidden or filtered rows, which are read too: {count}. To leave them out, delete "
    "them."
)

_MAX_MERGED = 200_000
"""Rows that merged ranges may cover, each range counted by itself."""

Range = tuple[tuple[int, int], tuple[int, int]]


def read_grid(path: Path, sheet: str | None = None) -> Grid:
    """The sheet named ``sheet`` (default: the first visible one) of the workbook at ``path``.

    :raises UnreadableInput: when the file is no workbook, is damaged, has a password, or has no
        such sheet.
    """
    try:
        refuse_harmful(path)
        if is_opendocument(path):
            opendocument_marks(path)  # it is read as a whole as soon as it is opened
        with CalamineWorkbook.from_path(path) as book:
            name = _choose(book, sheet, path)
            notes: tuple[Note, ...] = ()
            others = tuple(each for each in _visible(book) if each != name)
            marks = marks_of(path, name)
            cells = book.get_sheet_by_name(name)
    except PasswordError as error:
        raise UnreadableInput(
            "{file} is protected by a password. Save it without one.", file=path.name
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path, error) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        # How a reader written in Rust ends; no «except Exception» sees it.
        raise _damaged(path, error) from None
    if path.with_name(f"~${path.name}").exists():
        notes = (
            *notes,
            Note(
                message("{file} is open in Excel. What is not saved there is not read."),
                {"file": path.name},
            ),
        )
    if sheet is None and others:
        notes = (*notes, Note(_SEVERAL, {"file": path.name, "sheet": name}))
    hidden = sum(number in marks.hidden for number, _ in _rows(cells)) if marks.hidden else 0
    if hidden:
        notes = (*notes, Note(_HIDDEN, {"file": path.name, "count": hidden}))
    merged = _within(cells.merged_cell_ranges or (), (cells.end or (0, 0))[0] + 1, path.name)
    return Grid(
        rows=lambda: _rows(cells),
        place=lambda row, column: Place(
            line=row, column=column + 1, cell=f"{name}!{cell_name(row, column)}"
        ),
        faults=_faults(marks, name, merged),
        merged_rows=_merged_rows(merged),
        notes=notes,
        day_zero=DAY_ZERO_1904 if marks.from_1904 else DAY_ZERO,
        others=others,
        other=lambda name: read_grid(path, name),
    )


def _damaged(path: Path, reason: object) -> UnreadableInput:
    return UnreadableInput(
        "{file} is not a workbook, or it is damaged ({reason}). Open it in Excel or "
        "LibreOffice and save it again.",
        file=path.name,
        reason=reason,
    )


def _choose(book: CalamineWorkbook, sheet: str | None, path: Path) -> str:
    names = _visible(book)
    if sheet is not None:
        if sheet not in book.sheet_names:
            raise UnreadableInput(
                "{file} has no sheet “{sheet}”. Its sheets: {sheets}.",
                file=path.name,
                sheet=sheet,
                sheets=", ".join(names),
            )
        return sheet
    if not names:
        raise UnreadableInput("{file} has no visible sheet.", file=path.name)
    return names[0]


def _visible(book: CalamineWorkbook) -> list[str]:
    return [
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[object]]]:
    start = sheet.start
    if start is None:
        return
    left: list[object] = [""] * start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in cells):
            yield number, [*left, *cells]


def _merged_rows(merged: Sequence[Range]) -> dict[int, str]:
    rows: dict[int, str] = {}
    for (top, left), (bottom, right) in merged:
        for row in range(top, bottom + 1):
            rows[row + 1] = f"{cell_name(top + 1, left)}:{cell_name(bottom + 1, right)}"
    return rows


def _within(merged: Iterable[Range], last_row: int, file: str) -> list[Range]:
    """The merged ranges as far as the table reaches down.

    :raises UnreadableInput: when they cover more rows than can be told of.
    """
    found: list[Range] = []
    rows = 0
    for (top, left), (bottom, right) in merged:
        if top < last_row and top <= bottom:
            low = min(bottom, last_row - 1)
            rows += low - top + 1
            found.append(((top, left), (low, right)))
        if rows > _MAX_MERGED:
            raise UnreadableInput(
                "{file} has too many merged cells. Unmerge them, and fill in every cell.", file=file
            )
    return found


def _faults(marks: Marks, sheet: str, merged: Sequence[Range]) -> dict[int, tuple[Finding, ...]]:
    """Findings by row: cells hidden by a merge, and formulas without a value or with an error."""
    faults: dict[int, list[Finding]] = {}
    for (top, left), (bottom, right) in merged:
        whole = f"{cell_name(top + 1, left)}:{cell_name(bottom + 1, right)}"
        for row in range(top, bottom + 1):
            hidden = left + 1 if row == top else left
            if hidden <= right:
                finding = _fault(CELL_MERGED, sheet, row + 1, hidden, merged=whole)
                faults.setdefault(row + 1, []).append(finding)
    for words, cells in ((CELL_FORMULA_ERROR, marks.errors), (CELL_FORMULA_EMPTY, marks.empty)):
        for row, column in cells:
            faults.setdefault(row, []).append(_fault(words, sheet, row, column))
    return {row: tuple(found) for row, found in faults.items()}


def _fault(message: Message, sheet: str, row: int, column: int, **details: str) -> Finding:
    cell = cell_name(row, column)
    place = Place(line=row, column=column + 1, cell=f"{sheet}!{cell}")
    return Finding("wrong-type", "", message, details={"cell": cell, **details}, place=place)
