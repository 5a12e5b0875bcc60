"""What is found again and again in a bank is told once, with its places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import plural_sentence
from atuforms.core.language.translation import fill

MANY: Final = 2
"""Repetitions of a finding beyond which only their places are told."""
SHOWN: Final = 20
"""Places of a repeated finding that are told."""

SAME_AGAIN: Final = plural_sentence(
    "The same in {count} more place: {places}",
    "The same in {count} more places: {places}",
    count="count",
)


def same_again(places: Sequence[int | None], lang: Language) -> str:
    """The line on further places of what was just told."""
    shown = [str(place) for place in places[:SHOWN] if place]
    more = "…" if len(places) > len(shown) else ""
    values = {"count": len(places), "places": ", ".join([*shown, *filter(None, [more])])}
    return "    " + fill(SAME_AGAIN, lang, values)
