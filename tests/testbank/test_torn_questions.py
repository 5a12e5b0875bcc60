"""Questions that come apart, signs in their place, and what stands within them but is no text."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import OxmlElement
from tests.testbank.test_typed_word import saved
from tests.testbank.test_typing_manners import LAKES, typed

from atuforms.core.language.sentences import Message
from atuforms.testbank import Bank
from atuforms.testbank.content import check
from atuforms.testbank.conversion import convert
from atuforms.testbank.formats import read_bank
from atuforms.testbank.messages import (
    GIFT_PER_CENT,
    GIFT_TRUTH,
    NUMBERS_STAY,
    STEM_SUSPECT,
    TABLE_WITHIN,
    WORD_NOTE,
    XML_NOT_KEPT,
)
from atuforms.testbank.model import single
from atuforms.testbank.typed import html as typed_html
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.key_messages import KEY_UNREAD

LINES = tuple(map("{}) {}".format, "ABCD", LAKES))


def read(*lines: str) -> list[tuple[str, list[str], str]]:
    bank = read_bank("\n".join(lines).encode(), "aiken").bank
    return [(q.text, [option.text for option in q.options], q.answer) for q in bank]


MEANT = [("Көл?", ["Арал", "Зайсан"], "B"), ("Өзен?", ["Шу", "Іле", "Есіл"], "A")]


@pytest.mark.parametrize(
    "lines",
    [
        ["# Көл?", "- Арал", "+ Зайсан", "# Өзен?", "+ Шу", "- Іле", "- Есіл"],
        ["?", "Көл?", "-Арал", "+Зайсан", "?", "Өзен?", "+Шу", "-Іле", "-Есіл"],
        [
            "I:",
            "S: Көл?",
            "-: Арал",
            "+: Зайсан",
            "",
            "I:",
            "S: Өзен?",
            "+: Шу",
            "-: Іле",
            "-: Есіл",
        ],
        [
            *("<question1>Көл?", "<variant>Арал", "<variantright>Зайсан"),
            *("<question 2> Өзен?", "<variant right> Шу", "<variant >Іле", "< variant>Есіл"),
        ],
    ],
)
def test_signs_and_tags_before_questions_are_no_text(lines: list[str]) -> None:
    assert read(*lines) == MEANT


def test_a_level_of_difficulty_is_named() -> None:
    lines = ("<question2>Көл?", "<variant>Арал", "<variantright>Зайсан")
    findings = read_bank("\n".join(lines).encode(), "aiken").findings
    assert [(f.line, f.actual) for f in findings if f.message is XML_NOT_KEPT] == [
        (1, "<question2>")
    ]


def test_numbers_that_stay_in_the_texts_are_named() -> None:
    lines = [line for n in (1, 2) for line in (f"{n}. Көл {n}?", *LINES, "ANSWER: B")]
    reading = read_bank("\n".join(lines).encode(), "aiken")
    assert [(f.actual, f.severity) for f in reading.findings if f.message is NUMBERS_STAY] == [
        ("1. Көл 1?", "warning")
    ]


@pytest.mark.parametrize("letters", ["ABCD", "АВСД", "АБВГ", "АӘБВ"])
def test_the_heads_of_columns_are_the_letters_of_options(letters: str) -> None:
    document = Document()
    table = document.add_table(5, 7)
    rows = [["№", "Сұрақ", *letters, "Жауап"]]
    rows += [[str(n), f"Көл {n}?", *LAKES, letter] for n, letter in enumerate(letters, 1)]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    bank = typed_word.read(saved(document)).bank
    assert [(question.answer, len(question.options)) for question in bank] == [
        (letter, 4) for letter in "ABCD"
    ]


def test_an_option_without_its_letter_leaves_the_whole_question() -> None:
    lines = ("A) Арал", "B) Зайсан", "Алакөл", "D) Балқаш", "Жауап: A")
    made = typed("1. Көл?", *lines, "2. Тағы көл?", *LINES, "Жауап: B")
    assert [question.text for question in made.bank] == ["Тағы көл?"]
    assert ([f.message for f in made.left], made.numbers) == ([STEM_SUSPECT], ("1",))


def test_both_halves_of_a_question_are_left() -> None:
    lines = ("Қайсысы дұрыс?", "I. бірінші", "II. екінші", "A) I", "B) II", "ANSWER: A")
    reading = read_bank("\n".join(lines).encode(), "aiken")
    assert not convert(reading, "gift", template=False).bank.questions


@pytest.mark.parametrize("line", ["* 2020 жылғы дерек", "† ескерту", "Ескерту: жуық шама"])
def test_a_note_below_the_options_is_no_part_of_the_last(line: str) -> None:
    made = typed("1. Көл?", *LINES, line, "Жауап: A")
    assert STEM_SUSPECT in [finding.message for finding in made.left]


def test_a_key_that_cannot_be_read_is_called_one() -> None:
    made = typed("1. Көл?", *LINES, "Кілттер: 1 – Зайсан, 2 – Арал")
    told = [finding for finding in made.left if finding.message is KEY_UNREAD]
    assert len(told) == 1 or not made.bank.questions


def test_a_table_or_a_footnote_within_a_question_is_named() -> None:
    document = Document()
    document.add_paragraph("1. Кестеге қараңыз")
    table = document.add_table(2, 2)
    for i, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"x{i}"
    for line in (*LINES, "Жауап: A", "2. Көл?"):
        document.add_paragraph(line)
    note = document.paragraphs[-1].add_run()
    note._r.append(OxmlElement("w:footnoteReference"))
    for line in (*LINES, "Жауап: B"):
        document.add_paragraph(line)
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert not made.bank.questions
    assert [finding.message for finding in made.left] == [TABLE_WITHIN, WORD_NOTE]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        *(
            ("correct", 1),
            ("answer correct", 1),
            ("is-correct", 1),
            ("right-answer", 1),
            ("дұрыс", 1),
        ),
        *(("not-correct", 0), ("answer not_correct", 0), ("correct-hidden", 0), ("incorrect", 0)),
    ],
)
def test_a_class_says_that_an_option_is_right_as_a_whole_word(name: str, right: int) -> None:
    items = f'<li>Арал</li><li class="{name}">Зайсан</li><li>Алакөл</li>'
    bank = typed_html.read(f"<p>1. Көл?</p><ul>{items}</ul>".encode()).bank
    assert sum(option.weight > 0 for q in bank for option in q.options) == right


def test_options_of_signs_alone_are_compared_too() -> None:
    found = check(Bank((single("Белгі?", [".", ".", ","], "A"),)), template=False)
    assert "bank-option-repeated" in [finding.rule for finding in found]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        *(("true", GIFT_TRUTH), ("дұрыс", GIFT_TRUTH), ("TRUE", None), ("=true", None)),
        *(("=%100%Арал ~Шу", GIFT_PER_CENT), ("=5% ~6%", None), ("~%50%а ~%50%б", None)),
    ],
)
def test_what_moodle_takes_for_text_in_a_gift_file_is_named(
    answers: str, message: Message | None
) -> None:
    findings = read_bank(f"Көл?{{{answers}}}".encode(), "gift").findings
    named = {f.message for f in findings} & {GIFT_TRUTH, GIFT_PER_CENT}
    assert named == ({message} if message else set())


@pytest.mark.parametrize("sign", ["(дұрыс)", "(верно)", "– правильный ответ", "[correct]"])
def test_words_beside_an_option_that_call_it_right(sign: str) -> None:
    (question,) = typed("1. Көл?", "A) Арал", f"B) Зайсан {sign}", "C) Алакөл").bank
    assert ([o.text for o in question.options], question.answer) == (
        ["Арал", "Зайсан", "Алакөл"],
        "B",
    )


def test_a_question_with_two_typed_numbers_is_left() -> None:
    statements = ("1. Балқаш тұщы (Дұрыс)", "2. Есіл — көл (Бұрыс)", "3. Шу — өзен (Дұрыс)")
    lines = (*statements, "1. Қай көл?", *LINES, "ANSWER: B", "2. Қай өзен?", *LINES, "ANSWER: C")
    as_text = convert(read_bank("\n".join(lines).encode(), "aiken"), "gift", template=False)
    for made in (typed(*lines), as_text):
        assert [q.text.removeprefix("2. ") for q in made.bank] == ["Қай өзен?"]


@pytest.mark.parametrize("line", ["Физика кафедрасы, 12-бет", "Бет 3", "----"])
@pytest.mark.parametrize("at", [1, 3])
def test_the_head_of_a_page_within_a_question_is_asked_about(line: str, at: int) -> None:
    whole = ["Қай өзен?", *LINES, "ANSWER: B"]
    lines = ["Қай көл?", *LINES, "ANSWER: A"]
    lines.insert(at, line)
    assert typed(*lines, *whole).numbers == ("1",)
    long = "A) " + "су " * 20
    assert not typed("Қай көл?", long, "Ертістен келген су", *LINES[1:], "ANSWER: B").numbers


@pytest.mark.parametrize("rest", ["1 қыркүйекте не болды?", "не болды?"])
def test_a_question_that_goes_on_from_a_line_above_it_is_left(rest: str) -> None:
    options = ["Арал", "Зайсан", "Шу"]
    document = Document()
    for stem in ("Осы жылдың", rest, "Қай көл?", "Қай өзен?"):
        document.add_paragraph(stem)
        for i, name in enumerate(options if "?" in stem else ()):
            document.add_paragraph().add_run(name).bold = i == 1
    made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
    assert made.numbers == ("1",)
