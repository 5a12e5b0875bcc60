"""Manners in which people type test banks in Word, brought to the one that the reader knows.

Each function knows one manner: it is given the paragraphs and gives them back, those that it
recognises as options with a label of their own (``•``) and the right ones marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from atuforms.testbank.typed.lines import SIGN, Paragraph, answer_line, option_line
from atuforms.testbank.typed.list_manners import (
    bulleted_options,
    doubled_letters,
    lettered_bullets,
    listed_options,
    lists_within,
    unmarked_options,
)
from atuforms.testbank.typed.options_in_lines import begins_options, options_in_lines
from atuforms.testbank.typed.parted_options import (
    answers_in_cells,
    options_in_one_cell,
    parted_by_semicolons,
)
from atuforms.testbank.typed.question_signs import signed_questions
from atuforms.testbank.typed.right_signs import MARK, SIGNS
from atuforms.testbank.typed.running_letters import lists_that_run_on, typed_letters_that_run_on
from atuforms.testbank.typed.table_manners import table_rows
from atuforms.testbank.typed.tagged_lines import tagged_lines
from atuforms.testbank.typed.ticked_boxes import boxed_alone, ticked_boxes

Paragraphs = list[Paragraph]

_LONE: Final = re.compile(r"[^\W\d_]|\[[^\W\d_]\]|\([^\W\d_]\)")
_FEWEST_COUNTED, _MOST_COUNTED = 2, 26
_SIGNS = frozenset(f"+{SIGNS}")
_SIGNED = re.compile(r"(?P<sign>[+−–—-])\s*(?P<text>\S.*)", re.DOTALL)
_NUMBER = re.compile(r"[\d\s.,/°%]+")
_DIGIT = re.compile(MARK + r"\s*(?P<number>\d{1,2})(?P<sign>[.)])\s*(?P<text>\S.*)", re.DOTALL)
_HEADS = re.compile(
    r"№(?: п/п)?|вопрос(?:ы|\sтеста)?|задани[ея]|сұрақ(?:тар)?|тапсырма(?:лар)?|questions?"
    r"|вариант(?:ы)?(?: ответ(?:а|ов))?|жауап(?:тар)?(?: нұсқалары)?|нұсқалар(?:ы)?|options?"
    r"|(?:правильн\w+ |верн\w+ )?ответы?|дұрыс жауап(?:тар)?(?:ы)?|(?:correct |right )?answers?",
    re.IGNORECASE,
)


def lone_letters(paragraphs: Paragraphs) -> Paragraphs:
    """«B» or «[B]» in a line of its own below the options: the answer, where most have one."""
    made = list(paragraphs)
    begun = sum(option_line(p, 0) is not None and not option_line(p, 1) for p in paragraphs)
    told = [
        i
        for i, (above, p) in enumerate(pairwise(paragraphs), 1)
        if _LONE.fullmatch(p.tidied)
        and not (p.label or p.cell)
        and any(option_line(above, place) for place in range(_FEWEST_COUNTED, _MOST_COUNTED))
        and (i + 1 == len(paragraphs) or _begins_a_question(paragraphs[i + 1 : i + 3]))
    ]
    for i in told if len(told) > 1 and len(told) * 2 > begun else ():
        made[i] = replace(made[i], text=f"ANSWER: {made[i].tidied.strip('[]()')}", spans=())
    return made


def _begins_a_question(paragraphs: Paragraphs) -> bool:
    return option_line(paragraphs[0], 0) is None and option_line(paragraphs[-1], 0) is not None


def table_heads(paragraphs: Paragraphs) -> Paragraphs:
    """Without the heads of a table: «Вопрос», «Варианты ответов», «Правильный ответ»."""
    headed = any(p.column == "" and _HEADS.fullmatch(p.tidied) for p in paragraphs)

    def says_nothing(p: Paragraph) -> bool:
        text = p.tidied
        head = _HEADS.fullmatch(text) or (len(text) == 1 and text.isalpha())
        number = (p.column or "").startswith("№") and text.rstrip(".").isdecimal()
        return bool(headed and p.cell and (number or (p.column == "" and head)))

    return [p for p in paragraphs if not says_nothing(p)]


def signed_options(paragraphs: Paragraphs) -> Paragraphs:
    """«+ Астана», «- Алматы»: a plus before the right option, a minus before the others."""

    def is_run(run: list[re.Match[str]]) -> bool:
        # «+5» and «-3» are numbers; the sign of «+ 5» stands apart.
        joined = [m.end("sign") == m.start("text") for m in run]
        counted = all(joined) and all(_NUMBER.fullmatch(m["text"]) for m in run)
        # «- …», «- …» may be statements, of which the first option without a minus speaks.
        above = run[-1]["sign"] == "+" and len({*joined[:-1]}) == 1 and joined[-1] != joined[0]
        return len({m["sign"] == "+" for m in run}) == 2 and not counted and not above

    def option(paragraph: Paragraph, m: re.Match[str]) -> Paragraph:
        looks = paragraph.looks | {SIGN} if m["sign"] == "+" else paragraph.looks
        return replace(paragraph, text=m["text"], label="•", looks=looks)

    return _runs(paragraphs, _SIGNED, is_run, option)


def digits_as_letters(paragraphs: Paragraphs) -> Paragraphs:
    """«1) бір», «2) екі», «3) үш» one after the other, counted from 1, also below «1. Сұрақ»."""
    made: Paragraphs = []
    i = 0
    while i < len(paragraphs):
        run = _counted(paragraphs, i)
        above = _digit(made[-1]) if made else None
        if len(run) > 1 and above and _is_next_question(above, run[-1], paragraphs, i + len(run)):
            run.pop()
        if len(run) < _FEWEST_COUNTED or not _is_below_a_question(made):
            made.append(paragraphs[i])
            i += 1
            continue
        if i + len(run) < len(paragraphs) and begins_options(paragraphs[i + len(run)]):
            # Numbered statements, of which lettered options speak, are a part of the question.
            if made and (above or made[-1].tidied.endswith((":", "?"))):
                made[-1] = replace(made[-1], text="\n".join([made[-1].text, *map(_whole, run)]))
            else:
                made += paragraphs[i : i + len(run)]
            i += len(run)
            continue
        made += (
            replace(
                paragraph,
                text=found["text"],
                label="•",
                looks=paragraph.looks | {SIGN} if found["mark"] else paragraph.looks,
            )
            for paragraph, found in zip(paragraphs[i : i + len(run)], run, strict=True)
        )
        i += len(run)
    return made


def _is_below_a_question(made: Paragraphs) -> bool:
    """Whether a line that may ask stands before a run, and no answer."""
    return bool(made) and not answer_line(made[-1].text)


def _whole(found: re.Match[str]) -> str:
    return found.group()


def _digit(paragraph: Paragraph) -> re.Match[str] | None:
    return None if paragraph.label else _DIGIT.fullmatch(paragraph.tidied)


def _counted(paragraphs: Paragraphs, start: int) -> list[re.Match[str]]:
    """Lines from ``start`` that count on from 1 with one sign."""
    run: list[re.Match[str]] = []
    for paragraph in paragraphs[start : start + _MOST_COUNTED]:
        found = _digit(paragraph)
        if not found or int(found["number"]) != len(run) + 1:
            break
        if run and found["sign"] != run[0]["sign"]:
            break
        run.append(found)
    return run


def _is_next_question(
    above: re.Match[str], last: re.Match[str], paragraphs: Paragraphs, after: int
) -> bool:
    """Whether the last line of a run is the question after ``above``, with options of its own."""
    following = _digit(paragraphs[after]) if after < len(paragraphs) else None
    counts_on = int(last["number"]) == int(above["number"]) + 1 and last["sign"] == above["sign"]
    return counts_on and following is not None and following["number"] == "1"


def signs_in_cells(paragraphs: Paragraphs) -> Paragraphs:
    """A cell with nothing but a plus or a ticked box, beside the right option in its row."""
    made: Paragraphs = []
    waiting: Paragraph | None = None  # a sign that stands before its option
    for paragraph in paragraphs:
        text = paragraph.tidied
        ticked = (text in _SIGNS or boxed_alone(text)) if paragraph.cell else None
        if waiting is not None and not _in_one_row(waiting, paragraph):
            made.append(waiting)
            waiting = None
        if ticked is None:
            if waiting is not None:
                paragraph = replace(paragraph, looks=paragraph.looks | {SIGN})
            made.append(paragraph)
            waiting = None
        elif not (made and _in_one_row(made[-1], paragraph)):
            waiting = paragraph
        elif ticked:
            made[-1] = replace(made[-1], looks=made[-1].looks | {SIGN})
    return [*made, waiting] if waiting is not None else made


def _in_one_row(one: Paragraph, other: Paragraph) -> bool:
    return bool(one.cell_at and other.cell_at and one.cell_at[:2] == other.cell_at[:2])


def _runs(
    paragraphs: Paragraphs,
    pattern: re.Pattern[str],
    is_run: Callable[[list[re.Match[str]]], bool],
    option: Callable[[Paragraph, re.Match[str]], Paragraph],
) -> Paragraphs:
    """The paragraphs with each run of lines of a pattern made options, if it is one."""
    made: Paragraphs = []
    waiting: list[tuple[Paragraph, re.Match[str]]] = []

    def close() -> None:
        found = [m for _, m in waiting]
        known = len(waiting) > 1 and is_run(found)
        made.extend(option(p, m) if known else p for p, m in waiting)
        waiting.clear()

    for paragraph in paragraphs:
        found = None if paragraph.label else pattern.fullmatch(paragraph.tidied)
        if found:
            waiting.append((paragraph, found))
        else:
            close()
            made.append(paragraph)
    close()
    return made


MANNERS: Final[tuple[Callable[[Paragraphs], Paragraphs], ...]] = (
    tagged_lines,
    signed_questions,
    table_rows,
    table_heads,
    lists_within,
    doubled_letters,
    listed_options,
    typed_letters_that_run_on,
    signs_in_cells,
    ticked_boxes,
    options_in_lines,
    options_in_one_cell,
    parted_by_semicolons,
    answers_in_cells,
    signed_options,
    bulleted_options,
    lettered_bullets,
    digits_as_letters,
    lists_that_run_on,
    unmarked_options,
    lone_letters,
)


def in_one_manner(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs after every recogniser."""
    for manner in MANNERS:
        paragraphs = manner(paragraphs)
    return paragraphs
