"""One PDF of many keeps what makes each of them readable, and claims no more than they do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

import atuforms
from atuforms.batches.joined_pdf import JoinedPdf

PROFILES = ("3a", "ua1")
JOINED = (
    ("mooc-placement-certificate", "kk"),
    ("self-study-material", "ru"),
    ("mooc-working-programme", "en"),
    ("mooc-placement-certificate", "ru"),
)


@pytest.fixture
def documents(repository: Path, tmp_path: Path) -> list[Path]:
    return [
        atuforms.render(repository / "examples" / f"{slug}.yaml", "pdf", lang=lang).save(tmp_path)
        for slug, lang in JOINED
    ]


def joined(documents: list[Path], file: Path) -> Path:
    whole = JoinedPdf()
    for each in documents:
        whole.add(each, each.stem)
    whole.save(file)
    return file


def rules_broken(file: Path, profile: str) -> list[str]:
    return [each.rule_id for each in page.validate_pdf(file, profile=profile).failures]


def test_it_is_what_it_says_it_is(documents: list[Path], tmp_path: Path) -> None:
    file = joined(documents, tmp_path / "all.pdf")
    with pikepdf.open(file) as pdf:
        about = pdf.open_metadata()
        assert (about.pdfa_status, about["pdfuaid:part"]) == ("3A", "1")
        assert pdf.check_pdf_syntax() == []
        parts = pdf.Root.StructTreeRoot.K[0].K
        assert {str(part.S) for part in parts} == {"/Part"}
        spoken = [str(part.Lang) for part in parts]
        assert list(dict.fromkeys(spoken)) == ["kk", "ru", "en"]
        names = [str(each) for each in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
        assert names == sorted(set(names))
    assert {profile: rules_broken(file, profile) for profile in PROFILES} == {"3a": [], "ua1": []}
    assert joined(documents, tmp_path / "again.pdf").read_bytes() == file.read_bytes()


def page_of(pdf: pikepdf.Pdf, bookmark: Any) -> int:
    return [each.objgen for each in pdf.pages].index(bookmark.destination[0].objgen)


def test_bookmarks_lead_to_the_pages_of_their_document(
    documents: list[Path], tmp_path: Path
) -> None:
    expected, first = [], 0
    for each in documents:
        with pikepdf.open(each) as pdf:
            with pdf.open_outline() as outline:
                own = [item.title for item in outline.root]
            expected.append((each.stem, first, own))
            first += len(pdf.pages)
    whole = joined(documents, tmp_path / "all.pdf")
    with pikepdf.open(whole) as pdf, pdf.open_outline() as outline:
        found = []
        for item in outline.root:
            number, *rest = (page_of(pdf, each) for each in (item, *item.children))
            assert all(each >= number for each in rest)
            found.append((item.title, number, [below.title for below in item.children]))
    assert found == expected


def test_a_document_that_claims_nothing_makes_the_whole_claim_nothing(
    documents: list[Path], tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.StructParents = 0
        pdf.save(foreign)
    with pikepdf.open(joined([documents[0], foreign], tmp_path / "all.pdf")) as pdf:
        about = pdf.open_metadata()
        assert about.pdfa_status == ""
        assert "pdfuaid:part" not in about
        assert "/MarkInfo" not in pdf.Root
        assert len(pdf.pages) == 2
        assert "/StructParents" not in pdf.pages[1].obj
