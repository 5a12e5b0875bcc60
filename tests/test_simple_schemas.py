"""The plain schemas for form generators: what such a form yields is a record of the form."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from tests.forms.builders import changed

import atuforms
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import unbound
from atuforms.documents.view import view
from atuforms.forms.all_forms import form_classes, get_form
from atuforms.forms.base import Form
from atuforms.records.simple_schema import simple_record, simple_schema

FORMS = form_classes()
EVERY = [pytest.param(form, lang, id=f"{form.SLUG}-{lang}") for form in FORMS for lang in LANGUAGES]


@functools.cache
def validator(form: type[Form], lang: Language) -> jsonschema.Draft202012Validator:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(simple_schema(form, lang), format_checker=checker)


def through_json(record: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(record))
    return data


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and the schemas in it."""
    yield schema
    for below in (*schema.get("properties", {}).values(), schema.get("items")):
        if below:
            yield from parts(below)


@pytest.mark.parametrize(("form", "lang"), EVERY)
def test_it_is_a_schema_without_alternatives(form: type[Form], lang: Language) -> None:
    schema = simple_schema(form, lang)
    jsonschema.Draft202012Validator.check_schema(schema)
    for part in parts(schema):
        assert isinstance(part["type"], str)
        assert not {"anyOf", "oneOf", "allOf", "not", "if", "$ref"} & part.keys()
        for field in part.get("properties", {}).values():
            assert field["title"]


@pytest.mark.parametrize(("form", "lang"), EVERY)
def test_a_record_drawn_from_it_prints_the_same_document(
    form: type[Form], lang: Language, repository: Path
) -> None:
    whole = atuforms.load(repository / "examples" / f"{form.SLUG}.yaml")
    record = through_json(simple_record(whole, lang))
    errors = validator(form, lang).iter_errors(record)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []
    plain = atuforms.load(record)
    assert plain.lang == lang
    assert view(plain, lang) == view(whole, lang)
    assert simple_record(plain, lang) == record


@pytest.mark.parametrize(("form", "lang"), EVERY)
def test_its_examples_are_accepted(form: type[Form], lang: Language) -> None:
    schema = simple_schema(form, lang)
    assert schema["examples"]
    for part in parts(schema):
        for shown in part.get("examples", ()):
            assert jsonschema.Draft202012Validator(part).is_valid(shown), shown


def test_titles_limits_and_clauses_are_in_the_language() -> None:
    words = {
        lang: simple_schema(get_form("02-01"), lang)["properties"]["annotation_short"]
        for lang in LANGUAGES
    }
    assert {field["maxLength"] for field in words.values()} == {100}
    assert words["kk"]["title"] == "ЖАОК сипаттамасы. Курстың қысқаша аннотациясы"
    assert (
        words["kk"]["description"]
        == "ең көбі 100\N{NO-BREAK SPACE}таңба (Ү.ЖИЦДО-7.5.1-2025-02-01, 10-тармақ)"
    )
    assert (
        words["ru"]["description"]
        == "не более 100\N{NO-BREAK SPACE}символов (Ф.ЦИИЦР-7.5.1-2025-02-01, п. 10)"
    )
    assert (
        words["en"]["description"] == "at most 100 characters (F.CAIDD-7.5.1-2025-02-01, item 10)"
    )


def test_a_choice_is_its_words_in_the_language() -> None:
    level = simple_schema(get_form("02-11"), "ru")["properties"]["level"]
    assert level["items"]["enum"] == ["бакалавриат", "магистратура", "докторантура"]
    assert level["uniqueItems"] is True
    assert level["minItems"] == 1


def test_fields_come_in_the_order_of_the_form_and_say_of_what_kind_they_are() -> None:
    properties = simple_schema(get_form("02-03"), "kk")["properties"]
    assert list(properties) == ["form", "lang", "course_title", "lecture_no", "topic", "body"]
    assert properties["form"]["const"] == "02-03"
    assert properties["lang"]["const"] == "kk"
    assert properties["lecture_no"]["type"] == "integer"
    assert properties["body"]["format"] == "textarea"
    assert properties["body"]["contentMediaType"] == "text/markdown"
    author = simple_schema(get_form("01-02"), "kk")["properties"]["authors"]["items"]
    assert author["properties"]["photo"]["x-kind"] == "image"
    assert author["required"] == ["name", "position", "photo"]


def test_what_a_form_prints_by_itself_is_its_default() -> None:
    field = simple_schema(get_form("02-09"), "en")["properties"]["supporting_documents"]
    record = {**simple_record(atuforms.load(changed("mooc-placement-certificate")), "en")}
    silent = view(atuforms.load(record), "en")["supporting_documents"]
    assert field["default"] == [unbound(item["value"]) for item in silent]


def test_what_settings_or_the_register_give_may_be_left_out() -> None:
    required = simple_schema(get_form("02-09"), "kk")["required"]
    assert {"form", "lang", "date", "authors"} <= set(required)
    assert not {"number", "director", "platform"} & set(required)


@pytest.mark.parametrize(
    "patch",
    [
        {"form": "02-08"},
        {"lang": "kk"},
        {"unit": ""},
        {"unit": {"ru": "Кафедра"}},
        {"date": "12.12.2025"},
        {"date": "2025-13-01"},
        {"language": "польский"},
        {"course_link": "mooc.atu.edu.kz"},
        {"authors": []},
        {"authors": ["А. Сейткали"]},
        {"authors": [{"name": "А. Сейткали", "photo": "../photo.jpg"}]},
        {"authors": [{"name": "А. Сейткали", "photo": "C:\\photo.jpg"}]},
        {"authors": [{"name": "А. Сейткали", "email": "seitkali"}]},
        {"course_title": "А" * 151},
        {"platfrom": "Moodle"},
    ],
)
def test_it_refuses_what_makes_no_record(patch: dict[str, Any]) -> None:
    whole = atuforms.load(changed("mooc-placement-certificate"))
    record = {**simple_record(whole, "ru"), **patch}
    assert not validator(type(whole), "ru").is_valid(through_json(record))


@pytest.mark.parametrize("duration", ["2:40", "1:05:00", "2.5", "3"])
def test_a_duration_is_read_as_it_is_written(duration: str) -> None:
    record = simple_record(atuforms.load(changed("mooc-format")), "kk")
    record["promo_video"]["duration"] = duration
    assert validator(get_form("01-02"), "kk").is_valid(record)
    atuforms.load(record)


def test_what_is_missing_in_the_language_is_left_out() -> None:
    record = changed("mooc-placement-certificate", unit={"kk": "Кафедра"})
    plain = simple_record(atuforms.load(record), "ru")
    assert "unit" not in plain
    assert not validator(get_form("02-09"), "ru").is_valid(plain)


def test_an_address_or_a_word_is_a_string(repository: Path) -> None:
    course = atuforms.load(repository / "examples" / "course.yaml")
    record = simple_record(course.model_copy(update={"forum": "true", "chat": "false"}), "kk")
    assert (record["forum"], record["chat"]) == ("иә", "жоқ")
    assert validator(type(course), "kk").is_valid(record)
    again = atuforms.load(record).record()
    assert (again["forum"], again["chat"]) == (True, False)
    assert not validator(type(course), "kk").is_valid({**record, "forum": "мүмкін"})
