"""Writes ``src/atuforms/__init__.pyi``, from which type checkers and editors know the forms.

At run time a public name is found when it is first used, and the keywords of a form take whatever
a person may write. The source shows neither, so this file says it: every name, and every form with
its keywords, what they may be, what they are once read, and what the paper calls them. Run it
after a change to a form, to a label or to the public names, and commit what it writes::

    python tools/build_stubs.py
"""

from __future__ import annotations

import ast
import datetime
import functools
import inspect
import json
import subprocess
import sys
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import atuforms
from atuforms.core.language import languages
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.wording import choice_words
from atuforms.fields import inputs
from atuforms.fields.describe import Field, describe, walk
from atuforms.fields.kinds import FieldKind
from atuforms.fields.model import Model
from atuforms.fields.record import Record
from atuforms.fields.texts import Name
from atuforms.forms.all_forms import own_forms
from atuforms.forms.base import Form
from atuforms.records.field_hints import HINTS

STUB: Final = Path(atuforms.__file__).with_suffix(".pyi")

INPUTS: Final[dict[FieldKind, str]] = {
    "text": "TextInput",
    "long_text": "TextInput",
    "markdown": "TextInput",
    "name": "NameInput",
    "presence": "PresenceInput",
    "date": "DateInput",
    "duration": "DurationInput",
    "whole": "WholeInput",
    "number": "NumberInput",
    "flag": "FlagInput",
}
"""What a person may write for a value of each kind, where it is not just a ``str``."""

HEAD: Final = '''\
"""Official forms of Almaty Technological University: filled, checked, printed and read back.

Written by tools/build_stubs.py; do not edit by hand.
"""

# A form narrows what its source declares: to the classes below, and to values that do not change.
# mypy: disable-error-code="assignment, misc, override"
import datetime
from decimal import Decimal
from typing import Final, Literal, Self, TypeAlias
'''


def stub() -> str:
    """The text of the stub file, in the format of the project."""
    lines = [
        *_imports(),
        f"__all__ = {json.dumps(atuforms.__all__)}",
        "__version__: Final[str]",
        *(f"{name}: Final[{type(value).__name__}]" for name, value in _constants()),
        *_choices(),
        *(line for record in _shared() for line in _class(record, *_first_use(record))),
        *(line for form in own_forms() for line in _class(form, form, "")),
    ]
    return _in_format(HEAD + "\n".join(lines) + "\n")


def _first_use(record: type[Model]) -> tuple[type[Form], str]:
    """The first form that has this type of record, and the path there."""
    return next(
        (form, path.replace(".*", ""))
        for form in own_forms()
        for path, field in walk(form)
        if field.record is record
    )


def _in_format(text: str) -> str:
    for command in (["check", "--select", "I,RUF022", "--fix"], ["format"]):
        text = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--quiet", "--stdin-filename", STUB, "-"],
            input=text,
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
    return text


# Names


def _imports() -> Iterator[str]:
    """Where names come from; ``as`` makes one public here too."""
    for name in atuforms.__all__:
        value = getattr(atuforms, name)
        if isinstance(value, type | types.FunctionType) and value not in _shared():
            yield f"from {value.__module__} import {name} as {name}"
    for _, value in _constants():
        yield f"from {type(value).__module__} import {type(value).__name__}"
    for name in sorted({*INPUTS.values(), "ListOf", "RecordInput"}):
        yield f"from {inputs.__name__} import {name}"
    yield f"from {Name.__module__} import {Name.__name__}"
    yield f"from {languages.__name__} import Language"
    for owner in (*_shared(), *own_forms()):
        yield f"from {owner.__module__} import {owner.__name__} as _{owner.__name__}"
        for record in _own_records(owner):
            name = record.__name__
            yield f"from {owner.__module__} import {name} as _{owner.__name__}_{name}"


def _constants() -> list[tuple[str, object]]:
    """Public values that are neither a class nor a function."""
    values = [(name, getattr(atuforms, name)) for name in atuforms.__all__]
    known = str | type | types.FunctionType
    return [(name, value) for name, value in values if not isinstance(value, known)]


@functools.cache
def _shared() -> tuple[type[Model], ...]:
    """Types of record that are public names, since several forms have them."""
    values = [getattr(atuforms, name) for name in atuforms.__all__]
    return tuple(
        value
        for value in values
        if isinstance(value, type) and issubclass(value, Record) and value is not Form
    )


def _own_records(owner: type[Model]) -> list[type[Model]]:
    """Types of record that only this form has; they are its attributes."""
    found = dict.fromkeys(field.record for _, field in walk(owner))
    return [each for each in found if each and each.__module__ == owner.__module__]


def _choices() -> Iterator[str]:
    """What may be written for each closed choice: its keys, and its words in every language."""
    fields = {field.choices: field for form in own_forms() for _, field in walk(form)}
    for choices, field in sorted(fields.items()):
        if choices:
            words = [word for lang in LANGUAGES for word in choice_words(choices, lang).values()]
            yield f"{_choice_name(choices)}: TypeAlias = {_literal((*field.options, *words))}"


def _choice_name(choices: str) -> str:
    return "_" + choices.title().replace("_", "") + "Input"


# Classes


@dataclass(frozen=True, slots=True)
class Value:
    """One field as the stub shows it."""

    name: str
    written: str
    read: str
    required: bool
    about: str

    @property
    def keyword(self) -> str:
        return f"{self.name}: {self.written}" + ("" if self.required else " = None")

    @property
    def change(self) -> str:
        return f"{self.name}: {self.written} = ..."


def _class(record: type[Model], form: type[Form], path: str, owner: str = "") -> Iterator[str]:
    """A class with its keywords; ``path`` is where ``form`` has such a record."""
    inside: list[str] = []
    if not owner:
        for each in _own_records(record):
            place = next(path for path, field in walk(record) if field.record is each)
            inside += _class(each, form, place.replace(".*", ""), f"{record.__name__}_")
    values = [*_values(record, form, path)]
    more = ["form: str = ...", "lang: Language | None = None"] if record is form else []
    again = ["lang: Language | None = ..."] if record is form else []
    inside += [
        f"def __init__(self, *, {', '.join([*(v.keyword for v in values), *more])}) -> None:",
        *_indented(_docstring(_keywords(record, values))),
        f"def replace(self, *, {', '.join([*(v.change for v in values), *again])}) -> Self: ...",
        *(line for v in values for line in (f"{v.name}: Final[{v.read}]", *_docstring(v.about))),
    ]
    yield f"class {record.__name__}(_{owner}{record.__name__}):"
    yield from _indented(_docstring(inspect.getdoc(record) or ""))
    yield from _indented(inside)


def _keywords(record: type[Model], values: Iterable[Value]) -> str:
    """A docstring from which editors show what a keyword is: one line each, or they cut it."""
    summary = inspect.cleandoc(record.__doc__ or "").partition("\n\n")[0]
    lines = (f":param {value.name}: {value.about}" for value in values)
    return "\n".join([summary, "", *lines])


def _docstring(text: str) -> list[str]:
    first, *rest = text.splitlines()
    return [f'"""{first}', *rest, '"""'] if rest else [f'"""{first}"""']


def _indented(lines: Iterable[str]) -> list[str]:
    return ["    " + line for line in lines]


def _values(record: type[Model], form: type[Form], path: str) -> Iterator[Value]:
    """The fields of a class, in the order of the paper."""
    source = _comments(record)
    fields = {field.name: field for field in describe(record)}
    for name, info in record.model_fields.items():
        field = fields.get(info.alias or name)
        if field is None:
            continue
        here = f"{path}.{field.name}".strip(".")
        known = label(form, here, "en").rpartition(" › ")[2].rstrip(".")
        hint = f" ({HINTS[field.kind].one})" if field.kind in HINTS else ""
        yield Value(
            name,
            _written(field, info.annotation, here in form.COUNTED),
            _read(info.annotation),
            field.required,
            " ".join(filter(None, (f"{known}{hint}.", source.get(name)))),
        )


def _comments(record: type[Model]) -> dict[str, str]:
    """What the source says of fields, in the strings below them; its own and those it inherits."""
    (definition,) = ast.parse(inspect.getsource(record)).body
    found: dict[str, str] = {}
    for base in record.__bases__:
        found |= _comments(base) if issubclass(base, Model) else {}
    for field, below in pairwise(getattr(definition, "body", [])):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match below:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    found[field.target.id] = " ".join(text.split())
    return found


def _written(field: Field, annotation: Any, counted: bool) -> str:
    """What a person may write for a field."""
    if field.record is not None:
        name = "str | " if hasattr(field.record, "SHORT_FORM") else ""
        one = f"{name}RecordInput | {_public_name(field.record)}"
    elif field.choices:
        one = _choice_name(field.choices)
    else:
        # Some names are of no language, and nothing but a word.
        plain = field.kind == "name" and _leaf(annotation) is str
        one = "str" if plain else INPUTS.get(field.kind, "str")
    parts = [f"ListOf[{one}]"] if field.many else []
    if field.single or not field.many:
        parts.append(one)
    return " | ".join([*parts, *["int"] * counted, *["None"] * (not field.required)])


def _leaf(annotation: Any) -> Any:
    """The type of one value, without lists and alternatives around it."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType, tuple):
        annotation = get_args(annotation)[0]
    return annotation


def _read(annotation: Any) -> str:
    """What a form holds, as the stub writes its type."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _read(arguments[0])
    if origin in (Union, types.UnionType):
        return " | ".join(_read(each) for each in arguments)
    if origin is tuple:
        return f"tuple[{_read(arguments[0])}, ...]"
    if origin is Literal:
        return _literal(arguments)
    if annotation is type(None):
        return "None"
    if annotation is datetime.date:
        return "datetime.date"
    return _public_name(annotation)


def _public_name(kind: type) -> str:
    """What a client calls a type: that of a record which only one form has is in the form."""
    owner = next((form for form in own_forms() if kind in _own_records(form)), None)
    return f"{owner.__name__}.{kind.__name__}" if owner else kind.__name__


def _literal(values: Iterable[str]) -> str:
    # As JSON writes it, a word stands in the quotation marks of the project.
    words = [json.dumps(value, ensure_ascii=False) for value in dict.fromkeys(values)]
    return f"Literal[{', '.join(words)}]"


def main() -> None:
    """Write the stub file."""
    STUB.write_text(stub(), encoding="utf-8")
    print(STUB.name)


if __name__ == "__main__":
    main()
