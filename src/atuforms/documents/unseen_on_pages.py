"""Tags of layouts of one's own whose values nobody sees on the page."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

from atuforms.core.exceptions import AtuformsError, InvalidTemplate
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.locks import FIRST_USE
from atuforms.documents.template_samples import sample_values
from atuforms.forms.base import Form
from atuforms.rendering.filling.templates import layouts_of, page_source
from atuforms.rendering.html import value_spotted

_UNSEEN = message(
    "The template {name} has {tag} in {part} so that nobody sees its value: hidden, off the page, "
    "too small, or in the colour of what is behind it. Correct the style of its element, in the "
    "layout or in its style sheet."
)
_MOST = 5
"""Tags of a page that are named."""


def is_changed(form: type[Form], folder: Path) -> bool:
    """Whether a layout that a form is printed with says something else than the package's."""
    return any(_says_more(folder / "layouts" / name) for name in layouts_of(form, folder))


def own_sheets(folder: Path) -> tuple[Path, ...]:
    """The style sheets of a folder that say something else than those of the package."""
    return tuple(filter(_says_more, sorted((folder / "layouts").glob("*.css"))))


def _says_more(file: Path) -> bool:
    usual = templates_folder() / "layouts" / file.name
    return not usual.is_file() or usual.read_bytes() != file.read_bytes()


def unseen_on_page(form: type[Form], lang: Language, folder: Path) -> tuple[AtuformsError, ...]:
    """The values that nobody sees on a page which is printed with what a folder has."""
    if not (is_changed(form, folder) or own_sheets(folder)):
        return ()
    try:
        return _unseen(form, lang, folder, page_source(form, lang, folder), _sheets(folder))
    except AtuformsError:
        return ()  # What cannot be printed is told when it is tried.


def unseen_by_sheets(
    folder: Path, forms: Iterable[type[Form]], lang: Language
) -> Iterator[tuple[str, AtuformsError]]:
    """The same of pages of which only the style sheet is one's own: of the first that has any."""
    sheets = own_sheets(folder)
    for form in forms if sheets else ():
        found = () if is_changed(form, folder) else unseen_on_page(form, lang, folder)
        if found:
            yield from ((f"layouts/{sheets[0].name}", each) for each in found)
            return


def _sheets(folder: Path) -> tuple[str, ...]:
    return tuple(each.read_text("utf-8", errors="replace") for each in own_sheets(folder))


@functools.lru_cache(maxsize=128)
def _unseen(
    form: type[Form], lang: Language, folder: Path, _source: str, _sheets: tuple[str, ...]
) -> tuple[AtuformsError, ...]:
    with FIRST_USE:
        from atuforms.rendering.pdf.unseen_values import unseen_tags

    values = sample_values(form, lang)
    found = unseen_tags(form, lang, values, folder)
    usual = unseen_tags(form, lang, values, None) if found else ()
    spotted = value_spotted(form, folder)
    new: list[InvalidTemplate] = [
        spotted.fault(_UNSEEN, each) for each in found if each not in usual
    ]
    return tuple(new[:_MOST])
