"""From the XHTML of a Markdown text to WordprocessingML, in the styles of the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.fonts import code_size
from atuforms.core.pictures import Picture
from atuforms.rendering.office_package import R
from atuforms.rendering.rich import RichText, picture_width, xhtml
from atuforms.rendering.word.parts import LIST_INDENT_MM, AddedParts
from atuforms.rendering.word.styles import (
    BLOCK_STYLES,
    CELL_ALIGNMENT,
    CODE_FONT,
    SPAN_STYLES,
    STYLES,
    TABLE_STYLES,
    TWIPS_PER_MM,
    TableStyle,
    twips,
)
from atuforms.rendering.word.wordprocessingml import XML_SPACE, W, w

_TEXT_BLOCKS = frozenset(["p", "pre", "h2", "h3", "h4", "h5", "h6"])
_LISTS = frozenset(["ul", "ol"])
_INLINE = frozenset(["strong", "em", "s", "code", "a", "br", "sup", "img"])
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "strong": {"bold": True},
    "em": {"italic": True},
    "s": {"strike": True},
    "code": {"style": "code"},
    "sup": {"raised": True},
    "a": {"underline": True},
}
_SPACER = "120"
"""Height in twips of the paragraph that parts a table from what follows it."""
_ABOVE_TABLE = "85"
"""What a paragraph lacks in twips of the distance that a table after it has in the PDF."""
_BETWEEN_BOXES = "20"
_BELOW_PICTURE = "170"
"""The distance of a picture from what follows it, likewise."""


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a block stands: room and indent in twips, style of its text, depth of lists."""

    width: int
    indent: int = 0
    style: str = "paragraph"
    alignment: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Look:
    """Character formatting that nested elements add up to."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    raised: bool = False
    around: float = 12
    """The size of the letters of the paragraph, in points."""

    def properties(self) -> Iterator[etree._Element]:
        """In the order of the schema."""
        size = code_size(self.around)
        own_size = self.style == "code" and size != SPAN_STYLES["code"].size
        if self.style:
            yield w("rStyle", val=self.style)
        if own_size:
            # In a table LibreOffice takes the font of the paragraph for that of the words.
            yield w("rFonts", ascii=CODE_FONT, hAnsi=CODE_FONT, cs=CODE_FONT)
        if self.bold:
            yield w("b")
        if self.italic:
            yield w("i")
        if self.strike:
            yield w("strike")
        if own_size:
            yield w("sz", val=str(round(2 * size)))
            yield w("szCs", val=str(round(2 * size)))
        if self.underline:
            yield w("u", val="single")
        if self.raised:
            yield w("vertAlign", val="superscript")


def word_blocks(rich: RichText, width: int, parts: AddedParts) -> str:
    """The paragraphs and tables of ``rich`` as WordprocessingML.

    :param width: width of the text around them, in twips.
    :param parts: takes the pictures, links and lists.
    """
    writer = _Writer(rich.pictures, parts)
    blocks = list(writer.blocks(xhtml(rich), _Around(width)))
    if len(blocks) > 1 and blocks[-2].tag == f"{{{W}}}tbl":
        # After the last table it may stand on a page of its own, so it takes no room.
        blocks[-1] = _spacer("20")
    return "".join(etree.tostring(_styled(block, parts), encoding="unicode") for block in blocks)


def _styled(block: etree._Element, parts: AddedParts) -> etree._Element:
    """A block in the styles of the template, without those that it lacks, and its font of code."""
    for tag in ("pStyle", "rStyle", "tblStyle"):
        for style in list(block.iter(f"{{{W}}}{tag}")):
            number = parts.style(style.get(f"{{{W}}}val", ""))
            parent = style.getparent()
            if number:
                style.set(f"{{{W}}}val", number)
            elif parent is not None:
                parent.remove(style)
    for fonts in list(block.iter(f"{{{W}}}rFonts")):
        name, parent = parts.font("code"), fonts.getparent()
        for key in tuple(fonts.attrib):
            fonts.set(key, name)
        if not name and parent is not None:
            parent.remove(fonts)
    return block


class _Writer:
    def __init__(self, pictures: Mapping[str, Picture], parts: AddedParts) -> None:
        self._pictures = pictures
        self._parts = parts

    # Blocks

    def blocks(self, parent: etree._Element, around: _Around) -> Iterator[etree._Element]:
        """The blocks in ``parent``; words that stand loose in it make paragraphs."""
        loose: list[etree._Element | str] = [parent.text or ""]
        for child in parent:
            if child.tag in _INLINE:
                loose += [child, child.tail or ""]
                continue
            yield from self._loose(loose, around, keep_next=child.tag in _LISTS)
            yield from self._block(child, around)
            loose = [child.tail or ""]
        yield from self._loose(loose, around)

    def _loose(
        self, items: list[etree._Element | str], around: _Around, *, keep_next: bool = False
    ) -> Iterator[etree._Element]:
        if any(not isinstance(item, str) or item.strip() for item in items):
            yield self._paragraph(items, around, keep_next=keep_next)

    def _block(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        tag = str(element.tag)
        if tag in _TEXT_BLOCKS:
            yield from self._text(element, tag, around)
        elif tag in _LISTS:
            yield from self._list(element, around)
        elif tag == "table":
            yield from self._table(element, around)
        elif tag == "figure":
            yield from self._figure(element, around)
        elif tag == "hr":
            yield _line()
        elif tag == "blockquote":
            indent = around.indent + twips(STYLES["quote"].left)
            inner = replace(around, style="quote", indent=indent)
            yield from self.blocks(element, inner)
        else:
            if element.get("class") == "notes":
                yield _line(keep_next=True)
                around = replace(around, style="note")
            yield from self.blocks(element, around)

    def _text(self, element: etree._Element, tag: str, around: _Around) -> Iterator[etree._Element]:
        style = around.style if tag == "p" else BLOCK_STYLES[tag]
        if tag != "pre":
            leads = _leads_to_list(element)
            yield self._paragraph(_items(element), replace(around, style=style), keep_next=leads)
            return
        before = element.getprevious()
        if before is not None and before.tag == "pre":
            # Word joins two boxes that touch.
            yield _spacer(_BETWEEN_BOXES)
        indent = around.indent + twips(STYLES[style].left) if around.indent else 0
        inner = replace(around, style=style, indent=indent)
        yield self._paragraph(_items(element), inner, verbatim=True)

    def _paragraph(
        self,
        items: list[etree._Element | str],
        around: _Around,
        verbatim: bool = False,
        keep_next: bool = False,
    ) -> etree._Element:
        paragraph = w("p")
        properties = w("pPr")
        properties.append(w("pStyle", val=around.style))
        if keep_next:
            properties.append(w("keepNext"))
        if any(_has_picture(item) for item in items):
            # A line closer than its font asks for would cut the picture off.
            properties.append(w("spacing", line="240", lineRule="auto"))
        if around.indent:
            properties.append(w("ind", left=str(around.indent)))
        if around.alignment:
            properties.append(w("jc", val=around.alignment))
        paragraph.append(properties)
        look = _Look(around=STYLES[around.style].size)
        for item in items:
            paragraph.extend(self._runs(item, look, around.width - around.indent, verbatim))
        return paragraph

    def _list(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        number, level = self._parts.list_number(
            ordered=element.tag == "ol", start=int(element.get("start", "1")), level=around.depth
        )
        inner = replace(
            around,
            style="note" if around.style == "note" else _list_style(element),
            indent=around.indent + twips(LIST_INDENT_MM),
            depth=around.depth + 1,
        )
        for item in element:
            blocks = list(self.blocks(item, inner))
            if not blocks or not _takes_number(blocks[0]):
                blocks.insert(0, self._paragraph([], inner))
            numbering = w("numPr")
            numbering.extend([w("ilvl", val=level), w("numId", val=number)])
            properties = blocks[0][0]
            # The schema wants it after these, and before the indent.
            after = 2 if properties.find(f"{{{W}}}keepNext") is not None else 1
            properties.insert(after, numbering)
            for indent in properties.iterchildren(f"{{{W}}}ind"):
                indent.set(f"{{{W}}}hanging", str(twips(LIST_INDENT_MM)))
            yield from blocks

    def _figure(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        inner = replace(around, style="centre", alignment="center")
        caption = element.find("figcaption")
        picture = element[0]
        shown = self._paragraph([picture], inner, keep_next=caption is not None)
        spacing = shown.find(f"{{{W}}}pPr/{{{W}}}spacing")
        if caption is None and spacing is not None:
            spacing.set(f"{{{W}}}after", _BELOW_PICTURE)
        yield shown
        if caption is not None:
            yield self._paragraph(_items(caption), replace(inner, style="note"))

    def _table(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        room = around.width - around.indent
        shares = [
            float(re.sub("[^0-9.]", "", column.get("style", ""))) for column in element.iter("col")
        ]
        widths = [round(room * share / 100) for share in shares]
        before = element.getprevious()
        if before is not None and before.tag == "p":
            yield _spacer(_ABOVE_TABLE, keep_next=True)
        table = w("tbl")
        properties = w("tblPr")
        kind = element.get("class", "facts")
        properties.append(w("tblStyle", val=kind))
        properties.append(w("tblW", w=str(sum(widths)), type="dxa"))
        if around.indent:
            properties.append(w("tblInd", w=str(around.indent), type="dxa"))
        properties.append(w("tblLayout", type="fixed"))
        properties.append(w("tblLook", val="0020"))
        grid = w("tblGrid")
        grid.extend(w("gridCol", w=str(width)) for width in widths)
        table.extend([properties, grid])
        for row in element.iter("tr"):
            table.append(self._row(row, widths, TABLE_STYLES[kind]))
        yield table
        yield _spacer()

    def _row(self, element: etree._Element, widths: list[int], table: TableStyle) -> etree._Element:
        row = w("tr")
        properties = w("trPr")
        properties.append(w("cantSplit"))
        section = element.getparent()
        head = section is not None and section.tag == "thead"
        if head:
            properties.append(w("tblHeader"))
        row.append(properties)
        style = table.head if head else table.text
        for cell, width in zip(element, widths, strict=False):
            made = w("tc")
            cell_properties = w("tcPr")
            cell_properties.append(w("tcW", w=str(width), type="dxa"))
            made.append(cell_properties)
            alignment = CELL_ALIGNMENT.get(cell.get("class", ""), "")
            inner = _Around(width - twips(2 * table.padding), 0, style, alignment)
            made.append(self._paragraph(_items(cell), inner))
            row.append(made)
        return row

    # Runs

    def _runs(
        self, item: etree._Element | str, look: _Look, width: int, verbatim: bool
    ) -> Iterator[etree._Element]:
        if isinstance(item, str):
            if item:
                yield _run(item if verbatim else re.sub(r"[ \t\r\n]+", " ", item), look)
            return
        tag = str(item.tag)
        if tag == "br":
            yield _run("\n", look)
            return
        if tag == "img":
            yield self._drawing(item, width)
            return
        look = replace(look, **_LOOKS[tag])
        verbatim = verbatim or tag == "code"
        runs = [run for each in _items(item) for run in self._runs(each, look, width, verbatim)]
        if tag != "a":
            yield from runs
            return
        link = w("hyperlink")
        link.set(f"{{{R}}}id", self._parts.link(item.get("href", "")))
        link.extend(runs)
        yield link

    def _drawing(self, image: etree._Element, width: int) -> etree._Element:
        picture = self._pictures[image.get("src", "")]
        width_mm = min(picture_width(picture), width / TWIPS_PER_MM)
        run = self._parts.drawing(picture, width_mm, image.get("alt", ""))
        return parse_xml(f'<w:p xmlns:w="{W}">{run}</w:p>', "picture")[0]


def _items(element: etree._Element) -> list[etree._Element | str]:
    found: list[etree._Element | str] = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""]
    return found


def _list_style(element: etree._Element) -> str:
    """A list whose items have paragraphs leaves room between them."""
    return "loose-list" if element.find("li/p") is not None else "list"


def _leads_to_list(element: etree._Element) -> bool:
    """Whether a list follows, which is to begin on the same page."""
    after = element.getnext()
    return element.tag == "p" and after is not None and after.tag in _LISTS


def _has_picture(item: etree._Element | str) -> bool:
    return not isinstance(item, str) and next(item.iter("img"), None) is not None


def _takes_number(block: etree._Element) -> bool:
    """Whether a block is a paragraph that no inner list has numbered."""
    return (
        block.tag == f"{{{W}}}p"
        and block.find(f"{{{W}}}pPr/{{{W}}}numPr") is None
        and (block.find(f"{{{W}}}pPr/{{{W}}}ind") is not None)
    )


def _run(text: str, look: _Look) -> etree._Element:
    run = w("r")
    properties = w("rPr")
    properties.extend(look.properties())
    if len(properties):
        run.append(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(w("br"))
        for place, words in enumerate(line.split("\t")):
            if place:
                run.append(w("tab"))
            if words:
                element = w("t")
                element.text = words
                element.set(XML_SPACE, "preserve")
                run.append(element)
    return run


def _line(*, keep_next: bool = False) -> etree._Element:
    """An empty paragraph with a line under it."""
    paragraph = w("p")
    properties = w("pPr")
    if keep_next:
        properties.append(w("keepNext"))
    borders = w("pBdr")
    borders.append(w("bottom", val="single", sz="4", space="1", color="000000"))
    properties.extend([borders, w("spacing", before="0", after=_SPACER)])
    paragraph.append(properties)
    return paragraph


def _spacer(height: str = _SPACER, *, keep_next: bool = False) -> etree._Element:
    """An empty paragraph above a table, or between two tables, which Word would join."""
    paragraph = w("p")
    properties = w("pPr")
    if keep_next:
        properties.append(w("keepNext"))
    properties.append(w("spacing", before="0", after="0", line=height, lineRule="exact"))
    paragraph.append(properties)
    return paragraph
