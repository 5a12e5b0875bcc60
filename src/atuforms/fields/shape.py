"""From what Pydantic says about the shape of a record to findings, and to a partial record.

Pydantic decides whether values have the right shape. Where they have not, the rules must still
see the rest, so that all mistakes are told at once: :func:`partial` makes a record in which
every value that is missing or cannot be read is :data:`.not_given.NOT_GIVEN`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, SchemaValidator, core_schema

from atuforms.core.findings import Finding
from atuforms.core.language.messages import (
    MANY_MORE,
    MISSING,
    NOT_A_LIST,
    NOT_A_MAPPING,
    UNKNOWN_KEY,
    UNKNOWN_KEY_NEAR,
    WRONG_TYPE,
)
from atuforms.core.safe_text import shown
from atuforms.fields.describe import describe, find_field
from atuforms.fields.model import AnyModel, Model
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.fields.problems import problem_finding

_ROUNDS = 20
_MOST = 100
"""Findings of a kind that are told one by one."""


def shape_findings(model: type[Model], error: ValidationError, raw: object) -> list[Finding]:
    """The findings that the shape of the record ``raw`` gives, each with its dotted path."""
    return _findings(model, error.errors(include_url=False), raw)


def _findings(model: type[Model], errors: Sequence[Any], raw: object) -> list[Finding]:
    """The findings of ``errors``; of very many of a kind the first, and how many more there are."""
    findings: list[Finding] = []
    counts: dict[tuple[Any, ...], int] = {}
    more: dict[tuple[Any, ...], Finding] = {}
    for each in errors:
        loc = each["loc"][:-1] if each["type"] == "extra_forbidden" else each["loc"]
        kind = (each["type"], *("*" if isinstance(part, int) else part for part in loc))
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _MOST:
            findings.append(_finding(model, each, _path(each["loc"], raw)))
        elif kind not in more:
            more[kind] = _finding(model, each, _path(each["loc"], raw))
    for kind, finding in more.items():
        further = {"count": counts[kind] - _MOST}
        findings.append(Finding(finding.rule, finding.path, MANY_MORE, details=further))
    return findings


def partial(model: type[AnyModel], raw: Mapping[str, object]) -> tuple[AnyModel, list[Finding]]:
    """A record from ``raw`` as far as it can be read, and what was wrong.

    Values that are missing or cannot be read are ``NOT_GIVEN``; ``raw`` is not changed.
    """
    data: object = dict(raw)
    findings: list[Finding] = []
    # Each round takes out all that is wrong; then more may be found, which that had hidden.
    for _ in range(_ROUNDS):
        try:
            record: AnyModel = _lenient_validator(model).validate_python(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            findings += _findings(model, errors, data)
            data = _with_holes(data, errors)
        else:
            return record, findings
    raise AssertionError(f"{model.__name__} refuses its own holes")


@functools.cache
def _lenient_validator(model: type[Model]) -> SchemaValidator:
    model.model_rebuild()
    return SchemaValidator(_lenient(model.__pydantic_core_schema__))


def _lenient(schema: object) -> Any:
    """The core schema, in which every field and list item may also be NOT_GIVEN."""
    if isinstance(schema, list):
        return [_lenient(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    loose: dict[str, Any] = {
        key: _lenient(value) if key != "metadata" else value for key, value in schema.items()
    }
    if loose.get("type") == "model-fields":
        loose["extra_behavior"] = "forbid"
    if loose.get("type") == "model":
        return _constructed(loose["cls"], loose["schema"], loose.get("ref"))
    if loose.get("type") == "model-field":
        inner = loose["schema"]
        # A default stays outermost, or its field would count as missing.
        if inner["type"] == "default":
            inner["schema"] = _or_hole(inner["schema"])
        else:
            loose["schema"] = _or_hole(inner)
    if loose.get("type") == "tuple":
        loose["items_schema"] = [_or_hole(each) for each in loose["items_schema"]]
    return loose


def _constructed(
    cls: type[Model], fields: core_schema.CoreSchema, ref: str | None
) -> core_schema.CoreSchema:
    """A record built from its validated fields, without the class's own, strict validator."""

    def construct(value: object, handler: Any) -> Any:
        if isinstance(value, cls):
            return value
        values, _extra, given = handler(value)
        return cls.model_construct(given, **values)

    return core_schema.no_info_wrap_validator_function(construct, fields, ref=ref)


def _or_hole(schema: core_schema.CoreSchema) -> core_schema.CoreSchema:
    return core_schema.no_info_wrap_validator_function(
        lambda value, handler: value if value is NOT_GIVEN else handler(value), schema
    )


_REMOVE = object()


def _with_holes(data: Any, errors: Sequence[Any]) -> Any:
    """``data`` with a hole for each value that is wrong, and without keys that there are not."""
    holes: dict[Any, Any] = {}
    for each in errors:
        here = holes
        for part in each["loc"][:-1]:
            inner = here.setdefault(part, {})
            if not isinstance(inner, dict):
                break
            here = inner
        else:
            last = each["loc"][-1] if each["loc"] else None
            if each["type"] == "extra_forbidden":
                here.setdefault(last, _REMOVE)
            else:
                here[last] = NOT_GIVEN
    return _punched(data, holes)


def _punched(data: Any, holes: Any) -> Any:
    if holes is NOT_GIVEN or None in holes:
        return NOT_GIVEN
    if isinstance(data, dict) and all(isinstance(part, str) for part in holes):
        found = dict(data)
        for part, inner in holes.items():
            if inner is _REMOVE:
                found.pop(part, None)
            else:
                found[part] = _punched(found.get(part), inner)
        return found
    if isinstance(data, list | tuple) and all(isinstance(part, int) for part in holes):
        items = list(data)
        for part, inner in holes.items():
            items[part] = NOT_GIVEN if inner is _REMOVE else _punched(items[part], inner)
        return items
    # The error lies inside a value that a validator unfolded: a person given as a name, one
    # item given instead of a list.
    return NOT_GIVEN


def _path(loc: tuple[int | str, ...], raw: object) -> str:
    """The dotted path of a value, without the number of one that was given instead of a list."""
    parts = []
    value = raw
    for part in loc:
        if isinstance(part, str):
            value = value.get(part) if isinstance(value, Mapping) else None
        elif isinstance(value, list | tuple):
            value = value[part]
        else:
            continue
        parts.append(str(part))
    return ".".join(parts)


def _finding(model: type[Model], error: ErrorDetails, path: str) -> Finding:
    kind = error["type"]
    if kind == "atuforms":
        return problem_finding(error["ctx"], path)
    if kind == "missing":
        return Finding("missing", path, MISSING)
    if kind == "extra_forbidden":
        return _unknown_key(model, path)
    if kind in ("tuple_type", "list_type"):
        return Finding("wrong-type", path, NOT_A_LIST, actual=_short(error["input"]))
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        field = find_field(model, path)
        keys = ", ".join(
            each.name for each in describe(field.record if field and field.record else model)
        )
        return Finding("wrong-type", path, NOT_A_MAPPING, limit=keys, actual=_short(error["input"]))
    return Finding(
        "wrong-type",
        path,
        WRONG_TYPE,
        actual=_short(error["input"]),
        details={"reason": error["msg"]},
    )


def _unknown_key(model: type[Model], path: str) -> Finding:
    parent, _, key = path.rpartition(".")
    owner: type[Model] = model
    if parent:
        field = find_field(model, parent)
        owner = field.record if field and field.record else model
    known = [field.name for field in describe(owner)]
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    if near:
        return Finding("unknown-key", path, UNKNOWN_KEY_NEAR, limit=near[0], actual=key)
    return Finding("unknown-key", path, UNKNOWN_KEY, limit=", ".join(known), actual=key)


def _short(value: object) -> str:
    return shown(value, 60)
