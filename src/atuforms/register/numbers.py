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
from dataclasses import replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Any, Self

from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.core.files.output_files import clear_errors
from atuforms.core.language.reasons import Reason
from atuforms.register import chain
from atuforms.register.layout import prepare, refuse_damaged
from atuforms.register.lines import STATES as STATES
from atuforms.register.lines import NumberTaken as NumberTaken
from atuforms.register.lines import NumberVoid as NumberVoid
from atuforms.register.lines import Registration as Registration
from atuforms.register.lines import Request as Request
from atuforms.register.lines import local

_WAIT_SECONDS = 120.0
_PLACEHOLDER = re.compile(r"\{(n|year)(?::0?([1-9][0-9]?)d?)?\}")

_LIVE = "form = ? AND key = ? AND state IN ('reserved', 'issued')"
"""The line of a record; SQLite takes the index only where its condition stands word for word."""
_RESERVED = f"{_LIVE} AND state = 'reserved'"
_COLUMNS = (
    "form, year, n, number, state, key, holder, title, at, reason, date, issued, voided, instead, "
    "origin"
)


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
                self._base.execute("PRAGMA synchronous = FULL")
                refuse_damaged(self._base)
            with self._transaction() as base:
                prepare(base, self.path)
            chain.install(self._base)
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
        :raises NumberVoid: when the record's number is void; :meth:`reissue` gives it another.
        """
        number = self.reserve_all([request], at=at)[0]
        if not isinstance(number, str):
            raise number
        return number

    def reserve_all(
        self, requests: Sequence[Request], *, at: datetime | None = None
    ) -> list[str | NumberTaken | NumberVoid]:
        """Numbers for all of ``requests``, in order and in one transaction.

        A number that is taken or void stands in the answer as the error that it is.
        """
        when = _moment(at)
        answers: list[str | NumberTaken | NumberVoid] = []
        with self._transaction() as base:
            for request in requests:
                try:
                    answers.append(self._reserve(base, request, when))
                    if request.note:
                        base.execute(
                            f"UPDATE numbers SET reason = ? WHERE {_LIVE}",
                            (request.note, request.form, request.key),
                        )
                except (NumberTaken, NumberVoid) as error:
                    answers.append(error)
        return answers

    def confirm(
        self, form: str, documents: Iterable[tuple[str, str]], *, at: datetime | None = None
    ) -> None:
        """Mark as issued what these records have; ``documents`` are keys with their numbers."""
        when = _moment(at)
        with self._transaction() as base:
            base.executemany(
                "UPDATE numbers SET state = 'issued', at = ?, issued = ? "
                f"WHERE {_RESERVED} AND number = ?",
                [(when, when, form, key, number) for key, number in documents],
            )

    def adopt(self, form: str, documents: Iterable[tuple[int, str, str, str, str]]) -> None:
        """Enter documents that exist and that the journal, perhaps an old copy, does not know.

        ``documents`` are year, number, key, origin and time of making.
        """
        with self._transaction() as base:
            base.executemany(
                "INSERT OR IGNORE INTO numbers "
                "(form, state, holder, title, year, number, key, origin, at, issued) "
                "VALUES (?1, 'issued', '', '', ?2, ?3, ?4, ?5, ?6, ?6)",
                [(form, *each) for each in documents],
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

        :raises UnsafeOutput: when there is no reason, or the number is void already.
        :raises UnreadableInput: when the journal has no such number.
        """
        with self._transaction() as base:
            line = self._find_or_refuse(base, form, year, number)
            if line.state == "void":
                raise _void_already(line)
            _void(base, line, reason, _moment(at))
        return self.show(form, year, number)

    def reissue(
        self, form: str, year: int, number: str, reason: str = "", *, at: datetime | None = None
    ) -> Registration:
        """Give the record of a void number a new one; a number that is not void yet is made so.

        Number, reason and time of the void one stay in the journal. The new number is reserved:
        the next run over the table makes its document.

        :raises UnsafeOutput: when a number is to be made void without a reason, or its record has
            a new number already.
        :raises UnreadableInput: when the journal has no such number.
        """
        when = _moment(at)
        with self._transaction() as base:
            line = self._find_or_refuse(base, form, year, number)
            if line.state != "void":
                _void(base, line, reason, when)
            live = base.execute(
                f"SELECT number FROM numbers WHERE {_LIVE}", (form, line.key)
            ).fetchone()
            if live is not None:
                raise UnsafeOutput(
                    "The number {number} of {year} was issued again already, as {new}.",
                    number=number,
                    year=year,
                    new=live[0],
                )
            about = (line.key, "", line.origin, None, line.holder, line.title, line.date)
            new = self._next(base, Request(form, year, *about), when)
            base.execute(
                "UPDATE numbers SET instead = ? WHERE form = ? AND year = ? AND number = ?",
                (number, form, year, new),
            )
        return self.show(form, year, new)

    def show(self, form: str, year: int, number: str) -> Registration:
        """The line of one number.

        :raises UnreadableInput: when the journal has no such number.
        """
        with self._lock, _clear_errors(self.path):
            return self._find_or_refuse(self._base, form, year, number)

    def of_record(self, form: str, key: str) -> Registration | None:
        """The line of a record, if it has a number that is not void."""
        with self._lock, _clear_errors(self.path):
            row = self._base.execute(
                f"SELECT {_COLUMNS} FROM numbers WHERE {_LIVE}", (form, key)
            ).fetchone()
        return None if row is None else _line(row)

    def list(self, form: str | None = None, year: int | None = None) -> Iterator[Registration]:
        """The journal in order of form, year and number."""
        with self._lock, _clear_errors(self.path):
            rows = self._base.execute(
                f"SELECT {_COLUMNS} FROM numbers WHERE state != 'free' "
                "AND (?1 IS NULL OR form = ?1) AND (?2 IS NULL OR year = ?2) "
                "ORDER BY form, year, n IS NULL, n, number",
                (form, year),
            ).fetchall()
        return map(_line, rows)

    def head(self) -> chain.Head:
        """The present state of the chain of entries."""
        with self._lock, _clear_errors(self.path):
            return chain.head(self._base)

    def breaks(self, signed: chain.Head | None = None) -> Sequence[chain.Break]:
        """Where the chain does not fit; :func:`~atuforms.register.chain.breaks` says more."""
        with self._lock, _clear_errors(self.path):
            return chain.breaks(self._base, signed)

    def _reserve(self, base: sqlite3.Connection, request: Request, at: str) -> str:
        own = base.execute(
            f"SELECT number, holder, title FROM numbers WHERE {_LIVE}",
            (request.form, request.key),
        ).fetchone()
        if own is not None:
            if not (own[1] or own[2]) and (request.holder or request.title):
                base.execute(  # it was adopted
                    f"UPDATE numbers SET key = ?, holder = ?, title = ?, date = ? WHERE {_LIVE}",
                    (*_reader(request), request.form, request.key),
                )
            return str(own[0])
        if request.was and (kept := self._rekey(base, request)):
            return kept
        void = base.execute(
            f"SELECT {_COLUMNS} FROM numbers WHERE form = ? AND key = ? AND state = 'void' "
            "ORDER BY id DESC LIMIT 1",
            (request.form, request.key),
        ).fetchone()
        if void is not None:
            raise _is_void(_line(void))
        if request.number is not None:
            return self._enter(base, request, request.number, at)
        mended = (
            request.origin
            and base.execute(
                "UPDATE numbers SET key = ?, holder = ?, title = ?, date = ?, at = ? WHERE id = ("
                "SELECT id FROM numbers INDEXED BY numbers_by_origin "
                "WHERE form = ? AND year = ? AND origin = ? "
                "AND state = 'reserved' AND n IS NOT NULL LIMIT 1) RETURNING number",
                (*_reader(request), at, *_where(request), request.origin),
            ).fetchone()
        )
        if mended:
            return str(mended[0])
        return self._next(base, request, at)

    @staticmethod
    def _rekey(base: sqlite3.Connection, request: Request) -> str:
        """Hand the number of a changed record on to what it is now; empty if it had none."""
        row = base.execute(
            "UPDATE numbers SET key = ?, holder = ?, title = ?, date = ? WHERE id = coalesce("
            f"(SELECT id FROM numbers WHERE {_LIVE}), "
            "(SELECT id FROM numbers INDEXED BY numbers_by_origin WHERE form = ? AND origin = ? "
            "AND origin != '' AND state IN ('reserved', 'issued') LIMIT 1)"
            ") RETURNING number",
            (
                *_reader(request),
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
            "date = ?, at = ? WHERE id = (SELECT id FROM numbers WHERE form = ? AND year = ? "
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
            "INSERT INTO numbers "
            "(form, year, n, number, state, key, origin, holder, title, date, at) "
            "VALUES (?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?)",
            (*_where(request), n, number, *_about(request), at),
        )

    @staticmethod
    def _find(base: sqlite3.Connection, form: str, year: int, number: str) -> Registration | None:
        row = base.execute(
            f"SELECT {_COLUMNS} FROM numbers "
            "WHERE form = ? AND year = ? AND number = ? AND state != 'free'",
            (form, year, number),
        ).fetchone()
        return None if row is None else _line(row)

    def _find_or_refuse(
        self, base: sqlite3.Connection, form: str, year: int, number: str
    ) -> Registration:
        line = self._find(base, form, year, number)
        if line is None:
            raise _no_number(form, year, number)
        return line

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


def _about(request: Request) -> tuple[str, str, str, str, str]:
    return request.key, request.origin, request.holder, request.title, request.date


def _reader(request: Request) -> tuple[str, str, str, str]:
    return request.key, request.holder, request.title, request.date


def _line(row: tuple[Any, ...]) -> Registration:
    line = Registration(*row)
    at, issued, voided = (
        local(each) if each else "" for each in (line.at, line.issued, line.voided)
    )
    return replace(line, at=at, issued=issued, voided=voided)


def _void(base: sqlite3.Connection, line: Registration, reason: str, at: str) -> None:
    if not reason.strip():
        raise UnsafeOutput("A number is made void for a reason. Give the reason.")
    base.execute(
        "UPDATE numbers SET state = 'void', reason = ?, at = ?, voided = ? "
        "WHERE form = ? AND year = ? AND number = ?",
        (reason.strip(), at, at, line.form, line.year, line.number),
    )


def _void_already(line: Registration) -> UnsafeOutput:
    return UnsafeOutput(
        "The number {number} of {year} is void already, since {time}: {reason}. Nothing was "
        "changed.",
        number=line.number,
        year=line.year,
        time=line.voided,
        reason=line.reason,
    )


def _is_void(line: Registration) -> NumberVoid:
    error = NumberVoid(
        "The number {number} of {year} is void: {reason}.",
        number=line.number,
        year=line.year,
        reason=line.reason,
    )
    error.line = line
    return error


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
            reason=Reason(str(error)),
        ) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise UnreadableInput(
            "{file} is not a register, or it is damaged ({reason}). Restore it from a copy.",
            file=path,
            reason=Reason(str(error)),
        ) from error
