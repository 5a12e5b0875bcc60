"""The lines of a paragraph, and how each piece of their text looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

UNKNOWN: Final = "?"
"""Begins the name of a look that no right option is known by: italics, a size, a font."""

_LETTER: Final = re.compile(r"\s*+[^\W_]{1,2}\s*+[.)]?\s*+")


@dataclass(slots=True)
class Line:
    """A line of a paragraph, and how each piece of its text looks."""

    text: str = ""
    looks: list[frozenset[str]] = field(default_factory=list)
    first: str = ""
    spans: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """Looks of any piece that no right option is known by."""

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
        if len(self.looks) == 1 or not _LETTER.fullmatch(self.first):
            return shared
        return shared | {
            f"letter {look}" for look in self.looks[0] - frozenset().union(*self.looks[1:])
        }

    @property
    def unsure(self) -> frozenset[str]:
        """Looks that no right option is known by, and those that only a part of the text has."""
        whole = len(self.looks) < 2
        partly = () if whole else frozenset().union(*self.looks[1:]) - self.shared
        return frozenset(self.unknown.union(f"{UNKNOWN}{look}" for look in partly))

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
            if looks:
                line.unknown |= {look for look in looks if look.startswith(UNKNOWN)}
                looks -= line.unknown
            line.looks.append(looks)
            line.spans.append((start, len(line.text), looks))
