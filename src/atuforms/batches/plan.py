"""What a batch is asked to do, in plain data: the engine knows neither forms nor renderers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from atuforms.batches.tables.rows import Row
from atuforms.core.findings import Finding
from atuforms.core.language.languages import Language


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row that may be rendered.

    ``record`` is plain data; ``number`` is the one that it brings with it, ``year`` the year of
    the journal, ``date`` the date of the document (ISO), if it has one. ``names`` are the values
    for the pattern of file names, ``holder`` and ``title`` are for the reader of the journal.
    ``folder`` is the one to which file names in the record are relative, if it is not that of the
    batch. ``warnings`` are what its rules recommend; ``note`` is what the journal has to note.
    """

    record: Mapping[str, object]
    year: int
    number: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    holder: str = ""
    title: str = ""
    folder: str = ""
    date: str = ""
    warnings: tuple[Finding, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that breaks rules."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RenderTask:
    """One document to make; plain data that may cross a process border.

    ``proof`` is what proves that its record was signed, if it was.
    """

    record: Mapping[str, object]
    number: str
    lang: Language
    format: str
    folder: str = ""
    proof: str = ""


Prepare = Callable[[Row], Prepared | Rejected]
Render = Callable[[RenderTask], bytes]
"""Makes the document. Must be importable by name, as it is sent to other processes."""


class Signs(Protocol):
    """What signs the documents of a batch."""

    def prove(self, record: Mapping[str, object], number: str, folder: str, /) -> str:
        """Sign a record under its number, with the pictures in its folder."""

    def sealed(self, data: bytes, proof: str, /) -> bytes:
        """Sign what the document shows that was made with this proof."""


@dataclass(frozen=True)
class Plan:
    """What a batch is to do, besides its rows.

    ``suffixes`` gives the suffix of the file for each format. ``template`` is the version that
    the manifest records. ``all_or_nothing`` makes nothing unless no row is rejected;
    ``many_changed`` allows that more than half of the rows have changed since the last run.
    ``counted`` says that no two documents of a year may have the same number.
    """

    form: str
    out: Path
    langs: Sequence[Language]
    suffixes: Mapping[str, str]
    pattern: str = "{number}_{course_title}"
    placeholders: Sequence[str] = ("number", "course_title")
    messages: Language = "en"
    template: str = ""
    all_or_nothing: bool = False
    many_changed: bool = False
    counted: bool = False
    signer: str = ""
    """The id of the key that signs; documents that another one signed, or none, are made anew."""
    signs: Signs | None = None

    def task(self, ready: Prepared, number: str, lang: Language, form_format: str) -> RenderTask:
        """What is to be made of a row. It is signed here: a key goes to no other process."""
        proof = self.signs.prove(ready.record, number, ready.folder) if self.signs else ""
        return RenderTask(ready.record, number, lang, form_format, ready.folder, proof)

    def sealed(self, data: bytes, proof: str) -> bytes:
        """What a worker made, with what is signed of it when it is whole."""
        return self.signs.sealed(data, proof) if self.signs else data

    def is_signed(self, template: str) -> bool:
        """Whether a document that was made earlier is signed as those of this run will be."""
        return not self.signer or template.endswith(self.signer)
