"""Rows of tables that a page divides where nobody would: these are kept whole.

A long row goes on on the next page between the paragraphs of a cell. WeasyPrint also divides one
of which only the label fits, whose contents then stand beside no label, and a label itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

_KEPT: Final = "break-inside: avoid"
_DIVIDED: Final = "break-inside: auto; break-after: auto"
_FREE: Final = "break-after: auto"
_ROOM: Final = 0.7
"""Of a page: so much has room beside a heading."""
_HIGH: Final = 0.3
"""Of a page: a row this high may go on on the next one."""
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


def let_high_rows_divide(root: Any, pages: Sequence[Any]) -> bool:
    """Let rows go on on the next page that take much of a page; whether any is new among them.

    Kept whole, such a row leaves a page nearly empty, or with a heading alone; so do rows that are
    kept together though no page has room for all of them: of these, the first and the last two
    stay together.
    """
    heights: dict[Any, float] = defaultdict(float)
    for page in pages:
        for box in page._page_box.descendants():
            if box.element_tag == "tr" and hasattr(box, "children"):
                heights[box.element] += box.height
    page_height = pages[0]._page_box.height
    styles = {row: _DIVIDED for row, height in heights.items() if height > _HIGH * page_height}
    for run in _kept_together(root):
        if sum(heights.get(row, 0.0) for row in run) > _ROOM * page_height:
            for row in run[1:-2]:
                styles.setdefault(row, _FREE)
    new = {row: style for row, style in styles.items() if row.get("style") is None}
    for row, style in new.items():
        row.set("style", style)
    return bool(new)


def _kept_together(root: Any) -> Iterator[list[Any]]:
    """Rows of which each is on the page of the one that follows, and the last of them."""
    for parent in root.iter():
        run: list[Any] = []
        for row in parent.findall("tr"):
            run.append(row)
            if "with-next" not in row.get("class", "").split():
                yield run
                run = []
        yield run


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
