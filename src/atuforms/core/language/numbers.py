"""Numbers as each language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from atuforms.core.language.languages import Language


def number_text(number: Decimal | int, lang: Language) -> str:
    """A number with the decimal separator of the language, without superfluous zeros."""
    text = format(Decimal(number).normalize(), "f")
    return text if lang == "en" else text.replace(".", ",")


def in_ranges(numbers: Iterable[int]) -> str:
    """Rising numbers as one reads them: ``2–4, 7``."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges)
