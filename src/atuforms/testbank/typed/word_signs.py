"""Signs of Word that are no letters: symbols of fonts, raised and lowered text, EQ fields."""

from __future__ import annotations

import re
from typing import Final

from atuforms.testbank.typed.pictures import without_pictures

_RAISED: Final = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED: Final = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))

# The characters of the font Symbol from 0x22 on; a space where it has none of use here.
_SYMBOL: Final = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0xA1, 0xC0), "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵", strict=True)),
    **dict(zip(range(0xC0, 0xD0), "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉", strict=True)),
    **dict(zip(range(0xD0, 0xE0), "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓", strict=True)),
    0xE0: "◊", 0xE1: "〈", 0xE5: "∑", 0xF1: "〉", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS: Final = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□",
    0xE0: "→", 0xDF: "←", 0xA7: "▪",
    0x6C: "●", 0x6E: "■", 0x76: "❖", 0xF0: "⇨", 0xD8: "➢",
}  # fmt: skip

_WINGDINGS_2: Final = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□"}

_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_UNKNOWN: Final = frozenset(("wingdings 3", "webdings", "mt extra"))

RAISE, RAISED, LOWER, LOWERED = "\x01", "\x02", "\x03", "\x04"
"""Stand for tags while a text is taken apart; a Word document, being XML, can hold none of them."""
_TAGS: Final = {RAISE: "<sup>", RAISED: "</sup>", LOWER: "<sub>", LOWERED: "</sub>"}
MARKED: Final = re.compile(f"[{''.join(_TAGS)}]")

_FRACTION: Final = re.compile(r"\\f\s*\(([^();]*)[;,]([^();]*)\)", re.IGNORECASE)
_ROOT: Final = re.compile(r"\\r\s*\(([^();]*)(?:[;,]([^();]*))?\)", re.IGNORECASE)


def is_of_symbols(font: str) -> bool:
    """Whether a font shows signs in the place of letters."""
    return font.lower() in _FONTS or font.lower() in _UNKNOWN


def symbol(font: str, code: str) -> str | None:
    """The character of ``w:sym``; None if it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return None
    number = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    table = _FONTS.get(font.lower())
    if font.lower() in _UNKNOWN:
        return None
    if table is None:
        return chr(number) if 0x20 < number < 0xD800 and number > 0xFF else None
    if number in table:
        return table[number]
    return chr(number) if table is _SYMBOL and 0x20 <= number <= 0x3F else None


def shifted(text: str, place: str) -> str:
    """Raised or lowered text: in characters of Unicode where there are all, else between tags."""
    if place not in ("superscript", "subscript") or not text.strip():
        return text
    table = _RAISED if place == "superscript" else _LOWERED
    if all(char in table for char in text):
        return "".join(table[char] for char in text)
    opening, closing = (RAISE, RAISED) if place == "superscript" else (LOWER, LOWERED)
    return f"{opening}{text}{closing}"


def tagged(html: str) -> str:
    """HTML with real tags in the place of the characters that stand for them."""
    return MARKED.sub(lambda found: _TAGS[found.group()], html)


def unmarked(text: str) -> str:
    """``text`` without raised and lowered places, to be shown in a message."""
    return MARKED.sub("", without_pictures(text))


def field_formula(code: str) -> str | None:
    """An EQ field as LaTeX; None if it has more than fractions and roots."""
    inner = code.strip()[2:]
    for _ in range(code.count("\\")):
        inner = _FRACTION.sub(r"⟦frac⟧{\1}{\2}", inner)
        inner = _ROOT.sub(
            lambda m: f"⟦sqrt⟧[{m[1]}]{{{m[2]}}}" if m[2] else f"⟦sqrt⟧{{{m[1]}}}", inner
        )
    if "\\" in inner:
        return None
    return rf"\( {inner.replace('⟦', chr(92)).replace('⟧', '').strip()} \)"
