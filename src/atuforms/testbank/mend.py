"""Mending of what can be mended without asking the author."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import partial
from typing import Final, cast

from atuforms.testbank.letters import has_both_alphabets, mixed_words
from atuforms.testbank.model import WEIGHTS, Bank, Option, Question, one_line
from atuforms.testbank.structure import CONTROL, all_text, is_number
from atuforms.testbank.typed.lines import safe_stem

_Mend = Callable[[str], str]
_KNOWN_WEIGHTS: Final = frozenset(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Repair:
    """One text that :func:`fix` replaced. ``rule`` is the rule of the finding that is gone."""

    number: int
    """Number of the question, from 1."""
    path: str
    rule: str
    before: str
    after: str


def fix(bank: Bank, *, folded: bool = True) -> tuple[Bank, tuple[Repair, ...]]:
    """``bank`` with everything mended that has one right spelling, and what was changed.

    Control characters are removed; letters of the other alphabet replaced; a decimal comma becomes
    a point; a rounded weight the one of Moodle's list. What needs a decision (a missing answer, a
    repeated question, another weight) stays.

    :param folded: whether line breaks in questions with one answer become spaces, and a stem that
        Moodle would take for an option gets a dash before it: Aiken has one line a text.
    """
    changes: list[Repair] = []
    questions = tuple(_mended(question, i, changes, folded) for i, question in enumerate(bank))
    return Bank(questions), tuple(changes)


def _mended(question: Question, index: int, changes: list[Repair], folded: bool) -> Question:
    """The question mended; itself, if there is nothing to mend."""
    plain_single = folded and question.kind == "single" and question.markup == "plain"
    if _is_sound(question, plain_single):
        return question
    before_it = len(changes)

    def apply(text: str, part: str, steps: dict[str, _Mend]) -> str:
        for rule, mend in steps.items():
            after = mend(text)
            if after != text:
                path = f"questions.{index}{part}"
                changes.append(Repair(index + 1, path, rule, text, after))
                text = after
        return text

    steps: dict[str, _Mend] = {
        "control-character": partial(CONTROL.sub, ""),
        "mixed-alphabet": _one_alphabet,
    }
    if plain_single:
        steps["bank-line-break"] = _folded
    stem_steps = steps | ({"bank-stem-misread": safe_stem} if plain_single else {})
    option_steps = steps | ({"bank-number": _point} if question.kind == "numeric" else {})
    options: list[Option] = []
    for i, option in enumerate(question.options):
        part = f".options.{i}"
        weight = _unrounded(option.weight)
        if weight != option.weight:
            before, after = f"{option.weight:.7g}", f"{weight:.7g}"
            changes.append(
                Repair(index + 1, f"questions.{index}{part}", "bank-weight", before, after)
            )
        options.append(
            replace(
                option,
                text=apply(option.text, part, option_steps),
                feedback=apply(option.feedback, part, steps),
                weight=weight,
            )
        )
    made = replace(
        question,
        text=apply(question.text, ".text", stem_steps),
        feedback=apply(question.feedback, ".feedback", steps),
        name=apply(question.name, ".name", steps),
        module=apply(question.module, ".module", steps),
        lecture=apply(question.lecture, ".lecture", steps),
        options=tuple(options),
    )
    return made if len(changes) > before_it else question


def _is_sound(question: Question, plain_single: bool) -> bool:
    """Whether a look at all texts together already shows that none is to be mended."""
    words = all_text(question)
    if CONTROL.search(words) or has_both_alphabets(words) or question.kind == "numeric":
        return False
    if any(option.weight not in _KNOWN_WEIGHTS for option in question.options):
        return False
    texts = 5 + 2 * len(question.options)
    return not plain_single or (
        words.count("\n") == texts - 1 and safe_stem(question.text) == question.text
    )


def _one_alphabet(text: str) -> str:
    for word, better in mixed_words(text):
        if better:
            text = text.replace(word, better)
    return text


def _folded(text: str) -> str:
    return one_line(text) if "\n" in text else text


def _point(text: str) -> str:
    pointed = text.replace(",", ".")
    return pointed if is_number(pointed) else text


@functools.lru_cache(maxsize=1024)
def _unrounded(weight: float) -> float:
    """The weight of Moodle's list that was rounded to ``weight``: 33 and 33.3 stand for 33.33333.

    Any other stays: Moodle refuses it, and which one was meant only the author knows.
    """
    written = Decimal(f"{weight:.7g}")
    unit = Decimal(1).scaleb(min(cast("int", written.as_tuple().exponent), 0))
    meant = {
        known
        for known in WEIGHTS
        for rounding in (ROUND_DOWN, ROUND_HALF_UP)
        if Decimal(f"{known:.7g}").quantize(unit, rounding) == written
    }
    return meant.pop() if len(meant) == 1 else weight
