"""What people do to a document beside filling it in: pasting, linking, striking out, emptying."""

from __future__ import annotations

import copy

import pytest
from lxml import etree
from tests.documents.reading.editing import (
    DOCUMENT,
    W,
    controls,
    edited,
    packed,
    set_text,
    typed,
    unpacked,
)
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.exceptions import AtuformsError
from atuforms.core.language.languages import Language
from atuforms.documents.reading.document import DocumentReading, read_document

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rendered(name: str, lang: Language) -> bytes:
    return atuforms.render(example(name), "docx", lang=lang).data


def joined(first: bytes, second: bytes) -> bytes:
    """What stands in the second document, pasted behind what stands in the first."""
    other = etree.fromstring(unpacked(second)[DOCUMENT])[0]

    def edit(root: etree._Element) -> None:
        for block in other[:-1]:
            root[0].insert(len(root[0]) - 1, copy.deepcopy(block))

    return edited(first, edit)


@pytest.mark.parametrize(
    ("first", "second"),
    [(("02-09", "kk"), ("03-01", "kk")), (("02-09", "en"), ("02-09", "kk")),
     (("glossary", "ru"), ("glossary", "kk"))],
)  # fmt: skip
def test_documents_that_were_put_together_are_refused(
    first: tuple[str, Language], second: tuple[str, Language]
) -> None:
    with pytest.raises(AtuformsError, match="several"):
        read_document(joined(rendered(*first), rendered(*second)))


def link(path: str, text: str, address: str) -> bytes:
    """A certificate with a link in a field that shows other words."""
    data = rendered("02-09", "ru")

    def edit(root: etree._Element) -> None:
        (control,) = controls(root, path)
        set_text(control, text)
        content = control[1]
        around = etree.Element(f"{W}hyperlink")
        around.set(f"{{{REL}}}id", "own1")
        around.extend(list(content))
        content.append(around)

    parts = unpacked(edited(data, edit))
    rels = "word/_rels/document.xml.rels"
    row = (
        f'<Relationship Id="own1" Type="{REL}/hyperlink" Target="{address}" '
        'TargetMode="External"/></Relationships>'
    )
    parts[rels] = parts[rels].replace(b"</Relationships>", row.encode())
    return packed(parts)


def told(reading: DocumentReading, rule: str) -> list[str]:
    return [each.text("en") for each in reading.findings if each.rule == rule]


def test_a_link_is_read_by_its_address_where_its_words_are_none() -> None:
    reading = read_document(link("course_link", "к курсу", "https://mooc.kz/new"))
    assert reading.source.values["course_link"] == "https://mooc.kz/new"
    (said,) = told(reading, "read-two-values")
    assert "https://mooc.kz/new" in said
    assert "к курсу" in said


def test_an_address_that_leads_elsewhere_than_it_says_is_told() -> None:
    reading = read_document(link("course_link", "https://mooc.kz/old", "https://mooc.kz/new"))
    assert reading.source.values["course_link"] == "https://mooc.kz/old"
    assert "https://mooc.kz/new" in told(reading, "read-two-values")[0]
    same = read_document(link("course_link", "mooc.kz/old", "https://www.mooc.kz/old/"))
    assert told(same, "read-two-values") == []


def test_words_that_are_struck_through_are_told() -> None:
    def strike(root: etree._Element) -> None:
        (control,) = controls(root, "unit")
        run = next(control[1].iter(f"{W}r"))
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}strike")

    (said,) = told(read_document(edited(rendered("02-09", "kk"), strike)), "read-struck")
    assert str(example("02-09").record()["unit"]["kk"])[:20] in said
    assert told(read_document(rendered("02-09", "kk")), "read-struck") == []


@pytest.mark.parametrize("how", ["emptied", "deleted"])
def test_a_value_that_stands_in_fewer_places_than_before_is_told(how: str) -> None:
    data = rendered("01-01", "ru")

    def edit(root: etree._Element) -> None:
        last = controls(root, "authors.1.name")[-1]
        if how == "emptied":
            set_text(last, "")
        else:
            last.getparent().remove(last)  # type: ignore[union-attr]

    reading = read_document(edited(data, edit))
    assert len(told(reading, "read-fewer-places")) == 1
    assert reading.form == example("01-01")
    assert told(read_document(data), "read-fewer-places") == []
    both = read_document(edited(data, typed("authors.1.name", "Серік Асан")))
    assert told(both, "read-fewer-places") == []


def test_a_field_that_came_in_once_more_takes_nothing_from_the_record() -> None:
    def pasted(root: etree._Element) -> None:
        (control,) = controls(root, "unit")
        block = next(control.iterancestors(f"{W}tbl"), next(control.iterancestors(f"{W}p")))
        twin = copy.deepcopy(block)
        root[0].insert(len(root[0]) - 1, twin)
        set_text(controls(twin, "unit")[0], "Кафедра виноделия")

    reading = read_document(edited(rendered("02-09", "ru"), pasted))
    assert reading.source.values["unit"] == example("02-09").record()["unit"]
    assert any("Кафедра виноделия" in each for each in told(reading, "read-two-values"))


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ('<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/'
         'xmlPackage"/>', "save it as .docx"),
        ('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:'
         'xmlns:office:1.0"/>', "LibreOffice"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "MHT"),
        ("From: <Saved by Word>\nSubject: x\nMIME-Version: 1.0\n\n", "MHT"),
        ('{"url":"https://docs.google.com/open?id=1","doc_id":"1","email":"a@b.kz"}', "download"),
    ],
)  # fmt: skip
def test_a_document_in_another_format_says_what_to_do(head: str, what: str) -> None:
    with pytest.raises(AtuformsError, match=what):
        read_document(head.encode())
