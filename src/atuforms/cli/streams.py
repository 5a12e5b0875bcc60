"""Standard output and error, whatever they are: closed, full, or of another encoding.

What cannot be written is lost, and that is told in the end; it never stops the work that a command
is there for, nor does anything of it land in a file that happens to have the stream's number.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Any


class Stream(io.RawIOBase):
    """The bytes of one stream; after a first failure nothing more is written to it."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.lost: OSError | None = None
        """Why something was not written."""

    def writable(self) -> bool:
        """Always: failures are kept."""
        return True

    def fileno(self) -> int:
        """The number of the stream."""
        return self._number

    def isatty(self) -> bool:
        """Whether somebody sits before it."""
        return os.isatty(self._number)

    def write(self, data: Any) -> int:
        """Write ``data``, or lose it."""
        size = memoryview(data).nbytes
        if self.lost is None:
            try:
                return os.write(self._number, data)
            except OSError as error:
                self.lost = error
        return size


def keep_streams() -> tuple[Stream | None, Stream | None]:
    """Put streams that never fail in place of standard output and error, where these are real."""
    closed = _open_closed()
    return _kept("stdout", 1, closed), _kept("stderr", 2, closed)


def is_left(stream: Stream | None) -> bool:
    """Whether something was lost that somebody still waits for, other than who closed a pipe."""
    return stream is not None and stream.lost is not None and stream.lost.errno != errno.EPIPE


def _open_closed() -> set[int]:
    """Open what was closed, so that no file of ours gets its number; the numbers of these."""
    closed = set()
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            closed.add(number)
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    return closed


def _kept(name: str, number: int, closed: set[int]) -> Stream | None:
    stream = getattr(sys, name)
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)
    if stream is not None and not isinstance(raw, io.FileIO):
        # A notebook's, a test's, or a Windows console, which takes every letter.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
        return None
    if stream is not None:
        stream.flush()
    kept = Stream(number)
    if number in closed:
        kept.lost = OSError(errno.EBADF, os.strerror(errno.EBADF))
    text = io.TextIOWrapper(
        io.BufferedWriter(kept),
        encoding="utf-8",
        errors="replace",
        line_buffering=number == 2 or kept.isatty(),
    )
    setattr(sys, name, text)
    return kept
