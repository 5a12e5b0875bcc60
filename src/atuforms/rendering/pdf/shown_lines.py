"""Lines as a page shows them: the glyphs of each, with the room between them, written once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from weasyprint.draw.text import draw_first_line
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

_KEPT = 8192
"""Lines that are remembered; then all begin anew."""
_SMALLEST = 1e-6
"""Sizes of letters below which nothing is shown."""


class ShownLines:
    """Lines that have been painted; for one thread at a time."""

    def __init__(self) -> None:
        ffi.cdef("gpointer g_object_ref (gpointer object);", override=True)
        self._lines: dict[Hashable, _Shown] = {}
        self._fonts: dict[tuple[int, float], _Font] = {}

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
        known = self._lines.get(key) if key is not None else None
        if known is not None and box.text.strip() and known.repeat(stream, matrix):
            return []
        if key is None or known is not None:
            return draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)
        pen = _Pen(stream, self)
        emojis = draw_first_line(pen, box, text_overflow, block_ellipsis, matrix)
        shown = pen.finished()
        if shown is not None and not emojis:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            self._lines[key] = shown
        return emojis

    def font(self, key: int, pango_font: Any, size: float) -> _Font:
        """What is known of a font in a size."""
        if (key, size) not in self._fonts:
            self._fonts[key, size] = _Font(key, pango_font, size)
        return self._fonts[key, size]


class _Font:
    """A font in one size, and how wide its glyphs are in it."""

    def __init__(self, key: int, pango_font: Any, size: float) -> None:
        self.key = key
        self.size = size
        # Pango may drop a font that nothing holds.
        self.pango_font = ffi.gc(
            ffi.cast("PangoFont *", gobject.g_object_ref(pango_font)), gobject.g_object_unref
        )
        self._widths: dict[int, int] = {}

    def width(self, glyph: int, pen: Any) -> int:
        """As WeasyPrint rounds it, if the document has not seen the glyph in another size."""
        if glyph not in self._widths:
            pango.pango_font_get_glyph_extents(
                self.pango_font, glyph, pen.ink_rect, pen.logical_rect
            )
            self._widths[glyph] = round(pen.logical_rect.width * 1000 * FROM_UNITS / self.size)
        return self._widths[glyph]


@dataclass(slots=True)
class _Shown:
    """A line: its fonts in their sizes and what is shown in them, in turn; and its glyphs."""

    operators: list[bytes | tuple[_Font, str, float]] = field(default_factory=list)
    glyphs: list[tuple[_Font, int, str, int, int]] = field(default_factory=list)
    """Font, number, letters, width in this size, and width by which the next one was moved."""

    def repeat(self, stream: Any, matrix: Any) -> bool:
        """Paint the line again; False if the document has other widths, so that it cannot be."""
        fonts = {}
        for operator in self.operators:
            if isinstance(operator, tuple):
                known = operator[0]
                font = stream._fonts.get(known.key)
                fonts[known.key] = font
        for known, glyph, _letters, width, used in self.glyphs:
            font = fonts[known.key]
            if (width if font is None else font.widths.get(glyph, width)) != used:
                return False
        stream.set_text_matrix(*matrix.values)
        for operator in self.operators:
            if isinstance(operator, bytes):
                stream.stream.append(operator)
                continue
            known, name, size = operator
            if fonts[known.key] is None:
                fonts[known.key] = stream.add_font(known.pango_font)[0]
            stream.set_font_size(name, size)
        for known, glyph, letters, width, _used in self.glyphs:
            font = fonts[known.key]
            font.to_unicode.setdefault(glyph, letters)
            font.widths.setdefault(glyph, width)
        return True


class _Pen:
    """A stream that notes what is painted into it, for one line."""

    def __init__(self, stream: Any, lines: ShownLines) -> None:
        self._stream = stream
        self._lines = lines
        self._fonts: dict[str, tuple[_Font, _Glyphs]] = {}
        self._shown: _Shown | None = _Shown()
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect

    def finished(self) -> _Shown | None:
        """What was painted; None if it cannot be repeated."""
        for known, glyphs in self._fonts.values():
            for glyph, letters in glyphs.to_unicode.items():
                glyphs.font.to_unicode.setdefault(glyph, letters)
                if self._shown is not None:
                    width = known.width(glyph, self)
                    self._shown.glyphs.append(
                        (known, glyph, letters, width, glyphs.font.widths[glyph])
                    )
            if not glyphs.plain:
                return None
        return self._shown

    def add_font(self, pango_font: Any) -> tuple[_Glyphs, float]:
        font, size = self._stream.add_font(pango_font)
        if font.hash not in self._fonts:
            key = next(key for key, each in self._stream._fonts.items() if each is font)
            self._fonts[font.hash] = (self._lines.font(key, pango_font, size), _Glyphs(font))
        return self._fonts[font.hash][1], size

    def set_text_matrix(self, *values: float) -> None:
        self._stream.set_text_matrix(*values)

    def set_font_size(self, name: str, size: float) -> None:
        if self._shown is not None:
            self._shown.operators.append((self._fonts[name][0], name, size))
        self._stream.set_font_size(name, size)

    def show_text(self, text: str) -> None:
        self._stream.show_text(text)
        if self._shown is not None:
            self._shown.operators.append(self._stream.stream[-1])

    def set_text_rise(self, rise: float) -> None:
        self._shown = None
        self._stream.set_text_rise(rise)


class _Glyphs:
    """A font of the document that notes which glyphs a line has, whatever others had before."""

    def __init__(self, font: Any) -> None:
        self.font = font
        self.plain = not (font.bitmap or font.png or font.svg or font.colr)
        self.to_unicode: dict[int, str] = {}

    def get_unused_glyph_id(self, codepoint: int) -> int:
        self.plain = False
        number: int = self.font.get_unused_glyph_id(codepoint)
        return number

    def __getattr__(self, name: str) -> Any:
        return getattr(self.font, name)
