"""The fonts of pages, as Word documents and presentations carry it with them.

No font that every office has is as wide as the PDF's, and what stands in for Times New Roman where
there is no Office has no Kazakh letters. Embedded are all its letters, without the instructions for
coarse screens: some forty kilobytes a face. None is left out, since where the font is installed as
well LibreOffice looks there for what it has, and here for its shape: H₂O would have a box in it.
"""

from __future__ import annotations

import functools
from io import BytesIO

from atuforms.core.fonts import (
    CODE_FAMILY,
    EVERYDAY,
    FAMILY,
    code_font_files,
    text_font_files,
)
from atuforms.core.locks import FIRST_USE

_KERNED = frozenset((*map(ord, EVERYDAY), *range(0xA0, 0x180), *range(0x400, 0x500)))
_KERNING = frozenset({"GPOS", "cmap", "head", "hhea", "maxp", "GlyphOrder"})
_TABLES_LEFT_OUT = ("DSIG", "GSUB", "LTSH", "VDMX", "cvt ", "fpgm", "gasp", "hdmx", "kern", "prep")
"""Help for coarse screens, a signature, and ligatures, which Word does not set of itself."""
_NAMES = range(7)
"""Copyright and names. The licence allows to embed the font in documents without itself."""
_WINDOWS, _ENGLISH = 3, 0x409


@functools.cache
def embedded_face(kind: str, family: str = FAMILY) -> bytes:
    """What a document needs of a face of PT Serif, or of IBM Plex Mono.

    :param kind: ``Regular``, ``Bold``, ``Italic`` or ``BoldItalic``.
    """
    with FIRST_USE:
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont
        from fontTools.ttLib.tables._g_l_y_f import Glyph

    files = {FAMILY: text_font_files, CODE_FAMILY: code_font_files}[family]()
    with TTFont(files[kind], lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        for tag in _TABLES_LEFT_OUT:
            if tag in font:
                del font[tag]
        maps = [each for each in font["cmap"].tables if each.platformID == _WINDOWS]
        font["cmap"].tables = maps
        glyphs = font["glyf"]
        kept = {".notdef"} | {name for each in maps for name in each.cmap.values()}
        waiting = list(kept)
        while waiting:
            parts = set(glyphs[waiting.pop()].getComponentNames(glyphs)) - kept
            kept |= parts
            waiting += parts
        for name in font.getGlyphOrder():
            if name in kept:
                glyphs[name].trim(remove_hinting=True)
            else:
                glyphs.glyphs[name] = Glyph()
        font["name"].names = [
            each
            for each in font["name"].names
            if (each.platformID, each.langID) == (_WINDOWS, _ENGLISH) and each.nameID in _NAMES
        ]
        if "GPOS" in font:
            # Which of the letters of everyday texts stand closer together, and no more.
            with TTFont(files[kind], lazy=True) as other:
                other.getGlyphOrder()
                for tag in {*other.keys()} - _KERNING:
                    del other[tag]
                subsetter = Subsetter(Options(layout_features=["kern"], retain_gids=True))
                subsetter.populate(unicodes=_KERNED)
                subsetter.subset(other)
                font["GPOS"] = other["GPOS"]
        font["post"].formatType = 3
        written = BytesIO()
        font.save(written, reorderTables=None)
        return written.getvalue()
