"""From the controls of a document back to the values of its record.

What was printed is known: the form is printed anew from the record that the document carries.
A control that shows the same keeps the record's value, with all its languages; one that shows
something else was edited, and what it shows wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from atuforms.core.dotted_paths import is_within
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.documents.reading.characters import UNKNOWN
from atuforms.documents.reading.framed_pictures import is_linked
from atuforms.documents.reading.items import ADDED, Node, Placed, Slot, tree
from atuforms.documents.reading.messages import (
    READ_CONTROL_MISSING,
    READ_DURATION,
    READ_EQUATION,
    READ_FEWER_PLACES,
    READ_LINE_ENDS,
    READ_OTHER_LANGUAGES,
    READ_PICTURE_GONE,
    READ_PICTURE_LINKED,
    READ_REPEATED,
    READ_SIGN,
    READ_TWO_VALUES,
)
from atuforms.documents.reading.prompts import without_prompts
from atuforms.documents.reading.second_places import (
    MoreItems,
    copied_whole,
    is_again,
    named_again,
)
from atuforms.documents.reading.values import (
    is_blank,
    is_parted,
    is_unwritten,
    raw_value,
    same,
    with_text,
    without_text,
)
from atuforms.documents.reading.word_contents import MATH, W, plain
from atuforms.fields.describe import Field, describe
from atuforms.fields.model import Model
from atuforms.forms.base import Form

Asks = Callable[[Placed], bool]
"""Whether a control only shows what asks for its value."""


@dataclass(slots=True)
class Rebuilt:
    """The values of the record, where each stands in the document, and what was noticed."""

    values: dict[str, Any]
    places: dict[str, Place]
    findings: list[Finding]
    pictures: dict[str, str]
    """Relationship of each new picture, by the path of its value."""


def rebuild(
    form: type[Form],
    found: Sequence[Placed],
    expected: Sequence[Placed],
    base: Mapping[str, Any],
    lang: Language,
    asks: Asks,
    place: Callable[[Placed], Place],
    *,
    whole: bool = True,
) -> Rebuilt:
    """The values that a document gives.

    :param found: the document's controls, with their ways.
    :param expected: the controls that the form prints from ``base``, with their ways.
    :param base: the record that the document carries; empty for a blank.
    :param whole: whether ``expected`` is what the document had when it was made.
    """
    return _Rebuilding(form, expected, base, lang, asks, place, whole).run(found)


class _Rebuilding:
    def __init__(
        self,
        form: type[Form],
        expected: Sequence[Placed],
        base: Mapping[str, Any],
        lang: Language,
        asks: Asks,
        place: Callable[[Placed], Place],
        whole: bool,
    ) -> None:
        self.form = form
        self.base = base
        self.base_given = set(base) - {"lang"} != set()
        self.lang = lang
        self.asks = asks
        self.place = place
        self.whole = whole
        self.printed: dict[str, list[str]] = defaultdict(list)
        for each in expected:
            self.printed[each.path].append(each.control.text)
        self.behind_line_ends = {
            each.path for each in expected if each.control.broken_lines or "\n" in each.control.text
        }
        self.expected = tree(expected)
        self.result = Rebuilt({}, {}, [], {})
        self.record_lang: Language | None = base.get("lang")
        self.mixed = _has_mapping(base)

    def run(self, found: Sequence[Placed]) -> Rebuilt:
        values = self._record(self.form, dict(self.base), tree(found), self.expected, "")
        self.result.values = values
        return self.result

    def _record(
        self,
        model: type[Model],
        base: dict[str, Any],
        shown: Node,
        expected: Node,
        at: str,
        *,
        new: bool = False,
    ) -> dict[str, Any]:
        """``base`` with what the document shows; ``new``: an item that a copied row began."""
        values = {} if new else dict(base)
        for each in describe(model):
            here = f"{at}.{each.name}".strip(".")
            node, printed = shown.below.get(each.name), expected.below.get(each.name)
            if node is None and (printed is None or new):
                continue  # What a copy does not show was not copied.
            node, printed = node or Node(), printed or Node()
            value: Any
            if each.many:
                value = self._items(each, base.get(each.name), node, printed, here)
            elif each.record is not None:
                before = base.get(each.name)
                inner = dict(before) if isinstance(before, Mapping) else {}
                value = self._record(each.record, inner, node, printed, here, new=new) or None
            else:
                value = self._value(each, base.get(each.name), node, printed, here)
            if value is None:
                values.pop(each.name, None)
            else:
                values[each.name] = value
        order = [each.name for each in describe(model) if each.name in values]
        return {
            name: values[name] for name in [*(key for key in values if key not in order), *order]
        }

    def _items(self, each: Field, base: Any, shown: Node, expected: Node, at: str) -> Any:
        before = list(base) if isinstance(base, list) else []
        first = next(shown.all(), None)
        if first is not None:
            self.result.places[at] = self.place(first)
        slots = self._slots(shown, expected, at)
        if not slots and expected.below:
            self._without_control(base, next(iter(expected.below.values())), at)
            return base
        if base is not None and not isinstance(base, list):
            return base  # a number of people, in place of their names
        if self._as_printed(base, shown, expected, at):
            self._mark(shown, at)
            return base
        items: list[Any] = []
        more = MoreItems(self.printed)
        for slot in slots:
            node = shown.below[slot]
            value = self._item(each, before, slot, node, expected, f"{at}.{len(items)}")
            if value in (None, {}):
                continue
            twin = self._twin(each, value, items, slot, node, more, at) if slot[1] else None
            if slot[1]:
                more.add(len(items) if twin is None else twin, node)
            if twin is None:
                items.append(value)
        for path, first in more.lacking(at) if self.base_given else ():
            self._notice("read-fewer-places", READ_FEWER_PLACES, path, self.place(first))
        # Items of the record that the form does not print stay.
        items += [item for number, item in enumerate(before) if (number, 0) not in expected.below]
        return items if items or base is not None else None

    def _twin(
        self,
        each: Field,
        value: Any,
        items: Sequence[Any],
        slot: Slot,
        node: Node,
        more: MoreItems,
        at: str,
    ) -> int | None:
        """The number of the item that one more of a list only names again."""
        twin = named_again(each, value, items, exact=slot[1] < ADDED)
        if twin is not None and more.is_told(slot, node):
            self._notice("read-repeated", READ_REPEATED, at, self.place(next(node.all())))
        return twin

    def _slots(self, shown: Node, expected: Node, at: str) -> list[Slot]:
        """The items that the document shows, in their order."""
        again = copied_whole(shown, expected)
        if again:
            second = self.place(next(shown.below[again[0]].all()))
            self._notice("read-repeated", READ_REPEATED, at, second)
        return [slot for slot in _in_order(shown, expected) if slot not in again]

    def _item(
        self, each: Field, before: Sequence[Any], slot: Slot, node: Node, expected: Node, at: str
    ) -> Any:
        """The value of one item of a list; nothing if it is none."""
        added = slot[1] >= ADDED
        printed = Node() if added else expected.below.get((slot[0], 0), Node())
        first = next(node.all())
        path = ".".join([at, *first.path.split(".")[at.count(".") + 1 :]])
        place = replace(self.place(first), control=label(self.form, path, self.lang) or None)
        if slot[1] and not added and is_again(node, printed):
            self._notice("read-repeated", READ_REPEATED, at.rpartition(".")[0], place)
            return None
        self._begin(at, first)
        old = before[slot[0]] if slot[0] < len(before) and not added else None
        if each.record is None:
            return self._value(each, old, node, printed, at, kept=True)
        inner = dict(old) if isinstance(old, Mapping) else {}
        value = self._record(each.record, inner, node, printed, at, new=slot[1] > 0)
        is_empty = not (added or self.base_given) and self._is_blank(node)
        return None if is_empty else value

    def _begin(self, item: str, first: Placed) -> None:
        """Note where an item stands; a blank one before it, which had its number, is none."""
        places = self.result.places
        while places and is_within(next(reversed(places)), item):
            places.popitem()
        places[item] = replace(self.place(first), control=label(self.form, item, self.lang))

    def _as_printed(self, base: list[Any] | None, shown: Node, expected: Node, at: str) -> bool:
        """Whether a list is exactly what the form printed, so that its value is the record's."""
        if list(shown.below) != list(expected.below):
            return False
        texts = [(each.path, each.control.text) for each in shown.all()]
        printed = [(each.path, each.control.text) for each in expected.all()]
        if len(texts) != len(printed):
            return False
        if base is None and any(self.asks(each) for each in shown.all()):
            return False
        return all(
            path == other and same(text, wanted)
            for (path, text), (other, wanted) in zip(texts, printed, strict=True)
        ) and all(
            bool(one.control.picture) == bool(other.control.picture)
            for one, other in zip(shown.all(), expected.all(), strict=True)
        )

    def _is_blank(self, shown: Node) -> bool:
        """Whether nobody wrote into an item: a number that the blank itself prints is no value."""
        if not any(self.asks(each) or not each.control.text for each in shown.all()):
            return False
        return not any(
            each.control.picture or self._compared([each], given=False)[0] for each in shown.all()
        )

    def _mark(self, shown: Node, at: str) -> None:
        for each in shown.all():
            if each.control.picture:
                self.result.pictures[each.path] = each.control.picture
            self.result.places.setdefault(each.path, self.place(each))

    def _value(
        self,
        each: Field,
        base: Any,
        shown: Node,
        expected: Node,
        at: str,
        *,
        kept: bool = False,
    ) -> Any:
        """The value of one field; ``kept``: a text that the form itself printed counts too.

        So it does in a blank, which has the numbers of weeks and modules.
        """
        if not shown.controls:
            return self._without_control(base, expected, at)
        place = replace(
            self.place(shown.controls[0]), control=label(self.form, at, self.lang) or None
        )
        self.result.places[at] = place
        if each.kind == "image":
            return self._picture(base, shown, expected, at)
        typed, unchanged = self._compared(shown.controls, given=base is not None)
        if self._is_repeated(shown.controls):
            self._tell_places(shown.controls, typed, at, place, unchanged=unchanged)
        more = len(shown.controls) > len(self.printed[shown.controls[0].path])
        if typed and unchanged and base is not None and (more or not _is_control(typed[0])):
            # The field still says what it said: words in another place do not change it, nor
            # does a field of the same name that came in from another document.
            self._notice(
                "read-two-values",
                READ_TWO_VALUES,
                at,
                self.place(typed[0]),
                first=self.printed[shown.controls[0].path][0],
                second=typed[0].control.text,
            )
            return base
        if typed:
            return self._typed(each, base, typed, place, at)
        if unchanged and base is not None:
            return base
        if (
            unchanged
            and (kept or not self.base_given)
            and not is_unwritten(shown.controls[0].control.text)
        ):
            return self._typed(each, base, shown.controls[:1], place, at)
        if base is None or not any(each.control.text for each in expected.controls):
            return base
        return without_text(base, self.lang)

    def _is_repeated(self, shown: Sequence[Placed]) -> bool:
        """Whether a field was printed in several places, and this is no copy of its row."""
        printed = self.printed[shown[0].path]
        is_copy = any(isinstance(step, tuple) and step[1] for step in shown[0].way)
        return self.whole and not is_copy and len(printed) > 1 and all(printed)

    def _tell_places(
        self,
        shown: Sequence[Placed],
        typed: Sequence[Placed],
        at: str,
        place: Place,
        *,
        unchanged: bool,
    ) -> None:
        """Places of one value that were emptied or deleted, or that still say what they said."""
        printed = self.printed[shown[0].path]
        if (typed or unchanged) and sum(bool(one.control.text) for one in shown) < len(printed):
            self._notice("read-fewer-places", READ_FEWER_PLACES, at, place)
        elif typed and unchanged and _is_control(typed[0]):
            first, second = typed[0].control.text, printed[0]
            self._notice("read-two-values", READ_TWO_VALUES, at, place, first=first, second=second)

    def _compared(self, shown: list[Placed], *, given: bool) -> tuple[list[Placed], bool]:
        """The controls of a value that were typed into, and whether others are as printed.

        A value that is ``given`` may read like a placeholder, and was then printed as it is.
        """
        typed, unchanged = [], False
        for one in self._joined(shown):
            text = one.control.text
            as_printed = not _is_added(one) and any(
                same(text, printed) for printed in self.printed[one.path]
            )
            if not (given and as_printed) and self.asks(one):
                continue
            if as_printed:
                unchanged = True
            elif _shows_date(one) or not (
                is_unwritten(text) if one.control.names else is_blank(text)
            ):
                typed.append(one)
        return typed, unchanged

    def _typed(self, each: Field, base: Any, typed: list[Placed], place: Place, at: str) -> Any:
        first = typed[0].control
        others = {
            one.control.text: one for one in typed[1:] if not same(one.control.text, first.text)
        }
        for text, other in others.items():
            self._notice(
                "read-two-values",
                READ_TWO_VALUES,
                at,
                self.place(other),
                first=first.text,
                second=text,
            )
        if first.broken_lines and typed[0].path not in self.behind_line_ends:
            self._notice("read-line-ends", READ_LINE_ENDS, at, place)
        if UNKNOWN in first.text:
            self._notice("read-sign", READ_SIGN, at, place, text=first.text[:60])
        elif next(first.element.iter(MATH), None) is not None:
            self._notice("read-equation", READ_EQUATION, at, place, text=first.text[:60])
        text = without_prompts(self.form, typed[0].path, first.text)
        value: Any = raw_value(each, text, first.date)
        if is_parted(each, value):
            self._notice("read-duration", READ_DURATION, at, place, text=text)
        if each.kind not in ("text", "long_text", "markdown", "name"):
            return value
        value = with_text(
            each, base, value, self.lang, record_lang=self.record_lang, mixed=self.mixed
        )
        if isinstance(value, dict) and len(value) > 1:
            self._notice("read-other-languages", READ_OTHER_LANGUAGES, f"{at}.{self.lang}", place)
        return value

    def _without_control(self, base: Any, expected: Node, at: str) -> Any:
        """The record's value, where somebody deleted the control (or it was not printed)."""
        first = next(expected.all(), None)
        if first is not None and (self.whole or base is not None):
            place = replace(self.place(first), line=None)
            self._notice("read-control-missing", READ_CONTROL_MISSING, at, place)
        return base

    def _picture(self, base: Any, shown: Node, expected: Node, at: str) -> Any:
        """The name of a picture; which one the document shows is looked at later."""
        relationship = next((c.control.picture for c in shown.controls if c.control.picture), "")
        if relationship:
            self.result.pictures[at] = relationship
        elif any(is_linked(each.control.element) for each in shown.controls):
            place = self.place(shown.controls[0])
            self._notice("read-picture-linked", READ_PICTURE_LINKED, at, place)
        elif base is not None and any(each.control.picture for each in expected.controls):
            self._notice("read-picture-gone", READ_PICTURE_GONE, at, self.place(shown.controls[0]))
            return None
        return base

    def _joined(self, controls: list[Placed]) -> list[Placed]:
        """Controls of one value; what a line end cut into several is one text again."""
        path = controls[0].path
        if len(controls) <= len(self.printed[path]):
            return controls
        joined: list[Placed] = []
        for one in controls:
            before = joined[-1].control if joined else None
            if before is not None and before.spot.paragraph + 1 == one.control.spot.paragraph:
                joined[-1] = _with_line(joined[-1], one)
            else:
                joined.append(one)
        return joined

    def _notice(self, rule: str, message: Message, path: str, place: Place, **details: str) -> None:
        self.result.findings.append(
            Finding(
                rule,
                path,
                message,
                severity="warning",
                details=details,
                place=place,
                form=self.form,
            )
        )


def _in_order(shown: Node, expected: Node) -> list[Slot]:
    """The items as they stand in the document; as in the record where the form sorts them."""
    slots = [slot for slot in shown.below if isinstance(slot, tuple)]
    printed = [slot for slot in expected.below if isinstance(slot, tuple)]
    both = set(slots) & set(printed)
    moved = [slot for slot in slots if slot in both] != [s for s in printed if s in both]
    if moved or printed == sorted(printed):
        return slots
    return sorted(slots, key=lambda slot: (slot[1] >= ADDED, slot))


def _with_line(before: Placed, after: Placed) -> Placed:
    text = plain(f"{before.control.text}\n{after.control.text}")
    control = replace(before.control, text=text, spot=after.control.spot)
    return replace(before, control=control)


def _is_control(one: Placed) -> bool:
    return one.control.element.tag == f"{W}sdt"


def _is_added(one: Placed) -> bool:
    return any(isinstance(step, tuple) and step[1] >= ADDED for step in one.way)


def _shows_date(one: Placed) -> bool:
    return one.control.kind == "date" and bool(one.control.date) and bool(one.control.text)


def _has_mapping(record: Mapping[str, Any]) -> bool:
    """Whether any text of the record is given language by language."""
    for value in record.values():
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, Mapping) and (set(LANGUAGES) & set(item) or _has_mapping(item)):
                return True
    return False
