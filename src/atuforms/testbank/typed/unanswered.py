"""Why no question of a typed bank has an answer: a sign that is not known, keys without a heading.

Such a sign or key is not believed; it is named with every question that it may answer, in place of
what follows from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.testbank.messages import (
    ANSWER_EMPTY,
    ANSWER_LOOKS,
    ANSWER_MARKED,
    ANSWER_RANGE,
    NO_OPTIONS_LEFT,
    QUESTION_UNFINISHED,
)
from atuforms.testbank.model import Bank, BankReading, one_line, tidy
from atuforms.testbank.structure import SINGLE_ANSWER
from atuforms.testbank.typed.answer_keys import may_be_a_key
from atuforms.testbank.typed.key_messages import KEY_BARE, KEYS_OF_VARIANTS, SIGN_UNKNOWN
from atuforms.testbank.typed.key_shapes import answers_in_order
from atuforms.testbank.typed.label_runs import label_of
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.non_questions import is_variant
from atuforms.testbank.typed.table_messages import ROW_UNEVEN, TABLE_UNKNOWN

CAUSES: Final = frozenset((KEY_BARE, KEYS_OF_VARIANTS, SIGN_UNKNOWN, ROW_UNEVEN, TABLE_UNKNOWN))
_LETTERS: Final = "A-JА-ДСЕӘҒa-jа-дсеәғ"
_ENTRIES: Final = re.compile(
    rf"(?:(?:№\s*+)?\d{{1,4}}\s*+[-–—.):=→]*+\s*+[{_LETTERS}](?![^\W\d_])[\s,;.|]*+)++"
)
_SIGN: Final = re.compile(
    r"(?:(?P<label>[(\[]?(?:[^\W\d_]|\d{1,2})[.)\]]\s*+)?"
    r"(?P<sign>[√!=^~#@&→►▶★☆◆✗]{1,3}+|[Vv](?=\s))\s*+"
    r"(?P<text>[^\s√!=].*))|(?P<before>\S.*\s)(?P<after>√|[Vv])",
    re.DOTALL,
)
_FEWEST: Final = 2
_LONGEST: Final = 2000
_SHOWN: Final = 60
_CONSEQUENCES: Final = frozenset(
    (ANSWER_EMPTY, ANSWER_LOOKS, ANSWER_MARKED, ANSWER_RANGE, QUESTION_UNFINISHED)
)


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why nothing is answered, and the lines with which the questions can be read."""

    message: Message
    start: str
    lines: list[Paragraph]


def answered(reading: BankReading) -> int:
    """How many questions have an answer."""
    return sum(bool(question.answer) for question in reading.bank)


def explained(
    reading: BankReading,
    lines: Sequence[Paragraph],
    read: Callable[[list[Paragraph]], BankReading],
) -> BankReading:
    """A reading, with the cause in place of its consequences where nothing is answered.

    :param read: reads other lines of the same bank.
    """
    cause = None if answered(reading) else _keys(lines) or _sign(lines)
    if cause is None:
        return reading
    otherwise = read(cause.lines)
    bank = otherwise.bank
    caused: Sequence[int] = range(len(bank))
    if cause.message is SIGN_UNKNOWN:
        signed = [i for i, question in enumerate(bank) if question.answer]
        if len(signed) * 2 <= len(bank):
            return reading
        caused, bank = signed, _without_answers(bank)
    paths = {f"questions.{i}" for i in caused}
    kept = (
        each
        for each in otherwise.findings
        if each.message not in _CONSEQUENCES or each.path.removesuffix(".answer") not in paths
    )
    found = (*kept, *(_told(cause, i, bank.questions[i].line) for i in caused))
    return replace(
        otherwise, bank=bank, findings=tuple(sorted(found, key=lambda each: each.line or 0))
    )


def with_unread(reading: BankReading, table: Finding) -> BankReading:
    """A reading of which nothing is answered, with what is said of a table that is not read."""
    kept = (each for each in reading.findings if each.message is not NO_OPTIONS_LEFT)
    return replace(reading, findings=(table, *kept))


def _told(cause: _Cause, index: int, line: int | None) -> Finding:
    return Finding(
        SINGLE_ANSWER[0],
        f"questions.{index}.answer",
        cause.message,
        clause=SINGLE_ANSWER[1],
        details={"number": index + 1, "start": cause.start},
        place=Place(line),
    )


def _without_answers(bank: Bank) -> Bank:
    return Bank(
        tuple(
            replace(question, options=tuple(replace(each, weight=0.0) for each in question.options))
            for question in bank
        )
    )


def _keys(lines: Sequence[Paragraph]) -> _Cause | None:
    """Keys that nothing heads, or one below each variant."""
    blocks: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end, seen = _block(lines, at)
        if end > at:
            blocks.append((at, end))
        at = max(end, seen, at + 1)
    if not blocks:
        return None
    texts = [[tidy(line.text) for line in lines[a:b]] for a, b in blocks]
    variants = sum(is_variant(tidy(line.text)) for line in lines)
    several = len(blocks) > 1 or variants >= _FEWEST
    if not several and any(map(may_be_a_key, texts[0])):
        return None
    taken = {i for a, b in blocks for i in range(a, b)}
    rest = [line for i, line in enumerate(lines) if i not in taken]
    start = one_line(" ".join(texts[0]))[:_SHOWN]
    return _Cause(KEYS_OF_VARIANTS if several else KEY_BARE, start, _renumbered(rest))


def _block(lines: Sequence[Paragraph], at: int) -> tuple[int, int]:
    """Where a key ends that begins at a line, with what heads it, and up to where none begins.

    The first is the same place where there is no key.
    """
    end, entries = at, 0
    while end < len(lines):
        text = tidy(lines[end].text)[:_LONGEST]
        counted = lines[end].label.strip("().[] ").isdecimal() and len(text) == 1
        head, colon, after = text.partition(":")
        headed = bool(colon) and (may_be_a_key(head) or is_variant(head))
        said = after.strip() if headed else text
        if counted or _ENTRIES.fullmatch(said) or answers_in_order([[said]]):
            entries += len(re.findall(r"[^\W\d_](?![^\W\d_])", said))
        elif not (may_be_a_key(text) or is_variant(text)):
            break
        end += 1
    seen = end
    if entries < _FEWEST or not at:
        return at, seen
    before = lines[at - 1]
    apart = label_of(before) is not None and not before.text.rstrip().endswith(("?", ":"))
    while end > at and is_variant(tidy(lines[end - 1].text)):
        end -= 1  # it heads the questions that follow
    return (end if apart else at), (end if apart else seen)


def _sign(lines: Sequence[Paragraph]) -> _Cause | None:
    """A sign beside about one line in each question, which is read as if it were an asterisk."""
    found = [_SIGN.fullmatch(tidy(line.text)[:_LONGEST]) for line in lines]
    signs = Counter((each["sign"] or each["after"]).upper() for each in found if each)
    if not signs:
        return None
    sign, count = signs.most_common(1)[0]
    if count < _FEWEST:
        return None
    made = [
        replace(line, text=_starred(each), spans=())
        if each and (each["sign"] or each["after"]).upper() == sign
        else line
        for line, each in zip(lines, found, strict=True)
    ]
    return _Cause(SIGN_UNKNOWN, sign, made)


def _starred(found: re.Match[str]) -> str:
    if found["after"]:
        return f"{found['before']}*"
    return f"*{found['label'] or ''}{found['text']}"


def _renumbered(lines: Sequence[Paragraph]) -> list[Paragraph]:
    return [replace(line, at=i) for i, line in enumerate(lines)]
