"""What a document prints, as a form sees it that computes some of it: words, lists, records.

Each value is a string or a flag, a list of mappings, or a mapping with the values of a record.
"""

from __future__ import annotations

from typing import cast

Printed = dict[str, object]


def words(printed: Printed, name: str) -> str:
    """The words of a value; empty where it is not given."""
    return cast("str", printed[name])


def part(printed: Printed, name: str) -> Printed:
    """The values of a record that stands in it."""
    return cast("Printed", printed[name])


def rows(printed: Printed, name: str) -> list[Printed]:
    """The items of a list; those of plain values have their words under ``value``."""
    return cast("list[Printed]", printed[name])
