"""The pictures that the pages of a PDF show, by the names that its record gives them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

from PIL import Image

from atuforms.core.files.input_files import damaged
from atuforms.core.locks import PDFIUM
from atuforms.documents.proofs.packages import pypdfium2
from atuforms.forms.base import Form
from atuforms.records.inventory import passages_of, pictures_of

_MOST_PAGES: Final = 200
_MOST_PIXELS: Final = 60_000_000
"""Of all pictures together, of which no more are taken."""
_NO_PICTURE: Final = (4, 3)
"""The size of what stands for a picture that the pages do not show."""


def pictures_on_pages(form: Form, data: bytes, file: str) -> dict[str, bytes]:
    """A picture for each name in the record, in the order of the pages.

    :raises UnreadableInput: if the pages cannot be read.
    """
    names = [each.name for each in pictures_of(form)]
    names += [name for each in passages_of(form) for name in each.files]
    if not names:
        return {}
    found = list(_images(data, file))
    # A logo stands before the pictures of the record.
    found = found[max(0, len(found) - len(names)) :]
    found += [_png(Image.new("RGB", _NO_PICTURE, "white"))] * (len(names) - len(found))
    pictures: dict[str, bytes] = {}
    for name, picture in zip(names, found, strict=True):
        pictures.setdefault(name, picture)
    return pictures


def _images(data: bytes, file: str) -> Iterator[bytes]:
    left = _MOST_PIXELS
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                for number in range(min(len(document), _MOST_PAGES)):
                    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
                    for each in document[number].get_objects(filter=kinds):
                        width, height = each.get_px_size()
                        left -= width * height
                        if left < 0 or not width or not height:
                            return
                        yield _png(each.get_bitmap().to_pil().convert("RGB"))
            finally:
                document.close()
        except pypdfium2.PdfiumError:
            raise damaged(file) from None


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    return stream.getvalue()
