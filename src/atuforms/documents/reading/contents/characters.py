"""Characters that Word keeps outside of its texts: symbols, raised digits, equations.

They keep their meaning: ² for a raised 2, ° for a symbol of the font Symbol, an equation in one
line. What no letter says is ``UNKNOWN``, and told.
"""

from __future__ import annotations

import re

from lxml import etree

from atuforms.testbank.omml import latex
from atuforms.testbank.typed.word_signs import MARKED, shifted, symbol

UNKNOWN = "\ufffd"
"""Stands for a sign that is none of Unicode."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PROPERTIES = f"{_W}rPr"
_ENDING = re.compile(r"[^\W\d_]{2,3}")
"""Letters that are raised for their looks, as in 1st; a single one may be an exponent."""
_DEEPEST = 20
TELLING = frozenset({f"{_W}vertAlign", f"{_W}position", f"{_W}rFonts", f"{_W}vanish"})
_SIGN_FONTS = frozenset({"symbol", "wingdings"})
_PRIVATE = 0xF000
"""Where Unicode keeps the characters of a font of signs."""
_HIGH = 4
"""Half points by which a power stands higher."""
_OFF = frozenset({"0", "false", "off"})
_INDEX = re.compile(r"[+−–-]?\d{1,3}")


def sign(element: etree._Element) -> str:
    """The character of a ``w:sym``."""
    font, code = element.get(f"{_W}font", ""), element.get(f"{_W}char", "")
    return symbol(font, code) or UNKNOWN


def is_plain(run: etree._Element) -> bool:
    """Whether a run shows what its text says: neither hidden, raised nor in a font of signs."""
    properties = next(run.iterchildren(_PROPERTIES), None)
    return properties is None or not any(each.tag in TELLING for each in properties)


def in_its_font(run: etree._Element, text: str) -> str:
    """A text of a run in Unicode: a font of signs shows «a» as α, and U+F0B3 as ≥."""
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    font = "" if fonts is None else fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or ""
    if font.casefold() not in _SIGN_FONTS:
        return text
    return "".join(
        symbol(font, f"{ord(each) | _PRIVATE:04X}") or UNKNOWN if _is_coded(each) else each
        for each in text
    )


def _is_coded(character: str) -> bool:
    return "!" <= character <= "~" or _PRIVATE + 0x20 <= ord(character) <= _PRIVATE + 0xFF


def moved(run: etree._Element, text: str) -> str:
    """The text of a run, in small characters where it is raised or lowered; none if hidden."""
    if is_hidden(run):
        return ""
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    if place is not None:
        return _moved(text, place.get(f"{_W}val", ""))
    # LibreOffice writes a height of one's own so; words are set higher for their looks only.
    height = run.find(f"{_W}rPr/{_W}position")
    points = height.get(f"{_W}val", "") if height is not None else ""
    if re.fullmatch(r"-?\d{1,3}", points) and abs(int(points)) >= _HIGH and _INDEX.fullmatch(text):
        return _moved(text, "superscript" if int(points) > 0 else "subscript")
    return text


def _moved(text: str, place: str) -> str:
    small = shifted(text, place)
    if not MARKED.search(small):
        return small
    if place == "superscript" and _ENDING.fullmatch(text.strip()):
        return text
    return f"{'^' if place == 'superscript' else '_'}({text.strip()})"


def is_hidden(run: etree._Element) -> bool:
    """Whether a run is hidden, so that nobody sees it on paper."""
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val", "true") not in _OFF


def is_struck(run: etree._Element) -> bool:
    """Whether a run is struck through."""
    marks = (run.find(f"{_W}rPr/{_W}{name}") for name in ("strike", "dstrike"))
    return any(each is not None and each.get(f"{_W}val", "true") not in _OFF for each in marks)


def equation(element: etree._Element) -> str:
    """An ``m:oMath`` in one line."""
    found = _linear(element, 0)
    if found is None:
        found = latex(element)
    return UNKNOWN if found is None else found.removeprefix("\\(").removesuffix("\\)").strip()


def _linear(element: etree._Element, depth: int) -> str | None:
    """The same without LaTeX; None where it has more than powers, indices, fractions and roots."""
    name = element.tag.removeprefix(_M)
    if depth > _DEEPEST:
        return None
    if name == "t":
        return element.text or ""
    if name.endswith("Pr") or element.tag.startswith(_W):
        return ""
    inner = {each.tag.removeprefix(_M): _linear(each, depth + 1) for each in element}
    if any(each is None for each in inner.values()):
        return None
    if name in ("sSup", "sSub"):
        place = "superscript" if name == "sSup" else "subscript"
        return f"{inner.get('e', '')}{_moved(inner.get(name[1:].lower()) or '', place)}"
    if name == "f":
        return f"{_closed(inner.get('num') or '')}/{_closed(inner.get('den') or '')}"
    if name == "rad" and not inner.get("deg"):
        return f"√{_closed(inner.get('e') or '')}"
    if name in ("oMath", "r", "e", "sup", "sub", "num", "den", "deg"):
        return "".join(_linear(each, depth + 1) or "" for each in element)
    return None


def _closed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
