"""Options whose letters go on from question to question: А, Б, В, then Г, Д, Е."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from atuforms.testbank.letters import places, to_latin
from atuforms.testbank.typed.lines import Paragraph

Paragraphs = list[Paragraph]

_TYPED: Final = re.compile(
    r"(?P<mark>[*+]?)\s*[(\[]?(?P<letter>[A-Za-zА-Яа-яЁё])\s*[.)\]]\s*(?P<text>\S.*)", re.DOTALL
)
_ALPHABETS: Final = tuple(
    map(
        to_latin,
        (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
            "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ",
            "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ",
        ),
    )
)
_ORDERS: Final = (
    *_ALPHABETS,
    *map(
        to_latin,
        (
            "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЫІЬЭЮЯ",
            "АӘБВГҒДЕЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЫІЬЭЮЯ",
            "АБВГҒДЕЖЗИЙКҚЛМНОӨПР",
            "AÄBCDEFGĞHIJKL",
            "AÁBCDEFGǴHIJKL",
            "AƏBCDEFGĞHIJKL",
        ),
    ),
)
"""All orders in which letters before options may stand."""
_FEWEST: Final = 2


def lists_that_run_on(paragraphs: Paragraphs) -> Paragraphs:
    """Automatic letters that go on from question to question: f, g, h … for A, B, C …"""
    made = list(paragraphs)
    start = 0
    for i in range(1, len(made) + 1):
        if i < len(made) and made[i].level and made[i].level == made[start].level:
            continue
        labels = [p.label.strip("().[] ") for p in made[start:i]]
        if i - start > 1 and all(each.isalpha() for each in labels):
            on = run_on(labels)
            made[start:i] = [
                p
                if place in places(label) and not on
                else replace(p, label="•", letter=label if on else "")
                for place, (p, label) in enumerate(zip(made[start:i], labels, strict=True))
            ]
        start = i
    return made


def typed_letters_that_run_on(paragraphs: Paragraphs) -> Paragraphs:
    """The same, typed: each run begins with the letter after the last one of the run before."""
    made: Paragraphs = []
    before = ""
    i = 0
    while i < len(paragraphs):
        run = _typed(paragraphs, i)
        letters = [each["letter"] for each in run]
        follows = bool(before) and bool(run) and bool(_next(before, letters[0]))
        if len(run) >= _FEWEST and follows and run_on(letters):
            made += (
                replace(p, text=found["mark"] + found["text"], label="•", letter=found["letter"])
                for p, found in zip(paragraphs[i : i + len(run)], run, strict=True)
            )
        else:
            made += paragraphs[i : i + max(len(run), 1)]
        before = letters[-1] if len(run) >= _FEWEST else before
        i += max(len(run), 1)
    return made


def run_on(labels: Sequence[str]) -> bool:
    """Whether letters follow each other, and do not begin with A."""
    return (
        bool(labels)
        and 0 not in places(labels[0])
        and all(_next(one, other) for one, other in pairwise(labels))
    )


def _next(one: str, other: str) -> bool:
    """Whether a letter is the next one in an alphabet."""
    pair = to_latin((one + other).upper())
    return len(pair) == len("AB") and any(pair in alphabet for alphabet in _ALPHABETS)


def is_next_in_order(one: str, other: str) -> bool:
    """Whether a letter is the next one in some order, also of the Kazakh alphabets."""
    pair = to_latin(one.upper() + other.upper())
    return len(pair) == len("AB") and any(pair in order for order in _ORDERS)


def order_of(labels: Sequence[str]) -> list[int] | None:
    """Places of labels in the order in which they count from the first one on, without a gap.

    None where they are no such run: a letter stands twice, or one lacks.
    """
    if labels and all(map(str.isdecimal, labels)):
        numbers = list(map(int, labels))
        wanted = list(range(1, len(numbers) + 1))
        return (
            sorted(range(len(numbers)), key=numbers.__getitem__)
            if (sorted(numbers) == wanted)
            else None
        )
    letters = to_latin("".join(labels).upper())
    for alphabet in _ORDERS:
        if len(letters) == len(labels) and sorted(letters) == sorted(alphabet[: len(letters)]):
            return sorted(range(len(letters)), key=lambda i: alphabet.index(letters[i]))
    return None


def _typed(paragraphs: Paragraphs, start: int) -> list[re.Match[str]]:
    """Lines from ``start`` with typed letters one after the other."""
    run: list[re.Match[str]] = []
    for i in range(start, len(paragraphs)):
        paragraph = paragraphs[i]
        found = None if paragraph.label else _TYPED.fullmatch(paragraph.tidied)
        if found is None or (run and not _next(run[-1]["letter"], found["letter"])):
            break
        run.append(found)
    return run
