"""What the styles of an ODT say of letters, in the words of WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HEX = re.compile("#([0-9A-Fa-f]{6})")
_POINTS = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)pt")
_SEEN = ("vanish", "color", "sz")
_CODED = re.compile(r"_([0-9a-f]{1,4})_")
_DEEPEST = 10
"""Styles of which one is made of another."""

TextLook = Mapping[str, str]
"""Properties of a run by their names: ``b``, ``i``, ``strike``, ``vertAlign``, ``rFonts``."""


class TextLooks:
    """The looks of the styles of a document.

    :param styles: the root of the part with the styles that have names.
    """

    def __init__(self, root: etree._Element, styles: etree._Element) -> None:
        self.roots = (styles, root)
        self.known: dict[str, TextLook] = {}
        self._styles = {
            style.get(f"{_STYLE}name", ""): style
            for each in self.roots
            for style in each.iter(f"{_STYLE}style")
        }
        self._automatic = frozenset(
            style.get(f"{_STYLE}name", "") for style in root.iter(f"{_STYLE}style")
        )
        """The styles without names for people."""

    def named(self, style: str) -> str:
        """The name that people give a style, or that of which it is made."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if style not in self._automatic or found is None:
                break
            style = found.get(f"{_STYLE}parent-style-name", "")
        return _CODED.sub(lambda code: chr(int(code[1], 16)), style)

    def of_paragraph(self, paragraph: etree._Element) -> TextLook:
        """What was put upon a whole paragraph by hand; what its style says is none of its words."""
        name = paragraph.get(f"{_TEXT}style-name", "")
        own = _look(self._styles.get(name)) if name in self._automatic else {}
        # How it is seen on paper is another matter: there every style counts.
        seen = {key: value for key, value in self.of_style(name).items() if key in _SEEN}
        return {**seen, **own}

    def shade(self, element: etree._Element) -> str:
        """The colour behind a paragraph or a cell: six digits, or nothing."""
        for attribute in (f"{_TEXT}style-name", f"{_TABLE}style-name"):
            style = self._styles.get(element.get(attribute, ""))
            for said in () if style is None else style:
                colour = _HEX.fullmatch(said.get(f"{_FO}background-color", ""))
                if colour:
                    return colour[1]
        return ""

    def of_style(self, name: str) -> TextLook:
        """What a style of letters says, with those of which it is made."""
        if name not in self.known:
            chain = name
            look: dict[str, str] = {}
            for _ in range(_DEEPEST):
                style = self._styles.get(chain)
                if style is None:
                    break
                look = {**_look(style), **look}
                chain = style.get(f"{_STYLE}parent-style-name", "")
            self.known[name] = look
        return self.known[name]


def _look(style: etree._Element | None) -> dict[str, str]:
    """What a style itself says."""
    said = None if style is None else style.find(f"{_STYLE}text-properties")
    if said is None:
        return {}
    look = {}
    if weight := said.get(f"{_FO}font-weight", ""):
        look["b"] = "1" if weight in ("bold", "600", "700", "800", "900") else "0"
    if slope := said.get(f"{_FO}font-style", ""):
        look["i"] = "0" if slope == "normal" else "1"
    if line := said.get(f"{_STYLE}text-line-through-style", ""):
        look["strike"] = "0" if line == "none" else "1"
    if line := said.get(f"{_STYLE}text-underline-style", ""):
        look["u"] = "none" if line == "none" else "single"
    if font := said.get(f"{_STYLE}font-name", "") or said.get(f"{_FO}font-family", ""):
        look["rFonts"] = font
    if place := _place(said):
        look["vertAlign"] = place
    return look | _seen(said)


def _seen(said: etree._Element) -> dict[str, str]:
    """What decides whether words are seen on paper."""
    look = {}
    if said.get(f"{_TEXT}display", "") == "none":
        look["vanish"] = "1"
    if colour := _HEX.fullmatch(said.get(f"{_FO}color", "")):
        look["color"] = colour[1]
    if points := _POINTS.fullmatch(said.get(f"{_FO}font-size", "")):
        look["sz"] = str(int(2 * float(points[1])))
    return look


def _place(said: etree._Element) -> str:
    """Whether a text is raised or lowered."""
    word = said.get(f"{_STYLE}text-position", "").split(" ")[0]
    if word in ("super", "sub"):
        return f"{word}script"
    number = word.rstrip("%")
    if not number.lstrip("-").isdigit() or int(number) == 0:
        return ""
    return "subscript" if number.startswith("-") else "superscript"
