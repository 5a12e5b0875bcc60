"""From the lines of a document to the values of fields: those in controls, and those without.

A control that is there carries the path of its field. A line that lost its controls, or never had
any, is read by the printed line that it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from atuforms.core.dotted_paths import is_number, item_of
from atuforms.documents.reading.contents.word_contents import Control, Spot
from atuforms.documents.reading.items import ADDED, Placed, Step, with_ways
from atuforms.documents.reading.paper.alignment import Alignment, Match, align
from atuforms.documents.reading.paper.blocks import Block, Line
from atuforms.documents.reading.paper.fits import Captured
from atuforms.documents.reading.paper.fitting import AsksFor
from atuforms.fields.describe import Field


@dataclass(slots=True)
class Placing:
    """The values of a document with the ways to them, in its order.

    ``lost`` are controls of which nothing tells the field; ``read`` the lines without all of their
    controls that were read, each with its words that are no value.
    """

    placed: list[Placed]
    lost: list[Control]
    alignment: Alignment
    printed: list[Placed]
    """The controls that the form prints, with the ways to their fields."""
    read: dict[Line, str] = field(default_factory=dict)
    without_controls: int = 0
    """How many values stood in no control of their own."""

    def near(self) -> dict[str, Spot]:
        """The lines that were found, by what is printed in them, also where it is not there."""
        found: dict[str, Spot] = {}
        for match in self.alignment.matches:
            for path in match.printed.paths:
                found.setdefault(path, match.line.spot)
        return found


def place(
    shown: Sequence[Block], printed: Sequence[Block], known: Mapping[str, Field], asks: AsksFor
) -> Placing:
    """The values that ``shown`` holds; ``printed`` is what the form prints."""
    alignment = align(shown, printed, known, asks)
    expected = _named(printed)
    named = with_ways(_named(shown), expected)
    placing = Placing([], [], alignment, with_ways(expected, expected))
    captured = _captured(alignment, shown, named, placing)
    taken = {
        id(control)
        for match in alignment.matches
        for each in match.fit.captured
        for control in each.controls
    }
    placing.lost = [
        control
        for block in shown
        for line in block.lines
        for _, control, path in line.pieces
        if control is not None and not path and id(control) not in taken
    ]
    placing.placed = _in_order(shown, named, captured) if captured else named
    return placing


def _in_order(
    shown: Sequence[Block],
    named: Sequence[Placed],
    captured: Sequence[tuple[tuple[int, int], Placed]],
) -> list[Placed]:
    """The controls that name their fields, and what was captured, as they stand."""
    order = list(captured)
    at = {id(each.control): each for each in named}
    for number, line in enumerate(line for block in shown for line in block.lines):
        position = 0
        for piece in line.pieces:
            if piece.control is not None and piece.path:
                order.append(((number, position), at[id(piece.control)]))
            position += len(piece.text) if piece.control is None else 1
    order.sort(key=lambda each: each[0])
    return [each for _, each in order]


def _named(blocks: Sequence[Block]) -> list[Placed]:
    """The controls that name their fields."""
    named = [line for block in blocks for line in block.lines if line.paths]
    return [each for line in named for each in _fields(line)]


def _fields(line: Line) -> Iterator[Placed]:
    shown = [n for n, (text, control, _) in enumerate(line.pieces) if control or text.strip()]
    for n, (_, control, path) in enumerate(line.pieces):
        if control is not None and path:
            yield Placed(control, path, begins=shown[0] >= n, ends=shown[-1] <= n)


def _captured(
    alignment: Alignment,
    shown: Sequence[Block],
    named: Sequence[Placed],
    to: Placing,
) -> list[tuple[tuple[int, int], Placed]]:
    if not any(match.fit.captured or match.fit.more for match in alignment.matches):
        return []
    ways = {id(each.control): each.way for each in named}
    numbers = {line: n for n, line in enumerate(line for block in shown for line in block.lines)}
    blocks = {line: block for block in shown for line in block.lines}
    added: Counter[str] = Counter()
    current: dict[str, int] = {}
    found = []
    for match in alignment.matches:
        current = {item: number for item, number in current.items() if item in match.within}
        for item in match.begins:
            added[item] += 1
            current[item] = ADDED + added[item]
        first = match.covers[0]
        if match.fit.captured:
            for line in match.covers:
                to.read[line] = ""
            to.read[first] = match.fit.outside
        beside = _ways_beside(blocks[first], ways) if match.fit.captured else {}
        for each in match.fit.captured:
            way = _way(each.path, beside, current)
            to.without_controls += each.control is None
            found.append(((numbers[first], each.start), _placed(each, match, way)))
        for more in match.fit.more:
            item = item_of(more[0].path)
            added[item] += 1
            for each in more:
                way = _way(each.path, beside, {**current, item: ADDED + added[item]})
                found.append(
                    ((numbers[first], match.fit.captured[-1].end), _placed(each, match, way))
                )
    return found


def _ways_beside(block: Block, ways: Mapping[int, tuple[Step, ...]]) -> dict[str, Step]:
    """The items of the controls that stand in the same row or paragraph."""
    found: dict[str, Step] = {}
    for line in block.lines:
        for piece in line.pieces:
            if piece.control is None or not piece.path:
                continue
            steps = piece.path.split(".")
            for number, step in enumerate(ways[id(piece.control)]):
                found[".".join(steps[: number + 1])] = step
    return found


def _way(path: str, beside: dict[str, Step], current: dict[str, int]) -> tuple[Step, ...]:
    steps = path.split(".")
    way: list[Step] = []
    for number, step in enumerate(steps):
        here = ".".join(steps[: number + 1])
        if not is_number(step):
            way.append(step)
        elif here in beside and not (here in current and beside[here] == (int(step), 0)):
            way.append(beside[here])  # A copied row is an item of its own; others were added to it.
        else:
            way.append((int(step), current.get(here, 0)))
    return tuple(way)


def _placed(each: Captured, match: Match, way: tuple[Step, ...]) -> Placed:
    control = each.control or typed(each.text, match.line)
    return Placed(control, each.path, way)


def typed(text: str, line: Line) -> Control:
    """A text that stands in no control of its own, as if it did."""
    return Control((), text, "text", line.spot, inside=line.inside, is_control=False)
