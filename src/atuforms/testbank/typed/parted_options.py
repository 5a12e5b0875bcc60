"""Options without marks in one line, parted by semicolons, or in the lines of one cell."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import Final

from atuforms.testbank.letters import places
from atuforms.testbank.model import one_line
from atuforms.testbank.typed.lines import Paragraph, answer_line, numbered, option_line

Paragraphs = list[Paragraph]

_COUNT: Final = range(3, 9)
"""How many options without a mark a line may hold."""
_ASKS: Final = re.compile(r"[?:…]$|\.\.\.$")
_OFFERS: Final = re.compile(
    r"вариант(?:ы)?(?: ответ(?:а|ов))?|ответы|жауап(?:тар)?(?: нұсқалары)?|нұсқалар(?:ы)?"
    r"|options?|answer options?",
    re.IGNORECASE,
)
_ANSWERS: Final = re.compile(
    r"(?:правильн|верн)\w+ ответы?|ответ|дұрыс жауап(?:тар)?(?:ы)?|жауабы|ключ|кілт"
    r"|(?:correct |right )?answer|key",
    re.IGNORECASE,
)


def parted_by_semicolons(paragraphs: Paragraphs) -> Paragraphs:
    """«Балқаш; Зайсан; Алакөл» below or after a question, above its answer."""
    made: Paragraphs = []
    for i, paragraph in enumerate(paragraphs):
        if ";" not in paragraph.tidied:
            made.append(paragraph)
            continue
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        stem, options = _parted(paragraph, made[-1] if made else None)
        rest = _answer(following) if following else None
        if rest is not None and _may_be_a_place(rest, options):
            options = []
        cut = _cut(paragraph, options)
        shown = sum(bool(each.marks_and_sign) for each in cut)
        if not options or (rest is None and shown != 1):
            made.append(paragraph)
            continue
        if stem:
            made.append(replace(paragraph, text=stem, spans=(), bold=False))
        made += cut
    return made


def _cut(paragraph: Paragraph, options: list[str]) -> Paragraphs:
    """The options of a line, each with its own looks."""
    made: Paragraphs = []
    end = 0
    for option in options:
        start = max(paragraph.text.find(option, end), end)
        end = start + len(option)
        looks = paragraph.cut(start, end) if paragraph.spans else paragraph
        made.append(replace(looks, text=option, label="•", level=None))
    return made


_COUNTED: Final = re.compile(r"(\d{1,2})[.)]\s*(?=\S)")


def options_in_one_cell(paragraphs: Paragraphs) -> Paragraphs:
    """The lines of a cell under «Варианты ответов», each an option."""
    made: Paragraphs = []
    for _, group in groupby(paragraphs, lambda p: p.cell_at):
        lines = list(group)
        under = _OFFERS.fullmatch(one_line(lines[0].column or ""))
        bare = not any(p.label or option_line(p, n) for n, p in enumerate(lines))
        if under and bare and len(lines) in _COUNT:
            counted = [_COUNTED.match(line.tidied) for line in lines]
            if all(c and int(c[1]) == n for n, c in enumerate(counted, 1)):
                # «1) Алматы», «2) Астана»
                lines = [
                    replace(p, text=c.string[c.end() :])
                    for p, c in zip(lines, counted, strict=True)
                    if c
                ]
            lines = [replace(line, label="•") for line in lines]
        made += lines
    return made


def _parted(paragraph: Paragraph, above: Paragraph | None) -> tuple[str, list[str]]:
    """The question at the beginning of a line, if there is one, and the options after it."""
    text = paragraph.tidied
    pieces = [one_line(piece) for piece in text.rstrip(" ;.").split(";")]
    if len(pieces) not in _COUNT or not all(pieces) or answer_line(text) is not None:
        return "", []
    asked, mark, first = pieces[0].rpartition("?")
    if mark and first.strip():
        return asked + mark, [first.strip(), *pieces[1:]]
    under = _OFFERS.fullmatch(one_line(paragraph.column or ""))
    asks = above is not None and (
        _ASKS.search(above.tidied) or numbered(above.tidied) or above.label[:1].isdigit()
    )
    if not (under or asks) or paragraph.label or numbered(text) or "?" in text:
        return "", []
    return "", pieces


def _may_be_a_place(rest: str, options: list[str]) -> bool:
    """Whether «2» or «б» is the text of one option, and counts to another."""
    said = rest.strip(" .)").casefold()
    at = [i for i, option in enumerate(options) if option.casefold() == said]
    place = places(said) if said.isalpha() else {int(said) - 1} if said.isdecimal() else set()
    return len(said) == 1 and bool(at) and bool(place) and not set(at) & place


def _answer(paragraph: Paragraph) -> str | None:
    """What a line or cell says of the right option; None if it says nothing of it."""
    if _ANSWERS.fullmatch(one_line(paragraph.column or "")):
        return paragraph.tidied
    return answer_line(paragraph.tidied)


def answers_in_cells(paragraphs: Paragraphs) -> Paragraphs:
    """A cell under «Правильный ответ» that names an option by its text, as an answer line."""
    made: Paragraphs = []
    for at, group in groupby(paragraphs, lambda p: p.cell_at):
        lines = list(group)
        text = lines[0].tidied
        named = _ANSWERS.fullmatch(one_line(lines[0].column or "")) and len(lines) == 1
        beside = bool(at and made and made[-1].cell_at and made[-1].cell_at[:2] == at[:2])
        if named and beside and made[-1].label == "•" and answer_line(text) is None:
            lines = [replace(lines[0], text=f"ANSWER: {text}", label="")]
        made += lines
    return made
