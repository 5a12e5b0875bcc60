"""A long text on paper, as Markdown: headings, lists, tables and pictures; emphasis is not read.

The text of a lecture is many paragraphs, which are printed where the form has one line for it. They
are those between the fixed words before and after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.documents.reading.blocks import Block, Line
from atuforms.documents.reading.paragraph_styles import Item, ParagraphStyles
from atuforms.documents.reading.placing import Placing
from atuforms.documents.reading.samples import WORD
from atuforms.documents.reading.word_contents import DRAWING, W
from atuforms.fields.describe import describe
from atuforms.forms.base import Form

_SPECIAL = re.compile(r"([\\`*_\[\]<>~])")
_BEGINS = re.compile(r"^(\s*)(\d*)(#{1,6}|[+.)-])(?=\s)")
_DEEPEST = 6
_ITEM, _QUOTE = "item", "quote"


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
    writing = _Writing(names[0], ParagraphStyles(office))
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
    def __init__(self, name: str, styles: ParagraphStyles) -> None:
        self.name = name
        self.styles = styles
        self.pictures: dict[str, str] = {}
        self.widths: list[int] = []
        """How far the signs of the list that is open reach, for each of its levels."""

    def text(self, blocks: Sequence[Block]) -> str:
        parts: list[str] = []
        for table, group in groupby(blocks, key=_table):
            if table is not None:
                parts.append(self._table(list(group)))
                continue
            before = ""
            for line in (line for block in group for line in block.lines):
                text, kind = self._paragraph(line)
                if text and kind and kind == before:
                    parts[-1] += ("\n>\n" if kind == _QUOTE else "\n") + text
                elif text:
                    parts.append(text)
                before = kind
        return "\n\n".join(parts)

    def _paragraph(self, line: Line) -> tuple[str, str]:
        """A paragraph, and whether it is an item, a quotation, or neither."""
        level = self.styles.heading(line.element)
        item = None if level else self.styles.item(line.element)
        text = self._inline(line)
        if not text:
            return "", ""
        if item is None:
            self.widths = []
        if level:
            return f"{'#' * min(max(level - 1, 1), _DEEPEST)} {' '.join(text.split())}", ""
        if item is not None:
            return self._item(item, " ".join(text.split())), _ITEM
        paragraphs = [_BEGINS.sub(r"\1\2\\\3", each) for each in text.split("\n") if each]
        if self.styles.is_quote(line.element):
            return "\n>\n".join(f"> {each}" for each in paragraphs), _QUOTE
        return "\n\n".join(paragraphs), ""

    def _item(self, item: Item, text: str) -> str:
        """An item below the one that it belongs to."""
        sign = "- " if item.number is None else f"{item.number}. "
        del self.widths[item.level :]
        indent = self.widths[-1] if self.widths else 0
        self.widths.append(indent + len(sign))
        return f"{' ' * indent}{sign}{text}"

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
            text = f"![{_alternative(line)}]({name}) {text}".strip()
        return text


def _picture(line: Line) -> str:
    found = (each.control.picture for each in line.pieces if each.control is not None)
    return next((each for each in found if each), "")


def _alternative(line: Line) -> str:
    """What stands for a picture where it cannot be seen."""
    about = (each.get("descr", "") for each in line.element.iter(f"{DRAWING}docPr"))
    return _SPECIAL.sub(r"\\\1", " ".join(next(filter(None, about), "").split()))


def _table(block: Block) -> etree._Element | None:
    if not block.is_row:
        return None
    return next(block.lines[0].element.iterancestors(f"{W}tbl"), None) if block.lines else None
