"""Pages of Word documents, as LibreOffice shows them, and of PDFs: none holds what nobody signs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.programs import convert, text_of

import atuforms
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.document import read_document
from atuforms.forms.all_forms import get_form

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = tuple[list[str], list[str]]
"""The pages of the Word document, and those of the PDF."""


def example(slug: str) -> dict[str, Any]:
    return atuforms.load(EXAMPLES / f"{slug}.yaml").record()


def every(words: str) -> dict[str, str]:
    return dict.fromkeys(("kk", "ru", "en"), words)


def sheet(entries: int) -> dict[str, Any]:
    record = example("mooc-evaluation-sheet")
    rows = [{**record["rows"][0], "title": every(f"Бидай {at}")} for at in range(1, entries + 1)]
    return {**record, "rows": rows}


def certificate(topics: int) -> dict[str, Any]:
    record = example("der-placement-certificate")
    return {**record, "topics": [every(f"Диқан {at}") for at in range(topics)]}


def act(members: int) -> dict[str, Any]:
    record = example("act-of-implementation")
    person = {"name": every("Қолтаңбаев Сәкен"), "position": every("кафедра доценті, профессор")}
    return {**record, "commission": [person] * members}


def programme(authors: int) -> dict[str, Any]:
    record = example("mooc-working-programme")
    person = {
        **record["authors"][0],
        "name": every("Қарлығаш Темірбекқызы Сарсенбаева-Жандарбекова"),
        "position": every("доцент кафедры «Технология пищевых и перерабатывающих производств»"),
        "email": "qarlygash.sarsenbaeva-zhandarbekova@atu.edu.kz",
    }
    return {**record, "authors": [person] * authors}


def letter(authors: int) -> dict[str, Any]:
    record = example("der-transmittal-letter")
    return {**record, "authors": [record["authors"][0]] * authors}


def support(deadlines: int) -> dict[str, Any]:
    record = example("mooc-support")
    return {**record, "deadlines": [record["deadlines"][0]] * deadlines}


MADE: dict[str, tuple[dict[str, Any], Language]] = {
    **{f"sheet-{n}": (sheet(n), "kk") for n in (5, 6, 7, 8)},
    **{f"certificate-{n}": (certificate(n), "kk") for n in (16, 18, 20, 22, 24)},
    **{f"act-{n}": (act(n), "en") for n in (6, 9, 12)},
    **{f"programme-{n}": (programme(n), "ru") for n in (1, 8, 13)},
    **{f"letter-{n}": (letter(n), "ru") for n in (2, 3, 4)},
    **{f"support-{n}": (support(n), "ru") for n in (12, 14)},
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], PAGES]:
    folder = tmp_path_factory.mktemp("pages")
    pdfs = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(EXAMPLES)
        for name, (record, lang) in MADE.items():
            data = atuforms.render(record, "docx", lang=lang).data
            (folder / f"{name}.docx").write_bytes(data)
            pdfs[name] = atuforms.render(record, "pdf", lang=lang).data
    convert(sorted(folder.glob("*.docx")), "pdf", folder)

    def shown(pdf: bytes) -> list[str]:
        return text_of(pdf, "-layout").split("\f")[:-1]

    return lambda name: (shown((folder / f"{name}.pdf").read_bytes()), shown(pdfs[name]))


def named(prefix: str) -> list[str]:
    return [name for name in MADE if name.startswith(prefix)]


def said(slug: str, lang: Language, label: str) -> str:
    return str(wording_of(get_form(slug), lang)["labels"][label])


def test_who_signs_a_table_stands_with_its_last_row(pages: Callable[[str], PAGES]) -> None:
    # Whole words of the last row, and of who signs.
    cases: dict[str, Callable[[Any], tuple[str, str]]] = {
        "sheet": lambda record: (f"Бидай {len(record['rows'])}", "Сарапшының"),
        "certificate": lambda record: ("3. ", "ЖИЦДО директоры"),
        "act": lambda record: ("Results of the implementation", "Members of the commission"),
    }
    broken = 0
    for prefix, words in cases.items():
        for name in named(prefix):
            last, signs = words(MADE[name][0])
            for each in pages(name):
                (page,) = (page for page in each if signs in page)
                assert last in page, name
                assert page.index(last) < page.index(signs)
                broken += page is not each[0]
    assert broken > len(MADE) / 2  # They are not all on a first page.


def test_a_commission_stands_together(pages: Callable[[str], PAGES]) -> None:
    for name in named("act"):
        for each in pages(name):
            assert sum("Қолтаңбаев" in page for page in each) == 1, name


def test_a_cover_is_one_page_or_takes_authors_along(pages: Callable[[str], PAGES]) -> None:
    course = said("mooc-working-programme", "ru", "course_title")
    for name in named("programme"):
        for each in pages(name):
            (cover,) = (page for page in each if f"{course}:" in page)
            assert "Алматы, 2025" in cover
            assert cover.count("Сарсенбаева") >= min(2, len(MADE[name][0]["authors"])), name
            if name != "programme-13":
                assert cover == each[0]


def test_the_end_of_a_guide_is_no_page_of_three_lines(pages: Callable[[str], PAGES]) -> None:
    for name in named("support"):
        for each in pages(name):
            assert "Успеваемость" in each[-1], name
            assert "Подведение итогов" in each[-1], name


def test_letters_take_as_many_pages_in_word(pages: Callable[[str], PAGES]) -> None:
    for name in named("letter"):
        word, pdf = pages(name)
        assert len(word) == len(pdf), name


@pytest.mark.parametrize(("lang", "role"), [("kk", "Сарапшы"), ("ru", "Эксперт"), ("en", "Expert")])
def test_each_expert_signs_in_a_role_that_is_not_read_as_a_position(
    lang: Language, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    record = example("expertise-protocol")
    record["experts"] = [{"name": every(f"Тұңғыш {at}")} for at in ("Ақан", "Бекен", "Самал")]
    pdf = text_of(atuforms.render(record, "pdf", lang=lang).data, "-layout")
    lines = [line for line in pdf.splitlines() if "Тұңғыш" in line]
    assert [line.split()[0] for line in lines[1:]] == [role, role]
    data = atuforms.render(record, "docx", lang=lang).data
    experts = read_document(data).form.model_dump()["experts"]
    assert not any(expert["position"] for expert in experts)
