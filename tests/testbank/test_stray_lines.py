"""One line too many in a bank: it is left for the author, and only its question."""

from __future__ import annotations

import pytest
from docx import Document
from tests.testbank.test_typed_word import saved
from tests.testbank.test_typing_manners import LAKES, answers, typed

from atuforms.testbank.conversion import Conversion, convert
from atuforms.testbank.formats import format_of, read_bank
from atuforms.testbank.messages import (
    LINE_LEFT_OUT,
    NO_OPTIONS_LEFT,
    OPTION_EMPTY,
    QUESTION_UNFINISHED,
)
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.stray_messages import OPTIONS_UNEVEN, TAG_SHOWN

LABELS = ("ABCD", "АБВГ", "АӘБВ", "абвг", "1234")


def bank(letters: str, stray: str, after: int, *, end: bool = False) -> list[str]:
    """Three questions; below line ``after`` of the second one stands ``stray``."""
    made = []
    for number in (1, 2, 3):
        lines = [f"{number}. Көл {number}?"]
        lines += (f"{letter}) {name} {number}" for letter, name in zip(letters, LAKES, strict=True))
        lines.append(f"Жауап: {letters[1]}")
        if number == 2:
            lines.insert(len(lines) if end else after + 1, stray)
        made += lines
    return made


def others_are_right(made: Conversion, left: str = "2") -> bool:
    kept = [number for number in (1, 2, 3) if str(number) != left]
    return made.numbers == (left,) and answers(made) == [
        (f"Көл {number}?", [f"{name} {number}" for name in LAKES], "B") for number in kept
    ]


@pytest.mark.parametrize("letters", LABELS)
def test_a_label_too_many_leaves_its_question(letters: str) -> None:
    for stray, after in [("C. код", 1), ("F) код", 1), ("Z. код", 3), ("I. код", 4)]:
        made = typed(*bank(letters, stray, after))
        assert "2" in made.numbers, stray
        assert ("Көл 2?" in [question.text for question in made.bank]) is False
    assert others_are_right(typed(*bank(letters, "I. код", 4)))


def test_an_option_glued_to_another_by_a_label_too_many_is_not_written() -> None:
    assert others_are_right(typed(*bank("абвг", "Б) код", 1)))


def test_the_line_with_the_label_is_named() -> None:
    made = typed(*bank("ABCD", "B. код", 4))
    assert ("B. код", 12) in [(f.actual, f.line) for f in made.left]


def test_a_number_that_stands_twice_takes_no_option_away() -> None:
    assert others_are_right(typed(*bank("1234", "1) қадам", 1)))


@pytest.mark.parametrize("letters", LABELS)
def test_a_step_above_the_number_of_a_question_is_no_stem(letters: str) -> None:
    made = typed(*bank(letters, "1) қадам", 0, end=True))
    assert others_are_right(made, "3")
    assert [f.actual for f in made.left] == ["1) қадам"]


def test_a_slip_in_a_letter_is_no_line_too_many() -> None:
    lines = bank("ABCD", "", 0)
    lines = [line.replace("C) ", "X) ") if line.endswith("2") else line for line in lines if line]
    assert not typed(*lines).numbers


@pytest.mark.parametrize("stray", ["?", "# x = 1", "№", "## түсініктеме"])
@pytest.mark.parametrize("letters", ["ABCD", "1234"])
def test_a_sign_of_one_line_makes_no_question(letters: str, stray: str) -> None:
    made = typed(*bank(letters, stray, 0))
    question = made.bank.questions[1]
    assert (question.text, len(made.bank.questions)) == (f"Көл 2?\n{stray}", 3)
    assert [option.text for option in question.options] == [f"{name} 2" for name in LAKES]


@pytest.mark.parametrize("stray", ["Жауап: жоқ", "Ключ к успеху", "Дұрыс жауап", "Answer: none"])
@pytest.mark.parametrize("letters", ["ABCD", "АБВГ", "абвг"])
def test_words_of_an_answer_within_the_options_tear_nothing(letters: str, stray: str) -> None:
    for after in (1, 2):
        made = typed(*bank(letters, stray, after))
        assert others_are_right(made), after


@pytest.mark.parametrize("stray", ["Вариант 2", "2-нұсқа", "Variant B", "Вопрос 7", "5-сұрақ"])
@pytest.mark.parametrize("letters", ["ABCD", "АБВГ", "1234"])
def test_the_second_line_of_a_question_is_no_question(letters: str, stray: str) -> None:
    assert others_are_right(typed(*bank(letters, stray, 0)))


def test_a_label_above_another_number_is_named() -> None:
    for label, told in (("Сұрақ 7", ["Сұрақ 7"]), ("Сұрақ 3", []), ("5-сұрақ:", ["5-сұрақ:"])):
        lines = bank("ABCD", label, 0, end=True)
        reading = parse((Paragraph(line, i) for i, line in enumerate(lines, 1)), typed=True)
        assert [f.actual for f in reading.findings if f.message is LINE_LEFT_OUT] == told
        assert len(reading.bank.questions) == 3


def unmarked(stray: str, *, instead: bool = False, shown: bool = True) -> Conversion:
    """Six questions without letters, one line too many or another one in the third."""
    lines: list[Paragraph] = []
    for number in range(1, 7):
        lines.append(Paragraph(f"Көл {number}?", len(lines) + 1))
        for i, name in enumerate(LAKES):
            text = stray if instead and stray and (number, i) == (3, 0) else name
            bold = i == 1 and (shown or number != 3)
            lines.append(Paragraph(text, len(lines) + 1, bold))
        if number == 3 and stray and not instead:
            lines.append(Paragraph(stray, len(lines) + 1))
    return convert(parse(lines, typed=True), "moodle-xml", template=False)


@pytest.mark.parametrize("stray", ["12", "2-тақырып", "Вариант 2", "Модуль 2. Өзендер"])
def test_a_line_too_many_leaves_one_question_without_letters(stray: str) -> None:
    made = unmarked(stray)
    assert (made.numbers, [question.answer for question in made.bank]) == (("3",), ["B"] * 5)
    told = [f for f in made.left if f.message is OPTIONS_UNEVEN]
    assert [(f.actual, f.limit, f.details["start"]) for f in told] == [(5, 4, stray)]


def test_a_question_without_letters_that_shows_nothing_is_left_alone() -> None:
    made = unmarked("", shown=False)
    assert (made.numbers, [f.message for f in made.left]) == (("3",), [QUESTION_UNFINISHED])


def test_a_name_among_options_without_letters_is_one() -> None:
    made = unmarked("А. Құнанбаев", instead=True)
    assert not made.numbers
    assert made.bank.questions[2].options[0].text == "А. Құнанбаев"


@pytest.mark.parametrize("place", [1, 2, 3])
def test_an_empty_cell_is_an_option_that_is_lost(place: int) -> None:
    document = Document()
    rows = [["№", "Сұрақ", *"ABCD", "Жауап"]]
    rows += [[str(n), f"Көл {n}?", *LAKES, "A"] for n in (1, 2, 3)]
    rows[2][place + 2] = ""
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
    # A question may have fewer options than the head of the table has columns.
    at_the_end = place == len(LAKES) - 1
    assert made.numbers == (() if at_the_end else ("2",))
    assert (OPTION_EMPTY in [f.message for f in made.left]) is not at_the_end


def test_an_empty_cell_leaves_only_its_question() -> None:
    asked = [
        (f"{n}. Көл {n}?", [name if (n, i) != (2, 2) else "" for i, name in enumerate(LAKES)])
        for n in (1, 2, 3, 4)
    ]
    rows = [[stem.partition(". ")[0], stem.partition(". ")[2], *options] for stem, options in asked]
    columns = [
        pair
        for number, stem, *options in rows
        for pair in ([number, stem], *zip("ABCD", options, strict=True))
    ]
    for cells in (rows, columns):
        document = Document()
        table = document.add_table(len(cells), len(cells[0]))
        for row, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text).bold = text == LAKES[1]
        made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
        assert (made.numbers, [q.answer for q in made.bank]) == (("2",), ["B"] * 3)


CLOSED = [
    "<question>Көл?</question>\n<variant>Арал</variant>\n<variantright>Зайсан</variantright>\n",
    "<QUESTION>Көл?</QUESTION><VARIANT>Арал</VARIANT><VARIANTRIGHT>Зайсан</VARIANTRIGHT>",
    "<question>\nКөл?\n</question>\n<variant>\nАрал\n</variant>\n<variantright>\nЗайсан",
    "<question2>Көл? </ question >\n<variant> Арал </variant >\n<variant right>Зайсан</variant >",
]


@pytest.mark.parametrize("text", CLOSED)
@pytest.mark.parametrize("suffix", [".txt", ""])
def test_tags_that_are_closed_are_read(text: str, suffix: str) -> None:
    data = text.encode()
    made = convert(read_bank(data, format_of(data, suffix)), "gift", template=False)
    assert answers(made) == [("Көл?", ["Арал", "Зайсан"], "B")]


def test_questions_in_tags_without_options_are_named_as_such() -> None:
    data = "<question>Көл?\n<question>Өзен?\n".encode()
    made = convert(read_bank(data, format_of(data, ".txt")), "gift", template=False)
    told = [f.details["start"] for f in made.left if f.message is NO_OPTIONS_LEFT]
    assert told == ["Көл?", "Өзен?"]


@pytest.mark.parametrize(
    ("tag", "severity"),
    [
        ('<img src="көл.png">', "error"),
        ("<IMG alt='' src='1.jpg'/>", "error"),
        ("<image 3>", "error"),
        ('<video src="a.mp4"></video>', "error"),
        ("H<sub>2</sub>O", "warning"),
        ("a &lt; b", "warning"),
    ],
)
def test_what_a_tag_would_show_is_named(tag: str, severity: str) -> None:
    for lines in (
        ("<question>Көл?", f"<variant>{tag}", "<variantright>Зайсан"),
        (f"<question>Көл? {tag}", "<variant>Арал", "<variantright>Зайсан"),
    ):
        reading = read_bank("\n".join(lines).encode(), "aiken")
        made = convert(reading, "gift", template=False)
        assert [f.severity for f in reading.findings if f.message is TAG_SHOWN] == [severity]
        assert len(made.bank.questions) == (severity == "warning")


@pytest.mark.parametrize(("stray", "after"), [("?", 1), ("Жауап: жоқ", 2), ("Кілт неде", 2)])
def test_half_a_question_without_letters_is_not_written(stray: str, after: int) -> None:
    document = Document()
    for number in range(1, 6):
        lines = [f"{number}. Көл {number}?", *(f"{name} {number}" for name in LAKES)]
        if number == 2:
            lines.insert(after, stray)
        for line in lines:
            document.add_paragraph().add_run(line).bold = line.startswith(LAKES[2])
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    for text, options, right in answers(made):
        assert (options, right) == ([f"{name} {text[-2]}" for name in LAKES], "C")
        assert text.endswith(("Көл 1?", "Көл 3?", "Көл 4?", "Көл 5?"))
    assert made.numbers
