"""02-01: twenty-two elements of a description, and the files that go with it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forms.builders import EXAMPLES, broken, changed, paragraphs

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.mooc_development.description import CertificatesAndGrading

SLUG = "mooc-description"


def with_values(**paths: Any) -> list[tuple[str, str]]:
    return broken(changed(SLUG, **paths))


def warned(**paths: Any) -> list[tuple[str, str]]:
    return broken(changed(SLUG, **paths), "warning")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_twenty_two_elements_are_printed_in_order(lang: Any) -> None:
    form = atuforms.load(EXAMPLES / f"{SLUG}.yaml")
    elements = paragraphs(atuforms.render(form, "docx", lang=lang), "element")
    assert [each.partition(".")[0] for each in elements] == [str(n) for n in range(1, 23)]


def test_lectures_tasks_and_tests_are_named_one_a_line() -> None:
    form = atuforms.load(EXAMPLES / f"{SLUG}.yaml")
    lines = paragraphs(atuforms.render(form, "docx", lang="en"))
    for line in ("lectures/lecture-15.pdf", "tasks/week-5.pdf", "02-05-test-bank.docx"):
        assert line in lines
    assert "Lecture 3. Technical regulations of the Customs Union, 15:00, 1920×1080" in lines


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("target_audience", "02-audience-prereq-recommended"),
        ("prerequisites", "02-audience-prereq-recommended"),
        ("outcomes", "02-audience-prereq-recommended"),
        ("objectives", "02-description-form"),
        ("video_lectures", "02-description-form"),
        ("promo_video", "02-description-form"),
        ("tests", "02-description-form"),
    ],
)
def test_an_empty_element_is_told_once(name: str, rule: str) -> None:
    record = changed(SLUG)
    record[name] = type(record[name])()
    assert broken(record) == [(rule, name)]


def test_an_absent_element_is_missing() -> None:
    assert with_values(glossary=None) == [("missing", "glossary")]


@pytest.mark.parametrize(
    ("length", "found"), [(150, []), (151, [("0201-title-150", "course_title")])]
)
def test_a_title_has_150_characters_at_most(length: int, found: list[Any]) -> None:
    assert with_values(course_title="ә" * length) == found


@pytest.mark.parametrize(
    ("length", "found"), [(100, []), (101, [("0201-annotation-100", "annotation_short")])]
)
def test_the_annotation_has_100_characters_at_most(length: int, found: list[Any]) -> None:
    assert with_values(annotation_short="ә" * length) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Дәнді дақылдар, май т.б. Қазақстанда өңдеу.", []),
        ("Бірінші. Екінші.", [("0201-annotation-100", "annotation_short")]),
    ],
)
def test_the_annotation_is_one_sentence(text: str, found: list[Any]) -> None:
    assert warned(annotation_short=text) == found
    assert with_values(annotation_short=text) == []


@pytest.mark.parametrize("name", ["workplace", "position"])
def test_an_author_has_a_place_of_work_and_a_position(name: str) -> None:
    found = with_values(**{f"authors__1__{name}": None})
    assert found == [("0201-authors-data", f"authors.1.{name}")]


@pytest.mark.parametrize("name", ["degree", "title"])
def test_a_degree_not_mentioned_is_a_warning(name: str) -> None:
    assert warned(**{f"authors__0__{name}": None}) == [("0201-authors-data", f"authors.0.{name}")]
    assert warned(**{f"authors__0__{name}": "none"}) == []


def test_difficulty_is_one_of_three_in_any_language() -> None:
    assert with_values(difficulty="жоғары") == []
    assert with_values(difficulty="өте қиын") == [
        ("not-a-choice", "difficulty"),
        ("0201-difficulty-enum", "difficulty"),
    ]


@pytest.mark.parametrize("name", list(CertificatesAndGrading.model_fields))
def test_every_part_of_the_grading_is_described(name: str) -> None:
    wanted = [("0201-grading-description", f"certificates_and_grading.{name}")]
    assert with_values(**{f"certificates_and_grading__{name}": None}) == wanted
    assert with_values(**{f"certificates_and_grading__{name}": ""}) == wanted


@pytest.mark.parametrize(
    ("duration", "found"),
    [("3:00", []), ("3:01", [("0201-promo-max-3min", "promo_video.duration")])],
)
def test_the_promotional_video_lasts_three_minutes_at_most(duration: str, found: list[Any]) -> None:
    assert with_values(promo_video__duration=duration) == found


@pytest.mark.parametrize(
    ("duration", "found"),
    [("15:00", []), ("14:59", [("0201-video-min-15", "video_lectures.4.duration")])],
)
def test_a_short_lecture_is_a_warning_that_names_both_clauses(
    duration: str, found: list[Any]
) -> None:
    record = changed(SLUG, video_lectures__4__duration=duration)
    assert broken(record) == []
    assert broken(record, "warning") == found
    if found:
        text = atuforms.check(record).text("en")
        assert "F.CAIDD-7.5.1-2025-02-01, item 20" in text
        assert "01-02, section 2" in text


@pytest.mark.parametrize("field", ["promo_video", "video_lectures__0"])
def test_a_frame_below_1080_lines_is_a_warning(field: str) -> None:
    assert warned(**{f"{field}__height": 1080}) == []
    path = field.replace("__", ".") + ".height"
    assert warned(**{f"{field}__height": 720}) == [("02-1080p", path)]


def test_facts_of_videos_that_are_not_given_count_as_unchecked() -> None:
    record = changed(SLUG, promo_video__duration=None)
    report = atuforms.check(record)
    assert report.ok
    assert "0201-promo-max-3min" in report.unchecked
    assert "0201-promo-max-3min" not in atuforms.check(changed(SLUG)).unchecked
