"""Whether what was typed over a text is that text, mended, or another one.

A slip that was mended leaves the text what it was, and so what it is in other languages. Of another
text nobody knows how it reads there.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")
_LONG = 8
"""Letters of a word in which two of them may have been mended."""
_SHORTEST = 3
_MOST = 60
"""Words that are compared letter by letter."""


def is_same_text(before: str, after: str) -> bool:
    """Whether most of the words are still those of the text."""
    one, other = _words(before), _words(after)
    return one == other or 2 * _in_common(one, other) > max(len(one), len(other))


def is_same_name(before: str, after: str) -> bool:
    """Whether two names are those of one person: each word of the shorter is in the longer.

    An initial is the name that begins with it.
    """
    shorter, longer = sorted((_words(before), _words(after)), key=len)
    left = list(longer)
    for word in shorter:
        found = next((each for each in left if _is_mended(word, each)), None) or next(
            (each for each in left if _is_initial(word, each)), None
        )
        if found is None:
            return False
        left.remove(found)
    return any(len(word) > 1 for word in shorter) or shorter == longer


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _in_common(one: list[str], other: list[str]) -> int:
    first, second = Counter(one), Counter(other)
    exact = (first & second).total()
    rest = list((first - second).elements())[:_MOST]
    left = list((second - first).elements())[:_MOST]
    for word in rest:
        found = next((each for each in left if _is_mended(word, each)), None)
        if found is not None:
            left.remove(found)
            exact += 1
    return exact


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _is_mended(one: str, other: str) -> bool:
    """Whether two words differ by a slip: a letter, two in a long word, or two that changed places.

    Digits are no letters: another number is another one.
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST or not (one + other).isalpha():
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    one, other, longest = one[start:], other[start:], max(len(one), len(other))
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if len(one) == 2 and one == other[::-1]:
        return True
    return max(len(one), len(other)) <= (2 if longest >= _LONG else 1)
