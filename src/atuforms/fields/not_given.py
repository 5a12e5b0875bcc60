"""What stands in a partial record for a value that is missing or cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar


class NotGiven:
    """Stands in a partial record for a value that is missing or cannot be read; always false."""

    _only: NotGiven | None = None

    def __new__(cls) -> NotGiven:
        cls._only = cls._only or super().__new__(cls)
        return cls._only

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN = NotGiven()

AnyValue = TypeVar("AnyValue")


def given(value: AnyValue | None) -> AnyValue | None:
    """The value, or None where it is missing or cannot be read."""
    return None if value is NOT_GIVEN else value


def given_items(values: tuple[AnyValue, ...] | None) -> Iterator[tuple[int, AnyValue]]:
    """The items of a list that can be read, with their numbers; nothing where there is no list."""
    for number, value in enumerate(given(values) or ()):
        if given(value) is not None:
            yield number, value
