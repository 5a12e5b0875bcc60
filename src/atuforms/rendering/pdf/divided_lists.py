"""Lists of signatures for which no page has room: these are divided where a page ends.

A list of signatures stays together with what it signs. WeasyPrint divides one that is longer than a
page anywhere, and leaves the page before it nearly empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

_DIVIDED: Final = "break-before: auto"
_LEAST: Final = 2
"""Lines at least that stand together on either page."""


def let_lists_divide(root: Any, pages: Sequence[Any]) -> bool:
    """Let the lists that lie on several pages be divided in the next layout; whether any is."""
    on_pages: dict[Any, set[int]] = defaultdict(set)
    for at, page in enumerate(pages):
        for box in page._page_box.descendants():
            if box.element_tag in ("table", "p"):
                on_pages[box.element].add(at)
    changed = False
    for lines, seal in _lists(root):
        if len(set().union(*(on_pages[each] for each in [*lines, *seal]))) < 2:
            continue
        for line in lines[_LEAST : 1 - _LEAST]:
            changed |= line.get("style") != _DIVIDED
            line.set("style", _DIVIDED)
    return changed


def _lists(root: Any) -> Iterator[tuple[list[Any], list[Any]]]:
    """Lines of signatures that follow each other, where they are more than stand together.

    With the place of the seal behind them, if there is one.
    """
    for parent in root.iter():
        run: list[Any] = []
        for child in [*parent, None]:
            if child is not None and child.tag == "table" and _signs(child):
                run.append(child)
                continue
            if len(run) >= 2 * _LEAST:
                sealed = child is not None and "stamp" in child.get("class", "")
                yield run, [child] if sealed else []
            run = []


def _signs(element: Any) -> bool:
    return "signature" in element.get("class", "").split()
