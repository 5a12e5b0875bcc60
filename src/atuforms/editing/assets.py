"""The files of the editor that a browser loads: one ES module and its style sheet."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

SCRIPT: Final = Path(__file__).with_name("editor.js")
"""The ES module; it loads nothing and exports ``mount`` and ``browserBackend``."""
STYLE: Final = Path(__file__).with_name("editor.css")
"""Its style sheet; every rule is of the class ``atuforms-editor`` or of what is in it."""


@functools.cache
def script() -> str:
    """The text of the ES module."""
    return SCRIPT.read_text(encoding="utf-8")


@functools.cache
def style() -> str:
    """The text of the style sheet."""
    return STYLE.read_text(encoding="utf-8")
