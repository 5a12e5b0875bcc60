"""Documents that several test files look at: whichever process comes first makes each of them."""

from __future__ import annotations

import os
from pathlib import Path

import atuforms
from atuforms.core.language.languages import Language
from atuforms.forms.base import Form

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


class SharedDocuments:
    """Examples and blanks in every language and format, in a folder of one run of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def example(self, form: type[Form], to: str, lang: Language) -> Path:
        """The file of a form's example."""
        file = self.folder / f"{form.SLUG}.{lang}.{to}"
        if not file.exists():
            _write(file, atuforms.render(EXAMPLES / f"{form.SLUG}.yaml", to, lang=lang).data)
        return file

    def blank(self, form: type[Form], to: str, lang: Language) -> Path:
        """The file of a form's blank."""
        file = self.folder / f"blank-{form.SLUG}.{lang}.{to}"
        if not file.exists():
            _write(file, atuforms.blank(form, to, lang=lang).data)
        return file


def _write(file: Path, data: bytes) -> None:
    """Put the whole file there at once, since another process may look for it."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(file)
