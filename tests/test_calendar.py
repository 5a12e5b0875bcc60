"""The calendar: every date counted by hand, over holidays, gaps and late entries."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.forms.builders import example

import atuforms
from atuforms.cli import main
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.settings import read_settings
from atuforms.core.working_days import working_days_before
from atuforms.records.calendar_rules import CALENDAR_RULES

COURSE: dict[str, Any] = {
    "form": "course",
    "title": "Курс",
    "language": "kk",
    "authors": ["А. С. Ахметова"],
}
ENTRY: dict[str, Any] = {
    "title": "Курс",
    "authors": ["А. С. Ахметова"],
    "faculty": "Ф",
    "department": "К",
}


def course(**facts: Any) -> dict[str, Any]:
    return {**COURSE, **facts}


def competition(**facts: Any) -> dict[str, Any]:
    dates = {"applications_open": "2026-02-02", "applications_close": "2026-02-20"}
    return {"form": "competition", "regulation": "01", "year": 2026, **dates, **facts}


def terms(record: dict[str, Any], rule: str, **asked: Any) -> list[tuple[Any, Any, Any]]:
    """Date, given date and lateness of each entry of a rule."""
    found = atuforms.calendar(record, **asked).as_dict("en")["entries"]
    return [(each["date"], each["given"], each["late"]) for each in found if each["rule"] == rule]


# By hand, with the days of the week: the day before which, ten working days back, what is passed.
COUNTED_BY_HAND = [
    ("2025-10-06", "2025-09-22", "two weeks without a holiday"),
    ("2025-11-03", "2025-10-17", "Republic Day on Saturday 25 October moves to Monday 27"),
    ("2026-01-19", "2025-12-31", "1, 2 and 7 January"),
    ("2026-04-06", "2026-03-18", "Nowruz from Saturday to Monday, so 23, 24 and 25 March"),
    ("2025-12-22", "2025-12-05", "16 December; 17 December is a working day"),
    ("2021-12-22", "2021-12-06", "16 and 17 December, both holidays before 2022"),
    ("2025-01-13", "2024-12-24", "1, 2, 3 and 7 January; Sunday 5 January not by decree"),
    ("2025-10-05", "2025-09-22", "a start on Sunday"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "latest", "why"), COUNTED_BY_HAND)
def test_news_stand_ten_working_days_before_the_start(start: str, latest: str, why: str) -> None:
    assert terms(course(start=start), "02-announce-10-days") == [(latest, None, None)], why


def test_a_latest_date_is_still_in_time_and_the_day_after_is_late() -> None:
    for day, late in (("2025-09-22", False), ("2025-09-23", True), ("2025-09-01", False)):
        record = course(start="2025-10-06", schedule={"announced": day})
        assert terms(record, "02-announce-10-days") == [("2025-09-22", day, late)]


def test_decrees_in_the_settings_move_working_days(tmp_path: Path) -> None:
    (tmp_path / "atuforms.toml").write_text(
        '[calendar]\nworking_days = [2025-01-05]\ndays_off = ["2025-01-10"]\n', encoding="utf-8"
    )
    settings = read_settings(tmp_path / "atuforms.toml")
    # Sunday 5 January counts, Friday 10 January does not: the two make up for each other.
    count = working_days_before(datetime.date(2025, 1, 13), 10, settings)
    assert count.day == datetime.date(2024, 12, 24)
    assert datetime.date(2025, 1, 10) in [each.day for each in count.passed]
    record = tmp_path / "course.json"
    record.write_text(json.dumps(course(start="2025-01-13")), encoding="utf-8")
    assert "2024-12-24" in atuforms.calendar(record).text("en")
    (tmp_path / "atuforms.toml").write_text("[calendar]\nworking_days = [2025-01-05]\n")
    assert working_days_before(
        datetime.date(2025, 1, 13), 10, read_settings(tmp_path / "atuforms.toml", 1)
    ).day == datetime.date(2024, 12, 25)


def test_what_is_no_date_in_the_settings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "atuforms.toml").write_text('[calendar]\ndays_off = ["soon"]\n', encoding="utf-8")
    with pytest.raises(atuforms.AtuformsError, match=r"calendar\.days_off"):
        read_settings(tmp_path / "atuforms.toml")


@pytest.mark.parametrize(
    ("opened", "closed", "first", "last", "severities"),
    [
        ("2025-09-22", "2025-10-20", False, False, ("error", "error")),
        ("2025-09-23", "2025-10-20", True, False, ("error", "error")),
        ("2025-09-21", "2025-10-21", False, False, ("warning", "warning")),
        ("2025-09-22", "2025-10-27", False, False, ("error", "warning")),
        ("2025-09-22", "2025-10-28", False, True, ("error", "error")),
        ("2025-09-22", "2025-10-19", False, False, ("error", "warning")),
    ],
)
def test_registration_opens_and_closes_two_weeks_from_the_start(
    opened: str, closed: str, first: bool, last: bool, severities: tuple[str, str]
) -> None:
    schedule = {"registration_open": opened, "registration_close": closed}
    record = course(start="2025-10-06", schedule=schedule)
    window = [
        entry for entry in atuforms.calendar(record).entries
        if entry.rule == "02-registration-window-2w"
    ]  # fmt: skip
    assert [str(entry.date) for entry in window] == ["2025-09-22", "2025-10-20"]
    assert [entry.late for entry in window] == [first, last]
    assert tuple(entry.severity for entry in window) == severities
    assert terms(record, "02-registration-close-3w") == [("2025-10-27", closed, last)]
    notes = " ".join(window[1].notes_in("en"))
    if "2025-10-20" < closed <= "2025-10-27":
        assert "§12.1" in notes
        assert "§12.5" in notes
        assert "K02" in notes


def test_letter_analysis_and_sections() -> None:
    record = course(
        start="2024-02-19",
        end="2024-02-29",
        schedule={
            "information_letter": "2024-02-06",
            "analysis": "2024-03-14",
            "sections": [
                {"module": 1, "open": "2024-02-19", "close": "2024-03-04"},
                {"module": 2, "open": "2024-02-20", "close": "2024-03-06"},
                {"module": 3, "open": "2024-02-21"},
            ],
        },
    )
    assert terms(record, "02-info-letter-2w") == [("2024-02-05", "2024-02-06", True)]
    assert terms(record, "02-analysis-2w") == [("2024-03-14", "2024-03-14", False)]
    assert terms(record, "02-section-open-max-2w") == [
        ("2024-03-04", "2024-03-04", False),
        ("2024-03-05", "2024-03-06", True),
        ("2024-03-06", None, None),
    ]


@pytest.mark.parametrize(
    ("recording", "latest", "late"),
    [
        ({"start": "10:00", "arrival": "09:30"}, ("2026-03-02", "09:30"), False),
        ({"start": "10:00", "arrival": "9:31"}, ("2026-03-02", "09:30"), True),
        ({"start": "00:10", "arrival": "00:05"}, ("2026-03-01", "23:40"), True),
        ({"arrival": "09:31"}, ("2026-03-02", None), None),
        ({"start": "10:00"}, ("2026-03-02", "09:30"), None),
    ],
)
def test_the_lecturer_comes_half_an_hour_before(
    recording: dict[str, str], latest: tuple[str, str | None], late: bool | None
) -> None:
    recordings = [{"lecture": 1, "date": "2026-03-02", "sent": "2026-03-02", **recording}]
    record = course(schedule={"recordings": recordings})
    entries = atuforms.calendar(record).as_dict("en")["entries"]
    (arrive,) = [each for each in entries if each["rule"] == "0207-arrive-30-min"]
    assert ((arrive["date"], arrive["time"]), arrive["late"]) == (latest, late)
    assert terms(record, "0207-send-day-before") == [("2026-03-01", "2026-03-02", True)]


def test_what_lacks_is_unknown_and_named() -> None:
    found = atuforms.calendar(course(schedule={"announced": "2025-09-01"}))
    assert {entry.late for entry in found.entries} == {None}
    assert {entry.date for entry in found.entries} == {None}
    (news,) = [entry for entry in found.entries if entry.rule == "02-announce-10-days"]
    assert news.missing == ("start",)
    assert "start" in found.text("kk")


def test_nothing_depends_on_the_day_unless_it_is_asked_for() -> None:
    record = course(start="2025-10-06")
    assert not atuforms.calendar(record).late
    late = {entry.rule for entry in atuforms.calendar(record, as_of="2025-09-23").late}
    assert late == {"02-announce-10-days", "02-info-letter-2w", "02-registration-window-2w"}
    assert not atuforms.calendar(record, as_of="2025-09-22").late


@pytest.mark.parametrize(("number", "latest"), [("01", "2026-01-19"), ("04", "2026-01-19")])
def test_a_competition_is_announced_ten_working_days_before(number: str, latest: str) -> None:
    record = competition(regulation=number, announced="2026-01-20")
    assert terms(record, f"{number}-announce-10-days") == [(latest, "2026-01-20", True)]


@pytest.mark.parametrize(
    ("number", "rule"), [("01", "01-reject-late"), (4, "04-reject-format-late")]
)
def test_one_late_entry_makes_the_applications_late_and_is_named(number: Any, rule: str) -> None:
    entries = [
        {**ENTRY, "title": "Уақытында", "received": "2026-02-20"},
        {**ENTRY, "title": "Кешіккен", "received": "2026-02-21"},
    ]
    record = competition(regulation=number, entries=entries)
    assert terms(record, rule) == [("2026-02-20", "2026-02-21", True)]
    text = atuforms.calendar(record).text("en")
    assert "Late: «Кешіккен»" in text
    record = competition(regulation=number, entries=entries[:1])
    assert terms(record, rule) == [("2026-02-20", "2026-02-20", False)]
    # An entry without a date is not counted as in time.
    record = competition(regulation=number, entries=[entries[0], ENTRY])
    assert terms(record, rule) == [("2026-02-20", "2026-02-20", None)]


def test_heads_and_deans_forward_in_time() -> None:
    entries = [
        {**ENTRY, "forwarded_by_department": "2026-02-27", "forwarded_by_faculty": "2026-03-14"},
        {**ENTRY, "title": "Басқа", "stage": "department"},
    ]
    deadlines = {"department_deadline": "2026-02-27", "faculty_deadline": "2026-03-13"}
    record = competition(regulation="04", entries=entries, **deadlines)
    assert terms(record, "04-heads-extract-timely") == [("2026-02-27", "2026-02-27", False)]
    assert terms(record, "04-deans-extract-timely") == [("2026-03-13", "2026-03-14", True)]
    assert "K12" in atuforms.calendar(record).text("ru")


def test_every_term_of_the_regulations_is_in_some_calendar() -> None:
    seen = {rule.id for rule in CALENDAR_RULES.values() if rule.undated}
    for record in (
        course(), competition(), competition(regulation="04"),
    ):  # fmt: skip
        seen |= {entry.rule for entry in atuforms.calendar(record).entries}
    assert set(CALENDAR_RULES) == seen - {"04-reject-format-late"}
    text = atuforms.calendar(course()).text("kk")
    assert all(rule.id in text for rule in CALENDAR_RULES.values() if rule.undated)


def test_icalendar_is_the_same_each_time_and_keeps_every_date() -> None:
    import icalendar

    found = atuforms.calendar(example("course"))
    for lang in LANGUAGES:
        data = found.to_ics(lang)
        assert data == atuforms.calendar(example("course")).to_ics(lang)
        read = icalendar.Calendar.from_ical(data)
        events = read.walk("VEVENT")
        assert len(events) == sum(entry.date is not None for entry in found.entries)
        assert len({str(event["uid"]) for event in events}) == len(events)
        assert [
            event.decoded("dtstart")
            for event in events
            if "arrive" in str(event["categories"].to_ical())
        ] == [datetime.datetime(2025, 9, 3, 9, 30)]  # noqa: DTZ001


def test_other_forms_have_no_calendar() -> None:
    with pytest.raises(atuforms.AtuformsError, match="02-09"):
        atuforms.calendar(example("mooc-placement-certificate"))


def test_a_date_that_cannot_be_read_is_told() -> None:
    with pytest.raises(atuforms.InvalidRecord, match="2025-13-01"):
        atuforms.calendar(course(schedule={"announced": "2025-13-01"}))


@pytest.mark.parametrize(("field", "day"), [("start", "0001-01-05"), ("end", "9999-12-31")])
def test_a_year_that_cannot_be_meant_is_told(field: str, day: str) -> None:
    with pytest.raises(atuforms.InvalidRecord, match=day):
        atuforms.calendar(course(**{field: day}))


def test_the_calendar_reaches_over_the_first_and_the_last_year() -> None:
    first, last = course(start="1900-01-05"), course(end="2200-12-31")
    assert terms(first, "02-announce-10-days")[0][0] < "1900"
    assert terms(last, "02-analysis-2w")[0][0] == "2201-01-14"


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(words)
    return int(stop.value.code or 0)


def test_the_command_prints_writes_and_exits_with_1_where_one_is_late(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "course.json"
    path.write_text(json.dumps(course(start="2025-10-06")), encoding="utf-8")
    ics = tmp_path / "dates" / "course.ics"
    assert run("calendar", str(path), "--json", "--ics", str(ics)) == 0
    data = json.loads(capsys.readouterr().out)
    dates = [each["date"] or "9" for each in data["entries"]]
    assert dates == sorted(dates)
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert run("calendar", str(path), "--as-of", "2025-09-23", "--lang", "kk") == 1
    assert "кешіктірілген" in capsys.readouterr().out
    assert run("calendar", str(path), "--as-of", "tomorrow") == 2


def test_a_notebook_shows_the_dates_along_a_line() -> None:
    schedule = {"announced": "2025-09-23", "information_letter": "2025-09-22"}
    record = course(start="2025-10-06", title="A < B", schedule=schedule)
    shown = atuforms.calendar(record)._repr_mimebundle_()["text/html"]
    svg = ElementTree.fromstring(shown[shown.index("<svg") : shown.index("</svg>") + 6])
    said = [element.text for element in svg if element.tag.endswith("text")]
    assert said.count("2025-09-22") == 3  # news, letter, registration
    assert said.count("✕") == 1
    assert svg.get("aria-label") == "A < B"
    assert "<svg" not in atuforms.calendar(course())._repr_mimebundle_()["text/html"]
