"""The manifest of a batch: what was made, one line of JSON a document, the truth for resuming.

Lines are only ever added, each flushed to the disk before the next document is counted as
made. A power cut can tear the last line; it is dropped, and its document made again. A later
line for the same document holds instead of an earlier one.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import IO, Any, Self

from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.core.files.output_files import clear_errors, sha256_of

FILE_NAME = "manifest.jsonl"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Made:
    """One document that was made.

    ``record`` is the hash of the record, ``row`` its place in the table, ``origin`` and ``key``
    what the row and the record are known by.
    """

    row: int
    origin: str
    key: str
    number: str
    record: str
    file: str
    sha256: str
    lang: str
    format: str
    time: str
    template: str


_COLUMNS = ", ".join(field.name for field in fields(Made))
_MARKS = ", ".join("?" for _ in fields(Made))
_INDEX = f"""
PRAGMA journal_mode = OFF;
CREATE TABLE made ({_COLUMNS}, PRIMARY KEY (key, lang, format));
CREATE INDEX made_origin ON made (origin);
CREATE INDEX made_record ON made (record);
"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A file that is not what the manifest says: ``missing``, ``altered`` or ``unknown``."""

    file: str
    problem: str


class Manifest:
    """The manifest of one folder, open for one run at a time.

    :raises UnreadableInput: when a line in its middle is damaged, or it is of a newer version.
    :raises UnsafeOutput: when it cannot be written, or another run is writing it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.id = ""
        # On the disk, in a file that SQLite removes: memory must not grow with the rows.
        self._index = sqlite3.connect("", isolation_level=None)
        self._index.executescript(_INDEX)
        self.superseded: dict[str, str] = {}
        """Files that an earlier line names and no later one, with their SHA-256."""
        self.rejected: dict[str, str] = {}
        """Lists of rejected rows that were written, with their SHA-256."""
        with clear_errors(self.path):
            self._stream: IO[bytes] = self.path.open("a+b")
        try:
            self._claim()
            self._read()
            if not self.id:
                self.id = uuid.uuid4().hex
                self._append({"manifest": VERSION, "id": self.id})
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let another run have the folder."""
        self._stream.close()
        self._index.close()

    def __iter__(self) -> Iterator[Made]:
        """The documents that there are, in the order in which they were last made."""
        for row in self._index.execute(f"SELECT {_COLUMNS} FROM made ORDER BY rowid"):
            yield Made(*row)

    def document(self, key: str, lang: str, form_format: str) -> Made | None:
        """The document of a record in a language and a format."""
        return self._one("key = ? AND lang = ? AND format = ?", key, lang, form_format)

    def of_origin(self, origin: str) -> Made | None:
        """The document that was last made from a row."""
        return self._one("origin = ?", origin)

    def of_record(self, record: str) -> Made | None:
        """A document of the record with this hash, as it is now."""
        return self._one("record = ?", record)

    def of_key(self, key: str) -> Made | None:
        """A document of the record that is known by ``key``, whatever it says now."""
        return self._one("key = ?", key)

    def _one(self, where: str, *values: str) -> Made | None:
        row = self._index.execute(
            f"SELECT {_COLUMNS} FROM made WHERE {where} ORDER BY rowid DESC LIMIT 1",
            values,
        ).fetchone()
        return None if row is None else Made(*row)

    def add(self, made: Sequence[Made]) -> None:
        """Write that documents were made; that is on the disk when this returns."""
        self._append(*map(asdict, made))
        for each in made:
            self._take(each)

    def add_rejected(self, file: str, sha256: str) -> None:
        """Write which list of rejected rows is ours, so that a mended one is never lost."""
        self._append({"rejected": file, "sha256": sha256})
        self.rejected[file] = sha256

    def _append(self, *lines: dict[str, object]) -> None:
        data = b"".join(
            json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            for line in lines
        )
        with clear_errors(self.path):
            end = self._stream.seek(0, os.SEEK_END)
            try:
                self._stream.write(data)
                self._stream.flush()
                os.fsync(self._stream.fileno())
            except OSError:
                self._stream.truncate(end)
                raise

    def _claim(self) -> None:
        try:
            _lock(self._stream)
        except OSError as error:
            raise UnsafeOutput(
                "Another run is writing into {folder}. Wait for it, or choose another folder.",
                folder=self.path.parent,
            ) from error

    def _read(self) -> None:
        self._stream.seek(0)
        position = 0
        for number, line in enumerate(self._stream, start=1):
            if not line.endswith(b"\n"):
                self._stream.truncate(position)
                break
            position += len(line)
            self._understand(number, line)

    def _understand(self, number: int, line: bytes) -> None:
        try:
            value = json.loads(line)
            if "manifest" in value:
                self._greet(value)
            elif "rejected" in value:
                self.rejected[str(value["rejected"])] = str(value["sha256"])
            else:
                self._take(Made(**{field.name: value[field.name] for field in fields(Made)}))
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableInput(
                "Line {line} of {file} is damaged. Restore the file from a copy, or choose "
                "another folder.",
                line=number,
                file=self.path,
            ) from error

    def _greet(self, value: dict[str, Any]) -> None:
        if int(value["manifest"]) > VERSION:
            raise UnreadableInput(
                "{file} was written by a newer atuforms. Install the newest one.", file=self.path
            )
        self.id = str(value["id"])

    def _take(self, made: Made) -> None:
        if made.file != Path(made.file).name or made.file in ("", ".", ".."):
            raise ValueError(made.file)
        before = self.document(made.key, made.lang, made.format)
        if before is not None and before.file != made.file:
            self.superseded[before.file] = before.sha256
        self.superseded.pop(made.file, None)
        self._index.execute(
            f"INSERT OR REPLACE INTO made ({_COLUMNS}) VALUES ({_MARKS})",
            astuple(made),
        )


def verify(folder: Path, ours: Iterable[str] = ()) -> list[Disagreement]:
    """Compare the files in ``folder`` with what its manifest says.

    ``ours`` are names of other files that belong there.

    :raises UnreadableInput: when there is no manifest in the folder.
    """
    if not (folder / FILE_NAME).is_file():
        raise UnreadableInput(
            "{folder} has no manifest, so nothing can be compared.", folder=folder
        )
    with Manifest(folder) as manifest:
        known = {FILE_NAME, *ours, *manifest.rejected, *(made.file for made in manifest)}
        found = [
            Disagreement(made.file, problem)
            for made in manifest
            if (problem := _problem(folder / made.file, made.sha256))
        ]
    return found + [Disagreement(name, "unknown") for name in _files(folder) if name not in known]


def _problem(path: Path, sha256: str) -> str:
    if not path.is_file():
        return "missing"
    return "" if sha256_of(path) == sha256 else "altered"


def _files(folder: Path) -> Iterator[str]:
    return (path.name for path in sorted(folder.iterdir()) if path.is_file())


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        stream.seek(1 << 40)  # beyond every line, since Windows locks bytes against reading
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
