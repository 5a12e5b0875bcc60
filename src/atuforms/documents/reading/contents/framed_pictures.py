"""Which part of a picture a document shows: cut, turned and mirrored as people do it in Word.

A picture is known by its relationship and its framing, in one text; one that is shown as it is
has no framing.
"""

from __future__ import annotations

import re

from lxml import etree

from atuforms.core.picture_data import MOST_PIXELS, Damaged, Framing, Strange, reframed, size_of

DRAWINGS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BLIP = f"{DRAWINGS}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_LINK = EMBED.replace("embed", "link")
CLIPPED = "clipped"
"""Said of a picture of which a program shows a part, in words that tell nothing of the pixels."""

_FRAMED = re.compile(r"(.*)\|(\d+),(\d+),(\d+),(\d+)\|(\d)([hv]*)(!?)")
_WHOLE = 100_000
_QUARTER = 5_400_000
_NEARLY = 60_000
"""A degree: who turns a picture by hand means the quarter."""
_SIDES = ("l", "t", "r", "b")


def shown_picture(blip: etree._Element) -> str:
    """The relationship of a picture, with its framing if it has one."""
    name: str = blip.get(EMBED, "")
    around = blip.getparent()
    if not name or around is None:
        return name
    cut = around.find(f"{DRAWINGS}srcRect")
    sides = [0] * 4 if cut is None else [_share(cut.get(each, "")) for each in _SIDES]
    if sides[0] + sides[2] >= _WHOLE or sides[1] + sides[3] >= _WHOLE:
        sides = [0] * 4
    picture = around.getparent()
    placed = None if picture is None else next(picture.iter(f"{DRAWINGS}xfrm"), None)
    turn, mirrored = 0, ""
    slanted = blip.get(CLIPPED) is not None or _is_cut_to_shape(picture)
    if placed is not None:
        turn = _number(placed.get("rot", "0")) % (4 * _QUARTER)
        mirrored = "".join(
            sign
            for sign, attribute in (("h", "flipH"), ("v", "flipV"))
            if placed.get(attribute) in ("1", "true")
        )
    quarters = round(turn / _QUARTER)
    if abs(turn - quarters * _QUARTER) > _NEARLY:
        quarters, slanted = 0, True
    quarters %= 4
    if not (any(sides) or quarters or mirrored or slanted):
        return name
    return f"{name}|{','.join(map(str, sides))}|{quarters}{mirrored}{'!' if slanted else ''}"


def relationship_of(shown: str) -> str:
    """The relationship alone."""
    return shown.partition("|")[0]


def is_shown_otherwise(shown: str) -> bool:
    """Whether the document shows the picture in a way that cannot be carried out."""
    return shown.endswith("!")


def as_framed(data: bytes, shown: str) -> bytes:
    """What the document shows of a picture; nothing for one that is damaged or too large."""
    found = _FRAMED.fullmatch(shown)
    if found is None:
        return data
    left, top, right, bottom = (int(each) / _WHOLE for each in found.group(2, 3, 4, 5))
    framing = Framing(left, top, right, bottom, int(found[6]), "h" in found[7], "v" in found[7])
    width, height = size_of(data)
    if framing == Framing() or not width or not height:
        return data
    if width * height > MOST_PIXELS:
        return b""
    try:
        return reframed(data, framing)
    except (Damaged, Strange):
        return b""


def _is_cut_to_shape(picture: etree._Element | None) -> bool:
    shape = None if picture is None else next(picture.iter(f"{DRAWINGS}prstGeom"), None)
    return shape is not None and shape.get("prst", "rect") != "rect"


def _share(text: str) -> int:
    """A part of a side in thousandths of a percent; a picture is never shown larger than it is."""
    strict = text.endswith("%")
    found = re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text.removesuffix("%"))
    return 0 if found is None else round(float(found[0]) * (1000 if strict else 1))


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else 0


def is_linked(shown: etree._Element) -> bool:
    """Whether a document only links to a picture, whose file lies elsewhere."""
    return any(each.get(_LINK) and not each.get(EMBED) for each in shown.iter(BLIP))
