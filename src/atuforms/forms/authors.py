"""What the regulations ask of the authors: who may take part, and what a form says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from atuforms.fields.people import Person
from atuforms.fields.texts import Text
from atuforms.rules import NOT_GIVEN, Breach
from atuforms.sentences import Sentence
from atuforms.sentences import sentence as _

AUTHOR_SENTENCES: Mapping[str, tuple[Sentence, ...]] = {
    "not-of-the-university": (
        _("{label}: “{actual}” does not name Almaty Technological University"),
        _("Only its teaching staff may take part; add the university's name if it is missing."),
    ),
    "not-said": (
        _("{label}: nothing is said here"),
        _("Write it, or write “{key}: none” if there is none."),
    ),
}
"""Sentences of these rules, for the ``SENTENCES`` of the forms that use them."""

_UNIVERSITY = re.compile(
    r"\bАТУ\b|\bATU\b|Алматы технологиялық университет"
    r"|Алматинск\w* технологическ\w* университет|Almaty Technological University",
    re.IGNORECASE,
)


def of_the_university(workplace: Text) -> Iterator[Breach]:
    """A breach if no language of a place of work names the university.

    A warning, since a place of work may be named without the university.
    """
    if workplace and not any(_UNIVERSITY.search(words) for _lang, words in workplace.items()):
        yield Breach("not-of-the-university", actual=str(workplace), severity="warning")


def says_of_author(author: Person, *wanted: str) -> Iterator[Breach]:
    """A breach for each of the ``wanted`` facts that a form does not say of an author.

    An academic degree or title that is not mentioned is a warning: the author may have none.
    """
    for name in wanted:
        value = getattr(author, name)
        if value is NOT_GIVEN or value:
            continue
        if name in ("degree", "title") and value is None:
            yield Breach("not-said", path=f".{name}", severity="warning")
        else:
            yield Breach("missing" if value is None else "empty", path=f".{name}")
