"""The letters that a document can show: those of PT Serif, and of further fonts for what it lacks.

Every document is set in PT Serif, and code in IBM Plex Mono. Arrows, Greek letters and the signs of
sets, logic and chemistry that it lacks come from STIX Two Math; small digits, phonetic signs and
accents from Noto Serif; boxes, ticks and the rest from DejaVu Sans. All come with packages, so a
PDF looks the same on every machine. Nothing else is ever embedded in one: a letter that none has is
reported before rendering (:func:`missing_characters`) instead of being borrowed from whatever the
machine has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import fontpkg_ibm_plex_mono
import fontpkg_noto_serif
import fontpkg_pt_serif

from atuforms.core.locks import FIRST_USE

FAMILY = "PT Serif"
"""The font of all documents."""

CODE_FAMILY = "IBM Plex Mono"
"""The font of what a program reads: its letters are of one width."""

_STYLES = ("Regular", "Bold", "Italic", "BoldItalic")

EVERYDAY = frozenset(
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz"
    "{|}~«»–—№…’“”„\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}"
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


def code_size(around: float) -> float:
    """The size of code among letters of a size, both in points: as large to the eye, but wider."""
    return round(2 * 0.88 * around) / 2


def font_files() -> tuple[Path, ...]:
    """The files of all fonts that a PDF may embed, those of PT Serif first."""
    return tuple(file for files in _fonts() for file in files)


@cache
def text_font_files() -> Mapping[str, Path]:
    """The files of PT Serif: ``Regular``, ``Bold``, ``Italic`` and ``BoldItalic``."""
    return {file.stem.rsplit("-", 1)[-1]: file for file in _files(fontpkg_pt_serif.ROOT / "files")}


@cache
def code_font_files() -> Mapping[str, Path]:
    """The files of IBM Plex Mono in the same styles; the package has it in other weights too."""
    folder = fontpkg_ibm_plex_mono.ROOT / "files"
    return {style: folder / f"IBMPlexMono-{style}.ttf" for style in _STYLES}


@cache
def _fonts() -> tuple[tuple[Path, ...], ...]:
    """The files of each font, in the order in which a letter is looked for."""
    return (
        _files(fontpkg_pt_serif.ROOT / "files"),
        # Of two packages that draw formulas, each brings the font that it draws with.
        _files(_folder_of("ziamath") / "fonts"),
        # A variable font: cutting an instance out takes a third of a second, so it comes late.
        _files(fontpkg_noto_serif.ROOT / "files"),
        _files(_folder_of("ziafont") / "fonts"),
        tuple(code_font_files().values()),
    )


def _folder_of(package: str) -> Path:
    """Where a package is, found without running it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return Path(found.origin).parent


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.ttf")))


@cache
def repertoire() -> frozenset[str]:
    """The characters that all styles of one of the fonts have."""
    return frozenset().union(*map(_shared, _fonts()))


def _shared(files: tuple[Path, ...]) -> frozenset[str]:
    with FIRST_USE:
        from fontTools.ttLib import TTFont

    codes: list[frozenset[int]] = []
    for file in files:
        with TTFont(file, lazy=True) as font:
            codes.append(frozenset(font.getBestCmap()))
    return frozenset(map(chr, frozenset.intersection(*codes)))


REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""What programs write for a letter that they could not read."""


def is_no_letter(character: str) -> bool:
    """Whether Unicode leaves a character to each font, or to nobody: those of Word's Symbol are so.

    A font may have a picture for it, but PDF/A wants to know what it means.
    """
    return unicodedata.category(character) in {"Co", "Cn"}


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
    if character == REPLACEMENT or is_no_letter(character):
        return False
    return character in repertoire()
