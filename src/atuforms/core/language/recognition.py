"""In which language a text is, where its letters tell.

Only what is certain is said: a short text, a name, or one in two languages is in none.
"""

from __future__ import annotations

import functools
import re

from atuforms.core.language.languages import Language

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_OTHER_LETTER = re.compile(r"[^\W\d_\u0400-\u052f]")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_SHORT = re.compile(r"(?<!\w)[а-яё]{1,6}(?!\w)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
# Names in quotation marks, addresses and codes stand in texts of every language.
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_CODE = re.compile(r"[@/.]\w")
_RUSSIAN = frozenset({"и", "в", "на", "для", "с", "по", "из", "от", "к", "при", "не", "или", "как"})
_ENGLISH = frozenset(
    {"the", "of", "and", "for", "in", "to", "on", "with", "by", "from", "is", "are"}
)
_RUSSIAN_ENDING = re.compile(
    r"(?:\w{3}(?:ость|остью|ости|ение|ения|ении|ению|ание|ания|ании|анию|ций|ский|ского|ской|ская|"
    r"ские|ских|ному|ным|ных|ного|ный|ная|ное|ные|ыми|ими)|\w{2}(?:ии|ию|ый|ого|его|ому|ых|ая|ую|"
    r"ое|ые|ов))$"
)
"""Endings of Russian words that no Kazakh word has, not even one that both languages use."""
_REMEMBERED = 500
"""Characters of a text that is remembered: units and audiences come again in every row."""
_NO_WORDS = re.compile(rf"{_QUOTED.pattern}|\([^()]*\)|`[^`]*`|https?://\S+|\S*@\S*")
"""What may be in any language inside a text: quotations, what stands in brackets, addresses."""
_STRANGE = {
    # A word in capitals is a code: ГОСТ, СТ РК.
    "en": re.compile(r"(?<![\w.])(?=\w*[а-я\u0451-\u052f])[\u0400-\u052f-]{2,}(?!\w|\.\w)"),
    "ru": re.compile(
        r"(?<![\w.-])(?=[а-яё]*(?:[әғқңөұүһі]|иясы(?!\w)))[а-яёәғқңөұүһі]{2,}(?![\w-]|\.\w)"
    ),
    # Endings and short words that no Kazakh text has; of capitalized words, those of no name.
    "kk": re.compile(
        r"(?<![\w.-])(?:для|при|или|как|что|это|также|чтобы|через|между|котор[а-я]{2,3}|"
        r"(?:[А-ЯЁ]?[а-яё]{3,})(?:[еа]ни[еюий]|[еа]нием|ност[ьи]|ностью|"
        r"[юяу]щ(?:ий|ая|ее|ие|его|их))|"
        r"[а-яё]{3,}(?:ения|(?<![мп])ания|остью|ск(?:ий|ая|ое|ие|ого|ому|их|ими)|н(?:ый|ая|ое|ые|ого|ому|ых|ыми)|"
        r"вш(?:ий|ая|ее|ие|его|их)))(?![\w-]|\.\w)"
    ),
}
_FEWEST = 4
"""Words without which only the letters and endings of a text may tell."""


def is_cyrillic(text: str) -> bool:
    """Whether a text has Cyrillic letters and no Latin ones, as a name typed in Kazakh."""
    return bool(_CYRILLIC.search(text)) and not _LATIN.search(text)


def alphabet_of(text: str) -> Language:
    """The language whose letters a sentence has: Kazakh ones, other Cyrillic ones, or neither."""
    if _KAZAKH.search(text):
        return "kk"
    return "ru" if _CYRILLIC.search(text) else "en"


def is_readable(text: str, lang: Language) -> bool:
    """Whether a sentence may be in ``lang``: not every Kazakh one has a letter of its own."""
    found = alphabet_of(text)
    return found == lang or (lang == "kk" and found == "ru")


def strange_words(text: str, lang: Language) -> list[str]:
    """The words of a text in ``lang`` that are surely of another language, each once.

    Names begin with a capital letter, and quotations are left alone. Of Latin words in a Cyrillic
    text nothing is said: Moodle, PhD.
    """
    find = _remembered_strangers if len(text) <= _REMEMBERED else _strangers
    return list(find(text, lang))


def _strangers(text: str, lang: Language) -> tuple[str, ...]:
    pattern = _STRANGE.get(lang)
    if pattern is None or not pattern.search(text):
        return ()
    return tuple(dict.fromkeys(pattern.findall(_NO_WORDS.sub(" ", text))))


_remembered_strangers = functools.lru_cache(maxsize=1024)(_strangers)


def language_of(text: str) -> Language | None:
    """The language of a text; None where the letters do not tell."""
    return _remembered_language(text) if len(text) <= _REMEMBERED else _found(text)


def _found(text: str) -> Language | None:
    words = _WORDS.findall(_without_names(text))
    cyrillic = words
    if _OTHER_LETTER.search(text):
        cyrillic = [word for word in words if _CYRILLIC.search(word)]
    if 2 * len(cyrillic) < len(words):
        small = {word for word in words if word.islower()}
        return "en" if len(words) >= _FEWEST and not cyrillic and small & _ENGLISH else None
    kazakh = [word for word in cyrillic if _KAZAKH.search(word)]
    few = len(words) < _FEWEST
    if few:
        # Of names there may be one in a text of another language, and a small letter begins none.
        sure = len(words) > 1 and any(word[0].islower() for word in kazakh)
        told = 2 * len(kazakh) >= len(cyrillic) and (sure or len(kazakh) > 1)
    else:
        told = 3 * len(kazakh) >= len(cyrillic) and len(kazakh) > 1
    if told:
        return "kk"
    return "ru" if not kazakh and _is_russian(text, cyrillic, few=few) else None


_remembered_language = functools.lru_cache(maxsize=1024)(_found)


def _without_names(text: str) -> str:
    """A text without what may stand in one of any language."""
    if "«" in text or "“" in text or '"' in text:
        text = _QUOTED.sub(" ", text)
    if "@" in text or "/" in text or "." in text:
        text = " ".join(piece for piece in text.split() if not _CODE.search(piece))
    return text


def _is_russian(text: str, words: list[str], *, few: bool) -> bool:
    """Whether Cyrillic words without a Kazakh letter are Russian, by short words or by endings."""
    if not few and not _RUSSIAN.isdisjoint(_SHORT.findall(text)):
        return True
    # A name has Russian endings too: Иванов, Чайковский. A small letter begins no name.
    return len(words) > 1 and any(
        word[0].islower() and _RUSSIAN_ENDING.search(word) for word in words
    )
