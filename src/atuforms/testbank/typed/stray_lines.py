"""Single lines that do not fit their question: code, a quotation, a number of another list.

Which part of the question such a line is, only the author knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.testbank.letters import ROWS, places, to_latin
from atuforms.testbank.messages import STEM_SUSPECT
from atuforms.testbank.model import LETTERS, one_line
from atuforms.testbank.typed.drafts import Draft, DraftOption
from atuforms.testbank.typed.lines import REMARK, Paragraph, answer_line, numbered, option_line
from atuforms.testbank.typed.non_questions import is_label, is_no_question, is_variant
from atuforms.testbank.typed.options_in_lines import ASKS
from atuforms.testbank.typed.stray_messages import LABEL_UNFIT, OPTION_ON_STEM, OPTIONS_UNEVEN

_LABELLED: Final = re.compile(
    r"[*+✓✔]?\s{0,3}[(\[]?\s?(?P<label>[^\W\d_]|\d{1,2})\s?(?P<sign>[.)\]])(?!\d)\s*(?=\S)"
)
_NOTHING_ASKED: Final = re.compile(r"[\s?!.,:;…–—-]+")
_FEWEST: Final = 3
_MOST: Final = 26
_SHOWN: Final = 80


def stray_lines(
    drafts: Sequence[Draft], lines: Sequence[Paragraph], told: Sequence[Finding] = ()
) -> list[Finding]:
    """Findings on lines that may be an option or a question, and may be neither.

    :param lines: as they stand in the file.
    :param told: findings on questions of which nothing more is to be said.
    """
    made: list[Finding] = []
    usual = _usual([len(draft.options) for draft in drafts])
    for i, (draft, own) in enumerate(zip(drafts, _of_each(drafts, lines), strict=True)):
        line = next(_unfit(draft, own, usual), None)
        if line is not None:
            shown = line.tidied[:_SHOWN]
            made.append(_finding(i, LABEL_UNFIT, line.line, ".options", shown))
        elif draft.uneven and len(draft.options) != usual:
            made.append(_uneven(i, draft, usual))
    pairs = enumerate(pairwise(drafts), 1)
    for i, above in ((i, _above_its_number(*pair)) for i, pair in pairs):
        if above:
            made.append(_finding(i, STEM_SUSPECT, drafts[i].line, ".text", above))
    torn = (*_torn_off(drafts), *_of_two_numbers(drafts))
    made += (_finding(i, STEM_SUSPECT, line, ".text", text) for i, line, text in torn)
    made += (
        _finding(i, OPTION_ON_STEM, option.line, ".options", text)
        for i, option, text in _on_the_line_of_their_stem(drafts, lines)
    )
    numbers = {finding.details.get("number") for finding in told}
    return [finding for finding in made if finding.details["number"] not in numbers]


def part_of_question(lines: Sequence[Paragraph], i: int, draft: Draft, *, first: bool) -> str:
    """The part of a question to which a line belongs that elsewhere would end it; else nothing.

    «Жауап: жоқ» above the next option, or «Вариант 2» between a question and its options.

    :param first: whether it is the first question, above which a title may stand.
    """
    text = lines[i].tidied
    place = len(draft.options)
    listed = lines[i].label and option_line(lines[i], place)
    following = lines[i + 1] if i + 1 < len(lines) else None
    if listed or following is None or REMARK in lines[i].looks:
        return ""
    if draft.options:
        return ".options" if answer_line(text) is not None and _is_next(following, place) else ""
    asks = not first or numbered(draft.stem[0]) or draft.stem[-1].endswith(("?", ":", "…"))
    named = is_label(text) or is_variant(text)
    return ".text" if named and asks and _offers(following, 0) else ""


def _is_next(paragraph: Paragraph, place: int) -> bool:
    """Whether a line is the option at ``place`` by its letter, and not the first one."""
    if paragraph.letter:
        return place in places(paragraph.letter)
    return not paragraph.label and _offers(paragraph, place) and not _offers(paragraph, 0)


def _offers(paragraph: Paragraph, place: int) -> bool:
    option = option_line(paragraph, place)
    return option is not None and (not option.label or place in places(option.label))


def is_of_another(label: str, following: Sequence[Paragraph]) -> bool:
    """Whether «Сұрақ 5» stands above a question that has another number of its own."""
    texts = [f"{each.label} {each.tidied}".strip() for each in following[:1]]
    own = [number[0] for text in texts if (number := numbered(text))]
    return bool(own) and str(own[0]) not in re.findall(r"\d+", label)


def _usual(counts: Sequence[int]) -> int:
    return Counter(counts).most_common(1)[0][0] if counts else 0


def _of_each(drafts: Sequence[Draft], lines: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """The lines of each question from the second to the last of its last option."""
    start = 0
    for draft in drafts:
        end_of = draft.options[-1] if draft.options else None
        last = end_of.line + len(end_of.lines) - 1 if end_of else draft.line
        while start < len(lines) and lines[start].line <= draft.line:
            start += 1
        end = start
        while end < len(lines) and lines[end].line <= last:
            end += 1
        yield list(lines[start:end])
        start = end


def _unfit(draft: Draft, lines: Sequence[Paragraph], usual: int) -> Iterator[Paragraph]:
    """A line without which the labels of the question are a run, and with which they are none.

    Where the question then has as many options as the others, a letter is a slip.
    """
    if any(one.line > other.line for one, other in pairwise(lines)):
        return
    offered = {option.line for option in draft.options}
    joined = {line for text in draft.stem for line in text.split("\n")[1:]}
    own = (p for p in lines if not p.cell and f"{p.label} {p.tidied}".strip() not in joined)
    found = [(p, label) for p in own if (label := _label_of(p))]
    signs = Counter(sign for p, (_, sign) in found if p.line in offered)
    if not signs:
        return
    usual_sign = signs.most_common(1)[0][0]
    # Statements above the options may have labels with another sign.
    found = [(p, label) for p, label in found if p.line in offered or label[1] == usual_sign]
    labels = [label for _, (label, _) in found][:_MOST]
    if len(found) < _FEWEST or _is_run(labels):
        return
    for unlike in (True, False):
        for i in reversed(range(len(labels))):
            p, (_, sign) = found[i]
            fits = sign == usual_sign
            if fits == unlike or (fits and len(found) <= usual):
                continue
            if _is_run(labels[:i] + labels[i + 1 :]):
                yield p


def _label_of(paragraph: Paragraph) -> tuple[str, str] | None:
    """The letter or number before a line, printed or typed, and the sign after it."""
    if paragraph.label:
        label = paragraph.label.strip("().[] ").rpartition(".")[2]
        return (label, paragraph.label[-1]) if label.isalnum() else None
    found = _LABELLED.match(paragraph.tidied)
    return (found["label"], found["sign"]) if found else None


def _is_run(labels: Sequence[str]) -> bool:
    """Whether labels count from the first letter of an alphabet, or from 1."""
    if all(label.isdecimal() for label in labels):
        return [int(label) for label in labels] == list(range(1, len(labels) + 1))
    joined = "".join(labels)
    if joined not in (joined.upper(), joined.lower()) or any(len(label) > 1 for label in labels):
        return False
    capital = joined.upper()
    return any(row.startswith(capital) for row in (LETTERS, *ROWS)) or any(
        to_latin(row).startswith(to_latin(capital)) for row in ROWS[:1]
    )


def _above_its_number(before: Draft, draft: Draft) -> str:
    """The first line of a question whose number, the next one, stands below it."""
    last = numbered(before.stem[0])
    first = numbered(draft.stem[0])
    if last is None or (first and first[0] == last[0] + 1):
        return ""
    below = (numbered(line) for line in draft.stem[1:])
    follows = any(number and number[0] in (last[0] + 1, last[0] + 2) for number in below)
    return draft.stem[0][:_SHOWN] if follows else ""


def _torn_off(drafts: Sequence[Draft]) -> Iterator[tuple[int, int, str]]:
    """Texts that are no question: «?» alone, or a line without a number among numbered ones.

    The latter only where no option has a letter, and any line may be one.
    """
    counted = [
        draft.label.strip("().[] ").isdecimal() or numbered(draft.stem[0]) is not None
        for draft in drafts
    ]
    most = sum(counted) * _FEWEST >= len(drafts) * (_FEWEST - 1) and len(drafts) > _FEWEST
    for i, draft in enumerate(drafts):
        text = one_line(" ".join(draft.stem))
        lone = most and not counted[i] and draft.options and not any(draft.labels)
        if draft.options and (lone or _NOTHING_ASKED.fullmatch(text[:_SHOWN])):
            yield i, draft.line, text[:_SHOWN]


def _of_two_numbers(drafts: Sequence[Draft]) -> Iterator[tuple[int, int, str]]:
    """Questions that have a number in a further line too: «4. …» above «2. …»."""
    for i, draft in enumerate(drafts):
        below = [number[0] for line in draft.stem[1:] if (number := numbered(line))]
        listed = len(below) > 1 and below == list(range(1, len(below) + 1))
        counted = draft.label.strip("().[] ").isdecimal() or numbered(draft.stem[0])
        if counted and below and not listed:
            yield i, draft.line, draft.stem[0][:_SHOWN]


def _on_the_line_of_their_stem(
    drafts: Sequence[Draft], lines: Sequence[Paragraph]
) -> list[tuple[int, DraftOption, str]]:
    """First options on the line of a question that does not end as one: «Решите при а) x = 1».

    Where most questions have theirs so, nothing else can be meant.
    """
    made = []
    for i, draft in enumerate(drafts):
        stem = one_line(draft.stem[-1])
        first, second = (*draft.options, None, None)[:2]
        if first is None or second is None or not first.label or min(first.at, second.at) < 0:
            continue
        line = one_line(lines[first.at].text)
        if stem and line.startswith(stem) and second.at > first.at and not ASKS.search(stem):
            made.append((i, first, line.removeprefix(stem).strip()[:_SHOWN]))
    return made if len(made) * 2 <= len(drafts) else []


def _uneven(i: int, draft: Draft, usual: int) -> Finding:
    """The finding on a question with more or fewer lines than the others, all without a mark."""
    words = [one_line(text) for text in draft.words] or [one_line(draft.stem[-1])]
    unlike = [text for text in words if is_no_question(text)]
    start = (unlike if len(unlike) == 1 else words)[-1][:_SHOWN]
    return _finding(
        i, OPTIONS_UNEVEN, draft.line, ".options", len(draft.options), start=start, limit=usual
    )


def _finding(
    i: int,
    message: Message,
    line: int,
    part: str,
    actual: object,
    *,
    start: str = "",
    limit: object = None,
) -> Finding:
    details: dict[str, object] = {"number": i + 1}
    return Finding(
        "bank-line-break",
        f"questions.{i}{part}",
        message,
        limit=limit,
        actual=actual,
        details=details | ({"start": start} if start else {}),
        place=Place(line),
    )
