"""A row of a table: its cells put together into one record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from atuforms.batches.columns import ColumnKind, Fields
from atuforms.batches.messages import CELL_DATE, ROW_CONFLICT
from atuforms.core.dotted_paths import nearest
from atuforms.core.findings import Finding, Place

_DAY_ZERO = dt.date(1899, 12, 30)
"""Day 0 of Excel's serial dates, as they count after its phantom 29 February 1900."""

_SERIALS = range(10_000, 110_000)
"""Serial dates of the years 1927 to 2201; other numbers are not meant as dates."""

_KAZAKH_DATE = re.compile(r"([0-3]?[0-9])\.([01]?[0-9])\.([0-9]{4})(?:\s*(?:ж|г)\.?)?")


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
    in the record are relative, if it is not that of the batch.
    """

    number: int
    origin: str
    record: Mapping[str, object]
    cells: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    is_form: bool = False
    folder: Path | None = None

    def place(self, path: str) -> Place:
        """Where the value at ``path`` stands, or the nearest value that holds it."""
        if found := nearest(path, self.places):
            return self.places[found]
        return next(iter(self.places.values()), Place(line=self.number))


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
) -> Row:
    """The row that ``entries`` make; empty cells leave their field out."""
    findings = list(faults)
    tree: _Tree = {}
    for entry in entries:
        if not entry.path or _is_empty(entry.value):
            continue
        kind = fields.kind(entry.path) if fields is not None else None
        value, readable = _value(entry.value, kind)
        if not readable:
            findings.append(
                Finding("wrong-type", entry.path, CELL_DATE, actual=str(value), place=entry.place)
            )
        if fields is not None and fields.is_list(entry.path) and not isinstance(value, list):
            value = [part.strip() for part in str(value).split(";") if part.strip()]
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
    return Row(number, origin, record, cells, tuple(findings), places)


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


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _value(value: object, kind: ColumnKind | None) -> tuple[object, bool]:
    """``value`` as a record holds it, and whether it could be read as ``kind``."""
    if kind == "date":
        return _date(value.date() if isinstance(value, dt.datetime) else _without_clock(value))
    if isinstance(value, str):
        return value.strip(), True
    value = _without_clock(value)
    if kind in ("text", "choice", "url") and isinstance(value, int | float):
        return (str(value) if not isinstance(value, bool) else value), True
    return value, True


def _without_clock(value: object) -> object:
    """``value`` as YAML would give it: dates as text, whole numbers without a fraction."""
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _date(value: object) -> tuple[object, bool]:
    text = str(value).strip()
    if text.isdecimal() and len(text) < 7:
        if int(text) not in _SERIALS:
            return text, False
        return (_DAY_ZERO + dt.timedelta(days=int(text))).isoformat(), True
    if match := _KAZAKH_DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        try:
            return dt.date(year, month, day).isoformat(), True
        except ValueError:
            return text, False
    try:
        return dt.date.fromisoformat(text).isoformat(), True
    except ValueError:
        return text, False
