"""What there is to know of the forms without importing them: names, titles, formats.

``schemas/index.json`` is generated with the schemas. It serves one answer quickly (a list, one
form); where a module has come or gone since, the classes themselves are asked.
"""

from __future__ import annotations

import functools
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from atuforms.core.files.resources import schemas_folder
from atuforms.core.language.languages import LANGUAGES

ENTRY_POINTS = "atuforms.forms"
FILE_NAME = "index.json"

FOLDERS = (
    "mooc_competition",
    "mooc_development",
    "der_development",
    "der_competition",
    "supporting",
    "subjects",
)
"""Where forms stand: one folder a regulation, then documents without a form, then subjects."""


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One form: code (empty where it has none), slug, names of class and module, and so on."""

    code: str
    slug: str
    class_name: str
    module: str
    formats: tuple[str, ...]
    titles: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """By what the form is found, letter case folded."""
        return tuple(filter(None, (self.code, self.slug, self.class_name.casefold())))


def modules() -> Iterator[str]:
    """The modules of this package in which forms stand, in order."""
    for folder in FOLDERS:
        place = Path(__file__).parent / folder
        for info in pkgutil.iter_modules([str(place)]):
            yield f"{__package__}.{folder}.{info.name}"


@functools.cache
def known_entries() -> tuple[FormEntry, ...] | None:
    """The forms of this package from the generated file; None if it is out of step."""
    try:
        data = json.loads((schemas_folder() / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if data["modules"] != list(modules()) or data["languages"] != list(LANGUAGES):
        return None
    return tuple(FormEntry(**{**row, "formats": tuple(row["formats"])}) for row in data["forms"])


def index_json(entries: tuple[FormEntry, ...]) -> str:
    """The generated file's text."""
    data = {
        "modules": list(modules()),
        "languages": list(LANGUAGES),
        "forms": [asdict(entry) for entry in entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
