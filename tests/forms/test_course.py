"""The course: every rule that speaks of it, on both sides of each limit."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forms.builders import EXAMPLES, broken, changed, example

import atuforms
from atuforms.documents.view import view
from atuforms.forms.all_forms import get_form

LESSON = "modules__0__lessons__0__"
VIDEO = f"{LESSON}video__"


def course(**paths: Any) -> dict[str, Any]:
    return changed("course", **paths)


def found(record: dict[str, Any]) -> dict[str, str]:
    """Rules that the record breaks, each with its severity."""
    return {each.rule: each.severity for each in atuforms.check(record).findings}


def texts(count: int) -> list[str]:
    return [f"нәтиже {number}" for number in range(count)]


def modules(count: int) -> list[dict[str, Any]]:
    return [example("course")["modules"][0]] * count


def test_the_example_breaks_nothing_and_leaves_little_unchecked() -> None:
    report = atuforms.check(EXAMPLES / "course.yaml")
    assert not report.findings
    unseen = {rule.id for rule in get_form("course").RULES if rule.unseen}
    partly = {"02-mooc-components", "0208-annotation-kinds"}
    not_given = {"02-specialisation-3-6"}
    files = {"02-colour-depth-8bit", "02-upload-bitrate-8", "02-frame-rate-24p"}
    assert set(report.unchecked) == unseen | partly | not_given | files


SOUND_AND_BROKEN: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("01-two-cohorts", "warning", {}, {"cohorts": None}),
    ("01-two-cohorts", "warning", {}, {"cohorts": [{"start": "2025-02-10"}]}),
    ("01-developer-title-annotation", "error", {}, {"authors": []}),
    ("01-developer-title-annotation", "error", {}, {"annotation": "", "annotation_short": ""}),
    ("01-syllabus-promo-glossary-forum", "error", {}, {"syllabus": ""}),
    ("01-syllabus-promo-glossary-forum", "error", {}, {"promo_video": {}}),
    ("01-syllabus-promo-glossary-forum", "warning", {"chat": "true"}, {"forum": None}),
    ("01-syllabus-promo-glossary-forum", "error", {}, {"forum": "false"}),
    ("01-assessment-variety", "warning", {}, {"modules": [], "final_task__kind": "peer"}),
    ("0102-final-grade-algorithm", "error", {}, {"grading": ""}),
    ("0102-text-mandatory", "error", {}, {f"{LESSON}material": ""}),
    ("0102-interaction-per-section", "error", {}, {"modules__1__forum_discussions": []}),
    ("0102-annotation-300", "warning", {"annotation": "а" * 300}, {"annotation": "а" * 301}),
    (
        "0201-annotation-100",
        "error",
        {"annotation_short": "а" * 100},
        {"annotation_short": "а" * 101},
    ),
    ("0201-title-150", "error", {"title": "а" * 150}, {"title": "а" * 151}),
    (
        "0201-promo-max-3min",
        "error",
        {"promo_video__duration": "3:00"},
        {"promo_video__duration": "3:01"},
    ),
    ("02-mooc-components", "error", {}, {"forum": "false", "chat": "true"}),
    ("02-glossary", "error", {}, {"glossary": ""}),
    ("02-glossary", "warning", {}, {"glossary": None}),
    ("02-modules-4-6", "error", {"modules": modules(4)}, {"modules": modules(3)}),
    ("02-modules-4-6", "error", {"modules": modules(6)}, {"modules": modules(7)}),
    (
        "02-module-outcomes-min-4",
        "error",
        {"modules__0__outcomes": texts(4)},
        {"modules__0__outcomes": texts(3)},
    ),
    ("02-module-practical-task", "warning", {}, {"modules__0__practical_task": {}}),
    ("02-module-forum-discussion", "error", {}, {"modules__0__forum_discussions": []}),
    ("02-week-hours-3-5", "warning", {"modules__0__hours": 3}, {"modules__0__hours": 2.9}),
    ("02-week-hours-3-5", "warning", {"modules__0__hours": 5}, {"modules__0__hours": 5.1}),
    (
        "02-week-lessons-2-4",
        "warning",
        {"modules__0__lessons__2": None},
        {"modules__0__lessons__2": None, "modules__0__lessons__1": None},
    ),
    (
        "02-lesson-outcomes-1-2",
        "warning",
        {f"{LESSON}outcomes": texts(1)},
        {f"{LESSON}outcomes": []},
    ),
    (
        "02-lesson-outcomes-1-2",
        "warning",
        {f"{LESSON}outcomes": texts(2)},
        {f"{LESSON}outcomes": texts(3)},
    ),
    (
        "02-week-questions-over-10",
        "warning",
        {f"{LESSON}questions": texts(2)},
        {f"{LESSON}questions": texts(1)},
    ),
    ("02-weekly-summative", "warning", {}, {"modules__0__summative": []}),
    ("02-weekly-summative-recommended", "warning", {}, {"modules__0__summative": []}),
    (
        "02-week-video-30-60",
        "warning",
        {"modules__0__lessons__2": None, f"{VIDEO}duration": "15:00"},
        {"modules__0__lessons__2": None, f"{VIDEO}duration": "14:59"},
    ),
    (
        "02-week-video-30-60",
        "warning",
        {f"{VIDEO}duration": "30:00"},
        {f"{VIDEO}duration": "30:01"},
    ),
    ("02-video-segment-min-15", "warning", {}, {f"{VIDEO}duration": "14:59"}),
    ("02-lesson-video-min-15", "warning", {}, {f"{VIDEO}duration": "14:59"}),
    ("02-lesson-30-min", "warning", {f"{LESSON}minutes": "30:00"}, {f"{LESSON}minutes": 31}),
    ("02-lesson-extra-materials", "warning", {}, {f"{LESSON}questions": []}),
    ("02-course-max-30-hours", "error", {"academic_hours": 30}, {"academic_hours": 30.5}),
    (
        "02-course-max-30-hours",
        "error",
        {"academic_hours": 60, "series": texts(3)},
        {"academic_hours": 60, "series": texts(7)},
    ),
    (
        "02-course-max-30-hours",
        "error",
        {"academic_hours": 101, "general_discipline": True},
        {"academic_hours": 100, "general_discipline": True},
    ),
    ("02-specialisation-3-6", "warning", {"series": texts(3)}, {"series": texts(2)}),
    ("02-specialisation-3-6", "warning", {"series": texts(6)}, {"series": texts(7)}),
    ("02-structure-blocks", "warning", {}, {f"{LESSON}tasks": []}),
    ("02-structure-module-end", "warning", {}, {"modules__0__summative": []}),
    ("02-structure-module-end", "warning", {}, {"final_task": {}}),
    (
        "0201-video-weekly",
        "error",
        {},
        {f"modules__0__lessons__{lesson}__video": {} for lesson in range(3)},
    ),
    ("02-1080p", "warning", {}, {f"{VIDEO}height": 1079}),
    ("02-1080p", "warning", {}, {f"{VIDEO}width": 1280, f"{VIDEO}height": 720}),
    ("02-audio-48khz", "error", {}, {f"{VIDEO}sample_rate": 47999}),
    ("02-audio-2-channels", "error", {}, {"promo_video__channels": 1}),
    (
        "02-task-types-0206",
        "error",
        {"final_task__kind": "auto_set"},
        {"final_task__kind": "essay"},
    ),
    ("02-tasks-cover-outcomes", "error", {}, {"outcomes": [*texts(1)]}),
    (
        "02-anti-cheating-50",
        "warning",
        {"final_task__weight": 60},
        {"final_task__open_unique": False, "modules__0__summative__0__parameterised": False},
    ),
    (
        "02-survey-max-15",
        "error",
        {"surveys__0__questions": texts(15)},
        {"surveys__0__questions": texts(16)},
    ),
    ("02-survey-max-15", "error", {}, {"surveys__1": None}),
    (
        "0206-group-3-7",
        "error",
        {"final_task__kind": "joint_auto", "final_task__group_size": 3},
        {"final_task__kind": "joint_auto", "final_task__group_size": 2},
    ),
    (
        "0206-group-3-7",
        "error",
        {"final_task__kind": "joint_auto", "final_task__group_size": 7},
        {"final_task__kind": "joint_auto", "final_task__group_size": 8},
    ),
    ("0206-blind-review", "error", {}, {"final_task__blind": False}),
    ("0208-task-deadlines", "error", {}, {"modules__0__summative__0__deadline": None}),
    ("0208-final-task-deadline", "error", {}, {"final_task__deadline": None}),
    ("0208-annotation-kinds", "warning", {}, {"modules__0__annotation": ""}),
    (
        "02-formative-and-summative",
        "error",
        {},
        {"modules": [{"title": "x", "summative": []}], "final_task": None},
    ),
]


def test_videos_without_sound_are_found() -> None:
    record = example("course")
    for module in record["modules"]:
        for lesson in module["lessons"]:
            lesson["video"]["channels"] = 0
    assert found(record)["0102-av-mandatory"] == "error"
    assert "0102-av-mandatory" not in found(example("course"))


def test_hours_are_one_finding() -> None:
    for hours, general in ((31, False), (100, True), (150, False)):
        record = course(academic_hours=hours, general_discipline=general)
        assert broken(record) == [("02-course-max-30-hours", "academic_hours")]


def test_what_is_not_given_is_not_checked() -> None:
    bare = {"form": "course", "title": "x", "language": "kk", "authors": ["Ә. Сейітқали"]}
    report = atuforms.check(bare)
    assert report.ok
    assert {finding.path for finding in report.findings} == {"cohorts", "glossary", "forum"}
    assert {"02-modules-4-6", "02-course-max-30-hours", "0208-task-deadlines"} <= set(
        report.unchecked
    )


def test_kinds_of_tasks_that_are_not_known_name_the_clause() -> None:
    record = course(modules__2__lessons__1__tasks__0__kind="essay")
    path = "modules.2.lessons.1.tasks.0.kind"
    assert sorted(broken(record)) == [("02-task-types-0206", path), ("not-a-choice", path)]


def test_findings_point_at_the_task() -> None:
    record = course(modules__3__summative__0__deadline=None)
    assert broken(record) == [("0208-task-deadlines", "modules.3.summative.0.deadline")]


def test_short_videos_name_both_clauses() -> None:
    (finding, *_) = [
        each
        for each in atuforms.check(course(**{f"{VIDEO}duration": "12:00"})).findings
        if each.rule == "02-video-segment-min-15"
    ]
    assert "8.4" in finding.text("en")
    assert "01-02" in finding.text("en")


def test_the_structure_counts_topics_through_the_course() -> None:
    shown = view(atuforms.load(example("course")), "kk")["modules"]
    assert [lesson["topic"] for lesson in shown[1]["lessons"]] == ["4", "5", "6"]


def test_forum_is_an_address_or_a_word() -> None:
    assert atuforms.load(course(forum="иә")).record()["forum"] is True
    assert broken(course(forum="mooc.atu.edu.kz/forum")) == [("wrong-type", "forum")]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_modules_without_lessons_print(lang: str) -> None:
    record = course(modules=[{"title": "x"}, *modules(3)])
    assert atuforms.render(record, "docx", lang=lang).data
    assert atuforms.render(record, "pdf", lang=lang).data
