"""A row of a table: its cells put together into one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from atuforms.batches.messages import CELL_PEOPLE, ROW_CONFLICT
from atuforms.batches.tables.cell_values import DAY_ZERO, read_cell
from atuforms.batches.tables.columns import Fields
from atuforms.batches.tables.people import is_unclear, read_list
from atuforms.core.dotted_paths import nearest
from atuforms.core.findings import Finding, Place
from atuforms.core.safe_text import shown

_SHOWN = 80
"""Characters of a value that a message repeats."""


class Cell(NamedTuple):
    """One cell: the path it fills, its heading, its value and its place."""

    path: str
    heading: str
    value: object
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    ``number`` is its place in the table (row of the sheet, line of the file), ``origin`` what it
    is known by from run to run, ``record`` its data, ``cells`` the values as they were read, by
    heading, and ``findings`` what could not be read. ``is_form`` says that it was given as a form,
    whose plain texts are in its own language or in none; ``folder`` is the one to which file names
    in the record are relative, if it is not that of the batch. ``in_grid`` says that
    it stands in a sheet of columns, whose ``empty`` cells are kept by path. ``address`` is the one
    that its document is sent to.
    """

    number: int
    origin: str
    record: Mapping[str, object]
    cells: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    is_form: bool = False
    folder: Path | None = None
    in_grid: bool = False
    address: str = ""
    empty: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def is_unread(self) -> bool:
        """Whether nothing of it could be read, so that nothing else can be said of it."""
        return not self.record and bool(self.findings)

    def place(self, path: str) -> Place:
        """Where the value at ``path`` stands, or the nearest value that holds it."""
        if found := nearest(path, self.places):
            return self.places[found]
        return next(iter(self.places.values()), Place(line=self.number))

    def gap(self, path: str) -> Cell | None:
        """The empty cell that the value at ``path`` is missing from, if there is such a column."""
        if path in self.empty:
            return self.empty[path]
        return next((c for p, c in self.empty.items() if p.startswith(f"{path}.")), None)


class _Leaf(NamedTuple):
    value: object
    entry: Cell


_Tree: TypeAlias = "dict[str, _Leaf | _Tree]"


def build(
    entries: Sequence[Cell],
    fields: Fields | None,
    *,
    number: int,
    origin: str,
    faults: Sequence[Finding] = (),
    day_zero: dt.date = DAY_ZERO,
    in_grid: bool = False,
) -> Row:
    """The row that ``entries`` make; empty cells leave their field out."""
    findings = list(faults)
    tree: dict[str, Any] = {}
    empty: dict[str, Cell] = {}
    for entry in entries:
        if not entry.path:
            continue
        if _is_empty(entry.value):
            empty[entry.path] = entry
            continue
        kind = fields.kind(entry.path) if fields is not None else None
        value, wrong = read_cell(entry.value, kind, day_zero)
        if wrong is not None and not _is_told(faults, entry.place):
            actual = shown(value, _SHOWN)
            findings.append(
                Finding("wrong-type", entry.path, wrong, actual=actual, place=entry.place)
            )
        if fields is not None and fields.is_list(entry.path) and isinstance(value, str):
            said, value = value, read_list(value, people=entry.path in fields.people)
            if wrong is None and entry.path in fields.people and is_unclear(value):
                actual = shown(said, _SHOWN)
                findings.append(
                    Finding("wrong-type", entry.path, CELL_PEOPLE, actual=actual, place=entry.place)
                )
        if other := _plant(tree, entry.path.split("."), _Leaf(value, entry)):
            findings.append(
                Finding(
                    "wrong-type",
                    entry.path,
                    ROW_CONFLICT,
                    details={"one": other, "other": entry.heading},
                    place=entry.place,
                )
            )
    places: dict[str, Place] = {}
    record = {key: _harvest(branch, key, places) for key, branch in tree.items()}
    cells = {entry.heading: entry.value for entry in entries if entry.heading}
    return Row(number, origin, record, cells, tuple(findings), places, in_grid=in_grid, empty=empty)


def _plant(tree: _Tree, keys: Sequence[str], leaf: _Leaf) -> str:
    """Put ``leaf`` into ``tree``; the heading that is in its way, if there is one."""
    for key in keys[:-1]:
        branch = tree.setdefault(key, {})
        if isinstance(branch, _Leaf):
            return branch.entry.heading
        tree = branch
    there = tree.get(keys[-1])
    if there is None:
        tree[keys[-1]] = leaf
        return ""
    while not isinstance(there, _Leaf):
        there = next(iter(there.values()))
    return there.entry.heading


def _harvest(tree: _Leaf | _Tree, path: str, places: dict[str, Place]) -> object:
    """The plain data of ``tree``: numbered branches as lists without holes."""
    if isinstance(tree, _Leaf):
        places[path] = tree.entry.place
        return tree.value
    if all(key.isdecimal() for key in tree):
        ordered = sorted(tree, key=int)
        return [_harvest(tree[key], f"{path}.{i}", places) for i, key in enumerate(ordered)]
    return {key: _harvest(branch, f"{path}.{key}", places) for key, branch in tree.items()}


def _is_told(faults: Sequence[Finding], place: Place) -> bool:
    """Whether the sheet itself said already what is wrong with the cell."""
    return bool(place.cell) and any(each.place.cell == place.cell for each in faults)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
