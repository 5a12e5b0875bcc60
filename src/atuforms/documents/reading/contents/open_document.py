"""ODT files, read as the Word documents that they are the same as.

Paragraphs, tables, line ends, pictures and deletions of OpenDocument are put into the elements of
WordprocessingML, so that everything else reads one kind of document. LibreOffice keeps fields in
an ODT without their names; a field of text is a control without a name here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from atuforms.core.files.input_files import protected
from atuforms.core.files.office import MAX_TOTAL, Parts, Relationship
from atuforms.core.files.xml_parsing import MAX_XML
from atuforms.documents.reading.contents.framed_pictures import BLIP, CLIPPED, EMBED
from atuforms.documents.reading.contents.inline_words import NOTE_BODY
from atuforms.documents.reading.contents.open_document_looks import TextLook, TextLooks
from atuforms.documents.reading.contents.word_contents import DRAWING, W

KIND = b"application/vnd.oasis.opendocument.text"
_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", "encrypted-package"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MOST = 200
"""Spaces, rows or cells that one element may stand for."""
_HIDDEN: TextLook = {"vanish": "1"}
_SHOWN: TextLook = {}
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_AROUND = (f"{_TEXT}list-item", f"{_TABLE}table-cell", f"{_TEXT}note-body")
_FIELDS = (f"{_TEXT}text-input", f"{_LOEXT}content-control", f"{_TEXT}placeholder")
_PASSED = (
    f"{_TEXT}tracked-changes",
    f"{_OFFICE}annotation",
    f"{_TEXT}sequence-decls",
    f"{_OFFICE}forms",
    f"{_TEXT}ruby-text",
    f"{_SVG}title",  # What a picture shows, for those who do not see it.
    f"{_SVG}desc",
)


def is_open_document(data: bytes) -> bool:
    """Whether a file says of itself that it is an ODT."""
    return data.startswith(b"PK") and KIND in data[:200]


class OpenDocument(Parts):
    """An ODT whose parts are safe to read, in the words of a Word document."""

    def __init__(self, data: bytes, file: str) -> None:
        super().__init__(io.BytesIO(data), file)
        self.measure(MAX_TOTAL)
        if _ENCRYPTED in self.names or (
            _MANIFEST in self.names and b"encryption-data" in self.read(_MANIFEST, MAX_TOTAL)
        ):
            raise protected(file)

    def main_part(self) -> str:
        """Name of the part that holds the text."""
        return _CONTENT if _CONTENT in self.names else ""

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Pictures, by their names; headers and footers stand in one part."""
        if part != _CONTENT:
            return ()
        pictures = [
            Relationship(name, "image", name, False)
            for name in self.names
            if name.startswith("Pictures/")
        ]
        margins = [Relationship(_STYLES, "header", _STYLES, False)]
        return (*pictures, *(margins if _STYLES in self.names else ()))

    def xml(self, name: str, limit: int = MAX_XML) -> etree._Element:
        """A part as a Word document has it."""
        root = super().xml(name, limit)
        if name not in (_CONTENT, _STYLES):
            return root
        styles = super().xml(_STYLES, limit) if _STYLES in self.names else root
        return _Translation(root, styles).document()


class _Translation:
    def __init__(self, root: etree._Element, styles: etree._Element) -> None:
        """:param styles: the root of the part with the styles that have names."""
        self.root = root
        self.clipped = {
            style.get(f"{_STYLE}name", "")
            for style in root.iter(f"{_STYLE}style")
            if any(_clips(each) for each in style.iterchildren(f"{_STYLE}graphic-properties"))
        }
        self.looks = TextLooks(root, styles)
        self.numbered = {*_numbered(styles), *_numbered(root)}
        self.lists: dict[etree._Element, str] = {}
        """The name of each list; one that goes on with another has the name of that."""
        self.notes = 0
        self.going_on: dict[str, str] = {}
        self.latest: dict[str, str] = {}
        """The last list of each style."""

    def document(self) -> etree._Element:
        document = etree.Element(f"{W}document")
        body = etree.SubElement(document, f"{W}body")
        texts = list(self.root.iter(f"{_OFFICE}text"))
        for name in ("header", "footer"):
            texts += self.root.iter(f"{_STYLE}{name}")
        for text in texts:
            self._blocks(text, body)
        return document

    def _blocks(
        self, element: etree._Element, into: etree._Element, hidden: TextLook = _SHOWN
    ) -> None:
        for child in element.iterchildren("*"):
            if child.tag in _PASSED:
                continue
            if child.tag in _PARAGRAPHS:
                look = {**self.looks.of_paragraph(child), **hidden}
                if _is_hidden_whole(child):
                    look = {**look, **_HIDDEN}
                self._runs(child, self._paragraph(child, into), look)
            elif child.tag == f"{_TABLE}table":
                table = etree.SubElement(into, f"{W}tbl")
                for row in self._rows(child):
                    self._row(row, table, hidden)
            else:
                self._blocks(child, into, _HIDDEN if _is_off(child) else hidden)

    def _paragraph(self, element: etree._Element, into: etree._Element) -> etree._Element:
        """A paragraph that is a heading, a quotation or in a list as the original is."""
        paragraph = etree.SubElement(into, f"{W}p")
        level = element.get(f"{_TEXT}outline-level", "")
        in_list = next(element.iterancestors(*_AROUND), None)
        if element.tag == f"{_TEXT}h" and level.isdigit():
            properties = etree.SubElement(paragraph, f"{W}pPr")
            etree.SubElement(properties, f"{W}outlineLvl").set(f"{W}val", str(int(level) - 1))
            return paragraph
        properties = etree.SubElement(paragraph, f"{W}pPr")
        name = self.looks.named(element.get(f"{_TEXT}style-name", ""))
        etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", name)
        if shade := self.looks.shade(element):
            _shade(properties, shade)
        if in_list is not None and in_list.tag == f"{_TEXT}list-item":
            self._item(element, properties)
        return paragraph

    def _name(self, outermost: etree._Element) -> str:
        """The name of a list, or of the one before, whose numbers it goes on with."""
        if outermost not in self.lists:
            own = outermost.get(_ID) or f"list {len(self.lists)}"
            before = outermost.get(f"{_TEXT}continue-list", "")
            style = outermost.get(f"{_TEXT}style-name", "")
            if outermost.get(f"{_TEXT}continue-numbering") == "true":
                before = before or self.latest.get(style, "")
            name = self.going_on.get(before, before) or own
            self.lists[outermost] = self.going_on[own] = self.latest[style] = name
        return self.lists[outermost]

    def _item(self, element: etree._Element, properties: etree._Element) -> None:
        """How deep an item stands, and whether its list has numbers there."""
        lists = list(element.iterancestors(f"{_TEXT}list"))
        styles = (each.get(f"{_TEXT}style-name", "") for each in lists)
        style = next(filter(None, styles), "")
        listed = etree.SubElement(properties, f"{W}numPr")
        etree.SubElement(listed, f"{W}ilvl").set(f"{W}val", str(len(lists) - 1))
        etree.SubElement(listed, f"{W}numId").set(f"{W}val", self._name(lists[-1]))
        start = next(element.iterancestors(f"{_TEXT}list-item")).get(f"{_TEXT}start-value", "")
        if start:
            etree.SubElement(listed, f"{W}start").set(f"{W}val", start)
        if (style, len(lists)) in self.numbered:
            etree.SubElement(listed, f"{W}numFmt").set(f"{W}val", "decimal")

    def _rows(self, element: etree._Element) -> Iterator[etree._Element]:
        for child in element.iterchildren("*"):
            if child.tag == f"{_TABLE}table-row":
                yield child
            elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows"):
                yield from self._rows(child)

    def _row(self, row: etree._Element, table: etree._Element, hidden: TextLook) -> None:
        into = etree.SubElement(table, f"{W}tr")
        beside = 0
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            if cell.tag == f"{_TABLE}covered-table-cell" and beside:
                beside -= 1  # Covered from the left; from above it is an empty cell.
                continue
            spanned = cell.get(f"{_TABLE}number-columns-spanned", "1")
            beside = int(spanned) - 1 if spanned.isdigit() else 0
            made = etree.SubElement(into, f"{W}tc")
            if shade := self.looks.shade(cell):
                _shade(etree.SubElement(made, f"{W}tcPr"), shade)
            self._blocks(cell, made, hidden)

    def _runs(self, element: etree._Element, into: etree._Element, look: TextLook) -> None:
        """What a paragraph, or a part of it, shows."""
        self._text(element.text, into, look)
        for child in element:
            self._run(child, into, look)
            self._text(child.tail, into, look)

    def _run(self, child: etree._Element, into: etree._Element, look: TextLook) -> None:
        tag = child.tag
        if tag in _PASSED:
            return
        if tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            self._text(" " * min(int(count) if count.isdigit() else 1, _MOST), into, look)
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            name = "tab" if tag.endswith("tab") else "br"
            etree.SubElement(etree.SubElement(into, f"{W}r"), f"{W}{name}")
        elif tag in _FIELDS:
            self._runs(child, _content_of_control(child, into), look)
        elif tag == f"{_DRAW}image":
            self._image(child, into)
        elif tag in (f"{_TEXT}note", f"{_DRAW}text-box"):
            self._box(child, into, look)
        else:
            if _is_off(child):
                look = {**look, **_HIDDEN}
            if tag == f"{_TEXT}a":
                into = etree.SubElement(into, f"{W}hyperlink")
                into.set(EMBED.replace("embed", "id"), child.get(_HREF, ""))
            own = self.looks.of_style(child.get(f"{_TEXT}style-name", ""))
            self._runs(child, into, {**look, **own})

    def _box(self, element: etree._Element, into: etree._Element, look: TextLook) -> None:
        """A text box or a note."""
        run = etree.SubElement(into, f"{W}r")
        is_note = element.tag.endswith("note")
        box = element.find(f"{_TEXT}note-body") if is_note else element
        if box is not None:
            inner = etree.SubElement(run, f"{W}txbxContent")
            if is_note:
                self.notes += 1
                inner.set(NOTE_BODY, f"note {self.notes}")
            self._blocks(box, inner, _HIDDEN if "vanish" in look else _SHOWN)

    def _image(self, image: etree._Element, into: etree._Element) -> None:
        drawing = etree.SubElement(etree.SubElement(into, f"{W}r"), f"{W}drawing")
        frame = image.getparent()
        about = None if frame is None else frame.find(f"{_SVG}desc")
        if about is not None and about.text:
            etree.SubElement(drawing, f"{DRAWING}docPr").set("descr", about.text)
        blip = etree.SubElement(drawing, BLIP)
        blip.set(EMBED, image.get(_HREF, ""))
        if self._is_clipped(image):
            blip.set(CLIPPED, "1")

    def _is_clipped(self, image: etree._Element) -> bool:
        """Whether a picture is cut or turned where it is shown."""
        frame = image.getparent()
        if frame is None:
            return False
        turned = "rotate" in frame.get(f"{_DRAW}transform", "")
        return turned or frame.get(f"{_DRAW}style-name", "") in self.clipped

    def _text(self, text: str | None, into: etree._Element, look: TextLook) -> None:
        # White space of the file is a space at most; further ones have elements of their own.
        shown = "".join(" " if c in "\t\n\r" else c for c in text or "")
        if not shown:
            return
        run = etree.SubElement(into, f"{W}r")
        if look:
            properties = etree.SubElement(run, f"{W}rPr")
            for name, value in look.items():
                key = "ascii" if name == "rFonts" else "val"
                etree.SubElement(properties, f"{W}{name}").set(f"{W}{key}", value)
        etree.SubElement(run, f"{W}t").text = shown


def _shade(properties: etree._Element, colour: str) -> None:
    """Say what colour is behind a paragraph or a cell."""
    shade = etree.SubElement(properties, f"{W}shd")
    shade.set(f"{W}val", "clear")
    shade.set(f"{W}fill", colour)


def _is_off(part: etree._Element) -> bool:
    """Whether a part of a document is not shown, always or as its condition says."""
    return part.get(f"{_TEXT}display") == "none" or part.get(f"{_TEXT}is-hidden") == "true"


def _is_hidden_whole(paragraph: etree._Element) -> bool:
    """Whether a field in a paragraph hides all of it."""
    return any(map(_is_off, paragraph.iter(f"{_TEXT}hidden-paragraph")))


def _content_of_control(field: etree._Element, into: etree._Element) -> etree._Element:
    """A control with the names of a field, as far as it has any; what is to hold its text."""
    control = etree.SubElement(into, f"{W}sdt")
    properties = etree.SubElement(control, f"{W}sdtPr")
    for name, key in (("alias", f"{_LOEXT}alias"), ("tag", f"{_LOEXT}tag")):
        if field.get(key):
            etree.SubElement(properties, f"{W}{name}").set(f"{W}val", field.get(key, ""))
    return etree.SubElement(control, f"{W}sdtContent")


def _numbered(root: etree._Element) -> Iterator[tuple[str, int]]:
    """The styles of lists with numbers, with the level at which they have them."""
    for style in root.iter(f"{_TEXT}list-style"):
        for level in style.iterchildren(f"{_TEXT}list-level-style-number"):
            depth = level.get(f"{_TEXT}level", "")
            if depth.isdigit() and level.get(f"{_STYLE}num-format"):
                yield style.get(f"{_STYLE}name", ""), int(depth)


def _clips(properties: etree._Element) -> bool:
    """Whether a style of pictures cuts off anything, or mirrors them."""
    cut = re.search(r"rect\((.*)\)", properties.get(f"{_FO}clip", ""))
    mirrored = properties.get(f"{_STYLE}mirror", "none") != "none"
    return mirrored or (cut is not None and any(c in "123456789" for c in cut[1]))
