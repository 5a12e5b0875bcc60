"""A long text on paper, as Markdown: headings, lists, tables and pictures; emphasis is not read.

The text of a lecture is many paragraphs, which are printed where the form has one line for it. They
are those between the fixed words before and after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.documents.reading.blocks import Block, Line
from atuforms.documents.reading.placing import Placing
from atuforms.documents.reading.samples import WORD
from atuforms.documents.reading.word_contents import W
from atuforms.fields.describe import describe
from atuforms.forms.base import Form

_SPECIAL = re.compile(r"([\\`*_\[\]<>~])")
_BEGINS = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)")
_DEEPEST = 6
_STYLES = "word/styles.xml"


@dataclass(slots=True)
class LongText:
    """A text with its field, its lines, and the relationships of its pictures by their names."""

    name: str
    markdown: str
    lines: list[Line]
    pictures: dict[str, str] = field(default_factory=dict)


def long_text(
    form: type[Form],
    office: Parts,
    shown: Sequence[Block],
    expected: Sequence[Block],
    placing: Placing,
) -> LongText | None:
    """The long text of a document whose field for it is gone; None if it shows none."""
    names = [each.name for each in describe(form) if each.kind == "markdown"]
    if len(names) != 1 or any(names[0] in block.paths for block in shown):
        return None
    here = [number for number, block in enumerate(expected) if _is_text(block, names[0])]
    if not here:
        return None
    found = _between(shown, expected, placing, here[0], here[-1])
    found = [block for block in found if not all(_is_blank(line) for line in block.lines)]
    if not found:
        return None
    writing = _Writing(names[0], _levels(office))
    text = writing.text(found)
    lines = [line for block in found for line in block.lines]
    return LongText(names[0], text, lines, writing.pictures)


def _is_text(block: Block, name: str) -> bool:
    return block.paths == (name,) or (not block.paths and WORD in block.text)


def _between(
    shown: Sequence[Block],
    expected: Sequence[Block],
    placing: Placing,
    first: int,
    last: int,
) -> list[Block]:
    """The blocks between those that are printed before and after the text."""
    printed = {line: n for n, block in enumerate(expected) for line in block.lines}
    at = {line: n for n, block in enumerate(shown) for line in block.lines}
    start, end = 0, len(shown)
    for match in placing.alignment.matches:
        number = printed.get(match.printed, first)
        if number < first:
            start = max(start, at[match.covers[0]] + 1)
    for match in placing.alignment.matches:
        number = printed.get(match.printed, first)
        if number > last and at[match.covers[0]] >= start:
            end = min(end, at[match.covers[0]])
    return list(shown[start:end])


def _is_blank(line: Line) -> bool:
    return line.is_empty or (not line.text.strip("_ ") and not _picture(line))


class _Writing:
    def __init__(self, name: str, levels: Mapping[str, int]) -> None:
        self.name = name
        self.levels = levels
        self.pictures: dict[str, str] = {}

    def text(self, blocks: Sequence[Block]) -> str:
        parts: list[str] = []
        for table, group in groupby(blocks, key=_table):
            if table is not None:
                parts.append(self._table(list(group)))
                continue
            items = False
            for block in group:
                for line in block.lines:
                    text = self._paragraph(line)
                    is_item = text.startswith("- ")
                    if is_item and items:
                        parts[-1] += f"\n{text}"
                    elif text:
                        parts.append(text)
                    items = is_item
        return "\n\n".join(parts)

    def _paragraph(self, line: Line) -> str:
        properties = line.element.find(f"{W}pPr")
        level = 0 if properties is None else self._level(properties)
        text = self._inline(line)
        if not text:
            return ""
        if level:
            return f"{'#' * min(max(level - 1, 1), _DEEPEST)} {' '.join(text.split())}"
        if properties is not None and properties.find(f"{W}numPr") is not None:
            return f"- {' '.join(text.split())}"
        return "\n\n".join(_BEGINS.sub(r"\1\\\2", each) for each in text.split("\n") if each)

    def _level(self, properties: etree._Element) -> int:
        outline = properties.find(f"{W}outlineLvl")
        if outline is not None and outline.get(f"{W}val", "").isdigit():
            return int(outline.get(f"{W}val", "")) + 1
        style = properties.find(f"{W}pStyle")
        return self.levels.get(style.get(f"{W}val", ""), 0) if style is not None else 0

    def _table(self, rows: Sequence[Block]) -> str:
        count = max(len(row.cells) for row in rows)
        lines = []
        for row in rows:
            cells = [" ".join(self._inline(line) for line in cell) for cell in row.cells]
            cells = [" ".join(cell.replace("|", "\\|").split()) for cell in cells]
            lines.append("| " + " | ".join(cells + [""] * (count - len(cells))) + " |")
        return "\n".join([lines[0], "|" + " --- |" * count, *lines[1:]])

    def _inline(self, line: Line) -> str:
        text = _SPECIAL.sub(r"\\\1", line.text)
        relationship = _picture(line)
        if relationship:
            name = f"{self.name}-{len(self.pictures) + 1}"
            self.pictures[name] = relationship
            text = f"![]({name}) {text}".strip()
        return text


def _picture(line: Line) -> str:
    found = (each.control.picture for each in line.pieces if each.control is not None)
    return next((each for each in found if each), "")


def _table(block: Block) -> etree._Element | None:
    if not block.is_row:
        return None
    return next(block.lines[0].element.iterancestors(f"{W}tbl"), None) if block.lines else None


def _levels(office: Parts) -> dict[str, int]:
    """The level of heading that each style of a Word document is."""
    if _STYLES not in office.names:
        return {}
    found = {}
    for style in office.xml(_STYLES).iter(f"{W}style"):
        name = style.find(f"{W}name")
        heading = re.fullmatch(
            r"heading ([1-9])", "" if name is None else name.get(f"{W}val", ""), re.IGNORECASE
        )
        if heading:
            found[style.get(f"{W}styleId", "")] = int(heading[1])
    return found
