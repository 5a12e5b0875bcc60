"""From the evaluation sheets of a competition to the order of its entries.

The rating of an entry is the mean over the experts of its sums (column 8); the sum over the
experts is shown too. Equal ratings share a place, and the places after them are left out. The
commission decides (01 §12.1, 04 §11.1) with the ranking before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding, InvalidRecord, Report, findings_table
from atuforms.core.language.choice import reader_language
from atuforms.core.language.languages import Language
from atuforms.core.language.numbers import number_text
from atuforms.core.language.sentences import Message, message
from atuforms.core.language.translation import translate
from atuforms.core.notebook_displays import bundle, table
from atuforms.documents.opening import open_input
from atuforms.dossiers.entered import (
    Entered,
    experts_among_authors,
    names_of_row,
    of_another_competition,
)
from atuforms.fields.dump import dump
from atuforms.fields.people import Person
from atuforms.fields.texts import Name, Text, folded
from atuforms.forms.base import Form
from atuforms.forms.evaluation import (
    AUTHOR_DOES_NOT_SCORE,
    ENTRY_LEFT_OUT,
    ENTRY_TWICE,
    EXPERT_TWICE,
    SHEETS_DIFFER_IN_COLUMN_7,
    SHEETS_OF_TWO_FORMS,
    SHEETS_OF_TWO_YEARS,
    EvaluationEntry,
    EvaluationSheet,
    total,
)
from atuforms.forms.subjects.competition import Competition
from atuforms.forms.supporting.competition_minutes import CompetitionMinutes
from atuforms.records.checking import check_form
from atuforms.records.loading import RecordInput, place_of

PRIZE_PLACES = 3

AnyForm = TypeVar("AnyForm", bound=Form)

_HEADINGS = (
    message("Place"),
    message("Title"),
    message("Authors"),
    message("Mean of the experts"),
    message("Sum of the experts"),
    message("Spread of the experts"),
    message("Prize"),
)
_PRIZE = message("prize")


@dataclass(frozen=True, slots=True)
class Mark:
    """The sum that one expert gave to an entry."""

    expert: Name
    points: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry in its place; ``tied`` if another entry has the same rating."""

    place: int
    tied: bool
    prize: bool
    title: Text
    authors: tuple[Person, ...]
    link: str
    marks: tuple[Mark, ...]

    @property
    def mean(self) -> Fraction:
        """The rating: the mean over the experts who scored the entry."""
        return Fraction(self.total, len(self.marks))

    @property
    def total(self) -> int:
        """The sum over the experts."""
        return sum(mark.points for mark in self.marks)

    @property
    def spread(self) -> int:
        """How far the experts are apart: from the lowest sum to the highest."""
        points = [mark.points for mark in self.marks]
        return max(points) - min(points)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order of a competition's entries, the best first.

    ``report`` names entries that an expert left out, experts who are authors, and what the record
    of the competition breaks. ``refused`` are entries that take no part: too late, or winners of
    an earlier year.
    """

    form: str
    year: int
    experts: tuple[Name, ...]
    standings: tuple[Standing, ...]
    report: Report
    competition: Competition | None = None
    minutes: CompetitionMinutes | None = None
    """Minutes that were given to be completed."""
    refused: tuple[Text, ...] = ()

    @property
    def winners(self) -> tuple[Standing, ...]:
        """The entries in the prize places; more than the places where ratings are equal."""
        return tuple(standing for standing in self.standings if standing.prize)

    def headings(self, lang: Language) -> tuple[str, ...]:
        """What stands over the columns of :meth:`rows`."""
        return tuple(translate(each, lang) for each in _HEADINGS)

    def rows(self, lang: Language) -> Iterator[tuple[str | float, ...]]:
        """A row an entry: place, title, authors, mean, sum, spread, and a word for a prize."""
        for each in self.standings:
            yield (
                each.place,
                each.title.within(lang) or str(each.title),
                ", ".join(author.name.within(lang) or "" for author in each.authors),
                round(float(each.mean), 2),
                each.total,
                each.spread,
                translate(_PRIZE, lang) if each.prize else "",
            )

    def printed_rows(self, lang: Language) -> Iterator[tuple[str, ...]]:
        """The same as words, with the decimal separator of the language."""
        for row in self.rows(lang):
            yield tuple(
                number_text(Decimal(str(cell)), lang) if isinstance(cell, float) else str(cell)
                for cell in row
            )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        lang = reader_language(self.report.lang)
        rows = list(self.printed_rows(lang))
        noted = findings_table(self.report.findings, lang)
        plain = "\n".join("  ".join(row) for row in rows)
        return bundle(plain, table(self.headings(lang), rows), noted)

    def as_dict(self) -> dict[str, Any]:
        """The ranking as plain data."""
        return {
            "form": self.form,
            "competition_year": self.year,
            "experts": [expert.dump() for expert in self.experts],
            "standings": [
                {
                    "place": each.place,
                    "tied": each.tied,
                    "prize": each.prize,
                    "title": each.title.dump(),
                    "authors": [author.name.dump() for author in each.authors],
                    "link": each.link,
                    "mean": round(float(each.mean), 2),
                    "total": each.total,
                    "spread": each.spread,
                    "marks": [
                        {"expert": mark.expert.dump(), "points": mark.points} for mark in each.marks
                    ],
                }
                for each in self.standings
            ],
            "refused": [title.dump() for title in self.refused],
            "findings": [
                {"file": each.file or None, **each.as_dict(self.report.lang)}
                for each in self.report.findings
            ],
        }

    def minutes_record(self) -> dict[str, Any]:
        """The record of the minutes, as far as the competition and the sheets give it.

        What only the meeting can say (number, date, decision, who was there) is that of the minutes
        that were given; without any it is missing.
        """
        given: dict[str, Any] = {"form": CompetitionMinutes.SLUG}
        if self.minutes:
            given = self.minutes.record()
        if self.competition:
            facts = self.competition.record()
            given.update(
                competition={
                    name: value for name, value in facts.items() if name not in ("form", "lang")
                }
            )
        given["standings"] = [
            {
                "place": each.place,
                "title": each.title.dump(),
                "authors": [dump(author) for author in each.authors],
                "link": each.link,
                "mean": round(float(each.mean), 2),
                "total": each.total,
                "prize": each.prize,
                "marks": [
                    {"expert": {"name": mark.expert.dump()}, "points": mark.points}
                    for mark in each.marks
                ],
            }
            for each in self.standings
        ]
        return given


@dataclass(slots=True)
class _Entry:
    """An entry while its marks are collected, by the number of the sheet."""

    rows: list[EvaluationEntry]
    names: set[str]
    marks: dict[int, int]

    @property
    def row(self) -> EvaluationEntry:
        """The first row in which an expert has scored it."""
        return self.rows[0]


def rank(sheets: Iterable[RecordInput], places: int | None = None) -> Ranking:
    """The order of the entries of one competition.

    :param sheets: forms 01-03 or 04-02, one an expert: forms, mappings, or paths of records and of
        filled documents; among them may be the record of the competition, and its minutes.
    :param places: number of prize places; if not said, that of the competition, else 3.
    :raises InvalidRecord: if a sheet has mistakes, or the sheets cannot be compared: of two
        forms or years, two of one expert, an entry twice in a sheet, column 7 scored in some.
    :raises UnreadableInput: if there is no sheet, or something else than a sheet.
    """
    given = [_opened(each) for each in sheets]
    read = [each for each in given if isinstance(each, EvaluationSheet)]
    competition = _only([each for each in given if isinstance(each, Competition)])
    minutes = _only([each for each in given if isinstance(each, CompetitionMinutes)])
    if not read:
        raise UnreadableInput("There is no evaluation sheet to rank. Give one or more.")
    first = read[0]
    entries, repeated = _entries(read)
    problems = [*_incomparable(read), *repeated]
    if competition:
        problems += of_another_competition(competition, first)
    if problems:
        raise InvalidRecord(_report(first, problems))
    entered = Entered(competition, read)
    taking_part = [each for each in entries if entered.takes_part(each.names)]
    if places is None:
        places = (competition and competition.prizes) or PRIZE_PLACES
    return Ranking(
        form=first.name(),
        year=first.competition_year,
        experts=tuple(sheet.expert.name for sheet in read),
        standings=tuple(_standings(taking_part, read, places)),
        report=_report(
            first,
            [
                *entered.findings(each.names for each in entries),
                *_left_out(taking_part, read, entered),
                *experts_among_authors(read, entered),
            ],
        ),
        competition=competition,
        minutes=minutes,
        refused=entered.refused,
    )


def _opened(record: RecordInput) -> Form:
    """A sheet without mistakes, the competition, or its minutes as far as they are written."""
    form, findings = open_input(record)
    if isinstance(form, CompetitionMinutes) or (isinstance(form, Competition) and not findings):
        return form
    if findings:
        raise InvalidRecord(check_form(form, findings))
    if not isinstance(form, EvaluationSheet):
        raise UnreadableInput(
            "{file} is form {form}, which has no scores. Only 01-03 and 04-02 can be ranked.",
            file=form.origin.file or "record",
            form=form.name(),
        )
    report = check_form(form)
    if not report.ok:
        raise InvalidRecord(report)
    return form


def _only(forms: list[AnyForm]) -> AnyForm | None:
    if len(forms) > 1:
        raise UnreadableInput(
            "{file} is the second record of form {form}. Rank one competition at a time.",
            file=forms[1].origin.file or "record",
            form=forms[1].name(),
        )
    return forms[0] if forms else None


def _entries(sheets: list[EvaluationSheet]) -> tuple[list[_Entry], list[Finding]]:
    found: list[_Entry] = []
    repeated = []
    for number, sheet in enumerate(sheets):
        for at, row in enumerate(sheet.rows):
            names = names_of_row(row)
            entry = next((each for each in found if each.names & names), None)
            if entry is None:
                entry = _Entry([], set(), {})
                found.append(entry)
            elif number in entry.marks:
                repeated.append(_finding(sheet, ENTRY_TWICE, f"rows.{at}.title", row=row))
            entry.rows.append(row)
            entry.names |= names
            entry.marks[number] = total(row.scores) or 0
    return found, repeated


def _incomparable(sheets: list[EvaluationSheet]) -> Iterator[Finding]:
    first = sheets[0]
    seen = {folded(str(first.expert.name)).casefold()}
    for sheet in sheets[1:]:
        if sheet.name() != first.name():
            yield _finding(sheet, SHEETS_OF_TWO_FORMS, "form", first.name(), sheet.name())
            continue
        if sheet.competition_year != first.competition_year:
            years = first.competition_year, sheet.competition_year
            yield _finding(sheet, SHEETS_OF_TWO_YEARS, "competition_year", *years)
        if _scores_impression(sheet) != _scores_impression(first):
            yield _finding(sheet, SHEETS_DIFFER_IN_COLUMN_7, "rows", other=first)
        name = folded(str(sheet.expert.name)).casefold()
        if name in seen:
            yield _finding(sheet, EXPERT_TWICE, "expert.name")
        seen.add(name)


def _scores_impression(sheet: EvaluationSheet) -> bool:
    return any(row.impression is not None for row in sheet.rows)


def _left_out(
    entries: list[_Entry], sheets: list[EvaluationSheet], entered: Entered
) -> Iterator[Finding]:
    for entry in entries:
        for number, sheet in enumerate(sheets):
            if number not in entry.marks:
                own = entered.is_author(sheet.expert, entry.names, entry.rows)
                message = AUTHOR_DOES_NOT_SCORE if own else ENTRY_LEFT_OUT
                yield _finding(sheet, message, "rows", row=entry.row)


def _standings(
    entries: list[_Entry], sheets: list[EvaluationSheet], places: int
) -> Iterator[Standing]:
    ratings = [Fraction(sum(each.marks.values()), len(each.marks)) for each in entries]
    order = sorted(
        zip(ratings, entries, strict=True), key=lambda pair: (-pair[0], str(pair[1].row.title))
    )
    for rating, entry in order:
        place = 1 + sum(other > rating for other in ratings)
        yield Standing(
            place=place,
            tied=ratings.count(rating) > 1,
            prize=place <= places,
            title=entry.row.title,
            authors=entry.row.authors,
            link=entry.row.link,
            marks=tuple(
                Mark(sheets[number].expert.name, points) for number, points in entry.marks.items()
            ),
        )


def _finding(
    sheet: EvaluationSheet,
    message: Message,
    path: str,
    limit: object = None,
    actual: object = None,
    *,
    row: EvaluationEntry | None = None,
    other: EvaluationSheet | None = None,
) -> Finding:
    differ = message == SHEETS_DIFFER_IN_COLUMN_7
    rule, clause = sheet.SUM_RULE if differ else sheet.RATING_RULE
    details: dict[str, Any] = {"expert": sheet.expert.name, "file": sheet.origin.file}
    if row is not None:
        details["title"] = row.title
    if other is not None:
        details["other"] = other.expert.name
    return Finding(
        rule,
        path,
        message,
        severity="warning" if message in (ENTRY_LEFT_OUT, AUTHOR_DOES_NOT_SCORE) else "error",
        clause=clause,
        limit=limit,
        actual=actual,
        details=details,
        place=place_of(path, sheet.origin.places),
        form=type(sheet),
        file=sheet.origin.file,
    )


def _report(first: EvaluationSheet, findings: Iterable[Finding]) -> Report:
    return Report(tuple(findings), form=first.name(), lang=first.lang or "en")
