"""02-03: a lecture in Markdown, as Word and PDF documents."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
import yaml
from tests.forms.builders import EXAMPLES, paragraphs

import atuforms

PICTURE = EXAMPLES / "pictures" / "growth.png"
HEAD: dict[str, Any] = {
    "form": "02-03",
    "lang": "kk",
    "course_title": "Курс",
    "lecture_no": 3,
    "topic": "Тақырып",
}


def record(folder: Path, **values: Any) -> Path:
    file = folder / "lecture.yaml"
    file.write_text(yaml.safe_dump(HEAD | values, allow_unicode=True), encoding="utf-8")
    return file


def findings(file: Path) -> list[tuple[str, str, str]]:
    return [(each.rule, each.path, each.severity) for each in atuforms.check(file).findings]


def word(file: Path, **options: Any) -> Any:
    return docx.Document(BytesIO(atuforms.render(file, "docx", **options).data))


@pytest.mark.parametrize(("number", "ok"), [(1, True), (0, False), (-1, False)])
def test_lectures_are_numbered_from_one(tmp_path: Path, number: int, ok: bool) -> None:
    found = findings(record(tmp_path, lecture_no=number, body="Мәтін"))
    assert found == ([] if ok else [("02-self-study-form", "lecture_no", "error")])


@pytest.mark.parametrize("name", ["course_title", "topic", "body"])
def test_head_and_text_may_not_be_empty(tmp_path: Path, name: str) -> None:
    file = record(tmp_path, **({"body": "Мәтін"} | {name: " "}))
    assert findings(file) == [("02-self-study-form", name, "error")]


@pytest.mark.parametrize(("length", "ok"), [(150, True), (151, False)])
def test_the_title_has_at_most_150_characters(tmp_path: Path, length: int, ok: bool) -> None:
    found = findings(record(tmp_path, course_title=("сөз " * 50)[: length - 1] + "ә", body="Мәтін"))
    assert found == ([] if ok else [("0201-title-150", "course_title", "error")])


def test_markdown_becomes_word_styles(tmp_path: Path) -> None:
    body = "# Бір\n\nМәтін\n\n### Екі\n\n- а\n\n> дәйексөз\n\n| x | y |\n|---|---|\n| 1 | 2 |\n"
    document = word(record(tmp_path, body=body))
    styles = {each.text: each.style.name for each in document.paragraphs}
    assert styles["Бір"] == "Heading 2"
    assert styles["Екі"] == "Heading 3"
    assert styles["дәйексөз"] == "quote"
    assert styles["а"] == "list"
    assert [[cell.text for cell in row.cells] for row in document.tables[-1].rows] == [
        ["x", "y"],
        ["1", "2"],
    ]


def test_every_numbered_list_counts_from_its_own_start(tmp_path: Path) -> None:
    document = word(record(tmp_path, body="1. а\n2. ә\n\nара\n\n5. б\n   1. в\n\nара\n\n1. г\n"))
    numbers = list(document.element.xpath("//w:numPr/w:numId/@w:val"))
    assert len(dict.fromkeys(numbers)) == 4
    starts = document.part.numbering_part.element.xpath("//w:startOverride/@w:val")
    assert list(starts) == ["1", "5", "1", "1"]


def test_links_lead_to_the_web_and_nowhere_else(tmp_path: Path) -> None:
    body = "[веб](https://atu.edu.kz/?a=1&b=2) [файл](file:///etc/passwd) [js](javascript:a())"
    file = record(tmp_path, body=body)
    links = ("wrong-type", "body", "warning")
    assert findings(file) == [links, links]
    document = word(file)
    targets = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert targets == ["https://atu.edu.kz/?a=1&b=2"]
    assert document.paragraphs[-1].text == "веб файл js"


def test_raw_html_and_template_tags_are_words(tmp_path: Path) -> None:
    body = "<script>alert(1)</script>\n\n{{ 7*7 }} {% raw %} {%p if x %} <b>&amp;</b> {{r x}}"
    document = word(record(tmp_path, body=body))
    assert document.paragraphs[-2].text == "<script>alert(1)</script>"
    assert document.paragraphs[-1].text == "{{ 7*7 }} {% raw %} {%p if x %} <b>&</b> {{r x}}"


def test_footnotes_stand_numbered_at_the_end(tmp_path: Path) -> None:
    document = word(record(tmp_path, body="Бір[^x] екі[^y]\n\n[^y]: Екінші\n[^x]: Бірінші\n"))
    assert [each.text for each in document.paragraphs if each.text][-3:] == [
        "Бір1 екі2",
        "Бірінші",
        "Екінші",
    ]


def test_pictures_are_in_both_documents_with_words(tmp_path: Path) -> None:
    shutil.copy(PICTURE, tmp_path / "өсу қисығы.png")
    file = record(
        tmp_path, body='![Қисық](<өсу қисығы.png> "1-сурет")\n\n![Тағы](өсу%20қисығы.png)'
    )
    assert findings(file) == []
    data = atuforms.render(file, "docx").data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
        pictures = [each for each in archive.namelist() if each.startswith("word/media/")]
    assert len(pictures) == 1
    assert re.findall('descr="([^"]*)"', text) == ["Қисық", "Тағы"]
    assert len(set(re.findall('docPr id="([0-9]+)"', text))) == 2
    with pikepdf.open(BytesIO(atuforms.render(file, "pdf").data)) as pdf:
        kinds = [
            str(each.get("/Subtype")) for each in pdf.objects if isinstance(each, pikepdf.Stream)
        ]
    assert "/Image" in kinds


@pytest.mark.parametrize(
    ("name", "content"),
    [("none.png", None), ("text.png", b"no picture"), ("big.png", b"\0" * 60_000_000)],
)
def test_a_picture_that_cannot_be_printed_is_told_with_its_line(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    file = record(tmp_path, body=f"Мәтін\n\n![a]({name})")
    (found,) = atuforms.check(file).findings
    # One that is not here may be where the document is printed; a damaged one is damaged anywhere.
    severity = "warning" if content is None else "error"
    assert (found.rule, found.path, found.severity) == ("picture", "body", severity)
    assert found.line == 1 + file.read_text(encoding="utf-8").splitlines().index("body: 'Мәтін")
    assert name in found.text("kk")
    with pytest.raises(atuforms.InvalidRecord):
        atuforms.render(file, "docx")


@pytest.mark.parametrize(
    "name", ["../x.png", "/etc/passwd", "https://a.kz/x.png", "C:/x.png", "x%00.png", ""]
)
def test_pictures_from_elsewhere_are_never_opened(tmp_path: Path, name: str) -> None:
    file = record(tmp_path, body=f"![сурет]({name})")
    assert findings(file) == [("picture", "body", "error")]
    assert word(file, draft=True).paragraphs[-1].text == "[сурет]"


def test_a_picture_of_one_language_is_told_with_that_language(tmp_path: Path) -> None:
    text = {"kk": "Мәтін", "ru": "![a](none.png)", "en": "Text"}
    file = record(tmp_path, body=text)
    assert [each for each in findings(file) if each[0] == "picture"] == [
        ("picture", "body.ru", "warning")
    ]
    atuforms.render(file, lang="kk")
    with pytest.raises(atuforms.InvalidRecord):
        atuforms.render(file, lang="ru")


def test_the_blank_says_what_belongs_into_the_material() -> None:
    words = paragraphs(atuforms.blank("02-03", "docx", lang="kk"))
    assert "ӨЗІНДІК ОҚУҒА АРНАЛҒАН МАТЕРИАЛДАРДЫҢ ШАБЛОНЫ" in words
    assert "оқу тапсырмалары;" in words


def test_the_same_lecture_gives_the_same_bytes() -> None:
    file = EXAMPLES / "self-study-material.yaml"
    for to in ("docx", "pdf"):
        assert atuforms.render(file, to).data == atuforms.render(file, to).data
