"""Every document against the judges that are not ours: validators of Word, PDF/UA and PDF, and
LibreOffice, which must show the same words on as many pages."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html import unescape
from io import BytesIO
from itertools import product
from pathlib import Path

import ooxml_integrity
import outloud
import page
import pdfua
import pikepdf
import pytest
from tests.programs import check_with_qpdf, text_of
from tests.shared import SharedDocuments
from tests.validators import office_errors

import atuforms
from atuforms.core.language.choice import language
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.view import view
from atuforms.forms.all_forms import form_classes, get_form
from atuforms.rendering.html import fill_page

FORMS = [form for form in form_classes() if form.FORMATS]
OFFICE = ("docx", "pptx")
PROFILES = ("3a", "ua1")
"""PDF/A-3a and PDF/UA-1, as the validator calls them."""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, shared_documents: SharedDocuments) -> Path:
    """A folder with every example in each language and format, and every blank in one language."""
    folder = tmp_path_factory.mktemp("documents")
    for number, form in enumerate(FORMS):
        for to in form.FORMATS:
            if to not in ("docx", "pdf", "pptx"):
                continue
            for lang in LANGUAGES:
                shutil.copy(shared_documents.example(form, to, lang), folder)
            if form.HAS_BLANK:
                # The blanks of a form differ by their words alone.
                lang = LANGUAGES[number % len(LANGUAGES)]
                shutil.copy(shared_documents.blank(form, to, lang), folder)
    return folder


def test_word_and_powerpoint_files_are_sound(documents: Path) -> None:
    wrong = {}
    for file in sorted(documents.iterdir()):
        if file.suffix[1:] in OFFICE:
            errors = office_errors(file)
            if errors:
                wrong[file.name] = [str(error.description) for error in errors][:3]
    assert wrong == {}


def test_word_packages_hold_together(documents: Path) -> None:
    # Of PowerPoint it knows the layout alone, and takes every placeholder of a kind for the first.
    found = {file.name: ooxml_integrity.check(file) for file in sorted(documents.glob("*.docx"))}
    assert {name: list(map(str, faults)) for name, faults in found.items() if faults} == {}


def test_pdf_files_are_for_the_archive_and_for_everyone(documents: Path) -> None:
    wrong = {}
    for file, profile in product(sorted(documents.glob("*.pdf")), PROFILES):
        report = page.validate_pdf(file, profile=profile)
        if not report.is_compliant:
            wrong[file.name, profile] = sorted({each.rule_id for each in report.failures})
    assert wrong == {}


def test_pdf_files_can_be_read_by_everyone(documents: Path) -> None:
    wrong = {}
    for file in sorted(documents.glob("*.pdf")):
        found = [f for f in outloud.check(file).findings if f.severity == "error"]
        found += list(pdfua.validate(str(file)).findings)
        if found:
            wrong[file.name] = [str(each) for each in found][:3]
    assert wrong == {}


@pytest.mark.parametrize("slug", ["mooc-evaluation-sheet", "der-evaluation-paper"])
def test_a_sheet_with_one_entry_can_be_read_by_everyone(
    slug: str, repository: Path, tmp_path: Path
) -> None:
    form = atuforms.load(repository / "examples" / f"{slug}.yaml")
    record = {**form.record(), "rows": form.record()["rows"][:1]}
    file = atuforms.render(record, "pdf", lang="kk").save(tmp_path / "sheet.pdf")
    assert [f for f in outloud.check(file).findings if f.severity == "error"] == []


def test_pdf_files_carry_their_record_and_are_sound(documents: Path) -> None:
    for file in sorted(documents.glob("*.pdf")):
        with pikepdf.open(file) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert str(pdf.Root.Lang) in LANGUAGES
            assert ("record.json" in pdf.attachments) == (not file.name.startswith("blank-"))
        check_with_qpdf(file)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def pages_of(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def test_libreoffice_shows_the_same_words_on_as_many_pages(
    documents: Path, shared_documents: SharedDocuments, repository: Path
) -> None:
    filled = [
        file
        for file in sorted(documents.iterdir())
        if file.suffix[1:] in OFFICE and not file.name.startswith("blank-")
    ]
    printed = shared_documents.printed(shared_documents.folder / file.name for file in filled)
    wrong = {}
    for file, theirs in zip(filled, printed.values(), strict=True):
        ours = file.with_suffix(".pdf")
        pages = pages_of(theirs) - pages_of(ours)
        more = letters(text_of(theirs.read_bytes()))
        more.subtract(letters(text_of(ours.read_bytes())))
        slug, lang = file.name.split(".")[:2]
        # The PDF draws its lines closer where that spares a page of few lines; Word cannot.
        spared = pages == 1 and len(last_page(theirs)) * 5 < len(text_of(theirs.read_bytes()))
        if (pages and not spared) or not is_repeated_heads(more, heads_of(slug, lang, repository)):
            wrong[file.name] = ({c: n for c, n in more.items() if n}, pages)
    assert wrong == {}


def last_page(pdf: Path) -> str:
    number = str(pages_of(pdf))
    return text_of(pdf.read_bytes(), "-f", number, "-l", number)


def heads_of(slug: str, lang: str, repository: Path) -> list[Counter[str]]:
    """The letters of each table head of a document, and of its running head: once a page."""
    form = get_form(slug)
    record = atuforms.load(repository / "examples" / f"{slug}.yaml")
    filled = fill_page(form, language(lang), {"logo": "", **view(record, language(lang))})
    heads = re.findall(r"(?s)<thead>(.*?)</thead>", filled.html)
    heads = [unescape(re.sub(r"<[^>]+>", " ", head)) for head in dict.fromkeys(heads)]
    if form.CODE:
        heads.insert(0, full_code(form.CODE, language(lang)))
    return [letters(head) for head in heads]


def is_repeated_heads(more: Counter[str], heads: list[Counter[str]]) -> bool:
    """Whether two texts differ only in how often the heads of their tables are repeated.

    Page numbers, hyphens at line ends and list marks may differ; letters may not.
    """
    left = {character: count for character, count in more.items() if character.isalpha() and count}
    if not left:
        return True
    for times in product(range(-3, 4), repeat=min(len(heads), 4)):
        sum_of_heads: Counter[str] = Counter()
        for count, head in zip(times, heads, strict=False):
            for character, number in head.items():
                sum_of_heads[character] += count * number
        if left == {c: n for c, n in sum_of_heads.items() if c.isalpha() and n}:
            return True
    return False


def test_the_word_package_opens_with_python_docx(documents: Path) -> None:
    from docx import Document

    for file in sorted(documents.glob("*.docx")):
        body = Document(BytesIO(file.read_bytes())).element.body
        assert "".join(body.itertext()).strip(), file.name
