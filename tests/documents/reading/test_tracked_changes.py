"""Documents in which changes were tracked, and Strict, macro and locked ones."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from tests.documents.reading.editing import (
    W,
    block_of,
    controls,
    document,
    edited,
    element,
    packed,
    paragraph,
    unpacked,
)
from tests.documents.reading.examples import example
from tests.documents.reading.test_paper_without_fields import told

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.documents.opening import open_input
from atuforms.documents.reading.document import diff, read_document

WHO = {f"{W}id": "900", f"{W}author": "Редактор", f"{W}date": "2026-01-01T00:00:00Z"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def _around(run: etree._Element, kind: str) -> None:
    mark = etree.Element(f"{W}{kind}", WHO)
    run.addprevious(mark)
    mark.append(run)
    for text in run.iter(f"{W}t") if kind == "del" else ():
        text.tag = f"{W}delText"


def _end(line: etree._Element, kind: str) -> None:
    """The end of a paragraph is deleted, or moved away."""
    properties = line.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        line.insert(0, properties)
    etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}{kind}", WHO)


def _line_marked(line: etree._Element, kind: str) -> None:
    _end(line, kind)
    for run in list(line.iter(f"{W}r")):
        _around(run, kind)


def _certificate(*edits: Callable[[etree._Element], None]) -> bytes:
    return edited(atuforms.render(example("02-09"), "docx", lang="kk").data, *edits)


def test_a_line_that_was_deleted_is_an_item_less() -> None:
    reading = read_document(
        _certificate(lambda root: _line_marked(block_of(root, "authors.1.name", "p"), "del"))
    )
    assert reading.source.values["authors"] == example("02-09").record()["authors"][:1]
    assert reading.findings == ()


def test_so_it_is_in_whatever_letters_the_xml_is_written() -> None:
    """A large document is read part by part, but not where a paragraph may end in the next."""
    parts = unpacked(
        _certificate(lambda r: _line_marked(block_of(r, "authors.1.name", "p"), "del"))
    )
    main = etree.fromstring(parts["word/document.xml"])
    text = etree.tostring(main, encoding="unicode")
    declared = f'<?xml version="1.0" encoding="UTF-16"?>{text}'
    parts["word/document.xml"] = declared.encode("utf-16")
    reading = read_document(packed(parts))
    assert reading.source.values["authors"] == example("02-09").record()["authors"][:1]
    assert reading.findings == ()


def test_a_line_that_was_moved_stands_where_it_went() -> None:
    def edit(root: etree._Element) -> None:
        line = block_of(root, "supporting_documents.2", "p")
        twin = copy.deepcopy(line)
        block_of(root, "supporting_documents.0", "p").addprevious(twin)
        _line_marked(line, "moveFrom")
        _line_marked(twin, "moveTo")

    form = example("02-09").replace(supporting_documents=["бір", "екі", "үш"])
    data = edited(atuforms.render(form, "docx", lang="kk").data, edit)
    assert read_document(data).source.values["supporting_documents"] == ["үш", "бір", "екі"]


def test_a_field_that_was_deleted_with_its_frame_is_told() -> None:
    def edit(root: etree._Element) -> None:
        control = controls(root, "unit")[0]
        for run in list(control.iter(f"{W}r")):
            _around(run, "del")
        control.addprevious(etree.Element(f"{W}customXmlDelRangeStart", WHO))
        control.addnext(etree.Element(f"{W}customXmlDelRangeEnd", {f"{W}id": "900"}))

    reading = read_document(_certificate(edit))
    assert [each.path for each in told(reading, "read-control-missing")] == ["unit"]
    assert not diff(example("02-09"), reading.source.values)


def test_lines_whose_end_was_deleted_are_one() -> None:
    """On paper, what was two lines is read as one value."""

    def edit(root: etree._Element) -> None:
        for control in list(root.iter(f"{W}sdt")):
            control.getparent().remove(control)  # type: ignore[union-attr]
        body = root[0]
        first = element(paragraph("Название курса: Основы "))
        _end(first, "del")
        body.insert(0, first)
        first.addnext(element(paragraph("пищевой химии")))

    blank = atuforms.blank("02-09", "docx", lang="ru").data
    reading = read_document(edited(blank, edit), form="02-09")
    assert "Основы пищевой химии" in str(
        [reading.source.values, *(each.text("ru") for each in reading.findings)]
    )


def strict(data: bytes) -> bytes:
    """The same document as Word saves it as Strict Open XML."""
    usual = rb"http://schemas.openxmlformats.org/(wordprocessingml|drawingml|officeDocument)/2006/"
    return packed(
        {
            name: re.sub(usual + rb"(?=\w+[\"'/])", rb"http://purl.oclc.org/ooxml/\1/", part)
            if name.endswith((".xml", ".rels"))
            else part
            for name, part in unpacked(data).items()
        }
    )


@pytest.mark.parametrize("name", ["02-03", "02-05", "04-02"])
def test_a_strict_document_reads_back(name: str) -> None:
    data = strict(atuforms.render(example(name), "docx", lang="ru").data)
    assert b"http://purl.oclc.org/ooxml/drawingml/" in b"".join(unpacked(data).values())
    reading = read_document(data)
    assert reading.form == example(name)
    assert reading.findings == ()


def _renamed(data: bytes) -> bytes:
    return packed(
        {
            name.replace("document.xml", "document2.xml"): part.replace(
                b"document.xml", b"document2.xml"
            )
            for name, part in unpacked(data).items()
        }
    )


@pytest.mark.parametrize("change", [strict, _renamed])
def test_a_typed_bank_is_read_whatever_its_parts_are_called(change: Callable[..., bytes]) -> None:
    lines = ("1. Су неше градуста қайнайды?", "A) 50", "B) 100", "C) 150", "Дұрыс жауап: B")
    data = change(document(*map(paragraph, lines)))
    (question,) = read_document(data).source.values["questions"]
    assert (question["options"], question["answer"]) == (["50", "100", "150"], "B")


def _odt(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "-") + ".xml", content)
    return buffer.getvalue()


LOCKED_ODT = _odt(content=b"\x01\x02", META_INF__manifest=b"<m><encryption-data/></m>")


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        *((ending, LOCKED) for ending in ("docx", "docm", "dotx", "odt", "yaml")),
        *((ending, LOCKED_ODT) for ending in ("odt", "docx")),
    ],
)
def test_what_a_password_protects_says_so(ending: str, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"certificate.{ending}"
    file.write_bytes(data)
    with pytest.raises(UnreadableInput, match="protected with a password"):
        open_input(file)


@pytest.mark.parametrize("ending", ["docm", "dotm", "dotx", "docx"])
@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_documents_with_macros_and_templates_are_read(
    kind: str, ending: str, tmp_path: Path
) -> None:
    parts = unpacked(_certificate())
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(usual, kind.encode())
    file = tmp_path / f"certificate.{ending}"
    file.write_bytes(packed({**parts, "word/vbaProject.bin": OLE}))
    form, findings = open_input(file)
    assert form == example("02-09")
    assert findings == ()


@pytest.mark.parametrize("file", ["mooc-placement-certificate.docx", "video-lecture-slides.pptx"])
def test_a_template_that_a_password_protects_says_so(file: str, tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / file).write_bytes(LOCKED)
    form = example("02-09" if file.endswith("docx") else "02-04")
    with pytest.raises(atuforms.AtuformsError, match="protected with a password"):
        atuforms.render(form, file[-4:], lang="ru", templates=tmp_path)
