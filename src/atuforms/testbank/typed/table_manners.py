"""Questions in the rows of a table: with a head that says what is where, or by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from atuforms.testbank.model import one_line
from atuforms.testbank.typed.lines import REMARK, Paragraph, option_line, without_letters
from atuforms.testbank.typed.non_questions import is_comment

Paragraphs = list[Paragraph]

_QUESTION: Final = re.compile(
    r"(?:тест\w*\s+)?(?:вопрос|задани|сұра[қғ]|тапсырма|question|task|item)\w*(?:\s\w+){0,2}",
    re.IGNORECASE,
)
_WRONG: Final = re.compile(
    r"(?:неправильн\w+|неверн\w+|қате|дұрыс емес|wrong|incorrect|distractor)"
    r"(?:\s(?:ответ|вариант|жауап|нұсқа|answer|option))?",
    re.IGNORECASE,
)
_COLUMN: Final = (
    r"(?:(?:вар(?:иант\w*)?|нұсқа\w*|ответ\w*|жауап\w*|option|choice|answer)\.?"
    rf"(?:\s(?:ответ\w*|жауап|option))?|{_WRONG.pattern})"
)
_NAME: Final = r"[(«]?(?:\d|[A-JА-КСӘҒ])[)».]?"
_OPTION: Final = re.compile(
    rf"{_WRONG.pattern}|{_COLUMN}(?:\s*№\s*|\s+|\s*(?=[(«\d])){_NAME}"
    rf"|{_NAME}(?:\s?-?\s?{_COLUMN})?",
    re.IGNORECASE,
)
_OPTIONS: Final = re.compile(
    r"варианты(?: ответ(?:а|ов))?|нұсқалар(?:ы)?|жауап нұсқалары|(?:answer )?options", re.IGNORECASE
)
_ANSWER: Final = re.compile(
    r"(?:(?:правильн|верн)\w+\s)?ответы?|(?:дұрыс\s)?жауа[пб]\w*|(?:(?:correct|right)\s)?answers?"
    r"|ключ|кілт|key|(?:правильн|верн)\w+|дұрыс\w*|correct|right",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"(?:[A-JА-КСӘҒ]|\d)(?:[.)]|(?:\s*[,;]\s*[A-JА-КСӘҒ])+)?", re.IGNORECASE)
_ASKED: Final = re.compile(
    rf"(?:{_QUESTION.pattern}|№)\s?№?\s?(?:\d{{1,4}})?\s?[.:]?", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"\d{1,4}")
_NUMBER: Final = re.compile(r"№?\s*\d{1,4}[.)]?")
_LABEL: Final = re.compile(r"[A-JА-КСӘҒ][.)]?", re.IGNORECASE)
_LETTER: Final = re.compile(r"(?<!\w)([A-JА-КСӘҒ])(?!\w)", re.IGNORECASE)
"""The letter of a column: «В», «Вариант В»."""
_LETTERED: Final = re.compile(r"[(]?(?:[A-JА-КСӘҒ]|\d)\s?[.):–-]\s*", re.IGNORECASE)
_FEWEST_OPTIONS: Final = 2
_ONE_IN: Final = 4
"""One row in so many of a table without a head may lack a cell, or show no answer."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which column of a table holds what."""

    question: int
    options: tuple[int, ...]
    answer: int | None


def is_answer_cell(paragraph: Paragraph) -> bool:
    """Whether a cell names the right option: a letter, or under such a head also a digit."""
    text = paragraph.tidied
    if not paragraph.cell or not _NAMED.fullmatch(text):
        return False
    return bool(_LABEL.fullmatch(text) or _ANSWER.fullmatch(one_line(paragraph.column or "")))


def table_rows(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with a question and its options for each row of such a table."""
    made: Paragraphs = []
    for number, group in groupby(paragraphs, lambda p: p.cell_at and p.cell_at[0]):
        cells = list(group)
        made += cells if number is None else questions_in_rows(cells)
    return made


def offers_options(cells: Paragraphs) -> bool:
    """Whether the head of a table says that all options of a question stand in one cell."""
    heads = [one_line(cell.tidied) for cell in cells if cell.column == ""]
    asked = sum(bool(_QUESTION.fullmatch(head)) for head in heads)
    return asked == 1 and any(map(_OPTIONS.fullmatch, heads))


def has_a_head(cells: Paragraphs) -> bool:
    """Whether the first row of a table says what its columns hold."""
    return _headed(_by_place(cell for cell in cells if cell.column == "")) is not None


def questions_in_rows(cells: Paragraphs) -> Paragraphs:
    """The cells of a table as questions and options, line by line; the same if they are none."""
    rows = [list(row) for _, row in groupby(cells, lambda p: (p.cell_at or (0, 0))[1])]
    if all(len(row) == 2 or _is_lost(row) for row in rows):
        return _labelled(rows) or cells
    by_place = [_by_place(row) for row in rows]
    whole = all(len(row) == len(places) for row, places in zip(rows, by_place, strict=True))
    shape = _headed(by_place[0]) if len(rows) > 1 else None
    told = (p for row in (by_place[1:] if shape else by_place) for p in _offered(row, shape))
    if not whole or any(option_line(p, 0) and p.label == "" for p in told):
        return cells  # options typed with their letters are read as such
    body = by_place[1:] if shape else by_place
    shape = shape or _by_form(by_place)
    if shape is None or any(shape.question not in row for row in body):
        return cells
    if not all(_is_remark(cell, shape) for row in body for cell in _beside(row, shape)):
        return cells
    says = _says(body, shape)
    return [line for n, row in enumerate(body, 1) for line in _lines(row, shape, n, says)]


def _by_place(row: Iterable[Paragraph]) -> dict[int, Paragraph]:
    return {(p.cell_at or (0, 0, 0))[2]: p for p in row}


def _offered(row: dict[int, Paragraph], shape: _Shape | None) -> Paragraphs:
    """The cells of a row that may hold an option with its letter."""
    answer = shape.answer if shape else None
    return [paragraph for place, paragraph in row.items() if place != answer]


def _is_lost(row: Paragraphs) -> bool:
    """Whether the letter of an option stands beside an empty cell."""
    lettered = len(row) == 1 and _LABEL.fullmatch(row[0].tidied)
    return bool(lettered and row[0].cell_at and row[0].cell_at[2] == 0)


def _empty(beside: Paragraph) -> Paragraph:
    """The empty cell beside another one."""
    return replace(beside, text="", looks=frozenset(), bold=False, spans=())


def _labelled(rows: Sequence[Paragraphs]) -> Paragraphs:
    """«1 | Көл?», «A | Балқаш», «Жауап | A»: what each row is stands in the first column."""
    labels = [one_line(row[0].tidied) for row in rows]
    lettered = [bool(_LABEL.fullmatch(label)) for label in labels]
    asked = [bool(_NUMBER.fullmatch(label) or _ASKED.fullmatch(label)) for label in labels]
    told = [bool(_ANSWER.fullmatch(label.rstrip(": "))) for label in labels]
    if not all(map(any, zip(lettered, asked, told, strict=True))):
        return []
    if sum(lettered) < _FEWEST_OPTIONS or not asked[0]:
        return []
    made: Paragraphs = []
    for i, (row, label) in enumerate(zip(rows, labels, strict=True)):
        said = row[1] if row[1:] else _empty(row[0])
        if told[i]:
            made.append(replace(said, text=f"ANSWER: {said.tidied}", column=None, spans=()))
            continue
        number = _DIGITS.search(label)
        counted = number.group() if number else str(sum(asked[: i + 1]))
        shown = f"{label.strip('.)')})" if lettered[i] else f"{counted}."
        made.append(replace(said, label=shown, column=None))
    return made


def _headed(head: dict[int, Paragraph]) -> _Shape | None:
    texts = {place: one_line(p.tidied) for place, p in head.items()}
    questions = [place for place, text in texts.items() if _QUESTION.fullmatch(text)]
    options = tuple(place for place, text in texts.items() if _OPTION.fullmatch(text))
    answers = [p for p, text in texts.items() if _ANSWER.fullmatch(text) and p not in options]
    if len(questions) != 1 or len(options) < _FEWEST_OPTIONS or len(answers) > 1:
        return None
    return _Shape(questions[0], options, answers[0] if answers else None)


def _by_form(rows: Sequence[dict[int, Paragraph]]) -> _Shape | None:
    """A table without a head: number, question, options of which one looks otherwise."""
    columns = set().union(*rows)
    whole = [row for row in rows if set(row) == columns]
    # A cell may be empty, though hardly in many rows.
    if len(whole) < _FEWEST_OPTIONS or (len(rows) - len(whole)) * _ONE_IN > len(rows):
        return None
    rows = whole
    first, *rest = sorted(columns)
    texts = [row[first].tidied for row in rows]
    if all(_NUMBER.fullmatch(text) for text in texts) and len(rest) > _FEWEST_OPTIONS:
        first, *rest = rest
    elif not all(text.endswith(("?", ":", "…")) for text in texts):
        return None
    named = all(_LABEL.fullmatch(row[rest[-1]].tidied) for row in rows)
    options = rest[:-1] if named else rest
    marks = [sum(bool(row[place].marks_and_sign) for place in options) for row in rows]
    # A row in which none or two stand out is a row all the same, whose answer is asked for.
    stands_out = (len(rows) - marks.count(1)) * _ONE_IN <= len(rows)
    if len(options) < _FEWEST_OPTIONS or not (named or stands_out):
        return None
    return _Shape(first, tuple(options), rest[-1] if named else None)


def _beside(row: dict[int, Paragraph], shape: _Shape) -> Paragraphs:
    """The cells of a row that are none of the question's, and more than its number."""
    known = (shape.question, *shape.options, shape.answer)
    cells = [paragraph for place, paragraph in row.items() if place not in known]
    return [c for c in cells if is_comment(_remark(c)) or not _NUMBER.fullmatch(c.tidied)]


def _is_remark(cell: Paragraph, shape: _Shape) -> bool:
    """Whether a cell is no option: one before the question, or under a head such as «Балл»."""
    before = cell.cell_at is not None and cell.cell_at[2] < shape.question
    return before or is_comment(_remark(cell))


def _remark(cell: Paragraph) -> str:
    return f"{one_line(cell.column or '')}: {one_line(cell.tidied)}"


def _says(rows: Sequence[dict[int, Paragraph]], shape: _Shape) -> str:
    """What the column of answers holds: right options of its own, texts of options, or names."""
    if shape.answer is None:
        return "names"
    heads = {one_line(p.column or "") for row in rows for i in shape.options if (p := row.get(i))}
    told = [(_cell(row, shape.answer), [_cell(row, i) for i in shape.options]) for row in rows]
    named = [text for text, _ in told if _NAMED.fullmatch(text)]
    apart = not named and not any(
        {text, _LETTERED.sub("", text)} & set(words) for text, words in told
    )
    if apart or all(_WRONG.match(head) for head in heads):
        return "options"
    # «4» among texts is a text.
    return "names" if len(named) == len(told) or any(map(_is_letter, named)) else "texts"


def _is_letter(text: str) -> bool:
    return not text[:1].isdecimal()


def _cell(row: dict[int, Paragraph], place: int) -> str:
    return one_line(row[place].tidied) if place in row else ""


def _lines(row: dict[int, Paragraph], shape: _Shape, number: int, says: str) -> Paragraphs:
    """A row as lines that the reader knows."""
    asked = row[shape.question]
    last = max((place for place in shape.options if place in row), default=0)
    # An empty cell at the end is no option; one between others is an option that is lost.
    options = [row.get(place, _empty(asked)) for place in shape.options if place <= last]
    made = [replace(asked, label=f"{number}.", column=None, level=None)]
    answer = None if shape.answer is None else row.get(shape.answer)
    told = one_line(answer.tidied) if answer else ""
    if answer and says == "options":
        options = [*options, replace(answer, looks=frozenset({"sign"}), bold=False)]
        answer = None
    elif says == "texts" and _NAMED.fullmatch(told):
        told = f"“{told}”"
    bare = without_letters([p.text for p in options])
    if bare:
        options = [replace(p, text=text) for p, text in zip(options, bare, strict=True)]
    heads = (_LETTER.search(one_line(p.column or "")) for p in options)
    made += (
        replace(p, label="•", letter=head[1] if head else "", column=None, level=None)
        for p, head in zip(options, heads, strict=True)
    )
    if answer:
        made.append(replace(answer, text=f"ANSWER: {told}", column=None, label="", level=None))
    made += (
        replace(p, text=_remark(p), column=None, label="", level=None, looks=frozenset({REMARK}))
        for p in _beside(row, shape)
    )
    return made
