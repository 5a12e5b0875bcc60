"""Fingerprints of the pictures that a document shows, by which a replaced one is known.

Of a picture its size and colours are taken, not the bytes of its file: a program that packs it
anew without loss leaves them as they are. A fingerprint is the first half of a SHA-256; nothing can
be seen in it.
"""

from __future__ import annotations

import functools
import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.locks import DECODING, FIRST_USE
from atuforms.core.pictures import picture_of
from atuforms.forms.base import Form
from atuforms.records.inventory import logo_of, passages_of, picture_named, pictures_of

if TYPE_CHECKING:
    from PIL.Image import Image

LENGTH: Final = 22
"""Characters of a fingerprint."""
_BYTES: Final = 16
_BAND: Final = 256
"""Rows of a picture that are looked at together."""


def names_of_pictures(form: Form) -> tuple[str, ...]:
    """The pictures that a form names, each once, whatever language shows them."""
    names = [each.name for each in pictures_of(form)]
    names += [name for each in passages_of(form) for name in each.files]
    return tuple(dict.fromkeys(names))


def fingerprints_of(form: Form) -> tuple[str, ...]:
    """The fingerprint of the logo, then of each picture of a form.

    One that is not there, as that of another language may be, has an empty one. Without any
    picture there is nothing.
    """
    logo = logo_of(form)
    names = names_of_pictures(form)
    if logo is None and not names:
        return ()
    return (fingerprint(logo.data) if logo else "", *(_of_name(form, name) for name in names))


def fingerprints_by_name(form: Form) -> dict[str, str]:
    """The fingerprint of each picture of a form that is there, by the name that the form gives."""
    known = ((name, _of_name(form, name)) for name in names_of_pictures(form))
    return {name: told for name, told in known if told}


def _of_name(form: Form, name: str) -> str:
    try:
        return fingerprint(picture_named(form, name).data)
    except UnreadableInput:
        return ""


def fingerprint_shown(data: bytes) -> str:
    """The fingerprint of a picture as documents show it; empty if it is none that they can show."""
    try:
        return fingerprint(picture_of(data, "picture").data)
    except UnreadableInput:
        return ""


@functools.lru_cache(64)
def fingerprint(data: bytes) -> str:
    """The fingerprint of a PNG or JPEG picture that can be decoded."""
    with FIRST_USE:
        from PIL import Image
    with DECODING, Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
        return fingerprint_of_image(image)


def fingerprint_of_image(image: Image, mask: Image | None = None) -> str:
    """The fingerprint of a decoded picture; ``mask`` is how opaque it is, where that lies apart."""
    clear = "transparency" in image.info or image.mode in ("LA", "PA", "RGBA")
    digest = hashlib.sha256(f"{image.width}x{image.height}:".encode())
    for band in _bands(image):
        whole = band.convert("RGBA") if clear else band
        digest.update(whole.convert("RGB").tobytes())
    mask = _opacity(image) if clear else mask
    if mask is not None and mask.getextrema() != (255, 255):
        digest.update(mask.convert("L").tobytes())
    return urlsafe_b64encode(digest.digest()[:_BYTES]).rstrip(b"=").decode()


def _bands(image: Image) -> Iterator[Image]:
    """A picture in pieces, of which each takes little room when it is converted."""
    for top in range(0, image.height, _BAND):
        yield image.crop((0, top, image.width, min(top + _BAND, image.height)))


def _opacity(image: Image) -> Image:
    """How opaque a picture is."""
    if image.mode in ("LA", "RGBA"):
        return image.getchannel("A")
    return image.convert("RGBA").getchannel("A")
