"""Rows that take much of a page, which may go on on the next page of a Word document.

In a template a row stays whole, and so do the rows of a small table, and a text with those who sign
it. Filled with many words, they would leave a page nearly empty, or with a heading alone; they are
divided, as in a PDF (:mod:`atuforms.rendering.pdf.divided_rows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from atuforms.rendering.word.signed_rows import with_signed_rows

_ROW: Final = b"<w:tr>"
_WHOLE, _NEXT, _HEAD = b"<w:cantSplit/>", b"<w:keepNext/>", b"<w:tblHeader/>"
_SIGNATURE: Final = b'<w:tblStyle w:val="signature"/>'
_LONG: Final = re.compile(rb">[^<]{160}")
"""A text without which no row is high."""
_WIDTH: Final = b'<w:tcW w:w="'
_WORDS: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_TEXT: Final = re.compile(
    rb'(<w:p><w:pPr><w:pStyle w:val="text"/>)<w:keepNext/>(</w:pPr>(?:(?!</w:p>).)*</w:p>)',
    re.DOTALL,
)
_MOST_LETTERS: Final = 2_440
"""Of a text for which a page has room beside its heading and those who sign it."""
_LINE, _LETTER, _MARGINS = 250, 100, 200
"""How high a line is, and how wide a letter and the margins of a cell, in twips."""
_PAGES: Final = {True: 9_350, False: 14_000}
"""How high a page is, by whether it is a landscape one."""
_HIGH, _ROOM, _LONGEST, _ALONE = 0.4, 0.5, 0.8, 0.2
"""Of a page: a row this high may be divided; so much has room beside a heading, and beside the head
of a table; a row this high needs no other beside it."""
_LAST: Final = 2
"""Rows that end a table together."""


def with_divisible_rows(content: bytes) -> bytes:
    """The part, where high rows, and tables and texts longer than a page, may be divided."""
    if not _LONG.search(content):
        return content
    content = _TEXT.sub(_as_long_as_it_is, content)
    page = _PAGES[b'w:orient="landscape"' in content]
    first, *rows = content.split(_ROW)
    long = {i: _height(row) for i, row in enumerate(rows) if _LONG.search(row)}
    if sum(long.values()) < _HIGH * page:
        return content
    signed = {i for i in long if _is_signed(*rows[i : i + 2])}
    heights = [long.get(i, _LINE) for i in range(len(rows))]
    for run in _kept_together(rows):
        if sum(heights[i] for i in run) > _ROOM * page:
            for i in run[:-1]:
                needs_company = i in run[-_LAST:] and heights[i] <= _ALONE * page
                if not needs_company and i not in signed and _HEAD not in rows[i]:
                    own, end, rest = rows[i].partition(b"</w:tr>")
                    rows[i] = own.replace(_NEXT, b"") + end + rest
    for i, row in enumerate(rows):
        properties, end, rest = row.partition(b"</w:trPr>")
        # LibreOffice does not keep one that it may divide with the row that signs.
        last = _NEXT in rest.partition(b"</w:tr>")[0] and heights[i] < _LONGEST * page
        if heights[i] > _HIGH * page and not last and _HEAD not in properties:
            rows[i] = properties.replace(_WHOLE, b"") + end + rest
    content = _ROW.join([first, *rows])
    return with_signed_rows(content) if signed else content


def _as_long_as_it_is(text: re.Match[bytes]) -> bytes:
    words = b"".join(_WORDS.findall(text[2])).decode(errors="replace")
    return text[1] + text[2] if len(words) > _MOST_LETTERS else text[0]


def _is_signed(row: bytes, following: bytes = b"") -> bool:
    """Whether someone signs below a row: in the next row, or below the table."""
    own, _, rest = row.partition(b"</w:tr>")
    signing, _, _ = following.partition(b"</w:tr>")
    return _NEXT in own and (_SIGNATURE in rest or _SIGNATURE in signing)


def _kept_together(rows: Sequence[bytes]) -> Iterator[list[int]]:
    """Places of rows of which each is on the page of the one that follows, and the last of them."""
    run: list[int] = []
    for i, row in enumerate(rows):
        run.append(i)
        own, _, rest = row.partition(b"</w:tr>")
        if _NEXT not in own or b"</w:tbl>" in rest:
            yield run
            run = []
    yield run


def _height(row: bytes) -> int:
    """How high a row is, as far as its letters tell."""
    most = 1
    for cell in row.partition(b"</w:tr>")[0].split(_WIDTH)[1:]:
        room = max(int(cell[: cell.index(b'"')]) - _MARGINS, _LETTER) // _LETTER
        paragraphs = (b"".join(_WORDS.findall(each)) for each in cell.split(b"</w:p>"))
        letters = (len(each.decode(errors="replace")) for each in paragraphs if each)
        most = max(most, sum(-(-each // room) for each in letters))
    return most * _LINE
