"""PDF: the filled page, printed as an archive file that everyone can read."""

from __future__ import annotations

import functools
from pathlib import Path

from atuforms.render.html import fill_page
from atuforms.render.job import Job
from atuforms.render.pdf import PdfMetadata, write_pdf
from atuforms.render.slides import is_deck, placed_page
from atuforms.resources import templates_folder


def render(job: Job) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1, with its record attached."""
    page = fill_page(job.form, job.lang, job.values, job.templates)
    html = page.marked
    slides = is_deck(page)
    if slides:
        html = placed_page(page).html
    metadata = PdfMetadata(
        lang=job.lang,
        title=str(job.values["document_title"]),
        form_code=job.code,
        version=job.version,
        record=job.record,
    )
    styles = _style_sheets(job, "slides.css" if slides else "page.css")
    # Layouts of others have not been through our tests.
    own = job.templates is None and job.form.TEMPLATES is None
    return write_pdf(html, metadata, stylesheets=styles, images=page.images, proved=own)


def _style_sheets(job: Job, name: str) -> tuple[str, ...]:
    folders = [each for each in (job.templates, job.form.TEMPLATES, templates_folder()) if each]
    paths = [folder / "layouts" / name for folder in folders]
    return (_text(next(path for path in paths if path.is_file())),)


@functools.cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
