"""From the controls of a document back to the values of its record.

What was printed is known: the form is printed anew from the record that the document carries.
A control that shows the same keeps the record's value, with all its languages; one that shows
something else was edited, and what it shows wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from atuforms.core.dotted_paths import is_within
from atuforms.core.findings import Finding, Place, Severity
from atuforms.core.language.labels import label
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message
from atuforms.documents.reading.contents.characters import UNKNOWN
from atuforms.documents.reading.items import ADDED, Placed, Slot
from atuforms.documents.reading.messages import (
    READ_CONTROL_MISSING,
    READ_DURATION,
    READ_EQUATION,
    READ_FEWER_PLACES,
    READ_LINE_ENDS,
    READ_NO_NAME,
    READ_OTHER_LANGUAGES,
    READ_OTHER_PERSON,
    READ_OTHER_TEXT,
    READ_PICTURE_GONE,
    READ_PICTURE_LINKED,
    READ_REPEATED,
    READ_SIGN,
    READ_TWO_VALUES,
)
from atuforms.documents.reading.paper.second_places import (
    MoreItems,
    copied_whole,
    is_again,
    named_again,
)
from atuforms.documents.reading.paper.typed_persons import is_no_name
from atuforms.documents.reading.presets import preset_texts, shows_preset
from atuforms.documents.reading.printed_values import Asks, Comparison
from atuforms.documents.reading.prompts import without_prompts
from atuforms.documents.reading.retyped_texts import is_same_name, is_same_text
from atuforms.documents.reading.shown_tree import (
    Node,
    in_order,
    is_control,
    of_each_row,
    tree,
)
from atuforms.documents.reading.values import (
    TEXTS,
    has_mapping,
    in_language,
    is_parted,
    is_unwritten,
    raw_value,
    same,
    with_text,
    without_text,
)
from atuforms.fields.describe import Field, describe
from atuforms.fields.model import Model
from atuforms.fields.people import Person
from atuforms.forms.base import Form

_SHOWN = 300
"""Characters of what is left out that are told."""


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

    :param found: its controls, with their ways.
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
        self.place = place
        self.whole = whole
        self.comparison = Comparison(expected, asks)
        self.printed = self.comparison.printed
        self.behind_line_ends = {
            each.path for each in expected if each.control.broken_lines or "\n" in each.control.text
        }
        self.expected = tree(expected)
        self.result = Rebuilt({}, {}, [], {})
        self.record_lang: Language | None = base.get("lang")
        self.mixed = has_mapping(base)

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
        """``base`` with what the document shows.

        ``new``: an item that a copied row began. It has what it shows, and nothing else of the
        item that it was copied from; so has another person who was typed over one.
        """
        values = {} if new else dict(base)
        other = False
        for each in describe(model):
            here = f"{at}.{each.name}".strip(".")
            node, printed = shown.below.get(each.name), expected.below.get(each.name)
            if node is None and printed is None:
                if other:
                    values.pop(each.name, None)
                continue
            node, printed = node or Node(), printed or Node()
            before = base.get(each.name)
            value: Any
            if (new or other) and next(node.all(), None) is None:
                value = None
            elif each.many:
                value = self._items(each, before, node, printed, here, new=new)
            elif each.record is not None:
                inner = dict(before) if isinstance(before, Mapping) else {}
                value = self._record(each.record, inner, node, printed, here, new=new) or None
            else:
                value = self._value(each, before, node, printed, here, new=new or other)
            if each.name == Person.SHORT_FORM and issubclass(model, Person) and not new:
                names = [one.control.text for one in printed.controls]
                other = self._is_other(each, before, value, names)
            if value is None:
                values.pop(each.name, None)
            else:
                values[each.name] = value
        if other and set(base) - set(values):
            self._tell_other_person(at, [name for name in base if name not in values])
        order = [each.name for each in describe(model) if each.name in values]
        return {
            name: values[name] for name in [*(key for key in values if key not in order), *order]
        }

    def _tell_other_person(self, at: str, gone: Sequence[str]) -> None:
        place = self.result.places[f"{at}.{Person.SHORT_FORM}"]
        labels = (label(self.form, f"{at}.{name}", self.lang) for name in gone)
        text = ", ".join(each.rpartition(" › ")[2] for each in labels)
        self._notice("read-other-person", READ_OTHER_PERSON, at, place, text=text)

    def _items(
        self, each: Field, base: Any, shown: Node, expected: Node, at: str, *, new: bool = False
    ) -> Any:
        first = next(shown.all(), None)
        if first is not None:
            self.result.places[at] = self.place(first)
        is_list = base is None or isinstance(base, list)
        if not new and is_list and self.comparison.is_same_list(base, shown, expected):
            self._mark(shown, at)
            return base
        before = list(base) if isinstance(base, list) else preset_texts(self.form, at)
        slots = self._slots(shown, expected, at)
        if not slots and expected.below:
            self._without_control(base, next(iter(expected.below.values())), at)
            return base
        if not is_list:
            return base  # a number of people, in place of their names
        texts = (one.control.text for one in shown.all())
        if base is None and shows_preset(self.form, at, self.lang, [*texts]):
            self._mark(shown, at)
            return base
        items = self._read_items(each, before, slots, shown, expected, at, new=new)
        # Items of the record that the form does not print stay.
        if not new:
            items += [item for n, item in enumerate(before) if (n, 0) not in expected.below]
        return items if items or base is not None else None

    def _read_items(
        self,
        each: Field,
        before: Sequence[Any],
        slots: Sequence[Slot],
        shown: Node,
        expected: Node,
        at: str,
        *,
        new: bool,
    ) -> list[Any]:
        """The values of the items that the document shows; one that stands there again is told."""
        again = {slot for slot in slots if is_again(slot, shown, expected)}
        once = [slot for slot in slots if slot not in again]
        first_ones = of_each_row(each, once, shown, self.comparison.is_unchanged)
        items: list[Any] = []
        more = MoreItems(self.comparison.usual)
        for slot in slots:
            node, here = shown.below[slot], f"{at}.{len(items)}"
            if slot in again:
                self._tell_again(next(node.all()), here)
                continue
            copied = new or slot not in first_ones
            value = self._item(each, before, slot, node, expected, here, new=copied)
            if value in (None, {}):
                continue
            twin = named_again(each, value, items, exact=slot[1] < ADDED) if slot[1] else None
            if twin is not None and more.is_told(slot, node):
                self._notice("read-repeated", READ_REPEATED, at, self.place(next(node.all())))
            if slot[1]:
                more.add(len(items) if twin is None else twin, node)
            if twin is None:
                items.append(value)
        for path, one in more.lacking(at) if self.base_given else ():
            self._notice("read-fewer-places", READ_FEWER_PLACES, path, self.place(one))
        return items

    def _slots(self, shown: Node, expected: Node, at: str) -> list[Slot]:
        """The items that the document shows, in their order."""
        again = copied_whole(shown, expected)
        if again:
            second = self.place(next(shown.below[again[0]].all()))
            self._notice("read-repeated", READ_REPEATED, at, second)
        return [slot for slot in in_order(shown, expected) if slot not in again]

    def _tell_again(self, first: Placed, item: str) -> None:
        """Tell of some fields of a row that stand there once more, as signatures do."""
        path = ".".join([item, *first.path.split(".")[item.count(".") + 1 :]])
        place = replace(self.place(first), control=label(self.form, path, self.lang) or None)
        self._notice("read-repeated", READ_REPEATED, item.rpartition(".")[0], place)

    def _item(
        self,
        each: Field,
        before: Sequence[Any],
        slot: Slot,
        shown: Node,
        expected: Node,
        at: str,
        *,
        new: bool,
    ) -> Any:
        """The value of one item of a list; nothing if it is none."""
        added = slot[1] >= ADDED
        printed = Node() if added else expected.below.get((slot[0], 0), Node())
        old = before[slot[0]] if slot[0] < len(before) and not added else None
        self._begin(at, next(shown.all()))
        if each.record is None:
            return self._value(each, old, shown, printed, at, kept=True, new=new)
        inner = dict(old) if isinstance(old, Mapping) else {}
        value = self._record(each.record, inner, shown, printed, at, new=new)
        is_empty = not (added or self.base_given) and self.comparison.is_blank(shown)
        return None if is_empty else value

    def _begin(self, item: str, first: Placed) -> None:
        """Note where an item stands; a blank one before it, which had its number, is none."""
        places = self.result.places
        while places and is_within(next(reversed(places)), item):
            places.popitem()
        places[item] = self.place(first._replace(path=item))

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
        new: bool = False,
    ) -> Any:
        """The value of one field; ``kept``: a text that the form itself printed counts too.

        So it does in a blank, which has the numbers of weeks and modules. ``new``: of a row that
        was copied.
        """
        if not shown.controls:
            return self._without_control(base, expected, at)
        # An item may be further up or down than it was printed.
        place = self.place(shown.controls[0]._replace(path=at))
        self.result.places[at] = place
        if each.kind == "image":
            return self._picture(base, shown, expected, at)
        typed, unchanged = self.comparison.compared(shown.controls, given=base is not None)
        if self.whole and self.comparison.is_repeated(shown.controls):
            self._tell_places(shown.controls, typed, at, place, unchanged=unchanged)
        more = len(shown.controls) > len(self.printed[shown.controls[0].path])
        if typed and unchanged and base is not None and (more or not is_control(typed[0])):
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
            if new:
                base = {} if isinstance(base, Mapping) else None
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
        return None if new else without_text(base, self.lang)

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
        elif typed and unchanged and is_control(typed[0]):
            first, second = typed[0].control.text, printed[0]
            self._notice("read-two-values", READ_TWO_VALUES, at, place, first=first, second=second)

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
        elif first.inside.equation:
            self._notice("read-equation", READ_EQUATION, at, place, text=first.text[:60])
        text = without_prompts(self.form, typed[0].path, first.text)
        value: Any = raw_value(each, text, first.date)
        if is_parted(each, value):
            self._notice("read-duration", READ_DURATION, at, place, text=text)
        if each.kind not in TEXTS:
            return value
        if each.kind == each.name == "name" and is_no_name(text):
            self._notice("read-no-name", READ_NO_NAME, at, place, "error", text=text[:_SHOWN])
        value = with_text(
            each, base, value, self.lang, record_lang=self.record_lang, mixed=self.mixed
        )
        if not isinstance(value, dict) or len(value) < 2:
            return value
        if self._is_other(each, base, value, self.printed[typed[0].path]):
            gone = (f"{key}: {text}" for key, text in value.items() if key != self.lang)
            left_out = " · ".join(gone)[:_SHOWN]
            self._notice("read-other-text", READ_OTHER_TEXT, at, place, text=left_out)
            return {self.lang: value[self.lang]}
        self._notice("read-other-languages", READ_OTHER_LANGUAGES, f"{at}.{self.lang}", place)
        return value

    def _is_other(self, each: Field, base: Any, value: Any, printed: Sequence[str]) -> bool:
        """Whether a text is another one than the record's, and not the same with a slip mended.

        A text that is typed where the record had none in this language is a translation.
        """
        before, after = in_language(base, self.lang), in_language(value, self.lang)
        if not before or not after:
            return False
        is_same = is_same_name if each.kind == "name" else is_same_text
        return not any(is_same(text, after) for text in (before, *printed))

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
        elif any(each.control.inside.linked for each in shown.controls):
            place = self.place(shown.controls[0])
            self._notice("read-picture-linked", READ_PICTURE_LINKED, at, place)
        elif base is not None and any(each.control.picture for each in expected.controls):
            self._notice("read-picture-gone", READ_PICTURE_GONE, at, self.place(shown.controls[0]))
            return None
        return base

    def _notice(
        self,
        rule: str,
        message: Message,
        path: str,
        place: Place,
        severity: Severity = "warning",
        **details: str,
    ) -> None:
        self.result.findings.append(
            Finding(
                rule,
                path,
                message,
                severity=severity,
                details=details,
                place=place,
                form=self.form,
            )
        )
