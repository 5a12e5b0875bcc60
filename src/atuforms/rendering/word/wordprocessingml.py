"""Elements of WordprocessingML (ISO/IEC 29500-1), as a layout needs them.

Tags of a template stand in paragraphs, rows, cells and runs of their own: ``{%p … %}``,
``{%tr … %}``, ``{%tc … %}``, ``{%r … %}``. docxtpl replaces each by the bare Jinja tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ROOM = 113
"""Twips between a line to sign on and the words beside it: two millimetres."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str, /, **attributes: str) -> etree._Element:
    """An element of WordprocessingML; attributes are in the same namespace."""
    element = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key}", value)
    return element


@dataclass(frozen=True, slots=True)
class RunStyle:
    """Character formatting that nested elements add up to."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    position: str = ""
    name: str = ""
    lang: str = ""

    def properties(self) -> etree._Element | None:
        found = w("rPr")
        if self.name:
            found.append(w("rStyle", val=self.name))
        if self.bold:
            found.append(w("b"))
        if self.italic:
            found.append(w("i"))
        if self.underline:
            found.append(w("u", val="single"))
        if self.position:
            found.append(w("vertAlign", val=self.position))
        if self.lang:
            found.append(w("lang", val=self.lang))
        return found if len(found) else None


def run(text: str, style: RunStyle) -> etree._Element:
    """A run of ``text``."""
    element = w("r")
    properties = style.properties()
    if properties is not None:
        element.append(properties)
    words = w("t")
    words.text = text
    words.set(XML_SPACE, "preserve")
    element.append(words)
    return element


def joined_runs(runs: Iterable[etree._Element]) -> list[etree._Element]:
    """Runs with words of the same look made one, as Word itself would have them."""
    joined: list[etree._Element] = []
    look: bytes | None = None
    for element in runs:
        before, look = look, _look(element)
        if look is not None and look == before:
            joined[-1][-1].text = f"{joined[-1][-1].text}{element[-1].text}"
        else:
            joined.append(element)
    return joined


def _look(element: etree._Element) -> bytes | None:
    """The formatting of a run of words; None for anything else, and for a tag that takes a run."""
    words = element[-1].text if element.tag == f"{{{W}}}r" else None
    if not words or words.startswith(("{%r", "{{r")):
        return None
    return b"".join(map(etree.tostring, list(element)[:-1]))


def folded(text: str) -> str:
    """White space as HTML folds it; non-breaking spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def tag_paragraph(tag: str) -> etree._Element:
    """A paragraph that holds only a tag of the template."""
    paragraph = w("p")
    paragraph.append(run(tag, RunStyle()))
    return paragraph


def tag_cell(tag: str, width: int) -> etree._Element:
    """A cell that holds only a tag."""
    cell = w("tc")
    properties = w("tcPr")
    properties.append(w("tcW", w=str(width), type="dxa"))
    cell.extend([properties, tag_paragraph(tag)])
    return cell


def tag_row(tag: str, widths: list[int]) -> etree._Element:
    """A row that holds only a tag."""
    row = w("tr")
    cell = tag_cell(tag, sum(widths))
    if len(widths) > 1:
        cell[0].append(w("gridSpan", val=str(len(widths))))
    row.append(cell)
    return row


def merged_cell(width: int) -> etree._Element:
    """A cell that continues the one above it."""
    cell = w("tc")
    properties = w("tcPr")
    properties.extend([w("tcW", w=str(width), type="dxa"), w("vMerge")])
    cell.extend([properties, w("p")])
    return cell


def never_empty(blocks: list[etree._Element], style: str) -> list[etree._Element]:
    """A cell's blocks, such that a paragraph remains whatever the tags leave out."""
    empty = w("p")
    if style:
        properties = w("pPr")
        properties.append(w("pStyle", val=style))
        empty.append(properties)
    if not blocks:
        return [empty]
    tags = ["".join(map(str, block.itertext())).lstrip() for block in blocks]
    depth, certain = 0, False
    for tag in tags:
        if re.match(r"\{%p\s*-?\s*(for|if)\b", tag):
            depth += 1
        elif re.match(r"\{%p\s*-?\s*end", tag):
            depth -= 1
        elif (depth == 1 and re.match(r"\{%p\s*-?\s*else", tag)) or (
            depth == 0 and not tag.startswith("{%p")
        ):
            certain = True
    if certain or not tags[-1].startswith("{%p end"):
        return blocks
    return [*blocks[:-1], tag_paragraph("{%p else %}"), empty, blocks[-1]]


def at_foot(width: int) -> etree._Element:
    """What puts a paragraph at the foot of its page."""
    places = {"hAnchor": "margin", "vAnchor": "margin", "xAlign": "center", "yAlign": "bottom"}
    return w("framePr", w=str(width), wrap="around", **places)


def section_end(columns: int) -> etree._Element:
    """A paragraph a point high that ends a part of the text with so many columns."""
    paragraph = w("p")
    properties = w("pPr")
    section = w("sectPr")
    section.append(w("cols", num=str(columns), space="454"))
    properties.append(w("spacing", before="0", after="0", line="20", lineRule="exact"))
    properties.append(section)
    paragraph.append(properties)
    return paragraph


def signature_line(width: int) -> etree._Element:
    """A line to sign on, with its foot where the letters beside it have theirs."""
    paragraph = w("p")
    properties = w("pPr")
    tabs = w("tabs")
    tabs.append(w("tab", val="right", leader="underscore", pos=str(width - _ROOM)))
    properties.extend([w("pStyle", val="signature-text"), tabs, w("ind", left=str(_ROOM))])
    line = w("r")
    line.append(w("tab"))
    paragraph.extend([properties, line])
    return paragraph


def table_style(block: etree._Element) -> str:
    """The style of a table; empty for a paragraph."""
    style = block.find(f"{{{W}}}tblPr/{{{W}}}tblStyle")
    return "" if style is None else str(style.get(f"{{{W}}}val"))


def keep_with_next(part: etree._Element) -> None:
    """Keep a paragraph, or every paragraph of a row, on the page of what follows."""
    _keep(part, "keepNext", after=("pStyle",))


def keep_lines(part: etree._Element) -> None:
    """Do not divide a paragraph, or any paragraph of a row, between two pages."""
    _keep(part, "keepLines", after=("pStyle", "keepNext"))


def _keep(part: etree._Element, name: str, after: tuple[str, ...]) -> None:
    for paragraph in part.iter(f"{{{W}}}p"):
        properties = paragraph.find(f"{{{W}}}pPr")
        if properties is None:
            properties = w("pPr")
            paragraph.insert(0, properties)
        if properties.find(f"{{{W}}}{name}") is None:
            place = sum(properties.find(f"{{{W}}}{each}") is not None for each in after)
            properties.insert(place, w(name))
