"""Which form a document is, by the code that it prints."""

from __future__ import annotations

import re

from lxml import etree

from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import unbound
from atuforms.documents.reading.contents.embedded_record import EmbeddedRecord
from atuforms.documents.reading.contents.word_contents import text_of
from atuforms.forms.all_forms import FORMS, get_form
from atuforms.forms.base import Form


def coded_form(text: str) -> tuple[type[Form], Language] | None:
    """The form and language of the first code in ``text``; others are mentioned further down."""
    squeezed = unbound(re.sub(r"\s+", "", text)).casefold()
    found = [
        (squeezed.find(full_code(FORMS[name].CODE, lang).casefold()), FORMS[name], lang)
        for name in FORMS
        if FORMS[name].CODE
        for lang in LANGUAGES
    ]
    at, form, lang = min(
        ((at, form, lang) for at, form, lang in found if at >= 0),
        key=lambda each: each[0],
        default=(-1, Form, LANGUAGES[0]),
    )
    return None if at < 0 else (form, lang)


def form_of(carried: EmbeddedRecord | None, root: etree._Element) -> type[Form] | None:
    """The form of a document, by the record that it carries or the code that it prints."""
    if carried is not None and carried.form:
        return get_form(carried.form)
    coded = coded_form(text_of(root))
    return coded[0] if coded else None


def language_of(carried: EmbeddedRecord | None, root: etree._Element) -> Language:
    """The language of a document, by the same; Kazakh where neither says it."""
    for lang in LANGUAGES:
        if carried is not None and carried.lang == lang:
            return lang
    coded = coded_form(text_of(root))
    return coded[1] if coded else LANGUAGES[0]
