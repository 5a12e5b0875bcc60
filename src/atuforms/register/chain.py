"""The chain of the register: every change of a line, bound to all that was before it by a hash.

Triggers of our own connections write an entry for each line that is entered, changed or taken out,
in the same transaction; the hash of an entry covers that of the one before. Other programs have no
such triggers: whoever changes a line in the file, an entry, or the order of entries leaves a chain
that does not fit. Who may write the file could make the whole chain anew, which a head shows that
was signed before: the number of entries and the hash of the last one.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from typing import Final, Literal

_COLUMNS: Final = (
    "id", "form", "year", "n", "number", "state", "key", "origin", "holder", "title", "at",
    "reason", "date", "issued", "voided", "instead",
)  # fmt: skip
"""Of a line, in the order in which an entry has them; a later layout adds to the end."""
_LINE: Final = "json_array({})"
START: Final = "0" * 64
"""What the first entry is bound to."""

Problem = Literal["entry-altered", "line-altered", "line-unknown", "line-gone", "head-differs"]


def _line(row: str) -> str:
    return _LINE.format(", ".join(f"{row}.{column}" for column in _COLUMNS))


def _trigger(name: str, event: str, line: str) -> str:
    """A trigger that binds a line to the last entry."""
    return (
        f"CREATE TEMP TRIGGER {name} AFTER {event} ON main.numbers BEGIN "
        "INSERT INTO entries (line, hash) SELECT line, chained(coalesce("
        f"(SELECT hash FROM entries ORDER BY n DESC LIMIT 1), '{START}'), line) "
        f"FROM (SELECT {line} AS line); END"
    )


_LINES: Final = f"SELECT {_line('numbers')} FROM numbers ORDER BY id"
_TABLE: Final = (
    "CREATE TABLE entries (n INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL, "
    "hash TEXT NOT NULL)"
)
_TRIGGERS: Final = (
    _trigger("line_entered", "INSERT", _line("NEW")),
    _trigger("line_changed", "UPDATE", _line("NEW")),
    _trigger("line_taken_out", "DELETE", "json_array(OLD.id)"),
)
"""What writes the entries; they end with the connection."""


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a chain: how many entries there are, and the hash of the last one."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not fit; ``number`` is that of the line, where one is known."""

    problem: Problem
    entry: int = 0
    form: str = ""
    year: int = 0
    number: str = ""


def chained(before: str, line: str) -> str:
    """The hash of an entry."""
    return hashlib.sha256(f"{before}\n{line}".encode()).hexdigest()


def install(base: sqlite3.Connection) -> None:
    """Let what a connection writes into a register be entered."""
    base.create_function("chained", 2, chained, deterministic=True)
    for statement in _TRIGGERS:
        base.execute(statement)


def begin(base: sqlite3.Connection) -> None:
    """Make the chain of a register; lines that it has already are its first entries."""
    base.execute(_TABLE)
    lines = base.execute(_LINES).fetchall()
    before = START
    for (line,) in lines:
        before = chained(before, line)
        base.execute("INSERT INTO entries (line, hash) VALUES (?, ?)", (line, before))


def head(base: sqlite3.Connection) -> Head:
    """The present state of the chain."""
    row = base.execute("SELECT n, hash FROM entries ORDER BY n DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, START)


def breaks(base: sqlite3.Connection, signed: Head | None = None) -> list[Break]:
    """Every place where the chain does not fit, or its lines are not what it says.

    :param signed: a state that the chain has to have gone through.
    """
    found: list[Break] = []
    last: dict[int, str] = {}
    before = START
    reached = signed is None or signed.entries == 0
    for place, (n, line, digest) in enumerate(
        base.execute("SELECT n, line, hash FROM entries ORDER BY n"), start=1
    ):
        values = json.loads(line) if _is_list(line) else []
        if n != place or chained(before, line) != digest or not values:
            found.append(Break("entry-altered", place, *_number(values)))
        before = digest
        if signed is not None and place == signed.entries:
            reached = digest == signed.hash
        if values:
            last[values[0]] = line
    if not reached and signed is not None:
        found.append(Break("head-differs", signed.entries))
    return found + _lines(base, last)


def _lines(base: sqlite3.Connection, last: dict[int, str]) -> list[Break]:
    """Lines of the journal that are not what the last entry of each says."""
    found = []
    for (line,) in base.execute(_LINES):
        values = json.loads(line)
        entered = last.pop(values[0], None)
        if entered is None or len(json.loads(entered)) == 1:
            found.append(Break("line-unknown", 0, *_number(values)))
        elif entered != line:
            found.append(Break("line-altered", 0, *_number(values)))
    for line in last.values():
        values = json.loads(line)
        if len(values) > 1:
            found.append(Break("line-gone", 0, *_number(values)))
    return found


def _is_list(line: str) -> bool:
    try:
        values = json.loads(line)
    except ValueError:
        return False
    return (
        isinstance(values, list)
        and len(values) in (1, len(_COLUMNS))
        and isinstance(values[0], int)
    )


def _number(values: list[object]) -> tuple[str, int, str]:
    if len(values) < len(_COLUMNS):
        return "", 0, ""
    year = values[2]
    return str(values[1]), year if isinstance(year, int) else 0, str(values[4])
