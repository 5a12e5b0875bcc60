"""Tables in plain text: Markdown, CSV, rows pasted from a spreadsheet."""

from __future__ import annotations

import time

import pytest
from tests.testbank.test_typing_manners import answers

from atuforms.testbank import aiken
from atuforms.testbank.conversion import Conversion, convert
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.table_messages import ROW_UNEVEN, TABLE_UNKNOWN

HEAD = ["№", "Сұрақ", "A", "B", "C", "D", "Жауап"]
ROWS = [
    ["1", "Ең терең көл қайсы?", "Байкал", "Балқаш", "Зайсан", "Арал", "A"],
    ["2", "Абай қай жылы туған?", "1841", "1843", "1845", "1847", "C"],
    ["3", "Судың формуласы қандай?", "NaCl", "H2O", "CO2", "O2", "B"],
]
MEANT = [(row[1], row[2:6], row[6]) for row in ROWS]


def made_of(text: str) -> Conversion:
    return convert(aiken.read(text), "moodle-xml", template=False)


def parted(sign: str, rows: list[list[str]]) -> str:
    return "".join(f"{sign.join(row)}\n" for row in rows)


def markdown(rows: list[list[str]], rule: str = "---") -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{f'{rule}|' * len(rows[0])}", *lines[1:]])


@pytest.mark.parametrize(
    "text",
    [
        markdown([HEAD, *ROWS]),
        markdown([HEAD, *ROWS], ":-:").replace("\n|", "\n").replace("|\n", "\n").strip("|"),
        f"# Тест\n\n{markdown([HEAD, *ROWS])}",
        *(parted(sign, [HEAD, *ROWS]) for sign in ("\t", ";", ",", "|")),
        parted("\t", ROWS),
        parted("\t", [["", *row[1:]] for row in (HEAD, *ROWS)]),
        f"sep=;\r\n{parted(';', [HEAD, *ROWS])}".replace("\n", "\r\n"),
        parted(";", [[f'"{cell}"' for cell in row] for row in (HEAD, *ROWS)]),
        parted("\t", [HEAD, *([*row[:6], str("ABCD".index(row[6]) + 1)] for row in ROWS)]),
        parted("\t", [HEAD, *([*row[:6], row[2 + "ABCD".index(row[6])]] for row in ROWS)]),
        "".join(
            f"{row[0]}\t{row[1]}\n"
            + "".join(f"{letter}\t{text}\n" for letter, text in zip("ABCD", row[2:6], strict=True))
            + f"Жауап\t{row[6]}\n"
            for row in ROWS
        ),
    ],
)
def test_a_table_is_read_whatever_parts_its_columns(text: str) -> None:
    made = made_of(text)
    assert (answers(made), made.left) == (MEANT, ())


def test_signs_of_the_format_are_no_part_of_the_texts() -> None:
    made = made_of(
        'Вопрос,A,B,C,Ответ\n"Как, по закону, зовётся столица?","Астана, с 2022 года",Ақмола,,A\n'
        '"Что значит ""көл""?",гора,"озеро\nили море",река,B\n'
    )
    assert answers(made) == [
        ("Как, по закону, зовётся столица?", ["Астана, с 2022 года", "Ақмола"], "A"),
        ('Что значит "көл"?', ["гора", "озеро\nили море", "река"], "B"),
    ]
    made = made_of(
        markdown(
            [HEAD[1:-1], ["a \\| b деген не?", "**немесе**", "және", "емес", "тең"], ROWS[1][1:-1]]
        )
    )
    assert answers(made)[0] == ("a | b деген не?", ["немесе", "және", "емес", "тең"], "A")


def test_options_in_one_cell_and_keys_in_tables_are_read() -> None:
    options = "<br>".join(f"{'ABCD'[i]}) {text}" for i, text in enumerate(ROWS[0][2:6]))
    made = made_of(markdown([["Сұрақ", "Нұсқалар", "Жауап"], [ROWS[0][1], options, "A"]]))
    assert answers(made) == MEANT[:1]
    typed = "\n".join([f"1. {ROWS[0][1]}", *options.split("<br>"), f"2. {ROWS[1][1]}"])
    typed += "".join(f"\n{'ABCD'[i]}) {text}" for i, text in enumerate(ROWS[1][2:6]))
    for key in ([["№", "Жауап"], ["1", "A"], ["2", "C"]], [["1", "2"], ["A", "C"]]):
        assert answers(made_of(f"{typed}\n\n**Кілт**\n\n{markdown(key)}\n")) == MEANT[:2]


@pytest.mark.parametrize("cut", [4, 6, None])
def test_a_row_with_other_cells_is_left_and_named(cut: int | None) -> None:
    odd = ["4", "Ең биік тау?", "Белуха", "Талғар", "Хан Тәңірі", "Мұзтау", "C", "1"][:cut]
    made = made_of(parted("\t", [HEAD, *ROWS[:2], odd, ROWS[2]]))
    (left,) = made.left
    assert answers(made) == MEANT
    assert (left.message, left.line, left.actual, left.limit) == (ROW_UNEVEN, 4, len(odd), 7)
    assert made.lines == (4,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Which of six is the answer nobody says; with commas in each question no column is sure.
        (parted("\t", [[*row[:6], "2"] for row in ROWS]), TABLE_UNKNOWN),
        (parted(",", [[row[0], "Не, қайда", *row[1:]] for row in ROWS]), TABLE_UNKNOWN),
        (parted(",", [HEAD, *([row[0], "Не, қайда", *row[1:]] for row in ROWS)]), ROW_UNEVEN),
        (parted(";", [[*row[:2], "Түрі", *row[2:]] for row in [HEAD, *ROWS]]), TABLE_UNKNOWN),
    ],
)
def test_a_table_that_is_not_certain_is_named_as_such(text: str, message: object) -> None:
    made = made_of(text)
    assert (answers(made), [each.message for each in made.left]) == ([], [message])


def test_rows_pasted_into_word_are_a_table_too() -> None:
    lines = [Paragraph("\t".join(row), i) for i, row in enumerate([HEAD, *ROWS], 1)]
    made = convert(parse(lines, typed=True), "moodle-xml", template=False)
    assert (answers(made), made.left) == (MEANT, ())


def test_tables_stand_between_other_questions_and_headings() -> None:
    typed = "\n".join([ROWS[0][1], *(f"{'ABCD'[i]}. {t}" for i, t in enumerate(ROWS[0][2:6]))])
    text = f"{typed}\nANSWER: A\n\n2-модуль\n{parted(chr(9), [HEAD, *ROWS[1:]])}"
    made = made_of(text)
    assert (answers(made), made.left) == (MEANT, ())
    assert [question.module for question in made.bank] == ["", "2", "2"]


def test_lines_that_share_signs_are_no_table() -> None:
    text = "".join(
        f"int a{n}; int b; int c;\na{n} = 1; b = 2; c = 3;\nНәтижесі, егер a, b, c, d?\n"
        "A) 1, 2, 3, 4\nB) 2, 1, 3, 4\nANSWER: B\n\n"
        for n in range(3)
    )
    made = made_of(text)
    assert [option.text for option in made.bank.questions[0].options] == [
        "1, 2, 3, 4",
        "2, 1, 3, 4",
    ]
    assert "a0 = 1; b = 2; c = 3;" in made.bank.questions[0].text


@pytest.mark.parametrize(
    "line", ['"a;b;c', "a;b;c\t", "|||||||", "| - " * 50, '",",",",', "1,2,3,4,5"]
)
def test_hostile_rows_take_no_time(line: str) -> None:
    begun = time.perf_counter()
    made_of(f"{line}\n" * 2000)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("rows", [ROWS[:1], ROWS[:2], ROWS])
def test_the_first_question_of_a_table_may_take_several_lines(rows: list[list[str]]) -> None:
    asked = [[row[0], row[1].replace(" ", "\n", 1), *row[2:]] for row in rows]
    quoted = [[f'"{cell}"' if "\n" in cell else cell for cell in row] for row in asked]
    made = made_of(parted(",", [HEAD, *quoted]))
    assert [answer for _, _, answer in answers(made)] == [row[6] for row in rows]
    assert len(made.bank.questions) == len(rows)
