"""Whatever is rendered can be read back, whole."""

from __future__ import annotations

import pytest
from tests.documents.reading.examples import example, with_documents

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.reading.document import read_document


def with_format(name: str) -> list[str]:
    """Codes of the forms whose documents may be of this format."""
    return [form for form in with_documents() if name in atuforms.FORMS[form].FORMATS]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", with_format("docx"))
def test_a_word_document_gives_back_its_record(name: str, lang: str) -> None:
    form = example(name)
    reading = read_document(atuforms.render(form, "docx", lang=lang).data)
    assert reading.findings == ()
    assert reading.form == form
    assert reading.lang == lang


@pytest.mark.parametrize("name", with_format("pdf"))
def test_a_pdf_gives_back_its_record(name: str) -> None:
    form = example(name)
    for lang in LANGUAGES:
        assert atuforms.read(atuforms.render(form, "pdf", lang=lang).data) == form


@pytest.mark.parametrize("name", with_format("pptx"))
def test_a_presentation_gives_back_its_record(name: str) -> None:
    form = example(name)
    for lang in LANGUAGES:
        assert atuforms.read(atuforms.render(form, "pptx", lang=lang).data) == form


@pytest.mark.parametrize("format_name", ["aiken", "gift", "moodle-xml"])
def test_a_test_bank_gives_back_its_questions(format_name: str) -> None:
    form = example("02-05")
    data = atuforms.render(form, format_name, lang="kk").data
    back = atuforms.read(data)
    questions = [(q.answer, len(q.options)) for q in back.questions]  # type: ignore[attr-defined]
    assert questions == [(q.answer, len(q.options)) for q in form.questions]  # type: ignore[attr-defined]
