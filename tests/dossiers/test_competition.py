"""A competition with its sheets: who takes part, the ratings counted by hand, the minutes."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.dossiers.test_ranking import sheet
from tests.forms.builders import changed, example

import atuforms
from atuforms.cli import main
from atuforms.core.language.languages import LANGUAGES


def entry(name: str, **facts: Any) -> dict[str, Any]:
    return {
        "title": f"Курс {name}",
        "authors": [f"Автор {name}"],
        "faculty": "Факультет",
        "department": f"Кафедра {name}",
        "link": f"https://mooc.atu.edu.kz/{name}",
        "received": "2026-02-10",
        **facts,
    }


def competition(*entries: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {
        "form": "competition",
        "regulation": "01",
        "year": 2026,
        "applications_open": "2026-02-02",
        "applications_close": "2026-02-20",
        "entries": list(entries),
        **facts,
    }


def rules(record: dict[str, Any]) -> dict[str, str]:
    return {each.rule: each.severity for each in atuforms.check(record).findings}


def order(*records: dict[str, Any], **options: Any) -> list[tuple[int, str, Fraction]]:
    return [
        (each.place, each.link[-1], each.mean)
        for each in atuforms.rank(records, **options).standings
    ]


# 3 experts, 6 columns each. By hand:
#   a: 54, 48, 42 = 144, mean 48;   b: 48, 48, 48 = 144, mean 48, a tie with a
#   c: 60, 30, — = 90 of two, mean 45, spread 30;   d: 36, 42, 42 = 120, mean 40
SHEETS = (
    sheet("Бірінші", {"a": 9, "b": 8, "c": 10, "d": 6}),
    sheet("Екінші", {"a": 8, "b": 8, "c": 5, "d": 7}),
    sheet("Үшінші", {"a": 7, "b": 8, "d": 7}),
)


def test_ratings_ties_and_an_entry_that_an_expert_left_out() -> None:
    ranking = atuforms.rank([competition(*map(entry, "abcd")), *SHEETS])
    assert [(each.place, each.link[-1], each.mean) for each in ranking.standings] == [
        (1, "a", Fraction(48)),
        (1, "b", Fraction(48)),
        (3, "c", Fraction(45)),
        (4, "d", Fraction(40)),
    ]
    assert [each.spread for each in ranking.standings] == [12, 0, 30, 6]
    assert [each.tied for each in ranking.standings] == [True, True, False, False]
    (left_out,) = [finding for finding in ranking.report.findings if "Үшінші" in finding.text("en")]
    assert "Курс c" in left_out.text("en")
    assert left_out.severity == "warning"


def test_prize_places_are_those_of_the_competition_unless_they_are_asked_for() -> None:
    record = competition(*map(entry, "abcd"), prizes=1)
    assert [each.prize for each in atuforms.rank([record, *SHEETS]).standings] == [
        True, True, False, False,
    ]  # fmt: skip
    asked = atuforms.rank([record, *SHEETS], places=3)
    assert [each.prize for each in asked.standings] == [True, True, True, False]


def test_a_late_entry_is_refused_and_named() -> None:
    record = competition(entry("a", received="2026-02-21"), *map(entry, "bcd"))
    ranking = atuforms.rank([record, *SHEETS])
    assert [each.link[-1] for each in ranking.standings] == ["b", "c", "d"]
    assert ranking.standings[0].place == 1
    assert [str(title) for title in ranking.refused] == ["Курс a"]
    (late,) = [each for each in ranking.report.errors if each.rule == "01-reject-late"]
    assert "Курс a" in late.text("kk")
    assert ranking.as_dict()["refused"] == ["Курс a"]


def test_a_winner_of_an_earlier_year_is_refused_with_the_same_work_only() -> None:
    winner = {"title": "«КУРС  A»", "authors": ["автор a"], "year": 2024}
    record = competition(*map(entry, "abcd"), past_winners=[winner])
    assert [link for _place, link, _mean in order(record, *SHEETS)] == ["b", "c", "d"]
    assert rules(record)["01-winner-no-resubmit"] == "error"
    # The ban is on the work, not on the author; and not on a title that another author has used.
    for other in ({**winner, "title": "Басқа"}, {**winner, "authors": ["Басқа"]}):
        record = competition(*map(entry, "abcd"), past_winners=[other])
        assert "01-winner-no-resubmit" not in rules(record)
        assert len(order(record, *SHEETS)) == 4


def test_what_is_no_entry_is_named_and_not_ranked() -> None:
    ranking = atuforms.rank([competition(*map(entry, "abcz")), *SHEETS])
    assert [each.link[-1] for each in ranking.standings] == ["a", "b", "c"]
    said = "\n".join(finding.text("en") for finding in ranking.report.findings)
    assert "“Курс d” has scores, but is no entry" in said
    assert "No expert has scored “Курс z”" in said


def test_an_expert_who_is_an_author_is_named() -> None:
    record = competition(entry("a", authors=["Басқа", {"name": {"kk": "ЕКІНШІ", "ru": "Второй"}}]))
    (finding,) = [
        each
        for each in atuforms.rank([record, *SHEETS[:2]]).report.findings
        if "is an author" in each.text("en")
    ]
    assert finding.severity == "warning"
    assert "Екінші" in finding.text("en")
    # It is seen without a record of the competition too.
    own = sheet("Автор а", {"a": 9})
    own["rows"][0]["authors"] = ["автор а"]
    assert "is an author" in atuforms.rank([own]).report.text("en")


@pytest.mark.parametrize("facts", [{"regulation": "04"}, {"year": 2025}])
def test_sheets_of_another_competition_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(atuforms.InvalidRecord):
        atuforms.rank([competition(entry("a"), **facts), SHEETS[0]])


def test_a_department_forwards_three_and_a_faculty_two() -> None:
    four = [entry(name, department="Кафедра", stage="faculty", votes_for=5) for name in "abcd"]
    assert rules(competition(*four))["01-department-max-3"] == "error"
    assert rules(competition(*four, regulation="04"))["04-department-max-3"] == "error"
    kept = [*four[:3], {**four[3], "stage": "department"}]
    assert "01-department-max-3" not in rules(competition(*kept))

    final = [entry(name, stage="final", votes_for=5) for name in "abc"]
    assert rules(competition(*final))["01-faculty-exactly-2"] == "error"
    assert "01-faculty-exactly-2" not in rules(competition(*final[:2]))
    one = [final[0], {**final[1], "stage": "faculty"}]
    assert rules(competition(*one))["01-faculty-exactly-2"] == "error"
    assert rules(competition(final[0]))["01-faculty-exactly-2"] == "warning"
    assert rules(competition(*final, regulation="04"))["04-faculty-exactly-2"] == "error"


def test_units_are_known_again_in_any_language_and_spelling() -> None:
    names: list[Any] = [
        {"kk": "Кафедра А", "ru": "Кафедра Б"},
        "«кафедра  а»",
        {"ru": "кафедра б", "en": "C"},
        "КАФЕДРА А",
    ]
    entries = [
        entry(str(number), department=name, stage="faculty", votes_for=1)
        for number, name in enumerate(names)
    ]
    assert "01-department-max-3" in rules(competition(*entries))


@pytest.mark.parametrize(
    ("regulation", "kind", "severity"),
    [
        ("01", "certificate", None), ("01", "money", None), ("01", "diploma", "warning"),
        ("04", "diploma", None), ("04", "ақшалай сыйлық", None), ("04", "certificate", "error"),
    ],
)  # fmt: skip
def test_awards_are_those_of_the_regulation(
    regulation: str, kind: str, severity: str | None
) -> None:
    record = competition(regulation=regulation, awards=[{"place": 1, "kind": kind}])
    assert rules(record).get(f"{regulation}-awards") == severity


@pytest.mark.parametrize("year", [1999, 2100, 25])
def test_years_are_those_of_the_forms(year: int) -> None:
    assert rules(competition(year=year)) == {"wrong-type": "error"}
    for slug, field in (
        ("mooc-evaluation-sheet", "competition_year"),
        ("der-evaluation-paper", "competition_year"),
        ("mooc-working-programme", "year"),
        ("expertise-protocol", "academic_year_from"),
    ):
        assert "wrong-type" in rules(changed(slug, **{field: year}))


def test_dates_of_a_competition_follow_each_other() -> None:
    assert rules(competition(applications_close="2026-02-01")) == {"wrong-type": "error"}
    assert rules(competition(faculty_deadline="2026-02-19")) == {"wrong-type": "error"}
    assert rules(competition(results="2026-02-20")) == {}


def write(folder: Path, **records: dict[str, Any]) -> list[str]:
    paths = []
    for name, record in records.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        paths.append(str(path))
    return paths


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(words)
    return int(stop.value.code or 0)


MEETING: dict[str, Any] = {
    "form": "competition-minutes",
    "number": "3",
    "date": "2026-04-03",
    "decision": "Бекітілсін.",
    "chair": "Төраға",
    "secretary": "Хатшы",
}


def test_rank_writes_the_minutes_and_completes_those_that_are_given(tmp_path: Path) -> None:
    faculties = {name: entry(name, faculty="Ф" + "12"[name in "cd"]) for name in "abcd"}
    paths = write(
        tmp_path,
        competition=competition(*faculties.values(), awards=[{"place": 1, "kind": "money"}]),
        first=SHEETS[0],
        second=SHEETS[1],
        meeting=MEETING,
    )
    out = tmp_path / "out" / "minutes.yaml"
    assert run("rank", *paths, "-o", str(out)) == 0
    minutes = atuforms.load(out)
    assert isinstance(minutes, atuforms.CompetitionMinutes)
    assert minutes.number == "3"
    assert minutes.standings is not None
    # By hand: a 54 and 48, b twice 48, c 60 and 30, d 36 and 42.
    assert [(each.place, each.mean) for each in minutes.standings] == [
        (1, Decimal(51)), (2, Decimal(48)), (3, Decimal(45)), (4, Decimal(39)),
    ]  # fmt: skip
    assert atuforms.check(out).ok
    for to in ("docx", "pdf", "xlsx", "json"):
        assert run("rank", *paths, "--lang", "kk", "-o", str(out.with_suffix(f".{to}"))) == 0
    read = atuforms.read(out.with_suffix(".docx"))
    assert read.record()["standings"] == minutes.record()["standings"]
    with zipfile.ZipFile(out.with_suffix(".xlsx")) as book:
        assert any("chart" in name for name in book.namelist())


def test_minutes_without_a_meeting_are_a_draft_that_names_what_lacks(tmp_path: Path) -> None:
    paths = write(tmp_path, competition=competition(*map(entry, "ab")), first=SHEETS[0])
    out = tmp_path / "minutes.yaml"
    assert run("rank", *paths, "-o", str(out)) == 1  # c and d are no entries
    missing = {each.path for each in atuforms.check(out).findings if each.rule == "missing"}
    assert missing == {"number", "date", "decision", "chair", "secretary"}
    record = yaml.safe_load(out.read_text(encoding="utf-8"))
    assert [each["place"] for each in record["standings"]] == [1, 2]
    run("rank", *paths, "--lang", "ru", "-o", str(tmp_path / "minutes.docx"))
    with zipfile.ZipFile(io.BytesIO((tmp_path / "minutes.docx").read_bytes())) as package:
        assert any("ПРОЕКТ" in package.read(name).decode("utf-8", "replace")
                   for name in package.namelist() if name.endswith(".xml"))  # fmt: skip


def test_sheets_are_ranked_as_word_and_pdf_too(tmp_path: Path) -> None:
    word = atuforms.render(SHEETS[0], "docx", lang="kk").save(tmp_path / "first.docx")
    pdf = atuforms.render(SHEETS[1], "pdf", lang="kk").save(tmp_path / "second.pdf")
    assert [mean for _place, _link, mean in order(word, pdf)] == [51, 48, 45, 39]  # type: ignore[arg-type]


def test_the_minutes_print_who_won_what() -> None:
    for lang, prize in zip(
        LANGUAGES, ("ақшалай сыйлық", "денежный приз", "monetary prize"), strict=True
    ):
        document = atuforms.render(example("competition-minutes"), "docx", lang=lang)
        with zipfile.ZipFile(io.BytesIO(document.data)) as package:
            assert prize in package.read("word/document.xml").decode()


@pytest.mark.parametrize("regulation", ["01", "04"])
def test_the_rules_of_the_other_regulation_have_no_say(regulation: str) -> None:
    unchecked = atuforms.check(competition(regulation=regulation)).unchecked
    assert unchecked
    assert all(rule.startswith(regulation) for rule in unchecked)
    record = changed("competition-minutes", competition__regulation=regulation, standings=None)
    assert {rule[:2] for rule in atuforms.check(record).unchecked} == {regulation}


def test_an_author_who_does_not_score_their_own_work_is_no_gap_to_be_mended() -> None:
    record = competition(entry("a", authors=["А.Б. Ахметов", "Үшінші"]), *map(entry, "bcd"))
    sheets = [*SHEETS[:2], sheet("Үшінші", {"b": 8, "c": 6})]
    found = [f for f in atuforms.rank([record, *sheets]).report if "Үшінші" in f.text("en")]
    assert [f.severity for f in found] == ["warning"] * 2
    own, left_out = (f.text("en") for f in found)
    assert "is an author of “Курс a”" in own
    assert "let this one score it" not in own
    assert "has not scored “Курс d”" in left_out
    assert "let this one score it" in left_out
    # The rows of the other experts name the authors too.
    others = [sheet("Бірінші", {"a": 9, "b": 8}), sheet("А.Б. Ахметов", {})]
    others[1]["rows"] = [{**others[0]["rows"][1], "authors": ["Автор b"]}]
    others[0]["rows"][1]["authors"] = ["Автор b"]
    (finding,) = atuforms.rank(others).report
    assert "is an author of “Курс a”" in finding.text("en")


def test_what_is_found_is_told_in_the_file_where_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = {
        "competition": competition(entry("a", received="2026-02-21"), *map(entry, "bcdz")),
        "first": SHEETS[0],
        "third": SHEETS[2],
    }
    for name, values in records.items():
        text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["rank", *(str(tmp_path / f"{name}.yaml") for name in records), "--lang", "en"])
    *lines, _summary = capsys.readouterr().err.splitlines()
    names = {"Курс a": "competition", "Курс z": "competition", "Курс c": "third"}
    for title, name in names.items():
        (line,) = [each for each in lines if f"“{title}”" in each]
        assert line.startswith(f"{tmp_path / name}.yaml:")
    late = next(each for each in lines if "“Курс a”" in each)
    number = int(late.removeprefix(f"{tmp_path}/competition.yaml:").split(":")[0])
    source = (tmp_path / "competition.yaml").read_text(encoding="utf-8").splitlines()
    assert "2026-02-21" in source[number - 1]
