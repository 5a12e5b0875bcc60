"""What a run finds of a row, besides what its form finds."""

from __future__ import annotations

from atuforms.batches.messages import NOT_RENDERED, NUMBER_TAKEN, NUMBER_VOID, ROW_DUPLICATE
from atuforms.batches.tables.rows import Row
from atuforms.core.findings import Finding
from atuforms.register.lines import Registration


def duplicate(row: Row, first: int) -> Finding:
    """The record stands in row ``first`` too."""
    return Finding("duplicate-row", "", ROW_DUPLICATE, details={"row": first}, place=row.place(""))


def number_taken(row: Row, number: str, year: int) -> Finding:
    """Another document has the number that the row brings."""
    return Finding(
        "number-taken",
        "number",
        NUMBER_TAKEN,
        actual=number,
        details={"year": year},
        place=row.place("number"),
    )


def number_void(row: Row, line: Registration) -> Finding:
    """The number of the record was made void."""
    return Finding(
        "number-void",
        "number",
        NUMBER_VOID,
        actual=line.number,
        details={"year": line.year, "reason": line.reason},
        place=row.place("number"),
    )


def not_rendered(row: Row, reason: str) -> Finding:
    """The document could not be made."""
    return Finding(
        "not-rendered", "", NOT_RENDERED, details={"reason": reason}, place=row.place("")
    )
