"""The register of numbers: the journal that gives out certificate numbers, one SQLite file.

Numbers run from 1 per form and year. A number is first *reserved* for a record and then
*issued* with its document; one reserved by a run that was killed waits for its record, and one
given back is given out again, so that no gap comes by accident. A *void* number stays in the
journal with its reason and is never given out again. A record is known by its key: asking again
with the same key gives the same number.

Every change is one transaction that takes the write lock at once. SQLite's rollback journal is
kept rather than WAL, which needs shared memory and is not safe on a network drive.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Final, Literal, Self

from atuforms.core.exceptions import AtuformsError, UnreadableInput, UnsafeOutput
from atuforms.core.files.output_files import clear_errors
from atuforms.core.language.sentences import message

SCHEMA_VERSION = 1

State = Literal["reserved", "issued", "void"]
STATES: Final[Mapping[State, str]] = {
    "reserved": message("reserved"),
    "issued": message("issued"),
    "void": message("void"),
}
"""The states of a number in words, to be translated."""

_APPLICATION_ID = 0x41545546  # "ATUF", so that another program's database is told apart
_WAIT_SECONDS = 120.0
_PLACEHOLDER = re.compile(r"\{(n|year)(?::0?([1-9][0-9]?)d?)?\}")

_SCHEMA = """
CREATE TABLE numbers (
    id INTEGER PRIMARY KEY,
    form TEXT NOT NULL,
    year INTEGER NOT NULL,
    n INTEGER,
    number TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('free', 'reserved', 'issued', 'void')),
    key TEXT NOT NULL,
    origin TEXT NOT NULL,
    holder TEXT NOT NULL,
    title TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    UNIQUE (form, year, n),
    UNIQUE (form, year, number)
);
CREATE UNIQUE INDEX numbers_by_key ON numbers (form, key) WHERE state IN ('reserved', 'issued');
CREATE INDEX numbers_by_origin ON numbers (form, origin);
CREATE INDEX numbers_free ON numbers (form, year, n) WHERE state = 'free';
"""
_LIVE = "form = ? AND key = ? AND state IN ('reserved', 'issued')"
"""The line of a record; SQLite takes the index only where its condition stands word for word."""
_RESERVED = f"{_LIVE} AND state = 'reserved'"
_COLUMNS = "form, year, n, number, state, key, holder, title, at, reason"


class NumberTaken(AtuformsError, ValueError):
    """A number that a record brings with it belongs to another document."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What a number is wanted for.

    ``key`` is what the record is known by, ``was`` what it was known by before it was changed:
    its number stays with it. ``origin``, if given, is where it comes from: a reservation that
    was never issued passes to the mended record of the same origin. ``number`` is one that the
    record brings with it. ``holder`` and ``title`` are for the reader of the
    journal.
    """

    form: str
    year: int
    key: str
    was: str = ""
    origin: str = ""
    number: str | None = None
    holder: str = ""
    title: str = ""
    note: str = ""
    """What the journal notes beside the line: why a document is issued against a judgement."""


@dataclass(frozen=True, slots=True)
class Registration:
    """One line of the journal; ``n`` is None for a number that did not come from here."""

    form: str
    year: int
    n: int | None
    number: str
    state: State
    key: str
    holder: str
    title: str
    at: str
    """When the number was reserved, issued or made void (ISO 8601, UTC)."""
    reason: str


class Register:
    """An open register; a context manager, safe to share between threads and processes.

    :param path: the SQLite file, made if it is not there.
    :param pattern: how a number is written, with ``{n}`` and perhaps ``{year}``: ``{n}``,
        ``{year}/{n:03d}``.
    :param number_from: the first number to give out in a year, where numbers before it were
        given out by other means.
    :raises UnreadableInput: when the file is no register, or of a newer version.
    :raises UnsafeOutput: when it cannot be written, or the pattern has no ``{n}``.
    """

    def __init__(
        self, path: str | PathLike[str], *, pattern: str = "{n}", number_from: int = 1
    ) -> None:
        check_number_pattern(pattern)
        if number_from < 1:
            raise UnsafeOutput("Numbers begin at 1 or later, not at {n}.", n=number_from)
        self.path = Path(path)
        self._pattern = pattern
        self._number_from = number_from
        self._lock = threading.Lock()
        with clear_errors(self.path), _clear_errors(self.path):
            self._base = sqlite3.connect(
                self.path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
        try:
            with _clear_errors(self.path):
                self._prepare()
        except BaseException:
            self._base.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Reservations stay."""
        self._base.close()

    def reserve(self, request: Request, *, at: datetime | None = None) -> str:
        """The number for ``request``: its own if it has one, or the next.

        :raises NumberTaken: when the record brings a number that another document has.
        """
        number = self.reserve_all([request], at=at)[0]
        if isinstance(number, NumberTaken):
            raise number
        return number

    def reserve_all(
        self, requests: Sequence[Request], *, at: datetime | None = None
    ) -> list[str | NumberTaken]:
        """Numbers for all of ``requests``, in order and in one transaction.

        A number that is taken stands in the answer as the error that it is.
        """
        when = _moment(at)
        answers: list[str | NumberTaken] = []
        with self._transaction() as base:
            for request in requests:
                try:
                    answers.append(self._reserve(base, request, when))
                    if request.note:
                        base.execute(
                            f"UPDATE numbers SET reason = ? WHERE {_LIVE}",
                            (request.note, request.form, request.key),
                        )
                except NumberTaken as error:
                    answers.append(error)
        return answers

    def confirm(self, form: str, keys: Iterable[str], *, at: datetime | None = None) -> None:
        """Mark the numbers of these records as issued: their documents exist."""
        when = _moment(at)
        with self._transaction() as base:
            base.executemany(
                f"UPDATE numbers SET state = 'issued', at = ? WHERE {_RESERVED}",
                [(when, form, key) for key in keys],
            )

    def release(self, form: str, keys: Iterable[str]) -> None:
        """Give back the numbers of records whose documents were never made."""
        with self._transaction() as base:
            for key in keys:
                base.execute(
                    f"DELETE FROM numbers WHERE {_RESERVED} AND n IS NULL",
                    (form, key),
                )
                base.execute(
                    "UPDATE numbers SET state = 'free', key = '', origin = '', "
                    f"holder = '', title = '', reason = '' WHERE {_RESERVED}",
                    (form, key),
                )

    def void(
        self, form: str, year: int, number: str, reason: str, *, at: datetime | None = None
    ) -> Registration:
        """Make a number void; it stays in the journal with ``reason``, and is not given again.

        :raises UnsafeOutput: when there is no reason.
        :raises UnreadableInput: when the journal has no such number.
        """
        if not reason.strip():
            raise UnsafeOutput("A number is made void for a reason. Give the reason.")
        with self._transaction() as base:
            changed = base.execute(
                "UPDATE numbers SET state = 'void', reason = ?, at = ? "
                "WHERE form = ? AND year = ? AND number = ? AND state IN ('reserved', 'issued')",
                (reason.strip(), _moment(at), form, year, number),
            )
            if not changed.rowcount and self._find(base, form, year, number) is None:
                raise _no_number(form, year, number)
        return self.show(form, year, number)

    def show(self, form: str, year: int, number: str) -> Registration:
        """The line of one number.

        :raises UnreadableInput: when the journal has no such number.
        """
        with self._lock, _clear_errors(self.path):
            entry = self._find(self._base, form, year, number)
        if entry is None:
            raise _no_number(form, year, number)
        return entry

    def list(self, form: str | None = None, year: int | None = None) -> Iterator[Registration]:
        """The journal in order of form, year and number."""
        with self._lock, _clear_errors(self.path):
            rows = self._base.execute(
                f"SELECT {_COLUMNS} FROM numbers WHERE state != 'free' "
                "AND (?1 IS NULL OR form = ?1) AND (?2 IS NULL OR year = ?2) "
                "ORDER BY form, year, n IS NULL, n, number",
                (form, year),
            ).fetchall()
        return (Registration(*row) for row in rows)

    def _prepare(self) -> None:
        base = self._base
        base.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            (version,) = base.execute("PRAGMA user_version").fetchone()
            (application,) = base.execute("PRAGMA application_id").fetchone()
            (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables and application != _APPLICATION_ID:
                raise UnreadableInput(
                    "{file} is a database of another program, not a register.", file=self.path
                )
            if version > SCHEMA_VERSION:
                raise UnreadableInput(
                    "The register {file} was written by a newer atuforms (version {version} of "
                    "its layout, {known} is known here). Install the newest atuforms.",
                    file=self.path,
                    version=version,
                    known=SCHEMA_VERSION,
                )
            if not tables:
                for statement in _SCHEMA.split(";"):
                    base.execute(statement)
                base.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _reserve(self, base: sqlite3.Connection, request: Request, at: str) -> str:
        own = base.execute(
            f"SELECT number FROM numbers WHERE {_LIVE}",
            (request.form, request.key),
        ).fetchone()
        if own is not None:
            return str(own[0])
        if request.was and (kept := self._rekey(base, request)):
            return kept
        if request.number is not None:
            return self._enter(base, request, request.number, at)
        mended = (
            request.origin
            and base.execute(
                "UPDATE numbers SET key = ?, holder = ?, title = ?, at = ? WHERE id = ("
                "SELECT id FROM numbers INDEXED BY numbers_by_origin "
                "WHERE form = ? AND year = ? AND origin = ? "
                "AND state = 'reserved' AND n IS NOT NULL LIMIT 1) RETURNING number",
                (request.key, request.holder, request.title, at, *_where(request), request.origin),
            ).fetchone()
        )
        if mended:
            return str(mended[0])
        return self._next(base, request, at)

    @staticmethod
    def _rekey(base: sqlite3.Connection, request: Request) -> str:
        """Hand the number of a changed record on to what it is now; empty if it had none."""
        row = base.execute(
            "UPDATE numbers SET key = ?, holder = ?, title = ? WHERE id = coalesce("
            f"(SELECT id FROM numbers WHERE {_LIVE}), "
            "(SELECT id FROM numbers INDEXED BY numbers_by_origin WHERE form = ? AND origin = ? "
            "AND origin != '' AND state IN ('reserved', 'issued') LIMIT 1)"
            ") RETURNING number",
            (
                *(request.key, request.holder, request.title),
                *(request.form, request.was, request.form, request.origin),
            ),
        ).fetchone()
        return "" if row is None else str(row[0])

    def _enter(self, base: sqlite3.Connection, request: Request, number: str, at: str) -> str:
        try:
            self._insert(base, request, None, number, at)
        except sqlite3.IntegrityError:
            raise NumberTaken(
                "The number {number} of {year} already belongs to another document.",
                number=number,
                year=request.year,
            ) from None
        return number

    def _next(self, base: sqlite3.Connection, request: Request, at: str) -> str:
        free = base.execute(
            "UPDATE numbers SET state = 'reserved', key = ?, origin = ?, holder = ?, title = ?, "
            "at = ? WHERE id = (SELECT id FROM numbers WHERE form = ? AND year = ? "
            "AND state = 'free' ORDER BY n LIMIT 1) RETURNING number",
            (*_about(request), at, *_where(request)),
        ).fetchone()
        if free is not None:
            return str(free[0])
        (last,) = base.execute(
            "SELECT max(n) FROM numbers WHERE form = ? AND year = ?", (request.form, request.year)
        ).fetchone()
        n = max((last or 0) + 1, self._number_from)
        while True:
            number = format_number(self._pattern, n, request.year)
            try:
                self._insert(base, request, n, number, at)
            except sqlite3.IntegrityError:
                n += 1  # the text is that of a number which a record brought with it
            else:
                return number

    @staticmethod
    def _insert(
        base: sqlite3.Connection, request: Request, n: int | None, number: str, at: str
    ) -> None:
        base.execute(
            "INSERT INTO numbers (form, year, n, number, state, key, origin, holder, title, at) "
            "VALUES (?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?)",
            (*_where(request), n, number, *_about(request), at),
        )

    @staticmethod
    def _find(base: sqlite3.Connection, form: str, year: int, number: str) -> Registration | None:
        row = base.execute(
            f"SELECT {_COLUMNS} FROM numbers "
            "WHERE form = ? AND year = ? AND number = ? AND state != 'free'",
            (form, year, number),
        ).fetchone()
        return None if row is None else Registration(*row)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _clear_errors(self.path):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")


def check_number_pattern(pattern: str) -> None:
    """Refuse a pattern that would give two records the same number.

    :raises UnsafeOutput: when ``{n}`` is missing or another placeholder stands in it.
    """
    placeholders = [match[1] for match in _PLACEHOLDER.finditer(pattern)]
    if "n" not in placeholders or set("{}") & set(_PLACEHOLDER.sub("", pattern)):
        raise UnsafeOutput(
            "The number pattern “{pattern}” cannot be used. Write {{n}} where the number goes, "
            "and {{year}} where the year goes, as in {{year}}/{{n:03d}}.",
            pattern=pattern,
        )


def format_number(pattern: str, n: int, year: int) -> str:
    """The text of number ``n``: ``{year}/{n:03d}`` gives ``2026/007``."""
    values: Mapping[str, int] = {"n": n, "year": year}
    return _PLACEHOLDER.sub(lambda m: f"{values[m[1]]:0{m[2] or 1}d}", pattern)


def _where(request: Request) -> tuple[str, int]:
    return request.form, request.year


def _about(request: Request) -> tuple[str, str, str, str]:
    return request.key, request.origin, request.holder, request.title


def _moment(at: datetime | None) -> str:
    return (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _no_number(form: str, year: int, number: str) -> UnreadableInput:
    return UnreadableInput(
        "The register has no number {number} of {year} for {form}.",
        number=number,
        year=year,
        form=form,
    )


@contextmanager
def _clear_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise UnsafeOutput(
            "The register {file} cannot be used: {reason}. Check the folder, the free room and "
            "the permissions, and that no other program keeps the file.",
            file=path,
            reason=error,
        ) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise UnreadableInput(
            "{file} is not a register, or it is damaged ({reason}). Restore it from a copy.",
            file=path,
            reason=error,
        ) from error
