"""Which values of a form its page prints, and how often: for the page that verifies in a browser.

A browser has the record of a PDF and the words of its page. With this it can tell how often each
word of a value has to stand there.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from typing import Any, Final

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import choice_words
from atuforms.documents.view import View, blank_view
from atuforms.fields.describe import walk
from atuforms.forms.base import Form
from atuforms.rendering.html import fill_page
from atuforms.rendering.qr_code import any_code

_SENTINEL = re.compile("\ue100([^\ue101]*)\ue101")
_ELEMENT = re.compile("<[^>]*>")
_NO_VALUES: Final = (
    "at",
    "given",
    "filled",
    "draft",
    "variant",
    "code",
    "document_title",
    "blank_date",
)


@functools.cache
def printed_values(form: type[Form], lang: Language) -> Mapping[str, dict[str, Any]]:
    """How often a page in ``lang`` prints each value of a form, by its pattern, and of what kind.

    The date of another language stands under ``ru:date``.
    """
    values = _marked(blank_view(form, lang), "")
    page = fill_page(form, lang, {**values, "logo": "", "proof": any_code()})
    counts = Counter(_SENTINEL.findall(page.html))
    fields = {}
    for path, field in walk(form):
        fields[f"{path}.*" if field.many and field.record is None else path] = field
    found = {}
    for place, count in counts.items():
        other, _, path = place.rpartition(":")
        if path not in fields:
            continue
        field = fields[path]
        # Each item of a list is printed once, however many rows a blank has.
        about: dict[str, Any] = {"count": 1 if "*" in path else count, "kind": field.kind}
        if field.choices:
            about["words"] = choice_words(field.choices, lang)
        found[f"{other}:{path}" if other else path] = about
    return found


@functools.cache
def fixed_words(form: type[Form], lang: Language) -> str:
    """The words that a page in ``lang`` has whatever the record says, each once."""
    return " ".join(sorted(set(words_of_page(form, lang, blank_view(form, lang)))))


def words_of_page(form: type[Form], lang: Language, values: View) -> list[str]:
    """The words of a page with these values, in their order, without those that printing adds."""
    page = fill_page(form, lang, {**values, "logo": ""})
    return unescape(_ELEMENT.sub(" ", page.html.partition("<body")[2])).split()


def _marked(values: Any, path: str) -> Any:
    """The view of a blank with the pattern of each value in its place."""
    if isinstance(values, str):
        return f"\ue100{path}\ue101"
    if isinstance(values, Mapping):
        marked = {}
        for name, each in values.items():
            if name in _NO_VALUES:
                marked[name] = each
            elif not path and name in LANGUAGES:
                marked[name] = _marked(each, f"{name}:")
            else:
                inner = path if name == "value" else f"{path}.{name}".strip(".").replace(":.", ":")
                marked[name] = _marked(each, inner)
        return marked
    if isinstance(values, list):
        return [_marked(each, f"{path}.*") for each in values]
    return values
