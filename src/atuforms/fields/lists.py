"""Lists of which a record may give the only item by itself."""

from __future__ import annotations

from pydantic import BeforeValidator


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


ONE_OR_MANY = BeforeValidator(_as_list)
"""Marks a list that may be written as its only item."""
