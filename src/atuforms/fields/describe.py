"""What a record type consists of, for everything that walks over fields.

The view, the schemas, the commented record, the Word controls and the sheets all read
:func:`describe`; none looks at annotations itself.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from atuforms.core.dotted_paths import is_number
from atuforms.fields.kinds import FieldKind, Marker
from atuforms.fields.lists import ONE_OR_MANY
from atuforms.fields.model import Model

_NOT_PRINTED = frozenset({"lang"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type.

    ``many`` tells a list; ``record`` is the type of its values where the kind is ``record``;
    ``options`` are the keys of a closed choice, in official order.
    """

    name: str
    kind: FieldKind
    required: bool
    many: bool
    record: type[Model] | None
    choices: str
    options: tuple[str, ...]
    has_language: bool
    single: bool = False
    """Whether a list may be written as its only item."""
    span: tuple[int, int | None] | None = None
    """The lowest and the highest number that is read, where not every number is."""


@functools.cache
def describe(model: type[Model]) -> tuple[Field, ...]:
    """The fields of ``model``, in the order of its definition."""
    return tuple(
        _field(name, info) for name, info in model.model_fields.items() if name not in _NOT_PRINTED
    )


def find_field(model: type[Model], path: str) -> Field | None:
    """The field that a dotted path ends in (``modules.2.title``); language endings are passed."""
    found: Field | None = None
    current: type[Model] | None = model
    for part in path.split("."):
        if is_number(part):
            continue
        if current is None:
            return found
        field = next((each for each in describe(current) if each.name == part), None)
        if field is None:
            return None
        found, current = field, field.record
    return found


def walk(model: type[Model], path: str = "") -> Iterator[tuple[str, Field]]:
    """Every field below ``model``, depth first, with its path; lists add ``*``."""
    for field in describe(model):
        here = f"{path}.{field.name}".strip(".")
        yield here, field
        if field.record is not None:
            yield from walk(field.record, f"{here}.*" if field.many else here)


@functools.cache
def may_hold(model: type[Model], kind: FieldKind) -> bool:
    """Whether a record of this type can have a value of this kind, at any depth."""
    return any(field.kind == kind for _, field in walk(model))


def _field(name: str, info: FieldInfo) -> Field:
    kind, many, record, choices, options, has_language = _unwrap(info.annotation, info.metadata)
    # What a record calls it; Python keeps some words, as «from», for itself.
    return Field(
        info.alias or name,
        kind,
        info.is_required(),
        many,
        record,
        choices,
        options,
        has_language,
        single=any(each is ONE_OR_MANY for each in info.metadata) or _is_single(info.annotation),
        span=_span(info.annotation, info.metadata),
    )


def _span(annotation: object, metadata: Iterable[object]) -> tuple[int, int | None] | None:
    """The span of the marker of an annotation, or of one of a union."""
    markers = (*metadata, *getattr(annotation, "__metadata__", ()))
    found = (each.span for each in markers if isinstance(each, Marker) and each.span)
    inner = (_span(each, ()) for each in get_args(annotation))
    return next(found, None) or next(filter(None, inner), None)


def _is_single(annotation: object) -> bool:
    """Whether an annotation, or one of a union, marks a list that may be its only item."""
    metadata = getattr(annotation, "__metadata__", ())
    return any(each is ONE_OR_MANY for each in metadata) or any(
        _is_single(each)
        for each in get_args(annotation)
        if get_origin(annotation) in (Union, types.UnionType)
    )


def _unwrap(
    annotation: Any, metadata: list[object]
) -> tuple[FieldKind, bool, type[Model] | None, str, tuple[str, ...], bool]:
    marker = next((each for each in reversed(metadata) if isinstance(each, Marker)), None)
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _unwrap(inner, [*metadata, *more])
    if origin in (Union, types.UnionType):
        (inner,) = (each for each in get_args(annotation) if each is not type(None))
        return _unwrap(inner, metadata)
    if origin is tuple:
        kind, _, record, choices, options, has_language = _unwrap(get_args(annotation)[0], metadata)
        return kind, True, record, choices, options, has_language
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return "record", False, annotation, "", (), False
    options = tuple(map(str, get_args(annotation))) if origin is Literal else ()
    kind = marker.kind if marker else annotation.KIND
    has_language = bool(getattr(annotation, "HAS_LANGUAGE", False))
    return kind, False, None, marker.choices if marker else "", options, has_language
