"""What two rows of things have in common, in the same order."""

from __future__ import annotations

import bisect
import difflib
from collections import Counter
from collections.abc import Iterator

_MOST_COMPARED = 4_000_000
"""Pairs of blocks up to which every one is compared when the unchanged ones are looked for."""


def in_step(first: list[int], second: list[int]) -> Iterator[tuple[int, int]]:
    """Places of both that hold the same, each further on than the one before.

    Of long lists only what each has once is matched: the time that anything else takes grows with
    the product of their lengths.
    """
    if len(first) * len(second) <= _MOST_COMPARED:
        matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
        for start, where, size in matcher.get_matching_blocks():
            yield from zip(range(start, start + size), range(where, where + size), strict=True)
        return
    once, twice = Counter(first), Counter(second)
    at = {key: place for place, key in enumerate(second) if once[key] == twice[key] == 1}
    pairs = [(place, at[key]) for place, key in enumerate(first) if key in at]
    # The longest rising row of places, by patience sorting.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, where) in enumerate(pairs):
        pile = bisect.bisect_left(ends, where)
        before.append(last[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [where]
        last[pile : pile + 1] = [number]
    row = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    yield from reversed(row)
