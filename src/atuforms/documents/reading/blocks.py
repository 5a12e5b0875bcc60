"""A Word document line by line: paragraphs and rows, each as fixed words and controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.documents.reading.framed_pictures import BLIP, shown_picture
from atuforms.documents.reading.word_contents import (
    MATH,
    Control,
    Spot,
    W,
    controls_in,
    is_passed_over,
    plain,
    raw_text,
    visible,
)

_PARAGRAPH, _RUN = f"{W}p", f"{W}r"
_BOX = f"{W}txbxContent"
_MARGINS = ("header", "footer", "footnotes", "endnotes")

KnownPath = Callable[[Control], str]
"""The path of the field that a control names; empty if it names none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words outside of controls, or a control with the path of its field."""

    text: str
    control: Control | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class LineParts:
    """The words before, between and after the fields of a line, without white space; its fields.

    ``broken`` are the fields before which nothing but the end of a line stands.
    """

    words: tuple[str, ...]
    fields: tuple[Piece, ...]
    broken: frozenset[int]


@dataclass(eq=False, slots=True)
class Line:
    """A paragraph, cut into fixed words and controls.

    What it shows is put together once: each line is compared with many others.
    """

    pieces: Sequence[Piece]
    spot: Spot
    element: etree._Element
    text: str = field(init=False)
    """All that is shown."""
    is_empty: bool = field(init=False)
    """Whether it shows nothing: no words, and no control."""
    outside: str = field(init=False)
    """The words outside of controls, without white space."""
    squeezed: str = field(init=False)
    """All that is shown, without white space."""
    paths: tuple[str, ...] = field(init=False)
    """The fields whose controls stand in it."""
    _parts: LineParts | None = field(init=False)

    def __post_init__(self) -> None:
        self.show(self.pieces)

    def show(self, pieces: Sequence[Piece]) -> None:
        """Consist of these pieces from now on."""
        self.pieces = pieces
        self.text = plain("".join(piece.text for piece in pieces))
        self.is_empty = not self.text and not any(piece.control for piece in pieces)
        self.outside = squeezed("".join(piece.text for piece in pieces if piece.control is None))
        self.squeezed = _without_space(self.text)
        self.paths = tuple(piece.path for piece in pieces if piece.path)
        self._parts = None

    def parts(self) -> LineParts:
        """Its fixed words and its fields."""
        if self._parts is None:
            words = [""]
            fields: list[Piece] = []
            broken: set[int] = set()
            for piece in self.pieces:
                if piece.path:
                    fields.append(piece)
                    words.append("")
                    continue
                words[-1] += squeezed(piece.text)
                if "\n" in piece.text and not words[-1]:
                    broken.add(len(fields))
            self._parts = LineParts(tuple(words), tuple(fields), frozenset(broken))
        return self._parts

    def is_as(self, other: Line) -> bool:
        """Whether it says the same as another, in the same fields; no control is without one."""
        return len(self.pieces) == len(other.pieces) and all(
            one.text == two.text and one.path == two.path and bool(one.path) == bool(one.control)
            for one, two in zip(self.pieces, other.pieces, strict=True)
        )

    @property
    def bare(self) -> str:
        """Its letters and signs: the numbers of pages differ."""
        return "".join(c for c in self.squeezed if not c.isdigit())


@dataclass(eq=False, slots=True)
class Block:
    """A row of a table, or a paragraph that stands in none: then it has one cell."""

    cells: list[list[Line]]
    is_row: bool
    spot: Spot
    lines: list[Line] = field(init=False)
    paths: tuple[str, ...] = field(init=False)
    """The fields whose controls stand in it."""

    def __post_init__(self) -> None:
        self.lines = [line for cell in self.cells for line in cell]
        self.paths = tuple(path for line in self.lines for path in line.paths)

    @property
    def text(self) -> str:
        """All that is shown, without white space."""
        return "\x1f".join("".join(line.squeezed for line in cell) for cell in self.cells)


def squeezed(text: str) -> str:
    """A text without white space and invisible characters."""
    return _without_space(plain(text))


def _without_space(text: str) -> str:
    return "".join(text.split())


def blocks(root: etree._Element, known: KnownPath) -> list[Block]:
    """The rows and paragraphs of a document that show anything, in their order."""
    reader = _Blocks(root, known)
    return [block for block in reader.read(root) if not all(line.is_empty for line in block.lines)]


def margin_lines(office: Parts, known: KnownPath) -> list[Line]:
    """The lines of headers, footers and notes."""
    found: list[Line] = []
    for each in office.relationships(office.main_part()):
        if each.kind in _MARGINS and not each.external and each.target in office.names:
            root = office.xml(each.target)
            found += [line for block in blocks(root, known) for line in block.lines]
    return found


class _Blocks:
    def __init__(self, root: etree._Element, known: KnownPath) -> None:
        self.spots: Mapping[etree._Element, Spot] = dict(visible(root))
        found = controls_in(self.spots.items())
        # Where no field says its name, as in an ODT, fields of text are the words they show.
        named = any(each.names for each in found)
        paths = [known(each) for each in found]
        self.controls = {
            each.element: Piece(each.text, each, path)
            for each, path in zip(found, paths, strict=True)
            if path or not (_holds_blocks(each.element) or (each.kind == "text" and not named))
        }

    def read(self, element: etree._Element) -> Iterator[Block]:
        for child in element:
            if is_passed_over(child):
                continue
            if child.tag == _PARAGRAPH or child in self.controls:
                boxes: list[etree._Element] = []
                line = self._line(child, boxes)
                yield Block([[line]], is_row=False, spot=line.spot)
                for box in boxes:
                    yield from self.read(box)
            elif child.tag == f"{W}tr":
                yield from self._row(child)
            else:
                yield from self.read(child)

    def _row(self, row: etree._Element) -> Iterator[Block]:
        if row not in self.spots:  # Within a control that was taken as one.
            return
        cells: list[list[Line]] = []
        inner: list[etree._Element] = []
        for cell in self._cells(row):
            whole = cell in self.controls
            paragraphs = [cell] if whole else list(self._paragraphs(cell, inner))
            cells.append([self._line(each, inner) for each in paragraphs])
        yield Block(cells, is_row=True, spot=self.spots[row])
        for each in inner:
            yield from self.read(each)

    def _cells(self, element: etree._Element) -> Iterator[etree._Element]:
        for child in element:
            if child.tag == f"{W}tc" or child in self.controls:
                yield child
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
                yield from self._cells(child)

    def _paragraphs(
        self, element: etree._Element, inner: list[etree._Element]
    ) -> Iterator[etree._Element]:
        for child in element:
            if is_passed_over(child):
                continue
            if child.tag == _PARAGRAPH or child in self.controls:
                yield child
            elif child.tag == f"{W}tbl":
                inner.append(child)
            else:
                yield from self._paragraphs(child, inner)

    def _line(self, element: etree._Element, boxes: list[etree._Element]) -> Line:
        """A paragraph, or a control that stands around paragraphs, as one line."""
        pieces: list[Piece] = []
        for piece in self._pieces(element, boxes):
            before = pieces[-1] if pieces else None
            if before is not None and before.control is None and piece.control is None:
                pieces[-1] = Piece(before.text + piece.text)
            elif piece.text or piece.control is not None:
                pieces.append(piece)
        return Line(pieces, self.spots.get(element, Spot(0)), element)

    def _pieces(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[Piece]:
        control = self.controls.get(element)
        if control is not None:
            yield control
            return
        if is_passed_over(element):
            return
        if element.tag == _BOX:
            boxes.append(element)
        elif element.tag == _RUN and next(element.iter(_BOX, BLIP), None) is None:
            yield Piece(raw_text(element))
        elif (
            (element.tag == _RUN and next(element.iter(_BOX), None) is None)
            or len(element) == 0
            or element.tag == MATH
        ):
            picture = next(element.iter(BLIP), None)
            if picture is not None:
                yield Piece("", _picture_alone(element, picture))
            yield Piece(raw_text(element))
        else:
            for child in element:
                yield from self._pieces(child, boxes)


def _holds_blocks(control: etree._Element) -> bool:
    """Whether a control stands around a part of the document: a table, or several paragraphs."""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return False
    return len(list(content.iter(f"{W}p"))) > 1 or next(content.iter(f"{W}tbl"), None) is not None


def _picture_alone(run: etree._Element, picture: etree._Element) -> Control:
    """A picture that stands in no field: on paper, its place tells which it is."""
    return Control((), "", "picture", Spot(0), run, picture=shown_picture(picture) or "-")
