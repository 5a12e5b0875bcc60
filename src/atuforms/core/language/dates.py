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
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?:\s*(?:ж|г|y)\.?)?")
_LONG = re.compile(r"\D*(\d{1,2})\D+?([^\W\d_]{3,})\D*(\d{4})\D*")
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
    """A date in ISO 8601, from any spelling of the three languages; empty if it is none."""
    if is_iso(text):
        return text
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        return f"{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}"
    long = _LONG.fullmatch(text)
    month = _months().get(long[2].casefold()) if long else None
    return f"{long[3]}-{month:02d}-{int(long[1]):02d}" if long and month else ""


def _months() -> Mapping[str, int]:
    """Months by name, in all languages."""
    names = [common(lang)["dates"]["months"] for lang in LANGUAGES]
    return {
        name.casefold(): number
        for twelve in (*names, _RUSSIAN_MONTHS)
        for number, name in enumerate(twelve, start=1)
    }
