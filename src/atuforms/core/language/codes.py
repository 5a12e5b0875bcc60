"""Codes of the forms in the three languages.

The Kazakh and English spellings are the regulations'; the Russian one, with the abbreviation
ЦИИЦР, is our proposal. This is the only place that spells them. A further language has those of
English until it gets its own here.
"""

from __future__ import annotations

import re

from atuforms.core.language.languages import Language, in_every_language
from atuforms.core.language.typography import unbound

CENTRE = in_every_language({"kk": "ЖИЦДО", "ru": "ЦИИЦР", "en": "CAIDD"})
"""The Center for Artificial Intelligence and Digital Development, abbreviated."""

DEPARTMENT = in_every_language({"kk": "ЦДБ", "ru": "ОЦР", "en": "DDD"})
"""The centre's Digital Development Department, abbreviated."""

_FORM_LETTER = in_every_language({"kk": "Ү", "ru": "Ф", "en": "F"})
"""Үлгі, форма, form."""

_REGULATION = in_every_language(
    {"kk": ("АТУ", "ІӘЕ"), "ru": ("АТУ", "П"), "en": ("ATU", "RP")},
)
"""University and kind of document; ``П`` (положение) is our proposal for Russian."""

SERIES = "7.5.1-2025"
"""Section of the quality management system, and year."""

_FULL = re.compile(r"(?P<prefix>.+?)-7\.5\.1-2025-(?P<code>\d{2}-\d{2})")
_PREFIXES = frozenset(
    f"{letter}.{CENTRE[lang]}".casefold() for lang, letter in _FORM_LETTER.items()
)
_TOKEN = re.compile(r"\[\[(?:(?P<code>\d\d-\d\d)|(?P<name>CAIDD|DDD))\]\]")


def full_code(code: str, lang: Language) -> str:
    """The code as a form prints it: ``Ү.ЖИЦДО-7.5.1-2025-02-09``."""
    return f"{_FORM_LETTER[lang]}.{CENTRE[lang]}-{SERIES}-{code}"


def regulation_code(number: str, lang: Language) -> str:
    """The code of regulation ``01`` to ``04``: ``АТУ-ЖИЦДО-ІӘЕ-7.5.1-2025-02``."""
    university, kind = _REGULATION[lang]
    return f"{university}-{CENTRE[lang]}-{kind}-{SERIES}-{number}"


def with_codes(wording: str, lang: Language) -> str:
    """``wording`` with its tokens ``[[02-02]]``, ``[[CAIDD]]`` and ``[[DDD]]`` spelt out."""

    def spelt(token: re.Match[str]) -> str:
        if token["code"]:
            return full_code(token["code"], lang)
        return (CENTRE if token["name"] == "CAIDD" else DEPARTMENT)[lang]

    return _TOKEN.sub(spelt, wording)


def short_code(spelling: str) -> str:
    """``02-09`` from any full spelling; other spellings come back folded, as they are.

    White space and letter case do not matter.
    """
    text = unbound("".join(str.split(spelling))).casefold()
    full = _FULL.fullmatch(text)
    if full and full["prefix"] in _PREFIXES:
        return full["code"]
    return text
