"""A competition of MOOCs or of digital resources: its dates, its entries and its past winners.

The centre keeps it from the Rector's order to the awards (01 §9, 04 §9). It has no blank and no
document of its own; the minutes take their facts from it. Its rules stand in ``competition_rules``
beside it, its terms in the calendar.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator

from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.safe_text import as_text
from atuforms.fields.choices import choice_reader
from atuforms.fields.dates import Date
from atuforms.fields.kinds import Marker
from atuforms.fields.links import Url
from atuforms.fields.not_given import given
from atuforms.fields.numbers import Count, Year
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import Name, Text
from atuforms.forms.base import Form
from atuforms.forms.rules import Rule

DATES_OUT_OF_ORDER = Message(
    _("{label}: {actual} lies before {limit}, which comes earlier in the competition"),
    _("Correct one of the two dates."),
)

_WINDOWS = (
    "announced",
    "applications_open",
    "applications_close",
    "department_deadline",
    "faculty_deadline",
    "results",
)
"""The dates in the order in which they follow each other."""


def _two_digits(value: object) -> str:
    """``01`` where a program has made a number of it."""
    return as_text(value).strip().zfill(2)


Regulation = Annotated[
    Literal["01", "04"],
    choice_reader("competition_regulation"),
    BeforeValidator(_two_digits),
    Marker("choice", "competition_regulation"),
]
"""The regulation of a competition: 01 of MOOCs, 04 of digital resources."""

Semester = Annotated[
    Literal["autumn", "spring"], choice_reader("semester"), Marker("choice", "semester")
]
"""The semester after which a competition is held (01 §9.1)."""

Stage = Annotated[
    Literal["department", "faculty", "final"],
    choice_reader("competition_stage"),
    Marker("choice", "competition_stage"),
]
"""How far an entry has come: it was before this body last (01 §9.5, 04 §9.4)."""

AwardKind = Annotated[
    Literal["certificate", "diploma", "money"],
    choice_reader("award_kind"),
    Marker("choice", "award_kind"),
]
"""What a winner is given (01 §12.5, 04 §11.5)."""


class Order(Record):
    """The Rector's order that sets the dates and the commission (01 §9.2, 04 §9.1)."""

    number: Name | None = None
    date: Date | None = None


class Award(Record):
    """What the winner in a place is given."""

    place: Count
    kind: AwardKind


class CompetitionEntry(Record):
    """A MOOC or a digital resource that takes part."""

    title: Text
    authors: tuple[Person, ...]
    faculty: Text
    department: Text
    link: Url | None = None
    received: Date | None = None
    forwarded_by_department: Date | None = None
    forwarded_by_faculty: Date | None = None
    votes_for: Count | None = None
    votes_against: Count | None = None
    stage: Stage | None = None


class PastWinner(Record):
    """A MOOC or a digital resource whose authors have won before."""

    title: Text
    authors: tuple[Person, ...]
    year: Year | None = None


class Competition(Form):
    """A competition of regulation 01 or 04; its minutes repeat its facts."""

    SLUG = "competition"
    CLAUSES = ("01 §9", "04 §9")
    FORMATS = ()
    HAS_BLANK = False

    regulation: Regulation
    year: Year
    semester: Semester | None = None
    announced: Date | None = None
    """When the news stood on the website."""
    applications_open: Date
    applications_close: Date
    department_deadline: Date | None = None
    """The last day for the heads of departments."""
    faculty_deadline: Date | None = None
    """The last day for the deans of faculties."""
    results: Date | None = None
    order: Order | None = None
    commission: tuple[Person, ...] | None = None
    prizes: Count | None = None
    """Number of prize places; 3 if not said."""
    awards: tuple[Award, ...] | None = None
    entries: tuple[CompetitionEntry, ...] | None = None
    past_winners: tuple[PastWinner, ...] | None = None

    def rules_that_apply(self) -> list[Rule]:
        """Those of its own regulation."""
        own = given(self.regulation)
        return [rule for rule in self.RULES if own is None or rule.clause.startswith(own)]

    def further_findings(self) -> Iterator[Finding]:
        """Dates that lie before one that comes earlier in a competition."""
        before: datetime.date | None = None
        for name in _WINDOWS:
            day = given(getattr(self, name))
            if day and before and day < before:
                yield Finding(
                    "wrong-type", name, DATES_OUT_OF_ORDER, limit=str(before), actual=str(day)
                )
            before = max(day, before) if day and before else day or before
