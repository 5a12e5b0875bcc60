"""Who signs a document: requirements on signature lines that several forms share."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import NO_NUMBER, NOBODY_SIGNS
from atuforms.fields.not_given import given_items
from atuforms.fields.people import Person
from atuforms.fields.texts import Name
from atuforms.forms.rules import Breach


def is_named(person: Person) -> Iterator[Breach]:
    """A breach if the signature line of ``person`` has no name."""
    if not person.name:
        yield Breach(NOBODY_SIGNS, path=".name")


def director_signs(director: Person, number: Name) -> Iterator[Breach]:
    """A certificate is numbered, and names the director who signs it."""
    yield from is_named(director)
    if not number:
        yield Breach(NO_NUMBER, on="number")


def head_and_authors_sign(head: Person, authors: tuple[Person, ...]) -> Iterator[Breach]:
    """A breach for each signature line without a name, in the letters 01-01 and 04-01."""
    if not head.name:
        yield Breach(NOBODY_SIGNS, on="head_of_department", path=".name")
    for number, author in given_items(authors):
        if not author.name:
            yield Breach(NOBODY_SIGNS, on="authors", path=f".{number}.name")
