"""Banks typed in Word in the manners of lecturers, each read or named."""

from __future__ import annotations

import time

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from tests.testbank.test_typed_word import add_list, item, saved

from atuforms.testbank import aiken
from atuforms.testbank.conversion import Conversion, convert
from atuforms.testbank.formats import format_of
from atuforms.testbank.messages import STEM_WRAPPED
from atuforms.testbank.omml import latex
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.word_signs import field_formula, shifted, symbol

LAKES = ["Балқаш", "Зайсан", "Алакөл", "Марқакөл"]
MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def typed(*lines: str) -> Conversion:
    made = parse((Paragraph(line, i) for i, line in enumerate(lines, 1)), typed=True)
    return convert(made, "moodle-xml", template=False)


def answers(made: Conversion) -> list[tuple[str, list[str], str]]:
    return [(q.text, [o.text for o in q.options], q.answer) for q in made.bank]


@pytest.mark.parametrize("look", ["bold", "underline", "colour", "highlight"])
@pytest.mark.parametrize("together", [False, True])
def test_the_right_option_is_told_by_its_looks(look: str, together: bool) -> None:
    document = Document()
    document.add_paragraph("Ең терең көл?")
    lines = document.add_paragraph() if together else None
    for i, name in enumerate(LAKES):
        run = (lines or document.add_paragraph()).add_run(f"{'ABCD'[i]}) {name}")
        if i == 2 and look == "colour":
            run.font.color.rgb = RGBColor(0xC0, 0, 0)
        elif i == 2 and look == "highlight":
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif i == 2:
            setattr(run, look, True)
        if lines is not None:
            run.add_break()
    (question,) = typed_word.read(saved(document)).bank
    assert (question.answer, [o.text for o in question.options]) == ("C", LAKES)


def test_two_looks_that_disagree_are_left_for_the_author() -> None:
    document = Document()
    document.add_paragraph("Ең терең көл?")
    for i, name in enumerate(LAKES):
        run = document.add_paragraph().add_run(f"{'ABCD'[i]}) {name}")
        run.bold, run.underline = i == 1, i == 2
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert (len(made.bank), made.numbers) == (0, ("1",))


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Қай көл?", "- Балқаш", "+ Зайсан", "- Алакөл", "- Марқакөл"],
        ["1. Қай көл?", "A) Балқаш  B) Зайсан  C) Алакөл  D) Марқакөл", "ANSWER: B"],
        ["1. Қай көл?", "1) Балқаш", "2) Зайсан", "3) Алакөл", "4) Марқакөл", "Жауабы: 2"],
        ["Сұрақ 1", "Қай көл?", "А) Балқаш", "Б) Зайсан", "В) Алакөл", "Г) Марқакөл", "Ответ: Б"],
        ["1. Қай көл?", "A) Балқаш", "*B) Зайсан", "C) Алакөл", "D) Марқакөл"],
    ],
)
def test_options_in_many_manners(lines: list[str]) -> None:
    assert answers(typed(*lines)) == [("Қай көл?", LAKES, "B")]


def two(*after: str) -> list[str]:
    options = [f"{letter}) {name}" for letter, name in zip("ABCD", LAKES, strict=True)]
    return ["1. Қай көл?", *options, "2. Тағы қай көл?", *options, *after]


@pytest.mark.parametrize(
    "key", [["Кілт: 1-B, 2-D"], ["Ключ", "1. B", "2. D"], ["Ответы", "1 2", "B D"]]
)
def test_a_key_at_the_end(key: list[str]) -> None:
    made = typed(*two(*key))
    assert [question.answer for question in made.bank] == ["B", "D"]
    assert not made.left


def test_a_key_of_another_length_is_left_for_the_author() -> None:
    made = typed(*two("Кілт: 1-B, 2-D, 3-A"))
    assert (len(made.bank), made.numbers) == (0, ("1", "2"))


def test_letters_that_run_on_through_all_questions() -> None:
    document = Document()
    add_list(document, 91, ("decimal", "%1."))
    add_list(document, 92, ("lowerLetter", "%1)"))
    for number in (1, 2, 3):
        item(document, f"Сұрақ {number} қандай?", 91)
        for i, name in enumerate(LAKES):
            item(document, name, 92, bold=i == number)
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [question.answer for question in made.bank] == ["B", "C", "D"]
    assert not made.left


def test_a_title_before_a_numbered_list_is_named_and_left_out() -> None:
    document = Document()
    document.add_paragraph("География пәнінен тест")
    add_list(document, 91, ("decimal", "%1."), ("lowerLetter", "%2)"))
    item(document, "Қай көл?", 91)
    for i, name in enumerate(LAKES):
        item(document, name, 91, level=1, bold=i == 3)
    reading = typed_word.read(saved(document))
    assert [(q.text, q.answer) for q in reading.bank] == [("Қай көл?", "D")]
    assert [f.actual for f in reading.findings if f.rule == "bank-line-left-out"] == [
        "География пәнінен тест"
    ]


def test_numbered_paragraphs_without_options_are_named() -> None:
    document = Document()
    add_list(document, 91, ("decimal", "%1."))
    for text in ("Біріншісі қандай?", "Екіншісі қандай?"):
        item(document, text, 91)
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert (made.read, len(made.bank), len(made.left)) == (2, 0, 2)


@pytest.mark.parametrize(
    "head", [["Көлдер туралы тест", "Қай көл?"], ["Авторы –", "А. Құнанбаев. Рас па?"]]
)
def test_a_line_that_may_be_no_part_of_the_question_is_left_to_the_author(head: list[str]) -> None:
    options = [f"{letter}) {name}" for letter, name in zip("ABCD", LAKES, strict=True)]
    made = typed(*head, *options, "ANSWER: A")
    assert (made.read, len(made.bank), made.numbers) == (1, 0, ("1",))


@pytest.mark.parametrize("answer", ["A B", "A или B", "A немесе C"])
def test_an_answer_of_two_letters_is_no_answer(answer: str) -> None:
    options = [f"{letter}) {name}" for letter, name in zip("ABCD", LAKES, strict=True)]
    assert typed("Қай көл?", *options, f"ANSWER: {answer}").numbers == ("1",)


def test_a_latin_letter_for_cyrillic_options_is_not_guessed() -> None:
    options = [f"{letter}) {name}" for letter, name in zip("АБВГ", LAKES, strict=True)]
    assert typed("Қай көл?", *options, "ANSWER: B").numbers == ("1",)
    assert typed("Қай көл?", *options, "ANSWER: A").bank.questions[0].answer == "A"


def test_a_table_of_questions() -> None:
    document = Document()
    rows = [["№", "Сұрақ", "A", "B", "C", "D", "Дұрыс жауап"], ["1", "Қай көл?", *LAKES, "C"]]
    table = document.add_table(rows=0, cols=7)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    (question,) = typed_word.read(saved(document)).bank
    assert (question.text, question.answer) == ("Қай көл?", "C")


def test_signs_of_word_are_kept() -> None:
    assert shifted("23", "superscript") == "²³"
    assert symbol("Symbol", "F0A3") == "≤"
    assert symbol("Wingdings 9", "F0A3") is None
    assert field_formula(r"EQ \f(1;2)") == r"\( \frac{1}{2} \)"
    assert field_formula(r"EQ \a\al(1;2)") is None


def test_raised_letters_become_markup() -> None:
    document = Document()
    paragraph = document.add_paragraph("x")
    paragraph.add_run("қ").font.superscript = True
    for letter, name in zip("AB", LAKES, strict=False):
        document.add_paragraph(f"{letter}) {name} & <b>")
    document.add_paragraph("ANSWER: A")
    (question,) = typed_word.read(saved(document)).bank
    assert question.text == "x<sup>қ</sup>"
    assert question.options[0].text == "Балқаш &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>x</m:t></m:r></m:den></m:f>",
            r"\( \frac{1}{x} \)",
        ),
        ("<m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>", r"\( \sqrt{2} \)"),
        (
            "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>",
            r"\( {x}^{2} \)",
        ),
        ("<m:unknown/>", None),
    ],
)
def test_formulas_are_written_for_the_filter(formula: str, expected: str | None) -> None:
    assert latex(parse_xml(f"<m:oMath {MATHS}>{formula}</m:oMath>")) == expected


def test_text_boxes_are_read_once() -> None:
    document = Document()
    document.add_paragraph("1. Қай көл?")
    box = (
        '<w:pict {} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Ескерту: ең тереңі</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict>"
    ).format(nsdecls("w"))
    document.add_paragraph().add_run()._r.append(parse_xml(box))
    for letter, name in zip("AB", LAKES, strict=False):
        document.add_paragraph(f"{letter}) {name}")
    document.add_paragraph("ANSWER: A")
    reading = typed_word.read(saved(document))
    assert [q.text for q in reading.bank] == ["Қай көл?\nЕскерту: ең тереңі"]
    assert not reading.findings


def test_letters_of_private_use_in_a_text_file_stay_what_they_are() -> None:
    text = "\ue000 деген не?\nA. бір\nB. \ue002екі\nANSWER: A\n"
    (question,) = aiken.read(text.encode()).bank
    assert (question.text, question.options[1].text) == ("\ue000 деген не?", "\ue002екі")
    assert question.markup == "plain"


def test_tags_of_another_system_are_read_and_the_unmarked_left() -> None:
    text = (
        "<question>Ең терең көл?\n<variant>Балқаш\n<variantright>Каспий\n<variant>Зайсан\n"
        "<question>Астана?\n<variant>Алматы\n<variant>Астана\n"
    )
    assert format_of(text.encode(), ".txt") == "aiken"
    made = convert(aiken.read(text), "gift", template=False)
    (question,) = made.bank
    assert (question.text, question.answer) == ("Ең терең көл?", "B")
    assert (made.read, made.numbers) == (2, ("2",))


def test_a_question_on_tags_stays_one() -> None:
    (question,) = aiken.read("<variant> тегі не?\nA. <b>\nB. <i>\nANSWER: B\n").bank
    assert (question.text, question.answer) == ("<variant> тегі не?", "B")


@pytest.mark.parametrize("sign", [" *", "*", " +", " (+)", " ✓", "(*)"])
def test_a_sign_after_the_right_option(sign: str) -> None:
    document = Document()
    for text in ("Ең терең көл?", "A. Балқаш", f"B. Каспий{sign}", "C. Зайсан", "Астана?"):
        document.add_paragraph(text)
    for text in (f"A. Астана{sign}", "B. Алматы", "C. Шымкент"):
        document.add_paragraph(text)
    first, second = convert(typed_word.read(saved(document)), "gift", template=False).bank
    assert (first.answer, first.options[1].text) == ("B", "Каспий")
    assert (second.answer, second.options[0].text) == ("A", "Астана")


def test_names_that_end_with_a_sign_mark_nothing() -> None:
    document = Document()
    for text in ("Тіл?", "A. C++", "B. Java", "C. Ада", "Алгоритм?", "A. A*", "B. DFS"):
        document.add_paragraph(text)
    assert not convert(typed_word.read(saved(document)), "gift", template=False).bank.questions


def test_private_characters_of_a_document_survive() -> None:
    document = Document()
    for text in ("Белгі \ue000 не?", "A. \ue001", "B. \ue002x", "ANSWER: B"):
        document.add_paragraph(text)
    (question,) = typed_word.read(saved(document)).bank
    assert (question.text, question.markup) == ("Белгі \ue000 не?", "plain")
    assert [option.text for option in question.options] == ["\ue001", "\ue002x"]


def test_a_long_bank_is_looked_through_once() -> None:
    lines = [f"{n} саны?\nA. иә\nB. жоқ\nC. мүмкін\nANSWER: B" for n in range(1500)]
    document = Document()
    for text in "\n".join(lines).split("\n"):
        document.add_paragraph(text)
    data = saved(document)
    start = time.process_time()
    assert len(typed_word.read(data).bank) == 1500
    assert time.process_time() - start < 5


@pytest.mark.parametrize("signs", [".)", "))", ".."])
def test_digits_below_numbered_questions(signs: str) -> None:
    document = Document()
    for n in range(8):
        document.add_paragraph(f"{n + 1}{signs[0]} Көл {n} қайсысы болады?")
        for i, lake in enumerate(LAKES):
            run = document.add_paragraph().add_run(f"{i + 1}{signs[1]} {lake}")
            run.bold = i == n % 4 or None
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [question.answer for question in made.bank] == list("ABCDABCD")
    assert all([o.text for o in question.options] == LAKES for question in made.bank)
    assert made.bank.questions[5].text == "Көл 5 қайсысы болады?"


def test_a_plus_in_a_cell_beside_the_right_option() -> None:
    document = Document()
    table = document.add_table(0, 2)
    for n in range(2):
        table.add_row().cells[0].text = f"{n + 1}. Көл {n} қайсысы?"
        for i, lake in enumerate(LAKES):
            cells = table.add_row().cells
            cells[0].text = f"{'ABCD'[i]}) {lake}"
            cells[1].text = "+" if i == n + 1 else ""
    made = convert(typed_word.read(saved(document)), "gift", template=False)
    assert [question.answer for question in made.bank] == ["B", "C"]


def test_the_letter_alone_may_show_the_right_option() -> None:
    document = Document()
    document.add_paragraph("Көл қайсысы?")
    for i, lake in enumerate(LAKES):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{'ABCD'[i]})").bold = i == 2 or None
        paragraph.add_run(f" {lake}")
    (question,) = convert(typed_word.read(saved(document)), "gift", template=False).bank
    assert question.answer == "C"


@pytest.mark.parametrize("sign", [")", "."])
def test_numbered_statements_above_lettered_options_are_a_part_of_the_question(sign: str) -> None:
    statements = [f"{n}{sign} {name} – тұйық көл" for n, name in enumerate(LAKES[:3], 1)]
    made = typed("1. Қайсысы дұрыс?", *statements, "A) тек 1", "B) 1 және 3", "Жауап: B")
    (question,) = made.bank
    assert question.text.splitlines() == ["Қайсысы дұрыс?", *statements]
    assert [option.text for option in question.options] == ["тек 1", "1 және 3"]
    assert (question.answer, made.left) == ("B", ())


POETS = ["А. Б. Жұмабаев", "Б. М. Майлин", "В. С. Высоцкий", "Г. А. Тоқай"]


@pytest.mark.parametrize("manner", ["{}", "• {}", "– {}", "{n}) {}"])
def test_initials_that_run_on_are_no_letters(manner: str) -> None:
    document = Document()
    for stem, options in (("Ең терең көл?", LAKES), ("Кім?", POETS), ("Қай көл тұзды?", LAKES)):
        document.add_paragraph(stem)
        for i, name in enumerate(options):
            document.add_paragraph().add_run(manner.format(name, n=i + 1)).bold = i == 2
    made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
    assert [(options, right) for _, options, right in answers(made)] == [
        (LAKES, "C"),
        (POETS, "C"),
        (LAKES, "C"),
    ]


def test_a_sign_of_the_bank_goes_and_one_of_the_text_stays() -> None:
    other = ("1. Қай көл?", "A) Арал", "B) Зайсан *", "2. Қай өзен?", "A) Шу *", "B) Іле")
    made = typed(*other, "3. Қанша градус?", "A) - 4 °C", "B) + 4 °C *", "C) 0 °C")
    assert answers(made)[2] == ("Қанша градус?", ["- 4 °C", "+ 4 °C", "0 °C"], "B")


MARKDOWN = """# Тест

## 1-модуль

### 1. Қай көл?

{options}

### 2. Тағы қай көл?

{options}
"""


@pytest.mark.parametrize(
    "options",
    [
        "- [ ] Балқаш\n- [x] Зайсан\n- [ ] Алакөл\n- [ ] Марқакөл",
        "- Балқаш\n- **Зайсан**\n- Алакөл\n- Марқакөл",
        "Жауап нұсқалары:\n\nA) Балқаш\nB) Зайсан\nC) Алакөл\nD) Марқакөл\n\n**Жауап: B**",
        "1. Балқаш\n2. Зайсан ✅\n3. Алакөл\n4. Марқакөл",
    ],
)
def test_headings_and_lists_of_markdown(options: str) -> None:
    lines = MARKDOWN.format(options=options).split("\n")
    made = convert(
        parse(map(Paragraph, lines, range(1, len(lines) + 1)), typed=True),
        "moodle-xml",
        template=False,
    )
    assert answers(made) == [("Қай көл?", LAKES, "B"), ("Тағы қай көл?", LAKES, "B")]
    assert ([question.module for question in made.bank], made.left) == (["1", "1"], ())


def test_a_comment_in_a_program_stays() -> None:
    code = ["1. Не шығады?", "# 1. бастау", "print(1)"]
    made = typed(*code, *map("{}) {}".format, "AB", "12"), "Жауап: A")
    assert [question.text for question in made.bank] == ["Не шығады?\n# 1. бастау\nprint(1)"]


def test_a_line_above_options_that_only_offers_them_is_named() -> None:
    lines = ["Қай көл?", "Варианты ответов:", "A) Балқаш", "B) Зайсан", "ANSWER: B"]
    for as_typed in (True, False):
        made = parse(map(Paragraph, lines, range(1, 6)), typed=as_typed)
        assert [(q.text, q.answer) for q in made.bank] == [("Қай көл?", "B")]
        assert [f.actual for f in made.findings if f.severity == "warning"] == [lines[1]]
        # Moodle itself would take the line for the question.
        assert [f.message for f in made.findings if f.severity == "error"] == (
            [] if as_typed else [STEM_WRAPPED]
        )
