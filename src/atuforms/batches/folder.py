"""The folder of a batch: names for its documents, and what stands there in their way.

Nothing is ever written over that this row's own document is not, as it was made. What a person has
altered is moved into a folder beside it, and so is a document whose number is void.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

from atuforms.batches.manifest import Made, Manifest, SetAside
from atuforms.batches.names import Names
from atuforms.batches.tables.grids import Note
from atuforms.core.files.output_files import clear_errors, make_folder, refuse_link, sha256_of
from atuforms.core.language.sentences import message

ALTERED = "altered"
"""The folder of files that were altered by hand, where their name was needed."""
VOID = "void"
"""The folder of documents whose numbers are void."""

_VOID: Final = message(
    "The number {number} is void. Its document {file} was moved to {moved}; it is no document of "
    "this folder any more."
)
_VOID_GONE: Final = message("The number {number} is void. Its document {file} was gone already.")
_MOVED: Final = message(
    "{file} was not as it was made. It was moved to {moved}, and made anew from its row."
)
_DAMAGED: Final = message("{file} was empty or damaged. It was made anew.")
_KEPT: Final = message(
    "{file} is not as it was made, and was left as it is. To have it made anew, delete it and run "
    "the same command again."
)
_BUNDLE_GONE: Final = message(
    "{file} held the document of a void number and was removed. Make it anew with --merge or --zip."
)
_MESSAGE_LEFT: Final = message(
    "The message {file} brings the document of a void number. Do not send it; run the same command "
    "again with --eml, which removes it."
)

State = Literal["", "missing", "altered", "damaged"]
_TAIL = 2048
"""Bytes at the end of a PDF in which its last line stands."""


class Folder:
    """The folder of one run.

    :param ours: names that no document gets.
    :param tell: is called with each thing that the reader of the result should know.
    """

    def __init__(
        self, path: Path, manifest: Manifest, ours: Iterable[str], tell: Callable[[Note], None]
    ) -> None:
        self.path = path
        self._manifest = manifest
        self._tell = tell
        named = (made.file for made in manifest)
        there = (each.name for each in path.iterdir())
        self._names = Names((*ours, ALTERED, VOID, *named, *manifest.superseded, *there))

    def name(self, wanted: str, suffix: str, before: Made | None) -> str:
        """The name of a document: the one that it had, if that still fits, or a new one."""
        family = f"{re.escape(wanted)}(_[0-9]+)?{re.escape(suffix)}"
        if before is not None and re.fullmatch(family, before.file):
            return before.file
        while True:
            name = self._names.claim(wanted, suffix)
            if not os.path.lexists(self.path / name):
                return name

    def state(self, made: Made) -> State:
        """Whether the document is there as it was made; looked at closely only if it seems not."""
        path = self.path / made.file
        try:
            found = path.lstat()
        except OSError:
            return "missing"
        if not stat.S_ISREG(found.st_mode):
            return "missing"  # a link or a folder in its place
        earlier = self._manifest.rewritten.get(made.file)
        if found.st_size == made.size and earlier is None:
            return ""
        sha256 = sha256_of(path)
        if sha256 == made.sha256:
            return ""
        if sha256 == earlier:
            return "missing"  # a run was killed before it could put the new one there
        return "altered" if _is_sound(path, made.format) else "damaged"

    def is_kept(self, made: Made) -> bool:
        """Whether the document need not be made again; says so if a person has altered it."""
        state = self.state(made)
        if state == "altered":
            self._tell(Note(_KEPT, {"file": made.file}))
        return state in ("", "altered")

    def make_room(self, made: Made) -> None:
        """Move away what stands under the name of ``made`` and is not that document itself.

        To be called before the manifest knows of ``made``.
        """
        path = self.path / made.file
        if not os.path.lexists(path):
            return
        before = self._manifest.document(made.key, made.lang, made.format)
        own = {self._manifest.rewritten.get(made.file)}
        if before is not None and before.file == made.file:
            own.add(before.sha256)
        if path.is_file() and not path.is_symlink():
            if not path.stat().st_size:
                self._tell(Note(_DAMAGED, {"file": made.file}))
                return
            if sha256_of(path) in own:
                return
        moved = self._move(made.file, self._free(ALTERED, made.file))
        self._tell(Note(_MOVED, {"file": made.file, "moved": moved}))

    def set_void_aside(self, void: Sequence[Made]) -> None:
        """Move documents whose numbers are void out of the way, and finish what a kill left."""
        for each in self._manifest.set_aside:
            self._move_void(each)
        if not void:
            return
        documents = []
        for made in void:
            path = self.path / made.file
            there = path.is_file() and not path.is_symlink()
            to = self._free(VOID, made.file)
            sha256 = sha256_of(path) if there else ""
            documents.append(SetAside(made.file, to, made.number, sha256))
            said = {"number": made.number, "file": made.file, "moved": to}
            self._tell(Note(_VOID if there else _VOID_GONE, said))
        files = {each.void for each in documents}
        for name, (_sha256, document) in self._manifest.messages.items():
            if document in files:
                self._tell(Note(_MESSAGE_LEFT, {"file": name}))
        self._manifest.add_set_aside(documents)
        for each in documents:
            self._move_void(each)
        self._remove_bundles()

    def remove_superseded(self) -> None:
        """Remove files that a changed row has left under an old name, if they are still ours."""
        for name, sha256 in list(self._manifest.superseded.items()):
            path = self.path / name
            if path.is_file() and not path.is_symlink() and sha256_of(path) == sha256:
                path.unlink()

    def _remove_bundles(self) -> None:
        for name, sha256 in self._manifest.bundles.items():
            path = self.path / name
            if path.is_file() and not path.is_symlink() and sha256_of(path) == sha256:
                path.unlink()
                self._tell(Note(_BUNDLE_GONE, {"file": name}))

    def _move_void(self, each: SetAside) -> None:
        path = self.path / each.void
        if not each.sha256 or not path.is_file() or os.path.lexists(self.path / each.to):
            return
        if sha256_of(path) == each.sha256:
            self._move(each.void, each.to)

    def _free(self, folder: str, name: str) -> str:
        """A name in ``folder`` that nothing has."""
        where = self.path / folder
        refuse_link(where)
        make_folder(where)
        stem, dot, suffix = name.rpartition(".")
        count = 1
        found = name
        while os.path.lexists(where / found):
            count += 1
            found = f"{stem}_{count}{dot}{suffix}"
        return f"{folder}/{found}"

    def _move(self, name: str, to: str) -> str:
        with clear_errors(self.path / to):
            (self.path / to).parent.mkdir(exist_ok=True)
            (self.path / name).rename(self.path / to)
        return to


def _is_sound(path: Path, form_format: str) -> bool:
    """Whether a file may be a document that somebody has altered, rather than a damaged one."""
    if form_format in ("docx", "pptx"):
        return zipfile.is_zipfile(path)
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        if form_format != "pdf":
            return size > 0
        stream.seek(max(size - _TAIL, 0))
        end = stream.read()
        stream.seek(0)
        return stream.read(5) == b"%PDF-" and b"%%EOF" in end
