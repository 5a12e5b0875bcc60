"""Placeholders of a presentation of one's own in which nobody would see what is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from atuforms.core.colours import contrast
from atuforms.core.files.legibility import LEAST_CONTRAST
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.rendering.slides.design import HEIGHT, WIDTH, Box

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_WHITE: Final = "FFFFFF"
_LEAST_SIZE: Final = 600
"""Letters of six points, in hundredths; a hall reads larger ones."""
_LEAST_SHARE: Final = 0.25
"""Of the width and the height that a place has by design, so much at least holds its words."""
_LEAST_SHOWN: Final = 0.5
"""The part of a place that has to lie on the slide."""
_FILLS: Final = tuple(f"{_A}{name}" for name in ("gradFill", "blipFill", "pattFill", "grpFill"))
_USUAL: Final = {"bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2"}
"""Colours of a theme by the names that slides have for them, where the master says nothing."""
_CHANGES: Final = ("lumMod", "lumOff", "shade", "tint", "alpha")


def is_unseen(shape: Any, layout: Any, box: Box, size: tuple[int, int]) -> bool:
    """Whether what a placeholder is filled with is hidden, off the slide, or not to be read.

    :param box: the place as the design has it.
    :param size: width and height of the slides.
    """
    if shape._element.xpath(".//p:cNvPr")[0].get("hidden") in ("1", "true"):
        return True
    if _is_badly_placed(shape, box, size):
        return True
    if box.kind == "picture":
        return False
    letters = _size_of_letters(shape, layout)
    if letters is not None and letters < _LEAST_SIZE:
        return True
    colours = _Colours(layout)
    colour, behind = colours.of_letters(shape), colours.behind(shape)
    return bool(colour and behind) and contrast(colour, behind) < LEAST_CONTRAST


def _is_badly_placed(shape: Any, box: Box, size: tuple[int, int]) -> bool:
    place = shape.left, shape.top, shape.width, shape.height
    if None in place:
        return False
    left, top, width, height = place
    if not width or not height:
        return True
    across = min(left + width, size[0]) - max(left, 0)
    down = min(top + height, size[1]) - max(top, 0)
    if across <= 0 or down <= 0 or across * down < _LEAST_SHOWN * width * height:
        return True
    narrow = width / size[0] < _LEAST_SHARE * box.width / WIDTH
    return bool(narrow or height / size[1] < _LEAST_SHARE * box.height / HEIGHT)


def _looks(shape: Any, layout: Any) -> Iterator[Any]:
    """What says how the letters of a placeholder look, the nearest first."""
    yield from shape._element.iterfind(f"{_P}txBody/{_A}lstStyle/{_A}lvl1pPr/{_A}defRPr")
    kind = shape.placeholder_format.type
    for each in layout.slide_master.placeholders:
        if each.placeholder_format.type == kind:
            yield from each._element.iterfind(f"{_P}txBody/{_A}lstStyle/{_A}lvl1pPr/{_A}defRPr")
    is_title = "TITLE" in str(kind)
    styles = f"{_P}txStyles/{_P}{'titleStyle' if is_title else 'bodyStyle'}"
    yield from layout.slide_master._element.iterfind(f"{styles}/{_A}lvl1pPr/{_A}defRPr")


def _size_of_letters(shape: Any, layout: Any) -> int | None:
    sizes = (each.get("sz", "") for each in _looks(shape, layout))
    return next((int(each) for each in sizes if each.isdecimal()), None)


class _Colours:
    """The colours of a layout, as six digits; empty where nobody can say."""

    def __init__(self, layout: Any) -> None:
        self._layout = layout
        master = layout.slide_master
        self._map = dict(_USUAL)
        said = master._element.find(f"{_P}clrMap")
        self._map |= dict(said.attrib) if said is not None else {}
        self._theme: dict[str, str] = {}
        for rel in master.part.rels.values():
            if rel.reltype.endswith("/theme"):
                self._theme = dict(_theme_colours(rel.target_part.blob))

    def of_letters(self, shape: Any) -> str:
        for look in _looks(shape, self._layout):
            fill = look.find(f"{_A}solidFill")
            if fill is not None:
                return self._of(fill)
            if look.find(f"{_A}noFill") is not None:
                return self.behind(shape)
        return self._theme.get(self._map.get("tx1", ""), "")

    def behind(self, shape: Any) -> str:
        """What a placeholder stands on: its own fill, the last shape under its middle, the page."""
        own = self._fill(shape._element.find(f"{_P}spPr"))
        if own is not None:
            return own
        middle = shape.left + shape.width / 2, shape.top + shape.height / 2
        for holder in (self._layout, self._layout.slide_master):
            for each in reversed(list(holder.shapes)):
                if not each.is_placeholder and _covers(each, middle):
                    fill = self._fill(each._element.find(f"{_P}spPr"))
                    if fill is not None or not each._element.tag.endswith("}sp"):
                        return fill or ""
        for holder in (self._layout, self._layout.slide_master):
            page = holder._element.find(f"{_P}cSld/{_P}bg")
            if page is not None:
                fill = self._fill(page.find(f"{_P}bgPr"))
                return fill if fill is not None else self._of(page.find(f"{_P}bgRef"))
        return _WHITE

    def _fill(self, properties: Any) -> str | None:
        """The colour with which something is filled; None where it is not."""
        if properties is None:
            return None
        if any(properties.find(each) is not None for each in _FILLS):
            return ""
        fill = properties.find(f"{_A}solidFill")
        return None if fill is None else self._of(fill)

    def _of(self, fill: Any) -> str:
        colour = next(iter(fill), None) if fill is not None else None
        if colour is None or any(colour.find(f"{_A}{each}") is not None for each in _CHANGES):
            return ""
        value = str(colour.get("val", ""))
        if colour.tag == f"{_A}srgbClr":
            return value.upper() if len(value) == len(_WHITE) else ""
        return self._theme.get(self._map.get(value, value), "")


def _covers(shape: Any, point: tuple[float, float]) -> bool:
    if None in (shape.left, shape.top, shape.width, shape.height):
        return False
    across = shape.left <= point[0] <= shape.left + shape.width
    return bool(across and shape.top <= point[1] <= shape.top + shape.height)


def _theme_colours(theme: bytes) -> Iterator[tuple[str, str]]:
    for each in parse_xml(theme, "theme").iterfind(f"{_A}themeElements/{_A}clrScheme/*"):
        for colour in each:
            value = colour.get("lastClr") or colour.get("val") or ""
            yield each.tag.removeprefix(_A), value.upper()
