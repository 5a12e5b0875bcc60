"""Colours by which nobody can tell one text from another, and which therefore mark nothing."""

from __future__ import annotations

import re
from typing import Final

_HEX: Final = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")
_RGB: Final = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+[\d.]+%?)?\s*\)"
)
_NAMED: Final = frozenset(
    (
        "",
        "auto",
        "none",
        "black",
        "white",
        "inherit",
        "initial",
        "transparent",
        "windowtext",
        "currentcolor",
    )
)
_GREY, _DARK, _LIGHT = 0x20, 0x66, 0xF0
"""How far the parts of a grey may differ, and where it is all but black, or all but white."""


def marks_nothing(colour: str) -> bool:
    """Whether a colour is none, or black or white to the eye: what is pasted from a web page is."""
    colour = colour.strip().lower()
    parts = _parts(colour)
    if not parts:
        return colour in _NAMED
    least, most = min(parts), max(parts)
    return least >= _LIGHT or (most <= _DARK and most - least <= _GREY)


def _parts(colour: str) -> tuple[int, ...]:
    found = _RGB.fullmatch(colour)
    if found:
        return tuple(map(int, found.groups()))
    hexed = _HEX.fullmatch(colour)
    if not hexed:
        return ()
    digits = hexed[1] if len(hexed[1]) > len("fff") else "".join(2 * digit for digit in hexed[1])
    return tuple(bytes.fromhex(digits))
