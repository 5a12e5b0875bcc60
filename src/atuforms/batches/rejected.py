"""The list of rejected rows: the original cells and what is wrong, to be mended and fed in again.

It is written as its table is: a CSV as CSV, JSON Lines as JSON Lines, a workbook as a workbook.
Its first column (``#``) carries what each row is known by, so that a mended row stays the row
it was; the column of findings is left out when the list is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import IO

from atuforms.batches.messages import IN_LIST
from atuforms.batches.result import Rejection
from atuforms.batches.spool import Spool
from atuforms.batches.tables.columns import FINDINGS, MARKER
from atuforms.batches.tables.rows import Row
from atuforms.core.findings import Finding
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message

NAME = "rejected"
"""The name of a list in the folder of the batch, without its suffix."""

Write = Callable[[IO[bytes], Sequence[str], Iterable[Rejection], Language], None]
"""Writes the rejected rows under their headings into a stream; the same rows, the same bytes."""


@dataclass(frozen=True, slots=True)
class ListFormat:
    """How the list of a table's rejected rows is written; ``suffix`` is that of its file."""

    suffix: str
    write: Write


class RejectedRows:
    """The rejected rows of one run, in the order of the table."""

    def __init__(self, headings: Sequence[str], list_format: ListFormat, lang: Language) -> None:
        self.rows: Spool[Rejection] = Spool()
        self.suffix = list_format.suffix
        self._headings = dict.fromkeys(h for h in headings if not _is_ours(h))
        self._write = list_format.write
        self._lang = lang

    def add(self, row: Row, findings: Iterable[Finding]) -> None:
        """Keep ``row`` with what is wrong in it."""
        values = {heading: value for heading, value in row.cells.items() if not _is_ours(heading)}
        self._headings.update(dict.fromkeys(values))
        self.rows.add(Rejection(row.number, row.origin, values, tuple(findings)), row.number)

    def write(self, stream: IO[bytes]) -> None:
        """Write the list into ``stream``."""
        self._write(stream, tuple(self._headings), self.rows, self._lang)


def texts_in_list(rejection: Rejection, lang: Language) -> list[str]:
    """What is wrong in a row, as the list says it: its cells are not where the table has them."""
    return [_in_list(finding).text(lang) for finding in rejection.findings]


def _in_list(finding: Finding) -> Finding:
    message = finding.message
    advice = [IN_LIST.get(each, each) for each in message.advice]
    what = IN_LIST.get(message.what, message.what)
    if what == message.what and tuple(advice) == message.advice:
        return finding
    return replace(finding, message=Message(what, *advice))


def _is_ours(heading: str) -> bool:
    return heading == MARKER or heading in FINDINGS.values()
