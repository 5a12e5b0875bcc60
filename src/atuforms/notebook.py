"""What a notebook shows when a form, a report or a document is the last value of a cell."""

from __future__ import annotations

import base64
import html
import importlib.util
import threading
from io import BytesIO
from typing import TYPE_CHECKING

from atuforms.locks import FIRST_USE

if TYPE_CHECKING:
    from atuforms.findings import Report
    from atuforms.forms.base import Form
    from atuforms.render.document import Document


_SCALE = 1.25
"""Pixels of a page's picture per point."""

_PDFIUM = threading.Lock()
"""PDFium may not be used by two threads at once."""


def report_bundle(report: Report) -> dict[str, str]:
    """A report as a table, one row a finding."""
    rows = "".join(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>".format(
            *(
                html.escape(str(cell))
                for cell in (f.line or "", f.severity, f.text(report.lang), f.rule)
            )
        )
        for f in report.findings
    )
    text = report.text()
    summary = html.escape(text.splitlines()[-1])
    return {"text/plain": text, "text/html": f"<table>{rows}</table><p>{summary}</p>"}


def form_bundle(form: Form) -> dict[str, str]:
    """A form as the record it is."""
    with FIRST_USE:
        import yaml

    text = yaml.safe_dump(form.record(), allow_unicode=True, sort_keys=False)
    return {"text/plain": text, "text/html": f"<pre>{html.escape(text)}</pre>"}


def document_bundle(document: Document) -> dict[str, str]:
    """A document: a PDF shows its pages; any document can be saved from a link.

    The pages are drawn by pypdfium2 (extra ``notebook``); without it the browser's own viewer
    shows the PDF.
    """
    data = base64.b64encode(document.data).decode()
    name = html.escape(document.filename, quote=True)
    link = f'<a download="{name}" href="data:{document.media_type};base64,{data}">{name}</a>'
    shown = f"<p>{link}</p>"
    if document.media_type == "application/pdf":
        shown += _pages(document.data) or (
            f'<embed type="application/pdf" width="100%" height="900" '
            f'src="data:application/pdf;base64,{data}"/>'
        )
    return {"text/plain": repr(document), "text/html": shown}


def _pages(data: bytes) -> str:
    """The pages of a PDF as pictures; empty where they cannot be drawn."""
    if importlib.util.find_spec("pypdfium2") is None or importlib.util.find_spec("PIL") is None:
        return ""
    with FIRST_USE:
        import pypdfium2

    pictures = []
    with _PDFIUM, pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, start=1):
            png = BytesIO()
            page.render(scale=_SCALE).to_pil().save(png, format="PNG")
            source = base64.b64encode(png.getvalue()).decode()
            pictures.append(
                f'<img alt="{number}" style="border:1px solid #bbb;margin:4px;max-width:100%" '
                f'src="data:image/png;base64,{source}"/>'
            )
    return "".join(pictures)
