"""Files that appear complete or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.language.reasons import reason_of

TEMPORARY_PREFIX = ".atuforms-"
"""How the names of unfinished files begin; what a killed run leaves is swept by the next one."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that it is never seen in part, and survives a power cut.

    :raises UnsafeOutput: when there is no room, no permission, or no such folder.
    """
    staged = stage(path.parent, data)
    sync(staged)
    publish(staged, path)


def write_together(files: Mapping[Path, bytes]) -> None:
    """The same for files that belong together: none gets its name before all are on the disk.

    :raises UnsafeOutput: as :func:`write_atomically`.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with clear_errors(path):
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            staged[path] = stage(path.parent, data)
            sync(staged[path])
        for path, each in staged.items():
            publish(each, path)
    finally:
        for each in staged.values():
            with suppress(OSError):
                each.unlink()


def stage(folder: Path, data: bytes) -> Path:
    """Write ``data`` into a file of a temporary name in ``folder``.

    It survives a power cut only after :func:`sync`.

    :raises UnsafeOutput: as :func:`write_atomically`.
    """
    return stage_stream(folder, lambda stream: stream.write(data))


def stage_stream(folder: Path, write: Callable[[IO[bytes]], object]) -> Path:
    """The same for what ``write`` writes into the file, so that it need not be in memory.

    :raises UnsafeOutput: as :func:`write_atomically`.
    """
    with clear_errors(folder):
        staged = unfinished(folder)
        with _or_remove(staged), staged.open("wb") as stream:
            write(stream)
        return staged


def unfinished(folder: Path) -> Path:
    """A new, empty file of a temporary name, which who may read it the user's umask says."""
    while True:
        staged = folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
        with suppress(FileExistsError):
            os.close(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            return staged


def sync(staged: Path) -> None:
    """Make a staged file survive a power cut; it is removed if that fails.

    :raises UnsafeOutput: as :func:`write_atomically`.
    """
    with clear_errors(staged), _or_remove(staged):
        handle = os.open(staged, os.O_RDWR)  # Windows syncs only what could be written
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def publish(staged: Path, path: Path) -> None:
    """Give a staged file its name, in place of what may be there.

    :raises UnsafeOutput: as :func:`write_atomically`.
    """
    rename(staged, path)
    with clear_errors(path):
        sync_folder(path.parent)


def rename(staged: Path, path: Path) -> None:
    """The same, but that the name survives a power cut only after :func:`sync_folder`."""
    with clear_errors(path), _or_remove(staged):
        staged.replace(path)


@contextmanager
def _or_remove(staged: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(OSError):
            staged.unlink()
        raise


def refuse_existing(path: Path) -> None:
    """Refuse to write over a file.

    :raises UnsafeOutput: when there is one, or it cannot have this name.
    """
    with clear_errors(path):
        exists = path.exists()
    if exists:
        raise UnsafeOutput(
            "{file} is there already. Choose another name, or add --force to write over it.",
            file=path,
        )


def make_folder(path: Path) -> None:
    """Make the folder, with those above it, unless it is there.

    :raises UnsafeOutput: when it cannot be made.
    """
    with clear_errors(path):
        path.mkdir(parents=True, exist_ok=True)


def refuse_link(path: Path) -> None:
    """Refuse a link, through which we would write into a place of others.

    :raises UnsafeOutput: saying what to do.
    """
    with clear_errors(path):
        is_link = path.is_symlink()
    if is_link:
        raise UnsafeOutput(
            "{file} is a link or no file at all, so it is not written. Delete it, or choose "
            "another folder.",
            file=path,
        )


def sweep(folder: Path) -> None:
    """Remove the unfinished files that a killed run has left in ``folder``."""
    for left in folder.glob(f"{TEMPORARY_PREFIX}*"):
        with suppress(OSError):
            left.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some network drives cannot; the rename itself stays atomic
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refuse_name(path: Path) -> None:
    """Raise the system's own error for a name that no file can have."""
    try:
        named = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        named = False
    if not named:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors while writing ``path`` into :class:`UnsafeOutput`."""
    try:
        _refuse_name(path)
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise UnsafeOutput(
                "There is no room left on the disk for {file}. Make room and run the same "
                "command again; it goes on where it stopped.",
                file=path,
            ) from error
        if error.errno in _REFUSED:
            raise UnsafeOutput(
                "{file} cannot be written: the folder is read-only, or the file is open in "
                "another program. Choose another folder or close the file.",
                file=path,
            ) from error
        raise UnsafeOutput(
            "{file} cannot be written: {reason}.", file=path, reason=reason_of(error)
        ) from error
