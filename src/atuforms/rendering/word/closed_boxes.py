"""Cells, headers and boxes of a filled template, each of which must end in a paragraph.

A condition of staff may take the only paragraph out of one; Word would have to repair the file.
"""

from __future__ import annotations

import re
from typing import Final

_EMPTY_CELL: Final = re.compile(
    rb"(<w:tc(?:\s[^<>]*)?>\s*(?:<w:tcPr\s*/>|<w:tcPr[\s>](?:(?!</w:tcPr>).)*</w:tcPr>)?)\s*(?=</w:tc>)",
    re.DOTALL,
)
_SHORT_CELL: Final = re.compile(rb"<w:tc\s*/>")
_AFTER_TABLE: Final = re.compile(
    rb"</w:tbl>\s*(?=</w:(?:tc|hdr|ftr|txbxContent|footnote|endnote)>)"
)
_EMPTY_BOX: Final = re.compile(
    rb"(<w:(hdr|ftr|txbxContent|footnote|endnote)(?:\s[^<>]*)?(?<!/)>)\s*(?=</w:\2>)"
)
_SHORT_BOX: Final = re.compile(rb"<w:(hdr|ftr|txbxContent)((?:\s[^<>]*)?)/>")


def closed(content: bytes) -> bytes:
    """The part, with an empty paragraph in each cell and box that has none at its end."""
    content = _SHORT_CELL.sub(rb"<w:tc></w:tc>", content)
    content = _SHORT_BOX.sub(rb"<w:\1\2></w:\1>", content)
    content = _EMPTY_CELL.sub(rb"\1<w:p/>", content)
    content = _EMPTY_BOX.sub(rb"\1<w:p/>", content)
    return _AFTER_TABLE.sub(rb"</w:tbl><w:p/>", content)
