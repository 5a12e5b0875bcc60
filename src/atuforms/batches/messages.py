"""The sentences of what a batch finds in a row of a table."""

from __future__ import annotations

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _

CELL_FORMULA_ERROR = Message(
    _("The formula in cell {cell} gives an error"),
    _("Mend the formula or type the value."),
)
CELL_MERGED = Message(
    _("Cell {cell} is merged with others, so its value is not known"),
    _("Unmerge {merged} and fill in every cell."),
)
CELL_DATE = Message(
    _("“{actual}” is not a date that can be read in one way only"),
    _("Write year-month-day, for example 2025-12-12."),
)
CELL_NO_HEADING = Message(
    _("The value “{actual}” stands outside the columns that have a heading"),
    _(
        "Give its column a heading, or put a value that holds the separator between "
        "quotation marks."
    ),
)
ROW_NOT_MAPPING = Message(
    _("“{actual}” is not a record"),
    _("Give a value for each field, by the name of the field."),
)
ROW_OTHER_FORM = Message(
    _("This is a record of “{actual}”, and the documents of {limit} are being made"),
    _("Make its document in a batch of its own form, or correct the name."),
)
ROW_UNREADABLE = Message(
    _("This line cannot be read: {reason}"),
)
ROW_CONFLICT = Message(
    _("The columns “{one}” and “{other}” give two values for the same field"),
    _("Keep one of them."),
)
ROW_DUPLICATE = Message(
    _("This row repeats row {row}, and the same record has one number"),
    _("Delete one of the two rows."),
)
NUMBER_TAKEN = Message(
    _("The number {actual} of {year} already belongs to another document"),
    _("Give another number."),
)
NUMBER_VOID = Message(
    _("The number {actual} of {year} was made void: {reason}"),
    _(
        "To issue this record under a new number, run the same command with --reissue {actual}; "
        "otherwise delete the row."
    ),
)
NOT_RENDERED = Message(
    _("The document of this row could not be made: {reason}"),
)
