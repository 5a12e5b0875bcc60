"""From what was read to what is written: nothing is lost without being named.

What was read is what is written and what is left for the author. A question that has more than one
reading, or that the target cannot hold, is left; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Said, Sentence, plural_sentence
from atuforms.core.language.translation import Listed, fill
from atuforms.testbank import aiken, content, gift, qti
from atuforms.testbank.duplicates import CONTRADICTION
from atuforms.testbank.mend import Repair, fix
from atuforms.testbank.messages import (
    ANSWER_COUNTED,
    ANSWER_LETTER,
    ANSWER_MANY,
    ANSWER_MANY_UNWEIGHED,
    ANSWER_MARKED,
    ANSWER_WORD,
    BANK_EMPTY,
    BANK_ENCODING,
    BANK_MIXED_UNCLEAR,
    HEADING_LINE,
    OPTION_LETTERS,
    OPTION_ORDER,
    OPTION_WRAPPED,
    STEM_MISREAD,
    STEM_WRAPPED,
    TYPED_MANNER,
    XML_COMMA,
    XML_NO_NAME,
    XML_NOT_KEPT,
)
from atuforms.testbank.model import Bank, BankReading, Question
from atuforms.testbank.moodle_kinds import PARTS
from atuforms.testbank.qti_text import looks
from atuforms.testbank.structure import defects

MENDED: Final = frozenset(
    {
        ANSWER_COUNTED,
        ANSWER_LETTER,
        ANSWER_MARKED,
        ANSWER_WORD,
        BANK_ENCODING,
        HEADING_LINE,
        OPTION_LETTERS,
        OPTION_ORDER,
        OPTION_WRAPPED,
        STEM_MISREAD,
        STEM_WRAPPED,
        TYPED_MANNER,
        XML_COMMA,
        XML_NO_NAME,
    }
)
"""What reading itself sets right, so that the bank no longer has it."""

_SHOWN: Final = 100
"""Numbers and rows of numbers that the last line names at most."""
_FEWEST: Final = 3
"""Numbers in a row that are told as such."""
LEFT_OUT: Final = "bank-left-out"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A bank made ready for a format.

    ``mended`` are the errors of the file that reading set right, ``changes`` the texts that were
    replaced, ``left`` everything that only the author can decide. ``numbers`` names the questions
    that are not written, ``lines`` those of them that reading could not number: where they begin.
    """

    bank: Bank
    read: int
    mended: tuple[Finding, ...]
    changes: tuple[Repair, ...]
    left: tuple[Finding, ...]
    numbers: tuple[str, ...]
    lines: tuple[int | None, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether anything was mended, and something is there to be written."""
        return bool((self.mended or self.changes) and self.bank.questions)

    @property
    def unwritten(self) -> Conversion:
        """The same, if nothing is written after all."""
        count = self.read - len(self.lines)
        numbers = tuple(str(i) for i in range(1, count + 1))
        return replace(self, bank=Bank(()), numbers=numbers)

    def unmended(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Those of ``findings`` that no change has set right."""
        changed = {(change.rule, change.path) for change in self.changes}
        return tuple(
            each
            for each in findings
            if each.message == BANK_MIXED_UNCLEAR or (each.rule, each.path) not in changed
        )


def convert(reading: BankReading, format_name: str, *, template: bool) -> Conversion:
    """The questions of a file that can be written in a format, and what is to be said of the rest.

    :param template: whether the format is form 02-05.
    """
    bank, changes = fix(reading.bank, folded=template)
    errors = [finding for finding in reading.findings if finding.severity == "error"]
    unclear = [finding for finding in errors if finding.message not in MENDED]
    named = {number for finding in unclear if (number := _number(finding)) is not None}
    stopped = set(named)
    unfit: list[Finding] = []
    general = tuple(content.errors(bank, template=template))
    repeated: dict[int | None, list[Finding]] = {}
    for finding in general:
        if finding.rule in ("bank-option-repeated", CONTRADICTION):
            repeated.setdefault(_number(finding), []).append(finding)
    for index, question in enumerate(bank):
        found = [
            *_defects(question, index, template),
            *_unfit(question, index, format_name, template),
        ]
        found += repeated.get(index, [])
        if found:
            stopped.add(index)
            if index not in named:
                unfit += found
    written = Bank(tuple(q for i, q in enumerate(bank) if i not in stopped))
    # A weight of a question that is not written was not mended.
    changes = tuple(
        each for each in changes if each.rule != "bank-weight" or each.number - 1 not in stopped
    )
    told = {(finding.rule, finding.path) for finding in unfit}
    general = tuple(
        finding
        for finding in general
        if _number(finding) not in stopped and (finding.rule, finding.path) not in told
    )
    lost = [finding for finding in unclear if finding.rule == LEFT_OUT]
    if not written.questions and not (unclear or unfit):
        general = (Finding("bank-empty", "questions", BANK_EMPTY, place=Place(1)),)
    return Conversion(
        written,
        len(bank) + len(lost),
        tuple(f for f in errors if f.message in MENDED and _number(f) not in stopped),
        changes,
        tuple(sorted((*unclear, *unfit, *general), key=lambda finding: finding.line or 0)),
        tuple(str(i + 1) for i in sorted(stopped)),
        tuple(each.line for each in lost),
    )


_ALL_WRITTEN: Final = plural_sentence(
    "{total} question: {written} written.", "{total} questions: {written} written.", count="total"
)
_SOME_LEFT: Final = plural_sentence(
    "{total} question: {written} written, {left} left for the author: {numbers}.",
    "{total} questions: {written} written, {left} left for the author: {numbers}.",
    count="total",
)
_LINES: Final = plural_sentence("line {numbers}", "lines {numbers}", count="count")
_PARAGRAPHS: Final = plural_sentence("paragraph {numbers}", "paragraphs {numbers}", count="count")


def count_line(made: Conversion, file: str, lang: Language) -> str:
    """How many questions of ``file`` were read and written, and which are left for the author."""
    lines = [line for line in made.lines if line]
    places = [_listed(list(map(int, made.numbers)))] if made.numbers else []
    if lines:
        counted = _PARAGRAPHS if file.lower().endswith((".docx", ".html", ".htm")) else _LINES
        places.append(fill(counted, lang, {"numbers": _listed(lines), "count": len(lines)}))
    left = len(made.numbers) + len(made.lines)
    values = {"total": made.read, "written": len(made.bank), "left": left}
    return fill(
        _SOME_LEFT if left else _ALL_WRITTEN, lang, {**values, "numbers": "; ".join(places)}
    )


def _listed(numbers: Sequence[int]) -> str:
    rows = list(in_rows(numbers))
    shown = ", ".join(rows[:_SHOWN])
    return f"{shown}, …" if len(rows) > _SHOWN else shown


def in_rows(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers as they are listed: those in a row as “3–7”."""
    start = 0
    for i in range(1, len(numbers) + 1):
        if i < len(numbers) and numbers[i] == numbers[i - 1] + 1:
            continue
        row = numbers[start:i]
        yield from map(str, row) if len(row) < _FEWEST else [f"{row[0]}–{row[-1]}"]
        start = i


def not_kept(bank: Bank, format_name: str) -> Iterator[Finding]:
    """One finding on everything in a bank for which a format has no place."""
    names = [name for name in _parts(bank) if name not in _HELD[format_name]]
    if format_name == "qti":
        names += sorted(set().union(*(looks(question) for question in bank)))
    if names:
        yield Finding(
            "bank-not-kept",
            "questions",
            XML_NOT_KEPT,
            "warning",
            actual=", ".join(names),
            # The sentence has their words in the language of the reader.
            details={"actual": Listed(tuple(Said(PARTS.get(n, Sentence(n)), {}) for n in names))},
        )


_ALL: Final = frozenset(
    [
        "name",
        "generalfeedback",
        "feedback",
        "fraction",
        "file",
        "defaultgrade",
        "shuffleanswers",
        "usecase",
        "category",
    ]
)
_HELD: Final = {
    "moodle-xml": _ALL,
    "gift": frozenset(("name", "generalfeedback", "feedback", "fraction", "category", "file")),
    "qti": frozenset(("name", "fraction", "file", "shuffleanswers", "usecase")),
    "aiken": frozenset[str](),
    **dict.fromkeys(("yaml", "docx", "pdf"), frozenset(("category",))),
}
"""What a format has a place for, by the names of Moodle XML; GIFT refuses files itself."""


def _parts(bank: Bank) -> Iterator[str]:
    """What the questions say beyond text, options and the right one."""
    says: dict[str, Callable[[Question], object]] = {
        "name": lambda q: q.name,
        "generalfeedback": lambda q: q.feedback,
        "feedback": lambda q: any(o.feedback for o in q.options),
        "fraction": lambda q: any(o.weight not in (0, 100) for o in q.options),
        "file": lambda q: q.files or any(o.files for o in q.options),
        "defaultgrade": lambda q: q.mark != 1,
        "shuffleanswers": lambda q: q.kind in ("single", "multiple") and not q.shuffle,
        "usecase": lambda q: q.case_sensitive,
        "category": lambda q: q.module or q.lecture,
    }
    for name, has in says.items():
        if any(has(question) for question in bank):
            yield name


def _defects(question: Question, index: int, template: bool) -> Iterator[Finding]:
    """The defects of a question; formats for exchange hold several answers, each with a weight."""
    for each in defects(question, index):
        if each.message is ANSWER_MANY and not template:
            yield replace(each, message=ANSWER_MANY_UNWEIGHED, clause="")
        else:
            yield each


def _unfit(question: Question, index: int, format_name: str, template: bool) -> Iterator[Finding]:
    if template and question.kind != "single":
        yield content.not_of_the_form(question, index)
    elif template:
        yield from aiken.unfit(question, index)
    elif format_name == "gift":
        yield from gift.unfit(question, index)
    elif format_name == "qti":
        yield from qti.unfit(question, index)


def _number(finding: Finding) -> int | None:
    """Place of the question that a finding is about, from 0."""
    head, _, rest = finding.path.partition(".")
    index = rest.partition(".")[0]
    return int(index) if head == "questions" and index.isdigit() else None
