"""How wide words are in the fonts of the documents, without laying them out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from atuforms.core.fonts import text_font_files
from atuforms.core.locks import FIRST_USE

_MM_PER_POINT = 25.4 / 72
_UNKNOWN = 0.6
"""Of the size of its letters, a letter that the font lacks."""
_CODE = 0.6
"""Of the size of its letters, each letter of code."""


def width_of(text: str, points: float, *, bold: bool = False) -> float:
    """The width of a line of text in millimetres, in letters of a size in points."""
    widths = _widths("Bold" if bold else "Regular")
    return sum(widths.get(letter, _UNKNOWN) for letter in text) * points * _MM_PER_POINT


def width_of_code(text: str, points: float) -> float:
    """The same of a line of code."""
    return len(text) * _CODE * points * _MM_PER_POINT


@cache
def _widths(face: str) -> Mapping[str, float]:
    """The advance of each letter, as a part of the size."""
    with FIRST_USE:
        from fontTools.ttLib import TTFont

    with TTFont(text_font_files()[face], lazy=True) as font:
        advances = font["hmtx"].metrics
        unit = font["head"].unitsPerEm
        return {chr(code): advances[name][0] / unit for code, name in font.getBestCmap().items()}
