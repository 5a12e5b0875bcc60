"""Characters that Word keeps outside of its texts: symbols, raised digits, equations.

They keep their meaning: ² for a raised 2, ° for a symbol of the font Symbol, an equation in one
line. What no letter says is ``UNKNOWN``, and told.
"""

from __future__ import annotations

import re

from lxml import etree

from atuforms.testbank.omml import latex
from atuforms.testbank.word_signs import MARKED, shifted, symbol

UNKNOWN = "\ufffd"
"""Stands for a sign that is none of Unicode."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ENDING = re.compile(r"[^\W\d_]{2,3}")
"""Letters that are raised for their looks, as in 1st; a single one may be an exponent."""
_DEEPEST = 20


def sign(element: etree._Element) -> str:
    """The character of a ``w:sym``."""
    font, code = element.get(f"{_W}font", ""), element.get(f"{_W}char", "")
    return symbol(font, code) or UNKNOWN


def moved(run: etree._Element, text: str) -> str:
    """The text of a run, in small characters where it is raised or lowered."""
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    return text if place is None else _moved(text, place.get(f"{_W}val", ""))


def _moved(text: str, place: str) -> str:
    small = shifted(text, place)
    if not MARKED.search(small):
        return small
    if place == "superscript" and _ENDING.fullmatch(text.strip()):
        return text
    return f"{'^' if place == 'superscript' else '_'}({text.strip()})"


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
