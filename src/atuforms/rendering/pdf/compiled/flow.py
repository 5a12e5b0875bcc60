"""How far things on a page move when a place needs more lines than it had.

A page of an office form is a stack of *bands*: rows of tables and paragraphs, one under another.
A band is as high as the highest of its cells; what stands below moves down by what it grows.
:class:`Flow` reads the bands of a page that WeasyPrint has laid out, and tells for any number of
additional lines how far everything moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from atuforms.rendering.pdf.compiled.lines import NotCompilable

_AT_THE_EDGE = 1.0
"""CSS pixels around the end of a band in which its border lies."""
_AT_THE_FOOT = 6.0
"""CSS pixels above the end of a band in which a line to sign on lies, beside the words' feet."""
_PART_OF_GROWTH = {"top": 0.0, "baseline": 0.0, "middle": 0.5, "bottom": 1.0}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What something on the page moves with: a cell of a band, after some of its places."""

    band: int
    cell: int
    after: tuple[int, ...]


@dataclass(slots=True)
class _Cell:
    slack: float
    align: str
    places: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Band:
    top: float
    bottom: float
    cells: list[_Cell]

    def can_grow(self) -> bool:
        return any(cell.places for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Moves:
    """How far everything moves: below each band, and within each cell of each band."""

    below: tuple[float, ...]
    within: tuple[tuple[float, ...], ...]
    heights: tuple[float, ...]

    def of(self, anchor: Anchor | int) -> float:
        """How far something moves: an anchor, or whatever stands above the band of a number."""
        if isinstance(anchor, int):
            return self.below[anchor]
        return (
            self.below[anchor.band]
            + self.within[anchor.band][anchor.cell]
            + sum(self.heights[place] for place in anchor.after)
        )


class Flow:
    """The bands of a page.

    :param places: the number of each place, by the box that holds its lines.
    :raises NotCompilable: if the page is not a plain stack where its places are.
    """

    def __init__(self, page_box: Any, places: Mapping[Any, int]) -> None:
        self._numbers = places
        self._bands: list[_Band] = []
        self.anchors: dict[Any, Anchor | int] = {}
        """What each box of text, and the code, moves with."""
        self.has_code = False
        self.place_anchors: dict[int, Anchor] = {}
        self._floor = page_box.content_box_y() + page_box.height
        """Where the page ends, or a frame on it that is as high as the page: nothing moves it."""
        (root,) = (box for box in page_box.children if box.element_tag == "html")
        self._stack(root)
        if len(self.place_anchors) != len(places):
            raise NotCompilable
        tops = [band.top for band in self._bands]
        if tops != sorted(tops):
            raise NotCompilable
        self._room = self._floor - max((band.bottom for band in self._bands), default=0.0)

    def moves(self, heights: Sequence[float]) -> Moves:
        """The moves for places that are higher by ``heights`` than on this page.

        :raises NotCompilable: if they need a further page.
        """
        moved = 0.0
        below = [moved]
        within = []
        for band in self._bands:
            grown = [sum(heights[place] for place in cell.places) for cell in band.cells]
            growth = max(
                (g - cell.slack for g, cell in zip(grown, band.cells, strict=True)), default=0.0
            )
            growth = max(growth, 0.0)
            within.append(
                tuple(
                    (growth - g) * _PART_OF_GROWTH[cell.align]
                    for g, cell in zip(grown, band.cells, strict=True)
                )
            )
            moved += growth
            below.append(moved)
        if moved > self._room - _AT_THE_EDGE:
            raise NotCompilable
        return Moves(tuple(below), tuple(within), tuple(heights))

    def level(self, y: float) -> int:
        """The number of bands that end above ``y``: what a line drawn there moves with.

        :raises NotCompilable: if it stands inside a band that can grow.
        """
        number = 0
        if y > self._floor - _AT_THE_EDGE:
            return number
        for band in self._bands:
            if y < band.bottom - _AT_THE_FOOT:
                if band.can_grow() and y > band.top + _AT_THE_EDGE:
                    raise NotCompilable
                break
            number += 1
        return number

    def level_of_point(self, y: float) -> int:
        """The number of bands that end above a point that stands at the top of something."""
        return sum(band.bottom <= y + _AT_THE_EDGE for band in self._bands)

    def can_move(self, level: int) -> bool:
        """Whether a band above this level can grow."""
        return any(band.can_grow() for band in self._bands[:level])

    def _stack(self, box: Any) -> None:
        for child in box.children:
            if not child.is_in_normal_flow():
                self._refuse_places(child)
            elif isinstance(child, boxes.TableRowBox):
                self._row(child)
            elif isinstance(child, boxes.LineBox):
                self._lines(box)
                return
            elif isinstance(child, boxes.TableBox | boxes.TableRowGroupBox) or type(child) in (
                boxes.BlockBox,
                boxes.TableCaptionBox,
            ):
                self._stack_of(child)
            else:
                self._fixed(child)

    def _stack_of(self, box: Any) -> None:
        """A box of boxes: one that is as high as they are, a frame on the page, or empty."""
        if not _has_own_height(box):
            self._stack(box)
        elif box.element_tag == "body" and box.style["height"] == "auto":
            self._floor = box.content_box_y() + box.height
            self._stack(box)
        else:
            self._fixed(box)

    def _fixed(self, box: Any) -> None:
        self._refuse_places(box)
        self._add(_Band(box.position_y, box.position_y + box.margin_height(), []))
        for inner in box.descendants(True) if hasattr(box, "descendants") else ():
            if is_code(inner):
                # It hangs on this box, wherever it stands on the page.
                self.anchors[inner] = len(self._bands) - 1
                self.has_code = True

    def _lines(self, box: Any) -> None:
        cell = _Cell(0.0, "top")
        top = box.content_box_y()
        self._add(_Band(top, top + box.height, [cell]))
        self._collect(box, cell, len(self._bands) - 1, 0)

    def _row(self, row: Any) -> None:
        band = _Band(row.position_y, row.position_y + row.height, [])
        self._add(band)
        for number, box in enumerate(row.children):
            natural = (
                max(box.content_height, 0.0)
                + box.border_top_width
                + box.border_bottom_width
                + _length(box.style["padding_top"])
                + _length(box.style["padding_bottom"])
            )
            slack = box.border_height() - natural
            cell = _Cell(slack, box.vertical_align)
            band.cells.append(cell)
            self._collect(box, cell, len(self._bands) - 1, number)
            moves = box.vertical_align in ("middle", "bottom")
            if cell.places and (box.rowspan != 1 or (moves and box.computed_height != "auto")):
                raise NotCompilable
            if box.vertical_align == "baseline" and slack > _AT_THE_EDGE:
                cell.slack = 0.0 if not cell.places else slack

    def _add(self, band: _Band) -> None:
        self._bands.append(band)

    def _collect(self, box: Any, cell: _Cell, band: int, number: int) -> None:
        """Note what in a cell moves with what."""
        place = self._numbers.get(box)
        if place is not None:
            self.place_anchors[place] = Anchor(band, number, tuple(cell.places))
            cell.places.append(place)
            return
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                here = Anchor(band, number, tuple(cell.places))
                for inner in child.descendants():
                    if inner in self._numbers:
                        raise NotCompilable
                    if isinstance(inner, boxes.TextBox):
                        self.anchors[inner] = here
                    elif is_code(inner):
                        self.anchors[inner] = here
                        self.has_code = True
            elif type(child) is boxes.BlockBox and child.is_in_normal_flow():
                before = len(cell.places)
                self._collect(child, cell, band, number)
                if len(cell.places) > before and _has_own_height(child):
                    raise NotCompilable
            else:
                self._refuse_places(child)

    def _refuse_places(self, box: Any) -> None:
        inner: Iterator[Any] = box.descendants() if hasattr(box, "descendants") else iter(())
        if box in self._numbers or any(each in self._numbers for each in inner):
            raise NotCompilable


def is_code(box: Any) -> bool:
    """Whether a box shows the proof of a document as a code."""
    replaced = isinstance(box, boxes.ReplacedBox)
    return replaced and bool(box.element.get("src") == "image:proof")


def _has_own_height(box: Any) -> bool:
    """Whether a box does not simply grow with what is in it."""
    style = box.style
    return style["height"] != "auto" or bool(getattr(style["min_height"], "value", 0))


def _length(value: Any) -> float:
    """A padding in CSS pixels, as tables of office forms have them."""
    if getattr(value, "unit", "px").casefold() != "px":
        raise NotCompilable
    return float(getattr(value, "value", value))
