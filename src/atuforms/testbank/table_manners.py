"""Questions in the rows of a table: with a head that says what is where, or by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from atuforms.testbank.lines import Paragraph, option_line
from atuforms.testbank.model import one_line, tidy

Paragraphs = list[Paragraph]

_QUESTION: Final = re.compile(
    r"(?:тест\w*\s+)?(?:вопрос|задани|сұра[қғ]|тапсырма|question|task|item)\w*(?:\s\w+){0,2}",
    re.IGNORECASE,
)
_OPTION: Final = re.compile(
    r"(?:вариант\w*|ответ|нұсқа\w*|жауап|option|answer|неправильн\w+|неверн\w+|қате|wrong|distractor)"
    r"(?:\s(?:ответ|жауап|answer))?\s*№?\s*(?:\d|[A-JА-КСӘ])|[A-JА-КСӘҒ1-9][.)]?"
    r"|[1-9]\s?-?(?:нұсқа|жауап|вариант)",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"(?:(?:правильн|верн)\w+\s)?ответы?|(?:дұрыс\s)?жауа[пб]\w*|(?:(?:correct|right)\s)?answers?"
    r"|ключ|кілт|key",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"(?:[A-JА-КСӘҒ]|\d)(?:[.)]|(?:\s*[,;]\s*[A-JА-КСӘҒ])+)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"№?\s*\d{1,4}[.)]?")
_LABEL: Final = re.compile(r"[A-JА-КСӘҒ][.)]?", re.IGNORECASE)
_LETTER: Final = re.compile(r"(?:.*[\s№])?([A-JА-КСӘҒ])[.)]?", re.IGNORECASE | re.DOTALL)
"""The letter of a column: «В», «Вариант В»."""
_FEWEST_OPTIONS: Final = 2


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which column of a table holds what."""

    question: int
    options: tuple[int, ...]
    answer: int | None


def is_answer_cell(paragraph: Paragraph) -> bool:
    """Whether a cell names the right option: a letter, or under such a head also a digit."""
    text = tidy(paragraph.text)
    if not paragraph.cell or not _NAMED.fullmatch(text):
        return False
    return bool(_LABEL.fullmatch(text) or _ANSWER.fullmatch(one_line(paragraph.column or "")))


def table_rows(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with a question and its options for each row of such a table."""
    made: Paragraphs = []
    for number, group in groupby(paragraphs, lambda p: p.cell_at and p.cell_at[0]):
        cells = list(group)
        made += cells if number is None else _questions(cells)
    return made


def _questions(cells: Paragraphs) -> Paragraphs:
    rows = [list(row) for _, row in groupby(cells, lambda p: (p.cell_at or (0, 0))[1])]
    if all(len(row) == 2 for row in rows):
        return _labelled(rows) or cells
    by_place = [{(p.cell_at or (0, 0, 0))[2]: p for p in row} for row in rows]
    whole = all(len(row) == len(places) for row, places in zip(rows, by_place, strict=True))
    if not whole or any(option_line(p, 0) and p.label == "" for p in cells):
        return cells  # options typed with their letters are read as such
    shape = _headed(by_place[0]) if len(rows) > 1 else None
    body = by_place[1:] if shape else by_place
    shape = shape or _by_form(by_place)
    if shape is None or any(shape.question not in row for row in body):
        return cells
    return [line for number, row in enumerate(body, 1) for line in _lines(row, shape, number)]


def _labelled(rows: Sequence[Paragraphs]) -> Paragraphs:
    """«1 | Көл?», «A | Балқаш»: the number or letter of each row in the first column."""
    labels = [tidy(row[0].text) for row in rows]
    lettered = [bool(_LABEL.fullmatch(label)) for label in labels]
    if not all(
        known or _NUMBER.fullmatch(label) for known, label in zip(lettered, labels, strict=True)
    ):
        return []
    if sum(lettered) < _FEWEST_OPTIONS or lettered[0]:
        return []
    return [
        replace(row[1], label=f"{label.strip('.)№ ')}{')' if known else '.'}", column=None)
        for row, label, known in zip(rows, labels, lettered, strict=True)
    ]


def _headed(head: dict[int, Paragraph]) -> _Shape | None:
    texts = {place: one_line(tidy(p.text)) for place, p in head.items()}
    questions = [place for place, text in texts.items() if _QUESTION.fullmatch(text)]
    options = tuple(place for place, text in texts.items() if _OPTION.fullmatch(text))
    answers = [p for p, text in texts.items() if _ANSWER.fullmatch(text) and p not in options]
    if len(questions) != 1 or len(options) < _FEWEST_OPTIONS or len(answers) > 1:
        return None
    return _Shape(questions[0], options, answers[0] if answers else None)


def _by_form(rows: Sequence[dict[int, Paragraph]]) -> _Shape | None:
    """A table without a head: number, question, options of which one looks otherwise."""
    columns = set(rows[0])
    if len(rows) < _FEWEST_OPTIONS or any(set(row) != columns for row in rows):
        return None
    first, *rest = sorted(columns)
    texts = [tidy(row[first].text) for row in rows]
    if all(_NUMBER.fullmatch(text) for text in texts) and len(rest) > _FEWEST_OPTIONS:
        first, *rest = rest
    elif not all(text.endswith(("?", ":", "…")) for text in texts):
        return None
    named = all(_LABEL.fullmatch(tidy(row[rest[-1]].text)) for row in rows)
    options = rest[:-1] if named else rest
    stands_out = all(sum(bool(row[place].marks_and_sign) for place in options) == 1 for row in rows)
    if len(options) < _FEWEST_OPTIONS or not (named or stands_out):
        return None
    return _Shape(first, tuple(options), rest[-1] if named else None)


def _lines(row: dict[int, Paragraph], shape: _Shape, number: int) -> Paragraphs:
    """A row as lines that the reader knows."""
    asked = row[shape.question]
    options = [row[place] for place in shape.options if place in row]
    made = [replace(asked, label=f"{number}.", column=None, level=None)]
    answer = None if shape.answer is None else row.get(shape.answer)
    told = one_line(tidy(answer.text)) if answer else ""
    words = [one_line(tidy(p.text)) for p in options]
    if answer and not _NAMED.fullmatch(told) and told not in words:
        options = [*options, replace(answer, looks=frozenset({"sign"}), bold=False)]
        answer = None  # the cell is the right option itself
    heads = (_LETTER.fullmatch(one_line(p.column or "")) for p in options)
    made += (
        replace(p, label="•", letter=head[1] if head else "", column=None, level=None)
        for p, head in zip(options, heads, strict=True)
    )
    if answer:
        made.append(replace(answer, text=f"ANSWER: {told}", column=None, label="", level=None))
    return made
