"""From a record back to plain data, as YAML or JSON holds it."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from atuforms.core.json_numbers import json_number
from atuforms.fields.describe import Field, describe
from atuforms.fields.durations import clock
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.fields.record import Record
from atuforms.fields.texts import Text

_Plain = Callable[[Any], object]


def dump(record: Record) -> dict[str, object]:
    """The values of ``record`` that are given, in the order of its type."""
    found = {}
    for name, plain in _fields(type(record)):
        value = getattr(record, name)
        if value is not None and value is not NOT_GIVEN:
            found[name] = plain(value)
    return found


@functools.cache
def _fields(model: type[Record]) -> tuple[tuple[str, _Plain], ...]:
    """What makes plain data of each field's values."""
    return tuple(
        (field.name, _list_of(_plain(field)) if field.many else _plain(field))
        for field in describe(model)
    )


def _list_of(plain: _Plain) -> _Plain:
    return lambda items: [plain(item) for item in items if item is not NOT_GIVEN]


def _plain(field: Field) -> _Plain:
    if field.kind == "record":
        return dump
    if field.kind == "presence":
        return _presence
    if field.kind == "date":
        return datetime.date.isoformat
    if field.kind == "duration":
        return clock
    return _value


def _value(value: object) -> object:
    if isinstance(value, Text):
        return value.dump()
    if isinstance(value, Decimal):
        return json_number(value)
    return value


def _presence(value: object) -> object:
    """An address; or the word that stands for yes or no."""
    return value == "true" if value in ("true", "false") else _value(value)
