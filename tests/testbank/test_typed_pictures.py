"""Pictures of typed banks are carried with their question, or the question is left."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

import pytest
from docx import Document
from docx.shared import Inches

from atuforms.testbank import gift, moodle_xml
from atuforms.testbank.conversion import convert
from atuforms.testbank.messages import PICTURE_LEFT, PICTURE_UNCLEAR, WORD_PICTURE
from atuforms.testbank.model import BankReading
from atuforms.testbank.typed import html as typed_html
from atuforms.testbank.typed import word as typed_word

Line = str | tuple[str, bytes]


def png(*colour: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(colour) * 2) * 2)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


RED, BLUE = png(255, 0, 0), png(0, 0, 255)
ANIMALS = ("A. ит", "B. мысық", "ANSWER: A")


def typed(*lines: Line, description: str = "") -> bytes:
    document = Document()
    for line in lines:
        text, picture = line if isinstance(line, tuple) else (line, None)
        run = document.add_paragraph(text).add_run()
        if picture:
            shown = run.add_picture(io.BytesIO(picture), width=Inches(0.2))
            shown._inline.docPr.set("descr", description)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def changed(data: bytes, before: bytes, after: bytes) -> bytes:
    """The document with other XML."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    return target.getvalue()


def messages(reading: BankReading) -> set[tuple[object, str]]:
    return {(f.message, f.path) for f in reading.findings if f.rule == "bank-not-kept"}


def test_pictures_of_questions_and_options_go_to_moodle_with_their_descriptions() -> None:
    data = typed(
        ("1. Түсі қандай? ", RED),
        *ANIMALS,
        "2. Көгі қайсы?",
        ("A. ", RED),
        ("B. ", BLUE),
        "ANSWER: B",
        "3. Сызбаға қараңыз:",
        ("", BLUE),
        *ANIMALS,
        description="бір «шаршы» <b>",
    )
    reading = typed_word.read(data)
    assert messages(reading) == set()
    one, two, three = reading.bank
    assert [file.content for file in one.files] == [RED]
    assert 'alt="бір «шаршы» &lt;b&gt;"' in one.text
    assert [option.files[0].content for option in two.options] == [RED, BLUE]
    assert two.answer == "B"
    assert three.text.endswith('">')
    assert [file.content for file in three.files] == [BLUE]
    assert moodle_xml.read(moodle_xml.write(reading.bank)).bank == reading.bank
    assert not convert(reading, "gift", template=False).bank.questions
    assert len(convert(reading, "moodle-xml", template=False).bank) == 3
    assert [len(list(gift.unfit(q, i))) for i, q in enumerate(reading.bank)] == [1, 1, 1]


def test_a_question_that_is_a_picture_alone_has_a_name() -> None:
    bank = typed_word.read(typed(("", RED), "A. ит", "B. мысық", "ANSWER: A")).bank
    assert bank.questions[0].name == "image1.png"
    assert moodle_xml.read(moodle_xml.write(bank)).bank == bank


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        (("1. Бір?", *ANIMALS, ("", RED), "2. Екі?", *ANIMALS), "questions.1.text"),
        (("1. Бір?", "A. ит", "B. ат", ("", RED), "ANSWER: A"), "questions.0.options.1"),
        ((("", RED), "1. Бір?", *ANIMALS), "questions.0.text"),
    ],
)
def test_a_picture_between_two_things_is_given_to_neither(lines: Sequence[Line], path: str) -> None:
    reading = typed_word.read(typed(*lines))
    assert messages(reading) == {(PICTURE_UNCLEAR, path)}
    made = convert(reading, "moodle-xml", template=False)
    assert len(made.bank) == len(reading.bank) - 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<a:stretch>", b'<a:srcRect l="40000"/><a:stretch>'),  # cropped
        (b"<a:xfrm>", b'<a:xfrm rot="5400000">'),
        (b'r:embed="', b'r:embed="no'),  # a picture that is not there
    ],
)
def test_a_picture_that_does_not_show_its_file_is_not_taken(before: bytes, after: bytes) -> None:
    reading = typed_word.read(changed(typed(("1. Бір? ", RED), *ANIMALS), before, after))
    assert messages(reading) == {(WORD_PICTURE, "questions.0.text")}
    assert convert(reading, "moodle-xml", template=False).numbers == ("1",)


def test_a_picture_below_the_last_question_is_named() -> None:
    reading = typed_word.read(typed("1. Бір?", *ANIMALS, ("", RED)))
    assert messages(reading) == {(PICTURE_LEFT, "")}
    assert len(convert(reading, "moodle-xml", template=False).bank) == 1


def test_pictures_within_a_web_page_are_carried_and_those_beside_it_left() -> None:
    inside = f"data:image/png;base64,{base64.b64encode(RED).decode()}"
    page = "".join(
        f'<p>{n}. Түс? <img src="{source}" alt="шаршы"></p>'
        "<p>A. бір</p><p>B. екі</p><p>ANSWER: A</p>"
        for n, source in enumerate((inside, "cat.png", "data:image/svg+xml;base64,PHN2Zy8+"), 1)
    )
    reading = typed_html.read(page.encode())
    assert messages(reading) == {(WORD_PICTURE, f"questions.{i}.text") for i in (1, 2)}
    assert [file.content for file in reading.bank.questions[0].files] == [RED]


def test_marks_of_pictures_in_a_text_stand_for_none() -> None:
    page = "<p>1. Бір&#5;\U000f0000&#6;?</p><p>A. a</p><p>B. b</p><p>ANSWER: A</p>"
    assert typed_html.read(page.encode()).bank.questions[0].markup == "plain"
