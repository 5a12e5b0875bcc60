"""Options with a box before or after each, of which the right one is ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from atuforms.testbank.lines import SIGN, Paragraph, answer_line, numbered
from atuforms.testbank.model import tidy

Paragraphs = list[Paragraph]

_TICK: Final = r"\s*[xXхХvV+*✓✔•●]\s*"
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]|[☐□◻▢○◯⚪✗✘❌]")
_TICKED: Final = re.compile(rf"\({_TICK}\)|\[{_TICK}\]|[☑☒✅■◼🗹●◉⦿⚫✓✔]")
BOX: Final = rf"(?:{_EMPTY.pattern}|{_TICKED.pattern})"
_FAMILIES: Final = ("(", "[", "☐□◻▢☑☒✅■◼🗹", "○◯⚪●◉⦿⚫", "✗✘❌✓✔✅")
"""Signs that stand beside each other, by their first character."""
_BEFORE: Final = re.compile(
    rf"(?P<label>[A-Za-zА-Яа-яӘәҒғ][.)]\s*)?(?P<box>{BOX})\s*(?P<text>[^\s;].*)", re.DOTALL
)
_AFTER: Final = re.compile(rf"(?<=\s)(?P<box>{BOX})[.;]?$")
_IN_A_LINE: Final = re.compile(
    rf"(?<!\S)(?:[A-HА-Жа-ж][.)]\s*)?(?P<box>{BOX})(?:(?<![)\]])|(?!\S))"
)
_LETTERED: Final = re.compile(r"[A-Za-zА-Яа-яӘәҒғ][.)]\s")
_FEWEST: Final = 2
_FEWEST_IN_A_LINE: Final = 3


@dataclass(slots=True)
class _Boxed:
    """An option with its box, and how many lines it takes."""

    paragraph: Paragraph
    box: str
    text: str
    lines: int = 1

    @property
    def ticked(self) -> bool:
        return not _EMPTY.fullmatch(self.box)

    def option(self) -> Paragraph:
        """The option as the reader knows it: with its own letter, or with a bullet."""
        own = self.paragraph
        lettered = own.label or _LETTERED.match(self.text)
        looks = own.looks | {SIGN} if self.ticked else own.looks
        return replace(own, text=self.text, label=own.label if lettered else "•", looks=looks)


def ticked_boxes(paragraphs: Paragraphs) -> Paragraphs:
    """«( ) Алматы», «(x) Астана»; “[ ]” and “[x]”; ☐ and ☑; ○ and ●; ✗ and ✓."""
    lines = [line for paragraph in paragraphs for line in _parted(paragraph)]
    made: Paragraphs = []
    i = 0
    while i < len(lines):
        counted = bool(made) and (
            numbered(tidy(made[-1].text)) is not None or made[-1].label[:1].isdigit()
        )
        run = _run(lines, i, _BEFORE, counted) or _run(lines, i, _AFTER, counted)
        made += (each.option() for each in run) if run else lines[i : i + 1]
        i += sum(each.lines for each in run) or 1
    return made


def boxed_alone(text: str) -> bool | None:
    """Whether a box that stands alone is ticked; None for other texts."""
    return not _EMPTY.fullmatch(text) if re.fullmatch(BOX, text) else None


def _run(lines: Paragraphs, start: int, pattern: re.Pattern[str], counted: bool) -> list[_Boxed]:
    """The options from ``start`` with boxes of one kind; none if their boxes say nothing sure.

    ``counted``: questions have numbers, so that a line between two options belongs to the first.
    """
    run: list[_Boxed] = []
    i = start
    while i < len(lines):
        boxed = _boxed(lines[i], pattern)
        if boxed is None and counted and run and i + 1 < len(lines) and _goes_on(lines[i]):
            boxed = _boxed(lines[i + 1], pattern)
            if boxed is None or not _one_family([*run, boxed]):
                break
            run[-1].text += f"\n{tidy(lines[i].text)}"
            run[-1].lines, i = 2, i + 1
        if boxed is None or not _one_family([*run, boxed]):
            break
        run.append(boxed)
        i += 1
    signs = {each.box[0] if each.box[0] not in "([" else "" for each in run if each.ticked}
    told = len(signs) < _FEWEST and any(not each.ticked for each in run)
    return run if len(run) >= _FEWEST and told else []


def _boxed(paragraph: Paragraph, pattern: re.Pattern[str]) -> _Boxed | None:
    text = tidy(paragraph.text)
    if pattern is _AFTER:
        after = _AFTER.search(text)
        return _Boxed(paragraph, after["box"], text[: after.start()].rstrip()) if after else None
    found = pattern.fullmatch(text)
    if found is None:
        return None
    return _Boxed(paragraph, found["box"], (found["label"] or "") + found["text"])


def _goes_on(paragraph: Paragraph) -> bool:
    text = tidy(paragraph.text)
    return not paragraph.label and numbered(text) is None and answer_line(text) is None


def _one_family(run: Sequence[_Boxed]) -> bool:
    return any(all(each.box[0] in family for each in run) for family in _FAMILIES)


def _parted(paragraph: Paragraph) -> Paragraphs:
    """A line with several boxes as a line for each, after what stands before the first."""
    found = list(_IN_A_LINE.finditer(paragraph.text))
    boxes = [_Boxed(paragraph, each["box"], "") for each in found]
    if len(found) < _FEWEST_IN_A_LINE or not _one_family(boxes):
        return [paragraph]
    text = paragraph.text.strip()
    after = text.endswith(found[-1].group()) and not text.startswith(found[0].group())
    if after:
        ends = [each.end() for each in found]
        pieces = [paragraph.text[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]
        if re.search(r"[?:]", pieces[0]):
            return [paragraph]
    else:
        starts = [each.start() for each in found]
        pieces = [
            paragraph.text[a:b]
            for a, b in zip([0, *starts], [*starts, len(paragraph.text)], strict=True)
        ]
    lines = [piece.strip(" \t;,") for piece in pieces]
    return [replace(paragraph, text=line) for line in lines if line]
