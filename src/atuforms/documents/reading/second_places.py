"""Lists that a form prints twice, as authors and their signatures, in two different orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from atuforms.core.dotted_paths import item_of, pattern_of
from atuforms.documents.reading.items import Placed


def in_other_order(shown: Sequence[Placed], printed: Sequence[Placed]) -> dict[str, Placed]:
    """Where a list stands once more, and its items changed places there alone; by its path."""
    found: dict[str, Placed] = {}
    wanted = _places(printed)
    for pattern, places in _places(shown).items():
        usual = wanted.get(pattern, [])
        if len(places) != len(usual):
            continue
        orders = [[each.path for each in place] for place in places]
        for place, order, known in zip(places[1:], orders[1:], usual[1:], strict=True):
            before = [each.path for each in known]
            if order not in (before, orders[0]) and sorted(order) == sorted(before):
                found.setdefault(item_of(place[0].path).rpartition(".")[0], place[0])
    return found


def _places(placed: Sequence[Placed]) -> dict[str, list[list[Placed]]]:
    """The items of each list, place by place: one that comes again begins a further place."""
    found: dict[str, list[list[Placed]]] = defaultdict(list)
    seen: dict[str, set[str]] = defaultdict(set)
    for each in placed:
        if not item_of(each.path):
            continue
        pattern = pattern_of(each.path)
        if not found[pattern] or each.path in seen[pattern]:
            found[pattern].append([])
            seen[pattern].clear()
        found[pattern][-1].append(each)
        seen[pattern].add(each.path)
    return found
