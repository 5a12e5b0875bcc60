"""One course, all its documents: what is made of its facts, what is lacking, what is overridden."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.dossiers.folders import MANIFEST, put_pdf, put_zip
from tests.forms.builders import EXAMPLES, example

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import InvalidRecord
from atuforms.core.language.languages import LANGUAGES
from atuforms.dossiers.assessment import assess
from atuforms.dossiers.derivation import all_disagreements
from atuforms.dossiers.folder import Member
from atuforms.dossiers.subject_documents import check_subject, make
from atuforms.dossiers.subject_folder import read_subject_folder
from atuforms.fields.people import Person
from atuforms.fields.texts import Text
from atuforms.forms.facts import FactName
from atuforms.records.differences import COMPARED, WORDED

COURSE = EXAMPLES / "course-folder"
OF_A_COURSE = {
    *("01-01", "01-02", "02-01", "02-02", "02-09", "02-11", "act-of-implementation"),
    *("completion-certificate", "course-survey", "glossary", "weekly-announcements"),
}
ATTACHED = (
    *("references.pdf", "syllabus.pdf"),
    *(f"lectures/lecture-{number:02d}.pdf" for number in range(1, 16)),
    *(f"tasks/week-{number}.pdf" for number in range(1, 6)),
)
"""What the course names and no record makes."""
OF_THE_COMPETITION = ("mooc-cover", "mooc-format", "act", "mooc-placement", "course.")
SMALL = {
    "form": "course",
    "title": {"kk": "Курс", "ru": "Курс", "en": "Course"},
    "language": "kk",
    "authors": ["Ә. Сейітқали"],
    "surveys": [
        {"stage": stage, "questions": [{"kk": "Сұрақ?", "ru": "Вопрос?", "en": "Why?"}]}
        for stage in ("start", "end")
    ],
}
SMALL_DOCUMENTS = {
    *("course.ru.docx", "course-survey-start.ru.docx", "course-survey-end.ru.docx"),
}
OWN_CERTIFICATE = {"form": "02-09", "number": 17, "date": "2025-12-12"}


def write(folder: Path, name: str, *records: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = "---\n".join(
        yaml.safe_dump(each, allow_unicode=True, sort_keys=False) for each in records
    )
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the example course makes, in three languages."""
    folder = tmp_path_factory.mktemp("package")
    made = make(read_subject_folder(COURSE), LANGUAGES, ["docx"])
    assert made.gaps == []
    assert made.report.findings == ()
    for document in made.documents:
        # A bank of a hundred questions takes long to read; once is enough.
        if not document.filename.startswith(("test-bank.ru", "test-bank.en")):
            document.save(folder)
    # 02-01 names these as PDF.
    for name in ("glossary", "mooc-working-programme"):
        form = atuforms.read(folder / f"{name}.kk.docx")
        (folder / f"{name}.kk.pdf").write_bytes(atuforms.render(form, "pdf", lang="kk").data)
    return folder


def test_one_course_makes_every_document_in_three_languages(package: Path) -> None:
    names = {path.name for path in package.iterdir()}
    for lang in LANGUAGES:
        for name in OF_A_COURSE:
            slug = atuforms.get_form(name).SLUG
            assert any(each.startswith(slug) and f".{lang}." in each for each in names), name


def test_only_attachments_are_lacking_for_the_placement(package: Path, tmp_path: Path) -> None:
    for path in package.iterdir():
        if ".kk." in path.name:
            shutil.copy(path, tmp_path)
    lacking = atuforms.check_dossier(tmp_path, "mooc-placement").findings
    assert {each.rule for each in lacking} == {
        *("0201-references-pdf", "0201-lectures-pdf-weekly", "0201-tasks-pdf-weekly"),
    }


def test_both_dossiers_are_complete(package: Path, tmp_path: Path) -> None:
    for path in package.iterdir():
        if path.name.startswith(OF_THE_COMPETITION):
            shutil.copy(path, tmp_path)
    report = atuforms.check_dossier(tmp_path)
    assert (report.kind, report.findings) == ("mooc-competition", ())
    for name in ATTACHED:
        put_pdf(package, name)
    assert atuforms.check_dossier(package, "mooc-placement").findings == ()


def test_the_example_course_is_the_one_of_the_folder() -> None:
    assert example("course") == atuforms.load(COURSE / "course.yaml").record()
    assert check_subject(COURSE).findings == ()


# What is lacking


def test_a_gap_names_the_facts(tmp_path: Path) -> None:
    documents, gaps = atuforms.documents_of(write(tmp_path, "course", SMALL), lang="ru")
    assert {each.filename for each in documents} == SMALL_DOCUMENTS
    assert {gap.document for gap in gaps} == OF_A_COURSE - {"course-survey"}
    (certificate,) = [gap for gap in gaps if gap.document == "02-09"]
    assert {"number", "date", "platform", "course_link", "department"} <= set(certificate.facts)
    for lang in LANGUAGES:
        said = certificate.text(lang)
        assert "course_link" in said
        assert "{" not in said


def test_a_language_that_lacks_is_a_gap_and_no_mistake(tmp_path: Path) -> None:
    record = SMALL | {"title": {"kk": "Курс"}}
    documents, gaps = atuforms.documents_of(record, lang="kk")
    assert len(documents) == 3
    documents, gaps = atuforms.documents_of(record, lang="ru")
    assert documents == []
    surveys = [gap.facts for gap in gaps if gap.document == "course-survey"]
    assert surveys == [("title.ru",), ("title.ru",)]


def test_a_picture_that_is_not_there_lacks_where_it_is_shown(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    shutil.copytree(COURSE, folder)
    shutil.rmtree(folder / "pictures")
    made = atuforms.documents_of(folder, lang="kk")
    assert [gap.document for gap in made.gaps] == ["01-02"]
    assert "authors.0.photo" in made.gaps[0].facts


# Single records


def test_records_of_one_file_are_taken_one_by_one(tmp_path: Path) -> None:
    write(tmp_path, "all", SMALL, OWN_CERTIFICATE, {"form": "glossary"})
    report = check_subject(tmp_path)
    assert {each.file for each in report.findings} == {"all.yaml", ""}
    (gap,) = [each for each in atuforms.documents_of(tmp_path).gaps if each.document == "02-09"]
    assert "number" not in gap.facts


def test_plain_texts_keep_the_language_of_their_record(tmp_path: Path) -> None:
    course = example("course") | {"lang": "kk", "title": "Курс"}
    write(tmp_path, "course", course)
    write(tmp_path, "glossary", {"form": "glossary", "lang": "ru"})
    made = atuforms.documents_of(tmp_path, lang="ru")
    (gap,) = [each for each in made.gaps if each.document == "glossary"]
    assert "title.ru" in gap.facts
    made = atuforms.documents_of(tmp_path, lang="kk")
    (glossary,) = [each for each in made.documents if each.filename.startswith("glossary")]
    assert atuforms.read(glossary.data).record()["course_title"]["kk"] == "Курс"


def test_each_learner_gets_a_certificate(tmp_path: Path) -> None:
    learners = [
        {"listener": name, "number": number, "date": "2025-12-20"}
        for number, name in enumerate(["Өмірзақ Ғалия", "Омаров Берік"], start=125)
    ]
    write(tmp_path, "course", SMALL | {"director": "А.С. Жұмабекова", "completions": learners})
    # A record that speaks of one of them is about the same certificate.
    own = {"form": "completion-certificate", "listener": "Омаров Берік", "progress": 94}
    write(tmp_path, "omarov", own)
    made = atuforms.documents_of(tmp_path, lang="kk")
    found = {each.filename: each for each in made.documents}
    assert "completion-certificate-126.kk.docx" not in found
    first = atuforms.read(found["completion-certificate-125.kk.docx"].data).record()
    second = atuforms.read(found["omarov.kk.docx"].data).record()
    assert (first["number"], second["number"], second["progress"]) == ("125", "126", 94)


def test_a_certificate_is_refused_while_the_course_is_not_recommended(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    shutil.copytree(COURSE, folder)
    scores = example("compliance-criteria")
    write(folder, "compliance-criteria", scores | {"technical_defects": True})
    with pytest.raises(InvalidRecord) as refused:
        atuforms.documents_of(folder, lang="kk")
    (error,) = refused.value.report.errors
    assert (error.file, error.rule) == ("mooc-placement-certificate.yaml", "0210-verdict-22-24")
    forced = OWN_CERTIFICATE | {"forced": dict.fromkeys(LANGUAGES, "Ректор шешімі")}
    write(folder, "mooc-placement-certificate", forced)
    made = atuforms.documents_of(folder, lang="kk")
    assert any(each.path == "forced" for each in made.report.warnings)
    (document,) = [d for d in made.documents if d.filename.startswith("mooc-placement")]
    assert atuforms.read(document.data).record()["forced"]


# What is wrong


# A digital resource


def test_a_resource_makes_its_documents(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "digital-resource.yaml", tmp_path)
    shutil.copytree(EXAMPLES / "pictures", tmp_path / "pictures")
    made = atuforms.documents_of(tmp_path, lang="en")
    assert {gap.document for gap in made.gaps} == {"03-01", "03-02"}
    assert [each.filename for each in made.documents] == ["der-transmittal-letter.en.docx"]
    write(tmp_path, "certificate", {"form": "03-01", "number": 8, "date": "2025-12-19"})
    presentation = example("interactive-presentation")
    own = ("form", "questions", "interactive_elements", "test_questions")
    write(tmp_path, "slides", {key: presentation[key] for key in own})
    made = atuforms.documents_of(tmp_path, lang="en")
    assert made.gaps == []
    assert {each.filename for each in made.documents} == {
        *("der-transmittal-letter.en.docx", "certificate.en.docx", "slides.en.pptx"),
    }
    # With what the department adds, it is ready for its platform and for the competition.
    act = example("act-of-implementation")
    kept = ("form", "number", "date", "results", "commission")
    write(tmp_path, "act", {key: act[key] for key in kept})
    write(tmp_path, "extract", example("minutes-extract"))
    out = tmp_path / "out"
    out.mkdir()
    for lang in LANGUAGES:
        for document in atuforms.documents_of(tmp_path, lang=lang).documents:
            document.save(out)
    put_zip(out, "haccp.zip", imsmanifest__xml=MANIFEST, index__html="<p/>")
    put_pdf(out, "syllabus.pdf")
    for kind in ("der-placement", "der-competition"):
        findings = atuforms.check_dossier(out, kind).findings
        assert [each.rule for each in findings] == []
    # Resources of other types have no such presentation.
    book = example("digital-resource") | {"der_type": "lecture_course"}
    assert {gap.document for gap in atuforms.documents_of(book).gaps} == {"03-01"}


def test_other_records_have_no_documents_of_their_own() -> None:
    with pytest.raises(UnreadableInput):
        atuforms.documents_of(example("glossary"))


# Any fact, altered in any document


def members_of(folder: Path) -> list[Member]:
    return [
        Member(f"{each.derived.stem}.json", each.derived.form, each.derived.report)
        for each in assess(read_subject_folder(folder))
    ]


def altered(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, Text):
        return type(value)({lang: f"Өзге {text}" for lang, text in value.items()})
    if isinstance(value, Person):
        return value.replace(name="Басқа Біреу")
    if isinstance(value, tuple):
        return value[:-1] if len(value) > 1 and not isinstance(value[0], str) else _other(value)
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=1)
    return _other(value)


def _other(value: Any) -> Any:
    if isinstance(value, tuple):
        return (altered(value[0]), *value[1:])
    if isinstance(value, int | Decimal):
        return value + 1
    if isinstance(value, str):
        for choices in (
            ("kk", "ru"),
            ("beginner", "advanced", "intermediate"),
            ("bachelor", "master"),
        ):
            if value in choices:
                return next(each for each in choices if each != value)
        return f"{value}x"
    return value.replace(**{name: altered(each) for name, each in _first_text(value)})


def _first_text(record: Any) -> Iterator[tuple[str, Any]]:
    for name in type(record).model_fields:
        if isinstance(getattr(record, name), Text):
            yield name, getattr(record, name)
            return


OF_THE_COURSE_ALONE: tuple[FactName, ...] = (
    *("programme", "final_control", "announcements", "academic_year"),
)
PUT_TOGETHER = ("weeks", "video_lectures", "academic_year_from", "academic_year_to")


def shared_facts(members: list[Member]) -> list[tuple[str, FactName]]:
    """Each fact that a document of the example shares with another one, with the document."""
    compared = [*COMPARED, *WORDED, *OF_THE_COURSE_ALONE]
    return [
        (member.file, fact)
        for member in members
        for fact in compared
        if fact in member.form.FACTS
        and fact not in member.form.OWN_FACTS
        and getattr(member.form, member.form.FACTS[fact].split(".")[0]) is not None
        and any(
            fact in other.form.FACTS and fact not in other.form.OWN_FACTS
            for other in members
            if other is not member
        )
        # What several documents put together from the course differs in each of them.
        and not (member.form.SLUG == "course" and fact in (*OF_THE_COURSE_ALONE, *PUT_TOGETHER))
    ]


def test_a_year_altered_in_the_course_is_one_finding_that_names_every_document() -> None:
    members = members_of(COURSE)
    (course,) = [each for each in members if each.form.SLUG == "course"]
    others = [each for each in members if each is not course]
    stating = {
        each.file
        for each in others
        if {"academic_year", "academic_year_from"} & each.form.FACTS.keys()
    }
    for name in ("academic_year_from", "academic_year_to"):
        form = course.form.replace(**{name: 2031})
        (finding,) = all_disagreements([*others, Member(course.file, form, course.report)])
        assert (finding.file, finding.path, finding.actual) == (course.file, name, 2031)
        assert set(finding.details["document"].split(", ")) == stating
        assert len(stating) == 2
    # Two documents alone stay one finding, at the one that differs.
    (act,) = [each for each in others if "academic_year" in each.form.FACTS]
    form = act.form.replace(academic_year="2031–2032")
    rest = [each for each in members if each is not act]
    (finding,) = all_disagreements([*rest, Member(act.file, form, act.report)])
    assert (finding.file, finding.details["document"]) == (act.file, course.file)


def test_any_fact_altered_in_any_document_is_one_finding_that_names_both() -> None:
    members = members_of(COURSE)
    assert all_disagreements(members) == []
    wrong = []
    pairs = shared_facts(members)
    assert len(pairs) > 80
    for file, fact in pairs:
        member = next(each for each in members if each.file == file)
        name = member.form.FACTS[fact]
        form = member.form.replace(**{name: altered(getattr(member.form, name))})
        # The others say nothing of it.
        stating = [each for each in members if fact in each.form.FACTS or "course" in each.file]
        others = [Member(file, form, each.report) if each is member else each for each in stating]
        found = all_disagreements(others)
        places = {found[0].file, found[0].details["document"]} if found else set()
        if len(found) != 1 or file not in places or len(places) != 2:
            wrong.append((file, fact, [(f.file, f.path, f.details["document"]) for f in found]))
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "field", "value"),
    [
        ("completion-certificate-125.json", "progress", 88),
        ("completion-certificate-125.json", "date", datetime.date(2025, 12, 25)),
        ("completion-certificate-125.json", "number", "126"),
        ("completion-certificate-125.json", "listener", "Басқа Біреу"),
        ("course-survey-end.json", "questions", ["Не ұнады?"]),
    ],
)
def test_what_is_made_for_a_learner_or_a_survey_agrees_with_the_course(
    file: str, field: str, value: Any
) -> None:
    members = [
        each
        if each.file != file
        else Member(each.file, each.form.replace(**{field: value}), each.report)
        for each in members_of(COURSE)
    ]
    (found,) = all_disagreements(members)
    assert (found.file, found.path.split(".")[0]) == (file, field)
    assert found.details["document"] == "course.json"
