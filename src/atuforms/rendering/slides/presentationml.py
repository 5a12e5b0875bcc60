"""Shapes of PresentationML, which templates and slides are made of."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from atuforms.rendering.office_package import R
from atuforms.rendering.slides.design import WIDTH

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{R}" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NUMBER_PLACE = 9
"""The ``idx`` of the placeholder of the slide number, by which a slide names it."""

_EMU_PER_POINT = 12700
_IN_PLACE = '<a:spLocks noGrp="1"/>'


def emu(points: float) -> int:
    """A length in English Metric Units, which presentations count in."""
    return round(points * _EMU_PER_POINT)


def shape(
    number: int, name: str, place: str, look: str, text: str = "", *, locks: str = _IN_PLACE
) -> str:
    """A shape, by the inner XML of its parts.

    :param number: its ``id``, different from those of the other shapes of the slide.
    :param place: the placeholder that it is, ``<p:ph …/>``.
    :param look: its frame, geometry and fill.
    :param text: the properties of its text, and its paragraphs; empty if it has none.
    """
    body = f"<p:txBody>{text}</p:txBody>" if text else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>'
        f"<p:cNvSpPr>{locks}</p:cNvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{look}</p:spPr>{body}</p:sp>"
    )


def number_field(tag: str) -> str:
    """A paragraph with the field of the slide number."""
    return (
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="{tag}"/><a:t>‹#›</a:t></a:fld></a:p>'
    )


def number_shape(number: int, tag: str) -> str:
    """The slide number on a slide, which stands where its layout has it."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="number"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldNum" sz="quarter" idx="{NUMBER_PLACE}"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{number_field(tag)}</p:txBody></p:sp>"
    )


def draft_shape(number: int, words: str, tag: str) -> str:
    """The mark of a draft across a slide."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="draft"/>'
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        f'<a:xfrm rot="-1440000"><a:off x="0" y="{emu(225)}"/>'
        f'<a:ext cx="{emu(WIDTH)}" cy="{emu(90)}"/></a:xfrm>'
        f"{RECTANGLE}</p:spPr>"
        '<p:txBody><a:bodyPr wrap="none" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r>'
        f'<a:rPr lang="{tag}" sz="6000" b="1"><a:solidFill><a:srgbClr val="E3E6EA"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/></a:rPr><a:t>{escape(words)}</a:t></a:r></a:p></p:txBody>'
        "</p:sp>"
    )
