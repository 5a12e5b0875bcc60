"""What the regulations ask of the authors: who may take part, and what a form says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atuforms.core.findings import Finding
from atuforms.core.language.messages import EMPTY, MISSING
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.fields.people import Person
from atuforms.fields.texts import Text
from atuforms.forms.rules import Breach

NOT_OF_THE_UNIVERSITY = Message(
    _("{label}: “{actual}” does not name Almaty Technological University"),
    _("Only its teaching staff may take part; add the university's name if it is missing."),
)
NOT_SAID = Message(
    _("{label}: nothing is said here"),
    _("Write it, or write “{key}: none” if there is none."),
    in_word=_("Type it, or “none” if there is none."),
)

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
        yield Breach(
            NOT_OF_THE_UNIVERSITY,
            actual=str(workplace),
            severity="warning",
            details={"actual": workplace},
        )


def says_of_author(author: Person, *wanted: str) -> Iterator[Breach]:
    """A breach for each of the ``wanted`` facts that a form does not say of an author.

    An academic degree or title that is not mentioned is a warning: the author may have none.
    """
    for name in wanted:
        value = getattr(author, name)
        if value is NOT_GIVEN or value:
            continue
        if name in ("degree", "title") and value is None:
            yield Breach(NOT_SAID, path=f".{name}", severity="warning")
        else:
            yield Breach(MISSING if value is None else EMPTY, path=f".{name}")


def unsaid(person: Person, path: str, wanted: Iterable[str]) -> Iterator[Finding]:
    """Warnings for what a form prints of a person and the record does not say.

    A name that was written with position and degree after it says all.
    """
    if not person.name or any(sign in str(person.name) for sign in ",("):
        return
    for name in wanted:
        if getattr(person, name) is None:
            message = NOT_SAID if name in ("degree", "title") else MISSING
            yield Finding("missing", f"{path}.{name}", message, severity="warning")
