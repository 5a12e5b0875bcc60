"""Minutes of the Competition Commission: the results of a competition.

The commission decides with the order of the entries before it, which ``atuforms rank`` makes of the
experts' sheets; its chair and secretary sign (01 §9.12, 04 §9.11). The regulations give no form.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from atuforms.core.language.languages import Language
from atuforms.core.language.numbers import number_text
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.wording import choice_words
from atuforms.fields.dates import Date
from atuforms.fields.links import Url
from atuforms.fields.not_given import given, given_items
from atuforms.fields.numbers import Flag, Number, Whole
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Name, Text
from atuforms.forms.base import Form
from atuforms.forms.printed import Printed, rows
from atuforms.forms.rules import Breach, Rule
from atuforms.forms.subjects.competition import Competition

NOT_THE_MEAN = Message(
    _("{label}: {actual}, but the experts' scores give {limit}"),
    _("Let “atuforms rank” compute it."),
)
NOT_IN_ORDER = Message(
    _("{label}: place {actual}, but by its rating the entry is in place {limit}"),
    _("Let “atuforms rank” compute the places; equal ratings share one."),
)


class ExpertMark(Record):
    """The sum that one expert gave (column 8 of the sheet)."""

    expert: Person
    points: Whole


class MinutesStanding(Record):
    """An entry in its place, as ``atuforms rank`` computes it."""

    place: Whole
    title: Text
    authors: tuple[Person, ...] | None = None
    link: Url | None = None
    mean: Number | None = None
    """The rating: the mean over the experts."""
    total: Whole | None = None
    """The sum over the experts."""
    prize: Flag | None = None
    marks: tuple[ExpertMark, ...] | None = None


class CompetitionMinutes(Form):
    """Minutes of the meeting that sums up a competition."""

    SLUG = "competition-minutes"
    CLAUSES = ("01 §9.12", "04 §9.11")
    FACTS = {"decision": "decision"}
    IDENTITY = ("number", "date")
    BLANK_ROWS = {"standings": 6, "present": 3}

    number: Name
    date: Date
    competition: Competition | None = None
    """The competition whose results they are."""
    standings: tuple[MinutesStanding, ...] | None = None
    decision: LongText
    chair: Person
    secretary: Person
    present: tuple[Person, ...] | None = None

    def rules_that_apply(self) -> list[Rule]:
        """Those of the regulation of its competition."""
        competition = given(self.competition)
        own = given(competition.regulation) if competition else None
        return [rule for rule in self.RULES if own is None or rule.clause.startswith(own)]

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """The award of each place; the mean of the marks where it is not written."""
        competition = given(self.competition)
        awards = {
            given(award.place): given(award.kind)
            for _at, award in given_items(competition.awards if competition else None)
        }
        words = choice_words("award_kind", lang)
        for number, standing in given_items(self.standings):
            row = rows(printed, "standings")[number]
            kind = awards.get(given(standing.place)) if given(standing.prize) else None
            row["award"] = words.get(kind or "", "")
            mean = rating(standing)
            if mean is not None and given(standing.mean) is None:
                row["mean"] = number_text(mean, lang)
        return {}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """Empty places for the awards."""
        for row in rows(printed, "standings"):
            row["award"] = ""
        return {}


def rating(standing: MinutesStanding) -> Decimal | None:
    """The mean of the marks, to two decimals; the mean as written where there are none."""
    points = _points(standing)
    if points:
        return (Decimal(sum(points)) / len(points)).quantize(Decimal("0.01")).normalize() + 0
    return given(standing.mean)


def _points(standing: MinutesStanding) -> list[int]:
    """The sums that the experts gave; none while one of them cannot be read."""
    marks = given(standing.marks) or ()
    points = [given(mark.points) if given(mark) else None for mark in marks]
    return [] if None in points else [each for each in points if each is not None]


def _rated(standings: tuple[MinutesStanding, ...]) -> Iterator[Breach]:
    for number, standing in given_items(standings):
        mean = rating(standing)
        if mean is None:
            continue
        written = given(standing.mean)
        if written is not None and abs(written - mean) >= Decimal("0.01"):
            path = f".{number}.mean"
            yield Breach(NOT_THE_MEAN, limit=mean, actual=written, path=path)
        points = _points(standing)
        total = given(standing.total)
        if points and total is not None and total != sum(points):
            path = f".{number}.total"
            yield Breach(NOT_THE_MEAN, limit=sum(points), actual=total, path=path)


def _ordered(standings: tuple[MinutesStanding, ...]) -> Iterator[Breach | None]:
    ratings = {number: rating(each) for number, each in given_items(standings)}
    known = [each for each in ratings.values() if each is not None]
    for number, standing in given_items(standings):
        own, place = ratings[number], given(standing.place)
        if own is None or place is None or len(known) < len(standings):
            yield None
            continue
        by_rating = 1 + sum(other > own for other in known)
        if place != by_rating:
            yield Breach(NOT_IN_ORDER, limit=by_rating, actual=place, path=f".{number}.place")


@CompetitionMinutes.rule(
    "01-rating-from-experts", "01 §12.2", reads=("standings", "competition.regulation")
)
def ratings_of_moocs_are_made_of_the_sheets(
    standings: tuple[MinutesStanding, ...], regulation: str
) -> Iterator[Breach]:
    """The Competition Commission determines the winners based on a rating score formed from the experts' ratings in accordance with the Evaluation Sheet F.CAIDD-7.5.1-2025-01-03."""  # noqa: E501 — verbatim
    if regulation == "01":
        yield from _rated(standings)


@CompetitionMinutes.rule(
    "04-rating-from-experts", "04 §11.2", reads=("standings", "competition.regulation")
)
def ratings_of_resources_are_made_of_the_sheets(
    standings: tuple[MinutesStanding, ...], regulation: str
) -> Iterator[Breach]:
    """The Competition Commission determines the winners of the Competition based on the rating score, which is made up of the rating scores of experts in accordance with the Evaluation Sheet F. CAIDD-7.5.1-2025-04-02."""  # noqa: E501 — verbatim
    if regulation == "04":
        yield from _rated(standings)


@CompetitionMinutes.rule(
    "01-winner-highest", "01 §12.3", reads=("standings", "competition.regulation")
)
def the_mooc_with_the_highest_rating_wins(
    standings: tuple[MinutesStanding, ...], regulation: str
) -> Iterator[Breach | None]:
    """The Competition participant who scores the highest number of points is recognized as the winner."""  # noqa: E501 — verbatim
    if regulation == "01":
        yield from _ordered(standings)


@CompetitionMinutes.rule(
    "04-winner-highest", "04 §11.3", reads=("standings", "competition.regulation")
)
def the_resource_with_the_highest_rating_wins(
    standings: tuple[MinutesStanding, ...], regulation: str
) -> Iterator[Breach | None]:
    """The Contest participant with the highest score is declared the winner."""
    if regulation == "04":
        yield from _ordered(standings)
