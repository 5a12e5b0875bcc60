"""The dossier of a whole competition: its record, every entry, extracts, sheets, minutes.

The record says who takes part; each entry before the commission must have what an application has.
The experts' sheets are ranked, and the minutes must say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding, InvalidRecord
from atuforms.core.language.sentences import Message
from atuforms.dossiers.contents import Contents, Unchecked, check_contents
from atuforms.dossiers.derivation import all_disagreements
from atuforms.dossiers.folder import Member
from atuforms.dossiers.judgement import judgements
from atuforms.dossiers.messages import (
    ENTRY_PIECE_MISSING,
    MINUTES_DIFFER,
    NOT_AN_ENTRY,
    PIECE_MISSING,
    UNIT_EXTRACT_MISSING,
)
from atuforms.dossiers.ranking import Ranking, rank
from atuforms.dossiers.requirements import (
    COMPETITION_KINDS,
    DEPARTMENT,
    FACULTY,
    LETTERS,
    MINUTES,
    SHEETS,
    Piece,
)
from atuforms.fields.not_given import given, given_items
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.evaluation import EvaluationSheet
from atuforms.forms.subjects.competition import Competition, CompetitionEntry
from atuforms.forms.subjects.competition_rules import is_late, names_of, stage_of
from atuforms.forms.supporting.competition_minutes import CompetitionMinutes
from atuforms.records.differences import has_title, stated
from atuforms.records.loading import place_of

_RULES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "01": {
        "documents": ("01-final-completeness", "01 §9.5.3"),
        "department": ("01-department-extract", "01 §9.5.1"),
        "faculty": ("01-faculty-extract", "01 §9.5.2"),
        "sheets": ("01-rating-from-experts", "01 §12.2"),
        "minutes": ("01-results-protocol", "01 §9.12"),
        "winner": ("01-winner-highest", "01 §12.3"),
    },
    "04": {
        "documents": ("04-final-commission", "04 §9.4.3"),
        "department": ("04-department-extract", "04 §9.4.1"),
        "faculty": ("04-faculty-extract", "04 §9.4.2"),
        "sheets": ("04-rating-from-experts", "04 §11.2"),
        "minutes": ("04-results-minutes", "04 §9.11"),
        "winner": ("04-winner-highest", "04 §11.3"),
    },
}
"""By regulation, the rule and the clause under which something is found."""


@dataclass(frozen=True, slots=True)
class WholeCompetition:
    """The record of a competition, in a folder that holds more than one entry's documents."""

    record: Member
    competition: Competition
    regulation: str

    @property
    def kind(self) -> str:
        """The kind of dossier."""
        return COMPETITION_KINDS[self.regulation]


def whole_competition(members: Sequence[Member], kind: str) -> WholeCompetition | None:
    """The competition whose dossier a folder is; None for the documents of one entry.

    :param kind: the kind of dossier that was asked for; empty if none was.
    """
    for member in members:
        form = member.form
        if not isinstance(form, Competition) or not given(form.entries):
            continue
        regulation = given(form.regulation)
        if regulation is None or kind not in ("", COMPETITION_KINDS[regulation]):
            continue
        letters = sum(each.name == LETTERS[regulation].form for each in members)
        judged = any(isinstance(m.form, EvaluationSheet | CompetitionMinutes) for m in members)
        if judged or letters != 1:
            return WholeCompetition(member, form, regulation)
    return None


def check_competition(
    whole: WholeCompetition, members: Sequence[Member], contents: Contents
) -> tuple[list[Finding], list[Unchecked]]:
    """What is missing or wrong in the dossier of a competition, and what could not be checked."""
    return _Check(whole, members, contents).findings()


class _Check:
    def __init__(
        self, whole: WholeCompetition, members: Sequence[Member], contents: Contents
    ) -> None:
        self.whole = whole
        self.members = members
        self.contents = contents
        self.rules = _RULES[whole.regulation]
        closes = given(whole.competition.applications_close)
        self.entries = [
            (number, entry)
            for number, entry in given_items(whole.competition.entries)
            if not is_late(entry, closes)
        ]
        """The entries that came in time; of the others nothing is wanted."""
        self.final = [(at, entry) for at, entry in self.entries if stage_of(entry) == "final"]

    def findings(self) -> tuple[list[Finding], list[Unchecked]]:
        found: list[Finding] = []
        unchecked: dict[tuple[str, str], Unchecked] = {}
        for _at, entry in self.final:
            own = [each for each in self.members if _is_of(each.form, entry)]
            asked, reasons = check_contents(replace(self.contents, members=own))
            found += (_of_entry(finding, entry) for finding in asked)
            found += all_disagreements(own)
            found += judgements(own)
            unchecked |= {(each.rule, each.reason): each for each in reasons}
        found += self._strangers()
        found += self._extracts(DEPARTMENT, lambda entry: entry.department)
        found += self._extracts(FACULTY, lambda entry: entry.faculty)
        found += self._judged()
        return found, list(unchecked.values())

    def _finding(self, what: str, message: Message, path: str = "", **values: object) -> Finding:
        rule, clause = self.rules[what]
        return Finding(rule, path, message, clause=clause, details=values)

    def _strangers(self) -> Iterator[Finding]:
        """Documents of what is no entry."""
        known = [entry for _at, entry in given_items(self.whole.competition.entries)]
        for member in self.members:
            form = member.form
            if isinstance(form, Competition | CompetitionMinutes | EvaluationSheet):
                continue
            said = has_title(form) or stated(form, "link")
            if said and not any(_is_of(form, entry) for entry in known):
                path = form.FACTS.get("title") or form.FACTS["link"]
                place = place_of(path, form.origin.places)
                found = self._finding("documents", NOT_AN_ENTRY, path)
                yield replace(found, form=type(form), file=member.file, place=place)

    def _extracts(
        self, piece: Piece, unit_of: Callable[[CompetitionEntry], Text | None]
    ) -> Iterator[Finding]:
        """An extract for each department, and for each faculty, that has forwarded entries."""
        units = [given(unit_of(entry)) for _at, entry in self.final]
        extracts = [given(getattr(each.form, "unit", None)) for each in self.contents.of(piece)]
        told: list[Text] = []
        for unit in units:
            if unit is None or any(_same_unit(unit, each) for each in told):
                continue
            told.append(unit)
            if not any(each is not None and _same_unit(unit, each) for each in extracts):
                yield self._finding(
                    piece.level, UNIT_EXTRACT_MISSING, piece=piece, unit=unit, level=piece.level
                )

    def _judged(self) -> Iterator[Finding]:
        """The sheets of the experts, the order that they make, and what the minutes say of it."""
        sheets = [each for each in self.members if isinstance(each.form, EvaluationSheet)]
        piece = SHEETS[self.whole.regulation]
        minutes = self.contents.of(MINUTES)
        if not sheets:
            yield self._finding("sheets", PIECE_MISSING, piece=piece, wanted=piece.form)
        if not minutes:
            yield self._finding("minutes", PIECE_MISSING, piece=MINUTES, wanted=MINUTES.form)
        if not sheets:
            return
        try:
            ranking = rank([self.whole.competition, *(each.form for each in sheets)])
        except InvalidRecord as error:
            told = {(f.rule, f.path) for sheet in sheets for f in sheet.report.findings}
            found = error.report.findings
            yield from (self._placed(f) for f in found if (f.rule, f.path) not in told)
            return
        except UnreadableInput:
            # The sheets or the record are told of by themselves.
            return
        own = {(f.rule, f.path) for f in self.whole.record.report.findings}
        for finding in ranking.report.findings:
            if (finding.rule, finding.path) not in own:
                yield self._placed(finding)
        for member in minutes:
            if isinstance(member.form, CompetitionMinutes):
                yield from self._against_minutes(member, member.form, ranking)

    def _placed(self, finding: Finding) -> Finding:
        """A finding of the ranking, with its file as the dossier calls it."""
        ranked = (each for each in self.members if each.form.origin.file == finding.file)
        return replace(finding, file=next((each.file for each in ranked), ""))

    def _against_minutes(
        self, member: Member, form: CompetitionMinutes, ranking: Ranking
    ) -> Iterator[Finding]:
        places = {
            name: each.place
            for each in ranking.standings
            for name in names_of(each.title) | {_link(each.link)}
        }
        rule, clause = self.rules["winner"]
        for number, standing in given_items(form.standings):
            link = given(standing.link)
            names = names_of(given(standing.title)) | ({_link(link)} if link else set())
            wanted = next((places[name] for name in names if name in places), None)
            if wanted is None or given(standing.place) in (None, wanted):
                continue
            path = f"standings.{number}.place"
            yield Finding(
                rule,
                path,
                MINUTES_DIFFER,
                clause=clause,
                limit=wanted,
                actual=standing.place,
                details={"title": standing.title},
                place=place_of(path, form.origin.places),
                form=type(form),
                file=member.file,
            )


def _link(link: str) -> str:
    return link.casefold().rstrip("/")


def _is_of(form: Form, entry: CompetitionEntry) -> bool:
    """Whether a document is of an entry: by its link, or by its title in any language."""
    link, said = given(entry.link), stated(form, "link")
    if link and said and isinstance(said[1], str):
        return _link(link) == _link(said[1])
    title = stated(form, "title")
    return bool(title and names_of(title[1]) & names_of(given(entry.title)))


def _of_entry(finding: Finding, entry: CompetitionEntry) -> Finding:
    """What is missing of an entry, with its title."""
    if finding.message is not PIECE_MISSING:
        return finding
    details = {**finding.details, "title": entry.title}
    return replace(finding, message=ENTRY_PIECE_MISSING, details=details)


def _same_unit(first: Text, second: Text) -> bool:
    """Whether two names are of one unit, be the word for it there or not."""
    return any(
        one <= other or other <= one
        for one in _words_of(first)
        for other in _words_of(second)
        if one and other
    )


def _words_of(unit: Text) -> list[frozenset[str]]:
    marks = str.maketrans(dict.fromkeys("«»“”„\"'.,", " "))
    return [frozenset(words.translate(marks).casefold().split()) for _lang, words in unit.items()]
