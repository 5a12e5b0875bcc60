"""Form 02-05 in Word comes back as it went, whether somebody edited it or not."""

from __future__ import annotations

import io
import zipfile

import pytest

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files import xml_parsing
from atuforms.core.files.office import MAX_TEXT, Office
from atuforms.core.language.languages import Language
from atuforms.documents.reading.document import read_document
from atuforms.documents.reading.paper import common_order
from atuforms.documents.reading.unchanged import unchanged
from atuforms.forms.base import Form
from atuforms.rendering.zip_package import member, package

RECORD = {
    "form": "02-05",
    "lang": "kk",
    "questions": [
        {
            "text": f"{n}-сұрақтың мәтіні қандай?",
            "options": [f"жауап {n}{x}" for x in "абвгд"],
            "answer": "ABCDE"[n % 5],
        }
        for n in range(100)
    ],
}


@pytest.fixture(scope="module")
def printed() -> bytes:
    return atuforms.render(RECORD, "docx", lang="kk").data


def edited(data: bytes) -> bytes:
    """Without the first question, and with other words in the one after."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                begin = content.index(b"questions.0.text")
                start = content.rindex(b"<w:p>", 0, begin)
                end = content.rindex(b"<w:p>", 0, content.index(b"questions.1.text"))
                content = content[:start] + content[end:]
                content = content.replace("1-сұрақтың мәтіні".encode(), "Басқа мәтін".encode(), 1)
            new.writestr(name, content)
    return target.getvalue()


def packed_here(data: bytes) -> bytes:
    """The same parts, as our own documents are packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return package([member(name, old.read(name)) for name in old.namelist()])


def _unchanged(data: bytes) -> tuple[Form, Language] | None:
    office = Office(data, "bank.docx")
    return unchanged(office, office.read(office.main_part(), MAX_TEXT))


def test_a_document_that_nobody_edited_is_known_by_its_bytes(printed: bytes) -> None:
    found = _unchanged(printed)
    assert found is not None
    form, lang = found
    assert (form.record()["questions"], lang) == (RECORD["questions"], "kk")
    assert _unchanged(packed_here(edited(printed))) is None


def test_one_that_another_program_has_packed_is_read_and_not_printed(printed: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(printed)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert _unchanged(target.getvalue()) is None
    assert read_document(target.getvalue()).form == read_document(printed).form


def test_long_documents_are_laid_beside_the_form_with_the_same_result(
    printed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = edited(printed)
    short = read_document(data).form.record()
    monkeypatch.setattr(common_order, "_MOST_COMPARED", 0)
    assert read_document(data).form.record() == short
    assert len(short["questions"]) == 99
    assert short["questions"][0]["text"] == "Басқа мәтін қандай?"


def test_xml_of_more_elements_than_memory_has_room_for_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="split it"):
        xml_parsing.parse_xml(b"<a>" + b"<b/>" * xml_parsing.MAX_TAGS + b"</a>", "a.xml", 10**8)
