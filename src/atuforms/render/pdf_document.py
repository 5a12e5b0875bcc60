"""PDF: the filled page, printed as an archive file that everyone can read."""

from __future__ import annotations

import functools
from pathlib import Path

from atuforms.render.html import fill_page
from atuforms.render.job import Job
from atuforms.render.pdf import write_pdf
from atuforms.render.pdf_input import PdfMetadata
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
    style = _style_sheet("slides.css" if slides else "page.css", job.templates, job.form.TEMPLATES)
    # Layouts of others have not been through our tests.
    own = job.templates is None and job.form.TEMPLATES is None
    return write_pdf(html, metadata, stylesheets=(style,), images=page.images, proved=own)


@functools.lru_cache(maxsize=64)
def _style_sheet(name: str, *own: Path | None) -> str:
    folders = [each for each in (*own, templates_folder()) if each]
    paths = [folder / "layouts" / name for folder in folders]
    return next(path for path in paths if path.is_file()).read_text(encoding="utf-8")
