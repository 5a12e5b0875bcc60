"""The pictures of a document: those in its fields, and those in its long texts.

A Word file holds its pictures itself, so that it can be checked and printed in any folder.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from atuforms.core.dotted_paths import put, value_at
from atuforms.core.files.office import Parts
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import path_of_title
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.wording import common
from atuforms.core.pictures import image_format
from atuforms.documents.fillable.hints import is_grey
from atuforms.documents.reading.contents.framed_pictures import (
    BLIP,
    as_framed,
    is_shown_otherwise,
    relationship_of,
    shown_picture,
)
from atuforms.documents.reading.contents.picture_names import (
    PictureNames,
    TextPicture,
    pictures_shown,
    with_pictures,
)
from atuforms.documents.reading.contents.word_contents import DRAWING, W, is_passed_over
from atuforms.documents.reading.messages import (
    READ_PICTURE_CHANGED,
    READ_PICTURE_FORMAT,
    READ_PICTURE_GONE,
    READ_PICTURE_LESS,
    READ_PICTURE_MORE,
    READ_PICTURE_OTHER,
    READ_PICTURE_OUTSIDE,
    READ_PICTURE_SAVED,
    READ_PICTURE_WHOLE,
)
from atuforms.documents.reading.rebuild import Rebuilt
from atuforms.fields.describe import describe, find_field
from atuforms.forms.base import Form

MAX_PICTURE = 20_000_000
_LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link"


class TakenPictures:
    """Takes the pictures out of a document, and puts their names into the record.

    :param folder: where the files lie that the record named before; None if nobody knows.
    :param known: the fingerprints of the pictures that the document was printed with.
    """

    def __init__(
        self,
        form: type[Form],
        office: Parts,
        lang: Language,
        folder: Path | None,
        known: Mapping[str, str],
    ) -> None:
        self.form = form
        self.office = office
        self.lang = lang
        self.names = PictureNames(known, folder)
        self.findings: list[Finding] = []
        self.found: dict[str, bytes] = {}
        self.places: Mapping[str, Place] = {}
        self.targets = {
            each.id: each.target
            for each in office.relationships(office.main_part())
            if each.kind == "image" and not each.external and each.target in office.names
        }

    def take(self, rebuilt: Rebuilt) -> None:
        """The pictures in fields."""
        self.places = rebuilt.places
        for path, relationship in rebuilt.pictures.items():
            place = rebuilt.places.get(path, Place())
            data = self._data(relationship)
            before = value_at(rebuilt.values, path)
            if is_shown_otherwise(relationship):
                self._notice("read-picture-whole", READ_PICTURE_WHOLE, path, place)
            if is_grey(data):
                if before is not None:
                    put(rebuilt.values, path, None)
                    self._notice("read-picture-gone", READ_PICTURE_GONE, path, place)
            elif not image_format(data):
                self._notice("read-picture-outside", READ_PICTURE_FORMAT, path, place)
            else:
                self._keep(rebuilt.values, path, data, place)

    def _keep(self, values: dict[str, Any], path: str, data: bytes, place: Place) -> None:
        before = value_at(values, path)
        name = self.names.of(data, before if isinstance(before, str) else "")
        if name:
            put(values, path, name)
            self.found[name] = data
            return
        fresh = self.names.fresh(path.replace(".", "-"), data)
        if before is None:
            self._notice("read-picture-saved", READ_PICTURE_SAVED, path, place, fresh)
        else:
            self._notice("read-picture-changed", READ_PICTURE_CHANGED, path, place, str(before))
        put(values, path, fresh)
        self.found[fresh] = data

    def take_into(self, text: str, pictures: Mapping[str, str]) -> str:
        """A Markdown text with the files of its pictures, which it has by relationships."""
        for name, relationship in pictures.items():
            data = self._data(relationship)
            kind = image_format(data)
            if is_shown_otherwise(relationship):
                self._notice("read-picture-whole", READ_PICTURE_WHOLE, "", Place())
            if kind:
                self.found[f"{name}.{kind}"] = data
                text = re.sub(rf"\]\({re.escape(name)}(?=[ )])", f"]({name}.{kind}", text)
            else:
                text = re.sub(
                    rf"!\[(?:\\.|[^\]\\])*\]\({re.escape(name)}(?: \"[^\n]*\")?\)", "", text
                )
                self._notice("read-picture-outside", READ_PICTURE_FORMAT, "", Place())
        return text

    def take_from_texts(
        self, shown: etree._Element, printed: int, values: dict[str, Any], taken: Container[str]
    ) -> None:
        """The pictures outside of fields: those of long texts, in their order.

        :param printed: how many the form prints there.
        :param taken: those that were read by their place.
        """
        self._tell_more(shown)
        pictures = list(_outside(shown))
        # A signed certificate shows one code, which is none of its record.
        code = next(filter(_is_code, pictures), None)
        logo = _logo(shown)
        kept = [each for each in pictures if each is not code and self._is_shown(each)]
        kept = [each for each in kept if shown_picture(each) not in taken]
        outside = kept[1:] if len(kept) == printed + 1 and kept[0] is logo else kept
        texts = {
            each.name: self._text(values.get(each.name))
            for each in describe(self.form)
            if each.kind == "markdown"
        }
        counts = {field: len(pictures_shown(text)) for field, text in texts.items()}
        if len(outside) == sum(counts.values()) == printed:
            for field, count in counts.items():
                self._keep_in_text(values, field, texts[field], outside[:count])
                outside = outside[count:]
        elif len(outside) > printed:
            self._notice("read-picture-outside", READ_PICTURE_OUTSIDE, "", Place())
        elif len(outside) < printed and texts:
            self._notice("read-picture-gone", READ_PICTURE_LESS, next(iter(texts)), Place())

    def _keep_in_text(
        self, values: dict[str, Any], field: str, text: str, pictures: Sequence[etree._Element]
    ) -> None:
        """The pictures of one text, whose names change where other pictures stand in it."""
        named = pictures_shown(text)
        now = [
            self._in_text(field, number, named, picture)
            for number, picture in enumerate(pictures, start=1)
        ]
        changed = text if now == named else with_pictures(text, now)
        for picture, before, each in zip(pictures, named, now, strict=True):
            if not changed and before != each:
                rule, words = "read-picture-outside", READ_PICTURE_OTHER
                self._notice(rule, words, field, Place(), before.name)
                continue
            if each.name not in {one.name for one in named}:
                rule, words = "read-picture-changed", READ_PICTURE_CHANGED
                self._notice(rule, words, field, Place(), before.name)
            data = self._data(shown_picture(picture))
            if image_format(data):
                self.found.setdefault(each.name, data)
        if changed != text and changed:
            value = values[field]
            if isinstance(value, dict):
                lang = self.lang if value.get(self.lang) else next(iter(value))
                values[field] = {**value, lang: changed}
            else:
                values[field] = changed

    def _in_text(
        self, field: str, number: int, named: Sequence[TextPicture], picture: etree._Element
    ) -> TextPicture:
        """The name and the words of a picture that stands in a text."""
        shown, before = shown_picture(picture), named[number - 1]
        data = self._data(shown)
        if is_shown_otherwise(shown):
            self._notice("read-picture-whole", READ_PICTURE_WHOLE, field, Place())
        if not image_format(data):
            self._notice("read-picture-outside", READ_PICTURE_FORMAT, field, Place())
            return before
        name = self.names.of(data, before.name) or self.names.fresh(f"{field}-{number}", data)
        words = {each.words for each in named if each.name == name}
        said = words_of(picture)
        return TextPicture(name, said if said in words else before.words)

    def _tell_more(self, root: etree._Element) -> None:
        """Tell pictures that stand in a field of words, and second ones in a field of pictures."""
        pictures = root.iter(BLIP)
        for control in dict.fromkeys(c for each in pictures for c in each.iterancestors(f"{W}sdt")):
            if not _is_field(control):
                continue
            held = [each for each in _pictures_in(control) if self._is_shown(each)]
            paths = [path_of_title(name) for name in _names(control)]
            fields = [find_field(self.form, each) for each in paths]
            kinds = {each.kind for each in fields if each is not None}
            most = int("image" in kinds or control.find(f"{W}sdtPr/{W}picture") is not None)
            if len(held) > most and "markdown" not in kinds:
                known = [path for path, each in zip(paths, fields, strict=True) if each is not None]
                path = known[0] if known else ""
                words = READ_PICTURE_MORE if known else READ_PICTURE_OUTSIDE
                place = self.places.get(path, Place())
                self._notice("read-picture-outside", words, path, place)

    def _is_shown(self, picture: etree._Element) -> bool:
        """Whether a picture is one that people put in: no grey place for one."""
        data = self._data(relationship_of(shown_picture(picture)))
        return not is_grey(data) if data else picture.get(_LINKED) is not None

    def _text(self, value: Any) -> str:
        if isinstance(value, Mapping):
            value = value.get(self.lang) or next(iter(value.values()), "")
        return value if isinstance(value, str) else ""

    def _data(self, relationship: str) -> bytes:
        target = self.targets.get(relationship_of(relationship))
        data = self.office.read(target, MAX_PICTURE) if target else b""
        return as_framed(data, relationship)

    def _notice(
        self, rule: str, message: Message, path: str, place: Place, actual: str | None = None
    ) -> None:
        self.findings.append(
            Finding(
                rule, path, message, severity="warning", actual=actual, place=place, form=self.form
            )
        )


def pictures_outside(root: etree._Element) -> int:
    """How many pictures stand in no field."""
    return sum(1 for _ in _outside(root))


def _outside(root: etree._Element) -> Iterator[etree._Element]:
    hides = functools.cache(_hides)  # What is around many pictures is looked at once.
    for picture in root.iter(BLIP):
        if not any(map(hides, picture.iterancestors())):
            yield picture


def _hides(element: etree._Element) -> bool:
    """Whether the pictures in an element are no pictures outside of fields."""
    return is_passed_over(element) or (element.tag == f"{W}sdt" and _is_field(element))


def words_of(picture: etree._Element) -> str:
    """What a picture says to those who do not see it."""
    around = next(picture.iterancestors(f"{DRAWING}inline", f"{DRAWING}anchor"), None)
    about = None if around is None else around.find(f"{DRAWING}docPr")
    return "" if about is None else about.get("descr", "")


def _is_code(picture: etree._Element) -> bool:
    """Whether a picture is the proof of a document."""
    return words_of(picture) in [common(lang)["proof_alt"] for lang in LANGUAGES]


def _names(control: etree._Element) -> list[str]:
    found = (control.find(f"{W}sdtPr/{W}{name}") for name in ("tag", "alias"))
    return [each.get(f"{W}val", "") for each in found if each is not None]


def _is_field(control: etree._Element) -> bool:
    content = control.find(f"{W}sdtContent")
    named = control.find(f"{W}sdtPr/{W}tag"), control.find(f"{W}sdtPr/{W}alias")
    inner = content is not None and next(content.iter(f"{W}sdt"), None) is not None
    picture = control.find(f"{W}sdtPr/{W}picture") is not None
    return not inner and (picture or any(each is not None for each in named))


def _pictures_in(control: etree._Element) -> Iterator[etree._Element]:
    for child in control:
        if child.tag == BLIP:
            yield child
        elif not is_passed_over(child):
            yield from _pictures_in(child)


def _logo(root: etree._Element) -> etree._Element | None:
    """The picture in the letterhead: the first of all, in a table, before the first field."""
    for element in root.iter(BLIP, f"{W}sdt"):
        if element.tag != BLIP:
            if _is_field(element):
                return None
            continue
        cell = next(element.iterancestors(f"{W}tc"), None)
        if cell is None or any(_is_field(each) for each in cell.iter(f"{W}sdt")):
            return None
        table = next(root.iter(f"{W}tbl"), None)
        return element if table is not None and table in element.iterancestors() else None
    return None
