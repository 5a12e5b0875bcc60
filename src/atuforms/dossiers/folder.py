"""Reads a folder of documents that travel together.

Folders come from strangers. Links are not followed, only plain files are opened, and depth,
number and size are bounded. A file that is no form is an attachment; one that cannot be read is a
finding, and the others are read all the same.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import NoRecordInside, UnknownForm, UnreadableInput
from atuforms.core.files.input_files import clear_reading
from atuforms.core.findings import Finding, Report
from atuforms.core.language.sentences import Message, sentence
from atuforms.core.locks import FIRST_USE
from atuforms.documents.opening import BANKS, DOCUMENTS
from atuforms.dossiers.scorm import Scorm, read_scorm
from atuforms.forms.base import Form
from atuforms.records.checking import check_form
from atuforms.records.loading import open_record
from atuforms.records.source import RECORDS

READ: Final = (*RECORDS, *DOCUMENTS, *BANKS)
"""Files that are opened to see whether they are forms."""

MAX_FILES: Final = 1_000
MAX_DEPTH: Final = 8
"""Folders below each other."""
MAX_BYTES: Final = 2_000_000_000
"""Sum of the sizes of the files that are opened; of other files only the names count."""
MAX_PDF: Final = 60_000_000
"""Largest PDF that may be a form; a larger one is a scan, and its name is enough."""

PASSING: Final = (".", "~$")
"""How the names of files begin that programs leave behind: hidden ones, and locks of Word."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a dossier.

    ``file`` is its path in the folder, written with ``/``; ``copies`` are the files that say the
    same.
    """

    file: str
    form: Form
    report: Report
    copies: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Code or slug of its form."""
        return self.form.name()

    def sibling(self, name: str) -> str:
        """The path in the folder of a file that the record names, which lies beside it."""
        folder = self.file.rpartition("/")[0]
        return os.path.normpath(f"{folder}/{name}" if folder else name).replace(os.sep, "/")


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds.

    ``attachments`` are the files that are no forms, ``packages`` the ZIP files of SCORM among
    them.
    """

    members: tuple[Member, ...] = ()
    attachments: tuple[str, ...] = ()
    packages: tuple[Scorm, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_folder(folder: Path) -> Folder:
    """Every document in ``folder`` and the folders in it; records first, then by name.

    :raises UnreadableInput: if there is no such folder, or it holds more than a dossier does.
    :raises MissingDependency: for a PDF without pikepdf.
    """
    members: list[Member] = []
    attachments: list[str] = []
    packages: list[Scorm] = []
    findings: list[Finding] = []
    for file, path in _sorted(folder):
        try:
            if path is None:
                raise UnreadableInput(
                    "{file} is a link or no plain file, and is not opened. Put the file itself "
                    "into the folder.",
                    file=file,
                )
            ending = path.suffix.lower()
            if _may_be_form(path):
                members.append(_member(file, path, ending))
                continue
            package = read_scorm(path, file) if ending == ".zip" else None
            if package is not None:
                packages.append(package)
            attachments.append(file)
        except NoRecordInside:
            attachments.append(file)
        except (UnreadableInput, UnknownForm, OSError) as error:
            findings.append(_unreadable(file, error))
    return Folder(tuple(members), tuple(attachments), tuple(packages), tuple(findings))


def _may_be_form(path: Path) -> bool:
    """Whether a file is opened to see what form it is."""
    ending = path.suffix.lower()
    return ending in READ and not (ending == ".pdf" and path.stat().st_size > MAX_PDF)


def _member(file: str, path: Path, ending: str) -> Member:
    """The document in a file, checked.

    :raises NoRecordInside: if it is none of the forms.
    :raises UnreadableInput: if it cannot be read.
    """
    if ending in RECORDS:
        form, shape = open_record(path)
        report = check_form(form, tuple(shape))
    else:
        # What reads documents takes libraries that records do not need.
        with FIRST_USE:
            from atuforms.documents.reading.document import read_document

        reading = read_document(path)
        form = reading.form
        if ending in BANKS:
            with FIRST_USE:
                from atuforms.testbank.report import check_file

            report = check_file(path).report
        else:
            report = _without_absent_pictures(reading.report())
    placed = tuple(replace(finding, file=file) for finding in report.findings)
    return Member(file, form, replace(report, file=file, findings=placed))


def _without_absent_pictures(report: Report) -> Report:
    """The report without pictures that lie nowhere: a document has inside what it prints."""
    kept = tuple(f for f in report.findings if (f.rule, f.severity) != ("picture", "warning"))
    return replace(report, findings=kept)


def _unreadable(file: str, error: UnreadableInput | UnknownForm | OSError) -> Finding:
    if isinstance(error, OSError):
        error = UnreadableInput(
            "{file} cannot be read: {reason}.", file=file, reason=error.strerror or str(error)
        )
    values = {**error.values, "file": file}
    return Finding(
        "file-unreadable", "", Message(sentence(error.message)), details=values, file=file
    )


def _sorted(folder: Path) -> list[tuple[str, Path | None]]:
    """The files with their paths in the folder, records first; None for what is not opened."""
    with clear_reading(folder):
        if not folder.exists():
            raise UnreadableInput("There is no folder {file}.", file=folder)
        if not folder.is_dir():
            raise UnreadableInput(
                "{file} is a file. Name the folder in which it lies.", file=folder
            )
    found: list[tuple[str, Path | None]] = []
    size = 0
    for file, path in _walk(folder, folder.resolve(), "", 0):
        found.append((file, path))
        size += path.stat().st_size if path and _may_be_form(path) else 0
        if len(found) > MAX_FILES or size > MAX_BYTES:
            raise _too_much(folder)

    def order(item: tuple[str, Path | None]) -> tuple[bool, str]:
        return not item[0].lower().endswith(RECORDS), item[0]

    return sorted(found, key=order)


def _walk(folder: Path, inside: Path, prefix: str, depth: int) -> Iterator[tuple[str, Path | None]]:
    if depth > MAX_DEPTH:
        raise UnreadableInput(
            "{file} has more than {limit} folders below each other. Put the documents into one "
            "folder.",
            file=shown_name(folder.name),
            limit=MAX_DEPTH,
        )
    try:
        entries = os.scandir(folder)
    except OSError as error:
        raise UnreadableInput(
            "{file} cannot be read: {reason}.",
            file=shown_name(str(folder)),
            reason=error.strerror or str(error),
        ) from None
    with entries:
        # Not listed beforehand, since the one who counts the files may stop in the middle.
        for entry in entries:
            if entry.name.startswith(PASSING):
                continue
            path = Path(entry.path)
            file = f"{prefix}{shown_name(entry.name)}"
            mode = path.lstat().st_mode
            # A link may lead anywhere, and opening a pipe may never end.
            if stat.S_ISDIR(mode) and path.resolve().is_relative_to(inside):
                yield from _walk(path, inside, f"{file}/", depth + 1)
            elif stat.S_ISREG(mode):
                yield file, path
            else:
                yield file, None


def _too_much(folder: Path) -> UnreadableInput:
    return UnreadableInput(
        "{file} holds more than a dossier does (at most {files} files, {limit} MB). Name the "
        "folder of one dossier.",
        file=shown_name(str(folder)),
        files=MAX_FILES,
        limit=MAX_BYTES // 1_000_000,
    )


def shown_name(name: str) -> str:
    """A file name as records write it and as it may be printed.

    Neither control characters, nor bytes that are no letters; in NFC, which not every system uses.
    """
    return "".join(
        each
        if each.isprintable() or unicodedata.category(each) == "Zs"
        else "\N{REPLACEMENT CHARACTER}"
        for each in unicodedata.normalize("NFC", name)
    )
