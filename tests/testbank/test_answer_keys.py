"""A key at the end is read where it has one reading; where it has two, or none, it is named."""

from __future__ import annotations

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.shared import RGBColor
from tests.testbank.test_columns_and_remnants import made_of, table
from tests.testbank.test_typed_word import add_list, item, saved
from tests.testbank.test_typing_manners import typed

from atuforms.testbank import variants
from atuforms.testbank.conversion import Conversion, convert
from atuforms.testbank.messages import (
    ANSWER_UNCLEAR,
    LINE_LEFT_OUT,
    OPTION_RELETTERED,
)
from atuforms.testbank.referring_options import relettered
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.key_messages import (
    KEY_AGAINST,
    KEY_RANGE,
    KEY_UNCLEAR,
    KEY_UNREAD,
    KEY_WITHIN,
)

METALS = ["темір", "мыс", "алтын", "күміс"]
COUNT = 3


def bank(count: int = COUNT, letters: str = "ABCD", *, numbered: bool = True) -> list[str]:
    return [
        line
        for n in range(1, count + 1)
        for line in (
            f"{n}. Металл {n} қайсы?" if numbered else f"Металл {n} қайсы?",
            *map("{}) {}".format, letters, METALS),
        )
    ]


def given(made: Conversion) -> str:
    return "".join(question.answer for question in made.bank)


@pytest.mark.parametrize("letters", ["ABCD", "АБВГ", "1234"])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize(
    "key",
    [
        ["Ключи: 1-2, 2-3, 3-1"],
        ["Жауаптары: 1) 2; 2) 3; 3) 1"],
        ["Правильные ответы: 1. 2 2. 3 3. 1"],
        ["Тест кілттері", "1 – 2", "2 – 3", "3 – 1"],
        ["Ключ к тесту №2: 1=2; 2=3; 3=1."],
        ["КЛЮЧИ К ТЕСТОВЫМ ЗАДАНИЯМ", "1 2 3", "2 3 1"],
        ["Answer key: 1-3: 2 3 1"],
        ["Эталон ответов:", "Задание 1 – 2", "Задание 2 – 3", "Задание 3 – 1"],
        ["Жауаптар кілті:", "1-сұрақ: 2", "2-сұрақ: 3", "3-сұрақ: 1"],
        ["Ключи: 1 – мыс; 2 – алтын; 3 – темір"],
        ["Дұрыс жауаптар: 1 – мыс, 2 – алтын, 3 – темір"],
        ["Ответы:", "1. Мыс", "2. Алтын.", "3. «Темір»"],
        ["Ключи: 1 2 2 3 3 1", "Құрастырған: А. Оспанов"],
    ],
)
def test_digits_and_texts_are_read_in_every_shape(
    key: list[str], numbered: bool, letters: str
) -> None:
    made = typed(*bank(letters=letters, numbered=numbered), *key)
    assert given(made) == "BCA"
    assert not made.left


@pytest.mark.parametrize(
    "key",
    [
        *("Answer key: 1. B 2. C 3. A", "Ключ: B C A", "Кілт: BCA", "Ключи: A – 3; B – 1; C – 2"),
        *("Ключ: 1-3: BCA", "Жауаптары: 1 – B) мыс; 2 – C) алтын; 3 – A) темір"),
    ],
)
def test_letters_are_read_in_every_shape(key: str) -> None:
    assert given(typed(*bank(), key)) == "BCA"


def test_one_letter_may_stand_for_many_numbers() -> None:
    assert given(typed(*bank(6), "Ключ: 1, 4, 5 – C; 2 – A; 3, 6 – B")) == "CABCCB"


@pytest.mark.parametrize(
    "key",
    [
        ["Ключи: 12 23 31"],
        ["Ключи: 2 3 1"],
        ["Ключи: 1-2-3, 2-3-1, 3-1-2"],
        ["Ключи", "1-2: B", "3: C"],
        ["Ключи", "Вариант 1: 1-2, 2-3, 3-1", "Вариант 2: 1-3, 2-1, 3-1"],
        ["Ключи: бірінші – мыс, екінші – алтын"],
    ],
)
def test_a_key_without_a_reading_is_named(key: list[str]) -> None:
    made = typed(*bank(), *key)
    assert not made.bank.questions
    assert KEY_UNREAD in [finding.message for finding in made.left]


@pytest.mark.parametrize(
    ("lines", "key", "written", "message"),
    [
        (bank(), "Ключи: 1-2, 2-3, 3-1, 4-2", "", KEY_UNCLEAR),
        (bank(numbered=False), "Ключи: 1-2, 2-3", "", KEY_UNCLEAR),
        (bank(4), "Ответы: 2, 3, 3, 1", "", KEY_UNCLEAR),
        ([*bank(), *bank()], "Ключи: 1-2, 2-3, 3-1", "", KEY_UNCLEAR),
        (bank(), "Ключи: 1-2, 2-5, 3-1", "BA", KEY_RANGE),
        (bank(), "Ключи: 1 – мыс; 2 – хром; 3 – темір", "BA", KEY_RANGE),
        (bank(), "Ключи: 1-2, 2-3, 2-1, 3-1", "BA", ANSWER_UNCLEAR),
        (bank(), "Ключи: 1-2,3; 2-3; 3-1", "CA", ANSWER_UNCLEAR),
        (bank(), "Ключи: 1 – B) алтын; 2 – C) алтын; 3 – A", "CA", ANSWER_UNCLEAR),
        ([*bank(2), "Жауап: D", *bank()[10:]], "Ключи: 1-2, 2-3, 3-1", "BA", KEY_AGAINST),
        ([f"{each}*" if "алт" in each else each for each in bank()], "Кілт: 1-3, 2-3, 3-1", "CC",
         KEY_AGAINST),
    ],
)  # fmt: skip
def test_what_a_key_leaves_open_is_named(
    lines: list[str], key: str, written: str, message: object
) -> None:
    made = typed(*lines, key)
    assert given(made) == written
    assert message in [finding.message for finding in made.left]


def test_a_digit_that_another_option_says_is_no_answer_of_a_key() -> None:
    lines = ["1. 1+1?", "A) 2", "B) 4", "C) 3", "2. 2+1?", "A) 1", "B) 2", "C) 3"]
    made = typed(*lines, "Ключи: 1-2, 2-3")
    assert [(question.text, question.answer) for question in made.bank] == [("2+1?", "C")]


def test_a_key_between_questions_is_named_and_answers_none() -> None:
    lines = ["Вариант 1", *bank(), "Жауаптары: 1) 2; 2) 3; 3) 1", "Вариант 2", *bank()]
    made = typed(*lines, "Жауаптары: 1) 3; 2) 1; 3) 1")
    assert not made.bank.questions
    told = [finding.message for finding in made.left]
    assert (told.count(KEY_WITHIN), told.count(KEY_UNCLEAR)) == (1, 1)


def test_the_label_of_options_is_no_key() -> None:
    lines = [
        line
        for n in range(1, 5)
        for line in (
            f"{n}. Қосынды {n}?",
            "Ответы:",
            *(f"{i}) {each}{' *' if i == n else ''}" for i, each in enumerate((2, 3, 1, 4), 1)),
        )
    ]
    assert given(typed(*lines)) == "ABCD"


def test_lines_below_a_key_are_named() -> None:
    document = Document()
    for line in (*bank(), "Ключи: 1-2, 2-3, 3-1", "Составил: А. Оспанов"):
        document.add_paragraph(line)
    reading = typed_word.read(saved(document))
    assert [(f.message, f.actual) for f in reading.findings if f.rule == "bank-line-left-out"] == [
        (LINE_LEFT_OUT, "Составил: А. Оспанов")
    ]


def with_table(title: str, rows: list[list[str]]) -> DocumentType:
    document = Document()
    for line in bank():
        document.add_paragraph(line)
    if title:
        document.add_paragraph(title)
    made = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(made.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    return document


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("Ключи", [["1", "2", "3"], ["2", "3", "1"]]),
        ("Ключи к тесту", [["1", "2"], ["2", "3"], ["3", "1"]]),
        ("", [["№ вопроса", "Ответ"], ["1", "2"], ["2", "3"], ["3", "1"]]),
        ("", [["№", "Дұрыс жауап"], ["1", "мыс"], ["2", "алтын"], ["3", "темір"]]),
        ("Жауаптар", [["№", "Жауап", "№", "Жауап"], ["1", "B", "3", "A"], ["2", "C", "", ""]]),
        ("Жауаптар", [["1", "2", "3"], ["мыс", "алтын", "темір"]]),
    ],
)
def test_tables_of_numbers_and_answers(title: str, rows: list[list[str]]) -> None:
    document = with_table(title, rows)
    made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
    assert given(made) == "BCA"
    assert not made.left


def test_a_table_with_a_third_column_is_named() -> None:
    document = with_table("Ключи", [["1", "B", "2"], ["2", "C", "2"], ["3", "A", "1"]])
    made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
    assert (given(made), {finding.message for finding in made.left}) == ("", {ANSWER_UNCLEAR})


def test_automatic_numbers_of_questions_options_and_key() -> None:
    document = Document()
    add_list(document, 91, ("decimal", "%1."), ("decimal", "%2)"))
    add_list(document, 95, ("decimal", "%1."))
    for n in range(1, COUNT + 1):
        item(document, f"Металл {n} қайсы?", 91)
        for name in METALS:
            item(document, name, 91, level=1)
    document.add_paragraph("Ключи:")
    for said in ("2", "алтын", "1"):
        item(document, said, 95)
    assert [question.answer for question in typed_word.read(saved(document)).bank] == list("BCA")


def test_a_coloured_option_against_the_key_is_named() -> None:
    document = Document()
    for i, line in enumerate(bank()):
        run = document.add_paragraph().add_run(line)
        if i == len(METALS) - 1:
            run.font.color.rgb = RGBColor(0xC0, 0, 0)
    document.add_paragraph("Ключи: 1-2, 2-3, 3-1")
    made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
    assert (given(made), [f.message for f in made.left]) == ("CA", [KEY_AGAINST])


@pytest.mark.parametrize(
    ("letters", "answers", "meant"),
    [
        ("АБВГ", "БBГ", "BCD"),  # Б and Г: letters of the options are named
        ("АБВГ", "BCD", "BCD"),  # C and D: Latin ones are counted
        ("АБВГ", "BAB", "-A-"),  # nothing settles it
        ("АБВГ", "БBD", "B--"),  # both stand
        ("АБВГ", "ВCА", "--A"),
        ("AБBГ", "БВГ", "BCD"),  # the heads are typed in both alphabets
        ("АБВГД", "БДB", "BEC"),
        ("АБВГД", "CDB", "CDB"),
        ("АБВГД", "ДСЕ", "---"),  # Д is the fifth, or sounds like the fourth
        ("АBCD", "БВГ", "---"),
        ("АВСД", "БВА", "--A"),
        ("ABCD", "АвА", "A-A"),  # a small в does not look like b
    ],
)
def test_the_answers_of_a_table_settle_what_a_letter_means(
    letters: str, answers: str, meant: str
) -> None:
    names = ["қара", "ақ", "көк", "сары", "жасыл"][: len(letters)]
    rows = [[str(i), f"Түс {i}?", *names, each] for i, each in enumerate(answers, 1)]
    made = made_of(table(["№", "Вопрос", *letters, "Ответ"], rows))
    told = {question.text: question.answer for question in made.bank}
    assert "".join(told.get(f"Түс {i}?", "-") for i in range(1, len(answers) + 1)) == meant


def test_variants_of_a_mended_bank_keep_every_right_option() -> None:
    lines = bank(6, "АБВГ")
    lines[9], lines[14] = "Г) А и В", "Г) все ответы верны"
    lines[19] = "Г) Никель"
    made = typed(*lines, "Ключ: 1-2, 2-4, 3-4, 4-4, 5-1, 6-3")
    assert [(f.message, f.details["better"]) for f in made.left if f.severity == "error"] == [
        (OPTION_RELETTERED, "А и C")
    ]
    right = {question.text: question.options[question.right[0]].text for question in made.bank}
    assert list(right.values()) == ["мыс", "все ответы верны", "Никель", "темір", "алтын"]
    for variant in variants(made.bank, 3, "2031"):
        assert {q.text: q.options["ABCD".index(q.answer)].text for q in variant.bank} == right
        assert variant.answers == tuple(question.answer for question in variant.bank)
        (kept,) = (q for q in variant.bank if "верны" in right[q.text])
        assert [option.text for option in kept.options] == [*METALS[:3], "все ответы верны"]


@pytest.mark.parametrize(
    ("text", "labels", "written"),
    [
        ("А и В", "АБВГ", "А и C"),
        ("б, г", "абвг", "b, d"),
        ("верны Б и В", "АБВГ", "верны B и C"),
        ("БВ", "АБВГД", "BC"),
        ("А және Ә дұрыс", "АӘБВ", "А және B дұрыс"),
        ("А и С", "АВСД", "А и С"),
        ("A and C", "ABCD", "A and C"),
        ("все ответы верны", "АБВГ", "все ответы верны"),
        ("А и В", ("", "", ""), "А и В"),
    ],
)
def test_letters_that_an_option_names_become_those_that_are_written(
    text: str, labels: str, written: str
) -> None:
    assert relettered(text, labels) == written
