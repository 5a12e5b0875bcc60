"""Which words of a Word document nobody sees on paper: hidden ones, white ones, tiny ones.

What a run says of itself comes before the style of its letters, that before the style of its
paragraph, that before what holds for the whole document. Hiding is another matter: two styles that
hide, one of letters and one of the paragraph, cancel each other (ECMA-376, 17.7.3).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from lxml import etree

from atuforms.core.colours import contrast
from atuforms.core.files.office import Parts
from atuforms.core.files.xml_parsing import MAX_XML

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_P, _R, _ROW, _TABLE = (f"{_W}{name}" for name in ("p", "r", "tr", "tbl"))
_LOOK, _VANISH = f"{_W}rPr", f"{_W}vanish"
_BOX = f"{_W}txbxContent"
FAINT: Final = "{urn:atuforms:legibility}faint"
"""Put into the look of a run whose words are there and cannot be read."""
_OFF: Final = frozenset({"0", "false", "off"})
_LEAST_HALF_POINTS: Final = 6
_LEAST_TWIPS: Final = 60
"""A line or a row of this height shows no letters."""
LEAST_CONTRAST: Final = 1.3
"""Of letters and what is behind them, as WCAG measures it; that of yellow on white is 1.07."""
_SURE: Final = 2.0
"""A contrast with the page that keeps letters apart from any shade of less than that."""
_DEEPEST: Final = 10
"""Styles of which one is based on the other."""
_NAMES: Final = tuple(f"{_W}{kind}Style" for kind in ("r", "p", "tbl"))
_COLOUR, _SIZE, _SPACING = (f"{_W}{name}" for name in ("color", "sz", "spacing"))
_HEIGHT, _FILL = f"{_W}trHeight", f"{_W14}textFill"
_DIRECT: Final = (_COLOUR, _SIZE, _HEIGHT, _SPACING, _FILL)
_SHADES: Final = (f"{_W}shd", f"{_W}highlight")
_MOST_PAIRS: Final = 1000
"""Colours of letters and of what is behind them that are compared before the letters are."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_LIGHT_THEMES: Final = ("background1", "light1", "bg1", "lt1")
# fmt: off
_HIGHLIGHTS: Final = {
    "black": "000000", "white": "FFFFFF", "darkGray": "808080", "lightGray": "C0C0C0",
    "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
}
# fmt: on
_USUAL_SIZE: Final = 500_000
_MOST_KNOWN: Final = 16
_known: Final[dict[bytes, Legibility]] = {}
"""What was made of the last styles of usual size: most documents have those of one template."""
_PAGE: Final = "FFFFFF"
_UNKNOWN: Final = ""
"""What is behind letters where only the program that draws them knows it."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says of its words; None where it says nothing."""

    hides: bool | None = None
    colour: str | None = None
    half_points: int | None = None
    line: int | None = None
    """Height of its lines in twips, where it is exact."""
    behind: str | None = None

    def over(self, other: _Look) -> _Look:
        """This look, and what it does not say by another."""
        return _Look(
            other.hides if self.hides is None else self.hides,
            other.colour if self.colour is None else self.colour,
            other.half_points if self.half_points is None else self.half_points,
            other.line if self.line is None else self.line,
            other.behind if self.behind is None else self.behind,
        )

    @property
    def is_flat(self) -> bool:
        """Whether its letters or its lines have no height."""
        tiny = self.half_points is not None and self.half_points < _LEAST_HALF_POINTS
        return tiny or (self.line is not None and self.line < _LEAST_TWIPS)

    @property
    def is_usual(self) -> bool:
        """Whether words in it are seen, whatever stands around them."""
        pale = bool(self.colour) and contrast(self.colour or "", _PAGE) < _SURE
        dark = bool(self.behind) and contrast(self.behind or "", _PAGE) >= _SURE
        return not (self.hides or self.is_flat or pale or dark)


class Legibility:
    """Says of the runs of a document whether their words are seen.

    :param styles: the root of the part with the styles; None if there is none.
    """

    def __init__(self, styles: etree._Element | None) -> None:
        self._looks: dict[str, _Look] = {}
        self._usual: dict[str, str] = {}
        """The style of paragraphs, letters and tables that name none."""
        self._everywhere = _Look()
        based: dict[str, str] = {}
        for each in () if styles is None else styles:
            if each.tag == f"{_W}docDefaults":
                self._everywhere = _look_of(
                    each.find(f"{_W}rPrDefault/{_LOOK}"), each.find(f"{_W}pPrDefault/{_W}pPr")
                )
            elif each.tag == f"{_W}style" and each.get(f"{_W}styleId"):
                self._add(each)
                based[each.get(f"{_W}styleId", "")] = _value(each, "basedOn") or ""
        self._looks = {name: _with_bases(name, self._looks, based) for name in self._looks}
        self.is_plain = all(each.is_usual for each in (self._everywhere, *self._looks.values()))
        """Whether no style makes words unseen; what runs say themselves may."""

    def is_as(self, other: Legibility) -> bool:
        """Whether the styles of another document make the same of the same words."""
        own = self._everywhere, self._looks, self._usual
        return own == (other._everywhere, other._looks, other._usual)

    def _add(self, style: etree._Element) -> None:
        number = style.get(f"{_W}styleId", "")
        look = _look_of(style.find(_LOOK), style.find(f"{_W}pPr"))
        if style.get(f"{_W}type") == "table" and next(style.iter(f"{_W}shd"), None) is not None:
            # Which of its rows and columns have the shade only Word works out.
            look = replace(look, behind=_UNKNOWN)
        self._looks[number] = look
        if style.get(f"{_W}default", "0") not in _OFF:
            self._usual[style.get(f"{_W}type", "")] = number

    def is_hidden(self, run: etree._Element) -> bool:
        """Whether the words of a run are hidden, by the run itself or by a style."""
        own = _is_on(run.find(_LOOK), "vanish")
        if own is not None or self.is_plain:
            return bool(own)
        letters, paragraph, table = self._styles_of(run)
        said = (each.hides for each in (letters, paragraph, table))
        return bool(self._everywhere.hides) or sum(map(bool, said)) % 2 == 1

    def is_faint(self, run: etree._Element) -> bool:
        """Whether the words of a run have the colour of what is behind them, or no size."""
        properties = run.find(_LOOK)
        letters, paragraph, table = self._styles_of(run)
        around = next(run.iterancestors(_P), None)
        own = None if around is None else around.find(f"{_W}pPr")
        look = _look_of(properties, None).over(letters)
        under = _look_of(None, own).over(paragraph)
        whole = look.over(under).over(table).over(self._everywhere)
        if whole.is_flat or _is_of_no_height(run) or _is_unfilled(properties):
            return True
        if not whole.colour:
            return False
        behind = look.behind
        if behind is None:
            behind = under.behind if under.behind is not None else _around(run, table)
        return behind != _UNKNOWN and contrast(whole.colour, behind) < LEAST_CONTRAST

    def mark(self, part: etree._Element) -> None:
        """Write into each run of a part what a style makes of it: hidden, or ``FAINT``."""
        if self.is_plain and next(part.iter(*_DIRECT), None) is None:
            return
        if self._shows_all_of(part):
            return
        for run in list(part.iter(_R)):
            properties = run.find(_LOOK)
            if self.is_hidden(run):
                if properties is None or properties.find(_VANISH) is None:
                    etree.SubElement(_own_look(run), _VANISH)
            elif self.is_faint(run):
                etree.SubElement(_own_look(run), FAINT)

    def _shows_all_of(self, part: etree._Element) -> bool:
        """Whether nothing that is said in a part could make any of its words unseen.

        Most documents say the same few things of all their runs, which are asked one by one only
        where a style hides, something has no size, or two of the colours are hard to tell apart.
        """
        named = {each.get(f"{_W}val", "") for each in part.iter(*_NAMES)}
        known = self._looks.keys() & named.union(self._usual.values())
        used = [self._everywhere, *map(self._looks.__getitem__, known)]
        if any(each.hides or each.is_flat for each in used):
            return False
        colours, shades = {each.colour for each in used}, {_PAGE, *(each.behind for each in used)}
        for each in part.iter(*_DIRECT, *_SHADES):
            if each.tag in _SHADES:
                shades.add(_shade(each.getparent()))
            elif each.tag == _COLOUR:
                colours.add(_colour_said(each))
            elif _is_of_no_size(each):
                return False
        if len(colours) * len(shades) > _MOST_PAIRS:
            return False
        pairs = product(filter(None, colours), filter(None, shades))
        return all(contrast(*pair) >= LEAST_CONTRAST for pair in pairs)

    def _styles_of(self, run: etree._Element) -> tuple[_Look, _Look, _Look]:
        """What the styles of its letters, its paragraph and its table say."""
        paragraph = next(run.iterancestors(_P), None)
        table = None if paragraph is None else next(paragraph.iterancestors(_TABLE, _BOX), None)
        return (
            self._of_style(_value(run.find(_LOOK), "rStyle"), "character"),
            self._of_style(
                None if paragraph is None else _value(paragraph.find(f"{_W}pPr"), "pStyle"),
                "paragraph",
            ),
            _Look()
            if table is None or table.tag == _BOX
            else self._of_style(_value(table.find(f"{_W}tblPr"), "tblStyle"), "table"),
        )

    def _of_style(self, name: str | None, kind: str) -> _Look:
        known = name if name in self._looks else self._usual.get(kind, "")
        return self._looks.get(known or "", _Look())


def legibility_of(office: Parts) -> Legibility:
    """What the styles of a Word document make of its words."""
    name = office.related(office.main_part(), "styles")
    if not name:
        return Legibility(None)
    content = office.read(name, MAX_XML)
    key = hashlib.sha256(content).digest()
    known = _known.get(key)
    if known is not None:
        return known
    found = Legibility(office.parsed(content))
    if len(content) <= _USUAL_SIZE:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = found
    return found


def _with_bases(name: str, looks: dict[str, _Look], based: dict[str, str]) -> _Look:
    """What a style says, and what those on which it is based say."""
    look = looks[name]
    for _ in range(_DEEPEST - 1):
        name = based[name]
        if name not in looks:
            break
        look = look.over(looks[name])
    return look


def _look_of(letters: etree._Element | None, paragraph: etree._Element | None) -> _Look:
    """What properties say."""
    size = _value(letters, "sz")
    spacing = None if paragraph is None else paragraph.find(_SPACING)
    exact = spacing is not None and spacing.get(f"{_W}lineRule") == "exact"
    shade = _shade(letters)
    return _Look(
        _is_on(letters, "vanish"),
        _colour(letters),
        _whole(size),
        _whole(spacing.get(f"{_W}line")) if spacing is not None and exact else None,
        _shade(paragraph) if shade is None else shade,
    )


def _colour(letters: etree._Element | None) -> str | None:
    """The colour of letters; ``_UNKNOWN`` for one that the program chooses."""
    said = None if letters is None else letters.find(_COLOUR)
    return None if said is None else _colour_said(said)


def _colour_said(said: etree._Element) -> str:
    value = said.get(f"{_W}val", "")
    if _HEX.fullmatch(value):
        return value.upper()
    shaded = said.get(f"{_W}themeShade") or said.get(f"{_W}themeTint")
    is_light = said.get(f"{_W}themeColor") in _LIGHT_THEMES and not shaded
    return _PAGE if is_light else _UNKNOWN


def _shade(properties: etree._Element | None) -> str | None:
    """What properties put behind words; None for nothing."""
    marker = _value(properties, "highlight")
    if marker in _HIGHLIGHTS:
        return _HIGHLIGHTS[marker]
    shade = None if properties is None else properties.find(f"{_W}shd")
    if shade is None or shade.get(f"{_W}val") == "nil":
        return None
    pattern = shade.get(f"{_W}val", "clear")
    shown = shade.get(f"{_W}color" if pattern == "solid" else f"{_W}fill", "auto")
    if _HEX.fullmatch(shown) and pattern in ("clear", "solid"):
        return shown.upper()
    is_none = pattern == "clear" and shown == "auto" and not shade.get(f"{_W}themeFill")
    return None if is_none else _UNKNOWN


def _around(run: etree._Element, table: _Look) -> str:
    """What the cells, tables and boxes around a run put behind it; else the page."""
    for each in run.iterancestors(f"{_W}tc", _TABLE, _BOX):
        if each.tag == _BOX:
            return _UNKNOWN
        shade = _shade(each.find(f"{each.tag}Pr"))
        if shade is not None:
            return shade
        if each.tag == _TABLE and table.behind is not None:
            return table.behind
    return _PAGE


def _is_of_no_height(run: etree._Element) -> bool:
    """Whether a run stands in a row that has the height of a hair."""
    for row in run.iterancestors(_ROW):
        if any(map(_is_of_no_size, row.iterfind(f"{_W}trPr/{_HEIGHT}"))):
            return True
    return False


def _is_of_no_size(said: etree._Element) -> bool:
    """Whether a size, the spacing of lines, the height of a row or a fill leaves nothing to see."""
    if said.tag == _FILL:
        return said.find(f"{_W14}noFill") is not None
    if said.tag == _SIZE:
        length, least = said.get(f"{_W}val"), _LEAST_HALF_POINTS
    else:
        name, rule = ("line", "lineRule") if said.tag == _SPACING else ("val", "hRule")
        exact = said.get(f"{_W}{rule}") == "exact"
        length, least = said.get(f"{_W}{name}") if exact else None, _LEAST_TWIPS
    whole = _whole(length)
    return whole is not None and whole < least


def _is_unfilled(properties: etree._Element | None) -> bool:
    """Whether letters have been given no fill."""
    fill = None if properties is None else properties.find(_FILL)
    return fill is not None and _is_of_no_size(fill)


def _own_look(run: etree._Element) -> etree._Element:
    properties = run.find(_LOOK)
    if properties is None:
        properties = etree.Element(_LOOK)
        run.insert(0, properties)
    return properties


def _value(element: etree._Element | None, name: str) -> str | None:
    found = None if element is None else element.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


def _is_on(properties: etree._Element | None, name: str) -> bool | None:
    found = None if properties is None else properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "1") not in _OFF


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else None
