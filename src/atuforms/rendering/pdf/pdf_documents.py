"""PDF: the filled page, printed as an archive file that everyone can read."""

from __future__ import annotations

import functools
from pathlib import Path

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.file_states import Stamp
from atuforms.core.files.resources import first_template
from atuforms.core.language.wording import HasTemplates, common
from atuforms.rendering.html import fill_page
from atuforms.rendering.job import Job
from atuforms.rendering.pdf.input import PdfMetadata
from atuforms.rendering.pdf.writer import write_pdf
from atuforms.rendering.slides.deck import is_deck, placed_page


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
        proof=job.proof,
        signature_field=common(job.lang)["signature_field"] if job.signature_field else "",
    )
    styles = style_sheets(job.form, job.templates, slides=slides, draft="draft" in job.values)
    # Layouts of others have not been through our tests.
    own = job.templates is None and job.form.TEMPLATES is None
    return write_pdf(
        html, metadata, stylesheets=styles, images=page.images, proved=own, code=page.code
    )


def style_sheets(
    form: type[HasTemplates], templates: Path | None, *, slides: bool, draft: bool = False
) -> tuple[str, ...]:
    """The style sheets that a page is printed with."""
    names = ["slides.css"] if slides else ["page.css", *(["draft.css"] if draft else [])]
    return tuple(_style_sheet(name, templates, form.TEMPLATES) for name in names)


def _style_sheet(name: str, *own: Path | None) -> str:
    stamp = first_template(f"layouts/{name}", *own)
    if stamp is None:
        raise InvalidTemplate("There is no layout {name}.", name=name)
    return _text(stamp)


@functools.lru_cache(maxsize=64)
def _text(stamp: Stamp) -> str:
    return Path(stamp.path).read_text(encoding="utf-8")
