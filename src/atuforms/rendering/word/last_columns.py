"""Columns that end a Word document: its last section has them, and no empty one comes after.

In a template, columns are a section with one more behind it, since a condition may leave them out.
LibreOffice lays the empty section behind them on a page of its own where a page is nearly full.
"""

from __future__ import annotations

import re
from typing import Final

_SECTION: Final = rb"<w:sectPr(?: [^>]*)?>(?:(?!</w:sectPr>).)*</w:sectPr>"
_ENDS: Final = re.compile(
    rb"<w:p(?: [^>]*)?>\s*<w:pPr>(?:(?!</w:pPr>|<w:sectPr).)*(?P<columns>%s)"
    rb"(?:(?!</w:pPr>).)*</w:pPr>\s*</w:p>\s*(?P<last>%s)\s*</w:body>" % (_SECTION, _SECTION),
    re.DOTALL,
)
_PARAGRAPH: Final = (b"<w:p>", b"<w:p ")
_SEVERAL: Final = re.compile(rb'<w:cols [^>]*w:num="(?:[2-9]|\d\d+)"')
_GOES_ON: Final = b'<w:type w:val="continuous"/>'
_SIZE: Final = re.compile(rb"<w:pgSz [^>]*>")


def ended_in_columns(content: bytes) -> bytes:
    """The part, where columns that only an empty section follows are the last section."""
    if content.count(b"<w:sectPr") < 2:
        return content
    found = _ENDS.match(content, max(content.rfind(each) for each in _PARAGRAPH))
    if found is None:
        return content
    columns, last = found["columns"], found["last"]
    same = _SIZE.findall(columns) == _SIZE.findall(last) and _GOES_ON in last
    if not same or not _SEVERAL.search(columns) or _SEVERAL.search(last):
        return content
    return content[: found.start()] + columns + content[found.end("last") :]
