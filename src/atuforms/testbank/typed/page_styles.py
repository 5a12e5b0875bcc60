"""How a web page shows its elements: by tags, by ``style``, and by simple rules of ``<style>``.

A page saved from Google Docs or a forum says what is bold, coloured or hidden in classes alone.
Rules of one tag or class (``.c5``, ``span.c5``) are known; what a page would only look like on
paper, or within other elements, is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

import tinycss2
from lxml import etree

from atuforms.testbank.typed.colours import marks_nothing
from atuforms.testbank.typed.pieces import UNKNOWN

STRUCK, HIDDEN = "struck", "hidden"
"""Looks of text that is taken back, and of such as nobody sees."""

_NAMED_LOOKS: Final = frozenset(("bold", "underline", "highlight", "sign", STRUCK, HIDDEN))
"""All others are colours."""
_PROPERTIES: Final = re.compile(
    r"(?:^|;)\s*(font-weight|font-style|font-size|text-decoration(?:-line)?|background(?:-color)?|color|display|visibility)\s*:([^;]*)"
)
_SELECTOR: Final = re.compile(r"([a-z][a-z0-9]*)?(?:\.(-?[a-z_][\w-]*))?", re.IGNORECASE)
_BOLD: Final = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_MOST: Final = 1_000_000
"""Characters of a page's rules that are looked at."""
_LONGEST: Final = 4_000


@dataclass(slots=True)
class PageStyles:
    """The rules of a page by tag and class, either of which may be empty."""

    rules: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> PageStyles:
        """The rules in the ``<style>`` elements of a page."""
        sheet = "\n".join("".join(map(str, each.itertext())) for each in root.iter("style"))
        made = cls()
        for rule in tinycss2.parse_stylesheet(
            sheet[:_MOST], skip_comments=True, skip_whitespace=True
        ):
            if rule.type == "qualified-rule":
                said = tinycss2.serialize(rule.content)[:_LONGEST].lower()
                for selector in tinycss2.serialize(rule.prelude).split(","):
                    made._add(selector.strip(), said)
        return made

    def _add(self, selector: str, said: str) -> None:
        found = _SELECTOR.fullmatch(selector)
        if found and selector:
            name = ((found[1] or "").lower(), found[2] or "")
            self.rules[name] = f"{self.rules.get(name, '')};{said}"[-_LONGEST:]

    def change(self, element: etree._Element, looks: frozenset[str]) -> frozenset[str]:
        """The looks of an element's text, which has ``looks`` by what stands around it."""
        tag = str(element.tag)
        classes = element.get("class", "").split()
        names = [(tag, ""), *(("", each) for each in classes), *((tag, each) for each in classes)]
        said = [self.rules[name] for name in names if name in self.rules]
        said.append(element.get("style", "")[:_LONGEST].lower())
        told = {
            name.removesuffix("-line").removesuffix("-color"): value.replace(
                "!important", ""
            ).strip()
            for name, value in _PROPERTIES.findall(";".join(said))
        }
        return _changed(looks, told) if told else looks


def _changed(looks: frozenset[str], told: dict[str, str]) -> frozenset[str]:
    """Looks with what properties say of them: the last one counts, as in a browser."""
    made = set(looks)
    if "font-weight" in told and told["font-weight"] != "inherit":
        made.discard("bold")
        made |= {"bold"} if told["font-weight"] in _BOLD else set()
    decoration = told.get("text-decoration", "")
    made |= {"underline"} if "underline" in decoration else set()
    made |= {STRUCK} if "line-through" in decoration else set()
    if told.get("display") == "none" or told.get("visibility") == "hidden":
        made.add(HIDDEN)
    if not marks_nothing(told.get("background", "none")):
        made.add("highlight")
    made |= {f"{UNKNOWN}{told[name]}" for name in ("font-style", "font-size") if name in told}
    if "color" in told and told["color"] != "inherit":
        made = {look for look in made if look in _NAMED_LOOKS or look.startswith(UNKNOWN)}
        made |= set() if marks_nothing(told["color"]) else {told["color"].upper()}
    return frozenset(made)
