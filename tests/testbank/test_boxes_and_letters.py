"""Boxes beside options, options in one line or cell, letters that run on: read, or named."""

from __future__ import annotations

import time

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.testbank.test_typed_word import add_list, item, saved
from tests.testbank.test_typing_manners import LAKES, answers, typed

from atuforms.testbank import read_bank
from atuforms.testbank.conversion import convert
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.label_messages import LABELS_KEPT

RIVERS = ["Ертіс", "Есіл", "Сырдария"]
MEANT = [("Қай өзен?", RIVERS, "B")]


@pytest.mark.parametrize(
    "boxed",
    [
        ["( ) {}", "(x) {}", "() {}"],
        ["[ ] {}", "[Х] {}", "[] {}"],
        ["☐ {}", "☑ {}", "☐ {}"],
        ["☐ {}", "☒ {}", "☐ {}"],
        ["□{}", "■{}", "□{}"],
        ["○ {}", "● {}", "○ {}"],
        ["✗ {}", "✓ {}", "✗ {}"],
        ["{} ☐", "{} ☑", "{} ☐"],
        ["А) [ ] {}", "Б) [x] {}", "В) [ ] {}"],
        ["( ) A) {}", "(+) B) {}", "( ) C) {}"],
    ],
)
def test_the_ticked_box_is_the_right_one(boxed: list[str]) -> None:
    lines = [box.format(river) for box, river in zip(boxed, RIVERS, strict=True)]
    assert answers(typed("1. Қай өзен?", *lines)) == MEANT
    assert answers(typed("Қай өзен?", "  ".join(lines))) == MEANT


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["(x) Ертіс", "(x) Есіл", "( ) Сырдария"], ("1",)),  # two are ticked
        (["( ) Ертіс", "( ) Есіл", "( ) Сырдария"], ("1",)),  # none
        (["☒ Ертіс", "☑ Есіл", "☒ Сырдария"], ()),  # which of the two is the tick?
        (["( ) Ертіс", "(x) Есіл", "( ) Сырдария", "Жауабы: 1"], ("1",)),  # says another
    ],
)
def test_boxes_that_do_not_say_which_is_right_are_named(
    lines: list[str], numbers: tuple[str, ...]
) -> None:
    made = typed("1. Қай өзен?", *lines)
    assert not made.bank.questions
    assert made.left
    assert made.read == 1
    assert made.numbers == numbers or made.lines


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Қай өзен?", "( ) Ертіс", "өзені", "(x) Есіл", "( ) Сырдария"],
        ["1. Қай өзен?", "(x) Ертіс", "Есіл", "( ) Сырдария"],  # one without a box?
        ["Қай өзен?", "( ) Ертіс", "( ) Есіл", "өзені", "(x) Сырдария", "( ) Шу"],
    ],
)
def test_a_line_without_a_box_between_others_is_no_question(lines: list[str]) -> None:
    made = typed(*lines, "2. Тау?", "( ) a", "(x) b")
    assert [(q.text, q.answer) for q in made.bank] in ([("2. Тау?", "B")], [("Тау?", "B")])
    assert made.read == 2


def test_boxes_where_questions_have_no_numbers() -> None:
    made = typed("Қай өзен?", "( ) Ертіс", "(x) Есіл", "Қай тау?", "(+) a", "(-) b")
    assert [(q.text, q.answer) for q in made.bank] == [("Қай өзен?", "B"), ("Қай тау?", "A")]


def test_a_box_that_is_the_option_itself_is_its_text() -> None:
    made = typed("1. Таңба?", "A) ☑", "B) ☐", "C) □", "Жауабы: B")
    assert answers(made) == [("Таңба?", ["☑", "☐", "□"], "B")]


@pytest.mark.parametrize(
    "lines",
    [["• D", "• C", "• B", "Жауабы: C"], ["D; C; B", "Жауабы: C"], ["1; 3; 2", "Жауабы: 2"]],
)
def test_a_letter_that_is_the_text_of_another_option_is_no_answer(lines: list[str]) -> None:
    made = typed("1. Қай дәрумен?", *lines)
    assert (made.read, len(made.bank), bool(made.left)) == (1, 0, True)


def test_boxes_of_word() -> None:
    """A control with a box, and signs of the font Wingdings."""
    document = Document()
    for control in (True, False):
        document.add_paragraph(f"Қай өзен {control:d}?")
        for i, river in enumerate(RIVERS):
            paragraph = document.add_paragraph()
            if control:
                text = f"<w:r><w:t>{'☒' if i == 1 else '☐'}</w:t></w:r>"
                xml = f"<w:sdt {nsdecls('w')}><w:sdtContent>{text}</w:sdtContent></w:sdt>"
            else:
                sign = "F0FE" if i == 1 else "F0A8"
                xml = f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="{sign}"/></w:r>'
            paragraph._p.append(parse_xml(xml))
            paragraph.add_run(f" {river}")
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [(q.answer, [o.text for o in q.options]) for q in made.bank] == [("B", RIVERS)] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Қай өзен?", "Ертіс; Есіл; Сырдария", "Жауабы: Есіл"],
        ["1. Қай өзен?", "Ертіс; Есіл; Сырдария.", "Жауабы: 2"],
        ["1. Қай өзен? Ертіс; Есіл; Сырдария", "Жауабы: Есіл"],
        ["1. Қай өзен?", "Ертіс; + Есіл; Сырдария"],
    ],
)
def test_options_parted_by_semicolons(lines: list[str]) -> None:
    assert answers(typed(*lines)) == MEANT


def test_semicolons_that_part_no_options() -> None:
    made = typed("1. Қай мән: int a; int b; int c", "A) 1", "B) 2", "Жауабы: B")
    assert [q.text for q in made.bank] == ["Қай мән: int a; int b; int c"]
    left = typed("1. Қай өзен?", "Ертіс; Есіл; Сырдария", "Жауабы: Шу")
    assert (len(left.bank), left.numbers) == (0, ("1",))


@pytest.mark.parametrize("parts", ["; ", "\n"])
def test_options_in_one_cell(parts: str) -> None:
    document = Document()
    table = document.add_table(3, 4)
    rows = [
        ["№", "Вопрос", "Варианты ответов", "Правильный ответ"],
        ["1", "Қай өзен?", parts.join(RIVERS), "Есіл"],
        ["2", "Тағы қай өзен?", parts.join(RIVERS), "Шу"],
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [(q.text, q.answer) for q in made.bank] == [("Қай өзен?", "B")]
    assert (made.read, made.numbers) == (2, ("2",))


def running(*answers: str) -> list[str]:
    lines: list[str] = []
    letters = iter("абвгдежзи")
    for number, answer in enumerate(answers, 1):
        lines += [f"{number}. Қай өзен {number}?"]
        lines += [f"{next(letters)}) {river}" for river in RIVERS]
        lines += [f"Ответ: {answer}"] if answer else []
    return lines


def test_typed_letters_that_run_on() -> None:
    made = typed(*running("б", "г", "и"))
    assert [q.answer for q in made.bank] == ["B", "A", "C"]
    assert not made.left
    assert [q.answer for q in typed(*running("", "", ""), "Ключ: 1-б, 2-д, 3-в").bank] == ["B", "B"]


def test_a_letter_that_is_not_among_those_that_run_on_is_no_place() -> None:
    made = typed(*running("б", "б", "в"))
    assert ([q.answer for q in made.bank], made.numbers) == (["B"], ("2", "3"))


def test_automatic_russian_letters_that_run_on_mean_what_is_printed() -> None:
    document = Document()
    add_list(document, 91, ("decimal", "%1."))
    add_list(document, 92, ("russianLower", "%1)"))
    for number, answer in enumerate("бдз", 1):  # а б в г, д е ж з, и к л м
        item(document, f"Сұрақ {number} қандай?", 91)
        for name in (*RIVERS, "Шу"):
            item(document, name, 92)
        document.add_paragraph(f"Ответ: {answer}")
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert ([q.answer for q in made.bank], made.numbers) == (["B", "A"], ("3",))


def test_hostile_lines_take_no_time() -> None:
    start = time.process_time()
    for text in (
        "( " * 20_000,
        "a" + " " * 40_000 + "b",
        ";" * 40_000,
        "☐ " * 20_000,
        "[" * 40_000,
    ):
        typed("1. Қай өзен?", text, "( ) Ертіс", "(x) Есіл", text)
    assert time.process_time() - start < 8


SEAS = ["Арал", "Каспий", "Қара", "Жерорта"]


@pytest.mark.parametrize(
    "labels",
    [
        [f"{label}{sign}" for label in row]
        for row, signs in {
            "АБВГ": ("-", "\t", " ", "= "),
            "1234": ("-", "\t", " ", "-ші ", " нұсқа: "),
            "αβγδ": (") ",),
            "①②③④": (" ",),
            "🅰🅱🅲🅳": (" ",),
        }.items()
        for sign in signs
    ]
    + [
        ["Вариант А: ", "Вариант Б: ", "Вариант В: ", "Вариант Г: "],
        ["1.1. ", "1.2. ", "1.3. ", "1.4. "],
    ],
)
def test_labels_that_stay_in_the_options_are_named(labels: list[str]) -> None:
    document = Document()
    for stem, names in (("Қай теңіз?", SEAS), ("Қай көл?", LAKES)):
        document.add_paragraph(stem)
        for i, name in enumerate(names):
            document.add_paragraph(style="List Bullet").add_run(labels[i] + name).bold = i == 1
    findings = typed_word.read(saved(document)).findings
    assert [f.message for f in findings].count(LABELS_KEPT) == 2


@pytest.mark.parametrize(
    "options",
    [
        ["1 кг", "2 кг", "3 кг"],
        ["1-2", "2-3", "3-4"],
        ["1/2", "2/3", "3/4"],
        ["А тобы", "Б тобы", "В тобы"],
    ],
)
def test_numbers_and_letters_of_the_options_themselves_are_not(options: list[str]) -> None:
    lines = ["1. Қайсысы?", *(f"{'ABC'[i]}) {text}" for i, text in enumerate(options)), "ANSWER: B"]
    findings = read_bank("\n".join(lines).encode(), "aiken").findings
    assert LABELS_KEPT not in {finding.message for finding in findings}


@pytest.mark.parametrize("sign", [".)", ").", "))", ".:"])
@pytest.mark.parametrize("blank", [" ", ""])
def test_a_second_sign_after_the_letters_is_no_text(sign: str, blank: str) -> None:
    lines = [f"{'АБВГ'[i]}{sign}{blank}{name}" for i, name in enumerate(SEAS)]
    made = typed("1. Қай теңіз?", *lines, "Жауап: Б")
    assert [option.text for option in made.bank.questions[0].options] == SEAS
    # One of them may be a part of the text, as in «.NET».
    lone = [f"А){SEAS[0]}", f"Б).{SEAS[1]}", f"В){SEAS[2]}", "Жауап: А"]
    assert typed("1. Қай теңіз?", *lone).numbers == ("1",)
