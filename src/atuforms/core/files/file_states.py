"""The state of files that are read once and kept: templates, layouts, wording.

What is made of a file is kept under its stamp, so that a running process sees it when somebody
edits the file. To ask the disk takes longer than to print a value: it is asked once for each
document or record, however often a file is needed for it. The files that came with atuforms are
needed for every document and hardly ever edited: of these it is asked fifty times a second at most.
"""

from __future__ import annotations

import os
import stat
from time import monotonic
from typing import NamedTuple

_KEPT = 4096
_PATIENCE = 0.02
"""Seconds in which a file that came with atuforms is taken to be as it was."""


class Stamp(NamedTuple):
    """Which file, and in which state: its time of change, in nanoseconds, and its size."""

    path: str
    changed: int
    size: int


# An answer of the disk is used for one moment: while a document, or a batch, is made.
_moment: object = object()
_our_moment = _moment
_our_moment_began = 0.0
_seen: dict[str, tuple[object, Stamp | None]] = {}


def look_again(moment: object = None) -> None:
    """From now on, ask the disk anew for each file, once.

    :param moment: what several documents have in common that are to be made of the same state, as
        those of a batch; for files that were seen in it already the disk is not asked.
    """
    global _moment, _our_moment, _our_moment_began
    if moment is not None:
        _moment = _our_moment = moment
        return
    _moment = object()
    now = monotonic()
    if now - _our_moment_began > _PATIENCE:
        _our_moment, _our_moment_began = _moment, now


def stamp_of(path: str, *, ours: bool = False) -> Stamp | None:
    """The stamp of a file; None where there is none.

    :param ours: whether it is one of those that came with atuforms.
    """
    moment = _our_moment if ours else _moment
    seen = _seen.get(path)
    if seen is not None and seen[0] == moment:
        return seen[1]
    stamp = _look(path)
    if len(_seen) >= _KEPT:
        _seen.clear()
    _seen[path] = (moment, stamp)
    return stamp


def _look(path: str) -> Stamp | None:
    try:
        found = os.stat(path)  # noqa: PTH116 — a path as text takes half the time
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Stamp(path, found.st_mtime_ns, found.st_size)
