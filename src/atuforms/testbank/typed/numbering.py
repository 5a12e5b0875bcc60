"""Empty lines, indentation and numbers of a typed bank."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.testbank.messages import NUMBER_SKIPPED, NUMBERS_STAY
from atuforms.testbank.model import Bank, Question, one_line, tidy
from atuforms.testbank.typed.drafts import Draft
from atuforms.testbank.typed.lines import Paragraph, numbered

_LONGEST_NUMBER: Final = 5


def with_gaps(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs with text, which know of an empty one before them."""
    made: list[Paragraph] = []
    gap = False
    for paragraph in paragraphs:
        empty = not paragraph.tidied
        if not empty:
            made.append(replace(paragraph, gap=gap, at=len(made)))
        gap = empty
    return made


def indented(text: str) -> str:
    """A further line of a question: one of code keeps its indentation, in spaces that do not go."""
    kept = text.rstrip()
    indent = len(kept) - len(kept.lstrip(" \t"))
    return "\u00a0" * (indent if indent > 1 else 0) + tidy(text)


def question_numbers(drafts: Sequence[Draft]) -> dict[int, int]:
    """The place of each question by the number that a key calls it: its own, or its place.

    Nothing, where a number stands twice, or is not the place of a question among others without.
    """
    own = [_own_number(draft) for draft in drafts]
    if None in own and any(number not in (None, i) for i, number in enumerate(own, 1)):
        return {}
    numbers = {number or i: i - 1 for i, number in enumerate(own, 1)}
    return numbers if len(numbers) == len(drafts) else {}


def are_numbered(drafts: Sequence[Draft]) -> bool:
    """Whether each question has a number of its own."""
    return all(_own_number(draft) is not None for draft in drafts)


def _own_number(draft: Draft) -> int | None:
    label = draft.label.strip("().[] ")
    if label.isdecimal() and len(label) <= _LONGEST_NUMBER:
        return int(label)
    typed = numbered(draft.stem[0])
    return typed[0] if typed else None


def without_numbers(
    questions: list[Question], drafts: Sequence[Draft], *, typed: bool
) -> tuple[list[Question], list[Finding]]:
    """The questions without typed numbers, and findings on gaps between these or on such as stay.

    They go where each question has one, or most have one, typed or automatic, and the typed ones
    count places; and only from what was ``typed``, since Moodle reads them as a part of the text.
    """
    pairs = [numbered(question.text) for question in questions]
    found = [(i, *pair) for i, pair in enumerate(pairs) if pair]
    automatic = sum(draft.label.strip("().[] ").isdecimal() for draft in drafts)
    whole = len(found) == len(questions)
    alone = len(found) + automatic == 1 and (not whole or found[0][1] != 1)
    if not found or alone:
        return questions, []
    gaps = _gaps(questions, [number for _, number, _ in found]) if whole else []
    most = (len(found) + automatic) * 2 > len(questions)
    placed = most and len({number - i for i, number, _ in found}) == 1
    if typed and (whole or placed):
        bare = [
            replace(question, text=pair[1]) if pair else question
            for question, pair in zip(questions, pairs, strict=True)
        ]
        return bare, gaps
    stay = [_numbers_stay(questions[found[0][0]])] if len(questions) > 1 else []
    return questions, [*gaps, *stay]


def _gaps(questions: list[Question], numbers: list[int]) -> list[Finding]:
    return [
        Finding(
            "bank-number-skipped",
            f"questions.{i}",
            NUMBER_SKIPPED,
            "warning",
            actual=number,
            details={"number": i + 1, "before": before},
            place=Place(questions[i].line),
        )
        for i, (before, number) in enumerate(pairwise(numbers), 1)
        if number not in (before + 1, 1)
    ]


def _numbers_stay(first: Question) -> Finding:
    """The finding on numbers that stay in the texts, as they would in Moodle."""
    return Finding(
        "bank-number-kept",
        "",
        NUMBERS_STAY,
        "warning",
        actual=one_line(first.text[:40]),
        place=Place(first.line),
    )


def of_their_questions(findings: Iterable[Finding], bank: Bank) -> Iterator[Finding]:
    """Findings on something that is lost, as ones on the questions in which it stands."""
    begun = sorted((q.line, i) for i, q in enumerate(bank) if q.line is not None)
    lines = [line for line, _ in begun]
    last = list(accumulate((i for _, i in begun), max))
    for finding in findings:
        before = 0
        if finding.severity == "error" and finding.line is not None:
            before = bisect_right(lines, finding.line)
        yield replace(finding, path=f"questions.{last[before - 1]}") if before else finding
