"""What makes a question impossible to import, whatever the format.

Writers refuse a bank that has any of these; :mod:`.content` reports them among the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from atuforms.core.findings import Finding, InvalidRecord, Place, Report, Severity
from atuforms.core.language.sentences import Message
from atuforms.testbank.messages import (
    ANSWER_MANY,
    ANSWER_NONE,
    BANK_CONTROL,
    BANK_MARGIN,
    BANK_NUMBER,
    BANK_TRUE_FALSE,
    BANK_WEIGHT,
    NO_TEXT,
    OPTION_EMPTY,
    OPTIONS_FEW,
    WEIGHT_FULL,
    WEIGHT_TOTAL,
)
from atuforms.testbank.model import CHOICES, FORM, WEIGHTS, Bank, Question

ITEM_FORMAT: Final = ("0205-item-format", "02-05")
SINGLE_ANSWER: Final = ("0205-single-answer", "02-05 note")
CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that no document can hold."""

_KNOWN_WEIGHTS: Final = frozenset(WEIGHTS)
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_LONGEST_NUMBER: Final = 40


def found(
    question: Question,
    index: int,
    rule: str | tuple[str, str],
    message: Message,
    *,
    part: str = "",
    severity: Severity = "error",
    limit: Any = None,
    actual: Any = None,
    **details: Any,
) -> Finding:
    """A finding on the question at ``index`` (from 0), with its number and line.

    ``part`` is the path below the question.
    """
    line = question.line
    if part.startswith(".options."):
        line = question.options[int(part.removeprefix(".options."))].line or line
    rule_id, clause = (rule, "") if isinstance(rule, str) else rule
    return Finding(
        rule_id,
        f"questions.{index}{part}",
        message,
        severity,
        clause,
        limit,
        actual,
        {"number": index + 1, **details},
        Place(line),
    )


def texts(question: Question) -> Iterator[tuple[str, str]]:
    """Path below the question and text of everything a person wrote in it."""
    yield ".text", question.text
    yield ".feedback", question.feedback
    yield ".name", question.name
    yield ".module", question.module
    yield ".lecture", question.lecture
    for i, option in enumerate(question.options):
        yield f".options.{i}", option.text
        yield f".options.{i}", option.feedback


def all_text(question: Question) -> str:
    """All that :func:`texts` gives, together: to look for what hardly any question has."""
    words = [question.text, question.feedback, question.name, question.module, question.lecture]
    for option in question.options:
        words += (option.text, option.feedback)
    return "\n".join(words)


def defects(question: Question, index: int) -> Iterator[Finding]:
    """What an importer would refuse or lose in the question at ``index``."""
    for part, text in texts(question) if CONTROL.search(all_text(question)) else ():
        bad = CONTROL.search(text)
        if bad:
            code = f"U+{ord(bad.group()):04X}"
            yield found(question, index, "control-character", BANK_CONTROL, part=part, actual=code)
    if not question.text:
        yield found(question, index, ITEM_FORMAT, NO_TEXT, part=".text")
    for i, option in enumerate(question.options):
        if not option.text:
            yield found(question, index, ITEM_FORMAT, OPTION_EMPTY, part=f".options.{i}")
        if option.weight not in _KNOWN_WEIGHTS:
            yield found(
                question,
                index,
                "bank-weight",
                BANK_WEIGHT,
                part=f".options.{i}",
                actual=f"{option.weight:g}",
            )
    yield from _answer_defects(question, index)


def _answer_defects(question: Question, index: int) -> Iterator[Finding]:
    if question.kind in CHOICES and len(question.options) < 2:
        yield found(
            question,
            index,
            ITEM_FORMAT,
            OPTIONS_FEW,
            part=".options",
            limit=2,
            actual=len(question.options),
        )
    if question.kind == "multiple":
        yield from _weights_of_several(question, index)
    else:
        yield from _weight_of_one(question, index)
    if question.kind == "true_false" and [o.text for o in question.options] != ["true", "false"]:
        yield found(question, index, "bank-true-false", BANK_TRUE_FALSE, part=".options")
    for i, option in enumerate(question.options if question.kind == "numeric" else ()):
        if option.text != "*" and not is_number(option.text):
            yield found(
                question,
                index,
                "bank-number",
                BANK_NUMBER,
                part=f".options.{i}",
                actual=option.text,
            )
        elif option.tolerance < 0:
            yield found(
                question,
                index,
                "bank-number",
                BANK_MARGIN,
                part=f".options.{i}",
                actual=f"{option.text}:{option.tolerance:f}",
            )


def _weights_of_several(question: Question, index: int) -> Iterator[Finding]:
    total = sum(option.weight for option in question.options if option.right)
    if abs(total - 100) > 1:
        yield found(
            question,
            index,
            "bank-weight",
            WEIGHT_TOTAL,
            part=".options",
            limit=100,
            actual=f"{total:g}",
        )


def _weight_of_one(question: Question, index: int) -> Iterator[Finding]:
    full = sum(option.weight == 100 for option in question.options)
    one = question.kind in ("single", "true_false")
    if not question.right:
        yield found(question, index, SINGLE_ANSWER, ANSWER_NONE, part=".answer")
    elif one and full > 1:
        yield found(
            question,
            index,
            SINGLE_ANSWER,
            ANSWER_MANY,
            part=".answer",
            limit=1,
            actual=question.answer,
        )
    elif not full:
        yield found(question, index, "bank-weight", WEIGHT_FULL, part=".answer")


def is_number(text: str) -> bool:
    """Whether Moodle reads ``text`` as a number, of a size that a course may need."""
    return len(text) <= _LONGEST_NUMBER and bool(_NUMBER.fullmatch(text))


def decimal(text: str) -> Decimal | None:
    """``text`` as a number; None if it is none. A decimal comma is understood."""
    text = text.strip().replace(",", ".")
    return Decimal(text) if is_number(text) else None


def ensure_writable(bank: Bank, *more: Finding) -> None:
    """Stop before a file is written that would not import as it is meant.

    :raises InvalidRecord: with a finding for each defect of a question, and ``more``.
    """
    findings = [f for i, question in enumerate(bank) for f in defects(question, i)]
    findings.extend(more)
    if findings:
        raise InvalidRecord(Report(tuple(findings), form=FORM))
