"""The pictures of a document: those in its fields, and those in its long texts.

A Word file holds its pictures itself, so that it can be checked and printed in any folder.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from atuforms.core.dotted_paths import put, value_at
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.office import Parts
from atuforms.core.findings import Finding, Place
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.wording import common
from atuforms.core.markup import picture_names
from atuforms.core.pictures import image_format, read_picture
from atuforms.documents.fillable.hints import is_grey
from atuforms.documents.reading.messages import (
    READ_PICTURE_CHANGED,
    READ_PICTURE_CUT,
    READ_PICTURE_FORMAT,
    READ_PICTURE_GONE,
    READ_PICTURE_LESS,
    READ_PICTURE_OUTSIDE,
    READ_PICTURE_SAVED,
)
from atuforms.documents.reading.rebuild import Rebuilt
from atuforms.documents.reading.word_contents import BLIP, EMBED, W, is_passed_over, text_of
from atuforms.fields.describe import describe
from atuforms.fields.media import lies_beside
from atuforms.forms.base import Form

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DRAWN = BLIP.removesuffix("blip")
MAX_PICTURE = 20_000_000
_SUFFIXES = {"png": (".png",), "jpeg": (".jpg", ".jpeg")}


class TakenPictures:
    """Takes the pictures out of a document, and puts their names into the record.

    :param folder: where the files lie that the record named before; None if nobody knows.
    """

    def __init__(
        self, form: type[Form], office: Parts, lang: Language, folder: Path | None
    ) -> None:
        self.form = form
        self.office = office
        self.lang = lang
        self.folder = folder
        self.findings: list[Finding] = []
        self.found: dict[str, bytes] = {}
        self.targets = {
            each.id: each.target
            for each in office.relationships(office.main_part())
            if each.kind == "image" and not each.external and each.target in office.names
        }

    def take(self, rebuilt: Rebuilt, shown: etree._Element) -> None:
        """The pictures in fields."""
        cut = {each.get(EMBED, "") for each in shown.iter(BLIP) if _is_cut(each)}
        for path, relationship in rebuilt.pictures.items():
            place = rebuilt.places.get(path, Place())
            data = self._data(relationship)
            if relationship in cut and not is_grey(data):
                self._notice("read-picture-cut", READ_PICTURE_CUT, path, place)
            before = value_at(rebuilt.values, path)
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
        name = before if isinstance(before, str) and self._fits(before, data) else ""
        file = self._file(name) if name else None
        if name and (file is None or file == data):
            self.found[name] = data
            return
        fresh = f"{path.replace('.', '-')}.{image_format(data)}"
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
            if kind:
                self.found[f"{name}.{kind}"] = data
                text = text.replace(f"]({name})", f"]({name}.{kind})")
            else:
                text = text.replace(f"![]({name})", "")
                self._notice("read-picture-outside", READ_PICTURE_FORMAT, "", Place())
        return text

    def take_from_texts(
        self, shown: etree._Element, printed: int, values: Mapping[str, Any], taken: Container[str]
    ) -> None:
        """The pictures outside of fields: those of long texts, in their order.

        :param printed: how many the form prints there.
        :param taken: those that were read by their place.
        """
        pictures = list(_outside(shown))
        # A signed certificate shows one code, which is none of its record.
        code = next(filter(_is_code, pictures), None)
        outside = [each.get(EMBED, "") for each in pictures if each is not code]
        outside = [each for each in outside if each not in taken]
        outside = [
            each for each in outside if each in self.targets and not is_grey(self._data(each))
        ]
        if len(outside) == printed + 1:
            outside = outside[1:] if _is_first_in_table(shown) else outside
        texts = {
            each.name: self._text(values.get(each.name))
            for each in describe(self.form)
            if each.kind == "markdown"
        }
        names = [name for text in texts.values() for name in picture_names(text)]
        if len(outside) == len(names) == printed:
            for name, relationship in zip(names, outside, strict=True):
                data = self._data(relationship)
                if image_format(data) and self._fits(name, data):
                    self.found.setdefault(name, data)
        elif len(outside) > printed:
            self._notice("read-picture-outside", READ_PICTURE_OUTSIDE, "", Place())
        elif len(outside) < printed and texts:
            self._notice("read-picture-gone", READ_PICTURE_LESS, next(iter(texts)), Place())

    def _text(self, value: Any) -> str:
        if isinstance(value, Mapping):
            value = value.get(self.lang) or next(iter(value.values()), "")
        return value if isinstance(value, str) else ""

    def _data(self, relationship: str) -> bytes:
        target = self.targets.get(relationship)
        return self.office.read(target, MAX_PICTURE) if target else b""

    def _fits(self, name: str, data: bytes) -> bool:
        suffix = PurePosixPath(name).suffix.lower()
        return lies_beside(name) and suffix in _SUFFIXES[image_format(data)]

    def _file(self, name: str) -> bytes | None:
        """What the file shows that the record named; None without one."""
        if self.folder is not None:
            with contextlib.suppress(UnreadableInput, OSError):
                return read_picture(self.folder / name, name, self.folder).data
        return None

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


def _outside(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if is_passed_over(child):
            continue
        if child.tag == f"{W}sdt" and _is_field(child):
            yield from list(child.iter(BLIP))[1:]
        elif child.tag == BLIP:
            yield child
        else:
            yield from _outside(child)


def _is_code(picture: etree._Element) -> bool:
    """Whether a picture is the proof of a document, by the words for those who do not see it."""
    for around in picture.iterancestors(f"{DRAWING}inline", f"{DRAWING}anchor"):
        about = around.find(f"{DRAWING}docPr")
        words = "" if about is None else about.get("descr", "")
        return words in [common(lang)["proof_alt"] for lang in LANGUAGES]
    return False


def _is_field(control: etree._Element) -> bool:
    """Whether a control is a field for a picture; LibreOffice drops what says so."""
    content = control.find(f"{W}sdtContent")
    if content is None or next(content.iter(f"{W}sdt"), None) is not None:
        return False
    named = control.find(f"{W}sdtPr/{W}tag"), control.find(f"{W}sdtPr/{W}alias")
    shows_text = bool(text_of(content))
    picture = control.find(f"{W}sdtPr/{W}picture") is not None
    return picture or (any(each is not None for each in named) and not shows_text)


def _is_cut(picture: etree._Element) -> bool:
    """Whether only a part of a picture is shown, or it is turned: its file is neither."""
    fill = picture.getparent()
    around = None if fill is None else fill.getparent()
    if fill is None or around is None:
        return False
    part = fill.find(f"{_DRAWN}srcRect")
    turned = next(around.iter(f"{_DRAWN}xfrm"), None)
    values = [*(part.attrib.values() if part is not None else [])]
    values += (
        [turned.get(name, "0") for name in ("rot", "flipH", "flipV")] if turned is not None else []
    )
    return any(str(each) not in ("0", "false") for each in values)


def _is_first_in_table(root: etree._Element) -> bool:
    """Whether the first picture stands in the letterhead, where the logo does."""
    first = next(_outside(root), None)
    table = next(root.iter(f"{W}tbl"), None)
    if first is None or table is None or next(table.iter(f"{W}sdt"), None) is not None:
        return False
    return table in first.iterancestors()
