"""What is found again and again in a bank is told once, with its places."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import plural_sentence
from atuforms.core.language.translation import fill

T = TypeVar("T")

MANY: Final = 2
"""Repetitions of a finding beyond which only their places are told."""
SHOWN: Final = 200
"""Places of a repeated finding that are told."""

SAME_AGAIN: Final = plural_sentence(
    "The same in {count} more place: {places}",
    "The same in {count} more places: {places}",
    count="count",
)


def told_once(
    items: Iterable[T], kind: Callable[[T], Hashable], said: Callable[[T], Hashable]
) -> Iterator[tuple[T, list[T]]]:
    """What is told of ``items``, each with those of which only the place is told.

    Many of one ``kind`` are told once; of few each, but what ``said`` says alike only once.
    """
    kinds: dict[Hashable, list[T]] = {}
    for item in items:
        kinds.setdefault(kind(item), []).append(item)
    for alike in kinds.values():
        words: dict[Hashable, list[T]] = {}
        for item in alike:
            words.setdefault(said(item) if len(alike) <= MANY + 1 else None, []).append(item)
        for first, *others in words.values():
            yield first, others


def same_again(places: Sequence[int | None], lang: Language) -> str:
    """The sentence on further places of what was just told: each, those in a row as “3–7”."""
    shown = [place for place in places[:SHOWN] if place]
    more = ["…"] if len(places) > len(shown) else []
    values = {"count": len(places), "places": ", ".join([*_in_rows(shown), *more])}
    return fill(SAME_AGAIN, lang, values)


def _in_rows(numbers: Sequence[int]) -> Iterator[str]:
    start = 0
    for i in range(1, len(numbers) + 1):
        if i < len(numbers) and numbers[i] == numbers[i - 1] + 1:
            continue
        row = numbers[start:i]
        yield from map(str, row) if len(row) < MANY + 1 else [f"{row[0]}–{row[-1]}"]
        start = i
