"""What the paragraphs of a Word document are: headings, items of lists, quotations."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.documents.reading.contents.inline_words import is_monospaced
from atuforms.documents.reading.contents.word_contents import W

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_QUOTES = ("quote", "intense quote", "quotations")
_CODE = ("preformatted", "html preformatted", "preformatted text", "preformatted_20_text")
_NOTES = ("note", "footnote text", "endnote text", "footnote")
_CAPTIONS = ("note", "caption", "illustration", "figure")
_DEEPEST = 8
_NO_NUMBERS = ("bullet", "none", "")
NUMBERED = "decimal"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: how deep it stands, and its number; None for one with a bullet."""

    level: int
    number: int | None


class ParagraphStyles:
    """Reads the styles and the lists of a document; items are counted in their order."""

    def __init__(self, office: Parts) -> None:
        self._headings: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._monospaced: set[str] = set()
        self._lists: dict[str, etree._Element] = {}
        """What a style says of lists."""
        self._formats: dict[tuple[str, int], str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if styles := office.related(office.main_part(), "styles"):
            self._read_styles(office.xml(styles))
        if numbering := office.related(office.main_part(), "numbering"):
            self._read_numbering(office.xml(numbering))

    def heading(self, paragraph: etree._Element) -> int:
        """The level of a heading; 0 for no heading."""
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        level = _value(outline)
        if level.isdigit():
            return int(level) + 1
        return self._headings.get(_style(paragraph), 0)

    def is_quote(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a quotation."""
        return self._name(paragraph) in _QUOTES

    def is_code(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a part of a program, by its style."""
        return self._name(paragraph) in _CODE or _style(paragraph) in self._monospaced

    def is_note(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has the style of notes at the end of a text."""
        return self._name(paragraph) in _NOTES

    def is_caption(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a style in which words stand below a picture."""
        return self._name(paragraph) in _CAPTIONS

    def is_loose(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is of a list of ours whose items have several paragraphs."""
        return self._name(paragraph) == "loose-list"

    def _name(self, paragraph: etree._Element) -> str:
        """The name of its style; an ODT has names alone."""
        style = _style(paragraph)
        return self._names.get(style, style).casefold()

    def item(self, paragraph: etree._Element) -> Item | None:
        """What a paragraph is in a list; None if it stands in none. It is counted."""
        found = self._listed(paragraph)
        if found is None:
            return None
        said, name, level, kind = found
        if kind in _NO_NUMBERS:
            return Item(level, None)
        counts = self._counts[name]
        start = _value(said.find(f"{W}start"))
        if start.isdigit():
            counts[level] = int(start[:6]) - 1
        counts[level] = counts.get(level, self._starts.get((name, level), 1) - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return Item(level, counts[level])

    def is_numbered(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is an item with a number."""
        found = self._listed(paragraph)
        return found is not None and found[-1] not in _NO_NUMBERS

    def _listed(self, paragraph: etree._Element) -> tuple[etree._Element, str, int, str] | None:
        """What is said of its list, the list's name, and the item's level and kind of number."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        said = own if own is not None else self._lists.get(_style(paragraph))
        if said is None:
            return None
        name = _value(said.find(f"{W}numId"))
        if name == "0":
            return None  # Taken out of the list of its style.
        depth = _value(said.find(f"{W}ilvl"))
        level = min(int(depth), _DEEPEST) if depth.isdigit() else 0
        kind = _value(said.find(f"{W}numFmt")) or self._formats.get((name, level), "")
        return said, name, level, kind

    def _read_styles(self, root: etree._Element) -> None:
        for style in root.iter(f"{W}style"):
            name, key = _value(style.find(f"{W}name")), style.get(f"{W}styleId", "")
            heading = _HEADING.fullmatch(name)
            if heading:
                self._headings[key] = int(heading[1])
            self._names[key] = name
            if is_monospaced(style.find(f"{W}rPr")):
                self._monospaced.add(key)
            listed = style.find(f"{W}pPr/{W}numPr")
            if listed is not None:
                self._lists[key] = listed

    def _read_numbering(self, root: etree._Element) -> None:
        known = {each.get(f"{W}abstractNumId", ""): each for each in root.iter(f"{W}abstractNum")}
        for each in root.iter(f"{W}num"):
            name = each.get(f"{W}numId", "")
            kinds = known.get(_value(each.find(f"{W}abstractNumId")))
            for level in () if kinds is None else kinds.iterchildren(f"{W}lvl"):
                depth = level.get(f"{W}ilvl", "")
                if depth.isdigit():
                    key = name, int(depth)
                    self._formats[key] = _value(level.find(f"{W}numFmt"))
                    self._begin(key, level.find(f"{W}start"))
            for level in each.iterchildren(f"{W}lvlOverride"):
                depth = level.get(f"{W}ilvl", "")
                if depth.isdigit():
                    self._begin((name, int(depth)), level.find(f"{W}startOverride"))

    def _begin(self, key: tuple[str, int], said: etree._Element | None) -> None:
        start = _value(said)
        if start.isdigit():
            self._starts[key] = int(start[:6])


def _style(paragraph: etree._Element) -> str:
    return _value(paragraph.find(f"{W}pPr/{W}pStyle"))


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
