"""What is found again and again in a bank is told once, with its places."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import plural_sentence
from atuforms.core.language.translation import fill
from atuforms.testbank.conversion import in_rows

T = TypeVar("T")

MANY: Final = 2
"""Repetitions of a finding beyond which only their places are told."""
SHOWN: Final = 50
"""Places of a repeated finding that are told; those in a row count as one."""

SAME_AGAIN: Final = plural_sentence(
    "The same in {count} more place: {places}",
    "The same in {count} more places: {places}",
    count="count",
)


def told_once(
    items: Iterable[T],
    kind: Callable[[T], Hashable],
    said: Callable[[T], Hashable],
    few: int = MANY + 1,
) -> Iterator[tuple[T, list[T]]]:
    """What is told of ``items``, each with those of which only the place is told.

    Many of one ``kind`` are told once; of ``few`` each, but what ``said`` says alike only once.
    """
    kinds: dict[Hashable, list[T]] = {}
    for item in items:
        kinds.setdefault(kind(item), []).append(item)
    for alike in kinds.values():
        words: dict[Hashable, list[T]] = {}
        for item in alike:
            words.setdefault(said(item) if len(alike) <= few else None, []).append(item)
        for first, *others in words.values():
            yield first, others


def same_again(places: Sequence[int | None], lang: Language, shown: int = SHOWN) -> str:
    """The sentence on further places of what was just told: the first, those in a row as “3–7”."""
    known = list(dict.fromkeys(place for place in places if place))
    rows = list(in_rows(known))
    more = ["…"] if len(rows) > shown or not rows else []
    values = {"count": len(places), "places": ", ".join([*rows[:shown], *more])}
    return fill(SAME_AGAIN, lang, values)
