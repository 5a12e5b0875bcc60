"""Rows and cells of a layout's tables as WordprocessingML: their properties and widths."""

from __future__ import annotations

import re

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.rendering.word.styles import ROW_HEIGHTS, TABLE_STYLES, twips
from atuforms.rendering.word.wordprocessingml import merged_cell, w

_UPRIGHT = twips(1)
"""Between upright words and the lines that they reach to."""
_VERTICAL = {"middle": "center", "bottom": "bottom"}


def row_properties(classes: list[str], head: bool) -> etree._Element:
    """What a row is: whole or divided, how high, whether it heads each page."""
    properties = w("trPr")
    if "long" not in classes:
        properties.append(w("cantSplit"))
    for name in classes:
        if name in ROW_HEIGHTS:
            properties.append(w("trHeight", val=str(twips(ROW_HEIGHTS[name])), hRule="atLeast"))
    if head:
        properties.append(w("tblHeader"))
    return properties


def pass_merged(row: etree._Element, column: int, widths: list[int], hanging: list[int]) -> int:
    """Add the cells that a cell above reaches down to: in HTML they stand only in its own row.

    ``hanging`` says for each column how many rows more are covered.

    :return: the next free column.
    """
    while column < len(hanging) and hanging[column]:
        hanging[column] -= 1
        row.append(merged_cell(widths[column]))
        column += 1
    return column


def cell_properties(element: etree._Element, widths: list[int], style: str) -> etree._Element:
    """What a cell is: how wide, merged with which, with which line, and where its words stand."""
    classes = element.get("class", "").split()
    properties = w("tcPr")
    properties.append(w("tcW", w=str(sum(widths)), type="dxa"))
    if len(widths) > 1:
        properties.append(w("gridSpan", val=str(len(widths))))
    if "merged" in classes:
        properties.append(w("vMerge"))
    elif element.get("rowspan", "1") != "1":
        properties.append(w("vMerge", val="restart"))
    under_head = TABLE_STYLES[style].line_under_first_row and _in_first_row(element)
    if ("rule" in classes and not is_bare_line(element, style)) or under_head:
        borders = w("tcBorders")
        size = "4" if "rule" in classes else "12"
        borders.append(w("bottom", val="single", sz=size, space="0", color="000000"))
        properties.append(borders)
    if style == "letterhead" and "left" in classes and element.getprevious() is None:
        # What stands at the margin stands where the text below it begins.
        margins = w("tcMar")
        margins.append(w("left", w="0", type="dxa"))
        properties.append(margins)
    if "vertical" in classes:
        margins = w("tcMar")
        margins.extend(w(side, w=str(_UPRIGHT), type="dxa") for side in ("top", "bottom"))
        properties.append(margins)
        properties.append(w("textDirection", val="btLr"))
    if style == "signature" and "under-line" not in classes:
        classes = [*classes, "bottom"]
    elif style in ("facts", "dense") and _in_head(element):
        classes = [*classes, "middle"]
    for name in sorted(_VERTICAL.keys() & set(classes)):
        properties.append(w("vAlign", val=_VERTICAL[name]))
    return properties


def is_last(cell: etree._Element) -> bool:
    """Whether a cell ends its row."""
    return cell.getnext() is None


def is_bare_line(cell: etree._Element, style: str) -> bool:
    """Whether a cell is the line to sign on, without words on it."""
    bare = not len(cell) and not (cell.text or "").strip()
    return bare and style == "signature" and "rule" in cell.get("class", "").split()


def _in_head(cell: etree._Element) -> bool:
    return next(cell.iterancestors("thead"), None) is not None


def _in_first_row(cell: etree._Element) -> bool:
    row = cell.getparent()
    before = row.getprevious() if row is not None else None
    return before is None or before.tag != "tr"


def column_widths(table: etree._Element, width: int) -> list[int]:
    """The columns of a table in twips, from their shares of its width."""
    shares = []
    for column in table.iter("col"):
        share = re.search(r"width:\s*([\d.]+)%", column.get("style", ""))
        if not share:
            raise InvalidTemplate("A table of the layout has a column without a width in per cent.")
        shares.append(float(share[1]))
    if not shares:
        raise InvalidTemplate("A table of the layout has no <colgroup> with the column widths.")
    return [round(width * share / sum(shares)) for share in shares]
