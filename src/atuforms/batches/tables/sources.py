"""Tables of records: every source that a batch reads, as one stream of rows with their places.

Spreadsheets (XLSX, ODS), delimited text (CSV), JSON Lines and YAML streams are read from files;
any iterable of forms and mappings and any data frame is taken as it is. A table can be walked
over as often as wanted, and holds no row once it has been handed out.
"""

from __future__ import annotations

import datetime as dt
import math
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Protocol

from atuforms.batches.messages import CELL_NO_HEADING
from atuforms.batches.rejected import ListFormat
from atuforms.batches.rejected_text import JSON_LINES_LIST, YAML_LIST, delimited_list
from atuforms.batches.spool import Spool
from atuforms.batches.tables import delimited, records
from atuforms.batches.tables.columns import EXAMPLE, Fields, is_mail, is_marker, is_ours, resolve
from atuforms.batches.tables.grids import Grid, Note
from atuforms.batches.tables.headers import read_header
from atuforms.batches.tables.rows import Cell, Row, build
from atuforms.batches.tables.sheet_marks import old_format
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding, Place
from atuforms.core.language.reasons import reason_of
from atuforms.core.locks import FIRST_USE
from atuforms.forms.base import Form


class DataFrame(Protocol):
    """A data frame of pandas or polars; neither library is imported for it."""

    @property
    def columns(self) -> object: ...


TableInput = str | PathLike[str] | Iterable[Mapping[str, object] | Form] | DataFrame
"""What :func:`read_table` reads."""

_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".ods"})
_OLD = frozenset({".xls", ".xlsb"})
_DELIMITED = frozenset({".csv", ".tsv", ".txt"})
_EXAMPLE_WORDS = frozenset(EXAMPLE.values())


@dataclass(frozen=True)
class Table:
    """Rows of records, in order.

    ``name`` is the file's name (``records`` for what comes from Python); ``headings`` are the
    columns as they are written, empty where each record names its own fields; ``notes`` say
    what was detected or left out. A list of its rejected rows is written as ``list_format`` says.
    """

    name: str
    headings: tuple[str, ...]
    notes: tuple[Note, ...]
    path: Path | None
    list_format: ListFormat
    _rows: Callable[[], Iterator[Row]] = field(repr=False)

    def __iter__(self) -> Iterator[Row]:
        return self._rows()


def read_table(
    source: TableInput, fields: Fields | None = None, *, sheet: str | None = None
) -> Table:
    """Open ``source`` as a table; the rows are read as they are asked for.

    ``fields`` are the fields that columns may name: with them, headings may be labels and an
    unknown column is refused before anything runs. ``sheet`` names the sheet of a workbook
    (default: its first visible one).

    :raises UnreadableInput: when the file cannot be read, holds no rows, or its header is not
        one row of known columns; when a single record is given, or what is no table at all.
    :raises MissingDependency: for a workbook without the extra ``tables``.
    """
    if not isinstance(source, str | PathLike):
        return _from_python(source, fields)
    path = Path(fspath(source))
    _refuse_unreadable(path)
    suffix = path.suffix.lower()
    if suffix in _OLD:
        raise old_format(path)
    if suffix in _SPREADSHEETS:
        # Only here, as both need an extra; both at once, so that no list fails in the end.
        with FIRST_USE:
            from atuforms.batches.rejected_workbook import WORKBOOK_LIST
            from atuforms.batches.tables import spreadsheets

        grid = spreadsheets.read_grid(path, sheet)
        return _from_grid(grid, path.name, path, fields, WORKBOOK_LIST)
    if suffix in _DELIMITED:
        grid = delimited.read_grid(path, fields)
        return _from_grid(grid, path.name, path, fields, delimited_list(suffix, grid.separator))
    if suffix in records.READERS:
        reader = records.READERS[suffix]
        list_format = YAML_LIST if reader is records.read_yaml else JSON_LINES_LIST
        return _from_entries(lambda: reader(path), path.name, path, fields, list_format)
    raise UnreadableInput(
        "{file} is not a table that can be read. Use XLSX, ODS, CSV, JSONL or YAML.",
        file=path.name,
    )


def _refuse_unreadable(path: Path) -> None:
    if path.name.startswith("~$"):
        raise UnreadableInput(
            "{file} is only the mark that Excel leaves while a file is open. Close Excel and "
            "give {table}.",
            file=path.name,
            table=path.name.removeprefix("~$"),
        )
    try:
        if path.is_dir():
            raise UnreadableInput("{file} is a folder. Give a table.", file=path)
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableInput("{file} is no plain file, and is not opened.", file=path)
        with path.open("rb") as stream:
            empty = not stream.read(1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise UnreadableInput("There is no file {file}.", file=path) from None
    except OSError as error:
        raise UnreadableInput(
            "{file} cannot be opened: {reason}. Close it in other programs and try again.",
            file=path,
            reason=reason_of(error),
        ) from error
    if empty:
        raise UnreadableInput("{file} is empty. Give a table with rows.", file=path.name)


def _from_grid(
    grid: Grid, name: str, path: Path | None, fields: Fields | None, list_format: ListFormat
) -> Table:
    headings, header_row = read_header(grid, name, fields)
    paths = resolve(headings, fields, source=name)
    mail = next((i for i, h in enumerate(headings) if is_mail(h, fields)), None)
    marker = next((i for i, h in enumerate(headings) if is_marker(h, fields)), None)

    def rows() -> Iterator[Row]:
        for number, cells in grid.rows():
            if number <= header_row or _mark(cells, marker).casefold() in _EXAMPLE_WORDS:
                continue
            if grid.separator and "!" in _mark(cells, marker):
                cells = [delimited.unshielded(str(cell)) for cell in cells]  # from a list of ours
            origin = _origin(name, number, _mark(cells, marker))
            entries = [
                Cell(path, heading, cell, grid.place(number, column))
                for column, (path, heading, cell) in enumerate(
                    zip(paths, headings, cells, strict=False)
                )
                if column != marker
            ]
            faults = [*grid.faults.get(number, ()), *_strays(grid, number, cells, headings)]
            row = build(
                entries,
                fields,
                number=number,
                origin=origin,
                faults=faults,
                day_zero=grid.day_zero,
                in_grid=True,
            )
            address = "" if mail is None or mail >= len(cells) else str(cells[mail]).strip()
            yield replace(row, address=address) if address else row

    table = Table(name, tuple(h for h in headings if h), grid.notes, path, list_format, rows)
    if next(iter(table), None) is None:
        raise UnreadableInput(
            "{file} has headings but no rows. Fill in at least one row.", file=name
        )
    return table


def _mark(cells: Sequence[Any], marker: int | None) -> str:
    """What the marker column says of the row; nothing where there is no such column."""
    if marker is None or marker >= len(cells):
        return ""
    return str(cells[marker]).strip().removesuffix(".0")


def _origin(name: str, number: int, mark: str) -> str:
    """How the row is known from run to run: by its own mark, or by its place in the table."""
    if "!" in mark:
        return mark
    return f"{name}!#{mark}" if mark else f"{name}!{number}"


def _strays(
    grid: Grid, number: int, cells: Sequence[object], headings: Sequence[str]
) -> Iterator[Finding]:
    for column, cell in enumerate(cells):
        if cell != "" and str(cell).strip() and (column >= len(headings) or not headings[column]):
            yield Finding(
                "unknown-key",
                "",
                CELL_NO_HEADING,
                actual=str(cell),
                place=grid.place(number, column),
            )


def _from_entries(
    read: Callable[[], Iterator[records.Item]],
    name: str,
    path: Path | None,
    fields: Fields | None,
    list_format: ListFormat,
) -> Table:
    def rows() -> Iterator[Row]:
        for item in read():
            mark = next((str(v) for k, v in item.record.items() if is_marker(k, fields)), "")
            if mark.casefold() in _EXAMPLE_WORDS:
                continue
            entries = [
                Cell(
                    (fields and fields.path(key)) or key,
                    key,
                    value,
                    item.places.get(key, item.place),
                )
                for key, value in item.record.items()
                if not is_ours(key, fields)
            ]
            origin = _origin(name, item.number, mark)
            row = build(entries, fields, number=item.number, origin=origin, faults=item.faults)
            yield replace(
                row,
                cells=item.record,
                address=next((str(v) for k, v in item.record.items() if is_mail(k, fields)), ""),
                places={**item.places, **row.places},
                is_form=item.is_form,
                folder=item.folder,
            )

    table = Table(name, (), (), path, list_format, rows)
    if next(iter(table), None) is None:
        if path is None:
            raise UnreadableInput("There are no records to make documents of. Give at least one.")
        raise UnreadableInput("{file} is empty. Give a table with rows.", file=name)
    return table


def _from_python(source: Any, fields: Fields | None) -> Table:
    if isinstance(source, Form | Mapping):
        raise UnreadableInput(
            "A batch takes many records, and this is a single one. Put it into a list, or make "
            "its document with atuforms.render."
        )
    if isinstance(source, bytes | bytearray) or not _is_walked(source):
        raise UnreadableInput(
            "A batch takes the path of a table, a data frame, or forms and mappings one after "
            "another, not a value of the type {type}.",
            type=type(source).__name__,
        )
    if _is_frame(source):
        return _from_grid(_frame_grid(source), "records", None, fields, JSON_LINES_LIST)
    if iter(source) is source:
        source = _spooled(records.from_python(source))
        return _from_entries(lambda: iter(source), "records", None, fields, JSON_LINES_LIST)
    return _from_entries(
        lambda: records.from_python(source), "records", None, fields, JSON_LINES_LIST
    )


def _is_walked(source: object) -> bool:
    return isinstance(source, Iterable) or _is_frame(source)


def _is_frame(source: object) -> bool:
    return hasattr(source, "columns") and (
        hasattr(source, "iter_rows") or hasattr(source, "itertuples")
    )


def _spooled(items: Iterator[records.Item]) -> Spool[records.Item]:
    """What can be walked over once, as something that can be walked over again."""
    spool: Spool[records.Item] = Spool()
    for item in items:
        spool.add(item, item.number)
    return spool


def _frame_grid(frame: Any) -> Grid:
    """A data frame as a grid."""
    headings = [str(name) for name in frame.columns]

    def rows() -> Iterator[tuple[int, Sequence[object]]]:
        yield 1, list(headings)
        pandas = hasattr(frame, "itertuples")
        walk = frame.itertuples(index=False, name=None) if pandas else frame.iter_rows()
        for number, cells in enumerate(walk, start=2):
            yield number, [_plain_value(cell) for cell in cells]

    return Grid(rows, lambda row, column: Place(line=row, column=column + 1))


def _plain_value(cell: object) -> object:
    """``cell`` without the types of array libraries; missing values are empty."""
    if cell is None or type(cell).__name__ in {"NaTType", "NAType"}:
        return ""
    if not isinstance(cell, str | dt.date | list | dict) and hasattr(cell, "item"):
        cell = cell.item()
    return "" if isinstance(cell, float) and math.isnan(cell) else cell
