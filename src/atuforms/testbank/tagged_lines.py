"""Questions in the tags that Platonus exchanges: «<question>Көл?», «<variantright>Каспий»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.testbank.drafts import Draft
from atuforms.testbank.letters import to_latin
from atuforms.testbank.lines import SIGN, Paragraph
from atuforms.testbank.messages import TAG_STRAY, XML_NOT_KEPT

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
_LIKE_A_TAG: Final = re.compile(
    r"<[ \t]{0,3}/?[ \t]{0,3}(?P<name>[^\W\d_]{4,16})[ \t]{0,3}\w{0,6}[ \t]{0,3}>"
)
_NAMES: Final = ("question", "variant", "variantright")
_ALIKE: Final = 0.75
"""How much of a name is the same, where a letter of it is wrong or too many."""
_LEVEL: Final = re.compile(r"<[ \t]{0,3}question[ \t]{0,3}\d{1,2}[ \t]{0,3}>", re.IGNORECASE)


def tagged_lines(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with a numbered question or an option for each tag."""
    if not has_tags("\n".join(paragraph.text for paragraph in paragraphs)):
        return paragraphs
    made: Paragraphs = []
    number = 0
    waiting: Paragraphs = []  # lines that go on from the one before, if an option follows
    for paragraph in paragraphs:
        before, *pieces = _TAG.split(paragraph.text)
        if before.strip() or not pieces:
            waiting.append(paragraph)
            continue
        goes_on = not any(tag for line in waiting for tag in _stray(line.text))
        if made and goes_on and pieces[0].lower() != "question":
            made[-1] = replace(made[-1], text="\n".join(p.text for p in (made[-1], *waiting)))
        else:
            made += waiting
        waiting = []
        for tag, text in zip(pieces[::3], pieces[2::3], strict=True):
            asks, right = tag.lower() == "question", tag.lower().endswith("right")
            number += asks
            label = f"{number}." if asks else "•"
            looks = frozenset({SIGN}) if right else frozenset[str]()
            text = _CLOSED.sub("", text)
            made.append(replace(paragraph, text=text, label=label, looks=looks, bold=False))
    return made + waiting


def has_tags(text: str) -> bool:
    """Whether tags of questions and options, which are never closed, stand in a text."""
    closed = "</question" in text.lower()
    return bool(not closed and _QUESTION.search(text) and _VARIANT.search(text))


def stray_tags(paragraphs: Paragraphs, drafts: Sequence[Draft]) -> list[Finding]:
    """Findings on tags written otherwise, or within a line, that stay in the texts of a bank."""
    if not has_tags("\n".join(paragraph.text for paragraph in paragraphs)):
        return []
    return [
        Finding(
            "0205-item-format",
            f"questions.{i}",
            TAG_STRAY,
            clause="02-05",
            actual=tag,
            details={"number": i + 1},
            place=Place(draft.line),
        )
        for i, draft in enumerate(drafts)
        for tag in islice(_stray("\n".join((*draft.stem, *draft.words))), 1)
    ]


def _stray(text: str) -> Iterator[str]:
    for found in _LIKE_A_TAG.finditer(text) if "<" in text else ():
        if get_close_matches(to_latin(found["name"]).lower(), _NAMES, 1, _ALIKE):
            yield found.group()


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
