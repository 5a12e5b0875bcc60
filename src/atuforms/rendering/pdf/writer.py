"""From a page of HTML to a PDF for the archive: PDF/A-3a and PDF/UA-1 at once.

The same HTML and metadata give the same bytes, on every machine and at any time: no date is
written, and identifiers are derived from the content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from atuforms.core.doctor import require_pango
from atuforms.core.locks import FIRST_USE, PDF_ENGINE
from atuforms.rendering.pdf.input import HtmlDocument, PdfMetadata
from atuforms.rendering.qr_code import QrCode
from atuforms.rendering.value_marks import text_only

if TYPE_CHECKING:
    from atuforms.rendering.pdf.engine import Engine

_NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})


def write_pdf(
    html: str,
    metadata: PdfMetadata,
    *,
    stylesheets: Sequence[str] = (),
    images: Mapping[str, bytes] = _NO_IMAGES,
    proved: bool = False,
    code: QrCode | None = None,
) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1, with the record attached as ``record.json``.

    Where the HTML has the marks of :mod:`atuforms.rendering.value_marks` around its values, a page
    whose structure is known already is not laid out again; see :mod:`.compiled.page`.

    ``stylesheets`` are texts of CSS; each is parsed once in a process. ``images`` are the only
    files that the document can show: ``<img src="image:NAME" alt="…">`` for each name, and
    ``code``, which is called ``proof``. Nothing
    is read from the network or the disk. Threads may call this together; they take turns.

    A page that is filled without a layout is compared with a layout first, once for each of its
    structures. ``proved`` says that this has been done for this layout, by the tests.

    :raises MissingDependency: without Pango, with the command that installs it.
    :raises InvalidTemplate: when the HTML refers to anything but ``images``.
    """
    plain = replace(metadata, title=text_only(metadata.title), author=text_only(metadata.author))
    document = HtmlDocument(html, tuple(stylesheets), images, proved, code)
    with FIRST_USE:
        engine = _engine()
    with PDF_ENGINE:
        return engine.write(document, plain)


def laid_out_pages(
    html: str, stylesheets: Sequence[str], images: Mapping[str, bytes]
) -> Sequence[Any]:
    """The pages of WeasyPrint that a document has, laid out and not written.

    :raises MissingDependency: without Pango.
    :raises InvalidTemplate: when the HTML refers to anything but ``images``.
    """
    with FIRST_USE:
        engine = _engine()
    with PDF_ENGINE:
        return engine.pages(HtmlDocument(html, tuple(stylesheets), images, proved=False))


@cache
def _engine() -> Engine:
    require_pango()
    with FIRST_USE:
        from atuforms.rendering.pdf.engine import Engine

    return Engine()
