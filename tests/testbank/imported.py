"""What Moodle makes of a written file, by the port of its rules."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape

from atuforms.testbank.moodle import read_as_moodle
from atuforms.testbank.moodle.sentences import NO_QUESTIONS


@dataclass
class Imported:
    stem: str
    options: list[str]
    answer: int | None


def imported(data: bytes) -> tuple[list[Imported], list[str]]:
    """Questions of an Aiken file, and errors; signs of HTML as they are shown in the end."""
    reading = read_as_moodle(data, "aiken")
    questions = []
    for question in reading.questions:
        right = [i for i, answer in enumerate(question.answers) if answer.fraction == 1]
        options = [unescape(unescape(answer.text)) for answer in question.answers]
        questions.append(Imported(unescape(question.text), options, right[0] if right else None))
    errors = [
        r.sentence.one
        for r in reading.remarks
        if r.effect != "silent" and r.sentence != NO_QUESTIONS
    ]
    return questions, errors
