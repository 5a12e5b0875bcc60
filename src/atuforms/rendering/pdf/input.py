"""What a PDF is made from: an HTML document, and what the file says about itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from atuforms.core.language.languages import Language
from atuforms.rendering.qr_code import QrCode


@dataclass(frozen=True, slots=True)
class PdfMetadata:
    """What a PDF says about itself.

    ``form_code`` is the form's full code, or its slug where it has none; ``version`` that of
    atuforms. ``record`` is the record as canonical JSON; a blank has none.
    """

    lang: Language
    title: str
    form_code: str
    version: str
    author: str = ""
    record: bytes | None = None
    proof: str = ""
    """What proves that the record was signed, as a compact JWS; empty without a key."""

    signature_field: str = ""
    """What is said of an empty field to sign in; there is none if empty."""

    @property
    def record_hash(self) -> str:
        """SHA-256 of the record in hexadecimal digits, empty for a blank."""
        return "" if self.record is None else hashlib.sha256(self.record).hexdigest()


@dataclass(frozen=True, slots=True)
class HtmlDocument:
    """What is laid out: see :func:`atuforms.rendering.pdf.writer.write_pdf`."""

    html: str
    stylesheets: tuple[str, ...]
    images: Mapping[str, bytes]
    proved: bool
    code: QrCode | None = None
    """The proof as a code, shown as ``image:proof``; it differs in every document."""
