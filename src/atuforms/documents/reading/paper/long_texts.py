"""A long text on paper, as Markdown: headings, lists, tables, pictures, emphasis, links and notes.

The text of a lecture is many paragraphs, which are printed where the form has one line for it. They
are those between the fixed words before and after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.core.markup import BOXES
from atuforms.documents.reading.contents.inline_words import InlineWords, Look, Words
from atuforms.documents.reading.contents.paragraph_styles import Item, ParagraphStyles
from atuforms.documents.reading.contents.word_contents import W, raw_text
from atuforms.documents.reading.paper.blocks import Block, Line
from atuforms.documents.reading.paper.inline_markdown import escaped, markdown
from atuforms.documents.reading.paper.notes_in_texts import Notes, is_below_rule
from atuforms.documents.reading.paper.placing import Placing
from atuforms.documents.reading.samples import WORD
from atuforms.fields.describe import describe
from atuforms.forms.base import Form

_DEEPEST = 6
_ITEM, _QUOTE, _CODE = "item", "quote", "code"
_PICTURE, _CAPTION, _MORE = "picture", "caption", "more"
_ALIGNED = {"center": ":---:", "right": "---:", "end": "---:"}


@dataclass(slots=True)
class LongText:
    """A text with its field, its lines, and the relationships of its pictures by their names."""

    name: str
    markdown: str
    lines: list[Line]
    pictures: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    """Whether the Markdown says all that the document shows."""
    notes: frozenset[str] = frozenset()
    """What the notes say that stand apart, in letters and signs alone."""


def long_text(
    form: type[Form],
    office: Parts,
    shown: Sequence[Block],
    expected: Sequence[Block],
    placing: Placing,
) -> LongText | None:
    """The long text of a document whose field for it is gone; None if it shows none."""
    names = [each.name for each in describe(form) if each.kind == "markdown"]
    if len(names) != 1 or any(names[0] in block.paths for block in shown):
        return None
    here = [number for number, block in enumerate(expected) if _is_text(block, names[0])]
    if not here:
        return None
    found = _between(shown, expected, placing, here[0], here[-1])
    found = [block for block in found if not all(_is_blank(line) for line in block.lines)]
    if not found:
        return None
    writing = _Writing(names[0], ParagraphStyles(office), InlineWords(office))
    text = writing.text(found)
    lines = [line for block in found for line in block.lines]
    apart = frozenset(writing.notes.apart)
    return LongText(names[0], text, lines, writing.pictures, writing.whole, apart)


def _is_text(block: Block, name: str) -> bool:
    return block.paths == (name,) or (not block.paths and WORD in block.text)


def _between(
    shown: Sequence[Block],
    expected: Sequence[Block],
    placing: Placing,
    first: int,
    last: int,
) -> list[Block]:
    """The blocks between those that are printed before and after the text."""
    printed = {line: n for n, block in enumerate(expected) for line in block.lines}
    at = {line: n for n, block in enumerate(shown) for line in block.lines}
    start, end = 0, len(shown)
    for match in placing.alignment.matches:
        number = printed.get(match.printed, first)
        if number < first:
            start = max(start, at[match.covers[0]] + 1)
    for match in placing.alignment.matches:
        number = printed.get(match.printed, first)
        if number > last and at[match.covers[0]] >= start:
            end = min(end, at[match.covers[0]])
    return list(shown[start:end])


def _is_blank(line: Line) -> bool:
    return line.is_empty or (not line.text.strip("_ ") and not _picture(line))


class _Writing:
    def __init__(self, name: str, styles: ParagraphStyles, words: InlineWords) -> None:
        self.name = name
        self.styles = styles
        self.words = words
        self.pictures: dict[str, str] = {}
        self.notes = Notes(styles, words)
        self.whole = True
        """Whether Markdown says all that the document shows."""
        self.code = ""
        """The code of the block that is open."""
        self.has_code = True
        """Whether a monospaced font means code: not where all is typed in one."""
        self.widths: list[int] = []
        """How far the signs of the list that is open reach, for each of its levels."""
        self.lefts: list[str] = []
        """How far the words of its items stand from the left, likewise."""

    def text(self, blocks: Sequence[Block]) -> str:
        parts: list[str] = []
        self.has_code = not self._is_monospaced(blocks)
        blocks = self.notes.taken_from(blocks)
        for table, group in groupby(blocks, key=_table):
            if table is not None:
                parts += ["---"] if is_below_rule(table) and parts else []
                parts.append(self._table(list(group)))
                self.widths, self.lefts = [], []
                continue
            before = ""
            for line in (line for block in group for line in block.lines):
                if is_below_rule(line.element) and parts:
                    parts.append("---")
                    before = ""
                text, kind = self._paragraph(line, before)
                if text:
                    self._add(parts, text, kind, before, loose=self.styles.is_loose(line.element))
                before = kind
        return "\n\n".join([*parts, *self.notes.texts(self._note)])

    def _is_monospaced(self, blocks: Sequence[Block]) -> bool:
        words = [e for b in blocks for line in b.lines for e in self.words.of(line.element)]
        code = sum(len(each.text) for each in words if each.look.code)
        return 2 * code > sum(len(each.text) for each in words)

    def _add(self, parts: list[str], text: str, kind: str, before: str, *, loose: bool) -> None:
        """Put a paragraph behind what is there already, or to it."""
        if kind == _CODE:
            self.code = f"{self.code}\n{text}" if before == _CODE else text
            text = _fenced(self.code)
            if before == _CODE:
                parts.pop()
        if kind == before == _QUOTE:
            parts[-1] += f"\n>\n{text}"
        elif kind == _MORE or (kind == _ITEM and before in (_ITEM, _MORE)):
            parts[-1] += ("\n\n" if loose or _MORE in (kind, before) else "\n") + text
        elif kind == _CAPTION:
            parts[-1] = f"{parts[-1][:-1]} {text})"
        else:
            parts.append(text)

    def _paragraph(self, line: Line, before: str) -> tuple[str, str]:
        """A paragraph, and what it is: an item, a quotation, code, or neither."""
        element = line.element
        level = self.styles.heading(element)
        item = None if level else self.styles.item(element)
        words = self._words(element)
        said = [each for each in words if each.text.strip() or each.picture or each.note]
        is_code = self.styles.is_code(element) or all(each.look.code for each in said)
        if item is None and not level and said and is_code and self.has_code:
            return raw_text(element).strip("\n"), _CODE
        if level:
            words = [replace(each, look=replace(each.look, bold=False)) for each in words]
        if before == _PICTURE and item is None and self.styles.is_caption(element):
            self.whole &= all(each.look == Look() for each in words)
            caption = " ".join("".join(each.text for each in words).split())
            return '"' + re.sub(r'(["\\])', r"\\\1", caption) + '"', _CAPTION
        text = self._inline(words)
        if not text:
            return "", before if before == _PICTURE else ""
        is_more = item is None and before in (_ITEM, _MORE)
        depth = self._depth(element) if is_more else -1
        if depth >= 0:
            indent = " " * self.widths[depth]
            return indent + text.replace("\n", f"\\\n{indent}"), _MORE
        if item is None:
            self.widths, self.lefts = [], []
        if level:
            return f"{'#' * min(max(level - 1, 1), _DEEPEST)} {' '.join(text.split())}", ""
        if item is not None:
            return self._item(item, text, element), _ITEM
        text = text.replace("\n", "\\\n")
        if self.styles.is_quote(element):
            return "> " + text.replace("\n", "\n> "), _QUOTE
        return text, _PICTURE if len(said) == 1 and said[0].picture else ""

    def _words(self, element: etree._Element) -> list[Words]:
        words = self.words.of(element)
        if self.has_code:
            return words
        return [replace(each, look=replace(each.look, code=False)) for each in words]

    def _item(self, item: Item, text: str, element: etree._Element) -> str:
        """An item below the one that it belongs to."""
        sign = "- " if item.number is None else f"{item.number}. "
        del self.widths[item.level :], self.lefts[item.level :]
        indent = self.widths[-1] if self.widths else 0
        self.widths.append(indent + len(sign))
        self.lefts.append(_left(element))
        inner = "\\\n" + " " * self.widths[-1]
        for sign_of, box in BOXES.items():
            if text.startswith(f"{box} "):
                text = f"[{sign_of}]{text[1:]}"
        return f"{' ' * indent}{sign}{text.replace(chr(10), inner)}"

    def _depth(self, element: etree._Element) -> int:
        """The level of the list of which a paragraph goes on with an item; -1 for none."""
        left = _left(element)
        is_text = not self.styles.is_quote(element) and not self.styles.heading(element)
        return self.lefts.index(left) if left and is_text and left in self.lefts else -1

    def _table(self, rows: Sequence[Block]) -> str:
        count = max(len(row.cells) for row in rows)
        lines = []
        for number, row in enumerate(rows):
            cells = [" ".join(self._cell(cell, head=not number).split()) for cell in row.cells]
            cells = [cell.replace("|", "\\|") for cell in cells]
            lines.append("| " + " | ".join(cells + [""] * (count - len(cells))) + " |")
        signs = (_ALIGNED.get(_alignment(rows[1:], column), "---") for column in range(count))
        return "\n".join([lines[0], "| " + " | ".join(signs) + " |", *lines[1:]])

    def _cell(self, cell: Sequence[Line], *, head: bool) -> str:
        words = [self._words(line.element) for line in cell]
        if head and all(each.look.bold for line in words for each in line if each.text.strip()):
            words = [[replace(e, look=replace(e.look, bold=False)) for e in line] for line in words]
        return " ".join(map(self._inline, words))

    def _note(self, words: Sequence[Words]) -> str:
        return self._inline(words).replace("\n", "\\\n    ")

    def _inline(self, words: Sequence[Words]) -> str:
        words = [self.notes.named(each) for each in words]
        inserted = [
            self._picture(each) if each.picture else f"[^{each.note}]"
            for each in words
            if each.picture or each.note
        ]
        text, whole = markdown(words, inserted)
        self.whole &= whole
        return text

    def _picture(self, words: Words) -> str:
        name = f"{self.name}-{len(self.pictures) + 1}"
        self.pictures[name] = words.picture
        return f"![{escaped(words.text)}]({name})"


def _fenced(code: str) -> str:
    longest = max((len(each) for each in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code}\n{fence}"


def _left(element: etree._Element) -> str:
    indent = element.find(f"{W}pPr/{W}ind")
    return "" if indent is None else indent.get(f"{W}left") or indent.get(f"{W}start") or ""


def _alignment(rows: Sequence[Block], column: int) -> str:
    """How the words of a column stand, if all stand alike."""
    cells = (row.cells[column] for row in rows if column < len(row.cells))
    said = {
        "" if (jc := line.element.find(f"{W}pPr/{W}jc")) is None else jc.get(f"{W}val", "")
        for cell in cells
        for line in cell
        if not line.is_empty
    }
    return said.pop() if len(said) == 1 else ""


def _picture(line: Line) -> str:
    found = (each.control.picture for each in line.pieces if each.control is not None)
    return next((each for each in found if each), "")


def _table(block: Block) -> etree._Element | None:
    if not block.is_row:
        return None
    return next(block.lines[0].element.iterancestors(f"{W}tbl"), None) if block.lines else None
