"""What spreadsheets, delimited text and data frames have in common: a grid of cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from atuforms.batches.tables.cell_values import DAY_ZERO
from atuforms.core.findings import Finding, Place
from atuforms.core.language.languages import Language
from atuforms.core.locks import FIRST_USE


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the result should know; a catalogue sentence and its values."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format_map(self.values)

    def text(self, lang: Language) -> str:
        """The note in ``lang``."""
        with FIRST_USE:
            from atuforms.core.language.translation import translate

        values = {
            name: value.text(lang) if isinstance(value, Finding) else value
            for name, value in self.values.items()
        }
        return translate(self.message, lang, **values)


@dataclass(frozen=True)
class Grid:
    """Cells by row and column.

    ``rows`` walks over the rows that are not empty, with their number from 1; an empty cell is
    an empty string. ``place`` tells where a cell stands, its column counted from 0. ``faults``
    are findings by row; ``merged_rows`` names, by row, the merged cells that reach into it.
    ``separator`` is what stands between the cells of delimited text. ``day_zero`` is the day from
    which the workbook counts its dates, ``others`` are its other sheets, which ``other`` opens.
    """

    rows: Callable[[], Iterator[tuple[int, Sequence[object]]]]
    place: Callable[[int, int], Place]
    faults: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)
    merged_rows: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    separator: str = ""
    day_zero: dt.date = DAY_ZERO
    others: tuple[str, ...] = ()
    other: Callable[[str], Grid] | None = None
