"""The look of Word documents: pages, and one Word style for each class of the layouts.

``templates/layouts/page.css`` says the same for the PDF; a test compares the names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atuforms.core.fonts import CODE_FAMILY, FAMILY, code_size
from atuforms.core.language.languages import LANGUAGES, Language

FONT = FAMILY
"""The font of the PDF, which each document embeds (:mod:`atuforms.rendering.word.fonts`)."""
LINE_HEIGHT = 1.325
"""Of its lines, where nothing else is asked for, by the size of its letters."""
CODE_FONT = CODE_FAMILY
"""Of what a program reads, embedded likewise."""
STAND_INS = {FONT: "Times New Roman", CODE_FONT: "Courier New"}
"""What a program shows that does not look at embedded fonts."""

ACCENT = "1B365D"
"""The one colour beside black: the frame, the heading and the course of a certificate."""

TWIPS_PER_MM = 1440 / 25.4

_COUNTRIES: Mapping[Language, str] = {"kk": "KZ", "ru": "RU", "en": "GB"}

LANGUAGE_TAGS: Mapping[str, str] = {
    lang: f"{lang}-{_COUNTRIES[lang]}" if lang in _COUNTRIES else lang for lang in LANGUAGES
}
"""Language codes as Word writes them."""


def twips(millimetres: float) -> int:
    """A length in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Size and margins of a page, in millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    frame: bool = False
    """Whether a line goes round the page, as on a certificate."""

    @property
    def text_width(self) -> int:
        """Width of the text, in twips."""
        return twips(self.width - self.left - self.right)

    @property
    def landscape(self) -> bool:
        return self.width > self.height


PAGES: Mapping[str, PageLayout] = {
    "portrait": PageLayout(210, 297, 20, 15, 20, 30),
    "landscape": PageLayout(297, 210, 25, 20, 15, 20),
    "framed": PageLayout(297, 210, 20, 28, 16, 28, frame=True),
}


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """A paragraph style. Sizes in points, distances in points, first line in millimetres.

    Between two paragraphs stands the larger of their distances, as on a page of the PDF.
    """

    size: float = 12
    align: str = "left"
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    font: str = ""
    """Another font than that of the document."""
    shade: str = ""
    """The colour behind a paragraph, and round it as far as it stands in."""
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    right: float = 0
    line: float = 1.26
    """Height of a line by the size of its letters, as in the PDF."""
    fixed: bool = False
    """Whether its lines are so high whatever font a letter comes from."""
    together: bool = False
    """Whether nothing stands between two paragraphs of the style."""
    keep_next: bool = False
    keep_lines: bool = False
    color: str = ""
    based_on: str = "Normal"
    name: str = ""
    """Built-in name, where Word has one."""
    outline: int | None = None
    spacing: float = 0
    """Extra space between letters, in points."""


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style with the paragraph styles of its cells and head cells."""

    text: str
    head: str
    borders: bool
    padding: float = 2.0
    """Left and right padding of cells, in millimetres."""
    above: float = 0
    below: float = 0
    """Padding above and below, in millimetres; what its last paragraph leaves comes to that."""
    line_under_first_row: bool = False


ROW_HEIGHTS: Mapping[str, float] = {"line": 7, "lines": 27, "tall": 40.5}
"""Least height of a row by its class, in millimetres: room to write by hand, or vertical words."""

CELL_ALIGNMENT: Mapping[str, str] = {"centre": "center", "right": "right", "left": "left"}

STYLES: Mapping[str, BlockStyle] = {
    "text": BlockStyle(align="both", first_line=12.5, after=5.7),
    "prose": BlockStyle(first_line=12.5, after=5.7),
    "paragraph": BlockStyle(after=5.7),
    "Heading1": BlockStyle(
        size=14,
        align="center",
        bold=True,
        before=0,
        after=5.7,
        line=1.2,
        keep_next=True,
        name="heading 1",
        outline=0,
    ),
    "Heading2": BlockStyle(
        size=12,
        bold=True,
        before=17,
        after=8.5,
        line=1.2,
        keep_next=True,
        name="heading 2",
        outline=1,
    ),
    "Heading3": BlockStyle(
        size=12,
        bold=True,
        italic=True,
        before=11.3,
        after=5.7,
        line=1.2,
        keep_next=True,
        name="heading 3",
        outline=2,
    ),
    "Heading4": BlockStyle(
        size=11,
        bold=True,
        before=8.5,
        after=2.8,
        line=1.2,
        keep_next=True,
        name="heading 4",
        outline=3,
    ),
    "Heading5": BlockStyle(
        size=11,
        bold=True,
        italic=True,
        before=8.5,
        after=2.8,
        line=1.2,
        keep_next=True,
        name="heading 5",
        outline=4,
    ),
    "Heading6": BlockStyle(
        size=11,
        italic=True,
        before=8.5,
        after=2.8,
        line=1.2,
        keep_next=True,
        name="heading 6",
        outline=5,
    ),
    "running-head": BlockStyle(size=10, align="right"),
    "form-code": BlockStyle(size=9.5, align="right", after=11.3),
    "subtitle": BlockStyle(align="center", after=17, keep_next=True),
    "ministry": BlockStyle(size=9.5, align="center", after=5.7, line=1.2),
    "university": BlockStyle(size=11.5, align="center", bold=True, after=8.5, line=1.2),
    "logo": BlockStyle(align="center", after=5),
    "number": BlockStyle(align="center", after=10),
    "addressee": BlockStyle(left=82, after=25.5),
    "cover": BlockStyle(align="center", bold=True, after=6),
    "cover-title": BlockStyle(size=16, align="center", bold=True, before=22.7, after=28.3),
    "cover-air": BlockStyle(size=4.5),
    "cover-text": BlockStyle(align="center", after=7, keep_lines=True),
    "cover-course": BlockStyle(align="center", before=11.3),
    "cover-foot": BlockStyle(align="center"),
    "centre": BlockStyle(align="center"),
    "right": BlockStyle(align="right"),
    "left": BlockStyle(after=5.7),
    "note": BlockStyle(size=10, after=5.7),
    "date-line": BlockStyle(before=17, after=5.7, keep_next=True),
    "stamp": BlockStyle(before=17, after=5.7),
    "list": BlockStyle(after=5.7, together=True),
    "loose-list": BlockStyle(after=2.8),
    "element": BlockStyle(before=8.5, after=2.8, keep_next=True),
    "item": BlockStyle(left=7, after=2.8),
    "gap": BlockStyle(size=6),
    "subitem": BlockStyle(left=14, after=2.8),
    "quote": BlockStyle(left=12.5, after=5.7, italic=True),
    "preformatted": BlockStyle(
        size=9,
        after=5.7,
        left=2,
        right=2,
        line=1.2,
        fixed=True,
        font=CODE_FONT,
        shade="F3F3F3",
    ),
    "table-text": BlockStyle(size=11, after=2.8),
    "table-strong": BlockStyle(size=11, bold=True, after=2.8),
    "table-head": BlockStyle(size=11, align="center", bold=True, after=2.8, keep_next=True),
    "dense-text": BlockStyle(size=9.5, after=2.3),
    "dense-strong": BlockStyle(size=9.5, bold=True, after=2.3),
    "dense-head": BlockStyle(size=9.5, align="center", bold=True, after=2.3, keep_next=True),
    "scores-text": BlockStyle(size=9.5, before=1.7, after=1.7, line=1.15),
    "scores-head": BlockStyle(
        size=8, align="center", before=1.7, after=1.7, line=1.15, keep_next=True
    ),
    "items-text": BlockStyle(before=5.1, after=1.7),
    "signature-text": BlockStyle(before=14.7),
    "certificate-university": BlockStyle(size=13, align="center", spacing=0.6, before=8),
    "certificate-heading": BlockStyle(
        size=38, align="center", color=ACCENT, spacing=9, before=16, after=14, outline=0
    ),
    "certificate-line": BlockStyle(size=13, align="center", italic=True),
    "listener": BlockStyle(size=29, align="center", bold=True, before=12, after=12),
    "certificate-course": BlockStyle(
        size=18, align="center", bold=True, color=ACCENT, before=10, after=7
    ),
    "listener-long": BlockStyle(size=22, align="center", bold=True, before=12, after=12),
    "certificate-course-long": BlockStyle(
        size=15, align="center", bold=True, color=ACCENT, before=10, after=7
    ),
    "certificate-authors": BlockStyle(size=11, align="center", after=6),
    "certificate-value": BlockStyle(size=13, align="center", bold=True, before=10),
    "certificate-name": BlockStyle(size=9.5, align="center", after=2),
    "certificate-date": BlockStyle(),
    "air": BlockStyle(size=16),
    "less-air": BlockStyle(size=7),
    "underlined": BlockStyle(underline=True, after=4.2),
    "under-line": BlockStyle(size=9, align="center"),
    "near": BlockStyle(before=8.5, after=5.7),
    "near-line": BlockStyle(before=12),
    "test-question": BlockStyle(before=9.9, after=2, line=1.126, keep_next=True, keep_lines=True),
    "test-option": BlockStyle(left=7, after=1.1, line=1.126, keep_next=True, keep_lines=True),
    "test-answer": BlockStyle(left=7, before=1.1, line=1.126, keep_lines=True),
    "draft": BlockStyle(size=9, align="center", bold=True, color="767676"),
    "page-number": BlockStyle(size=10, align="center"),
}
"""Paragraph styles by id."""

FOOT_STYLES = frozenset({"cover-foot"})
"""Paragraphs that stand at the foot of the page, whatever comes before them."""

STRONG_STYLES: Mapping[str, str] = {"table-text": "table-strong", "dense-text": "dense-strong"}
"""The style of a paragraph all of whose words are bold, values among them, by its plain one."""

CELL_STYLES: Mapping[str, str] = {"near": "near-line", "under-line": "under-line"}
"""Paragraph styles that a cell gives to its text, by its class."""

BLOCK_STYLES: Mapping[str, str] = {
    "p": "paragraph",
    "h1": "Heading1",
    "h2": "Heading2",
    "h3": "Heading3",
    "h4": "Heading4",
    "h5": "Heading5",
    "h6": "Heading6",
    "blockquote": "quote",
    "pre": "preformatted",
    **{name: name for name in STYLES if name not in ("p", "list", "loose-list")},
}
"""Style id of an element or of a class of a paragraph."""

SPAN_STYLES: Mapping[str, BlockStyle] = {
    "label": BlockStyle(bold=True),
    "code": BlockStyle(size=code_size(12), font=CODE_FONT),
    "blank": BlockStyle(),
}
"""Character styles by id."""

TABLE_STYLES: Mapping[str, TableStyle] = {
    "facts": TableStyle("table-text", "table-head", borders=True, above=1.2, below=0.2),
    "dense": TableStyle("dense-text", "dense-head", borders=True, padding=1.2, above=0.8),
    "letterhead": TableStyle(
        "centre", "centre", borders=False, padding=1.0, line_under_first_row=True
    ),
    "signature": TableStyle("signature-text", "signature-text", borders=False, padding=0),
    "plain": TableStyle("table-text", "table-head", borders=False, padding=0, above=1.2, below=0.2),
    "keep": TableStyle("paragraph", "paragraph", borders=False, padding=0),
    "scores": TableStyle("scores-text", "scores-head", borders=True, padding=0.9),
    "items": TableStyle("items-text", "items-text", borders=False, padding=1.5),
}
"""Table styles by id; ``dense`` goes before ``facts`` where a table has both classes."""
