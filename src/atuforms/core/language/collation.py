"""Alphabetical order of the three languages, the same on every machine.

Python sorts by code points, where Ә and Ғ stand far behind Я; the locale of a machine may be any.
Here the alphabet itself is the table. Words are compared letter by letter, then by marks that
make no letter of their own (Ё beside Е in Russian, é beside e), then by case; punctuation counts
only between texts that are otherwise equal. Digits come before letters, the letters of other
alphabets behind those of the language.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping

from atuforms.core.language.languages import Language, in_every_language

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
"""Without ё, which Russian dictionaries place with е."""
LATIN = "abcdefghijklmnopqrstuvwxyz"

_ALPHABETS: Mapping[Language, tuple[str, ...]] = in_every_language(
    {"kk": (KAZAKH, LATIN), "ru": (RUSSIAN, LATIN, KAZAKH), "en": (LATIN, KAZAKH)}
)
_SAME_PLACE: Mapping[Language, Mapping[str, str]] = {"ru": {"ё": "е"}}

_SPACE = (0, 0)
_DIGITS = 1
_LETTERS = 2
_UNKNOWN = 9

SortKey = tuple[tuple[tuple[int, int], ...], str, str, str]


def sort_key(text: str, lang: Language) -> SortKey:
    """What to sort ``text`` by, so that texts follow each other as in a dictionary of ``lang``."""
    text = unicodedata.normalize("NFC", text)
    small = text.casefold()
    weights = tuple(weight for letter in small if (weight := _weight(letter, lang)))
    # Of two texts with equal letters, the one in small letters comes first; ß and ss have one
    # spelling in capitals and are told apart last.
    return weights, small, text.swapcase(), text


def heading_letter(text: str, lang: Language) -> str:
    """The letter under which a dictionary lists ``text``; ``0–9`` for digits, empty if none."""
    for letter in unicodedata.normalize("NFC", text).casefold():
        weight = _weight(letter, lang)
        if weight and weight != _SPACE:
            group, place = weight
            if group == _DIGITS:
                return "0–9"
            return letter.upper() if group == _UNKNOWN else _letter(group, place, lang)
    return ""


def _letter(group: int, place: int, lang: Language) -> str:
    return _ALPHABETS[lang][group - _LETTERS][place].upper()


@functools.cache
def _weight(letter: str, lang: Language) -> tuple[int, int] | None:
    """Alphabet and place of a letter; None for punctuation."""
    if letter.isspace():
        return _SPACE
    if letter.isdecimal():
        return _DIGITS, unicodedata.decimal(letter)
    letter = _SAME_PLACE.get(lang, {}).get(letter, letter)
    for candidate in (letter, unicodedata.normalize("NFD", letter)[0]):
        for group, alphabet in enumerate(_ALPHABETS[lang], start=_LETTERS):
            if candidate in alphabet:
                return group, alphabet.index(candidate)
    return (_UNKNOWN, ord(letter)) if letter.isalpha() else None
