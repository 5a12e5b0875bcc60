"""The letters before the options of a test bank, by which its answers name the right ones.

A form prints them in the order of the options. Who moves an option in Word, or deletes one, leaves
the letters as they were, and the answer still means the one that it stood before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.documents.reading.messages import READ_ANSWER_LEFT_OUT, READ_LETTERS
from atuforms.documents.reading.paper.blocks import Line
from atuforms.forms.mooc_development.test_bank import TestBank
from atuforms.testbank.letters import places, to_latin

_LETTER = re.compile(r"\s*[(\[]?([^\W\d_])\s*[.)\]:]")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ONE_MEANING = frozenset("АСЕ")
"""Cyrillic letters that look like Latin ones and are no third or later letter of their own."""


def follow_letters(
    values: Mapping[str, Any], at: Mapping[str, Place], lines: Iterable[Line]
) -> tuple[dict[str, Any], list[Finding]]:
    """``values`` of a bank with the answers that its letters mean, and what is to be told.

    :param at: where each value stands.
    """
    questions = values.get("questions")
    if not isinstance(questions, list):
        return dict(values), []
    letters = {line.spot.paragraph: letter for line in lines if (letter := _letter(line))}
    findings: list[Finding] = []
    made = []
    for number, question in enumerate(questions):
        options = question.get("options") if isinstance(question, dict) else None
        if isinstance(options, list) and len(options) <= len(_LETTERS):
            path = f"questions.{number}"
            spots = (at.get(f"{path}.options.{each}", Place()).line for each in range(len(options)))
            shown = [letters.get(spot or 0, "") for spot in spots]
            if not _is_in_order(shown):
                question, told = _answered(question, options, shown, path)
                findings.append(told.at(at.get(f"{path}.options", told.place)))
        made.append(question)
    return {**values, "questions": made}, findings


def _letter(line: Line) -> str:
    """The letter before an option: outside of its field, if it has one."""
    begin = line.pieces[0] if line.pieces else None
    found = _LETTER.match(begin.text) if begin is not None and begin.control is None else None
    return _capital(found[1]) if found else ""


def _capital(letter: str) -> str:
    capital = letter.upper()
    return to_latin(capital) if capital in _ONE_MEANING else capital


def _is_in_order(shown: Sequence[str]) -> bool:
    return all(not each or number in places(each) for number, each in enumerate(shown))


def _answered(
    question: Mapping[str, Any], options: Sequence[Any], shown: Sequence[str], path: str
) -> tuple[dict[str, Any], Finding]:
    """A question with the answer that means the option after its letter."""
    answer = question.get("answer")
    meant = [n for n, each in enumerate(shown) if each and each == _capital(str(answer))]
    if answer is None or (meant and all(options[n] == options[meant[0]] for n in meant)):
        made = {**question, **({} if answer is None else {"answer": _LETTERS[meant[0]]})}
        letters = ", ".join(each or "–" for each in shown)
        return made, _told(f"{path}.options", READ_LETTERS, text=letters)
    made = {name: value for name, value in question.items() if name != "answer"}
    return made, _told(f"{path}.answer", READ_ANSWER_LEFT_OUT, text=str(answer))


def _told(path: str, message: Message, **details: str) -> Finding:
    return Finding(
        "read-letters", path, message, severity="warning", details=details, form=TestBank
    )
