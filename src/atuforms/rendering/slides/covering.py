"""Whether a picture covers its box, and what it loses then: alike in a presentation and its PDF."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from atuforms.core.picture_data import size_of
from atuforms.rendering.slides.design import Box

_LOST: Final = 1 / 3
"""Of a picture: one that would lose more is shown whole."""


def covers(picture: bytes | None, box: Box) -> bool:
    """Whether a picture is cut to the shape of a box that it is to cover."""
    if not box.covered or picture is None:
        return box.covered
    return lost_share(*_size(picture), box) <= _LOST


def lost_share(wide: int, high: int, box: Box) -> float:
    """What a picture loses that covers a box; as much of the box is empty where it is whole."""
    shares = wide * box.height, high * box.width
    return 1 - min(shares) / max(shares)


@lru_cache(maxsize=32)
def _size(picture: bytes) -> tuple[int, int]:
    return size_of(picture)
