"""Questions of a typed bank while they are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from atuforms.testbank.letters import places
from atuforms.testbank.lines import without_sign
from atuforms.testbank.model import LETTERS


@dataclass(slots=True)
class DraftOption:
    """An option under construction."""

    label: str
    lines: list[str]
    marks: frozenset[str]
    line: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(slots=True)
class Draft:
    """A question under construction."""

    line: int
    stem: list[str]
    label: str = ""
    options: list[DraftOption] = field(default_factory=list)
    right: set[int] = field(default_factory=set)
    module: str = ""
    lecture: str = ""
    inexact: tuple[int, list[str]] | None = None
    """Line of the first option that is not spelled as Moodle wants it, and their letters."""

    @property
    def labels(self) -> list[str]:
        """What stands before each option."""
        return [option.label for option in self.options]

    @property
    def out_of_order(self) -> bool:
        """Whether a letter is not that of its place."""
        return any(label and i not in places(label) for i, label in enumerate(self.labels))

    @property
    def span(self) -> str:
        """The letters that an answer may name, as a message shows them: “A–E”, “А, Б, В”."""
        if any(label and not label.isascii() for label in self.labels):
            return ", ".join(self.labels)
        last = LETTERS[: len(self.options)][-1:]
        return ", ".join(self.labels) if self.out_of_order else f"A–{last}" if last else "–"

    @property
    def words(self) -> list[str]:
        """The text of each option."""
        return [option.text for option in self.options]

    def shown(self) -> set[frozenset[int]]:
        """For each look or sign that some options have and others not: which have it."""
        marks = [
            option.marks | {"sign after"} if without_sign(option.lines[-1]) else option.marks
            for option in self.options
        ]
        shown = {
            frozenset(i for i, own in enumerate(marks) if mark in own)
            for mark in frozenset().union(*marks)
        }
        return {marked for marked in shown if len(marked) < len(self.options)}

    def shown_otherwise(self) -> bool:
        """Whether the looks of one option say that it is right, and the answer says another."""
        plain = frozenset(("bold", "underline", "highlight", "sign"))
        marked = [i for i, option in enumerate(self.options) if option.marks & plain]
        signed = [i for i, option in enumerate(self.options) if without_sign(option.lines[-1])]
        return any(len(each) == 1 and self.right.isdisjoint(each) for each in (marked, signed))

    def take(self, right: frozenset[int]) -> None:
        """Take the options at ``right`` for the right ones, without the sign after them."""
        self.right = set(right)
        for option in (self.options[i] for i in right):
            option.lines[-1] = without_sign(option.lines[-1]) or option.lines[-1]
