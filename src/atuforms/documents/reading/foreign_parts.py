"""What a document holds that no words can be read from: charts, diagrams, objects, other files."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from atuforms.documents.reading.word_contents import Spot, W, is_passed_over, text_of, visible

_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_KINDS = ("/diagram", "/chart", "/lockedCanvas")
_TAGS = frozenset(
    (f"{W}altChunk", f"{W}subDoc", f"{W}object", f"{W}contentPart", _IMAGE, _WORD_ART)
)


def foreign_parts(root: etree._Element) -> Iterator[Spot]:
    """Where each of them stands; a picture of the kind that Word drew before 2007 is one too."""
    if next(root.iter(*_TAGS, _GRAPHIC, _ALTERNATIVE), None) is None:
        return
    spots: dict[etree._Element, Spot] = {}
    for found, at in _foreign(root, None):
        spots = spots or dict(visible(root))
        around = (spots[each] for each in found.iterancestors() if each in spots)
        yield next(around, spots.get(at, Spot(0)) if at is not None else Spot(0))


def _foreign(
    element: etree._Element, before: etree._Element | None
) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Each of them with the last paragraph before it."""
    for child in element:
        if is_passed_over(child):
            continue
        if (
            child.tag in _TAGS
            or (child.tag == _GRAPHIC and _is_foreign(child))
            or (child.tag == _ALTERNATIVE and _hides_words(child))
        ):
            yield child, before
            continue
        if child.tag == f"{W}p":
            before = child
        yield from _foreign(child, before)


def _hides_words(alternative: etree._Element) -> bool:
    """Whether words stand only in what is shown by programs that do not know the other."""
    if text_of(alternative):
        return False
    return any((each.text or "").strip() for each in alternative.iter(f"{W}t"))


def _is_foreign(graphic: etree._Element) -> bool:
    return any(kind in graphic.get("uri", "") for kind in _KINDS)
