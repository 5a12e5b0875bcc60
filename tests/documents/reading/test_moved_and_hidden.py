"""What stands in another cell, is hidden, computed, or drawn so that no words are read from it."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from lxml import etree
from tests.documents.reading.editing import (
    NAMESPACE,
    Edit,
    W,
    block_of,
    controls,
    edited,
    set_text,
    typed,
)
from tests.documents.reading.examples import example

import atuforms
from atuforms.documents.reading.document import DocumentReading, read_document

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML = "urn:schemas-microsoft-com:vml"


def read(name: str, lang: Any, *edits: Edit) -> DocumentReading:
    return read_document(edited(atuforms.render(example(name), "docx", lang=lang).data, *edits))


def told(reading: DocumentReading, rule: str) -> list[tuple[str, str]]:
    return [(each.path, each.text("en")) for each in reading.findings if each.rule == rule]


def cell_of(root: etree._Element, path: str) -> etree._Element:
    return block_of(root, path, "tc")


@pytest.mark.parametrize(
    ("name", "lang", "one", "other"),
    [
        ("glossary", "en", "terms.0.term", "terms.0.definition"),
        ("01-03", "ru", "rows.1.scores.text", "rows.1.scores.tests"),
    ],
)
def test_cells_of_a_row_that_changed_places_are_told(
    name: str, lang: str, one: str, other: str
) -> None:
    def exchanged(root: etree._Element) -> None:
        first, second = cell_of(root, one), cell_of(root, other)
        place = etree.Element("x")
        first.addprevious(place)
        second.addprevious(first)
        place.addprevious(second)
        place.getparent().remove(place)  # type: ignore[union-attr]

    reading = read(name, lang, exchanged)
    assert {path for path, _ in told(reading, "read-moved")} == {one, other}
    assert not reading.report().ok
    assert told(read(name, lang), "read-moved") == []


@pytest.mark.parametrize(
    ("name", "lang", "path", "above"),
    [
        ("glossary", "kk", "terms.1.definition", "terms.0.definition"),
        ("01-03", "en", "rows.2.title", "rows.1.title"),
    ],
)
def test_a_value_in_the_row_of_another_item_is_told(
    name: str, lang: str, path: str, above: str
) -> None:
    def moved(root: etree._Element) -> None:
        control = controls(root, path)[0]
        next(cell_of(root, above).iter(f"{W}p")).append(control)

    reading = read(name, lang, moved)
    assert [where for where, _ in told(reading, "read-moved")] == [path]


@pytest.mark.parametrize(("name", "lang"), [("course-survey", "en"), ("course-survey", "kk")])
def test_a_line_of_the_title_that_was_copied_and_typed_over_is_told(name: str, lang: str) -> None:
    def copied(root: etree._Element) -> None:
        block = block_of(root, "course_title", "p")
        twin = copy.deepcopy(block)
        block.addnext(twin)
        set_text(controls(twin, "course_title")[0], "One more question?")

    reading = read(name, lang, copied)
    before: Any = example(name).record()
    assert reading.source.values["course_title"] == before["course_title"]
    assert reading.source.values["stage"] == before["stage"]
    ((path, said),) = [each for each in told(reading, "read-two-values") if "One more" in each[1]]
    assert path == "course_title"
    assert "\n" not in said


@pytest.mark.parametrize(("name", "lang"), [("01-03", "ru"), ("04-02", "kk")])
def test_a_sum_that_was_typed_over_is_told_to_be_computed(name: str, lang: str) -> None:
    def total(root: etree._Element) -> None:
        row = next(controls(root, "rows.0.title")[0].iterancestors(f"{W}tr"))
        text = [each for each in row.iter(f"{W}t") if (each.text or "").isdecimal()][-1]
        text.text = "97"

    reading = read(name, lang, total)
    ((_, said),) = told(reading, "read-text-outside")
    assert said.startswith("“97” stands where the form prints a number that it works out")


def test_what_is_drawn_or_hidden_is_told() -> None:
    art = (
        f'<w:r><w:pict><v:shape xmlns:v="{VML}"><v:textpath string="VOID"/></v:shape></w:pict>'
        "</w:r>"
    )
    fallback = (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="z"><w:drawing/>'
        "</mc:Choice><mc:Fallback><w:t>VOID</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>VOID</w:t></w:r>"
    ticked = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>☑</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    cases = (
        (art, "read-part-foreign"),
        (fallback, "read-part-foreign"),
        (hidden, "read-hidden"),
        (ticked, "read-text-outside"),
    )
    for name, lang, path in (("02-09", "ru", "unit"), ("glossary", "en", "terms.0.definition")):
        for xml, rule in cases:
            new = etree.fromstring(f'<x xmlns:w="{NAMESPACE}">{xml}</x>')[0]

            def put(root: etree._Element, path: str = path, new: etree._Element = new) -> None:
                paragraph = block_of(root, path, "p")
                if new.tag == f"{W}tbl":
                    paragraph.addprevious(new)
                else:
                    paragraph.append(new)

            assert len(told(read(name, lang, put), rule)) == 1, (name, xml)


def test_the_sign_of_a_number_that_the_form_prints_is_no_part_of_it() -> None:
    for name, lang, shown in (("02-09", "ru", "№ 17"), ("minutes-extract", "kk", "№5/а")):
        reading = read(name, lang, typed("number", shown))
        assert reading.source.values["number"] == shown.strip("№ ")
