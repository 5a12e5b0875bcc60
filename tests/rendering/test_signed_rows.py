"""In Word, too, who signs a table stands on a page with words of its last row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.forms.builders import example
from tests.programs import convert, text_of

import atuforms
from atuforms.rendering.word.signed_rows import with_signed_rows

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = "Бағдарламадағы тақырыптар толық ашылған, бейнедәрістер анық түсірілген. "
LETTERS = {
    "mooc-evaluation-sheet": [(1, 330), (1, 410), (1, 960), (2, 500), (2, 860), (4, 400), (4, 590)],
    "der-evaluation-paper": [(1, 360), (2, 690), (3, 520), (5, 560)],
    "act-of-implementation": [(1, 1_100), (1, 2_200), (1, 2_600), (1, 3_100)],
}


def record(form: str, entries: int, letters: int) -> dict[str, Any]:
    made = example(form)
    words = (WORDS * 50)[:letters].strip()
    every = dict.fromkeys(("kk", "ru", "en"), words)
    if "rows" not in made:
        return {**made, "results": every}
    return {**made, "rows": [{**made["rows"][0], "comment": every}] * entries}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The pages of each document, as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("signed")
    documents: dict[str, list[Path]] = {form: [] for form in LETTERS}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(EXAMPLES)
        for form, cases in LETTERS.items():
            for entries, letters in cases:
                document = folder / f"{form}-{entries}-{letters}.docx"
                made = atuforms.render(record(form, entries, letters), "docx", lang="kk")
                document.write_bytes(made.data)
                documents[form].append(document)
    convert([each for made in documents.values() for each in made], "pdf", folder)
    return {
        form: [pages_of(each.with_suffix(".pdf").read_bytes()) for each in made]
        for form, made in documents.items()
    }


def pages_of(pdf: bytes) -> list[str]:
    return [page for page in text_of(pdf, "-layout").split("\f") if page.strip()]


@pytest.mark.parametrize("form", LETTERS)
def test_beside_who_signs_stand_words_that_are_signed(
    form: str, printed: dict[str, list[list[str]]]
) -> None:
    said = set(WORDS.split())
    for pages, case in zip(printed[form], LETTERS[form], strict=True):
        assert "қолы" in pages[-1] or "Комиссия мүшелері" in pages[-1], case
        # The first page of an act tells what the act is about.
        for page in pages[form == "act-of-implementation" :] or pages:
            assert said & set(page.split()), case


def test_no_page_of_a_pdf_has_its_head_alone() -> None:
    sheet = record("mooc-evaluation-sheet", entries=1, letters=305)
    said = set(WORDS.split())
    pages = pages_of(atuforms.render(sheet, "pdf", lang="en").data)
    assert len(pages) == 2
    assert all(said & set(page.split()) for page in pages)


@pytest.mark.parametrize(
    "cell",
    [
        "<w:p/>",
        '<w:tcPr/><w:p><w:pPr><w:pStyle w:val="own"/></w:pPr></w:p>',
        '<w:tcPr><w:tcW w:w="wide"/></w:tcPr><w:p/>',
        '<w:tcPr><w:tcW w:w="90"/></w:tcPr><w:p><w:r><w:t>Деректер</w:t></w:r></w:p>',
        '<w:tcPr><w:tcW w:w="9000"/></w:tcPr><w:p><w:r><w:drawing/></w:r></w:p>',
    ],
)
def test_a_row_whose_height_nobody_can_tell_stays_as_it_is(cell: str) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = '<w:tblPr><w:tblStyle w:val="facts"/></w:tblPr>'
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>{cell}</w:tc></w:tr>"
    signing = f"<w:tr><w:tc><w:tcPr/><w:tbl>{style}</w:tbl></w:tc></w:tr>"
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1"/></w:sectPr>'
    part = f"<w:document {w}><w:body><w:tbl>{style}{row}{signing}</w:tbl>{page}</w:body>"
    made = with_signed_rows(f"{part}</w:document>".encode()).decode()
    assert row in made
