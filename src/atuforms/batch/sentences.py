"""The sentences of what a batch finds in a row of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.sentences import Sentence, sentence

SENTENCES: Final[Mapping[str, Sentence]] = {
    "cell-formula-error": sentence(
        "The formula in cell {cell} gives an error. Mend the formula or type the value."
    ),
    "cell-merged": sentence(
        "Cell {cell} is merged with others, so its value is not known. Unmerge {merged} and fill "
        "in every cell."
    ),
    "cell-date": sentence(
        "“{actual}” is not a date that can be read in one way. Write it as 2026-01-31."
    ),
    "cell-no-heading": sentence(
        "The value “{actual}” stands outside the columns that have a heading. Give its column a "
        "heading, or put a value that holds the separator between quotation marks."
    ),
    "row-not-mapping": sentence(
        "This is not a record: it must give a value for each field by its name."
    ),
    "row-unreadable": sentence("This line cannot be read: {reason}"),
    "row-conflict": sentence(
        "The columns “{one}” and “{other}” give two values for the same field. Keep one of them."
    ),
    "row-duplicate": sentence(
        "This row repeats row {row}. The same record has one number; delete one of the two rows."
    ),
    "number-taken": sentence(
        "The number {actual} already belongs to another document of {year}. Give another number."
    ),
    "not-rendered": sentence("The document of this row could not be made: {reason}"),
}
"""By message name; the names of the findings' ``message``."""
