"""The few habits of PHP that decide how Moodle reads a file."""

from __future__ import annotations

import re
from typing import Final

TRIMMED: Final = " \t\n\r\0\v"
"""What PHP takes for white space at the ends; a non-breaking space is none of it."""

_NUMERIC: Final = re.compile(r"[ \t\n\r\v\f]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_BOM: Final = "\xef\xbb\xbf"


class Crash(Exception):
    """PHP gives up: the import ends with a message for programmers."""


def in_bytes(data: bytes | str) -> str:
    """``data`` as PHP sees it: a character a byte."""
    return (data.encode() if isinstance(data, str) else data).decode("latin-1")


def in_letters(text: str) -> str:
    """Bytes of :func:`in_bytes` as text; a byte that is no UTF-8 is shown as a question mark."""
    return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")


def is_utf8(text: str) -> bool:
    """Whether bytes of :func:`in_bytes` are UTF-8."""
    try:
        text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def lines_of(text: str) -> list[str]:
    """Lines with their ends, as Moodle's formats get them."""
    lines: list[str] = re.findall(r"[^\n]*\n|[^\n]+", text)
    if lines:
        lines[0] = lines[0].removeprefix(_BOM)
        if "\r" in lines[0] and "\n" not in lines[0]:
            return lines[0].split("\r")
    return lines


def joined(text: str) -> str:
    """The same lines in one text again."""
    text = text.removeprefix(_BOM)
    return text if "\n" in text else text.replace("\r", "")


def trim(text: str) -> str:
    """``text`` without white space at its ends."""
    return text.strip(TRIMMED)


def is_empty(text: str) -> bool:
    """Whether PHP takes ``text`` for nothing, as it does with a lone zero."""
    return text in ("", "0")


def part(text: str, start: int, length: int | None = None) -> str:
    """``length`` bytes from ``start``; a negative length leaves as many out at the end."""
    if length is None:
        return text[start:]
    return text[start : start + length] if length >= 0 else text[start:length]


def replaced(text: str, new: str, start: int, length: int) -> str:
    """``text`` with ``length`` bytes from ``start`` replaced, counted as in :func:`part`."""
    end = start + length if length >= 0 else max(start, len(text) + length)
    return text[:start] + new + text[end:]


def is_numeric(text: str) -> bool:
    """Whether PHP knows ``text`` for a number."""
    found = _NUMERIC.match(text)
    return bool(found) and not text[found.end() :].strip(" \t\n\r\v\f") if found else False


def number(text: str) -> float:
    """``text`` in a sum: the number at its beginning, whatever follows.

    :raises Crash: where there is none.
    """
    found = _NUMERIC.match(text)
    if not found:
        raise Crash(text)
    return float(found.group())


def escaped(text: str) -> str:
    """``text`` with the three signs of HTML written out; nothing if it is no UTF-8."""
    if not is_utf8(text):
        return ""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
