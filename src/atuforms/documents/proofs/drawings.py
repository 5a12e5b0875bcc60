"""What lies over the words of a PDF: annotations, pictures and curves that no record has."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from PIL import ImageChops

from atuforms.core.files.input_files import damaged
from atuforms.core.locks import PDFIUM
from atuforms.documents.proofs.packages import pikepdf, pypdfium2
from atuforms.documents.proofs.proof import Difference

_MOST_FILES: Final = 20
_RECORD: Final = "record.json"
_EDGE: Final = 1.5
"""Points at the edges of a box that may touch letters beside it."""
_DPI: Final = 60
_DARKER: Final = 96
"""Of 255 levels of grey: less is the rounding of edges."""
_MOST_PIXELS: Final = 12
"""That may differ on a page; a figure of a number has more."""


def notes(data: bytes, file: str) -> Iterator[Difference]:
    """What was put on the pages with a program for comments: notes, stamps, white boxes.

    Links and the field for a person's signature are not meant, unless they cover words; nor is the
    one file that is attached.
    """
    covered = _Words(data, file)
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for name in list(document.attachments)[:_MOST_FILES]:
                if name != _RECORD:
                    yield Difference("", None, name)
            for number, page in enumerate(document.pages):
                for each in page.obj.get("/Annots", ()):
                    if not _is_harmless(each, covered, number):
                        words = str(each.get("/Contents", each.get("/V", each.get("/Subtype"))))
                        yield Difference("", None, words)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        raise damaged(file) from None


def _is_harmless(annotation: Any, words: _Words, page: int) -> bool:
    kind = str(annotation.get("/Subtype", ""))
    if "/AP" not in annotation:
        return kind in ("/Link", "/Popup") or _is_signature(annotation)
    return _is_signature(annotation) and not words.under(page, annotation.get("/Rect", ()))


def _is_signature(annotation: Any) -> bool:
    return str(annotation.get("/Subtype", "")) == "/Widget" and (
        str(annotation.get("/FT", "")) == "/Sig"
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a document, by where they stand."""

    data: bytes
    file: str

    def under(self, page: int, box: Iterable[Any]) -> bool:
        """Whether words of a page stand in a box, but for its edges."""
        left, bottom, right, top = (float(each) for each in box)
        left, right = sorted((left, right))
        bottom, top = sorted((bottom, top))
        with PDFIUM:
            try:
                document = pypdfium2.PdfDocument(self.data)
                try:
                    return _has_words(document[page], (left, bottom, right, top))
                finally:
                    document.close()
            except pypdfium2.PdfiumError:
                raise damaged(self.file) from None


def _has_words(page: Any, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    inner = (left + _EDGE, bottom + _EDGE, right - _EDGE, top - _EDGE)
    return inner[0] < inner[2] and bool(page.get_textpage().get_text_bounded(*inner).strip())


def is_drawn_over(expected: bytes, found: bytes, file: str, *, one_more: bool = False) -> bool:
    """Whether pages with the same words look otherwise: something is painted over them.

    :param one_more: whether there may be a picture more, as is the logo where pictures were not
        signed. It must cover no words, and nothing else may have been drawn.
    """
    with PDFIUM:
        try:
            ours, theirs = pypdfium2.PdfDocument(expected), pypdfium2.PdfDocument(found)
            try:
                if len(ours) != len(theirs):
                    return True
                return any(
                    _differ(ours[number], theirs[number], one_more) for number in range(len(ours))
                )
            finally:
                ours.close()
                theirs.close()
        except pypdfium2.PdfiumError:
            raise damaged(file) from None


def _differ(ours: Any, theirs: Any, one_more: bool) -> bool:
    if ours.get_size() != theirs.get_size():
        return True
    pictures = _objects(theirs, pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
    more = len(pictures) - len(_objects(ours, pypdfium2.raw.FPDF_PAGEOBJ_IMAGE))
    if one_more and more == 1:
        curves = pypdfium2.raw.FPDF_PAGEOBJ_PATH
        drawn = len(_objects(theirs, curves)) > len(_objects(ours, curves))
        return drawn or any(_has_words(theirs, each.get_bounds()) for each in pictures)
    one, other = (
        page.render(
            scale=_DPI / 72, grayscale=True, may_draw_forms=False, draw_annots=False
        ).to_pil()
        for page in (ours, theirs)
    )
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[_DARKER:]) > _MOST_PIXELS


def _objects(page: Any, kind: int) -> list[Any]:
    return list(page.get_objects(filter=[kind]))
