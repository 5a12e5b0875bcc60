"""What every form promises, in each language and format: it renders, twice the same, and Word and
PDF say the same words."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections import Counter
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from tests.shared import SharedDocuments

import atuforms
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.printing import with_pictures
from atuforms.documents.view import blank_view, view
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form
from atuforms.rendering.html import fill_page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTED = [form for form in form_classes() if form.FORMATS]
WORD = [form for form in PRINTED if "docx" in form.FORMATS]
WITH_BLANK = [form for form in WORD if form.HAS_BLANK]


def example_of(form: type[Form], repository: Path) -> Path:
    return repository / "examples" / f"{form.SLUG}.yaml"


def word_text(data: bytes) -> str:
    body = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))
    elements = body.iter(f"{W}t", f"{W}p", f"{W}br", f"{W}tab", f"{W}noBreakHyphen")
    others = {f"{W}noBreakHyphen": "-"}
    return "".join(
        each.text or "" if each.tag == f"{W}t" else others.get(each.tag, " ") for each in elements
    )


def html_text(html: str) -> str:
    body = re.sub(r"(?s)<head>.*?</head>|<!DOCTYPE[^>]*>", "", html)
    return unescape(
        re.sub(
            r"<(?!/?(?:b|i|em|strong|span|a|sup|sub|u|code)\b)[^>]*>",
            " ",
            re.sub(r"</?(?:b|i|em|strong|span|a|sup|sub|u|code)\b[^>]*>", "", body),
        )
    )


def letters(text: str) -> Counter[str]:
    """How often each character stands in a text, white space aside."""
    return Counter("".join(text.split()))


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", WORD, ids=lambda form: form.SLUG)
def test_word_and_page_say_the_same(
    form: type[Form], lang: Language, repository: Path, shared_documents: SharedDocuments
) -> None:
    record = atuforms.load(example_of(form, repository))
    document = shared_documents.example(form, "docx", lang).read_bytes()
    page = fill_page(form, lang, with_pictures(record, view(record, lang)))
    assert words(word_text(document)) == words(html_text(page.html))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", PRINTED, ids=lambda form: form.SLUG)
def test_every_format_renders_twice_the_same(
    form: type[Form], lang: Language, repository: Path, shared_documents: SharedDocuments
) -> None:
    example = example_of(form, repository)
    for to in form.FORMATS:
        first = shared_documents.example(form, to, lang)
        again = atuforms.render(example, to, lang=lang)
        assert again.data == first.read_bytes()
        assert again.filename.startswith(f"{form.SLUG}.{lang}.")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", WITH_BLANK, ids=lambda form: form.SLUG)
def test_every_form_has_a_blank(
    form: type[Form], lang: Language, shared_documents: SharedDocuments
) -> None:
    page = fill_page(form, lang, {"logo": "", **blank_view(form, lang)})
    assert shared_documents.blank(form, "pdf", lang).read_bytes().startswith(b"%PDF-")
    assert shared_documents.blank(form, "docx", lang).read_bytes().startswith(b"PK")
    assert html_text(page.html).strip()


PROGRAM = """
import hashlib, sys, atuforms
for to in ("docx", "pdf"):
    print(to, hashlib.sha256(atuforms.render(sys.argv[1], to, lang="kk").data).hexdigest())
"""


def test_other_processes_write_the_same_bytes(repository: Path) -> None:
    example = str(repository / "examples" / "mooc-placement-certificate.yaml")
    printed = set()
    for seed, zone in (("1", "Asia/Almaty"), ("2", "America/New_York")):
        result = subprocess.run(
            [sys.executable, "-c", PROGRAM, example],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.add(result.stdout)
    assert len(printed) == 1
