"""Questions with a sign in their place: «# Көл?», «?» in a line above, «S: Көл?» of AST-Test."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from atuforms.testbank.typed.lines import SIGN, Paragraph, answer_line, numbered

Paragraphs = list[Paragraph]

_SIGN: Final = re.compile(
    r"(?P<sign>#{1,3}|[?№]|\[?[SsQq]\]?[:.]|\{\{\d{1,4}\}\}[^\n]{0,40})\s*(?P<text>.*)", re.DOTALL
)
_EMPTY: Final = re.compile(r"[Ii]\s*:.{0,40}|[Vv]\d{0,2}\s*:.{0,80}")
"""Lines of AST-Test that head a question or a topic."""
_OPTION: Final = re.compile(r"(?P<sign>[+-])\s*:\s*(?P<text>\S.*)", re.DOTALL)

_FIRST: Final = re.compile(r"[*+✓✔]?\s{0,3}[(\[]?\s?([AaАа1])\s?[.)\]]")
"""The first letter or number of a row."""


def signed_questions(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with numbers in the place of signs, if all have the same one."""
    texts = [paragraph.tidied for paragraph in paragraphs]
    starts = [i for i, text in enumerate(texts) if _starts(text)]
    if not starts or any(paragraphs[i].label for i in starts):
        return paragraphs
    if any(numbered(text) or paragraphs[i].label for i, text in enumerate(texts[: starts[0]])):
        return paragraphs  # «# …» below «1. …» is a line of code
    kinds = {_kind(texts[i]) for i in starts}
    # One sign for all, and something below each.
    if len(kinds) != 1 or len(starts) * 2 > len(texts) or not _each_asks_once(paragraphs, starts):
        return paragraphs
    ast = any(_OPTION.fullmatch(text) for text in texts)
    made: Paragraphs = []
    number = 0
    waiting = ""
    for paragraph, text in zip(paragraphs, texts, strict=True):
        found = _SIGN.fullmatch(text)
        option = _OPTION.fullmatch(text) if ast else None
        if ast and _EMPTY.fullmatch(text):
            continue
        if found and not waiting:
            number += 1
            waiting = "" if found["text"] else f"{number}."
            if not waiting:
                made.append(replace(paragraph, text=found["text"], label=f"{number}."))
        elif option:
            looks = paragraph.looks | {SIGN} if option["sign"] == "+" else paragraph.looks
            made.append(replace(paragraph, text=option["text"], label="•", looks=looks))
        else:
            made.append(replace(paragraph, label=waiting) if waiting else paragraph)
            waiting = ""
    return made


def _each_asks_once(paragraphs: Paragraphs, starts: list[int]) -> bool:
    """Whether no options begin before the first sign, or twice after one.

    A lone «?» or «# x = 1» among questions without a sign is a line of one of them.
    """
    ends = [*starts[1:], len(paragraphs)]
    parts = [paragraphs[start + 1 : end] for start, end in zip(starts, ends, strict=True)]
    return not _begun(paragraphs[: starts[0]]) and all(_begun(part) < 2 for part in parts)


def _begun(paragraphs: Paragraphs) -> int:
    """How often options begin: letters and numbers each for themselves, and answers end some."""
    labels = (_FIRST.match(f"{p.label} {p.text}".lstrip()) for p in paragraphs)
    begins = [found for found in labels if found]
    answers = sum(answer_line(p.text) is not None for p in paragraphs)
    letters = len([found for found in begins if found[1] != "1"])
    return max(letters, len(begins) - letters, answers)


def _starts(text: str) -> bool:
    return (
        text[:1] in ("#", "?", "№", "S", "s", "Q", "q", "[") and _SIGN.fullmatch(text) is not None
    )


def _kind(text: str) -> str:
    found = _SIGN.fullmatch(text)
    return found["sign"] if found else ""
