"""The sentences of what a batch finds in a row of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.sentences import Sentence
from atuforms.sentences import sentence as _

SENTENCES: Final[Mapping[str, tuple[Sentence, ...]]] = {
    "cell-formula-error": (
        _("The formula in cell {cell} gives an error"),
        _("Mend the formula or type the value."),
    ),
    "cell-merged": (
        _("Cell {cell} is merged with others, so its value is not known"),
        _("Unmerge {merged} and fill in every cell."),
    ),
    "cell-date": (
        _("“{actual}” is not a date that can be read in one way only"),
        _("Write year-month-day, for example 2025-12-12."),
    ),
    "cell-no-heading": (
        _("The value “{actual}” stands outside the columns that have a heading"),
        _(
            "Give its column a heading, or put a value that holds the separator between "
            "quotation marks."
        ),
    ),
    "row-not-mapping": (
        _("“{actual}” is not a record"),
        _("Give a value for each field, by the name of the field."),
    ),
    "row-other-form": (
        _("This is a record of “{actual}”, and the documents of {limit} are being made"),
        _("Make its document in a batch of its own form, or correct the name."),
    ),
    "row-unreadable": (_("This line cannot be read: {reason}"),),
    "row-conflict": (
        _("The columns “{one}” and “{other}” give two values for the same field"),
        _("Keep one of them."),
    ),
    "row-duplicate": (
        _("This row repeats row {row}, and the same record has one number"),
        _("Delete one of the two rows."),
    ),
    "number-taken": (
        _("The number {actual} of {year} already belongs to another document"),
        _("Give another number."),
    ),
    "not-rendered": (_("The document of this row could not be made: {reason}"),),
}
"""By message name: what was found, then what to do about it."""
