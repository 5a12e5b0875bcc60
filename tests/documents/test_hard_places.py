"""Comments in places where Word, or whoever has worked on the document, makes it hard."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from pathlib import Path

import pytest
from lxml import etree
from tests.documents.comment_places import (
    Paragraphs,
    faults,
    main_part,
    marks,
    remarks,
    told,
)
from tests.documents.reading.editing import (
    DOCUMENT,
    NAMESPACE,
    Edit,
    W,
    block_of,
    control_removed,
    controls,
    document,
    edited,
    element,
    names_dropped,
    packed,
    paragraph,
    paths,
    typed,
    unpacked,
)
from tests.documents.reading.examples import example
from tests.documents.test_comments import OFFICE, WORDS, certificate, with_part
from tests.forms.builders import changed

import atuforms
from atuforms.documents.comments import commented
from atuforms.documents.reading.document import read_document

INK = 'w:id="900" w:author="Ә. Клерк" w:date="2026-01-12T10:00:00Z"'


def row_typed(path: str, texts: Iterable[str], *, after: bool) -> Edit:
    """Somebody adds a row without fields beside that of a control, and types into its cells."""

    def edit(root: etree._Element) -> None:
        row = block_of(root, path)
        twin = copy.deepcopy(row)
        for cell, text in zip(twin.iter(f"{W}tc"), texts, strict=True):
            first = next(cell.iter(f"{W}p"))
            for child in [each for each in first if each.tag != f"{W}pPr"]:
                first.remove(child)
            if text:
                etree.SubElement(etree.SubElement(first, f"{W}r"), f"{W}t").text = text
        (row.addnext if after else row.addprevious)(twin)

    return edit


@pytest.mark.parametrize("kind", ["blank", "filled"])
def test_what_a_row_added_by_hand_lacks_is_asked_for_in_its_empty_cell(kind: str) -> None:
    if kind == "blank":
        first = (
            typed("terms.0.term", "Қауіп"),
            typed("terms.0.definition", "Зиян келтіретін фактор"),
        )
        data = edited(atuforms.blank("glossary", lang="kk").data, *first)
    else:
        data = atuforms.render(example("glossary"), "docx", lang="kk").data
    last = paths(data)[-1]
    for texts, cell in ((["", "Жаңа анықтама"], 0), (["Жаңа термин", ""], 1)):
        for after in (True, False):
            added = edited(data, row_typed(last, texts, after=after))
            answer = commented(added, "ru")
            shown = Paragraphs(added)
            there = next(n for n, text in enumerate(shown.texts) if text.startswith("жаңа"))
            (mark,) = [mark for finding, _, mark in told(answer) if finding.rule == "missing"]
            assert mark.paragraph == shown.row(there)[cell], (kind, texts, after)


def test_a_comment_says_of_what_the_document_does_not_show_where_to_correct_it() -> None:
    data = atuforms.render(changed("course", forum=None), "docx", lang="en", draft=True).data
    answer = commented(data, "kk")
    seen = [(text, mark) for finding, text, mark in told(answer) if finding.path == "forum"]
    assert seen
    for text, mark in seen:
        assert text.endswith(
            "Бұл құжатта көрсетілмейді. Оны жазбада түзетіп, құжатты қайта жасаңыз."
        )
        assert mark.tags == ["title"]


def test_words_in_a_header_are_quoted_at_the_first_words_of_the_document() -> None:
    words = f'<w:hdr xmlns:w="{NAMESPACE}">{paragraph("Есеп нөмірі 77")}</w:hdr>'
    media = f"{WORDS}.header+xml"
    data = with_part(certificate(), "word/header9.xml", words, f"{OFFICE}/header", media)
    answer = commented(data, "ru").document.data
    ((number, said),) = [each for each in remarks(answer).items() if "Есеп нөмірі 77" in each[1]]
    assert "в колонтитуле" in said
    shown = Paragraphs(data)
    assert marks(answer)[number].paragraph == next(n for n, text in enumerate(shown.texts) if text)


def test_a_field_in_a_text_box_is_commented_at_the_paragraph_that_holds_the_box(
    tmp_path: Path,
) -> None:
    def boxed(root: etree._Element) -> None:
        field = copy.deepcopy(controls(root, "course_title")[0])
        control_removed("course_title")(root)
        box = element(
            '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
            'style="width:200pt;height:40pt"><v:textbox><w:txbxContent><w:p/></w:txbxContent>'
            "</v:textbox></v:shape></w:pict></w:r></w:p>"
        )
        next(each for each in box.iter(f"{W}p") if not len(each)).append(field)
        root[0].insert(1, box)

    data = commented(edited(certificate(), boxed), "kk").document.data
    (number,) = [n for n, text in remarks(data).items() if "0201-title-150" in text]
    root = main_part(data)
    start = next(
        each for each in root.iter(f"{W}commentRangeStart") if each.get(f"{W}id") == number
    )
    assert start.getparent() is root[0][1]
    assert faults(data, tmp_path) == []


@pytest.mark.parametrize("kind", ["inserted", "deleted"])
def test_tracked_changes_stay_around_what_is_commented(kind: str, tmp_path: Path) -> None:
    path = {"inserted": "course_title", "deleted": "platform"}[kind]

    def tracked(root: etree._Element) -> None:
        for control in controls(root, path):
            ink = element(f"<w:{'ins' if kind == 'inserted' else 'del'} {INK}/>")
            control.addprevious(ink)
            ink.append(control)
            if kind == "deleted":
                for text in control.iter(f"{W}t"):
                    text.tag = f"{W}delText"

    before = edited(certificate(), tracked)
    answer = commented(before, "kk")
    data = answer.document.data
    for finding, _, mark in told(answer):
        if finding.path.startswith(path):
            assert mark.tags == [path] if kind == "inserted" else "Платформаның" in mark.text
    ink = f"{W}{'ins' if kind == 'inserted' else 'del'}"
    assert len(list(main_part(data).iter(ink))) == len(list(main_part(before).iter(ink))) > 0
    assert faults(data, tmp_path) == []


def test_a_second_check_in_another_language_replaces_all_comments_of_the_first() -> None:
    first = commented(certificate(), "kk").document.data
    second = commented(first, "ru")
    said = list(remarks(second.document.data).values())
    assert [text.split("\n", 1)[1] for text in said] == [
        finding.text("ru") for finding in second.report.findings
    ]
    assert set(marks(second.document.data)) == set(remarks(second.document.data))


def test_dates_and_choices_keep_their_comments_when_libreoffice_drops_their_names() -> None:
    blank = atuforms.blank("02-09", lang="kk").data
    for path in ("date", "language"):
        data = edited(blank, names_dropped(("tag", "alias"), path))
        answer = commented(data, "kk")
        (mark,) = [mark for finding, _, mark in told(answer) if finding.path == path]
        assert mark.tags == []
        assert mark.text.startswith("["), mark.text


def test_all_that_is_wrong_with_a_typed_bank_is_said_at_its_question() -> None:
    lines: list[str] = []
    for n in range(1, 151):
        right = {0: "ANSWER: Z", 1: "Дұрыс жауап: жоқ"}.get(n % 5, "ANSWER: B")
        options = [f"A) алма {n}", f"B) нан {n}", f"C) {'нан' if n % 5 == 2 else 'сүт'} {n}"]
        lines += [f"{n}. {n}-өнім қайда сақталады?", *options, f"D) ет {n}"]
        lines += [f"E) тұз {n}"] * (n % 5 != 3) + [right]
    bank = document(*map(paragraph, lines))
    answer = commented(bank, "ru")
    data = answer.document.data
    shown = Paragraphs(bank)
    heads = [n for n, text in enumerate(shown.texts) if text.endswith("сақталады")]
    counted = 0
    for finding, _, mark in told(answer):
        number = finding.details.get("number")
        if number and finding.path.startswith("questions."):
            counted += 1
            end = heads[number] if number < len(heads) else len(shown.texts)
            assert heads[number - 1] <= mark.paragraph < end, (finding.rule, number, mark)
    assert counted > 100
    assert read_document(data).source.values == read_document(bank).source.values


def test_a_comment_of_a_person_with_all_that_word_keeps_of_it_stays(tmp_path: Path) -> None:
    first = commented(certificate(), "kk").document.data
    parts = unpacked(first)
    root = etree.fromstring(parts["word/comments.xml"])
    own = element(
        '<w:comment xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w:id="41" '
        'w:author="Ә. Клерк" w:initials="ӘК"><w:p w14:paraId="0C000001"><w:r><w:t>Күні қайда?'
        "</w:t></w:r></w:p></w:comment>"
    )
    root.append(own)
    parts["word/comments.xml"] = etree.tostring(root)
    main = etree.fromstring(parts[DOCUMENT])
    place = next(main.iter(f"{W}p"))
    for tag in ("commentRangeStart", "commentRangeEnd"):
        etree.SubElement(place, f"{W}{tag}").set(f"{W}id", "41")
    run = etree.SubElement(place, f"{W}r")
    etree.SubElement(run, f"{W}commentReference").set(f"{W}id", "41")
    parts[DOCUMENT] = etree.tostring(main)
    data = packed(parts)
    space = "http://schemas.microsoft.com/office/word"
    people = '<w15:person w15:author="Ә. Клерк"/>'
    numbers = '<w16cid:commentId w16cid:paraId="0C000001" w16cid:durableId="1A2B3C4D"/>'
    for name, prefix, year, content in (
        ("people", "w15", "2012/wordml", people),
        ("commentsIds", "w16cid", "2016/wordml/cid", numbers),
    ):
        content = f'<{prefix}:{name} xmlns:{prefix}="{space}/{year}">{content}</{prefix}:{name}>'
        part = "2016/09" if name == "commentsIds" else "2011"
        kind = f"http://schemas.microsoft.com/office/{part}/relationships/{name}"
        data = with_part(data, f"word/{name}.xml", content, kind, f"{WORDS}.{name}+xml")
        row = f"own-{kind}"
        parts = unpacked(data)
        rels = "word/_rels/document.xml.rels"
        parts[rels] = parts[rels].replace(row.encode(), f"own{name}".encode())
        data = packed(parts)
    mended = commented(edited(data, typed("course_title", "Тағам")), "kk").document.data
    assert remarks(mended, "Ә. Клерк") == {"41": "Күні қайда?"}
    for name in ("people", "commentsIds"):
        assert unpacked(mended)[f"word/{name}.xml"] == unpacked(data)[f"word/{name}.xml"]
    assert faults(mended, tmp_path) == []
