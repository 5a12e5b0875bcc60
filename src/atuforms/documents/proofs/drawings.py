"""What lies over the words of a PDF: annotations, pictures and curves that no record has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from PIL import ImageChops

from atuforms.core.files.input_files import damaged
from atuforms.core.locks import PDFIUM
from atuforms.documents.proofs.packages import pikepdf, pypdfium2
from atuforms.documents.proofs.proof import Difference

_MOST_PAGES: Final = 50
_DPI: Final = 60
_DARKER: Final = 96
"""Of 255 levels of grey: less is the rounding of edges."""
_MOST_PIXELS: Final = 12
"""That may differ on a page; a figure of a number has more."""


def notes(data: bytes, file: str) -> Iterator[Difference]:
    """What was put on the pages with a program for comments: notes, stamps, white boxes.

    Links and the field for a person's signature are not meant.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for page in document.pages[:_MOST_PAGES]:
                for each in page.obj.get("/Annots", ()):
                    if not _is_harmless(each):
                        words = str(each.get("/Contents", each.get("/V", each.get("/Subtype"))))
                        yield Difference("", None, words)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        raise damaged(file) from None


def _is_harmless(annotation: Any) -> bool:
    kind = str(annotation.get("/Subtype", ""))
    signature = kind == "/Widget" and str(annotation.get("/FT", "")) == "/Sig"
    return kind in ("/Link", "/Popup") or signature


def is_drawn_over(expected: bytes, found: bytes, file: str) -> bool:
    """Whether pages with the same words look otherwise: something is painted over them.

    Where the one has a picture more, such as the logo of the machine that printed it, that cannot
    be told.
    """
    with PDFIUM:
        try:
            ours, theirs = pypdfium2.PdfDocument(expected), pypdfium2.PdfDocument(found)
            try:
                if len(ours) != len(theirs):
                    return True
                return any(
                    _differ(ours[number], theirs[number])
                    for number in range(min(len(ours), _MOST_PAGES))
                )
            finally:
                ours.close()
                theirs.close()
        except pypdfium2.PdfiumError:
            raise damaged(file) from None


def _differ(ours: Any, theirs: Any) -> bool:
    if ours.get_size() != theirs.get_size():
        return True
    if _pictures(theirs) == _pictures(ours) + 1:
        return False
    one, other = (
        page.render(
            scale=_DPI / 72, grayscale=True, may_draw_forms=False, draw_annots=False
        ).to_pil()
        for page in (ours, theirs)
    )
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[_DARKER:]) > _MOST_PIXELS


def _pictures(page: Any) -> int:
    return sum(1 for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
