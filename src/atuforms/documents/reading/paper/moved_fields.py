"""Fields that somebody has moved into another cell, where they say something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from atuforms.core.dotted_paths import is_number, names_of, pattern_of
from atuforms.documents.reading.contents.word_contents import Spot
from atuforms.documents.reading.paper.alignment import item_of_row
from atuforms.documents.reading.paper.blocks import Block


def moved_fields(shown: Sequence[Block], printed: Sequence[Block]) -> Iterator[tuple[str, Spot]]:
    """The fields that stand in another column, or in the row of another item, and where."""
    columns: dict[tuple[str, int], set[int]] = defaultdict(set)
    alone: set[str] = set()
    for block in printed:
        for column, path in _fields(block):
            columns[names_of(path), len(block.cells)].add(column)
        item = _row_item(item_of_row(block))
        alone |= {pattern_of(item)} if item else set()
    for block in shown:
        strange = {item for of, items in _items(block).items() if of in alone for item in items[1:]}
        for column, path in _fields(block):
            known = columns.get((names_of(path), len(block.cells)), {column})
            if column not in known or _row_item(path) in strange:
                yield path, block.spot


def _fields(block: Block) -> Iterator[tuple[int, str]]:
    """The fields of a row with their columns."""
    for column, cell in enumerate(block.cells if block.is_row else ()):
        for line in cell:
            for path in line.paths:
                yield column, path


def _row_item(path: str) -> str:
    """The item of a list of the form itself that a path lies in: others may share a row."""
    steps = path.split(".")
    number = next((n for n, step in enumerate(steps) if is_number(step)), -1)
    return ".".join(steps[: number + 1])


def _items(block: Block) -> dict[str, list[str]]:
    """The items that a row shows, by the list that they are of, in their order."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, path in _fields(block):
        item = _row_item(path)
        if item and item not in found[pattern_of(item)]:
            found[pattern_of(item)].append(item)
    return found
