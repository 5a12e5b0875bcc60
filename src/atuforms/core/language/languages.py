"""The languages of the university: Kazakh, Russian, English.

A fourth language is one more member here, one folder in ``templates/`` and one catalogue in
``locale/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeVar, get_args

Language = Literal["kk", "ru", "en"]

Words = TypeVar("Words")

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Language codes (BCP 47, ISO 639-1) in the order in which the university prints them."""


def in_every_language(words: Mapping[Language, Words]) -> Mapping[Language, Words]:
    """``words`` with those in English for every language that has none of its own.

    For the few words that stand in Python, so that a new language begins without them.
    """
    return {lang: words.get(lang, words["en"]) for lang in LANGUAGES}
