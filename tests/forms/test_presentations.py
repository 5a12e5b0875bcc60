"""02-04 and 03-02: the rules of presentations."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forms.builders import broken, changed, example

import atuforms

LECTURE, RESOURCE = "video-lecture-slides", "interactive-presentation"


def told(record: dict[str, Any], severity: str = "error") -> list[tuple[str, str]]:
    """The same, without the pictures that lie beside the example."""
    return [each for each in broken(record, severity) if each[0] != "picture"]


@pytest.mark.parametrize("part", ["slides", "questions", "summary"])
def test_the_parts_of_the_lecture_template_are_filled(part: str) -> None:
    assert told(changed(LECTURE, **{part: []})) == [("02-presentation-template", part)]


def test_a_process_may_be_left_out() -> None:
    assert told(changed(LECTURE, process=None)) == []


def test_the_contents_of_a_lecture_list_three_questions() -> None:
    questions = example(LECTURE)["questions"]
    assert told(changed(LECTURE, questions=questions[:2]), "warning") == [
        ("0204-structure", "questions")
    ]
    assert told(changed(LECTURE, questions=questions), "warning") == []


def test_the_author_of_a_lecture_has_a_photo_and_a_corporate_address() -> None:
    assert told(changed(LECTURE, author__photo=None), "warning") == [
        ("0204-structure", "author.photo")
    ]
    assert told(changed(LECTURE, author__email=None), "warning") == [
        ("0204-structure", "author.email")
    ]
    other = changed(LECTURE, author__email="someone@gmail.com")
    assert told(other, "warning") == [("0204-structure", "author.email")]


def test_a_title_of_a_mooc_has_at_most_150_characters() -> None:
    assert told(changed(LECTURE, course_title="к" * 150)) == []
    assert told(changed(LECTURE, course_title="к" * 151)) == [("0201-title-150", "course_title")]


def test_an_interactive_presentation_has_ten_slides() -> None:
    elements = example(RESOURCE)["interactive_elements"]
    record = changed(RESOURCE, interactive_elements=elements[:6])
    (finding,) = (f for f in atuforms.check(record).errors if f.rule == "03-slides-min-10")
    assert (finding.limit, finding.actual) == (10, 9)
    assert ("0302-seven-interactive", "interactive_elements") in told(record, "warning")


def test_no_element_at_all_is_told_once_for_each_clause() -> None:
    rules = {rule for rule, _ in told(changed(RESOURCE, interactive_elements=[]))}
    assert rules == {"03-slides-min-10", "03-interactive-slides"}


@pytest.mark.parametrize("name", ["discipline", "department"])
def test_the_title_slide_of_a_resource_is_complete(name: str) -> None:
    assert told(changed(RESOURCE, **{name: ""})) == [("03-title-slide", name)]


def test_the_title_slide_follows_the_template() -> None:
    assert told(changed(RESOURCE, author__email=None), "warning") == [
        ("03-template-for-each", "author.email")
    ]


def test_the_contents_list_the_questions() -> None:
    assert ("03-contents-slide", "questions") in told(changed(RESOURCE, questions=[]))


def test_the_test_has_five_questions_of_two_kinds() -> None:
    questions = example(RESOURCE)["test_questions"]
    assert told(changed(RESOURCE, test_questions=questions[:4])) == [
        ("03-test-min-5", "test_questions")
    ]
    alike = [{**question, "kind": "choice"} for question in questions]
    assert told(changed(RESOURCE, test_questions=alike)) == [
        ("0302-varied-questions", "test_questions")
    ]


@pytest.mark.parametrize("word", ["map", "каталог", "Анимирование", "бейне", "вкладка"])
def test_elements_are_those_of_both_lists_of_the_template(word: str) -> None:
    assert told(changed(RESOURCE, interactive_elements__0__kind=word)) == []


def test_another_element_breaks_the_clause_that_lists_them() -> None:
    report = atuforms.check(changed(RESOURCE, interactive_elements__0__kind="quiz"))
    (finding,) = (f for f in report.errors if f.rule == "0302-ispring-elements")
    assert finding.path == "interactive_elements.0.kind"
    assert finding.clause == "03-02 slides 3-8"
    assert "вкладка" in finding.text("ru")


def test_an_element_has_a_text_and_a_picture_or_a_recording() -> None:
    assert told(changed(RESOURCE, interactive_elements__0__image=None)) == [
        ("0302-text-plus-media", "interactive_elements.0")
    ]
    assert told(changed(RESOURCE, interactive_elements__1__text="")) == [
        ("0302-text-plus-media", "interactive_elements.1.text")
    ]
