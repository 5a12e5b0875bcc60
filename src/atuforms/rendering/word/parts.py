"""What the values of one document add to its Word package: pictures, links and lists."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.pictures import Picture, image_format
from atuforms.rendering.office_package import (
    part_type,
    relationship,
    relationships,
    with_rows,
)
from atuforms.rendering.picture_box import size_in_box
from atuforms.rendering.word.styles import twips
from atuforms.rendering.word.template_package import (
    CONTENT_TYPES,
    WORD,
    TemplatePackage,
    fonts_of_styles,
    free_id,
    free_name,
    ids_of_styles,
    relationships_of,
)
from atuforms.rendering.word.wordprocessingml import W, w

_BOX = ("40mm", "50mm")
"""How large a picture is where a template does not say it."""
LIST_INDENT_MM = 7
"""How far a list stands in from the text around it."""

_EMU_PER_MM = 36000
_LEVELS = 9
"""Word counts nine levels of lists."""


class AddedParts:
    """Collects pictures, links and lists while one document is filled.

    Each part has relationships of its own: a header to its picture, the text to its links.

    Names, ids and numbers are such as the template does not have yet, in any of its parts.
    """

    def __init__(self, template: TemplatePackage) -> None:
        self._template = template
        self._parts = template.parts
        self._pictures: dict[bytes, str] = {}
        self._links: dict[str, str] = {}
        self._rows: dict[str, dict[str, str]] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._filled = ""
        self._lists: list[tuple[bool, int, int]] = []
        self._drawings = template.highest_drawing
        self._numbering_part = template.known.get("numbering", "")
        self._free = functools.cache(
            lambda: _free_numbers(self._parts.get(self._numbering_part, b""))
        )
        self._styles = functools.cache(lambda: ids_of_styles(template))
        self._fonts = functools.cache(lambda: fonts_of_styles(template))

    def begin(self, part: str) -> None:
        """What follows stands in this part of the package."""
        self._filled = relationships_of(part)

    def style(self, name: str) -> str:
        """The id that the template has for a style of ours; empty if it has none."""
        known = self._styles()
        return known.get(name) or known.get(name.replace("-", " ").casefold(), "")

    def font(self, name: str) -> str:
        """The font that the template has for a style of ours; empty if it says none."""
        return self._fonts().get(self.style(name), "")

    def in_a_line(self, picture: Picture) -> str:
        """A picture as a run, as large as one among words is."""
        wide, _high = size_in_box(picture, *_BOX)
        return self.drawing(picture, wide, "")

    def drawing(
        self,
        picture: Picture,
        width_mm: float,
        alt: str,
        at_mm: tuple[float, float] | None = None,
    ) -> str:
        """A picture as a run, in WordprocessingML; its namespace prefix is ``w``.

        :param at_mm: how far to the right of its paragraph and below it, if it floats.
        """
        file = self._pictures.get(picture.data) or self._picture_name(picture.data)
        title = file.rpartition("/")[2].partition(".")[0]
        relation = self._relate(title, "image", file.removeprefix(f"{self._template.folder}/"))
        self._drawings += 1
        wide = round(width_mm * _EMU_PER_MM)
        high = round(wide * picture.height / picture.width)
        number, name, description = self._drawings, quoteattr(title), quoteattr(alt)
        begin, end = _frame(wide, high, at_mm)
        return (
            f"<w:r><w:drawing>{begin}"
            f'<wp:docPr id="{number}" name={name} descr={description}/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
            '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            f"</a:graphicData></a:graphic>{end}</w:drawing></w:r>"
        )

    def _picture_name(self, data: bytes) -> str:
        """The name of a part for a new picture."""
        taken = {name.rpartition(".")[0] for name in (*self._parts, *self._pictures.values())}
        stem = free_name(taken, f"{self._template.folder}/media/image{{}}".lstrip("/"))
        self._pictures[data] = f"{stem}.{image_format(data)}"
        return self._pictures[data]

    def link(self, address: str) -> str:
        """The id of the relationship to an address."""
        name = self._links.setdefault(address, f"link{len(self._links) + 1}")
        return self._relate(name, "hyperlink", address, external=True)

    def _relate(self, name: str, kind: str, target: str, *, external: bool = False) -> str:
        """Point from the part that is filled to another; return the id of the relationship."""
        known = self._ids.get((self._filled, name))
        if known:
            return known
        own = self._parts.get(self._filled, b"")
        rows = self._rows.setdefault(self._filled, {})
        number = name
        if f'Id="{name}"'.encode() in own or name in rows:
            number = free_id(own + "".join(rows.values()).encode(), f"{name}-")
        rows[number] = relationship(number, kind, target, external=external)
        self._ids[self._filled, name] = number
        return number

    def list_number(self, *, ordered: bool, start: int, level: int) -> tuple[str, str]:
        """The ``w:numId`` and ``w:ilvl`` of a new list, which counts from ``start``."""
        level = min(level, _LEVELS - 1)
        self._lists.append((ordered, start, level))
        return str(self._free()[1] + len(self._lists) - 1), str(level)

    def members(self) -> dict[str, bytes]:
        """The parts that are new or changed, by name."""
        found: dict[str, bytes] = {name: data for data, name in self._pictures.items()}
        types = self._parts[CONTENT_TYPES]
        for ending in sorted({image_format(data) for data in self._pictures}):
            # Word drops the types that a template had for pictures to come when it saves it.
            if f'Extension="{ending}"'.encode() not in types.lower().replace(
                b"extension", b"Extension"
            ):
                row = f'<Default Extension="{ending}" ContentType="image/{ending}"/>'
                types = with_rows(types, row)
        if self._lists:
            types = self._add_numbering(found, types)
        if types != self._parts[CONTENT_TYPES]:
            found[CONTENT_TYPES] = types
        for part, rows in self._rows.items():
            own = self._parts.get(part) or relationships().encode()
            found[part] = with_rows(own, "".join(rows.values()))
        return found

    def _add_numbering(self, found: dict[str, bytes], types: bytes) -> bytes:
        """Add the lists of the texts to those of the template, which may have none."""
        part = self._numbering_part
        if part:
            found[part] = self._numbering(parse_xml(self._parts[part], part))
            return types
        part = free_name(self._parts, f"{self._template.folder}/numbering{{}}.xml".lstrip("/"))
        found[part] = self._numbering(etree.Element(f"{{{W}}}numbering", nsmap={"w": W}))
        self.begin(self._template.main)
        self._relate("rIdNumbering", "numbering", part.rpartition("/")[2])
        return with_rows(types, part_type(f"/{part}", f"{WORD}numbering+xml"))

    def _numbering(self, root: etree._Element) -> bytes:
        # The schema wants every definition before the first list.
        place = next(
            (at for at, each in enumerate(root) if each.tag != f"{{{W}}}abstractNum"), len(root)
        )
        first_definition, first_list = self._free()
        definitions = [_definition(first_definition + kind, bool(kind)) for kind in (0, 1)]
        root[place:place] = definitions
        last = root.find(f"{{{W}}}numIdMacAtCleanup")
        for number, (ordered, start, level) in enumerate(self._lists, start=first_list):
            instance = w("num", numId=str(number))
            instance.append(w("abstractNumId", val=str(first_definition + ordered)))
            if ordered:
                override = w("lvlOverride", ilvl=str(level))
                override.append(w("startOverride", val=str(start)))
                instance.append(override)
            if last is None:
                root.append(instance)
            else:
                last.addprevious(instance)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _free_numbers(numbering: bytes) -> tuple[int, int]:
    """The first numbers that no definition and no list of the template has."""
    if not numbering:
        return 0, 1
    root = parse_xml(numbering, "numbering.xml")

    def free(tag: str, attribute: str, lowest: int) -> int:
        taken = (int(each.get(f"{{{W}}}{attribute}", "0")) for each in root.iter(f"{{{W}}}{tag}"))
        return max(taken, default=lowest - 1) + 1

    return free("abstractNum", "abstractNumId", 0), free("num", "numId", 1)


def _definition(number: int, ordered: bool) -> etree._Element:
    definition = w("abstractNum", abstractNumId=str(number))
    definition.append(w("multiLevelType", val="multilevel"))
    for level in range(_LEVELS):
        element = w("lvl", ilvl=str(level))
        element.extend(
            [
                w("start", val="1"),
                w("numFmt", val="decimal" if ordered else "bullet"),
                w("lvlText", val=f"%{level + 1}." if ordered else "–"),
                w("lvlJc", val="left"),
            ]
        )
        paragraph = w("pPr")
        indent = str(twips(LIST_INDENT_MM))
        paragraph.append(w("ind", left=str(twips(LIST_INDENT_MM) * (level + 1)), hanging=indent))
        element.append(paragraph)
        definition.append(element)
    return definition


@dataclass(frozen=True, slots=True)
class PlacedPicture(Picture):
    """A picture that a template prints like a word: ``{{ photo }}``."""

    added: AddedParts = field(compare=False, repr=False)

    def __html__(self) -> str:
        """The picture between the words around it."""
        drawing = self.added.in_a_line(self)
        return f'</w:t></w:r>{drawing}<w:r><w:t xml:space="preserve">'


def _frame(wide: int, high: int, at_mm: tuple[float, float] | None) -> tuple[str, str]:
    """How a drawing of this size stands in its paragraph: the XML before and behind it."""
    space = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'distT="0" distB="0" distL="0" distR="0"'
    )
    size = f'<wp:extent cx="{wide}" cy="{high}"/>'
    if at_mm is None:
        return f"<wp:inline {space}>{size}", "</wp:inline>"
    right, down = (round(each * _EMU_PER_MM) for each in at_mm)
    begin = (
        f'<wp:anchor {space} simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{right}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f"{size}<wp:wrapNone/>"
    )
    return begin, "</wp:anchor>"


def with_placed_pictures(value: Any, added: AddedParts) -> Any:
    """The values of a document, whose pictures know to what document they belong."""
    if isinstance(value, dict):
        return {key: with_placed_pictures(each, added) for key, each in value.items()}
    if isinstance(value, list):
        return [with_placed_pictures(each, added) for each in value]
    if isinstance(value, Picture):
        return PlacedPicture(value.name, value.data, value.width, value.height, added)
    return value
