"""Names of fields in the rules and tables of a form: one that is misspelt is refused at once.

Otherwise a rule that reads a field which does not exist would never be checked, a table that names
one would have no effect, and nobody would notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from atuforms.core.exceptions import InvalidForm
from atuforms.fields.describe import Field, describe
from atuforms.fields.model import Model
from atuforms.forms.rules import Rule

KEYWORDS = (
    *("minLength", "maxLength", "pattern"),
    *("minItems", "maxItems", "minimum", "maximum", "required"),
)
"""What a rule may declare for JSON Schema."""


@dataclass(frozen=True, slots=True)
class _Value:
    """What a path has come to: a record with fields of its own, a list, or a plain value."""

    record: type[Model] | None
    many: bool = False
    unknown: bool = False
    """Whether it is the value of a property, whose type its class does not say."""


def check_rule(form: type[Model], rule: Rule) -> None:
    """Refuse a rule that names what records of ``form`` do not have.

    :raises InvalidForm: naming the form, the rule, and the nearest name that there is.
    """
    where = f"{form.__name__}, {rule.id}"
    item = _follow(_Value(form), rule.each, f"{where}, each", read=True)
    values = [_follow(item, name, f"{where}, reads", read=True) for name in rule.reads]
    for key, limit in rule.limits.items():
        below, _dot, keyword = key.rpartition(".")
        _known(keyword, KEYWORDS, f"{where}, limits")
        value = _follow(item, below.removesuffix(".*"), f"{where}, limits") if below else values[0]
        for name in limit if isinstance(limit, list) else ():
            _follow(value, name, f"{where}, limits")


def check_tables(form: type[Model], tables: Mapping[str, Iterable[str]]) -> None:
    """Refuse a form whose tables name fields that it does not have.

    :param tables: by the name of each table, the dotted paths that stand in it.
    :raises InvalidForm: naming the form, the table, and the nearest name that there is.
    """
    for table, paths in tables.items():
        for path in paths:
            _follow(_Value(form), path, f"{form.__name__}, {table}")


def check_names(form: type[Model], table: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a form whose ``table`` names a setting or a fact that is not ``known``.

    :raises InvalidForm: naming the form, the table, and the nearest name that there is.
    """
    for name in names:
        _known(name, known, f"{form.__name__}, {table}")


def _follow(value: _Value, path: str, where: str, *, read: bool = False) -> _Value:
    """What a dotted path ends in.

    :param read: whether it is followed in Python, by names of attributes and with ``*`` for the
        items of a list; else it has the names of a record, and passes over the items.
    """
    for part in path.split(".") if path else ():
        if value.unknown:
            break
        if part == "*" and value.many:
            value = _Value(value.record)
            continue
        fields = {} if read and value.many else _fields(value.record, read=read)
        if value.record and isinstance(getattr(value.record, part, None), property):
            value = _Value(None, unknown=True)
            continue
        _known(part, ["*"] if read and value.many else fields, where)
        value = _Value(fields[part].record, fields[part].many)
    return value


def _fields(record: type[Model] | None, *, read: bool) -> Mapping[str, Field]:
    """The fields of a record, by the names of its attributes or by those in a file."""
    if record is None:
        return {}
    attributes = {info.alias or name: name for name, info in record.model_fields.items()}
    return {attributes[each.name] if read else each.name: each for each in describe(record)}


def _known(name: str, known: Iterable[str], where: str) -> None:
    if name not in known:
        _refuse(name, known, where)


def _refuse(name: str, known: Iterable[str], where: str) -> NoReturn:
    near = get_close_matches(name, known, n=1, cutoff=0.0)
    if near:
        raise InvalidForm(
            "{where}: there is no “{name}”. The nearest is “{near}”.",
            where=where,
            name=name,
            near=near[0],
        )
    raise InvalidForm(
        "{where}: there is no “{name}”, since nothing has a name below a plain value.",
        where=where,
        name=name,
    )
