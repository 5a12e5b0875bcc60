"""The kinds of values, by which every other part of the library treats a field.

A value type is marked by ``Annotated[…, Marker("date")]`` or by a class attribute ``KIND``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal[
    "text",  # words in a language, one line
    "long_text",  # words in a language, several lines
    "markdown",  # CommonMark
    "name",  # words without a language: names, codes
    "url",
    "email",
    "presence",  # an address, or yes and no
    "file",  # a path beside the record
    "image",  # a path of a picture beside the record
    "date",
    "duration",
    "whole",  # a whole number
    "number",
    "flag",  # yes or no
    "choice",  # one of a closed list
    "language",  # kk, ru or en, printed as a word
    "record",  # several named values
]


@dataclass(frozen=True, slots=True)
class Marker:
    """Says of which kind an annotated type is. ``choices`` names the list of a choice.

    ``span`` is the lowest number that is read and, where there is one, the highest.
    """

    kind: FieldKind
    choices: str = ""
    span: tuple[int, int | None] | None = None
