"""Slips in a Word template that would print themselves, or leave a gap, are told before that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.documents.test_own_templates import (
    MAIN,
    Parts,
    change,
    folder,
    printed,
    with_paragraph,
    words,
)

from atuforms.core.exceptions import AtuformsError
from atuforms.documents.own_templates import check_templates

__all__ = ["folder"]


def told(folder: Path) -> str:
    return "\n".join(str(each.error) for each in check_templates(folder))


@pytest.mark.parametrize("slip", ["{ course_title }", "{ { course_title } }", "{course_title}"])
def test_a_tag_with_one_brace_is_told(folder: Path, slip: str) -> None:
    change(folder, with_paragraph(slip))
    assert slip in told(folder)
    assert "{{ course_title }}" in told(folder)


def test_a_field_of_a_mail_merge_is_told(folder: Path) -> None:
    field = (
        '<w:p><w:fldSimple w:instr=" MERGEFIELD course_title "><w:r><w:t>«course_title»</w:t></w:r>'
        "</w:fldSimple></w:p>"
    )

    def edit(parts: Parts) -> None:
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}{field}<w:sectPr{after}".encode()

    change(folder, edit)
    assert "MERGEFIELD course_title" in told(folder)


def test_braces_around_other_words_are_nobodys_tag(folder: Path) -> None:
    change(folder, with_paragraph("{ a, b } {x}"))
    assert told(folder) == ""


@pytest.mark.parametrize("pattern", ["дд.мм.гггг", "%Q"])
def test_a_pattern_for_dates_that_prints_itself_is_refused(folder: Path, pattern: str) -> None:
    change(folder, with_paragraph(f'{{{{ date|date("{pattern}") }}}}'))
    assert pattern in told(folder)
    with pytest.raises(AtuformsError, match="%d"):
        printed(folder)


@pytest.mark.parametrize("address", ["{{ course_link }}", "%7B%7B%20course_link%20%7D%7D"])
def test_a_tag_in_the_address_of_a_link_is_refused(folder: Path, address: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    row = f'<Relationship Id="x1" Type="{kind}" Target="{address}" TargetMode="External"/>'

    def edit(parts: Parts) -> None:
        rels = "word/_rels/document.xml.rels"
        end = b"</Relationships>"
        parts[rels] = parts[rels].replace(end, row.encode() + end)

    change(folder, edit)
    assert "{{ course_link }}" in told(folder)
    with pytest.raises(AtuformsError, match="address of a link"):
        printed(folder)


def test_blocks_among_other_words_are_refused(folder: Path) -> None:
    change(folder, with_paragraph("x {{p course_title|rich }} y"))
    assert "{{p course_title|rich }}" in told(folder)
    with pytest.raises(AtuformsError, match="alone in its paragraph"):
        printed(folder)


@pytest.mark.parametrize("how", ["deleted", "deleted row", "hidden", "hidden by its style"])
def test_a_required_tag_that_nobody_sees_is_not_printed(folder: Path, how: str) -> None:
    def edit(parts: Parts) -> None:
        main = parts[MAIN].decode()
        at = main.index("{{ unit }}")
        start, end = main.rindex("<w:r>", 0, at), main.index("</w:r>", at) + len("</w:r>")
        run = main[start:end]
        if how == "deleted row":
            row = main.rindex("<w:tr>", 0, at) + len("<w:tr>")
            deletion = '<w:trPr><w:del w:id="9" w:author="x"/></w:trPr>'
            parts[MAIN] = f"{main[:row]}{deletion}{main[row:]}".encode()
            return
        if how == "hidden by its style":
            styles = parts["word/styles.xml"].decode()
            made = "".join(
                f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/>{look}'
                "</w:style>"
                for name, look in (
                    ("Secret", '<w:basedOn w:val="Quiet"/>'),
                    ("Quiet", "<w:rPr><w:vanish/></w:rPr>"),
                )
            )
            parts["word/styles.xml"] = styles.replace("</w:styles>", f"{made}</w:styles>").encode()
            run = re.sub("<w:rPr>.*?</w:rPr>", "", run)
            look = '<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr>'
            made = run.replace("<w:r>", look, 1)
        elif how == "deleted":
            deleted = run.replace("<w:t", "<w:delText").replace("</w:t>", "</w:delText>")
            made = f'<w:del w:id="9" w:author="x">{deleted}</w:del>'
        else:
            bare = run.replace("<w:rPr>", "<w:rPr><w:vanish/>")
            made = (
                bare
                if "<w:vanish/>" in bare
                else run.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)
            )
        parts[MAIN] = f"{main[:start]}{made}{main[end:]}".encode()

    change(folder, edit)
    assert "unit" in told(folder)
    assert "{{" not in words(printed(folder))


def test_a_wrong_tag_that_was_deleted_stops_nothing(folder: Path) -> None:
    def edit(parts: Parts) -> None:
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        deleted = '<w:p><w:del w:id="9"><w:r><w:delText>{{ nope }}</w:delText></w:r></w:del></w:p>'
        parts[MAIN] = f"{before}{deleted}<w:sectPr{after}".encode()

    change(folder, edit)
    assert told(folder) == ""
    assert printed(folder)


def test_an_address_in_the_code_of_a_link_is_looked_at_too(folder: Path) -> None:
    code = ' HYPERLINK "https://%7b%7bcourse_link%7d%7d" '
    field = f'<w:p><w:fldSimple w:instr="{code.replace(chr(34), "&quot;")}"/></w:p>'

    def edit(parts: Parts) -> None:
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}{field}<w:sectPr{after}".encode()

    change(folder, edit)
    assert "{{course_link}}" in told(folder)
