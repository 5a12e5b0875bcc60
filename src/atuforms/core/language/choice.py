"""Which of the languages a person means, and which a reader reads."""

from __future__ import annotations

import os

from atuforms.core.exceptions import unknown_language
from atuforms.core.language.languages import LANGUAGES, Language

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(code: str) -> Language:
    """``code`` as a :data:`~atuforms.core.language.languages.Language`.

    :raises UnknownLanguage: for any other code, naming the ones there are.
    """
    # The method of str, which says of anything else that it is none.
    folded = str.strip(code).lower()
    for known in LANGUAGES:
        if folded == known:
            return known
    raise unknown_language(code)


def reader_language(own: Language | None = None) -> Language:
    """The language of a reader who has not named one: ATUFORMS_LANG, ``own``, the locale, English.

    :param own: the language of what is read, where it has one.
    """
    return spoken(os.environ.get("ATUFORMS_LANG", "")) or own or _locale_language()


def _locale_language() -> Language:
    for name in _LOCALE_VARIABLES:
        found = spoken(os.environ.get(name, ""))
        if found:
            return found
    return "en"


def spoken(text: str) -> Language | None:
    """The language that a locale (``kk_KZ.UTF-8``), or the first of a list of codes, names."""
    code = text.split(",")[0].strip().lower()[:2]
    return next((known for known in LANGUAGES if code == known), None)
