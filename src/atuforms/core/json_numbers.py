"""How a number is written as JSON."""

from __future__ import annotations

from decimal import Decimal


def json_number(number: Decimal) -> int | float:
    """The number as JSON knows it: whole, or with a fraction."""
    return int(number) if number == number.to_integral_value() else float(number)
