"""CSV as a grid: encoding and separator are detected, and stated in the notes.

The separator is the one that makes the most known columns of the header.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from atuforms.batches.tables.columns import Fields, resolved_count
from atuforms.batches.tables.encodings import detect_encoding
from atuforms.batches.tables.grids import Grid, Note
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Place
from atuforms.core.language.reasons import Reason
from atuforms.core.language.sentences import message

SEPARATORS = (",", ";", "\t")

_SAMPLE_ROWS = 50
_LONGEST_HEADER = 100_000
_SHOWN = {"\t": "⇥"}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def read_grid(path: Path, fields: Fields | None = None) -> Grid:
    """The rows of the delimited text at ``path``.

    :raises UnreadableInput: when the text is neither UTF-8 nor cp1251, or a quotation mark is
        never closed.
    """
    encoding = detect_encoding(path)
    stated, skip = _stated_separator(path, encoding)
    separator = stated or detect_separator(path, encoding, fields)

    def rows() -> Iterator[tuple[int, list[str]]]:
        return _rows(path, encoding, separator, skip)

    note = Note(
        message("{file} is read as {encoding}, with “{separator}” between the cells."),
        {"file": path.name, "encoding": encoding, "separator": _SHOWN.get(separator, separator)},
    )
    return Grid(
        rows,
        lambda row, column: Place(line=row, column=column + 1),
        notes=(note,),
        separator=separator,
    )


def shielded(cell: str) -> str:
    """``cell`` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unshielded(cell: str) -> str:
    """The cell that :func:`shielded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def _stated_separator(path: Path, encoding: str) -> tuple[str, int]:
    """The separator of Excel's own first line ``sep=;``, and how many lines that takes."""
    with path.open(encoding=encoding, newline="") as stream:
        first = stream.readline().strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    return "", 0


def detect_separator(path: Path, encoding: str, fields: Fields | None = None) -> str:
    """The separator under which the header has the most known columns, and the rows its width."""

    def merit(separator: str) -> tuple[int, int, int]:
        sample: list[list[str]] = []
        # A quotation mark that is not closed is told of when the table is read.
        with suppress(UnreadableInput):
            for _, cells in itertools.islice(_rows(path, encoding, separator, 0), _SAMPLE_ROWS):
                sample.append(cells)
        if not sample:
            with path.open(encoding=encoding, newline="") as stream:
                sample = [stream.readline(_LONGEST_HEADER).split(separator)]
        header = sample[0]
        known = resolved_count(header, fields) if fields is not None else 0
        alike = sum(len(cells) == len(header) for cells in sample) if len(header) > 1 else 0
        return known, alike, len(header)

    return max(SEPARATORS, key=merit)


def _rows(path: Path, encoding: str, separator: str, skip: int) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding=encoding, newline="") as stream:
        for _ in range(skip):
            stream.readline()
        reader = csv.reader(stream, delimiter=separator, strict=True)
        line = skip + 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield line, cells
                line = skip + reader.line_num + 1
        except csv.Error as error:
            raise UnreadableInput(
                "{file} cannot be read from line {line} on ({reason}). Look for a quotation mark "
                "that is not closed.",
                file=path.name,
                line=line,
                reason=Reason(str(error)),
            ) from error
