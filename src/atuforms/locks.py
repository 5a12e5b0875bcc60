"""Locks around what a process sets up once, whichever of its threads comes first."""

from __future__ import annotations

import os
import threading
from contextlib import AbstractContextManager


def lock_across_forks() -> AbstractContextManager[object]:
    """A lock that its own thread may take again, and that no process is forked under.

    A fork waits until no other thread holds it: in the child, where that thread is gone, nobody
    would ever release it, and what it was about to set up would stay half done.
    """
    lock = threading.RLock()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release
        )
    return lock


LATE_IMPORTS = lock_across_forks()
"""Held while something is imported that the functions of this package import when it is needed.

Python locks each module by itself. Two threads that enter a package by different doors can each
wait for what the other is importing; then Python gives one of them a half-imported module.

No module of this package takes it while it is imported itself, and nothing is imported under it
that may import this package, so that it never waits for a thread that waits for it.
"""
