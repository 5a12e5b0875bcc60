"""Layouts of pages and templates of presentations of one's own: what is wrong with them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from atuforms.core.doctor import require_pango
from atuforms.core.exceptions import AtuformsError, InvalidTemplate, MissingDependency
from atuforms.core.files.input_files import read_file
from atuforms.core.files.office import MAX_TOTAL, Parts, refuse_old
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import message
from atuforms.core.language.wording import wording_of
from atuforms.core.locks import FIRST_USE
from atuforms.documents.required_fields import lacking_in_page, useless_in_page
from atuforms.documents.template_samples import sample_values
from atuforms.documents.template_slips import slips_in
from atuforms.documents.unseen_on_pages import is_changed, unseen_on_page
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
_PASSED_OVER = message(
    "The style sheet {name} has a mistake in line {line}, and is not followed there: “{words}”. A "
    "rule begins and ends with a brace, a declaration has a colon and ends with a semicolon."
)
_NO_FONT = message(
    "The style sheet {name} names in line {line} the font “{font}”, and pages are printed without "
    "it: another one takes its place. Fonts that there are: {fonts}."
)
_MOST = 5
"""Mistakes of a style sheet that are named."""
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
        if is_changed(form, folder):
            yield from ((own, error) for error in unseen_on_page(form, lang, folder))


def useless_page(form: type[Form], lang: Language, folder: Path) -> tuple[InvalidTemplate, ...]:
    """That the layout of a folder prints nothing of what the form requires.

    :raises AtuformsError: if it cannot be filled, as :func:`layout_errors` says it.
    """
    try:
        return tuple(useless_in_page(form, lang, folder))
    except InvalidTemplate:
        for _, error in layout_faults(form, lang, folder, sample_values(form, lang)):
            raise error from None
        raise


def page_remarks(form: type[Form], lang: Language, folder: Path) -> Iterator[AtuformsError]:
    """What is to be said of a page that was printed with the layouts of a folder."""
    yield from (error for _, error in _slips(form, folder))
    yield from lacking_in_page(form, lang, folder)
    yield from unseen_on_page(form, lang, folder)


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
        text = sheet.read_text(encoding="utf-8", errors="replace")
        yield from _foreign(sheet.name, text)
        name = f"layouts/{sheet.name}"
        yield from ((name, each) for each in _mistakes(name, text))


def _mistakes(name: str, text: str) -> Iterator[AtuformsError]:
    """What of a style sheet is passed over when a page is printed."""
    try:
        with FIRST_USE:
            require_pango()
            from atuforms.rendering.pdf.sheet_mistakes import FONTS, mistakes_in
    except MissingDependency:
        return  # Nothing is printed without it.
    for each in mistakes_in(text)[:_MOST]:
        if each.is_font:
            values = {"font": each.words, "fonts": ", ".join(FONTS)}
            yield InvalidTemplate(_NO_FONT, name=name, line=each.line, **values)
        else:
            yield InvalidTemplate(_PASSED_OVER, name=name, line=each.line, words=each.words)


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
                unseen_places,
            )
    except MissingDependency as error:
        yield error
        return
    names = layout_names(data)
    for other in LANGUAGES:
        if other != lang and names and names >= set(wording_of(form, other)["layouts"].values()):
            yield InvalidTemplate(WRONG_LANGUAGE, name=name, language=other)
            return
    layouts = wording_of(form, lang)["layouts"]
    yield from template_faults(data, layouts, name)
    yield from unseen_places(data, layouts, name)
    yield from left_slides(data, name)


def slide_remarks(
    path: Path, name: str, form: type[Form], lang: Language
) -> Iterator[AtuformsError]:
    """What is to be said of a presentation that was made with a template of staff."""
    with FIRST_USE:
        from atuforms.rendering.slides.slide_templates import left_slides, unseen_places

    data = read_file(path)
    yield from unseen_places(data, wording_of(form, lang)["layouts"], name)
    yield from left_slides(data, name)
