"""Locks around what the threads of a process share.

They stand in a module of their own, so that they are made before a thread takes one.
"""

from __future__ import annotations

import os
import threading

FIRST_USE = threading.RLock()
"""Held while something is imported, or set up, when a function needs it for the first time.

Python locks each module by itself. Two threads that enter a package by different doors can each
wait for what the other is importing; then Python gives one of them a half-imported module.

No module of this package takes it while it is imported itself, and nothing is imported under it
that may import this package, so that it never waits for a thread that waits for it.
"""

PDF_ENGINE = threading.Lock()
"""Held while WeasyPrint lays out a page.

Pango's font map and WeasyPrint's caches in it may not be used by two threads at once, and layout
is Python code, which threads do not speed up.
"""

PDFIUM = threading.Lock()
"""Held while PDFium draws pages, which it does for one thread at a time."""

DECODING = threading.Lock()
"""Held while a picture is decoded: one at a time, since each may take 60 million pixels."""

PICTURES = threading.Lock()
"""Held while the pictures that were read last are looked through."""

if hasattr(os, "register_at_fork"):
    # A forked process has one thread; nobody there would release what the others held. So these
    # are made anew in it. A fork waits for a layout, since half of one is of no use. It does not
    # wait for an import: Python's own modules register for forks while they are imported.
    # Typeshed does not know how logging and threading make a lock anew.
    for lock in (FIRST_USE, PDFIUM, DECODING, PICTURES):
        os.register_at_fork(after_in_child=lock._at_fork_reinit)  # type: ignore[union-attr]
    os.register_at_fork(
        before=PDF_ENGINE.acquire,
        after_in_parent=PDF_ENGINE.release,
        after_in_child=PDF_ENGINE.release,
    )
