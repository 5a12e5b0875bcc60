"""The same question twice, and nearly the same.

Near-duplicates are compared with rapidfuzz (extra ``testbank``). Comparing all pairs of 10,000
questions takes ten seconds; two questions that are 90 % alike share most of their words, so only
pairs that share one of their rarest words are compared.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from atuforms.core.findings import Finding
from atuforms.core.locks import FIRST_USE
from atuforms.testbank.messages import (
    DUPLICATE,
    DUPLICATE_TEXT,
    NEAR_DUPLICATE,
    NEAR_DUPLICATE_UNCHECKED,
)
from atuforms.testbank.model import CHOICES, Bank, File, Question
from atuforms.testbank.structure import found
from atuforms.testbank.typed.label_messages import KEYS_DIFFER

CONTRADICTION: Final = "bank-keys-differ"
ALIKE: Final = 90.0
"""Per cent from which two questions are called nearly the same."""
_DIFFERING: Final = 0.3
"""Share of words that may differ between questions that are compared."""
_SAME_WORD: Final = 70.0
"""Per cent from which two words are taken for forms or misspellings of one."""
_TRIES: Final = 5
"""Most similar questions that are looked at before giving up."""

_INSTALL: Final = 'pip install "atuforms[testbank]"'
# Signs of formulas stay: x < y is not x > y, and 5-3 is not 53.
_PUNCTUATION: Final = re.compile(r"(?<!\d)[-–—.,:](?!\d)|[-–—.,:](?!\d)|[;!?…«»\"'“”„‘’`_()\[\]{}]")
_FORMULA: Final = re.compile(r"[\d+*/=<>^%√]+|\b[a-z]\b")


def folded(text: str) -> str:
    """``text`` without differences of letter case, spaces and punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", text.casefold()).split())


def _stems(bank: Bank) -> tuple[str, ...]:
    return _folded(tuple([question.plain for question in bank]))


@functools.lru_cache(maxsize=1)  # a bank is looked through several times
def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(folded, texts))


def duplicates(bank: Bank, *, near: bool = True) -> Iterator[Finding]:
    """Findings on questions that repeat an earlier one.

    The same text with the same options is an error, with other options a warning; nearly the same
    text is a warning. Texts that differ only in numbers or formulas are different questions.

    :param near: whether nearly the same texts are looked for, which takes the most time.
    """
    stems = _stems(bank)
    first: dict[str, int] = {}
    unique: list[int] = []
    for index, (question, stem) in enumerate(zip(bank, stems, strict=True)):
        if not stem:
            continue
        if stem not in first:
            first[stem] = index
            unique.append(index)
            continue
        earlier = bank.questions[first[stem]]
        if question.files != earlier.files:
            continue
        same = _answers(question) == _answers(earlier)
        yield found(
            question,
            index,
            "bank-duplicate",
            DUPLICATE if same else DUPLICATE_TEXT,
            part=".text",
            severity="error" if same else "warning",
            other=first[stem] + 1,
        )
    if near:
        yield from _near(bank, stems, unique)


def contradictions(bank: Bank) -> Iterator[Finding]:
    """Findings on questions with one text and the same options, but with other right answers."""
    questions = list(bank)
    stems = _stems(bank)
    often = Counter(stems)
    groups: dict[object, list[int]] = defaultdict(list)
    for index, (question, stem) in enumerate(zip(questions, stems, strict=True)):
        if stem and often[stem] > 1 and question.kind in CHOICES and question.right:
            groups[stem, question.files, _answers(question)].append(index)
    for group in groups.values():
        rights = [_answers(questions[i], right=True) for i in group]
        for i, right in zip(group, rights, strict=True):
            other = next((n for n, its in zip(group, rights, strict=True) if its != right), None)
            if other is not None:
                question = questions[i]
                yield found(
                    question, i, CONTRADICTION, KEYS_DIFFER, part=".answer", other=other + 1
                )


def _answers(question: Question, *, right: bool = False) -> frozenset[tuple[str, tuple[File, ...]]]:
    """The options of a question, or the right ones alone."""
    return frozenset(
        (folded(option.text), option.files)
        for option in question.options
        if option.right or not right
    )


def _near(bank: Bank, stems: tuple[str, ...], unique: list[int]) -> Iterator[Finding]:
    try:
        with FIRST_USE:
            from rapidfuzz import fuzz, process
    except ImportError:
        if len(unique) > 1:
            yield Finding(
                "bank-near-duplicate",
                "questions",
                NEAR_DUPLICATE_UNCHECKED,
                "warning",
                details={"command": _INSTALL},
            )
        return
    for index, other, score in _alike(stems, tuple(unique), process.extract, fuzz.ratio):
        yield found(
            bank.questions[index],
            index,
            "bank-near-duplicate",
            NEAR_DUPLICATE,
            part=".text",
            severity="warning",
            limit=round(ALIKE),
            actual=int(score),
            other=other + 1,
        )


@functools.lru_cache(maxsize=1)  # a bank is checked as it is read, and again as form 02-05
def _alike(
    stems: tuple[str, ...],
    unique: tuple[int, ...],
    extract: Callable[..., list[tuple[str, float, int]]],
    ratio: Callable[[str, str], float],
) -> tuple[tuple[int, int, float], ...]:
    """Places of questions nearly the same as an earlier one, of that one, and how much they are."""
    made: list[tuple[int, int, float]] = []
    for index, candidates in _candidates(stems, unique):
        choices = [stems[i] for i in candidates]
        best = extract(stems[index], choices, scorer=ratio, score_cutoff=ALIKE, limit=_TRIES)
        for stem, score, place in best:
            if _differ_in_spelling(stems[index], stem, ratio):
                made.append((index, candidates[place], score))
                break
    return tuple(made)


def _differ_in_spelling(one: str, two: str, ratio: Callable[[str, str], float]) -> bool:
    """Whether the words that differ are forms of each other, or there is one word more.

    Another word in the same sentence («жүйе» for «желі») makes another question.
    """
    here, there = set(one.split()), set(two.split())
    only_here, only_there = here - there, there - here
    if not only_here or not only_there:
        return len(only_here) + len(only_there) <= 1
    return all(
        any(ratio(word, other) >= _SAME_WORD for other in only_there) for word in only_here
    ) and all(any(ratio(word, other) >= _SAME_WORD for other in only_here) for word in only_there)


def _candidates(stems: Sequence[str], unique: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """For each question the earlier ones worth comparing.

    Two questions of n words that differ in at most d share one of their d + 1 rarest words.
    """
    words = {i: set(stems[i].split()) for i in unique}
    frequency = Counter(word for row in words.values() for word in row)
    lengths = [len(stem) for stem in stems]
    order = sorted(frequency, key=lambda word: (frequency[word], word))
    rank = {word: place for place, word in enumerate(order)}
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in unique:
        formula = " ".join(_FORMULA.findall(stems[index]))
        rarest = sorted(words[index], key=rank.__getitem__)
        differing = max(1, int(len(rarest) * _DIFFERING))
        keys = [(formula, word) for word in rarest[: differing + 1]]
        candidates: set[int] = set()
        for key in keys:
            candidates.update(postings[key])
            postings[key].append(index)
        shortest, longest = lengths[index] * ALIKE / 110, lengths[index] * 110 / ALIKE
        near = sorted([i for i in candidates if shortest <= lengths[i] <= longest])
        if near:
            yield index, near
