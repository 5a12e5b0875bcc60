"""From a form to the strings that a document prints, in one language.

Dates, numbers, choices and names are put into words here, once; a template only places them.
The result is plain data: mappings, lists and strings. A list holds mappings, each with ``at``,
the dotted path of its item; an item of a list of plain values has the key ``value``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from atuforms.core.language.codes import full_code
from atuforms.core.language.dates import blank_date, long_date
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.numbers import number_text
from atuforms.core.language.typography import bound
from atuforms.core.language.wording import choice_words, wording_of
from atuforms.fields.describe import Field, describe
from atuforms.fields.durations import clock
from atuforms.fields.kinds import FieldKind
from atuforms.fields.media import MEDIA_NAMES, Video, usual_name
from atuforms.fields.model import Model
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.fields.people import Person, is_none
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.forms.base import Form

View = dict[str, Any]

_FEW = 8
"""Items of a list whose paths are kept: the options of a question, the authors of a course."""


def view(form: Form, lang: Language) -> View:
    """What a document of ``form`` prints in ``lang``.

    Besides the fields: ``kk``, ``ru`` and ``en`` with the dates in each language (a bilingual
    letterhead needs them), ``code``, ``document_title``, ``filled``, which a blank is not, and what
    the form itself computes.
    """
    printed = _record(form, lang, "")
    _fill_presets(form, printed, lang)
    dates = [
        field.name for field in describe(type(form)) if field.kind == "date" and not field.many
    ]
    for other in LANGUAGES:
        printed[other] = {name: _print(getattr(form, name), "date", "", other) for name in dates}
    head = {**_head(type(form), lang), "filled": True}
    return {**head, **printed, **form.computed(printed, lang)}


def blank_view(form: type[Form], lang: Language) -> View:
    """What the blank of a form prints: every value empty, lists with the rows of the blank."""
    printed = _blank_record(form, "", "", form.BLANK_ROWS)
    presets: Mapping[str, list[str]] = wording_of(form, lang).get("presets", {})
    for name, texts in presets.items():
        printed[name] = _preset_items(name, texts)
    dates = [field.name for field in describe(form) if field.kind == "date" and not field.many]
    for other in LANGUAGES:
        printed[other] = dict.fromkeys(dates, "")
    return {**_head(form, lang), **printed, **form.computed_blank(printed, lang)}


def _head(form: type[Form], lang: Language) -> View:
    return {
        "code": full_code(form.CODE, lang) if form.CODE else "",
        "document_title": wording_of(form, lang)["title"],
        "blank_date": blank_date(lang),
        "draft": "",
        "variant": "",
        "proof": "",
        "filled": False,
    }


def _record(record: Record, lang: Language, at: str) -> View:
    printed: View = {}
    _print_fields(record, lang, at, printed)
    return printed


def _print_fields(record: Record, lang: Language, at: str, printed: View) -> None:
    for name, word, printer in _printers(type(record)):
        value = getattr(record, name)
        if printer is not None:
            printed[name] = printer(value, f"{at}.{name}" if at else name, lang)
        else:
            printed[name] = "" if value is None else word(value, lang)


_Printer = Callable[[Any, str, Language], Any]
_Word = Callable[[Any, Language], str]


@functools.cache
def _printers(model: type[Model]) -> tuple[tuple[str, _Word, _Printer | None], ...]:
    """How each field of a record type is printed; made once, since batches print thousands.

    The second puts one value into words; the third, of a list or a record, prints the whole.
    """
    return tuple(
        (field.name, words := _words_of(field, model), _printer(field, words))
        for field in describe(model)
    )


def _printer(field: Field, words: _Word) -> _Printer | None:
    if field.many and field.record is None:
        return lambda value, at, lang: _values(value, words, at, lang)
    if field.many:
        return lambda value, at, lang: _items(value, field, at, lang)
    if field.record is not None:
        return lambda value, at, lang: _one(value, field, at, lang)
    return None


def _places(at: str, count: int) -> tuple[str, ...]:
    """The paths of the items of a list."""
    if count > _FEW:
        return tuple(f"{at}.{number}" for number in range(count))
    return _few_places(at, count)


@functools.lru_cache(maxsize=1024)
def _few_places(at: str, count: int) -> tuple[str, ...]:
    """The same, kept: records of a form have many short lists in the same places."""
    return tuple(f"{at}.{number}" for number in range(count))


def _values(value: Any, words: _Word, at: str, lang: Language) -> list[View]:
    if value is None or value is NOT_GIVEN:
        return []
    places = _places(at, len(value))
    return [{"at": places[n], "value": words(item, lang)} for n, item in enumerate(value)]


def _items(value: Any, field: Field, at: str, lang: Language) -> list[View]:
    if value is None or value is NOT_GIVEN:
        return []
    items = []
    for here, item in zip(_places(at, len(value)), value, strict=True):
        if item is NOT_GIVEN:
            printed = _blank_item(field, here, at, {})
        else:
            printed = {"at": here}
            _print_fields(item, lang, here, printed)
        items.append(printed)
    return items


def _one(value: Any, field: Field, at: str, lang: Language) -> View:
    if field.record is None or value is None or value is NOT_GIVEN:
        blank = _blank_record(field.record, at, at, {}) if field.record else {}
        return {"at": at, "given": False, **blank}
    return {"at": at, "given": True, **_record(value, lang, at)}


def _words_of(field: Field, model: type[Model]) -> _Word:
    """What puts one value of a field into words."""
    kind, choices = field.kind, field.choices
    if issubclass(model, Video) and field.name in MEDIA_NAMES:
        return lambda value, lang: usual_name(_text(value, lang))
    if kind in ("text", "long_text", "markdown", "name"):
        return _unless_none if issubclass(model, Person) else _text
    return lambda value, lang: _print(value, kind, choices, lang)


def _text(value: Any, lang: Language) -> str:
    if isinstance(value, Text):
        return value.plain or value.within(lang) or ""
    return "" if value is None or value is NOT_GIVEN else str(value)


def _unless_none(value: Any, lang: Language) -> str:
    """What a person is said to have; empty where the record says that there is none."""
    words = _text(value, lang)
    return "" if is_none(words) else words


def _print(value: Any, kind: FieldKind, choices: str, lang: Language) -> str:
    if value is None or value is NOT_GIVEN:
        return ""
    if kind == "date":
        return long_date(value, lang)
    if kind in ("choice", "language"):
        return choice_words(choices, lang)[value]
    if kind == "duration":
        return clock(value)
    if kind == "flag":
        return choice_words("flag", lang)["true" if value else "false"]
    if kind in ("whole", "number"):
        return number_text(value, lang)
    return _text(value, lang)


def _fill_presets(form: Form, printed: View, lang: Language) -> None:
    """Lists that the form itself prints where the record gives none."""
    presets: Mapping[str, list[str]] = wording_of(type(form), lang).get("presets", {})
    for name, texts in presets.items():
        if getattr(form, name) in (None, NOT_GIVEN):
            printed[name] = _preset_items(name, texts)


def _preset_items(name: str, texts: list[str]) -> list[View]:
    return [{"at": f"{name}.{number}", "value": bound(text)} for number, text in enumerate(texts)]


def _blank_record(model: type[Model], at: str, pattern: str, rows: Mapping[str, int]) -> View:
    printed: View = {}
    for field in describe(model):
        here = f"{at}.{field.name}".strip(".")
        below = f"{pattern}.{field.name}".strip(".")
        if field.many:
            count = rows.get(below, 1)
            printed[field.name] = [
                _blank_item(field, f"{here}.{number}", below, rows) for number in range(count)
            ]
        elif field.record is not None:
            inner = _blank_record(field.record, here, below, rows)
            printed[field.name] = {"at": here, "given": False, **inner}
        else:
            printed[field.name] = ""
    return printed


def _blank_item(field: Field, at: str, pattern: str, rows: Mapping[str, int]) -> View:
    if field.record is None:
        return {"at": at, "value": ""}
    return {"at": at, **_blank_record(field.record, at, pattern, rows)}
