"""The languages of the university: Kazakh, Russian, English.

A fourth language is one more member here, one folder in ``templates/`` and one catalogue in
``locale/``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, TypeVar, get_args

from atuforms.exceptions import UnknownLanguage

Language = Literal["kk", "ru", "en"]

Words = TypeVar("Words")

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Language codes (BCP 47, ISO 639-1) in the order in which the university prints them."""


def in_every_language(words: Mapping[Language, Words]) -> Mapping[Language, Words]:
    """``words`` with those in English for every language that has none of its own.

    For the few words that stand in Python, so that a new language begins without them.
    """
    return {lang: words.get(lang, words["en"]) for lang in LANGUAGES}


def language(code: str) -> Language:
    """``code`` as a :data:`Language`.

    :raises UnknownLanguage: for any other code, naming the ones there are.
    """
    for known in LANGUAGES:
        if code.strip().lower() == known:
            return known
    raise UnknownLanguage(
        "There is no language “{code}”. Use one of: {languages}.",
        code=code,
        languages=", ".join(LANGUAGES),
    )


_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


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
