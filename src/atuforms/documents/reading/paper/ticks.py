"""Closed choices that a document prints as ticks: «√» in one of several columns, or before a word.

Such a value has no field of its own in a finished document. Which line prints it, and where the
tick of each answer stands, is seen by printing every answer.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atuforms.core.dotted_paths import put, value_at
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import choice_words
from atuforms.documents.reading.items import known_path
from atuforms.documents.reading.paper.blocks import Block, Line, squeezed
from atuforms.documents.reading.paper.printed import Printed
from atuforms.fields.describe import Field, walk
from atuforms.forms.base import Form

MARKS = frozenset("√✓✔☑☒✗✘+vVxXхХ■●")
_EMPTY = frozenset("_-–—☐□○")
_LONGEST = 3
"""Signs of a mark: «√», «+», «да»."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """An answer that was ticked: the path of its field, the value, and the lines that show it."""

    path: str
    value: Any
    lines: tuple[Line, ...]


def ticked(printed: Printed, shown: Sequence[Block]) -> Iterator[Ticked]:
    """The answers that a document shows as ticks."""
    for path, field, rows in _choices(printed.form, printed.lang):
        found = [each for block in shown if (each := _answer(printed, path, field, rows, block))]
        if len(found) == 1:
            yield found[0]


def put_ticks(values: dict[str, Any], found: Iterable[Ticked]) -> list[Line]:
    """Put them into the values of a record; the lines that were read."""
    lines: list[Line] = []
    for each in found:
        if _as_list(value_at(values, each.path)) != _as_list(each.value):
            top, _, rest = each.path.partition(".")
            if rest and not isinstance(values.get(top), Mapping):
                values[top] = {}
            put(values, each.path, each.value)
        lines += each.lines
    return lines


def may_tick(form: type[Form]) -> list[tuple[str, Field]]:
    """The closed choices of a form that stand in no list of records."""
    return [
        (path, field) for path, field in walk(form) if field.options and "*" not in path.split(".")
    ]


@functools.lru_cache(maxsize=256)
def _choices(form: type[Form], lang: Language) -> tuple[tuple[str, Field, list[Block]], ...]:
    """Each choice that is printed as ticks, with the block of each of its answers."""
    silent = _ticked_choices(form, lang)
    if not silent:
        return ()
    printed = _printing(form, lang)
    prints = [
        printed.sample({path: each.options[number % len(each.options)] for path, each in silent})
        for number in range(max(len(field.options) for _, field in silent))
    ]
    if len({len(each) for each in prints}) > 1:
        return ()
    rows = [blocks for blocks in zip(*prints, strict=True) if len({b.text for b in blocks}) > 1]
    if len(rows) != len(silent):
        return ()
    return tuple(
        (path, field, list(blocks[: len(field.options)]))
        for (path, field), blocks in zip(silent, rows, strict=True)
    )


@functools.lru_cache(maxsize=256)
def _ticked_choices(form: type[Form], lang: Language) -> tuple[tuple[str, Field], ...]:
    """The choices that a finished document has no control for; of most forms there are none."""
    choices = may_tick(form)
    if not choices:
        return ()
    sample = _printing(form, lang).sample()
    shown = {path for block in sample for path in block.paths}
    return tuple((path, each) for path, each in choices if not _is_shown(path, shown))


def _printing(form: type[Form], lang: Language) -> Printed:
    fields = dict(walk(form))
    return Printed(form, lang, lambda control: known_path(control, fields))


def _is_shown(path: str, shown: set[str]) -> bool:
    return any(each == path or each.startswith(f"{path}.") for each in shown)


def _answer(
    printed: Printed, path: str, field: Field, rows: Sequence[Block], block: Block
) -> Ticked | None:
    """What a block of the document answers; None if it is another block, or answers nothing."""
    if len(block.cells) != len(rows[0].cells):
        return None
    texts = [[_cell(row, n) for row in rows] for n in range(len(block.cells))]
    moving = [n for n, each in enumerate(texts) if len(set(each)) > 1]
    if any(_cell(block, n) != each[0] for n, each in enumerate(texts) if n not in moving):
        return None
    if len(moving) > 1:
        return _in_columns(path, field, rows, block, moving)
    return _before_words(printed, path, field, block, moving[0]) if moving else None


def _in_columns(
    path: str, field: Field, rows: Sequence[Block], block: Block, moving: Sequence[int]
) -> Ticked | None:
    marked = [n for n in moving if _is_mark(_cell(block, n))]
    others = [n for n in moving if n not in marked and _cell(block, n).strip("_-–—☐□")]
    if len(marked) != 1 or others:
        return None
    for answer, row in zip(field.options, rows, strict=True):
        if _cell(row, marked[0]):
            value = [answer] if field.many else answer
            return Ticked(path, value, tuple(block.cells[marked[0]]))
    return None


def _before_words(
    printed: Printed, path: str, field: Field, block: Block, column: int
) -> Ticked | None:
    lines = [line for line in block.cells[column] if not line.is_empty]
    if len(lines) != 1:
        return None
    text, at, answers = lines[0].text, 0, []
    words = choice_words(field.choices, printed.lang)
    for answer in field.options:
        where = text.casefold().find(words[answer].casefold(), at)
        if where < 0:
            return None
        before = set(text[at:where]) - {" ", "\u00a0", ",", ";"}
        if before & MARKS:
            answers.append(answer)
        elif before - _EMPTY:
            return None
        at = where + len(words[answer])
    if text[at:].strip(" ,.;") or not answers or (len(answers) > 1 and not field.many):
        return None
    return Ticked(path, answers if field.many else answers[0], tuple(lines))


def _cell(block: Block, number: int) -> str:
    return squeezed("".join(line.text for line in block.cells[number])).casefold()


def _is_mark(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not set(text) <= _EMPTY


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
