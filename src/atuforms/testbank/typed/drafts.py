"""Questions of a typed bank while they are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from atuforms.testbank.letters import places
from atuforms.testbank.model import LETTERS
from atuforms.testbank.typed.lines import SIGN, Paragraph
from atuforms.testbank.typed.right_signs import is_surely_signed, signs_beside, without_sign

SIGN_WITHIN: Final = f"{SIGN} within"
"""The look of an option with a sign in its text."""


@dataclass(slots=True)
class DraftOption:
    """An option under construction."""

    label: str
    lines: list[str]
    marks: frozenset[str]
    line: int
    at: int = -1
    unsure: frozenset[str] = frozenset()
    """Looks of any part of it that no right option is known by."""

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

    at: int = -1
    end: int = -1
    """Places of its first and its last line among the lines with text."""

    anew: int = -1
    """Place of the line at which its options begin again: those above are statements, or not."""
    in_table: bool = False
    uneven: bool = False
    """Whether it has more or fewer lines than the other questions, all without a mark."""
    manners: frozenset[str] = frozenset()
    """The looks by which alone the right option stands out, if nothing else says it."""
    signed_only: bool = False
    """Whether these are nothing but a sign in its text."""

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

    def offer(self, paragraph: Paragraph, label: str, text: str, marks: frozenset[str]) -> None:
        """Add the option in a line."""
        where = paragraph.line, paragraph.at, paragraph.unsure
        self.options.append(DraftOption(label, [text], marks, *where))

    def _looks(self) -> list[frozenset[str]]:
        """The looks of each option, without one that all letters have: «**А)** Арал»."""
        looks = [option.marks for option in self.options]
        for letter in {each for own in looks for each in own if each.startswith(_LETTER)}:
            whole = letter.removeprefix(_LETTER)
            if all(letter in own or whole in own for own in looks):
                looks = [own - {letter} for own in looks]
        return looks

    def shown(self) -> dict[frozenset[int], frozenset[str]]:
        """Options that some looks or signs single out, with these."""
        marks = [
            looks | {SIGN_WITHIN} if without_sign(option.lines[-1]) else looks
            for option, looks in zip(self.options, self._looks(), strict=True)
        ]
        shown: dict[frozenset[int], frozenset[str]] = {}
        for mark in frozenset().union(*marks):
            marked = frozenset(i for i, own in enumerate(marks) if mark in own)
            if len(marked) < len(self.options):
                shown[marked] = shown.get(marked, frozenset()) | {mark}
        return shown

    def shown_otherwise(self, *, surely: bool = False) -> bool:
        """Whether the looks of one option say that it is right, and the answer says another.

        ``surely``: a sign that may be a part of the text is none.
        """
        marked: dict[str, set[int]] = {}
        for i, looks in enumerate(self._looks()):
            for mark in looks:
                marked.setdefault(_manner(mark), set()).add(i)
        is_signed = is_surely_signed if surely else without_sign
        signed = {i for i, each in enumerate(self.options) if is_signed(each.lines[-1])}
        shown = (*marked.values(), signed)
        return any(len(each) == 1 and self.right.isdisjoint(each) for each in shown)

    def take(self, right: frozenset[int], marks: frozenset[str]) -> None:
        """Take the options at ``right``, which stand out by ``marks``, for the right ones."""
        self.right = set(right)
        self.manners = frozenset(map(_manner, marks))
        self.signed_only = marks == {SIGN_WITHIN}


def cut_signs(drafts: Sequence[Draft]) -> None:
    """Take the signs that mark the right options out of their texts.

    «*p» of a bank whose right options are bold is a text: a sign goes where it marks more than half
    of the questions, or where nothing else shows the answer.
    """
    answered = [draft for draft in drafts if draft.right]
    signs = Counter(
        sign
        for draft in answered
        for i in sorted(draft.right)[:1]
        for sign in signs_beside(draft.options[i].lines[-1])
    )
    for draft in drafts:
        for i in sorted(draft.right):
            lines = draft.options[i].lines
            beside = signs_beside(lines[-1])
            sign = max(beside, key=signs.__getitem__, default="")
            if sign and (draft.signed_only or signs[sign] * 2 > len(answered)):
                lines[-1] = beside[sign] or lines[-1]


def lone_looks(drafts: Sequence[Draft]) -> Iterator[tuple[int, bool]]:
    """Places of the questions that only looks answer by which hardly another one is answered.

    One option underlined in a bank of bold ones may be chance, which the second value says; one
    that is bold in a bank of answer lines stands for the line that is not there. Where most show
    nothing that is known, but many something else, all that is known is chance.
    """
    silent = sum(not (draft.right or draft.shown()) for draft in drafts) * 2 > len(drafts)
    otherwise = silent and bool(unknown_looks(drafts))
    used = Counter(manner for draft in drafts for manner in draft.manners)
    fewest = max(2, len(drafts) // _ONE_IN)
    answered = [draft for draft in drafts if draft.right]
    for i, draft in enumerate(drafts):
        own = draft.manners
        rare = otherwise or all(used[each] < fewest for each in own)
        if own and SIGN not in own and rare:
            others = [other.manners for other in answered if own.isdisjoint(other.manners)]
            if others or silent:
                yield i, silent or any(others)


def unknown_looks(drafts: Sequence[Draft]) -> dict[int, str]:
    """Options that alone stand out in questions without an answer, by looks that are not known.

    Only where more than half of these questions have one.
    """
    silent = [i for i, each in enumerate(drafts) if each.options and not each.right]
    found = {i: drafts[i].options[place].text for i in silent for place in _odd_one(drafts[i])}
    return found if len(found) > 1 and len(found) * 2 > len(silent) else {}


def _odd_one(draft: Draft) -> Iterator[int]:
    """The place of the one option that has what no other has, or lacks what all others have."""
    places: dict[str, list[int]] = {}
    for i, option in enumerate(draft.options):
        capitals = {"capitals"} if option.text.isupper() and len(option.text) > _SHORT else set()
        for look in option.unsure | capitals:
            places.setdefault(look, []).append(i)
    count = len(draft.options)
    few = [each for each in places.values() if len(each) == 1]
    most = [set(range(count)) - {*each} for each in places.values() if len(each) == count - 1 > 1]
    odd = {place for each in (*few, *most) for place in each}
    yield from odd if len(odd) == 1 else ()


def _manner(mark: str) -> str:
    """The kind of a look: all colours are one, and a bold letter is as a bold option."""
    mark = mark.removeprefix(_LETTER)
    if mark.startswith(SIGN):
        return SIGN
    return mark if mark in ("bold", "underline", "highlight") else "colour"


_LETTER: Final = "letter "
"""Begins the name of a look that only the letter of an option has."""
_ONE_IN: Final = 20
_SHORT: Final = 3
"""Characters of an option that may be capitals in any bank: «Ag», «КТЖ»."""
