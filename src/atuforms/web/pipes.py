"""Values from one process to another, each after its length."""

from __future__ import annotations

import pickle
import struct
from typing import IO

_SIZE = struct.Struct(">Q")


def send(pipe: IO[bytes], value: object) -> None:
    """Write a value for the other side of a pipe."""
    data = pickle.dumps(value)
    pipe.write(_SIZE.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object:
    """The next value from the other side of a pipe.

    :raises EOFError: if it is closed.
    """
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        raise EOFError
    (size,) = _SIZE.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 — from our own process
