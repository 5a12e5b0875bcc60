"""Values of strangers in our sentences: as text that every screen, file and socket takes."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Control characters, which move a terminal's cursor, those that turn the direction of a line, and
# halves of surrogate pairs, which have no UTF-8. Line ends and tabs are text.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def as_text(value: object) -> str:
    """``value`` as a person would have typed it; lists and mappings in short.

    Always a text: Python refuses to write a number of very many digits.
    """
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    try:
        return str(value)
    except (ValueError, RecursionError):
        return f"<{type(value).__name__}>"


def shown(value: object, length: int | None = None) -> str:
    """``value`` in a sentence, with U+001B and the like for each character that is no text.

    :param length: how many characters at most; all if not said.
    """
    text = as_text(value)
    if length is not None and len(text) > length:
        text = text[: length - 1] + "…"
    if text.isprintable():
        return text
    return _NO_TEXT.sub(lambda found: f"U+{ord(found[0]):04X}", text)
