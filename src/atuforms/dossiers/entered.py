"""Who takes part in a competition: what its record says of the rows of the experts' sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.not_given import given, given_items
from atuforms.fields.people import Person
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.evaluation import EvaluationEntry, EvaluationSheet
from atuforms.forms.subjects.competition import Competition, CompetitionEntry
from atuforms.forms.subjects.competition_rules import (
    is_late,
    names_of,
    same_person,
    winners_of,
    won_before,
)
from atuforms.records.checking import check_form
from atuforms.records.loading import place_of

OTHER_REGULATION = Message(
    _("The sheets are of form {actual}, but the competition is one of regulation {limit}"),
    _("Rank the sheets of each competition by themselves."),
)
OTHER_YEAR = Message(
    _("The sheets are of the competition of {actual}, but the record is of {limit}"),
    _("Rank the sheets of each competition by themselves."),
)
RECEIVED_LATE = Message(
    _("“{title}” was received on {actual}, after {limit}; it is refused and not ranked"),
    _("If the date is wrong, correct it in the record of the competition."),
)
NOT_ENTERED = Message(
    _("“{title}” has scores, but is no entry of the competition; it is not ranked"),
    _("Add it to the entries, or write its title or link as they stand there."),
)
SCORED_BY_NOBODY = Message(
    _("No expert has scored “{title}”"),
    _("It has no place; let experts score it who are not its authors."),
)
EXPERT_IS_AUTHOR = Message(
    _("The expert {expert} is an author of “{title}”"),
    _("The score counts all the same; the commission decides whether it should."),
)

_LATE_RULES = {
    "01": ("01-reject-late", "01 §9.9"),
    "04": ("04-reject-format-late", "04 §9.8"),
}


def names_of_row(row: EvaluationEntry) -> set[str]:
    """By what an entry is known again: its link, and its title in any language."""
    return names_of(row.title) | {row.link.casefold().rstrip("/")}


def _names_of_entry(entry: CompetitionEntry) -> set[str]:
    link = given(entry.link)
    return names_of(given(entry.title)) | ({link.casefold().rstrip("/")} if link else set())


class Entered:
    """The entries of a competition, held against the rows of the sheets.

    Without a record of the competition whatever has scores takes part.
    """

    def __init__(self, competition: Competition | None, sheets: Sequence[EvaluationSheet]) -> None:
        self._competition = competition
        self._sheets = sheets
        self._entries = [
            (number, entry, _names_of_entry(entry))
            for number, entry in given_items(competition.entries if competition else None)
        ]
        self._by_name = {name: entry for _at, entry, names in self._entries for name in names}
        past = competition.past_winners if competition else None
        self._winners = winners_of(winner for _at, winner in given_items(past))

    @property
    def refused(self) -> tuple[Text, ...]:
        """The titles of the entries that take no part."""
        return tuple(entry.title for _at, entry, _names in self._entries if self._refuses(entry))

    def _refuses(self, entry: CompetitionEntry) -> bool:
        """Whether an entry takes no part: it came too late, or has won before."""
        if self._competition is None:
            return False
        late = is_late(entry, given(self._competition.applications_close))
        return late or won_before(entry, self._winners) is not None

    def _entry(self, names: set[str]) -> CompetitionEntry | None:
        return next((self._by_name[name] for name in names if name in self._by_name), None)

    def takes_part(self, names: set[str]) -> bool:
        """Whether what has these names is an entry that is not refused."""
        if not self._entries:
            return True
        entry = self._entry(names)
        return entry is not None and not self._refuses(entry)

    def is_author(self, expert: Person, names: set[str], rows: Iterable[EvaluationEntry]) -> bool:
        """Whether an expert is an author of what has these names, by its rows or by its entry."""
        entry = self._entry(names)
        named = (*(row.authors for row in rows), entry.authors if entry else ())
        return any(
            same_person(expert, author) for authors in named for _at, author in given_items(authors)
        )

    def findings(self, scored: Iterable[set[str]]) -> Iterator[Finding]:
        """What the record breaks, and where it and the sheets differ.

        :param scored: the names of each entry that has scores.
        """
        if self._competition is None:
            return
        for finding in check_form(self._competition).findings:
            yield replace(finding, file=self._competition.origin.file)
        rows = {name for names in scored for name in names}
        closes = given(self._competition.applications_close)
        for number, entry, names in self._entries:
            path = f"entries.{number}"
            if is_late(entry, closes):
                rule, clause = _LATE_RULES[self._competition.regulation]
                yield self._finding(
                    self._competition, RECEIVED_LATE, f"{path}.received", entry.title, rule, clause,
                    limit=str(closes), actual=str(entry.received),
                )  # fmt: skip
            elif not self._refuses(entry) and not names & rows:
                yield self._finding(
                    self._competition, SCORED_BY_NOBODY, path, entry.title, severe=False
                )
        if self._entries:
            told: set[str] = set()
            for sheet in self._sheets:
                for at, row in enumerate(sheet.rows):
                    names = names_of_row(row)
                    if self._entry(names) is None and not names & told:
                        yield self._finding(sheet, NOT_ENTERED, f"rows.{at}.title", row.title)
                        told |= names

    def _finding(
        self, form: Form, message: Message, path: str, title: Text,
        rule: str = "", clause: str = "",
        *, limit: object = None, actual: object = None, severe: bool = True,
    ) -> Finding:  # fmt: skip
        own_rule, own_clause = self._sheets[0].RATING_RULE
        return Finding(
            rule or own_rule,
            path,
            message,
            severity="error" if severe else "warning",
            clause=clause or own_clause,
            limit=limit,
            actual=actual,
            details={"title": title},
            place=place_of(path, form.origin.places),
            form=type(form),
            file=form.origin.file,
        )


def of_another_competition(competition: Competition, sheet: EvaluationSheet) -> Iterator[Finding]:
    """Sheets that are of the other regulation, or of another year, than the competition."""
    rule, clause = sheet.RATING_RULE
    regulation = clause.partition(" ")[0]
    if competition.regulation != regulation:
        yield Finding(
            rule, "form", OTHER_REGULATION, clause=clause, limit=competition.regulation,
            actual=sheet.name(), form=type(sheet),
        )  # fmt: skip
    elif competition.year != sheet.competition_year:
        yield Finding(
            rule, "competition_year", OTHER_YEAR, clause=clause, limit=competition.year,
            actual=sheet.competition_year, form=type(sheet),
        )  # fmt: skip


def experts_among_authors(sheets: Sequence[EvaluationSheet], entered: Entered) -> Iterator[Finding]:
    """Experts who have scored what they are authors of."""
    for sheet in sheets:
        rule, clause = sheet.RATING_RULE
        for number, row in enumerate(sheet.rows):
            if entered.is_author(sheet.expert, names_of_row(row), [row]):
                path = f"rows.{number}.authors"
                yield Finding(
                    rule,
                    path,
                    EXPERT_IS_AUTHOR,
                    severity="warning",
                    clause=clause,
                    details={"expert": sheet.expert.name, "title": row.title},
                    place=place_of(path, sheet.origin.places),
                    form=type(sheet),
                    file=sheet.origin.file,
                )
