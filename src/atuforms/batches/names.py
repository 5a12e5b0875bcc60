"""Names of files from a pattern such as ``{number}_{course_title}``.

A name is safe on Windows, macOS and Linux alike, keeps every letter of the three alphabets,
never leaves its folder, and never meets another name, in whatever case they are compared.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from atuforms.core.exceptions import UnsafeOutput

MAX_BYTES = 180
"""Bytes of a name in UTF-8. Every file system takes 255; the rest is for folders and copies."""

_LONGEST = 2 * MAX_BYTES
"""Characters of a value that are looked at: more never fit."""

_PLACEHOLDER = re.compile(r"\{([^{}:]*)(?::0?([1-9][0-9]?)d?)?\}")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE
)


def check_pattern(pattern: str, known: Iterable[str]) -> None:
    """Refuse a pattern that names no file or uses a placeholder that is not ``known``.

    :raises UnsafeOutput: saying which placeholder, and which there are.
    """
    names = sorted(known)
    used = [name for name, _ in _PLACEHOLDER.findall(pattern)]
    unknown = [name for name in used if name not in names]
    if unknown or not used or set("{}") & set(_PLACEHOLDER.sub("", pattern)):
        raise UnsafeOutput(
            "The pattern “{pattern}” does not name files. Use at least one of these: {names}.",
            pattern=pattern,
            names=", ".join(f"{{{name}}}" for name in names),
        )


def stem(pattern: str, values: Mapping[str, object], *, room: int = MAX_BYTES) -> str:
    """The name, without suffix, that ``pattern`` gives for ``values``.

    The longest value is shortened first, so that a number survives a title without end. ``room``
    is how many bytes the name may take.
    """
    used: set[str] = {name for name, _ in _PLACEHOLDER.findall(pattern)}
    clean = {name: _clean(str(values[name])[:_LONGEST]) for name in used if name in values}
    name = _finish(_fill(pattern, clean))
    while len(name.encode()) > room:
        longest = max(clean, key=lambda key: len(clean[key]), default="")
        if not clean.get(longest):
            name = _finish(_shorter(name))
            continue
        clean[longest] = _shorter(clean[longest])
        name = _finish(_fill(pattern, clean))
    return name


class Names:
    """The names already used in one folder; gives each new one once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in taken}
        self._counts: dict[int, int] = {}
        """How often a name was wanted, so that the next one need not try all again."""

    def __contains__(self, name: str) -> bool:
        return _folded(name) in self._taken

    def claim(self, stem: str, suffix: str) -> str:
        """``stem`` + ``suffix``, with ``_2``, ``_3``, … before the suffix if that is taken."""
        name = f"{stem}{suffix}"
        wanted = _folded(name)
        count = self._counts.get(wanted, 1)
        while name in self:
            count += 1
            name = f"{stem}_{count}{suffix}"
        self._counts[wanted] = count
        self._taken.add(_folded(name))
        return name


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: _wide(values.get(found[1], ""), found[2]), pattern)


def _wide(value: str, width: str | None) -> str:
    """A number with zeros before it: ``{number:03}`` gives ``007``, so that names sort by it."""
    return value.zfill(int(width)) if width and value.isdecimal() else value


def _clean(value: str) -> str:
    """``value`` without characters that a file system or a shell reads in a way of its own."""
    text = unicodedata.normalize("NFC", value)
    text = _FORBIDDEN.sub("_", text)
    if text.isprintable():
        return text
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")


def _finish(name: str) -> str:
    name = re.sub(r"_+", "_", _clean(name)).strip("._ -") or "_"
    return f"_{name}" if _RESERVED.match(name) else name


def _shorter(value: str) -> str:
    """``value`` without its last letter, and the marks that sit on it."""
    end = len(value) - 1
    while end > 0 and unicodedata.combining(value[end]):
        end -= 1
    return value[:end]


def _folded(name: str) -> int:
    """The name as any file system compares it, in little memory, since all of them are kept."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest())
