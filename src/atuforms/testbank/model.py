"""A test bank as data: questions, their options, and what was found while reading them.

The model keeps texts in one normal form, so that a bank compares equal to itself after a trip
through any of the exchange formats: Unicode NFC, trimmed, line ends as
line feeds; HTML without a
single tag is kept as the plain text that it shows; weights are those of Moodle's list.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape, unescape
from typing import Final, Literal

from atuforms.core.findings import Finding

ItemKind = Literal["single", "multiple", "true_false", "short_text", "numeric"]
Markup = Literal["plain", "html", "moodle", "markdown"]
"""How texts are to be understood; ``moodle`` is Moodle's auto-format, HTML with line ends kept."""

CHOICES: tuple[ItemKind, ...] = ("single", "multiple")
"""Kinds whose options are shown to the learner."""

FORM: Final = "02-05"
"""The form of a bank; an Aiken file is the form itself."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_PARTS = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20)
_SMALL_PARTS = (16.66667, 14.28571, 12.5, 11.11111, 10, 5)

WEIGHTS: tuple[float, ...] = tuple(
    sign * float(weight) for weight in (*_PARTS, *_SMALL_PARTS, 0.0) for sign in (1, -1)
)
"""Per cents that Moodle's importer accepts as the weight of an option."""

_SPACES = "\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# At the edge of a text also marks without width, which editors leave behind.
_EDGE = _SPACES + "\u200b\u200e\u200f\u2060\ufeff"
_LINE_END = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_SPACE_RUN = re.compile(f"[{_SPACES}]+")
_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
_WRAPPED = re.compile(
    r'<p(?: dir="ltr")?(?: style="text-align: left;")?>((?:(?!</?p\b).)*?)(?:<br\s*/?>)?</p>',
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def tidy(text: str) -> str:
    """``text`` in NFC, trimmed, with every kind of line end as a line feed."""
    if not text:
        return text
    if text.isascii() and "\r" not in text and "\v" not in text and "\f" not in text:
        return text.strip("\t\n ")
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    return _LINE_END.sub("\n", unicodedata.normalize("NFC", text)).strip(_EDGE)


def one_line(text: str) -> str:
    """``text`` with every run of white space as one space."""
    if "  " not in text and text.isprintable():
        return text.strip(" ")  # the only white space among such characters
    return _SPACE_RUN.sub(" ", text).strip()


def to_html(text: str) -> str:
    """Plain ``text`` as the HTML that shows it."""
    return escape(text, quote=False).replace("\n", "<br>")


def plain_of(text: str) -> str:
    """What HTML ``text`` shows, without its tags."""
    if "<" not in text and "&" not in text:
        return tidy(text)
    return tidy(unescape(_TAG.sub("", _BREAK.sub("\n", text))))


def _untagged(text: str, markup: Markup) -> str | None:
    """The plain text that tagless HTML ``text`` shows; None if it has a tag."""
    if "<" not in text and "&" not in text and "\n" not in text:
        return text
    wrapped = _WRAPPED.fullmatch(text)
    text = wrapped[1] if wrapped else text
    if markup == "html":
        # Only Moodle's auto-format keeps the line ends of the source.
        text = text.replace("\n", " ")
    text = _BREAK.sub("\n", text)
    return None if "<" in text else tidy(unescape(text))


@functools.lru_cache(maxsize=1024)
def _moodle_weight(weight: float) -> float:
    return next((w for w in WEIGHTS if abs(w - weight) < 0.001), weight)


FilePlace = Literal["text", "feedback"]
"""Which text of a question or option shows a file."""


@dataclass(frozen=True, slots=True)
class File:
    """A picture or sound within a Moodle XML question, named there as ``@@PLUGINFILE@@/name``."""

    name: str
    content: bytes
    path: str = "/"
    of: FilePlace = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that is offered (choices) or accepted (short text, number).

    ``weight`` is in per cent; ``tolerance`` belongs to numbers. ``line`` is where it stands in
    the file; it does not count in comparisons.
    """

    text: str
    weight: float = 0.0
    feedback: str = ""
    tolerance: Decimal = Decimal(0)
    files: tuple[File, ...] = ()
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "text", tidy(self.text))
        if self.feedback:
            put(self, "feedback", tidy(self.feedback))
        put(self, "weight", _moodle_weight(float(self.weight)))

    @property
    def right(self) -> bool:
        """Whether choosing it earns points."""
        return self.weight > 0


@dataclass(frozen=True, slots=True)
class Question:
    """One task of the bank.

    ``module`` and ``lecture`` say where in the course it belongs, by number or title. ``line`` is
    where it stands in the file it was read from; it does not count in comparisons. A ``name``
    that only repeats the beginning of the text is no name.
    """

    text: str
    options: tuple[Option, ...] = ()
    kind: ItemKind = "single"
    name: str = ""
    module: str = ""
    lecture: str = ""
    feedback: str = ""
    """Shown to everybody after the answer."""
    markup: Markup = "plain"
    shuffle: bool = True
    numbering: str = "ABCD"
    mark: float = 1.0
    case_sensitive: bool = False
    files: tuple[File, ...] = ()
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "options", tuple(self.options))
        put(self, "text", tidy(self.text))
        for name in ("feedback", "module", "lecture", "name"):
            given = getattr(self, name)
            if given:
                put(self, name, tidy(given) if name == "feedback" else one_line(tidy(given)))
        if self.markup in ("html", "moodle"):
            self._keep_plain_text_as_such()
        if self.name and self.name == self.default_name:
            put(self, "name", "")

    def _keep_plain_text_as_such(self) -> None:
        shown = self.options if self.kind in CHOICES else ()
        texts = [self.text, self.feedback, *(o.text for o in shown)]
        plain = [_untagged(t, self.markup) for t in (*texts, *(o.feedback for o in self.options))]
        if any(text is None for text in plain):
            return
        known = iter(text or "" for text in plain)
        text, feedback = next(known), next(known)
        words = [next(known) for _ in shown] or [o.text for o in self.options]
        options = tuple(
            option
            if option.text == word and option.feedback == said
            else replace(option, text=word, feedback=said)
            for option, word, said in zip(self.options, words, known, strict=True)
        )
        for name, value in (("text", text), ("feedback", feedback), ("options", options)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "markup", "plain")

    @property
    def plain(self) -> str:
        """The text without markup."""
        return self.text if self.markup in ("plain", "markdown") else plain_of(self.text)

    @property
    def default_name(self) -> str:
        """The name shown in Moodle's question bank for a question that has none of its own."""
        text = one_line(self.plain)
        return text if len(text) <= 80 else text[:79].rstrip() + "…"

    @property
    def right(self) -> tuple[int, ...]:
        """Positions of the options that earn points, from 0."""
        return tuple([i for i, option in enumerate(self.options) if option.weight > 0])

    @property
    def answer(self) -> str:
        """Letters of the right options: ``D``, or ``AC`` where several are right."""
        return "".join(LETTERS[i] for i in self.right if i < len(LETTERS))


@dataclass(frozen=True, slots=True)
class Bank:
    """Questions in their order."""

    questions: tuple[Question, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "questions", tuple(self.questions))

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)


@dataclass(frozen=True, slots=True)
class BankReading:
    """A bank as it was read, mended where the intention is clear.

    ``findings`` are about the file as it stands: every error is a place where Moodle would refuse
    it or understand something else. Nothing is left out without a finding.
    """

    bank: Bank
    findings: tuple[Finding, ...] = ()
    encoding: str = ""
    """How the bytes were decoded; empty for a text."""
    places: tuple[int, ...] = ()
    """Which element of an XML file each question is, from 1: many may stand in one line."""
    title: str = ""
    """The title of the course, which only form 02-05 has."""

    def place(self, index: int) -> int | None:
        """What tells the question at ``index`` from others in the file: its element, or line."""
        return self.places[index] if self.places else self.bank.questions[index].line


def single(
    text: str, options: Sequence[str], answer: str, module: str = "", lecture: str = ""
) -> Question:
    """A question of form 02-05: option texts in order, and the letter of the right one.

    A letter without an option gives a question without a right answer; several letters give
    several right answers.
    """
    right = {LETTERS.find(letter) for letter in answer.upper()}
    made = tuple(Option(word, 100.0 * (i in right)) for i, word in enumerate(options))
    return Question(text, made, module=module, lecture=lecture)
