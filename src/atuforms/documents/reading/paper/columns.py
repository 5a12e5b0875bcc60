"""Tables whose columns stand in another order than printed, or lack some: by their headings.

A table that somebody typed anew has the headings of the form, and its columns as it was easiest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from atuforms.documents.reading.paper.blocks import Block, squeezed

_FEWEST = 2
"""Headings by which a table is known."""


def in_printed_order(shown: Sequence[Block], printed: Sequence[Block]) -> list[Block]:
    """The blocks of a document, with the cells of such tables as the form has them."""
    headings = _headings(printed)
    if not headings:
        return list(shown)
    found: list[Block] = []
    table = 0
    order: _Order | None = None
    for block in shown:
        own = _table(block)
        if not own or own != table:
            table, order = own, None
        if order is None and own and not block.paths:
            order = _order(_texts(block), headings)
        if order is None or block.paths or len(block.cells) != order.count:
            found.append(block)
        else:
            found += order.of(block)
    return found


@dataclass(frozen=True, slots=True)
class _Order:
    """Which column of the document each column of the form is, None for none; and further ones."""

    count: int
    columns: tuple[int | None, ...]
    further: tuple[int, ...]

    def of(self, block: Block) -> list[Block]:
        """A row with its cells in the order of the form; further cells stand behind it."""
        cells = [[] if n is None else block.cells[n] for n in self.columns]
        more = [Block([block.cells[n]], is_row=False, spot=block.spot) for n in self.further]
        return [Block(cells, is_row=True, spot=block.spot), *more]


def _headings(printed: Sequence[Block]) -> list[list[str]]:
    """The rows of fixed words above rows with fields, of which there may be two."""
    found = []
    below: Block | None = None
    for block in reversed(printed):
        if not block.is_row or (below is not None and len(below.cells) != len(block.cells)):
            below = None
        if block.is_row and block.paths:
            below = block
        elif below is not None:
            found.append(_texts(block))
    return found[::-1]


def _order(texts: Sequence[str], headings: Sequence[Sequence[str]]) -> _Order | None:
    """The order of a table by its headings; None for no table of the form, or one as printed."""
    for wanted in headings:
        columns = tuple(
            texts.index(each) if each in texts and not each.isdigit() and each else None
            for each in wanted
        )
        known = [each for each in columns if each is not None]
        if len(known) >= _FEWEST and len(set(known)) == len(known):
            further = tuple(n for n in range(len(texts)) if n not in known)
            return None if list(texts) == list(wanted) else _Order(len(texts), columns, further)
    return None


def _texts(block: Block) -> list[str]:
    return [squeezed("".join(line.text for line in cell)).casefold() for cell in block.cells]


def _table(block: Block) -> int:
    return block.spot.table if block.is_row and block.lines else 0
