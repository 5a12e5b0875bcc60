"""A table that is signed, whose last row is to stand on the page of who signs it.

Word keeps the row with what follows; LibreOffice keeps no row of a table with another table. What
both keep is what stands in one row that is not divided: the last row goes there, as a table.
"""

from __future__ import annotations

import re
from typing import Final

_GAP: Final = rb"(?:<w:p>(?:(?!</w:p>|<w:t[ >]).)*</w:p>\s*)?"
_SIGNED: Final = re.compile(
    rb"</w:tbl>\s*(?P<gap>%s)(?P<after><w:tbl>\s*<w:tblPr>\s*<w:tblStyle "
    rb'w:val="(?P<style>signature|keep)"/>.*?)(?P<end></w:tbl>|</w:tcPr>)' % _GAP,
    re.DOTALL,
)
"""The end of a table that a line to sign on follows, with only room between."""
_TABLE: Final = b"<w:tbl>"
_STYLES: Final = re.compile(rb'\s*<w:tblPr>\s*<w:tblStyle w:val="(?:facts|dense|scores)"/>')
_OF_SHEETS: Final = re.compile(rb'\s*<w:tblPr>\s*<w:tblStyle w:val="scores"/>')
"""What signs other tables is kept with rows that belong together: see their layouts."""
_ROW: Final = re.compile(rb"<w:tr[ >]")
_TEXT: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_HEAD: Final = re.compile(rb"\s*<w:tblPr>.*?</w:tblPr>\s*<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)
_WIDTH: Final = re.compile(rb'<w:tblW w:w="(\d+)"')
_LOOK: Final = re.compile(rb'(<w:tblLook w:val=")[^"]*')
_KEPT: Final = b"<w:keepNext/>"
_FEWEST: Final = 3
"""Rows of a table that may go over a page."""
_MOST: Final = 4_000
"""Bytes of words in a row that has its place beside the signatures on one page."""


def _room(height: bytes) -> bytes:
    """An empty paragraph of a height in twips."""
    spacing = b'<w:spacing w:before="0" w:after="0" w:line="%s" w:lineRule="exact"/>' % height
    return b"<w:p><w:pPr>%s</w:pPr></w:p>" % spacing


_HAIR: Final = _room(b"2")
"""Keeps two tables apart, and their lines on each other."""
_WHOLE: Final = (
    b'<w:tbl><w:tblPr><w:tblStyle w:val="keep"/><w:tblW w:w="%(width)s" w:type="dxa"/>'
    b'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="%(width)s"/></w:tblGrid>'
    b'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="%(width)s" w:type="dxa"/>'
    b"</w:tcPr>"
)
_WHOLE_ENDS: Final = _room(b"20") + b"</w:tc></w:tr></w:tbl>"


def with_last_rows_kept(content: bytes) -> bytes:
    """The part, in which the last row of each signed table stands with who signs."""
    parts: list[bytes] = []
    done = 0
    for found in _SIGNED.finditer(content):
        begin = content.rfind(_TABLE, done, found.start()) + len(_TABLE)
        if begin < len(_TABLE):
            continue
        own = _OF_SHEETS if found["style"] == b"keep" else _STYLES
        at = begin + _divided_at(content[begin : found.start()], own)
        head = _HEAD.match(content, begin)
        if at == begin or head is None:
            continue
        row = _TABLE + _LOOK.sub(rb"\g<1>0000", head[0]) + content[at : found.start()] + b"</w:tbl>"
        parts += [content[done:at], b"</w:tbl>", _HAIR]
        gap = found["gap"] or _HAIR
        if found["style"] == b"keep":
            parts += [found["after"], found["end"], row, gap]
            done = found.end()
        else:
            end = content.index(b"</w:tbl>", found.start("after")) + len(b"</w:tbl>")
            width = _WIDTH.search(head[0])
            whole = _WHOLE % {b"width": width[1] if width else b"0"}
            parts += [whole, row, gap, content[found.start("after") : end], _WHOLE_ENDS]
            done = end
    return b"".join([*parts, content[done:]])


def _divided_at(table: bytes, styles: re.Pattern[bytes]) -> int:
    """Where the last row of a table begins that is to be kept with what follows; 0 if none is."""
    rows = [found.start() for found in _ROW.finditer(table)]
    if not styles.match(table) or len(rows) < _FEWEST or b"<w:tbl>" in table:
        return 0
    last = table[rows[-1] :]
    if _KEPT not in last or b"<w:vMerge/>" in last or sum(map(len, _TEXT.findall(last))) > _MOST:
        return 0
    return rows[-1]
