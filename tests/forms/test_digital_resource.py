"""The digital resource: its composition, navigation, control and kinds of assessment."""

from __future__ import annotations

import pytest
from tests.forms.builders import broken, changed, example

import atuforms
from atuforms.core.exceptions import UnknownFormat
from atuforms.forms.subjects.digital_resource import LECTURES, PRACTICUM, TEXTBOOK


@pytest.mark.parametrize(
    ("der_type", "parts", "rule"),
    [
        ("e_textbook", TEXTBOOK, "03-textbook-composition"),
        ("e_study_guide", TEXTBOOK, "03-textbook-composition"),
        ("lecture_course", LECTURES, "03-lecture-course-composition"),
        ("practicum", PRACTICUM, "03-practicum-composition"),
    ],
)
def test_types_have_their_parts(der_type: str, parts: tuple[str, ...], rule: str) -> None:
    assert not broken(changed("digital-resource", der_type=der_type, parts=list(parts)))
    for left_out in parts:
        rest = [part for part in parts if part != left_out]
        assert broken(changed("digital-resource", der_type=der_type, parts=rest)) == [
            (rule, "parts")
        ]


def test_parts_are_read_in_words_and_may_be_more() -> None:
    words = ["дәріс жоспары", "теоретический материал", "assessment_bank", "анимациялар"]
    record = changed("digital-resource", parts=words)
    assert not broken(record)
    assert atuforms.load(record).record()["parts"] == [*LECTURES, "анимациялар"]


@pytest.mark.parametrize(("slides", "sound"), [(9, False), (10, True)])
def test_presentations_have_ten_slides(slides: int, sound: bool) -> None:
    record = changed("digital-resource", der_type="interactive_presentation", slides=slides)
    assert broken(record) == ([] if sound else [("03-slides-min-10", "slides")])
    assert not broken(changed("digital-resource", der_type="lecture_course", slides=slides))


@pytest.mark.parametrize("field", ["control", "self_control"])
def test_control_and_self_control_are_wanted(field: str) -> None:
    record = changed("digital-resource", **{field: "жоқ"})
    assert broken(record) == [("03-self-control-included", field)]


def test_each_missing_way_of_navigation_is_a_warning() -> None:
    record = changed("digital-resource", navigation=["page", "іздеу"])
    assert not broken(record)
    assert broken(record, "warning") == [("03-navigation-methods", "navigation")] * 2


def test_one_kind_of_assessment_is_a_warning() -> None:
    record = changed("digital-resource", assessment_types=["Тест", " тест"])
    assert broken(record, "warning") == [("04-assessment-variety", "assessment_types")]


@pytest.mark.parametrize(
    ("field", "value", "clauses"),
    [
        ("der_type", "game", {"03-types-basic", "03-types-organisational"}),
        ("category", "local", {"03-categories"}),
        ("navigation", ["voice"], set()),
    ],
)
def test_closed_choices_refuse_other_words(field: str, value: object, clauses: set[str]) -> None:
    rules = {rule for rule, _ in broken(changed("digital-resource", **{field: value}))}
    assert rules == {"not-a-choice", *clauses}


def test_messages_name_the_missing_part() -> None:
    record = changed("digital-resource", der_type="lecture_course", parts=["plan", "theory"])
    (finding,) = atuforms.check(record).findings
    assert "тақырыптар бойынша" in finding.text("kk")


def test_it_has_no_document() -> None:
    with pytest.raises(UnknownFormat, match="digital-resource"):
        atuforms.render(example("digital-resource"), "pdf")
