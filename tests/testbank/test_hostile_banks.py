"""Inputs of strangers: nothing of them is lost without a word."""

from __future__ import annotations

import time

import pytest
from docx import Document
from tests.testbank.test_typed_word import saved

from atuforms.core.exceptions import UnreadableInput
from atuforms.testbank.conversion import convert
from atuforms.testbank.formats import read_bank, write_bank
from atuforms.testbank.typed import word as typed_word

QUIZ = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<quiz><question type="multichoice"><name><text>N'
    '</text></name><questiontext format="{stem}"><text>{text}</text></questiontext>'
    "<single>true</single><shuffleanswers>true</shuffleanswers>"
    '<answer fraction="100" format="html"><text>Да</text></answer>'
    '<answer fraction="0" format="html"><text>Нет</text></answer></question></quiz>'
)


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "koi8-r"])
def test_xml_in_another_encoding_is_read_and_named(encoding: str) -> None:
    data = QUIZ.format(encoding=encoding, stem="html", text="Озеро?").encode(encoding)
    made = convert(read_bank(data, "moodle-xml"), "moodle-xml", template=False)
    assert [f.rule for f in made.mended] == ["bank-encoding"]
    assert not made.left
    again = read_bank(write_bank(made.bank, "moodle-xml"), "moodle-xml")
    assert (again.bank.questions[0].text, again.findings) == ("Озеро?", ())


def test_a_declaration_that_does_not_hold_is_refused() -> None:
    data = QUIZ.format(encoding="UTF-8", stem="html", text="Озеро?").encode("cp1251")
    with pytest.raises(UnreadableInput):
        read_bank(data, "moodle-xml")


@pytest.mark.parametrize(("text", "written"), [("**Терең** көл?", 0), ("Терең көл?", 1)])
def test_markdown_beside_html_is_left_where_it_says_something(text: str, written: int) -> None:
    data = QUIZ.format(encoding="UTF-8", stem="markdown", text=text).encode()
    made = convert(read_bank(data, "moodle-xml"), "gift", template=False)
    assert (made.read, len(made.bank), len(made.lines)) == (1, written, 1 - written)


def test_a_page_so_deep_that_the_parser_drops_a_part_is_refused() -> None:
    question = "<p>Көл {}?</p><p>A) a</p><p>B) b</p><p>ANSWER: A</p>"
    page = f"{question.format(1)}{'<div>' * 300}{question.format(2)}"
    with pytest.raises(UnreadableInput):
        read_bank(page.encode(), "html")


MIXED = "Көл? {=a ~b ~c ~d ~e}\n\nТау? {T}\n\nСан? {#4}\n\nСөз? {=a =b}\n\nБәрі? {~%50%a ~%50%b}"


@pytest.mark.parametrize("target", ["aiken", "yaml", "docx", "pdf"])
def test_kinds_for_which_the_form_has_no_room_are_left_and_counted(target: str) -> None:
    made = convert(read_bank(MIXED.encode(), "gift"), target, template=True)
    assert ([q.text for q in made.bank], made.numbers) == (["Көл?"], ("2", "3", "4", "5"))


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Көл?", "A" + " " * 200_000 + ") Арал", "B) Шу"],
        ["1. Көл? " + "A) Арал B) Шу " * 20_000],
        ["1. Көл?", *["A) Арал"] * 5_000],
        ["1. Көл?", "A) Арал", "B) Шу", "Жауап: " + "A, B, " * 30_000],
    ],
)
def test_endless_lines_are_read_at_once_and_quoted_in_short(lines: list[str]) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    data = saved(document)
    start = time.perf_counter()
    made = convert(typed_word.read(data), "moodle-xml", template=False)
    assert time.perf_counter() - start < 20
    assert not made.bank.questions
    assert max(len(finding.text("kk")) for finding in made.left) < 600
