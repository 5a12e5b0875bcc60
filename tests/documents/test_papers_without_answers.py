"""A paper without answers holds none of them, in no part, and says so when it is read back."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.forms.test_test_bank import bank

import atuforms
from atuforms.core.exceptions import UnknownFormat, UnreadableInput
from atuforms.documents.bank_files import bank_files
from atuforms.documents.reading.document import read_document
from atuforms.forms.all_forms import form_classes
from atuforms.testbank import Bank, single

FORMATS = ("docx", "pdf")


def other_answers(record: dict[str, Any]) -> dict[str, Any]:
    """The same questions, each with another right answer."""
    turned = str.maketrans("ABCDE", "BCDEA")
    questions = [{**q, "answer": q["answer"].translate(turned)} for q in record["questions"]]
    return {**record, "questions": questions}


def paper(record: dict[str, Any], to: str, **options: Any) -> bytes:
    return atuforms.render(record, to, lang="kk", variant="questions-only", **options).data


def parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of the file and of everything packed in it."""
    yield "the file", data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield "the comment", package.comment
            for entry in package.infolist():
                yield f"extra of {entry.filename}", entry.extra + entry.comment
                for name, content in parts(package.read(entry)):
                    yield f"{entry.filename}: {name}", content
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as document:
            for number, each in enumerate(document.objects):
                if isinstance(each, pikepdf.Stream):
                    yield f"stream {number}", each.read_bytes()
                yield f"object {number}", each.unparse()


def spelled(text: str) -> Iterator[bytes]:
    """The text in every encoding in which it might hide."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for shift in range(3):
            # The letters that are the same whatever stands around the text.
            packed = base64.b64encode(b"x" * shift + raw)
            yield packed[4 if shift else 0 : len(packed) // 4 * 4 - 4]


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("draft", [False, True])
def test_the_bytes_of_a_paper_do_not_depend_on_the_answers(to: str, draft: bool) -> None:
    record = bank()
    assert paper(record, to, draft=draft) == paper(other_answers(record), to, draft=draft)


@pytest.mark.parametrize("to", FORMATS)
def test_no_part_of_a_paper_holds_the_record(to: str) -> None:
    record = bank()
    form = atuforms.load(record)
    digest = hashlib.sha256(form.record_json()).hexdigest()
    needles = [
        each
        for text in ("ANSWER", '"answer"', "questions.0.answer", '"questions":', digest)
        for each in spelled(text)
    ]
    whole = b"".join(content for _, content in parts(atuforms.render(record, to, lang="kk").data))
    assert any(each in whole for each in needles), "the search finds what is there"
    for name, content in parts(paper(record, to)):
        assert not [each for each in needles if each in content], name


def test_templates_of_others_are_not_given_the_answers(tmp_path: Path) -> None:
    folder = tmp_path / "layouts"
    folder.mkdir()
    source = Path(__file__).parents[2] / "templates" / "layouts" / "test-bank.html"
    always = source.read_text("utf-8").replace(
        "{% for option", "<p>{{ question.answer }}</p>{% for option"
    )
    (folder / "test-bank.html").write_text(always, "utf-8")
    record = bank()
    assert paper(record, "pdf", templates=tmp_path) == paper(
        other_answers(record), "pdf", templates=tmp_path
    )


@pytest.mark.parametrize("to", ["aiken", "gift", "moodle-xml"])
def test_a_format_that_holds_the_answers_is_refused(to: str) -> None:
    with pytest.raises(UnknownFormat, match="docx, pdf"):
        paper(bank(), to)


def test_every_variant_says_what_it_withholds() -> None:
    for form in form_classes():
        assert set(form.VARIANTS) == set(form.WITHHELD)


def test_reading_a_paper_says_that_it_holds_no_answers(tmp_path: Path) -> None:
    word, pdf = tmp_path / "paper.docx", tmp_path / "paper.pdf"
    record = bank()
    word.write_bytes(paper(record, "docx"))
    pdf.write_bytes(paper(record, "pdf"))
    reading = read_document(word)
    assert "read-without-answers" in {finding.rule for finding in reading.report().findings}
    assert [q["text"] for q in reading.source.values["questions"]] == [
        q["text"] for q in record["questions"]
    ]
    assert not [q for q in reading.source.values["questions"] if q.get("answer")]
    with pytest.raises(UnreadableInput, match="no answers"):
        atuforms.read(pdf)


def test_missing_answers_are_told_once_with_the_numbers_of_the_questions(tmp_path: Path) -> None:
    word = tmp_path / "paper.docx"
    word.write_bytes(paper(bank(), "docx"))
    text = read_document(word).report().text("en")
    assert text.count("[missing]") == 1
    assert "The same is true of: Test items › 2–100" in text


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_a_draft_without_answers_has_lines_for_them(to: str, tmp_path: Path) -> None:
    """Whoever types a bank has the answers last."""
    word = tmp_path / "paper.docx"
    word.write_bytes(paper(bank(), "docx"))
    form = read_document(word).form
    assert atuforms.render(form, to, lang="ru", draft=True).data


def test_the_bytes_of_variants_do_not_depend_on_the_answers() -> None:
    """Neither where the right options stand first in the record, nor where one names others."""

    def papers(place: int) -> list[bytes]:
        questions = []
        for number in range(100):
            options = [f"нұсқа {number}-{i}" for i in range(5)]
            if number % 10 == 0:
                options[4] = "барлығы дұрыс"
            # The right one first, or another: the paper is of the same options in the same order.
            questions.append(single(f"Сұрақ {number} қандай?", options, "ABCDE"[place]))
        made = bank_files(Bank(tuple(questions)), "docx", ".docx", "kk", seed="7", count=1)
        return [each.data for each in made if not each.name.endswith(".csv")]

    assert papers(0) == papers(3)
