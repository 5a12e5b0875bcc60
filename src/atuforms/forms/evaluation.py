"""What the evaluation sheets 01-03 and 04-02 have in common.

One expert scores every entry of a competition in seven columns. Column 7, the impression, may
hold a score, a comment, or both, since the regulations do not say which: where it is scored, it
is scored in every row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from atuforms.core.language.languages import Language
from atuforms.core.language.messages import ABOVE, BELOW
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.dates import Date
from atuforms.fields.describe import describe
from atuforms.fields.links import Url
from atuforms.fields.not_given import NOT_GIVEN, NotGiven, given_items
from atuforms.fields.numbers import Year
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Text
from atuforms.forms.base import Form
from atuforms.forms.printed import Printed, rows
from atuforms.forms.rules import Breach

SCALE = (1, 10)
SCALE_LIMITS = {"scores.*.minimum": SCALE[0], "scores.*.maximum": SCALE[1]}
BLANK_SHEET_ROWS = 8

IMPRESSION_IN_SOME_ROWS = Message(
    _("{label}: column 7 has no score in this row, though it has one in another"),
    _("Score it in every row, or in none; a comment may always stand there."),
)
SHEETS_OF_TWO_FORMS = Message(
    _("The sheet of {expert} is of form {actual}, the first one of form {limit}"),
    _("Rank the sheets of each competition by themselves."),
)
SHEETS_OF_TWO_YEARS = Message(
    _("The sheet of {expert} is of the competition of {actual}, the first one of {limit}"),
    _("Rank the sheets of each competition by themselves."),
)
SHEETS_DIFFER_IN_COLUMN_7 = Message(
    _("{expert} and {other} do not agree about column 7: only one of them scores it"),
    _("Sums up to 60 and up to 70 cannot be compared; let all experts score it, or none."),
)
EXPERT_TWICE = Message(
    _("There are two sheets of {expert}"),
    _("Leave one of them out."),
)
ENTRY_TWICE = Message(
    _("{expert} has scored “{title}” in two rows"),
    _("Leave one of them out."),
)
ENTRY_LEFT_OUT = Message(
    _("{expert} has not scored “{title}”"),
    _("Its mean is taken over the other experts; let this one score it too."),
)
AUTHOR_DOES_NOT_SCORE = Message(
    _("{expert} is an author of “{title}” and has not scored it"),
    _("Its mean is taken over the other experts; nobody scores their own work."),
)


class EvaluationEntry(Record):
    """One entry of a competition; a subclass says which criteria it is scored by."""

    title: Text
    authors: tuple[Person, ...]
    link: Url
    scores: Record
    comment: LongText | None = None
    """The impression in words (column 7)."""

    @property
    def impression(self) -> int | NotGiven | None:
        """The score in column 7, if there is one."""
        score: int | NotGiven | None = getattr(self.scores, "impression", NOT_GIVEN)
        return score


class EvaluationSheet(Form):
    """One expert's scores in one competition; a subclass says what entries its rows hold."""

    BLANK_ROWS = {"rows": BLANK_SHEET_ROWS}
    IDENTITY = ("expert",)
    RATING_RULE: ClassVar[tuple[str, str]]
    """The rule that ranks entries by what the experts gave, and its clause."""
    SUM_RULE: ClassVar[tuple[str, str]]
    """The rule on the sum of a row, and its clause."""

    competition_year: Year
    expert: Person
    date: Date | None = None
    rows: tuple[EvaluationEntry, ...]

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """The sum of each row (column 8)."""
        self.computed_blank(printed, lang)
        for number, entry in given_items(self.rows):
            points = total(entry.scores)
            rows(printed, "rows")[number]["sum"] = "" if points is None else str(points)
        return {}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """Places for the sums, and for the last two digits of the year."""
        for row in rows(printed, "rows"):
            row["sum"] = ""
        return {"competition_year": "20__"}


def total(scores: object) -> int | None:
    """The sum of all scores given (column 8); None while one of columns 1–6 is missing."""
    if not isinstance(scores, Record):
        return None
    values = [getattr(scores, field.name) for field in describe(type(scores))]
    if any(value is NOT_GIVEN for value in values):
        return None
    return sum(int(value) for value in values if value is not None)


def on_the_scale(scores: Record) -> Iterator[Breach]:
    """A breach for each score below 1 or above 10."""
    low, high = SCALE
    for field in describe(type(scores)):
        score = getattr(scores, field.name)
        if score is None or score is NOT_GIVEN:
            continue
        if score < low:
            yield Breach(BELOW, limit=low, actual=score, path=f".{field.name}")
        elif score > high:
            yield Breach(ABOVE, limit=high, actual=score, path=f".{field.name}")


def impression_in_all_or_none(entries: tuple[EvaluationEntry, ...]) -> Iterator[Breach]:
    """A breach for each row without a score in column 7, where another row has one."""
    known = [
        (number, entry.impression)
        for number, entry in given_items(entries)
        if entry.impression is not NOT_GIVEN
    ]
    if any(impression is not None for _number, impression in known):
        for number, impression in known:
            if impression is None:
                yield Breach(IMPRESSION_IN_SOME_ROWS, path=f".{number}.scores.impression")
