"""The manifest of a batch: what was made, one line of JSON a document, the truth for resuming.

Lines are only ever added, each flushed to the disk before the next document is counted as
made. A power cut can tear the last line; it is dropped, and its document made again. A later
line for the same document holds instead of an earlier one.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from operator import attrgetter
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
    form: str = ""
    """The name of the form; empty where it is not known."""
    year: int = 0
    """Of the number, by the journal; 0 where it is not known."""
    size: int = -1
    """Bytes of the file; -1 where it is not known."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document whose number was made void: where it was, and where it is now."""

    void: str
    to: str
    number: str
    sha256: str


_COLUMNS = ", ".join(field.name for field in fields(Made))
_FIELDS = fields(Made)
_values = attrgetter(*(field.name for field in _FIELDS))
_VOID_FIELDS = tuple(field.name for field in fields(SetAside))
_FIRST = f'{{"manifest":{VERSION},"id":"'.encode()
_MARKS = ", ".join("?" for _ in fields(Made))
_INDEX = f"""
PRAGMA journal_mode = OFF;
CREATE TABLE made ({_COLUMNS}, PRIMARY KEY (key, lang, format));
CREATE INDEX made_origin ON made (origin);
CREATE INDEX made_record ON made (record);
CREATE INDEX made_file ON made (file);
CREATE TABLE wrong (origin PRIMARY KEY, record, mended) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A file that is not what the manifest says: ``missing``, ``altered`` or ``unknown``."""

    file: str
    problem: str


class Manifest:
    """The manifest of one folder, open for one run at a time.

    :raises UnreadableInput: when a line in its middle is damaged, or it is of a newer version.
    :param read_only: only look; nothing in the folder is changed.
    :raises UnsafeOutput: when it cannot be written, another run is writing it, or something that
        is no file stands in its place.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / FILE_NAME
        self._read_only = read_only
        self.id = ""
        # On the disk, in a file that SQLite removes: memory must not grow with the rows.
        self._index = sqlite3.connect("", isolation_level=None)
        self._index.executescript(_INDEX)
        self._any_wrong = False
        self.langs: set[str] = set()
        """Languages of the documents."""
        self.superseded: dict[str, str] = {}
        """Files that an earlier line names and no later one, with their SHA-256."""
        self.rejected: dict[str, str] = {}
        """Lists of rejected rows that were written, with their SHA-256."""
        self.bundles: dict[str, str] = {}
        """Bundles of documents that were written, with their SHA-256."""
        self.messages: dict[str, tuple[str, str]] = {}
        """Messages that were written, with their SHA-256 and the document that they bring."""
        self.rewritten: dict[str, str] = {}
        """Files that were made anew under their name, with the SHA-256 of what they were before:
        a run that was killed may have left that."""
        self.set_aside: list[SetAside] = []
        """Documents whose numbers are void."""
        _refuse_link(self.path)
        with clear_errors(self.path):
            self._stream: IO[bytes] = self.path.open("rb" if read_only else "a+b")
        try:
            self._claim()
            self._read()
            if not self.id and not read_only:
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

    def add_rejected_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write which rows were rejected, as origin and record, unless that is known."""
        new = [(origin, record) for origin, record in rows if not self._is_known(origin, record)]
        self._append(*({"wrong": origin, "record": record} for origin, record in new))
        for each in new:
            self._note_wrong(*each)

    def is_mended(self, origin: str, record: str) -> bool:
        """Whether this row was rejected as it is, and a document was made from it later."""
        return self._is_known(origin, record, " AND mended")

    def _is_known(self, origin: str, record: str, more: str = "") -> bool:
        if not self._any_wrong:
            return False
        found = self._index.execute(
            f"SELECT 1 FROM wrong WHERE origin = ? AND record = ?{more}", (origin, record)
        )
        return found.fetchone() is not None

    def _note_wrong(self, origin: str, record: str) -> None:
        self._index.execute("INSERT OR REPLACE INTO wrong VALUES (?, ?, 0)", (origin, record))
        self._any_wrong = True

    def add_bundle(self, file: str, sha256: str) -> None:
        """Write which bundle is ours, so that no other file is ever overwritten by one."""
        self._append({"bundle": file, "sha256": sha256})
        self.bundles[file] = sha256

    def add_message(self, file: str, sha256: str, document: str) -> None:
        """Write which message is ours, and which document it brings."""
        self._append({"message": file, "sha256": sha256, "document": document})
        self.messages[file] = sha256, document

    def has_file(self, file: str) -> bool:
        """Whether a document has this name."""
        return self._one("file = ?", file) is not None

    def add_set_aside(self, documents: Sequence[SetAside]) -> None:
        """Write that documents are void: they are no documents of the folder any more."""
        self._append(*map(asdict, documents))
        for each in documents:
            self._forget(each)

    def _append(self, *lines: dict[str, Any]) -> None:
        if not lines:
            return
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
                self._drop_torn(number, line, position)
                break
            position += len(line)
            self._understand(number, line)

    def _drop_torn(self, number: int, line: bytes, position: int) -> None:
        """Drop the end of what is a manifest; a file without its first line may be another's."""
        begun = self.id or _FIRST.startswith(line) or line.startswith(_FIRST)
        if not begun:
            raise self._damaged(number)
        if not self._read_only:
            self._stream.truncate(position)

    def _damaged(self, number: int) -> UnreadableInput:
        return UnreadableInput(
            "Line {line} of {file} is damaged. Restore the file from a copy, or choose "
            "another folder.",
            line=number,
            file=self.path,
        )

    def _understand(self, number: int, line: bytes) -> None:
        try:
            value = json.loads(line)
            if "manifest" in value:
                self._greet(value)
            elif "rejected" in value:
                self.rejected[str(value["rejected"])] = str(value["sha256"])
            elif "bundle" in value:
                self.bundles[str(value["bundle"])] = str(value["sha256"])
            elif "message" in value:
                about = (str(value["sha256"]), str(value["document"]))
                self.messages[str(value["message"])] = about
            elif "wrong" in value:
                self._note_wrong(str(value["wrong"]), str(value["record"]))
            elif "void" in value:
                self._forget(SetAside(**{each: str(value[each]) for each in _VOID_FIELDS}))
            else:
                known = {field.name: value[field.name] for field in _FIELDS if field.name in value}
                self._take(Made(**{**known, "year": int(value.get("year", 0))}))
        except (ValueError, KeyError, TypeError, RecursionError, sqlite3.Error) as error:
            raise self._damaged(number) from error

    def _greet(self, value: dict[str, Any]) -> None:
        if int(value["manifest"]) > VERSION:
            raise UnreadableInput(
                "{file} was written by a newer atuforms. Install the newest one.", file=self.path
            )
        self.id = str(value["id"])

    def _take(self, made: Made) -> None:
        if "/" in made.file:
            raise ValueError(made.file)
        _refuse_path(made.file)
        self.langs.add(made.lang)
        before = self.document(made.key, made.lang, made.format)
        if before is not None and before.file != made.file:
            self.superseded[before.file] = before.sha256
        if before is not None and before.file == made.file and before.sha256 != made.sha256:
            self.rewritten[made.file] = before.sha256
        self.superseded.pop(made.file, None)
        self._index.execute(
            f"INSERT OR REPLACE INTO made ({_COLUMNS}) VALUES ({_MARKS})",
            _values(made),
        )
        if self._any_wrong:
            self._index.execute("UPDATE wrong SET mended = 1 WHERE origin = ?", (made.origin,))

    def _forget(self, document: SetAside) -> None:
        for name in (document.void, document.to):
            _refuse_path(name)
        self.set_aside.append(document)
        self._index.execute("DELETE FROM made WHERE file = ?", (document.void,))


def verify(folder: Path, ours: Iterable[str] = ()) -> list[Disagreement]:
    """Compare the files in ``folder`` with what its manifest says.

    ``ours`` are names of other files that belong there.

    :raises UnreadableInput: when there is no manifest in the folder.
    """
    if not (folder / FILE_NAME).is_file():
        raise UnreadableInput(
            "{folder} has no manifest, so nothing can be compared.", folder=folder
        )
    with Manifest(folder, read_only=True) as manifest:
        known = {FILE_NAME, *ours, *manifest.rejected, *manifest.bundles}
        known |= {made.file for made in manifest}
        files = [(made.file, made.sha256) for made in manifest]
        files += [(each.to, each.sha256) for each in manifest.set_aside if each.sha256]
    found = [
        Disagreement(name, problem)
        for name, sha256 in files
        if (problem := _problem(folder / name, sha256))
    ]
    return found + [Disagreement(name, "unknown") for name in _files(folder) if name not in known]


def _problem(path: Path, sha256: str) -> str:
    if path.is_symlink():
        return "altered"
    if not path.is_file():
        return "missing"
    return "" if sha256_of(path) == sha256 else "altered"


def _refuse_path(name: str) -> None:
    """Refuse a name that leaves the folder.

    :raises ValueError: so that its line counts as damaged.
    """
    parts = name.split("/")
    if len(parts) > 2 or any(p in ("", ".", "..") or "\\" in p or ":" in p for p in parts):
        raise ValueError(name)


def _refuse_link(path: Path) -> None:
    """Refuse what is no plain file: through a link we would write into a file of others.

    :raises UnsafeOutput: saying what to do.
    """
    with clear_errors(path):
        try:
            kind = path.lstat().st_mode
        except FileNotFoundError:
            return
    if not stat.S_ISREG(kind):
        raise UnsafeOutput(
            "{file} is a link or no file at all, so it is not written. Delete it, or choose "
            "another folder.",
            file=path,
        )


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
        fcntl.flock(stream, (fcntl.LOCK_EX if stream.writable() else fcntl.LOCK_SH) | fcntl.LOCK_NB)
