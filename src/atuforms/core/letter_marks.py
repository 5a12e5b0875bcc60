"""Marks that stand over, under or through the letter before them, such as those of Q̇ and F⃗."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARKS: Final = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""The marks of Latin, Greek and Cyrillic letters and of formulas, for a class of characters in a
regular expression. Other scripts have their own, which their fonts place."""

_MARK = re.compile(f"[{MARKS}]")
_NO_LETTERS = frozenset('\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}*_~`|<>[]()\\"')
"""What a mark cannot stand on. Some of them are signs of Markdown, after which a text begins."""
_BREAKS = "\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}"
"""Where a line may end, so that the next one would begin with the mark."""
_BARE = re.compile(f"(?<![^>\\s{_BREAKS}])(?<!\N{NO-BREAK SPACE})(?=[{MARKS}])")


def is_mark(letter: str) -> bool:
    """Whether it is one of the marks of letters."""
    return _MARK.match(letter) is not None


def stray_marks(text: str) -> set[str]:
    """The marks of a text that have no letter before them: at its beginning, or after a space.

    A dotted circle would be printed for the letter, and PDF/A allows no sign that nobody wrote.
    """
    if not _MARK.search(text):
        return set()
    strays, has_letter = set(), False
    for letter in text:
        if _MARK.match(letter):
            if not has_letter:
                strays.add(letter)
            continue
        category = unicodedata.category(letter)
        if letter in _BREAKS or (category[0] != "M" and category != "Cf"):
            is_gap = category[0] in "ZC" and letter != "\N{NO-BREAK SPACE}"
            has_letter = not (is_gap or letter in _NO_LETTERS)
    return strays


def with_bases(html: str) -> str:
    """The HTML with a space before each mark that has no letter."""
    return _BARE.sub("\N{NO-BREAK SPACE}", html)
