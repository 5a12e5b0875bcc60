"""Where the questions of a Moodle XML file begin: the parser loses count after line 65,535."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_TAG: Final = re.compile(
    r"<(?:!\[CDATA\[.*?(?:\]\]>|\Z)|!--.*?(?:-->|\Z)|(?P<tag>question)(?:\s[^>]*)?>)", re.DOTALL
)


def question_lines(text: str) -> Iterator[int]:
    """The line of each question."""
    line, place = 1, 0
    for found in _TAG.finditer(text):
        if found["tag"]:
            line += text.count("\n", place, found.start())
            place = found.start()
            yield line
