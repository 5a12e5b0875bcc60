"""Lengths of boxes: margins, padding and sizes that a style names in full are worked out once.

WeasyPrint works out eighteen of them for each box, of which each line is one. What does not depend
on the box around is the same for all boxes of a style.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import absolute, block, float, inline, page, table
from weasyprint.layout.percent import resolve_percentages

ASKING = (absolute, block, float, inline, page, table)
"""The modules of WeasyPrint that ask for lengths."""

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)


def set_lengths(box: Any, containing_block: Any) -> None:
    """See :func:`weasyprint.layout.percent.resolve_percentages`."""
    style = getattr(box.style, "remembered", None)
    if style is not None and style.lengths:
        vars(box).update(style.lengths)
        return
    resolve_percentages(box, containing_block)
    # What stands in place of a box is none.
    if style is not None and style.lengths is None and isinstance(box, Box):
        own = vars(box)
        names = (*_LENGTHS, *_BORDERS)
        style.lengths = _says_all(box.style) and {name: own[name] for name in names}


def _says_all(style: Any) -> bool:
    """Whether the lengths of a box follow from its style alone."""
    if style["border_collapse"] == "collapse":
        # Cells have the borders of their neighbours too.
        return False
    return all(_is_known(style[name]) for name in _LENGTHS)


def _is_known(value: Any) -> bool:
    return value is None or value == "auto" or getattr(value, "unit", "%") != "%"
