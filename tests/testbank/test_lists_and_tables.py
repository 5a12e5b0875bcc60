"""Banks typed as lists, bullets, tables, or with no mark but the look of the right option."""

from __future__ import annotations

import pytest
from docx import Document
from tests.testbank.test_typed_word import add_list, item, saved
from tests.testbank.test_typing_manners import LAKES, answers, typed

from atuforms.testbank import aiken
from atuforms.testbank.conversion import Conversion, convert
from atuforms.testbank.messages import TYPED_MANNER
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.lines import Paragraph

SEAS = ["Арал", "Каспий", "Азов", "Қара"]
ASKED = (("Ең терең көл?", LAKES, "A"), ("Ең үлкен теңіз?", SEAS, "B"))
MEANT = [(stem, options, answer) for stem, options, answer in ASKED]


def made_of(paragraphs: list[Paragraph]) -> Conversion:
    return convert(parse(paragraphs, typed=True), "moodle-xml", template=False)


def listed(
    stem: tuple[str, int] | None, own: list[tuple[str, int]], labels: list[list[str]]
) -> list[Paragraph]:
    """The two questions with a list or level for the stems, and one for the options of each."""
    lines: list[Paragraph] = []
    for number, (text, options, right) in enumerate(ASKED):
        label = labels[0][number]
        lines.append(Paragraph(text, len(lines) + 1, label=label, level=stem))
        lines += (
            Paragraph(name, 50 * number + i, "ABCD"[i] == right, label=shown, level=own[number])
            for i, (name, shown) in enumerate(zip(options, labels[number + 1], strict=True))
        )
    return lines


STARTED = [["1)", "2)", "3)", "4)"], ["1)", "2)", "3)", "4)"]]
RUN_ON = [["1)", "2)", "3)", "4)"], ["5)", "6)", "7)", "8)"]]


@pytest.mark.parametrize(
    ("stem", "own", "labels"),
    [
        (("1", 0), [("1", 1), ("1", 1)], [["1.", "2."], *STARTED]),
        (("1", 0), [("2", 0), ("3", 0)], [["1.", "2."], *STARTED]),
        (("1", 0), [("2", 0), ("2", 0)], [["1.", "2."], *RUN_ON]),
        (("1", 0), [("2", 0), ("2", 0)], [["Сұрақ 1.", "Сұрақ 2."], *RUN_ON]),
        (("1", 0), [("1", 1), ("1", 1)], [["I.", "II."], *STARTED]),
        (("1", 0), [("1", 1), ("1", 1)], [["•", "•"], ["•"] * 4, ["•"] * 4]),
        (("1", 0), [("1", 1), ("1", 1)], [["1.", "2."], *[["i.", "ii.", "iii.", "iv."]] * 2]),
        (None, [("2", 0), ("2", 0)], [["", ""], *RUN_ON]),
    ],
)
def test_options_are_another_list_or_level_however_numbered(
    stem: tuple[str, int] | None, own: list[tuple[str, int]], labels: list[list[str]]
) -> None:
    made = made_of(listed(stem, own, labels))
    assert (answers(made), made.numbers) == (MEANT, ())


def test_a_list_within_a_question_is_no_options() -> None:
    level = ("1", 0)
    lines = [Paragraph("1. Қайсысы дұрыс?", 1)]
    lines += (
        Paragraph(f"{name} тұзды.", i, label=f"{i}.", level=level) for i, name in enumerate(SEAS, 1)
    )
    lines += (Paragraph(f"{'ABCD'[i]}) {i + 1}", i + 9) for i in range(4))
    (question,) = made_of([*lines, Paragraph("Жауап: B", 20)]).bank
    assert [option.text for option in question.options] == ["1", "2", "3", "4"]
    assert question.text.endswith(
        "1. Арал тұзды.\n2. Каспий тұзды.\n3. Азов тұзды.\n4. Қара тұзды."
    )


@pytest.mark.parametrize(
    "labels",
    [["•"] * 4, ["–"] * 4, ["○"] * 4, ["i)", "ii)", "iii)", "iv)"], ["I.", "II.", "III.", "IV."]],
)
def test_bullets_and_roman_numbers_before_options(labels: list[str]) -> None:
    lines: list[Paragraph] = []
    for number, (stem, options, right) in enumerate(ASKED, 1):
        lines.append(Paragraph(f"{number}. {stem}", len(lines) + 1))
        lines += (
            Paragraph(f"{label} {name}", 9, "ABCD"[i] == right)
            for i, (label, name) in enumerate(zip(labels, options, strict=True))
        )
    assert answers(made_of(lines)) == MEANT


@pytest.mark.parametrize("level", [None, ("1", 0)])
def test_lines_without_a_mark_of_which_one_stands_out(level: tuple[str, int] | None) -> None:
    lines: list[Paragraph] = []
    for stem, options, right in ASKED:
        for text in (stem, *options):
            bold = text == options["ABCD".index(right)]
            label = f"{len(lines) + 1}." if level else ""
            lines.append(Paragraph(text, len(lines) + 1, bold, label=label, level=level))
    assert answers(made_of(lines)) == MEANT
    one_more = [*lines[:3], Paragraph("Сасықкөл", 99), *lines[3:]]
    left = made_of(one_more)
    assert not left.bank.questions  # where one has more lines, a line may belong to the question
    assert left.left


def table(*rows: list[str], bold: tuple[tuple[int, int], ...] = ()) -> Conversion:
    document = Document()
    grid = document.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            grid.cell(i, j).paragraphs[0].add_run(text).bold = (i, j) in bold
    return convert(typed_word.read(saved(document)), "moodle-xml", template=False)


@pytest.mark.parametrize(
    "rows",
    [
        [["№", "Сұрақ", "1", "2", "3", "4", "Жауап"], ["", *LAKES, "1"], ["", *SEAS, "2"]],
        [
            ["№", "Вопрос", "Вариант 1", "Вариант 2", "Вариант 3", "Вариант 4", "Правильный ответ"],
            ["", *LAKES, "Балқаш"],
            ["", *SEAS, "Каспий"],
        ],
        [["No", "Question", "A", "B", "C", "D", "Key"], ["", *LAKES, "A"], ["", *SEAS, "B"]],
    ],
)
def test_a_head_says_which_column_holds_what(rows: list[list[str]]) -> None:
    head, first, second = rows
    first[0:1], second[0:1] = ["1", ASKED[0][0]], ["2", ASKED[1][0]]
    assert answers(table(head, first, second)) == MEANT


def test_the_right_option_may_have_a_column_of_its_own() -> None:
    head = ["Сұрақ", "Дұрыс жауап", "Қате 1", "Қате 2", "Қате 3"]
    made = table(head, [ASKED[0][0], *LAKES], [ASKED[1][0], "Каспий", "Арал", "Азов", "Қара"])
    assert [(q.options[q.right[0]].text, len(q.options)) for q in made.bank] == [
        ("Балқаш", 4),
        ("Каспий", 4),
    ]


def test_a_table_without_a_head() -> None:
    rows = ["1", ASKED[0][0], *LAKES], ["2", ASKED[1][0], *SEAS]
    assert answers(table(*rows, bold=((0, 2), (1, 3)))) == MEANT
    assert not table(*rows).bank.questions


def test_numbers_and_letters_in_the_first_column() -> None:
    rows = [
        line
        for number, (stem, options, _) in enumerate(ASKED, 1)
        for line in (
            [str(number), stem],
            *([label, name] for label, name in zip("ABCD", options, strict=True)),
        )
    ]
    assert answers(table(*rows, bold=((1, 1), (7, 1)))) == MEANT


def test_several_letters_in_the_cell_of_the_answer_are_left() -> None:
    made = table(
        ["№", "Сұрақ", "A", "B", "C", "Жауап"],
        ["1", "Көл?", *LAKES[:3], "A, C"],
        ["2", "Теңіз?", *SEAS[:3], ""],
    )
    assert (len(made.bank), made.numbers) == (0, ("1", "2"))


@pytest.mark.parametrize(
    "key",
    [
        ["Жауаптар кілті", "1. A", "2. В"],
        ["Ключ к тесту:", "1 – A; 2 – В"],
        ["Ключи ответов", "№", "1", "2", "Ответ", "A", "B"],
        ["Жауаптары:", "1", "A", "2", "B"],
    ],
)
def test_keys_at_the_end(key: list[str]) -> None:
    lines = [
        line
        for number, (stem, options, _) in enumerate(ASKED, 1)
        for line in (
            f"{number}. {stem}",
            *(f"{label}) {name}" for label, name in zip("ABCD", options, strict=True)),
        )
    ]
    assert answers(typed(*lines, *key)) == MEANT


@pytest.mark.parametrize("sign", ["*", "* ", "+ ", "✓"])
def test_a_sign_between_letter_and_option(sign: str) -> None:
    lines = [f"{'ABCD'[i]}) {sign if i == 2 else ''}{name}" for i, name in enumerate(LAKES)]
    assert answers(typed("1. Ең терең көл?", *lines)) == [("Ең терең көл?", LAKES, "C")]


def test_digits_in_one_line() -> None:
    line = "  ".join(f"{i}) {name}" for i, name in enumerate(LAKES, 1))
    (question,) = typed("1. Ең терең көл?", line, "Жауап: 2").bank
    assert (question.answer, [option.text for option in question.options]) == ("B", LAKES)


def test_roman_letters_of_a_list_do_not_stop_the_reading() -> None:
    document = Document()
    add_list(document, 77, ("lowerRoman", "%1)"))
    document.add_paragraph("1. Ең терең көл?")
    for i, name in enumerate(LAKES):
        item(document, name, 77, bold=i == 0)
    assert [question.answer for question in typed_word.read(saved(document)).bank] == ["A"]


def test_a_text_file_may_be_typed_like_a_word_document() -> None:
    lines = [
        line
        for number, (stem, options, right) in enumerate(ASKED, 1)
        for line in (
            f"{number}. {stem}",
            *(f"{i}) {name}" for i, name in enumerate(options, 1)),
            f"Жауап: {'ABCD'.index(right) + 1}",
        )
    ]
    reading = aiken.read("\n".join(lines))
    assert TYPED_MANNER in [finding.message for finding in reading.findings]
    assert answers(convert(reading, "gift", template=False)) == MEANT


def test_a_number_that_is_skipped_in_a_text_file_is_told() -> None:
    text = "".join(f"{n}. Сұрақ {n}?\nA. бір\nB. екі\nANSWER: A\n" for n in (1, 2, 4))
    reading = aiken.read(text)
    assert [f.rule for f in reading.findings] == ["bank-number-kept", "bank-number-skipped"]
    assert [question.text for question in reading.bank][2] == "4. Сұрақ 4?"
