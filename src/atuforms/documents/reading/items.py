"""Which item of a list each control belongs to, when rows were copied or removed.

A copied row carries the paths of the row that it was copied from. Where a document shows a path
more often than the form prints it, its second occurrence in the same table (or the same cell)
begins a new item.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from atuforms.core.dotted_paths import is_number, is_within, item_of, pattern_of
from atuforms.documents.reading.word_contents import Control, W
from atuforms.fields.describe import Field

Slot = tuple[int, int]
"""An item: the number in its path, and which copy of that row it is (0: the first)."""

Step = str | Slot

ADDED = 1_000
"""Items from here on are no copies: they were typed where the form has no row for them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A control with the path that it carries, and the way to its value through the items."""

    control: Control
    path: str
    way: tuple[Step, ...] = ()


@dataclass(slots=True)
class Node:
    """What a document shows below one step of the way: controls of a value, or further steps."""

    controls: list[Placed] = field(default_factory=list)
    below: dict[Step, Node] = field(default_factory=dict)

    def all(self) -> Iterator[Placed]:
        """Its controls and those below it."""
        yield from self.controls
        for node in self.below.values():
            yield from node.all()


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
        return [replace(each, way=_printed_way(each.path)) for each in found]
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
        placed.append(replace(each, way=tuple(way)))
    return placed


def _printed_way(path: str) -> tuple[Step, ...]:
    """The way to a value of a row that is no copy."""
    return tuple((int(part), 0) if is_number(part) else part for part in path.split("."))


def _regions(placed: Sequence[Placed]) -> list[etree._Element | None]:
    """The table or cell in which an item of each control stands with its fellow items."""
    rows: dict[etree._Element, list[str]] = defaultdict(list)
    for each in placed:
        row = _ancestor(each.control.element, f"{W}tr")
        if row is not None:
            rows[row].append(each.path)
    return [_region(each, rows) for each in placed]


def _region(each: Placed, rows: dict[etree._Element, list[str]]) -> etree._Element | None:
    element = each.control.element
    row = _ancestor(element, f"{W}tr")
    if row is None:
        return None
    item = item_of(each.path)
    # A row that holds one item alone is repeated as a row, within its table.
    if item and all(is_within(path, item) for path in rows[row]):
        return _ancestor(row, f"{W}tbl")
    return _ancestor(element, f"{W}tc")


def _ancestor(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def tree(placed: Sequence[Placed]) -> Node:
    """Controls by the ways to their values."""
    root = Node()
    for each in placed:
        node = root
        for step in each.way:
            node = node.below.setdefault(step, Node())
        node.controls.append(each)
    return root
