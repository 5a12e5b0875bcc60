"""The lists of rejected rows in the folder of a batch: written, never over one that is mended."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

from atuforms.batches.manifest import Manifest
from atuforms.batches.rejected import NAME, RejectedRows
from atuforms.core.files.output_files import publish, sha256_of, stage_stream, sync


class Lists:
    """The lists in the folder at ``path``; ``table`` is the file that this run reads, if any."""

    def __init__(self, path: Path, manifest: Manifest, table: Path | None) -> None:
        self._path = path
        self._manifest = manifest
        self._table = table

    def write(self, rejected: RejectedRows) -> Path:
        """Write the list of this run, never over one that a person may be mending."""
        staged = stage_stream(self._path, rejected.write)
        sync(staged)
        for count in itertools.count(1):
            name = NAME if count == 1 else f"{NAME}-{count}"
            path = self._path / f"{name}{rejected.suffix}"
            if not os.path.lexists(path) or self._is_stale(path):
                break
        self._manifest.add_rejected(path.name, sha256_of(staged))
        publish(staged, path)
        return path

    def finish(self) -> None:
        """Every row has its documents: lists that nobody needs any more are removed.

        One that was read now stays until the table that it came from is read again.
        """
        for name in self._manifest.rejected:
            path = self._path / name
            if not path.exists():
                continue
            if self._is_read_now(path):
                sha256 = sha256_of(path)
                if sha256 != self._manifest.rejected[name]:
                    self._manifest.add_rejected(name, sha256)
            elif self._is_stale(path):
                path.unlink()

    def _is_stale(self, path: Path) -> bool:
        if path.is_symlink() or not path.is_file() or self._is_read_now(path):
            return False
        return self._manifest.rejected.get(path.name) == sha256_of(path)

    def _is_read_now(self, path: Path) -> bool:
        return self._table is not None and self._table.exists() and path.samefile(self._table)
