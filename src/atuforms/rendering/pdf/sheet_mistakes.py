"""Mistakes in a style sheet, which programs pass over: rules that are none, fonts there are not."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import tinycss2
from weasyprint import CSS, LOGGER

from atuforms.core.fonts import CODE_FAMILY, FAMILY
from atuforms.core.locks import PDF_ENGINE

FONTS: Final = (FAMILY, CODE_FAMILY, "DejaVu Sans", "STIX Two Math", "Noto Serif")
"""The fonts that a page is printed with."""
_GENERIC: Final = frozenset(
    (
        *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji"),
        *("inherit", "initial", "unset", "revert"),
    )
)
_QUOTED = re.compile(r"[`'<](.*)['`>]", re.DOTALL)
_PLACE = re.compile(r" at (\d+):\d+")
_SHOWN: Final = 40
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class SheetMistake:
    """A mistake with its line, and the words that are passed over, or the font."""

    line: int
    words: str
    is_font: bool = False


def mistakes_in(sheet: str) -> list[SheetMistake]:
    """What is passed over of a style sheet, in the order of its lines."""
    nodes = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    found = {each.line: each for each in _told(sheet)}
    for each in _of_rules(nodes):
        found.setdefault(each.line, each)
    return [found[line] for line in sorted(found)]


class _Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _told(sheet: str) -> Iterator[SheetMistake]:
    """What WeasyPrint says that it passes over."""
    kept = _Kept()
    with PDF_ENGINE:
        handlers, LOGGER.handlers[:] = LOGGER.handlers[:], [kept]
        try:
            CSS(string=sheet, url_fetcher=_refused)
        finally:
            LOGGER.handlers[:] = handlers
    for said in kept.lines:
        quoted, place = _QUOTED.search(said), _PLACE.search(said)
        words = quoted[1].strip().removeprefix("AtRule ") if quoted else ""
        at = sheet.find(words) if words and not place else 0
        if at < 0:
            continue  # Put together of two rules, which are looked at below.
        line = int(place[1]) if place else sheet.count("\n", 0, at) + 1
        words = words or (sheet.split("\n")[line - 1 :] or [""])[0]
        yield SheetMistake(line, " ".join(words.split())[:_SHOWN])


def _refused(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(url)


def _of_rules(nodes: list[Any], deep: int = 0) -> Iterator[SheetMistake]:
    """Rules that begin before the one above has ended, and fonts that there are not."""
    for node in nodes:
        if node.type == "declaration" and node.lower_name == "font-family":
            for font in _unknown_fonts(node.value):
                yield SheetMistake(node.source_line, font, is_font=True)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword != "font-face":
            inner = tinycss2.parse_blocks_contents(node.content, True, True)
            yield from _of_rules(inner if deep < _DEEPEST else [], deep + 1)
        elif node.type == "qualified-rule":
            for each in tinycss2.parse_blocks_contents(node.content, True, True):
                if each.type == "qualified-rule":
                    words = " ".join(tinycss2.serialize(each.prelude).split())
                    yield SheetMistake(each.source_line, words[:_SHOWN])
                    break
                yield from _of_rules([each], deep + 1)


def _unknown_fonts(value: list[Any]) -> Iterator[str]:
    known = {each.casefold() for each in FONTS} | _GENERIC
    for each in tinycss2.serialize(value).split(","):
        font = each.strip().strip("\"'")
        if font and font.casefold() not in known:
            yield font
