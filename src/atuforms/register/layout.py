"""The layout of a register's file: its table, what older versions lack, and how damage is seen."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.register import chain

VERSION = 3
"""Of the layout; what a newer atuforms wrote is refused."""

_APPLICATION_ID = 0x41545546  # "ATUF", so that another program's database is told apart

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
_SINCE_2 = """
ALTER TABLE numbers ADD COLUMN date TEXT NOT NULL DEFAULT '';
ALTER TABLE numbers ADD COLUMN issued TEXT NOT NULL DEFAULT '';
ALTER TABLE numbers ADD COLUMN voided TEXT NOT NULL DEFAULT '';
ALTER TABLE numbers ADD COLUMN instead TEXT NOT NULL DEFAULT '';
UPDATE numbers SET issued = at WHERE state = 'issued';
UPDATE numbers SET voided = at WHERE state = 'void';
CREATE INDEX numbers_void ON numbers (form, key) WHERE state = 'void';
"""
_STEPS: Final = (_SCHEMA, _SINCE_2)
"""What brings a file from each version to the next."""


def prepare(base: sqlite3.Connection, path: Path) -> None:
    """Make the table, or bring it to this version; within a transaction of the caller.

    :raises UnreadableInput: when the file is of another program or of a newer version.
    """
    (version,) = base.execute("PRAGMA user_version").fetchone()
    (application,) = base.execute("PRAGMA application_id").fetchone()
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != _APPLICATION_ID:
        raise UnreadableInput("{file} is a database of another program, not a register.", file=path)
    if version > VERSION:
        raise UnreadableInput(
            "The register {file} was written by a newer atuforms (version {version} of "
            "its layout, {known} is known here). Install the newest atuforms.",
            file=path,
            version=version,
            known=VERSION,
        )
    if version == VERSION:
        return
    for step in _STEPS[version if tables else 0 :]:
        for statement in step.split(";"):
            base.execute(statement)
    chain.begin(base)
    base.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    base.execute(f"PRAGMA user_version = {VERSION}")


def refuse_damaged(base: sqlite3.Connection) -> None:
    """Read every page, so that damage is found before a number is given out.

    :raises sqlite3.DatabaseError: saying what is damaged first.
    """
    (verdict,) = base.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(str(verdict).strip().splitlines()[-1])
