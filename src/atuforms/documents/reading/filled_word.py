"""A filled-in or edited Word document becomes a record again."""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from atuforms.core.dotted_paths import item_of, pattern_of, value_at
from atuforms.core.files.office import MAX_TEXT, Parts
from atuforms.core.findings import Finding, Place
from atuforms.core.language.choice import language
from atuforms.core.language.labels import Labels, label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.documents.reading.contents.body import Body, kept_body, light_body
from atuforms.documents.reading.contents.embedded_record import EmbeddedRecord, carried_in_office
from atuforms.documents.reading.contents.foreign_parts import foreign_parts
from atuforms.documents.reading.contents.known_paragraphs import KnownParagraphs
from atuforms.documents.reading.contents.links import Links
from atuforms.documents.reading.contents.struck_words import struck_words, unseen_words
from atuforms.documents.reading.contents.taken_pictures import TakenPictures
from atuforms.documents.reading.contents.word_contents import Control, Spot, controls, visible
from atuforms.documents.reading.identity import form_of, language_of
from atuforms.documents.reading.items import Placed, known_path
from atuforms.documents.reading.messages import (
    READ_CONTROL_LOST,
    READ_CONTROL_UNKNOWN,
    READ_FIELDS_GONE,
    READ_MOVED,
    READ_NAMES_DIFFER,
    READ_ORDER,
    READ_PART_FOREIGN,
    READ_PLAIN,
    READ_RECORD_DAMAGED,
    READ_REPEATED,
    READ_STRUCK,
    READ_TAKEN_APART,
    READ_TWO_VALUES,
    READ_VALUES_APART,
    READ_WITHOUT_ANSWERS,
)
from atuforms.documents.reading.paper.alignment import Match
from atuforms.documents.reading.paper.blocks import (
    Block,
    KnownPath,
    margin_lines,
    margins,
    squeezed,
)
from atuforms.documents.reading.paper.checklists import ticked_list
from atuforms.documents.reading.paper.columns import in_printed_order
from atuforms.documents.reading.paper.enumerations import (
    fields_of,
    is_of_person,
    is_strict,
    looks_right,
)
from atuforms.documents.reading.paper.fitting import only_signs
from atuforms.documents.reading.paper.leftovers import Leftovers
from atuforms.documents.reading.paper.long_texts import LongText, long_text
from atuforms.documents.reading.paper.moved_fields import moved_fields
from atuforms.documents.reading.paper.placing import Placing, place, typed
from atuforms.documents.reading.paper.printed import Printed
from atuforms.documents.reading.paper.second_places import in_other_order
from atuforms.documents.reading.paper.values_without_fields import without_fields
from atuforms.documents.reading.prompts import is_prompt
from atuforms.documents.reading.rebuild import Rebuilt, rebuild
from atuforms.documents.reading.several import refuse_several
from atuforms.documents.reading.values import is_unwritten
from atuforms.fields.describe import Field, describe, walk
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.forms.supporting.checklist import Checklist

_MOST_MOVED = 20
"""Fields in other cells that are told one by one."""
_MOST_APART = 200
"""Lines of several values that are told one by one."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a document holds: the values of a record, their places, and what was noticed.

    ``pictures`` are those of the document by the names that the record gives them.
    """

    form: type[Form]
    lang: Language
    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    near: Mapping[str, Place] = field(default_factory=dict)
    """Lines in which a value is printed beside others, also where it was not found there."""


def read_controls(
    office: Parts, root: etree._Element, wanted: type[Form] | None = None
) -> Read | None:
    """The record in a document with content controls of ours; None if it has none.

    :param wanted: the form, for a document that does not say which it is.
    """
    carried = carried_in_office(office)
    form = _form_of(root, carried, wanted)
    if form is None:
        return None
    lang = language_of(carried, root)
    return _Reading(office, form, lang, carried, functools.partial(kept_body, root)).read()


def read_carried(office: Parts) -> Read | None:
    """The same of a document that says itself what it is; of a large one little is in memory.

    :return: None for any other, and for forms of which more is looked at than lines.
    """
    carried = carried_in_office(office)
    if carried is None or not carried.form or carried.lang not in LANGUAGES:
        return None
    form = get_form(carried.form)
    has_long_text = any(each.kind == "markdown" for each in describe(form))
    if has_long_text or Checklist.SLUG in (form.SLUG, carried.values.get("form")):
        return None
    lang = language(carried.lang)

    read = functools.partial(light_body, office)
    return _Reading(office, form, lang, carried, read).read()


def has_controls(office: Parts) -> bool:
    """Whether a document is one that :func:`read_controls` reads, which takes much longer."""
    carried = carried_in_office(office)
    if carried is not None and carried.form:
        return True
    return _form_of(office.xml(office.main_part(), MAX_TEXT), carried, None) is not None


def _form_of(
    root: etree._Element, carried: EmbeddedRecord | None, wanted: type[Form] | None
) -> type[Form] | None:
    """The form of a document that has a record or controls of ours in it."""
    form = form_of(carried, root) or wanted
    if form is None or carried is not None:
        return form
    fields = _fields(form)
    return form if any(known_path(control, fields) for _, control in controls(root)) else None


def _fields(form: type[Form]) -> dict[str, Field]:
    found = {}
    for path, each in walk(form):
        found[path] = each
        if each.many and each.record is None:
            found[f"{path}.*"] = each
    return found


def read_by_place(office: Parts, root: etree._Element, form: type[Form], lang: Language) -> Read:
    """What a document without controls and without a record says, by the lines that a blank has."""
    return _Reading(office, form, lang, None, functools.partial(kept_body, root)).read(
        on_paper=True
    )


class _Reading:
    def __init__(
        self,
        office: Parts,
        form: type[Form],
        lang: Language,
        carried: EmbeddedRecord | None,
        body: Callable[[KnownPath, KnownParagraphs | None], Body],
    ) -> None:
        self.office = office
        self.folder = None if office.file == "document" else Path(office.file).absolute().parent
        self.form = form
        self.lang = lang
        self.carried = carried
        self.read_body = body
        self.fields = _fields(form)
        self.labels = Labels(form, lang)
        self.findings: list[Finding] = []

    def read(self, *, on_paper: bool = False) -> Read:
        base = dict(self.carried.values) if self.carried else {}
        is_blank = not base
        base.pop("form", None)
        if self.carried and not self.carried.sound:
            self._notice("read-record-damaged", READ_RECORD_DAMAGED, "", Place())
        printed = Printed(self.form, self.lang, self._path)
        ways = printed.unfilled() if is_blank else iter([printed.filled(base)])
        body = self.read_body(self._path, printed.taken_paragraphs())
        shown = body.blocks
        self._tell_names(shown)
        left = self._laid_beside(shown, ways, on_paper=on_paper)
        expected, placing = left.expected, left.placing
        refuse_several(shown, expected, placing.alignment, self.form, self.lang, self.office.file)
        self._follow_links(placing, base)
        self._tell_parts(body, left.shown, () if left.own else expected)
        withheld = self.carried is not None and self.carried.variant in self.form.WITHHELD
        if withheld:
            self._notice("read-without-answers", READ_WITHOUT_ANSWERS, "", Place())
        flattened = not any(each.paths for each in shown) and any(each.paths for each in expected)
        fields = placing.printed
        rebuilt = rebuild(
            self.form,
            placing.placed,
            fields,
            base if not is_blank else {"lang": self.lang},
            self.lang,
            self._asks,
            self._place_of,
            whole=bool(self.carried and self.carried.sound) and not flattened and not withheld,
        )
        if flattened and not on_paper:
            self._notice("read-fields-gone", READ_FIELDS_GONE, "", Place())
        self._tell_repeated(placing.placed, fields, alike=is_blank)
        matches = placing.alignment.matches
        apart = [each for each in matches if is_blank or each.within or each.retyped]
        self._tell_apart(apart[:_MOST_APART], rebuilt.places)
        text = long_text(self.form, self.office, shown, expected, placing) if is_blank else None
        self._tell_struck(body, text)
        pictures = self._pictures(body.root, printed, rebuilt, placing, text)
        fixed = {line.squeezed for block in expected for line in block.lines}
        self._tell_controls([each for each in placing.lost if squeezed(each.text) not in fixed])
        values = {"form": self.form.name(), **rebuilt.values}
        values = without_fields(values, rebuilt.places, printed, shown, left, is_blank=is_blank)
        if is_blank and issubclass(self.form, Checklist):
            values |= self._checklist(shown, placing, rebuilt.places)
        left.incomplete = is_blank or flattened
        left.find(values, lambda: printed.anew(values))
        left.find_in_margins(margin_lines(self.office, self._path), printed.margins)
        return Read(
            self.form,
            self.lang,
            values,
            rebuilt.places,
            (*self.findings, *rebuilt.findings, *pictures.findings, *left.findings),
            pictures.found,
            {path: self._spot(spot) for path, spot in placing.near().items()},
        )

    def _pictures(
        self,
        root: etree._Element,
        printed: Printed,
        rebuilt: Rebuilt,
        placing: Placing,
        text: LongText | None,
    ) -> TakenPictures:
        """Take the pictures out of the document, and the long text that has lost its field."""
        known = self.carried.pictures if self.carried else {}
        pictures = TakenPictures(self.form, self.office, self.lang, self.folder, known)
        pictures.take(rebuilt)
        alone = {
            each.control.picture
            for each in placing.placed
            if each.control.picture and not each.control.names
        }
        if text is not None and not self._asks_long(text):
            rebuilt.values[text.name] = pictures.take_into(text.markdown, text.pictures)
            rebuilt.places[text.name] = self._spot(text.lines[0].spot)
            if not text.whole:
                self._notice("read-plain", READ_PLAIN, text.name, rebuilt.places[text.name])
            printed.margins |= text.notes
            placing.read.update(dict.fromkeys(text.lines, ""))
            alone |= set(text.pictures.values())
        pictures.take_from_texts(root, printed.pictures, rebuilt.values, alone)
        return pictures

    def _asks_long(self, text: LongText) -> bool:
        """Whether a long text only asks for one."""
        return is_prompt(self.form, text.name, text.markdown.replace("\\", ""), part=True)

    def _checklist(
        self, shown: Sequence[Block], placing: Placing, places: dict[str, Place]
    ) -> dict[str, Any]:
        """What a checklist without a record says, whose table has no fields."""
        found = ticked_list(shown)
        placing.read.update(dict.fromkeys(found.lines, ""))
        places.update(found.places)
        for path, line in found.unsure:
            place = self._spot(line.spot)
            self._notice("read-taken-apart", READ_VALUES_APART, path, place, line.text)
        return found.values

    def _laid_beside(
        self, shown: Sequence[Block], ways: Iterator[list[Block]], *, on_paper: bool
    ) -> Leftovers:
        """The document beside what the form prints, in the way that it agrees with best."""
        laid: list[tuple[tuple[int, int], Leftovers]] = []
        for expected in ways:
            ordered = in_printed_order(shown, expected)
            placing = place(ordered, expected, self.fields, self._asks_for)
            left = Leftovers(self.form, self.lang, ordered, placing, expected, on_paper=on_paper)
            left.own = self.carried.lines if self.carried else frozenset()
            left.plain = laid[0][1].expected if laid else expected
            long = long_text(self.form, self.office, ordered, expected, placing)
            words, gone = left.strangeness(set(long.lines) if long else set())
            strange = words + self._strange_values(placing), gone
            laid.append((strange, left))
            if strange == (0, 0):
                break
        return min(laid, key=lambda each: each[0])[1]

    def _strange_values(self, placing: Placing) -> int:
        """How many of the values in no field of their own are none that the field can have."""
        captured = (each for each in placing.placed if not each.control.names and each.control.text)
        return sum(
            not looks_right(self.fields[pattern_of(each.path)], None, each.control.text)
            and not is_unwritten(each.control.text)
            and not self._asks(each)
            for each in captured
        )

    def _path(self, control: Control) -> str:
        return known_path(control, self.fields)

    def _tell_names(self, shown: Sequence[Block]) -> None:
        """Controls whose tag and title name different fields."""
        for each in (piece for block in shown for line in block.lines for piece in line.pieces):
            names = each.control.names if each.control else ()
            if len(names) < 2 or names[0] == names[1]:
                continue
            known = [name for name in names if pattern_of(name) in self.fields]
            if each.control and len(set(known)) > 1:
                spot = self._place_of(Placed(each.control, known[0]))
                self._notice(
                    "read-names-differ", READ_NAMES_DIFFER, known[0], spot, actual=known[1]
                )

    def _follow_links(self, placing: Placing, base: Mapping[str, Any]) -> None:
        """Take the address of a link that shows other words, and tell what is not taken."""
        placing.placed, differing = Links(self.office, self.fields).follow(placing.placed)
        for each, other in differing:
            if value_at(base, each.path) == each.control.text:
                continue  # A template of somebody's own prints other words.
            self.findings.append(
                Finding(
                    "read-two-values",
                    each.path,
                    READ_TWO_VALUES,
                    severity="warning",
                    details={"first": each.control.text[:200], "second": other[:200]},
                    place=self._place_of(each),
                    form=self.form,
                )
            )

    def _tell_parts(self, body: Body, shown: Sequence[Block], expected: Sequence[Block]) -> None:
        """What stands in another cell, what is hidden, and what nothing can be read from.

        :param expected: what the form prints; nothing where a template of staff has printed.
        """
        for path, spot in itertools.islice(moved_fields(shown, expected), _MOST_MOVED):
            where = replace(self._spot(spot), control=label(self.form, path, self.lang))
            self._notice("read-moved", READ_MOVED, path, where)
        for spot, text, rule, message in unseen_words(body.root, body.spots):
            self._notice(rule, message, "", self._spot(spot), text)
        for root in margins(self.office):
            for _, text, rule, message in unseen_words(root, dict(visible(root))):
                self._notice(rule, message, "", Place(), text)
        for spot in foreign_parts(body.root, body.spots):
            self._notice("read-part-foreign", READ_PART_FOREIGN, "", self._spot(spot))

    def _tell_struck(self, body: Body, long: LongText | None) -> None:
        said = {line.spot for line in long.lines} if long else set()
        for spot, text in struck_words(body.root, body.spots):
            if spot not in said:
                self._notice("read-struck", READ_STRUCK, "", self._spot(spot), text)

    def _tell_apart(self, matches: Sequence[Match], places: Mapping[str, Place]) -> None:
        """Lines of which several values were taken that only signs part, so that it is a guess."""
        for match in matches:
            alone = [
                Placed(typed(each.text, match.line), each.path)
                for each in match.fit.captured
                if each.control is None
            ]
            alone = [each for each in alone if not self._asks(each)]
            fields = fields_of([pattern_of(each.path) for each in alone], self.fields)
            if len(alone) < 2 or fields is None or not only_signs(match.fit.outside):
                continue
            path = item_of(alone[0].path) or alone[0].path.rpartition(".")[0]
            is_person = is_of_person(fields[1][0])
            if len({item_of(each.path) for each in alone}) == len(alone):
                continue  # Each is all that its item says: a list of names.
            unsure = sum(not is_strict(*each) for each in zip(*fields, strict=True))
            if not path or (unsure < 2 and not is_person):
                continue  # Two fields of the form, one behind the other; or what each is is plain.
            path = _path_at(path, match, places)
            place = self._place_of(alone[0]._replace(path=path))
            message = READ_TAKEN_APART if is_person else READ_VALUES_APART
            self._notice("read-taken-apart", message, path, place, match.line.text)

    def _tell_repeated(
        self, placed: Sequence[Placed], printed: Sequence[Placed], *, alike: bool
    ) -> None:
        """Items that stand in the document once more as they are, or again in another order.

        :param alike: whether there may be more items than were printed, each as often as those.
        """
        for path, first in in_other_order(placed, printed).items():
            self._notice("read-order-differs", READ_ORDER, path, self._spot(first.control.spot))
        usual = Counter(each.path for each in printed)
        if alike:
            most: dict[str, int] = {}
            for path, count in usual.items():
                most[pattern_of(path)] = max(count, most.get(pattern_of(path), 1))
            usual = Counter({each.path: most.get(pattern_of(each.path), 1) for each in placed})
        often = Counter(each.path for each in placed)
        shown: dict[str, list[Placed]] = defaultdict(list)
        for each in placed:
            if often[each.path] <= usual[each.path]:
                continue
            if each.control.names and item_of(each.path) and not self._asks(each):
                shown[each.path].append(each)
        told = set()
        for path, found in shown.items():
            where = item_of(path).rpartition(".")[0]
            texts = {each.control.text for each in found}
            ways = {each.way for each in found}
            if len(found) > usual[path] and len(ways) == len(texts) == 1 and where not in told:
                told.add(where)
                self._notice("read-repeated", READ_REPEATED, where, self._place_of(found[-1]))

    def _tell_controls(self, lost: Sequence[Control]) -> None:
        """Controls of which nothing tells the field."""
        for control in lost:
            if control.text and control.names:
                self._notice(
                    "read-control-unknown",
                    READ_CONTROL_UNKNOWN,
                    "",
                    self._spot(control.spot),
                    control.text,
                    actual=control.names[0],
                )
            elif control.text:
                self._notice(
                    "read-control-lost",
                    READ_CONTROL_LOST,
                    "",
                    self._spot(control.spot),
                    control.text,
                )

    def _asks_for(self, path: str, text: str) -> bool:
        return is_prompt(self.form, path, text, part=True)

    def _asks(self, placed: Placed) -> bool:
        part = not placed.control.names
        return is_prompt(self.form, placed.path, placed.control.text, part=part)

    def _place_of(self, placed: Placed) -> Place:
        return Place(line=placed.control.spot.paragraph, control=self.labels.of(placed.path))

    def _spot(self, spot: Spot) -> Place:
        return Place(line=spot.paragraph)

    def _notice(
        self,
        rule: str,
        message: Message,
        path: str,
        place: Place,
        text: str = "",
        actual: str | None = None,
    ) -> None:
        details = {"text": text[:60]} if text else {}
        self.findings.append(
            Finding(
                rule,
                path,
                message,
                severity="warning",
                actual=actual,
                details=details,
                place=place,
                form=self.form,
            )
        )


def _path_at(path: str, match: Match, places: Mapping[str, Place]) -> str:
    """The path of the item that was read from a line, which may be further down than printed."""
    here = (
        each
        for each, place in places.items()
        if pattern_of(each) == pattern_of(path) and place.line == match.line.spot.paragraph
    )
    return next(here, path)
