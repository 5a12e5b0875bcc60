"""The pictures of a template of staff, a logo in its header say: as upright as those of a record.

Every document shows them, so they are looked at before the first one is printed. Each is given the
bytes that documents carry (:mod:`atuforms.core.picture_data`), and a box in its proportions.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate, UnreadableInput
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.language.sentences import message
from atuforms.core.picture_data import size_of
from atuforms.core.pictures import Picture, picture_of
from atuforms.rendering.office_package import DECLARATION, R
from atuforms.rendering.word.part_names import PartName, PictureAt, TagPlace
from atuforms.rendering.word.template_package import TemplatePackage, relationships_of
from atuforms.rendering.word.wordprocessingml import W, w

_LINKED = message(
    "The Word template {name} shows in {part} a picture that does not lie in it ({address}). "
    "Whoever opens the document would see nothing there: insert the picture itself."
)
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_EMBED = f"{{{R}}}embed"
_RELATIVE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}sizeRel"
_EMU_OF_TWIP = 635
_A4 = {"w": 11906, "h": 16838}
_WHOLE = 100_000
"""The whole of a picture, in the shares by which it is cropped."""
_SQUEEZED = 0.02
"""A difference in proportions that an eye sees."""
_DOT = 2
"""Pixels of a picture that has no proportions: it was stretched into a line or an area."""
_AFTER_SPACING = frozenset(
    [
        *("ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *("textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr"),
        "pPrChange",
    ]
)
"""What the schema wants after the distances of a paragraph."""
_DRAWN = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
"""How a drawing of Windows begins (WMF)."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What a picture has room in, in the units of drawings: between the margins, and the page."""

    text: tuple[int, int]
    page: tuple[int, int]


def with_upright_pictures(
    template: TemplatePackage,
) -> tuple[TemplatePackage, list[InvalidTemplate]]:
    """A template with its pictures as they are shown, and what is wrong with them."""
    faults: list[InvalidTemplate] = []
    changed: dict[str, bytes] = {}
    for story in template.stories:
        shown = dict(_pictures(template, story, faults))
        if not shown and b"<wp:inline" not in template.parts[story]:
            continue
        root = parse_xml(template.parts[story], template.name)
        room = _room(parse_xml(template.parts[template.main], template.name))
        turned = {each.get(_EMBED) for each in root.iter(f"{{{_A}}}blip") if _is_turned(each)}
        sizes: dict[str, tuple[int, int]] = {}
        for number, (part, picture) in shown.items():
            if number in turned:
                # Word has turned it itself.
                sizes[number] = size_of(template.parts[part])
            else:
                sizes[number] = picture.width, picture.height
                changed[part] = picture.data
        drawings = root.iter(f"{{{_WP}}}inline", f"{{{_WP}}}anchor")
        fitted = [_fit(each, sizes, room) for each in drawings]
        freed = [_free(each) for each in root.iter(f"{{{_WP}}}inline")]
        if any((*fitted, *freed)):
            changed[story] = DECLARATION.encode() + etree.tostring(root, encoding="UTF-8")
    return replace(template, parts={**template.parts, **changed}), faults


def _pictures(
    template: TemplatePackage, story: str, faults: list[InvalidTemplate]
) -> Iterator[tuple[str, tuple[str, Picture]]]:
    """The pictures that a part points to, with their parts, by the id of the relationship."""
    rows = template.parts.get(relationships_of(story))
    if rows is None:
        return
    root = parse_xml(template.parts[story], template.name)
    # Beside a picture that every program shows may stand the same one as SVG.
    beside = {each.get(_EMBED) for each in root.iter(_SVG)}
    for row in parse_xml(rows, template.name):
        number, target = row.get("Id", ""), row.get("Target", "")
        if row.get("Type", "").rpartition("/")[2] != "image" or number in beside:
            continue
        if row.get("TargetMode") == "External":
            place = _place(root, story, number)
            faults.append(
                InvalidTemplate(_LINKED, name=template.name, part=place, address=target[:80])
            )
            continue
        part = posixpath.normpath(posixpath.join("/", posixpath.dirname(story), target)).lstrip("/")
        data = template.parts.get(part, b"")
        if data.startswith(_DRAWN) or data[40:44] == b" EMF":
            continue
        name = posixpath.basename(part)
        try:
            yield number, (part, picture_of(data, name))
        except UnreadableInput as error:
            file = PictureAt(template.name, _place(root, story, number), name)
            values = {key: file if each == name else each for key, each in error.values.items()}
            faults.append(InvalidTemplate(error.message, **values))


def _place(root: etree._Element, story: str, number: str) -> TagPlace | PartName:
    """Where a part shows the picture to which a relationship points."""
    part = PartName.of(story)
    for element in root.iter():
        if number in element.attrib.values() and isinstance(element.tag, str):
            paragraph = next(element.iterancestors(f"{{{W}}}p"), None)
            if paragraph is not None:
                return TagPlace.of(part, paragraph)
    return part


def _is_turned(blip: etree._Element) -> bool:
    """Whether Word turns a picture, as it does with one that its camera says lies on its side."""
    picture = next(blip.iterancestors(f"{{{_PIC}}}pic"), None)
    shape = None if picture is None else picture.find(f"{{{_PIC}}}spPr/{{{_A}}}xfrm")
    return shape is not None and shape.get("rot", "0") != "0"


def _fit(drawing: etree._Element, sizes: Mapping[str, tuple[int, int]], room: _Room) -> bool:
    """Give a picture that is squeezed or wider than the page a size in its box; whether it was."""
    picture = drawing.find(f"{{{_A}}}graphic/{{{_A}}}graphicData/{{{_PIC}}}pic")
    blip = None if picture is None else picture.find(f"{{{_PIC}}}blipFill/{{{_A}}}blip")
    size = None if picture is None else picture.find(f"{{{_PIC}}}spPr/{{{_A}}}xfrm/{{{_A}}}ext")
    outer = drawing.find(f"{{{_WP}}}extent")
    known = None if blip is None else sizes.get(blip.get(_EMBED, ""))
    if blip is None or size is None or outer is None or known is None:
        return False
    box = _length(size, "cx"), _length(size, "cy")
    if not all(box):
        return False
    wide, high = _proportions(blip, known)
    most = room.text if drawing.tag == f"{{{_WP}}}inline" else room.page
    limit = min(box[0], most[0]), min(box[1], most[1])
    squeezed = abs(box[0] * high / (box[1] * wide) - 1) > _SQUEEZED
    if limit == box and (not squeezed or min(known) <= _DOT):
        return False
    scale = min(limit[0] / wide, limit[1] / high)
    for name, length, before in (("cx", wide * scale, box[0]), ("cy", high * scale, box[1])):
        fitted = max(1, round(length))
        outer.set(name, str(max(1, round(_length(outer, name) * fitted / before))))
        size.set(name, str(fitted))
    for each in list(drawing):
        if str(each.tag).startswith(_RELATIVE):
            drawing.remove(each)
    return True


def _free(picture: etree._Element) -> bool:
    """Give a picture among words a line as high as it is; whether it might have been cut off."""
    paragraph = next(picture.iterancestors(f"{{{W}}}p"), None)
    if paragraph is None:
        return False
    properties = paragraph.find(f"{{{W}}}pPr")
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    spacing = properties.find(f"{{{W}}}spacing")
    if spacing is None:
        spacing = w("spacing")
        before = [e for e in properties if etree.QName(e).localname not in _AFTER_SPACING]
        properties.insert(len(before), spacing)
    # The styles of the forms have lines closer than their font asks for.
    spacing.set(f"{{{W}}}line", "240")
    spacing.set(f"{{{W}}}lineRule", "auto")
    return True


def _proportions(blip: etree._Element, size: tuple[int, int]) -> tuple[float, float]:
    """Width and height of what is shown of a picture of this size."""
    width, height = size
    crop = blip.getnext()
    if crop is None or crop.tag != f"{{{_A}}}srcRect":
        return width, height
    across = _WHOLE - _length(crop, "l") - _length(crop, "r")
    down = _WHOLE - _length(crop, "t") - _length(crop, "b")
    return max(1, width * across / _WHOLE), max(1, height * down / _WHOLE)


def _room(document: etree._Element) -> _Room:
    """The room of the last section, which is that of the whole document in nearly every one."""
    sections = list(document.iter(f"{{{W}}}sectPr"))
    size = sections[-1].find(f"{{{W}}}pgSz") if sections else None
    margins = sections[-1].find(f"{{{W}}}pgMar") if sections else None
    page, text = [], []
    for name, sides in (("w", ("left", "right")), ("h", ("top", "bottom"))):
        whole = (0 if size is None else _length(size, f"{{{W}}}{name}")) or _A4[name]
        taken = 0 if margins is None else sum(abs(_length(margins, f"{{{W}}}{s}")) for s in sides)
        page.append(whole * _EMU_OF_TWIP)
        text.append(max(whole - taken, whole // 4) * _EMU_OF_TWIP)
    return _Room((text[0], text[1]), (page[0], page[1]))


def _length(element: etree._Element, name: str) -> int:
    value = str(element.get(name, "0"))
    return int(value) if value.lstrip("-").isascii() and value.lstrip("-").isdigit() else 0
