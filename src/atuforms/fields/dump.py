"""From a record back to plain data, as YAML or JSON holds it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from atuforms.fields.describe import Field, describe
from atuforms.fields.durations import clock
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.rules import NOT_GIVEN


def dump(record: Record) -> dict[str, Any]:
    """The values of ``record`` that are given, in the order of its type."""
    found = {}
    for field in describe(type(record)):
        value = getattr(record, field.name)
        if value is None or value is NOT_GIVEN:
            continue
        if field.many:
            found[field.name] = [_plain(item, field) for item in value if item is not NOT_GIVEN]
        else:
            found[field.name] = _plain(value, field)
    return found


def _plain(value: Any, field: Field) -> Any:
    if isinstance(value, Record):
        return dump(value)
    if isinstance(value, Text):
        return value.dump()
    if field.kind == "presence" and value in ("true", "false"):
        return value == "true"
    if field.kind == "date":
        return value.isoformat()
    if field.kind == "duration":
        return clock(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
