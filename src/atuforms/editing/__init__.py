"""The form editor: what its two homes, notebook and browser, have in common.

Plain functions, with JSON in and out, on records that are only half filled in; and one ES module
that draws a form from its description. An edited record is a record as YAML has it; the files that
it names stand in it under ``$files``, as names with their bytes in Base64.
"""

from __future__ import annotations

from atuforms.editing.answers import check, preview, render
from atuforms.editing.assets import SCRIPT, STYLE, script, style
from atuforms.editing.calls import CALLS, answer
from atuforms.editing.descriptions import describe
from atuforms.editing.exchange import as_code, as_yaml, from_yaml, open_file

__all__ = [
    "CALLS",
    "SCRIPT",
    "STYLE",
    "answer",
    "as_code",
    "as_yaml",
    "check",
    "describe",
    "from_yaml",
    "open_file",
    "preview",
    "render",
    "script",
    "style",
]
