"""The proof of a document as a QR code: a picture of black and white modules.

zxing-cpp makes the code. A row of its modules, a byte each, is at the same time a row of a picture
with one bit a pixel and eight pixels a module, so nothing is drawn: programs that smooth pictures
leave the edges of such modules sharp.
"""

from __future__ import annotations

import functools
import struct
from dataclasses import dataclass
from typing import Any, Final

from zlib_ng import zlib_ng as zlib

from atuforms.core.exceptions import MissingDependency
from atuforms.core.locks import FIRST_USE
from atuforms.core.picture_data import PNG
from atuforms.core.pictures import Picture

SIZE: Final = "25mm"
"""Of the code with its quiet zone, on each side."""
_PIXELS: Final = 8
"""Of a module."""
_CORRECTION: Final = "L"
"""Of four levels the lowest: at a given size it has the largest modules, and what a scanner or a
printer blurs is read the better. A stain of a coin's size leaves no level readable."""
_MASK: Final = 2
"""Of eight patterns that are laid over the data. A signature has no pattern of its own that one of
them could bring out, and trying all takes fifteen times as long."""
_LEVEL: Final = 2


@dataclass(frozen=True, slots=True)
class QrCode(Picture):
    """A code as a picture; ``rows`` are its pixels, one bit each, compressed."""

    rows: bytes


def qr_code(text: str) -> QrCode:
    """The code of a text, with its quiet zone.

    :raises MissingDependency: if the extra for proofs is not installed.
    """
    try:
        with FIRST_USE:
            import zxingcpp
    except ImportError:
        raise MissingDependency(
            "Proofs need joserfc, cryptography, pikepdf, pypdfium2 and zxing-cpp. Install them: "
            'pip install "atuforms[proofs]"'
        ) from None
    code = zxingcpp.create_barcode(
        text, zxingcpp.BarcodeFormat.QRCode, ec_level=_CORRECTION, dataMask=_MASK
    )
    image = code.to_image(scale=1, add_quiet_zones=True)
    side = image.shape[0]
    modules: Any = image
    return _picture(bytes(memoryview(modules)), side)


@functools.cache
def any_code() -> QrCode:
    """A code to lay a page out with, whatever code it will have."""
    return _picture(b"\xff", 1)


def _picture(modules: bytes, side: int) -> QrCode:
    rows = [modules[at : at + side] for at in range(0, side * side, side)]
    size = side * _PIXELS
    packed = zlib.compress(b"".join(row * _PIXELS for row in rows), _LEVEL)
    scan = zlib.compress(b"".join((b"\0" + row) * _PIXELS for row in rows), _LEVEL)
    header = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    data = PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", scan) + _chunk(b"IEND", b"")
    return QrCode("proof", data, size, size, packed)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", check)
