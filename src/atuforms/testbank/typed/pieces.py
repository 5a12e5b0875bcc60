"""The lines of a paragraph, and how each piece of their text looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_LETTER: Final = re.compile(r"\s*[^\W_]{1,2}\s*[.)]?\s*")


@dataclass(slots=True)
class Line:
    """A line of a paragraph, and how each piece of its text looks."""

    text: str = ""
    looks: list[frozenset[str]] = field(default_factory=list)
    first: str = ""
    spans: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)

    @property
    def shared(self) -> frozenset[str]:
        """Looks of most of the pieces, the last included: the letter may be plain.

        Looks of the letter alone are told apart: ``letter bold``.
        """
        if not self.looks:
            return frozenset()
        shared = frozenset(
            look
            for look in self.looks[-1]
            if sum(look in each for each in self.looks) * 2 >= len(self.looks)
        )
        if not _LETTER.fullmatch(self.first) or len(self.looks) == 1:
            return shared
        return shared | {
            f"letter {look}" for look in self.looks[0] - frozenset().union(*self.looks[1:])
        }

    @property
    def differing(self) -> tuple[tuple[int, int, frozenset[str]], ...]:
        """Its pieces, if they do not all look the same."""
        return tuple(self.spans) if len(set(self.looks)) > 1 else ()


class Pieces:
    """The lines of a paragraph while they are put together."""

    def __init__(self) -> None:
        self.lines = [Line()]

    def add(self, text: str, looks: frozenset[str] | None = None) -> None:
        if text == "\n":
            self.lines.append(Line())
            return
        line = self.lines[-1]
        start = len(line.text)
        line.text += text
        if looks is not None and text.strip():
            line.first = line.first or text
            line.looks.append(looks)
            line.spans.append((start, len(line.text), looks))
