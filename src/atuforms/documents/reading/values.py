"""From the words that a document prints back to the values of a record.

What cannot be read stays as it was typed: the form then says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from atuforms.core.language.dates import is_iso, read_date
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.places import read_place
from atuforms.core.language.wording import choice_keys, common
from atuforms.documents.reading.contents.word_contents import plain
from atuforms.fields.describe import Field
from atuforms.fields.numbers import NO, YES

TEXTS = ("text", "long_text", "markdown", "name")
"""Kinds of fields whose values are words."""

# What a blank prints to be written on: lines, empty dates, a century without its year.
_BLANK = re.compile(r"[\s_«»“”\"'.…,:;№()–—/-]*(?:20[\s_]*(?:ж|г)?[\s.]*)?")

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d ])")
"""Digits as official papers part them; «1 50» may be a slip for 150 as well as for 1500."""

_PARTED = re.compile(r"\d{1,3}[.,]\d{2}")
"""A duration that may be minutes and seconds as well as a part of a minute."""

_NUMBER_SIGN = re.compile(r"^(?:№|No\.|Nr\.)\s*(?=\S)")

_KILOHERTZ = re.compile(r"(\d{1,3})\s?[кk]?")
"""Of a sample rate: no sound has one below 1000 hertz."""


def raw_value(field: Field, text: str, date: str = "") -> str:
    """The value of ``field`` as a record writes it, from what a document shows.

    :param date: the day that a date picker holds, for a text that is no date in words.
    """
    if field.kind == "date":
        return read_date(text) or (date if not is_iso(text) and date else text)
    if field.kind in ("choice", "language"):
        return choice_keys(field.choices).get(_choice(text), text)
    if field.kind == "flag":
        word = text.casefold()
        return "true" if word in YES else "false" if word in NO else text
    kilohertz = _KILOHERTZ.fullmatch(text) if field.name == "sample_rate" else None
    if kilohertz:
        return f"{kilohertz[1]}000"
    if field.kind == "whole" and field.name == "place" and (place := read_place(text)):
        return str(place)
    if field.kind in ("whole", "number"):
        digits = _THOUSANDS.sub(lambda found: found[0].replace(" ", ""), text)
        # A dot ends a sentence; behind a word, it belongs to it.
        return digits.rstrip(".") if not any(map(str.isalpha, digits)) else digits
    if field.kind in ("url", "email", "file", "image", "duration"):
        return re.sub(r"\s+", " ", text)
    if field.name == "number" and field.kind == "name":
        return _NUMBER_SIGN.sub("", text)  # The form prints it before the number.
    if field.kind == "markdown":
        # A line end in Word is a new paragraph to whoever typed it.
        return re.sub(r"\n+", "\n\n", text)
    return text


def is_parted(field: Field, value: object) -> bool:
    """Whether a duration was typed so that it may be minutes and seconds: «2,10»."""
    return field.kind == "duration" and isinstance(value, str) and bool(_PARTED.fullmatch(value))


def is_blank(text: str) -> bool:
    """Whether a text is what a blank prints to be written on: nothing, lines, an empty date."""
    if not text or text in _names_to_write():
        return True
    written = any(character.isalnum() for character in text)
    return bool(_BLANK.fullmatch(text)) and (not written or "_" in text)


def is_unwritten(text: str) -> bool:
    """Whether nothing was typed into a control; a sign alone, as «:», was."""
    return is_blank(text) and (not text or "_" in text or text in _names_to_write())


def same(shown: str, printed: str) -> bool:
    """Whether a control still shows what was printed; spaces and lost line ends do not count."""
    if shown == printed or _folded(shown) == _folded(printed):
        return True
    # LibreOffice moves line ends out of a control, so that lines run together.
    several = "\n" in printed or "\t" in printed
    return several and "".join(plain(shown).split()) == "".join(plain(printed).split())


def _folded(text: str) -> str:
    return " ".join(plain(text).split())


def _choice(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;,")


def _names_to_write() -> frozenset[str]:
    """What stands for a name to be written: «Т.А.Ә.», «Ф.И.О.», “Full name”."""
    return frozenset(str(common(lang)["full_name"]) for lang in LANGUAGES)


def with_text(
    field: Field, base: Any, text: str, lang: Language, *, record_lang: Language | None, mixed: bool
) -> Any:
    """The value of a text field after ``text`` was typed into a document in ``lang``.

    :param base: the value before, as a record holds it; None without one.
    :param record_lang: the language of plain strings in the record.
    :param mixed: whether the record gives its texts language by language.
    """
    if isinstance(base, Mapping):
        return {**base, lang: text}
    if not field.has_language:
        return text
    if record_lang not in (None, lang):
        return {record_lang: base, lang: text} if isinstance(base, str) else {lang: text}
    if base is None and record_lang is None and mixed:
        return {lang: text}
    return text


def without_text(base: Any, lang: Language) -> Any:
    """The value after its text in ``lang`` was deleted; None where nothing is left of it."""
    if isinstance(base, Mapping):
        return {key: text for key, text in base.items() if key != lang} or None
    return None


def in_language(value: Any, lang: Language) -> str:
    """A text as a document in ``lang`` says it; empty where a record has none in it."""
    text = value.get(lang) if isinstance(value, Mapping) else value
    return text if isinstance(text, str) else ""


def has_mapping(record: Mapping[str, Any]) -> bool:
    """Whether any text of the record is given language by language."""
    for value in record.values():
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, Mapping) and (set(LANGUAGES) & set(item) or has_mapping(item)):
                return True
    return False
