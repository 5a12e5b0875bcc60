"""Persons of a table: several in one cell, or a column for each thing that is said of one."""

from __future__ import annotations

from typing import Any, Final

from atuforms.core.language.catalogue import translate
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message

PARTS: Final = ("name", "position", "degree", "title")
"""What a form says of a person, in the order in which people write it."""

COLUMNS: Final = 3
"""Persons for whom a sheet to fill in has columns; more have a place in a table all the same."""

KNOWN: Final = 30
"""Persons whose columns are known by their words."""

_AUTHOR: Final = message("Author {n}: {what}")
_PERSON: Final = message("{label}, {n}: {what}")

_OPENING, _CLOSING = "([«“", ")]»”"


def heading(label: str, what: str, n: int, lang: Language, *, author: bool) -> str:
    """The heading of a column: ``1-автор: лауазымы``."""
    word = what if what[1:2] == "." else what[:1].lower() + what[1:]
    if author:
        return translate(_AUTHOR, lang, n=n, what=word)
    return translate(_PERSON, lang, label=label, n=n, what=word)


def read_list(cell: str, *, people: bool) -> list[Any]:
    """The values that one cell lists, with ``;`` between them.

    A person is written as on the form: name, position, degree, title, with commas between them or
    with what follows the name in brackets.
    """
    parts = [part.strip() for part in _split(cell, ";")]
    return [_person(part) if people else part for part in parts if part]


def _person(text: str) -> Any:
    name, bracket, rest = text.partition("(")
    if bracket and rest.endswith(")") and name.strip():
        facts = [name, *_split(rest[:-1], ";,")]
    else:
        facts = _split(text, ",")
    said = [fact.strip() for fact in facts if fact.strip()]
    if len(said) < 2:
        return text
    last = len(PARTS) - 1
    said = [*said[:last], ", ".join(said[last:])] if len(said) > last else said
    return dict(zip(PARTS, said, strict=False))


def _split(text: str, separators: str) -> list[str]:
    """``text`` at the separators that stand in no brackets."""
    if not any(each in text for each in _OPENING):
        for each in separators[1:]:
            text = text.replace(each, separators[0])
        return text.split(separators[0])
    found, depth, begin = [], 0, 0
    for place, letter in enumerate(text):
        if letter in _OPENING:
            depth += 1
        elif letter in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth and letter in separators:
            found.append(text[begin:place])
            begin = place + 1
    return [*found, text[begin:]]
