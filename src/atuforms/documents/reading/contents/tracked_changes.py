"""Changes that somebody tracked in Word, read as they are once they are accepted.

What was deleted is passed over wherever it stands. Here paragraphs go whose ends were deleted: one
that shows nothing more takes its fields with it, and one that does goes on with the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from atuforms.documents.reading.contents.framed_pictures import BLIP
from atuforms.documents.reading.contents.word_contents import MATH, W, is_passed_over, raw_text

_PARAGRAPH, _CONTROL, _LOOK = f"{W}p", f"{W}sdt", f"{W}pPr"
_ENDS = tuple(f"{_LOOK}/{W}rPr/{W}{name}" for name in ("del", "moveFrom"))
_FRAME = f"{W}customXmlDelRangeStart"
_TRACKED = re.compile(rb"[:<](?:ins|del|moveFrom|moveTo|customXmlDel\w+|\w{1,20}Change)[\s/>]")
_SHOWN = frozenset((BLIP, MATH, f"{W}object", f"{W}pict"))


def may_be_tracked(content: bytes) -> bool:
    """Whether the XML of a document has any element of a change that was tracked."""
    return _TRACKED.search(content) is not None


def accepted(root: etree._Element) -> etree._Element:
    """The same document without the paragraphs and fields that were deleted while tracked.

    Every paragraph stays where it is counted, if only as an empty one.
    """
    for start in list(root.iter(_FRAME)):
        control = start.getnext()
        if control is not None and control.tag == _CONTROL and not _shows(control):
            _take_out(control)
    for paragraph in reversed(list(root.iter(_PARAGRAPH))):
        if all(paragraph.find(end) is None for end in _ENDS):
            continue
        if not _shows(paragraph):
            for control in list(paragraph.iter(_CONTROL)):
                _take_out(control)
        elif (following := _following(paragraph)) is not None:
            _join(paragraph, following)
    return root


def _shows(element: etree._Element) -> bool:
    """Whether anything is left of an element that a reader sees."""
    return bool(raw_text(element).strip()) or any(_signs(element))


def _signs(element: etree._Element) -> Iterator[bool]:
    for child in element:
        if not is_passed_over(child):
            yield child.tag in _SHOWN
            yield from _signs(child)


def _following(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph right behind; marks may stand between."""
    for each in paragraph.itersiblings():
        if each.tag == _PARAGRAPH:
            return each
        if len(each):
            return None
    return None


def _join(paragraph: etree._Element, following: etree._Element) -> None:
    """Put the words of the next paragraph behind, in the look of that."""
    look = paragraph.find(_LOOK)
    if look is not None:
        paragraph.remove(look)
    for child in list(following):
        if child.tag == _LOOK:
            paragraph.insert(0, child)
        else:
            paragraph.append(child)


def _take_out(control: etree._Element) -> None:
    parent = control.getparent()
    if parent is not None:
        parent.remove(control)
