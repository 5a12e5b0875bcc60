"""Which item of a list each control belongs to, when rows were copied or removed.

A copied row carries the paths of the row that it was copied from. Where a document shows a path
more often than the form prints it, its second occurrence in the same table (or the same cell)
begins a new item.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from atuforms.core.dotted_paths import is_number, is_within, item_of, pattern_of
from atuforms.documents.reading.contents.word_contents import Control
from atuforms.fields.describe import Field

Slot = tuple[int, int]
"""An item: the number in its path, and which copy of that row it is (0: the first)."""

Step = str | Slot

ADDED = 1_000
"""Items from here on are no copies: they were typed where the form has no row for them."""


class Placed(NamedTuple):
    """A control with the path that it carries, and the way to its value through the items."""

    control: Control
    path: str
    way: tuple[Step, ...] = ()
    begins: bool = True
    """Whether it is the first that its paragraph shows."""
    ends: bool = True
    """Whether it is the last."""


def known_path(control: Control, fields: dict[str, Field]) -> str:
    """The path of a field that the control's tag or alias gives; empty if neither does."""
    for name in control.names:
        if pattern_of(name) in fields:
            return name
    return ""


def with_ways(found: Sequence[Placed], expected: Sequence[Placed]) -> list[Placed]:
    """The same controls, each with the way to its value; copied rows become items of their own."""
    printed = Counter(each.path for each in expected)
    shown = Counter(each.path for each in found)
    if all(count <= printed[path] for path, count in shown.items()):
        return [
            Placed(control, path, _printed_way(path), begins, ends)
            for control, path, _, begins, ends in found
        ]
    expected_regions = _regions(expected)
    per_region = Counter(zip((e.path for e in expected), expected_regions, strict=True))
    usual: dict[str, int] = defaultdict(lambda: 1)
    for (path, _), count in per_region.items():
        usual[path] = max(usual[path], count)
    copies: dict[tuple[object, ...], int] = defaultdict(int)
    latest: dict[tuple[Step, ...], int] = defaultdict(int)
    seen: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    placed = []
    for each, region in zip(found, _regions(found), strict=True):
        parts = each.path.split(".")
        last = max((n for n, part in enumerate(parts) if is_number(part)), default=-1)
        copied = shown[each.path] > printed[each.path]
        way: list[Step] = []
        for n, part in enumerate(parts):
            if not is_number(part):
                way.append(part)
                continue
            place = (*way, part)
            if n < last:
                way.append((int(part), latest[place] if copied else 0))
                continue
            key = (region, *place)
            if copied:
                if seen[(*key, copies[key])][each.path] >= usual[each.path]:
                    copies[key] += 1
                seen[(*key, copies[key])][each.path] += 1
            latest[place] = copies[key]
            way.append((int(part), copies[key]))
        placed.append(each._replace(way=tuple(way)))
    return placed


@functools.lru_cache(maxsize=1 << 16)
def _printed_way(path: str) -> tuple[Step, ...]:
    """The way to a value of a row that is no copy."""
    return tuple((int(part), 0) if is_number(part) else part for part in path.split("."))


def _regions(placed: Sequence[Placed]) -> list[tuple[int, int]]:
    """The table or cell in which an item of each control stands with its fellow items."""
    rows: dict[tuple[int, int], list[str]] = defaultdict(list)
    for each in placed:
        rows[each.control.spot.table, each.control.spot.row].append(each.path)
    return [_region(each, rows) for each in placed]


def _region(each: Placed, rows: dict[tuple[int, int], list[str]]) -> tuple[int, int]:
    """A table alone, or a table with one of its cells; nothing outside of rows."""
    spot, item = each.control.spot, item_of(each.path)
    if not spot.row:
        return 0, 0
    # A row that holds one item alone is repeated as a row, within its table.
    if item and all(is_within(path, item) for path in rows[spot.table, spot.row]):
        return spot.table, 0
    return 0, spot.cell
