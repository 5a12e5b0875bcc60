"""What Moodle makes of a file: questions as they would stand in its question bank, and errors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from atuforms.core.language.sentences import Sentence
from atuforms.testbank.moodle import php

Effect = Literal["nothing", "stops", "says", "silent"]
"""What Moodle does: imports nothing, stops at this question, says a warning, or says nothing."""

VERSION: Final = "4.1"
"""The version with whose own files the rules were compared."""

TYPES: Final = {
    "multichoice": "single",
    "truefalse": "true_false",
    "shortanswer": "short_text",
    "numerical": "numeric",
}
"""Moodle's types of question that a bank holds."""


@dataclass(frozen=True, slots=True)
class MoodleAnswer:
    """An option or accepted answer. ``fraction`` is 1 for full marks."""

    text: str
    fraction: float = 0.0
    feedback: str = ""
    format: str = ""
    feedback_format: str = ""
    tolerance: str = ""


@dataclass(frozen=True, slots=True)
class MoodleQuestion:
    """A question as Moodle stores it. ``name`` is empty where Moodle takes it from the text."""

    type: str
    text: str
    line: int
    name: str = ""
    format: str = "moodle"
    general: str = ""
    general_format: str = ""
    answers: tuple[MoodleAnswer, ...] = ()
    single: bool = True
    shuffle: bool = True
    numbering: str = "abc"
    mark: str = "1"
    case_sensitive: bool = False
    category: tuple[str, ...] = ()
    place: int = 0
    """Which element of an XML file it is, from 1: many may stand in one line."""

    @property
    def order(self) -> int:
        """Where it stands in the file: its element, or else its line."""
        return self.place or self.line


def in_letters(question: MoodleQuestion) -> MoodleQuestion:
    """``question`` with all texts from bytes, as :mod:`.php` has them, to letters."""
    answers = tuple(
        MoodleAnswer(
            php.in_letters(a.text),
            a.fraction,
            php.in_letters(a.feedback),
            a.format,
            a.feedback_format,
            a.tolerance,
        )
        for a in question.answers
    )
    return replace(
        question,
        text=php.in_letters(question.text),
        name=php.in_letters(question.name),
        general=php.in_letters(question.general),
        answers=answers,
    )


@dataclass(frozen=True, slots=True)
class Remark:
    """What Moodle, or who looks over its shoulder, says at a line."""

    effect: Effect
    sentence: Sentence
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    place: int = 0
    """Of which element of an XML file it speaks, from 1."""

    @property
    def order(self) -> int:
        """Where in the file it belongs."""
        return self.place or self.line


@dataclass(frozen=True, slots=True)
class MoodleReading:
    """Questions that Moodle's reader makes of a file, and what is to be said.

    ``imported`` is how many of them Moodle would then have: errors undo the whole import, or stop
    it at a question.
    """

    questions: tuple[MoodleQuestion, ...]
    remarks: tuple[Remark, ...]
    imported: int

    @property
    def complete(self) -> bool:
        """Whether every question is imported."""
        return 0 < len(self.questions) == self.imported
