"""What a line of a document shows in the fields of a printed one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from atuforms.core.dotted_paths import item_of
from atuforms.documents.reading.contents.word_contents import Control
from atuforms.documents.reading.paper.enumerations import order_by_looks


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line shows in the place of a field.

    ``controls`` are those without a name in it; ``control`` is the one that is all of it.
    """

    path: str
    text: str
    start: int
    end: int
    controls: tuple[Control, ...] = ()
    control: Control | None = None


@dataclass(slots=True)
class Fit:
    """How well a line agrees with a printed one, and what it shows in its fields."""

    score: float
    captured: list[Captured] = field(default_factory=list)
    outside: str = ""
    """Its words that are no value, without white space."""
    more: list[list[Captured]] = field(default_factory=list)
    """Further items of the same list in the same line."""
    unlabelled: bool = False
    """Whether the words before the first field are not there: so further items are printed."""
    changed: bool = False
    """Whether its fixed words are not those that are printed."""


def in_order(captured: Sequence[Captured]) -> list[Captured]:
    """The same texts, with a degree that stands before the position in its own field."""
    found = list(captured)
    if len(found) < 3 or len({item_of(each.path) for each in found}) > 1:
        return found
    names = [each.path.rpartition(".")[2] for each in found]
    order = order_by_looks(names, [each.text for each in found])
    if order is None:
        return found
    return [
        replace(found[number], path=each.path) for each, number in zip(found, order, strict=True)
    ]
