"""Values that are kept on the disk while they wait, so that memory does not grow with a table."""

from __future__ import annotations

import os
import pickle
import tempfile
import threading
import weakref
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")

_IN_MEMORY = 1 << 20
"""Bytes up to which no file is opened: the values of a small table."""


class Spool(Sequence[T]):
    """A sequence in a temporary file of this process; what is kept in memory is 16 bytes a value.

    Values are plain data. Threads may read it together. A copy by ``pickle`` is a tuple.
    """

    def __init__(self) -> None:
        self._stream = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 — closed with us
        weakref.finalize(self, self._stream.close)
        self._ranks = array("q")
        self._offsets = array("q")
        self._lock = threading.Lock()

    def add(self, value: T, rank: int) -> None:
        """Keep ``value``, after all others of its rank and before those of a higher one."""
        with self._lock:
            offset = self._stream.seek(0, os.SEEK_END)
            pickle.dump(value, self._stream, pickle.HIGHEST_PROTOCOL)
            place = bisect_right(self._ranks, rank)
            self._ranks.insert(place, rank)
            self._offsets.insert(place, offset)

    def __len__(self) -> int:
        return len(self._offsets)

    def __iter__(self) -> Iterator[T]:
        return map(self._read, self._offsets)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return tuple(map(self._read, self._offsets[index]))
        return self._read(self._offsets[index])

    def _read(self, offset: int) -> T:
        with self._lock:
            self._stream.seek(offset)
            value: T = pickle.load(self._stream)  # noqa: S301 — written by this process
        return value

    def __reduce__(self) -> tuple[object, ...]:
        return tuple, (list(self),)

    def __repr__(self) -> str:
        return f"<{len(self)} values>"
