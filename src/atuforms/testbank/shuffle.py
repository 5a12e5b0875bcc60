"""Shuffling of a bank, and variants of a paper test with one answer key.

The order depends on the seed alone: the same on every machine and in every Python version.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from atuforms.testbank.model import CHOICES, LETTERS, Bank, Question
from atuforms.testbank.referring_options import referring

MOST_VARIANTS: Final = len(LETTERS)
"""Each has a letter for its name."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant of a paper test."""

    name: str
    """``A``, ``B``, ``C`` …"""
    bank: Bank
    order: tuple[int, ...]
    """For each question of this variant its number in the original bank, from 1."""

    @property
    def answers(self) -> tuple[str, ...]:
        """Letters of the right answers in the order of this variant."""
        return tuple(question.answer for question in self.bank)


def shuffle(bank: Bank, seed: int | str) -> Bank:
    """``bank`` with its questions, and the options of each, in an order that ``seed`` decides.

    Options keep their order where the question says so, where they mean true and false, and
    where one refers to the others («all of the above»).
    """
    return _shuffled(bank, f"{seed}")[0]


def variants(bank: Bank, count: int, seed: int | str) -> tuple[Variant, ...]:
    """``count`` variants of ``bank``, A, B, C …, each in an order of its own.

    :raises ValueError: for fewer than 1 or more than :data:`MOST_VARIANTS`.
    """
    if not 1 <= count <= MOST_VARIANTS:
        raise ValueError(f"the number of variants must be 1 to {MOST_VARIANTS}")
    made = []
    for name in LETTERS[:count]:
        shuffled, order = _shuffled(bank, f"{seed}/{name}")
        made.append(Variant(name, shuffled, order))
    return tuple(made)


def answer_key(made: Sequence[Variant]) -> tuple[tuple[str, ...], ...]:
    """The key of all variants as a table: a heading, then a row a question number."""
    heading = ("№", *(variant.name for variant in made))
    columns = [variant.answers for variant in made]
    rows = zip(*columns, strict=True)
    return (heading, *((str(number), *row) for number, row in enumerate(rows, 1)))


def _shuffled(bank: Bank, seed: str) -> tuple[Bank, tuple[int, ...]]:
    # Of the generator only random() is promised to stay the same between versions of Python.
    rng = random.Random(hashlib.sha256(seed.encode()).digest())  # noqa: S311 — order, not secrecy
    order = _permuted(range(len(bank)), rng)
    questions = tuple(_with_options_shuffled(bank.questions[i], rng) for i in order)
    return Bank(questions), tuple(i + 1 for i in order)


def keeps_its_order(question: Question) -> bool:
    """Whether the options of ``question`` are never shuffled."""
    return question.kind not in CHOICES or not question.shuffle or bool(referring(question))


def _with_options_shuffled(question: Question, rng: random.Random) -> Question:
    if keeps_its_order(question):
        return question
    return replace(question, options=tuple(_permuted(question.options, rng)))


def _permuted(items: Sequence[T], rng: random.Random) -> list[T]:
    """Fisher and Yates, on ``random()`` alone."""
    result = list(items)
    for i in range(len(result) - 1, 0, -1):
        j = int(rng.random() * (i + 1))
        result[i], result[j] = result[j], result[i]
    return result
