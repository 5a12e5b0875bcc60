"""What each term of the regulations means in days, for a course and for a competition.

Weeks are calendar days, and a latest date is still in time on that day. Nothing here looks at a
clock: late is what a record says was done after its date.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from atuforms.core.findings import Severity
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.working_days import DayOff, working_days_before
from atuforms.fields.not_given import given, given_items
from atuforms.forms.subjects.competition import Competition, CompetitionEntry
from atuforms.forms.subjects.course import Course, Recording, Schedule
from atuforms.records.calendar_rules import CALENDAR_RULES, CalendarRule

WORKING_DAYS = 10
WEEK = 7
BEFORE_RECORDING = datetime.timedelta(minutes=30)

_OPEN_REGISTRATION = _("Open the registration")
_CLOSE_REGISTRATION = _("Close the registration")
_DAYS_OFF = _("Not counted as working days: {days}")
_OPENS_EARLY = _("Warning: registration opens earlier than two weeks before the start (02 §12.1)")
_CLOSES_EARLY = _("Warning: registration closes earlier than two weeks after the start (02 §12.1)")
_TWO_OR_THREE_WEEKS = _(
    "Warning: registration closes later than two weeks after the start (02 §12.1), though within "
    "the three weeks of 02 §12.5; the two clauses contradict each other (K02)"
)
_K02 = _("02 §12.1 closes the registration after two weeks, 02 §12.5 after three (K02)")
_K12 = _(
    "04 §9.4.3 speaks of an expert commission in the final stage, 04 §11.1–11.2 of the Competition "
    "Commission (K12); the Competition Commission is meant"
)
_LATE_ENTRIES = _("Late: {entries}")
_DATES_MISSING = _("The record has no date of: {entries}")

_REFUSED_IN_04 = CalendarRule(
    "04-reject-format-late",
    "04 §9.8",
    "04",
    CALENDAR_RULES["01-reject-late"].what,
    CALENDAR_RULES["01-reject-late"].who,
    "those submitted after the deadline established by the Rector’s order, will not be accepted "
    "for consideration.",
)
"""A rule on dossiers, of which a competition has the date too."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off in a sentence."""

    days: tuple[DayOff, ...]

    def text(self, lang: Language, /) -> str:
        """Each day with its name."""
        return ", ".join(f"{each.day.isoformat()} ({each.text(lang)})" for each in self.days)


Note = tuple[Sentence, Mapping[str, object]]
"""A sentence about a term, with its values."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term as far as a record dates it.

    ``time`` and ``given_time`` are of the day, where minutes count. ``missing`` has the keys of
    the record without which there is no date.
    """

    rule: CalendarRule
    date: datetime.date | None
    given: datetime.date | None
    late: bool | None
    missing: tuple[str, ...] = ()
    what: Sentence | None = None
    values: Mapping[str, object] | None = None
    notes: tuple[Note, ...] = ()
    severity: Severity | None = None
    """Other than the rule's own, where the decision is milder."""
    time: str = ""
    given_time: str = ""


def terms_of_course(course: Course) -> Iterator[Term]:
    """Every term of a course."""
    schedule = given(course.schedule) or Schedule()
    start, end = given(course.start), given(course.end)
    yield _announcement("02-announce-10-days", start, "start", given(schedule.announced), course)
    yield from _registration(start, schedule)
    letter = given(schedule.information_letter)
    yield _simple("02-info-letter-2w", _shift(start, -2 * WEEK), letter, ("start",))
    analysis = given(schedule.analysis)
    yield _simple("02-analysis-2w", _shift(end, 2 * WEEK), analysis, ("end",))
    for _number, section in given_items(schedule.sections):
        opens = given(section.open)
        yield _simple(
            "02-section-open-max-2w",
            _shift(opens, 2 * WEEK),
            given(section.close),
            ("schedule.sections.open",),
            values={"module": given(section.module) or "?"},
        )
    if not any(given_items(schedule.sections)):
        yield _simple("02-section-open-max-2w", None, None, ("schedule.sections",), {"module": "?"})
    for _number, recording in given_items(schedule.recordings):
        yield from _recording(recording)
    if not any(given_items(schedule.recordings)):
        for rule in ("0207-send-day-before", "0207-arrive-30-min"):
            yield _simple(rule, None, None, ("schedule.recordings",), {"lecture": "?"})


def terms_of_competition(competition: Competition) -> Iterator[Term]:
    """Every term of a competition of its regulation."""
    number = given(competition.regulation) or "01"
    opens = given(competition.applications_open)
    announced = given(competition.announced)
    yield _announcement(
        f"{number}-announce-10-days", opens, "applications_open", announced, competition
    )
    entries = [entry for _at, entry in given_items(competition.entries)]
    closes = given(competition.applications_close)
    rule = CALENDAR_RULES["01-reject-late"] if number == "01" else _REFUSED_IN_04
    yield _of_entries(rule, closes, "applications_close", entries, lambda each: each.received)
    yield _of_entries(
        CALENDAR_RULES[f"{number}-heads-extract-timely"],
        given(competition.department_deadline),
        "department_deadline",
        [each for each in entries if _came_to(each, "department")],
        lambda each: each.forwarded_by_department,
    )
    yield _of_entries(
        CALENDAR_RULES[f"{number}-deans-extract-timely"],
        given(competition.faculty_deadline),
        "faculty_deadline",
        [each for each in entries if _came_to(each, "faculty")],
        lambda each: each.forwarded_by_faculty,
        () if number == "01" else ((_K12, {}),),
    )


def _came_to(entry: CompetitionEntry, level: str) -> bool:
    """Whether an entry was forwarded by a body of this level, or must have been."""
    stage = given(entry.stage)
    if level == "department":
        return bool(given(entry.forwarded_by_department)) or stage in ("faculty", "final")
    return bool(given(entry.forwarded_by_faculty)) or stage == "final"


def _shift(day: datetime.date | None, days: int) -> datetime.date | None:
    """A day so many days later; None where there is none."""
    return day + datetime.timedelta(days=days) if day else None


def _late(latest: datetime.date | None, done: datetime.date | None) -> bool | None:
    return done > latest if latest and done else None


def _simple(
    rule: str,
    latest: datetime.date | None,
    done: datetime.date | None,
    facts: tuple[str, ...],
    values: Mapping[str, object] | None = None,
) -> Term:
    """A term whose latest date is known where these facts are."""
    missing = () if latest else facts
    return Term(CALENDAR_RULES[rule], latest, done, _late(latest, done), missing, values=values)


def _announcement(
    rule: str,
    begin: datetime.date | None,
    fact: str,
    done: datetime.date | None,
    record: Course | Competition,
) -> Term:
    if begin is None:
        return _simple(rule, None, done, (fact,))
    count = working_days_before(begin, WORKING_DAYS, record.origin.settings)
    notes: tuple[Note, ...] = ()
    if count.passed:
        notes = ((_DAYS_OFF, {"days": DaysOff(count.passed)}),)
    return Term(CALENDAR_RULES[rule], count.day, done, _late(count.day, done), notes=notes)


def _registration(start: datetime.date | None, schedule: Schedule) -> Iterator[Term]:
    window = CALENDAR_RULES["02-registration-window-2w"]
    opened, closed = given(schedule.registration_open), given(schedule.registration_close)
    first, two = _shift(start, -2 * WEEK), _shift(start, 2 * WEEK)
    three = _shift(start, 3 * WEEK)
    missing = () if start else ("start",)
    mild: Severity | None = None
    notes: tuple[Note, ...] = ()
    if first and opened and opened < first:
        mild, notes = "warning", ((_OPENS_EARLY, {}),)
    late = _late(first, opened)
    yield Term(window, first, opened, late, missing, _OPEN_REGISTRATION, None, notes, mild)
    # Between two weeks and three the clauses contradict each other; so it is late after both.
    late = _late(three, closed)
    mild, notes = None, ((_K02, {}),)
    if closed and two and three and two < closed <= three:
        mild, notes = "warning", ((_TWO_OR_THREE_WEEKS, {}),)
    elif closed and two and closed < two:
        mild, notes = "warning", ((_CLOSES_EARLY, {}),)
    yield Term(window, two, closed, late, missing, _CLOSE_REGISTRATION, None, notes, mild)
    latest = CALENDAR_RULES["02-registration-close-3w"]
    yield Term(latest, three, closed, late, missing, notes=((_K02, {}),))


def _recording(recording: Recording) -> Iterator[Term]:
    day = given(recording.date)
    values = {"lecture": given(recording.lecture) or "?"}
    sent = given(recording.sent)
    yield _simple(
        "0207-send-day-before", _shift(day, -1), sent, ("schedule.recordings.date",), values
    )
    rule = CALENDAR_RULES["0207-arrive-30-min"]
    start, arrival = given(recording.start), given(recording.arrival)
    came = _moment(day, arrival)
    begins = _moment(day, start)
    if begins is None:
        missing = ("schedule.recordings.start",) if day else ("schedule.recordings.date",)
        yield Term(rule, day, day if came else None, None, missing, values=values,
                   given_time=arrival or "")  # fmt: skip
        return
    latest = begins - BEFORE_RECORDING
    yield Term(
        rule,
        latest.date(),
        came.date() if came else None,
        came > latest if came else None,
        values=values,
        time=latest.strftime("%H:%M"),
        given_time=arrival or "",
    )


def _moment(day: datetime.date | None, time: str | None) -> datetime.datetime | None:
    """A time of a day, without a zone: both are those of the studio."""
    if day is None or not time:
        return None
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time))


def _of_entries(
    rule: CalendarRule,
    latest: datetime.date | None,
    fact: str,
    entries: Iterable[CompetitionEntry],
    date_of: Callable[[CompetitionEntry], datetime.date | None],
    notes: tuple[Note, ...] = (),
) -> Term:
    """A term that every entry must keep: the last of its dates, and which entries are late."""
    dated = [(entry, given(date_of(entry))) for entry in entries]
    days = [day for _entry, day in dated if day]
    without = [entry for entry, day in dated if not day]
    beyond = [entry for entry, day in dated if latest and day and day > latest]
    late: bool | None = None
    if latest and days:
        late = True if beyond else None if without else False
    found: list[Note] = list(notes)
    if beyond:
        found.append((_LATE_ENTRIES, {"entries": _titles(beyond)}))
    if without:
        found.append((_DATES_MISSING, {"entries": _titles(without)}))
    missing = () if latest else (fact,)
    return Term(rule, latest, max(days, default=None), late, missing, notes=tuple(found))


def _titles(entries: list[CompetitionEntry]) -> str:
    return "; ".join(f"«{given(entry.title) or '?'}»" for entry in entries)
