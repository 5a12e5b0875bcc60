"""A finished document."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from atuforms.core.files.output_files import clear_errors, make_folder, write_atomically
from atuforms.core.notebook_displays import bundle, document


@dataclass(frozen=True, slots=True)
class Document:
    """A document in memory: its bytes, a name for its file, and its media type."""

    data: bytes
    filename: str
    media_type: str
    job: Any = field(default=None, compare=False, repr=False)
    """What it was written from, so that it can be signed; a copy for another process is without."""

    def __reduce__(self) -> Any:
        return Document, (self.data, self.filename, self.media_type)

    def save(self, path: str | os.PathLike[str] = ".") -> Path:
        """Write the document; the file is there complete or not at all.

        :param path: a file, or a folder, in which the document's own name is used.
        :return: the path of the file.
        :raises UnsafeOutput: if it cannot be written there.
        """
        target = Path(path)
        with clear_errors(target):
            if target.is_dir():
                target = target / self.filename
        make_folder(target.parent)
        write_atomically(target, self.data)
        return target

    def __repr__(self) -> str:
        return f"Document({self.filename!r}, {len(self.data)} bytes)"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return bundle(repr(self), document(self.data, self.filename, self.media_type))
