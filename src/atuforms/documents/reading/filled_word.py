"""A filled-in or edited Word document becomes a record again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from atuforms.core.dotted_paths import item_of, pattern_of
from atuforms.core.files.office import Parts
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.documents.reading.alignment import Match
from atuforms.documents.reading.blocks import Block, blocks, margin_lines, squeezed
from atuforms.documents.reading.embedded_record import EmbeddedRecord, carried_in_office
from atuforms.documents.reading.fitting import only_signs
from atuforms.documents.reading.identity import coded_form
from atuforms.documents.reading.items import Placed, known_path
from atuforms.documents.reading.leftovers import Leftovers
from atuforms.documents.reading.messages import (
    READ_CONTROL_LOST,
    READ_CONTROL_UNKNOWN,
    READ_FIELDS_GONE,
    READ_NAMES_DIFFER,
    READ_RECORD_DAMAGED,
    READ_TAKEN_APART,
    READ_WITHOUT_ANSWERS,
)
from atuforms.documents.reading.placing import place, printed_fields
from atuforms.documents.reading.printed import Printed
from atuforms.documents.reading.prompts import is_prompt
from atuforms.documents.reading.rebuild import rebuild
from atuforms.documents.reading.taken_pictures import TakenPictures
from atuforms.documents.reading.word_contents import Control, Spot, controls, text_of
from atuforms.fields.describe import Field, walk
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form

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
    lang = _language(carried, root)
    return _Reading(office, root, form, lang, carried).read()


def has_controls(office: Parts, root: etree._Element) -> bool:
    """Whether a document is one that :func:`read_controls` reads, which takes much longer."""
    return _form_of(root, carried_in_office(office), None) is not None


def _form_of(
    root: etree._Element, carried: EmbeddedRecord | None, wanted: type[Form] | None
) -> type[Form] | None:
    """The form of a document that has a record or controls of ours in it."""
    form = _form(carried, root) or wanted
    if form is None or carried is not None:
        return form
    fields = _fields(form)
    return form if any(known_path(control, fields) for control in controls(root)) else None


def _fields(form: type[Form]) -> dict[str, Field]:
    found = {}
    for path, each in walk(form):
        found[path] = each
        if each.many and each.record is None:
            found[f"{path}.*"] = each
    return found


def read_by_place(office: Parts, root: etree._Element, form: type[Form], lang: Language) -> Read:
    """What a document without controls and without a record says, by the lines that a blank has."""
    return _Reading(office, root, form, lang, None).read(on_paper=True)


class _Reading:
    def __init__(
        self,
        office: Parts,
        root: etree._Element,
        form: type[Form],
        lang: Language,
        carried: EmbeddedRecord | None,
    ) -> None:
        self.office = office
        self.folder = None if office.file == "document" else Path(office.file).absolute().parent
        self.root = root
        self.form = form
        self.lang = lang
        self.carried = carried
        self.fields = _fields(form)
        self.findings: list[Finding] = []

    def read(self, *, on_paper: bool = False) -> Read:
        base = dict(self.carried.values) if self.carried else {}
        is_blank = not base
        base.pop("form", None)
        if self.carried and not self.carried.sound:
            self._notice("read-record-damaged", READ_RECORD_DAMAGED, "", Place())
        printed = Printed(self.form, self.lang, self._path)
        expected = printed.blank() if is_blank else printed.filled(base)
        shown = blocks(self.root, self._path)
        self._tell_names(shown)
        placing = place(shown, expected)
        if self.carried and self.carried.variant in self.form.WITHHELD:
            self._notice("read-without-answers", READ_WITHOUT_ANSWERS, "", Place())
        flattened = not any(each.paths for each in shown) and any(each.paths for each in expected)
        rebuilt = rebuild(
            self.form,
            placing.placed,
            printed_fields(expected),
            base if not is_blank else {"lang": self.lang},
            self.lang,
            self._asks,
            self._place_of,
            whole=self.carried is not None and self.carried.sound and not flattened,
        )
        if flattened and not on_paper:
            self._notice("read-fields-gone", READ_FIELDS_GONE, "", Place())
        matches = placing.alignment.matches
        self._tell_apart([each for each in matches if is_blank or each.within][:_MOST_APART])
        pictures = TakenPictures(self.form, self.office, self.lang, self.folder)
        pictures.take(rebuilt)
        pictures.take_from_texts(self.root, printed.pictures, rebuilt.values)
        fixed = {squeezed(line.text) for block in expected for line in block.lines}
        self._tell_controls([each for each in placing.lost if squeezed(each.text) not in fixed])
        values = {"form": self.form.name(), **rebuilt.values}
        left = Leftovers(self.form, self.lang, shown, placing, expected, on_paper=on_paper)
        left.find(lambda: printed.anew(values))
        if not on_paper:
            left.find_in_margins(margin_lines(self.office, self._path), printed.margins)
        return Read(
            self.form,
            self.lang,
            values,
            rebuilt.places,
            (*self.findings, *rebuilt.findings, *pictures.findings, *left.findings),
            pictures.found,
        )

    def _path(self, control: Control) -> str:
        return known_path(control, self.fields)

    def _tell_names(self, shown: Sequence[Block]) -> None:
        """Controls whose tag and title name different fields."""
        for each in (piece for block in shown for line in block.lines for piece in line.pieces):
            names = each.control.names if each.control else ()
            known = [name for name in names if pattern_of(name) in self.fields]
            if each.control and len(set(known)) > 1:
                spot = self._place_of(Placed(each.control, known[0]))
                self._notice(
                    "read-names-differ", READ_NAMES_DIFFER, known[0], spot, actual=known[1]
                )

    def _tell_apart(self, matches: Sequence[Match]) -> None:
        """Lines of which several values were taken that only signs part."""
        for match in matches:
            typed = [
                Placed(
                    Control((), each.text, "text", match.line.spot, match.line.element), each.path
                )
                for each in match.fit.captured
                if each.control is None
            ]
            typed = [each for each in typed if not self._asks(each)]
            if len(typed) > 1 and only_signs(match.fit.outside):
                path = item_of(typed[0].path) or typed[0].path.rpartition(".")[0]
                if not path:
                    continue  # Two fields of the form, one behind the other.
                place = self._place_of(replace(typed[0], path=path))
                self._notice("read-taken-apart", READ_TAKEN_APART, path, place, match.line.text)

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

    def _asks(self, placed: Placed) -> bool:
        part = not placed.control.names
        return is_prompt(self.form, placed.path, placed.control.text, part=part)

    def _place_of(self, placed: Placed) -> Place:
        return Place(
            line=placed.control.spot.paragraph, control=label(self.form, placed.path, self.lang)
        )

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


def _form(carried: EmbeddedRecord | None, root: etree._Element) -> type[Form] | None:
    if carried is not None and carried.form:
        return get_form(carried.form)
    coded = coded_form(text_of(root))
    return coded[0] if coded else None


def _language(carried: EmbeddedRecord | None, root: etree._Element) -> Language:
    for lang in LANGUAGES:
        if carried is not None and carried.lang == lang:
            return lang
    coded = coded_form(text_of(root))
    return coded[1] if coded else LANGUAGES[0]
