"""Many who sign: they stand with something of what they sign, and nobody signs alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.programs import convert, text_of

import atuforms
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import wording_of
from atuforms.forms.all_forms import get_form

EXAMPLES = Path(__file__).parents[2] / "examples"
SIGNERS = {"act-of-implementation": "commission", "expertise-protocol": "experts"}
NAME = "Қолтаңбаев"
CASES: tuple[tuple[str, int, Language], ...] = (
    ("act-of-implementation", 4, "kk"),
    ("act-of-implementation", 9, "ru"),
    ("act-of-implementation", 13, "en"),
    ("expertise-protocol", 30, "kk"),
    ("expertise-protocol", 13, "ru"),
)


def signed(slug: str, people: int) -> dict[str, Any]:
    record = atuforms.load(EXAMPLES / f"{slug}.yaml").record()
    names = dict.fromkeys(("kk", "ru", "en"), f"{NAME} Сәкен")
    person = {**record[SIGNERS[slug]][0], "name": names}
    return {**record, SIGNERS[slug]: [person] * people}


def on_pages(pdf: bytes) -> list[int]:
    """How many sign on each page."""
    return [page.count(NAME) for page in text_of(pdf, "-layout").split("\f")[:-1]]


def check(pages: list[int], people: int) -> None:
    assert sum(pages) == people
    assert 1 not in pages
    # Once a list has begun, no page of it but the last is left half empty.
    begun = [count for count in pages if count]
    assert all(after >= 2 for _, after in pairwise(begun))


@pytest.mark.parametrize("slug", SIGNERS)
def test_nobody_signs_alone_on_a_page_of_a_pdf(slug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    for people in (5, 8, 11, 12, 13, 24):
        pages = on_pages(atuforms.render(signed(slug, people), "pdf", lang="ru", draft=True).data)
        check(pages, people)


def test_those_who_sign_have_something_of_the_text_on_their_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    files, pdfs = [], {}
    for slug, people, lang in CASES:
        record = signed(slug, people)
        files.append(tmp_path / f"{slug}.{people}.{lang}.docx")
        files[-1].write_bytes(atuforms.render(record, "docx", lang=lang, draft=True).data)
        pdfs[files[-1]] = atuforms.render(record, "pdf", lang=lang, draft=True).data
    convert(files, "pdf", tmp_path)
    for file, (slug, people, lang) in zip(files, CASES, strict=True):
        for pdf in (file.with_suffix(".pdf").read_bytes(), pdfs[file]):
            check(on_pages(pdf), people)
            if slug == "act-of-implementation":
                # One page has them all, with the heading and the last row of the table.
                pages = [page for page in text_of(pdf, "-layout").split("\f") if NAME in page]
                wording = wording_of(get_form(slug), lang)
                assert len(pages) == 1
                assert str(wording["labels"]["commission"]) in pages[0]


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_last_row_of_a_certificate_is_not_torn_after_its_label(
    lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    record = atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml").record()
    label = str(wording_of(get_form("02-09"), lang)["labels"]["supporting_documents"]).split()[0]
    for people in range(3, 8):
        record["authors"] = [record["authors"][0]] * people
        pdf = atuforms.render(record, "pdf", lang=lang, draft=True).data
        pages = text_of(pdf, "-layout").split("\f")
        (labelled,) = (page for page in pages if label in page)
        assert " 1. " in labelled[labelled.index(label) :]
