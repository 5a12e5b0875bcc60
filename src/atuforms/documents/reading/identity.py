"""Which form a document is, by the code that it prints."""

from __future__ import annotations

import re

from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import unbound
from atuforms.forms.all_forms import FORMS
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
