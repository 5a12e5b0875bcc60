"""Records whose texts no process has seen: each word has its letters in another order."""

from __future__ import annotations

import random
import re
from typing import Any

_WORD = re.compile(r"[^\W\d_]{3,}")
_FEWEST_WORDS = 3
"""Shorter texts may be choices, names and codes, and lines are those of Markdown."""


def with_new_texts(value: Any, seed: int) -> Any:
    """A record with new words of the same letters in each text; others for each seed."""
    return _changed(value, random.Random(seed))


def _changed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        return {name: _changed(each, chance) for name, each in value.items()}
    if isinstance(value, list):
        return [_changed(each, chance) for each in value]
    if not isinstance(value, str) or "\n" in value or len(value.split()) < _FEWEST_WORDS:
        return value
    return _WORD.sub(lambda word: _shuffled(word[0], chance), value)


def _shuffled(word: str, chance: random.Random) -> str:
    letters = list(word[1:])
    chance.shuffle(letters)
    return word[0] + "".join(letters)
