"""A filled-in or edited Word document becomes a record again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from atuforms.core.dotted_paths import pattern_of, put
from atuforms.core.files.office import Office
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.core.markup import picture_names
from atuforms.core.pictures import image_format
from atuforms.documents.blanks import blank_document
from atuforms.documents.fillable.hints import PICTURE
from atuforms.documents.fillable.placeholders import placeholders
from atuforms.documents.reading.embedded_record import EmbeddedRecord, carried_in_office
from atuforms.documents.reading.identity import coded_form
from atuforms.documents.reading.items import Placed, known_path, named, with_ways
from atuforms.documents.reading.messages import (
    READ_CONTROL_LOST,
    READ_CONTROL_UNKNOWN,
    READ_NAMES_DIFFER,
    READ_PICTURE_SAVED,
    READ_RECORD_DAMAGED,
    READ_TEXT_OUTSIDE,
    READ_WITHOUT_ANSWERS,
)
from atuforms.documents.reading.rebuild import Rebuilt, rebuild
from atuforms.documents.reading.word_contents import Control, Spot, controls, text_of, text_outside
from atuforms.documents.view import view
from atuforms.fields.describe import Field, walk
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.records.loading import from_source
from atuforms.records.source import Source
from atuforms.rendering.rich import RichText
from atuforms.rendering.word.document import word_template

MAX_PICTURE = 20_000_000

# What Word itself shows in an emptied field.
_WORD_HINTS = frozenset(
    {
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Click or tap to enter a date.",
        "Click here to enter a date.",
        "Choose an item.",
        "Место для ввода текста.",
        "Место для ввода даты.",
        "Выберите элемент.",
    }
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a document holds: the values of a record, their places, and what was noticed.

    ``pictures`` are new pictures by the name that the record gives them.
    """

    form: type[Form]
    lang: Language
    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def read_controls(
    office: Office, root: etree._Element, wanted: type[Form] | None = None
) -> Read | None:
    """The record in a document with content controls of ours; None if it has none.

    :param wanted: the form, for a document that does not say which it is.
    """
    shown = controls(root)
    carried = carried_in_office(office)
    form = _form(carried, root) or wanted
    if form is None or not _ours(shown, form, carried):
        return None
    lang = _language(carried, root)
    return _Reading(office, root, form, lang, carried).read(shown)


def _ours(shown: Sequence[Control], form: type[Form], carried: EmbeddedRecord | None) -> bool:
    fields = _fields(form)
    return carried is not None or any(known_path(control, fields) for control in shown)


def _fields(form: type[Form]) -> dict[str, Field]:
    found = {}
    for path, each in walk(form):
        found[path] = each
        if each.many and each.record is None:
            found[f"{path}.*"] = each
    return found


class _Reading:
    def __init__(
        self,
        office: Office,
        root: etree._Element,
        form: type[Form],
        lang: Language,
        carried: EmbeddedRecord | None,
    ) -> None:
        self.office = office
        self.root = root
        self.form = form
        self.lang = lang
        self.carried = carried
        self.fields = _fields(form)
        self.findings: list[Finding] = []

    def read(self, shown: Sequence[Control]) -> Read:
        base = dict(self.carried.values) if self.carried else {}
        is_blank = not base
        if self.carried and not self.carried.sound:
            self._notice("read-record-damaged", READ_RECORD_DAMAGED, "", Place())
        base.pop("form", None)
        expected = self._expected(base, is_blank)
        found, lost = named([each for each in shown if self._known(each)], expected, self.fields)
        for control in lost:
            if control.text.strip():
                self._notice(
                    "read-control-lost", READ_CONTROL_LOST, "", self._spot(control.spot), control
                )
        found = with_ways(found, expected)
        if not is_blank:
            self._compare_long_texts(base)
        if self.carried and self.carried.variant in self.form.WITHHELD:
            self._notice("read-without-answers", READ_WITHOUT_ANSWERS, "", Place())
        if is_blank:
            base = {"lang": self.lang}
        rebuilt = rebuild(
            self.form,
            found,
            expected,
            base,
            self.lang,
            self._hints,
            self._place_of,
            whole=self.carried is not None and self.carried.sound,
        )
        pictures = self._pictures(rebuilt)
        return Read(
            self.form,
            self.lang,
            {"form": self.form.name(), **rebuilt.values},
            rebuilt.places,
            (*self.findings, *rebuilt.findings),
            pictures,
        )

    def _known(self, control: Control) -> bool:
        """Whether a control is one of the form's, or has lost its name; others are noticed."""
        known = [name for name in control.names if pattern_of(name) in self.fields]
        if control.names and not known:
            if control.text:
                self._notice(
                    "read-control-unknown",
                    READ_CONTROL_UNKNOWN,
                    "",
                    self._spot(control.spot),
                    control,
                    actual=control.names[0],
                )
            return False
        if len(set(known)) > 1:
            place = self._place_of(Placed(control, known[0]))
            self._notice("read-names-differ", READ_NAMES_DIFFER, known[0], place, actual=known[1])
        return True

    def _expected(self, base: Mapping[str, Any], is_blank: bool) -> list[Placed]:
        """The controls that the form prints from the record that the document carries."""
        if is_blank:
            data = blank_document(self.form, "docx", lang=self.lang).data
        else:
            data = word_template(self.form, self.lang).fill(self._view(base))
        found = [
            Placed(control, known_path(control, self.fields))
            for control in controls(_text_part(data))
            if known_path(control, self.fields)
        ]
        return with_ways(found, found)

    def _view(self, base: Mapping[str, Any]) -> dict[str, Any]:
        form, _ = from_source(Source({"form": self.form.name(), **base}))
        values = {"logo": "", "variant": "", **view(form, self.lang)}
        for name in self._long_texts(base):
            # Which pictures a text shows does not matter here, only that it shows them.
            pictures = dict.fromkeys(picture_names(values[name]), PICTURE)
            values[name] = RichText(values[name], pictures)
        return values

    def _long_texts(self, base: Mapping[str, Any]) -> list[str]:
        fields = self.fields
        return [name for name in base if name in fields and fields[name].kind == "markdown"]

    def _compare_long_texts(self, base: Mapping[str, Any]) -> None:
        """A text of several blocks has no control: a change of it can only be told, not read."""
        long = self._long_texts(base)
        if not long:
            return
        template = word_template(self.form, self.lang)
        # The logo is no part of the record; without one its letters are printed.
        printed = {
            text_outside(_text_part(template.fill({**self._view(base), "logo": logo})))
            for logo in ("", PICTURE)
        }
        if text_outside(self.root) not in printed:
            place = Place(control=label(self.form, long[0], self.lang))
            self._notice("read-text-outside", READ_TEXT_OUTSIDE, long[0], place)

    def _hints(self, path: str) -> frozenset[str]:
        return placeholders(self.form, path) | _WORD_HINTS

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
        control: Control | None = None,
        actual: str | None = None,
    ) -> None:
        details = {"text": control.text[:60]} if control else {}
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

    def _pictures(self, rebuilt: Rebuilt) -> dict[str, bytes]:
        """Pictures that were put in where the record named none."""
        targets = {
            each.id: each.target
            for each in self.office.relationships(self.office.main_part())
            if each.kind == "image" and not each.external
        }
        pictures: dict[str, bytes] = {}
        for path, relationship in rebuilt.pictures.items():
            target = targets.get(relationship, "")
            if target not in self.office.names:
                continue
            data = self.office.read(target, MAX_PICTURE)
            if data == PICTURE.data or not image_format(data):
                continue
            name = f"{path.replace('.', '-')}.{image_format(data)}"
            pictures[name] = data
            put(rebuilt.values, path, name)
            place = rebuilt.places.get(path, Place())
            self._notice("read-picture-saved", READ_PICTURE_SAVED, path, place, actual=name)
        return pictures


def _text_part(data: bytes) -> etree._Element:
    document = Office(data, "document")
    return document.xml(document.main_part())


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
