"""Files appear complete or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from atuforms.exceptions import UnsafeOutput


def write_file(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write ``data`` under a temporary name beside ``path``, then give it its own name.

    :param durable: whether to wait until the data is on the disk, as a batch does.
    :raises UnsafeOutput: if there is no room or no permission; then nothing is left behind.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".atuforms-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 — the name is not a Path yet
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise UnsafeOutput(
                "There is no room on the disk for {file}. Free some, and try again.", file=path
            ) from None
        raise UnsafeOutput(
            "{file} cannot be written: {reason}.", file=path, reason=error.strerror or str(error)
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
