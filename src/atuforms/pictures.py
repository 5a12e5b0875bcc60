"""Pictures that a document shows: checked before anything else touches them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from atuforms.exceptions import UnreadableInput

MAX_BYTES = 10_000_000
MAX_PIXELS = 60_000_000

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Start-of-frame markers of JPEG; C4, C8 and CC are other things.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG picture with its size in pixels; ``name`` is the file it came from."""

    name: str
    data: bytes
    width: int
    height: int

    def __bool__(self) -> bool:
        return True


def image_format(data: bytes) -> str:
    """``png`` or ``jpeg``, from the picture's own first bytes; empty for anything else."""
    if data.startswith(_PNG):
        return "png"
    return "jpeg" if data.startswith(_JPEG) else ""


def read_picture(path: Path, name: str = "") -> Picture:
    """The picture in a file.

    :raises UnreadableInput: if it is missing, larger than 10 MB, neither PNG nor JPEG, or damaged.
    """
    shown = name or path.name
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableInput(
                "{file}: the picture has {size} MB, at most {limit} MB can be printed. "
                "Save it smaller.",
                file=shown,
                size=round(size / 1_000_000, 1),
                limit=MAX_BYTES // 1_000_000,
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(
            "There is no picture {file}. Put it beside the record, or correct its name.", file=shown
        ) from None
    except OSError as error:
        raise UnreadableInput(
            "{file} cannot be read: {reason}.", file=shown, reason=error.strerror or str(error)
        ) from None
    width, height = _size(data)
    if not width or not height:
        raise UnreadableInput(
            "{file} is not a PNG or JPEG picture. Save it as PNG or JPEG.", file=shown
        )
    if width * height > MAX_PIXELS:
        raise UnreadableInput(
            "{file}: the picture has {width} × {height} pixels, which is too many. "
            "Save it smaller.",
            file=shown,
            width=width,
            height=height,
        )
    return Picture(shown, data, width, height)


def _size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; zeros for what is no sound picture."""
    if data.startswith(_PNG) and len(data) >= 33 and data[12:16] == b"IHDR":
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if not data.startswith(_JPEG):
        return 0, 0
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        at += 2 + length
    return 0, 0
