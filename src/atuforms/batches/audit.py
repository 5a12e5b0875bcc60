"""Whether the journal, the manifests of folders and the files in them say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from atuforms.batches.manifest import Made, Manifest, verify
from atuforms.core.language.sentences import message
from atuforms.register.lines import Registration

PROBLEMS: Final[Mapping[str, str]] = {
    "missing": message("{file}: missing. Run the same batch again; it makes what is missing."),
    "altered": message("{file}: not as it was made. Delete it and run the same batch again."),
    "unknown": message("{file}: the manifest does not know it."),
    "not-in-register": message("{file}: the register does not know its number {number}."),
    "void": message(
        "{file}: its number {number} is void. Run the same batch again; it sets the document aside."
    ),
    "not-issued": message(
        "{file}: by the register its number {number} is not issued yet. Run the same batch again."
    ),
    "other-record": message(
        "{file}: by the register its number {number} belongs to another record."
    ),
    "number-twice": message("{file}: its number {number} is that of another document too."),
    "reserved": message(
        "Number {number} is reserved, and no document bears it yet. Run the same batch again; if "
        "its row is gone, make the number void."
    ),
    "no-document": message(
        "Number {number} is issued by the register, but no document of the folders bears it."
    ),
}
"""What may disagree, by the name of the problem."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that journal, manifest and files do not say alike."""

    problem: str
    folder: str = ""
    file: str = ""
    number: str = ""
    year: int = 0
    form: str = ""


def audit(lines: Iterable[Registration], folders: Sequence[Path]) -> list[Problem]:
    """Compare the ``lines`` of a journal with the manifests and files of ``folders``.

    Numbers that were given to documents of other folders are left out.

    :raises UnreadableInput: when a folder has no manifest, or it is damaged.
    """
    journal = list(lines)
    by_number = {(line.form, line.year, line.number): line for line in journal}
    by_key = {(line.key, line.number): line for line in journal}
    found: list[Problem] = []
    borne: set[tuple[str, int, str]] = set()
    ids: set[str] = set()
    for folder in folders:
        found += (Problem(each.problem, str(folder), each.file) for each in verify(folder))
        with Manifest(folder, read_only=True) as manifest:
            ids.add(manifest.id)
            records: dict[tuple[str, int, str], str] = {}
            for made in manifest:
                line = by_number.get((made.form, made.year, made.number)) or by_key.get(
                    (made.record, made.number)
                )
                if line is not None:
                    borne.add((line.form, line.year, line.number))
                if problem := _problem(made, line, records):
                    about = (made.file, made.number, made.year, made.form)
                    found.append(Problem(problem, str(folder), *about))
    return found + list(_without_document(journal, borne, ids))


def elsewhere(lines: Iterable[Registration], folders: Sequence[Path]) -> int:
    """How many numbers that are issued are those of documents in other folders."""
    here: set[tuple[str, str]] = set()
    for folder in folders:
        with Manifest(folder, read_only=True) as manifest:
            here.update((made.form, made.number) for made in manifest)
    return sum(line.state == "issued" and (line.form, line.number) not in here for line in lines)


def _problem(
    made: Made, line: Registration | None, records: dict[tuple[str, int, str], str]
) -> str:
    if not made.number:
        return ""
    if line is None:
        return "not-in-register"
    first = records.setdefault((made.form, made.year, made.number), made.record)
    if first != made.record:
        return "number-twice"
    if line.state == "void":
        return "void"
    if line.key != made.record:
        return "other-record"
    return "not-issued" if line.state == "reserved" else ""


def _without_document(
    journal: Sequence[Registration], borne: set[tuple[str, int, str]], ids: set[str]
) -> Iterator[Problem]:
    for line in journal:
        ours = line.origin.partition("/")[0] in ids
        if not ours or line.state == "void" or (line.form, line.year, line.number) in borne:
            continue
        problem = "no-document" if line.state == "issued" else "reserved"
        yield Problem(problem, "", "", line.number, line.year, line.form)
