"""What a person may write in Python for a value of each kind, as type checkers see it.

The keywords of every form are typed with these; what a form then holds is typed by its fields.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol, SupportsIndex, TypeAlias, TypeVar, overload

from atuforms.fields.texts import Text

TextInput: TypeAlias = str | Mapping[str, str] | Text
"""Words in the language of the record, or one text a language: ``{"kk": …, "ru": …, "en": …}``."""

NameInput: TypeAlias = str | int | Mapping[str, str] | Text
"""Words without a language, or a number."""

DateInput: TypeAlias = datetime.date | str
"""A date, or its spelling in ISO 8601: ``"2025-12-12"``."""

DurationInput: TypeAlias = float | str
"""Minutes, or ``"MM:SS"``, ``"H:MM:SS"``."""

WholeInput: TypeAlias = int | str
"""A whole number."""

NumberInput: TypeAlias = float | Decimal | str
"""A number."""

FlagInput: TypeAlias = bool | str
"""Yes or no, in the words of any of the three languages."""

PresenceInput: TypeAlias = str | bool
"""An address; or whether there is one."""

RecordInput: TypeAlias = Mapping[str, object]
"""Several named values."""

Item = TypeVar("Item", covariant=True)


class ListOf(Protocol[Item]):
    """A list, a tuple or another sequence of items, which a ``str`` is not."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Item]: ...
    def __reversed__(self) -> Iterator[Item]: ...
    # A str looks for a str in it only.
    def __contains__(self, value: object, /) -> bool: ...
    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Item: ...
    @overload
    def __getitem__(self, index: slice, /) -> Sequence[Item]: ...
