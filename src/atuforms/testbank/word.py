"""Paragraphs of a Word document in which somebody typed a test bank.

Taken straight from the parts of the package with lxml: python-docx does not resolve automatic
lists, in which the option letters of most banks are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.office import Office
from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.testbank.messages import WORD_FORMULA, WORD_PICTURE
from atuforms.testbank.model import BankReading
from atuforms.testbank.typed import Paragraph, parse

MAX_PART_BYTES: Final = 64 * 1024 * 1024
"""Largest part that is unpacked; 10,000 questions take about 30 MB of XML."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED: Final = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", _FALLBACK))
_OFF: Final = frozenset(("0", "false", "off"))
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"


def read(data: bytes) -> BankReading:
    """The bank in a Word document: typed or automatic option letters, ``ANSWER:`` or bold.

    ``line`` of questions and findings counts paragraphs.

    :raises UnreadableInput: for a file that is no Word document, damaged, or too large.
    """
    paragraphs, findings = paragraphs_of(data)
    reading = parse(paragraphs, typed=True)
    return BankReading(reading.bank, (*findings, *reading.findings))


def paragraphs_of(data: bytes) -> tuple[tuple[Paragraph, ...], tuple[Finding, ...]]:
    """The paragraphs of a Word document, and findings on what they cannot hold."""
    office = Office(data, "DOCX")
    document = _part(office, "word/document.xml")
    if document is None:
        raise UnreadableInput("The file is not a Word document. Save it as .docx.")
    styles, lists = _part(office, "word/styles.xml"), _part(office, "word/numbering.xml")
    reader = _Reader(_styles(styles), _Lists(lists))
    reader.walk(document)
    return tuple(reader.paragraphs), tuple(reader.findings)


def _part(office: Office, name: str) -> etree._Element | None:
    return office.xml(name, MAX_PART_BYTES) if name in office.names else None


@dataclass(slots=True)
class _Style:
    """What of a style matters here."""

    based_on: str = ""
    bold: bool | None = None
    numbering: tuple[str, int] | None = None


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    styles: dict[str, _Style] = {}
    for element in () if root is None else root.iterchildren(f"{_W}style"):
        styles[element.get(f"{_W}styleId", "")] = _Style(
            _value(element, "basedOn") or "",
            _bold(element.find(f"{_W}rPr")),
            _numbering(element.find(f"{_W}pPr")),
        )
    return styles


def _value(element: etree._Element | None, name: str) -> str | None:
    child = None if element is None else element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _bold(properties: etree._Element | None) -> bool | None:
    """Whether run properties say bold or highlighted; None where they say nothing."""
    if properties is None:
        return None
    if _value(properties, "highlight") not in (None, "none"):
        return True
    bold = properties.find(f"{_W}b")
    return None if bold is None else bold.get(f"{_W}val", "1") not in _OFF


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    numbering = None if properties is None else properties.find(f"{_W}numPr")
    if numbering is None:
        return None
    return _value(numbering, "numId") or "0", _whole(_value(numbering, "ilvl"), 0)


def _whole(text: str | None, default: int) -> int:
    """A count in an attribute; ``default`` where it is none or beyond all measure."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    """Levels of one list; lists made from the same definition count on together."""

    definition: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class _Lists:
    """Automatic numbering, resolved to what Word prints."""

    def __init__(self, root: etree._Element | None) -> None:
        self.lists: dict[str, _List] = {}
        self.counters: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        if root is None:
            return
        definitions = {
            element.get(f"{_W}abstractNumId", ""): {
                _level_number(level): _level(level) for level in element.iterchildren(f"{_W}lvl")
            }
            for element in root.iterchildren(f"{_W}abstractNum")
        }
        for number in root.iterchildren(f"{_W}num"):
            definition = _value(number, "abstractNumId") or ""
            made = _List(definition, dict(definitions.get(definition, {})))
            for override in number.iterchildren(f"{_W}lvlOverride"):
                start = _whole(_value(override, "startOverride"), -1)
                if start >= 0:
                    made.overrides[_level_number(override)] = start
                level = override.find(f"{_W}lvl")
                if level is not None:
                    made.levels[_level_number(override)] = _level(level)
            self.lists[number.get(f"{_W}numId", "")] = made

    def label(self, list_id: str, level: int) -> str:
        """What Word prints before the next paragraph of the list; counts it."""
        known = self.lists.get(list_id)
        if known is None or level not in known.levels:
            return ""
        counters = self.counters.setdefault(known.definition, {})
        if list_id not in self.begun:
            self.begun.add(list_id)
            for number, start in known.overrides.items():
                counters[number] = start - 1
        counters[level] = counters.get(level, known.levels[level].start - 1) + 1
        for deeper in [number for number in counters if number > level]:
            del counters[deeper]
        if known.levels[level].format in ("bullet", "none"):
            return "•" if known.levels[level].format == "bullet" else ""
        text = known.levels[level].text
        for number, shape in known.levels.items():
            count = counters.get(number, shape.start)
            text = text.replace(f"%{number + 1}", _spelled(count, shape.format))
        return text.strip()


def _level_number(element: etree._Element) -> int:
    return _whole(element.get(f"{_W}ilvl"), 0)


def _level(element: etree._Element) -> _Level:
    return _Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText") or "",
        _whole(_value(element, "start"), 1),
    )


def _spelled(count: int, shape: str) -> str:
    """``count`` in a number format of Word."""
    if shape in ("upperLetter", "lowerLetter", "russianUpper", "russianLower"):
        alphabet = _RUSSIAN if shape.startswith("russian") else _LATIN
        letter = alphabet[(count - 1) % len(alphabet)]
        return letter.upper() if shape.endswith(("Upper", "upperLetter")) else letter
    if shape in ("upperRoman", "lowerRoman"):
        roman, rest = "", max(count, 0) % 40
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if shape == "upperRoman" else roman
    return str(count)


class _Reader:
    def __init__(self, styles: dict[str, _Style], lists: _Lists) -> None:
        self.styles = styles
        self.lists = lists
        self.paragraphs: list[Paragraph] = []
        self.findings: list[Finding] = []
        self.number = 0

    def walk(self, root: etree._Element) -> None:
        """All paragraphs in their order, in tables and content controls too."""
        for element in _visible(root):
            if element.tag == f"{_W}p":
                self.number += 1
                self._paragraph(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{_W}pPr")
        style = _value(properties, "pStyle") or ""
        numbering = _numbering(properties) or self._inherited_numbering(style)
        pieces: list[str] = []
        looks: list[bool] = []
        formula: list[str] = []
        for node in _visible(element):
            if node.tag == f"{_W}t" and node.text:
                pieces.append(node.text)
                if node.text.strip():
                    looks.append(self._is_bold(node.getparent(), style))
            elif node.tag == f"{_M}t" and node.text:
                pieces.append(node.text)
                formula.append(node.text)
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif node.tag == f"{_W}tab" and node.get(f"{_W}val") is None:
                pieces.append(" ")  # with a value it is a tab stop of the paragraph
            elif node.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object"):
                self._found(WORD_PICTURE, None)
        if formula:
            self._found(WORD_FORMULA, "".join(formula))
        lines = [line for line in "".join(pieces).split("\n") if line.strip()]
        label = self.lists.label(*numbering) if lines and numbering else ""
        # A label typed in plain letters before a bold answer counts as bold: most of it is.
        bold = bool(looks) and looks[-1] and sum(looks) * 2 >= len(looks)
        for i, line in enumerate(lines):
            self.paragraphs.append(Paragraph(line, self.number, bold, "" if i else label))

    def _found(self, message: Message, actual: str | None) -> None:
        self.findings.append(
            Finding(
                "bank-not-kept",
                "",
                message,
                severity="warning",
                actual=actual,
                place=Place(self.number),
            )
        )

    def _is_bold(self, run: etree._Element | None, paragraph_style: str) -> bool:
        properties = None if run is None else run.find(f"{_W}rPr")
        said = _bold(properties)
        for style in (_value(properties, "rStyle") or "", paragraph_style):
            if said is None:
                said = next((s.bold for s in self._chain(style) if s.bold is not None), None)
        return bool(said)

    def _inherited_numbering(self, style: str) -> tuple[str, int] | None:
        return next((s.numbering for s in self._chain(style) if s.numbering), None)

    def _chain(self, style: str) -> Iterator[_Style]:
        """A style and those it is based on; a circle ends it."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = self.styles[style].based_on


def _visible(root: etree._Element) -> Iterator[etree._Element]:
    """Elements below ``root`` in document order, without deleted text and repeated content."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if element.tag in _SKIPPED:
            walker.skip_subtree()
        elif element is not root:
            yield element
