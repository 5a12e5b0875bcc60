"""Lines as a page shows them: the glyphs of each, with the room between them, written once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from struct import Struct
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

from atuforms.rendering.pdf.letter_marks import has_marks, tell_letters

_KEPT = 8192
"""Lines that are remembered, and fonts in a size; then all begin anew."""
_SMALLEST = 1e-6
"""Sizes of letters below which nothing is shown."""
_TELLS_SIZES = pango.pango_version() >= 14802
"""Whether a font knows the size of its letters, as it does in all but old versions of Pango."""
_GLYPH = Struct("=Iiii4x")
"""A glyph of Pango: its number, its width, by how much it is moved to the right and down."""
_PARAGRAPHS = re.compile("[\r\n\u2029]")
"""Where Pango would begin another paragraph. Being told not to, it shapes all anew."""
_EMPTY = pango.PANGO_GLYPH_EMPTY
_UNKNOWN = pango.PANGO_GLYPH_UNKNOWN_FLAG


class ShownLines:
    """Lines that have been painted; for one thread at a time."""

    def __init__(self) -> None:
        ffi.cdef("gpointer g_object_ref (gpointer object);", override=True)
        self._lines: dict[Hashable, _Shown] = {}
        self._fonts: dict[Any, _Font] = {}

    def draw(
        self,
        stream: Any,
        box: Any,
        text_overflow: str,
        block_ellipsis: Any,
        matrix: Any,
        key: Hashable | None,
    ) -> Any:
        """Paint the line of ``box`` as WeasyPrint's ``draw_first_line`` does.

        :param key: what decides how it looks; None if that is not said.
        """
        if has_marks(box.text):
            tell_letters(stream, box.pango_layout)
        elif key is not None and box.text.strip():
            known = self._lines.get(key) or self._read(stream, box, key)
            if known is not None and known.paint(stream, matrix):
                return []
        return draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)

    def _read(self, stream: Any, box: Any, key: Hashable) -> _Shown | None:
        """The line as Pango shapes it, remembered; None if it is more than letters in a row."""
        if not _TELLS_SIZES or box.style["font_size"] < _SMALLEST:
            return None
        layout = box.pango_layout
        if _PARAGRAPHS.search(layout.text):
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line = pango.pango_layout_get_line_readonly(layout.layout, 0)
        shown = _Shown.of(self._runs(line.runs, stream), layout.text.encode(), stream._fonts)
        if shown is not None:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            self._lines[key] = shown
        return shown

    def _runs(self, run: Any, stream: Any) -> Iterator[tuple[_Font, Any]]:
        """The parts of a line that are in one font each."""
        while run != ffi.NULL:
            yield self._font(run.data.item.analysis.font, stream), run.data
            run = run.next

    def _font(self, pango_font: Any, stream: Any) -> _Font:
        if pango_font not in self._fonts:
            if len(self._fonts) >= _KEPT:
                self._fonts.clear()
            self._fonts[pango_font] = _Font(pango_font, stream)
        font = self._fonts[pango_font]
        font.add_to(stream)
        return font


class _Font:
    """A font in one size, and how wide its glyphs are in it."""

    def __init__(self, pango_font: Any, stream: Any) -> None:
        font, self.size = stream.add_font(pango_font)
        self.name = font.hash
        self.key = next(key for key, each in stream._fonts.items() if each is font)
        self.is_plain = not (font.bitmap or font.png or font.svg or font.colr)
        # Pango may drop a font that nothing holds, and give its address to another one.
        self.pango_font = ffi.gc(
            ffi.cast("PangoFont *", gobject.g_object_ref(pango_font)), gobject.g_object_unref
        )
        self._room = ffi.new("PangoRectangle *")
        self._widths: dict[int, int] = {}

    def add_to(self, stream: Any) -> None:
        """Let the document of ``stream`` have this font."""
        if self.key not in stream._fonts:
            stream.add_font(self.pango_font)

    def width(self, glyph: int) -> int:
        """As WeasyPrint rounds it, if the document has not seen the glyph in another size."""
        if glyph not in self._widths:
            pango.pango_font_get_glyph_extents(self.pango_font, glyph, ffi.NULL, self._room)
            self._widths[glyph] = round(self._room.width * 1000 * FROM_UNITS / self.size)
        return self._widths[glyph]


@dataclass(slots=True)
class _Glyphs:
    """What a line needs of a font: letters and widths of its glyphs, by their numbers."""

    font: _Font
    letters: dict[int, str] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    used: dict[int, int] = field(default_factory=dict)
    """The widths by which the next glyph was moved: those of the size that a document had first."""

    def fit(self, font: Any) -> bool:
        """Whether a document whose font this is, if it has it, would move the glyphs so."""
        if font is None:
            return self.used == self.widths
        known = font.widths
        return self.used.items() <= known.items() or all(
            known.get(glyph, self.widths[glyph]) == width for glyph, width in self.used.items()
        )

    def tell(self, font: Any) -> None:
        """Let the font of a document know the glyphs."""
        if self.used.keys() <= font.widths.keys():
            return
        for glyph, letters in self.letters.items():
            font.to_unicode.setdefault(glyph, letters)
            font.widths.setdefault(glyph, self.widths[glyph])


@dataclass(slots=True)
class _Shown:
    """A line: its fonts and what is shown in them, in turn; and its glyphs."""

    operators: list[bytes | _Font] = field(default_factory=list)
    glyphs: dict[int, _Glyphs] = field(default_factory=dict)

    @classmethod
    def of(cls, runs: Iterator[tuple[_Font, Any]], text: bytes, fonts: Any) -> _Shown | None:
        """The line of these runs, in a document with these fonts."""
        shown = cls()
        before, string = None, ""
        for font, run in runs:
            if not font.is_plain:
                return None
            if font is not before:
                if string:
                    shown.operators.append(f"[{string}] TJ".encode())
                shown.operators.append(font)
                before, string = font, ""
            added = shown._add(font, run, text, fonts[font.key].widths)
            if added is None:
                return None
            string += added
        shown.operators.append(f"[{string}] TJ".encode())
        return shown

    def _add(self, font: _Font, run: Any, text: bytes, known: dict[int, int]) -> str | None:
        """The glyphs of a run as a page shows them; None if some are not in the row or the font.

        :param known: widths that the document has already.
        """
        glyphs = self.glyphs.setdefault(font.key, _Glyphs(font))
        used, size = glyphs.used, font.size
        count = run.glyphs.num_glyphs
        parts = ["<"]
        buffer = ffi.buffer(run.glyphs.glyphs, count * _GLYPH.size)
        for at, (glyph, width, right, down) in enumerate(_GLYPH.iter_unpack(buffer)):
            if glyph == _EMPTY:
                parts.append(f">{-width / size}<")
                continue
            if glyph & _UNKNOWN or down:
                return None
            if glyph not in used:
                glyphs.letters[glyph] = _letters(run, at, text)
                glyphs.widths[glyph] = font.width(glyph)
                used[glyph] = known.get(glyph, glyphs.widths[glyph])
            offset = right / size
            if offset:
                parts.append(f">{-offset}<")
            kerning = used[glyph] + offset - width * 1000 * FROM_UNITS / size
            parts.append(f"{glyph:04x}>{int(kerning)}<" if kerning else f"{glyph:04x}")
        string = "".join(parts)
        return string.removesuffix("<") if string.endswith("<") else f"{string}>"

    def paint(self, stream: Any, matrix: Any) -> bool:
        """Paint the line; False if the document has other widths, so that it cannot be."""
        fonts = stream._fonts
        if not all(each.fit(fonts.get(key)) for key, each in self.glyphs.items()):
            return False
        stream.set_text_matrix(*matrix.values)
        for operator in self.operators:
            if isinstance(operator, bytes):
                stream.stream.append(operator)
                continue
            operator.add_to(stream)
            stream.set_font_size(operator.name, operator.size)
        for key, each in self.glyphs.items():
            each.tell(fonts[key])
        return True


def _letters(run: Any, at: int, text: bytes) -> str:
    """The letters that a glyph of a run stands for."""
    clusters, item = run.glyphs.log_clusters, run.item
    is_last = at == (0 if item.analysis.level % 2 else run.glyphs.num_glyphs - 1)
    beside = at - 1 if item.analysis.level % 2 else at + 1
    end = item.length if is_last else clusters[beside]
    return text[item.offset + clusters[at] : item.offset + end].decode()
