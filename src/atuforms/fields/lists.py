"""Lists of which a record may give the only item by itself, and lists that become one text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BeforeValidator

from atuforms.core.language.languages import LANGUAGES

PlainText = str | Mapping[str, str]
"""A text as a record holds it: words, or words by language."""


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


ONE_OR_MANY = BeforeValidator(_as_list)
"""Marks a list that may be written as its only item."""


def joined_texts(texts: Sequence[PlainText]) -> PlainText:
    """Several texts as one, apart by semicolons, in each language that all of them have."""
    if len(texts) == 1:
        return texts[0]
    if all(isinstance(each, str) for each in texts):
        return "; ".join(map(str, texts))
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        said = [each if isinstance(each, str) else each.get(lang) for each in texts]
        if all(said):
            found[lang] = "; ".join(map(str, said))
    return found
