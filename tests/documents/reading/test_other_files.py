"""PDFs that were put together, ODT files, and files of other programs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from tests.documents.reading.corpus import RECORD_PART
from tests.documents.reading.editing import edited, typed, without_part
from tests.documents.reading.examples import example
from tests.programs import convert

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.reading.document import DocumentReading, read_document


def _pdf(number: str) -> bytes:
    form = example("02-09").replace(number=number)
    return atuforms.render(form, "pdf", lang="kk").data


def _attached(document: pikepdf.Pdf, content: bytes, name: str) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(
        document,
        content,
        description="",
        filename=name,
        mime_type="application/json",
        creation_date="",
        mod_date="",
    )


def _together(*documents: bytes, records: bool) -> bytes:
    first = pikepdf.open(io.BytesIO(documents[0]))
    for number, data in enumerate(documents[1:], start=2):
        other = pikepdf.open(io.BytesIO(data))
        first.pages.extend(other.pages)
        if records:
            content = other.attachments["record.json"].get_file().read_bytes()
            file = _attached(first, content, "record.json")
            file.obj.AFRelationship = pikepdf.Name("/Data")
            first.attachments[f"{number}-record.json"] = file
    buffer = io.BytesIO()
    first.save(buffer)
    return buffer.getvalue()


def test_several_records_in_one_pdf_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="2 records"):
        read_document(_together(_pdf("17"), _pdf("18"), records=True))


def test_pages_of_another_document_are_told() -> None:
    reading = read_document(_together(_pdf("17"), _pdf("18"), records=False))
    assert reading.source.values["number"] == "17"
    assert [each.rule for each in reading.findings] == ["read-pages-foreign"]


def test_a_file_that_is_only_called_like_a_record_is_none() -> None:
    document = pikepdf.open(io.BytesIO(_pdf("17")))
    document.attachments["a-record.json"] = _attached(document, b"{}", "")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_document(buffer.getvalue()).source.values["number"] == "17"


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"{\\rtf1\\ansi \\'d1}", "RTF.*save it as .docx"),
        (b"<!DOCTYPE html><html><body>02-09</body></html>", "Google Docs.*Word"),
        (b'<html xmlns:o="urn:x"><p>x</p></html>', "web page"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "old Word format|old Office",
        ),
    ],
)
def test_files_of_other_programs_get_one_sentence_on_what_to_do(data: bytes, advice: str) -> None:
    with pytest.raises(UnreadableInput, match=advice) as error:
        read_document(data)
    assert error.value.exit_code == 2


def test_checking_a_file_of_another_program_says_the_same(tmp_path: Path) -> None:
    file = tmp_path / "certificate.rtf"
    file.write_bytes(b"{\\rtf1 02-09}")
    with pytest.raises(UnreadableInput, match="RTF"):
        atuforms.check(file)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("Index/Document.iwa", "Pages"),
        ("Certificate.html", "Google Docs"),
        ("META-INF/container.xml", "EPUB"),
        ("content.xml", "OpenDocument"),
        ("data.csv", "no Word document"),
    ],
)
def test_packages_of_other_programs_get_one_too(name: str, advice: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "<x/>")
    with pytest.raises(UnreadableInput, match=advice):
        read_document(buffer.getvalue())


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DocumentReading]:
    """Documents that LibreOffice has saved as ODT, read."""
    folder = tmp_path_factory.mktemp("odt")
    documents = {"filled": edited(atuforms.blank("02-09", lang="kk").data, typed("unit", "Химия"))}
    # A bank is long, and LibreOffice slow: one is enough.
    for name, langs in {"01-03": LANGUAGES, "02-09": LANGUAGES, "02-05": ("kk",)}.items():
        for lang in langs:
            documents[f"{name}.{lang}"] = atuforms.render(example(name), "docx", lang=lang).data
    documents["foreign"] = without_part(documents["02-09.ru"], RECORD_PART)
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    convert(sorted(folder.glob("*.docx")), "odt", folder)
    return {name: read_document(Path(folder, f"{name}.odt")) for name in documents}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_odt_gives_the_texts_of_its_language(
    texts: dict[str, DocumentReading], lang: str
) -> None:
    values = texts[f"02-09.{lang}"].source.values
    record = example("02-09").record()
    assert values["unit"] == record["unit"][lang]
    assert values["placement_date"] == record["placement_date"]
    assert [each["name"] for each in values["authors"]] == [
        each["name"][lang] for each in record["authors"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_of_an_odt_are_read(texts: dict[str, DocumentReading], lang: str) -> None:
    rows = texts[f"01-03.{lang}"].source.values["rows"]
    wanted = example("01-03").record()["rows"]
    assert [row["scores"]["video"] for row in rows] == [
        str(row["scores"]["video"]) for row in wanted
    ]


def test_the_questions_of_an_odt_are_read(texts: dict[str, DocumentReading]) -> None:
    questions = texts["02-05.kk"].source.values["questions"]
    assert len(questions) == len(example("02-05").questions)  # type: ignore[attr-defined]
    assert [each["answer"] for each in questions] == [
        each["answer"] for each in example("02-05").record()["questions"]
    ]


def test_a_blank_filled_in_and_saved_as_odt_holds_what_was_typed(
    texts: dict[str, DocumentReading],
) -> None:
    assert dict(texts["filled"].source.values) == {"form": "02-09", "lang": "kk", "unit": "Химия"}
