"""Pictures of a PDF, coded once in a process.

WeasyPrint decodes and codes a PNG anew for every document that shows it. Here a picture is kept in
the form in which a PDF has it, and a PNG without transparency is not even decoded: a PDF holds the
same compressed rows.
"""

from __future__ import annotations

import hashlib
import struct
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pydyf
from PIL import Image
from weasyprint.images import RasterImage

from atuforms.rendering.qr_code import QrCode

_KEPT = 64
"""Pictures that are remembered."""
_KEPT_BYTES = 64_000_000

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOURS = 0, 2


class Pictures:
    """The pictures of the last documents, by their bytes; for one thread at a time."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, _Picture] = OrderedDict()

    def __len__(self) -> int:
        return len(self._known)

    def shown(self, images: Mapping[str, bytes], prefix: str) -> dict[str, Any]:
        """What WeasyPrint takes for its cache: the pictures of a document by their addresses.

        What is no picture is left out; WeasyPrint says what is wrong with it.
        """
        found: dict[str, Any] = {}
        for name, data in images.items():
            picture = self._picture(data)
            if picture is not None:
                found[f"{prefix}{name}"] = picture
        return found

    def _picture(self, data: bytes) -> _Picture | None:
        if data in self._known:
            self._known.move_to_end(data)
            return self._known[data]
        try:
            made = _Picture(data)
        except (OSError, ValueError):
            return None
        self._known[data] = made
        while len(self._known) > 1 and (
            len(self._known) > _KEPT or sum(map(len, self._known)) > _KEPT_BYTES
        ):
            self._known.popitem(last=False)
        return made


class _Picture(RasterImage):  # type: ignore[misc]  # has no types
    """A picture whose object in a PDF is made once and copied for each document."""

    def __init__(self, data: bytes) -> None:
        name = hashlib.md5(data, usedforsecurity=False).hexdigest()
        super().__init__(Image.open(BytesIO(data)), name, data)
        self._rows = _compressed_rows(data) if self.format == "PNG" else b""
        self._made: dict[tuple[bool, float], Any] = {}
        if self.format == "PNG":
            # By what a PDF holds of it: a file taken out of a PDF makes the same PDF again.
            self.id = hashlib.md5(self._rows or self._coded(), usedforsecurity=False).hexdigest()

    def _coded(self) -> bytes:
        """What a PDF holds of a picture that has to be written anew."""
        made = self._made[True, 1.0] = super().get_x_object(True, 1.0)
        mask = made.extra.get("SMask")
        parts = [*made.stream, *(mask.stream if mask is not None else ())]
        return b"".join(part if isinstance(part, bytes) else part.data for part in parts)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:
        key = (interpolate, dpi_ratio)
        if key not in self._made:
            self._made[key] = super().get_x_object(interpolate, dpi_ratio)
        return _copy(self._made[key])

    def _get_png_data(self, picture: Any) -> bytes:
        # The copy that a mask is made of has other rows.
        return self._rows or bytes(RasterImage._get_png_data(picture))


class CodeStream(pydyf.Stream):  # type: ignore[misc]  # has no types
    """The object of a code: the one picture that differs in every document of a structure."""


class ShownCode:
    """A code as WeasyPrint shows pictures; its object has one bit a pixel, as the code has."""

    def __init__(self, code: QrCode) -> None:
        self._code = code
        self.id = "proof"
        self.width = code.width
        self.height = code.height
        self.ratio = 1.0

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        return self.width / resolution, self.height / resolution, self.ratio

    draw = RasterImage.draw
    _dpi = None

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:
        return CodeStream([self._code.rows], _entries(self._code))


def code_object(code: QrCode) -> bytes:
    """The object of a code, in the place of the one that a page was laid out with."""
    entries = pydyf.Dictionary({**_entries(code), "Length": len(code.rows)})
    return b"%b\nstream\n%b\nendstream" % (entries.data, code.rows)


def _entries(code: QrCode) -> Any:
    """What the object of a code says of it."""
    return pydyf.Dictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": code.width,
            "Height": code.height,
            "BitsPerComponent": 1,
            "ColorSpace": "/DeviceGray",
            "Interpolate": "false",
            "Filter": "/FlateDecode",
        }
    )


def _copy(stream: Any) -> Any:
    """A new object like this one: its numbers in a document are its own."""
    extra = pydyf.Dictionary(stream.extra)
    if "SMask" in extra:
        extra["SMask"] = _copy(extra["SMask"])
    return pydyf.Stream(list(stream.stream), extra, compress=stream.compress)


def _compressed_rows(data: bytes) -> bytes:
    """The rows of a PNG as a PDF takes them; empty if they have to be written anew."""
    if not data.startswith(_SIGNATURE):
        return b""
    rows = []
    for kind, content in _chunks(data):
        if kind == b"IHDR":
            depth, colours, _, _, interlaced = content[8:13]
            if depth != 8 or colours not in (_GREY, _COLOURS) or interlaced:
                return b""
        elif kind == b"tRNS":
            return b""
        elif kind == b"IDAT":
            rows.append(content)
    return b"".join(rows)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + length]
        at += length + 12
