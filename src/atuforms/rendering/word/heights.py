"""How high paragraphs and rows of a Word document are, in twips, as far as their letters tell.

A Word document is laid out by the program that opens it. Its font is known, and so is how wide the
letters are: a page of LibreOffice has the same lines, but for one in many that is nearly full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from atuforms.core.letter_widths import width_of
from atuforms.rendering.word.styles import (
    LINE_HEIGHT,
    STYLES,
    TABLE_STYLES,
    TWIPS_PER_MM,
    BlockStyle,
    twips,
)
from atuforms.rendering.word.wordprocessingml import W, table_style

_POINT: Final = 20
_RULE: Final = 10
"""A line between two rows."""
_KERNED: Final = 0.994
"""How wide words are beside their letters, some of which stand closer together."""
_WORD: Final = re.compile(r"[^\s/-]*(?:[/-]+|\s+|$)")
"""What a line may end with."""

_BREAKS: Final = {f"{{{W}}}br": "\n", f"{{{W}}}tab": " "}
_SIDES: Final = ("top", "right", "bottom", "left")


class UnknownHeight(Exception):
    """Something whose height letters do not tell: a picture, say, or a style of somebody else."""


@dataclass(frozen=True, slots=True)
class Height:
    """Of paragraphs and tables one below another."""

    whole: int
    lines: int
    line: int
    """How high a line is, in the paragraph that has most of them."""

    @property
    def about(self) -> int:
        """What is free above, between and below the lines."""
        return self.whole - self.lines * self.line


def height_of(blocks: Iterable[etree._Element], width: int) -> Height:
    """How high paragraphs and tables are together.

    :raises UnknownHeight: where one holds something else than words.
    """
    whole = lines = most = line = before = 0
    for block in blocks:
        if block.tag == f"{{{W}}}tbl":
            whole += before + sum(row_height(row, block) for row in block.findall(f"{{{W}}}tr"))
            before = 0
            continue
        if block.tag != f"{{{W}}}p":
            raise UnknownHeight
        above, count, each, below = _paragraph(block, width)
        whole += max(before, above) + count * each
        before = below
        lines += count
        if count > most:
            most, line = count, each
    return Height(whole + before, lines, line)


def row_height(row: etree._Element, table: etree._Element) -> int:
    """How high a row is, whole."""
    least = row.find(f"{{{W}}}trPr/{{{W}}}trHeight")
    return max(0 if least is None else _number(least, "val"), highest_cell(row, table)[1].whole)


def highest_cell(row: etree._Element, table: etree._Element) -> tuple[etree._Element, Height]:
    """The cell that makes a row as high as it is, of those whose words stand upright."""
    style = TABLE_STYLES.get(table_style(table))
    found = []
    for cell in row.findall(f"{{{W}}}tc"):
        size = cell.find(f"{{{W}}}tcPr/{{{W}}}tcW")
        if style is None or size is None:
            raise UnknownHeight
        if all(cell[0].find(f"{{{W}}}{name}") is None for name in ("textDirection", "vMerge")):
            own = height_of(list(cell)[1:], _number(size, "w") - 2 * twips(style.padding))
            around = twips(style.above + style.below) + (_RULE if style.borders else 0)
            found.append((cell, Height(own.whole + around, own.lines, own.line)))
    if not found:
        raise UnknownHeight
    return max(found, key=lambda each: each[1].whole)


def page_room(body: etree._Element) -> tuple[int, int]:
    """How high and how wide the text of a page is."""
    size = body.find(f"{{{W}}}sectPr/{{{W}}}pgSz")
    margins = body.find(f"{{{W}}}sectPr/{{{W}}}pgMar")
    if size is None or margins is None:
        raise UnknownHeight
    top, right, bottom, left = (_number(margins, side) for side in _SIDES)
    return _number(size, "h") - top - bottom, _number(size, "w") - left - right


def _number(element: etree._Element, name: str, otherwise: object = "") -> int:
    try:
        return int(element.get(f"{{{W}}}{name}", str(otherwise)))
    except ValueError as error:
        raise UnknownHeight from error


def _paragraph(paragraph: etree._Element, width: int) -> tuple[int, int, int, int]:
    """What is free above a paragraph, its lines, how high each is, and what is free below."""
    name = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    style = STYLES.get("paragraph" if name is None else name.get(f"{{{W}}}val", ""))
    if style is None or next(paragraph.iter(f"{{{W}}}drawing"), None) is not None:
        raise UnknownHeight
    spacing = paragraph.find(f"{{{W}}}pPr/{{{W}}}spacing")
    above, below = round(style.before * _POINT), round(style.after * _POINT)
    if spacing is not None:
        above = _number(spacing, "before", above)
        below = _number(spacing, "after", below)
        if spacing.get(f"{{{W}}}lineRule") == "exact":
            return above, 1, _number(spacing, "line"), below
    room = width - twips(style.left + style.right)
    first, *others = _words(paragraph).split("\n")
    count = _lines(first, room, twips(style.first_line), style)
    count += sum(_lines(each, room, 0, style) for each in others)
    return above, count, _line(style), below


def _line(style: BlockStyle) -> int:
    """How high a line is; LibreOffice takes whole hundredths of what the font asks for."""
    natural = round(LINE_HEIGHT * style.size * _POINT)
    return round(natural * int(100 * style.line / LINE_HEIGHT) / 100)


def _words(paragraph: etree._Element) -> str:
    said = paragraph.iter(f"{{{W}}}t", *_BREAKS)
    return "".join(_BREAKS.get(each.tag, each.text or "") for each in said)


def _lines(text: str, room: int, used: int, style: BlockStyle) -> int:
    """How many lines a text takes."""
    lines = 1
    full, at = room / TWIPS_PER_MM / _KERNED, used / TWIPS_PER_MM
    if full <= 0:
        raise UnknownHeight
    for word in _WORD.findall(text):
        shown = word.rstrip()
        wide = width_of(shown, style.size, bold=style.bold)
        if at and at + wide > full:
            lines += 1
            at = 0
        if wide > full:
            lines += int(wide // full)
            wide %= full
        at += wide + width_of(word[len(shown) :], style.size)
    return lines
