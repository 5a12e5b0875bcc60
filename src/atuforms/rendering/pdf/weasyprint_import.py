"""Imports WeasyPrint without the work that it would do in vain.

Most of the time that one document takes from the shell goes into this import; what is left out
here is more than half of it, and no document can tell the difference.
"""

from __future__ import annotations

import ctypes.util
import importlib
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_NEWER_LIBRARIES = ("harfbuzz-vector", "harfbuzz-vector-0.0")
"""What WeasyPrint can do without, and systems of today lack."""

_SELDOM_USED = ("fontTools.subset", "fontTools.varLib.instancer")
"""For variable fonts, of which we have none, and for machines without libharfbuzz-subset."""


@contextmanager
def quick_import() -> Iterator[None]:
    """Import WeasyPrint within this, after :func:`atuforms.core.doctor.require_pango`."""
    with warnings.catch_warnings(), _right_names_only(), _postponed():
        # A machine without fonts of its own or without libharfbuzz-subset is no reason to worry
        # the user in the middle of a document; `atuforms doctor` tells.
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _right_names_only() -> Iterator[None]:
    """Do not look for libraries by the names that they have on other systems.

    WeasyPrint tries those first, and for each that is not there ctypes starts a compiler and a
    linker. By the names that they have here, :func:`~atuforms.core.doctor.require_pango` has found
    them.
    """
    search, thread = ctypes.util.find_library, threading.get_ident()

    def find(name: str) -> str | None:
        foreign = name.startswith("lib") or name.endswith(("-0", "-1", *_NEWER_LIBRARIES))
        return None if foreign and threading.get_ident() == thread else search(name)

    functions = vars(ctypes.util)
    if sys.platform == "linux":
        functions["find_library"] = find
    try:
        yield
    finally:
        functions["find_library"] = search


@contextmanager
def _postponed() -> Iterator[None]:
    """Let modules that are seldom used be imported when they are."""
    stand_ins = {name: _StandIn(name) for name in _SELDOM_USED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class _StandIn(ModuleType):
    """A module whose functions import the real one when they are called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*args, **options)

        return call
