"""Looks that mark nothing, text that is hidden or struck out, and signs shown by a font."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.run import CT_R
from docx.shared import RGBColor
from docx.text.run import Run
from tests.testbank.test_typed_word import saved
from tests.testbank.test_typing_manners import LAKES, typed

from atuforms.testbank.conversion import Conversion, convert
from atuforms.testbank.messages import (
    ANSWER_LONE_LOOKS,
    QUESTION_UNFINISHED,
    WORD_HIDDEN,
    WORD_HIDDEN_ANSWER,
    WORD_STRUCK,
    WORD_SYMBOL,
)
from atuforms.testbank.typed import html as typed_html
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.looks_messages import LOOKS_UNKNOWN


def marked(*marks: Callable[[Run], object], answer: str = "") -> Conversion:
    """A bank with a question for each mark, which its second option has."""
    document = Document()
    for number, mark in enumerate(marks, 1):
        document.add_paragraph(f"{number}. Қай көл {number}?")
        for i, name in enumerate(LAKES):
            run = document.add_paragraph(f"{'ABCD'[i]}) ").add_run(name)
            if i == 1:
                mark(run)
        if answer:
            document.add_paragraph(answer)
    return convert(typed_word.read(saved(document)), "moodle-xml", template=False)


def with_property(name: str, **values: str) -> Callable[[Run], None]:
    def mark(run: Run) -> None:
        made = OxmlElement(f"w:{name}")
        for key, value in values.items():
            made.set(qn(f"w:{key}"), value)
        run._r.get_or_add_rPr().append(made)

    return mark


def bold(run: Run) -> None:
    run.bold = True


def coloured(value: str) -> Callable[[Run], None]:
    return lambda run: setattr(run.font.color, "rgb", RGBColor.from_string(value))


@pytest.mark.parametrize(
    ("mark", "written"),
    [
        *((coloured(value), 0) for value in ("222222", "202124", "4D5156", "FFFFFF", "0F0F0F")),
        *((coloured(value), 2) for value in ("FF0000", "00007F", "C00000", "00B050")),
        (lambda run: setattr(run.font, "highlight_color", WD_COLOR_INDEX.WHITE), 0),
        (lambda run: setattr(run.font, "highlight_color", WD_COLOR_INDEX.YELLOW), 2),
        (with_property("shd", val="clear", fill="FDFDFD"), 0),
    ],
)
def test_a_colour_that_nobody_tells_from_black_or_white_marks_nothing(
    mark: Callable[[Run], object], written: int
) -> None:
    made = marked(mark, mark)
    assert len(made.bank) == written
    assert ({f.message for f in made.left} == {QUESTION_UNFINISHED}) is not written


def test_a_mark_unlike_those_of_the_other_questions_is_asked_about() -> None:
    made = marked(bold, bold, with_property("u", val="single"), bold)
    assert [(f.message, f.path) for f in made.left] == [(ANSWER_LONE_LOOKS, "questions.2.answer")]
    assert len(marked(bold, bold).bank) == 2
    assert len(marked(bold, with_property("u", val="single"), bold, bold).bank) == 3


def test_looks_in_the_place_of_an_answer_line_are_pointed_out() -> None:
    lines = [line for n in (1, 2) for line in (f"{n}. Қай көл?", *LAKES)]
    document = Document()
    for i, line in enumerate(lines):
        name = f"{'ABCD'[i % 5 - 1]}) {line}" if i % 5 else line
        document.add_paragraph().add_run(name).bold = i == 7
        if i == 4:
            document.add_paragraph("Жауап: A")
    reading = typed_word.read(saved(document))
    assert [question.answer for question in reading.bank] == ["A", "B"]
    told = {finding.message: finding.severity for finding in reading.findings}
    assert told[ANSWER_LONE_LOOKS] == "warning"


@pytest.mark.parametrize(
    ("name", "message"),
    [("strike", WORD_STRUCK), ("dstrike", WORD_STRUCK), ("vanish", WORD_HIDDEN)],
)
def test_struck_and_hidden_text_is_named_and_its_question_left(name: str, message: object) -> None:
    made = marked(with_property(name), bold, answer="Жауап: A")
    (finding,) = (f for f in made.left if f.message is message)
    assert (finding.path, finding.actual) == ("questions.0", "Зайсан")


def test_a_hidden_answer_line_is_read_and_named() -> None:
    document = Document()
    for line in ("1. Қай көл?", *map("{}) {}".format, "ABCD", LAKES), "Жауап: C"):
        document.add_paragraph().add_run(line).font.hidden = line.startswith("Жауап")
    reading = typed_word.read(saved(document))
    assert [question.answer for question in reading.bank] == ["C"]
    assert WORD_HIDDEN_ANSWER in [finding.message for finding in reading.findings]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<del>Зайсан</del>",
            "<s>Зай</s>сан",
            '<span style="text-decoration:line-through">З</span>',
        ),
        *("<span hidden>Зайсан</span>", '<i style="display: none">З</i>айсан'),
    ],
)
def test_struck_and_hidden_text_of_a_page_is_named(text: str) -> None:
    page = f"<p>1. Қай көл?</p><p>A) Арал</p><p>B) {text}</p><p>C) Алакөл</p><p>Жауап: C</p>"
    made = convert(typed_html.read(page.encode()), "gift", template=False)
    assert not made.bank.questions
    assert {finding.message for finding in made.left} <= {WORD_STRUCK, WORD_HIDDEN}


def test_text_that_is_raised_by_points_or_set_in_a_font_of_signs() -> None:
    def texts(mark: Callable[[Run], object]) -> str:
        made = marked(mark, answer="Жауап: A")
        return made.bank.questions[0].options[1].text if made.bank.questions else ""

    def digit(run: Run) -> None:
        run.text = "10"
        more = cast(CT_R, OxmlElement("w:r"))
        run._r.addnext(more)
        moved = Run(more, run._parent)
        moved.text = "2"
        with_property("position", val="10")(moved)

    def font(name: str, text: str) -> Callable[[Run], None]:
        def mark(run: Run) -> None:
            run.text, run.font.name = text, name

        return mark

    assert texts(digit) == "10²"
    assert texts(font("Symbol", "abg")) == "αβγ"
    assert texts(font("Wingdings", "J")) == ""
    assert WORD_SYMBOL in [f.message for f in marked(font("Webdings", "J"), answer="Жауап: A").left]


def test_numbers_with_a_sign_are_no_marked_options() -> None:
    made = typed("1. Қату температурасы?", "+5", "-5", "-3", "-2")
    assert not made.bank.questions
    assert [q.answer for q in typed("1. Көл?", "- Арал", "+ Зайсан").bank] == ["B"]
    (question,) = typed("1. Қай жылы?", "- 1995", "+ 1991", "- 1986").bank
    assert [option.text for option in question.options] == ["1995", "1991", "1986"]


def in_one_paragraph(parting: str, labels: tuple[str, ...]) -> list[tuple[list[str], str]]:
    document = Document()
    for number in (1, 2):
        document.add_paragraph(f"{number}. Қай көл {number}?")
        paragraph = document.add_paragraph()
        for i, name in enumerate(LAKES):
            paragraph.add_run(labels[i])
            paragraph.add_run(name).bold = i == number
            paragraph.add_run(parting if i < len(LAKES) - 1 else "")
    bank = convert(typed_word.read(saved(document)), "gift", template=False).bank
    return [([option.text for option in q.options], q.answer) for q in bank]


@pytest.mark.parametrize(
    ("parting", "labels"),
    [
        ("; ", ("",) * 4),
        ("   ", ("A) ", "B) ", "C) ", "D) ")),
        ("\t", ("1) ", "2) ", "3) ", "4) ")),
    ],
)
def test_an_option_that_is_bold_within_one_line(parting: str, labels: tuple[str, ...]) -> None:
    assert in_one_paragraph(parting, labels) == [(list(LAKES), "B"), (list(LAKES), "C")]


@pytest.mark.parametrize("label", ["", "A) "])
def test_a_plus_joined_to_the_word(label: str) -> None:
    lines = [
        line
        for n in (1, 2)
        for line in (
            f"{n}. Қай көл {n}?",
            *(
                f"{label and 'ABCD'[i] + ') '}{'+' if i == n else ''}{name}"
                for i, name in enumerate(LAKES)
            ),
        )
    ]
    bank = typed(*lines).bank
    assert [([o.text for o in q.options], q.answer) for q in bank] == [
        (list(LAKES), "B"),
        (list(LAKES), "C"),
    ]


@pytest.mark.parametrize("plus", ["+", "+ "])
def test_a_plus_within_the_cell_of_an_option(plus: str) -> None:
    document = Document()
    for number, row in enumerate(document.add_table(2, 6).rows, 1):
        names = [plus * (i == number) + name for i, name in enumerate(LAKES)]
        for cell, text in zip(row.cells, [str(number), f"Көл {number}?", *names], strict=True):
            cell.text = text
    bank = convert(typed_word.read(saved(document)), "gift", template=False).bank
    assert [([o.text for o in q.options], q.answer) for q in bank] == [
        (list(LAKES), "B"),
        (list(LAKES), "C"),
    ]


@pytest.mark.parametrize("look", ["style", "shade", "border"])
def test_looks_of_a_whole_paragraph_show_the_right_option(look: str) -> None:
    document = Document()
    right = document.styles.add_style("Right answer", WD_STYLE_TYPE.PARAGRAPH)
    right.font.color.rgb = RGBColor(0xC0, 0, 0)
    for number in (1, 2):
        document.add_paragraph(f"{number}. Көл {number}?")
        for place, letter in enumerate("ABC"):
            paragraph = document.add_paragraph(f"{letter}) көл {place}")
            if place == number and look == "style":
                paragraph.style = right
            elif place == number and look == "shade":
                paragraph._p.get_or_add_pPr().append(
                    parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFFF00"/>')
                )
            elif place == number:
                paragraph.runs[0]._r.get_or_add_rPr().append(
                    parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="4"/>')
                )
    bank = typed_word.read(saved(document)).bank
    assert [question.answer for question in bank] == ["B", "C"]


def italic(run: Run) -> None:
    run.italic = True


@pytest.mark.parametrize(
    "look",
    [
        italic,
        with_property("sz", val="40"),
        with_property("caps"),
        with_property("rFonts", ascii="Courier New"),
    ],
)
def test_looks_that_are_not_known_are_named_and_what_is_bold_among_them_is_chance(
    look: Callable[[Run], object],
) -> None:
    made = marked(look, look, bold, bold, look, look, look)
    assert not made.bank.questions
    told = [finding.message for finding in made.left]
    assert (told.count(LOOKS_UNKNOWN), told.count(ANSWER_LONE_LOOKS)) == (5, 2)


def test_one_bold_option_where_the_others_show_nothing_is_chance() -> None:
    nothing = with_property("lang", val="kk-KZ")
    made = marked(nothing, bold, nothing, nothing)
    assert not made.bank.questions
    assert len(marked(bold, bold, bold, nothing).bank.questions) == 3


def test_italics_of_a_page_are_named() -> None:
    items = "".join(
        f"<p>{n}. Көл?</p><p>A) Арал</p><p>B) <i>Зайсан</i></p><p>C) Шу</p>" for n in (1, 2)
    )
    reading = typed_html.read(f"<html><body>{items}</body></html>".encode())
    left = convert(reading, "moodle-xml", template=False).left
    assert [f.details["start"] for f in left if f.message is LOOKS_UNKNOWN] == ["Зайсан"] * 2


def test_letters_that_are_all_bold_mark_none() -> None:
    document = Document()
    for number in (1, 2):
        document.add_paragraph(f"{number}. Қай көл {number}?")
        for i, name in enumerate(LAKES):
            line = document.add_paragraph()
            line.add_run(f"{'ABCD'[i]}) ").bold = True
            line.add_run(name).bold = i == number
    made = convert(typed_word.read(saved(document)), "moodle-xml", template=False)
    assert [question.answer for question in made.bank] == ["B", "C"]
