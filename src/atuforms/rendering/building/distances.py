"""Distances about tables: margins on a page of the PDF, in Word paragraphs of that height.

Word has no distance above or below a table, and joins two tables that touch. A paragraph of a given
height gives the one and prevents the other, whatever the conditions of a template leave out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from atuforms.rendering.word.styles import STYLES, twips
from atuforms.rendering.word.wordprocessingml import W, table_style, w

_POINT = 20
_ABOVE = twips(3.5)
_BELOW = {"letterhead": 6.0, "facts": 4.0, "dense": 4.0, "plain": 4.0, "items": 5.0}
"""Millimetres below a table, as the margins of ``page.css``."""
_REFERENCE = twips(2.5)
"""Above what stands below the line of a letterhead."""
_SIGNED = 17 * _POINT
"""Above the first who signs, beside what stands above each."""
_SIGNED_IN_FRAME = 9 * _POINT
_CLOSE_HEAD = twips(2.5)
"""Between a subtitle and the table of an evaluation sheet, which has to stay on one page."""


def with_distances(blocks: Sequence[etree._Element], *, framed: bool) -> list[etree._Element]:
    """``blocks`` with what stands between tables and their neighbours.

    :param framed: on a certificate, whose rows are set apart by its own paragraphs of air.
    """
    spaced: list[etree._Element] = []
    before: etree._Element | None = None
    branch: list[etree._Element] = []
    for at, block in enumerate(blocks):
        if _is_tag(block):
            spaced += [block, *branch]
            branch = []
            continue
        if table_style(block) == "signature" and before is not None:
            _set_signature_apart(spaced, before, framed=framed)
        elif table_style(block) and before is not None:
            spaced.extend(_above(block, before))
        spaced.append(block)
        if table_style(block) and not framed:
            below = list(_below(block, blocks[at + 1 :]))
            if below and _may_end_with(blocks[at + 1 :]):
                # Room below the last table could begin a page that has nothing else.
                spaced.append(gap(_POINT))
                branch = below
            else:
                spaced.extend(below)
        if table_style(block) == "letterhead":
            _set_references_apart(block)
        before = block
    return _parted(spaced)


def _may_end_with(rest: Sequence[etree._Element]) -> bool:
    """Whether all that follows a table stands under one condition."""
    return len(rest) > 2 and all(map(_is_tag, (rest[0], rest[-1]))) and sum(map(_is_tag, rest)) == 2


def _above(table: etree._Element, before: etree._Element) -> Iterator[etree._Element]:
    style = _paragraph_style(before)
    if table_style(table) == "scores" and style == "subtitle":
        set_spacing(before, after=_CLOSE_HEAD)
    if table_style(table) not in ("facts", "dense") or not style:
        return
    if style.startswith("Heading") and style != "Heading1":
        return
    lacking = _ABOVE - _distance(style, "after")
    if lacking > 0:
        yield gap(lacking, keep=True)


def _set_signature_apart(
    spaced: list[etree._Element], before: etree._Element, *, framed: bool
) -> None:
    """Before a loop of those who sign, not in it."""
    if table_style(before) in ("signature", "scores"):
        return
    wanted = _SIGNED_IN_FRAME if framed else _SIGNED
    lacking = wanted - _distance(_paragraph_style(before), "after")
    if lacking > 0:
        at = len(spaced)
        while _is_tag(spaced[at - 1]):
            at -= 1
        spaced.insert(at, gap(lacking, keep=True))


def _below(table: etree._Element, rest: Sequence[etree._Element]) -> Iterator[etree._Element]:
    own = table_style(table)
    # Of two branches of a condition, each has the same table.
    after = next((each for each in rest if not _is_tag(each) and table_style(each) != own), None)
    if after is None or table_style(after) in ("signature", "keep") or _is_signed(table):
        return
    wanted = twips(_BELOW.get(own, 0))
    follower = table_style(after)
    style = _paragraph_style(after)
    if not follower and (not style or style == "gap"):
        return
    lacking = wanted - _distance(style, "before")
    if lacking > 0:
        rows = table.findall(f"{{{W}}}tr")
        kept = rows and rows[-1].find(f".//{{{W}}}keepNext") is not None
        yield gap(lacking, keep=bool(kept))


def _is_signed(table: etree._Element) -> bool:
    """Whether the last row of a table is that of who signs it."""
    return next(table[-1].iter(f"{{{W}}}tbl"), None) is not None


def _parted(blocks: Sequence[etree._Element]) -> list[etree._Element]:
    """``blocks`` with a paragraph a point high between tables that still touch.

    Tables of the same style may become one; signature lines look the same then.
    """
    parted: list[etree._Element] = []
    before = ""
    branches: list[str] = []
    for block in blocks:
        if _is_tag(block):
            before = _before_branch("".join(map(str, block.itertext())), before, branches)
        else:
            own = table_style(block)
            if before and own not in ("", before):
                parted.append(gap(_POINT))
            before = own
        parted.append(block)
    return parted


def _before_branch(statement: str, before: str, branches: list[str]) -> str:
    """The style of the table that stands before what follows a statement of the template."""
    word = statement.removeprefix("{%p").split()[0]
    if word == "if":
        branches.append(before)
    elif word in ("else", "elif"):
        return branches[-1]
    elif word == "endif":
        branches.pop()
    return before


def gap(height: int, *, keep: bool = False) -> etree._Element:
    """An empty paragraph of a height in twips."""
    paragraph = w("p")
    properties = w("pPr")
    if keep:
        properties.append(w("keepNext"))
    properties.append(w("spacing", before="0", after="0", line=str(height), lineRule="exact"))
    paragraph.append(properties)
    return paragraph


def _set_references_apart(letterhead: etree._Element) -> None:
    for row in letterhead.findall(f"{{{W}}}tr")[1:]:
        for cell in row.iterchildren(f"{{{W}}}tc"):
            paragraph = cell.find(f"{{{W}}}p")
            if paragraph is not None:
                set_spacing(paragraph, before=_REFERENCE)


def set_spacing(paragraph: etree._Element, **distances: int) -> None:
    """Distances of one paragraph beside those of its style, where the schema wants them."""
    properties = paragraph.find(f"{{{W}}}pPr")
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    spacing = w("spacing", **{side: str(value) for side, value in distances.items()})
    follower = next(
        (each for each in properties if each.tag in (f"{{{W}}}ind", f"{{{W}}}jc")), None
    )
    if follower is None:
        properties.append(spacing)
    else:
        follower.addprevious(spacing)


def _distance(style: str, side: str) -> int:
    found = STYLES.get(style)
    return 0 if found is None else round(getattr(found, side) * _POINT)


def _paragraph_style(block: etree._Element) -> str:
    """The style of a paragraph; empty for a table and for a paragraph without one."""
    style = block.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "" if style is None else str(style.get(f"{{{W}}}val"))


def _is_tag(block: etree._Element) -> bool:
    """Whether a paragraph holds only a statement of the template, and will be gone."""
    return block.tag == f"{{{W}}}p" and "".join(map(str, block.itertext())).startswith("{%p")
