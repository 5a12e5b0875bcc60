"""Options that share a line, with each other or with their question.

«A) бір  B) екі  C) үш» below the question or after it; two columns, «А) … ⇥Б) …» above
«В) … ⇥Г) …», also counted down the columns; «1. Сұрақ? А) бір» above «Б) екі».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from atuforms.testbank.letters import places
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.running_letters import order_of

Paragraphs = list[Paragraph]

_LABELLED: Final = re.compile(
    r"(?:^|(?<=[\s;,]))(?P<mark>[*+]?)(?P<label>[A-Ha-hА-Жа-жӘәҒғ])(?P<sign>[.)])\s*(?=\S)"
)
_DIGITED: Final = re.compile(
    r"(?:^|(?<=[\s;,]))(?P<mark>[*+]?)(?P<label>\d{1,2})(?P<sign>\))\s*(?=\S)"
)
_MAY_BEGIN: Final = re.compile(r"[AaАа][.)]|1\)")
"""The first label in whatever place, which takes a fraction of the time to look for."""
_APART: Final = re.compile(r"(?:\t|\s{2,}|;\s*)\Z")
_JOINED: Final = re.compile(
    r"(?:(?:\A|[\s(])(?:и|или|либо|және|немесе|мен|бен|пен|and|or)|[(+&–—-])\s?\Z"
)
"""What stands before a letter that a text names: «верны А) и Б)»."""
_JOINT: Final = 12
"""Characters of the longest of these."""
_GAP: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.\s*)+\Z")
ASKS: Final = re.compile(r"[?:.…!]\s*\Z")
_BETWEEN: Final = re.compile(r"(?:\s*[,|/\\]|\s[•·–—-])\s*\Z")
"""What may stand between options of a line."""
_MOST_IN_A_LINE: Final = 60
"""So many are none."""
_FEWEST_IN_A_LINE: Final = 3
"""So many labels in a line are options, whatever stands between them."""


class _Line(NamedTuple):
    paragraph: Paragraph
    labels: list[re.Match[str]]

    @property
    def stem(self) -> str:
        return self.paragraph.text[: self.labels[0].start()].strip()


def options_in_lines(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs with each option on a line of its own."""
    return [each for _, parted in _blocks(paragraphs) for each in parted]


def have_options_in_lines(paragraphs: Paragraphs) -> bool:
    """Whether some options share a line, so that Moodle would take them for one."""
    return any(count != len(parted) for count, parted in _blocks(paragraphs))


def is_named_in_a_text(text: str, at: int) -> bool:
    """Whether what stands before a letter shows that the text names it: «верны А) и Б)»."""
    return _JOINED.search(text, max(0, at - _JOINT), at) is not None


def _blocks(paragraphs: Paragraphs) -> Iterator[tuple[int, Paragraphs]]:
    i = 0
    while i < len(paragraphs):
        count, parted = _block(paragraphs, i)
        yield count, parted
        i += count


def begins_options(paragraph: Paragraph) -> bool:
    """Whether a line begins with the first letter of options, or a list printed it."""
    if paragraph.label:
        return not paragraph.label.strip("().[] ").isdecimal()
    found = _LABELLED.match(paragraph.tidied)
    return found is not None and 0 in places(found["label"])


def _block(paragraphs: Paragraphs, start: int) -> tuple[int, Paragraphs]:
    """How many lines from ``start`` belong together, and what they are, one option a line."""
    first = paragraphs[start]
    # Where a line ends within a paragraph, statements were joined to a question.
    if not first.label and "\n" not in first.text and _MAY_BEGIN.search(first.text):
        for pattern in (_LABELLED, _DIGITED):
            found = list(islice(pattern.finditer(first.text), _MOST_IN_A_LINE))
            if len(found) == _MOST_IN_A_LINE:
                continue
            for at, each in enumerate(found):
                if not _is_first(each) or (at and _begins(found[0]) and pattern is _LABELLED):
                    continue
                lines = _lines(paragraphs, start, found[at:], pattern)
                after = start + len(lines)
                counted = pattern is _DIGITED and after < len(paragraphs)
                if counted and begins_options(paragraphs[after]):
                    break  # statements, of which the options speak
                parted = _parted(lines)
                if parted:
                    return len(lines), parted
    return 1, [first]


def _begins(found: re.Match[str]) -> bool:
    """Whether nothing stands before a label."""
    return not found.string[: found.start()].strip()


def _is_first(found: re.Match[str]) -> bool:
    label = found["label"]
    return label == "1" if label.isdecimal() else 0 in places(label)


def _lines(
    paragraphs: Paragraphs, start: int, found: list[re.Match[str]], pattern: re.Pattern[str]
) -> list[_Line]:
    """The line of the first option, and those below it that begin with another label."""
    sign, upper = found[0]["sign"], found[0]["label"].isupper()

    def alike(each: re.Match[str]) -> bool:
        same = each["sign"] == sign and each["label"].isupper() == upper
        return same and not is_named_in_a_text(each.string, each.start())

    lines = [_Line(paragraphs[start], [found[0], *filter(alike, found[1:])])]
    for paragraph in (paragraphs[i] for i in range(start + 1, len(paragraphs))):
        labels = [] if paragraph.label else list(filter(alike, pattern.finditer(paragraph.text)))
        if not labels or not _begins(labels[0]) or _is_first(labels[0]):
            break
        lines.append(_Line(paragraph, labels))
    return lines


def _parted(lines: Sequence[_Line]) -> Paragraphs:
    """Each option as a line of its own, in the order of their labels; nothing if they are none."""
    crowded = [line for line in lines if len(line.labels) > 1]
    stem = lines[0].stem
    if not crowded and (not stem or len(lines) == 1):
        return []
    if stem and not _WORD.search(stem):
        return []  # «✓ А) …» is an option with a sign
    if len(crowded) == 1 and _is_weak(crowded[0]):
        return []
    alone = len(lines) == 1 and len(lines[0].labels) < _FEWEST_IN_A_LINE
    if stem and alone and not ASKS.search(stem):
        return []
    run = _run(lines)
    if run is None:
        return []
    made = [_option(line, label, end) for line, label, end in run]
    within = [end < len(label.string) for _, label, end in run]
    bare = [_BETWEEN.sub("", option.text) for option in made]
    parted = [bare[i] != made[i].text for i, inner in enumerate(within) if inner]
    if any(parted) and not all(parted):
        return []  # a sign beside one option alone would tell it from the others
    if any(parted):
        made = [replace(each, text=text) for each, text in zip(made, bare, strict=True)]
    if stem:
        first = lines[0]
        cut = first.paragraph.cut(0, first.labels[0].start())
        made.insert(0, replace(cut, text=stem))
    return made


def _is_weak(line: _Line) -> bool:
    """Whether the second label within a line may be a part of its text: «Витамин Д. Шамова».

    So may the first of the initials in «Сатпаев  Д. И.», however far from the name they stand.
    """
    last = line.labels[-1]
    apart = _APART.search(line.paragraph.text, max(0, last.start() - _GAP), last.start())
    initials = last["sign"] == "." and bool(_INITIALS.match(last.string, last.end()))
    return len(line.labels) < _FEWEST_IN_A_LINE and (not apart or initials)


def _run(lines: Sequence[_Line]) -> list[tuple[_Line, re.Match[str], int]] | None:
    """The options as they are counted, each with the place where it ends."""
    every = [(line, label) for line in lines for label in line.labels]
    order = order_of([label["label"] for _, label in every])
    if order is None:
        every = _counting(every)
        begun = {line.labels[0] for line in lines}
        if not begun <= {label for _, label in every}:
            return None
        order = order_of([label["label"] for _, label in every])
    if order is None or (len(every) == len(lines) and not lines[0].stem):
        return None
    ends = {}
    for (line, label), following in zip(every, [*every[1:], None], strict=True):
        within = following is not None and following[0] is line
        ends[label] = following[1].start() if within and following else len(label.string)
    return [(*every[i], ends[every[i][1]]) for i in order]


def _counting(every: Sequence[tuple[_Line, re.Match[str]]]) -> list[tuple[_Line, re.Match[str]]]:
    """Those that count on, one after the other."""
    made: list[tuple[_Line, re.Match[str]]] = []
    for each in every:
        labels = [label["label"] for _, label in made]
        if order_of([*labels, each[1]["label"]]) == [*range(len(made) + 1)]:
            made.append(each)
    return made


def _option(line: _Line, label: re.Match[str], end: int) -> Paragraph:
    option = line.paragraph.cut(label.end(), end)
    return replace(option, text=label.string[label.start() : end].strip(" \t;"), label="")
