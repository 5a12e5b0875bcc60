"""Names of files that strangers send: as this machine can keep them, in a folder of their own."""

from __future__ import annotations

import re
import unicodedata

_LENGTH = 180
"""Bytes of a name, of which file systems take 255; other endings are added to it."""
_ENDING = 16
_UNFIT = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_name(name: str) -> str:
    """The last part of a name without what no file system has, or what leads elsewhere."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    told = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in last)
    plain = _UNFIT.sub("_", told).strip(" .")
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"file-{plain}".rstrip("-")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _ENDING:
        stem, ending = plain, ""
    room = _LENGTH - len(f".{ending}".encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(" .") or "file"
    return f"{stem}.{ending}" if ending else stem


def distinct_name(name: str, taken: set[str]) -> str:
    """``name``, with a number where another file has it already, letter case apart."""
    plain = safe_name(name)
    stem, dot, ending = plain.rpartition(".")
    found, count = plain, 1
    while found.casefold() in taken:
        count += 1
        found = f"{stem}-{count}.{ending}" if dot else f"{plain}-{count}"
    taken.add(found.casefold())
    return found
