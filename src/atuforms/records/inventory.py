"""What a form holds, at any depth: its texts, the pictures and files that it names."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from atuforms.core.dotted_paths import names_of
from atuforms.core.markup import links_left_out, picture_names
from atuforms.core.pictures import Picture, picture_of, read_picture
from atuforms.fields.describe import Field, describe, may_hold
from atuforms.fields.links import is_url
from atuforms.fields.media import lies_beside
from atuforms.fields.people import people_of
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.kept_results import once

LOGO: Final = "/logo"
"""What the logo is called among the pictures of a record, none of which can be called so."""

TextPlace: TypeAlias = tuple[str, Text, Field]
"""A text of a record: its path, the text, and its field."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a form names, with the path of the value."""

    path: str
    name: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in Markdown in one of its languages, and what it names.

    ``field`` is the path of the text, ``path`` that of its words in ``lang``, which is empty for a
    plain text. ``files`` are those of the ``pictures`` that lie beside the record, ``links`` the
    addresses that are printed as words only.
    """

    field: str
    path: str
    lang: str
    text: str
    pictures: tuple[str, ...]
    files: tuple[str, ...]
    links: tuple[str, ...]


@once
def texts_of(form: Form) -> tuple[TextPlace, ...]:
    """Every text of a form."""
    return tuple(_texts(form, ""))


@once
def files_of(form: Form) -> tuple[NamedFile, ...]:
    """Every file that a form names in a field of its own: pictures, videos, papers."""
    return tuple(_files(form, ""))


@once
def pictures_of(form: Form) -> tuple[NamedFile, ...]:
    """The pictures that a document of the form shows.

    A photo may be given that it does not; and the record of a course or a resource keeps those of
    its documents, and shows none itself.
    """
    return tuple(
        file for file in files_of(form) if file.is_picture and _is_shown(type(form), file.path)
    )


def _is_shown(form: type[Form], path: str) -> bool:
    owner, _dot, name = names_of(path).rpartition(".")
    people = {names_of(each): form.PRINTS_PRIVATE.get(each, ()) for each in people_of(form)}
    return form.HAS_BLANK and (owner not in people or name in people[owner])


@once
def passages_of(form: Form) -> tuple[Passage, ...]:
    """Every text in Markdown, in each of its languages."""
    if not may_hold(type(form), "markdown"):
        return ()
    return tuple(
        _passage(path, lang, text)
        for path, texts, field in texts_of(form)
        if field.kind == "markdown"
        for lang, text in texts.items()
    )


def _passage(field: str, lang: str, text: str) -> Passage:
    pictures = picture_names(text)
    files = tuple(each for each in pictures if each and not is_url(each) and lies_beside(each))
    path = f"{field}.{lang}".rstrip(".")
    return Passage(field, path, lang, text, pictures, files, links_left_out(text))


def folder_of(form: Form) -> Path:
    """The folder to which the file names in a form are relative."""
    return form.origin.folder or Path.cwd()


def picture_named(form: Form, name: str) -> Picture:
    """The picture that a form names: its own, or the file in its folder.

    :raises UnreadableInput: if there is none, or it cannot be printed.
    """
    own = form.origin.pictures.get(name)
    if own is not None:
        return picture_of(own, name)
    folder = folder_of(form)
    return read_picture(folder / name, name, folder)


def logo_of(form: Form) -> Picture | None:
    """The logo that its documents show: the one that comes with the record, or the settings'.

    :raises UnreadableInput: if it cannot be printed.
    """
    own = form.origin.pictures.get(LOGO)
    if own is not None:
        return picture_of(own, LOGO)
    logo = form.origin.settings.logo
    return read_picture(logo) if logo else None


def picture_is_there(form: Form, name: str) -> bool:
    """Whether a form has the picture, or something of its name lies in its folder."""
    if name in form.origin.pictures:
        return True
    return lies_beside(name) and (folder_of(form) / name).exists()


def records_in(value: object, path: str) -> Iterator[tuple[str, Record]]:
    """The records that a value is or lists, with their paths."""
    if isinstance(value, Record):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from records_in(item, f"{path}.{number}")


def _texts(record: Record, path: str) -> Iterator[TextPlace]:
    for field in _wordy(type(record)):
        value = getattr(record, field.name, None)
        here = f"{path}.{field.name}" if path else field.name
        if isinstance(value, Text):
            yield here, value, field
        elif isinstance(value, Record):
            yield from _texts(value, here)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Text):
                    yield f"{here}.{number}", item, field
                elif isinstance(item, Record):
                    yield from _texts(item, f"{here}.{number}")


@functools.cache
def _wordy(model: type[Record]) -> tuple[Field, ...]:
    """The fields that may hold texts."""
    kinds = ("text", "long_text", "markdown", "name", "record")
    return tuple(field for field in describe(model) if field.kind in kinds)


def _files(record: Record, path: str) -> Iterator[NamedFile]:
    for field in _naming(type(record)):
        value = getattr(record, field.name, None)
        here = f"{path}.{field.name}" if path else field.name
        if isinstance(value, str):
            if value:
                yield NamedFile(here, value, field.kind == "image")
        elif field.record:
            for at, item in records_in(value, here):
                yield from _files(item, at)
        elif isinstance(value, tuple):
            for number, name in enumerate(value):
                if name:
                    yield NamedFile(f"{here}.{number}", name, field.kind == "image")


@functools.cache
def _naming(model: type[Record]) -> tuple[Field, ...]:
    """The fields that may name files."""
    return tuple(
        field
        for field in describe(model)
        if field.kind in ("image", "file")
        or (field.record and any(may_hold(field.record, kind) for kind in ("image", "file")))
    )
