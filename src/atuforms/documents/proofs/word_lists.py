"""The signs and numbers that stand before the items of lists of a Word document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.documents.proofs.word_formats import Format, part, said
from atuforms.documents.reading.contents.word_contents import W

_SYMBOLS: Final = {"\uf02d": "–", "\uf0b7": "•", "\uf0be": "—"}
"""Signs as LibreOffice takes them of the font Symbol."""
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before an item: its words, and how they and the item look."""

    text: str
    run: Format
    paragraph: Format


@dataclass
class Lists:
    """The lists of a document, which count their items as these are met."""

    nums: Mapping[str, etree._Element]
    lists: Mapping[str, etree._Element]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, office: Parts, parts: Mapping[str, str]) -> Lists:
        """Those of the part to which the main part points."""
        root = part(office, parts, "numbering")
        found: dict[str, dict[str, etree._Element]] = {"num": {}, "abstractNum": {}}
        for kind, known in found.items():
            for each in () if root is None else root.iterchildren(f"{W}{kind}"):
                known[each.get(f"{W}{'num' if kind == 'num' else kind}Id", "")] = each
        return cls(found["num"], found["abstractNum"])

    def label(self, paragraph: Format) -> Label | None:
        """What stands before a paragraph, if anything does."""
        number = paragraph.get("numPr/numId", {}).get("val", "0")
        deep = paragraph.get("numPr/ilvl", {}).get("val", "0")
        if number in ("", "0"):
            return None
        num = self.nums.get(number)
        level = int(deep) if deep.isascii() and deep.isdecimal() else _DEEPEST + 1
        if num is None or level > _DEEPEST:
            return Label("?", {}, {})
        name = _value(num, "abstractNumId")
        levels = {each: self._level(num, name, each) for each in range(level + 1)}
        counts = self._counted(num, name, level, levels)
        own = levels[level]
        if own is None:
            return Label("?", {}, {})
        shown = {"lvlPicBulletId", "isLgl", "legacy"}
        odd = "".join(f"?{each}" for each in sorted(shown) if own.find(f"{W}{each}") is not None)
        run, text = said(own.find(f"{W}rPr")), _value(own, "lvlText")
        if _value(own, "numFmt") == "bullet":
            text, run = _sign(text, run)
        for each, other in levels.items():
            kind = "" if other is None else _value(other, "numFmt")
            told = str(counts.get(each, 0)) + ("" if kind == "decimal" else f"({kind})")
            text = text.replace(f"%{each + 1}", told)
        before = _value(own, "suff")
        text += odd + ("" if before in ("", "tab") else f"?{before}")
        return Label(text, run, said(own.find(f"{W}pPr")))

    def _level(self, num: etree._Element, name: str, deep: int) -> etree._Element | None:
        found = None
        for each in (self.lists.get(name), *num.iterchildren(f"{W}lvlOverride")):
            if each is None:
                continue
            if str(each.tag) == f"{W}lvlOverride" and each.get(f"{W}ilvl") != str(deep):
                continue
            for level in each.iterchildren(f"{W}lvl"):
                if level.get(f"{W}ilvl") == str(deep):
                    found = level
        return found

    def _counted(
        self,
        num: etree._Element,
        name: str,
        deep: int,
        levels: Mapping[int, etree._Element | None],
    ) -> dict[int, int]:
        counts = self.counts[name]
        if (number := num.get(f"{W}numId", "")) not in self.begun:
            self.begun.add(number)
            for each in num.iterchildren(f"{W}lvlOverride"):
                if each.find(f"{W}startOverride") is not None:
                    level = each.get(f"{W}ilvl", "")
                    begun = int(level) if re.fullmatch("[0-8]", level) else 0
                    counts[begun] = _number(_value(each, "startOverride")) - 1
        for at, known in levels.items():
            if at not in counts and (at < deep or known is not None):
                start = 1 if known is None else _number(_value(known, "start") or "0")
                counts[at] = start - (at == deep)
        counts[deep] = counts.get(deep, 0) + 1
        for at in [at for at in counts if at > deep]:
            del counts[at]
        return counts


def _sign(text: str, run: Format) -> tuple[str, Format]:
    """A sign, as it is without a font of signs."""
    fonts = run.get("rFonts", {})
    named = {fonts.get(each) for each in ("ascii", "hAnsi")}
    if named == {"Symbol"} and text in _SYMBOLS:
        return _SYMBOLS[text], {key: each for key, each in run.items() if key != "rFonts"}
    return text, run


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 0
