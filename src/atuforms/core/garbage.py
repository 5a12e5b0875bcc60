"""Python's search for garbage, which pauses while much is made that lives until the end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Python does not look for garbage meanwhile.

    The boxes of a page live until its file is written, the lines of a document until it is read.
    To look through them again and again takes up to a fifth of the time, and finds nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
