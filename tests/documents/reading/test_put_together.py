"""What people do to a document beside filling it in: pasting, linking, striking out, emptying."""

from __future__ import annotations

import copy

import pytest
from lxml import etree
from tests.documents.reading.corpus import RECORD_PART
from tests.documents.reading.editing import (
    DOCUMENT,
    W,
    controls,
    edited,
    packed,
    set_text,
    typed,
    unpacked,
    without_part,
)
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.exceptions import AtuformsError
from atuforms.core.language.languages import Language
from atuforms.documents.reading.document import DocumentReading, read_document

FLAT_WORD = "http://schemas.microsoft.com/office/2006/xmlPackage"
FLAT_ODT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rendered(name: str, lang: Language) -> bytes:
    return atuforms.render(example(name), "docx", lang=lang).data


def joined(first: bytes, second: bytes) -> bytes:
    """What stands in the second document, pasted behind what stands in the first."""
    other = etree.fromstring(unpacked(second)[DOCUMENT])[0]

    def edit(root: etree._Element) -> None:
        for block in list(other)[:-1]:
            root[0].insert(len(root[0]) - 1, copy.deepcopy(block))

    return edited(first, edit)


@pytest.mark.parametrize(
    ("first", "second"),
    [(("02-09", "kk"), ("03-01", "kk")), (("02-09", "en"), ("02-09", "kk")),
     (("glossary", "ru"), ("glossary", "kk")),
     (("competition-minutes", "ru"), ("minutes-extract", "ru"))],
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
        (f'<?xml version="1.0"?><pkg:package xmlns:pkg="{FLAT_WORD}"/>', "save it as .docx"),
        (f'<?xml version="1.0"?><office:document xmlns:office="{FLAT_ODT}"/>', "LibreOffice"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "MHT"),
        ("From: <Saved by Word>\nSubject: x\nMIME-Version: 1.0\n\n", "MHT"),
        ('{"url":"https://docs.google.com/open?id=1","doc_id":"1","email":"a@b.kz"}', "download"),
    ],
)
def test_a_document_in_another_format_says_what_to_do(head: str, what: str) -> None:
    with pytest.raises(AtuformsError, match=what):
        read_document(head.encode())


@pytest.mark.parametrize("lang", ["kk", "en"])
def test_a_checklist_names_the_codes_of_others_and_is_one_document(lang: Language) -> None:
    reading = read_document(edited(rendered("checklist", lang)), form="checklist")
    assert reading.form.name() == "checklist"


def test_of_one_value_in_two_places_the_one_that_was_not_changed_is_told() -> None:
    data = edited(rendered("competition-minutes", "kk"), typed("chair.name", "Серік Асан", 0))
    (said,) = told(read_document(data), "read-two-values")
    assert "Серік Асан" in said


@pytest.mark.parametrize("left", ["[{}", "{}]", "[{} ", "[", "[]", "[  {}  ]"])
def test_a_prompt_with_a_bracket_missing_is_nothing(left: str) -> None:
    blank = atuforms.blank("02-09", lang="ru").data
    text = left.format("Введите наименование курса")
    reading = read_document(edited(blank, typed("course_title", text)))
    assert "course_title" not in reading.source.values
    both = edited(blank, typed("course_title", "Химия [Введите наименование курса"))
    assert read_document(both).source.values["course_title"] == "Химия"


def test_a_picture_in_a_field_for_words_is_told() -> None:
    photo = rendered("01-02", "ru")

    def put_in(root: etree._Element) -> None:
        blip = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
        run = next(next(root.iter(blip)).iterancestors(f"{W}r"))
        controls(root, "course_title")[0][1].append(copy.deepcopy(run))

    assert told(read_document(photo), "read-picture-outside") == []
    assert len(told(read_document(edited(photo, put_in)), "read-picture-outside")) == 1


@pytest.mark.parametrize(
    ("lang", "word"), [("kk", "Хаттама "), ("ru", "Протокол "), ("en", "Protocol ")]
)
def test_a_word_before_the_number_is_no_part_of_it(lang: Language, word: str) -> None:
    data = rendered("02-09", lang)
    parts = unpacked(without_part(data, RECORD_PART))
    main = etree.fromstring(parts[DOCUMENT])
    first = next(each for each in main.iter(f"{W}t") if (each.text or "").startswith(("№", "No.")))
    first.text = f"{word}{first.text}"
    for control in list(main.iter(f"{W}sdt")):
        for child in reversed(list(control[1])):
            control.addnext(child)
        control.getparent().remove(control)  # type: ignore[union-attr]
    parts[DOCUMENT] = etree.tostring(main)
    reading = read_document(packed(parts), form="02-09")
    assert reading.source.values["number"] == example("02-09").record()["number"]
    assert any(word.strip() in each.text("en") for each in reading.findings)
