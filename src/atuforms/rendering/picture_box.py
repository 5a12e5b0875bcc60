"""The size at which a picture is printed: as large as its box allows, in its own proportions."""

from __future__ import annotations

from atuforms.core.pictures import Picture

TALLEST_MM = 190.0
"""The height of a picture that a portrait page holds with its caption."""


def size_in_box(picture: Picture, width: str, height: str = "") -> tuple[float, float]:
    """Width and height in millimetres of ``picture`` in a box.

    :param width: of the box, as layouts write it: ``22mm``.
    :param height: of the box; a page's, if not said.
    """
    box_width = millimetres(width)
    box_height = millimetres(height) if height else TALLEST_MM
    scale = min(box_width / picture.width, box_height / picture.height)
    return picture.width * scale, picture.height * scale


def millimetres(length: str) -> float:
    """A length as layouts write it."""
    return float(length.removesuffix("mm"))
