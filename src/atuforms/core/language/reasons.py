"""Why a file could not be read or written, as the system or a library says it: in English alone.

What people meet is said in their language; the rest is quoted as it came.
"""

from __future__ import annotations

from dataclasses import dataclass

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate

_NOT_CLOSED = message("a quotation mark or a bracket is not closed")
_NO_PLACE = message("the indentation of the line is wrong, or a colon is missing")
_DENIED = message("access is denied")
_COMMA = message("a comma or a closing bracket is missing")

_KNOWN = {
    # YAML
    "mapping values are not allowed": message(
        "a colon stands in a value without quotes, or the indentation of the line is wrong"
    ),
    "found unexpected end of stream": _NOT_CLOSED,
    "did not find expected ','": _COMMA,
    "found character that cannot start": message(
        "a value begins with a sign that must stand in quotes"
    ),
    "found undefined alias": message("a value begins with a sign that must stand in quotes"),
    "did not find expected alphabetic": message(
        "a value begins with a sign that must stand in quotes"
    ),
    "did not find expected key": _NO_PLACE,
    "did not find expected '-'": _NO_PLACE,
    "did not find expected <document start>": _NO_PLACE,
    "could not find expected ':'": _NO_PLACE,
    "did not find expected node content": message("a value is missing"),
    "block sequence entries are not allowed": _NO_PLACE,
    "block mapping entries are not allowed": _NO_PLACE,
    "found unknown escape character": message(
        "a backslash stands in double quotes, where only single ones take it"
    ),
    "control characters are not allowed": message("there is a control character in it"),
    # JSON
    "Expecting property name": message(
        "a name in double quotes is missing, or a comma is needless"
    ),
    "Illegal trailing comma": message("a name in double quotes is missing, or a comma is needless"),
    "Expecting ',' delimiter": _COMMA,
    "Expecting ':' delimiter": message("a colon is missing"),
    "Expecting value": message("a value is missing"),
    "Extra data": message("something stands after the end of the record"),
    "Unterminated string": _NOT_CLOSED,
    "Invalid control character": message("there is a control character in it"),
    "Invalid \\": message("a backslash in a text must be doubled"),
    # The system
    "No such file or directory": message("there is no such file or folder"),
    "Permission denied": _DENIED,
    "Operation not permitted": _DENIED,
    "Is a directory": message("it is a folder"),
    "Not a directory": message("a part of the path is no folder"),
    "File exists": message("it is there already"),
    "File name too long": message("the name is too long"),
    "No space left on device": message("the disk is full"),
    "Disk quota exceeded": message("the disk is full"),
    "Read-only file system": message("the disk cannot be written to"),
    "Input/output error": message("the disk does not answer"),
    "Address already in use": message("it is in use"),
    "Cannot assign requested address": message("this computer does not have it"),
    "Name or service not known": message("the name is unknown"),
    # The register
    "database is locked": message("another program holds it"),
    "unable to open database file": message("it cannot be opened"),
    "attempt to write a readonly database": _DENIED,
    "file is not a database": message("it is not a register"),
    "database disk image is malformed": message("it is damaged"),
}
"""How what is said begins, and our words for it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What the system or a library said."""

    said: str

    def text(self, lang: Language, /) -> str:
        """It in ``lang`` where it is known; else as it came, in quotation marks."""
        for beginning, words in _KNOWN.items():
            if self.said.startswith(beginning):
                return translate(words, lang)
        return self.said if lang == "en" or not self.said.isascii() else f"«{self.said}»"

    def __str__(self) -> str:
        """It as it came."""
        return self.said


def reason_of(error: OSError) -> Reason:
    """Why the system refused."""
    return Reason(error.strerror or str(error))
