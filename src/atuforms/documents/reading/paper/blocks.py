"""A Word document line by line: paragraphs and rows, each as fixed words and controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from atuforms.core.files.legibility import legibility_of
from atuforms.core.files.office import Parts
from atuforms.documents.reading.contents.foreign_parts import FOREIGN
from atuforms.documents.reading.contents.framed_pictures import BLIP, shown_picture
from atuforms.documents.reading.contents.plain_paragraphs import Part, plain_parts
from atuforms.documents.reading.contents.struck_words import LOOKS
from atuforms.documents.reading.contents.word_contents import (
    LINK,
    MATH,
    SKIPPED_WORDS,
    WORDS_ALONE,
    Control,
    Counting,
    Inside,
    Spot,
    W,
    controls_in,
    inside,
    is_passed_over,
    plain,
    raw_text,
)

_PARAGRAPH, _RUN = f"{W}p", f"{W}r"
_BOX = f"{W}txbxContent"
_MORE = (MATH, BLIP, _BOX, LINK, f"{W}instrText", *SKIPPED_WORDS, *LOOKS, *FOREIGN)
"""What a part holds that is no mere words and controls."""
_MARGINS = ("header", "footer", "footnotes", "endnotes")

KnownPath = Callable[[Control], str]
"""The path of the field that a control names; empty if it names none."""


class Piece(NamedTuple):
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

    What it shows is put together once: a line may be compared with many others.
    """

    pieces: Sequence[Piece]
    spot: Spot
    inside: Inside = WORDS_ALONE
    kept: etree._Element | None = None
    is_empty: bool = field(init=False)
    """Whether it shows nothing: no words, and no control."""
    outside: str = field(init=False)
    """The words outside of controls, without white space."""
    squeezed: str = field(init=False)
    """All that is shown, without white space."""
    paths: tuple[str, ...] = field(init=False)
    """The fields whose controls stand in it."""
    _text: str | None = field(init=False)
    _parts: LineParts | None = field(init=False)

    def __post_init__(self) -> None:
        self.show(self.pieces)

    def show(self, pieces: Sequence[Piece]) -> None:
        """Consist of these pieces from now on."""
        self.pieces = pieces
        self.squeezed = squeezed("".join([text for text, _, _ in pieces]))
        outside = [text for text, control, _ in pieces if control is None]
        is_whole = len(outside) == len(pieces)
        self.outside = self.squeezed if is_whole else squeezed("".join(outside))
        self.is_empty = not self.squeezed and is_whole
        self.paths = tuple([path for _, _, path in pieces if path])
        self._text = self._parts = None

    @property
    def text(self) -> str:
        """All that is shown."""
        if self._text is None:
            self._text = plain("".join([text for text, _, _ in self.pieces]))
        return self._text

    @property
    def element(self) -> etree._Element:
        """The paragraph itself, of a document that is kept."""
        if self.kept is None:
            raise LookupError(self.text)
        return self.kept

    def saying(self, pieces: Sequence[Piece]) -> Line:
        """A line in the same place, of other pieces."""
        return Line(pieces, self.spot, self.inside, self.kept)

    def at(self, spot: Spot) -> Line:
        """This line, if it has no place yet, or the same line in another place."""
        made = self if not self.spot.paragraph else self._again()
        if spot != made.spot:
            made.spot = spot
            made.pieces = [
                piece
                if piece.control is None
                else Piece(piece.text, piece.control._replace(spot=spot), piece.path)
                for piece in made.pieces
            ]
        return made

    def _again(self) -> Line:
        made: Line = object.__new__(Line)  # Its words need not be put together once more.
        made.pieces, made.spot, made.inside, made.kept = self.pieces, self.spot, self.inside, None
        made.is_empty, made.outside, made.squeezed = self.is_empty, self.outside, self.squeezed
        made.paths, made._text, made._parts = self.paths, self._text, None
        return made

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
        if len(self.pieces) != len(other.pieces):
            return False
        for (text, control, path), (other_text, _, other_path) in zip(
            self.pieces, other.pieces, strict=True
        ):
            if text != other_text or path != other_path or bool(path) != bool(control):
                return False
        return True

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
        if len(self.cells) == 1 and len(self.cells[0]) == 1:
            # As most are; what is the same need not be there twice.
            self.lines = self.cells[0]
            self.paths = self.lines[0].paths
            return
        self.lines = [line for cell in self.cells for line in cell]
        self.paths = tuple([path for line in self.lines for path in line.paths])

    @property
    def text(self) -> str:
        """All that is shown, without white space."""
        if len(self.cells) == 1 and len(self.lines) == 1:
            return self.lines[0].squeezed
        return "\x1f".join("".join(line.squeezed for line in cell) for cell in self.cells)


def squeezed(text: str) -> str:
    """A text without white space and invisible characters."""
    return _without_space(plain(text))


def _without_space(text: str) -> str:
    return "".join(text.split())


def blocks(root: etree._Element, known: KnownPath) -> list[Block]:
    """The rows and paragraphs of a document that show anything, in their order."""
    reader = BlockReader(known)
    found = reader.of(root)
    return BlockReader(known, named=False).of(root) if reader.is_nameless else found


def margin_lines(office: Parts, known: KnownPath) -> list[Line]:
    """The lines of headers, footers and notes."""
    return [
        line for root in margins(office) for block in blocks(root, known) for line in block.lines
    ]


def margins(office: Parts) -> Iterator[etree._Element]:
    """Headers, footers and notes, with hidden words marked."""
    legibility = legibility_of(office)
    for each in office.relationships(office.main_part()):
        if each.kind in _MARGINS and not each.external and each.target in office.names:
            root = office.xml(each.target)
            legibility.mark(root)
            yield root


class BlockReader:
    """Reads a document part by part.

    :param named: whether a field of text that says no name may have lost it.
    :param kept: whether the lines keep their elements.
    """

    def __init__(self, known: KnownPath, *, named: bool = True, kept: bool = True) -> None:
        self.known = known
        self.named = named
        self.kept = kept
        self.names = False
        """Whether any control has said a name."""
        self.spots: dict[etree._Element, Spot] = {}
        """Where the paragraphs, tables and controls of the last part stand."""
        self.holds_more = False
        """Whether there was more in the last part than words and controls."""
        self._counting = Counting()
        self._controls: dict[etree._Element, Piece] = {}
        self._without_names = False

    def of(self, part: etree._Element) -> list[Block]:
        """The rows and paragraphs of the next part that show anything."""
        self.spots = {}
        self.holds_more = False
        if is_passed_over(part):
            return []
        if part.tag == _PARAGRAPH:
            spot = self._counting.next_paragraph()
            parts = plain_parts(part, spot)
            if parts is not None:
                self._counting.count_paragraph()
                self.spots[part] = spot
                line = self._plain_line(parts, spot, part)
                return [] if line.is_empty else [Block([[line]], is_row=False, spot=spot)]
        self.holds_more = next(part.iter(*_MORE), None) is not None
        self.spots = dict(self._counting.visible(part))
        self._controls = dict(self._fields())
        found = self._read_one(part)
        return [each for each in found if not all(line.is_empty for line in each.lines)]

    def once_more(self, known: Line) -> list[Block]:
        """The same of a paragraph of words and controls that says what is known already."""
        spot = self._counting.next_paragraph()
        self._counting.count_paragraph()
        return [] if known.is_empty else [Block([[known.at(spot)]], is_row=False, spot=spot)]

    def _plain_line(self, parts: list[Part], spot: Spot, element: etree._Element) -> Line:
        pieces: list[Piece] = []
        words = ""
        for each in parts:
            if isinstance(each, str):
                words += each
                continue
            path = self.known(each)
            if not self._is_field(each, path):
                words += each.text
                continue
            if words:
                pieces.append(Piece(words))
                words = ""
            pieces.append(Piece(each.text, each, path))
        if words:
            pieces.append(Piece(words))
        return Line(pieces, spot, WORDS_ALONE, element if self.kept else None)

    def _is_field(self, control: Control, path: str) -> bool:
        """Whether a control is none of words that have lost their field."""
        if control.names:
            self.names = True
        elif not path and control.kind == "text":
            self._without_names = True
        return bool(path) or control.kind != "text" or self.named

    @property
    def here(self) -> Spot:
        """Where what was read last ends."""
        return self._counting.here

    @property
    def is_nameless(self) -> bool:
        """Whether no control has said a name, and it matters."""
        return self.named and self._without_names and not self.names

    def _fields(self) -> Iterator[tuple[etree._Element, Piece]]:
        for element, control in controls_in(self.spots.items()):
            path = self.known(control)
            if (path or not _holds_blocks(element)) and self._is_field(control, path):
                yield element, Piece(control.text, control, path)

    def _read_one(self, part: etree._Element) -> Iterator[Block]:
        if part.tag == _PARAGRAPH or part in self._controls:
            boxes: list[etree._Element] = []
            line = self._line(part, boxes)
            yield Block([[line]], is_row=False, spot=line.spot)
            for box in boxes:
                yield from self._read(box)
        elif part.tag == f"{W}tr":
            yield from self._row(part)
        else:
            yield from self._read(part)

    def _read(self, element: etree._Element) -> Iterator[Block]:
        for child in element:
            if not is_passed_over(child):
                yield from self._read_one(child)

    def _row(self, row: etree._Element) -> Iterator[Block]:
        if row not in self.spots:  # Within a control that was taken as one.
            return
        cells: list[list[Line]] = []
        inner: list[etree._Element] = []
        for cell in self._cells(row):
            whole = cell in self._controls
            paragraphs = [cell] if whole else list(self._paragraphs(cell, inner))
            cells.append([self._line(each, inner) for each in paragraphs])
        yield Block(cells, is_row=True, spot=self.spots[row])
        for each in inner:
            yield from self._read(each)

    def _cells(self, element: etree._Element) -> Iterator[etree._Element]:
        for child in element:
            if child.tag == f"{W}tc" or child in self._controls:
                yield child
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
                yield from self._cells(child)

    def _paragraphs(
        self, element: etree._Element, inner: list[etree._Element]
    ) -> Iterator[etree._Element]:
        for child in element:
            if is_passed_over(child):
                continue
            if child.tag == _PARAGRAPH or child in self._controls:
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
        spot = self.spots.get(element, Spot(0))
        return Line(pieces, spot, inside(element), element if self.kept else None)

    def _pieces(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[Piece]:
        control = self._controls.get(element)
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
                yield Piece("", _picture_alone(picture))
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


def _picture_alone(picture: etree._Element) -> Control:
    """A picture that stands in no field: on paper, its place tells which it is."""
    shown = shown_picture(picture) or "-"
    return Control((), "", "picture", Spot(0), picture=shown, is_control=False)
