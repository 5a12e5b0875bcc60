"""From a page of HTML to a PDF for the archive: PDF/A-3a and PDF/UA-1 at once.

The same HTML and metadata give the same bytes, on every machine and at any time: no date is
written, and identifiers are derived from the content.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from atuforms.doctor import require_pango
from atuforms.fonts import missing_characters
from atuforms.languages import Language

if TYPE_CHECKING:
    from atuforms.render.pdf_engine import Engine

NOT_IN_FONT = "◊"
"""Stands in a draft for a character that the font lacks; PDF/A allows no empty boxes."""

_NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})
_LINE_ENDS = re.compile("[\v\f\x85\u2028\u2029]|\r\n?")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


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

    @property
    def record_hash(self) -> str:
        """SHA-256 of the record in hexadecimal digits, empty for a blank."""
        return "" if self.record is None else hashlib.sha256(self.record).hexdigest()


def write_pdf(
    html: str,
    metadata: PdfMetadata,
    *,
    stylesheets: Sequence[str] = (),
    images: Mapping[str, bytes] = _NO_IMAGES,
) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1, with the record attached as ``record.json``.

    ``stylesheets`` are texts of CSS; each is parsed once in a process. ``images`` are the only
    files that the document can show: ``<img src="image:NAME" alt="…">`` for each name. Nothing
    is read from the network or the disk. Threads may call this together; they take turns.

    :raises MissingDependency: without Pango, with the command that installs it.
    :raises InvalidTemplate: when the HTML refers to anything but ``images``.
    """
    plain = replace(metadata, title=_text(metadata.title), author=_text(metadata.author))
    return _engine().write(_printable(html), plain, tuple(stylesheets), images)


@cache
def _engine() -> Engine:
    require_pango()
    from atuforms.render.pdf_engine import Engine

    return Engine()


def _printable(html: str) -> str:
    """The HTML with only what a page can show: composed letters that the font has."""
    text = unicodedata.normalize("NFC", _text(html))
    return text.translate(dict.fromkeys(map(ord, missing_characters(text)), NOT_IN_FONT))


def _text(value: str) -> str:
    """The value without what is no text: control characters, lone surrogates."""
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", value))
