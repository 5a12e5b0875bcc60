"""What an editor has to know of a form: its plain schema, and its own words in a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from atuforms.core.language.choice import language
from atuforms.core.language.codes import full_code
from atuforms.core.language.dates import long_pattern, month_names
from atuforms.core.language.labels import clause_text
from atuforms.core.language.languages import Language
from atuforms.core.language.translation import fill, translate
from atuforms.core.language.wording import choice_words, common, wording_of
from atuforms.core.settings import find_settings
from atuforms.editing.words import FORMATS, NONE, words_in
from atuforms.fields.describe import Field
from atuforms.fields.describe import describe as fields_of
from atuforms.fields.model import Model
from atuforms.fields.people import Person
from atuforms.forms.all_forms import form_class
from atuforms.forms.base import Form
from atuforms.records.field_hints import HINTS
from atuforms.records.schema import rules_on
from atuforms.records.simple_schema import simple_schema

_CONSTANTS: Final = ("form", "lang")
_NATIVE: Final = frozenset(
    {"date", "email", "file", "flag", "image", "number", "whole", "markdown"}
)
"""Kinds whose control shows by itself how a value is written."""


def describe(form: str, lang: str) -> dict[str, Any]:
    """Everything an editor draws a form from; JSON can hold it.

    ``schema`` is the plain schema of the form, of which each field says besides its ``x-kind``:
    ``x-languages``, whether its text may stand in several languages; ``x-options``, the keys and
    words of a choice; ``x-clauses``, the clauses that ask for it; ``x-given``, that the settings
    give it where the record does not; ``x-person``, that it is a person; ``x-hint``, its
    description without what a control shows by itself.

    ``bank`` is the list of questions, of a form whose questions may come from a test bank.

    :raises UnknownForm: if there is no such form.
    :raises UnknownLanguage: if there is no such language.
    """
    cls = form_class(form)
    spoken = language(lang)
    schema = simple_schema(cls, spoken)
    for name in _CONSTANTS:
        del schema["properties"][name]
    # What neither the record nor the settings give is missing: no register gives a number here.
    wanted = {*schema["required"], *cls.FROM_REGISTER, *cls.FROM_SETTINGS}
    wanted -= {*_CONSTANTS, *(n for n, of in cls.FROM_SETTINGS.items() if of in _settings())}
    schema["required"] = [each for each in schema["properties"] if each in wanted]
    schema.pop("examples", None)
    _extend(cls, cls, schema, "", spoken)
    return {
        "form": cls.name(),
        "code": full_code(cls.CODE, spoken) if cls.CODE else "",
        "title": wording_of(cls, spoken)["title"],
        "lang": spoken,
        "schema": schema,
        "bank": "questions" if "aiken" in cls.FORMATS else "",
        "formats": [{"to": to, "title": fill(FORMATS[to], spoken, {})} for to in cls.FORMATS],
        "dates": {
            "long": long_pattern(spoken),
            "months": common(spoken)["dates"]["months"],
            "names": month_names(),
        },
        "words": words_in(spoken),
        "empty": {"form": cls.name(), "lang": spoken},
    }


def _extend(
    form: type[Form], model: type[Model], schema: dict[str, Any], path: str, lang: Language
) -> None:
    """Say more of every field of a record than its plain schema does."""
    for field in fields_of(model):
        here = f"{path}.{field.name}".strip(".")
        value = schema["properties"][field.name]
        value.update(_facts(form, field, here, value.get("description", ""), lang))
        inner = value["items"] if field.many else value
        if field.record is not None:
            inner["x-kind"] = "record"
            if issubclass(field.record, Person):
                inner["x-person"] = True
            _extend(form, field.record, inner, here, lang)
            continue
        if field.has_language:
            inner["x-languages"] = True
        if inner.get("examples") == ["none"]:
            inner["examples"] = [fill(NONE, lang, {})]
        if field.choices:
            words = choice_words(field.choices, lang)
            inner["enum"] = list(field.options or words)
            inner["x-options"] = [
                {"key": key, "title": words.get(key, key)} for key in inner["enum"]
            ]
        elif field.kind in _NATIVE:
            inner.pop("pattern", None)


def _facts(
    form: type[Form], field: Field, path: str, described: str, lang: Language
) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    clauses = dict.fromkeys(clause_text(rule.clause, lang) for rule in rules_on(form, path))
    if clauses:
        found["x-clauses"] = list(clauses)
    if hint := _hint(field, described, lang):
        found["x-hint"] = hint
    if form.FROM_SETTINGS.get(path) in _settings():
        found["x-given"] = True
    return found


def _hint(field: Field, described: str, lang: Language) -> str:
    """The description of a field, without what its control shows by itself."""
    if field.kind in _NATIVE and field.kind in HINTS:
        described = described.removeprefix(translate(HINTS[field.kind].one, lang))
    hint = described.strip(" ;")
    return hint[1:-1] if hint.startswith("(") else hint


def _settings() -> Mapping[str, object]:
    return find_settings().defaults
