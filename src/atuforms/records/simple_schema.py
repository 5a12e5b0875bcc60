"""A plain JSON Schema for form generators: one language, and one way to write each value.

JSON Schema 2020-12, of the keywords that generators draw forms from: a text is a string, a closed
choice an ``enum`` of its words, ``form`` and ``lang`` are constants. A record that such a form
yields is loaded like any other. :mod:`atuforms.records.schema` has the whole: every language, and
every way to write a value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atuforms.core.files.resources import examples_folder
from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import clause_text, label
from atuforms.core.language.languages import Language
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import choice_words, common, wording_of
from atuforms.fields.describe import Field, describe
from atuforms.fields.kinds import FieldKind
from atuforms.fields.model import Model
from atuforms.forms.base import Form
from atuforms.records.field_hints import HINTS, bounds_text
from atuforms.records.schema import (
    DIALECT,
    OF_LISTS,
    VALUES,
    Limits,
    limits_of,
    required_names,
    rules_on,
)
from atuforms.records.source import read_source

_BESIDE = r"^(?![A-Za-z]:)(?![\\/])(?!(.*[\\/])?\.\.([\\/]|$))"
_CLOCK = r"^(\d{1,3}:[0-5]?\d:[0-5]\d|\d{1,3}:[0-5]\d|\d+([.,]\d+)?)$"

_VALUES: Mapping[FieldKind, Mapping[str, object]] = {
    "long_text": {"type": "string", "format": "textarea"},
    "markdown": {"type": "string", "format": "textarea", "contentMediaType": "text/markdown"},
    "url": VALUES["url"],
    "email": VALUES["email"],
    "date": VALUES["date"],
    "file": {"type": "string", "pattern": _BESIDE},
    "image": {"type": "string", "pattern": _BESIDE},
    "duration": {"type": "string", "pattern": _CLOCK},
    "whole": VALUES["whole"],
    "number": VALUES["number"],
    "flag": {"type": "boolean"},
}
_TEXT: Mapping[str, object] = {"type": "string"}


def simple_schema(form: type[Form], lang: Language) -> dict[str, Any]:
    """The JSON Schema of a record of ``form`` whose texts are all in ``lang``.

    Titles and descriptions are in ``lang``; the description says how the value is written, its
    limits, and the clauses that speak of it. ``x-kind`` is the kind of the value, one of
    :data:`atuforms.fields.kinds.FieldKind`. Examples are those of the form's example record.
    """
    example = _example(form, lang)
    titles = common(lang)["labels"]
    constants = {"form": form.name(), "lang": lang}
    wording = wording_of(form, lang)
    drawing = _Drawing(form, lang, limits_of(form), wording.get("presets", {}))
    body = drawing.record(form, "", [] if example is None else [example])
    body["properties"] = {
        **{name: _constant(titles[name], value) for name, value in constants.items()},
        **body["properties"],
    }
    body["required"] = [*constants, *body.get("required", ())]
    return {
        "$schema": DIALECT,
        "$id": f"https://atu.edu.kz/schemas/atuforms/{form.SLUG}.{lang}.schema.json",
        "title": wording["title"],
        **({"description": full_code(form.CODE, lang)} if form.CODE else {}),
        **body,
        **({} if example is None else {"examples": [{**constants, **example}]}),
    }


def simple_record(form: Form, lang: Language) -> dict[str, Any]:
    """The record of ``form`` as its simple schema in ``lang`` has it; JSON can hold it.

    Of a text in several languages there is the one in ``lang``, and nothing where it is missing.
    """
    values = _in_language(type(form), form.record(), lang)
    return {"form": form.name(), "lang": lang, **values}


def _constant(title: str, value: str) -> dict[str, object]:
    return {"title": title, "type": "string", "const": value, "default": value, "readOnly": True}


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a schema is drawn from; ``examples`` are the values at a path, as far as there are."""

    form: type[Form]
    lang: Language
    limits: Limits
    presets: Mapping[str, Sequence[str]]
    """The lists that the form prints where a record gives none."""

    def record(
        self, model: type[Model], path: str, examples: Sequence[Mapping[str, object]]
    ) -> dict[str, Any]:
        properties = {
            field.name: self.field(
                field,
                f"{path}.{field.name}".strip("."),
                [each[field.name] for each in examples if field.name in each],
            )
            for field in describe(model)
        }
        body = {"type": "object", "properties": properties, "additionalProperties": False}
        required = required_names(self.form, model, path, self.limits)
        return {**body, "required": required} if required else body

    def field(self, field: Field, path: str, examples: Sequence[Any]) -> dict[str, object]:
        title = label(self.form, path, self.lang).rpartition(" › ")[2]
        description = self.description(field, path)
        head = {"title": title, **({"description": description} if description else {})}
        if not field.many:
            return {**head, **self.value(field, path, examples)}
        counts = {"minItems": 1} if field.required else {}
        counts |= {word: n for word, n in self.limits.get(path, {}).items() if word in OF_LISTS}
        # A closed list of which several may be chosen; generators draw boxes to tick.
        unique = {"uniqueItems": True} if field.choices else {}
        items = self.value(field, path, [item for each in examples for item in each])
        preset = self.presets.get(path)
        default = {"default": list(preset)} if preset else {}
        return {**head, "type": "array", "items": items, **counts, **unique, **default}

    def value(self, field: Field, path: str, examples: Sequence[Any]) -> dict[str, object]:
        if field.record is not None:
            return self.record(field.record, path, examples)
        own = {w: n for w, n in self.limits.get(path, {}).items() if w not in OF_LISTS}
        value = {**self.shape(field), **own}
        if field.required and value == {**_TEXT, **own}:
            value.setdefault("minLength", 1)
        shown = {"examples": [examples[0]]} if examples else {}
        return {**value, "x-kind": field.kind, **shown}

    def shape(self, field: Field) -> Mapping[str, object]:
        if field.choices:
            return {**_TEXT, "enum": list(choice_words(field.choices, self.lang).values())}
        if field.kind == "presence":
            words = "|".join(choice_words("flag", self.lang).values())
            return {**_TEXT, "pattern": f"^(https?://[^\\s/]+\\S*|{words})$"}
        return _VALUES.get(field.kind, _TEXT)

    def description(self, field: Field, path: str) -> str:
        """How a value is written, its limits, and where the regulations speak of it."""
        hint = [translate(HINTS[field.kind].one, self.lang)] if field.kind in HINTS else []
        bounds = bounds_text(self.limits.get(path, {}), self.lang)
        said = "; ".join([*hint, *bounds])
        clauses = {clause_text(rule.clause, self.lang): None for rule in rules_on(self.form, path)}
        named = "; ".join(clauses)
        return f"{said} ({named})" if said and named else said or named


def _example(form: type[Form], lang: Language) -> dict[str, object] | None:
    """The values of the form's example in ``lang``; None where it has no example."""
    path = examples_folder() / f"{form.SLUG}.yaml"
    if not path.is_file():
        return None
    values = dict(read_source(path).values)
    del values["form"]
    return _in_language(form, form.model_validate(values).record(), lang)


def _in_language(
    model: type[Model], values: Mapping[str, object], lang: Language
) -> dict[str, object]:
    found = {}
    for field in describe(model):
        if field.name in values:
            value = _simple(field, values[field.name], lang)
            if value is not None:
                found[field.name] = value
    return found


def _simple(field: Field, value: Any, lang: Language) -> object:
    """A value of a record in one language; None where it has none in it."""
    if isinstance(value, list):
        return [each for item in value if (each := _simple(field, item, lang)) is not None]
    if field.record is not None:
        return _in_language(field.record, value, lang)
    if isinstance(value, Mapping):
        return value.get(lang) or (None if field.has_language else next(iter(value.values()), None))
    if field.choices:
        return choice_words(field.choices, lang)[value]
    if field.kind == "presence" and isinstance(value, bool):
        return choice_words("flag", lang)[str(value).lower()]
    return value
