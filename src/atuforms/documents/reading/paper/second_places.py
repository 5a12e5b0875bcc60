"""Lists that a form prints twice, as authors and their signatures, in two different orders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from atuforms.core.dotted_paths import item_of, pattern_of
from atuforms.documents.reading.items import ADDED, Placed, Slot
from atuforms.documents.reading.shown_tree import Node
from atuforms.documents.reading.values import same
from atuforms.fields.describe import Field
from atuforms.fields.people import Person


def usual_places(printed: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """In how many places the form prints each field, by its pattern.

    :param printed: the texts of each field, by its path, one for each of its places.
    """
    usual: dict[str, int] = defaultdict(int)
    for path, texts in printed.items():
        pattern = pattern_of(path)
        usual[pattern] = max(len(texts), usual[pattern])
    return usual


class MoreItems:
    """Items that a document has more than were printed, in as many places as it shows them.

    :param usual: in how many places the form prints each field, by its pattern.
    """

    def __init__(self, usual: Mapping[str, int]) -> None:
        self.usual = usual
        self.found: dict[int, list[Placed]] = defaultdict(list)

    def is_told(self, slot: Slot, node: Node) -> bool:
        """Whether an item that is named again has no second place in which it is to be named."""
        return slot[1] < ADDED or all(self.usual.get(pattern_of(e.path), 0) < 2 for e in node.all())

    def add(self, number: int, node: Node) -> None:
        """Count the places of an item."""
        self.found[number] += node.all()

    def lacking(self, at: str) -> Iterator[tuple[str, Placed]]:
        """The values that stand in fewer places than the form prints them in, by their paths."""
        depth = at.count(".") + 2
        for number, controls in self.found.items():
            often = Counter(pattern_of(each.path) for each in controls)
            told: set[str] = set()
            for each in controls:
                pattern = pattern_of(each.path)
                if each.control.text and often[pattern] < self.usual.get(pattern, 0):
                    inner = ".".join(each.path.split(".")[depth:])
                    if inner not in told:
                        told.add(inner)
                        yield f"{at}.{number}.{inner}".rstrip("."), each


def is_again(slot: Slot, shown: Node, expected: Node) -> bool:
    """Whether a copy shows some of the fields of its row alone, as they are, as signatures do."""
    usual = expected.below.get((slot[0], 0))
    if not 0 < slot[1] < ADDED or usual is None:
        return False
    there = {each.path for each in shown.below[slot].all()}
    return there < {each.path for each in usual.all()} and _is_as(shown.below[slot], usual)


def copied_whole(shown: Node, printed: Node) -> list[Slot]:
    """The items of a list of several that stands there once more as it is."""
    copies: dict[int, list[Slot]] = defaultdict(list)
    for slot, node in shown.below.items():
        usual = printed.below.get((slot[0], 0)) if isinstance(slot, tuple) else None
        if usual and isinstance(slot, tuple) and 0 < slot[1] < ADDED and _is_as(node, usual):
            copies[slot[1]].append(slot)
    count = len(printed.below)
    return [slot for found in copies.values() if len(found) == count > 1 for slot in found]


def _is_as(shown: Node, printed: Node) -> bool:
    """Whether fields show what was printed in them."""
    texts = defaultdict(list)
    for each in printed.all():
        texts[each.path].append(each.control.text)
    return all(
        any(same(each.control.text, text) for text in texts[each.path]) for each in shown.all()
    )


def in_other_order(shown: Sequence[Placed], printed: Sequence[Placed]) -> dict[str, Placed]:
    """Where a list stands once more, and its items changed places there alone; by its path."""
    found: dict[str, Placed] = {}
    wanted = _places(printed)
    for pattern, places in _places(shown).items():
        usual = wanted.get(pattern, [])
        if len(places) != len(usual):
            continue
        orders = [[each.path for each in place] for place in places]
        for place, order, known in zip(places[1:], orders[1:], usual[1:], strict=True):
            before = [each.path for each in known]
            if order not in (before, orders[0]) and sorted(order) == sorted(before):
                found.setdefault(item_of(place[0].path).rpartition(".")[0], place[0])
    return found


def _places(placed: Sequence[Placed]) -> dict[str, list[list[Placed]]]:
    """The items of each list, place by place: one that comes again begins a further place."""
    found: dict[str, list[list[Placed]]] = defaultdict(list)
    seen: dict[str, set[str]] = defaultdict(set)
    for each in placed:
        if not item_of(each.path):
            continue
        pattern = pattern_of(each.path)
        if not found[pattern] or each.path in seen[pattern]:
            found[pattern].append([])
            seen[pattern].clear()
        found[pattern][-1].append(each)
        seen[pattern].add(each.path)
    return found


def named_again(each: Field, value: Any, items: Sequence[Any], *, exact: bool) -> int | None:
    """Which of those before a further person is, named again, as above a signature.

    Who stands there with position or degree was put in once more, and is told by the rules.

    :param exact: whether it has to be named so in every language.
    """
    if each.record is None or not issubclass(each.record, Person) or not isinstance(value, dict):
        return None
    if set(value) != {"name"}:
        return None
    again = (
        number
        for number, item in enumerate(items)
        if isinstance(item, dict)
        and (
            item.get("name") == value["name"]
            if exact
            else _texts(item.get("name")) & _texts(value["name"])
        )
    )
    return next(again, None)


def _texts(value: Any) -> set[str]:
    """A text, or what it is in each language."""
    texts = value.values() if isinstance(value, Mapping) else [value]
    return {text for text in texts if isinstance(text, str)}
