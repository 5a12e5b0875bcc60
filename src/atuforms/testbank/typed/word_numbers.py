"""Automatic numbering of Word: the lists of a document, and numbers as they spell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"

Said = Mapping[str, etree._Element]
"""What stands directly in an element, by its tags: asked for much by each run."""


def spelled(count: int, shape: str) -> str:
    """``count`` in a number format of Word."""
    if shape in ("upperLetter", "lowerLetter", "russianUpper", "russianLower"):
        alphabet = _RUSSIAN if shape.startswith("russian") else _LATIN
        letter = alphabet[(count - 1) % len(alphabet)]
        return letter.upper() if shape.endswith(("Upper", "upperLetter")) else letter
    if shape in ("upperRoman", "lowerRoman"):
        roman, rest = "", max(count, 0) % 40
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if shape == "upperRoman" else roman
    return str(count)


def said_in(element: etree._Element | None) -> Said:
    """The first child of each tag; none of an element that is not there."""
    if element is None:
        return {}
    return {child.tag: child for child in element.iterchildren(reversed=True)}


def value_of(said: Said, name: str) -> str | None:
    """The value of a property."""
    child = said.get(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def numbering_of(properties: Said) -> tuple[str, int] | None:
    """The list and the level that properties of a paragraph name."""
    numbering = properties.get(f"{_W}numPr")
    if numbering is None:
        return None
    said = said_in(numbering)
    return value_of(said, "numId") or "0", _whole(value_of(said, "ilvl"), 0)


def _whole(text: str | None, default: int) -> int:
    """A count in an attribute; ``default`` where it is none or beyond all measure."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    """Levels of one list; lists made from the same definition count on together."""

    definition: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Lists:
    """Automatic numbering, resolved to what Word prints."""

    def __init__(self, root: etree._Element | None) -> None:
        self.lists: dict[str, _List] = {}
        self.counters: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        if root is None:
            return
        definitions = {
            element.get(f"{_W}abstractNumId", ""): {
                _level_number(level): _level(level) for level in element.iterchildren(f"{_W}lvl")
            }
            for element in root.iterchildren(f"{_W}abstractNum")
        }
        for number in root.iterchildren(f"{_W}num"):
            definition = value_of(said_in(number), "abstractNumId") or ""
            made = _List(definition, dict(definitions.get(definition, {})))
            for override in number.iterchildren(f"{_W}lvlOverride"):
                start = _whole(value_of(said_in(override), "startOverride"), -1)
                if start >= 0:
                    made.overrides[_level_number(override)] = start
                level = override.find(f"{_W}lvl")
                if level is not None:
                    made.levels[_level_number(override)] = _level(level)
            self.lists[number.get(f"{_W}numId", "")] = made

    def label(self, list_id: str, level: int) -> str:
        """What Word prints before the next paragraph of the list; counts it."""
        known = self.lists.get(list_id)
        if known is None or level not in known.levels:
            return ""
        counters = self.counters.setdefault(known.definition, {})
        if list_id not in self.begun:
            self.begun.add(list_id)
            for number, start in known.overrides.items():
                counters[number] = start - 1
        counters[level] = counters.get(level, known.levels[level].start - 1) + 1
        for deeper in [number for number in counters if number > level]:
            del counters[deeper]
        if known.levels[level].format in ("bullet", "none"):
            return "•" if known.levels[level].format == "bullet" else ""
        text = known.levels[level].text
        for number, shape in known.levels.items():
            count = counters.get(number, shape.start)
            text = text.replace(f"%{number + 1}", spelled(count, shape.format))
        return text.strip()


def _level_number(element: etree._Element) -> int:
    return _whole(element.get(f"{_W}ilvl"), 0)


def _level(element: etree._Element) -> _Level:
    said = said_in(element)
    return _Level(
        value_of(said, "numFmt") or "decimal",
        value_of(said, "lvlText") or "",
        _whole(value_of(said, "start"), 1),
    )
