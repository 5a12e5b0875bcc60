"""Persons of a table: several in one cell, or a column for each thing that is said of one."""

from __future__ import annotations

import re
from typing import Any, Final

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate

PARTS: Final = ("name", "position", "degree", "title")
"""What a form says of a person, in the order in which people write it."""

COLUMNS: Final = 3
"""Persons for whom a sheet to fill in has columns; more have a place in a table all the same."""

KNOWN: Final = 30
"""Persons whose columns are known by their words."""

_AUTHOR: Final = message("Author {n}: {what}")
_PERSON: Final = message("{label}, {n}: {what}")

_OPENING, _CLOSING = "([«“", ")]»”"
_WRAPPED = re.compile(r"(?<=[;,])\s*\n\s*")
_BRACKETED = re.compile(r"\s*[^(),\s][^(),]*\([^()]*\)\s*")
_INITIAL = r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ]\.\s*){1,2}"
_INITIALS = re.compile(rf"[^\W\d_][\w-]+\s+{_INITIAL}|{_INITIAL}[^\W\d_][\w-]+")
_NO_NAME = re.compile(
    r"ph\.?\s?d|(?:[а-яё]\.\s*){2,3}н\.?|[а-яәғқңөұүһі]\.?\s*ғ\.?\s*[кд]\.?"
    r"|проф(?:ессор|\.)?|доц(?:ент|\.)?|professor|(?:associate|assistant) professor"
    r"|(?:қауымдастырылған|ассоциированный) профессор|старший преподаватель|аға оқытушы"
    r"|senior lecturer|магистр|master|нет|жоқ|none",
    re.IGNORECASE,
)


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
    if people:
        cell = _WRAPPED.sub(" ", cell.strip())
    parts = [part.strip() for part in _split(cell, ";") if part.strip()]
    return [person for part in parts for person in _people(part)] if people else parts


def is_unclear(people: list[Any]) -> bool:
    """Whether what :func:`read_list` made of a cell may be other persons than were meant.

    So it is where brackets do not match, a line ends within a person, a degree stands in place of a
    name, or a name in place of a position.
    """
    for person in people:
        name, *facts = person.values() if isinstance(person, dict) else [person]
        if _NO_NAME.fullmatch(name.strip("() ")) or any(
            _INITIALS.fullmatch(fact) for fact in facts
        ):
            return True
        if any("\n" in each or each.count("(") != each.count(")") for each in (name, *facts)):
            return True
    return False


def _people(text: str) -> list[Any]:
    """The person in ``text``; several where each has its own brackets, with commas between."""
    pieces = _split(text, ",")
    several = len(pieces) > 1 and all(_BRACKETED.fullmatch(piece) for piece in pieces)
    return [_person(piece.strip()) for piece in (pieces if several else [text])]


def _person(text: str) -> Any:
    if _BRACKETED.fullmatch(text):
        name, _, rest = text.rstrip(" )").partition("(")
        facts = [name, *_split(rest, ";,")]
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
