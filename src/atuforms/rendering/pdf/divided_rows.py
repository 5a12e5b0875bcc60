"""Rows of tables that a page divides where nobody would: these are kept whole.

A long row goes on on the next page between the paragraphs of a cell. WeasyPrint also divides one
of which only the label fits, whose contents then stand beside no label, and a label itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

_KEPT: Final = "break-inside: avoid"
_PART: Final = 0.4
"""Of a page: a row this high is divided wherever it has to be."""


def keep_torn_rows(pages: Sequence[Any]) -> bool:
    """Let the rows that are torn on these pages be whole in the next layout; whether any was."""
    parts: dict[Any, list[Any]] = defaultdict(list)
    for page in pages:
        for box in page._page_box.descendants():
            if box.element_tag == "tr" and hasattr(box, "children"):
                parts[box.element].append(box)
    page_height = pages[0]._page_box.height
    torn = [
        row
        for row, rows in parts.items()
        if len(rows) > 1 and row.get("style") != _KEPT and _is_torn(rows, page_height)
    ]
    for row in torn:
        row.set("style", _KEPT)
    return bool(torn)


def _is_torn(rows: Sequence[Any], page_height: float) -> bool:
    """Whether a cell begins only on the second page, or a row of little height is parted twice."""
    begun, gone_on = (list(map(_has_words, row.children)) for row in rows[:2])
    if any(after and not before for before, after in zip(begun, gone_on, strict=False)):
        return True
    divided = sum(before and after for before, after in zip(begun, gone_on, strict=False))
    return divided > 1 and sum(map(_height, rows)) < _PART * page_height


def _has_words(cell: Any) -> bool:
    return any(
        getattr(box, "text", "").strip() or getattr(box, "replacement", None) is not None
        for box in cell.descendants()
    )


def _height(row: Any) -> float:
    return max(
        (_words_end(cell) - cell.position_y for cell in row.children),
        default=0.0,
    )


def _words_end(cell: Any) -> float:
    """Where the words of a cell end: its part of a row goes down to the foot of the page."""
    said = (box for box in cell.descendants() if getattr(box, "text", "").strip())
    ends = (box.position_y + box.height for box in said)
    return float(max(ends, default=cell.position_y))
