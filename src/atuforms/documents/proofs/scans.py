"""The codes on the pages of a document: of a picture or a scan, of a PDF, of a Word document."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from atuforms.core.files.input_files import damaged, strange, too_large
from atuforms.core.files.office import Parts
from atuforms.core.locks import DECODING, FIRST_USE, PDFIUM
from atuforms.core.picture_data import JPEG, PNG, Damaged, Strange, as_shown, size_of
from atuforms.documents.proofs.packages import pypdfium2, zxingcpp

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES: Final = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_MAX_PIXELS: Final = 60_000_000
_MOST_PAGES: Final = 20
"""Of a PDF; a certificate has one, seldom two."""
_MOST_PICTURES: Final = 20
"""Of a Word document."""
_RESOLUTIONS: Final = (220, 300)
"""Dots an inch at which a page is drawn, the second where the first shows no code."""
_LARGEST_PAGE: Final = 20_000_000
"""Pixels of a page that is drawn."""
_FORMATS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_TOKEN = re.compile(r"(?:^|#)([A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]+)$")


def token_in(text: str) -> str:
    """The signed text in what a code holds: alone, or behind an address; empty if there is none."""
    found = _TOKEN.search("".join(text.split()))
    return found[1] if found else ""


def codes_of_picture(data: bytes, file: str) -> list[str]:
    """What the codes in a picture hold.

    :raises UnreadableInput: if it is none that can be decoded, or too large.
    """
    with FIRST_USE:
        from PIL import Image, UnidentifiedImageError
    if data.startswith((PNG, JPEG)):
        data = _unharmful(data, file)
    with DECODING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=PICTURES) as image:
                if image.width * image.height > _MAX_PIXELS:
                    raise too_large(file, _MAX_PIXELS)
                grey = image.convert("L")
        except UnidentifiedImageError:
            raise damaged(file) from None
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
            raise damaged(file) from None
    return _codes(grey)


def _unharmful(data: bytes, file: str) -> bytes:
    """A PNG or JPEG picture that is not built to take long, upright."""
    width, height = size_of(data)
    if width * height > _MAX_PIXELS:
        raise too_large(file, _MAX_PIXELS)
    try:
        return as_shown(data)[0]
    except Damaged:
        raise damaged(file) from None
    except Strange:
        raise strange(file) from None


def codes_of_pages(data: bytes, file: str) -> list[str]:
    """What the codes on the pages of a PDF hold, drawn as they are printed.

    :raises UnreadableInput: if it cannot be drawn.
    """
    found: list[str] = []
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                for number in range(min(len(document), _MOST_PAGES)):
                    found += _codes_of(document[number], file)
            finally:
                document.close()
        except pypdfium2.PdfiumError:
            raise damaged(file) from None
    return found


def codes_of_office(office: Parts) -> list[str]:
    """What the codes among the pictures of a Word document hold."""
    found: list[str] = []
    for name in list(_pictures(office))[:_MOST_PICTURES]:
        found += codes_of_picture(office.read(name, _MAX_PIXELS), office.file)
    return found


def _pictures(office: Parts) -> Iterator[str]:
    for name in sorted(office.names):
        if name.startswith(("word/media/", "Pictures/")) and name.lower().endswith(
            (".png", ".jpg", ".jpeg")
        ):
            yield name


def _codes_of(page: Any, file: str) -> list[str]:
    for resolution in _RESOLUTIONS:
        if found := _codes(_drawn(page, file, resolution / 72)):
            return found
    return []


def _drawn(page: Any, file: str, scale: float) -> Image:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise strange(file)
    scale = min(scale, (_LARGEST_PAGE / (width * height)) ** 0.5)
    drawn: Image = page.render(scale=scale, grayscale=True).to_pil()
    return drawn


def _codes(image: Image) -> list[str]:
    """The QR codes of a picture; a small or soft one is tried larger and sharpened, too."""
    for factor, sharpened in ((1, 0), (2, 0), (1, 1.2), (3, 4)):
        if image.width * image.height * factor * factor > _MAX_PIXELS:
            continue
        found = zxingcpp.read_barcodes(_clearer(image, factor, sharpened), formats=_FORMATS)
        if found:
            return [each.text for each in found]
    return []


def _clearer(image: Image, factor: int, sharpened: float) -> Image:
    with FIRST_USE:
        from PIL.Image import Resampling
        from PIL.ImageFilter import UnsharpMask
    if factor > 1:
        size = image.width * factor, image.height * factor
        image = image.resize(size, Resampling.BICUBIC)
    return image.filter(UnsharpMask(sharpened, 400, 0)) if sharpened else image
