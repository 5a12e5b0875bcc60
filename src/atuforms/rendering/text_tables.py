"""Tables of a Markdown text: how wide their columns are, and which words are wider all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from atuforms.core.fonts import code_size
from atuforms.core.letter_widths import width_of, width_of_code

MAX_WIDTH_MM = 165
"""The width of a portrait page: of a table, and of the widest picture."""

_TABLES = {"facts": (11.0, 4.7), "dense": (9.5, 3.1)}
"""Kinds of tables by size, the usual one first: points of their letters, and the millimetres of a
cell beside its text, which are padding, lines, and what rounding takes."""
_INDENTS = {"ul": 7.0, "ol": 7.0, "blockquote": 12.5}
"""How far what stands in a block stands in, in millimetres."""
_LONG_TEXT = 60
"""Letters of a text above which its column wants no more room."""
_PIECES = re.compile(r"([^\S\u00a0]+)")
_PARTS = re.compile(r"([^\S\u00a0]+|(?<=\w[-/])(?=[^\W\d])|(?<=\w[‐–—])(?=\w)|(?<=\u00ad))")
"""Where a line may end: at spaces that break, and in a word behind a hyphen or a stroke."""
_ROUNDED = 0.1
"""Millimetres by which a column may be narrower than what it was made for."""


@dataclass(frozen=True, slots=True)
class TornWord:
    """A word that its column cannot hold: in which table and column of the text, from 1.

    ``rows`` are those of the table, the head being the first; ``lines`` those of the text.
    """

    word: str
    table: int
    column: int
    rows: tuple[int, ...]
    lines: tuple[int, ...]
    room: float


def set_widths(table: etree._Element) -> None:
    """Columns as wide as their longest word, and what is left in proportion to their texts.

    Where that is wider than the page, letters are smaller; where they still are, words are parted
    at their hyphens, and then the longest anywhere, and no others.
    """
    page = _page(table)
    for kind, (size, padding) in _TABLES.items():
        needed, wanted = _wishes(table, size, padding)
        table.set("class", kind)
        if sum(needed) <= page:
            break
    else:
        needed = _wishes(table, size, padding, _PARTS)[0]
    needed = _shared_out(needed, page)
    room = max(0.0, page - sum(needed))
    more = [max(0.0, want - need) for want, need in zip(wanted, needed, strict=True)]
    parts = [
        need + room * extra / max(1.0, sum(more)) for need, extra in zip(needed, more, strict=True)
    ]
    columns = etree.Element("colgroup")
    for part in parts:
        share = 100 * part / sum(parts)
        etree.SubElement(columns, "col", {"style": f"width:{share:.2f}%"})
    table.insert(0, columns)


def torn_words(text: etree._Element) -> Iterator[TornWord]:
    """The words of a text's tables that are parted where no line may end."""
    for number, table in enumerate(text.iter("table"), 1):
        size, padding = _TABLES[table.get("class", "facts")]
        page = _page(table)
        rooms = [
            page * float(re.sub("[^0-9.]", "", column.get("style", ""))) / 100 - padding
            for column in table.iter("col")
        ]
        found: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for at, row in enumerate(table.iter("tr"), 1):
            for column, (cell, room) in enumerate(zip(row, rooms, strict=False), 1):
                for word, wide, code in _words(cell, size, _PARTS):
                    if wide > room + _ROUNDED and not code:
                        found.setdefault((column, word), []).append((at, _line_of(row)))
        for (column, word), places in found.items():
            rows, lines = zip(*dict.fromkeys(places), strict=True)
            yield TornWord(word, number, column, rows, lines, rooms[column - 1])


def _line_of(row: Any) -> int:
    return int(row.sourceline or 0)


def _page(table: etree._Element) -> float:
    """How wide a table may be where it stands."""
    return MAX_WIDTH_MM - sum(_INDENTS.get(str(each.tag), 0) for each in table.iterancestors())


def _wishes(
    table: etree._Element, size: float, padding: float, ends: re.Pattern[str] = _PIECES
) -> tuple[list[float], list[float]]:
    """How wide each column is to be for its longest word, and for its longest text."""
    words: dict[int, float] = {}
    lengths: dict[int, float] = {}
    for row in table.iter("tr"):
        for column, cell in enumerate(row):
            longest = max((wide for _, wide, _ in _words(cell, size, ends)), default=0.0)
            words[column] = max(words.get(column, 0), longest)
            lengths[column] = max(lengths.get(column, 0), _wanted(cell, size))
    return [word + padding for word in words.values()], [
        length + padding for length in lengths.values()
    ]


def _words(
    cell: etree._Element, size: float, ends: re.Pattern[str]
) -> Iterator[tuple[str, float, bool]]:
    """The words of a cell, each with its width, and whether a part of it is code."""
    word, wide, coded = "", 0.0, False
    for piece, code in _pieces(cell):
        for number, part in enumerate(ends.split(piece)):
            if number % 2 and word:
                yield word, wide, coded
                word, wide, coded = "", 0.0, False
            if part and not part.isspace():
                word += part
                wide += _width(cell, part, size, code=code)
                coded = coded or code
    if word:
        yield word, wide, coded


def _wanted(cell: etree._Element, size: float) -> float:
    """The width of the text of a cell, as far as it wants room."""
    whole, left = 0.0, _LONG_TEXT
    for piece, code in _pieces(cell):
        if piece:
            whole += _width(cell, piece, size, code=code) * min(1, left / len(piece))
            left = max(0, left - len(piece))
    return whole


def _width(cell: etree._Element, words: str, size: float, *, code: bool) -> float:
    if code:
        return width_of_code(words, code_size(size))
    bold = cell.tag == "th" or cell.find(".//strong") is not None
    return width_of(words, size, bold=bold)


def _pieces(cell: etree._Element) -> Iterator[tuple[str, bool]]:
    """The texts of a cell, and whether they are code; a line end is a space."""
    pieces: Any = cell.xpath(".//text() | .//br")
    for piece in pieces:
        if isinstance(piece, str):
            # lxml's own text, which knows where it stands.
            found: Any = piece
            yield str(piece), bool(found.is_text and found.getparent().tag == "code")
        else:
            yield " ", False


def _shared_out(needed: list[float], page: float) -> list[float]:
    """The widths within that of the page: narrow columns get theirs, wide ones share the rest."""
    left, given = page, list(needed)
    narrow_first = sorted(range(len(needed)), key=needed.__getitem__)
    for done, column in enumerate(narrow_first):
        given[column] = min(needed[column], left / (len(needed) - done))
        left -= given[column]
    return given
