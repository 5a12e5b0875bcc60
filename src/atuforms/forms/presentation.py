"""What the two presentations, 02-04 and 03-02, have in common: the title and contents slides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from atuforms.core.language.messages import MISSING
from atuforms.fields.people import Person
from atuforms.forms.printed import Printed, part, rows
from atuforms.forms.rules import Breach


def fill_title_slide(printed: Printed, prompts: Mapping[str, Any], title: str) -> Printed:
    """Put the template's words on the title and contents slides of a blank.

    Lists and persons are filled in ``printed``, plain values are returned.
    """
    part(printed, "author").update(name=prompts["author"], email=prompts["email"])
    for question, text in zip(rows(printed, "questions"), prompts["questions"], strict=True):
        question["value"] = text
    return {"faculty": prompts["unit"], "department": prompts["unit"], title: prompts["title"]}


def lacking_of_author(author: Person) -> Iterator[Breach]:
    """What the title slide shows of its author besides the name, and the record does not give."""
    for name in ("photo", "email"):
        if not getattr(author, name):
            yield Breach(MISSING, on="author", path=f".{name}")
