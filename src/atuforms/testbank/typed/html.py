"""Lines of a web page in which somebody typed a test bank: paragraphs, lists, tables, forms.

Brought to the same lines as those of a Word document, so that the same manners are known. What is
right may be shown by looks, by a checked button, or by a class such as ``correct``.
"""

from __future__ import annotations

import base64
import binascii
import re
from itertools import count
from typing import Final

from lxml import etree

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.xml_parsing import parse_page
from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.testbank.decode import decode
from atuforms.testbank.messages import WORD_FORMULA_LOST, WORD_HIDDEN, WORD_STRUCK
from atuforms.testbank.model import BankReading, one_line
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.colours import marks_nothing
from atuforms.testbank.typed.lines import SIGN, Paragraph
from atuforms.testbank.typed.looks_messages import REVIEW_FEEDBACK
from atuforms.testbank.typed.numbering import of_their_questions
from atuforms.testbank.typed.page_styles import HIDDEN, STRUCK, PageStyles
from atuforms.testbank.typed.pictures import Pictures
from atuforms.testbank.typed.pieces import UNKNOWN, Pieces
from atuforms.testbank.typed.word_signs import shifted

_BLOCKS: Final = frozenset(
    (
        *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "legend", "li", "main", "nav", "ol", "option", "p", "pre"),
        *("section", "table", "td", "th", "tr", "ul"),
    )
)
_SKIPPED: Final = frozenset(("head", "noscript", "script", "style", "template"))
_PICTURES: Final = frozenset(
    ("audio", "canvas", "embed", "iframe", "img", "object", "picture", "svg", "video")
)
_UNSEEN: Final = frozenset((STRUCK, HIDDEN))
_LOOKS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("u", "ins"), "underline"),
    "mark": "highlight",
    **dict.fromkeys(("big", "em", "i", "small"), f"{UNKNOWN}tag"),
    **dict.fromkeys(("del", "s", "strike"), STRUCK),
}
_BUTTONS: Final = ("radio", "checkbox")
_SHIFTS: Final = {"sup": "superscript", "sub": "subscript"}
_RIGHT: Final = re.compile(
    r"(?:is[-_]?|answer[-_]?|option[-_]?|choice[-_]?|variant[-_]?)?"
    r"(?:correct|right|true|верн\w*|правильн\w*|дұрыс)"
    r"(?:[-_]?(?:answer|option|choice|variant|ответ|вариант|жауап))?",
    re.IGNORECASE,
)
"""A class of the right option, as a whole: “not-correct” is none, and “right” may be a side."""
_DENIES: Final = re.compile(
    r"(?:is[-_]?)?(?:not?|non|never|wrong|false|incorrect|неверн\w*|неправильн\w*|қате|емес)",
    re.IGNORECASE,
)
"""A class beside it that says the opposite: “not correct”."""
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_DATA: Final = re.compile(r"\s*data:image/[a-z0-9.+-]{1,20};base64,", re.IGNORECASE)
_MARKS: Final = dict.fromkeys(range(1, 7))
"""Characters that stand for tags and pictures while a text is taken apart, and for nothing else."""
_COUNTED: Final = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_BEGUN: Final = re.compile(r"•\s*(?:[^\W\d_][.)]\s*)?")
"""A button and the letter of its option, whose text may stand in a block of its own."""
_OF_MOODLE: Final = frozenset(
    (
        *("accesshide", "correctness", "grade", "history", "im-controls", "info"),
        *("numpartscorrect", "prompt", "questionflag", "specificfeedback", "sr-only", "state"),
        "visually-hidden",
    )
)
"""Classes of what Moodle itself says around each question of a review: «Выберите один ответ:»."""
_MOST: Final = 400_000
"""Elements of a page that are looked at."""


def read(data: bytes) -> BankReading:
    """The bank in a web page. ``line`` of questions and findings counts paragraphs.

    :raises UnreadableInput: for a file that is not text, or too large.
    """
    text = decode(data)[0]
    root = parse_page(text)
    if root is None:
        return parse(())
    reader = _Page(PageStyles.of(root))
    reader.walk(root)
    reading = parse(reader.paragraphs, typed=True, pictures=reader.pictures.found)
    told = of_their_questions(reader.findings, reading.bank)
    return BankReading(reading.bank, (*told, *reading.findings))


class _Page:
    def __init__(self, styles: PageStyles) -> None:
        self.styles = styles
        self.number = 1
        self.paragraphs: list[Paragraph] = []
        self.findings: list[Finding] = []
        self.pictures = Pictures()
        self.pieces = Pieces()
        self.blocks: list[etree._Element] = []  # that are open, the innermost last
        self.kept = 0  # elements that are open and keep their white space
        self.looks: list[frozenset[str]] = [frozenset()]
        self.shift = ""
        self.numbers: dict[etree._Element, tuple[int, int, int]] = {}
        """Of a list: its number, its depth, and what is printed before the next item."""
        self.lists = count(1)
        self.tables: dict[etree._Element, int] = {}
        self.rows: dict[etree._Element, tuple[int, list[str]]] = {}

    def walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for number, (event, element) in enumerate(walker):
            if number > 2 * _MOST:
                raise UnreadableInput("The page is too large. Save a part of it.")
            if event == "end":
                self._end(element)
            elif element.tag in _SKIPPED or element.tag in _PICTURES or element.tag == "math":
                self._lost(element)
                walker.skip_subtree()
            elif _is_said_by_moodle(element) or self._is_feedback(element):
                walker.skip_subtree()
            else:
                self._start(element)
        self._close()

    def _start(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            if not _BEGUN.fullmatch(self.pieces.lines[-1].text):
                self._close()
            self.blocks.append(element)
        elif element.tag == "br":
            self.pieces.add("\n")
        self.kept += element.tag == "pre"
        self.looks.append(self.styles.change(element, self.looks[-1] | _looks(element)))
        if element.tag == "input" and element.get("type", "").lower() in _BUTTONS:
            checked = element.get("checked") is not None
            around = element.getparent()
            right = around is not None and _is_right(around)
            self._button(right=right or (checked and not _is_said_to_be_wrong(element)))
        self.shift = _SHIFTS.get(str(element.tag), self.shift)
        self._say(element.text)

    def _button(self, *, right: bool) -> None:
        """An option begins; whether it is the right one shows in what follows the button."""
        if self.pieces.lines[-1].text.strip():
            self.pieces.add("\n")
        self.looks[-2] -= {SIGN}
        if right:
            self.looks[-2] |= {SIGN}
        self.pieces.add("• ")

    def _end(self, element: etree._Element) -> None:
        passed = element.tag in _SKIPPED or element.tag in _PICTURES or element.tag == "math"
        if passed or _is_said_by_moodle(element) or _has_feedback(element):
            self._say(element.tail)
            return
        self.looks.pop()
        self.kept -= element.tag == "pre"
        if element.tag in _SHIFTS:
            self.shift = ""
        if element.tag in _BLOCKS:
            self._close()
            if element.tag == "li":
                self._label(element)  # an empty item counts too
            self.blocks.pop()
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        text = text.translate(_MARKS)
        for look, message in ((STRUCK, WORD_STRUCK), (HIDDEN, WORD_HIDDEN)):
            if look in self.looks[-1] and text.strip():
                self._found(message, one_line(text)[:60])
        if self.kept:
            for i, line in enumerate(text.split("\n")):
                if i:
                    self.pieces.add("\n")
                self.pieces.add(line, self.looks[-1] - _UNSEEN)
            return
        spaced = _SPACES.sub(" ", text)
        shown = shifted(spaced, self.shift) if self.shift else spaced
        self.pieces.add(shown, self.looks[-1] - _UNSEEN)

    def _close(self) -> None:
        """The lines so far, as paragraphs of the block that is open."""
        lines = [line for line in self.pieces.lines if line.text.strip()]
        self.pieces = Pieces()
        if not lines or not self.blocks:
            return
        block = self.blocks[-1]
        label, level = self._label(block)
        column, cell_at = self._cell(block)
        number, self.number = self.number, self.number + 1
        for i, line in enumerate(lines):
            self.paragraphs.append(
                Paragraph(
                    line.text,
                    number,
                    "bold" in line.shared,
                    "" if i else label,
                    looks=line.shared - {"bold"},
                    unsure=line.unsure,
                    level=None if i else level,
                    column=column,
                    cell_at=cell_at,
                    spans=line.differing,
                    heading=str(block.tag) in ("h1", "h2", "h3"),
                )
            )

    def _label(self, block: etree._Element) -> tuple[str, tuple[str, int] | None]:
        """What a browser prints before an item of a list, once for each."""
        item = block if block.tag == "li" else next(block.iterancestors("li"), None)
        if block.tag == "option":
            return "•", None
        if item is None or item.get("told"):
            return "", None
        item.set("told", "1")
        parent = item.getparent()
        if parent is None or parent.tag not in ("ol", "ul"):
            return "•", None
        depth = sum(1 for _ in parent.iterancestors("ol", "ul"))
        back = parent.get("reversed") is not None
        first = _whole(parent.get("start"), len(parent.findall("li")) if back else 1)
        number, _, following = self.numbers.get(parent) or (next(self.lists), depth, first)
        told = max(_whole(item.get("value"), following), 1) - 1
        self.numbers[parent] = (number, depth, told if back else told + 2)
        level = (f"list {number}", depth)
        if parent.tag == "ul":
            return "•", level
        letters = _COUNTED.get(parent.get("type", ""))
        return f"{letters[told % 26] if letters else told + 1}.", level

    def _cell(self, block: etree._Element) -> tuple[str | None, tuple[int, int, int] | None]:
        cell = block if block.tag in ("td", "th") else next(block.iterancestors("td", "th"), None)
        row = None if cell is None else cell.getparent()
        table = None if row is None else next(row.iterancestors("table"), None)
        if cell is None or row is None or table is None:
            return None, None
        if table not in self.tables:
            self.tables[table] = len(self.tables) + 1
            rows = list(table.iter("tr"))
            heads = (
                [one_line("".join(map(str, each.itertext()))) for each in rows[0]] if rows else []
            )
            self.rows |= {each: (i, heads if i else []) for i, each in enumerate(rows)}
        number, heads = self.rows.get(row, (0, []))
        place = row.index(cell)
        return heads[place] if place < len(heads) else "", (self.tables[table], number, place)

    def _lost(self, element: etree._Element) -> None:
        """A picture, or a formula, which is named and leaves its question to the author."""
        if element.tag in _SKIPPED:
            return
        if element.tag != "math":
            content = _data_of(element.get("src", "")) if element.tag == "img" else None
            said = element.get("alt", "")
            self.pieces.add(self.pictures.add(self.number, content, "", said, floats=False))
            return
        self._found(WORD_FORMULA_LOST, one_line("".join(map(str, element.itertext())))[:60])

    def _is_feedback(self, element: etree._Element) -> bool:
        """Name the feedback to a question that Moodle shows, of which a page of tests has none."""
        if not _has_feedback(element):
            return False
        self._found(REVIEW_FEEDBACK, one_line("".join(map(str, element.itertext())))[:60])
        return True

    def _found(self, message: Message, actual: str) -> None:
        self.findings.append(
            Finding("bank-not-kept", "", message, actual=actual, place=Place(self.number))
        )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise


def _data_of(address: str) -> bytes | None:
    """The picture that stands in the page itself; one beside it is none that was given."""
    found = _DATA.match(address[:100])
    if not found:
        return None
    try:
        return base64.b64decode(address[found.end() :], validate=False)
    except (binascii.Error, ValueError):
        return None


def _looks(element: etree._Element) -> frozenset[str]:
    """What an element says on the looks of its text by its name, class and data."""
    looks = {_LOOKS[element.tag]} if element.tag in _LOOKS else set()
    if element.get("hidden") is not None:
        looks.add(HIDDEN)
    if _is_right(element):
        looks.add(SIGN)
    if element.tag == "option" and element.get("selected") is not None:
        looks.add(SIGN)
    if element.tag == "font" and not marks_nothing(element.get("color", "")):
        looks.add(element.get("color", "").upper())
    return frozenset(looks)


def _is_right(element: etree._Element) -> bool:
    """Whether the classes or data of an element say that it is right, and none that it is not."""
    told = f"{element.get('class', '')} {element.get('id', '') if element.tag == 'option' else ''}"
    data = element.get("data-correct", element.get("data-right", "")).strip().lower()
    if data in ("0", "false", "no") or any(map(_DENIES.fullmatch, told.split())):
        return False
    return data in ("1", "true", "yes") or any(map(_says_right, told.split()))


def _is_said_to_be_wrong(button: etree._Element) -> bool:
    """Whether the page says that a checked option is wrong, or shows what somebody once chose."""
    around = button
    for each in button.iterancestors():
        if any(other is not button for other in each.iter("input")):
            break
        around = each
    told = (
        word
        for each in around.iter(etree.Element)
        for name in ("class", "title", "alt", "aria-label")
        for word in each.get(name, "").split()
    )
    if any(map(_DENIES.fullmatch, told)):
        return True
    return _is_of_moodle(button)


def _is_of_moodle(element: etree._Element) -> bool:
    """Whether an element belongs to a question as Moodle shows it."""
    return any("que" in each.get("class", "").split() for each in element.iterancestors("div"))


def _has_feedback(element: etree._Element) -> bool:
    return "generalfeedback" in element.get("class", "").split() and _is_of_moodle(element)


def _is_said_by_moodle(element: etree._Element) -> bool:
    """Whether these are words of Moodle around a question."""
    return not _OF_MOODLE.isdisjoint(element.get("class", "").split()) and _is_of_moodle(element)


def _says_right(name: str) -> bool:
    """Whether a class says that an option is right; “right” and “true” alone say other things."""
    return name.lower() not in ("right", "true") and bool(_RIGHT.fullmatch(name))
