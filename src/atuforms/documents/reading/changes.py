"""What changed between a record and the document that came back, field by field."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import zip_longest
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
    record: Form | Mapping[str, Any],
    document: Form | Mapping[str, Any],
    lang: Language = "en",
    *,
    withheld: Collection[str] = (),
) -> list[Change]:
    """What is different in ``document``, in the order of the record; labels in ``lang``.

    A page shows one language: its texts are compared with those of the record in that language.

    :param withheld: patterns of the paths that the document does not show on purpose.
    """
    before, after = _plain(record), _plain(document)
    form = get_form(str(before.get("form") or after["form"]))
    before = _without(before, after, withheld)
    shown = str(after.get("lang", ""))
    order = [*before, *(key for key in after if key not in before)]
    changes: list[Change] = []
    for key in order:
        if key != "lang":
            found = _differences(key, before.get(key), after.get(key), shown)
            changes += (Change(path, label(form, path, lang), *both) for path, *both in found)
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


def _without(before: Any, after: Any, withheld: Collection[str], at: str = "") -> Any:
    """Values of a record without those that are withheld, and that the document lacks."""
    if not withheld:
        return before
    if isinstance(before, Mapping):
        known = after if isinstance(after, Mapping) else {}
        paths = {key: f"{at}.{key}".lstrip(".") for key in before}
        return {
            key: _without(value, known.get(key), withheld, paths[key])
            for key, value in before.items()
            if key in known or paths[key] not in withheld
        }
    if isinstance(before, list):
        items = after if isinstance(after, list) else []
        return [
            _without(value, each, withheld, f"{at}.*")
            for value, each in zip_longest(before, items[: len(before)])
        ]
    return before


def _differences(path: str, before: Any, after: Any, shown: str) -> Iterator[tuple[str, Any, Any]]:
    """Path and values of what differs; ``shown`` is the language of a document that shows one."""
    if isinstance(after, str):
        before = _within(before, shown)
    if before == after or _word(before) == _word(after) != "":
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _differences(f"{path}.{key}", before.get(key), after.get(key), shown)
    elif isinstance(before, list) and isinstance(after, list):
        for first, second in _pairs(before, after, shown):
            number = second if second is not None else first
            old = None if first is None else before[first]
            new = None if second is None else after[second]
            yield from _differences(f"{path}.{number}", old, new, shown)
    else:
        yield path, before, after


def _within(value: Any, shown: str) -> Any:
    """Of a text in languages that in ``shown``, at any depth; the value where there is none."""
    if isinstance(value, Mapping):
        if shown in value and value.keys() <= set(LANGUAGES):
            return value[shown]
        return {key: _within(each, shown) for key, each in value.items()}
    return [_within(each, shown) for each in value] if isinstance(value, list) else value


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


def _pairs(
    before: list[Any], after: list[Any], shown: str
) -> Iterator[tuple[int | None, int | None]]:
    """The items that are the same one, by their numbers; None where one was added or removed."""
    if len(before) == len(after):
        yield from zip(range(len(before)), range(len(after)), strict=True)
        return
    matcher = SequenceMatcher(
        a=[repr(_within(item, shown)) for item in before],
        b=[repr(_within(item, shown)) for item in after],
        autojunk=False,
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
