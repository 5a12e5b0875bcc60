"""Letters of the two alphabets that look alike, and words in which both are mixed."""

from __future__ import annotations

import re
from typing import Final

_LATIN: Final = "ABCEHIKMOPTXYaceiopxyhəƏ"
_CYRILLIC: Final = "АВСЕНІКМОРТХУасеіорхуһәӘ"
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)

_RUSSIAN: Final = "АБВГДЕЖЗИК"
_KAZAKH: Final = "АӘБВГҒДЕЖЗ"
_SPOKEN: Final = "АВСДЕ"
"""А, В, С, Д, Е typed for A, B, C, D, E: the first three look alike, Д sounds like D."""

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
    return text.translate(_TO_LATIN)


def places(letter: str) -> frozenset[int]:
    """Places in the order of options, from 0, that ``letter`` may stand for."""
    capital = letter.upper()
    if len(capital) != 1:
        return frozenset()  # «ii» of a list numbered in the Roman way
    if "A" <= capital <= "Z":
        return frozenset({ord(capital) - ord("A")})
    rows = (_SPOKEN, _RUSSIAN, _KAZAKH)
    return frozenset(row.index(capital) for row in rows if capital in row)


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
