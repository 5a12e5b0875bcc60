"""Statements with letters or numbers of their own above the options: a part of the question's text.

«А. … Б. … 1) только А …» has one reading only where two runs of labels of different kinds stand one
below the other, the kind of the first one nowhere else, and the answer is a label of the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from atuforms.testbank.letters import to_latin
from atuforms.testbank.model import tidy
from atuforms.testbank.typed.label_runs import Label, label_of
from atuforms.testbank.typed.lines import Paragraph, answer_labels, answer_line
from atuforms.testbank.typed.running_letters import is_next_in_order

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_FEWEST: Final = 2
_LONGEST: Final = 400
"""Characters of the longest answer that is looked at."""

_Kind = tuple[str, str, bool]
"""Digits, letters, Roman numbers or bullets; the sign after them; whether Word printed them."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines whose labels count on from the first."""

    kind: _Kind
    start: int
    end: int


def with_statements(lines: list[Paragraph], keyed: Iterable[str]) -> list[Paragraph]:
    """The lines with statements above options joined to the line above them.

    :param keyed: the answers of a key at the end.
    """
    labels = [None if line.cell else label_of(line) for line in lines]
    runs = list(_runs(labels))
    pairs = [(a, b) for a, b in pairwise(runs) if a.end == b.start and a.start]
    above, below = {a.kind for a, _ in pairs}, {b.kind for _, b in pairs}
    if not pairs or len(below) != 1 or not _is_certain(runs, pairs, labels):
        return lines
    kind = below.pop()
    if kind in above or not all(_names(said, kind) for said in keyed):
        return lines
    made: list[Paragraph] = []
    done = 0
    for one, other in pairs:
        statements = lines[one.start : one.end]
        if any(line.marks_and_sign for line in statements) or not _fits(lines, other):
            continue
        made += lines[done : one.start]
        head = made[-1]
        text = "\n".join((head.text, *map(_whole, statements)))
        made[-1] = replace(head, text=text, spans=())
        done = one.end
    return [*made, *lines[done:]]


def _runs(labels: Sequence[Label | None]) -> Iterator[_Run]:
    at = 0
    while at < len(labels):
        end, kind = _run_at(labels, at)
        if kind and end - at >= _FEWEST:
            yield _Run(kind, at, end)
            at = end
        else:
            at += 1


def _run_at(labels: Sequence[Label | None], at: int) -> tuple[int, _Kind | None]:
    """Where a run that begins at a line ends, and its kind; that of none where none does."""
    first, second = (labels[i] if i < len(labels) else None for i in (at, at + 1))
    if first is None or second is None:
        return at, None
    text, next_text = (to_latin(each.text.upper()) for each in (first, second))
    if (text, next_text) == _ROMAN[:2]:
        name = "Roman"
    elif text in ("A", "1"):
        name = "digit" if text == "1" else "letter"
    elif not text.isalnum():
        name = "bullet"
    else:
        return at, None
    end = at + 1
    while end < len(labels) and _follows(labels[end - 1], labels[end], name, end - at):
        end += 1
    return end, (name, first.sign, first.level is not None)


def _follows(before: Label | None, label: Label | None, name: str, place: int) -> bool:
    if before is None or label is None:
        return False
    if (label.sign, label.level) != (before.sign, before.level):
        return False
    if name == "bullet":
        return not label.text.isalnum()
    if name == "digit":
        return label.text == str(place + 1)
    if name == "Roman":
        return place < len(_ROMAN) and to_latin(label.text.upper()) == _ROMAN[place]
    return label.text.isalpha() and is_next_in_order(before.text, label.text)


def _is_certain(
    runs: Sequence[_Run], pairs: Sequence[tuple[_Run, _Run]], labels: Sequence[Label | None]
) -> bool:
    """Whether no run of the kind of statements stands alone, and none is below the options."""
    first = {id(a) for a, _ in pairs}
    last = {id(b) for _, b in pairs}
    above = {a.kind[0] for a, _ in pairs}
    if first & last or "digit" in above:
        return False  # three runs are a question to match; numbers may be those of questions
    if any(run.kind[0] in above and id(run) not in first for run in runs):
        return False
    kind = pairs[0][1].kind
    taken = {i for run in runs for i in range(run.start, run.end)}
    others = (label for i, label in enumerate(labels) if label and i not in taken)
    names = {"digit": "0", "letter": "a"}.get(kind[0])
    return names is not None and not any(
        (label.sign, label.level is not None) == kind[1:]
        and (label.text.isdecimal() if kind[0] == "digit" else label.text.isalpha())
        for label in others
    )


def _fits(lines: Sequence[Paragraph], options: _Run) -> bool:
    """Whether the options end their question, and its answer names one of them."""
    following = lines[options.end] if options.end < len(lines) else None
    rest = answer_line(following.text[:_LONGEST]) if following else None
    return rest is None or _names(rest, options.kind)


def _names(said: str, kind: _Kind) -> bool:
    """Whether an answer is a label of the options' kind."""
    names = answer_labels(said)
    alone = len(re.sub(r"[\W_]", "", said)) == 1
    digits = kind[0] == "digit"
    return alone and len(names) == 1 and names[0].isdecimal() == digits


def _whole(line: Paragraph) -> str:
    return f"{line.label} {tidy(line.text)}".strip()
