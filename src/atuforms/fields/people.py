"""Persons: authors, experts, heads of departments, directors."""

from __future__ import annotations

import functools
from typing import ClassVar

from pydantic import model_validator

from atuforms.fields.describe import walk
from atuforms.fields.links import Email
from atuforms.fields.media import Image
from atuforms.fields.model import Model
from atuforms.fields.record import Record
from atuforms.fields.texts import Name, Text

NONE_WORDS = frozenset({"none", "нет", "жоқ", "—", "-"})
"""What a person without a degree or a title writes, to say that it is not forgotten."""


def is_none(words: str) -> bool:
    """Whether a person says of a degree or a title that there is none; then nothing is printed."""
    return words.casefold() in NONE_WORDS


PRIVATE = ("workplace", "email", "photo")
"""What a form need not print of a person, and what a document then does not carry."""


class Person(Record):
    """A person as the forms name one.

    A plain string in a record is the name. ``degree: none`` and ``title: none`` say that the
    person has none; then nothing is printed.
    """

    SHORT_FORM: ClassVar[str] = "name"

    name: Name
    position: Text | None = None
    degree: Text | None = None
    title: Text | None = None
    workplace: Text | None = None
    email: Email | None = None
    photo: Image | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


@functools.cache
def people_of(model: type[Model]) -> tuple[str, ...]:
    """The patterns of the paths at which a record of this type has persons."""
    return tuple(
        path
        for path, field in walk(model)
        if field.record is not None and issubclass(field.record, Person)
    )
