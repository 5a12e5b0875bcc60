"""A report tells every mistake at once: where it stands, which clause it breaks, what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.forms.builders import example

import atuforms
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.forms.all_forms import form_classes

RECORD = Path(__file__).with_name("data") / "twenty-mistakes.yaml"
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

MISTAKES = [
    (3, "0201-title-150", "course_title", "error"),
    (5, "unknown-key", "univercity", "error"),
    (6, "not-a-choice", "language", "error"),
    (7, "02-audience-prereq-recommended", "target_audience", "error"),
    (9, "0201-authors-data", "authors.0.workplace", "error"),
    (14, "wrong-type", "credits", "error"),
    (16, "wrong-type", "prerequisites", "error"),
    (17, "mixed-alphabet", "postrequisites.0", "warning"),
    (18, "0201-annotation-100", "annotation_short", "warning"),
    (19, "02-description-form", "aim", "error"),
    (20, "control-character", "objectives.0", "error"),
    (22, "language-missing", "outcomes.0.en", "warning"),
    (23, "0201-promo-max-3min", "promo_video.duration", "error"),
    (23, "02-1080p", "promo_video.width", "warning"),
    (23, "02-audio-48khz", "promo_video.sample_rate", "error"),
    (23, "02-audio-2-channels", "promo_video.channels", "error"),
    (24, "0201-grading-description", "certificates_and_grading.scales", "error"),
    (30, "wrong-type", "work_programme", "error"),
    (35, "0201-video-min-15", "video_lectures.0.duration", "warning"),
    (36, "wrong-type", "video_lectures.1.duration", "error"),
]


def test_twenty_mistakes_are_twenty_findings_in_one_run() -> None:
    report = atuforms.check(RECORD)
    assert [(f.line, f.rule, f.path, f.severity) for f in report] == MISTAKES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_finding_has_its_line_its_clause_and_advice(lang: Language) -> None:
    report = atuforms.check(RECORD)
    lines = report.text(lang).splitlines()[: len(report)]
    for finding, line in zip(report, lines, strict=True):
        assert line.startswith(f"{RECORD}:{finding.line}:{finding.column}: ")
        assert line.endswith(f" [{finding.rule}]")
        assert bool(finding.clause) == (finding.rule[0] == "0")
        assert clause_text(finding.clause, lang) in line
        # The sentence on what was found is followed by one on what to do.
        found, _stop, advice = finding.text(lang).partition(". " if not finding.clause else "). ")
        assert found
        assert advice.endswith((".", "?")), advice


def test_languages_say_different_words() -> None:
    report = atuforms.check(RECORD)
    for finding in report:
        assert len({finding.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.SLUG)
def test_a_record_without_mistakes_shows_none(form: Any) -> None:
    path = EXAMPLES / f"{form.SLUG}.yaml"
    report = atuforms.check(path)
    assert report.findings == ()
    assert report.ok


def test_what_is_not_checked_is_counted_and_named_on_lines_that_can_be_read() -> None:
    report = atuforms.check(EXAMPLES / "course.yaml")
    assert len(report.unchecked) > 15
    for lang in LANGUAGES:
        text = report.text(lang)
        assert str(len(report.unchecked)) in text
        assert all(rule in text for rule in report.unchecked)
        assert max(map(len, text.splitlines())) <= 100
    assert report.as_dict()["unchecked"] == list(report.unchecked)


def test_a_rule_is_not_counted_as_kept_while_its_value_is_missing() -> None:
    record = example("mooc-description")
    whole = atuforms.check(record).unchecked
    for key, rule in (
        ("annotation_short", "0201-annotation-100"),
        ("course_title", "0201-title-150"),
        ("certificates_and_grading", "0201-grading-description"),
        ("difficulty", "0201-difficulty-enum"),
    ):
        without = {name: value for name, value in record.items() if name != key}
        assert rule not in whole
        assert rule in atuforms.check(without).unchecked


def test_the_shape_of_json_is_that_of_the_contract() -> None:
    data = json.loads(atuforms.check(RECORD).to_json("kk"))
    assert (data["form"], data["ok"]) == ("02-01", False)
    assert data["file"].endswith("twenty-mistakes.yaml")
    wanted = {"rule", "clause", "severity", "path", "line", "limit", "actual", "message"}
    for finding in data["findings"]:
        assert wanted <= finding.keys()
    first = data["findings"][0]
    assert (first["limit"], first["actual"], first["line"]) == (150, 166, 3)


WRONG: dict[str, Any] = {"authors": [{"position": "профессор"}], "supporting_documents": "хаттама"}


def test_what_is_built_in_python_is_told_by_labels_and_arguments() -> None:
    with pytest.raises(atuforms.InvalidRecord) as error:
        atuforms.MoocPlacementCertificate(**WRONG)
    said = error.value.report.text("en")
    assert "Course title: this is missing. Give “course_title” a value." in said
    assert "› 1 › Full name: this is missing. Give “name” a value." in said
    assert "Give a list of values." in said
    assert "line" not in said
    assert "into the record" not in said


def test_so_is_a_mapping_and_a_file_by_its_lines(tmp_path: Path) -> None:
    record = {"form": "02-09", **WRONG}
    said = atuforms.check(record).text("ru")
    assert "Наименование курса: поле не указано. Задайте значение «course_title»." in said
    file = tmp_path / "record.yaml"
    file.write_text("form: 02-09\nsupporting_documents: хаттама\n", encoding="utf-8")
    said = atuforms.check(file).text("en")
    assert "Write a line “course_title: …” into the record." in said
    assert "Write each item on its own line, after a hyphen." in said


def test_a_mapping_that_names_no_form_is_told_so_without_a_file() -> None:
    with pytest.raises(atuforms.AtuformsError, match=r"^The record does not say .* key “form”"):
        atuforms.load({"number": 1})


def test_signs_in_the_name_of_a_file_are_shown_and_not_sent_to_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2J.yaml"
    file.write_text("form: 02-01\nunivercity: x\n", encoding="utf-8")
    text = atuforms.check(file).text("en")
    assert "\x1b" not in text
    assert f"{tmp_path}/aU+001B[2J.yaml:2:1: error: " in text
