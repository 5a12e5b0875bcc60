"""02-08: the guide, with the deadlines and the progress table of a course."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forms.builders import EXAMPLES, broken, changed, paragraphs

import atuforms

BANDS = "0208-progress-bands"


def bands(*bounds: tuple[float, float]) -> dict[str, Any]:
    return {
        "form": "02-08",
        "progress_bands": [{"from": low, "to": high, "result": "x"} for low, high in bounds],
    }


def test_nothing_is_required() -> None:
    report = atuforms.check({"form": "02-08"})
    assert report.ok
    assert set(report.unchecked) >= {BANDS, "0208-progress-table", "0208-task-deadlines"}


def test_a_task_without_a_deadline_is_told() -> None:
    record = changed("mooc-support", deadlines__1__date=None)
    assert broken(record) == [("0208-task-deadlines", "deadlines.1.date")]


def test_empty_lists_are_told() -> None:
    assert broken({"form": "02-08", "deadlines": []}) == [("0208-task-deadlines", "deadlines")]
    assert broken({"form": "02-08", "progress_bands": []}) == [
        ("0208-progress-table", "progress_bands")
    ]


@pytest.mark.parametrize(("length", "ok"), [(150, True), (151, False)])
def test_the_title_has_at_most_150_characters(length: int, ok: bool) -> None:
    record = {"form": "02-08", "course_title": "ә" * length}
    assert broken(record) == ([] if ok else [("0201-title-150", "course_title")])


@pytest.mark.parametrize(
    ("bounds", "paths"),
    [
        ([(0, 40), (40, 85), (85, 100)], []),
        ([(0, 50), (50, 100)], []),
        ([(0, 39.5), (39.5, 100)], []),
        ([(0, 40), (41, 100)], ["progress_bands.1.from"]),
        ([(0, 40), (39, 100)], ["progress_bands.1.from"]),
        ([(1, 100)], ["progress_bands.0.from"]),
        ([(0, 99)], ["progress_bands.0.to"]),
        ([(0, 101)], ["progress_bands.0.to"]),
        ([(0, 40), (40, 40), (40, 100)], ["progress_bands.1.to"]),
        ([(-1, 100)], ["progress_bands.0.from", "progress_bands.0.from"]),
    ],
)
def test_the_bands_cover_the_whole_course_once(
    bounds: list[tuple[float, float]], paths: list[str]
) -> None:
    record = bands(*bounds)
    assert broken(record) == []
    assert broken(record, "warning") == [(BANDS, path) for path in paths]


def test_a_bound_that_is_missing_is_told_by_the_records_own_name() -> None:
    record = {"form": "02-08", "progress_bands": [{"to": 100, "result": "x"}]}
    assert broken(record) == [("missing", "progress_bands.0.from")]


def test_every_finding_is_a_sentence_in_each_language() -> None:
    record = bands((1, 40), (39, 30), (50, 101)) | {"deadlines": [{"task": "x"}]}
    findings = atuforms.check(record).findings
    assert findings
    for finding in findings:
        for lang in ("kk", "ru", "en"):
            assert "{" not in finding.text(lang)


def test_the_record_comes_back_with_its_own_names() -> None:
    form = atuforms.load(EXAMPLES / "mooc-support.yaml")
    assert form.record()["progress_bands"][0]["from"] == 0
    assert atuforms.load(form.record()) == form


def test_the_courses_own_table_takes_the_place_of_the_example() -> None:
    own = paragraphs(atuforms.render(bands((0, 50), (50, 100)), "docx", lang="en"))
    example = paragraphs(atuforms.blank("02-08", "docx", lang="en"))
    line = "40–85% of the whole course – the course is completed, but no certificate is issued;"
    assert "0–50% of the whole course – x;" in own
    assert line not in own
    assert line in example


def test_own_deadlines_are_printed() -> None:
    words = paragraphs(atuforms.render(EXAMPLES / "mooc-support.yaml", "docx", lang="ru"))
    at = words.index("Тест по модулю 1")
    assert words[at - 1 : at + 2] == ["1.", "Тест по модулю 1", "«12» октября 2025 г."]
    assert "Срок выполнения итогового задания: «09» ноября 2025 г." in words
