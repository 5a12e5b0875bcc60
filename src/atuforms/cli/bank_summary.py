"""What is said of a test bank on the command line: a dozen lines, however bad it is.

Each kind of fault is told once, with how often and where. Where there are more kinds than room, the
most frequent ones keep lines of their own, and the last line has the others one after another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from atuforms.cli.console import Console
from atuforms.cli.repetition import MANY, SHOWN, same_again, told_once
from atuforms.core.findings import (
    Finding,
    Report,
    finding_line,
    finding_text,
    gap_lines,
    mended_line,
    summary_line,
)
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message
from atuforms.testbank.conversion import Conversion
from atuforms.testbank.mend import Repair
from atuforms.testbank.model import one_line
from atuforms.testbank.moodle_kinds import KIND_FOREIGN, KIND_UNKNOWN

ROOM: Final = 7
"""Lines for what was mended, what to look at and what is left; heads, counts, a file have five."""
_ROOM_ALONE: Final = 9
"""Lines for findings where nothing is mended."""
_ORDER: Final = (2, 2, 0, 2, 1)
"""Which of the three gets the next line: what is left for the author before the others."""
_BETWEEN: Final = " · "
_FEW_SHOWN: Final = 20
"""Places of what is mended that are told: nothing is to be done there."""
_IN_WORD: Final = (".docx",)
_LINES_OF_THEIR_OWN: Final = ("bank-line-break", "bank-stem-misread")
_OF_WORDS: Final = "mixed-alphabet"
_MOST_WORDS: Final = 100
_MOST_SIGNS: Final = 1500
"""Characters of the texts that one line of changes shows."""
_AROUND: Final = '.,;:!?()[]«»“”"…'

_Line = Callable[[Finding, str, Language], str]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told once: in a line of its own, or after others in their line."""

    line: str
    after: str
    count: int


def report_lines(report: Report, console: Console) -> list[str]:
    """A report on a bank: each kind of finding once, with the places where it is found again."""
    name, lang = report.file or report.form, console.lang
    told = [each.line for each in _found(report.findings, name, console, finding_line)]
    counted = summary_line(name, len(report.errors), len(report.warnings), lang)
    return [*told, *gap_lines(report, lang), counted]


def tell_findings(findings: Sequence[Finding], file: str, console: Console) -> None:
    """Findings, each kind once with the places where it is found again, and how many they are."""
    for line in _within((_found(findings, file, console, finding_line),), _ROOM_ALONE)[0]:
        console.note(line)
    _sum_up(findings, file, console)


def tell_more(findings: Sequence[Finding], file: str, console: Console) -> None:
    """Findings after others, in one line."""
    for line in _within((_found(findings, file, console, finding_line),), 1)[0]:
        console.note(line)


def tell_mended(made: Conversion, warnings: Sequence[Finding], file: str, console: Console) -> None:
    """What was mended, what is to be looked at, and what is left for the author."""

    def blocks(few: int) -> tuple[list[_Told], ...]:
        mended = _found(made.mended, file, console, mended_line, few)
        return (
            [*mended, *_changed(made.changes, console)],
            _found(warnings, file, console, finding_line, few),
            _found(made.left, file, console, finding_line, few),
        )

    told = blocks(MANY + 1)
    if sum(map(len, told)) > ROOM:
        told = blocks(0)
    mended, looked, left = _within(told, ROOM)
    for head, lines in ((console.say("Mended:"), mended), ("", looked)):
        for line in filter(None, [head if lines else "", *lines]):
            console.note(line)
    if left:
        console.note(console.say("Left for the author:"))
        for line in left:
            console.note(line)
    _sum_up((*warnings, *made.left), file, console)


def _sum_up(findings: Sequence[Finding], file: str, console: Console) -> None:
    if findings:
        report = Report(tuple(findings))
        console.note(summary_line(file, len(report.errors), len(report.warnings), console.lang))


def _within(blocks: Sequence[Sequence[_Told]], room: int) -> list[list[str]]:
    """The lines of each block, so that they are not more than ``room`` together."""
    shares = [min(1, len(block)) for block in blocks]
    if len(blocks) == 1:
        shares = [min(room, len(blocks[0]))]
    elif sum(map(len, blocks)) <= room:
        shares = [len(block) for block in blocks]
    else:
        while sum(shares) < room:
            for i in _ORDER:
                if sum(shares) < room and shares[i] < len(blocks[i]):
                    shares[i] += 1
    return [list(_joined(block, share)) for block, share in zip(blocks, shares, strict=True)]


def _joined(told: Sequence[_Told], room: int) -> Iterator[str]:
    """Lines for what is told; if they are too many, the most frequent, and the others in one."""
    if len(told) > room:
        told = sorted(told, key=lambda each: -each.count)
        first, *others = told[room - 1 :]
        told = told[: room - 1]
        rest = [first.line, *(each.after for each in others)]
    else:
        rest = []
    yield from (each.line for each in told)
    if rest:
        yield _BETWEEN.join(rest)


def _found(
    findings: Sequence[Finding], file: str, console: Console, line: _Line, few: int = MANY + 1
) -> list[_Told]:
    lang = console.lang
    in_word = Path(file).suffix.lower() in _IN_WORD
    made: list[_Told] = []
    for first, others in told_once(findings, _kind, lambda each: finding_text(each, lang), few):
        whole = line(_in_one_line(first), file, lang).replace("\n", " ")
        bare = replace(_in_one_line(first), clause="")
        if line is mended_line:
            bare = replace(bare, message=Message(bare.message.what))
        said = f"{finding_text(bare, lang)} [{first.rule}]".replace("\n", " ")
        after = f":{first.line}: {said}" if first.line and not in_word else said
        if others:
            places = [_question(each) if in_word else each.line for each in others]
            if not any(places):
                places = [each.line for each in others]  # paragraphs between questions
            shown = _FEW_SHOWN if line is mended_line else SHOWN
            again = same_again(places, lang, shown)
            whole, after = f"{whole} {again}", f"{after} {again}"
        made.append(_Told(whole, after, 1 + len(others)))
    return made


def _kind(finding: Finding) -> tuple[object, ...]:
    """What is told once: of questions that are of no known kind, each kind."""
    kind = finding.actual if finding.message in (KIND_UNKNOWN, KIND_FOREIGN) else None
    return finding.rule, finding.message, kind


def _in_one_line(finding: Finding) -> Finding:
    """A finding whose figures stand beside each other, not as bars below."""
    counts = finding.details.get("counts")
    if not counts:
        return finding
    chart = ", ".join(f"{name}\u00a0– {count}" for name, count in counts.items())
    return replace(finding, details={**finding.details, "chart": chart})


def _question(finding: Finding) -> int | None:
    """The number of the question that a finding is about, or stands after, counted from 1."""
    number = re.match(r"questions\.(\d+)", finding.path)
    after: int | None = finding.details.get("number")
    return int(number[1]) + 1 if number else after


def _changed(changes: Sequence[Repair], console: Console) -> list[_Told]:
    """Each change; alike ones once, with the questions in which they were made too."""
    made: list[_Told] = []
    for before, after, alike in _alike(changes):
        said = console.say(
            "Question {number}: “{before}” is now “{after}” [{rule}]",
            number=alike[0].number,
            before=before,
            after=after,
            rule=alike[0].rule,
        )
        others = list(dict.fromkeys(each.number for each in alike[1:]))
        if others:
            said = f"{said} {same_again(others, console.lang, _FEW_SHOWN)}"
        made.append(_Told(said, said, len(alike)))
    return made


def _alike(changes: Sequence[Repair]) -> Iterator[tuple[str, str, list[Repair]]]:
    """Changes of one rule, which are told together, each with what was, and what is."""
    rules: dict[str, list[Repair]] = {}
    for change in changes:
        rules.setdefault(change.rule, []).append(change)
    for rule, alike in rules.items():
        if rule in _LINES_OF_THEIR_OWN:
            first = alike[0]
            before = one_line(first.before.replace("\n", " ⏎ "))
            yield before, one_line(first.after), alike
            continue
        by_word = [rule == _OF_WORDS and bool(_changed_words(each)) for each in alike]
        words = [each for each, only in zip(alike, by_word, strict=True) if only]
        texts = [each for each, only in zip(alike, by_word, strict=True) if not only]
        if words:
            pairs = dict.fromkeys(pair for each in words for pair in _changed_words(each))
            yield *_listed(list(pairs), ", "), words
        if texts:
            pairs = dict.fromkeys((one_line(each.before), one_line(each.after)) for each in texts)
            yield *_listed(list(pairs), "; "), texts


def _listed(pairs: Sequence[tuple[str, str]], sign: str) -> tuple[str, str]:
    """What was and what is, as many as there is room for."""
    shown, signs = 0, 0
    for before, after in pairs[:_MOST_WORDS]:
        signs += len(before) + len(after)
        if shown and signs > _MOST_SIGNS:
            break
        shown += 1
    rest = f"{sign}…" if len(pairs) > shown else ""
    before, after = (sign.join(each) + rest for each in zip(*pairs[:shown], strict=True))
    return before, after


def _changed_words(change: Repair) -> list[tuple[str, str]]:
    """The words that a change replaced, each with the new one; none if it did more than that."""
    before, after = change.before.split(), change.after.split()
    if len(before) != len(after):
        return []
    return [
        (old.strip(_AROUND), new.strip(_AROUND))
        for old, new in zip(before, after, strict=True)
        if old != new
    ]
