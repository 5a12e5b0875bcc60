"""A long list of signatures, which may go on on the next page of a Word document.

In a template each line of signatures is kept with the next one. ``page.css`` says of a PDF what is
said here: two at least stay with what is signed, and two at least go on together.
"""

from __future__ import annotations

import re
from typing import Final

_STYLE: Final = rb'<w:tblStyle w:val="signature"/>'
_LINE: Final = rb"<w:tbl>\s*<w:tblPr>\s*" + _STYLE + rb"(?:(?!<w:tbl>).)*?</w:tbl>\s*"
_LONG: Final = 5
"""Lines from which on a list may be divided; fewer take little room on the next page."""
_LIST: Final = re.compile(rb"(?:%s){%d,}" % (_LINE, _LONG), re.DOTALL)
_EACH: Final = re.compile(_LINE, re.DOTALL)
_TOGETHER: Final = 2


def divisible(content: bytes) -> bytes:
    """The part, where long lists of signatures may be divided between two pages."""
    if content.count(_STYLE) < _LONG:
        return content
    return _LIST.sub(lambda found: _divided(found[0]), content)


def _divided(lines: bytes) -> bytes:
    each = _EACH.findall(lines)
    for at in range(_TOGETHER - 1, len(each) - _TOGETHER):
        each[at] = each[at].replace(b"<w:keepNext/>", b"")
    return b"".join(each)
