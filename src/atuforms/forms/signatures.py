"""What the cover letter 01-01 and the transmittal letter 04-01 have in common."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import NOBODY_SIGNS
from atuforms.fields.not_given import given_items
from atuforms.fields.people import Person
from atuforms.forms.rules import Breach


def head_and_authors_sign(head: Person, authors: tuple[Person, ...]) -> Iterator[Breach]:
    """A breach for each signature line without a name."""
    if not head.name:
        yield Breach(NOBODY_SIGNS, on="head_of_department", path=".name")
    for number, author in given_items(authors):
        if not author.name:
            yield Breach(NOBODY_SIGNS, on="authors", path=f".{number}.name")
