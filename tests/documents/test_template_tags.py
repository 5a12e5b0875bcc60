"""What docxtpl has for those who write templates: it works here, or is refused by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.documents.reading.editing import unpacked
from tests.documents.test_own_templates import (
    MAIN,
    SLUG,
    Parts,
    change,
    faults,
    folder,
    printed,
    with_paragraph,
    words,
)

from atuforms.core.exceptions import AtuformsError
from atuforms.documents.own_templates import check_templates

__all__ = ["folder"]


def test_the_signs_of_tags_are_printed_as_docxtpl_prints_them(folder: Path) -> None:
    change(folder, with_paragraph("{_{ unit }_} {_% if %_}"))
    assert "{{unit}}{%if%}" in words(printed(folder))


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("{{ placement_date|date }}", r"\d\d\.\d\d\.20\d\d"),
        ("{{ placement_date|date(«%Y/%m/%d») }}", r"20\d\d/\d\d/\d\d"),
        ("{{ unit|date }}", "Кафедра"),
        ("{{ placement_date|date(«100 %») }}", "100%"),
    ],
)
def test_a_date_may_be_printed_in_figures(tag: str, wanted: str, folder: Path) -> None:
    change(folder, with_paragraph(f"Итак: {tag}"))
    assert re.search(f"Итак:{wanted}", words(printed(folder)))


@pytest.mark.parametrize(
    "tag", ["{{ subdoc }}", "{{p tpl.new_subdoc() }}", "{% include 'x.docx' %}"]
)
def test_what_docxtpl_has_and_we_have_not_is_refused_by_name(tag: str, folder: Path) -> None:
    change(folder, with_paragraph(tag))
    with pytest.raises(AtuformsError, match=f"ru/{SLUG}.docx"):
        printed(folder)
    assert check_templates(folder)


def test_cells_are_merged_and_coloured_as_docxtpl_does_it(folder: Path, tmp_path: Path) -> None:
    def edit(parts: Parts) -> None:
        cells = "".join(
            '<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
            for text in ("{% cellbg 'DDDDDD' %}серый", "{% colspan 1 %}один")
        )
        table = (
            '<w:tbl><w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol '
            f'w:w="1500"/><w:gridCol w:w="1500"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl><w:p/>'
        )
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}{table}<w:sectPr{after}".encode()

    change(folder, edit)
    data = printed(folder)
    assert b'w:fill="DDDDDD"' in unpacked(data)[MAIN]
    assert faults(data, tmp_path) == []
