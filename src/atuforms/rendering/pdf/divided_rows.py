"""Rows of tables that a page divides where nobody would: these are kept whole.

A long row goes on on the next page between the paragraphs of a cell. WeasyPrint also divides one
of which only the label fits, whose contents then stand beside no label, and a label itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from weasyprint.formatting_structure.boxes import LineBox

_KEPT: Final = "break-inside: avoid"
_DIVIDED: Final = "break-inside: auto; break-after: auto"
_ANYWHERE: Final = "break-inside: auto"
_FREE: Final = "break-after: auto"
_ROOM: Final = 0.5
"""Of a page: so much has room beside a heading."""
_HIGH: Final = 0.4
"""Of a page: a row this high may go on on the next one, and is divided wherever it has to be."""
_WHOLE: Final = 0.7
"""Of a page: a text that has room there beside its heading and those who sign it."""
_ALONE: Final = 0.2
"""Of a page: a row this high needs no other beside it."""


def keep_torn_rows(pages: Sequence[Any]) -> bool:
    """Let the rows that are torn on these pages be whole in the next layout; whether any was."""
    parts: dict[Any, list[Any]] = defaultdict(list)
    for page in pages:
        for row in _rows(page._page_box):
            parts[row.element].append(row)
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
    """Let rows and texts go on on the next page that take much of one; whether any is new.

    Kept whole, such a row, or such a text above those who sign it, leaves a page nearly empty, or
    with a heading alone; so do rows that are kept together though no page has room for all of them:
    of these, the first and the last two stay together unless they are of some height themselves.
    """
    heights: dict[Any, float] = defaultdict(float)
    for page in pages:
        for box in page._page_box.descendants():
            if _is_row(box) or _is_text(box):
                heights[box.element] += box.height
    page_height = pages[0]._page_box.height
    styles = {
        element: _DIVIDED if element.tag == "tr" else _ANYWHERE
        for element, height in heights.items()
        if height > (_HIGH if element.tag == "tr" else _WHOLE) * page_height
    }
    for run in _kept_together(root):
        if sum(heights.get(row, 0.0) for row in run) > _ROOM * page_height:
            for i, row in enumerate(run[:-1]):
                if 0 < i < len(run) - 2 or heights[row] > _ALONE * page_height:
                    styles.setdefault(row, _FREE)
    new = {row: style for row, style in styles.items() if row.get("style") is None}
    for row, style in new.items():
        row.set("style", style)
    return bool(new)


def give_signatures_company(root: Any, pages: Sequence[Any]) -> bool:
    """Let the last row of a table go on beside who signs below it; whether any is new among them.

    It is divided where they would be alone on their page, or where no page has room for a heading,
    the row and them, which leaves a page with a line or nothing.
    """
    signed = {run[-1] for run in _kept_together(root) if run and _stays_with_next(run[-1])}
    signed.difference_update(root.iterfind(".//table[@class='signature']//tr"))
    changed = False
    for page, following in pairwise(page._page_box for page in pages):
        foot = page.content_box_y() + page.height
        rows, later = list(_rows(page)), list(_rows(following))
        if _words_end(page.children[0]) < foot - (1 - _ALONE) * page.height:
            last = [row for row in later if row.element in signed]
        else:
            # With a date alone on the next page, the row goes on there and takes them along.
            own = [row for row in (rows[-1:] if later else rows) if row.element in signed]
            gone_on = {row.element for row in later}
            last = [row for row in own[-1:] if row.element not in gone_on]
        for row in last:
            changed |= _make_longer(row, foot)
    return changed


def _make_longer(row: Any, foot: float) -> bool:
    """Leave no room at the foot of a page for the last lines of a row; whether there was any."""
    cell = max(row.children, key=_words_end)
    last = next((box for box in reversed(list(cell.descendants())) if _has_lines(box)), cell)
    more = foot - _words_end(cell) + 1
    longer = f"padding-bottom: {more:.2f}px; margin-bottom: {-more:.2f}px"
    if row.element.get("style") == _KEPT or last.element.get("style") == longer:
        return False
    row.element.set("style", _DIVIDED)
    last.element.set("style", longer)
    return True


def _kept_together(root: Any) -> Iterator[list[Any]]:
    """Rows of which each is on the page of the one that follows, and the last of them."""
    for parent in root.iter():
        run: list[Any] = []
        for row in parent.findall("tr"):
            run.append(row)
            if not _stays_with_next(row):
                yield run
                run = []
        yield run


def _stays_with_next(row: Any) -> bool:
    return "with-next" in row.get("class", "").split()


def _rows(page_box: Any) -> Iterator[Any]:
    return filter(_is_row, page_box.descendants())


def _is_row(box: Any) -> bool:
    return bool(box.element_tag == "tr") and hasattr(box, "children")


def _is_text(box: Any) -> bool:
    return bool(box.element_tag == "p") and box.element.get("class") == "text" and _has_lines(box)


def _is_torn(rows: Sequence[Any], page_height: float) -> bool:
    """Whether a cell begins only on the second page, or a row of little height is parted twice."""
    begun, gone_on = (list(map(_has_words, row.children)) for row in rows[:2])
    if any(after and not before for before, after in zip(begun, gone_on, strict=False)):
        return True
    divided = sum(before and after for before, after in zip(begun, gone_on, strict=False))
    return divided > 1 and sum(map(_height, rows)) < _HIGH * page_height


def _has_words(cell: Any) -> bool:
    return any(
        getattr(box, "text", "").strip() or getattr(box, "replacement", None) is not None
        for box in cell.descendants()
    )


def _has_lines(box: Any) -> bool:
    return any(isinstance(child, LineBox) for child in getattr(box, "children", ()))


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
