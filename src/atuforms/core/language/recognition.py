"""In which language a text is, where its letters tell.

Only what is certain is said: a short text, a name, or one in two languages is in none.
"""

from __future__ import annotations

import re

from atuforms.core.language.languages import Language

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Names in quotation marks, addresses and codes stand in texts of every language.
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_CODE = re.compile(r"[@/.]\w")
_RUSSIAN = frozenset({"и", "в", "на", "для", "с", "по", "из", "от", "к", "при", "не", "или", "как"})
_ENGLISH = frozenset(
    {"the", "of", "and", "for", "in", "to", "on", "with", "by", "from", "is", "are"}
)
_FEWEST = 4
"""Words without which a text is too short to be told."""


def is_cyrillic(text: str) -> bool:
    """Whether a text has Cyrillic letters and no Latin ones, as a name typed in Kazakh."""
    return bool(_CYRILLIC.search(text)) and not _LATIN.search(text)


def language_of(text: str) -> Language | None:
    """The language of a text; None where the letters do not tell."""
    pieces = _QUOTED.sub(" ", text).split()
    words = _WORDS.findall(" ".join(piece for piece in pieces if not _CODE.search(piece)))
    cyrillic = [word for word in words if _CYRILLIC.search(word)]
    if len(words) < _FEWEST:
        return None
    small = {word for word in words if word.islower()}
    if 2 * len(cyrillic) < len(words):
        return "en" if not cyrillic and small & _ENGLISH else None
    kazakh = sum(bool(_KAZAKH.search(word)) for word in cyrillic)
    if 3 * kazakh >= len(cyrillic) and kazakh > 1:
        return "kk"
    short = set(re.findall(r"(?<!\w)[а-яё]{1,6}(?!\w)", text))
    return "ru" if not kazakh and short & _RUSSIAN else None
