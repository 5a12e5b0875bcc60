"""A test bank in Aiken, GIFT, Moodle XML, or typed in Word, as a record of form 02-05."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from atuforms.core.exceptions import NoRecordInside
from atuforms.core.findings import Finding, Place, in_word
from atuforms.documents.reading.messages import READ_QUESTION_LEFT_OUT
from atuforms.forms.mooc_development.test_bank import TestBank
from atuforms.testbank import aiken
from atuforms.testbank.formats import read_bank
from atuforms.testbank.model import LETTERS, Question
from atuforms.testbank.typed.word import paragraphs_of

_WHOLE = 99.9


def bank_values(
    data: bytes, file: str, format_name: str | None = None
) -> tuple[dict[str, Any], dict[str, Place], tuple[Finding, ...], tuple[int, ...]]:
    """The values of a record of 02-05, where each question stands, and what was found in the file.

    The last are the numbers that the questions of the record have in the file.

    :raises NoRecordInside: if there is no question in it.
    """
    reading = read_bank(data, format_name)
    if not any(question.options for question in reading.bank.questions):
        raise NoRecordInside(
            "{file} holds no test items, and is no document that can be read. Give a DOCX or PDF "
            "made from an official form, or a test bank in Aiken, GIFT or Moodle XML.",
            file=file,
        )
    is_word = format_name == "docx"
    items: list[dict[str, Any]] = []
    places: dict[str, Place] = {}
    findings = list(reading.findings)
    numbers: list[int] = []
    for number, question in enumerate(reading.bank.questions, 1):
        right = [n for n, option in enumerate(question.options) if option.weight > _WHOLE]
        if question.kind != "single" or len(right) != 1:
            findings.append(_left_out(question, len(items)))
            continue
        if question.markup != "plain":
            # Pictures and tags have no place in the texts of the record.
            findings += aiken.unfit(question, len(items))
            continue
        places[f"questions.{len(items)}"] = Place(line=question.line)
        items.append(_item(question, right))
        numbers.append(number)
    if is_word:
        # What is counted there are paragraphs.
        places = {path: in_word(place) for path, place in places.items()}
        findings = [each.at(in_word(each.place)) for each in findings]
    return {"form": TestBank.CODE, "questions": items}, places, tuple(findings), tuple(numbers)


def has_questions(data: bytes) -> bool:
    """Whether most paragraphs of a Word document are questions and options of a bank."""
    paragraphs, _, _ = paragraphs_of(data)
    questions = [each for each in read_bank(data, "docx").bank.questions if len(each.options) > 1]
    said = sum(1 + len(each.options) for each in questions)
    return said * 2 > sum(bool(each.text.strip()) for each in paragraphs)


def _item(question: Question, right: Sequence[int]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "text": question.text,
        "options": [option.text for option in question.options],
        "answer": LETTERS[right[0]],
    }
    for name in ("module", "lecture"):
        if getattr(question, name):
            item[name] = getattr(question, name)
    return item


def _left_out(question: Question, number: int) -> Finding:
    return Finding(
        "read-question-left-out",
        f"questions.{number}",
        READ_QUESTION_LEFT_OUT,
        details={"text": question.text[:60]},
        place=Place(line=question.line),
        form=TestBank,
    )
