"""Used values of boxes that follow from their styles alone: worked out once for each style.

WeasyPrint works out eighteen lengths for each box, of which each line is one, and what to paint
behind it. Lengths that a style names in full do not depend on the box around, and most boxes have
nothing behind them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import absolute, background, block, inline, page, table
from weasyprint.layout import float as floats
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import resolve_percentages

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_RADII = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_NO_RADIUS = (0, "px")
_NOTHING_BEHIND = {"background": None, **dict.fromkeys(_RADII, (0, 0))}


@dataclass(slots=True)
class UsedValues:
    """What is known of the boxes of a style; None where no box has been asked for it yet."""

    lengths: dict[str, Any] | bool | None = None
    """False if they differ."""
    borders: tuple[tuple[str, Any], ...] = ()
    """Widths of borders that a box has if no others were found for it."""
    nothing_behind: bool | None = None


def _set_lengths(box: Any, containing_block: Any) -> None:
    """See :func:`weasyprint.layout.percent.resolve_percentages`."""
    used: UsedValues | None = getattr(box.style, "used", None)
    if used is not None and used.lengths:
        own = vars(box)
        own.update(used.lengths)
        for name, width in used.borders:
            own.setdefault(name, width)
        return
    resolve_percentages(box, containing_block)
    # What stands in place of a box is none.
    if used is not None and used.lengths is None and isinstance(box, Box):
        _remember_lengths(used, box)


def _remember_lengths(used: UsedValues, box: Any) -> None:
    style, own = box.style, vars(box)
    # Cells may have the borders of their neighbours.
    are_shared = style["border_collapse"] == "collapse"
    if not all(_is_named(style[name]) for name in _LENGTHS) or (
        are_shared and style["box_sizing"] != "content-box"
    ):
        used.lengths = False
        return
    names = _LENGTHS if are_shared else (*_LENGTHS, *_BORDERS)
    used.lengths = {name: own[name] for name in names}
    used.borders = tuple((name, style[name]) for name in _BORDERS) if are_shared else ()


def _is_named(value: Any) -> bool:
    return value is None or value == "auto" or getattr(value, "unit", "%") != "%"


def _lay_out_background(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """See :func:`weasyprint.layout.background.layout_box_backgrounds`."""
    used: UsedValues | None = getattr(box.style, "used", None)
    if used is None or style is not None or not isinstance(box, Box) or isinstance(box, PageBox):
        layout_box_backgrounds(page, box, get_image_from_uri, layout_children, style)
        return
    if not used.nothing_behind:
        layout_box_backgrounds(page, box, get_image_from_uri, layout_children)
        if used.nothing_behind is None:
            used.nothing_behind = box.background is None and _names_no_picture(box.style)
        return
    vars(box).update(_NOTHING_BEHIND)
    if layout_children:
        for child in box.all_children():
            _lay_out_background(page, child, get_image_from_uri)


def _names_no_picture(style: Any) -> bool:
    """Whether a style names no picture round or behind its boxes, and no round corners."""
    return (
        style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and all(kind == "none" for kind, _ in style["background_image"])
        and all(_NO_RADIUS in style[name] for name in _RADII)
    )


OF_BOXES: Final[list[tuple[Any, str, Callable[..., Any]]]] = [
    *((asks, "resolve_percentages", _set_lengths) for asks in (absolute, block, floats, inline)),
    *((asks, "resolve_percentages", _set_lengths) for asks in (page, table)),
    (background, "layout_box_backgrounds", _lay_out_background),
]
"""Where WeasyPrint is to ask here, under which name, and what answers."""
