"""The lines of the journal: what a number is asked for, and what the journal says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from atuforms.core.exceptions import AtuformsError
from atuforms.core.language.sentences import message

State = Literal["reserved", "issued", "void"]
STATES: Final[Mapping[State, str]] = {
    "reserved": message("reserved"),
    "issued": message("issued"),
    "void": message("void"),
}
"""The states of a number in words, to be translated."""


class NumberTaken(AtuformsError, ValueError):
    """A number that a record brings with it belongs to another document."""

    exit_code = 1


class NumberVoid(AtuformsError, ValueError):
    """The number of a record is void, and nobody has asked that it be issued again.

    ``line`` is what the journal says of it.
    """

    exit_code = 1
    line: Registration


@dataclass(frozen=True, slots=True)
class Request:
    """What a number is wanted for.

    ``key`` is what the record is known by, ``was`` what it was known by before it was changed:
    its number stays with it. ``origin``, if given, is where it comes from: a reservation that
    was never issued passes to the mended record of the same origin. ``number`` is one that the
    record brings with it. ``holder``, ``title`` and ``date`` (that of the document, as ISO) are
    for the reader of the journal.
    """

    form: str
    year: int
    key: str
    was: str = ""
    origin: str = ""
    number: str | None = None
    holder: str = ""
    title: str = ""
    date: str = ""
    note: str = ""
    """What the register notes beside the line: why a document is issued against a judgement."""


@dataclass(frozen=True, slots=True)
class Registration:
    """One line of the journal; ``n`` is None for a number that did not come from here.

    Times are ISO 8601 in the time zone of this machine, empty for what has not happened.
    """

    form: str
    year: int
    n: int | None
    number: str
    state: State
    key: str
    holder: str
    title: str
    at: str
    """When it came into its state: was reserved, issued or made void."""
    reason: str
    date: str = ""
    """The date of the document itself."""
    issued: str = ""
    """When its document was made."""
    voided: str = ""
    """When it was made void."""
    instead: str = ""
    """The void number in whose place this one was given."""
    origin: str = ""
    """The manifest and the row that it was given to."""


def local(moment: str) -> str:
    """A time of the journal (ISO 8601) in the time zone of this machine."""
    return datetime.fromisoformat(moment).astimezone().isoformat(timespec="seconds")
