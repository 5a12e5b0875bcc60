"""Columns of tables, numbers, tags and Roman lines: taken for what they are, or left and named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.testbank.test_typing_manners import LAKES, typed

from atuforms.testbank.conversion import Conversion, convert, count_line
from atuforms.testbank.formats import read_bank
from atuforms.testbank.messages import (
    ANSWER_COUNTED,
    ANSWER_RANGE,
    BANK_MARGIN,
    COMMENT_LINE,
    NUMBERS_STAY,
    STEM_SUSPECT,
    TAG_STRAY,
)
from atuforms.testbank.referring_options import refers_to_others
from atuforms.testbank.typed import html as typed_html
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.lines import Paragraph

SEAS, SUMS = ["Арал", "Каспий", "Азов", "Қара"], ["3", "5", "4", "6"]
ASKED = (("Көл?", LAKES, 1), ("Теңіз?", SEAS, 2), ("2+2?", SUMS, 2), ("Ең үлкені?", SEAS[::-1], 0))
RIGHT = [("Көл?", LAKES[1]), ("Теңіз?", "Азов"), ("2+2?", "4"), ("Ең үлкені?", "Қара")]


def table(heads: list[str], rows: list[list[str]]) -> list[Paragraph]:
    return [
        Paragraph(text, 10 * r + c, column=heads[c] if r else "", cell_at=(1, r, c))
        for r, row in enumerate([heads, *rows])
        for c, text in enumerate(row)
    ]


def made_of(paragraphs: list[Paragraph]) -> Conversion:
    return convert(parse(paragraphs, typed=True), "moodle-xml", template=False)


def answered(made: Conversion) -> list[tuple[str, str]]:
    return [(q.text, q.options[q.right[0]].text) for q in made.bank]


@pytest.mark.parametrize("letters", ["АВСD", "AВСД", "АБВГ", "АӘБВ", "ABCD"])
@pytest.mark.parametrize(
    "head", ["{}", "({})", "{}.", "Вариант ответа {}", "{} нұсқасы", "{}-нұсқа", "Вар. {}"]
)
def test_a_column_is_an_option_however_its_head_calls_it(letters: str, head: str) -> None:
    heads = ["№", "Сұрақ", *map(head.format, letters), "Жауап"]
    rows = [[str(i), q, *o, letters[k]] for i, (q, o, k) in enumerate(ASKED, 1)]
    made = made_of(table(heads, rows))
    assert answered(made) == RIGHT
    assert all(len(question.options) == len(letters) for question in made.bank)


def test_a_column_of_answers_holds_texts_names_or_right_options_of_its_own() -> None:
    lettered, wrong = ["Сұрақ", *"АБВГ"], ["Сұрақ", "Дұрыс", *["Қате"] * 3]
    texts = made_of(table([*lettered, "Дұрыс жауап"], [[q, *o, o[k]] for q, o, k in ASKED]))
    both = made_of(
        table([*lettered, "Ответ"], [[q, *o, f"{'АБВГ'[k]}) {o[k]}"] for q, o, k in ASKED])
    )
    own = made_of(table(wrong, [[q, o[k], *o[:k], *o[k + 1 :]] for q, o, k in ASKED]))
    assert [answered(each) for each in (texts, both, own)] == [RIGHT] * 3
    slip = [[q, *o, o[k] if i else "Арал көлі"] for i, (q, o, k) in enumerate(ASKED)]
    made = made_of(table([*lettered, "Ответ"], slip))
    assert answered(made) == RIGHT[1:]
    assert [(f.message, f.actual) for f in made.left] == [(ANSWER_RANGE, "Арал көлі")]


def test_letters_typed_within_the_cells_are_no_part_of_the_options() -> None:
    rows = [
        [q, *(f"{a}) {text}" for a, text in zip("АБВГ", o, strict=True)), "АБВГ"[k]]
        for q, o, k in ASKED
    ]
    assert answered(made_of(table(["Сұрақ", *"АБВГ", "Жауап"], rows))) == RIGHT


def test_cells_beside_a_question_are_named() -> None:
    by_letter = table(
        ["Код", "Сұрақ", *"ABCD", "Жауап", "Балл"],
        [["К-1", q, *o, "ABCD"[k], "2"] for q, o, k in ASKED],
    )
    by_looks = [
        replace(p, bold=p.cell_at[1:] in {(i, 2 + ASKED[i - 1][2]) for i in range(1, 5)})
        for p in table(["Код", "Сұрақ", *"ABCD"], [["К-1", q, *o] for q, o, _ in ASKED])
        if p.cell_at
    ]
    for lines, said in ((by_letter, {"Код: К-1", "Балл: 2"}), (by_looks, {"Код: К-1"})):
        made = made_of(lines)
        assert answered(made) == RIGHT
        assert {(f.message, f.actual) for f in made.left} == {(COMMENT_LINE, each) for each in said}


def test_a_column_that_may_be_an_option_is_not_left_out() -> None:
    rows = [[q, *o, "бәрі", "ABCD"[k]] for q, o, k in ASKED]
    made = made_of(table(["Сұрақ", *"ABCD", "Бесінші", "Жауап"], rows))
    assert (answered(made), bool(made.left)) == ([], True)


def test_a_key_in_a_table_may_name_its_rows_in_two_words() -> None:
    asked = [
        Paragraph(text, n)
        for i, (q, o, _) in enumerate(ASKED, 1)
        for n, text in enumerate([f"{i}. {q}", *map("{}) {}".format, "АБВГ", o)], 10 * i)
    ]
    rows = [["Дұрыс жауап", *("АБВГ"[k] for _, _, k in ASKED)]]
    made = made_of([*asked, *table(["№ вопроса", *"1234"], rows)])
    assert answered(made) == RIGHT


OPTIONS = tuple(map("{}) {}".format, "ABCD", LAKES))


def test_numbers_go_where_most_questions_have_them_and_stay_by_name() -> None:
    def texts(*stems: str) -> tuple[list[str], bool]:
        lines = [line for stem in stems for line in (stem, *OPTIONS, "Жауап: B")]
        reading = parse(map(Paragraph, lines, range(1, len(lines) + 1)), typed=True)
        named = NUMBERS_STAY in [finding.message for finding in reading.findings]
        return [question.text for question in reading.bank], named

    assert texts("1. Бір?", "Екі?", "3. Үш?") == (["Бір?", "Екі?", "Үш?"], False)
    assert texts("1. Бір?", "5. Екі?", "Үш?") == (["1. Бір?", "5. Екі?", "Үш?"], True)
    assert texts("Бір?", "2024. Екі?", "Үш?") == (["Бір?", "2024. Екі?", "Үш?"], False)
    automatic = [Paragraph("Бір?", 1, label="1."), Paragraph("2. Екі?", 7)]
    made = made_of([p for q in automatic for p in (q, *map(Paragraph, OPTIONS, [2] * 4), KEY)])
    assert [question.text for question in made.bank] == ["Бір?", "Екі?"]


KEY = Paragraph("Жауап: B", 3)


@pytest.mark.parametrize("tag", ["<questions>", "<variants>", "</vаriant>", "<variantrigth>"])
def test_a_tag_written_otherwise_is_left_for_the_author(tag: str) -> None:
    good = ("<question>Көл?", "<variant>Арал", "<variantright>Зайсан")
    reading = read_bank(
        "\n".join((*good, f"<question>Не? {tag} деген", *good[1:])).encode(), "aiken"
    )
    made = convert(reading, "gift", template=False)
    assert ([q.text for q in made.bank], made.numbers) == (["Көл?"], ("2",))
    assert [f.actual for f in made.left if f.message is TAG_STRAY] == [tag]


def test_other_tags_are_texts_of_questions() -> None:
    lines = ("<question>Сілтеме тегі?", "<variantright><a>", "<variant><video>", "<variant><quote>")
    made = convert(read_bank("\n".join(lines).encode(), "aiken"), "gift", template=False)
    assert [option.text for option in made.bank.questions[0].options] == [
        "<a>",
        "<video>",
        "<quote>",
    ]


def test_roman_lines_of_a_question_leave_one_question() -> None:
    torn = ("Қайсысы?", "I. бірінші", "II. екінші", "A) I", "B) II", "ANSWER: A")
    made = convert(
        read_bank("\n".join((*torn, "Көл?", *OPTIONS, "ANSWER: B")).encode(), "aiken"),
        "moodle-xml",
        template=False,
    )
    assert (made.read, made.numbers) == (2, ("1",))
    assert STEM_SUSPECT in [finding.message for finding in made.left]


def test_a_range_or_margin_in_which_no_number_lies_is_left() -> None:
    for answer in ("5..1", "5:-1"):
        made = convert(read_bank(f"Нешеу?{{#{answer}}}".encode(), "gift"), "gift", template=False)
        assert [finding.message for finding in made.left] == [BANK_MARGIN]
        assert not made.bank.questions


def test_letters_out_of_order_are_said_to_be_counted() -> None:
    lines = ("Көл?", "A) Арал", "C) Зайсан", "B) Алакөл", "ANSWER: B")
    reading = read_bank("\n".join(lines).encode(), "aiken")
    assert ANSWER_COUNTED in [finding.message for finding in reading.findings]
    assert reading.bank.questions[0].answer == "C"


def test_nothing_alone_refers_to_nothing() -> None:
    assert not refers_to_others("ничего")
    assert refers_to_others("ничего не подходит")


def test_a_bank_that_is_left_whole_is_counted_whole_and_in_a_short_line() -> None:
    made = typed(*(line for n in range(300) for line in (f"{n + 1}. Көл?", *OPTIONS)))
    line = count_line(made.unwritten, "bank.txt", "en")
    assert line.startswith("300 questions: 0 written, 300 left for the author: 1–300.")
    assert len(line) < 600


FIVE = ("A) бір", "B) екі", "C) үш", "D) төрт", "E) бес")
WHOLE = ("2. Бесеу ме?", *FIVE, "Жауап: C")


@pytest.mark.parametrize(
    ("lines", "suspect"),
    [
        ([*FIVE[:4], "бес"], "бес"),
        (["бір", *FIVE[1:]], "бір"),
        ([*FIVE, "2020 жылғы дерек"], ""),
        ([*FIVE, "Дерек 2020 жылғы"], "Дерек 2020 жылғы"),
        ([*FIVE[:3], "D) төрт және", "одан да көп", FIVE[4]], ""),
    ],
)
def test_a_line_that_may_be_an_option_without_its_letter(lines: list[str], suspect: str) -> None:
    for typed_as in (True, False):
        reading = parse(
            map(Paragraph, ["1. Нешеу?", *lines, "Жауап: B", *WHOLE], range(99)), typed=typed_as
        )
        made = convert(reading, "moodle-xml", template=False)
        assert made.numbers == (("1",) if suspect else ())
        assert [f.actual for f in made.left if f.message is STEM_SUSPECT] == [suspect] * bool(
            suspect
        )


def test_half_of_a_question_is_no_question_of_its_own() -> None:
    torn = ("1. Сәйкестендіріңіз:", "A. Арал", "B. Шу", "1) өзен", "2) теңіз", *FIVE, "Жауап: B")
    made = typed(*torn, *WHOLE)
    assert [question.text for question in made.bank] == ["Бесеу ме?"]


def test_lines_after_a_tag_go_on_until_the_next_question() -> None:
    lines = (
        *("<question>Қай", "көл?", "<variant>Арал", "теңізі", "<variantright>Зайсан", "Бөлім 2"),
        *("<question>Өзен?", "<variantright>Шу", "<variant>Іле"),
    )
    made = convert(read_bank("\n".join(lines).encode(), "aiken"), "gift", template=False)
    assert [(q.text, q.options[0].text) for q in made.bank] == [
        ("Қай\nкөл?", "Арал\nтеңізі"),
        ("Өзен?", "Шу"),
    ]
    assert len(made.left) == 1


@pytest.mark.parametrize("name", ["not correct", "correct wrong", "is-not correct", "дұрыс емес"])
def test_a_class_beside_one_that_denies_it_says_nothing(name: str) -> None:
    page = f'<p>1. Көл?</p><ul><li class="{name}">Арал</li><li>Зайсан</li><li>Шу</li></ul>'
    assert not typed_html.read(page.encode()).bank.questions[0].right


@pytest.mark.parametrize(
    "lines",
    [
        ["-А) Арал", "+Б) Шу", "-В) Іле"],
        ["+ a. Арал", "- b. Шу", "- c. Іле"],
        ["• A) Арал", "• B) Шу", "• C) Іле", "Жауап: B"],
    ],
)
def test_a_letter_after_each_sign_is_no_part_of_the_options(lines: list[str]) -> None:
    (question,) = typed("1. Су?", *lines).bank
    assert [option.text for option in question.options] == ["Арал", "Шу", "Іле"]
