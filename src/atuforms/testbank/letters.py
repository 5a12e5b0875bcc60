"""Letters of the two alphabets that look alike, and words in which both are mixed."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from typing import Final

_LATIN: Final = "ABCEHIKMOPTXYaceiopxyhəƏ"
_CYRILLIC: Final = "АВСЕНІКМОРТХУасеіорхуһәӘ"
TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)

_RUSSIAN: Final = "АБВГДЕЖЗИК"
_KAZAKH: Final = "АӘБВГҒДЕЖЗ"
_SPOKEN: Final = "АВСДЕ"
"""А, В, С, Д, Е typed for A, B, C, D, E: the first three look alike, Д sounds like D."""

ROWS: Final = (_SPOKEN, _RUSSIAN, _KAZAKH)
"""The letters of options in their orders."""

_SUFFIXED: Final = re.compile(
    "(?:[A-Z]{2,}|[A-Z][a-z]+|[a-z]+[A-Z][A-Za-z]*)"
    "(?:[лдт][аеыі]р)?(?:[ыі]?м(?:[ыі]з)?|[ыі]?ң|[ыі]|с[ыі])?"
    "(?:[дтлн][аеыі]|[дтн][ыі]ң|[дтн][аеыі]н|[ғгкқ][аеә]|н[ыі]ң|[мбп][ае]н|[дт][аеыі]ғ?[ыі]?|а|е|ы|і|у|ом|ов|ах|ами)?"
)
"""A Latin name with an ending of Kazakh or Russian: PHPте, HTTPтің, Excelде, URLы."""

_WORD = re.compile(r"[^\W\d_]+")
_HAS_LATIN = re.compile("[A-Za-zƏə]")
_HAS_CYRILLIC = re.compile("[\u0400-\u052f]")


def to_latin(text: str) -> str:
    """``text`` with Cyrillic letters replaced by the Latin ones that look the same."""
    return text if text.isascii() else text.translate(TO_LATIN)


@functools.lru_cache(maxsize=1024)
def places(letter: str) -> frozenset[int]:
    """Places in the order of options, from 0, that ``letter`` may stand for."""
    capital = letter.upper()
    if len(capital) != 1:
        return frozenset()  # «ii» of a list numbered in the Roman way
    if "A" <= capital <= "Z":
        return frozenset({ord(capital) - ord("A")})
    return frozenset(row.index(capital) for row in ROWS if capital in row)


def tells_no_place(letter: str, used: Collection[str]) -> bool:
    """Whether a Cyrillic answer for options with Latin letters may mean more than one of them.

    «В» looks like B, and is the third letter of А, Б, В; «Д» sounds like D, and is the fifth.
    ``used`` are the capital letters of all answers in the bank: Б or Ә among them shows that
    letters are counted, С that they are typed for those that look or sound alike.
    """
    if letter.isascii() or not letter.isalpha():
        return False
    if to_latin(letter) != letter:
        return is_counted_otherwise(letter, used)
    return letter not in _SPOKEN or is_counted_otherwise(letter, used) or "С" not in used


def is_counted_otherwise(letter: str, used: Collection[str]) -> bool:
    """Whether Б, Г or Ә among the answers shows that a Cyrillic letter may be counted elsewhere."""
    counted = any(not each.isascii() and each not in _SPOKEN for each in used)
    # Д is the fifth of those that are counted, and sounds like the fourth Latin one.
    counted = counted or ("Д" in used and "С" not in used)
    rows = {row.find(letter) for row in ROWS} - {-1}
    return not letter.isascii() and counted and len(rows) > 1


def row_places(letter: str, used: Collection[str], count: int) -> frozenset[int]:
    """Places among ``count`` options without letters that a Cyrillic letter may stand for.

    Only in alphabets in which every Cyrillic letter of ``used`` is one of the first ``count``.
    """
    named = {each for each in used if not each.isascii()} | {letter}
    rows = [row for row in ROWS if named <= set(row[:count])]
    return frozenset(row.index(letter) for row in rows)


def has_both_alphabets(text: str) -> bool:
    """Whether Latin and Cyrillic letters stand in ``text``, in whatever words."""
    return bool(_HAS_LATIN.search(text) and _HAS_CYRILLIC.search(text))


def mixed_words(text: str) -> tuple[tuple[str, str], ...]:
    """Words with letters of both alphabets, each with its likely spelling.

    The spelling is empty where replacing letters that look alike does not leave one alphabet.
    """
    if not has_both_alphabets(text):
        return ()
    words = dict.fromkeys(_WORD.findall(text))
    return tuple((word, _unmixed(word)) for word in words if _is_mixed(word))


def _is_mixed(word: str) -> bool:
    both = _HAS_LATIN.search(word) and _HAS_CYRILLIC.search(word)
    return bool(both) and not _SUFFIXED.fullmatch(word)


def _unmixed(word: str) -> str:
    cyrillic, latin = word.translate(_TO_CYRILLIC), to_latin(word)
    candidates = [w for w in (cyrillic, latin) if not _is_mixed(w)]
    # Fewest letters replaced; on a tie Cyrillic, the alphabet of most words here.
    return min(
        candidates,
        key=lambda w: sum(a != b for a, b in zip(w, word, strict=True)),
        default="",
    )
