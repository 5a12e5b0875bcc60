"""What commands print, and where: results to standard output, everything else to the other."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.files.output_files import clear_errors
from atuforms.core.language.languages import Language
from atuforms.core.language.translation import translate
from atuforms.core.safe_text import shown

if TYPE_CHECKING:
    from atuforms.rendering.document import Document


class Console:
    """The two streams, and the language of this run."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang

    def say(self, message: str, /, **values: object) -> str:
        """A sentence of the catalogue in the language of this run."""
        return translate(message, self.lang, **values)

    def result(self, text: str) -> None:
        """A result, on standard output; a terminal obeys nothing that stands in it."""
        print(shown(text) if sys.stdout.isatty() else text)

    def json(self, data: object) -> None:
        """A result as JSON, on standard output."""
        print(json.dumps(data, ensure_ascii=False, indent=2, default=str))

    def note(self, text: str) -> None:
        """A message, on standard error."""
        print(shown(text), file=sys.stderr)

    def table(self, rows: Sequence[tuple[str, ...]], header: tuple[str, ...] = ()) -> None:
        """Rows as a table: drawn on a terminal, plain columns apart by tabs elsewhere."""
        if not sys.stdout.isatty():
            for row in rows:
                print("\t".join(row))
            return
        from rich.console import Console as Terminal
        from rich.table import Table

        table = Table(*header, box=None, show_header=bool(header), pad_edge=False)
        for row in rows:
            table.add_row(*map(shown, row))
        Terminal().print(table)


def put(documents: list[Document], output: str, console: Console) -> None:
    """Write documents, and say where they are.

    :param output: a folder, a file for a single document, or ``-`` for standard output.
    :raises UnsafeOutput: if two documents have one name; then nothing is written.
    """
    if output == "-":
        if len(documents) != 1:
            raise UnsafeOutput(
                "Standard output takes one document, not {count}. "
                "Name one language and one format.",
                count=len(documents),
            )
        sys.stdout.buffer.write(documents[0].data)
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    with clear_errors(target):
        one_file = len(documents) == 1 and target.suffix and not target.is_dir()
    paths = [target if one_file else target / document.filename for document in documents]
    for number, path in enumerate(paths):
        if path in paths[:number]:
            raise UnsafeOutput(
                "Two documents would be called {file}. Rename one of the records, or write them "
                "into different folders.",
                file=path,
            )
    for document, path in zip(documents, paths, strict=True):
        console.result(os.fspath(document.save(path)))
