"""CSV as a grid: encoding and separator are detected, and stated in the notes.

An encoding is taken only if the whole file is valid in it: a mark at the beginning, then UTF-8,
then cp1251. The separator is the one that makes the most known columns of the header.
"""

from __future__ import annotations

import codecs
import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from atuforms.batches.columns import Fields, resolved_count
from atuforms.batches.grids import Grid, Note
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Place
from atuforms.core.language.sentences import message

SEPARATORS = (",", ";", "\t")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_ROWS = 50
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


def detect_encoding(path: Path) -> str:
    """The Python name of the encoding in which the whole file is valid.

    :raises UnreadableInput: when there is none.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = ("utf-8", "cp1251")
    for encoding in candidates:
        if _is_valid(path, encoding):
            return encoding
    raise UnreadableInput(
        "The text of {file} is neither UTF-8 nor cp1251. Save it as “CSV UTF-8”.", file=path.name
    )


def _is_valid(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


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
        rows = _rows(path, encoding, separator, 0)
        try:
            sample = [cells for _, cells in itertools.islice(rows, _SAMPLE_ROWS)]
        except UnreadableInput:
            return (0, 0, 0)
        if not sample:
            return (0, 0, 0)
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
                reason=error,
            ) from error
