"""What a batch tells while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from atuforms.batches.result import Result
from atuforms.batches.tables.grids import Note
from atuforms.core.findings import Finding


@dataclass(frozen=True, slots=True)
class Started:
    """The batch begins: how many rows there are, and what was noticed about the table."""

    rows: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about the folder that a reader should know: a file was moved, or left."""

    note: Note


@dataclass(frozen=True, slots=True)
class RowDone:
    """One document stands in its place; ``fresh`` unless an earlier run had made it."""

    row: int
    number: str
    file: str
    lang: str
    format: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class RowRejected:
    """A row breaks rules, and is in the list of rejected rows."""

    row: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Stopping:
    """Somebody asked to stop; ``documents`` that are in hand will be finished."""

    documents: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The batch is over."""

    result: Result


Event = Started | Noticed | RowDone | RowRejected | Stopping | Finished
Listener = Callable[[Event], None]
"""Is called with each event, in the thread of the batch, in the order of the rows."""
