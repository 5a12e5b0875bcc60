"""A long list of signatures, which may go on on the next page of a Word document.

In a template each line of signatures is kept with the next one, so that a page of signatures has
something of what they sign. ``page.css`` says of a PDF what is said here: as many as have room on a
page stay with that, and two at least go on together.
"""

from __future__ import annotations

import re
from typing import Final

_STYLE: Final = rb'<w:tblStyle w:val="signature"/>'
_LINE: Final = rb"<w:tbl>\s*<w:tblPr>\s*" + _STYLE + rb"(?:(?!<w:tbl>).)*?</w:tbl>\s*"
_TOGETHER: Final = 15
"""Lines that stay with what is signed: a page has room for them, and for some of that."""
_LEAST: Final = 2
"""Lines at least that go on on the next page."""
_LIST: Final = re.compile(rb"(?:%s){%d,}" % (_LINE, _TOGETHER + _LEAST), re.DOTALL)
_EACH: Final = re.compile(_LINE, re.DOTALL)


def divisible(content: bytes) -> bytes:
    """The part, where long lists of signatures may be divided between two pages."""
    if content.count(_STYLE) < _TOGETHER + _LEAST:
        return content
    return _LIST.sub(lambda found: _divided(found[0]), content)


def _divided(lines: bytes) -> bytes:
    each = _EACH.findall(lines)
    for at in range(_TOGETHER - 1, len(each) - _LEAST):
        each[at] = each[at].replace(b"<w:keepNext/>", b"")
    return b"".join(each)
