"""Durations: ``MM:SS``, ``H:MM:SS``, or minutes as a number."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from atuforms.core.language.messages import NOT_A_DURATION
from atuforms.core.safe_text import as_text
from atuforms.fields.kinds import Marker
from atuforms.fields.problems import problem

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_MINUTES = re.compile(r"\d{1,6}(?:[.,]\d{1,9})?")


def _read(value: object) -> int:
    text = as_text(value).strip()
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = clock.groups()
        if int(seconds) < 60 and (hours is None or int(minutes) < 60):
            return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    elif _MINUTES.fullmatch(text) and not isinstance(value, bool):
        return round(float(text.replace(",", ".")) * 60)
    raise problem("wrong-type", NOT_A_DURATION, actual=text[:40])


def clock(seconds: int) -> str:
    """A duration as a reader expects it: ``2:40``, ``1:05:00``."""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}"
    return f"{minutes}:{seconds:02d}"


Duration = Annotated[int, BeforeValidator(_read), PlainSerializer(clock), Marker("duration")]
"""A length of time, in seconds."""
