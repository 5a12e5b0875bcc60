"""The JSON Schema of a form's record, so that a web form of another system shows the same limits.

JSON Schema 2020-12. Titles stand in English, and in all three languages under ``x-title``; what
JSON Schema can express of the rules (lengths, counts, ranges) is there too.
"""

from __future__ import annotations

from typing import Any

from atuforms.codes import full_code
from atuforms.fields.describe import Field, describe
from atuforms.fields.kinds import Kind
from atuforms.fields.record import Record
from atuforms.forms.base import Form
from atuforms.languages import LANGUAGES
from atuforms.messages import label
from atuforms.wording import choice_words, wording_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_BLANK = r"\S"
_VALUES: dict[Kind, dict[str, Any]] = {
    "name": {"type": ["string", "integer"]},
    "url": {"type": "string", "format": "uri", "pattern": "^https?://[^\\s/]+"},
    "presence": {
        "anyOf": [{"type": "string", "pattern": "^https?://[^\\s/]+"}, {"type": "boolean"}]
    },
    "email": {"type": "string", "format": "email", "pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"},
    "file": {"type": "string"},
    "image": {"type": "string"},
    "date": {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
    "duration": {
        "anyOf": [
            {"type": "string", "pattern": "^((\\d{1,3}:)?\\d{1,3}:[0-5]\\d|\\d+([.,]\\d+)?)$"},
            {"type": "number", "minimum": 0},
        ]
    },
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
}


def schema(form: type[Form]) -> dict[str, Any]:
    """The JSON Schema of the record of ``form``."""
    titles = {lang: wording_of(form, lang)["title"] for lang in LANGUAGES}
    body = _record(form, form, "")
    names = [form.CODE, form.SLUG] if form.CODE else [form.SLUG]
    names += [full_code(form.CODE, lang) for lang in LANGUAGES] if form.CODE else []
    body["properties"] = {
        "form": {"enum": names},
        "lang": {"enum": list(LANGUAGES)},
        **body["properties"],
    }
    body["required"] = ["form", *body.get("required", [])]
    return {
        "$schema": _DIALECT,
        "$id": f"https://atu.edu.kz/schemas/atuforms/{form.SLUG}.schema.json",
        "title": titles["en"],
        "x-title": titles,
        **body,
    }


def _record(form: type[Form], record: type[Record], path: str) -> dict[str, Any]:
    fields = describe(record)
    body: dict[str, Any] = {
        "type": "object",
        "properties": {
            field.name: _field(form, field, f"{path}.{field.name}".strip(".")) for field in fields
        },
        "additionalProperties": False,
    }
    given = {*form.FROM_SETTINGS, *form.FROM_REGISTER} if not path else set()
    required = [field.name for field in fields if field.required and field.name not in given]
    if required:
        body["required"] = required
    return body


def _field(form: type[Form], field: Field, path: str) -> dict[str, Any]:
    titles = {lang: label(form, path, lang).rpartition(" › ")[2] for lang in LANGUAGES}
    limits = _limits(form, path)
    value = _value(form, field, path, {} if field.many else limits)
    if field.many:
        value = {"type": "array", "items": value, **limits}
    if path in form.COUNTED:
        value = {"anyOf": [value, {"type": "integer", "minimum": 0}]}
    return {"title": titles["en"], "x-title": titles, **value}


def _value(form: type[Form], field: Field, path: str, limits: dict[str, Any]) -> dict[str, Any]:
    if field.record is not None:
        value = _record(form, field.record, path)
        short = getattr(field.record, "SHORT_FORM", "")
        return {"anyOf": [{"type": "string", "pattern": _NOT_BLANK}, value]} if short else value
    if field.choices:
        return _choice(field)
    if field.kind in _VALUES and field.kind != "name":
        return {**_VALUES[field.kind], **limits}
    text: dict[str, Any] = {"type": ["string", "number"], **limits}
    if field.required:
        text["pattern"] = _NOT_BLANK
    return {
        "anyOf": [
            text,
            {
                "type": "object",
                "properties": {lang: {"type": "string", **limits} for lang in LANGUAGES},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    }


def _choice(field: Field) -> dict[str, Any]:
    """Keys of a choice, with the words of the three languages."""
    return {
        "anyOf": [
            {
                "const": key,
                "title": choice_words(field.choices, "en")[key],
                "x-title": {lang: choice_words(field.choices, lang)[key] for lang in LANGUAGES},
            }
            for key in field.options
        ]
        + [
            {"enum": [word for lang in LANGUAGES for word in _words(field, lang)]},
        ]
    }


def _words(field: Field, lang: Any) -> list[str]:
    return list(choice_words(field.choices, lang).values())


def _limits(form: type[Form], path: str) -> dict[str, Any]:
    """What the rules that stop rendering say about the value, in JSON Schema's words."""
    found: dict[str, Any] = {}
    for rule in form.RULES:
        if not rule.limits:
            continue
        place = ".".join(p for p in f"{rule.each}.{rule.reads[0]}".split(".") if p not in ("", "*"))
        if place == path and rule.severity == "error":
            found.update(rule.limits)
    return found
