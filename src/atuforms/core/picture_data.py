"""From the bytes of a PNG or JPEG file to those that a document shows.

Every format is given the same bytes: upright, in 8 bits and screen colours, and without what
cameras and programs note in a file, such as the place where a photo was taken.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from atuforms.core.locks import DECODING, FIRST_USE

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000
"""Of a picture that is decoded."""
MAX_SCANS = 100
"""Of a JPEG picture. Each goes over all of it again, and real ones have about ten."""

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
_SHOWN_CHUNKS = frozenset([b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"])
_START_OF_SCAN, _END = 0xDA, 0xD9
# Markers of JPEG; C4, C8 and CC are other things, and from C9 on few programs know the coding.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_USUAL_FRAMES = frozenset([0xC0, 0xC1, 0xC2])
# What programs note in a file: APP1 to APP15 and comments, save how Adobe's codes its colours.
_NOTES = frozenset([*range(0xE1, 0xF0), 0xFE]) - {0xEE}
_MARKER = re.compile(b"\xff[^\x00\xff\xd0-\xd7]")
_PLAIN_MODES = frozenset(["1", "L", "LA", "P", "RGB", "RGBA"])
_ORIENTATION = 0x0112
_UPRIGHT = 1
_SMALLEST = 8
"""By how much the decoder of JPEG makes a picture smaller at most, as it goes."""
_BAND = 64
"""Rows of a picture that are looked at together."""
_WHITE = 250
"""The darkest grey that is white on paper."""
_QUALITY = 92
"""Of photos that have to be written anew: losses that no eye sees, a tenth of the bytes."""


class Damaged(ValueError):
    """The picture is cut off, or is no picture."""


class Strange(ValueError):
    """The picture is built to take long."""


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels as the file has them; zeros for what is neither PNG nor JPEG."""
    if data.startswith(PNG) and len(data) >= 33 and data[12:16] == b"IHDR":
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(JPEG):
        for marker, start, end in _segments(data):
            if marker in _FRAMES and end - start >= 9:
                height, width = struct.unpack(">HH", data[start + 5 : start + 9])
                return width, height
    return 0, 0


class Shown(NamedTuple):
    """A picture as documents carry it: upright, in screen colours."""

    data: bytes
    width: int
    height: int
    is_blank: bool
    """Whether nothing of it is to be seen on paper: it is white, or transparent."""


def as_shown(data: bytes) -> Shown:
    """The picture as documents carry it.

    It is decoded as a whole, one picture at a time. :func:`size_of` tells before what it takes.

    :raises Damaged: if it cannot be decoded to its end.
    :raises Strange: if decoding it would take too long.
    """
    jpeg = data.startswith(JPEG)
    markers = [marker for marker, _, _ in _segments(data)] if jpeg else []
    if markers.count(_START_OF_SCAN) > MAX_SCANS:
        raise Strange
    if jpeg and _END not in markers:
        raise Damaged
    with DECODING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = _opened(data)
        if not jpeg:
            _load(image)
        width, height = image.size
        usual = _USUAL_FRAMES.issuperset(_FRAMES.intersection(markers)) if jpeg else data[24] <= 8
        turned = image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
        profile = image.info.get("icc_profile")
        if usual and not turned and not profile and image.mode in _PLAIN_MODES:
            # That it can be decoded shows in a small picture as well as in one of all pixels.
            image.draft(None, (width // _SMALLEST, height // _SMALLEST))
            _load(image)
            return Shown(_bare(data), width, height, _is_blank(image))
        _load(image)
        shown = _on_screen(image, profile)
        if shown is image and usual and not turned:
            return Shown(_bare(data), image.width, image.height, _is_blank(image))
        blank = _is_blank(shown)
        return Shown(*_written(_upright(shown, image) if turned else shown, jpeg), blank)


@dataclass(frozen=True, slots=True)
class Framing:
    """Which part of a picture is shown, and how it lies.

    The sides are what is cut off there, as shares of the whole; ``quarters`` are turns to the
    right, after the picture was mirrored.
    """

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    quarters: int = 0
    mirrored: bool = False
    upside_down: bool = False


def reframed(data: bytes, framing: Framing) -> bytes:
    """The part of a picture that is shown, in the format of the whole.

    :raises Damaged: if it cannot be decoded to its end.
    :raises Strange: if decoding it would take too long.
    """
    jpeg = data.startswith(JPEG)
    if jpeg and [each for each, _, _ in _segments(data)].count(_START_OF_SCAN) > MAX_SCANS:
        raise Strange
    with DECODING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = _opened(data)
        _load(image)
        with FIRST_USE:
            from PIL.Image import Transpose
        shown = _on_screen(image, image.info.get("icc_profile"))
        left, right = round(framing.left * image.width), round(framing.right * image.width)
        top, bottom = round(framing.top * image.height), round(framing.bottom * image.height)
        kept = left, top, max(image.width - right, left + 1), max(image.height - bottom, top + 1)
        shown = shown.crop(kept)
        shown.info.setdefault("transparency", image.info.get("transparency"))
        turns = {1: Transpose.ROTATE_270, 2: Transpose.ROTATE_180, 3: Transpose.ROTATE_90}
        asked = (
            Transpose.FLIP_LEFT_RIGHT if framing.mirrored else None,
            Transpose.FLIP_TOP_BOTTOM if framing.upside_down else None,
            turns.get(framing.quarters),
        )
        for each in asked:
            if each is not None:
                shown = shown.transpose(each)
        return _written(shown, jpeg)[0]


def _opened(data: bytes) -> Image:
    """The picture, not yet decoded."""
    with FIRST_USE:
        from PIL import Image
    try:
        return Image.open(BytesIO(data), formats=("PNG", "JPEG"))
    except MemoryError:
        raise
    # What decoders raise over broken files is not to be foreseen.
    except Exception as error:
        raise Damaged from error


def _load(image: Image) -> None:
    """Decode the picture to its end."""
    with FIRST_USE:
        from PIL import ImageFile
    # WeasyPrint lets Pillow take cut-off pictures for whole ones, in all of the process.
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.load()
    except MemoryError:
        raise
    except Exception as error:  # what decoders raise over broken files is not to be foreseen
        raise Damaged from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _on_screen(image: Image, profile: bytes | None) -> Image:
    """The picture in 8 bits and sRGB or grey; the same object where it is so."""
    with FIRST_USE:
        from PIL import Image
    if image.mode == "I;16":
        # The higher byte of each pixel; Pillow would cut off all that is lighter than 255.
        return Image.frombytes("L", image.size, image.tobytes()[1::2])
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        converted = _by_profile(image, profile)
        if converted is not None:
            return converted
    return image if image.mode in _PLAIN_MODES else image.convert("RGB")


def _by_profile(image: Image, profile: bytes) -> Image | None:
    """The picture in sRGB by its own colour profile; None if that cannot be used."""
    with FIRST_USE:
        from PIL import ImageCms
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own):
            return image
        screen = ImageCms.createProfile("sRGB")
        mode: Literal["RGBA", "RGB"] = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, own, screen, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _is_blank(image: Image) -> bool:
    """Whether all of a picture is white on paper, or transparent."""
    with FIRST_USE:
        from PIL import Image
    clear = "transparency" in image.info or image.mode in ("LA", "RGBA")
    for top in range(0, image.height, _BAND):
        band = image.crop((0, top, image.width, min(top + _BAND, image.height)))
        if clear:
            above = band.convert("RGBA")
            band = Image.new("RGB", above.size, "white")
            band.paste(above, mask=above.getchannel("A"))
        darkest, _ = cast("tuple[int, int]", band.convert("L").getextrema())
        if darkest < _WHITE:
            return False
    return True


def _upright(shown: Image, image: Image) -> Image:
    with FIRST_USE:
        from PIL import ImageOps
    shown.getexif()[_ORIENTATION] = image.getexif()[_ORIENTATION]
    return ImageOps.exif_transpose(shown)


def _written(image: Image, jpeg: bool) -> tuple[bytes, int, int]:
    file = BytesIO()
    # Pillow writes what a picture brings along, unless there is nothing.
    transparent = image.info.get("transparency")
    image.info = {} if transparent is None or image.mode == "L" else {"transparency": transparent}
    if jpeg:
        image.save(file, "JPEG", quality=_QUALITY)
    else:
        image.save(file, "PNG")
    return file.getvalue(), image.width, image.height


def _bare(data: bytes) -> bytes:
    """The file without the notes in it and what follows it."""
    if data.startswith(PNG):
        return PNG + b"".join(
            data[start:end] for kind, start, end in _chunks(data) if kind in _SHOWN_CHUNKS
        )
    kept = (data[start:end] for marker, start, end in _segments(data) if marker not in _NOTES)
    return JPEG + b"".join(kept)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a PNG file: kind, start, and end with the check sum."""
    start = len(PNG)
    while start + 12 <= len(data):
        (length,) = struct.unpack(">I", data[start : start + 4])
        kind = data[start + 4 : start + 8]
        yield kind, start, start + 12 + length
        if kind == b"IEND":
            return
        start += 12 + length


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments of the first picture in a JPEG file: marker, start, and end.

    That of a scan ends with its coded pixels.
    """
    start = len(JPEG)
    while start + 2 <= len(data) and data[start] == 0xFF:
        marker = data[start + 1]
        if marker == _END:
            yield marker, start, start + 2
            return
        if marker == 0xFF:
            # A byte to fill up.
            start += 1
            continue
        if start + 4 > len(data):
            return
        (length,) = struct.unpack(">H", data[start + 2 : start + 4])
        end = start + 2 + length
        if marker == _START_OF_SCAN:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield marker, start, end
        start = end
