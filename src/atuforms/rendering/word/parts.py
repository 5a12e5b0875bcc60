"""What the values of one document add to its Word package: pictures, links and lists."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.pictures import Picture, image_format
from atuforms.rendering.office_package import relationship, relationships, with_rows
from atuforms.rendering.word.styles import twips
from atuforms.rendering.word.wordprocessingml import W, w

NUMBERING = "word/numbering.xml"
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = re.compile(r"word/_rels/[^/]+\.rels")
LIST_INDENT_MM = 7
"""How far a list stands in from the text around it."""

_EMU_PER_MM = 36000
_LEVELS = 9
"""Word counts nine levels of lists."""


class AddedParts:
    """Collects pictures, links and lists while one document is filled.

    Each part has relationships of its own: a header to its picture, the text to its links.

    :param parts: the template's own relationships, content types and numbering, by part name.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._pictures: dict[bytes, str] = {}
        self._links: dict[str, str] = {}
        self._rows: dict[str, dict[str, str]] = {}
        self._filled = ""
        self._lists: list[tuple[bool, int, int]] = []
        self._drawings = 0
        self._free = functools.cache(lambda: _free_numbers(parts.get(NUMBERING, b"")))

    def begin(self, part: str) -> None:
        """What follows stands in this part of the package."""
        folder, _, name = part.rpartition("/")
        self._filled = f"{folder}/_rels/{name}.rels"

    def drawing(self, picture: Picture, width_mm: float, alt: str) -> str:
        """A picture as a run, in WordprocessingML; its namespace prefix is ``w``."""
        relation = self._pictures.setdefault(picture.data, f"image{len(self._pictures) + 1}")
        self._relate(relation, "image", f"media/{relation}.{image_format(picture.data)}")
        self._drawings += 1
        wide = round(width_mm * _EMU_PER_MM)
        high = round(wide * picture.height / picture.width)
        number, name, description = self._drawings, quoteattr(relation), quoteattr(alt)
        return (
            "<w:r><w:drawing>"
            '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{wide}" cy="{high}"/>'
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
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def link(self, address: str) -> str:
        """The id of the relationship to an address."""
        relation = self._links.setdefault(address, f"link{len(self._links) + 1}")
        self._relate(relation, "hyperlink", address, external=True)
        return relation

    def _relate(self, name: str, kind: str, target: str, *, external: bool = False) -> None:
        rows = self._rows.setdefault(self._filled, {})
        rows[name] = relationship(name, kind, target, external=external)

    def list_number(self, *, ordered: bool, start: int, level: int) -> tuple[str, str]:
        """The ``w:numId`` and ``w:ilvl`` of a new list, which counts from ``start``."""
        level = min(level, _LEVELS - 1)
        self._lists.append((ordered, start, level))
        return str(self._free()[1] + len(self._lists) - 1), str(level)

    def members(self) -> dict[str, bytes]:
        """The parts that are new or changed, by name.

        :raises InvalidTemplate: if a list needs a numbering part, and the template has none.
        """
        found: dict[str, bytes] = {}
        for data, name in self._pictures.items():
            found[f"word/media/{name}.{image_format(data)}"] = data
        for ending in sorted({image_format(data) for data in self._pictures}):
            # Word drops the types that a template had for pictures to come when it saves it.
            types = found.get(CONTENT_TYPES, self._parts[CONTENT_TYPES])
            if f'Extension="{ending}"'.encode() not in types:
                row = f'<Default Extension="{ending}" ContentType="image/{ending}"/>'
                found[CONTENT_TYPES] = with_rows(types, row)
        for part, rows in self._rows.items():
            own = self._parts.get(part) or relationships().encode()
            found[part] = with_rows(own, "".join(rows.values()))
        if self._lists:
            found[NUMBERING] = self._numbering()
        return found

    def _numbering(self) -> bytes:
        if NUMBERING not in self._parts:
            raise InvalidTemplate(
                "The Word template has no lists of its own, so it cannot hold those of the text. "
                "Build it anew with this command: atuforms templates build FORM"
            )
        root = parse_xml(self._parts[NUMBERING], NUMBERING)
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
    root = parse_xml(numbering, NUMBERING)

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
