"""What changed between a record and the document that came back, field by field."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; None where there is none on that side."""

    path: str
    label: str
    before: Any
    after: Any


def diff(
    record: Form | Mapping[str, Any], document: Form | Mapping[str, Any], lang: Language = "en"
) -> list[Change]:
    """What is different in ``document``, in the order of the record; labels in ``lang``."""
    before, after = _plain(record), _plain(document)
    form = get_form(str(before.get("form") or after["form"]))
    order = [*before, *(key for key in after if key not in before)]
    changes: list[Change] = []
    for key in order:
        if key != "lang":
            changes += _changes(form, key, before.get(key), after.get(key), lang)
    return changes


def words_of(value: Any, lang: Language) -> str:
    """A value of a record in a line for people: of texts in languages the one in ``lang``."""
    if isinstance(value, Mapping):
        one = value.get(lang) if value.keys() <= set(LANGUAGES) else None
        return words_of(list(value.values()) if one is None else one, lang)
    if isinstance(value, list):
        return "; ".join(filter(None, (words_of(each, lang) for each in value)))
    return "" if value is None else _word(value) or str(value)


def _plain(record: Form | Mapping[str, Any]) -> Mapping[str, Any]:
    return record.record() if isinstance(record, Form) else record


def _changes(
    form: type[Form], path: str, before: Any, after: Any, lang: Language
) -> Iterator[Change]:
    if before == after or _word(before) == _word(after) != "":
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _changes(form, f"{path}.{key}", before.get(key), after.get(key), lang)
    elif isinstance(before, list) and isinstance(after, list):
        for first, second in _pairs(before, after):
            number = second if second is not None else first
            old = None if first is None else before[first]
            new = None if second is None else after[second]
            yield from _changes(form, f"{path}.{number}", old, new, lang)
    else:
        yield Change(path, label(form, path, lang), before, after)


def _word(value: Any) -> str:
    """A number, a day or a yes as a record writes it in words; empty for what is none of them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal) or (isinstance(value, str) and _is_number(value)):
        return format(Decimal(str(value)).normalize(), "f")
    return str(value) if isinstance(value, str | datetime.date) else ""


def _is_number(text: str) -> bool:
    """Whether a text is a number; «007» is a name that only looks like one."""
    return re.fullmatch(r"(?:0|[1-9]\d{0,17})(?:\.\d{1,9})?", text, re.ASCII) is not None


def _pairs(before: list[Any], after: list[Any]) -> Iterator[tuple[int | None, int | None]]:
    """The items that are the same one, by their numbers; None where one was added or removed."""
    if len(before) == len(after):
        yield from zip(range(len(before)), range(len(after)), strict=True)
        return
    matcher = SequenceMatcher(
        a=[repr(item) for item in before], b=[repr(item) for item in after], autojunk=False
    )
    for kind, start, end, first, last in matcher.get_opcodes():
        old, new = range(start, end), range(first, last)
        if kind == "equal" or len(old) == len(new):
            yield from zip(old, new, strict=True)
            continue
        both = min(len(old), len(new))
        yield from zip(old[:both], new[:both], strict=True)
        yield from ((number, None) for number in old[both:])
        yield from ((None, number) for number in new[both:])
