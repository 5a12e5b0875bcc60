"""Whole numbers, decimal numbers, yes and no. Records are read as text first."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from atuforms.core.json_numbers import json_number
from atuforms.core.language.messages import (
    BELOW_ZERO,
    NOT_A_NUMBER,
    NOT_A_YEAR,
    NOT_WHOLE,
    NOT_YES_OR_NO,
)
from atuforms.core.safe_text import as_text
from atuforms.fields.kinds import Marker
from atuforms.fields.problems import problem

_WHOLE = re.compile(r"[+-]?\d{1,9}")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?")

# The words of the three languages; «no» of YAML is a word too, since records are read as text.
YES = frozenset({"true", "yes", "y", "да", "иә", "1"})
NO = frozenset({"false", "no", "n", "нет", "жоқ", "0"})


def _read_whole(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = as_text(value).strip()
    if isinstance(value, bool) or not _WHOLE.fullmatch(text):
        raise problem("wrong-type", NOT_WHOLE, actual=text[:40])
    return int(text)


def _read_count(value: object) -> int:
    whole = _read_whole(value)
    if whole < 0:
        raise problem("wrong-type", BELOW_ZERO, actual=str(whole))
    return whole


def _read_number(value: object) -> Decimal:
    text = as_text(value).strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise problem("wrong-type", NOT_A_NUMBER, actual=text[:40])
    return Decimal(text.replace(",", "."))


def _read_amount(value: object) -> Decimal:
    number = _read_number(value)
    if number < 0:
        raise problem("wrong-type", BELOW_ZERO, actual=str(number))
    return number


def _read_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = as_text(value).strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise problem("wrong-type", NOT_YES_OR_NO, actual=word[:40])


Whole = Annotated[int, BeforeValidator(_read_whole), Marker("whole")]
"""A whole number; which are allowed, a rule of the form says."""

Count = Annotated[int, BeforeValidator(_read_count), Marker("whole", span=(0, None))]
"""How many there are: a whole number from 0."""

FIRST_YEAR, LAST_YEAR = 2000, 2099


def _read_year(value: object) -> int:
    year = _read_whole(value)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise problem("wrong-type", NOT_A_YEAR, actual=str(year))
    return year


Year = Annotated[int, BeforeValidator(_read_year), Marker("whole", span=(FIRST_YEAR, LAST_YEAR))]
"""A year of the forms' «20__»."""

Number = Annotated[
    Decimal, BeforeValidator(_read_number), PlainSerializer(json_number), Marker("number")
]
"""A number with up to six decimals; a decimal comma is read too. A rule says which are allowed."""

Amount = Annotated[
    Decimal,
    BeforeValidator(_read_amount),
    PlainSerializer(json_number),
    Marker("number", span=(0, None)),
]
"""How much there is: hours, credits; a number from 0."""

Flag = Annotated[bool, BeforeValidator(_read_flag), Marker("flag")]
"""Yes or no, in the words of any of the three languages."""
