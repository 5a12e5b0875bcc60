"""The tags of a template by their lines, by which a faulty one is found."""

from __future__ import annotations

import re
from collections.abc import Iterator

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OF_LAYOUTS = re.compile(r"\[\[.*?\]\]|\[%.*?%\]|\[#.*?#\]", re.DOTALL)


class PlacedTag(str):
    """A tag of a file, with its line there, and how many like it there are up to it, if known."""

    __slots__ = ("line", "number")
    line: int
    number: int

    @classmethod
    def at(cls, text: str, line: int) -> PlacedTag:
        """The tag ``text`` in this line."""
        tag = cls(text)
        tag.line, tag.number = line, 0
        return tag


def tags_in(text: str, *, wording: bool) -> Iterator[PlacedTag]:
    """The tags of a layout in their order.

    :param wording: whether those that place wording, ``[[ … ]]``, and not those for values.
    """
    line, before = 1, 0
    for tag in (_OF_LAYOUTS if wording else TAG).finditer(text):
        line += text.count("\n", before, tag.start())
        before = tag.start()
        yield PlacedTag.at(tag[0], line)


def on_lines(text: str, *, wording: bool = False) -> str:
    """``text`` with the words of each tag on a line of their own, by which a mistake is found."""
    return (_OF_LAYOUTS if wording else TAG).sub(_on_its_line, text)


def _on_its_line(tag: re.Match[str]) -> str:
    if tag[0][1] == "#":
        return tag[0]
    at = 3 if tag[0][2:3] in ("-", "+") else 2
    return f"{tag[0][:at]}\n{tag[0][at:]}"


def by_line(text: str, *, wording: bool = False) -> dict[int, PlacedTag]:
    """The tags of such a text by the number of their line."""
    tags = (each for each in tags_in(text, wording=wording) if each[1] != "#")
    return {tag.line + 1: tag for tag in tags}
