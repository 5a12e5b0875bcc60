"""The JSON Schemas: in step with the forms, and of one mind with the rules as far as they go."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from tests.forms.builders import changed, example
from tests.test_every_rule import CASES, Case

import atuforms
from atuforms.core.files.resources import schemas_folder
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.all_forms import form_classes, get_form
from atuforms.forms.base import Form
from atuforms.forms.checklists.table import CHECKLIST_RULES
from atuforms.records.schema import schema

FORMS = form_classes()

CANNOT = {
    # Durations and names of formats may be written in several ways.
    "0102-promo-max-3min",
    "0201-promo-max-3min",
    "0102-audio-codecs",
    "0102-video-format",
    # A value depends on others: sums, order, shares, what else is given.
    "0102-weekly-workload",
    "0103-sum",
    "0402-sum",
    "0211-academic-year",
    "0211-nonconformity-block",
    "02-course-max-30-hours",
    "02-anti-cheating-50",
    "02-tasks-cover-outcomes",
    "02-survey-max-15",
    "02-formative-and-summative",
    "02-mooc-components",
    "0102-text-mandatory",
    "0102-final-grade-algorithm",
    "01-developer-title-annotation",
    "01-syllabus-promo-glossary-forum",
    "0201-video-weekly",
    "02-glossary",
    "0206-group-3-7",
    "0206-blind-review",
    "0208-task-deadlines",
    "0208-final-task-deadline",
    "01-department-max-3",
    "04-department-max-3",
    "01-faculty-exactly-2",
    "04-faculty-exactly-2",
    "01-winner-no-resubmit",
    "04-winner-no-resubmit",
    "01-winner-highest",
    "04-winner-highest",
    "01-rating-from-experts",
    "04-rating-from-experts",
    "01-awards",
    "04-awards",
    "01-once-a-year",
    "03-textbook-composition",
    "03-lecture-course-composition",
    "03-practicum-composition",
    "03-slides-min-10",
    "03-self-control-included",
    "0302-text-plus-media",
    "0302-varied-questions",
    # What a text says.
    "02-tests-template",
}
"""Rules that JSON Schema cannot express, or only in part."""


@pytest.fixture(autouse=True)
def _beside_the_pictures(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "examples")


@functools.cache
def validator(form: type[Form]) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(form))


def accepts(record: dict[str, Any]) -> bool:
    return bool(validator(get_form(record["form"])).is_valid(record))


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """The record as another system sends it: through JSON."""
    data: dict[str, Any] = json.loads(json.dumps(record))
    return data


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.SLUG)
def test_the_committed_schema_is_in_step(form: type[Form]) -> None:
    file = schemas_folder() / f"{form.SLUG}.schema.json"
    assert file.is_file(), "run python tools/build_schemas.py"
    assert json.loads(file.read_text(encoding="utf-8")) == schema(form)


def test_there_is_no_schema_without_a_form() -> None:
    files = {path.name for path in schemas_folder().glob("*.schema.json")}
    assert files == {f"{form.SLUG}.schema.json" for form in FORMS}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.SLUG)
def test_a_schema_is_a_schema(form: type[Form]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(form))


def fields(part: Any) -> Iterator[dict[str, Any]]:
    """Every field of a schema, at any depth."""
    if isinstance(part, dict):
        yield from (f for f in part.get("properties", {}).values() if "x-title" in f)
        for value in part.values():
            yield from fields(value)
    elif isinstance(part, list):
        for value in part:
            yield from fields(value)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.SLUG)
def test_fields_are_titled_and_described_in_three_languages(form: type[Form]) -> None:
    for field in fields(schema(form)):
        for key in {"x-title", "x-description"} & field.keys():
            assert tuple(field[key]) == LANGUAGES
            assert all(field[key].values()), field[key]
            assert field[key.removeprefix("x-")] == field[key]["en"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.SLUG)
def test_examples_are_accepted(form: type[Form]) -> None:
    errors = validator(form).iter_errors(plain(example(form.SLUG)))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.slug}")
def test_schema_and_rules_agree(case: Case) -> None:
    for patch in (case.kept, case.broken):
        record = plain(changed(case.slug, **patch))
        errors = {finding.rule for finding in atuforms.check(record).errors}
        if accepts(record):
            assert errors <= CANNOT | set(CHECKLIST_RULES)
        else:
            assert errors


@pytest.mark.parametrize(
    ("slug", "patch"),
    [
        ("mooc-placement-certificate", {"date": "12.12.2025"}),
        ("mooc-placement-certificate", {"platfrom": "Moodle"}),
        ("mooc-placement-certificate", {"language": "kz"}),
        ("mooc-placement-certificate", {"course_link": "mooc.atu.edu.kz"}),
        ("mooc-placement-certificate", {"authors": []}),
        ("mooc-placement-certificate", {"authors": "Ә. Сейітқали"}),
        ("mooc-placement-certificate", {"unit": " "}),
        ("mooc-placement-certificate", {"unit": {"kz": "Кафедра"}}),
        ("mooc-placement-certificate", {"unit": None}),
        ("expertise-protocol", {"corrective_action_needed": "мүмкін"}),
        ("expertise-protocol", {"academic_year_from": 2025.5}),
        ("mooc-format", {"promo_video": {"duration": "үш минут"}}),
        ("mooc-format", {"promo_video": {"width": "кең"}}),
    ],
)
def test_both_refuse_what_has_the_wrong_shape(slug: str, patch: dict[str, Any]) -> None:
    record = plain(changed(slug, **patch))
    assert not accepts(record)
    assert not atuforms.check(record).ok


@pytest.mark.parametrize(
    ("slug", "patch"),
    [
        ("expertise-protocol", {"level": "bachelor"}),
        ("expertise-protocol", {"level": ["магистратура", "doctoral"]}),
        ("expertise-protocol", {"corrective_action_needed": "иә"}),
        ("der-transmittal-letter", {"language": "ru"}),
        ("mooc-placement-certificate", {"unit": {"kk": "Кафедра"}}),
        ("mooc-placement-certificate", {"authors": ["Ә. Сейітқали"]}),
        ("mooc-format", {"promo_video": {"duration": 2.5}}),
        ("course", {"forum": True, "chat": "https://t.me/course"}),
    ],
)
def test_both_accept_every_way_to_write_a_value(slug: str, patch: dict[str, Any]) -> None:
    record = plain(changed(slug, **patch))
    assert accepts(record)
    assert atuforms.check(record).ok


def test_a_web_form_sees_the_limits() -> None:
    described = schema(get_form("02-01"))["properties"]["annotation_short"]
    plain_text, languages = described["anyOf"]
    assert plain_text["maxLength"] == 100
    assert {text["maxLength"] for text in languages["properties"].values()} == {100}
    modules = schema(get_form("02-02"))["properties"]["modules"]
    assert (modules["minItems"], modules["maxItems"]) == (4, 6)
    scores = schema(get_form("01-03"))["properties"]["rows"]["items"]["properties"]["scores"]
    assert {(s["minimum"], s["maximum"]) for s in scores["properties"].values()} == {(1, 10)}
