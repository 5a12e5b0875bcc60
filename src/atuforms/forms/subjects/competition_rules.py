"""What regulations 01 and 04 ask of a competition: entries of a department, of a faculty, awards.

A competition is of one regulation; the rules of the other have nothing to say of it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message, plural_sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.wording import choice_words
from atuforms.fields.not_given import given, given_items
from atuforms.fields.people import Person
from atuforms.fields.texts import Name, Text, folded
from atuforms.forms.rules import Breach
from atuforms.forms.subjects.competition import (
    Award,
    Competition,
    CompetitionEntry,
    PastWinner,
)

MOST_OF_A_DEPARTMENT = 3
OF_A_FACULTY = 2

TOO_MANY_OF_A_DEPARTMENT = Message(
    plural_sentence(
        "{unit} forwards {actual} entry, at most {limit} are allowed",
        "{unit} forwards {actual} entries, at most {limit} are allowed",
        count="actual",
    ),
    _("Let the department choose by vote, and give the others the stage “department”."),
)
NOT_VOTED = Message(
    _("{label}: the votes for “{title}” are missing, though the department has forwarded it"),
    _("Write votes_for and votes_against."),
)
NOT_TWO_OF_A_FACULTY = Message(
    plural_sentence(
        "{unit} forwards {actual} entry, and {limit} are wanted",
        "{unit} forwards {actual} entries, and {limit} are wanted",
        count="actual",
    ),
    _("Let the expert commission of the faculty choose the two best."),
)
ONLY_ONE_OF_A_FACULTY = Message(
    _("{unit} forwards its only entry, though two are wanted"),
    _("The regulation does not say what holds where there is no second one."),
)
WON_BEFORE = Message(
    _("“{title}” has won before, with {author} among its authors"),
    _("Leave it out; the author may enter with another work."),
)
WRONG_AWARD = Message(
    _("{label}: “{kind}” is not what winners of this competition are given"),
    _("Award one of these: {allowed}."),
)
DIPLOMA_IN_01 = Message(
    _("{label}: a diploma is named by 04 §11.5; 01 §12.5 has certificates and monetary prizes"),
    _("The two clauses differ; nothing is refused for this."),
)
TWICE_IN_A_YEAR = Message(
    _("There are winners of {actual} already, and the competition is held once a year"),
    _("Correct the year of one of them."),
)


@dataclass(frozen=True, slots=True)
class Awards:
    """Kinds of award in a sentence."""

    kinds: tuple[str, ...]

    def text(self, lang: Language, /) -> str:
        """Their words."""
        words = choice_words("award_kind", lang)
        return ", ".join(words[kind] for kind in self.kinds)


def stage_of(entry: CompetitionEntry) -> str:
    """How far an entry has come: what it says, or what its dates tell.

    An entry that says nothing of it is before the commission, whose list the record is.
    """
    if stage := given(entry.stage):
        return stage
    if given(entry.forwarded_by_faculty):
        return "final"
    return "faculty" if given(entry.forwarded_by_department) else "final"


def names_of(title: Text | None) -> set[str]:
    """A title as it is known again: in any language, without quotation marks and letter case."""
    if not title:
        return set()
    return {folded(words).strip("«»“”\"' ").casefold() for _lang, words in title.items() if words}


def person_names(person: Person) -> set[str]:
    """The names of a person as they are known again, in any language."""
    name: Name | None = given(person.name)
    return {folded(words).casefold() for _lang, words in name.items() if words} if name else set()


def same_person(one: Person, other: Person) -> bool:
    """Whether two persons have a name in common."""
    return bool(person_names(one) & person_names(other))


Winners = frozenset[tuple[str, str]]
"""Who has won with what: each name of a work with each name of one of its authors."""


def winners_of(winners: Iterable[PastWinner]) -> Winners:
    """Who has won with what, so that many are looked through once."""
    return frozenset(
        (title, name)
        for winner in winners
        for title in names_of(given(winner.title))
        for _at, author in given_items(winner.authors)
        for name in person_names(author)
    )


def won_before(entry: CompetitionEntry, winners: Winners) -> Person | None:
    """The author with whom the same work has won before; None if it has not."""
    titles = names_of(given(entry.title))
    for _at, author in given_items(entry.authors):
        if any((title, name) in winners for title in titles for name in person_names(author)):
            return author
    return None


def is_late(entry: CompetitionEntry, closes: datetime.date | None) -> bool:
    """Whether an entry was received after the end of applications."""
    received = given(entry.received)
    return bool(closes and received and received > closes)


_Unit = Callable[[CompetitionEntry], Text]


def _by(
    entries: tuple[CompetitionEntry, ...], unit: _Unit
) -> dict[frozenset[str], list[tuple[int, CompetitionEntry]]]:
    """Entries by the unit that they are from, in whatever language it is named."""
    found: defaultdict[frozenset[str], list[tuple[int, CompetitionEntry]]] = defaultdict(list)
    by_name: dict[str, frozenset[str]] = {}
    for number, entry in given_items(entries):
        if not given(unit(entry)):
            continue
        names = names_of(unit(entry))
        known = next((by_name[name] for name in names if name in by_name), frozenset(names))
        by_name.update(dict.fromkeys(names, known))
        found[known].append((number, entry))
    return found


def _department(entries: tuple[CompetitionEntry, ...]) -> Iterator[Breach]:
    def unit(entry: CompetitionEntry) -> Text:
        return entry.department

    for group in _by(entries, unit).values():
        sent = [(number, each) for number, each in group if stage_of(each) != "department"]
        if len(sent) > MOST_OF_A_DEPARTMENT:
            number, entry = sent[MOST_OF_A_DEPARTMENT]
            yield Breach(
                TOO_MANY_OF_A_DEPARTMENT,
                limit=MOST_OF_A_DEPARTMENT,
                actual=len(sent),
                path=f".{number}",
                details={"unit": entry.department},
            )
        for number, entry in sent:
            if given(entry.stage) and entry.votes_for is None:
                title = given(entry.title) or "?"
                yield Breach(NOT_VOTED, path=f".{number}", details={"title": title})


def _faculty(entries: tuple[CompetitionEntry, ...]) -> Iterator[Breach | None]:
    def unit(entry: CompetitionEntry) -> Text:
        return entry.faculty

    for group in _by(entries, unit).values():
        sent = [(number, each) for number, each in group if stage_of(each) == "final"]
        chosen_from = [each for _number, each in group if stage_of(each) != "department"]
        if not sent:
            yield None  # the faculty may not have chosen yet
            continue
        number, entry = sent[-1]
        details = {"unit": entry.faculty}
        if len(sent) == len(chosen_from) == 1:
            message, severity = ONLY_ONE_OF_A_FACULTY, "warning"
        elif len(sent) != OF_A_FACULTY:
            message, severity = NOT_TWO_OF_A_FACULTY, "error"
        else:
            continue
        yield Breach(
            message,
            limit=OF_A_FACULTY,
            actual=len(sent),
            path=f".{number}",
            severity="warning" if severity == "warning" else "error",
            details=details,
        )


def _resubmitted(
    entries: tuple[CompetitionEntry, ...], winners: tuple[PastWinner, ...]
) -> Iterator[Breach]:
    known = winners_of(winner for _at, winner in given_items(winners))
    for number, entry in given_items(entries):
        author = won_before(entry, known)
        if author is not None:
            details = {"title": entry.title, "author": author.name}
            yield Breach(WON_BEFORE, path=f".{number}.title", details=details)


def _awards(awards: tuple[Award, ...], allowed: tuple[str, ...]) -> Iterator[Breach]:
    for number, award in given_items(awards):
        kind = given(award.kind)
        if kind is None or kind in allowed:
            continue
        path = f".{number}.kind"
        if kind == "diploma":
            yield Breach(DIPLOMA_IN_01, actual=kind, path=path, severity="warning")
        else:
            details = {"kind": Awards((kind,)), "allowed": Awards(allowed)}
            limit = ", ".join(allowed)
            yield Breach(WRONG_AWARD, limit=limit, actual=kind, path=path, details=details)


@Competition.rule("01-department-max-3", "01 §9.5.1", reads=("entries", "regulation"))
def a_department_forwards_up_to_three_moocs(
    entries: tuple[CompetitionEntry, ...], regulation: str
) -> Iterator[Breach]:
    """Up to three MOOCs selected based on the voting results are submitted by the department to the Faculty Expert Commission."""  # noqa: E501 — verbatim
    if regulation == "01":
        yield from _department(entries)


@Competition.rule("04-department-max-3", "04 §9.4.1", reads=("entries", "regulation"))
def a_department_forwards_up_to_three_resources(
    entries: tuple[CompetitionEntry, ...], regulation: str
) -> Iterator[Breach]:
    """The department to the Faculty's Expert Commission submits up to three DERs, selected by voting results."""  # noqa: E501 — verbatim
    if regulation == "04":
        yield from _department(entries)


@Competition.rule("01-faculty-exactly-2", "01 §9.5.2", reads=("entries", "regulation"))
def a_faculty_forwards_two_moocs(
    entries: tuple[CompetitionEntry, ...], regulation: str
) -> Iterator[Breach | None]:
    """At the second stage, the Faculty Expert Commission, established by an order of the Dean, selects and submits two best MOOCs to the Competition Commission of JSC «ATU»."""  # noqa: E501 — verbatim
    if regulation == "01":
        yield from _faculty(entries)


@Competition.rule("04-faculty-exactly-2", "04 §9.4.2", reads=("entries", "regulation"))
def a_faculty_forwards_two_resources(
    entries: tuple[CompetitionEntry, ...], regulation: str
) -> Iterator[Breach | None]:
    """At the second stage, the Expert Commission of the faculty, created by the order of the dean, selects and submits the two best DERs to the Competition Commission of ATU JSC."""  # noqa: E501 — verbatim
    if regulation == "04":
        yield from _faculty(entries)


@Competition.rule(
    "01-winner-no-resubmit", "01 §9.10", reads=("entries", "past_winners", "regulation")
)
def a_mooc_that_has_won_is_not_entered_again(
    entries: tuple[CompetitionEntry, ...], winners: tuple[PastWinner, ...], regulation: str
) -> Iterator[Breach]:
    """MOOCs that were previously submitted to the Competition may not be resubmitted if their author(s) were winners or prize recipients of the Competition."""  # noqa: E501 — verbatim
    if regulation == "01":
        yield from _resubmitted(entries, winners)


@Competition.rule(
    "04-winner-no-resubmit", "04 §9.9", reads=("entries", "past_winners", "regulation")
)
def a_resource_that_has_won_is_not_entered_again(
    entries: tuple[CompetitionEntry, ...], winners: tuple[PastWinner, ...], regulation: str
) -> Iterator[Breach]:
    """DERs previously submitted to the Competition cannot be submitted for participation in the Contest if their author(s) were the winners (prizewinners) of the Contest."""  # noqa: E501 — verbatim
    if regulation == "04":
        yield from _resubmitted(entries, winners)


@Competition.rule("01-awards", "01 §12.5", reads=("awards", "regulation"))
def winners_get_certificates_or_money(
    awards: tuple[Award, ...], regulation: str
) -> Iterator[Breach]:
    """The winners of the Competition are awarded certificates or monetary prizes."""
    if regulation == "01":
        yield from _awards(awards, ("certificate", "money"))


@Competition.rule("04-awards", "04 §11.5", reads=("awards", "regulation"))
def winners_get_diplomas_or_money(awards: tuple[Award, ...], regulation: str) -> Iterator[Breach]:
    """The winners of the Contest are awarded with diplomas or cash prizes."""
    if regulation == "04":
        yield from _awards(awards, ("diploma", "money"))


@Competition.rule("01-once-a-year", "01 §9.1", reads=("past_winners", "year", "regulation"))
def it_is_held_once_a_year(
    winners: tuple[PastWinner, ...], year: int, regulation: str
) -> Iterator[Breach]:
    """The Competition is held once a year, based on the results of the autumn or spring semester."""  # noqa: E501 — verbatim
    for number, winner in given_items(winners) if regulation == "01" else ():
        if winner.year == year:
            yield Breach(TWICE_IN_A_YEAR, actual=year, path=f".{number}.year")


_WEIGHED = "How the experts weigh the criteria stands in no record; they score by the sheet."

Competition.unseen(
    "01-seven-criteria",
    "01 §11.1-11.7",
    "Justification of the novelty and relevance of the MOOC, the possibility of delivering the "
    "course in two or three languages, and its practice-oriented focus.",
    because=_WEIGHED,
)
Competition.unseen(
    "04-eight-criteria",
    "04 §10.1-10.8",
    "Substantiation of the novelty and relevance of the DER, the possibility of implementing the "
    "DER in two or three languages, practitioner-oriented DER.",
    because=_WEIGHED,
)
