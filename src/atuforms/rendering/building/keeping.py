"""What stays on one page in Word: who signs with what is signed."""

from __future__ import annotations

from lxml import etree

from atuforms.rendering.building.distances import gap, with_distances
from atuforms.rendering.word.wordprocessingml import W, keep_with_next, table_style, w

_SIGNS = "signs"
"""What holds the blocks with which a table is signed, until they are a row of it."""
_SIDES = ("left", "bottom", "right")


def keep_signatures(blocks: list[etree._Element]) -> None:
    """Signature lines never stand alone on a page: what comes before them stays with them."""
    before: list[etree._Element] = []
    for block in blocks:
        if table_style(block) in ("signature", "keep"):
            for each in before:
                keep_with_next(each if each.tag == f"{{{W}}}p" else each[-1])
        if table_style(block) == "signature":
            # In a loop, the next one is made of the same table.
            keep_with_next(block)
        words = "".join(map(str, block.itertext()))
        # The paragraph of a loop's tag will be gone; one without words only parts two tables.
        if not words.startswith("{%p"):
            parts = block.tag == f"{{{W}}}p" and not words.strip()
            before = [*before, block] if parts else [block]


def kept_whole(blocks: list[etree._Element], width: int) -> etree._Element:
    """``blocks`` as the one cell of a table without lines, whose row is not divided.

    Word keeps paragraphs and rows with what follows, LibreOffice no table with a paragraph: this
    both do.
    """
    keep_signatures(blocks)
    if not blocks or blocks[-1].tag != f"{{{W}}}p":
        blocks = [*blocks, gap(20)]
    table = w("tbl")
    properties = w("tblPr")
    properties.append(w("tblStyle", val="keep"))
    properties.append(w("tblW", w=str(width), type="dxa"))
    properties.append(w("tblLayout", type="fixed"))
    grid = w("tblGrid")
    grid.append(w("gridCol", w=str(width)))
    row = w("tr")
    whole = w("trPr")
    whole.append(w("cantSplit"))
    cell = w("tc")
    room = w("tcPr")
    room.append(w("tcW", w=str(width), type="dxa"))
    cell.extend([room, *blocks])
    row.extend([whole, cell])
    table.extend([properties, grid, row])
    return table


def signing(blocks: list[etree._Element]) -> etree._Element:
    """``blocks`` with which the table before them is signed, for :func:`signed_tables`."""
    held = w(_SIGNS)
    held.extend(blocks)
    return held


def signed_tables(blocks: list[etree._Element]) -> list[etree._Element]:
    """``blocks``, with those that sign a table as the last row of it, which has no lines.

    LibreOffice keeps a row with the next one, but not the last one with what follows the table.
    """
    joined: list[etree._Element] = []
    for block in blocks:
        if block.tag == f"{{{W}}}{_SIGNS}":
            joined[-1].append(_signing_row(joined[-1], list(block)))
        else:
            joined.append(block)
    return joined


def _signing_row(table: etree._Element, blocks: list[etree._Element]) -> etree._Element:
    # As they would stand after the table, which comes out of it unchanged.
    around = [table, *blocks]
    blocks = with_distances(around, framed=False)[1:]
    keep_signatures([table, *blocks])
    if blocks[-1].tag != f"{{{W}}}p":
        blocks.append(gap(20))
    widths = [int(column.get(f"{{{W}}}w", "0")) for column in table.iter(f"{{{W}}}gridCol")]
    cell = w("tc")
    room = w("tcPr")
    room.extend([w("tcW", w=str(sum(widths)), type="dxa"), w("gridSpan", val=str(len(widths)))])
    bare = w("tcBorders")
    bare.extend(w(side, val="nil") for side in _SIDES)
    margins = w("tcMar")
    margins.extend(w(side, w="0", type="dxa") for side in ("top", "left", "bottom", "right"))
    room.extend([bare, margins])
    cell.extend([room, *blocks])
    row = w("tr")
    whole = w("trPr")
    whole.append(w("cantSplit"))
    row.extend([whole, cell])
    return row
