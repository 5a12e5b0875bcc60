"""What a reader sees of a Word document: its paragraphs, tables, and content controls.

Tracked insertions count, deletions do not; comments, field codes and repeated fallbacks are
passed over; formatting is no part of a text.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from lxml import etree

from atuforms.core.language.labels import path_of_title
from atuforms.core.language.typography import NO_BREAK_HYPHEN
from atuforms.documents.reading.contents.characters import (
    equation,
    in_its_font,
    is_plain,
    moved,
    sign,
)
from atuforms.documents.reading.contents.framed_pictures import (
    BLIP,
    EMBED,
    is_linked,
    shown_picture,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

SKIPPED_WORDS = (f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}rt", _FALLBACK)
"""What may hold words that are not shown."""
_SKIPPED = frozenset(
    [
        *(f"{W}{name}" for name in ("instrText", "rPr", "pPr", "sdtPr")),
        *(f"{W}{name}" for name in ("tblPr", "trPr", "tcPr", "sectPr")),
        *SKIPPED_WORDS,
    ]
)
WRAPPERS = frozenset(
    [
        *(f"{W}{name}" for name in ("group", "docPartObj", "docPartList")),
        *(f"{W}{name}" for name in ("bibliography", "citation")),
        *(f"{W15}{name}" for name in ("repeatingSection", "repeatingSectionItem")),
    ]
)
_PARAGRAPH, _RUN, _TEXT = f"{W}p", f"{W}r", f"{W}t"
_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
_CONTROL, _PROPERTIES, _CONTENT = f"{W}sdt", f"{W}sdtPr", f"{W}sdtContent"
_NAMES, _VALUE, _DATE = (f"{W}tag", f"{W}alias"), f"{W}val", f"{W}date"
LINK, _BREAK, _ID = f"{W}hyperlink", f"{W}br", EMBED.replace("embed", "id")
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


class Spot(NamedTuple):
    """Where something stands on paper; numbers count from 1, and 0 is outside of any table.

    Rows count in their table, cells in the document.
    """

    paragraph: int
    table: int = 0
    row: int = 0
    cell: int = 0


class Inside(NamedTuple):
    """What a paragraph or a control holds beside its words."""

    equation: bool = False
    linked: bool = False
    """Whether it shows a picture whose file lies elsewhere."""
    links: tuple[str, ...] = ()
    """The relationships of the links in it and around it; in an ODT, their addresses."""
    codes: str = ""
    """The codes of fields in it, as ``HYPERLINK "https://…"``."""


WORDS_ALONE = Inside()


class Control(NamedTuple):
    """An inline content control of a document; two that say the same are still two."""

    names: tuple[str, ...]
    """Tag and alias, as far as there are any."""
    text: str
    kind: ControlKind
    spot: Spot
    date: str = ""
    """The day that a date picker holds, as ``2025-12-12``."""
    picture: str = ""
    """Relationship of the picture that it shows."""
    broken_lines: bool = False
    """Whether line ends stand right before it: LibreOffice moves them out of a control."""
    inside: Inside = WORDS_ALONE
    is_control: bool = True
    """Whether it is one, and not words or a picture that stand where the form has one."""


def plain(text: str) -> str:
    """``text`` as a record keeps it: NFC, usual spaces and hyphens, nothing invisible."""
    if text.isascii() and "\r" not in text:
        return text.strip()
    # Nothing unusual but that hyphen is printable, which takes less to tell.
    if (not text.isprintable() or NO_BREAK_HYPHEN in text) and _UNUSUAL.search(text):
        text = text.replace(NO_BREAK_HYPHEN, "-")
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
        text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).strip()


def text_of(element: etree._Element) -> str:
    """The text of an element: paragraphs on lines of their own, line breaks as line ends."""
    return plain(raw_text(element))


def raw_text(element: etree._Element) -> str:
    """The text of an element with the white space at its ends."""
    texts: list[str] = []
    _add(element, [], texts)
    return "".join(texts)


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


def _add(element: etree._Element, seen: list[bool], to: list[str]) -> None:
    """``seen`` is empty until a paragraph has begun: what comes before it takes no line."""
    tag = element.tag
    letters = _LETTERS.get(tag)
    if letters is not None:
        to.append(letters(element))
        return
    if is_passed_over(element):
        return
    if tag == _RUN and not is_plain(element):
        to.append(moved(element, _of_run(element, seen)))
        return
    if tag == _PARAGRAPH:
        if seen:
            to.append("\n")
        seen.append(True)
    for child in element:
        _add(child, seen, to)


def _of_run(run: etree._Element, seen: list[bool]) -> str:
    texts: list[str] = []
    for each in run:
        if each.tag == _TEXT:
            texts.append(in_its_font(run, each.text or ""))
        else:
            _add(each, seen, texts)
    return "".join(texts)


def _is_deleted(row: etree._Element) -> bool:
    return row.find(_DELETED) is not None


def visible(root: etree._Element) -> list[tuple[etree._Element, Spot]]:
    """Paragraphs, rows, cells, tables and controls in document order, deletions left out."""
    return Counting().visible(root)


class Counting:
    """Tells where things stand, while a document is read part by part."""

    def __init__(self) -> None:
        self._found: list[tuple[etree._Element, Spot]] = []
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0

    @property
    def here(self) -> Spot:
        """After the last paragraph so far."""
        return Spot(self._paragraphs)

    def visible(self, part: etree._Element) -> list[tuple[etree._Element, Spot]]:
        """The same of the next part of a document."""
        self._found = []
        self._look_into(part, Spot(0))
        return self._found

    def next_paragraph(self) -> Spot:
        """Where the next part stands, if it is a paragraph; it is counted by :meth:`visible`."""
        return Spot(self._paragraphs + 1)

    def count_paragraph(self) -> None:
        """Go on after a paragraph with nothing but words and controls in it."""
        self._paragraphs += 1

    def _look_into(self, element: etree._Element, around: Spot) -> None:
        tag = element.tag
        if tag in _SEEN:
            _, table, row, cell = around
            if tag == _PARAGRAPH:
                self._paragraphs += 1
            elif tag == _TABLE:
                self._tables += 1
                table, row = self._tables, 0
            elif tag == _CELL:
                self._cells += 1
                cell = self._cells
            around = Spot(self._paragraphs, table, row, cell)
            self._found.append((element, around))
        rows = 0
        for child in element:
            if tag == _TABLE and child.tag in (_ROW, _CONTROL):
                for each in _rows(child):
                    if not is_passed_over(each):
                        rows += 1
                        self._look_into(each, around._replace(row=rows))
            elif (len(child) or child.tag in _SEEN) and not is_passed_over(child):
                self._look_into(child, around)


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


def controls(root: etree._Element) -> list[tuple[etree._Element, Control]]:
    """The content controls of a document that may hold a value, in their order."""
    return controls_in(visible(root))


def controls_in(
    seen: Iterable[tuple[etree._Element, Spot]],
) -> list[tuple[etree._Element, Control]]:
    """Those among the elements that are visible."""
    found = []
    for element, spot in seen:
        if element.tag != _CONTROL:
            continue
        # Of several elements of a name, the first counts.
        parts = {each.tag: each for each in reversed(element)}
        about, content = parts.get(_PROPERTIES), parts.get(_CONTENT)
        if about is None or content is None:
            continue
        properties = {each.tag: each for each in reversed(about)}
        if not WRAPPERS.isdisjoint(properties) or next(content.iter(_CONTROL), None) is not None:
            continue  # It only stands around others, or around rows that repeat.
        blip = next(content.iter(BLIP), None)
        kind: ControlKind = "text"
        if not KINDS.keys().isdisjoint(properties):
            kind = next(kind for name, kind in KINDS.items() if name in properties)
        control = Control(
            names=names_in(properties),
            text=text_of(content),
            kind=kind,
            spot=spot,
            date=day_of(properties),
            picture=shown_picture(blip) if blip is not None else "",
            broken_lines=_follows_line_end(element),
            inside=inside(element),
        )
        found.append((element, control))
    return found


def names_in(properties: Mapping[str, etree._Element]) -> tuple[str, ...]:
    """Tag and alias of a control."""
    said = (properties.get(tag) for tag in _NAMES)
    return names_of(*["" if each is None else each.get(_VALUE, "") for each in said])


def names_of(tag: str, alias: str) -> tuple[str, ...]:
    """What both say, without the words before it."""
    found: list[str] = []
    for said in (tag, alias):
        name = path_of_title(said).strip()
        if name:
            # Both mostly say the same, and so does the printed form.
            found.append(sys.intern(name))
    return tuple(found)


def day_of(properties: Mapping[str, etree._Element]) -> str:
    """The day that a control holds, if it is a date picker."""
    date = properties.get(_DATE)
    return "" if date is None else date.get(f"{W}fullDate", "")[:10]


def inside(element: etree._Element) -> Inside:
    """What an element holds beside its words."""
    around = next(element.iterancestors(LINK), None)
    links = [*([] if around is None else [around]), *element.iter(LINK)]
    return Inside(
        equation=next(element.iter(MATH), None) is not None,
        linked=is_linked(element),
        links=tuple(each.get(_ID, "") for each in links),
        codes="".join(each.text or "" for each in element.iter(f"{W}instrText")),
    )


KINDS: dict[str, ControlKind] = {
    f"{W}dropDownList": "list",
    f"{W}comboBox": "list",
    f"{W}date": "date",
    f"{W}picture": "picture",
}


def _follows_line_end(control: etree._Element) -> bool:
    before = control.getprevious()
    return (
        before is not None
        and before.tag == _RUN
        and next(before.iterchildren(_BREAK), None) is not None
        and next(before.iterchildren(_TEXT), None) is None
    )
