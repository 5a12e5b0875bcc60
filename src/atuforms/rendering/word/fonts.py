"""The font of a Word document travels in it, so that its lines and pages are those of the PDF.

It is put into the document, not into the template.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.fonts import FAMILY
from atuforms.rendering.embedded_font import embedded_face
from atuforms.rendering.office_package import MEDIA, R, part_of, relationships
from atuforms.rendering.word.template_package import (
    CONTENT_TYPES,
    TemplatePackage,
    free_name,
    relationships_of,
)
from atuforms.rendering.word.wordprocessingml import W, w


def with_fonts(template: TemplatePackage) -> TemplatePackage:
    """A template, and the font that its table of fonts names.

    One that embeds fonts already, having been saved so in Word, stays as it is.
    """
    parts, part = template.parts, template.known.get("fontTable", "")
    if not part or relationships_of(part) in parts:
        return template
    table = parse_xml(parts[part], part)
    named = [font for font in table if font.get(f"{{{W}}}name") == FAMILY]
    if not named:
        return template
    added: dict[str, bytes] = {}
    kinds = ("Regular", "Bold", "Italic", "BoldItalic")[: 4 if _has_italics(template) else 2]
    files: list[str] = []
    folder = posixpath.dirname(part)
    for number, kind in enumerate(kinds, start=1):
        key = str(uuid5(NAMESPACE_URL, f"{FAMILY} {kind}")).upper()
        for old in named[0].findall(f"{{{W}}}embed{kind}"):
            named[0].remove(old)
        embedded = w(f"embed{kind}", fontKey=f"{{{key}}}")
        embedded.set(f"{{{R}}}id", f"rId{number}")
        named[0].append(embedded)
        file = free_name({*parts, *added}, posixpath.join(folder, "fonts/font{}.odttf"))
        added[file] = _disguised(embedded_face(kind), key)
        files.append(file)
    targets = (("font", posixpath.relpath(file, folder or ".")) for file in files)
    fresh = {
        **parts,
        CONTENT_TYPES: _with_type(parts[CONTENT_TYPES]),
        part: part_of(table).encode(),
        relationships_of(part): relationships(*targets).encode(),
        **added,
    }
    return replace(template, parts=fresh)


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
