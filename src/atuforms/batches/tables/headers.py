"""The header of a table: one row of known columns at the top, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from atuforms.batches.tables.columns import Fields, resolved_count
from atuforms.batches.tables.grids import Grid
from atuforms.core.exceptions import UnreadableInput

_SOUGHT = 40
"""Rows among which a header is looked for that is not at the top."""

_Row = tuple[int, Sequence[object]]


def read_header(grid: Grid, name: str, fields: Fields | None) -> tuple[list[str], int]:
    """The headings and the number of their row.

    :raises UnreadableInput: when the first row is no header, saying where there is one.
    """
    first = _some_rows(grid, _SOUGHT if fields is not None else 1)
    if not first:
        if fields is not None:
            _refuse_other_sheet(grid, name, fields)
        raise UnreadableInput("{file} is empty. Give a table with rows.", file=name)
    number, cells = first[0]
    headings = [str(cell).strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if fields is not None:
        _refuse_header_elsewhere(grid, first, name, fields)
    if grid.merged_rows.get(number):
        raise UnreadableInput(
            "Cells of the header of {file} are merged ({cells}). Unmerge them, so that each "
            "column has its own heading in one row.",
            file=name,
            cells=grid.merged_rows[number],
        )
    return headings, number


def _refuse_header_elsewhere(grid: Grid, first: list[_Row], name: str, fields: Fields) -> None:
    (one, upper), *_ = first
    if resolved_count([str(cell) for cell in upper], fields):
        if len(first) > 1 and _is_header(first[1][1], fields, upper):
            raise UnreadableInput(
                "Rows {one} and {two} of {file} are both headers. Delete one of them.",
                one=one,
                two=first[1][0],
                file=name,
            )
        return
    for row, cells in first[1:]:
        if _is_header(cells, fields, upper):
            raise UnreadableInput(
                "The header of {file} is in row {two}, not in the first row. Delete what stands "
                "above it.",
                two=row,
                file=name,
            )
    _refuse_other_sheet(grid, name, fields)


def _refuse_other_sheet(grid: Grid, name: str, fields: Fields) -> None:
    if grid.other is None:
        return
    for sheet in grid.others:
        for _row, cells in _some_rows(grid.other(sheet), _SOUGHT):
            if _is_header(cells, fields, cells):
                raise UnreadableInput(
                    "The table of {file} is on the sheet “{sheet}”. Choose it with "
                    '--sheet "{sheet}".',
                    file=name,
                    sheet=sheet,
                )


def _is_header(cells: Sequence[object], fields: Fields, upper: Sequence[object]) -> bool:
    """Whether more than half of the cells name fields; one alone only if the first has one too."""
    words = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    known = resolved_count(words, fields)
    return bool(words) and known * 2 > len(words) and not (len(words) == 1 and len(upper) > 1)


def _some_rows(grid: Grid, count: int) -> list[_Row]:
    found: list[_Row] = []
    for row in grid.rows():
        found.append(row)
        if len(found) == count:
            break
    return found
