"""Puts the documents of a batch on the disk, many at a time.

A document is counted in three steps: its bytes are on the disk under a temporary name, its line
is in the manifest, it gets its name. Each step waits for the disk, which takes about as long for
the lines and names of sixty documents as for those of one.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from atuforms.batches.folder import Folder
from atuforms.batches.manifest import Made, Manifest
from atuforms.core.files.output_files import clear_errors, rename, stage, sync, sync_folder

_MOST = 64
"""Documents that take their steps together."""
_LONGEST = 0.25
"""Seconds that a document waits for others."""


class GroupCommit:
    """Takes documents, and counts them when enough have come or the first has waited enough.

    :param folder: where the documents and their manifest are.
    """

    def __init__(self, folder: Folder, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._waiting: list[tuple[Path, Made]] = []
        self._since = 0.0

    def add(self, made: Made, data: bytes) -> list[Made]:
        """Take a document; those that are counted now are returned.

        :raises UnsafeOutput: when there is no room on the disk, or no permission.
        """
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((stage(self._folder.path, data), made))
        if len(self._waiting) < _MOST and time.monotonic() - self._since < _LONGEST:
            return []
        return self.finish()

    def finish(self) -> list[Made]:
        """Count every document that waits.

        :raises UnsafeOutput: as :meth:`add`; then none of those that have no name yet is left.
        """
        waiting, self._waiting = self._waiting, []
        made = [each for _, each in waiting]
        if not made:
            return []
        try:
            for staged, _ in waiting:
                sync(staged)
            for each in made:
                self._folder.make_room(each)
            self._manifest.add(made)
            for staged, each in waiting:
                rename(staged, self._folder.path / each.file)
            with clear_errors(self._folder.path):
                sync_folder(self._folder.path)
        except BaseException:
            for staged, _ in waiting:
                with suppress(OSError):
                    staged.unlink()
            raise
        return made
