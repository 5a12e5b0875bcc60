"""What a reader sees of a Word document: its paragraphs, tables, and content controls.

Tracked insertions count, deletions do not; comments, field codes and repeated fallbacks are
passed over; formatting is no part of a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from atuforms.core.language.labels import path_of_title
from atuforms.core.language.typography import NO_BREAK_HYPHEN
from atuforms.documents.reading.characters import equation, in_its_font, is_plain, moved, sign
from atuforms.documents.reading.framed_pictures import BLIP, shown_picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_SKIPPED = frozenset(
    [
        *(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")),
        *(f"{W}{name}" for name in ("sdtPr", "tblPr", "trPr", "tcPr", "sectPr", "rt")),
        _FALLBACK,
    ]
)
_WRAPPERS = frozenset(
    [
        *(f"{W}{name}" for name in ("group", "docPartObj", "docPartList")),
        *(f"{W}{name}" for name in ("bibliography", "citation")),
        *(f"{W15}{name}" for name in ("repeatingSection", "repeatingSectionItem")),
    ]
)
_PARAGRAPH, _RUN, _TEXT = f"{W}p", f"{W}r", f"{W}t"
_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
_CONTROL = f"{W}sdt"
_SEEN = frozenset((_PARAGRAPH, _TABLE, _ROW, _CELL, _CONTROL))
_DELETED = f"{W}trPr/{W}del"
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\u1680]")

_UNUSUAL = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff\u00a0\u2000-\u200a\u202f\u205f\u3000\u1680"
    f"{NO_BREAK_HYPHEN}\u2028\u2029\r]"
)
"""What is not kept as it is; most texts have none of it."""

ControlKind = Literal["text", "list", "date", "picture"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands on paper; numbers count from 1, and 0 is outside of any table."""

    paragraph: int
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Control:
    """An inline content control of a document."""

    names: tuple[str, ...]
    """Tag and alias, as far as there are any."""
    text: str
    kind: ControlKind
    spot: Spot
    element: etree._Element
    date: str = ""
    """The day that a date picker holds, as ``2025-12-12``."""
    picture: str = ""
    """Relationship of the picture that it shows."""
    broken_lines: bool = False
    """Whether line ends stand right before it: LibreOffice moves them out of a control."""


def plain(text: str) -> str:
    """``text`` as a record keeps it: NFC, usual spaces and hyphens, nothing invisible."""
    if _UNUSUAL.search(text):
        text = text.replace(NO_BREAK_HYPHEN, "-")
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
        text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def text_of(element: etree._Element) -> str:
    """The text of an element: paragraphs on lines of their own, line breaks as line ends."""
    return plain("".join(_pieces(element, [])))


def raw_text(element: etree._Element) -> str:
    """The text of an element with the white space at its ends."""
    return "".join(_pieces(element, []))


def is_passed_over(element: etree._Element) -> bool:
    """Whether nothing of an element is shown: a deletion, properties, a repeated fallback."""
    tag = element.tag
    return tag in _SKIPPED or (tag == _ROW and _is_deleted(element))


_LETTERS: dict[str, Callable[[etree._Element], str]] = {
    f"{W}t": lambda element: element.text or "",
    f"{W}br": lambda _: "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}tab": lambda _: "\t",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": sign,
    MATH: equation,
}
"""What stands for letters in a run; a soft hyphen is none."""


def _pieces(element: etree._Element, seen: list[bool]) -> Iterator[str]:
    """``seen`` is empty until a paragraph has begun: what comes before it takes no line."""
    tag = element.tag
    if tag in _LETTERS:
        yield _LETTERS[tag](element)
        return
    if is_passed_over(element):
        return
    if tag == _RUN and not is_plain(element):
        yield moved(element, "".join(_of_run(element, seen)))
        return
    if tag == _PARAGRAPH:
        if seen:
            yield "\n"
        seen.append(True)
    for child in element:
        yield from _pieces(child, seen)


def _of_run(run: etree._Element, seen: list[bool]) -> Iterator[str]:
    for each in run:
        if each.tag == _TEXT:
            yield in_its_font(run, each.text or "")
        else:
            yield from _pieces(each, seen)


def _is_deleted(row: etree._Element) -> bool:
    return row.find(_DELETED) is not None


def visible(root: etree._Element) -> list[tuple[etree._Element, Spot]]:
    """Paragraphs, rows, cells, tables and controls in document order, deletions left out."""
    seen = _Seen()
    seen.look_into(root, 0, 0)
    return seen.found


class _Seen:
    """What was seen of a document so far."""

    def __init__(self) -> None:
        self.found: list[tuple[etree._Element, Spot]] = []
        self.paragraphs = 0
        self.tables = 0

    def look_into(self, element: etree._Element, table: int, row: int) -> None:
        tag = element.tag
        if tag == _PARAGRAPH:
            self.paragraphs += 1
        elif tag == _TABLE:
            self.tables += 1
            table, row = self.tables, 0
        if tag in _SEEN:
            self.found.append((element, Spot(self.paragraphs, table, row)))
        rows = 0
        for child in element:
            if tag == _TABLE and child.tag in (_ROW, _CONTROL):
                for each in _rows(child):
                    if not is_passed_over(each):
                        rows += 1
                        self.look_into(each, table, rows)
            elif (len(child) or child.tag in _SEEN) and not is_passed_over(child):
                self.look_into(child, table, row)


def _rows(child: etree._Element) -> list[etree._Element]:
    """The rows that a child of a table is or holds: repeating sections stand around rows."""
    if child.tag == f"{W}tr":
        return [child]
    return [
        row
        for content in child.iterchildren(f"{W}sdtContent")
        for each in content
        for row in _rows(each)
        if each.tag in (f"{W}tr", f"{W}sdt")
    ]


def controls(root: etree._Element) -> list[Control]:
    """The content controls of a document that may hold a value, in their order."""
    return controls_in(visible(root))


def controls_in(seen: Iterable[tuple[etree._Element, Spot]]) -> list[Control]:
    """Those among the elements that are visible."""
    found = []
    for element, spot in seen:
        if element.tag != _CONTROL:
            continue
        # Of several elements of a name, the first counts.
        parts = {each.tag: each for each in reversed(element)}
        about, content = parts.get(f"{W}sdtPr"), parts.get(f"{W}sdtContent")
        if about is None or content is None:
            continue
        properties = {each.tag: each for each in reversed(about)}
        if not _WRAPPERS.isdisjoint(properties) or next(content.iter(_CONTROL), None) is not None:
            continue  # It only stands around others, or around rows that repeat.
        named = (properties.get(name) for name in (f"{W}tag", f"{W}alias"))
        names = [path_of_title(each.get(f"{W}val", "")) for each in named if each is not None]
        date = properties.get(f"{W}date")
        blip = next(content.iter(BLIP), None)
        found.append(
            Control(
                names=tuple(name.strip() for name in names if name.strip()),
                text=text_of(content),
                kind=next((kind for name, kind in _KINDS.items() if name in properties), "text"),
                spot=spot,
                element=element,
                date=(date.get(f"{W}fullDate", "")[:10] if date is not None else ""),
                picture=shown_picture(blip) if blip is not None else "",
                broken_lines=_follows_line_end(element),
            )
        )
    return found


_KINDS: dict[str, ControlKind] = {
    f"{W}dropDownList": "list",
    f"{W}comboBox": "list",
    f"{W}date": "date",
    f"{W}picture": "picture",
}


def _follows_line_end(control: etree._Element) -> bool:
    before = control.getprevious()
    return (
        before is not None
        and before.tag == f"{W}r"
        and before.find(f"{W}br") is not None
        and before.find(f"{W}t") is None
    )
