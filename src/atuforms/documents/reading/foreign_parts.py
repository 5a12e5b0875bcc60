"""What a document holds that no words can be read from: charts, diagrams, objects, other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from atuforms.documents.reading.word_contents import Spot, W, is_passed_over

_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_KINDS = ("/diagram", "/chart", "/lockedCanvas")
_TAGS = frozenset((f"{W}altChunk", f"{W}subDoc", f"{W}object", f"{W}contentPart", _IMAGE))
FOREIGN = (*_TAGS, _GRAPHIC)
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
        if child.tag in _TAGS or (child.tag == _GRAPHIC and _is_foreign(child)):
            yield child
        else:
            yield from _foreign(child)


def _is_foreign(graphic: etree._Element) -> bool:
    return any(kind in graphic.get("uri", "") for kind in _KINDS)
