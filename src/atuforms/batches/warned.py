"""Warnings about rows that are made all the same: told once a kind, with the number of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from atuforms.batches.tables.grids import Note
from atuforms.core.dotted_paths import pattern_of
from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message, message

_WARNED: Final = message("Rows with a warning: {count}, the first is row {row}. {warning}")

_MOST = 100
"""Kinds that are told of."""


@dataclass
class _Kind:
    warning: Finding
    first: int
    last: int
    count: int = 1


class Warned:
    """The warnings of one run."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str, Message], _Kind] = {}

    def add(self, row: int, warnings: Iterable[Finding]) -> None:
        """Keep the warnings of a row; of one that comes a second time they are known."""
        for finding in warnings:
            key = (finding.rule, pattern_of(finding.path), finding.message)
            kind = self._kinds.get(key)
            if kind is not None and row > kind.last:
                kind.last, kind.count = row, kind.count + 1
            elif kind is None and len(self._kinds) < _MOST:
                self._kinds[key] = _Kind(finding, row, row)

    def notes(self) -> Iterator[Note]:
        """A note a kind."""
        for kind in self._kinds.values():
            said = {"count": kind.count, "row": kind.first, "warning": kind.warning}
            yield Note(_WARNED, said)
