"""Marks over and under letters, where the font does not say where they stand: Q̇, F⃗, Ә̇, M̂.

PT Serif has the letters and hardly any mark. Pango takes the mark from another font and leaves it
at the height of small letters: through a capital, or hidden by its bow. A mark that no font has
moved is moved here, by its ink and that of the letter, so that letters keep their font and weight.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, repeat
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from atuforms.core.letter_marks import MARKS, is_mark

_SOME = re.compile(f"[{MARKS}]")
_GAP = 0.07
"""Between a letter and its mark, of the size."""
_SLANT = 0.2
"""How far letters lean that are slanted, for their height."""
_UNIT = 1000 * FROM_UNITS
"""What WeasyPrint takes for a pixel where it moves a glyph is a thousand of Pango's units."""
_ASIDE = frozenset((212, 224, 226, 232, 233, 234))
"""Marks that do not stand in the middle of one letter, by Unicode's combining class."""
_BELOW = frozenset((218, 220, 222, 233, 240))
_ATTACHED = frozenset((200, 202, 204, 208, 210, 214, 216))


def has_marks(text: str) -> bool:
    """Whether a text has marks that may need to be moved."""
    return not text.isascii() and _SOME.search(text) is not None


class MarkedLayout(Layout):  # type: ignore[misc]  # has no types
    """A text as Pango lays it out, with the marks of its first line in their places."""

    def get_first_line(self) -> Any:
        """See :meth:`weasyprint.text.line_break.Layout.get_first_line`."""
        line, index = super().get_first_line()
        if has_marks(self.text):
            _Placing(self.text.encode()).place(line)
        return line, index


def tell_letters(stream: Any, layout: Any) -> None:
    """Let the fonts of a document know letters and marks apart, before a line is painted.

    WeasyPrint would tell a reader that a letter with a mark is nothing, and its mark both.
    """
    line, _ = layout.get_first_line()
    for run, glyph, letters in glyphs_of(line, layout.text.encode()):
        font, _ = stream.add_font(run.item.analysis.font)
        if letters and not glyph.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            font.to_unicode.setdefault(glyph.glyph, letters)


def glyphs_of(line: Any, text: bytes) -> Iterator[tuple[Any, Any, str]]:
    """Each glyph that a line shows from left to right, with its run and what it stands for.

    That is empty for what is written from right to left, whose fonts place its marks.
    """
    node = line.runs[0]
    while node != ffi.NULL:
        run, node = node.data, node.next
        count = run.glyphs.num_glyphs
        glyphs = run.glyphs.glyphs[0:count]
        if run.item.analysis.level % 2:
            yield from ((run, glyph, "") for glyph in glyphs)
            continue
        clusters = [
            (start, list(each)) for start, each in groupby(run.glyphs.log_clusters[0:count])
        ]
        ends = [*(start for start, _ in clusters[1:]), run.item.length]
        letters: list[str] = []
        for (start, each), end in zip(clusters, ends, strict=True):
            words = text[run.item.offset + start : run.item.offset + end].decode()
            letters += _shared_out(words, len(each))
        yield from zip(repeat(run), glyphs, letters, strict=False)


def _shared_out(letters: str, count: int) -> list[str]:
    """The letters of a cluster, for each of its glyphs: the marks at the end have theirs."""
    if len(letters) < count:
        letters = unicodedata.normalize("NFD", letters)
    if len(letters) < count:
        return [letters, *[""] * (count - 1)]
    rest = len(letters) - (count - 1)
    return [letters[:rest], *letters[rest:]]


@dataclass(slots=True)
class _Ink:
    """Where the ink of a letter is, with what stands on it so far; y goes down."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    leans: bool
    letter_top: float = field(init=False)
    letter_bottom: float = field(init=False)

    def __post_init__(self) -> None:
        self.letter_top, self.letter_bottom = self.top, self.bottom


class _Placing:
    """The marks of one line, placed in turn."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._room = ffi.new("PangoRectangle *")

    def place(self, line: Any) -> None:
        """Move the marks that their fonts have not moved."""
        pen, letter = 0, None
        for run, glyph, letters in glyphs_of(line, self._text):
            shape, font = glyph.geometry, run.item.analysis.font
            ink = self._ink(font, glyph, pen) if letters else None
            if not is_mark(letters):
                letter = ink
            elif letter is not None and ink is not None:
                if not (shape.x_offset or shape.y_offset):
                    right, down = _way(letter, ink, letters)
                    shape.x_offset = round(right * _UNIT)
                    shape.y_offset = round(down * _UNIT)
                    ink.top, ink.bottom = ink.top + down, ink.bottom + down
                letter.top = min(letter.top, ink.top)
                letter.bottom = max(letter.bottom, ink.bottom)
            pen += shape.width

    def _ink(self, font: Any, glyph: Any, pen: int) -> _Ink | None:
        """Where a glyph shows on its line, in Pango's units; None if it shows nothing."""
        number, shape, room = glyph.glyph, glyph.geometry, self._room
        if number == pango.PANGO_GLYPH_EMPTY or number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            return None
        pango.pango_font_get_glyph_extents(font, number, room, ffi.NULL)
        if not (room.width and room.height):
            return None
        left = pen + shape.x_offset + room.x
        top = shape.y_offset + room.y
        size, leans = _looks(font)
        return _Ink(left, top, left + room.width, top + room.height, size, leans)


def _way(letter: _Ink, mark: _Ink, sign: str) -> tuple[float, float]:
    """By how much a mark has to go to the right and down, to stand at its letter."""
    place = unicodedata.combining(sign[0])
    right = down = 0.0
    gap = _GAP * letter.size
    if place in (0, 1):
        down = (letter.top + letter.bottom - mark.top - mark.bottom) / 2
    elif place in _BELOW:
        down = max(0.0, letter.bottom + gap - mark.top)
    elif place not in _ATTACHED:
        down = min(0.0, letter.top - gap - mark.bottom)
    if place not in _ASIDE:
        right = (letter.left + letter.right - mark.left - mark.right) / 2
        if letter.leans:
            middle = (letter.letter_top + letter.letter_bottom) / 2
            right += _SLANT * (middle - (mark.top + mark.bottom) / 2 - down)
    return right, down


def _looks(font: Any) -> tuple[float, bool]:
    """The size of a font in Pango's units, and whether it is slanted."""
    description = ffi.gc(
        pango.pango_font_describe_with_absolute_size(font), pango.pango_font_description_free
    )
    size = pango.pango_font_description_get_size(description)
    return size, bool(pango.pango_font_description_get_style(description))
