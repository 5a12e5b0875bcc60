"""The last row of a table of a Word document, beside which stands who signs the table.

Word keeps a row whole with what follows. LibreOffice does so too, but with a row that it may divide
it keeps nothing, and a row that it keeps it never divides. So it is settled here which of the two
a row is, by how high it is and where it stands. One that ends where the signatures have no room any
more is made longer, so that its last lines go on beside them, as in a PDF
(:mod:`atuforms.rendering.pdf.divided_rows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from lxml import etree

from atuforms.core.files.xml_parsing import parse_xml
from atuforms.rendering.word.heights import (
    Height,
    UnknownHeight,
    height_of,
    highest_cell,
    page_room,
    row_height,
)
from atuforms.rendering.word.wordprocessingml import W, keep_with_next, table_style, w

_PART: Final = "word/document.xml"
_HIGH: Final = 0.4
"""Of a page: a row this high is divided rather than kept whole."""
_LEAST: Final = 2
"""Lines of a row that stand together beside the signatures."""
_LONGER: Final = range(14)
"""Lines by which a row may be made longer."""
_DOUBTS: Final = tuple(product((-1, 0, 1), (-1, 0, 1, 2)))
"""Lines by which the place of a row, and its own height, may differ from what letters tell."""


@dataclass(frozen=True, slots=True)
class _Page:
    room: int
    head: int
    """The rows that a table repeats on each."""
    signatures: int
    joined: bool
    """Whether they are a row of the table: only with such a one LibreOffice keeps a row."""


@dataclass(frozen=True, slots=True)
class _Row:
    at: int
    """Where it begins on its page."""
    lines: int
    line: int
    about: int
    """What is free above and below its lines."""
    first: bool
    """Whether nothing but a heading stands above it."""

    @property
    def end(self) -> int:
        return self.at + self.lines * self.line + self.about


def with_signed_rows(content: bytes) -> bytes:
    """The part, where the last row of a table stands beside who signs the table."""
    document = parse_xml(content, _PART)
    body = document[0]
    for table in body.findall(f"{{{W}}}tbl"):
        with suppress(UnknownHeight):
            if signed := _signed(table):
                row, *signing = signed
                _settle(row, table, signing, *page_room(body))
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)


def _signed(table: etree._Element) -> Sequence[etree._Element]:
    """The last row of a table that someone signs, and the row or the blocks that do."""
    *rows, last = table.findall(f"{{{W}}}tr") or [table]
    if rows and next(last.iter(f"{{{W}}}tbl"), None) is not None:
        return [rows[-1], last]
    after = [each for each in table.itersiblings() if each.tag != f"{{{W}}}sectPr"]
    signed = _stays_with_next(last) and any(table_style(each) == "signature" for each in after)
    return [last, *after] if signed else []


def _settle(
    row: etree._Element,
    table: etree._Element,
    signing: Sequence[etree._Element],
    room: int,
    width: int,
) -> None:
    """Keep a row whole, or let it be divided, by where it comes to stand."""
    head = sum(row_height(each, table) for each in table if _is_head(each))
    joined = signing[0].tag == f"{{{W}}}tr"
    signatures = row_height(signing[0], table) if joined else height_of(signing, width).whole
    page = _Page(room, head, signatures, joined)
    above = height_of(table.itersiblings(preceding=True), width).whole
    cell, height = highest_cell(row, table)
    place = _row(height, *_place(row, table, above, page))
    if place.lines < _LEAST or signatures > room // 2:
        return
    divided = [*_LONGER, None] if height.whole > _HIGH * room else [None, *_LONGER]
    longer = max(divided, key=lambda each: _certainty(each, place, page))
    _let_divide(row, whole=longer is None)
    if longer:
        margins = w("tcMar")
        margins.append(w("bottom", w=str(longer * height.line), type="dxa"))
        cell[0].insert(_place_of_margins(cell[0]), margins)


def _place(row: etree._Element, table: etree._Element, above: int, page: _Page) -> tuple[int, bool]:
    """Where on its page a row begins, and whether only a heading stands above it there."""
    at, first = above % page.room, True
    for each in table.iterchildren(f"{{{W}}}tr"):
        if each is row:
            break
        _, height = highest_cell(each, table)
        *others, last = _parts(_row(height, at, first), page)
        if at + height.whole <= page.room or not others:
            at += row_height(each, table)
        else:
            lines = height.lines if _is_whole(each) else last
            at = page.head + height.about + lines * height.line
        first = first and _is_head(each)
    return at, first


def _row(height: Height, at: int, first: bool) -> _Row:
    return _Row(at, height.lines, height.line, height.about, first)


def _certainty(longer: int | None, row: _Row, page: _Page) -> int:
    """In how many of the cases of doubt the row and the signatures then share a page.

    :param longer: by how many lines it is made longer; None where it is whole.
    """
    return sum(
        _share_a_page(
            longer, replace(row, at=row.at + before * row.line, lines=row.lines + more), page
        )
        for before, more in _DOUBTS
    )


def _share_a_page(longer: int | None, row: _Row, page: _Page) -> bool:
    more = (longer or 0) * row.line
    if row.end + page.signatures <= page.room:
        return row.end + more + page.signatures <= page.room
    if longer is None:
        moves = not row.first and (page.joined or row.end > page.room)
        return moves and page.head + row.end - row.at + page.signatures <= page.room
    *others, last = _parts(row, page, more)
    if row.first and others[:1] == [0]:
        return False
    end = (page.head if others else row.at) + row.about + last * row.line + more
    return min([*others[1:], last]) >= _LEAST and end + page.signatures <= page.room


def _parts(row: _Row, page: _Page, more: int = 0) -> Sequence[int]:
    """How many of its lines stand on each page; none on one that has no room for any."""
    parts: list[int] = []
    at, lines = row.at, row.lines
    # What is free below the last line takes no room where a row is divided.
    while (fitting := (page.room - at - row.about // 2 - more) // row.line) < lines:
        if fitting < 1 and at == page.head:
            break
        parts.append(max(fitting, 0))
        lines -= parts[-1]
        at = page.head
    return [*parts, lines]


def _is_head(row: etree._Element) -> bool:
    return row.find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None


def _is_whole(row: etree._Element) -> bool:
    return row.find(f"{{{W}}}trPr/{{{W}}}cantSplit") is not None or _stays_with_next(row)


def _stays_with_next(row: etree._Element) -> bool:
    return row.find(f"{{{W}}}tc/{{{W}}}p/{{{W}}}pPr/{{{W}}}keepNext") is not None


def _let_divide(row: etree._Element, *, whole: bool) -> None:
    """Let a row be divided, or keep it whole with the next one."""
    for properties in row.iter(f"{{{W}}}trPr", f"{{{W}}}pPr"):
        for name in ("cantSplit", "keepNext"):
            for each in properties.findall(f"{{{W}}}{name}"):
                properties.remove(each)
    if whole:
        keep_with_next(row)
        if row.find(f"{{{W}}}trPr") is None:
            row.insert(0, w("trPr"))
        row[0].insert(0, w("cantSplit"))


def _place_of_margins(properties: etree._Element) -> int:
    """Where among the properties of a cell its margins stand (ECMA-376-1, 17.4.69)."""
    later = {f"{{{W}}}{name}" for name in ("textDirection", "tcFitText", "vAlign", "hideMark")}
    return next((at for at, each in enumerate(properties) if each.tag in later), len(properties))
