"""Calendar dates, written in ISO 8601: ``2025-12-12``."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BeforeValidator

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.dates import is_iso, read_date
from atuforms.core.language.messages import (
    DATE_ORDER,
    FAR_YEAR,
    NO_SUCH_DATE,
    NOT_A_DATE,
)
from atuforms.core.safe_text import as_text
from atuforms.fields.kinds import Marker
from atuforms.fields.problems import problem

_LONGEST = 100
_YEARS = range(1900, 2201)
"""Years that a document of the university can speak of."""


def _read(value: object) -> datetime.date:
    found = _found(value)
    if found.year not in _YEARS:
        years = f"{_YEARS[0]}–{_YEARS[-1]}"
        raise problem("wrong-type", FAR_YEAR, actual=found.isoformat(), limit=years)
    return found


def _found(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = as_text(value).strip()
    day = read_date(text[:_LONGEST])
    if not day:
        raise problem("wrong-type", NOT_A_DATE, actual=text[:40])
    try:
        found = datetime.date.fromisoformat(day)
    except ValueError:
        raise problem("wrong-type", NO_SUCH_DATE, actual=text) from None
    if not is_iso(text):
        raise problem("wrong-type", DATE_ORDER, actual=text, iso=found.isoformat())
    return found


Date = Annotated[datetime.date, BeforeValidator(_read), Marker("date")]
"""A day of the calendar."""


def read_day(text: str) -> datetime.date:
    """A day that a person names on a command line or in a call.

    :raises UnreadableInput: if it is no date in ISO 8601.
    """
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise UnreadableInput(
            "“{text}” is not a date. Write year-month-day, for example 2025-12-12.", text=text[:40]
        ) from None
