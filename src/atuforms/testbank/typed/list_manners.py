"""Options as lists: levels of automatic numbering, typed bullets, lines without any mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from atuforms.testbank.letters import places
from atuforms.testbank.typed.lines import (
    REMARK,
    UNEVEN,
    Paragraph,
    answer_line,
    are_names,
    numbered,
    option_line,
    without_letters,
)
from atuforms.testbank.typed.non_questions import is_label, is_ruled

Paragraphs = list[Paragraph]

_BULLET: Final = re.compile(
    r"(?:[•▪▫◦○●‣·□☐■➢➤]\s*|[–—-]\s+|(?P<roman>[ivx]{1,4}|[IVX]{1,4})[.)]\s*)(?P<text>\S.*)",
    re.DOTALL,
)
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_ASKS: Final = re.compile(r"[?:…]$|\.\.\.$")
_FEWEST: Final = 2
_ONE_IN: Final = 4
"""One question in so many may have a line too many, or no line that stands out."""
_UNMARKED: Final = range(3, 9)
"""How many options a question without any mark may have."""


def doubled_letters(paragraphs: Paragraphs) -> Paragraphs:
    """Options lettered by Word and by hand: all of a list, for «A. Пушкин» alone is a name."""
    made = list(paragraphs)
    for run in _level_runs(paragraphs):
        labelled = all(paragraphs[i].label and paragraphs[i].level for i in run)
        texts = without_letters([paragraphs[i].text for i in run]) if labelled else None
        if texts and len(run) >= _FEWEST:
            for i, text in zip(run, texts, strict=True):
                made[i] = replace(made[i], text=text)
    return made


def lettered_bullets(paragraphs: Paragraphs) -> Paragraphs:
    """The same for «– А) Астана», «+ Б) Алматы»: a bullet or sign, and a letter before each."""
    made: Paragraphs = []
    for bullet, group in groupby(paragraphs, lambda p: p.label == "•" and p.level is None):
        run = list(group)
        texts = without_letters([p.text for p in run]) if bullet else None
        if texts and len(run) >= _FEWEST:
            run = [replace(p, text=text) for p, text in zip(run, texts, strict=True)]
        made += run
    return made


def listed_options(paragraphs: Paragraphs) -> Paragraphs:
    """Questions in one automatic list or level, their options in another, however numbered."""
    runs = _level_runs(paragraphs)
    sizes: dict[tuple[str, int], set[int]] = {}
    leads: Counter[tuple[str, int]] = Counter()
    alone: Counter[tuple[str, int]] = Counter()
    for run, following in pairwise([*runs, range(0)]):
        level = paragraphs[run[0]].level
        if level is None:
            continue
        sizes.setdefault(level, set()).add(len(run))
        alone[level] += 1
        leads[level] += _offers(paragraphs, run, following)
    made = list(paragraphs)
    count = 0
    for run, following in pairwise([*runs, range(0)]):
        first = paragraphs[run[0]]
        known = first.level is not None and sizes[first.level] == {1}
        known = known and leads[first.level] * 2 > alone[first.level]  # type: ignore[index]
        asked = first.level is None and _is_asked(paragraphs[run[-1]])
        if not (known or asked) or not _offers(paragraphs, run, following):
            continue
        if known:
            count += 1
            made[run[0]] = replace(first, label=f"{count}.")
        labels = [paragraphs[i].label.strip("().[] ") for i in following]
        if not all(place in places(label) for place, label in enumerate(labels)):
            for i in following:
                made[i] = replace(made[i], label="•")
    return made


def lists_within(paragraphs: Paragraphs) -> Paragraphs:
    """A numbered list between a question and its lettered options: a part of its text."""
    made: Paragraphs = []
    for run in _level_runs(paragraphs):
        after = paragraphs[run[-1] + 1] if run[-1] + 1 < len(paragraphs) else None
        option = option_line(after, 0) if after else None
        counted = paragraphs[run[0]].label.strip("().[] ").isdecimal()
        apart = made and made[-1].level != paragraphs[run[0]].level and _is_asked(made[-1])
        if counted and apart and len(run) >= _FEWEST and option and option.label:
            lines = (f"{paragraphs[i].label} {paragraphs[i].tidied}" for i in run)
            made[-1] = replace(made[-1], text="\n".join((made[-1].tidied, *lines)))
        else:
            made += (paragraphs[i] for i in run)
    return made


def _level_runs(paragraphs: Paragraphs) -> list[range]:
    """Paragraphs one after another that are of one level of a list, or of none."""
    runs: list[range] = []
    start = 0
    for i in range(1, len(paragraphs) + 1):
        if i == len(paragraphs) or paragraphs[i].level != paragraphs[start].level:
            runs.append(range(start, i))
            start = i
    return runs


def _offers(paragraphs: Paragraphs, run: range, following: range) -> bool:
    """Whether a run of another list follows that may be options: two lines at least."""
    if len(following) < _FEWEST:
        return False
    level = paragraphs[following[0]].level
    letters = [paragraphs[i].label.strip("().[] ") for i in following]
    runs_on = all(label.isalpha() and len(label) == 1 for label in letters)
    if level is None or level == paragraphs[run[0]].level or runs_on:
        return False
    # A list within the text of a question stands above options of its own.
    after = following[-1] + 1
    option = option_line(paragraphs[after], 0) if after < len(paragraphs) else None
    return option is None or not option.label


def _is_asked(paragraph: Paragraph) -> bool:
    text = paragraph.tidied
    return bool(numbered(text)) or text.endswith("?")


def bulleted_options(paragraphs: Paragraphs) -> Paragraphs:
    """«• Астана», «– Астана», «ii) Астана» one after the other, below a question."""
    made: Paragraphs = []
    i = 0
    while i < len(paragraphs):
        run = _bulleted(paragraphs, i)
        after = i + len(run)
        # A list within the text of a question stands above options of its own.
        if len(run) < _FEWEST or not made or _option_at(paragraphs, after):
            made.append(paragraphs[i])
            i += 1
            continue
        said = run.pop() if _ends_with_an_answer(run) else None
        end = i + len(run)
        made += (replace(p, text=t, label="•") for p, t in zip(paragraphs[i:end], run, strict=True))
        if said is not None:
            made.append(replace(paragraphs[end], text=said, spans=()))
        i = after
    return made


def _ends_with_an_answer(run: Sequence[str]) -> bool:
    """Whether the last line of a list, and no other one, is an answer: «– Ответ: B»."""
    answers = [answer_line(text) is not None for text in run]
    return len(run) > _FEWEST and answers[-1] and sum(answers) == 1


def _option_at(paragraphs: Paragraphs, i: int) -> bool:
    return i < len(paragraphs) and option_line(paragraphs[i], 0) is not None


def _bulleted(paragraphs: Paragraphs, start: int) -> list[str]:
    """The texts of lines from ``start`` with one bullet, or counted in the Roman way."""
    run: list[str] = []
    sign = ""
    for paragraph in paragraphs[start : start + _UNMARKED.stop]:
        found = None if paragraph.label else _BULLET.fullmatch(paragraph.tidied)
        if not found:
            break
        roman = (found["roman"] or "").lower()
        own = "roman" if roman else paragraph.tidied[0]
        if (sign and own != sign) or (roman and _ROMAN[len(run) : len(run) + 1] != (roman,)):
            break
        sign = own
        run.append(found["text"])
    return run


def unmarked_options(paragraphs: Paragraphs) -> Paragraphs:
    """A question, and lines without any mark of which one looks otherwise.

    Only where hardly anything else can be meant: every question ends like one, nearly all have
    equally many lines after it, and exactly one of these stands out. A question with more or
    fewer is marked as such.
    """
    whole = len({p.level for p in paragraphs}) == 1  # one list of all lines marks none of them
    bare = [replace(p, label="") if p.label else p for p in paragraphs] if whole else paragraphs
    starts = [i for i, p in enumerate(bare) if not p.label and _ASKS.search(p.tidied)]
    if len(starts) < _FEWEST or any(map(_is_marked, bare[: starts[0]])):
        return paragraphs
    blocks = [range(start + 1, end) for start, end in pairwise([*starts, len(bare)])]
    size = Counter(map(len, blocks)).most_common(1)[0][0]
    named = [are_names(bare[i].text for i in block) for block in blocks]
    marks = [
        0 if names else sum(_is_marked(bare[i], n) for n, i in enumerate(block))
        for block, names in zip(blocks, named, strict=True)
    ]
    fit = [
        len(block) == size and (not count or (count == 1 and _is_a_name(bare, block)))
        for block, count in zip(blocks, marks, strict=True)
    ]
    shown = sum(_shows_one(bare, block) for block, fits in zip(blocks, fit, strict=True) if fits)
    others = max(len(blocks) - shown, sum(map(bool, marks)))
    if size not in _UNMARKED or shown < _FEWEST or others * _ONE_IN > len(blocks):
        return paragraphs
    made = bare.copy()
    for number, (start, block, fits) in enumerate(zip(starts, blocks, fit, strict=True), 1):
        looks = made[start].looks if fits else made[start].looks | {UNEVEN}
        made[start] = replace(made[start], label=f"{number}.", looks=looks)
        lettered = all(option_line(bare[i], place) for place, i in enumerate(block))
        lettered = lettered and not named[number - 1]
        for i in () if lettered else block:
            if fits or not _is_marked(bare[i]):
                made[i] = replace(made[i], label="•")
    return made


def _is_marked(paragraph: Paragraph, place: int = 0) -> bool:
    """Whether something says that a line is an option or an answer."""
    marked = paragraph.label or REMARK in paragraph.looks or option_line(paragraph, place)
    apart = is_label(paragraph.tidied) or is_ruled(paragraph.tidied)
    return bool(marked) or apart or answer_line(paragraph.text) is not None


def _is_a_name(paragraphs: Paragraphs, block: range) -> bool:
    """Whether the one line that something marks is «А. Кунанбаев» among lines without a mark."""
    marked = [p for n, i in enumerate(block) if _is_marked(p := paragraphs[i], n)]
    return all(
        not p.label and REMARK not in p.looks and answer_line(p.text) is None for p in marked
    )


def _shows_one(paragraphs: Paragraphs, block: range) -> bool:
    looks = Counter(look for i in block for look in paragraphs[i].marks_and_sign)
    return 1 in looks.values() and not any(paragraphs[i].heading for i in block)
