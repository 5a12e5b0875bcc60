"""Options with a box before or after each, of which the right one is ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from atuforms.testbank.typed.lines import SIGN, Paragraph, answer_line, numbered

Paragraphs = list[Paragraph]

_TICK: Final = r"\s*[xXхХvV+*✓✔•●]\s*"
_EMPTY: Final = re.compile(r"\(\s*[_–-]{0,3}\s*\)|\[\s*[_–-]{0,3}\s*\]|[☐□◻▢○◯⚪✗✘❌]")
_TICKED: Final = re.compile(rf"\({_TICK}\)|\[{_TICK}\]|[☑☒✅■◼🗹●◉⦿⚫✓✔]")
BOX: Final = rf"(?:{_EMPTY.pattern}|{_TICKED.pattern})"
_BOXES: Final = re.compile(BOX)
_FAMILIES: Final = ("(", "[", "☐□◻▢☑☒✅■◼🗹", "○◯⚪●◉⦿⚫", "✗✘❌✓✔✅")
"""Signs that stand beside each other, by their first character."""
_BEFORE: Final = re.compile(
    rf"(?P<label>[A-Za-zА-Яа-яӘәҒғ][.)]\s*)?(?P<box>{BOX})\s*(?P<text>[^\s;].*)",
    re.DOTALL,
)
_AFTER: Final = re.compile(rf"(?<=\s)(?P<box>{BOX})[.;]?$")
_IN_A_LINE: Final = re.compile(
    rf"(?<!\S)(?:[A-HА-Жа-ж][.)]\s*)?(?P<box>{BOX})(?:(?<![)\]])|(?!\S))"
)
_LETTERED: Final = re.compile(r"[A-Za-zА-Яа-яӘәҒғ][.)]\s")
_LABEL: Final = re.compile(r"[^\W_][.)]?|")
_FEWEST: Final = 2
_IN_ONE_LINE: Final = range(3, 27)


@dataclass(frozen=True, slots=True)
class _Boxed:
    """An option with its box."""

    paragraph: Paragraph
    box: str
    text: str

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
    if not any(_BOXES.search(paragraph.text) for paragraph in paragraphs):
        return paragraphs
    lines = [line for paragraph in paragraphs for line in _parted(paragraph)]
    made: Paragraphs = []
    i = 0
    while i < len(lines):
        runs = _runs(lines, i, _BEFORE) or _runs(lines, i, _AFTER)
        end = i + sum(map(len, runs)) + max(len(runs) - 1, 0)
        if not runs or not _is_told(runs, made[-1] if made else None):
            end = max(end, i + 1)
            made += lines[i:end]
        else:
            boxed = {id(each.paragraph): each for run in runs for each in run}
            made += (boxed[id(p)].option() if id(p) in boxed else p for p in lines[i:end])
        i = end
    return made


def boxed_alone(text: str) -> bool | None:
    """Whether a box that stands alone is ticked; None for other texts."""
    return not _EMPTY.fullmatch(text) if re.fullmatch(BOX, text) else None


def _runs(lines: Paragraphs, start: int, pattern: re.Pattern[str]) -> list[list[_Boxed]]:
    """The lines from ``start`` with boxes of one kind, and those after a single line without."""
    runs: list[list[_Boxed]] = []
    i = start
    while i < len(lines):
        run: list[_Boxed] = []
        for at in range(i, len(lines)):
            boxed = _boxed(lines[at], pattern)
            if boxed is None or not _one_family([*run[:1], *run[-1:], boxed]):
                break
            run.append(boxed)
        if not run:
            break
        runs.append(run)
        i += len(run)
        if i >= len(lines) or not _may_go_on(lines[i]):
            break
        i += 1
    return runs


def _is_told(runs: list[list[_Boxed]], above: Paragraph | None) -> bool:
    """Whether boxes say for sure which lines are options, and of which question.

    A line without a box between them is the next question only where questions have no numbers,
    and each has its tick; else it may be a part of the option before, or one without a box.
    """
    if above is None or answer_line(above.text):
        return False  # no question stands above them
    signs = [{e.box[0] if e.box[0] not in "([" else "" for e in run if e.ticked} for run in runs]
    counted = numbered(above.tidied) is not None or above.label[:1].isdigit()
    ticks = [sum(each.ticked for each in run) for run in runs]
    if any(len(each) >= _FEWEST for each in signs) or any(len(run) < _FEWEST for run in runs):
        return False
    if any(tick == len(run) for tick, run in zip(ticks, runs, strict=True)):
        return False
    return len(runs) == 1 or (not counted and all(ticks))


def _boxed(paragraph: Paragraph, pattern: re.Pattern[str]) -> _Boxed | None:
    text = paragraph.tidied
    if pattern is _AFTER:
        after = _AFTER.search(text)
        before = text[: after.start()].rstrip() if after else ""
        named = after is not None and not _LABEL.fullmatch(before)  # «А) ☑» is a sign itself
        return _Boxed(paragraph, after["box"], before) if after is not None and named else None
    found = pattern.fullmatch(text)
    if found is None:
        return None
    return _Boxed(paragraph, found["box"], (found["label"] or "") + found["text"])


def _may_go_on(paragraph: Paragraph) -> bool:
    text = paragraph.tidied
    return not paragraph.label and numbered(text) is None and answer_line(text) is None


def _one_family(run: Sequence[_Boxed]) -> bool:
    return any(all(each.box[0] in family for each in run) for family in _FAMILIES)


def _parted(paragraph: Paragraph) -> Paragraphs:
    """A line with several boxes as a line for each, after what stands before the first."""
    found = list(_IN_A_LINE.finditer(paragraph.text))
    boxes = [_Boxed(paragraph, each["box"], "") for each in found]
    if len(found) not in _IN_ONE_LINE or not _one_family(boxes):
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
