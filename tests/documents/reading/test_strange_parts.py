"""Copies, whole documents, frames and foreign parts in a document: each is read, or told."""

from __future__ import annotations

import copy

import pytest
from lxml import etree
from tests.documents.reading.corpus import RECORD_PART
from tests.documents.reading.editing import (
    W,
    controls,
    edited,
    element,
    names_dropped,
    packed,
    set_text,
    unpacked,
    without_part,
)
from tests.documents.reading.examples import example
from tests.documents.reading.test_left_out import flattened

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.documents.reading.document import DocumentReading, read_document

CHART = (
    '<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
    "</w:drawing></w:r>"
)
OLD_PICTURE = '<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'
OBJECT = "<w:r><w:object/></w:r>"
ANOTHER_FILE = "<w:altChunk/>"


def without_record(lang: str, *edits: object, name: str = "02-09") -> bytes:
    data = atuforms.render(example(name), "docx", lang=lang).data
    return without_part(edited(data, *edits), RECORD_PART)  # type: ignore[arg-type]


def _rules(reading: DocumentReading) -> list[str]:
    return [each.rule for each in reading.findings]


def _row_copied(root: etree._Element, *names: str) -> None:
    row = next(controls(root, "authors.0.name")[0].iterancestors(f"{W}tr"))
    for name in names:
        twin = copy.deepcopy(row)
        row.addnext(twin)
        if name:
            set_text(controls(twin, "authors.0.name")[0], name)


def test_every_value_of_a_row_that_was_pasted_several_times_is_told() -> None:
    data = without_record("kk", lambda root: _row_copied(root, "Бірінші Б.", "Екінші Е."))
    told = [each for each in read_document(data).findings if each.rule == "read-two-values"]
    assert {each.details["second"] for each in told} == {"Бірінші Б.", "Екінші Е."}


def test_a_row_that_was_copied_as_it_is_is_told_without_a_record_too() -> None:
    assert "read-repeated" in _rules(
        read_document(without_record("en", lambda r: _row_copied(r, "")))
    )
    assert "read-repeated" not in _rules(read_document(without_record("en")))


def test_what_asks_for_a_value_without_brackets_is_none_in_a_line_of_several() -> None:
    def bare(root: etree._Element) -> None:
        flattened(root)
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("[", "").replace("]", "")

    for name, lang in [("03-01", "kk"), ("03-01", "ru"), ("04-01", "ru"), ("02-11", "ru")]:
        data = without_part(edited(atuforms.blank(name, lang=lang).data, bare), RECORD_PART)
        values = dict(read_document(data).source.values)
        assert set(values) <= {"form", "lang", "supporting_documents"}, values


def test_a_line_of_several_fields_that_lost_their_names_is_read_by_what_they_say() -> None:
    nameless = names_dropped(["tag", "alias"])
    reading = read_document(without_record("ru", nameless, name="02-01"), form="02-01")
    before = example("02-01").record()["video_lectures"]
    found = reading.source.values["video_lectures"]
    assert [each["duration"] for each in found] == [each["duration"] for each in before]
    assert "read-control-lost" not in _rules(reading)


def _framed(root: etree._Element) -> None:
    """All of the document within one control, as a program puts it that protects a part."""
    body = root[0]
    frame = element(
        '<w:sdt><w:sdtPr><w:alias w:val="Frame"/></w:sdtPr><w:sdtContent></w:sdtContent></w:sdt>'
    )
    frame[1].extend(each for each in list(body) if each.tag != f"{W}sectPr")
    body.insert(0, frame)


def test_a_control_around_a_part_of_the_document_hides_nothing() -> None:
    plain = read_document(without_record("ru", flattened))
    framed = read_document(without_record("ru", flattened, _framed))
    assert framed.source.values == plain.source.values
    assert _rules(framed) == _rules(plain)


@pytest.mark.parametrize("part", [CHART, OLD_PICTURE, OBJECT, ANOTHER_FILE])
def test_what_no_words_can_be_read_from_is_told_with_its_place(part: str) -> None:
    def put(root: etree._Element) -> None:
        paragraph = root[0].findall(f"{W}p")[-1]
        if part is ANOTHER_FILE:
            paragraph.addnext(element(part))
        else:
            paragraph.append(element(part))

    data = edited(atuforms.render(example("02-09"), "docx", lang="ru").data, put)
    reading = read_document(data)
    (told,) = [each for each in reading.findings if each.rule == "read-part-foreign"]
    assert told.place.paragraph
    assert reading.left_out


def _twice(root: etree._Element) -> None:
    body = root[0]
    for each in [copy.deepcopy(each) for each in body if each.tag != f"{W}sectPr"]:
        body.insert(len(body) - 1, each)


@pytest.mark.parametrize("name", ["02-09", "course", "glossary"])
def test_several_documents_in_one_are_refused(name: str) -> None:
    with_record = edited(atuforms.render(example(name), "docx", lang="en").data, _twice)
    for data in (with_record, without_record("en", flattened, _twice, name=name)):
        with pytest.raises(UnreadableInput, match="put together"):
            read_document(data, form=name)


def test_several_records_in_one_document_are_refused() -> None:
    parts = unpacked(atuforms.render(example("02-09"), "docx", lang="en").data)
    other = unpacked(atuforms.render(example("02-10"), "docx", lang="en").data)
    with pytest.raises(UnreadableInput, match="2 records"):
        read_document(packed({**parts, "customXml/item9.xml": other[RECORD_PART]}))
    same = read_document(packed({**parts, "customXml/item9.xml": parts[RECORD_PART]}))
    assert same.source.values["form"] == "02-09"
