"""The notes of a long text: those of Word, and those that we print at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from atuforms.documents.reading.contents.framed_pictures import BLIP
from atuforms.documents.reading.contents.inline_words import NOTE_BODY, InlineWords, Words
from atuforms.documents.reading.contents.paragraph_styles import ParagraphStyles
from atuforms.documents.reading.contents.word_contents import W, raw_text, text_of
from atuforms.documents.reading.paper.blocks import Block, squeezed

_BOX = f"{W}txbxContent"
_OWN = "own "


class Notes:
    """Which notes a text has, by what it is referred to by them; numbered as they are."""

    def __init__(self, styles: ParagraphStyles, words: InlineWords) -> None:
        self.styles = styles
        self.words = words
        self.bodies: dict[str, list[list[Words]]] = {
            key: [words.of(each, note.targets) for each in note.paragraphs]
            for key, note in words.notes.items()
        }
        self.numbers: dict[str, int] = {}
        """The number of each note that was referred to."""
        self.apart: set[str] = set()

    def taken_from(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks without those that are notes."""
        rest = [block for block in blocks if not self._is_body(block)]
        return self._without_own(rest)

    def named(self, words: Words) -> Words:
        """A reference with the number of its note; a raised number that is none as a text."""
        if not words.note:
            return words
        own = words.note.isdecimal()
        key = f"{_OWN}{words.note}" if own else words.note
        if key not in self.bodies:
            return replace(words, note="")
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return replace(words, text="", note=str(number), more=False)

    def texts(self, write: Callable[[Sequence[Words]], str]) -> Iterator[str]:
        """The notes that were referred to, as they stand at the end of Markdown."""
        done = 0
        while done < len(self.numbers):  # A note may refer to another.
            key, number = list(self.numbers.items())[done]
            body = [text for each in self.bodies[key] if (text := write(each).strip())]
            yield f"[^{number}]: " + "\n\n    ".join(body or [""])
            if key in self.words.notes:
                paragraphs = self.words.notes[key].paragraphs
                self.apart |= {_bare(each) for each in paragraphs}
            done += 1

    def _is_body(self, block: Block) -> bool:
        """Whether a block stands in a note of an ODT, which is then remembered."""
        for line in block.lines:
            around = next(line.element.iterancestors(_BOX), None)
            key = "" if around is None else around.get(NOTE_BODY, "")
            if not key:
                return False
            self.bodies.setdefault(key, []).append(self.words.of(line.element))
        return bool(block.lines)

    def _without_own(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks without the numbered notes at their end, if all are referred to."""
        first = len(blocks)
        while first and not blocks[first - 1].is_row and self._is_own(blocks[first - 1]):
            first -= 1
        if first == len(blocks):
            return list(blocks)
        raised = {
            each.note
            for block in blocks[:first]
            for line in block.lines
            for each in self.words.of(line.element)
        }
        found: dict[str, list[list[Words]]] = {}
        for line in (line for block in blocks[first:] for line in block.lines):
            if self.styles.is_numbered(line.element):
                found[f"{_OWN}{len(found) + 1}"] = [self.words.of(line.element)]
            elif found:
                found[next(reversed(found))].append(self.words.of(line.element))
        if not found or not {each.removeprefix(_OWN) for each in found} <= raised:
            return list(blocks)
        self.bodies |= found
        return list(blocks[:first])

    def _is_own(self, block: Block) -> bool:
        return all(self.styles.is_note(line.element) for line in block.lines)


def is_below_rule(element: etree._Element) -> bool:
    """Whether a line across the page stands right above a paragraph."""
    before = element.getprevious()
    while before is not None and before.tag == f"{W}p" and not text_of(before):
        border = before.find(f"{W}pPr/{W}pBdr/{W}bottom")
        if border is not None and border.get(f"{W}val", "none") not in ("none", "nil"):
            return next(before.iter(BLIP), None) is None
        before = before.getprevious()
    return False


def _bare(paragraph: etree._Element) -> str:
    return "".join(each for each in squeezed(raw_text(paragraph)) if not each.isdigit())
