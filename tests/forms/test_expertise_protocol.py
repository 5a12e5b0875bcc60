"""02-11: eight marks, what follows from them, and who signs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from tests.forms.builders import broken, changed, paragraphs

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.mooc_development.criteria import CRITERIA

SLUG = "expertise-protocol"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCK = ("planned_actions", "cause", "corrective_action_needed", "elimination_deadline")


def with_values(**paths: Any) -> list[tuple[str, str]]:
    return broken(changed(SLUG, **paths))


def fully_compliant() -> dict[str, Any]:
    record = changed(SLUG, results__self_study="full", results__feedback="full")
    for name in BLOCK:
        del record[name]
    return record


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_criterion_has_one_mark_in_one_of_three_columns(lang: Any) -> None:
    record = changed(SLUG, results__tasks="none")
    data = atuforms.render(atuforms.load(record), "docx", lang=lang).data
    table = docx.Document(BytesIO(data)).element.body.findall(f"{W}tbl")[1]
    rows = [
        ["".join(cell.itertext(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in table.iter(f"{W}tr")
    ][2:]
    marks = [row[2:].index("√") for row in rows]
    assert marks == [0, 0, 0, 0, 1, 2, 0, 1]
    assert all(row[2:].count("√") == 1 for row in rows)


def test_marks_are_read_in_the_words_of_every_language() -> None:
    for word in ("толық сәйкестік", "Полное соответствие", "full"):
        assert with_values(results__sound=word) == []
    assert with_values(results__sound="жақсы") == [("not-a-choice", "results.sound")]


@pytest.mark.parametrize("name", CRITERIA)
def test_every_criterion_is_marked(name: str) -> None:
    found = with_values(**{f"results__{name}": None})
    assert ("0211-eight-criteria", f"results.{name}") in found


@pytest.mark.parametrize("name", BLOCK)
def test_non_compliance_asks_for_what_eliminates_it(name: str) -> None:
    assert with_values(**{name: None}) == [("0211-nonconformity-block", name)]


def test_full_compliance_asks_for_nothing_more() -> None:
    assert atuforms.check(fully_compliant()).findings == ()


def test_a_deadline_that_cannot_be_read_is_told_once() -> None:
    assert with_values(elimination_deadline="2025-02-30") == [
        ("wrong-type", "elimination_deadline")
    ]


def test_one_level_or_several() -> None:
    assert with_values(level="магистратура") == []
    assert with_values(level=["bachelor", "doctoral"]) == []
    assert with_values(level=[]) == [("0211-level-enum", "level")]
    assert with_values(level=["колледж"]) == [
        ("not-a-choice", "level.0"),
        ("0211-level-enum", "level.0"),
    ]


def test_levels_are_ticked_where_they_are_meant() -> None:
    form = atuforms.load(changed(SLUG, level=["bachelor", "doctoral"]))
    lines = paragraphs(atuforms.render(form, "docx", lang="ru"), "items-text")
    line = next(each for each in lines if "бакалавриат" in each)
    assert line.split() == ["√", "бакалавриат", "___", "магистратура", "√", "докторантура"]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        (2026, []),
        (2025, [("0211-academic-year", "academic_year_to")]),
        (2027, [("0211-academic-year", "academic_year_to")]),
    ],
)
def test_an_academic_year_ends_a_year_later(end: int, found: list[Any]) -> None:
    assert with_values(academic_year_to=end) == found


@pytest.mark.parametrize("count", [2, 3, 5])
def test_three_experts_at_least_sign_each_on_a_line(count: int) -> None:
    experts = [f"Сарапшы {number}" for number in range(1, count + 1)]
    record = changed(SLUG, experts=experts)
    if count < 3:
        assert broken(record) == [("0211-experts-min-3", "experts")]
        return
    assert broken(record) == []
    lines = paragraphs(atuforms.render(atuforms.load(record), "docx", lang="kk"), "signature-text")
    assert [each for each in lines if each.startswith("Сарапшы ")] == experts


def test_everyone_who_signs_is_named() -> None:
    assert with_values(experts__2__name="") == [("0211-experts-min-3", "experts.2.name")]
    assert with_values(authors__0__name="") == [("0211-signatures", "authors.0.name")]
    assert with_values(head_of_department="") == [("0211-signatures", "head_of_department.name")]
    assert with_values(number="") == [("0211-signatures", "number")]


def test_the_conclusion_says_something() -> None:
    assert with_values(conclusion="") == [("02-expert-conclusion", "conclusion")]


@pytest.mark.parametrize(
    ("length", "found"), [(150, []), (151, [("0201-title-150", "course_title")])]
)
def test_a_title_has_150_characters_at_most(length: int, found: list[Any]) -> None:
    assert with_values(course_title="ә" * length) == found


def test_the_blank_has_three_lines_for_experts_and_no_mark() -> None:
    lines = paragraphs(atuforms.blank("02-11", "docx", lang="kk"))
    assert not any("√" in line for line in lines)
