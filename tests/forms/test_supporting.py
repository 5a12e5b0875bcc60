"""The documents that the regulations demand without giving a form."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from tests.forms.builders import broken, changed, example, paragraphs

import atuforms
from atuforms.core.exceptions import UnknownFormat
from atuforms.documents.view import blank_view, view
from atuforms.forms.all_forms import get_form
from atuforms.records.schema import schema

MESSAGE = "02-weekly-message-400-600"
SLUGS = (
    "weekly-announcements",
    "course-survey",
    "glossary",
    "minutes-extract",
    "act-of-implementation",
    "completion-certificate",
)


def announcements(*modules: int, length: int = 500) -> dict[str, Any]:
    return {
        "form": "weekly-announcements",
        "announcements": [{"module": module, "text": "ә" * length} for module in modules],
    }


@pytest.mark.parametrize(
    ("length", "sound"), [(399, False), (400, True), (600, True), (601, False)]
)
def test_messages_have_400_to_600_characters(length: int, sound: bool) -> None:
    expected = [] if sound else [(MESSAGE, f"announcements.{n}.text") for n in range(4)]
    assert broken(announcements(1, 2, 3, 4, length=length)) == expected


def test_characters_of_each_language_are_counted() -> None:
    record = changed("weekly-announcements", announcements__1__text__en="Short.")
    assert broken(record) == [(MESSAGE, "announcements.1.text.en")]


def test_every_module_has_a_message() -> None:
    assert broken(announcements(1, 2, 4, 5)) == [(MESSAGE, "announcements")]
    assert broken(announcements(1, 2, 3, 3, 4)) == [(MESSAGE, "announcements.3.module")]
    assert broken(announcements(0, 1, 2, 3)) == [(MESSAGE, "announcements.0.module")]


@pytest.mark.parametrize(("count", "sound"), [(3, False), (4, True), (6, True), (7, False)])
def test_other_numbers_of_messages_are_warnings(count: int, sound: bool) -> None:
    record = announcements(*range(1, count + 1))
    assert not broken(record)
    assert broken(record, "warning") == ([] if sound else [(MESSAGE, "announcements")])


def test_announcements_show_their_length() -> None:
    shown = view(atuforms.load(announcements(1, 2, 3, 4)), "kk")
    assert [row["characters"] for row in shown["announcements"]] == ["500"] * 4
    empty = blank_view(get_form("weekly-announcements"), "kk")["announcements"]
    assert [row["module"] for row in empty] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("count", "sound"), [(0, False), (1, True), (15, True), (16, False)])
def test_survey_has_fifteen_questions_at_most(count: int, sound: bool) -> None:
    record = changed("course-survey", questions=["Сұрақ"] * count)
    assert broken(record) == ([] if sound else [("02-survey-max-15", "questions")])


def test_stages_are_read_in_words() -> None:
    assert str(
        atuforms.load(changed("course-survey", stage="до начала курса")).record()["stage"]
    ) == ("start")
    assert broken(changed("course-survey", stage="middle")) == [("not-a-choice", "stage")]


def test_glossary_needs_terms() -> None:
    assert broken(changed("glossary", terms=[])) == [("02-glossary", "terms")]


def test_glossary_follows_the_alphabet_of_its_language() -> None:
    form = atuforms.load(example("glossary"))
    in_kazakh = view(form, "kk")["terms"]
    assert [entry["term"][0].upper() for entry in in_kazakh] == [*"АӘБҒҚӨСІ", "H", "I"]
    in_english = [entry["term"] for entry in view(form, "en")["terms"]]
    assert in_english == sorted(in_english, key=str.casefold)
    # The record keeps the order in which it was written, and so do the paths.
    assert in_kazakh[0]["at"] == "terms.2"


def test_letters_head_a_glossary_where_they_head_more_than_one_term() -> None:
    terms = [*"абвг", "HACCP", "ISO"]
    few = [{"term": {"ru": term}, "definition": {"ru": "слово"}} for term in terms]
    many = [{**each, "term": {"ru": each["term"]["ru"] + end}} for each in few for end in "ыюя"]
    shown = [
        view(atuforms.load({"form": "glossary", "terms": some}), "ru")["terms"]
        for some in (few, many)
    ]
    letters = [[entry["letter"] for entry in some if entry["letter"]] for some in shown]
    # Latin letters look like Cyrillic ones: they have one heading.
    assert letters == [[], [*"АБВГ", "A–Z"]]


@pytest.mark.parametrize("slug", ["weekly-announcements", "course-survey", "glossary"])
def test_course_titles_have_150_characters_at_most(slug: str) -> None:
    assert not broken(changed(slug, course_title="ж" * 150))
    assert broken(changed(slug, course_title="ж" * 151)) == [("0201-title-150", "course_title")]


def test_those_present_are_a_number_or_names() -> None:
    by_number = atuforms.load(changed("minutes-extract", present_count=None, present=14))
    assert by_number.record()["present_count"] == 14
    names = changed("minutes-extract", present_count=None, present=["Ә. Сейітқали", "Ғ. Өтеген"])
    by_name = atuforms.load(names)
    assert len(by_name.record()["present"]) == 2
    assert any("Ғ. Өтеген" in text for text in paragraphs(atuforms.render(by_name, "docx")))
    assert broken(changed("minutes-extract", present_count=None, present="many"))


@pytest.mark.parametrize(
    ("level", "words"),
    [("department", "заседание кафедры"), ("факультет", "экспертной комиссии факультета")],
)
def test_minutes_name_the_meeting(level: str, words: str) -> None:
    document = atuforms.render(changed("minutes-extract", level=level), "docx", lang="ru")
    assert any(words in text for text in paragraphs(document))


def test_every_member_of_the_commission_signs() -> None:
    lines = paragraphs(atuforms.render(example("act-of-implementation"), "docx", lang="kk"))
    for name in ("Г.Қ. Ысқақова", "Ұ.Т. Ыбырай", "Н.Ж. Өмір"):
        assert name in lines


@pytest.mark.parametrize("field", ["title", "discipline", "commission"])
def test_an_act_needs_its_facts(field: str) -> None:
    assert broken(changed("act-of-implementation", **{field: None})) == [("missing", field)]


@pytest.mark.parametrize(
    ("progress", "errors", "warnings"),
    [(-1, 1, 0), (0, 0, 1), ("84.9", 0, 1), (85, 0, 0), (100, 0, 0), ("100.5", 1, 0)],
)
def test_progress_earns_a_certificate(progress: object, errors: int, warnings: int) -> None:
    report = atuforms.check(changed("completion-certificate", progress=progress))
    assert (len(report.errors), len(report.warnings)) == (errors, warnings)
    assert {finding.rule for finding in report.findings} <= {"0208-progress-bands"}


def test_certificates_without_progress_are_not_checked_for_it() -> None:
    report = atuforms.check(changed("completion-certificate", progress=None))
    assert report.ok
    assert "0208-progress-bands" in report.unchecked


def test_a_certificate_stays_on_one_page() -> None:
    record = changed(
        "completion-certificate",
        course_title="Тағам " * 25,
        listener={"name": "Қожахметова-Өтегенқызы Һәкімжамал Ғалымжанқызы"},
    )
    document = atuforms.render(record, "pdf", lang="kk")
    with pikepdf.open(BytesIO(document.data)) as pdf:
        assert len(pdf.pages) == 1
        width, height = pdf.pages[0].mediabox[2:]
        assert width > height


@pytest.mark.parametrize("slug", ["course", "digital-resource"])
def test_things_have_no_blank(slug: str) -> None:
    with pytest.raises(UnknownFormat, match=slug):
        atuforms.blank(slug)


def test_the_schema_allows_a_number_of_those_present() -> None:
    present = schema(get_form("minutes-extract"))["properties"]["present"]
    assert {"type": "integer", "minimum": 0} in present["anyOf"]


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_a_finished_act_has_no_cell_that_anyone_could_write_into(to: str, tmp_path: Path) -> None:
    left_out = {"results": None, "students": None, "academic_year": None}
    record = changed("act-of-implementation", **left_out, educational_programme=None)
    document = atuforms.render(record, to, lang="ru")
    if to == "pdf":
        page = pypdfium2.PdfDocument(document.data)[0].get_textpage()
        assert page.get_text_range().count("—") == 4
    else:
        with zipfile.ZipFile(BytesIO(document.data)) as archive:
            assert archive.read("word/document.xml").decode().count(">—<") == 4
    read: Any = atuforms.read(document.save(tmp_path))
    assert read.record() == record
