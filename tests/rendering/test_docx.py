"""Word documents as packages: what is kept from one to the next never shows in the next."""

from __future__ import annotations

import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import ooxml_integrity
import pytest
from docx import Document
from PIL import Image, ImageColor

import atuforms


@pytest.fixture
def record(repository: Path) -> dict[str, Any]:
    form = atuforms.load(repository / "examples" / "mooc-placement-certificate.yaml")
    return form.record()


def part(document: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(document)) as package:
        return package.read(name).decode()


def test_a_header_is_that_of_its_own_document(record: dict[str, Any]) -> None:
    for draft in (False, True, True, False, False, True):
        document = atuforms.render(record, "docx", lang="ru", draft=draft).data
        assert ("ПРОЕКТ" in part(document, "word/header1.xml")) == draft


def test_a_package_begins_as_programs_expect_and_knows_no_clock(record: dict[str, Any]) -> None:
    data = atuforms.render(record, "docx", lang="kk").data
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert len(names) == len(set(names))
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def header_with(content: str) -> str:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:hdr xmlns:w="{word}"><w:p>{content}</w:p></w:hdr>'
    )


def test_a_picture_in_the_header_of_an_edited_template_is_shown(
    record: dict[str, Any], repository: Path, tmp_path: Path
) -> None:
    """Word has dropped the types of pictures from it, since it held none."""
    own = repository / "templates" / "ru" / "mooc-placement-certificate.docx"
    edited = tmp_path / "templates" / "ru" / own.name
    edited.parent.mkdir(parents=True)
    tag = '<w:r><w:t>{{r logo|picture("20mm", "Logo") }}</w:t></w:r>'
    with zipfile.ZipFile(own) as old, zipfile.ZipFile(edited, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/header1.xml":
                data = header_with(tag).encode()
            if name == "[Content_Types].xml":
                data = re.sub(rb'<Default Extension="(png|jpeg)"[^>]*/>', b"", data)
                assert b"png" not in data
            new.writestr(name, data)
    for colour in ("red", "blue"):
        Image.new("RGB", (20, 10), colour).save(tmp_path / "logo.png")
        (tmp_path / "atuforms.toml").write_text(
            '[organisation]\nlogo = "logo.png"', encoding="utf-8"
        )
        (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
        document = atuforms.render(
            tmp_path / "record.json", "docx", lang="ru", templates=tmp_path / "templates"
        )
        file = document.save(tmp_path / f"{colour}.docx")
        assert ooxml_integrity.check(file) == []
        (section,) = Document(str(file)).sections
        (blip,) = section.first_page_header._element.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
        )
        (relation,) = blip.attrib.values()
        shown = Image.open(BytesIO(section.first_page_header.part.related_parts[relation].blob))
        assert shown.size == (20, 10)
        assert shown.getpixel((5, 5)) == ImageColor.getrgb(colour)
        with zipfile.ZipFile(file) as package:
            assert package.namelist()[0] == "[Content_Types].xml"


def test_each_document_carries_its_own_record(record: dict[str, Any]) -> None:
    for number in ("41", "42"):
        document = atuforms.render({**record, "number": number}, "docx", lang="kk").data
        assert f'"number":"{number}"' in part(document, "customXml/item1.xml")
        assert atuforms.read(document).record()["number"] == number


def test_a_blank_carries_no_record_after_a_document_that_does(record: dict[str, Any]) -> None:
    atuforms.render(record, "docx", lang="kk")
    blank = atuforms.blank("02-09", "docx", lang="kk").data
    assert "course_title" not in part(blank, "customXml/item1.xml")


def test_large_documents_made_at_once_are_each_whole() -> None:
    def bank(name: str) -> dict[str, Any]:
        options = [f"{name} <{letter}> & «жауап»" for letter in "абвгд"]
        item = {"text": f"{name}: қай тұжырым дұрыс?", "options": options, "answer": "B"}
        return {"form": "02-05", "lang": "kk", "course_title": name, "questions": [item] * 150}

    def made(name: str) -> bytes:
        return atuforms.render(bank(name), "docx", draft=True).data

    names = [f"Курс {number}" for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(made, names))
    assert documents == [made(name) for name in names]
    for name, document in zip(names, documents, strict=True):
        assert len(part(document, "word/document.xml")) > 1 << 18
        with zipfile.ZipFile(BytesIO(document)) as package:
            assert package.testzip() is None
        assert atuforms.read(document).record() == bank(name)
