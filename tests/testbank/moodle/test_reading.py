"""The rules by which Moodle reads its three text formats, as its own files apply them."""

from __future__ import annotations

import pytest

from atuforms.core.exceptions import UnknownFormat, UnreadableInput
from atuforms.testbank.moodle import MoodleReading, category_names, read_as_moodle
from atuforms.testbank.moodle.sentences import (
    AIKEN_NO_OPTION,
    AIKEN_NOT_STARTED,
    AIKEN_UNFINISHED,
    BLANK_OPTION,
    CRASH,
    GIFT_BRACES,
    GIFT_NO_NUMBERS,
    GIFT_STAR,
    GRADE,
    NO_FULL_MARK,
    NO_QUESTIONS,
    NO_RIGHT_OPTION,
    NOT_UTF8,
    TOO_FEW_ANSWERS,
    TOO_FEW_OPTIONS,
    XML_MARKUP,
    XML_NO_NAME,
    XML_TRUTH,
    XML_TYPE,
)


def aiken(text: str | bytes) -> MoodleReading:
    return read_as_moodle(text, "aiken")


def gift(text: str | bytes) -> MoodleReading:
    return read_as_moodle(text, "gift")


def xml(inside: str) -> MoodleReading:
    return read_as_moodle(f"<quiz>{inside}</quiz>", "moodle-xml")


def choice(text: str, answers: str = "", kind: str = "multichoice") -> str:
    answers = answers or (
        '<answer fraction="100"><text>иә</text></answer>'
        '<answer fraction="0"><text>жоқ</text></answer>'
    )
    return (
        f'<question type="{kind}"><name><text>N</text></name>'
        f"<questiontext>{text}</questiontext>{answers}</question>"
    )


def said(reading: MoodleReading) -> list[tuple[object, int]]:
    return [(remark.sentence, remark.line) for remark in reading.remarks]


def test_aiken_counts_options_and_takes_one_letter() -> None:
    reading = aiken("Көл?\r\nB) бір\r\nC.екі\r\nx\r\n\r\nANSWER: B. екі\r\n")
    (question,) = reading.questions
    assert [(a.text, a.fraction) for a in question.answers] == [("бір", 0), ("екі", 1)]
    assert (question.line, reading.complete, reading.remarks) == (1, True, ())


def test_aiken_escapes_a_question_once_and_an_option_twice() -> None:
    (question,) = aiken("a < b?\nA. <b>\nB. c\nANSWER: A").questions
    assert (question.text, question.answers[0].text) == ("a &lt; b?", "&amp;lt;b&amp;gt;")


def test_aiken_errors_undo_the_whole_import() -> None:
    reading = aiken("A. a\nБірінші?\nЕкінші?\nA. a\nB. b\nANSWER: A\nANSWER: B\n")
    assert (len(reading.questions), reading.imported) == (1, 0)
    assert said(reading) == [
        (AIKEN_NOT_STARTED, 1),
        (AIKEN_UNFINISHED, 3),
        (AIKEN_NOT_STARTED, 7),
    ]


def test_aiken_takes_an_answer_that_is_no_option_without_a_word() -> None:
    reading = aiken("Көл?\nA. a\nB. b\nANSWER: б\n")
    assert (reading.imported, [r.effect for r in reading.remarks]) == (1, ["silent", "silent"])
    assert {r.sentence for r in reading.remarks} == {AIKEN_NO_OPTION, NO_RIGHT_OPTION}


def test_aiken_in_another_encoding_becomes_empty_texts() -> None:
    reading = aiken("Көл?\nA. a\nB. бб\nANSWER: A\n".encode("kz1048"))
    assert [a.text for a in reading.questions[0].answers] == ["a", ""]
    assert BLANK_OPTION in {remark.sentence for remark in reading.remarks}


def test_gift_reads_each_kind() -> None:
    reading = gift(
        "$CATEGORY: $course$/top/М1/Д2\n\n"
        "::N\\:1::Көл{=a#иә ~%-50%b ~[html]<i>c</i> ####сол}дегі\n\n"
        "[html]Екі{~%50%a ~%50%b ~c}\n\nT{T#жоқ}\n\nS{=Астана =%50%Алматы}\n\nN{#5..7 =%50%3:1}\n"
    )
    one, two, truth, short, number = reading.questions
    assert reading.complete
    assert (one.name, one.text, one.general) == ("N:1", "Көл_____дегі", "сол")
    assert (one.category, one.format, one.answers[2].format) == (("М1", "Д2"), "moodle", "html")
    assert [(a.text, a.fraction, a.feedback) for a in one.answers] == [
        ("a", 1, "иә"),
        ("b", -0.5, ""),
        ("<i>c</i>", 0, ""),
    ]
    assert (one.single, two.single, two.format) == (True, False, "html")
    assert [(a.fraction, a.feedback) for a in truth.answers] == [(1, ""), (0, "жоқ")]
    assert [(a.text, a.fraction) for a in short.answers] == [("Астана", 1), ("Алматы", 0.5)]
    assert [(a.text, a.tolerance) for a in number.answers] == [("6", "1"), ("3", "1")]


@pytest.mark.parametrize(
    ("block", "sentence", "imported"),
    [
        ("a{=b ~c", GIFT_BRACES, 0),
        ("a{#0}", GIFT_NO_NUMBERS, 0),
        ("a{0}", TOO_FEW_ANSWERS, 0),
        ("a{~b}", TOO_FEW_ANSWERS, 0),
        ("a{=b ~%--5%c}", CRASH, 0),
        ("a{=b ~%33%c}", GRADE, 0),
        ("a{#3,5}", GIFT_STAR, 1),
        ("a{=%50%b}", NO_FULL_MARK, 0),
        ("a{=b ~}", BLANK_OPTION, 1),
        ("a{~%50%b ~%50%c =}", BLANK_OPTION, 1),
        ("// only a comment", NO_QUESTIONS, 0),
    ],
)
def test_where_gift_stops_or_says_nothing(block: str, sentence: object, imported: int) -> None:
    reading = gift(block)
    assert (sentence, reading.imported) in {(r.sentence, reading.imported) for r in reading.remarks}
    assert reading.imported == imported


def test_gift_takes_no_break_space_for_text_and_a_lone_zero_for_none() -> None:
    assert len(gift("a{T}\n\u00a0\nb{T}").questions) == 1
    assert len(gift("a{T}\n0\nb{T}").questions) == 2


def test_gift_and_xml_are_refused_in_other_encodings() -> None:
    assert said(gift("Көл{T}".encode("kz1048")))[0] == (NOT_UTF8, 1)


def test_xml_loses_white_space_that_stands_alone() -> None:
    (question,) = xml(choice("<text>5 &gt; үш</text>")).questions
    assert question.text == "5 >үш"
    (question,) = xml(choice("<text><![CDATA[5 > үш]]></text>")).questions
    assert question.text == "5 > үш"


def test_xml_has_defaults_of_its_own() -> None:
    (question,) = xml(choice("<text>q</text>")).questions
    assert (question.shuffle, question.numbering, question.single) == (False, "abc", True)
    assert (question.mark, question.format) == ("1", "html")


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        (choice("<text><b>q</b> x</text>"), XML_MARKUP),
        (choice("<text>q</text>").replace("<text>N</text>", ""), XML_NO_NAME),
        (choice("<text>q</text>", kind="matrix"), XML_TYPE),
        (
            choice("<text>q</text>", '<answer fraction="100"><text>a</text></answer>'),
            TOO_FEW_OPTIONS,
        ),
        (choice("<text>q</text>").replace('"100"', '"33,33333"'), GRADE),
        (choice("<text>q</text>").replace('"100"', '"көп"'), CRASH),
        ("", CRASH),
    ],
)
def test_where_xml_stops(inside: str, sentence: object) -> None:
    reading = xml(inside)
    assert sentence in {remark.sentence for remark in reading.remarks}
    assert reading.imported == 0


def test_what_stands_before_the_question_that_stops_is_imported() -> None:
    good, bad = choice("<text>q</text>"), choice("<text>q</text>", "<answer/>")
    reading = xml(f"\n{good}\n{bad}\n{good}")
    assert (len(reading.questions), reading.imported) == (3, 1)


def test_true_and_false_in_other_words_go_by_order() -> None:
    reading = xml(choice("<text>q</text>", kind="truefalse"))
    assert [a.fraction for a in reading.questions[0].answers] == [1, 0]
    assert said(reading) == [(XML_TRUTH, 1)]


def test_an_xml_that_ends_too_early_is_read_as_far_as_it_goes() -> None:
    reading = read_as_moodle("<quiz>" + choice("<text>q</text>"), "moodle-xml")
    assert reading.imported == 1


def test_a_document_type_is_not_read() -> None:
    hostile = '<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>'
    reading = read_as_moodle(hostile, "moodle-xml")
    assert (reading.questions, reading.imported) == ((), 0)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("$course$/top/А/Б", ("А", "Б")),
        ("А/Б//В", ("А", "Б/В")),
        ("$course$/top", ()),
        ("top", ()),
    ],
)
def test_paths_of_categories(path: str, names: tuple[str, ...]) -> None:
    assert category_names(path) == names


def test_other_files_are_refused() -> None:
    with pytest.raises(UnknownFormat):
        read_as_moodle("", "docx")
    with pytest.raises(UnreadableInput):
        read_as_moodle(b"a" * (33 * 2**20), "gift")
