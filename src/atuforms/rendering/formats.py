"""Renderers: one module a format, each with a function ``render(job) -> bytes``.

A renderer is given strings ready to print and the templates to print them with; it knows neither
Pydantic nor the regulations. Its module is imported when it is first used, so that a Word
document does not load the PDF engine.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping

from atuforms.core.locks import FIRST_USE
from atuforms.rendering.document import Document
from atuforms.rendering.job import Job

RENDERERS: Mapping[str, str] = {
    "docx": "atuforms.rendering.word.word_documents",
    "pdf": "atuforms.rendering.pdf.pdf_documents",
    "pptx": "atuforms.rendering.slides.slide_documents",
    "aiken": "atuforms.rendering.test_bank",
    "gift": "atuforms.rendering.test_bank",
    "moodle-xml": "atuforms.rendering.test_bank",
}
"""The module of each format."""

PRINTED = ("docx", "pdf", "pptx")
"""Formats for people to read; the others are for the import by programs."""

MEDIA_TYPES: Mapping[str, tuple[str, str]] = {
    "docx": (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("pdf", "application/pdf"),
    "pptx": (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "aiken": ("txt", "text/plain; charset=utf-8"),
    "gift": ("gift", "text/plain; charset=utf-8"),
    "moodle-xml": ("xml", "application/xml"),
}
"""File name ending and media type of each format."""


def write_document(job: Job, stem: str) -> Document:
    """The document of a job; its file is named ``<stem>.<variant>.<language>.<ending>``.

    :raises MissingDependency: if this machine lacks what the format needs.
    """
    ending, media_type = MEDIA_TYPES[job.to]
    parts = (stem, str(job.values["variant"]), job.lang, ending)
    with FIRST_USE:
        renderer = importlib.import_module(RENDERERS[job.to])
    render: Callable[[Job], bytes] = renderer.render
    return Document(render(job), ".".join(filter(None, parts)), media_type, job)
