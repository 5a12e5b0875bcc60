"""The controls of a document as a tree: what it shows below each step of the way to a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from atuforms.documents.reading.contents.word_contents import plain
from atuforms.documents.reading.items import ADDED, Placed, Slot, Step
from atuforms.documents.reading.values import TEXTS, same
from atuforms.fields.describe import Field, describe


@dataclass(slots=True)
class Node:
    """What the document shows below one step of the way: controls of a value, or further steps."""

    controls: list[Placed] = field(default_factory=list)
    below: dict[Step, Node] = field(default_factory=dict)

    def all(self) -> Iterator[Placed]:
        """Every control of it, in the order of the document."""
        yield from self.controls
        for node in self.below.values():
            yield from node.all()


def tree(placed: Sequence[Placed]) -> Node:
    """The controls of a document by the ways to their values."""
    root = Node()
    for each in placed:
        node = root
        for step in each.way:
            below = node.below.get(step)
            if below is None:
                below = node.below[step] = Node()
            node = below
        node.controls.append(each)
    return root


def in_order(shown: Node, expected: Node) -> list[Slot]:
    """The items as they stand in the document; as in the record where the form sorts them."""
    slots = [slot for slot in shown.below if isinstance(slot, tuple)]
    printed = [slot for slot in expected.below if isinstance(slot, tuple)]
    both = set(slots) & set(printed)
    moved = [slot for slot in slots if slot in both] != [s for s in printed if s in both]
    if moved or printed == sorted(printed):
        return slots
    return sorted(slots, key=lambda slot: (slot[1] >= ADDED, slot))


def with_line(before: Placed, after: Placed) -> Placed:
    """A control with the text of the next one as a further line."""
    text = plain(f"{before.control.text}\n{after.control.text}")
    control = before.control._replace(text=text, spot=after.control.spot)
    return before._replace(control=control, ends=after.ends)


def is_as_printed(one: Placed, printed: Placed) -> bool:
    """Whether a control shows what was printed in it."""
    return (
        one.path == printed.path
        and same(one.control.text, printed.control.text)
        and bool(one.control.picture) == bool(printed.control.picture)
    )


def is_control(one: Placed) -> bool:
    """Whether a value stands in a control of its own, and was not read by its place."""
    return one.control.is_control


def is_added(one: Placed) -> bool:
    """Whether an item was typed where the form has no row for it."""
    return any(isinstance(step, tuple) and step[1] >= ADDED for step in one.way)


def shows_date(one: Placed) -> bool:
    """Whether a date picker holds a day."""
    return one.control.kind == "date" and bool(one.control.date) and bool(one.control.text)


def is_continued(before: Placed, after: Placed) -> bool:
    """Whether a line end has cut one control into two; a line that was copied is no such line."""
    together = before.control.spot.paragraph + 1 == after.control.spot.paragraph
    return together and before.ends and after.begins


def of_each_row(
    each: Field, slots: Sequence[Slot], shown: Node, is_unchanged: Callable[[Placed], bool]
) -> set[Slot]:
    """Of each row and its copies the one that says most of what the row said.

    Who copies a row may type into either of the two.
    """
    first: dict[int, tuple[tuple[bool, int], Slot]] = {}
    rows = [slot for slot in slots if slot[1] < ADDED]
    if len({slot[0] for slot in rows}) == len(rows):
        return set(rows)  # None was copied.
    for slot in rows:
        node = shown.below[slot]
        named = [is_unchanged(one) for one in _naming(each, node)]
        likeness = bool(named) and all(named), sum(map(is_unchanged, node.all()))
        if slot[0] not in first or likeness > first[slot[0]][0]:
            first[slot[0]] = likeness, slot
    return {slot for _, slot in first.values()}


def _naming(each: Field, node: Node) -> list[Placed]:
    """The controls of the text that says which item a row is: its first."""
    for inner in describe(each.record) if each.record is not None else ():
        if inner.kind in TEXTS and inner.name in node.below:
            return node.below[inner.name].controls
    return node.controls
