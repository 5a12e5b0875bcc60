"""Paragraphs of words and controls alone, of which most documents consist, read in one go.

What they say is what :mod:`.word_contents` finds in any paragraph, to which all others are left.
"""

from __future__ import annotations

from lxml import etree

from atuforms.documents.reading.contents.characters import TELLING
from atuforms.documents.reading.contents.struck_words import LOOKS
from atuforms.documents.reading.contents.word_contents import (
    KINDS,
    WRAPPERS,
    Control,
    ControlKind,
    Spot,
    W,
    day_of,
    names_in,
    plain,
)

_RUN, _TEXT, _LOOK, _BREAK = f"{W}r", f"{W}t", f"{W}rPr", f"{W}br"
_CONTROL, _PROPERTIES, _CONTENT = f"{W}sdt", f"{W}sdtPr", f"{W}sdtContent"
_PICTURE = f"{W}picture"
_OF_RUN = {_BREAK: "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"} | dict.fromkeys(
    (f"{W}lastRenderedPageBreak", f"{W}softHyphen"), ""
)
_SILENT = frozenset(f"{W}{name}" for name in ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd"))
_LOOKS = frozenset((*TELLING, *LOOKS))
_OTHERS = frozenset((*WRAPPERS, _PICTURE))

Part = str | Control


def plain_parts(paragraph: etree._Element, spot: Spot) -> list[Part] | None:
    """Its words and controls, in their order; None if it holds, or may hold, anything else."""
    found: list[Part] = []
    for child in paragraph:
        tag = child.tag
        if tag == _RUN:
            part: Part | None = _words(child)
        elif tag == _CONTROL:
            part = _control(child, spot)
        elif tag in _SILENT:
            continue
        else:
            return None
        if part is None:
            return None
        found.append(part)
    return found


def _words(run: etree._Element) -> str | None:
    words = ""
    says = ends_line = False
    for each in run:
        tag = each.tag
        if tag == _TEXT:
            words += each.text or ""
            says = True
        elif tag in _OF_RUN:
            words += _OF_RUN[tag]
            ends_line = ends_line or tag == _BREAK
        elif tag != _LOOK or any(look.tag in _LOOKS for look in each):
            return None
    # A line end alone may have been moved out of a control.
    return words if says or not ends_line else None


def _control(element: etree._Element, spot: Spot) -> Control | None:
    if len(element) != 2:
        return None
    about, content = element
    if about.tag != _PROPERTIES or content.tag != _CONTENT:
        return None
    properties: dict[str, etree._Element] = {}
    for each in about:
        properties.setdefault(each.tag, each)
    if not _OTHERS.isdisjoint(properties):
        return None
    words = ""
    for each in content:
        if each.tag == _RUN:
            said = _words(each)
            if said is None:
                return None
            words += said
        elif each.tag not in _SILENT:
            return None
    kind: ControlKind = "text"
    day = ""
    if not KINDS.keys().isdisjoint(properties):
        kind = next(kind for name, kind in KINDS.items() if name in properties)
        day = day_of(properties)
    return Control(names_in(properties), plain(words), kind, spot, day)
