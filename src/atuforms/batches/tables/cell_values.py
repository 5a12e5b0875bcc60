"""What stands in a cell, as a record holds it, or why it is no value."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
from typing import Any, Final, NamedTuple

from atuforms.batches.messages import (
    CELL_DATE,
    CELL_ERROR_TEXT,
    CELL_LETTERS_LOST,
    CELL_NESTED,
    CELL_NO_DATE,
    CELL_NO_SUCH_DAY,
)
from atuforms.batches.tables.columns import ColumnKind
from atuforms.core.language.sentences import Message

DAY_ZERO: Final = dt.date(1899, 12, 30)
"""Day 0 of Excel's serial dates, as they count after its phantom 29 February 1900."""
DAY_ZERO_1904: Final = dt.date(1904, 1, 1)
"""Day 0 of workbooks that count from 1904, as Excel for Mac made them."""

_SERIALS = range(10_000, 110_000)
"""Serial dates of the years 1927 to 2201; other numbers are not meant as dates."""

_DOTTED = re.compile(r"([0-3]?[0-9])\.([01]?[0-9])\.([0-9]{4})(?:\s*(?:ж|г)\.?)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SEVERAL_WAYS = re.compile(r"[0-9]{1,4}\s*[./-]\s*[0-9]{1,2}\s*[./-]\s*[0-9]{1,4}|[0-9]{1,5}")

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮІҺ"
# What Excel, LibreOffice and Google Sheets show in place of a value, in whatever language.
_ERROR = re.compile(
    rf"#[{_UPPER}_/0-9]{{2,20}}[!?]|#[{_UPPER}]{{1,3}}/[{_UPPER}]{{1,3}}|#{{3,}}"
    r"|#GETTING_DATA|(?:err|ошибка|қате):[0-9]{3}",
    re.IGNORECASE,
)
_CYRILLIC_LOWER = "а-яёәғқңөұүіһ"
# A question mark in a word: at its beginning or between two of its letters; also after an initial.
_LOST = re.compile(
    rf"(?:(?<![^\s«»“”\"'(/.-])|(?<=[{_CYRILLIC_LOWER}А-ЯЁІ]))\?+[{_CYRILLIC_LOWER}]"
    r"|(?<![^\s«»“”\"'(/.-])\?+[А-ЯЁІ]{2}|(?<=[А-ЯЁІ])\?+[А-ЯЁІ]{2}"
    r"|(?:(?<=[А-ЯЁІ]\.)|(?<=\s))\?+\.(?!\.)"
)
_NESTED = re.compile(r"\s*(?:\[\s*[\[{'\"]|\{\s*['\"])")
_MAX_NESTED = 100_000
"""Characters of a cell that may hold a list or a mapping."""


class Reading(NamedTuple):
    """A value, and what is wrong with it."""

    value: Any
    wrong: Message | None = None


def read_cell(value: Any, kind: ColumnKind | None, day_zero: dt.date = DAY_ZERO) -> Reading:
    """``value`` as a record holds it; ``kind`` is that of its field, where it is known."""
    if isinstance(value, str):
        wrong = _wrong_text(value, kind)
        if wrong is not None:
            return Reading(value.strip(), wrong)
        if kind != "date":
            return _nested(value) if _NESTED.match(value) else Reading(value.strip())
    if kind == "date":
        day = value.date() if isinstance(value, dt.datetime) else without_clock(value)
        return _date(day, day_zero)
    value = without_clock(value)
    if kind in ("text", "choice", "url") and isinstance(value, int | float):
        return Reading(str(value) if not isinstance(value, bool) else value)
    return Reading(value)


def has_lost_letters(text: str) -> bool:
    """Whether question marks stand where a narrower encoding had no letter."""
    return "?" in text and _LOST.search(text) is not None


def _wrong_text(text: str, kind: ColumnKind | None) -> Message | None:
    if text[:1] in "#EeЕеОоҚқ" and _ERROR.fullmatch(text.strip()):
        return CELL_ERROR_TEXT
    if "?" in text and kind != "url" and "://" not in text and has_lost_letters(text):
        return CELL_LETTERS_LOST
    return None


def _nested(text: str) -> Reading:
    """A list or mapping that was written into one cell, as JSON or as Python shows it."""
    if len(text) > _MAX_NESTED:
        return Reading(text, CELL_NESTED)
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(text.strip())
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        if isinstance(found, list | dict):
            return Reading(found)
    return Reading(text, CELL_NESTED)


def without_clock(value: Any) -> Any:
    """``value`` as YAML would give it: dates as text, whole numbers without a fraction."""
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _date(value: Any, day_zero: dt.date) -> Reading:
    text = str(value).strip() if not isinstance(value, int) or abs(value) < 10**9 else "…"
    if text.isdecimal() and text.isascii() and len(text) < 7:
        if int(text) not in _SERIALS:
            return Reading(text, CELL_DATE)
        return Reading((day_zero + dt.timedelta(days=int(text))).isoformat())
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DOTTED.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        try:
            return Reading(dt.date.fromisoformat(text).isoformat())
        except ValueError:
            return Reading(text, CELL_DATE if _SEVERAL_WAYS.fullmatch(text) else CELL_NO_DATE)
    try:
        return Reading(dt.date(year, month, day).isoformat())
    except ValueError:
        return Reading(text, CELL_NO_SUCH_DAY)
