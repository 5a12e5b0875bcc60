"""Layouts of pages and templates of presentations of one's own: what is wrong with them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from atuforms.core.exceptions import AtuformsError, InvalidTemplate, MissingDependency
from atuforms.core.files.input_files import read_file
from atuforms.core.files.office import MAX_TOTAL, Parts, refuse_old
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import message
from atuforms.core.language.wording import wording_of
from atuforms.core.locks import FIRST_USE
from atuforms.documents.required_fields import lacking_in_page
from atuforms.documents.template_samples import sample_values
from atuforms.documents.template_slips import slips_in
from atuforms.forms.base import Form
from atuforms.rendering.filling.templates import layouts_of
from atuforms.rendering.layout_check import layout_faults
from atuforms.rendering.slides.design import NO_PRESENTATION

WRONG_LANGUAGE = message(
    "The template {name} has the words of the language “{language}”. It lies in the folder of the "
    "wrong language."
)

_FOREIGN = message(
    "The template {name} refers to {address} in {part}, and nothing that lies outside of a "
    "page is printed. Place a picture of the record instead, as {example}."
)
_ADDRESS = re.compile(
    r"<(?:img|image|link|script|iframe|object|embed|source)\b[^<>]*?\b(?:src|href|data)\s*=\s*"
    r"[\"']([^\"'{\[<>]+)|\burl\(\s*[\"']?([^)\"'{\[]+)",
    re.IGNORECASE,
)


def layout_errors(
    folder: Path, form: type[Form], lang: Language
) -> Iterator[tuple[str, AtuformsError]]:
    """What is wrong with the layouts of a folder that a form is printed with, with their files."""
    found = layout_faults(form, lang, folder, sample_values(form, lang))
    yield from found
    yield from _slips(form, folder)
    if not found:
        own = f"layouts/{form.SLUG}.html"
        yield from ((own, error) for error in lacking_in_page(form, lang, folder))


def page_remarks(form: type[Form], lang: Language, folder: Path) -> Iterator[AtuformsError]:
    """What is to be said of a page that was printed with the layouts of a folder."""
    yield from (error for _, error in _slips(form, folder))
    yield from lacking_in_page(form, lang, folder)


def _slips(form: type[Form], folder: Path) -> Iterator[tuple[str, AtuformsError]]:
    for name in layouts_of(form, folder):
        text = (folder / "layouts" / name).read_text(encoding="utf-8", errors="replace")
        body = text.partition("<body")[2] or text
        place = functools.partial(_place, name, text)
        for error in slips_in([(place, body)], form, f"layouts/{name}"):
            yield f"layouts/{name}", error
        yield from _foreign(name, text)


def sheet_errors(folder: Path) -> Iterator[tuple[str, AtuformsError]]:
    """What is wrong with the style sheets of a folder, with their files."""
    for sheet in sorted((folder / "layouts").glob("*.css")):
        yield from _foreign(sheet.name, sheet.read_text(encoding="utf-8", errors="replace"))


def _foreign(name: str, text: str) -> Iterator[tuple[str, AtuformsError]]:
    """What a layout or a style sheet takes from elsewhere: pages are printed without it, or not."""
    for found in _ADDRESS.finditer(text):
        address = found[1] or found[2]
        if not address.startswith(("image:", "#")):
            line = text.count("\n", 0, found.start()) + 1
            yield (
                f"layouts/{name}",
                InvalidTemplate(
                    _FOREIGN,
                    name=f"layouts/{name}",
                    address=address[:80],
                    part=f"{name}:{line}",
                    example='{{ logo|picture("30mm") }}',
                ),
            )


def _place(name: str, text: str, words: str) -> str:
    """The line of a layout that has these words."""
    at = text.find(words, max(text.find("<body"), 0))
    return f"{name}:{text.count(chr(10), 0, at) + 1}" if at >= 0 else name


def slide_errors(
    path: Path, name: str, form: type[Form], lang: Language
) -> Iterator[AtuformsError]:
    """What is wrong with the template of a presentation."""
    try:
        data = read_file(path)
        refuse_old(data, name)
        package = Parts(BytesIO(data), name)
        package.measure(MAX_TOTAL)
        main = package.main_part()
    except AtuformsError as error:
        yield error
        return
    if not main.startswith("ppt/"):
        yield InvalidTemplate(NO_PRESENTATION, name=name)
        return
    try:
        with FIRST_USE:
            from atuforms.rendering.slides.slide_templates import (
                layout_names,
                left_slides,
                template_faults,
            )
    except MissingDependency as error:
        yield error
        return
    names = layout_names(data)
    for other in LANGUAGES:
        if other != lang and names and names >= set(wording_of(form, other)["layouts"].values()):
            yield InvalidTemplate(WRONG_LANGUAGE, name=name, language=other)
            return
    yield from template_faults(data, wording_of(form, lang)["layouts"], name)
    yield from left_slides(data, name)


def slide_remarks(path: Path, name: str) -> Iterator[AtuformsError]:
    """What is to be said of a presentation that was made with a template of staff."""
    with FIRST_USE:
        from atuforms.rendering.slides.slide_templates import left_slides

    yield from left_slides(read_file(path), name)
