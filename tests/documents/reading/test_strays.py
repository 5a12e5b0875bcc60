"""Words that stand beside their places: a line more in a cell, a column more, another order."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import Any

import pytest
from lxml import etree
from tests.documents.reading.editing import W, block_of, controls, edited, element, paragraph, typed
from tests.documents.reading.examples import example
from tests.documents.reading.test_left_out import flattened
from tests.documents.reading.test_paper_without_fields import read, record, told

import atuforms
from atuforms.documents.reading.contents.framed_pictures import BLIP, EMBED
from atuforms.documents.reading.contents.open_document import OpenDocument
from atuforms.documents.reading.contents.paragraph_styles import Item, ParagraphStyles
from atuforms.documents.reading.document import DocumentReading, diff, read_document

ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style")
)


def _rendered(name: str, lang: str, *edits: Any) -> DocumentReading:
    return read_document(edited(atuforms.render(example(name), "docx", lang=lang).data, *edits))


def _line_behind(path: str, text: str) -> Any:
    def edit(root: etree._Element) -> None:
        line = next(controls(root, path)[0].iterancestors(f"{W}p"))
        line.addnext(element(paragraph(text)))

    return edit


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("competition-minutes", "standings.1.mean"),
        ("course", "modules.1.lessons.0.title"),
        ("01-03", "rows.0.link"),
    ],
)
def test_a_line_more_in_a_cell_is_told_and_begins_no_item(name: str, path: str) -> None:
    reading = _rendered(name, "kk", _line_behind(path, "қосымша сөз"))
    assert [each.details["text"] for each in told(reading, "read-text-outside")] == ["қосымша сөз"]
    assert not diff(example(name), reading.source.values)


@pytest.mark.parametrize(
    ("lang", "line", "position"),
    [
        ("ru", "Иманова Д.С., к.т.н., доцент кафедры", "доцент кафедры"),
        ("kk", "Иманова Д.С., т.ғ.к., аға оқытушы", "аға оқытушы"),
        ("en", "Imanova D.S., Master of Science, senior lecturer", "senior lecturer"),
    ],
)
def test_a_degree_before_the_position_is_known_and_told(
    lang: str, line: str, position: str
) -> None:
    def edit(root: etree._Element) -> None:
        author = block_of(root, "authors.0.name", "p")
        for child in list(author)[1:]:
            author.remove(child)
        author.append(element(f"<w:r><w:t>{line}</w:t></w:r>"))

    reading = _rendered("02-09", lang, edit)
    author = reading.source.values["authors"][0]
    assert author["position"][lang] == position
    found = author["degree"]
    assert (found[lang] if isinstance(found, dict) else found) == line.split(", ")[1]
    assert [each.path for each in told(reading, "read-taken-apart")] == ["authors.0"]


def test_of_a_long_sentence_the_added_words_are_told() -> None:
    def edit(root: etree._Element) -> None:
        controls(root, "discipline")[0].addprevious(element("<w:r><w:t>(весной) </w:t></w:r>"))

    (finding,) = told(_rendered("act-of-implementation", "ru", edit), "read-text-outside")
    words = str(finding.details["text"])
    assert "(весной)" in words
    assert len(words) < 30


def _text(before: str, after: str) -> Any:
    def edit(root: etree._Element) -> None:
        text = next(each for each in root.iter(f"{W}t") if before in (each.text or ""))
        text.text = (text.text or "").replace(before, after)

    return edit


def test_a_line_that_is_not_understood_is_not_joined_to_the_value_before() -> None:
    survey = read("course-survey", "en", _text("before the end", "shortly before the end"))
    assert "\n" not in survey.source.values["course_title"]
    assert "shortly before the end" in str(survey.source.values["stage"])


def test_a_text_that_is_no_date_does_not_take_the_place_of_one() -> None:
    def edit(root: etree._Element) -> None:
        date = next(
            each for each in root.iter(f"{W}p") if "2026" in "".join(map(str, each.itertext()))
        )
        date.addprevious(element(paragraph("Просим рассмотреть")))

    reading = read("01-01", "ru", edit)
    assert reading.source.values["date"] == str(record("01-01", "ru")["date"])
    assert [each.details["text"] for each in told(reading, "read-text-outside")] == [
        "Просим рассмотреть"
    ]


@pytest.mark.parametrize(("name", "at"), [("01-03", -1), ("01-03", 3), ("04-02", 0)])
def test_a_column_more_below_two_rows_of_headings_is_told(name: str, at: int) -> None:
    def edit(root: etree._Element) -> None:
        table = max(root.iter(f"{W}tbl"), key=lambda each: len(each.findall(f"{W}tr")))
        for number, row in enumerate(table.iterchildren(f"{W}tr")):
            cells = row.findall(f"{W}tc")
            words = paragraph("Резерв" if number == 0 else "")
            cell = element(f"<w:tc><w:tcPr/>{words}</w:tc>")
            (row.append if at < 0 else cells[min(at, len(cells) - 1)].addprevious)(cell)

    reading = read(name, "ru", edit)
    found, wanted = reading.source.values["rows"], record(name, "ru")["rows"]
    assert [each["title"] for each in found] == [each["title"] for each in wanted]
    assert [each["scores"] for each in found] == [
        {key: str(score) for key, score in each["scores"].items()} for each in wanted
    ]
    assert [each.details["text"] for each in told(reading, "read-text-outside")] == ["Резерв"]


def test_a_cell_more_beside_number_and_date_is_told() -> None:
    def edit(root: etree._Element) -> None:
        row = next(r for r in root.iter(f"{W}tr") if "№" in "".join(map(str, r.itertext())))
        twin = copy.deepcopy(row.findall(f"{W}tc")[-1])
        for line in twin.findall(f"{W}p"):
            twin.remove(line)
        twin.append(element(paragraph("Алматы")))
        row.append(twin)

    reading = read("competition-minutes", "ru", edit)
    assert reading.source.values["date"] == str(record("competition-minutes", "ru")["date"])
    assert "Алматы" in [each.details["text"] for each in told(reading, "read-text-outside")]


@pytest.mark.parametrize("shown", ["3,20", "3.20"])
def test_a_duration_that_can_be_two_is_told(shown: str) -> None:
    reading = _rendered("02-01", "ru", typed("promo_video.duration", shown))
    assert [each.path for each in told(reading, "read-duration")] == ["promo_video.duration"]


@pytest.mark.parametrize(
    ("shown", "value"), [("1 200", "1200"), ("1 20", "1 20"), ("12 00", "12 00")]
)
def test_only_thousands_are_parted_by_spaces(shown: str, value: str) -> None:
    reading = _rendered("02-01", "ru", typed("academic_hours", shown))
    assert reading.source.values["academic_hours"] == value


def _signatures_changed_places(root: etree._Element) -> None:
    first, second = (
        next(controls(root, f"authors.{n}.name")[-1].iterancestors(f"{W}tr")) for n in (0, 1)
    )
    first.addprevious(second)


def test_signatures_in_another_order_than_the_list_are_told() -> None:
    reading = _rendered("01-01", "kk", _signatures_changed_places)
    assert [each.path for each in told(reading, "read-order-differs")] == ["authors"]
    assert not diff(example("01-01"), reading.source.values)


def test_signatures_that_lost_their_fields_are_no_further_authors() -> None:
    reading = _rendered("01-01", "ru", _signatures_changed_places, flattened)
    assert len(reading.source.values["authors"]) == 2


def test_lists_of_an_odt_keep_their_numbers_and_levels() -> None:
    """A list that LibreOffice has cut in two goes on with its numbers."""
    items = "<text:list-item><text:p>{}</text:p></text:list-item>"
    inner = f'<text:list text:style-name="Dots"><text:list-item><text:list>{items.format("б")}'
    content = (
        f'<office:body><office:text><text:list xml:id="one" text:style-name="Steps">'
        f"{items.format('а')}</text:list>{inner}</text:list></text:list-item></text:list>"
        f'<text:list text:continue-list="one" text:style-name="Steps">{items.format("в")}'
        '<text:list-item text:start-value="7"><text:p>г</text:p></text:list-item>'
        "</text:list></office:text></office:body>"
    )
    styles = (
        '<office:styles><text:list-style style:name="Steps"><text:list-level-style-number '
        'text:level="1" style:num-format="1"/></text:list-style></office:styles>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml", f"<office:document-content {ODT}>{content}</office:document-content>"
        )
        archive.writestr(
            "styles.xml", f"<office:document-styles {ODT}>{styles}</office:document-styles>"
        )
    office = OpenDocument(buffer.getvalue(), "lecture.odt")
    found = ParagraphStyles(office)
    lines = office.xml(office.main_part()).iter(f"{W}p")
    wanted = [Item(0, 1), Item(1, None), Item(0, 2), Item(0, 7)]
    assert [found.item(each) for each in lines] == wanted


def test_on_paper_a_line_more_in_a_cell_is_told_with_its_value() -> None:
    def edit(root: etree._Element) -> None:
        cell = next(
            each for each in root.iter(f"{W}tc") if "".join(map(str, each.itertext())) == "109"
        )
        cell.append(element(paragraph("пересчитано")))

    reading = read("competition-minutes", "ru", edit)
    assert "пересчитано" in str(reading.source.values["standings"]) + str(reading.findings)


def test_a_picture_that_is_only_linked_is_kept_and_told() -> None:
    def edit(root: etree._Element) -> None:
        for shown in controls(root, "authors.0.photo")[0].iter(BLIP):
            shown.set(EMBED.replace("embed", "link"), shown.attrib.pop(EMBED))

    reading = _rendered("01-02", "ru", edit)
    assert [each.path for each in told(reading, "read-picture-linked")] == ["authors.0.photo"]
    assert reading.source.values["authors"][0]["photo"]
