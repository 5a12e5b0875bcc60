"""Colours as the eye tells them apart."""

from __future__ import annotations

import functools
from collections.abc import Iterator


def contrast(one: str, other: str) -> float:
    """How much two colours of six digits differ: 1 for the same, 21 for black and white (WCAG)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@functools.lru_cache(maxsize=256)
def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Iterator[float]:
    for at in (0, 2, 4):
        part = int(colour[at : at + 2], 16) / 255
        yield part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
