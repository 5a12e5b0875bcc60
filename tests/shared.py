"""Documents that several test files look at: whichever process comes first makes each of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.programs import convert

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

    def printed(self, files: Iterable[Path]) -> dict[Path, Path]:
        """Shared Word and PowerPoint files as LibreOffice prints them: the PDF of each.

        What no test has asked for before is printed in one process.
        """
        folder = self.folder / "printed"
        folder.mkdir(exist_ok=True)
        found = {file: folder / f"{file.stem}.pdf" for file in files}
        missing = [file for file, pdf in found.items() if not pdf.exists()]
        if missing:
            with tempfile.TemporaryDirectory(dir=self.folder) as making:
                convert(missing, "pdf", Path(making))
                for file in missing:
                    (Path(making) / f"{file.stem}.pdf").replace(found[file])
        return found


def _write(file: Path, data: bytes) -> None:
    """Put the whole file there at once, since another process may look for it."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(file)
