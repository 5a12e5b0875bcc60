"""How long videos last, in seconds, and how long the regulations let them last."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import LASTS_TOO_LONG, LASTS_TOO_SHORT
from atuforms.core.language.sentences import Message
from atuforms.fields.durations import clock
from atuforms.forms.changed_limits import limit_in_force
from atuforms.forms.rules import Breach

PROMO_SECONDS = 180
"""The longest promotional video (02-01 item 14, 01-02 section 1)."""

LECTURE_SECONDS = 900
"""The shortest video lecture of regulation 02, and the longest of form 01-02."""


def lasts_at_most(seconds: int, limit: int, message: Message = LASTS_TOO_LONG) -> Iterator[Breach]:
    """A breach if a video lasts longer than ``limit`` seconds."""
    limit = limit_in_force("most", limit)
    if seconds > limit:
        yield _of_length(message, seconds, limit)


def lasts_at_least(
    seconds: int, limit: int, message: Message = LASTS_TOO_SHORT
) -> Iterator[Breach]:
    """A breach if a video lasts less than ``limit`` seconds."""
    limit = limit_in_force("least", limit)
    if seconds < limit:
        yield _of_length(message, seconds, limit)


def _of_length(message: Message, seconds: int, limit: int) -> Breach:
    words = {"length": clock(seconds), "bound": clock(limit)}
    return Breach(message, limit=limit, actual=seconds, details=words)
