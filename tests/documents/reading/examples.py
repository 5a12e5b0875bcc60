"""The example records of the forms, ready to be rendered."""

from __future__ import annotations

import functools
from pathlib import Path

import atuforms
from atuforms.forms.base import Form

FOLDER = Path(__file__).resolve().parents[3] / "examples"


@functools.cache
def example(name: str) -> Form:
    """The example record of a form, by its code or slug."""
    return atuforms.load(FOLDER / f"{atuforms.get_form(name).SLUG}.yaml")


def with_documents() -> list[str]:
    """Codes of the forms that have a document and an example."""
    return [
        name
        for name in atuforms.FORMS
        if atuforms.FORMS[name].FORMATS and (FOLDER / f"{atuforms.FORMS[name].SLUG}.yaml").is_file()
    ]
