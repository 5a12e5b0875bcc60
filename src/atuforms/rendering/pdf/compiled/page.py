"""PDF by variable data printing: a page is laid out once, then only its text is set anew.

The page of a form is compiled for each *structure*: the HTML that is left when the text of every
filled-in place is taken out of it. WeasyPrint lays it out with one letter in each place; what it
writes is kept as ready bytes with gaps. For a record, the text of each place is broken and shaped
by the same Pango calls (:mod:`.lines`), what stands below moves down by the lines that are
added (:mod:`.flow`), and the few objects that differ are written.

Nothing of a record goes into a compiled structure, so that a record gives the same bytes whatever
was printed before it. What does not fit is laid out: text outside the font's everyday letters,
values beside other inline elements, a second page. Whether a record fits depends on it alone, too.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.draw.text import draw_first_line
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import Layout

from atuforms.core.fonts import EVERYDAY
from atuforms.rendering.pdf.compiled.content import ContentStream, TextBox, same_page
from atuforms.rendering.pdf.compiled.file import FileFrame
from atuforms.rendering.pdf.compiled.flow import Flow
from atuforms.rendering.pdf.compiled.lines import NotCompilable, TextStyle
from atuforms.rendering.pdf.input import PdfMetadata
from atuforms.rendering.qr_code import QrCode
from atuforms.rendering.value_marks import VALUE_BEGINS, VALUE_ENDS, printable

_PLACE = re.compile(f"(?<=>)([^<>]*{VALUE_BEGINS}[^<>]*)(?=<)")
_MARKS = re.compile(f"[{VALUE_BEGINS}{VALUE_ENDS}]")
_SPACES = re.compile("[ \t\n\r\f]+")
_NUMBER = "\ue000"
"""Stands before the number of a place while the page is parsed."""
_ONE_LETTER = "x"
_WORDS = (
    *("анықтама", "«Тағам»", "Утегенов,", "programme", "6В07201", "ғылымдарының", "AVATAR"),
    *("№17", "Жұмабекова"),
)
_LENGTHS = ((2, 7, 1, 13), (1, 6, 1, 1, 6, 1, 1), (1, 1, 6, 1, 1, 1, 1), (1,))
"""Numbers of words in the places of a proof."""
_POINTS = 0.75
"""Of a CSS pixel."""
_LETTERS = " ".join((*sorted(EVERYDAY - {" "}), "fi", "fl", "ff", "ffi", "ffl"))
"""What every font of a place is to contain, ligatures included."""


@dataclass(frozen=True, slots=True)
class FilledPage:
    """A filled page taken apart: what every record of its structure has, and its texts."""

    html: tuple[str, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> FilledPage:
        """The page with its marks, taken apart."""
        head, body, rest = html.partition("<body")
        parts = _PLACE.split(body + rest)
        static = [head + parts[0]]
        texts = []
        for number in range(1, len(parts), 2):
            text = _SPACES.sub(" ", markup.unescape(_MARKS.sub("", parts[number]))).strip(" ")
            if text:
                texts.append(text)
                static.append(parts[number + 1])
            else:
                static[-1] += parts[number + 1]
        return cls(tuple(static), tuple(texts))

    def with_texts(self, texts: Sequence[str]) -> str:
        """The page's HTML with other texts in its places."""
        pieces = [printable(self.html[0])]
        for text, piece in zip(texts, self.html[1:], strict=True):
            pieces += (markup.escape(text), printable(piece))
        return "".join(pieces)

    def with_tokens(self) -> str:
        """The page's HTML with the number of each place in it, for :func:`place_elements`."""
        return self.with_texts([f"{_NUMBER}{number}" for number in range(len(self.texts))])

    def proofs(self) -> Iterator[list[str]]:
        """Texts to compare what is filled with what is laid out: ever shorter ones."""
        for lengths in _LENGTHS:
            yield [
                " ".join(islice(cycle(_WORDS), number, number + lengths[number % len(lengths)]))
                for number in range(len(self.texts))
            ]


class CompiledPage:
    """A page laid out once, to be filled with the texts of any number of records."""

    def __init__(self, content: ContentStream, frame: FileFrame) -> None:
        self._content = content
        self._frame = frame

    def proof_of(self, page: FilledPage) -> list[str]:
        """The first proof of ``page`` that fits.

        :raises NotCompilable: if none does.
        """
        for texts in page.proofs():
            with suppress(NotCompilable):
                self._content.filled(texts)
                return texts
        raise NotCompilable

    def prove(self, texts: Sequence[str], document: Any) -> None:
        """Compare the page filled with ``texts`` to WeasyPrint's layout of the same.

        :raises NotCompilable: if they are not the same.
        """
        if len(document.pages) != 1:
            raise NotCompilable
        (page,) = document.pages
        names = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
        resources = {name: pydyf.Dictionary() for name in names}
        stream = Stream(
            {},
            (0, 0, page.width, page.height),
            resources,
            {},
            {},
            document.color_profiles,
            document.output_intent,
        )
        stream.transform(d=-1, f=page.height * _POINTS)
        page.paint(stream, _POINTS)
        laid_out = b"\n".join(map(pydyf._to_bytes, stream.stream))
        filled, _ = self._content.filled(texts)
        if not same_page(filled, laid_out):
            raise NotCompilable

    def fill(
        self, texts: Sequence[str], metadata: PdfMetadata, code: QrCode | None = None
    ) -> bytes:
        """The document with these texts in its places.

        :raises NotCompilable: if they do not fit.
        """
        content, moves = self._content.filled(texts)
        return self._frame.written(content, moves, metadata, code)


class Compiler:
    """What is noted of a page between its layout and its file.

    :param document: WeasyPrint's, of one page with one letter in each place.
    :param elements: the number of each place, by its element.
    :raises NotCompilable: if the page cannot be filled without laying it out.
    """

    def __init__(self, document: Any, elements: dict[Any, int]) -> None:
        if len(document.pages) != 1:
            raise NotCompilable
        (self._page,) = document.pages
        page_box = self._page._page_box
        self._holders = dict(_holders(page_box, elements))
        if len(self._holders) != len(elements):
            raise NotCompilable
        self._flow = Flow(page_box, self._holders)
        self._places: dict[Any, TextBox] = {}
        self._stream: Any = None
        self._boxes: dict[int, Any] = {}
        self._watch()

    def _watch(self) -> None:
        """See the page painted, and have its fonts hold all letters that a place may need."""
        paint = self._page.paint

        def paint_and_note(stream: Any, scale: float = 1) -> None:
            paint(stream, scale)
            self._stream = stream
            self._boxes = {tag["mcid"]: box for box, tag in stream._tags.items()}
            for holder, number in self._holders.items():
                (line,) = holder.children
                (text,) = line.children
                self._places[text] = self._place(stream, holder, line, text, number)

        self._page.paint = paint_and_note

    def _place(self, stream: Any, holder: Any, line: Any, text: Any, number: int) -> TextBox:
        layout = Layout(text.style)
        layout.set_text(_LETTERS)
        scratch = stream.clone()
        shown = SimpleNamespace(style=text.style, text=_LETTERS, pango_layout=layout)
        draw_first_line(scratch, shown, "clip", "none", Matrix())
        first_line, _ = layout.get_first_line()
        font, size = stream.add_font(first_line.runs[0].data.item.analysis.font)
        align, last_align = _alignment(line.style)
        left = holder.content_box_x()
        style = TextStyle(text.style, align, last_align, _indent(line), size, font.widths)
        return TextBox(
            number,
            left,
            holder.width,
            line.height,
            style,
            self._flow.place_anchors[number],
        )

    def finish(self, pdf: Any) -> CompiledPage:
        """The compiled page, when WeasyPrint's file of it is complete but for being written."""
        operators = self._stream.stream
        content = ContentStream(operators, self._boxes, self._places, self._flow)
        unchanged, _ = content.filled([_ONE_LETTER] * len(self._places))
        if not same_page(unchanged, b"\n".join(map(pydyf._to_bytes, operators))):
            raise NotCompilable
        return CompiledPage(content, FileFrame(pdf, self._stream, self._flow, self._page.height))


def place_elements(root: Any) -> dict[Any, int]:
    """The number of each place of a parsed page by its element, and one letter in each.

    The page was made with :meth:`FilledPage.with_tokens`.

    :raises NotCompilable: if a place is not all that its element holds.
    """
    elements = {}
    for element in root.iter():
        if _NUMBER in (element.tail or ""):
            raise NotCompilable
        if _NUMBER in (element.text or ""):
            if len(element):
                raise NotCompilable
            elements[element] = int(element.text.strip().removeprefix(_NUMBER))
            element.text = _ONE_LETTER
    return elements


def _holders(page_box: Any, elements: dict[Any, int]) -> Iterator[tuple[Any, int]]:
    """The boxes that hold the lines of places, each with one line of plain text."""
    for box in page_box.descendants():
        if box.element not in elements or not isinstance(box, boxes.BlockContainerBox):
            continue
        if not box.children or not isinstance(box.children[0], boxes.LineBox):
            continue
        lines = box.children
        if len(lines) != 1 or len(lines[0].children) != 1:
            raise NotCompilable
        if type(lines[0].children[0]) is not boxes.TextBox:
            raise NotCompilable
        _refuse_ornate(lines[0].children[0].style, box.style)
        yield box, elements[box.element]


def _refuse_ornate(style: Any, block: Any) -> None:
    """Stop where setting text takes more than breaking it into lines."""
    plain = (
        style["white_space"] == "normal"
        and style["hyphens"] in ("none", "manual")
        and style["text_transform"] == "none"
        and style["text_decoration_line"] == "none"
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["direction"] == "ltr"
        and style["visibility"] == "visible"
        and block["bookmark_level"] == "none"
        and block["text_overflow"] == "clip"
        and block["max_lines"] == "none"
    )
    if not plain:
        raise NotCompilable


def _alignment(style: Any) -> tuple[str, str]:
    names = {"start": "left", "end": "right"}
    align, last = style["text_align_all"], style["text_align_last"]
    last = align if last == "auto" else last
    return names.get(align, align), names.get(last, last)


def _indent(line: Any) -> float:
    value = line.style["text_indent"]
    if getattr(value, "unit", "px").casefold() != "px":
        raise NotCompilable
    return float(getattr(value, "value", value))
