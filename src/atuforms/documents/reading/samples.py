"""A record with a value in every field: what a form prints when nothing is left out.

A blank has no line for what is only printed where it is given, and none for the items of a list
that it leaves to the record. Old paper may show them, and is laid beside this one too.
"""

from __future__ import annotations

from typing import Any

from atuforms.fields.describe import Field, describe
from atuforms.fields.kinds import FieldKind
from atuforms.fields.model import Model
from atuforms.forms.base import Form

WORD = "\ue000"
"""Stands in every text of a sample; no document has it."""

_ITEMS = 2
_DEEPEST = 6
_VALUES: dict[FieldKind, str] = {
    "url": "https://atu.edu.kz",
    "email": "mail@atu.edu.kz",
    "presence": "yes",
    "file": f"{WORD}.pdf",
    "image": f"{WORD}.png",
    "date": "2000-01-01",
    "duration": "1:00",
    "whole": "1",
    "number": "1",
    "flag": "yes",
    "language": "kk",
}


def sample_record(form: type[Form]) -> dict[str, Any]:
    """The values of such a record; two items in each list, or as many as the blank has."""
    return _record(form, form, "", 0)


def _record(form: type[Form], model: type[Model], pattern: str, depth: int) -> dict[str, Any]:
    return {
        each.name: _value(form, each, f"{pattern}.{each.name}".strip("."), depth)
        for each in describe(model)
    }


def _value(form: type[Form], each: Field, pattern: str, depth: int) -> Any:
    count = max(form.BLANK_ROWS.get(pattern, _ITEMS), _ITEMS)
    values = [_one(form, each, pattern, depth, number) for number in range(count)]
    return values if each.many else values[0]


def _one(form: type[Form], each: Field, pattern: str, depth: int, number: int) -> Any:
    if each.record is not None:
        return _record(form, each.record, pattern, depth + 1) if depth < _DEEPEST else {}
    if each.options:
        return each.options[number % len(each.options)]
    if "year" in each.name:
        return "2025"
    return _VALUES.get(each.kind, f"{WORD}{number + 1}")
