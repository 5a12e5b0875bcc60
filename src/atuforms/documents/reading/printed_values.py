"""What the form printed in the fields of a document, and whether they show it still."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from atuforms.documents.reading.items import Placed
from atuforms.documents.reading.paper.second_places import usual_places
from atuforms.documents.reading.shown_tree import (
    Node,
    is_added,
    is_as_printed,
    is_continued,
    shows_date,
    with_line,
)
from atuforms.documents.reading.values import is_blank, is_unwritten, same

Asks = Callable[[Placed], bool]
"""Whether a control only shows what asks for its value."""


class Comparison:
    """Compares the controls of a document with what was printed in them.

    :param expected: the controls that the form prints.
    """

    def __init__(self, expected: Sequence[Placed], asks: Asks) -> None:
        self.asks = asks
        self.printed: dict[str, list[str]] = defaultdict(list)
        """The texts of each field, by its path, one for each of its places."""
        for each in expected:
            self.printed[each.path].append(each.control.text)
        self.usual: Mapping[str, int] = usual_places(self.printed)
        """How often the form prints each field of an item."""

    def is_unchanged(self, one: Placed) -> bool:
        """Whether a control shows what was printed in it."""
        return any(same(one.control.text, printed) for printed in self.printed[one.path])

    def is_same_list(self, base: list[Any] | None, shown: Node, expected: Node) -> bool:
        """Whether a list is exactly what the form printed, so that its value is the record's."""
        if list(shown.below) != list(expected.below):
            return False
        if base is None and any(self.asks(each) for each in shown.all()):
            return False
        return all(
            one is not None and other is not None and is_as_printed(one, other)
            for one, other in itertools.zip_longest(shown.all(), expected.all())
        )

    def is_blank(self, shown: Node) -> bool:
        """Whether nobody wrote into an item: a number that the blank itself prints is no value."""
        if not any(self.asks(each) or not each.control.text for each in shown.all()):
            return False
        return not any(
            each.control.picture or self.compared([each], given=False)[0] for each in shown.all()
        )

    def is_repeated(self, shown: Sequence[Placed]) -> bool:
        """Whether a field was printed in several places, and this is no copy of its row."""
        printed = self.printed[shown[0].path]
        is_copy = any(isinstance(step, tuple) and step[1] for step in shown[0].way)
        return not is_copy and len(printed) > 1 and all(printed)

    def compared(self, shown: list[Placed], *, given: bool) -> tuple[list[Placed], bool]:
        """The controls of a value that were typed into, and whether others are as printed.

        A value that is ``given`` may read like a placeholder, and was then printed as it is.
        """
        typed, unchanged = [], False
        for one in self._joined(shown):
            text = one.control.text
            as_printed = not is_added(one) and any(
                same(text, printed) for printed in self.printed[one.path]
            )
            if not (given and as_printed) and self.asks(one):
                continue
            if as_printed:
                unchanged = True
            elif shows_date(one) or not (
                is_unwritten(text) if one.control.names else is_blank(text)
            ):
                typed.append(one)
        return typed, unchanged

    def _joined(self, controls: list[Placed]) -> list[Placed]:
        """Controls of one value; what a line end cut into several is one text again."""
        path = controls[0].path
        if len(controls) <= len(self.printed[path]):
            return controls
        joined: list[Placed] = []
        for one in controls:
            if joined and is_continued(joined[-1], one):
                joined[-1] = with_line(joined[-1], one)
            else:
                joined.append(one)
        return joined
