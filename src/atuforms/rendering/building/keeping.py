"""What stays on one page in Word: who signs with what is signed."""

from __future__ import annotations

from lxml import etree

from atuforms.rendering.building.distances import gap
from atuforms.rendering.word.wordprocessingml import W, keep_with_next, table_style, w


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
