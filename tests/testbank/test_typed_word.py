"""A bank typed in Word becomes files that Moodle imports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.testbank.imported import imported

from atuforms.core.exceptions import UnreadableInput
from atuforms.testbank import Bank, aiken, check_reading, fix, gift, moodle_xml, single
from atuforms.testbank.messages import (
    ANSWER_LETTER,
    ANSWER_MARKED,
    ANSWER_WORD,
    BANK_MIXED,
    LINE_BREAK,
    OPTION_LETTERS,
    PICTURE_LEFT,
    QUESTIONS_FEW,
    STEM_MISREAD,
    WORD_FORMULA,
)
from atuforms.testbank.typed import word as typed_word

CAPITALS = ["Алматы", "Астана", "Шымкент", "Тараз", "Орал"]


def saved(document: DocumentType) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_list(document: DocumentType, number: int, *levels: tuple[str, str]) -> None:
    """A list definition: number format and text of each level."""
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (shape, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )


def restart(document: DocumentType, number: int, of: int) -> None:
    """A list that begins again with the definition of another."""
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{of}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )


def item(
    document: DocumentType, text: str, number: int, level: int = 0, bold: bool = False
) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{number}"/></w:numPr>'
        )
    )


def test_the_template_as_it_is_printed() -> None:
    document = Document()
    for line in ["Сұрақ мәтіні?", *(f"{c}. Жауап {c}" for c in "ABCDE"), "ANSWER: D"]:
        document.add_paragraph(line)
        document.add_paragraph("")
    reading = typed_word.read(saved(document))
    assert reading.bank == Bank((single("Сұрақ мәтіні?", [f"Жауап {c}" for c in "ABCDE"], "D"),))
    assert not reading.findings


@pytest.mark.parametrize(
    "shape", ["upperLetter", "lowerLetter", "russianUpper", "bullet", "decimal"]
)
def test_options_of_automatic_lists(shape: str) -> None:
    document = Document()
    add_list(document, 91, (shape, "%1)"))
    restart(document, 92, 91)
    for number, right in ((91, 1), (92, 4)):
        document.add_paragraph(f"Қай қала {number}?")
        for i, name in enumerate(CAPITALS):
            item(document, name, number, bold=i == right)
    reading = typed_word.read(saved(document))
    assert [(q.text, q.answer, len(q.options)) for q in reading.bank] == [
        ("Қай қала 91?", "B", 5),
        ("Қай қала 92?", "E", 5),
    ]
    assert {f.message for f in reading.findings} == {ANSWER_MARKED}


def test_questions_and_options_as_levels_of_one_list() -> None:
    document = Document()
    add_list(document, 91, ("decimal", "%1."), ("upperLetter", "%2."))
    for number in (1, 2, 3):
        item(document, f"Сұрақ {number}", 91)
        for name in CAPITALS:
            item(document, name, 91, level=1)
        document.add_paragraph("ANSWER: C")
    reading = typed_word.read(saved(document))
    assert reading.bank == Bank(tuple(single(f"Сұрақ {n}", CAPITALS, "C") for n in (1, 2, 3)))
    assert not reading.findings


def test_typed_numbers_are_no_part_of_questions() -> None:
    document = Document()
    for number in (1, 2, 3):
        document.add_paragraph(f"{number}. 1991 жылы не болды, {number}?")
        for letter, name in zip("ABCDE", CAPITALS, strict=True):
            document.add_paragraph(f"{letter}) {name}")
        document.add_paragraph("ANSWER: A")
    bank = typed_word.read(saved(document)).bank
    assert [q.text for q in bank] == [f"1991 жылы не болды, {n}?" for n in (1, 2, 3)]


def test_modules_lectures_and_lines_broken_with_shift_enter() -> None:
    document = Document()
    document.add_paragraph("2-модуль. Деректер қоры")
    document.add_paragraph("Лекция 3")
    document.add_paragraph("Сұрақ?\nA. a\nB. b\nC. c\nD. d\nE. e\nANSWER: E")
    (question,) = typed_word.read(saved(document)).bank
    assert (question.module, question.lecture, question.answer) == ("Деректер қоры", "3", "E")


def test_pictures_and_formulas_are_not_lost_in_silence() -> None:
    document = Document()
    paragraph = document.add_paragraph("Есептеңіз: ")
    paragraph._p.append(
        parse_xml(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>x+1</m:t></m:r></m:oMath>"
        )
    )
    paragraph.add_run()._r.append(parse_xml(f"<w:pict {nsdecls('w')}/>"))
    reading = typed_word.read(saved(document))
    told = {(f.message, f.actual, f.line) for f in reading.findings}
    assert told >= {(WORD_FORMULA, r"\( x+1 \)", 1), (PICTURE_LEFT, None, 1)}
    assert r"Есептеңіз: \( x+1 \)[…]" in {actual for _, actual, _ in told}


def with_ten_mistakes() -> bytes:
    """Cyrillic letters, «ЖАУАП», «ОТВЕТ», bold, lists, wrapped lines, small letters, a stem like
    an option, mixed alphabets, a word for a letter."""
    document = Document()

    def typed(*lines: str) -> None:
        for line in lines:
            document.add_paragraph(line)

    typed("Бірінші сұрақ қандай?", *(f"{c}. {n}" for c, n in zip("АВСДЕ", CAPITALS, strict=True)))
    typed("ЖАУАП: В")
    typed(
        "I. Newton қай елде туған?", *(f"{c}) {n}" for c, n in zip("ABCDE", CAPITALS, strict=True))
    )
    typed("ОТВЕТ: E")
    typed("Мәтінді оқыңыз.", "Үшінші сұрақ қандай?")
    typed(*(f"{c}. {n}" for c, n in zip("abcde", CAPITALS, strict=True)), "answer: c")
    typed("Төртінші сұpақ қандай?", *(f"{c}. {n}" for c, n in zip("ABCDE", CAPITALS, strict=True)))
    typed("ANSWER: Астана")
    add_list(document, 91, ("upperLetter", "%1."))
    typed("Бесінші сұрақ, тізіммен, қандай?")
    for i, name in enumerate(CAPITALS):
        item(document, name, 91, bold=i == 3)
    typed("Алтыншы сұрақ, ұзын жауаппен?", "A. бір", "B. екі", "сөз", "C. үш", "D. төрт", "E. бес")
    typed("ANSWER: b")
    return saved(document)


def test_a_bank_with_ten_mistakes_imports_without_loss() -> None:
    reading = typed_word.read(with_ten_mistakes())
    found = {f.message for f in check_reading(reading)}
    assert found >= {
        *(OPTION_LETTERS, ANSWER_WORD, STEM_MISREAD, LINE_BREAK, ANSWER_LETTER),
        *(BANK_MIXED, ANSWER_MARKED, QUESTIONS_FEW),
    }
    bank, changes = fix(reading.bank)
    assert {change.rule for change in changes} == {
        "bank-stem-misread",
        "bank-line-break",
        "mixed-alphabet",
    }
    questions, errors = imported(aiken.write(bank))
    assert not errors
    assert [("ABCDE"[q.answer or 0], len(q.options)) for q in questions] == [
        *(("B", 5), ("E", 5), ("C", 5), ("B", 5), ("D", 5), ("B", 5))
    ]
    assert questions[2].stem == "Мәтінді оқыңыз. Үшінші сұрақ қандай?"
    assert questions[5].options[1] == "екі сөз"
    for written in (aiken, gift, moodle_xml):
        assert written.read(written.write(bank)).bank == bank


def _archive(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"PK\x03\x04",
        lambda: _archive({}),
        lambda: _archive({"word/document.xml": b"<w:document"}),
        lambda: _archive({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        lambda: _archive({"word/document.xml": b" " * (65 * 2**20)}),
        lambda: _archive({f"{i}": b"" for i in range(5001)}),
        lambda: (
            _archive({"word/document.xml": b"<a>" + b"x" * 5000 + b"</a>"})[:-700] + b"\0" * 700
        ),
    ],
)
def test_hostile_documents_are_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableInput):
        typed_word.read(make())
