"""The font of a presentation travels in it, so that its lines are those of the PDF.

It is put into the document, not into the template.
"""

from __future__ import annotations

import functools
import struct
from io import BytesIO
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from atuforms.core.fonts import FAMILY
from atuforms.core.locks import FIRST_USE
from atuforms.rendering.embedded_font import embedded_face
from atuforms.rendering.slides.presentationml import NAMESPACES

_KINDS = {"regular": "Regular", "bold": "Bold"}
"""Slides have no italics."""
_EMBEDDED = "application/x-fontdata"
_FAMILY, _STYLE, _FULL, _VERSION = 1, 2, 4, 5
_EOT_VERSION, _EOT_MAGIC = 0x00020001, 0x504C
_ANY_CHARSET = 1
_ITALIC = 1


def embed_fonts(presentation: Any) -> None:
    """Put the font into a presentation whose theme names it.

    One that embeds fonts already, having been saved so in PowerPoint, stays as it is.
    """
    part = presentation.part
    before = presentation.element.find(qn("p:notesSz"))
    if before is None or presentation.element.find(qn("p:embeddedFontLst")) is not None:
        return
    themes = (each for each in part.package.iter_parts() if "/theme/" in each.partname)
    if not any(f'typeface="{FAMILY}"'.encode() in theme.blob for theme in themes):
        return
    faces = []
    for name, kind in _KINDS.items():
        file = part.package.next_partname("/ppt/fonts/font%d.fntdata")
        embedded = Part(file, _EMBEDDED, part.package, _embedded_open_type(kind))
        faces.append(f'<p:{name} r:id="{part.relate_to(embedded, RELATIONSHIP_TYPE.FONT)}"/>')
    before.addnext(
        parse_xml(
            f'<p:embeddedFontLst {NAMESPACES}><p:embeddedFont><p:font typeface="{FAMILY}"/>'
            f"{''.join(faces)}</p:embeddedFont></p:embeddedFontLst>"
        )
    )


@functools.cache
def _embedded_open_type(kind: str) -> bytes:
    """A face as PowerPoint embeds it: as Embedded OpenType, neither compressed nor disguised."""
    with FIRST_USE:
        from fontTools.ttLib import TTFont

    face = embedded_face(kind)
    with TTFont(BytesIO(face)) as font:
        os2, head, names = font["OS/2"], font["head"], font["name"]
        texts = b"".join(
            struct.pack("<H", len(text)) + text + b"\0\0"
            for text in (
                str(names.getDebugName(number) or "").encode("utf-16-le")
                for number in (_FAMILY, _STYLE, _VERSION, _FULL)
            )
        )
        header = b"".join(
            (
                struct.pack("<III", len(face), _EOT_VERSION, 0),
                bytes(vars(os2.panose).values()),
                struct.pack("<BBI", _ANY_CHARSET, os2.fsSelection & _ITALIC, os2.usWeightClass),
                struct.pack("<HH", os2.fsType, _EOT_MAGIC),
                struct.pack(
                    "<6I",
                    *(getattr(os2, f"ulUnicodeRange{number}") for number in range(1, 5)),
                    *(getattr(os2, f"ulCodePageRange{number}") for number in (1, 2)),
                ),
                # The four numbers and the two bytes after the sum are reserved; no root is named.
                struct.pack("<I16xH", head.checkSumAdjustment, 0),
                texts,
                struct.pack("<H", 0),
            )
        )
    return struct.pack("<I", 4 + len(header) + len(face)) + header + face
