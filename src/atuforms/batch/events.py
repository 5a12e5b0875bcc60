"""What a batch tells while it runs, and what it gives back in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from atuforms.batch.grids import Note
from atuforms.findings import Finding

Stopped = Literal["", "rejected", "interrupted", "worker-died"]


@dataclass(frozen=True, slots=True)
class Started:
    """The batch begins: how many rows there are, and what was noticed about the table."""

    rows: int
    notes: tuple[Note, ...]


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
class Result:
    """What a batch did.

    ``made`` and ``kept`` count documents (kept: made by an earlier run), ``rejected`` counts
    rows, whose list is ``rejected_file``. ``stopped`` says why it ended early, if it did: with
    ``rejected`` nothing was to be made unless all could be; after the others, the same command
    goes on where it stopped.
    """

    out: Path
    made: int = 0
    kept: int = 0
    rejected: int = 0
    rejected_file: Path | None = None
    stopped: Stopped = ""
    notes: tuple[Note, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every row has its documents."""
        return not (self.rejected or self.stopped)


@dataclass(frozen=True, slots=True)
class Finished:
    """The batch is over."""

    result: Result


Event = Started | RowDone | RowRejected | Stopping | Finished
Listener = Callable[[Event], None]
"""What wants to know; called in the thread of the batch, in the order of the rows."""
