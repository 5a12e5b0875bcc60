"""Rows that take much of a page are divided: no page is left with a heading alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.forms.builders import example
from tests.programs import convert, text_of

import atuforms
from atuforms.core.language.languages import Language
from atuforms.rendering.word.high_rows import with_divisible_rows

EXAMPLES = Path(__file__).parents[2] / "examples"
WORDS = "Деректерді өңдеу мен талдаудың заманауи тәсілдері "


def every(text: str) -> dict[str, str]:
    return dict.fromkeys(("kk", "ru", "en"), text)


def sheet(form: str, entries: int = 4, times: int = 11) -> dict[str, Any]:
    record = example(form)
    record["rows"] = [
        {**record["rows"][0], "title": every(f"Курс {n}"), "comment": every(WORDS * times)}
        for n in range(1, entries + 1)
    ]
    return record


def minutes() -> dict[str, Any]:
    record = example("competition-minutes")
    for n, entry in enumerate(record["standings"], 1):
        entry["title"] = every(f"Курс {n}: {WORDS * 9}")
    return record


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[str], list[str]]]:
    """The pages of each document, as a PDF and as LibreOffice prints its Word document."""
    folder = tmp_path_factory.mktemp("high")
    printed = folder / "printed"
    printed.mkdir()
    made: dict[str, list[str]] = {}
    lang: Language = "kk"
    records = {
        "mooc-evaluation-sheet": sheet("mooc-evaluation-sheet"),
        "der-evaluation-paper": sheet("der-evaluation-paper"),
        "competition-minutes": minutes(),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(EXAMPLES)
        for name, record in records.items():
            made[name] = of_pages(atuforms.render(record, "pdf", lang=lang).data)
            word = atuforms.render(record, "docx", lang=lang).data
            (folder / f"{name}.docx").write_bytes(word)
    convert([folder / f"{name}.docx" for name in records], "pdf", printed)
    return {
        name: (each, of_pages((printed / f"{name}.pdf").read_bytes()))
        for name, each in made.items()
    }


def of_pages(pdf: bytes) -> list[str]:
    return [page for page in text_of(pdf, "-layout").split("\f") if page.strip()]


def test_the_first_page_holds_the_heading_and_the_first_row(
    pages: dict[str, tuple[list[str], list[str]]],
) -> None:
    for name, each in pages.items():
        for first, *_ in each:
            assert re.search(r"Курс\s+1", first), name
            assert "талдаудың" in first, name


def test_no_page_is_nearly_empty(pages: dict[str, tuple[list[str], list[str]]]) -> None:
    for name, each in pages.items():
        for printed in each:
            assert all(page.count("талдаудың") > 1 for page in printed[:-1]), name
            assert re.search(r"талдаудың|Курс\s+\d", printed[-1]), name


@pytest.mark.parametrize(("entries", "times"), [(1, 10), (1, 13), (2, 14), (3, 15)])
def test_beside_who_signs_stand_words_that_are_signed(entries: int, times: int) -> None:
    record = sheet("mooc-evaluation-sheet", entries, times)
    printed = of_pages(atuforms.render(record, "pdf", lang="kk").data)
    assert all("талдаудың" in page for page in printed)
    assert "қолы" in printed[-1]


@pytest.mark.parametrize("times", [23, 62, 68])
def test_a_long_result_goes_on_beside_the_commission(times: int) -> None:
    record = {**example("act-of-implementation"), "results": every((WORDS * times).strip())}
    printed = of_pages(atuforms.render(record, "pdf", lang="kk").data)
    assert all(page.count("талдаудың") > 1 for page in printed)
    assert "Комиссия мүшелері" in printed[-1]


def test_a_long_decision_begins_below_its_heading() -> None:
    record = {**example("competition-minutes"), "decision": every((WORDS * 75).strip())}
    first, last = of_pages(atuforms.render(record, "pdf", lang="kk").data)
    assert "талдаудың" in first[first.index("ШЕШІМ") :]
    assert "талдаудың" in last


def test_only_high_rows_may_be_divided_in_word() -> None:
    def row(text: str, properties: str = "<w:cantSplit/>") -> str:
        cell = f'<w:tc><w:tcPr><w:tcW w:w="2000"/></w:tcPr><w:p><w:t>{text}</w:t></w:p></w:tc>'
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cell}</w:tr>"

    head = row("а" * 900, "<w:cantSplit/><w:tblHeader/>")
    made = with_divisible_rows(f"{head}{row('а' * 900)}{row('а' * 90)}".encode()).decode()
    assert made == f"{head}{row('а' * 900, '')}{row('а' * 90)}"


def test_only_a_long_text_is_parted_from_who_signs_it_in_word() -> None:
    def text(words: str, kept: str = "<w:keepNext/>") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="text"/>{kept}</w:pPr><w:t>{words}</w:t></w:p>'

    made = with_divisible_rows(f"{text('а' * 2_000)}{text('а' * 3_000)}".encode()).decode()
    assert made == f"{text('а' * 2_000)}{text('а' * 3_000, '')}"
