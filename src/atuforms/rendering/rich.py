"""From Markdown to safe XHTML: the content that the filter ``rich`` places in a document.

The tree is built element by element from what Markdown knows, so nothing in a record can add
an element, an attribute or an address of its own. Both outputs are made of this one tree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from atuforms.core.language.typography import with_equations_whole, with_signs_held
from atuforms.core.markup import is_safe_link, link_address, parse, picture_name, plain_text
from atuforms.core.pictures import Picture
from atuforms.rendering.picture_box import size_in_box
from atuforms.rendering.text_tables import MAX_WIDTH_MM, set_widths

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

FIRST_HEADING = 2
"""Level of the highest heading in a text: the document's own title stands above it."""
_MM_PER_PIXEL = 25.4 / 96
_TAB = 4
"""A tab in code leads to a multiple of so many letters, as in Markdown itself."""
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
        if element.tag == "tr" and node.map:
            # For what is said of a row: its line in the text. The stubs have it as unknown.
            element.sourceline = node.map[0] + 1  # type: ignore[assignment]
        if node.attrs.get("start") is not None:
            element.set("start", str(node.attrs["start"]))
        self.blocks(node, element)
        if node.type == "table":
            set_widths(element)

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
                _add_text(parent, with_signs_held(with_equations_whole(node.content)))
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
                if not _is_seen(node):
                    _add_text(parent, address)
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


def _is_seen(link: SyntaxTreeNode) -> bool:
    """Whether a link has words or a picture: a reader finds no other."""
    return bool(plain_text(link).strip()) or any(node.type == "image" for node in link.walk())


def _add_text(element: etree._Element, text: str) -> None:
    words = _NOT_XML.sub("", text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
