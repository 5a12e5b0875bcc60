"""From Markdown to safe XHTML: the content that the filter ``rich`` places in a document.

The tree is built element by element from what Markdown knows, so nothing in a record can add
an element, an attribute or an address of its own. Both outputs are made of this one tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree

from atuforms.core.fonts import code_size
from atuforms.core.letter_widths import width_of, width_of_code
from atuforms.core.markup import is_safe_link, link_address, parse, picture_name, plain_text
from atuforms.core.pictures import Picture
from atuforms.rendering.picture_box import size_in_box

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

FIRST_HEADING = 2
"""Level of the highest heading in a text: the document's own title stands above it."""
MAX_WIDTH_MM = 165
"""The widest picture that a portrait page holds."""

_MM_PER_PIXEL = 25.4 / 96
_TABLES = {"facts": (11.0, 4.7), "dense": (9.5, 3.1)}
"""Kinds of tables by size, the usual one first: points of their letters, and the millimetres of a
cell beside its text, which are padding, lines, and what rounding takes."""
_TAB = 4
"""A tab in code leads to a multiple of so many letters, as in Markdown itself."""
_LONG_TEXT = 60
"""Letters of a text above which its column wants no more room."""
# The parser decodes character references, among them form feeds, which XML cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INLINE = {"strong": "strong", "em": "em", "s": "s"}
_BLOCKS = {
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "footnote_block": "ol",
    "footnote": "li",
    "hr": "hr",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}
_ALIGNMENT = {"text-align:center": "centre", "text-align:right": "right"}


@dataclass(frozen=True, slots=True)
class RichText:
    """A Markdown text with the pictures that it shows, by the names it calls them."""

    text: str
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.text)


def xhtml(rich: RichText) -> etree._Element:
    """A ``<div class="rich">`` with the content of ``rich``.

    Headings begin at :data:`FIRST_HEADING` and skip no level. Footnotes become a numbered list at
    the end. ``src`` of an image is the name of a picture of ``rich``; a picture that is not there
    is shown by its description.
    """
    root = etree.Element("div", {"class": "rich"})
    _Builder(rich.pictures).blocks(parse(rich.text), root)
    return root


def picture_width(picture: Picture) -> float:
    """The width in millimetres at which a picture is printed: its own, if the page holds it."""
    widest = min(picture.width * _MM_PER_PIXEL, MAX_WIDTH_MM)
    return size_in_box(picture, f"{widest}mm")[0]


class _Builder:
    """Builds one tree; it remembers the headings above the place where it is."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self._pictures = pictures
        self._headings: list[int] = []

    def blocks(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        for child in node.children:
            self._block(child, parent)

    def _block(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        match node.type:
            case "paragraph":
                self._paragraph(node, parent)
            case "heading":
                self._heading(node, parent)
            case "inline":
                self._inlines(node, parent)
            case "code_block" | "fence":
                code = node.content.removesuffix("\n").expandtabs(_TAB)
                _add_text(etree.SubElement(parent, "pre"), code)
            case "th" | "td":
                self._cell(node, parent)
            # Anchors that lead back from a note are not printed.
            case kind if kind != "footnote_anchor":
                self._group(node, parent)

    def _group(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        """A block that holds blocks, or nothing."""
        if node.type == "footnote_block":
            parent = etree.SubElement(parent, "div", {"class": "notes"})
        element = etree.SubElement(parent, _BLOCKS[node.type])
        if node.attrs.get("start") is not None:
            element.set("start", str(node.attrs["start"]))
        self.blocks(node, element)
        if node.type == "table":
            _set_widths(element)

    def _paragraph(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        inline = next(child for child in node.children if child.type == "inline")
        only = inline.children[0] if len(inline.children) == 1 else None
        if only is not None and only.type == "image" and picture_name(only) in self._pictures:
            self._figure(only, parent)
        elif node.hidden:
            self._inlines(inline, parent)
        else:
            self._inlines(inline, etree.SubElement(parent, "p"))

    def _heading(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        if not plain_text(node).strip():
            return
        level = int(node.tag[1])
        while self._headings and self._headings[-1] >= level:
            self._headings.pop()
        self._headings.append(level)
        shown = min(FIRST_HEADING + len(self._headings) - 1, 6)
        self.blocks(node, etree.SubElement(parent, f"h{shown}"))

    def _cell(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        cell = etree.SubElement(parent, node.type)
        if node.type == "th":
            cell.set("scope", "col")
        alignment = _ALIGNMENT.get(str(node.attrs.get("style", "")))
        if alignment:
            cell.set("class", alignment)
        self.blocks(node, cell)

    def _figure(self, image: SyntaxTreeNode, parent: etree._Element) -> None:
        figure = etree.SubElement(parent, "figure")
        self._image(image, figure)
        title = str(image.attrs.get("title") or "")
        if title:
            _add_text(etree.SubElement(figure, "figcaption"), title)

    def _inlines(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        for child in node.children:
            self._inline(child, parent)

    def _inline(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        match node.type:
            case "text" | "text_special":
                _add_text(parent, node.content)
            case "softbreak":
                _add_text(parent, " ")
            case "hardbreak":
                etree.SubElement(parent, "br")
            case "code_inline":
                _add_text(etree.SubElement(parent, "code"), node.content)
            case "image":
                self._image(node, parent)
            case "link":
                address = _NOT_XML.sub("", link_address(node))
                safe = is_safe_link(address)
                # A link in a link, as around an image, keeps the outer one.
                inside = any(each.tag == "a" for each in (parent, *parent.iterancestors()))
                if safe and not inside:
                    parent = etree.SubElement(parent, "a", {"href": address})
                self._inlines(node, parent)
            case "footnote_ref":
                call = etree.SubElement(parent, "sup", {"role": "doc-noteref"})
                _add_text(call, str(node.meta["id"] + 1))
            case _:
                self._inlines(node, etree.SubElement(parent, _INLINE[node.type]))

    def _image(self, node: SyntaxTreeNode, parent: etree._Element) -> None:
        name = picture_name(node)
        words = _NOT_XML.sub("", plain_text(node) or str(node.attrs.get("title") or "") or name)
        picture = self._pictures.get(name)
        if picture is None:
            _add_text(parent, f"[{words}]")
            return
        etree.SubElement(
            parent,
            "img",
            {"src": name, "alt": words, "style": f"width:{picture_width(picture):.1f}mm"},
        )


def _add_text(element: etree._Element, text: str) -> None:
    words = _NOT_XML.sub("", text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _set_widths(table: etree._Element) -> None:
    """Columns as wide as their longest word, and what is left in proportion to their texts.

    Where that is wider than the page, letters are smaller; where they still are, the longest words
    are parted, and no others.
    """
    for kind, (size, padding) in _TABLES.items():
        needed, wanted = _wishes(table, size, padding)
        table.set("class", kind)
        if sum(needed) <= MAX_WIDTH_MM:
            break
    needed = _shared_out(needed)
    room = max(0.0, MAX_WIDTH_MM - sum(needed))
    more = [max(0.0, want - need) for want, need in zip(wanted, needed, strict=True)]
    parts = [
        need + room * extra / max(1.0, sum(more)) for need, extra in zip(needed, more, strict=True)
    ]
    columns = etree.Element("colgroup")
    for part in parts:
        share = 100 * part / sum(parts)
        etree.SubElement(columns, "col", {"style": f"width:{share:.2f}%"})
    table.insert(0, columns)


def _wishes(table: etree._Element, size: float, padding: float) -> tuple[list[float], list[float]]:
    """How wide each column is to be for its longest word, and for its longest text."""
    words: dict[int, float] = {}
    lengths: dict[int, float] = {}
    for row in table.iter("tr"):
        for column, cell in enumerate(row):
            longest, whole = _widths(cell, size)
            words[column] = max(words.get(column, 0), longest)
            lengths[column] = max(lengths.get(column, 0), whole)
    return [word + padding for word in words.values()], [
        length + padding for length in lengths.values()
    ]


def _widths(cell: etree._Element, size: float) -> tuple[float, float]:
    """The width of the longest word of a cell, and of its text as far as it wants room."""
    bold = cell.tag == "th" or cell.find(".//strong") is not None
    longest = word = whole = 0.0
    left = _LONG_TEXT
    pieces: Any = cell.xpath(".//text()")
    for piece in pieces:
        code = piece.is_text and piece.getparent().tag == "code"
        for part in re.split(r"(\s+)", piece):
            wide = width_of_code(part, code_size(size)) if code else width_of(part, size, bold=bold)
            word = 0.0 if part.isspace() else word + wide
            longest = max(longest, word)
            if part:
                whole += wide * min(1, left / len(part))
                left = max(0, left - len(part))
    return longest, whole


def _shared_out(needed: list[float]) -> list[float]:
    """The widths within that of the page: narrow columns get theirs, wide ones share the rest."""
    left, given = MAX_WIDTH_MM + 0.0, list(needed)
    narrow_first = sorted(range(len(needed)), key=needed.__getitem__)
    for done, column in enumerate(narrow_first):
        given[column] = min(needed[column], left / (len(needed) - done))
        left -= given[column]
    return given
