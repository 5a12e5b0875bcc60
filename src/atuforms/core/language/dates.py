"""Dates as an official document writes them, in each language: printed, and read back.

How a language writes them stands in its ``common.yaml``, under ``dates``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import bound
from atuforms.core.language.wording import common

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_LAST = re.compile(
    r"(?:от\s+)?(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})"
    r"(?:\s*(?:ж|г|y|жыл[ығд]?\w{0,3}|год[ау]?)\.?)?\.?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})\.?")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_SIGNS = frozenset(" \t\n\u00a0\u202f.,«»“”„‟\"'’_()/-–—")
_LONGEST = 60
# Words, and endings of numbers, that stand beside the parts of a date.
_BESIDE = frozenset(
    {
        *("жыл", "жылы", "жылғы", "жылдың", "ж", "күні", "күнгі", "ші", "шы"),
        *("от", "г", "год", "года", "году", "го", "е", "числа"),
        *("the", "of", "on", "year", "y", "st", "nd", "rd", "th"),
    }
)
_SHORT_MONTHS = {"сент": 9, "нояб": 11, "sept": 9, "мая": 5, "мае": 5}
# The form that a word processor may put.
_RUSSIAN_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


def long_date(day: datetime.date, lang: Language) -> str:
    """A date as an official document of the language writes it: «12» желтоқсан 2025 ж."""
    dates = common(lang)["dates"]
    month = dates["months"][day.month - 1]
    return bound(dates["long"]).format(day=day.day, month=month, year=f"{day.year:04d}")


def long_pattern(lang: Language) -> str:
    """The same with ``{day}``, ``{month}`` and ``{year}`` where these stand."""
    return bound(common(lang)["dates"]["long"])


def blank_date(lang: Language) -> str:
    """The place for a date to be written by hand: «____» __________ 20__ ж."""
    return bound(common(lang)["dates"]["blank"])


def is_iso(text: str) -> bool:
    """Whether a text is a date as records write it, ``2025-12-12``."""
    return bool(_ISO.fullmatch(text))


def read_date(text: str) -> str:
    """A date in ISO 8601, from any spelling of the three languages; empty if it is none.

    A day that the calendar does not have is given as it was written. What can be two dates, as
    05/06/2025 or a year of two digits, is none.
    """
    text = text.strip()
    if is_iso(text):
        return text
    first = _YEAR_FIRST.fullmatch(text)
    if first:
        return _iso(first[1], int(first[3]), first[4])
    last = _YEAR_LAST.fullmatch(text)
    if last:
        is_plain = last[2] == "." or int(last[1]) > 12 or int(last[1]) == int(last[3])
        return _iso(last[4], int(last[3]), last[1]) if is_plain else ""
    return _in_words(text)


def _in_words(text: str) -> str:
    """A date whose month is a word: day, month, year, or in the order of Kazakh or English."""
    if len(text) > _LONGEST or not _SIGNS.issuperset(_TOKEN.sub("", text)):
        return ""
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    tokens = [token for token in tokens if token not in _BESIDE]
    if len(tokens) != 3:
        return ""
    kinds = "".join(
        "M" if not each.isdigit() else "Y" if len(each) == 4 else "D" for each in tokens
    )
    if kinds not in ("DMY", "MDY", "YDM", "YMD"):
        return ""
    found = dict(zip(kinds, tokens, strict=True))
    month = _month(found["M"])
    return _iso(found["Y"], month, found["D"]) if month and len(found["D"]) <= 2 else ""


def _iso(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02d}-{int(day):02d}"


def _month(word: str) -> int:
    """The number of a month, by its name, an ending, or its first letters; 0 if it is none."""
    months = month_names()
    if word in months:
        return months[word]
    fitting = {
        number
        for name, number in months.items()
        if (len(word) >= 3 and name.startswith(word))
        or (len(name) > 3 and word.startswith(name.rstrip("ьяй")) and len(word) <= len(name) + 4)
    }
    return fitting.pop() if len(fitting) == 1 else 0


def month_names() -> Mapping[str, int]:
    """The numbers of months by their names, in all languages."""
    names = [common(lang)["dates"]["months"] for lang in LANGUAGES]
    return {
        name.casefold(): number
        for twelve in (*names, _RUSSIAN_MONTHS)
        for number, name in enumerate(twelve, start=1)
    } | _SHORT_MONTHS
