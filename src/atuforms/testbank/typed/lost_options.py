"""Questions from which an option may have come off: one without its letter, or half a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.testbank.letters import places
from atuforms.testbank.messages import STEM_SUSPECT
from atuforms.testbank.typed.drafts import Draft
from atuforms.testbank.typed.running_letters import order_of, run_on

_ASKS: Final = re.compile(r"\?|_{2}|…|\.\.\.")
_OTHERS: Final = 4
"""All but one in so many questions have letters before their options."""
_NUMBER: Final = re.compile(r"\s*(\d{1,4})\s?([.)])")


def lost_options(drafts: Sequence[Draft]) -> list[Finding]:
    """Findings on lines of which only the author knows to which question or option they belong."""
    suspects = (
        *_letters_lost(drafts),
        *_halves(drafts),
        *_unasked(drafts),
        *_in_two(drafts),
        *_skipped(drafts),
    )
    return [
        Finding(
            "bank-line-break",
            f"questions.{i}.text",
            STEM_SUSPECT,
            actual=line,
            details={"number": i + 1},
            place=Place(drafts[i].line),
        )
        for i, line in suspects
    ]


def _letters_lost(drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Questions whose letters begin with B, or with one option fewer than all others have.

    Only those with a line without a mark, which may be the option that is missing.
    """
    counts = Counter(len(draft.options) for draft in drafts)
    before = ""
    for i, draft in enumerate(drafts):
        first = draft.labels[0] if draft.options else ""
        begins = not first or 0 in places(first) or (before and run_on([before, first]))
        wrapped = [option.lines[-1] for option in draft.options if len(option.lines) > 1]
        if not begins and len(draft.stem) > 1:
            yield i, draft.stem[-1]
        elif wrapped and counts[len(draft.options) + 1] * 2 > len(drafts) - 1:
            yield i, wrapped[-1]
        before = draft.labels[-1] if draft.options else ""


def _usual_count(drafts: Sequence[Draft], others: int = _OTHERS) -> int:
    """How many options all questions but one in ``others`` have; 0 if there is no such number."""
    counts = Counter(len(draft.options) for draft in drafts)
    count, often = counts.most_common(1)[0] if counts else (0, 0)
    return count if often * others >= len(drafts) * (others - 1) and often > 2 else 0


def _in_two(drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Two questions that have together as many options as every other: a line between parts them.

    A page number, a note, or an option that is no longer one of the list.
    """
    usual = _usual_count(drafts, others=2)
    for i, (one, other) in enumerate(pairwise(drafts)):
        both = len(one.options) + len(other.options)
        answered = one.right and other.right
        parted = max(len(one.options), len(other.options)) < usual and both in (usual - 1, usual)
        if parted and not answered:
            line = other.stem[0] or other.options[0].text
            yield i, line
            yield i + 1, line


def _skipped(drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Questions with one option fewer than the others have, whose letters skip one: А, Б, В, Д."""
    usual = _usual_count(drafts)
    for i, draft in enumerate(drafts):
        lettered = all(draft.labels) and len(draft.options) == usual - 1
        if lettered and order_of(draft.labels) is None and not run_on(draft.labels):
            yield i, draft.options[-1].text


def _unasked(drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Numbered lists below a line that asks nothing, in a bank whose options have letters."""
    lettered = [any(draft.labels) for draft in drafts]
    if sum(lettered) * _OTHERS < len(drafts) * (_OTHERS - 1) or len(drafts) < _OTHERS:
        return
    for i, draft in enumerate(drafts):
        if draft.options and not lettered[i] and not _ASKS.search("\n".join(draft.stem)):
            yield i, draft.stem[-1]


def _halves(drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Questions after one without an answer, numbered in another row: «2) …» after «1. …»."""
    numbers = [_NUMBER.match(draft.stem[0]) for draft in drafts]
    rows = list(accumulate(bool(number and number[1] == "1") for number in numbers))
    named = [(row, number[1] if number else "") for row, number in zip(rows, numbers, strict=True)]
    left = Counter(named)
    for i, number in enumerate(numbers):
        left[named[i]] -= 1
        before = numbers[i - 1] if i else None
        if number is None or before is None or drafts[i - 1].right:
            continue
        if number[2] != before[2] or left[named[i]] > 0:
            yield i, drafts[i].stem[0]
