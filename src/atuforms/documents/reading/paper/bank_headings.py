"""The headings of a printed test bank: «Модуль 1. Лекция 2» stands above the questions of a part.

A heading has no field, since it is printed once for many questions; on paper it is all that says
which part a question belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from atuforms.core.findings import Place
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.wording import read_wording
from atuforms.documents.reading.paper.blocks import Line
from atuforms.forms.mooc_development.test_bank import TestBank

_PARTS = ("module", "lecture")


def put_parts(
    values: dict[str, Any], places: Mapping[str, Place], lines: Iterable[Line]
) -> dict[str, Any]:
    """``values`` of a bank with the part of each question that names none.

    :param lines: those of the document that are no question, option or answer.
    """
    questions = values.get("questions")
    headings = [(each.spot.paragraph, part) for each in lines if (part := heading_of(each.text))]
    if not headings or not isinstance(questions, list):
        return values
    found = []
    for number, question in enumerate(questions):
        at = places.get(f"questions.{number}", Place()).line
        above = [part for line, part in headings if at is not None and line < at]
        if above and isinstance(question, dict) and not any(name in question for name in _PARTS):
            question = {**question, **above[-1]}
        found.append(question)
    return {**values, "questions": found}


def heading_of(text: str) -> dict[str, str]:
    """Module and lecture that a heading names, in any language; nothing if it is none."""
    text = " ".join(text.split()).rstrip(".")
    if not text or len(text) > 200:
        return {}
    for patterns in _patterns():
        module = re.match(rf"{patterns['module']}(?:[.,:;]\s*|$)", text, re.IGNORECASE)
        rest = text[module.end() :] if module else text
        lecture = re.match(rf"{patterns['lecture']}$", rest, re.IGNORECASE)
        if module is None and lecture is None:
            continue
        named = {"module": module[1]} if module else {}
        if lecture is not None:
            return {**named, "lecture": lecture[1]}
        return {**named, "lecture": rest} if rest else named
    return {}


@cache
def _patterns() -> list[dict[str, str]]:
    found = []
    for lang in LANGUAGES:
        parts = read_wording(TestBank.SLUG, lang, TestBank.TEMPLATES)["parts"]
        found.append(
            {
                part: re.escape(str(parts[part])).replace(re.escape("{n}"), r"(\d{1,3})")
                for part in _PARTS
            }
        )
    return found
