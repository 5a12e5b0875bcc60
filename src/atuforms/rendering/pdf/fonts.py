"""The fonts of a document, cut to its glyphs: the same cut is made once in a process.

The date in an embedded font is never the day on which the PDF was made.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from fontTools.misc.timeTools import epoch_diff
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import get_hb_object_data

_KEPT = 64
"""Cuts that are remembered."""


class Cuts:
    """Fonts that were cut to some of their glyphs; for one thread at a time."""

    def __init__(self, date: datetime) -> None:
        self._date = date
        self._known: OrderedDict[Hashable, bytes] = OrderedDict()

    def fonts(self) -> dict[Any, Any]:
        """Where WeasyPrint puts the fonts of a document, to be cut here."""
        return _Fonts(self)

    def cut(self, font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """Leave these glyphs in the font: WeasyPrint's ``clean``, with a memory."""
        glyphs = tuple(sorted(to_unicode))
        key = (font.hash, font.index, len(font.file_content), glyphs, bool(font.missing), hinting)
        if "fvar" in font.tables:
            # What an instance of a variable font may depend on.
            looks = (font.weight, font.style, font.font_size, *sorted(font.variations.items()))
            key = (*key, *looks)
        if key not in self._known:
            Font.clean(font, to_unicode, hinting)
            font.file_content = _dated(font, self._date)
            self._known[key] = font.file_content
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        font.file_content = self._known[key]


class _Fonts(dict[Any, Any]):
    """The fonts of a document."""

    def __init__(self, cuts: Cuts) -> None:
        super().__init__()
        self._cuts = cuts

    def __setitem__(self, key: Any, font: Any) -> None:
        font.clean = lambda to_unicode, hinting: self._cuts.cut(font, to_unicode, hinting)
        super().__setitem__(key, font)


def _dated(font: Any, date: datetime) -> bytes:
    """A font with ``date`` where fontTools has written the time of day into it.

    It cuts out instances of variable fonts, and stands in for HarfBuzz where libharfbuzz-subset is
    missing. HarfBuzz leaves the date of the font's file as it is.
    """
    content: bytes = font.file_content
    file = TTFont(BytesIO(get_hb_object_data(font.hb_face)), fontNumber=font.index)
    cut = TTFont(BytesIO(content), recalcBBoxes=False, recalcTimestamp=False)
    if cut["head"].modified == file["head"].modified:
        return content
    # A font counts its seconds from 1904.
    cut["head"].modified = round(date.timestamp()) - epoch_diff
    dated = BytesIO()
    cut.save(dated)
    return dated.getvalue()
