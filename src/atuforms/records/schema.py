"""The JSON Schema of a form's record, so that a web form of another system shows the same limits.

JSON Schema 2020-12. Titles and descriptions stand in English, and in all three languages under
``x-title`` and ``x-description``. Of the rules the schema says what each declares as its
``limits``: lengths, counts, ranges, names that must be there. It measures lengths on the text as
it stands, while a rule folds white space first (:func:`atuforms.fields.texts.folded`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from atuforms.core.dotted_paths import names_of
from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import clause_text, label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import choice_words, wording_of
from atuforms.fields.describe import Field, describe, find_field, walk
from atuforms.fields.kinds import FieldKind
from atuforms.fields.model import Model
from atuforms.fields.numbers import NO, YES
from atuforms.forms.base import Form
from atuforms.forms.rules import Rule
from atuforms.records.field_hints import HINTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_BLANK = r"\S"
OF_LISTS = frozenset({"minItems", "maxItems"})
"""The limits that concern a list, not its items."""

Limits = Mapping[str, Mapping[str, Any]]
"""Keywords of JSON Schema by the path of the value, without the numbers of items."""

VALUES: Mapping[FieldKind, Mapping[str, object]] = {
    "name": {"type": ["string", "integer"]},
    "url": {"type": "string", "format": "uri", "pattern": "^https?://[^\\s/]+"},
    "presence": {
        "anyOf": [
            {"type": "string", "pattern": "^https?://[^\\s/]+"},
            {"type": "boolean"},
            {"enum": sorted(YES | NO)},
        ]
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
    "flag": {"anyOf": [{"type": "boolean"}, {"enum": sorted(YES | NO)}]},
}
"""How a value of each kind may be written."""


_FILES: frozenset[FieldKind] = frozenset({"file", "image"})


def schema(form: type[Form]) -> dict[str, Any]:
    """The JSON Schema of the record of ``form``."""
    titles = {lang: wording_of(form, lang)["title"] for lang in LANGUAGES}
    body = _record(form, form, "", limits_of(form))
    names = [form.CODE, form.SLUG] if form.CODE else [form.SLUG]
    names += [full_code(form.CODE, lang) for lang in LANGUAGES] if form.CODE else []
    body["properties"] = {
        "form": {"enum": names},
        "lang": {"enum": list(LANGUAGES)},
        **body["properties"],
    }
    body["required"] = ["form", *body.get("required", [])]
    return {
        "$schema": DIALECT,
        "$id": f"https://atu.edu.kz/schemas/atuforms/{form.SLUG}.schema.json",
        "title": titles["en"],
        "x-title": titles,
        **body,
    }


def _record(form: type[Form], record: type[Model], path: str, limits: Limits) -> dict[str, Any]:
    fields = describe(record)
    body: dict[str, object] = {
        "type": "object",
        "properties": {
            field.name: _field(form, field, f"{path}.{field.name}".strip("."), limits)
            for field in fields
        },
        "additionalProperties": False,
    }
    required = required_names(form, record, path, limits)
    if required:
        body["required"] = required
    return body


def required_names(form: type[Form], record: type[Model], path: str, limits: Limits) -> list[str]:
    """The fields that a record at ``path`` must have; what settings or register give is not."""
    given = {*form.FROM_SETTINGS, *form.FROM_REGISTER} if not path else set()
    fields = describe(record)
    required = {field.name for field in fields if field.required and field.name not in given}
    required.update(limits.get(path, {}).get("required", ()))
    return [field.name for field in fields if field.name in required]


def _field(form: type[Form], field: Field, path: str, limits: Limits) -> dict[str, object]:
    own = limits.get(path, {})
    value = _value(form, field, path, limits)
    if field.many:
        counts = {"minItems": 1} if field.required else {}
        counts |= {word: count for word, count in own.items() if word in OF_LISTS}
        items = {"type": "array", "items": value, **counts}
        single = field.single and counts.get("minItems", 0) <= 1
        value = {"anyOf": [items, value]} if single else items
    if path in form.COUNTED:
        value = {"anyOf": [value, {"type": "integer", "minimum": 0}]}
    titles = {lang: label(form, path, lang).rpartition(" › ")[2] for lang in LANGUAGES}
    described = {"title": titles["en"], "x-title": titles}
    descriptions = {lang: _description(form, field, path, lang) for lang in LANGUAGES}
    if descriptions["en"]:
        described |= {"description": descriptions["en"], "x-description": descriptions}
    return {**described, **value}


def _value(form: type[Form], field: Field, path: str, limits: Limits) -> dict[str, object]:
    own = limits.get(path, {})
    if field.record is not None:
        value = _record(form, field.record, path, limits)
        short = getattr(field.record, "SHORT_FORM", "")
        # A record may be written as its name alone only where nothing else in it is required.
        if not short or set(value["required"]) - {short}:
            return value
        return {"anyOf": [{"type": "string", "pattern": _NOT_BLANK}, value]}
    if field.choices:
        return _choice(field)
    own = {word: limit for word, limit in own.items() if word not in OF_LISTS}
    if field.kind in VALUES and field.kind != "name":
        blank = {"pattern": _NOT_BLANK} if field.required and field.kind in _FILES else {}
        return {**VALUES[field.kind], **blank, **own}
    blank = {"pattern": _NOT_BLANK} if field.required else {}
    text: dict[str, object] = {"type": ["string", "number"], **blank, **own}
    return {
        "anyOf": [
            text,
            {
                "type": "object",
                "properties": {lang: {"type": "string", **own} for lang in LANGUAGES},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    }


def _choice(field: Field) -> dict[str, object]:
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


def _words(field: Field, lang: Language) -> list[str]:
    return list(choice_words(field.choices, lang).values())


def _description(form: type[Form], field: Field, path: str, lang: Language) -> str:
    """How the value is written, and what the regulations say of it."""
    parts = [translate(HINTS[field.kind].one, lang)] if field.kind in HINTS else []
    for rule in rules_on(form, path):
        sentence = " ".join(rule.sentence.split())
        parts.append(f"{sentence} ({clause_text(rule.clause, lang)})")
    return "; ".join(dict.fromkeys(parts))


def rules_on(form: type[Form], path: str) -> Iterator[Rule]:
    """The rules that speak first of the value at ``path``."""
    for rule in form.RULES:
        if rule.reads and rule.reads[0] and names_of(rule.each, rule.reads[0]) == path:
            yield rule


def limits_of(form: type[Form]) -> Limits:
    """What the rules declare for JSON Schema, the strictest of several; the spans of numbers."""
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for path, field in walk(form):
        if field.span:
            lowest, highest = field.span
            found[names_of(path)]["minimum"] = lowest
            if highest is not None:
                found[names_of(path)]["maximum"] = highest
    for rule in form.RULES:
        for key, limit in rule.limits.items():
            for path, word in _limited(form, rule, key):
                known = found[path].get(word, limit)
                strictest = min if word.startswith("max") else max
                found[path][word] = (
                    [*known, *limit] if isinstance(limit, list) else strictest(known, limit)
                )
    return found


def _limited(form: type[Form], rule: Rule, key: str) -> Iterator[tuple[str, str]]:
    """The paths that a key of a rule's limits concerns, and its keyword."""
    below, _dot, word = key.rpartition(".")
    if not below:
        yield names_of(rule.each, rule.reads[0]), word
    elif below.endswith(".*"):
        path = names_of(rule.each, below)
        field = find_field(form, path)
        for each in describe(field.record) if field and field.record else ():
            yield f"{path}.{each.name}", word
    else:
        yield names_of(rule.each, below), word
