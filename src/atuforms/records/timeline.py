"""The dates of a calendar as a picture for a notebook: a line a term, along one axis of time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from html import escape

_WIDTH, _ROW, _LABELS, _MARGIN = 960, 22, 460, 90
_COLOURS = {True: "#b3261e", False: "#2e7d32", None: "#5f6368"}
_SHAPES = {True: "✕", False: "●", None: "○"}

Mark = tuple[datetime.date, str, bool | None]
"""A day, what is to be done by it, and whether it is late."""


def timeline(marks: Sequence[Mark], name: str) -> str:
    """An SVG picture: late is a red cross, in time a green dot, what is not given a grey circle."""
    if not marks:
        return ""
    first, last = min(day for day, *_ in marks), max(day for day, *_ in marks)
    span = max((last - first).days, 1)
    height = _ROW * (len(marks) + 1)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(name)}" '
            f'width="{_WIDTH}" height="{height}" font-family="sans-serif" font-size="12">'
        )
    ]
    for number, (day, words, late) in enumerate(marks, start=1):
        y = _ROW * number
        room = _WIDTH - _LABELS - _MARGIN
        x = _LABELS + round(room * (day - first).days / span)
        label = words if len(words) <= 68 else words[:67] + "…"
        lines += [
            f'<text x="0" y="{y}">{escape(label)}</text>',
            (
                f'<line x1="{_LABELS}" x2="{_WIDTH - _MARGIN}" y1="{y - 4}" y2="{y - 4}" '
                'stroke="#dadce0"/>'
            ),
            f'<text x="{x - 5}" y="{y}" fill="{_COLOURS[late]}">{_SHAPES[late]}</text>',
            f'<text x="{x + 10}" y="{y}" fill="{_COLOURS[late]}">{day.isoformat()}</text>',
        ]
    return "".join([*lines, "</svg>"])
