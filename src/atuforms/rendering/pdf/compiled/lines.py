"""The text of one place on a page: broken into lines and shaped by the calls of the plain path.

WeasyPrint's own functions measure, break and justify; only the loop over glyphs is ours, since
it is the part that every record pays for.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, line_size, split_first_line

from atuforms.core.fonts import EVERYDAY

_GLYPH = struct.Struct("=IiiiI")
"""PangoGlyphInfo: glyph, width, x offset, y offset, flags."""
_SHARE_BEFORE = {"left": 0.0, "justify": 0.0, "center": 0.5, "right": 1.0}
"""How much of the room that a line leaves comes before it."""
_SPACES = " \N{NO-BREAK SPACE}"
_REMEMBERED = 256
"""Texts that are kept of each place: departments and platforms repeat in a batch."""


def decimal(number: float) -> bytes:
    """A number as PDF writes it, to a millionth."""
    return f"{number:.6f}".rstrip("0").rstrip(".").encode()


class NotCompilable(Exception):
    """What the compiled path cannot do; the plain path can."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as operators: up to where it begins on its line, and its glyphs with kerning."""

    start: bytes
    glyphs: bytes


class TextStyle:
    """How the text of a place is set: its style, its width, its alignment and its font.

    ``widths`` are the advances of the font's glyphs as the PDF names them, by glyph number; a
    glyph without one is not in the document.
    """

    def __init__(
        self,
        style: Any,
        align: str,
        last_align: str,
        indent: float,
        font_size: float,
        widths: Mapping[int, int],
    ) -> None:
        self._style = style
        self._align = align
        self._last_align = last_align
        self._indent = indent
        self._font_size = font_size
        self._widths = widths
        self._shown: dict[tuple[int, int, int], str] = {}
        self._layout = Layout(style)
        self.lines = lru_cache(_REMEMBERED)(self._lines)

    def _lines(self, text: str, left: float, width: float) -> tuple[Line, ...]:
        """The lines of ``text`` between ``left`` and ``left + width``.

        :raises NotCompilable: if a letter, or an arrangement of letters, is not foreseen.
        """
        if not EVERYDAY.issuperset(text):
            raise NotCompilable
        return self._one_line(text, left, width) or self._several_lines(text, left, width)

    def _one_line(self, text: str, left: float, width: float) -> tuple[Line, ...]:
        """The text as one line if it is one, in a single layout."""
        layout = self._layout
        layout.set_text(text)
        line, _ = layout.get_first_line()
        wide, _ = line_size(line, self._style)
        spare = width - wide - self._indent
        if wide > (left + width) - (left + self._indent):
            return ()
        if spare > 0 and self._last_align == "justify":
            return ()
        start = left + self._indent + max(spare, 0.0) * _SHARE_BEFORE[self._last_align]
        return (_line(start, self._glyphs(layout)),)

    def _several_lines(self, text: str, left: float, width: float) -> tuple[Line, ...]:
        lines: list[Line] = []
        indent = self._indent
        rest = text.encode()
        skip: int | None = 0
        while skip is not None:
            rest = rest[skip:].lstrip(b" ")
            if not rest:
                break
            available = (left + width) - (left + indent)
            layout, length, skip, wide, _, _ = split_first_line(
                rest.decode(), self._style, None, available, 0
            )
            if not length:
                raise NotCompilable
            spare = max(width - wide - indent, 0.0)
            align = self._last_align if skip is None else self._align
            justified = spare and align == "justify"
            layout = self._drawn(layout.text, spare if justified else 0.0)
            start = left + indent + spare * _SHARE_BEFORE[align]
            lines.append(_line(start, self._glyphs(layout)))
            indent = 0.0
        return tuple(lines)

    def _drawn(self, text: str, spare: float) -> Any:
        """One line as it is drawn, with its spaces wider by what is to spare."""
        spaces = sum(map(text.count, _SPACES))
        if not (spare and spaces):
            self._layout.set_text(text)
            return self._layout
        wider = Layout(self._style, spare / spaces)
        wider.set_text(text, justify=True)
        return wider

    def _glyphs(self, layout: Layout) -> bytes:
        """The glyphs of a line with the kerning between them, as an operand of ``TJ``."""
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        shown = self._shown
        parts = ["<"]
        run = line.runs[0]
        while run != ffi.NULL:
            glyphs = run.data.glyphs
            count = glyphs.num_glyphs
            for glyph, width, x, y, _ in _GLYPH.iter_unpack(
                ffi.buffer(glyphs.glyphs, count * _GLYPH.size)
            ):
                if y:
                    raise NotCompilable
                part = shown.get((glyph, width, x))
                if part is None:
                    part = shown[glyph, width, x] = self._show(glyph, width, x)
                parts.append(part)
            run = run.next
        parts.append(">")
        return "".join(parts).replace("<>", "").encode()

    def _show(self, glyph: int, width: int, x: int) -> str:
        if glyph not in self._widths:
            raise NotCompilable
        # As WeasyPrint writes it: in units of the font, but for the offset itself.
        offset = x / self._font_size
        kerning = int(self._widths[glyph] + offset - width * 1000 * FROM_UNITS / self._font_size)
        before = f">{decimal(-offset).decode()}<" if offset else ""
        after = f">{kerning}<" if kerning else ""
        return f"{before}{glyph:04x}{after}"


def _line(start: float, glyphs: bytes) -> Line:
    return Line(b"BT\n1 0 0 -1 " + decimal(start), b"[" + glyphs + b"] TJ\nET")
