"""The folder of one course or resource: its record, and the records of single documents beside it.

The subject's record is known by its form, whatever its file is called; there is exactly one. A file
may hold several records, apart by ``---``. Files that are no records are left alone.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import AtuformsError, UnreadableInput
from atuforms.core.files.input_files import clear_reading
from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message, sentence
from atuforms.dossiers.folder import MAX_FILES, PASSING, shown_name
from atuforms.forms.all_forms import form_classes, get_form
from atuforms.forms.base import Form
from atuforms.records.loading import from_source
from atuforms.records.source import RECORDS, Source, read_sources, without_gaps

MAX_BYTES: Final = 40_000_000
"""Sum of the sizes of the records that are read."""
MAX_RECORDS: Final = 500


@dataclass(frozen=True, slots=True)
class SingleRecord:
    """The record of one document, which may lack what the subject says."""

    file: str
    form: type[Form]
    source: Source


@dataclass(frozen=True, slots=True)
class SubjectFolder:
    """A course or a resource, and the records of its documents.

    ``shape`` is what keeps the subject's record from being whole, ``findings`` what is wrong with
    files that cannot be read.
    """

    name: str
    folder: Path | None
    file: str
    subject: Form
    values: Mapping[str, object]
    """The values of the subject's record as they stand there."""
    shape: tuple[Finding, ...] = ()
    records: tuple[SingleRecord, ...] = ()
    findings: tuple[Finding, ...] = ()


def subject_names() -> frozenset[str]:
    """The slugs of the forms from whose facts documents are made."""
    return frozenset(name for form in form_classes() for name in form.SUBJECTS)


def is_subject(form: type[Form]) -> bool:
    """Whether documents are made from the facts of such a record."""
    return form.SLUG in subject_names()


def subject_alone(record: Form | Mapping[str, object]) -> SubjectFolder:
    """The same for a record that lies in no folder.

    :raises UnreadableInput: if no documents are made from such a record.
    """
    shape: list[Finding] = []
    if isinstance(record, Form):
        subject, values = record, record.record()
    else:
        values = without_gaps(record)
        subject, shape = from_source(Source(values))
    if not is_subject(type(subject)):
        raise UnreadableInput(
            "The record is of the form {form}. Documents are made together from a course or a "
            "digital resource.",
            form=type(subject).name(),
        )
    file = Path(subject.origin.file).name if subject.origin.file else subject.SLUG
    return SubjectFolder(file, subject.origin.folder, file, subject, values, tuple(shape))


def read_subject_folder(folder: Path) -> SubjectFolder:
    """What the records in ``folder`` say; those in folders below it belong to others.

    :raises UnreadableInput: if there is no such folder, no subject in it or two, or its record
        cannot be read.
    """
    records: list[SingleRecord] = []
    unread: list[tuple[str, AtuformsError]] = []
    for file, path in _files(folder):
        try:
            sources = islice(read_sources(path), MAX_RECORDS + 1)
            records += [SingleRecord(file, _form_of(source), source) for source in sources]
        except AtuformsError as error:
            unread.append((file, error))
        if len(records) > MAX_RECORDS:
            raise _too_much(folder)
    names = subject_names()
    subjects = [each for each in records if each.form.SLUG in names]
    if not subjects:
        # A broken course.yaml is what was meant; other files may be of anything.
        for file, reason in unread:
            if file.rpartition(".")[0] in names:
                raise reason
        raise UnreadableInput(
            "{folder} holds no record of a course or a digital resource. “atuforms new course "
            "-o {folder}” writes one to fill in.",
            folder=folder,
        )
    if len(subjects) > 1:
        raise UnreadableInput(
            "{folder} holds several records of a course or a digital resource: {files}. Keep one "
            "in a folder.",
            folder=folder,
            files=", ".join(f"{each.file}:{_line(each.source)}" for each in subjects),
        )
    (own,) = subjects
    subject, shape = from_source(own.source)
    return SubjectFolder(
        name=str(folder),
        folder=folder.absolute(),
        file=own.file,
        subject=subject,
        values=own.source.values,
        shape=tuple(shape),
        records=tuple(each for each in records if each is not own),
        findings=tuple(_unreadable(file, error) for file, error in unread),
    )


def _form_of(source: Source) -> type[Form]:
    """The form that a record names."""
    named = source.values.get("form")
    if isinstance(named, str) and named.strip():
        return get_form(named)
    raise UnreadableInput(
        "{file}:{line}: the record does not say which form it is. Add a line “form: 02-09”; "
        "“atuforms list” shows the codes.",
        file=source.file,
        line=_line(source),
    )


def _line(source: Source) -> int:
    return source.places[""].line or 1


def _too_much(folder: Path) -> UnreadableInput:
    return UnreadableInput(
        "{file} holds more than a folder of one course does (at most {files} files, {limit} MB "
        "of records). Name the folder of one course.",
        file=folder,
        files=MAX_RECORDS,
        limit=MAX_BYTES // 1_000_000,
    )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files that may be records, by name; links and what programs leave behind are passed."""
    with clear_reading(folder):
        if not folder.exists():
            raise UnreadableInput("There is no folder {file}.", file=folder)
        if not folder.is_dir():
            raise UnreadableInput(
                "{file} is a file. Name the folder in which it lies.", file=folder
            )
        found: list[Path] = []
        for count, path in enumerate(folder.iterdir()):
            if count > MAX_FILES:
                raise _too_much(folder)
            passing = path.name.startswith(PASSING)
            if (
                path.suffix.lower() in RECORDS
                and not passing
                and stat.S_ISREG(path.lstat().st_mode)
            ):
                found.append(path)
        if sum(path.stat().st_size for path in found) > MAX_BYTES:
            raise _too_much(folder)
    for path in sorted(found):
        yield shown_name(path.name), path


def _unreadable(file: str, error: AtuformsError) -> Finding:
    message = Message(sentence(error.message))
    return Finding("file-unreadable", "", message, details=error.values, file=file)
