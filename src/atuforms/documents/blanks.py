"""The blank of a form: a document with nothing filled in."""

from __future__ import annotations

import os
from dataclasses import replace

from atuforms.core.exceptions import UnknownFormat
from atuforms.core.files.file_states import look_again
from atuforms.core.language.languages import Language
from atuforms.core.locks import FIRST_USE
from atuforms.documents.printing import job_of, refuse_format
from atuforms.documents.view import blank_view
from atuforms.forms.base import Form
from atuforms.rendering.document import Document
from atuforms.rendering.formats import write_document


def blank_document(
    cls: type[Form],
    to: str = "docx",
    *,
    lang: Language,
    variant: str = "",
    templates: str | os.PathLike[str] | None = None,
) -> Document:
    """The blank of a form: a document with nothing filled in.

    :param variant: one of the form's other ways to print it.
    :raises UnknownFormat: if the form has no blank, no such variant, or not this format.
    """
    look_again()
    refuse_format(cls, to, variant)
    if not cls.HAS_BLANK:
        raise UnknownFormat(
            "{form} describes a thing and has no blank. “atuforms new {form}” writes a record to "
            "fill in.",
            form=cls.name(),
        )
    values = {**blank_view(cls, lang), "variant": variant}
    job = job_of(cls, values, to, lang, None, templates)
    document = write_document(job, cls.SLUG)
    if to != "docx":
        return document
    # It takes the Word renderer, which nothing else here needs.
    with FIRST_USE:
        from atuforms.documents.fillable.controls import fillable_blank

    return replace(document, data=fillable_blank(job, cls))
