"""Where a typed bank says two things, neither is taken; what is lost takes its question along."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.testbank.test_typed_word import saved
from tests.testbank.test_typing_manners import LAKES, MATHS, typed

from atuforms.core.language.sentences import Message
from atuforms.testbank import Bank, Option, Question
from atuforms.testbank.conversion import convert
from atuforms.testbank.formats import format_of, read_bank, write_bank
from atuforms.testbank.messages import ANSWER_AGAINST, ANSWER_UNCLEAR
from atuforms.testbank.referring_options import refers_to_others
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.key_messages import KEY_AGAINST

LINES = [f"{letter}) {name}" for letter, name in zip("ABCD", LAKES, strict=True)]


@pytest.mark.parametrize("answer", ["B. Балқаш", "B) Балқаш", "В – Балқаш.", "B: балқаш"])
def test_a_letter_and_a_text_of_two_options_are_left_for_the_author(answer: str) -> None:
    made = typed("1. Ең терең көл?", *LINES, f"Жауап: {answer}")
    assert not made.bank.questions
    assert [finding.message for finding in made.left] == [ANSWER_UNCLEAR]


@pytest.mark.parametrize("answer", ["B. Зайсан", "B) зайсан", "B – тереңі осы", "B"])
def test_a_letter_and_its_own_text_are_one_answer(answer: str) -> None:
    (question,) = typed("1. Ең терең көл?", *LINES, f"Жауап: {answer}").bank
    assert question.answer == "B"


@pytest.mark.parametrize(("bold", "written"), [(1, 1), (2, 0)])
def test_looks_against_the_answer_line_are_left_for_the_author(bold: int, written: int) -> None:
    document = Document()
    document.add_paragraph("1. Ең терең көл?")
    for i, line in enumerate(LINES):
        document.add_paragraph().add_run(line).bold = i == bold
    document.add_paragraph("Жауап: B")
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert len(made.bank) == written
    assert (ANSWER_AGAINST in [finding.message for finding in made.left]) is not written


def test_a_question_with_a_lost_formula_is_not_written() -> None:
    document = Document()
    for number, formula in ((1, "<m:weird><m:r><m:t>x</m:t></m:r></m:weird>"), (2, "")):
        paragraph = document.add_paragraph(f"{number}. Тапсырма {number}?")
        if formula:
            paragraph._p.append(parse_xml(f"<m:oMath {MATHS}>{formula}</m:oMath>"))
        for line in [*LINES, "Жауап: B"]:
            document.add_paragraph(line)
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [question.text for question in made.bank] == ["Тапсырма 2?"]
    assert made.numbers == ("1",)


def test_fields_stay_where_they_are() -> None:
    document = Document()
    paragraph = document.add_paragraph("1. ")
    for code, after in ((r"EQ \f(1;2)", " және "), (r"EQ \r(3)", " қосындысы?")):
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{code}</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))
        paragraph.add_run(after)
    for line in [*LINES, "Жауап: B"]:
        document.add_paragraph(line)
    (question,) = typed_word.read(saved(document)).bank
    assert question.text == r"\( \frac{1}{2} \) және \( \sqrt{3} \) қосындысы?"


def test_what_aiken_has_no_place_for_does_not_hinder_it() -> None:
    options = tuple(
        Option(name, 100 if name == "Балқаш" else -25, feedback="себебі") for name in LAKES
    )
    data = write_bank(Bank((Question("Көл?", options, feedback="жалпы"),)), "aiken")
    (question,) = read_bank(data, "aiken").bank
    assert question.answer == "A"


@pytest.mark.parametrize("stem", ["<question> тегі не?", "<?xml деген не?", "<!-- не?"])
def test_a_text_file_with_answer_lines_may_begin_with_a_tag(stem: str) -> None:
    text = f"{stem}\nA. бір\nB. екі\nANSWER: A\n"
    assert format_of(text.encode(), ".txt") == "aiken"


@pytest.mark.parametrize(
    "text",
    [
        *("A+B", "I, II", "neither", "first two", "either of the above", "первый и второй"),
        *("ничего из этого", "ни то, ни другое", "и то, и другое"),
        *("алдыңғы екеуі", "екінші мен үшінші"),
    ],
)
def test_more_options_that_name_others(text: str) -> None:
    assert refers_to_others(text)


KEYED = ("1. Ең терең көл?", *LINES, "2. Ең үлкен көл?", *LINES)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((*KEYED, "Кілт: 1-A, 2-B, 1-C"), ANSWER_UNCLEAR),
        ((*KEYED[:5], "Жауап: B", *KEYED[5:], "Жауап: B", "Кілт: 1-A, 2-B"), KEY_AGAINST),
    ],
)
def test_a_key_that_says_two_things_or_another_than_the_question_decides_nothing(
    lines: tuple[str, ...], message: Message
) -> None:
    made = typed(*lines)
    assert [(f.message, f.path) for f in made.left] == [(message, "questions.0.answer")]
    assert [question.answer for question in made.bank] == ["B"]


def test_a_key_against_the_looks_decides_nothing() -> None:
    document = Document()
    for line in KEYED:
        document.add_paragraph().add_run(line).bold = line == LINES[1]
    document.add_paragraph("Кілт: 1-A, 2-B")
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [(f.message, f.path) for f in made.left] == [(KEY_AGAINST, "questions.0.answer")]
    assert [question.answer for question in made.bank] == ["B"]


def test_a_table_of_numbers_and_letters_at_the_end_is_the_key() -> None:
    document = Document()
    for line in KEYED:
        document.add_paragraph(line)
    table = document.add_table(2, 3)
    for row, words in zip(table.rows, (("№", "1", "2"), ("Жауап", "C", "D")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    bank = typed_word.read(saved(document)).bank
    assert [question.answer for question in bank] == ["C", "D"]


def test_a_letter_that_two_options_have_is_no_answer() -> None:
    lines = ("A) Алакөл", "B) Балқаш", "B) Зайсан")
    assert not typed("1. Ең терең көл?", *lines, "Жауап: B").bank.questions
    (question,) = typed("1. Ең терең көл?", *lines, "Жауап: A").bank
    assert question.answer == "A"
