"""Options that share a line are each read, or their question is left for the author."""

from __future__ import annotations

import io

import docx
import pytest

from atuforms.testbank import BankReading, aiken, read_bank
from atuforms.testbank.conversion import convert

FIVE = ["қышқыл", "негіз", "тұз", "оксид", "металл"]


def in_word(text: str) -> BankReading:
    made = docx.Document()
    for line in text.splitlines():
        made.add_paragraph(line)
    file = io.BytesIO()
    made.save(file)
    return read_bank(file.getvalue())


def options_of(reading: BankReading) -> list[list[str]]:
    return [[option.text for option in question.options] for question in reading.bank]


@pytest.mark.parametrize("between", ["\t", "   ", "; ", ",  ", " "])
@pytest.mark.parametrize(
    "labels", ["А)Б)В)Г)Д)", "A)B)C)D)E)", "А)Ә)Б)В)Г)", "a)b)c)d)e)", "1)2)3)4)5)"]
)
@pytest.mark.parametrize("rows", [(2, 2, 1), (3, 2), (2, 1, 1, 1), (1, 2, 2), (5,)])
def test_columns_of_options_are_read_row_by_row(
    rows: tuple[int, ...], labels: str, between: str
) -> None:
    each = [f"{label}) {text}" for label, text in zip(labels.split(")"), FIVE, strict=False)]
    lines, at = [], 0
    for count in rows:
        lines.append(between.join(each[at : at + count]))
        at += count
    right = labels.split(")")[2]
    for number in range(2):
        text = "\n".join(
            f"{n}. HCl деген не?\n" + "\n".join(lines) + f"\nЖауап: {right}" for n in (1, 2)
        )
        reading = aiken.read(text) if number else in_word(text)
        answers = [question.answer for question in reading.bank]
        if between == " " and rows == (2, 1, 1, 1):
            # «A) қышқыл B) негіз» may be one option: nothing else shows that it is two.
            assert not any(answers)
        else:
            assert options_of(reading) == [FIVE, FIVE]
            assert answers == ["C", "C"]


def test_columns_of_options_are_read_when_counted_downwards() -> None:
    reading = in_word("1. HCl?\nA) қышқыл\tD) оксид\nB) негіз\tE) металл\nC) тұз\nANSWER: D")
    assert options_of(reading) == [FIVE]
    assert reading.bank.questions[0].answer == "D"


@pytest.mark.parametrize("text", ["1. HCl? A) қышқыл", "HCl деген не? A. қышқыл"])
def test_the_first_option_may_stand_on_the_line_of_its_question(text: str) -> None:
    sign = text[text.index("A") + 1]
    rest = "\n".join(f"{label}{sign} {each}" for label, each in zip("BCDE", FIVE[1:], strict=True))
    for reading in (
        aiken.read(f"{text}\n{rest}\nANSWER: B"),
        in_word(f"{text}\n{rest}\nANSWER: B"),
    ):
        assert options_of(reading) == [FIVE]
        assert reading.bank.questions[0].answer == "B"


@pytest.mark.parametrize("between", [", ", " | ", " / ", "\t|\t", "\\ "])
def test_signs_between_options_are_none_of_them(between: str) -> None:
    row = ["A) қышқыл", "B) негіз", "C) тұз"]
    for line in (between.join(row), between.join(row) + between.rstrip()):
        reading = in_word(f"1. HCl?\n{line}\nANSWER: A")
        assert options_of(reading) == [["қышқыл", "негіз", "тұз"]]
    # A sign beside one of them alone would tell it from the others.
    lone = in_word("1. HCl?\nA) қышқыл | B) негіз  C) тұз\nANSWER: A")
    assert convert(lone, "moodle-xml", template=False).numbers == ("1",)


@pytest.mark.parametrize(
    "options",
    [
        ["A) қышқыл", "B) A) және C) дұрыс", "C) тұз"],
        ["А) кислота", "Б) верны А) и В)", "В) соль"],
        ["А. А. С. Пушкин", "Б. Б. Л. Пастернак", "В. В. В. Маяковский"],
        ["A) f(x) = 2", "B) see C) below", "C) none"],
    ],
)
def test_letters_that_an_option_names_are_a_part_of_it(options: list[str]) -> None:
    reading = in_word("\n".join(["1. HCl?", *options, "ANSWER: A"]))
    assert options_of(reading) == [[each.split(maxsplit=1)[1] for each in options]]


@pytest.mark.parametrize(
    "options",
    ["A. қышқыл\nB. негіз\nC. Vitamin D. Shamov", "A) қышқыл\nB) негіз\nC) vitamin D) etc."],
)
def test_an_option_that_may_be_two_is_left_for_the_author(options: str) -> None:
    reading = in_word(f"1. HCl?\n{options}\nANSWER: A")
    assert [question.answer for question in reading.bank] == [""]
    assert "bank-labels-anew" in {finding.rule for finding in reading.findings}


def test_numbered_statements_within_a_question_stay_as_they_are() -> None:
    stem = "Реттеңіз: 1) қышқыл; 2) негіз; 3) тұз"
    reading = in_word(f"1. {stem}\nA) 1, 2, 3\nB) 3, 2, 1\nANSWER: A")
    assert [question.text for question in reading.bank] == [stem]


@pytest.mark.parametrize("said", [("Дұрыс", "Бұрыс"), ("Верно", "Неверно"), ("+", "-")])
@pytest.mark.parametrize("before", ["", "1. HCl?\nA) қышқыл\nB) негіз\nANSWER: A\n"])
def test_statements_that_are_true_or_false_are_no_options(
    before: str, said: tuple[str, str]
) -> None:
    statements = [f"{n}. Мәтін {n} ({said[n % 2]})" for n in range(1, 5)]
    reading = in_word(before + "\n".join(statements))
    assert len(reading.bank.questions) == bool(before)
    assert sum(finding.rule == "bank-left-out" for finding in reading.findings) == 4


@pytest.mark.parametrize("title", ["Әдебиеттер", "Ашық сұрақтар:", "Инструкция"])
def test_a_numbered_list_that_asks_nothing_is_left_among_lettered_questions(title: str) -> None:
    bank = "".join(
        f"{n}. Қай оксид {n}?\nА) бір{n}\nБ) екі{n}\nВ) үш{n}\nЖауап: Б\n" for n in range(1, 6)
    )
    made = docx.Document()
    for line in f"{bank}{title}\n1. Заттар\n2. Тұздар\n3. Негіздер".splitlines():
        made.add_paragraph().add_run(line).bold = line == "2. Тұздар"
    file = io.BytesIO()
    made.save(file)
    conversion = convert(read_bank(file.getvalue()), "moodle-xml", template=False)
    assert len(conversion.bank) == 5
    assert conversion.left


@pytest.mark.parametrize("between", ["\t", "  ", " "])
def test_an_option_that_is_a_conjunction_by_chance_is_an_option(between: str) -> None:
    rivers = ["Ертіс", "Или", "Шу", "Талас"]
    line = between.join(f"{label}) {name}" for label, name in zip("ABCD", rivers, strict=True))
    assert options_of(in_word(f"1. Қай өзен?\n{line}\nANSWER: A")) == [rivers]


def test_a_slip_in_one_question_leaves_it_for_the_author() -> None:
    """A bank has its habits; what departs from them is asked for, and its neighbours are whole."""
    lettered = [f"{label}) {{}} {n}" for n, label in enumerate("АБВГД")]
    numbered = [f"{n}) {{}} {n}" for n in range(1, 6)]
    slips: list[tuple[list[str], dict[int, str]]] = [
        (lettered, {3: ""}),  # a letter is skipped
        (lettered, {4: "{} 4"}),  # the last one has lost its letter
        (lettered, {0: "Б) {} 0", 1: "А) {} 1"}),
        (numbered, {4: "5 {} 5"}),
        (numbered, {4: "4) {} 5"}),
        (numbered, {3: "4 ) {} 4"}),
    ]
    for shapes, slip in slips:
        lines = []
        for n in range(1, 7):
            own = [slip.get(i, shape) if n == 3 else shape for i, shape in enumerate(shapes)]
            options = [each.format(f"{word}{n}") for each, word in zip(own, FIVE, strict=True)]
            lines += [
                f"{n}. Қай зат {n}?",
                *filter(None, options),
                f"Жауап: {FIVE[2]}{n} {3 if shapes is numbered else 2}",
            ]
        made = convert(in_word("\n".join(lines)), "moodle-xml", template=False)
        assert made.numbers == ("3",), slip
        assert [len(question.options) for question in made.bank] == [5] * 5, slip


@pytest.mark.parametrize("other", ["1-Б, 2-В, 3-А", "1-А, 2-Б, 3-Б"])
@pytest.mark.parametrize("head", ["Кілт:", "Кілттер (түзетілген):", "Кілт, 2-нұсқа"])
def test_two_keys_that_disagree_answer_nothing(head: str, other: str) -> None:
    bank = "".join(f"{n}. Қай оксид {n}?\nА) бір{n}\nБ) екі{n}\nВ) үш{n}\n" for n in (1, 2, 3))
    reading = in_word(f"{bank}Кілт:\n1-А, 2-Б, 3-В\n{head}\n{other}")
    assert [question.answer for question in reading.bank] == ["", "", ""]
    same = in_word(f"{bank}Кілт:\n1-А, 2-Б, 3-В\n{head}\n1-А, 2-Б, 3-В")
    assert [question.answer for question in same.bank] == ["A", "B", "C"]


def test_an_option_on_the_line_of_a_text_that_does_not_ask_is_left() -> None:
    rest = "\nB) негіз\nC) тұз\nANSWER: B\n"
    lone = "1. Табыңыз A) қышқыл" + rest + "".join(f"{n}. HCl{n}?\nA) қышқыл{rest}" for n in "23")
    for reading in (in_word(lone), aiken.read(lone)):
        made = convert(reading, "moodle-xml", template=False)
        assert made.numbers == ("1",)
        assert made.left[0].actual == "A) қышқыл"
    # In a bank of nothing else it can only be the first option.
    usual = in_word("1. Табыңыз A) қышқыл" + rest + "2. Есептеңіз A) қышқыл" + rest)
    assert not convert(usual, "moodle-xml", template=False).numbers


def test_initials_after_spaces_are_no_further_option() -> None:
    reading = in_word(
        "1. Кім?\nА. Жұбанов\nБ. Байсейітова\nВ. Қажығалиев\nГ. Жәнібеков  Д. И.\nЖауап: Г"
    )
    assert convert(reading, "moodle-xml", template=False).numbers == ("1",)
