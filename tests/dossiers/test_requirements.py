"""What a dossier must hold: complete ones are in order, and each missing piece is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.dossiers.folders import COMPLETE, MANIFEST, put, put_pdf, put_zip
from tests.forms.builders import changed, example

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.sentences import Message
from atuforms.dossiers.messages import (
    NO_LETTER,
    SCORM_MANIFEST_DEEPER,
    SCORM_MANIFEST_FAULTY,
    SCORM_WITHOUT_MANIFEST,
)
from atuforms.dossiers.requirements import DOSSIER_RULES

PIECES = {
    "mooc-placement": {
        "description.json": {"02-placement-email", "02-staff-submits-forms"},
        "test-bank.json": {"02-staff-submits-forms"},
        "expertise.json": {"02-author-hands-to-ddd", "0209-supporting-docs"},
        "department.json": {
            "02-author-hands-to-ddd",
            "02-heads-department-extract",
            "0209-supporting-docs",
        },
        "glossary.pdf": {"0201-glossary-pdf"},
        "references.pdf": {"0201-references-pdf"},
        "02-02-working-programme.pdf": {"0201-programme-pdf-signed"},
        "lectures/lecture-01.pdf": {"0201-lectures-pdf-weekly"},
        "tasks/week-1.pdf": {"0201-tasks-pdf-weekly"},
    },
    "der-placement": {
        "haccp.zip": {"03-scorm-to-caidd", "0301-supporting-docs"},
        "department.json": {"03-heads-department-extract", "0301-supporting-docs"},
        "Силлабус.pdf": {"0301-supporting-docs"},
    },
    "mooc-competition": {
        "letter.json": {"01-cover-letter", "01-staff-submits-forms", "01-final-completeness"},
        "format.json": {"01-staff-submits-forms", "01-final-completeness"},
        "act.json": {"0101-attachments", "01-final-completeness"},
        "certificate.json": {"0101-attachments", "01-final-completeness"},
    },
    "der-competition": {
        "letter.json": {"04-cover-letter", "04-staff-submits-forms", "04-final-commission"},
        "act.json": {"0401-attachments", "04-final-commission"},
        "certificate.json": {"0401-attachments", "04-final-commission"},
    },
    "mooc-to-faculty": {
        "letter.json": {"01-dossier-to-faculty"},
        "department.json": {"01-dossier-to-faculty", "01-department-extract"},
    },
    "mooc-to-commission": {
        "letter.json": {"01-cover-letter"},
        "faculty.json": {"01-faculty-extract"},
    },
    "der-to-faculty": {
        "letter.json": {"04-dossier-to-faculty"},
        "department.json": {"04-dossier-to-faculty", "04-department-extract"},
    },
    "der-to-commission": {
        "letter.json": {"04-cover-letter"},
        "faculty.json": {"04-faculty-extract"},
    },
}
"""What a complete dossier is not without, by kind: the file, and the rules that ask for it."""


@pytest.mark.parametrize("kind", COMPLETE)
def test_a_complete_dossier_is_in_order_and_its_kind_is_recognised(
    kind: str, tmp_path: Path
) -> None:
    report = atuforms.check_dossier(COMPLETE[kind](tmp_path))
    assert (report.kind, report.recognised) == (kind, True)
    assert report.findings == ()
    assert report.ok
    assert atuforms.check_dossier(tmp_path, kind).findings == ()


@pytest.mark.parametrize(
    ("kind", "file"), [(kind, file) for kind, files in PIECES.items() for file in files]
)
def test_a_missing_piece_is_found_with_its_rules_and_clauses(
    kind: str, file: str, tmp_path: Path
) -> None:
    (COMPLETE[kind](tmp_path) / file).unlink()
    report = atuforms.check_dossier(tmp_path, kind)
    assert not report.ok
    assert {each.rule for each in report.findings} == PIECES[kind][file]
    for finding in report.findings:
        assert finding.clause == DOSSIER_RULES[finding.rule].clause
        assert len({finding.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)
    # What several clauses ask for is one line, and counts as one.
    for lang in LANGUAGES:
        lines = [line for line in report.text(lang).splitlines() if line.endswith("]")]
        said = [line for line in lines if any(rule in line for rule in PIECES[kind][file])]
        assert len(said) == 1
        assert all(rule in said[0] for rule in PIECES[kind][file])
    # So it is for programs: one finding, that lists its rules and clauses.
    (one,) = report.as_dict("en")["findings"]
    assert set(one["rules"]) == PIECES[kind][file] >= {one["rule"]}
    assert one["clauses"] == list(dict.fromkeys(each.clause for each in report.findings))
    assert one["clause"] == DOSSIER_RULES[one["rule"]].clause
    assert "{" not in report.text("kk")


def test_the_extract_of_the_faculty_is_wanted_but_its_absence_is_a_warning(tmp_path: Path) -> None:
    (COMPLETE["mooc-placement"](tmp_path) / "faculty.json").unlink()
    report = atuforms.check_dossier(tmp_path)
    assert report.ok
    assert [(each.rule, each.severity) for each in report.findings] == [
        ("02-deans-faculty-extract", "warning")
    ]


def test_a_scanned_programme_counts_where_the_description_names_it(tmp_path: Path) -> None:
    """Item 16 wants it signed and stamped, which only a scan shows."""
    (COMPLETE["mooc-placement"](tmp_path) / "programme.json").unlink()
    rules = {each.rule for each in atuforms.check_dossier(tmp_path).findings}
    assert "02-staff-submits-forms" not in rules
    (tmp_path / "02-02-working-programme.pdf").unlink()
    rules = {each.rule for each in atuforms.check_dossier(tmp_path).findings}
    assert {"02-staff-submits-forms", "0209-supporting-docs"} <= rules


def _rules(folder: Path, kind: str | None = None) -> list[str]:
    return [each.rule for each in atuforms.check_dossier(folder, kind).findings]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"glossary": "glossary.docx"}, "0201-glossary-pdf"),
        ({"references": "references.txt"}, "0201-references-pdf"),
        ({"work_programme": "02-02.docx"}, "0201-programme-pdf-signed"),
        ({"tasks": ["tasks/week-1.pdf"]}, "0201-tasks-pdf-weekly"),
        ({"self_study_materials": ["lectures/lecture-01.pdf"]}, "0201-lectures-pdf-weekly"),
        ({"video_lectures__2__title": "Кіріспе"}, "0201-video-named"),
        ({"video_lectures__2__title": "3"}, "0201-video-named"),
    ],
)
def test_what_the_description_names_is_looked_at(
    values: dict[str, Any], rule: str, tmp_path: Path
) -> None:
    COMPLETE["mooc-placement"](tmp_path)
    put_pdf(tmp_path, "glossary.docx").write_bytes(b"")
    record = changed("mooc-description", tests="test-bank.json", **values)
    put(tmp_path, "description", record)
    found = [each for each in atuforms.check_dossier(tmp_path).errors if each.rule == rule]
    assert found
    assert all(each.file == "description.json" for each in found)
    assert all(each.path.startswith(next(iter(values)).partition("__")[0]) for each in found)


def test_a_document_with_mistakes_keeps_the_application_from_being_accepted(
    tmp_path: Path,
) -> None:
    for kind, slug, rules in (
        ("mooc-competition", "mooc-cover-letter", {"01-reject-format", "01-final-completeness"}),
        ("der-competition", "der-transmittal-letter", {"04-reject-format-late"}),
        ("mooc-placement", "expertise-protocol", {"02-forms-conformity"}),
    ):
        folder = COMPLETE[kind](tmp_path / kind)
        name = "expertise" if kind == "mooc-placement" else "letter"
        record = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        del record["faculty"]
        assert record["form"] == atuforms.get_form(slug).CODE
        put(folder, name, record)
        found = {each.rule for each in atuforms.check_dossier(folder).findings}
        assert {"missing", *rules} <= found


def test_an_extract_says_what_was_decided(tmp_path: Path) -> None:
    for kind, rule in (
        ("mooc-to-faculty", "01-department-extract"),
        ("mooc-placement", "02-author-hands-to-ddd"),
    ):
        folder = COMPLETE[kind](tmp_path / kind)
        put(folder, "department", changed("minutes-extract", decision=""))
        found = [each for each in atuforms.check_dossier(folder).errors if each.rule == rule]
        assert [(each.file, each.path) for each in found] == [("department.json", "decision")]


def test_the_language_of_an_entry_is_one_of_three(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    put(tmp_path, "certificate", changed("mooc-placement-certificate", language="de"))
    found = atuforms.check_dossier(tmp_path).findings
    assert ("01-languages", "01 §8.2", "language") in {
        (each.rule, each.clause, each.path) for each in found
    }


def test_cohorts_are_those_of_the_record_of_the_course(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    unchecked = atuforms.check_dossier(tmp_path).unchecked
    assert "01-two-cohorts" in {each.rule for each in unchecked}
    (tmp_path / "format.json").unlink()
    put(tmp_path, "course", changed("course", cohorts=[{}]))
    report = atuforms.check_dossier(tmp_path)
    assert "01-two-cohorts" in {each.rule for each in report.warnings}
    assert "01-two-cohorts" not in {each.rule for each in report.unchecked}


def test_topics_of_the_syllabus_are_topics_of_the_resource(tmp_path: Path) -> None:
    COMPLETE["der-placement"](tmp_path)
    topics = [*example("digital-resource")["syllabus_topics"], "Электролиз"]
    put(
        tmp_path,
        "resource",
        changed("digital-resource", der_type="lecture_course", syllabus_topics=topics),
    )
    (finding,) = atuforms.check_dossier(tmp_path).findings
    assert (finding.rule, finding.clause) == ("03-cover-all-syllabus-topics", "03 §7.6")
    assert "Электролиз" in finding.text("ru")


def test_the_template_of_presentations_is_wanted_of_presentations_only(tmp_path: Path) -> None:
    COMPLETE["der-placement"](tmp_path)
    unchecked = {each.rule for each in atuforms.check_dossier(tmp_path).unchecked}
    assert "03-staff-submits-set" in unchecked
    for name, slug in (
        ("resource", "digital-resource"),
        ("certificate", "der-placement-certificate"),
    ):
        put(tmp_path, name, changed(slug, der_type="interactive_presentation"))
    assert _rules(tmp_path) == ["03-staff-submits-set"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"course/imsmanifest__xml": MANIFEST}, SCORM_MANIFEST_DEEPER),
        ({"imsmanifest__xml": "<manifest/>"}, SCORM_MANIFEST_FAULTY),
        ({"imsmanifest__xml": "not XML"}, SCORM_MANIFEST_FAULTY),
        (
            {"imsmanifest__xml": f'<!DOCTYPE a [<!ENTITY b "c">]>{MANIFEST}'},
            SCORM_MANIFEST_FAULTY,
        ),
        ({"index__html": "<p/>"}, SCORM_WITHOUT_MANIFEST),
    ],
)
def test_a_package_of_scorm_has_a_sound_manifest(
    files: dict[str, str], message: Message, tmp_path: Path
) -> None:
    COMPLETE["der-placement"](tmp_path)
    put_zip(tmp_path, "haccp.zip", **files)
    findings = atuforms.check_dossier(tmp_path, "der-placement").findings
    assert [each.message for each in findings if each.rule == "03-scorm-format"] == [message]


def test_what_no_folder_shows_is_not_checked_and_says_why(tmp_path: Path) -> None:
    report = atuforms.check_dossier(COMPLETE["mooc-placement"](tmp_path))
    unchecked = {each.rule: each for each in report.unchecked}
    assert {
        "02-rights-transfer-contract",
        "02-valid-links",
        "02-placement-email",
        "0201-programme-pdf-signed",
        "0201-lecture-number-topic",
    } == set(unchecked)
    for lang in LANGUAGES:
        for each in unchecked.values():
            assert each.rule in report.text(lang)
            assert each.text(lang).endswith(".")
    assert len({unchecked["02-valid-links"].text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_without_the_description_its_items_are_not_checked(tmp_path: Path) -> None:
    (COMPLETE["mooc-placement"](tmp_path) / "description.json").unlink()
    unchecked = {each.rule for each in atuforms.check_dossier(tmp_path).unchecked}
    assert {"0201-glossary-pdf", "0201-tasks-pdf-weekly", "0201-video-named"} <= unchecked


# Kinds


def test_a_kind_that_cannot_be_told_is_said_with_the_names_of_all(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path / "two"):
        folder.mkdir()
    put(tmp_path / "two", "letter", example("mooc-cover-letter"))
    put(tmp_path / "two", "other", example("der-transmittal-letter"))
    for folder in (tmp_path / "none", tmp_path / "two"):
        report = atuforms.check_dossier(folder)
        assert (report.kind, report.ok) == ("", False)
        assert report.findings[0].rule == "dossier-kind-unknown"
        assert all(kind in report.text("ru") for kind in COMPLETE)


def test_a_kind_is_given_by_name_and_an_unknown_one_refused(tmp_path: Path) -> None:
    COMPLETE["mooc-to-faculty"](tmp_path)
    report = atuforms.check_dossier(tmp_path, "MOOC-competition")
    assert (report.kind, report.recognised) == ("mooc-competition", False)
    with pytest.raises(atuforms.AtuformsError, match="mooc-placement") as caught:
        atuforms.check_dossier(tmp_path, "mooc")
    assert caught.value.exit_code == 2


def test_a_letter_tells_more_than_what_goes_with_it(tmp_path: Path) -> None:
    """A working programme, as syllabus, or the resource itself may be among the papers."""
    COMPLETE["mooc-competition"](tmp_path / "a")
    put(tmp_path / "a", "programme", example("mooc-working-programme"))
    put(tmp_path / "a", "department", example("minutes-extract"))
    assert atuforms.check_dossier(tmp_path / "a").kind == "mooc-competition"
    COMPLETE["der-competition"](tmp_path / "b")
    put_zip(tmp_path / "b", "resource.zip", imsmanifest__xml=MANIFEST)
    assert atuforms.check_dossier(tmp_path / "b").kind == "der-competition"


def test_several_courses_are_handed_on_together_each_with_its_letter(tmp_path: Path) -> None:
    COMPLETE["mooc-to-faculty"](tmp_path)
    COMPLETE["mooc-competition"](tmp_path)
    assert atuforms.check_dossier(tmp_path).kind == "mooc-competition"
    other = {"course_title": "Басқа курс", "course_link": "https://mooc.atu.edu.kz/courses/2"}
    put(tmp_path, "second", example("mooc-cover-letter") | other | {"authors": ["А.Б. Ахметов"]})
    report = atuforms.check_dossier(tmp_path)
    assert report.kind == "mooc-to-faculty"
    assert not [each for each in report.errors if each.file != "second.json"]
    put(tmp_path, "programme", changed("mooc-working-programme", course_title="Үшінші курс"))
    found = [each for each in atuforms.check_dossier(tmp_path).errors if each.message == NO_LETTER]
    assert [(each.rule, each.file) for each in found] == [
        ("01-dossier-to-faculty", "programme.json")
    ]
