"""The fonts of a Word document travel in it, so that its lines and pages are those of the PDF.

They are put into the document, not into the template.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.fonts import CODE_FAMILY, FAMILY
from atuforms.rendering.embedded_font import embedded_face
from atuforms.rendering.office_package import MEDIA, R, part_of, relationships
from atuforms.rendering.word.template_package import (
    CONTENT_TYPES,
    TemplatePackage,
    free_name,
    relationships_of,
)
from atuforms.rendering.word.wordprocessingml import W, w

_NAME = f"{{{W}}}name"
_KINDS = ("Regular", "Bold", "Italic", "BoldItalic")
"""Letters of code are slanted by Word: they are of one width in every kind."""


def with_fonts(template: TemplatePackage) -> TemplatePackage:
    """A template, and those of our fonts that its table of fonts names.

    One that embeds fonts already, having been saved so in Word, stays as it is.
    """
    parts, part = template.parts, template.known.get("fontTable", "")
    if not part or relationships_of(part) in parts:
        return template
    table = parse_xml(parts[part], part)
    kinds = {FAMILY: _KINDS[: 4 if _has_italics(template) else 2], CODE_FAMILY: _KINDS[:2]}
    added: dict[str, bytes] = {}
    folder = posixpath.dirname(part)
    for family, kind in _faces(table, kinds):
        key = str(uuid5(NAMESPACE_URL, f"{family.get(_NAME)} {kind}")).upper()
        for old in family.findall(f"{{{W}}}embed{kind}"):
            family.remove(old)
        embedded = w(f"embed{kind}", fontKey=f"{{{key}}}")
        embedded.set(f"{{{R}}}id", f"rId{len(added) + 1}")
        family.append(embedded)
        file = free_name({*parts, *added}, posixpath.join(folder, "fonts/font{}.odttf"))
        added[file] = _disguised(embedded_face(kind, family.get(_NAME, "")), key)
    if not added:
        return template
    targets = (("font", posixpath.relpath(file, folder or ".")) for file in added)
    fresh = {
        **parts,
        CONTENT_TYPES: _with_type(parts[CONTENT_TYPES]),
        part: part_of(table).encode(),
        relationships_of(part): relationships(*targets).encode(),
        **added,
    }
    return replace(template, parts=fresh)


def _faces(
    table: etree._Element, kinds: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[etree._Element, str]]:
    """Each of our fonts in a table of fonts, once with each of its kinds."""
    for name, wanted in kinds.items():
        family = next((font for font in table if font.get(_NAME) == name), None)
        if family is not None:
            yield from ((family, kind) for kind in wanted)


def _has_italics(template: TemplatePackage) -> bool:
    """Whether a template may print italics: by itself, by a style, or by a Markdown text."""
    body = template.parts[template.main]
    part = template.known.get("styles", "")
    if b"<w:i/>" in body or b"|rich" in body:
        return True
    if not part:
        return False
    styles = parse_xml(template.parts[part], part).iterfind(f"{{{W}}}style")
    slanted = (style for style in styles if style.find(f"{{{W}}}rPr/{{{W}}}i") is not None)
    return any(f'w:val="{style.get(f"{{{W}}}styleId")}"'.encode() in body for style in slanted)


def _with_type(types: bytes) -> bytes:
    """The part of types with that of an embedded font, before the rows of single parts."""
    root = parse_xml(types, CONTENT_TYPES)
    namespace = etree.QName(root).namespace
    if any(each.get("Extension", "").lower() == "odttf" for each in root):
        return types
    row = etree.Element(f"{{{namespace}}}Default")
    row.set("Extension", "odttf")
    row.set("ContentType", f"{MEDIA}officedocument.obfuscatedFont")
    root.insert(0, row)
    return part_of(root).encode()


def _disguised(font: bytes, key: str) -> bytes:
    """A font as Word embeds it: its beginning mixed with the key that the table names."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    start = bytes(letter ^ other for letter, other in zip(font, mask, strict=False))
    return start + font[len(mask) :]
