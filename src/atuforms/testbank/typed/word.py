"""Paragraphs of a Word document in which somebody typed a test bank.

Taken straight from the parts of the package with lxml: python-docx does not resolve automatic
lists, in which the option letters of most banks are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.legibility import legibility_of
from atuforms.core.files.office import Office
from atuforms.core.findings import Finding, Place, Severity
from atuforms.core.language.sentences import Message
from atuforms.testbank.messages import (
    WORD_FORMULA,
    WORD_FORMULA_LOST,
    WORD_HIDDEN,
    WORD_HIDDEN_ANSWER,
    WORD_NOTE,
    WORD_STRUCK,
    WORD_SYMBOL,
)
from atuforms.testbank.model import BankReading, one_line
from atuforms.testbank.omml import latex
from atuforms.testbank.typed.bank import Paragraph, parse
from atuforms.testbank.typed.colours import marks_nothing
from atuforms.testbank.typed.lines import answer_line
from atuforms.testbank.typed.numbering import of_their_questions
from atuforms.testbank.typed.pictures import TypedPicture
from atuforms.testbank.typed.pieces import UNKNOWN, Line, Pieces
from atuforms.testbank.typed.stray_messages import CHANGE_REMOVED
from atuforms.testbank.typed.word_margins import beside_the_text, removed
from atuforms.testbank.typed.word_numbers import Lists, Said, numbering_of, said_in, value_of
from atuforms.testbank.typed.word_pictures import WordPictures
from atuforms.testbank.typed.word_signs import field_formula, is_of_symbols, shifted, symbol

MAX_PART_BYTES: Final = 64 * 1024 * 1024
"""Largest part that is unpacked; 10,000 questions take about 30 MB of XML."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX: Final = f"{_W}txbxContent"
_PROPERTIES: Final = (f"{_W}pPr", f"{_W}rPr")
_SKIPPED: Final = frozenset((f"{_W}del", f"{_W}moveFrom", _FALLBACK, *_PROPERTIES))
_ROW: Final = f"{_W}tr"
_DELETED_ROW: Final = f"{_W}trPr/{_W}del"
_FORMULA: Final = f"{_M}oMath"
_PICTURES: Final = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_NOTES: Final = (f"{_W}footnoteReference", f"{_W}endnoteReference")
_PLAIN: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_PARAGRAPHS: Final = frozenset((f"{_W}p",))
_WORDS: Final = frozenset(
    [
        *(f"{_W}{name}" for name in ("t", "sym", "instrText", "fldChar")),
        *(_FORMULA, *_NOTES, *_PICTURES, *_PLAIN),
    ]
)
"""What adds to the text of a paragraph."""
_OFF: Final = frozenset(("0", "false", "off"))
_UNKNOWN: Final = {
    f"{_W}{name}": name
    for name in (
        *("i", "caps", "smallCaps", "emboss", "imprint", "outline", "shadow"),
        *("sz", "rFonts", "spacing", "em"),
    )
}
"""Properties of runs that no right option is known by."""


def read(data: bytes) -> BankReading:
    """The bank in a Word document: typed or automatic option letters, ``ANSWER:`` or bold.

    ``line`` of questions and findings counts paragraphs.

    :raises UnreadableInput: for a file that is no Word document, damaged, or too large.
    """
    paragraphs, findings, pictures = paragraphs_of(data)
    reading = parse(paragraphs, typed=True, pictures=pictures)
    told = of_their_questions(findings, reading.bank)
    return BankReading(reading.bank, (*told, *reading.findings))


def paragraphs_of(
    data: bytes,
) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...], tuple[TypedPicture, ...]]:
    """The paragraphs of a Word document, findings on what they cannot hold, and pictures."""
    office = Office(data, "DOCX")
    main = office.main_part()
    document = _part(office, main)
    if document is None or main.startswith(("xl/", "ppt/")):
        raise _no_document(office)
    legibility_of(office).mark(document)
    styles, lists = (_part(office, office.related(main, kind)) for kind in ("styles", "numbering"))
    reader = _Reader(_styles(styles), Lists(lists), WordPictures(office))
    reader.walk(document)
    findings = (*reader.findings, *beside_the_text(office, main))
    return tuple(reader.paragraphs), findings, tuple(reader.pictures.found)


def _no_document(office: Office) -> UnreadableInput:
    """What to do with a package of another kind."""
    if any(name.startswith("xl/") for name in office.names):
        return UnreadableInput(
            "{file} is an Excel workbook. Save the sheet with the questions as CSV (UTF-8), and "
            "give that.",
            file=office.file,
        )
    return UnreadableInput("{file} is not a Word document. Save it as .docx.", file=office.file)


def _part(office: Office, name: str) -> etree._Element | None:
    return office.xml(name, MAX_PART_BYTES) if name in office.names else None


@dataclass(slots=True)
class _Style:
    """What of a style matters here."""

    based_on: str = ""
    bold: bool | None = None
    numbering: tuple[str, int] | None = None
    looks: dict[str, str] = field(default_factory=dict)


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for element in () if root is None else root.iterchildren(f"{_W}style"):
        paragraph, letters = (said_in(element.find(each)) for each in _PROPERTIES)
        styles[element.get(f"{_W}styleId", "")] = _Style(
            value_of(said_in(element), "basedOn") or "",
            _bold(letters),
            numbering_of(paragraph),
            _looks_said(paragraph, letters),
        )
    return styles


def _looks_said(*properties: Said) -> dict[str, str]:
    """The looks that properties give, by their kinds; empty where they switch one off."""
    said: dict[str, str] = {}
    for each in filter(None, properties):
        colour, line = value_of(each, "color"), value_of(each, "u")
        if colour is not None:
            said["colour"] = "" if marks_nothing(colour) else colour.upper()
        if line is not None:
            said["underline"] = "" if line.lower() == "none" else "underline"
        shade = each.get(f"{_W}shd")
        fill = None if shade is None else shade.get(f"{_W}fill", "")
        for behind in (value_of(each, "highlight"), fill):
            if behind is not None and not (said.get("behind") and marks_nothing(behind)):
                said["behind"] = "" if marks_nothing(behind) else "highlight"
        if (value_of(each, "bdr") or "none") not in ("none", "nil"):
            said["behind"] = "highlight"
        said |= _unknown_looks(each)
    return said


def _unknown_looks(properties: Said) -> dict[str, str]:
    """Italics, a size, a font and the like, of which the text has some."""
    looks = {}
    for tag in _UNKNOWN.keys() & properties.keys():
        each, name = properties[tag], _UNKNOWN[tag]
        value = each.get(f"{_W}val", each.get(f"{_W}ascii", each.get(f"{_W}hAnsi", "")))
        looks[name] = "" if value in (*_OFF, "none") else f"{UNKNOWN}{name} {value}"
    return looks


def _bold(properties: Said) -> bool | None:
    """Whether run properties say bold; None where they say nothing."""
    return _is_on(properties, "b") if f"{_W}b" in properties else None


def _is_on(properties: Said, name: str) -> bool:
    """Whether a property of a run that is on or off is there, and on."""
    said = properties.get(f"{_W}{name}")
    return said is not None and said.get(f"{_W}val", "1") not in _OFF


def _shift(properties: Said) -> str:
    """Whether a run is raised or lowered: as such, or by so many points."""
    said = value_of(properties, "vertAlign") or ""
    moved = value_of(properties, "position") or "0"
    if said in ("", "baseline") and moved.lstrip("-").strip("0"):
        return "subscript" if moved.startswith("-") else "superscript"
    return said


class _Reader:
    def __init__(self, styles: dict[str, _Style], lists: Lists, pictures: WordPictures) -> None:
        self.styles = styles
        self.chains: dict[str, Sequence[_Style]] = {}
        self.bold: dict[str, bool | None] = {}
        self.lists = lists
        self.pictures = pictures
        self.paragraphs: list[Paragraph] = []
        self.findings: list[Finding] = []
        self.number = 0
        self.struck = self.hidden = ""  # in the paragraph that is being read
        self.around: dict[str, str] = {}  # looks of the paragraph that is being read
        self.table: etree._Element | None = None
        self.tables = 0
        self.rows: dict[etree._Element, int] = {}
        self.heads: list[str] = []

    def walk(self, root: etree._Element) -> None:
        """All paragraphs in their order, in tables and content controls too."""
        gone = removed(root)
        for element in _visible(root, _PARAGRAPHS, _SKIPPED):
            self.number += 1
            self._paragraph(element)
            if gone and element in gone:
                self._found(CHANGE_REMOVED, one_line(gone[element])[:60])

    def _column(self, element: etree._Element) -> tuple[str | None, tuple[int, int, int] | None]:
        """The head of a paragraph's column in a table, empty in the first row, and its place."""
        cell = next(element.iterancestors(f"{_W}tc"), None)
        if cell is None:
            return None, None
        row = cell.getparent()
        table = None if row is None else row.getparent()
        if row is None or table is None:
            return "", None
        if table is not self.table:
            rows = table.findall(f"{_W}tr")
            self.table, self.tables = table, self.tables + 1
            self.rows = {each: i for i, each in enumerate(rows)}
            self.heads = [
                "".join(map(str, each.itertext())).strip()
                for each in (rows[0].findall(f"{_W}tc") if rows else ())
            ]
        place = row.findall(f"{_W}tc").index(cell)
        number = self.rows.get(row, 0)
        head = self.heads[place] if number and place < len(self.heads) else ""
        return head, (self.tables, number, place)

    def _paragraph(self, element: etree._Element) -> None:
        properties = said_in(element.find(f"{_W}pPr"))
        style = value_of(properties, "pStyle") or ""
        numbering = numbering_of(properties) or self._inherited_numbering(style)
        heading = style.lower().startswith(("heading", "title")) or style.isdecimal()
        self.around = {} if heading else self._looks_around(style, properties)
        pieces = Pieces()
        code = ""
        for node in _visible(element, _WORDS, _SKIPPED | {_BOX}):
            if node.tag == f"{_W}instrText":
                code += node.text or ""
            elif code and node.tag == f"{_W}fldChar":
                self._field(node, code.strip(), pieces)
                code = ""
            self._node(node, style, pieces)
        self._field(element, code.strip(), pieces)
        lines = [line for line in pieces.lines if line.text.strip()]
        self._tell_unseen("".join(line.text for line in lines))
        label = self.lists.label(*numbering) if numbering else ""  # an empty item counts too
        column, cell_at = self._column(element)
        if column and len(column) == 1 and column.isalpha() and lines:
            label = label or f"{column})"
        if not lines and next(element.iter(_BOX), None) is None:
            lines = [Line()]
        for i, line in enumerate(lines):
            looks = line.shared
            self.paragraphs.append(
                Paragraph(
                    line.text,
                    self.number,
                    "bold" in looks,
                    "" if i else label,
                    looks=looks - {"bold"},
                    unsure=line.unsure,
                    level=None if i else numbering,
                    column=column,
                    cell_at=cell_at,
                    spans=line.differing,
                    heading=heading and not numbering,
                )
            )

    def _node(self, node: etree._Element, style: str, pieces: Pieces) -> None:
        """What an element within a paragraph adds to its text."""
        run = node.getparent()
        if node.tag == f"{_W}t" and node.text and run is not None:
            self._text(node.text, said_in(run.find(f"{_W}rPr")), style, pieces)
        elif node.tag == _FORMULA:
            self._formula(node, latex(node), pieces)
        elif node.tag == f"{_W}sym":
            self._symbol(node, pieces)
        elif node.tag in _NOTES:
            self._found(WORD_NOTE, None, severity="error")
        elif node.tag in _PICTURES and next(node.iter(_BOX), None) is None:
            pieces.add(self.pictures.take(node, self.number))
        else:
            pieces.add(_PLAIN.get(node.tag, ""))

    def _text(self, text: str, properties: Said, style: str, pieces: Pieces) -> None:
        """The text of a run of these properties, in a paragraph of this style."""
        if properties:
            if any(_is_on(properties, name) for name in ("strike", "dstrike")):
                self.struck += text
            if _is_on(properties, "vanish"):
                self.hidden += text
            text = shifted(self._in_its_font(text, properties), _shift(properties))
        pieces.add(text, self._looks(properties, style))

    def _in_its_font(self, text: str, properties: Said) -> str:
        """What a font of symbols shows for letters."""
        fonts = properties.get(f"{_W}rFonts")
        font = "" if fonts is None else fonts.get(f"{_W}ascii", fonts.get(f"{_W}hAnsi", ""))
        if not is_of_symbols(font):
            return text
        signs = {each: symbol(font, f"{ord(each):X}") for each in text if not each.isspace()}
        for each, sign in signs.items():
            if sign is None:
                self._found(WORD_SYMBOL, f"{font} {ord(each):X}", severity="error")
        return "".join(signs.get(each, each) or "" for each in text)

    def _tell_unseen(self, text: str) -> None:
        """Text of this paragraph that is struck out, or that nobody sees in the document."""
        if self.struck.strip():
            self._found(WORD_STRUCK, one_line(self.struck)[:60], severity="error")
        if self.hidden.strip():
            if one_line(self.hidden) == one_line(text) and answer_line(text) is not None:
                self._found(WORD_HIDDEN_ANSWER, one_line(self.hidden)[:60])
            else:
                self._found(WORD_HIDDEN, one_line(self.hidden)[:60], severity="error")
        self.struck = self.hidden = ""

    def _formula(
        self, node: etree._Element, made: str | None, pieces: Pieces, code: str = ""
    ) -> None:
        plain = code or "".join(each.text or "" for each in node.iter(f"{_M}t"))
        pieces.add(plain if made is None else made)
        if made is None:
            self._found(WORD_FORMULA_LOST, plain, severity="error")
        else:
            self._found(WORD_FORMULA, made)

    def _field(self, node: etree._Element, code: str, pieces: Pieces) -> None:
        """A field that ends here: of formulas; others show their text."""
        if code.upper().startswith("EQ"):
            self._formula(node, field_formula(code), pieces, code)

    def _symbol(self, node: etree._Element, pieces: Pieces) -> None:
        font, code = node.get(f"{_W}font", ""), node.get(f"{_W}char", "")
        sign = symbol(font, code)
        pieces.add(sign or "")
        if sign is None:
            self._found(WORD_SYMBOL, f"{font} {code}", severity="error")

    def _looks(self, properties: Said, style: str) -> frozenset[str]:
        own = value_of(properties, "rStyle")
        by_style = self._looks_around(own, {}).items() if own else ()
        unknown = {name: look for name, look in by_style if name in _UNKNOWN.values()}
        said = self.around | unknown | _looks_said(properties)
        looks = frozenset(filter(None, said.values()))
        return looks | {"bold"} if self._is_bold(properties, style) else looks

    def _looks_around(self, style: str, properties: Said) -> dict[str, str]:
        """The looks that a paragraph and its style give to all its text."""
        said: dict[str, str] = {}
        for each in reversed(self._chain(style)):
            said |= each.looks
        return said | _looks_said(properties)

    def _found(self, message: Message, actual: str | None, severity: Severity = "warning") -> None:
        self.findings.append(
            Finding(
                "bank-not-kept",
                "",
                message,
                severity=severity,
                actual=actual,
                place=Place(self.number),
            )
        )

    def _is_bold(self, properties: Said, paragraph_style: str) -> bool:
        said = _bold(properties)
        if said is None:
            said = self._bold_by_style(value_of(properties, "rStyle") or "")
        return bool(self._bold_by_style(paragraph_style) if said is None else said)

    def _bold_by_style(self, style: str) -> bool | None:
        if style not in self.bold:
            said = (each.bold for each in self._chain(style))
            self.bold[style] = next((bold for bold in said if bold is not None), None)
        return self.bold[style]

    def _inherited_numbering(self, style: str) -> tuple[str, int] | None:
        return next((s.numbering for s in self._chain(style) if s.numbering), None)

    def _chain(self, style: str) -> Sequence[_Style]:
        """A style and those it is based on; a circle ends it."""
        if style not in self.chains:
            names: list[str] = []
            base = style
            while base in self.styles and base not in names:
                names.append(base)
                base = self.styles[base].based_on
            self.chains[style] = [self.styles[name] for name in names]
        return self.chains[style]


def _visible(
    root: etree._Element, tags: Collection[str], skipped: Collection[str]
) -> Iterator[etree._Element]:
    """Elements of ``tags`` below ``root`` in document order, without deleted text and repeats.

    A formula among them is without its parts.

    :param skipped: the tags of elements that are not looked into.
    """
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        tag = element.tag
        if tag in skipped or (tag == _ROW and element.find(_DELETED_ROW) is not None):
            walker.skip_subtree()
        elif tag in tags and element is not root:
            if tag == _FORMULA:
                walker.skip_subtree()
            yield element
