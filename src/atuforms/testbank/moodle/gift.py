"""GIFT as Moodle reads it, sign by sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from atuforms.core.language.sentences import Sentence
from atuforms.testbank.moodle import php
from atuforms.testbank.moodle.model import MoodleAnswer, MoodleQuestion, Remark, in_letters
from atuforms.testbank.moodle.sentences import (
    CRASH,
    GIFT_BRACES,
    GIFT_MATCHING,
    GIFT_NO_MARGIN,
    GIFT_NO_NUMBERS,
    GIFT_STAR,
    TOO_FEW_ANSWERS,
)

_PLACEHOLDERS: Final = {
    **{sign: f"&&{ord(sign):03};" for sign in ":#={}~"},
    "n": "&&010",  # the one without a semicolon
}
_WEIGHT: Final = re.compile(r"%-*[0-9]{1,2}\.?[0-9]*%", re.ASCII)
_FORMATS: Final = frozenset(("moodle", "html", "plain", "markdown"))
_TRUE: Final = ("T", "TRUE")
_FALSE: Final = ("F", "FALSE")


class _Refused(Exception):
    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class _Text:
    format: str
    words: str


def questions_of(text: str) -> tuple[list[MoodleQuestion], list[Remark]]:
    """Questions of a GIFT file, categories among them, and remarks."""
    made: list[MoodleQuestion] = []
    remarks: list[Remark] = []
    for line, block in _blocks(text):
        try:
            made.append(_question(block, line, remarks))
        except _Refused as reason:
            remarks.append(
                Remark("nothing", reason.sentence, line, {"start": php.in_letters(block)[:60]})
            )
        except php.Crash:
            # Nothing of the file is imported, though what comes after may be well.
            remarks.append(Remark("nothing", CRASH, line))
    return [in_letters(question) for question in made], remarks


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """First line and text of what stands between empty lines."""
    lines: list[str] = []
    first = 1
    for number, raw in enumerate([*php.lines_of(text), ""], 1):
        line = php.trim(raw)
        if not php.is_empty(line):
            commented = line.startswith("//")
            first = number if not any(php.trim(each) for each in lines) else first
            lines.append(" " if commented else line)
            continue
        block = php.trim("\n".join(lines))
        if block:
            yield first, block
        lines = []


def _hidden(text: str) -> str:
    """``text`` with escaped signs out of the way."""
    text = text.replace("\\\\", "&&092;")
    for sign, placeholder in _PLACEHOLDERS.items():
        text = text.replace("\\" + sign, placeholder)
    return text.replace("&&092;", "\\")


def _shown(text: str) -> str:
    for sign, placeholder in _PLACEHOLDERS.items():
        text = text.replace(placeholder, "\n" if sign == "n" else sign)
    return text


def _text(text: str, default: str) -> _Text:
    """Words and format, which a name in brackets at the very beginning gives."""
    named = default
    if text.startswith("["):
        end = text.find("]")
        # Without a closing bracket PHP counts from the end of the text.
        name = php.part(text, 1, end - 1) if end >= 0 else php.part(text, 1, -1)
        if name in _FORMATS:
            named, text = name, text[max(end, 0) + 1 :]
    return _Text(named, php.trim(_shown(text)))


def _question(block: str, line: int, remarks: list[Remark]) -> MoodleQuestion:
    text = _hidden(block)
    if text.startswith("$CATEGORY:"):
        return MoodleQuestion("category", php.trim(text[len("$CATEGORY:") :]), line)
    name = ""
    if text.startswith("::"):
        text = text[2:]
        end = text.find("::")
        if end >= 0:
            name, text = php.trim(_shown(text[:end])), php.trim(text[end + 2 :])
    start, finish = text.find("{"), text.find("}")
    if start < 0 and finish < 0:
        stem = _text(text, "moodle")
        return MoodleQuestion("description", stem.words, line, name, stem.format, mark="0")
    if start < 0 or finish < 0:
        raise _Refused(GIFT_BRACES)
    length = finish - start
    inside = php.trim(php.part(text, start + 1, length - 1))
    blank = "" if text.endswith("}") else "_____"
    stem = _text(php.replaced(text, blank, start, length + 1), "moodle")
    general = ""
    separator = inside.rfind("####")
    if separator >= 0:
        general, inside = inside[separator + 4 :], php.trim(inside[:separator])
    said = _text(general, stem.format)
    question = MoodleQuestion("essay", stem.words, line, name, stem.format, said.words, said.format)
    return _with_answers(question, inside, remarks)


def _with_answers(question: MoodleQuestion, inside: str, remarks: list[Remark]) -> MoodleQuestion:
    form = question.format
    if not inside:
        return question
    if inside.startswith("#"):
        answers = _numbers(inside[1:], form, question.line, remarks)
        return replace(question, type="numerical", answers=answers)
    if "~" in inside:
        parts = _split(inside.replace("=", "~="), "~", 2)
        answers = tuple(_choice(php.trim(each), form) for each in parts)
        return replace(question, type="multichoice", answers=answers, single="=" in inside)
    if "=" in inside and "->" in inside:
        return replace(question, type="match", answers=_pairs(inside, form))
    word = php.trim(inside[: inside.find("#")]) if inside.find("#") > 0 else inside
    if word in (*_TRUE, *_FALSE):
        return replace(question, type="truefalse", answers=_truth(inside, form))
    parts = _split(inside, "=", 1)
    answers = tuple(_accepted(php.trim(each), form) for each in parts)
    return replace(question, type="shortanswer", answers=answers)


def _split(inside: str, sign: str, least: int, few: Sentence = TOO_FEW_ANSWERS) -> list[str]:
    """Parts between signs; the first falls away if PHP takes it for nothing."""
    first, *rest = inside.split(sign)
    first = php.trim(first)
    parts = rest if php.is_empty(first) else [first, *rest]
    if len(parts) < least:
        raise _Refused(few)
    return parts


def _weighed(answer: str, default: float) -> tuple[float, str]:
    found = _WEIGHT.match(answer)
    if not found:
        return default, answer
    return php.number(found.group()[1:-1]) / 100, answer[found.end() :]


def _with_feedback(answer: str, form: str) -> tuple[_Text, _Text]:
    words, _, feedback = answer.partition("#")
    return _text(php.trim(words), form), _text(php.trim(feedback), form)


def _choice(answer: str, form: str) -> MoodleAnswer:
    weight, rest = (1.0, answer[1:]) if answer.startswith("=") else _weighed(answer, 0.0)
    words, said = _with_feedback(rest, form)
    return MoodleAnswer(words.words, weight, said.words, words.format, said.format)


def _accepted(answer: str, form: str) -> MoodleAnswer:
    weight, rest = _weighed(answer, 1.0)
    words, said = _with_feedback(rest, form)
    return MoodleAnswer(words.words, weight, said.words, "plain", said.format)


def _pairs(inside: str, form: str) -> tuple[MoodleAnswer, ...]:
    pairs = []
    for each in _split(inside, "=", 2):
        left, arrow, right = php.trim(each).partition("->")
        if not arrow:
            raise _Refused(GIFT_MATCHING)
        words = _text(left, form)
        pairs.append(MoodleAnswer(words.words, 0.0, php.trim(_shown(right)), words.format))
    return tuple(pairs)


def _truth(inside: str, form: str) -> tuple[MoodleAnswer, ...]:
    word, *said = inside.split("#", 2)
    wrong, right = (_text(php.trim(each), form) for each in (*said, "", "")[:2])
    if _text(php.trim(word), form).words in _TRUE:
        return (
            MoodleAnswer("true", 1.0, right.words, "plain", right.format),
            MoodleAnswer("false", 0.0, wrong.words, "plain", wrong.format),
        )
    return (
        MoodleAnswer("true", 0.0, wrong.words, "plain", wrong.format),
        MoodleAnswer("false", 1.0, right.words, "plain", right.format),
    )


def _numbers(inside: str, form: str, line: int, remarks: list[Remark]) -> tuple[MoodleAnswer, ...]:
    accepted, tilde, wrong = inside.partition("~")
    answers = []
    for each in _split(accepted, "=", 1, GIFT_NO_NUMBERS):
        answer = _accepted(php.trim(each), form)
        value, tolerance = _range(answer.text)
        if not php.is_numeric(value):
            # A slip in Moodle: what is no number becomes “any answer”.
            if value != "*":
                remarks.append(Remark("silent", GIFT_STAR, line, {"answer": php.in_letters(value)}))
            value = "*"
        if not php.is_numeric(tolerance):
            raise _Refused(GIFT_NO_MARGIN)
        answers.append(replace(answer, text=value, tolerance=tolerance))
    if tilde:
        said = _with_feedback(tilde + wrong, form)[1]
        answers.append(MoodleAnswer("*", 0.0, said.words, "plain", said.format))
    return tuple(answers)


def _range(answer: str) -> tuple[str, str]:
    """Number and tolerance of ``5``, ``5:0.1`` or ``4.9..5.1``."""
    dots = answer.find("..")
    if dots > 0:
        least = php.number(php.trim(answer[:dots]))
        most = php.number(php.trim(answer[dots + 2 :]))
        middle = (most + least) / 2
        return f"{middle:.14g}", f"{most - middle:.14g}"
    colon = answer.find(":")
    if colon > 0:
        return php.trim(answer[:colon]), php.trim(answer[colon + 1 :])
    return php.trim(answer), "0"
