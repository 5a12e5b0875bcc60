"""What a page can show, and the marks that tell its values from its wording."""

from __future__ import annotations

import re
import unicodedata

from atuforms.core.fonts import missing_characters
from atuforms.core.letter_marks import with_bases

NOT_IN_FONT = "◊"
"""Stands in a draft for a character that the font lacks; PDF/A allows no empty boxes."""

VALUE_BEGINS, VALUE_ENDS = "\ufdd0", "\ufdd1"
"""Stand around each value of a filled page. Unicode sets them apart for a program's own use: no
text has them, but XML allows them. No page shows them."""

_LINE_ENDS = re.compile("[\v\f\x85\u2028\u2029]|\r\n?")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(html: str) -> str:
    """The HTML with only what a page can show: composed letters that the font has."""
    text = with_bases(unicodedata.normalize("NFC", text_only(html)))
    return text.translate(dict.fromkeys(map(ord, missing_characters(text)), NOT_IN_FONT))


def text_only(value: str) -> str:
    """The value without what is no text: control characters, lone surrogates, marks."""
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", value))
