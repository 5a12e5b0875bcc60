"""The codes on the pages of a document: of a picture or a scan, of a PDF, of a Word document."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import damaged, strange, too_many_pages, too_many_pixels
from atuforms.core.files.office import Parts
from atuforms.core.locks import DECODING, FIRST_USE, PDFIUM
from atuforms.core.picture_data import JPEG, PNG, Damaged, Strange, as_shown, size_of
from atuforms.documents.proofs.packages import pypdfium2, zxingcpp

if TYPE_CHECKING:
    from PIL.Image import Image

PICTURES: Final = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_MAX_PIXELS: Final = 60_000_000
_MOST_PAGES: Final = 1_000
"""Of a PDF; a certificate has one, seldom two."""
_MOST_SEARCHED: Final = 40
"""Pages with pictures or drawings that are looked at."""
_MOST_SCANS: Final = 12
"""Pages of which poor scans are made clearer, which takes a second each."""
_MOST_OBJECTS: Final = 20_000
_FEWEST_MODULES: Final = 21
"""On each side of a code."""
_FEWEST_LINES: Final = 400
"""Of a code that is drawn, not a picture."""
_MOST_PICTURES: Final = 20
"""Of a Word document."""
_RESOLUTIONS: Final = (220, 300)
"""Dots an inch at which a page is drawn, the second where the first shows no code."""
_COVERED: Final = 0.8
"""The part of a page that a scan of it takes up."""
_LARGEST_PAGE: Final = 20_000_000
"""Pixels of a page that is drawn."""
_FORMATS: Final = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_AS_IT_IS: Final = ((1, 0.0),)
_CLEARER: Final = ((2, 0.0), (1, 1.2), (3, 4.0))
"""How a small or soft picture is looked at: how much larger, and how much sharpened."""
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200d\u2060\ufeff]+")
"""Blanks, and signs without a width that programs put into a text that is copied."""
_TOKEN = re.compile(r"(?:^|#)([A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]+)$")


def token_in(text: str) -> str:
    """The signed text in what a code holds: alone, or behind an address; empty if there is none."""
    found = _TOKEN.search(_UNSEEN.sub("", text))
    return found[1] if found else ""


def codes_of_picture(data: bytes, file: str) -> list[str]:
    """What the codes in a picture hold.

    :raises UnreadableInput: if it is none that can be decoded, or too large.
    """
    return _codes(_grey(data, file), (*_AS_IT_IS, *_CLEARER))


def _grey(data: bytes, file: str) -> Image:
    with FIRST_USE:
        from PIL import Image, UnidentifiedImageError
    if data.startswith((PNG, JPEG)):
        data = _unharmful(data, file)
    with DECODING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=PICTURES) as image:
                if image.width * image.height > _MAX_PIXELS:
                    raise too_many_pixels(file, image.width, image.height)
                return image.convert("L")
        except UnidentifiedImageError:
            raise damaged(file) from None
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
            raise damaged(file) from None


def _unharmful(data: bytes, file: str) -> bytes:
    """A PNG or JPEG picture that is not built to take long, upright."""
    width, height = size_of(data)
    if width * height > _MAX_PIXELS:
        raise too_many_pixels(file, width, height)
    try:
        return as_shown(data)[0]
    except Damaged:
        raise damaged(file) from None
    except Strange:
        raise strange(file) from None


def codes_of_pages(data: bytes, file: str, *, thorough: bool = True) -> list[str]:
    """What the codes on the pages of a PDF hold, drawn as they are printed.

    Only pages that show pictures or drawings are searched: words are no code.

    :param thorough: whether poor scans are made clearer, should no page show a code as it is.
    :raises UnreadableInput: if it cannot be drawn, or has more such pages than can be searched.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                return _codes_of(document, file, thorough=thorough)
            finally:
                document.close()
        except pypdfium2.PdfiumError:
            raise damaged(file) from None


def is_scan(data: bytes, file: str) -> bool:
    """Whether each page is a picture as large as the page, whatever words lie upon it.

    :raises UnreadableInput: if it is no PDF.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                return all(map(_is_scanned, document))
            finally:
                document.close()
        except pypdfium2.PdfiumError:
            raise damaged(file) from None


def _is_scanned(page: Any) -> bool:
    whole = page.get_width() * page.get_height()
    pictures = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    return any(_area(each.get_bounds()) >= _COVERED * whole for each in pictures)


def _area(bounds: Sequence[float]) -> float:
    left, lower, right, upper = bounds
    return (right - left) * (upper - lower)


def _codes_of(document: Any, file: str, *, thorough: bool) -> list[str]:
    if len(document) > _MOST_PAGES:
        raise too_many_pages(file, _MOST_PAGES)
    searched = [number for number in range(len(document)) if _may_show_code(document[number])]
    found: list[str] = []
    for number in searched[:_MOST_SEARCHED]:
        found += _codes_as_drawn(document[number], file)
    if found or not thorough:
        return found
    for number in searched[:_MOST_SCANS]:
        found += _codes(_drawn(document[number], file, _RESOLUTIONS[0] / 72), _CLEARER)
        if found:
            return found
    if len(searched) > _MOST_SCANS:
        raise _too_many(file, _MOST_SCANS)
    return found


def _too_many(file: str, count: int) -> UnreadableInput:
    return UnreadableInput(
        "{file}: no code was found on the first {count} pages that may show one. Give the page "
        "with the code alone.",
        file=file,
        count=count,
    )


def _may_show_code(page: Any) -> bool:
    """Whether a page has a picture of as many pixels as a code has modules, or many lines."""
    raw = pypdfium2.raw
    lines = 0
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING]
    for count, each in enumerate(page.get_objects(filter=kinds)):
        if each.type == raw.FPDF_PAGEOBJ_IMAGE:
            if min(each.get_px_size()) >= _FEWEST_MODULES:
                return True
        elif each.type == raw.FPDF_PAGEOBJ_PATH:
            lines += max(0, raw.FPDFPath_CountSegments(each))
        if lines >= _FEWEST_LINES or count >= _MOST_OBJECTS:
            return True
    return False


def codes_of_office(office: Parts) -> list[str]:
    """What the codes among the pictures of a Word document hold."""
    found: list[str] = []
    for name in list(_pictures(office))[:_MOST_PICTURES]:
        picture = _grey(office.read(name, _MAX_PIXELS), office.file)
        found += _codes(picture, _AS_IT_IS)
    return found


def _pictures(office: Parts) -> Iterator[str]:
    for name in sorted(office.names):
        if name.startswith(("word/media/", "Pictures/")) and name.lower().endswith(
            (".png", ".jpg", ".jpeg")
        ):
            yield name


def _codes_as_drawn(page: Any, file: str) -> list[str]:
    for resolution in _RESOLUTIONS:
        if found := _codes(_drawn(page, file, resolution / 72), _AS_IT_IS):
            return found
    return []


def _drawn(page: Any, file: str, scale: float) -> Image:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise strange(file)
    scale = min(scale, (_LARGEST_PAGE / (width * height)) ** 0.5)
    drawn: Image = page.render(scale=scale, grayscale=True).to_pil()
    return drawn


def _codes(image: Image, ways: Sequence[tuple[int, float]]) -> list[str]:
    """The QR codes of a picture, looked at in each of these ways until there are some."""
    for factor, sharpened in ways:
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
