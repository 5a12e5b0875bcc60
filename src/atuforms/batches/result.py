"""What a batch gives back: its documents, its rejected rows, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from atuforms.batches.tables.columns import FINDINGS
from atuforms.batches.tables.grids import Note
from atuforms.core.findings import Finding
from atuforms.core.language.choice import reader_language
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message, plural_sentence
from atuforms.core.language.translation import fill, translate
from atuforms.core.notebook_displays import bundle, table, words

Stopped = Literal["", "rejected", "interrupted", "worker-died"]

MADE = plural_sentence("{count} document made", "{count} documents made", count="count")
KEPT = plural_sentence("{count} was there already", "{count} were there already", count="count")
REJECTED = plural_sentence("{count} row rejected", "{count} rows rejected", count="count")

STOPPED = message(
    "Stopped. What is made is kept, and the numbers too. To go on, run the same command again."
)

ROW, NUMBER, FILE = message("Row"), message("Number"), message("File")

_SHOWN = 50
"""Rows of a table in a notebook."""


@dataclass(frozen=True, slots=True)
class BatchDocument:
    """One document of a batch, complete at ``path``.

    ``form`` is the form's name, ``row`` the row of the table (line of the file, place in the
    list) that it was made from, ``number`` the number printed in it, empty where it has none.
    ``fresh`` is false for a document that an earlier run had made. ``address`` is the one that the
    row gives for a message; where there is one, ``holder``, ``title`` and ``date`` are what the
    message says.
    """

    path: Path
    form: str
    row: int
    number: str
    lang: Language
    format: str
    fresh: bool = True
    address: str = ""
    holder: str = ""
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that no document was made from, or not all of its documents.

    ``row`` is its place in the table, ``origin`` what the row is known by (``rows.csv!7``),
    ``values`` what stands in it, by heading or key, and ``findings`` what is wrong.
    """

    row: int
    origin: str
    values: Mapping[str, object]
    findings: tuple[Finding, ...]

    def text(self, lang: Language) -> str:
        """What is wrong, a line a finding."""
        return "\n".join(finding.text(lang) for finding in self.findings)


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """What a batch did.

    ``made`` and ``kept`` count documents (kept: made by an earlier run), ``rejected`` counts
    rows, whose list is ``rejected_file``. ``stopped`` says why it ended early, if it did: with
    ``rejected`` nothing was to be made unless all could be; after the others, the same call
    goes on where it stopped.

    ``documents`` are those that stand for rows of this table, made or kept, and ``rejections``
    the rejected rows, both in the order of the rows. They are sequences that read from a
    temporary file as they are walked over, so that a hundred thousand rows need no memory.
    """

    out: Path
    made: int = 0
    kept: int = 0
    rejected: int = 0
    rejected_file: Path | None = None
    stopped: Stopped = ""
    notes: tuple[Note, ...] = ()
    documents: Sequence[BatchDocument] = field(default=(), compare=False)
    rejections: Sequence[Rejection] = field(default=(), compare=False)
    lang: Language = "en"
    """The language of messages when none is asked for."""

    @property
    def ok(self) -> bool:
        """Whether every row has its documents."""
        return not (self.rejected or self.stopped)

    def summary(self, lang: Language | None = None) -> str:
        """One line: how many documents and rows."""
        tongue = lang or self.lang
        counts = ((MADE, self.made), (KEPT, self.kept), (REJECTED, self.rejected))
        made, kept, rejected = (fill(words, tongue, {"count": n}) for words, n in counts)
        if not self.kept:
            return translate(
                "{folder}: {made}, {rejected}.",
                tongue,
                folder=self.out,
                made=made,
                rejected=rejected,
            )
        return translate(
            "{folder}: {made}, {kept}, {rejected}.",
            tongue,
            folder=self.out,
            made=made,
            kept=kept,
            rejected=rejected,
        )

    def advice(self, lang: Language | None = None) -> tuple[str, ...]:
        """What to do next, a sentence each; nothing where every row has its documents."""
        tongue = lang or self.lang
        said = []
        if self.stopped == "rejected":
            said.append(translate("Nothing was made, since rows were rejected.", tongue))
        if self.rejected_file is not None:
            said.append(
                translate(
                    "The rejected rows are in {file}, with what is wrong in each. Mend them "
                    "there, save it, and give it in place of the table.",
                    tongue,
                    file=self.rejected_file,
                )
            )
        if self.stopped == "worker-died":
            said.append(
                translate(
                    "What makes the documents does not answer any more: a process was ended, or "
                    "the cluster is gone.",
                    tongue,
                )
            )
        if self.stopped in ("interrupted", "worker-died"):
            said.append(translate(STOPPED, tongue))
        return tuple(said)

    def text(self, lang: Language | None = None) -> str:
        """The result for a reader: how many, and what to do next."""
        return "\n".join((self.summary(lang), *self.advice(lang)))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        stopped = f", stopped={self.stopped!r}" if self.stopped else ""
        counts = f"made={self.made}, kept={self.kept}, rejected={self.rejected}"
        return f"Result({str(self.out)!r}, {counts}{stopped})"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        lang = reader_language(self.lang)
        row, number, file = (translate(word, lang) for word in (ROW, NUMBER, FILE))
        rejected = [(each.row, each.text(lang)) for each in self.rejections[:_SHOWN]]
        made = [(each.row, each.number, each.path) for each in self.documents[:_SHOWN]]
        tables = (
            ((row, FINDINGS[lang]), (*rejected, *_more(self.rejections, lang))),
            ((row, number, file), (*made, *_more(self.documents, lang))),
        )
        shown = (table(headings, rows) for headings, rows in tables if rows)
        return bundle(self.text(lang), words(self.text(lang).splitlines()), *shown)


def _more(values: Sequence[object], lang: Language) -> tuple[tuple[str, ...], ...]:
    """The last line of a table that does not show all ``values``."""
    if len(values) <= _SHOWN:
        return ()
    shown = translate("Shown: {shown} of {count}.", lang, shown=_SHOWN, count=len(values))
    return ((shown,),)
