"""What a document holds that no words can be read from: charts, diagrams, objects, other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from atuforms.documents.reading.contents.word_contents import Spot, W, is_passed_over, text_of

_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_KINDS = ("/diagram", "/chart", "/lockedCanvas")
_TAGS = frozenset(
    (f"{W}altChunk", f"{W}subDoc", f"{W}object", f"{W}contentPart", _IMAGE, _WORD_ART)
)
FOREIGN = (*_TAGS, _GRAPHIC, _ALTERNATIVE)
"""Elements that may be one of them."""


def foreign_parts(root: etree._Element, spots: Mapping[etree._Element, Spot]) -> Iterator[Spot]:
    """Where each of them stands; a picture of the kind that Word drew before 2007 is one too.

    :param spots: where the parts of the document, its paragraphs and tables stand.
    """
    if next(root.iter(*FOREIGN), None) is None:
        return
    for found in _foreign(root):
        around = (spots[each] for each in (found, *found.iterancestors()) if each in spots)
        yield next(around, Spot(0))


def _foreign(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if is_passed_over(child):
            continue
        if (
            child.tag in _TAGS
            or (child.tag == _GRAPHIC and _is_foreign(child))
            or (child.tag == _ALTERNATIVE and _hides_words(child))
        ):
            yield child
        else:
            yield from _foreign(child)


def _hides_words(alternative: etree._Element) -> bool:
    """Whether words stand only in what is shown by programs that do not know the other."""
    if text_of(alternative):
        return False
    return any((each.text or "").strip() for each in alternative.iter(f"{W}t"))


def _is_foreign(graphic: etree._Element) -> bool:
    return any(kind in graphic.get("uri", "") for kind in _KINDS)
