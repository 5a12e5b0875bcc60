"""The pictures that the pages of a PDF show: what they are known by, and their bytes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from PIL import Image

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import damaged, strange, too_many_pixels
from atuforms.core.picture_data import JPEG, PNG
from atuforms.core.pictures import picture_of
from atuforms.documents.fingerprints import fingerprint, fingerprint_of_image
from atuforms.documents.proofs.packages import pikepdf

_MOST_PIXELS: Final = 120_000_000
"""Of all pictures together."""
_MOST_DRAWN: Final = 5_000
"""Pictures and parts of pages that are drawn by name."""
_DEEPEST: Final = 8
_DRAW: Final = "Do"
_KINDS: Final = {"/DeviceGray": (1, 0), "/DeviceRGB": (3, 2)}
"""Channels of a pixel, and how a PNG calls such a picture."""
_NOT_DECODED: Final = (
    pikepdf.PdfError,
    pikepdf.UnsupportedImageTypeError,
    NotImplementedError,  # What pikepdf raises of a picture in a form that it cannot decode.
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    zlib.error,
)
"""What is said of a picture that a PDF describes badly, or in a way of its own."""


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of a page; ``fingerprint`` is empty where it cannot be decoded."""

    fingerprint: str
    data: bytes = field(repr=False)


def pictures_shown(data: bytes, file: str) -> list[ShownPicture]:
    """The pictures of the pages, in the order in which they are drawn.

    :raises UnreadableInput: if the pages cannot be read, or show more than any document does.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return list(_Walk(file).pictures(document))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        raise damaged(file) from None


@dataclass
class _Walk:
    """Goes over what pages draw; a picture that is drawn twice is decoded once."""

    file: str
    pixels: int = 0
    drawn: int = 0
    known: dict[tuple[int, int], ShownPicture] = field(default_factory=dict)

    def pictures(self, document: Any) -> Iterator[ShownPicture]:
        for page in document.pages:
            yield from self._of(page.obj, page.obj.get("/Resources"), 0)

    def _of(self, content: Any, resources: Any, depth: int) -> Iterator[ShownPicture]:
        named = resources.get("/XObject") if resources is not None else None
        if named is None or not len(named):
            return
        for each in pikepdf.parse_content_stream(content, _DRAW):
            self.drawn += 1
            if self.drawn > _MOST_DRAWN:
                raise strange(self.file)
            drawn: Any = named.get(str(each.operands[0])) if each.operands else None
            kind = "" if drawn is None else str(drawn.get("/Subtype"))
            if kind == "/Image":
                yield self._picture(drawn)
            elif kind == "/Form" and depth < _DEEPEST:
                yield from self._of(drawn, drawn.get("/Resources", resources), depth + 1)

    def _picture(self, stream: Any) -> ShownPicture:
        known = self.known.get(stream.objgen)
        if known is not None and stream.objgen != (0, 0):
            return known
        self.pixels += int(stream.Width) * int(stream.Height)
        if self.pixels > _MOST_PIXELS:
            raise too_many_pixels(self.file, int(stream.Width), int(stream.Height))
        try:
            found = _decoded(stream)
        except (UnreadableInput, *_NOT_DECODED):
            found = ShownPicture("", b"")
        self.known[stream.objgen] = found
        return found


def _decoded(stream: Any) -> ShownPicture:
    raw = stream.read_raw_bytes()
    if raw.startswith(JPEG):
        data = picture_of(raw, "picture").data
        return ShownPicture(fingerprint(data), data)
    image = pikepdf.PdfImage(stream).as_pil_image()
    mask = stream.get("/SMask")
    clear = None if mask is None else pikepdf.PdfImage(mask).as_pil_image().convert("L")
    known_by = fingerprint_of_image(image, clear)
    if clear is None and (whole := _file_of_rows(stream, raw)):
        return ShownPicture(known_by, whole)
    if clear is not None:
        image = image.convert("LA" if image.mode == "L" else "RGBA")
        image.putalpha(clear)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)
    return ShownPicture(known_by, file.getvalue())


def _file_of_rows(stream: Any, rows: bytes) -> bytes:
    """The PNG file whose compressed rows a PDF has; empty if it has others."""
    parameters = stream.get("/DecodeParms", {})
    kind = _KINDS.get(str(stream.get("/ColorSpace")))
    ours = (
        kind
        and str(stream.get("/Filter")) == "/FlateDecode"
        and int(parameters.get("/Predictor", 1)) == 15
        and int(parameters.get("/Colors", 1)) == kind[0]
        and int(stream.get("/BitsPerComponent", 0)) == 8
    )
    if not ours or not kind:
        return b""
    header = struct.pack(">IIBBBBB", int(stream.Width), int(stream.Height), 8, kind[1], 0, 0, 0)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def blank_picture() -> bytes:
    """What stands for a picture that the pages do not show."""
    file = io.BytesIO()
    Image.new("RGB", (4, 3), "white").save(file, "PNG")
    return file.getvalue()


def by_order(names: Sequence[str], shown: Sequence[ShownPicture]) -> dict[str, bytes]:
    """A picture for each name, in the order of the pages: for what no fingerprints tell."""
    # A logo stands before the pictures of the record.
    found = [each.data or blank_picture() for each in shown][max(0, len(shown) - len(names)) :]
    found += [blank_picture()] * (len(names) - len(found))
    return dict(reversed(list(zip(names, found, strict=True))))
