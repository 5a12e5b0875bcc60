"""Times of day, written as hours and minutes: ``09:30``."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from pydantic import BeforeValidator

from atuforms.core.language.messages import NOT_A_TIME
from atuforms.core.safe_text import as_text
from atuforms.fields.kinds import Marker
from atuforms.fields.problems import problem

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?")


def _read(value: object) -> str:
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    text = as_text(value).strip()
    clock = _CLOCK.fullmatch(text)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        raise problem("wrong-type", NOT_A_TIME, actual=text[:40])
    return f"{int(clock[1]):02d}:{clock[2]}"


Time = Annotated[str, BeforeValidator(_read), Marker("name")]
"""A time of day as ``HH:MM``; printed as it is written."""
