"""``atuforms new``: what is written can be filled in, and is read again."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from atuforms.batches.batch import batch
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.forms.all_forms import form_classes
from atuforms.records.blank_record import blank_record

LIMITS: dict[Language, str] = {
    "kk": "150\N{NO-BREAK SPACE}таңбадан аспайды",
    "ru": "150\N{NO-BREAK SPACE}символов",
    "en": "150 characters",
}


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_example_row_of_a_sheet_shows_how_a_row_is_written(
    run: Any, tmp_path: Path, lang: Language
) -> None:
    path = tmp_path / "sheet.xlsx"
    assert run("new", "02-09", "--sheet", "-o", path, "--lang", lang).out.strip() == str(path)
    headings, row = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    # Without its mark the example is a row like any other, and a right one.
    cells = dict(zip((str(h).removesuffix(" *") for h in headings[1:]), row[1:], strict=True))
    result = batch("02-09", [cells], lang=lang, out=tmp_path / "out", register=tmp_path / "r.db")
    assert (result.made, result.rejected) == (1, 0)
    with zipfile.ZipFile(path) as archive:
        comments = archive.read("xl/comments1.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert LIMITS[lang] in comments
    assert "<formula1>150</formula1>" in sheet


def test_a_file_that_is_there_is_not_written_over(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"mine")
    assert run("new", "02-09", "--sheet", "-o", path).code == 2
    assert path.read_bytes() == b"mine"
    assert run("new", "02-09", "--sheet", "-o", path, "--force").code == 0
    assert run("new", "02-09", "--sheet", "-o", tmp_path / "sheet.ods").code == 2


def test_a_record_to_fill_in_is_explained_in_its_language() -> None:
    """The regulation's sentence only for those who read its language; others get the limit."""
    texts = {
        lang: {form.name(): blank_record(form, lang) for form in form_classes()}
        for lang in LANGUAGES
    }
    for name, text in texts["ru"].items():
        assert not re.search("[әғқңөұүһі]", text, re.IGNORECASE), name
    for name, text in texts["en"].items():
        assert not re.search("[а-яё]{2}", text, re.IGNORECASE), name
    for lang, limit in LIMITS.items():
        if lang != "kk":
            assert limit.replace("\N{NO-BREAK SPACE}", " ") in texts[lang]["02-09"]
