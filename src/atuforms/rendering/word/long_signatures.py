"""A long list of signatures, which may go on on the next page of a Word document.

In a template each line of signatures is kept with the next one, so that a page of signatures has
something of what they sign. A list for which no page has room is divided wherever it has to be, as
in a PDF (:mod:`atuforms.rendering.pdf.divided_lists`): two at least begin it, and two go on.
"""

from __future__ import annotations

import re
from typing import Final

_STYLE: Final = rb'<w:tblStyle w:val="signature"/>'
_LINE: Final = rb"<w:tbl>\s*<w:tblPr>\s*" + _STYLE + rb"(?:(?!<w:tbl>).)*?</w:tbl>\s*"
_LEAST: Final = 2
"""Lines at least that stand together on either page."""
_FEW: Final = 8
"""Lines for which every page has room."""
_LIST: Final = re.compile(rb"(?:%s){%d,}" % (_LINE, _FEW), re.DOTALL)
_EACH: Final = re.compile(_LINE, re.DOTALL)
_CELL: Final = re.compile(rb'<w:tcW w:w="(\d+)"(.*?)</w:tc>', re.DOTALL)
_WORDS: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_PAGE: Final = 11_300
"""Twips that a list has on a page beside what it signs."""
_HEIGHT, _BETWEEN, _LETTER = 302, 294, 135
"""Of a line of words and above the first one; the width of a letter."""


def divisible(content: bytes) -> bytes:
    """The part, where long lists of signatures may be divided between two pages."""
    if content.count(_STYLE) < _FEW:
        return content
    return _LIST.sub(lambda found: _divided(found[0]), content)


def _divided(lines: bytes) -> bytes:
    each = _EACH.findall(lines)
    if sum(map(_height, each)) < _PAGE:
        return lines
    for at in range(_LEAST - 1, len(each) - _LEAST):
        each[at] = each[at].replace(b"<w:keepNext/>", b"")
    return b"".join(each)


def _height(line: bytes) -> int:
    """How high a line of signatures is, as far as its letters tell."""
    most = 1
    for width, content in _CELL.findall(line):
        letters = len(b"".join(_WORDS.findall(content)).decode(errors="replace"))
        most = max(most, -(-letters * _LETTER // int(width)))
    return _BETWEEN + most * _HEIGHT
