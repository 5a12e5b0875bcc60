"""The calendar of a course or a competition: every date that the regulations set for it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Severity
from atuforms.core.language.choice import language, reader_language
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Localized, Sentence, message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill, translate
from atuforms.core.language.wording import choice_words
from atuforms.core.locks import FIRST_USE
from atuforms.core.notebook_displays import bundle, table, words
from atuforms.fields.not_given import given
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.subjects.competition import Competition
from atuforms.forms.subjects.course import Course
from atuforms.forms.subjects.digital_resource import DigitalResource
from atuforms.records.calendar_rules import CALENDAR_RULES
from atuforms.records.terms import Term, terms_of_competition, terms_of_course
from atuforms.records.timeline import timeline

_STATES = {
    True: _("late"),
    False: _("in time"),
    None: _("nothing given"),
}
_OVERDUE = _("late: nothing given, and the date has passed")
_UNKNOWN = _("date unknown: the record lacks {facts}")
_LINE = _("{date}: {what}; {who}; {state} ({clause}).")
_GIVEN = _("{state}: {date}")
_COUNTS = _("{name}: terms with a date: {dated}, late: {late}, without a date: {unknown}.")
_WITHOUT_DATE = _("Terms that no record dates:")
_UNDATED_LINE = _("{what}; {who}; {missing} ({clause}).")
_COMPETITION = _("Competition “{competition}”, {year}")
_NO_DAY = "—"
HEADINGS = (
    message("Date"),
    message("What"),
    message("Who"),
    message("State"),
    message("Clause"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: what the regulations ask for by which date, and what the record says of it.

    ``date`` is the date or the latest date, None where the record lacks the facts that
    ``missing`` names. ``given`` is the date in the record. ``late`` is None where nothing is
    given, and never depends on the day on which it is asked, unless ``overdue`` says so.
    """

    term: Term
    overdue: bool = False

    @property
    def rule(self) -> str:
        return self.term.rule.id

    @property
    def clause(self) -> str:
        return self.term.rule.clause

    @property
    def severity(self) -> Severity:
        """How grave it is to be late; a warning too where clauses contradict each other."""
        return self.term.severity or self.term.rule.severity

    @property
    def date(self) -> datetime.date | None:
        return self.term.date

    @property
    def time(self) -> str:
        """The latest time of the day, where minutes count; else empty."""
        return self.term.time

    @property
    def given(self) -> datetime.date | None:
        return self.term.given

    @property
    def late(self) -> bool | None:
        return True if self.overdue else self.term.late

    @property
    def missing(self) -> tuple[str, ...]:
        return self.term.missing

    @property
    def who(self) -> str:
        """Who does it, in English; :meth:`who_in` says it in a language."""
        return self.who_in("en")

    def who_in(self, lang: Language) -> str:
        return fill(self.term.rule.who, lang, {})

    def what_in(self, lang: Language) -> str:
        """What is to be done."""
        return fill(self.term.what or self.term.rule.what, lang, self.term.values or {})

    def notes_in(self, lang: Language) -> tuple[str, ...]:
        """What else there is to know: conflicts of clauses, days off, which entries are late."""
        return tuple(_filled(sentence, lang, values) for sentence, values in self.term.notes)

    def state_in(self, lang: Language) -> str:
        """Late, in time, nothing given, or which facts lack."""
        if self.missing:
            return fill(_UNKNOWN, lang, {"facts": ", ".join(self.missing)})
        if self.overdue:
            return fill(_OVERDUE, lang, {})
        state = fill(_STATES[self.late], lang, {})
        done = " ".join(filter(None, (_iso(self.given), self.term.given_time)))
        return fill(_GIVEN, lang, {"state": state, "date": done}) if self.given else state

    def as_dict(self, lang: Language) -> dict[str, Any]:
        """The entry as plain data."""
        return {
            "rule": self.rule,
            "clause": self.clause,
            "severity": self.severity,
            "date": _iso(self.date) or None,
            "time": self.time or None,
            "given": _iso(self.given) or None,
            "given_time": self.term.given_time or None,
            "late": self.late,
            "who": self.who_in(lang),
            "what": self.what_in(lang),
            "missing": list(self.missing),
            "notes": list(self.notes_in(lang)),
        }


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every term of a course or a competition, in the order of their dates.

    Terms whose date is unknown come last.
    """

    name: Localized
    """The title of the course, or the name of the competition."""
    entries: tuple[Entry, ...]
    lang: Language

    @property
    def late(self) -> tuple[Entry, ...]:
        """The entries that are late."""
        return tuple(entry for entry in self.entries if entry.late)

    def rows(self, lang: Language) -> Iterator[tuple[str, ...]]:
        """A row an entry, under :data:`HEADINGS`."""
        for entry in self.entries:
            when = " ".join(filter(None, (_iso(entry.date) or _NO_DAY, entry.time)))
            notes = "; ".join(entry.notes_in(lang))
            state = entry.state_in(lang)
            yield (
                when,
                entry.what_in(lang),
                entry.who_in(lang),
                f"{state}; {notes}" if notes else state,
                clause_text(entry.clause, lang),
            )

    def undated(self, lang: Language) -> list[str]:
        """The terms that no record dates, with what is lacking."""
        return [
            fill(
                _UNDATED_LINE,
                lang,
                {
                    "what": fill(rule.what, lang, {}),
                    "who": fill(rule.who, lang, {}),
                    "missing": fill(rule.undated, lang, {}).removesuffix("."),
                    "clause": clause_text(rule.clause, lang),
                },
            )
            + f" [{rule.id}]"
            for rule in CALENDAR_RULES.values()
            if rule.undated
        ]

    def text(self, lang: Language | None = None) -> str:
        """The calendar for a reader: a line a term, then those without a date, then the counts."""
        spoken = language(lang or self.lang)
        lines = [
            fill(
                _LINE,
                spoken,
                dict(zip(("date", "what", "who", "state", "clause"), row, strict=True)),
            )
            + f" [{entry.rule}]"
            for row, entry in zip(self.rows(spoken), self.entries, strict=True)
        ]
        return "\n".join([*lines, "", *self.after(spoken)])

    def after(self, lang: Language) -> list[str]:
        """What is said below the terms: those without a date, and the counts."""
        counts = {
            "name": self.name.text(lang),
            "dated": sum(entry.date is not None for entry in self.entries),
            "late": len(self.late),
            "unknown": sum(entry.date is None for entry in self.entries),
        }
        head = fill(_WITHOUT_DATE, lang, {})
        return [head, *self.undated(lang), "", fill(_COUNTS, lang, counts)]

    def as_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The calendar as plain data, in the shape of ``atuforms calendar --json``."""
        spoken = language(lang or self.lang)
        return {
            "name": self.name.text(spoken),
            "entries": [entry.as_dict(spoken) for entry in self.entries],
            "undated": [
                {"rule": rule.id, "clause": rule.clause, "missing": fill(rule.undated, spoken, {})}
                for rule in CALENDAR_RULES.values()
                if rule.undated
            ],
        }

    def to_json(self, lang: Language | None = None) -> str:
        """The calendar as JSON text."""
        return json.dumps(self.as_dict(lang), ensure_ascii=False, indent=2)

    def to_ics(self, lang: Language | None = None) -> bytes:
        """The dates as an iCalendar file: the same calendar, the same bytes.

        :raises MissingDependency: if the package icalendar is not installed.
        """
        with FIRST_USE:
            from atuforms.records.icalendar_file import ics

        spoken = language(lang or self.lang)
        dated = [entry for entry in self.entries if entry.date]
        return ics(
            self.name.text(spoken),
            [
                (
                    entry.rule,
                    entry.date,
                    entry.time,
                    entry.what_in(spoken),
                    "\n".join(
                        (
                            entry.who_in(spoken),
                            f"{entry.state_in(spoken)} ({clause_text(entry.clause, spoken)})",
                            *entry.notes_in(spoken),
                        )
                    ),
                )
                for entry in dated
                if entry.date
            ],
            spoken,
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        lang = reader_language(self.lang)
        headings = [translate(each, lang) for each in HEADINGS]
        dated = [(each.date, each.what_in(lang), each.late) for each in self.entries if each.date]
        return bundle(
            self.text(lang),
            timeline(dated, self.name.text(lang)),
            table(headings, self.rows(lang)),
            words(self.after(lang)),
        )


def calendar_of(form: Form, as_of: datetime.date | None = None) -> Calendar:
    """The calendar of a course or a competition.

    :param as_of: a day by which what is not given counts as late where its date has passed.
    :raises UnreadableInput: for another form.
    """
    if isinstance(form, Course):
        terms = list(terms_of_course(form))
        name: Localized = _Title(given(form.title))
    elif isinstance(form, Competition):
        terms = list(terms_of_competition(form))
        name = _CompetitionName(given(form.regulation) or "", given(form.year) or 0)
    elif isinstance(form, DigitalResource):
        terms, name = [], _Title(given(form.title))
    else:
        raise UnreadableInput(
            "{file} is form {form}, which has no dates of its own. The calendar is made of the "
            "record of a course or a competition.",
            file=form.origin.file or "record",
            form=form.name(),
        )
    entries = [_entry(term, as_of) for term in terms]
    last = datetime.date.max
    entries.sort(key=lambda entry: (entry.date or last, entry.time))
    return Calendar(name, tuple(entries), form.lang or "en")


def _entry(term: Term, as_of: datetime.date | None) -> Entry:
    entry = Entry(term)
    passed = bool(as_of and entry.date and entry.date < as_of)
    return replace(entry, overdue=passed and entry.late is None and not entry.given)


@dataclass(frozen=True, slots=True)
class _Title:
    """The title of a course or of a resource."""

    title: Text | None

    def text(self, lang: Language, /) -> str:
        return (self.title.within(lang) or str(self.title)) if self.title else _NO_DAY


@dataclass(frozen=True, slots=True)
class _CompetitionName:
    """The name of a competition by its regulation, and its year."""

    regulation: str
    year: int

    def text(self, lang: Language, /) -> str:
        words = choice_words("competition_regulation", lang).get(self.regulation, self.regulation)
        return fill(_COMPETITION, lang, {"competition": words, "year": self.year})


def _filled(sentence: Sentence, lang: Language, values: Any) -> str:
    words = {
        name: value.text(lang) if isinstance(value, Localized) else value
        for name, value in values.items()
    }
    return fill(sentence, lang, words)


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
