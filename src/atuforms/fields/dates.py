"""Calendar dates, written in ISO 8601: ``2025-12-12``."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from pydantic import BeforeValidator

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.messages import DATE_ORDER, NO_SUCH_DATE, NOT_A_DATE
from atuforms.core.shown import as_text
from atuforms.fields.kinds import Marker
from atuforms.fields.problems import problem

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_OTHER_ORDER = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def _read(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = as_text(value).strip()
    iso = _ISO.fullmatch(text)
    other = _OTHER_ORDER.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
    elif other:
        day, month, year = map(int, other.groups())
    else:
        raise problem("wrong-type", NOT_A_DATE, actual=text[:40])
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        raise problem("wrong-type", NO_SUCH_DATE, actual=text) from None
    if other:
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
