"""The content of a page as ready bytes with gaps for the text of its places."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pydyf

from atuforms.rendering.pdf.compiled.flow import Anchor, Flow, Moves, is_code
from atuforms.rendering.pdf.compiled.lines import Line, NotCompilable, TextStyle, decimal

_SHAPES = 512
"""Numbers of lines in the places of a page for which its content is kept ready."""
_NO_POINT = frozenset(
    b"q Q BT ET BMC BDC EMC S s f F f* B B* b b* n W W* h w J j M d i ri gs g G rg RG k K cs CS "
    b"sc SC scn SCN Tf TJ Tj Tc Tw Tz TL Ts Tr Do cm".split()
)
_HEIGHTS = {b"m": (1,), b"l": (1,), b"c": (1, 3, 5), b"Tm": (5,)}
"""Which operands of an operator are vertical coordinates."""
_PAINTS = frozenset(b"S s f F f* B B* b b* TJ Tj Do".split())
_FRAME = 2
_ONLY_PLACED = [b"1", b"0", b"0", b"1"]
_ZERO_KERNING = re.compile(rb">-?0<")


@dataclass(frozen=True, slots=True)
class TextBox:
    """A place of a page: where its text stands, and how it is set."""

    number: int
    left: float
    width: float
    line_height: float
    style: TextStyle
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class _Moving:
    """What stands between constant bytes: a vertical coordinate."""

    y: float
    anchor: Anchor | int


@dataclass(frozen=True, slots=True)
class _Growing:
    """What stands between constant bytes: the height of a rectangle, as of a cell's border."""

    height: float
    upper: int
    lower: int


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between constant bytes: the text of a place."""

    place: TextBox
    baseline: float
    font: bytes


_Part: TypeAlias = "bytes | _Moving | _Growing | _Gap"
_Shape: TypeAlias = "tuple[list[bytes], list[tuple[int, int, list[bytes]]], Moves]"


class ContentStream:
    """The content stream of a page.

    :param operators: as WeasyPrint has written them, with one letter in each place.
    :param marked: the boxes of marked content by its number.
    :param places: by the box of their one letter.
    :raises NotCompilable: if something in it would move in a way that is not foreseen.
    """

    def __init__(
        self,
        operators: Sequence[Any],
        marked: Mapping[int, Any],
        places: Mapping[Any, TextBox],
        flow: Flow,
    ) -> None:
        self._places = sorted(places.values(), key=lambda place: place.number)
        self._flow = flow
        self._parts = _joined(_Reader(marked, places, flow).parts(operators))
        if sum(isinstance(part, _Gap) for part in self._parts) != len(places):
            raise NotCompilable
        self._shapes: OrderedDict[tuple[int, ...], _Shape] = OrderedDict()

    def filled(self, texts: Sequence[str]) -> tuple[bytes, Moves]:
        """The content with these texts, and how far they have moved what is on the page.

        :raises NotCompilable: if they do not fit.
        """
        lines = [
            place.style.lines(text, place.left, place.width)
            for place, text in zip(self._places, texts, strict=True)
        ]
        pieces, gaps, moves = self._shape(tuple(map(len, lines)))
        filled = list(pieces)
        for at, number, heights in gaps:
            filled[at] = b"\n".join(_set(lines[number], heights))
        return b"\n".join(filled), moves

    def _shape(self, counts: tuple[int, ...]) -> _Shape:
        """The content for these numbers of lines: constant bytes with gaps."""
        known = self._shapes.get(counts)
        if known is not None:
            self._shapes.move_to_end(counts)
            return known
        moves = self._flow.moves(
            [
                (count - 1) * place.line_height
                for count, place in zip(counts, self._places, strict=True)
            ]
        )
        pieces: list[bytes] = [b""]
        gaps = []
        for part in self._parts:
            if isinstance(part, _Gap):
                place = part.place
                first = part.baseline + moves.of(place.anchor)
                heights = [
                    b" %b Tm\n%b\n" % (decimal(first + number * place.line_height), part.font)
                    for number in range(counts[place.number])
                ]
                gaps.append((len(pieces), place.number, heights))
                pieces += (b"", b"")
            elif isinstance(part, _Moving):
                pieces[-1] += decimal(part.y + moves.of(part.anchor))
            elif isinstance(part, _Growing):
                growth = moves.of(part.lower) - moves.of(part.upper)
                pieces[-1] += decimal(part.height + growth)
            else:
                pieces[-1] += part
        shape = [piece.strip(b"\n") for piece in pieces], gaps, moves
        self._shapes[counts] = shape
        if len(self._shapes) > _SHAPES:
            self._shapes.popitem(last=False)
        return shape


def _set(lines: Sequence[Line], heights: Sequence[bytes]) -> Iterator[bytes]:
    return (line.start + height + line.glyphs for line, height in zip(lines, heights, strict=True))


class _Reader:
    """Reads WeasyPrint's operators and tells what in them moves."""

    def __init__(
        self, marked: Mapping[int, Any], places: Mapping[Any, TextBox], flow: Flow
    ) -> None:
        self._marked = marked
        self._places = places
        self._flow = flow
        self._box: Any = None
        """The box whose text is being read."""
        self._in_place = False
        self._baseline = 0.0
        self._turned = False
        self._turned_outside: list[bool] = []
        self._transformations = 0

    def parts(self, operators: Sequence[Any]) -> Iterator[_Part]:
        """The operators, each with its line end."""
        for item in operators:
            if isinstance(item, pydyf.Dictionary):
                self._box = self._marked.get(item["MCID"]) if "MCID" in item else None
                yield item.data + b"\n"
                continue
            line: bytes = _ZERO_KERNING.sub(b"", pydyf._to_bytes(item))
            words = [line, b"TJ"] if line.endswith(b" TJ") else line.split(b" ")
            if self._box in self._places and (words[-1] == b"BT" or self._in_place):
                yield from self._text_of_place(line, words)
            else:
                yield from self._constant_or_moving(line, words)

    def _text_of_place(self, line: bytes, words: Sequence[bytes]) -> Iterator[_Part]:
        match words[-1]:
            case b"BT":
                self._in_place = True
            case b"Tm":
                self._baseline = float(words[5])
            case b"Tf":
                yield _Gap(self._places[self._box], self._baseline, line)
            case b"ET":
                self._in_place = False

    def _constant_or_moving(self, line: bytes, words: Sequence[bytes]) -> Iterator[_Part]:
        operator = words[-1]
        self._keep_state(operator)
        if self._turned and self._box in self._flow.anchors and is_code(self._box):
            # It is put to its place, then drawn in a square of its own.
            moves = operator == b"cm" and words[:4] == _ONLY_PLACED
            yield from self._moving(words, (5,)) if moves else (line + b"\n",)
        elif self._turned:
            # Nothing may be painted there: it would not move like the rest.
            if operator in _PAINTS:
                raise NotCompilable
            yield line + b"\n"
        elif operator in _HEIGHTS:
            yield from self._moving(words, _HEIGHTS[operator])
        elif operator == b"re":
            yield from self._rectangle(words)
        elif operator in _NO_POINT or operator.startswith(b"/"):
            yield line + b"\n"
        else:
            raise NotCompilable

    def _rectangle(self, words: Sequence[bytes]) -> Iterator[_Part]:
        x, top, width, height = words[:4]
        upper = self._flow.level(float(top))
        lower = self._flow.level(float(top) + float(height))
        if upper == lower:
            yield from self._moving(words, (1,))
        elif self._box is not None:
            raise NotCompilable
        else:
            yield x + b" "
            yield _Moving(float(top), upper)
            yield b" " + width + b" "
            yield _Growing(float(height), upper, lower)
            yield b" re\n"

    def _keep_state(self, operator: bytes) -> None:
        if operator == b"q":
            self._turned_outside.append(self._turned)
        elif operator == b"Q":
            self._turned = self._turned_outside.pop()
        elif operator == b"EMC":
            self._box = None
        elif operator == b"cm":
            self._transformations += 1
            # The first two turn the page upside down and make its unit a CSS pixel.
            self._turned = self._turned or self._transformations > _FRAME

    def _moving(self, words: Sequence[bytes], heights: Sequence[int]) -> Iterator[_Part]:
        anchor = self._flow.anchors.get(self._box)
        in_margin = self._box is not None and anchor is None
        for number, word in enumerate(words):
            if number in heights and not in_margin:
                y = float(word)
                yield _Moving(y, self._flow.level(y) if anchor is None else anchor)
            else:
                yield word
            yield b"\n" if number == len(words) - 1 else b" "


def _joined(parts: Iterator[_Part]) -> list[_Part]:
    """The parts with constant bytes side by side made one."""
    joined: list[_Part] = [b""]
    for part in parts:
        last = joined[-1]
        if isinstance(part, bytes) and isinstance(last, bytes):
            joined[-1] = last + part
        else:
            joined.append(part)
    return joined


def same_page(one: bytes, other: bytes) -> bool:
    """Whether two contents paint the same: same operators, numbers, and glyphs.

    How text is grouped into marked content does not count, and coordinates may differ by what
    the rounding of sums makes of them.
    """
    left, right = _painted(one), _painted(other)
    return len(left) == len(right) and all(map(_alike, left, right))


_TOKENS = re.compile(rb"<<.*?>>|[^\s\[\]]+")
_UNPAINTED = frozenset((b"/Span", b"/Artifact", b"BDC", b"BMC", b"EMC"))
_NEAR = 0.001


def _painted(content: bytes) -> list[bytes]:
    tokens = _TOKENS.findall(_ZERO_KERNING.sub(b"", content).replace(b">0]", b">]"))
    return [each for each in tokens if each not in _UNPAINTED and not each.startswith(b"<<")]


def _alike(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) < _NEAR
    except ValueError:
        return False
