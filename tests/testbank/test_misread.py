"""A question that Moodle reads otherwise than we is named, and not written."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.testbank.strategies import PIECES

from atuforms.core.exceptions import UnreadableInput
from atuforms.testbank import gift, read_bank
from atuforms.testbank.conversion import convert
from atuforms.testbank.moodle import read_as_moodle
from atuforms.testbank.moodle.comparison import alike, as_question
from atuforms.testbank.structure import defects

SIGNS = st.lists(
    st.one_of(PIECES, st.sampled_from(["{", "}", "=", "~", "#", "\n", "\n\n", "a", "%50%", "::"])),
    max_size=14,
).map(" ".join)
SOUP = st.tuples(SIGNS, SIGNS, SIGNS).map(lambda p: f"{p[0]}{{={p[1]} ~{p[2]}}}")


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_what_gift_says_is_what_moodle_reads_or_is_named(text: str) -> None:
    reading = read_bank(text.encode(errors="replace"), "gift")
    seen = read_as_moodle(text.encode(errors="replace"), "gift")
    named = {finding.line for finding in reading.findings}
    for i, question in enumerate(reading.bank):
        if question.line in named or any(defects(question, i)):
            continue
        readings = [as_question(q) for q in seen.questions if q.line == question.line]
        assert any(each and alike(question, each, "gift", categories=False) for each in readings)


def test_a_sign_that_moodle_changes_in_a_category_is_a_warning() -> None:
    bank = "$CATEGORY: Жиын \\neq\n\nКөл? {=a ~b}\n"
    assert read_as_moodle(bank.encode(), "gift").questions[0].category == ("Жиын &&010eq",)
    reading = read_bank(bank.encode(), "gift")
    assert [(f.rule, f.severity, f.line) for f in reading.findings] == [
        ("bank-gift-sign", "warning", 1)
    ]
    assert not read_bank(bank.replace("\\", "").encode(), "gift").findings


def test_a_placeholder_of_moodle_in_a_text_is_asked_about() -> None:
    reading = read_bank("Код &&035; деген не? {=a ~b}".encode(), "gift")
    assert [(f.rule, f.severity) for f in reading.findings] == [("bank-moodle-reads", "error")]
    assert not convert(reading, "moodle-xml", template=False).bank.questions
    assert gift.read("Код &&035; деген не? {=a ~b}").bank.questions[0].text.startswith("Код &&035;")


def test_a_space_that_moodle_loses_is_a_warning() -> None:
    text = escape("5 > үш")
    data = (
        f'<quiz><question type="multichoice"><name><text>N</text></name><questiontext><text>{text}'
        '</text></questiontext><answer fraction="100"><text>a</text></answer><answer fraction="0">'
        "<text>b</text></answer></question></quiz>"
    )
    reading = read_bank(data.encode(), "moodle-xml")
    assert [(f.rule, f.severity) for f in reading.findings] == [("bank-moodle-reads", "warning")]
    assert len(convert(reading, "moodle-xml", template=False).bank) == 1


@pytest.mark.parametrize("data", [b"<quiz>", b"<quiz><question", b"\xff<quiz/>"])
def test_broken_files_are_still_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read_bank(data, "moodle-xml")


def _choice(text: str, name: str = "N", text_tags: str = "") -> str:
    named = f"<name><text>{name}</text></name>" if name else ""
    return (
        f'<question type="multichoice">{named}<questiontext><text>{text}{text_tags}</text>'
        '</questiontext><answer fraction="100"><text>a</text></answer>'
        '<answer fraction="0"><text>b</text></answer></question>'
    )


@pytest.mark.parametrize("end", ["", "\n"])
def test_one_question_at_which_moodle_stops_is_named_and_the_others_are_kept(end: str) -> None:
    stopping = [
        _choice("Тегтер", text_tags="<b>x</b>"),
        _choice("Айыппұл").replace("<answer", "<penalty>көп</penalty><answer", 1),
    ]
    parts = ["<quiz>", _choice("Бір"), *stopping, _choice("Екі"), "</quiz>"]
    reading = read_bank(end.join(parts).encode(), "moodle-xml")
    made = convert(reading, "moodle-xml", template=False)
    assert [question.text for question in made.bank] == ["Бір", "Екі"]
    assert (made.read, made.numbers) == (4, ("2", "3"))


def test_a_kind_left_out_in_the_same_line_hides_no_other_misreading() -> None:
    essay = '<question type="essay"><name><text>E</text></name></question>'
    spoilt = _choice("&lt;b&gt; Бір").replace("<text>a", "<text><!-- -->a<!-- --> ә")
    data = f"<quiz>{essay}{_choice('5 &gt; үш')}{spoilt}</quiz>".encode()
    found = read_bank(data, "moodle-xml").findings
    assert {f.path for f in found if f.rule == "bank-moodle-reads"} >= {"questions.0"}


def test_questions_beyond_the_65535th_line_are_told_apart() -> None:
    gap = "\n" * 20_000
    data = gap.join(["<quiz>", *(_choice(f"Сұрақ {n}") for n in range(8)), "</quiz>"])
    reading = read_bank(data.encode(), "moodle-xml")
    assert [f for f in reading.findings if f.severity == "error"] == []
    assert [q.line for q in reading.bank] == [1 + 20_000 * n for n in range(1, 9)]
    assert len(convert(reading, "gift", template=False).bank) == 8
