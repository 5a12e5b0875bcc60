"""Who signs a document: requirements on signature lines that several forms share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atuforms.core.language.messages import NO_NUMBER, NOBODY_SIGNS, SAYS_NO_NUMBER
from atuforms.fields.not_given import given_items
from atuforms.fields.people import Person
from atuforms.fields.texts import Name
from atuforms.forms.rules import Breach

_NONE = frozenset(
    (
        *("", "бн", "безномера", "номеранет", "нет", "нөмірсіз", "номерсіз", "нөміріжоқ", "жоқ"),
        *("nonumber", "withoutnumber", "unnumbered", "none", "na"),
    )
)
"""What is written where a document has no number, in letters alone."""


def is_named(person: Person) -> Iterator[Breach]:
    """A breach if the signature line of ``person`` has no name."""
    if not person.name:
        yield Breach(NOBODY_SIGNS, path=".name")


def director_signs(director: Person, number: Name) -> Iterator[Breach]:
    """A certificate is numbered, and names the director who signs it."""
    yield from is_named(director)
    for breach in is_numbered(number):
        yield replace(breach, on="number")


def is_numbered(number: Name) -> Iterator[Breach]:
    """A breach where a document has no number, or one that says so, «б/н»."""
    if not number:
        yield Breach(NO_NUMBER)
        return
    for words in dict(number.items()).values():
        if "".join(filter(str.isalnum, words.casefold())) in _NONE:
            yield Breach(SAYS_NO_NUMBER, actual=words)
            return


def head_and_authors_sign(head: Person, authors: tuple[Person, ...]) -> Iterator[Breach]:
    """A breach for each signature line without a name, in the letters 01-01 and 04-01."""
    if not head.name:
        yield Breach(NOBODY_SIGNS, on="head_of_department", path=".name")
    for number, author in given_items(authors):
        if not author.name:
            yield Breach(NOBODY_SIGNS, on="authors", path=f".{number}.name")
