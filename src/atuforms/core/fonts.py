"""The letters that a document can show: those of PT Serif, and for what it lacks of Noto Serif.

Every PDF is set in PT Serif; Greek letters, small digits of formulas (H₂O, m³) and phonetic signs
that it lacks come from Noto Serif. Both are packages, so a document looks the same on every
machine. Nothing else is ever embedded: a letter that neither has is reported before rendering
(:func:`missing_characters`) instead of being borrowed from whatever the machine has.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import fontpkg_noto_serif
import fontpkg_pt_serif

from atuforms.core.locks import FIRST_USE

EVERYDAY = frozenset(
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz"
    "{|}~«»–—№…’“”„\N{NO-BREAK SPACE}"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
)
"""What nearly every text is made of. Opening the font files takes a tenth of a second, which a
check of an ordinary record should not cost; a test holds this set against the files."""

_RARE = re.compile(f"[^{re.escape(''.join(sorted(EVERYDAY)))}]")

_LINE_ENDS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_SPACES = frozenset(map(chr, (*range(0x2000, 0x200B), 0x202F, 0x205F)))
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_NO_GLYPH_NEEDED = _LINE_ENDS | _SPACES | _VARIATION_SELECTORS | {"\N{COMBINING GRAPHEME JOINER}"}
"""The text engine draws these without a glyph of their own."""

_VISIBLE_FORMAT_CHARACTERS = frozenset(
    map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, *range(0xFFF9, 0xFFFC)))
)


def font_files() -> tuple[Path, ...]:
    """The font files of PT Serif (regular, bold, italic, bold italic), then of Noto Serif."""
    return _files(fontpkg_pt_serif.ROOT) + _files(fontpkg_noto_serif.ROOT)


def _files(package: Path) -> tuple[Path, ...]:
    return tuple(sorted((package / "files").glob("*.ttf")))


@cache
def repertoire() -> frozenset[str]:
    """The characters that all styles of one of the fonts have."""
    return _shared(_files(fontpkg_pt_serif.ROOT)) | _shared(_files(fontpkg_noto_serif.ROOT))


def _shared(files: tuple[Path, ...]) -> frozenset[str]:
    with FIRST_USE:
        from fontTools.ttLib import TTFont

    codes: list[frozenset[int]] = []
    for file in files:
        with TTFont(file, lazy=True) as font:
            codes.append(frozenset(font.getBestCmap()))
    return frozenset(map(chr, frozenset.intersection(*codes)))


def missing_characters(text: str) -> set[str]:
    """The characters of ``text`` that the font cannot show, emoji for example.

    The text is looked at in Unicode's composed form (NFC). Control characters are not
    reported, since they are a finding of their own; invisible format characters need no glyph.
    """
    if not _RARE.search(text):
        return set()
    rare = set(unicodedata.normalize("NFC", text)) - EVERYDAY
    return {character for character in rare if not _can_be_shown(character)}


def _can_be_shown(character: str) -> bool:
    if character in _NO_GLYPH_NEEDED:
        return True
    category = unicodedata.category(character)
    if category in {"Cc", "Cs"} or (
        category == "Cf" and character not in _VISIBLE_FORMAT_CHARACTERS
    ):
        return True
    return character in repertoire()
