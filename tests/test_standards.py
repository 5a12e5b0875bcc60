"""Every document against the judges that are not ours: validators of Word, PDF/UA and PDF, and
LibreOffice, which must show the same words on as many pages."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

import atuforms
from atuforms.forms import form_classes
from atuforms.languages import LANGUAGES

FORMS = [form for form in form_classes() if form.FORMATS]
OFFICE = ("docx", "pptx")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A folder with every example and every blank, in each language and format."""
    folder = tmp_path_factory.mktemp("documents")
    for form in FORMS:
        example = repository / "examples" / f"{form.SLUG}.yaml"
        for to in form.FORMATS:
            if to not in ("docx", "pdf", "pptx"):
                continue
            for lang in LANGUAGES:
                atuforms.render(example, to, lang=lang).save(folder)
                if form.HAS_BLANK:
                    blank = atuforms.blank(form, to, lang=lang)
                    blank.save(folder / f"blank-{blank.filename}")
    return folder


def test_word_and_powerpoint_files_are_sound(documents: Path) -> None:
    validator = OpenXmlValidator()
    wrong = {}
    for file in sorted(documents.iterdir()):
        if file.suffix[1:] in OFFICE:
            errors = validator.validate(str(file)).errors
            if errors:
                wrong[file.name] = [str(error.description) for error in errors][:3]
    assert wrong == {}


def test_pdf_files_can_be_read_by_everyone(documents: Path) -> None:
    wrong = {}
    for file in sorted(documents.glob("*.pdf")):
        found = [f for f in outloud.check(file).findings if f.severity == "error"]
        found += list(pdfua.validate(str(file)).findings)
        if found:
            wrong[file.name] = [str(each) for each in found][:3]
    assert wrong == {}


def test_pdf_files_carry_their_record_and_are_sound(documents: Path) -> None:
    for file in sorted(documents.glob("*.pdf")):
        with pikepdf.open(file) as pdf:
            assert not pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else True
            assert str(pdf.Root.Lang) in LANGUAGES
            assert ("record.json" in pdf.attachments) == (not file.name.startswith("blank-"))
        if shutil.which("qpdf"):
            subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def pages_of(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def text_of(file: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is missing: how it shows our documents was NOT checked",
)
def test_libreoffice_shows_the_same_words_on_as_many_pages(documents: Path, tmp_path: Path) -> None:
    filled = [
        file
        for file in sorted(documents.iterdir())
        if file.suffix[1:] in OFFICE and not file.name.startswith("blank-")
    ]
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path / "shown",
            *filled,
        ],
        check=True,
        capture_output=True,
        timeout=900,
    )
    wrong = {}
    for file in filled:
        ours, theirs = file.with_suffix(".pdf"), tmp_path / "shown" / f"{file.stem}.pdf"
        more = letters(text_of(theirs)) - letters(text_of(ours))
        less = letters(text_of(ours)) - letters(text_of(theirs))
        # Page numbers, hyphens at line ends and list marks may differ; words may not.
        differing = {c: n for c, n in (more + less).items() if c.isalpha()}
        pages = pages_of(theirs) - pages_of(ours)
        if differing or abs(pages) > 1:
            wrong[file.name] = (differing, pages)
    assert wrong == {}


def test_the_word_package_opens_with_python_docx(documents: Path) -> None:
    from docx import Document

    for file in sorted(documents.glob("*.docx")):
        assert Document(BytesIO(file.read_bytes())).element.body is not None
