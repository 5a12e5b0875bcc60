"""Aiken as Moodle reads it: a line is an option, the answer, or else a new question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from atuforms.testbank.moodle import php
from atuforms.testbank.moodle.model import MoodleAnswer, MoodleQuestion, Remark, in_letters
from atuforms.testbank.moodle.sentences import (
    AIKEN_NO_OPTION,
    AIKEN_NOT_STARTED,
    AIKEN_TWICE_ESCAPED,
    AIKEN_UNFINISHED,
    NOT_UTF8_LINE,
    TOO_FEW_OPTIONS,
)

_OPTION: Final = re.compile(r"[A-Z][).][ \t]?")
_ANSWER: Final = "ANSWER:"


def questions_of(text: str) -> tuple[list[MoodleQuestion], list[Remark]]:
    """Questions of an Aiken file, and remarks."""
    made: list[MoodleQuestion] = []
    remarks: list[Remark] = []
    current: MoodleQuestion | None = None
    options: list[str] = []
    for number, line in _lines(text):
        if not php.is_utf8(line):
            remarks.append(Remark("silent", NOT_UTF8_LINE, number))
        if _OPTION.match(line):
            if current is None:
                remarks.append(Remark("nothing", AIKEN_NOT_STARTED, number))
                continue
            options.append(_option(php.trim(line[2:]), number, remarks))
        elif line.startswith(_ANSWER):
            if current is None:
                remarks.append(Remark("nothing", AIKEN_NOT_STARTED, number))
            elif len(options) < 2:
                remarks.append(Remark("nothing", TOO_FEW_OPTIONS, number))
            else:
                letter = php.trim(line[len(_ANSWER) :])
                made.append(_answered(current, options, letter, number, remarks))
            current = None
        else:
            if current is not None:
                remarks.append(
                    Remark("nothing", AIKEN_UNFINISHED, number, {"start": _start(current.text)})
                )
            current = MoodleQuestion("multichoice", php.escaped(line), number, format="html")
            options = []
    if current is not None:
        last = Remark("silent", AIKEN_UNFINISHED, current.line, {"start": _start(current.text)})
        remarks.append(last)
    return [in_letters(question) for question in made], remarks


def _start(text: str) -> str:
    return php.in_letters(text)[:60]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Number and words of each line that is long enough for Moodle to look at."""
    number = 0
    for raw in php.lines_of(text):
        pieces = raw.rstrip("\r\n").split("\r")
        for piece in pieces:
            number += 1
            line = php.trim(piece)
            if len(line) >= 2:
                yield number, line


def _option(text: str, number: int, remarks: list[Remark]) -> str:
    # Moodle escapes an option twice, so that its signs are shown as their names.
    shown = php.escaped(php.escaped(text))
    if shown != text and shown:
        remarks.append(
            Remark("silent", AIKEN_TWICE_ESCAPED, number, {"option": php.in_letters(text)})
        )
    return shown


def _answered(
    question: MoodleQuestion,
    options: Sequence[str],
    letter: str,
    number: int,
    remarks: list[Remark],
) -> MoodleQuestion:
    place = ord(letter[:1] or "\0") - ord("A")
    if not 0 <= place < len(options):
        remarks.append(
            Remark("silent", AIKEN_NO_OPTION, number, {"answer": php.in_letters(letter)})
        )
    answers = tuple(
        MoodleAnswer(text, float(i == place), format="html") for i, text in enumerate(options)
    )
    return replace(question, answers=answers)
