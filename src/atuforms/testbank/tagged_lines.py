"""Questions in the tags that Platonus exchanges: «<question>Көл?», «<variantright>Каспий»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.testbank.lines import SIGN, Paragraph
from atuforms.testbank.messages import XML_NOT_KEPT

Paragraphs = list[Paragraph]

_TAG: Final = re.compile(
    r"<[ \t]{0,3}(question|variant[ \t]?right|variant)[ \t]{0,3}(\d{0,2})[ \t]{0,3}>", re.IGNORECASE
)
"""The digit of a question is its level of difficulty."""
_QUESTION: Final = re.compile(
    r"^[ \t]*<[ \t]{0,3}question[ \t]{0,3}\d{0,2}[ \t]{0,3}>", re.I | re.M
)
_VARIANT: Final = re.compile(
    r"<[ \t]{0,3}variant[ \t]?(?:right)?[ \t]{0,3}\d{0,2}[ \t]{0,3}>", re.I
)
_CLOSED: Final = re.compile(r"</(?:question|variant|variantright)\d{0,2}>\s*$", re.IGNORECASE)
_LEVEL: Final = re.compile(r"<[ \t]{0,3}question[ \t]{0,3}\d{1,2}[ \t]{0,3}>", re.IGNORECASE)


def tagged_lines(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with a numbered question or an option for each tag."""
    if not has_tags("\n".join(paragraph.text for paragraph in paragraphs)):
        return paragraphs
    made: Paragraphs = []
    number = 0
    for paragraph in paragraphs:
        before, *pieces = _TAG.split(paragraph.text)
        if before.strip() or not pieces:
            made.append(paragraph)
            continue
        for tag, text in zip(pieces[::3], pieces[2::3], strict=True):
            asks, right = tag.lower() == "question", tag.lower().endswith("right")
            number += asks
            label = f"{number}." if asks else "•"
            looks = frozenset({SIGN}) if right else frozenset[str]()
            text = _CLOSED.sub("", text)
            made.append(replace(paragraph, text=text, label=label, looks=looks, bold=False))
    return made


def has_tags(text: str) -> bool:
    """Whether tags of questions and options, which are never closed, stand in a text."""
    closed = "</question" in text.lower()
    return bool(not closed and _QUESTION.search(text) and _VARIANT.search(text))


def lost_levels(paragraphs: Iterable[Paragraph]) -> list[Finding]:
    """The finding on levels of difficulty, which a bank has no place for."""
    for paragraph in paragraphs:
        found = _LEVEL.match(paragraph.text.lstrip())
        if found:
            return [
                Finding(
                    "bank-not-kept",
                    "",
                    XML_NOT_KEPT,
                    "warning",
                    actual=found.group(),
                    place=Place(paragraph.line),
                )
            ]
    return []
