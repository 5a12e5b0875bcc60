"""Whether the looks of the right options tell them from the others, through a whole bank.

Who gets a paper without answers compares the options: a sign, a space or a capital letter that only
the right ones have shows all the answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from atuforms.core.findings import Finding
from atuforms.testbank.model import CHOICES, Question
from atuforms.testbank.typed.looks_messages import (
    RIGHT_CAPITAL,
    RIGHT_LONE_SIGN,
    RIGHT_SMALL,
)

RULE: Final = "bank-options-tell"
_FEWEST: Final = 5
"""Questions below which a sign says nothing."""
_RARELY: Final = 20
"""A sign is one of right options if so many of them have it for each other option with it."""
_BLANK_LETTERS: Final = "\u115f\u1160\u3164\uffa0"
"""Letters of Korean that show nothing."""
_SIGN: Final = re.compile(rf"[^\w\x00-\x7f]|[{_BLANK_LETTERS}]")
"""Whatever is no letter, no digit and not on every keyboard."""
_CAPITAL, _SMALL, _SPACES = "A", "a", "␣␣"


def telling_options(bank: Iterable[Question]) -> Iterator[Finding]:
    """A finding if more than half of the right options can be told by one sign."""
    of_right: list[str] = []
    of_wrong: list[str] = []
    total = 0
    for question in bank:
        if question.kind not in CHOICES or len(question.right) != 1 or len(question.options) < 2:
            continue
        total += 1
        for option in question.options:
            to = of_right if option.right else of_wrong
            to += _signs(option.text)
    right, wrong = Counter(of_right), Counter(of_wrong)
    told = [
        (count, sign)
        for sign, count in right.items()
        if count >= _FEWEST and count * 2 > total and wrong[sign] * _RARELY <= count
    ]
    if told:
        count, sign = max(told)
        message = {_CAPITAL: RIGHT_CAPITAL, _SMALL: RIGHT_SMALL}.get(sign, RIGHT_LONE_SIGN)
        yield Finding(
            RULE,
            "questions",
            message,
            "warning",
            actual=count,
            details={"total": total, "sign": sign},
        )


def _signs(text: str) -> set[str]:
    """What may tell an option from others: how it begins and ends, spaces, unseen signs."""
    first = text[:1]
    signs = {each for each in (first, text[-1:]) if each and not each.isalnum()}
    if first.isalpha() and first.isupper() != first.islower():
        signs.add(_CAPITAL if first.isupper() else _SMALL)
    if "  " in text:
        signs.add(_SPACES)
    for each in _SIGN.findall(text):
        blank = each in _BLANK_LETTERS or not each.isprintable()
        signs.add(f"U+{ord(each):04X}" if blank else each)
    return signs
