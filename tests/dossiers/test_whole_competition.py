"""The dossier of a whole competition: what each entry must have, and what the commission adds."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.dossiers.folders import FACULTY, der_letter, put
from tests.forms.builders import EXAMPLES, example

import atuforms
from atuforms.core.language.languages import LANGUAGES

OTHER = {
    "kk": "Сүт өнімдерінің технологиясы",
    "ru": "Технология молочных продуктов",
    "en": "Technology of Dairy Products",
}
LINK = "https://mooc.atu.edu.kz/courses/dairy"
UNIT = {
    "kk": "«Тағам биотехнологиясы» кафедрасы",
    "ru": "Кафедра «Пищевая биотехнология»",
    "en": "Department of Food Biotechnology",
}
FACULTY_UNIT = {"kk": "Тағам технологиялары", "ru": "Пищевые технологии", "en": "Food Technologies"}


def entry(letter: dict[str, Any], title: str, link: str, **facts: Any) -> dict[str, Any]:
    return {
        "title": letter[title],
        "authors": letter["authors"],
        "faculty": FACULTY_UNIT,
        "department": UNIT,
        "link": letter[link],
        "received": "2026-02-10",
        "forwarded_by_department": "2026-02-26",
        "forwarded_by_faculty": "2026-03-12",
        "votes_for": 9,
        "votes_against": 1,
        **facts,
    }


def sheet(form: str, expert: str, entries: list[dict[str, Any]], *points: int) -> dict[str, Any]:
    columns = {
        "01-03": ("completeness", "text", "video", "der", "feedback", "tests"),
        "04-02": ("completeness", "text", "video", "design", "interactive", "tests"),
    }[form]
    rows = [
        {
            "title": each["title"],
            "authors": each["authors"],
            "link": each["link"],
            "scores": dict.fromkeys(columns, point),
        }
        for each, point in zip(entries, points, strict=True)
    ]
    return {"form": form, "competition_year": 2026, "expert": expert, "rows": rows}


def commission(folder: Path, regulation: str, form: str, entries: list[dict[str, Any]]) -> None:
    """The record, the extracts, the sheets of two experts, and the minutes made of them."""
    competition = example("competition") | {"regulation": regulation, "entries": entries}
    kinds = ("money", "certificate" if regulation == "01" else "diploma")
    competition["awards"] = [{"place": at, "kind": kind} for at, kind in enumerate(kinds, 1)]
    put(folder, "competition", competition)
    put(folder, "department", example("minutes-extract") | {"unit": UNIT})
    put(folder, "faculty", example("minutes-extract") | FACULTY | {"unit": FACULTY_UNIT})
    sheets = [
        sheet(form, "Мұқашев Ерғазы", entries, 9, 7),
        sheet(form, "Омарова Дана", entries, 8, 8),
    ]
    for number, each in enumerate(sheets, 1):
        put(folder, f"sheet-{number}", each)
    minutes = atuforms.rank([competition, *sheets]).minutes_record()
    meeting = example("competition-minutes")
    own = ("number", "date", "decision", "chair", "secretary", "present")
    put(folder, "minutes", minutes | {key: meeting[key] for key in own if key in meeting})


def of_moocs(folder: Path) -> Path:
    shutil.copytree(EXAMPLES / "pictures", folder / "pictures")
    letters = []
    for name, change in (("a", {}), ("b", {"course_title": OTHER, "course_link": LINK})):
        letter = example("mooc-cover-letter") | change
        letters.append(letter)
        title = {"course_title": letter["course_title"]}
        link = {"course_link": letter["course_link"]}
        put(folder, f"{name}-letter", letter)
        put(folder, f"{name}-format", example("mooc-format") | title)
        put(folder, f"{name}-certificate", example("mooc-placement-certificate") | title | link)
        put(
            folder,
            f"{name}-act",
            example("act-of-implementation") | {"title": letter["course_title"]},
        )
    entries = [entry(each, "course_title", "course_link") for each in letters]
    commission(folder, "01", "01-03", entries)
    return folder


def of_resources(folder: Path) -> Path:
    letters = []
    for name, change in (("a", {}), ("b", {"der_title": OTHER, "der_link": LINK})):
        letter = der_letter() | change
        letters.append(letter)
        put(folder, f"{name}-letter", letter)
        certificate = {"der_link": letter["der_link"]}
        put(folder, f"{name}-certificate", example("der-placement-certificate") | certificate)
        act = {"title": letter["der_title"], "authors": letter["authors"]}
        put(folder, f"{name}-act", example("act-of-implementation") | act)
    entries = [entry(each, "der_title", "der_link") for each in letters]
    commission(folder, "04", "04-02", entries)
    return folder


MAKE = {"mooc-competition": of_moocs, "der-competition": of_resources}


@pytest.fixture(scope="module", params=MAKE)
def complete(request: Any, tmp_path_factory: Any) -> tuple[str, Path]:
    return request.param, MAKE[request.param](tmp_path_factory.mktemp("competition"))


def test_a_complete_one_is_in_order(complete: tuple[str, Path]) -> None:
    kind, folder = complete
    report = atuforms.check_dossier(folder)
    assert (report.kind, report.findings) == (kind, ())
    assert atuforms.check_dossier(folder, kind).findings == ()


def test_each_document_left_out_is_one_line_that_names_it(complete: tuple[str, Path]) -> None:
    kind, folder = complete
    for path in sorted(folder.glob("*.json")):
        if path.stem in ("competition", "sheet-1", "sheet-2"):
            continue
        data = path.read_bytes()
        path.unlink()
        report = atuforms.check_dossier(folder, kind)
        for lang in LANGUAGES:
            lines = [
                line for line in report.text(lang).splitlines() if line.startswith(str(folder))
            ]
            # The last line counts, and the first says what it is.
            assert len(lines) == 3, (path.name, lines)
            if path.stem.startswith("b-"):
                assert OTHER[lang] in lines[1]
        path.write_bytes(data)


def test_sheets_and_minutes_must_say_the_same(tmp_path: Path) -> None:
    folder = of_moocs(tmp_path)
    minutes = atuforms.load(folder / "minutes.json").record()
    first, second = minutes["standings"]
    swapped = [
        {**second, "place": 1, "mean": 60, "total": 120, "marks": []},
        {**first, "place": 2, "mean": 50, "total": 100, "marks": []},
    ]
    put(folder, "minutes", minutes | {"standings": swapped})
    found = atuforms.check_dossier(folder).findings
    assert {(each.rule, each.file) for each in found} == {("01-winner-highest", "minutes.json")}
    assert len(found) == 2
    for name in ("sheet-1", "sheet-2"):
        (folder / f"{name}.json").unlink()
    assert {each.rule for each in atuforms.check_dossier(folder).findings} == {
        "01-rating-from-experts"
    }


def test_what_is_no_entry_and_what_came_late_is_told(tmp_path: Path) -> None:
    folder = of_moocs(tmp_path)
    put(
        folder,
        "c-letter",
        example("mooc-cover-letter") | {"course_title": "Үшінші", "course_link": f"{LINK}3"},
    )
    (finding,) = atuforms.check_dossier(folder).findings
    assert (finding.file, finding.rule) == ("c-letter.json", "01-final-completeness")
    (folder / "c-letter.json").unlink()
    record = atuforms.load(folder / "competition.json").record()
    record["entries"][1]["received"] = "2026-03-01"
    put(folder, "competition", record)
    rules = {each.rule for each in atuforms.check_dossier(folder).findings}
    assert "01-reject-late" in rules
    assert not rules & {"01-cover-letter", "0101-attachments"}


def test_one_entry_with_the_record_of_its_competition_stays_one_entry(tmp_path: Path) -> None:
    for name in ("mooc-cover-letter", "competition"):
        put(tmp_path, name, example(name))
    report = atuforms.check_dossier(tmp_path)
    assert not any("sheet" in each.text("en").lower() for each in report.findings)
