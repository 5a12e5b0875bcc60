"""The sentences of what a batch finds in a row of a table."""

from __future__ import annotations

from typing import Final

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
CELL_FORMULA_EMPTY = Message(
    _("The formula in cell {cell} has no value"),
    _(
        "Open the file in Excel or LibreOffice and save it there, so that it is calculated, or "
        "type the value."
    ),
)
CELL_DATE = Message(
    _("{label}: “{actual}” is not a date that can be read in one way only"),
    _("Write year-month-day, for example 2025-12-12."),
)
CELL_NO_DATE = Message(
    _("{label}: “{actual}” is not a date"),
    _("Write year-month-day, for example 2025-12-12."),
)
CELL_NO_SUCH_DAY = Message(
    _("{label}: there is no such day as {actual}"),
    _("Write year-month-day, for example 2025-12-12."),
)
CELL_ERROR_TEXT = Message(
    _("{label}: “{actual}” is what a spreadsheet shows for an error, and no value"),
    _("Type the value."),
)
CELL_LETTERS_LOST = Message(
    _("{label}: letters are lost in “{actual}”: question marks stand in their place"),
    _(
        "Type them anew. The encoding windows-1251 has no Ә, Ғ, Қ, Ң, Ө, Ұ, Ү and Һ; save such "
        "a table as XLSX or as “CSV UTF-8”."
    ),
)
CELL_NESTED = Message(
    _("{label}: “{actual}” looks like a value within a value and cannot be read"),
    _("Write the value alone; for several ones, put “;” between them."),
)
CELL_PEOPLE = Message(
    _("{label}: it is not plain which persons “{actual}” names"),
    _(
        "Write each of them as “Name, position, degree, title”, with “;” between two persons, or "
        "use a column for each of these."
    ),
)
CELL_TO_FILL = Message(
    _("{label}: this is missing"),
    _("Fill in cell {cell}."),
)
COLUMN_TO_FILL = Message(
    _("{label}: this is missing"),
    _("Fill it in, in row {row} of the column “{heading}”."),
)
COLUMN_TO_ADD = Message(
    _("{label}: this is missing"),
    _("Add a column “{heading}” to the table and fill it in, in row {row}."),
)
REGISTER_NUMBERS = _("Or let a register give out the numbers: --register register.db.")
"""What else there is to do about a number that a table lacks."""
PERSON_IN_TABLE = CELL_PEOPLE.advice[0]
NONE_IN_TABLE = _("Where there is no degree or title, write “none” in its place.")
LANGUAGE_IN_TABLE = _(
    "Write it in that language in the table, or give each language a column of its own: {columns}."
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
VALUE_NOT_PLAIN = Message(
    _("{label}: “{actual}” is no value that a record can hold"),
    _("Give a text, a number, a date, or a list or mapping of them."),
)
ROW_OTHER_FORM = Message(
    _("This is a record of “{actual}”, and the documents of {limit} are being made"),
    _("Make its document in a batch of its own form, or correct the name."),
)
ROW_NOT_JSON = Message(
    _("This line is no JSON; the fault is at character {at} of it"),
    _("Check commas, quotes and brackets."),
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

IN_LIST: Final = {
    CELL_TO_FILL.advice[0]: _("Fill in the column “{heading}” of this row."),
    COLUMN_TO_FILL.advice[0]: _("Fill in the column “{heading}” of this row."),
    COLUMN_TO_ADD.advice[0]: _("Add a column “{heading}” to this list and fill it in."),
    CELL_MERGED.what: _("A cell was merged with others, so its value is not known"),
    CELL_MERGED.advice[0]: _("Fill in every cell of this row."),
    CELL_FORMULA_ERROR.what: _("A formula in this row gives an error"),
    CELL_FORMULA_EMPTY.what: _("A formula in this row has no value"),
    ROW_DUPLICATE.what: _("This row repeats row {row} of the table, and a record has one number"),
}
"""What is said in the list of rejected rows in place of a cell or a row of the first table."""
