"""What stays on one page in Word: who signs with what is signed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from atuforms.rendering.building.distances import gap, set_spacing, with_distances
from atuforms.rendering.word.wordprocessingml import W, keep_with_next, table_style, tag_row, w

_SIGNS = "signs"
"""What holds the blocks with which a table is signed, until they are a row of it."""
_HAIR = 2
"""The height in twips of a paragraph that takes no room."""
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
    blocks = list(_apart(blocks)) or [gap(_HAIR)]
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
    Where they stand in the other branch of a condition, the row stands under that condition.
    """
    joined: list[etree._Element] = []
    for block in blocks:
        if block.tag != f"{{{W}}}{_SIGNS}":
            joined.append(block)
            continue
        table, condition = _signed(joined)
        rows = [_signing_row(table, list(block))]
        if condition:
            widths = _widths(table)
            before, after = f"{{%tr if not ({condition}) %}}", "{%tr endif %}"
            rows = [tag_row(before, widths), *rows, tag_row(after, widths)]
        table.extend(rows)
    return joined


def _signed(blocks: list[etree._Element]) -> tuple[etree._Element, str]:
    """The table that the next block signs, and under the failing of which condition it does."""
    if blocks[-1].tag == f"{{{W}}}tbl":
        return blocks[-1], ""
    depth = 0
    for at in range(len(blocks) - 2, 0, -1):
        said = _statement(blocks[at])
        if said.startswith("if ") and not depth:
            return blocks[at - 1], said.removeprefix("if ").removesuffix("%}").strip()
        depth += said.startswith("endif") - said.startswith("if ")
    raise AssertionError("what signs a table follows it")


def _statement(block: etree._Element) -> str:
    return "".join(map(str, block.itertext())).removeprefix("{%p").lstrip()


def _apart(blocks: list[etree._Element]) -> Iterator[etree._Element]:
    """``blocks``, none of whose tables touch.

    LibreOffice puts those that do out of the cell in which they stand, and a cell wants a paragraph
    after its last table.
    """
    for block in blocks:
        yield block
        if block.tag == f"{{{W}}}tbl":
            yield gap(_HAIR, keep=True)


def _widths(table: etree._Element) -> list[int]:
    return [int(column.get(f"{{{W}}}w", "0")) for column in table.iter(f"{{{W}}}gridCol")]


def _signing_row(table: etree._Element, blocks: list[etree._Element]) -> etree._Element:
    # As they would stand after the table, which comes out of it unchanged.
    around = [table, *blocks]
    blocks = with_distances(around, framed=False)[1:]
    keep_signatures([table, *blocks])
    if blocks[-1].tag == f"{{{W}}}p":
        # Below the last line of a page nothing would stand.
        set_spacing(blocks[-1], after=0)
    blocks = list(_apart(blocks))
    widths = _widths(table)
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
