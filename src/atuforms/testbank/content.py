"""Findings on the content of a bank: what form 02-05 demands, and what makes a test weak."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final

from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Said
from atuforms.core.language.translation import Listed
from atuforms.testbank import aiken
from atuforms.testbank.duplicates import contradictions, duplicates
from atuforms.testbank.letters import TO_LATIN, has_both_alphabets, mixed_words, to_latin
from atuforms.testbank.messages import (
    AIKEN_SIGNS,
    ALL_OF_THE_ABOVE,
    ANSWER_MANY,
    ANSWER_POSITION,
    BANK_MIXED,
    BANK_MIXED_UNCLEAR,
    KIND_NOT_SINGLE,
    KINDS,
    LONGEST_OPTION,
    OPTION_REPEATED,
    OPTIONS_NOT_FIVE,
    QUESTIONS_FEW,
)
from atuforms.testbank.model import (
    CHOICES,
    LETTERS,
    Bank,
    BankReading,
    File,
    Question,
    one_line,
    plain_of,
)
from atuforms.testbank.referring_options import referring
from atuforms.testbank.structure import (
    ITEM_FORMAT,
    SINGLE_ANSWER,
    all_text,
    defects,
    found,
    texts,
)
from atuforms.testbank.telling_options import telling_options
from atuforms.testbank.typed.looks_messages import OPTION_TELLS
from atuforms.testbank.typed.right_signs import sign_of
from atuforms.testbank.typed.unseen_signs import has_unseen

MIN_QUESTIONS: Final = 100
"""Questions in a bank, 02-01 item 22."""
OPTIONS: Final = 5
"""Options of a question, form 02-05."""
FEWEST_FOR_BIAS: Final = 20
"""Questions below which an uneven distribution of answers says nothing."""
BAR_WIDTH: Final = 20
"""Characters of the longest bar of a chart."""

# Moodle's Aiken importer escapes stems once and options twice.
_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")
_COMPARED: Final = {**TO_LATIN, **dict.fromkeys(map(ord, "−–—‐‑"), ord("-"))}
_ESCAPED_TWICE: Final = re.compile("[<>&]")


def errors(bank: Bank, *, template: bool = True) -> Iterator[Finding]:
    """The errors among what :func:`check` finds, without a look at anything else."""
    for index, question in enumerate(bank):
        own = defects(question, index), _template(question, index) if template else ()
        yield from (f for part in own for f in part if f.severity == "error")
        yield from (f for f in _repeated(question, index) if f.severity == "error")
    yield from (f for f in duplicates(bank, near=False) if f.severity == "error")
    yield from contradictions(bank)
    if template:
        yield from _too_few(bank)


def check(bank: Bank, *, template: bool = True) -> tuple[Finding, ...]:
    """Findings on ``bank``, question by question, then on the whole.

    :param template: whether the bank is to be form 02-05: at least 100 questions of one kind,
        five options, one answer, no stem that Moodle's Aiken importer would misread. Without it
        only what every format needs is asked for.
    """
    findings: list[Finding] = []
    for index, question in enumerate(bank):
        findings += defects(question, index)
        if template:
            findings += _template(question, index)
        findings += _repeated(question, index)
        findings += _referring(question, index)
        findings += _telling(question, index)
        findings += _spelling(question, index)
    findings += duplicates(bank)
    findings += contradictions(bank)
    if template:
        findings += _too_few(bank)
    findings += _bias(bank)
    findings += telling_options(bank)
    return tuple(findings)


def _too_few(bank: Bank) -> Iterator[Finding]:
    if len(bank) < MIN_QUESTIONS:
        yield Finding(
            "0201-tests-min-100",
            "questions",
            QUESTIONS_FEW,
            clause="02-01 item 22",
            limit=MIN_QUESTIONS,
            actual=len(bank),
        )


def check_reading(reading: BankReading, *, template: bool = True) -> tuple[Finding, ...]:
    """Findings on a file and on the bank in it, by line, each fault once.

    Where the file shows why an answer is missing, the bank's own finding on it is left out.
    """
    known = {(f.rule, f.path) for f in reading.findings}
    unclear = {f.path for f in reading.findings if f.path.endswith(".answer")}
    own = (
        f
        for f in check(reading.bank, template=template)
        if (f.rule, f.path) not in known and f.path not in unclear
    )
    together = [*reading.findings, *own]
    return tuple(sorted(together, key=lambda finding: finding.line or sys.maxsize))


def not_of_the_form(question: Question, index: int) -> Finding:
    """The finding on a question of a kind for which form 02-05 has no room."""
    return found(
        question,
        index,
        SINGLE_ANSWER,
        KIND_NOT_SINGLE,
        part=".answer",
        limit="single",
        actual=question.kind,
        kind=Listed((Said(KINDS[question.kind], {}),)),
    )


def _template(question: Question, index: int) -> Iterator[Finding]:
    if question.kind != "single":
        yield not_of_the_form(question, index)
        return
    if len(question.options) != OPTIONS:
        yield found(
            question,
            index,
            ITEM_FORMAT,
            OPTIONS_NOT_FIVE,
            part=".options",
            limit=OPTIONS,
            actual=len(question.options),
        )
    if len(question.right) > 1 and sum(o.weight == 100 for o in question.options) == 1:
        yield found(
            question,
            index,
            SINGLE_ANSWER,
            ANSWER_MANY,
            part=".answer",
            limit=1,
            actual=question.answer,
        )
    yield from aiken.unfit(question, index)
    for i, option in enumerate(question.options):
        if question.markup == "plain" and _ESCAPED_TWICE.search(option.text):
            yield found(
                question,
                index,
                "bank-aiken-signs",
                AIKEN_SIGNS,
                part=f".options.{i}",
                severity="warning",
                actual=option.text,
            )


def _repeated(question: Question, index: int) -> Iterator[Finding]:
    """Options that repeat one another."""
    first: dict[tuple[str, tuple[File, ...]], int] = {}
    options = question.options if question.kind in CHOICES else ()
    bare = [_bare(option.text) for option in options]
    lengths = [len(text.casefold()) for text in bare]
    for i, (option, same, length) in enumerate(zip(options, bare, lengths, strict=True)):
        if not same or lengths.count(length) == 1:
            continue  # What is compared as the same is as long.
        part = f".options.{i}"
        alike = (_compared(same), option.files)
        if alike in first:
            earlier = question.options[first[alike]].text
            exact = to_latin(_bare(earlier)) == to_latin(same)
            # Letter case may be the point of a question: genes AA, Aa, aa.
            yield found(
                question,
                index,
                "bank-option-repeated",
                OPTION_REPEATED,
                part=part,
                severity="error" if exact else "warning",
                actual=_words(question, option.text),
                one=LETTERS[first[alike] % 26],
                two=LETTERS[i % 26],
            )
        first.setdefault(alike, i)


def _compared(text: str) -> str:
    """A text without what nobody sees or may count: case, point or comma, kinds of dashes.

    “x” of the Latin alphabet and «х» of the Cyrillic one are the same to who reads them.
    """
    plain = _DECIMAL.sub(".", text) if "," in text else text
    return plain.translate(_COMPARED).casefold()


def _bare(text: str) -> str:
    """A text without the signs at its end, unless it is nothing else."""
    return one_line(text).rstrip(" .;,") or one_line(text)


def _words(question: Question, text: str) -> str:
    """What a reader sees of a text of ``question``: without the tags of HTML, if it has words."""
    tagged = question.markup in ("html", "moodle")
    return (one_line(plain_of(text)) if tagged else "") or text


def _referring(question: Question, index: int) -> Iterator[Finding]:
    """Options that refer to others."""
    for i in referring(question) if question.kind in CHOICES else ():
        yield found(
            question,
            index,
            "bank-all-of-the-above",
            ALL_OF_THE_ABOVE,
            part=f".options.{i}",
            severity="warning",
            actual=_words(question, question.options[i].text),
        )


def _telling(question: Question, index: int) -> Iterator[Finding]:
    """A sign of the right option alone, which would tell it from the others."""
    if question.kind not in CHOICES or len(question.right) != 1:
        return
    place = question.right[0]
    told = [option.text for i, option in enumerate(question.options) if i != place]
    right = question.options[place].text
    sign = sign_of(right)
    shown = sign and not any(sign_of(text) == sign for text in told)
    if shown or (has_unseen(right) and not any(map(has_unseen, told))):
        yield found(
            question,
            index,
            "bank-option-tells",
            OPTION_TELLS,
            part=f".options.{place}",
            severity="warning",
            actual=_words(question, right)[:60],
        )


def _spelling(question: Question, index: int) -> Iterator[Finding]:
    for part, text in texts(question) if has_both_alphabets(all_text(question)) else ():
        for word, better in mixed_words(text):
            yield found(
                question,
                index,
                "mixed-alphabet",
                BANK_MIXED if better else BANK_MIXED_UNCLEAR,
                part=part,
                severity="warning",
                actual=word,
                better=better,
            )


def distribution(bank: Bank) -> dict[str, int]:
    """How many single-answer questions have their right answer at each letter."""
    questions = _answered(bank)
    counts = Counter(q.right[0] for q in questions)
    width = max((len(q.options) for q in questions), default=0)
    return {LETTERS[i]: counts[i] for i in range(min(width, len(LETTERS)))}


def chart(counts: dict[str, int]) -> str:
    """A bar chart of ``counts`` in lines of text."""
    most = max(counts.values(), default=0) or 1
    return "\n".join(
        f"{name} {'█' * round(BAR_WIDTH * n / most)} {n}" for name, n in counts.items()
    )


def _bias(bank: Bank) -> Iterator[Finding]:
    counts = distribution(bank)
    total = sum(counts.values())
    if total < FEWEST_FOR_BIAS or len(counts) < 2:
        return
    top, most = max(counts.items(), key=lambda item: item[1])
    fair = total / len(counts)
    # Twice the fair share: with 20 questions chance does this about once in 15 banks, with the
    # 100 that a bank must have practically never.
    if most > 2 * fair:
        yield Finding(
            "bank-answer-position",
            "questions",
            ANSWER_POSITION,
            "warning",
            limit=round(fair),
            actual=most,
            details={"letter": top, "total": total, "chart": chart(counts), "counts": counts},
        )
    ranks = Counter(_length_rank(question) for question in _answered(bank))
    if ranks[1] > total / 2:
        by_length = {str(rank): ranks[rank] for rank in range(1, len(counts) + 1)}
        yield Finding(
            "bank-longest-option",
            "questions",
            LONGEST_OPTION,
            "warning",
            limit=round(fair),
            actual=ranks[1],
            details={"total": total, "chart": chart(by_length), "counts": by_length},
        )


def _answered(bank: Bank) -> list[Question]:
    return [q for q in bank if q.kind == "single" and len(q.right) == 1]


def _length_rank(question: Question) -> int:
    """Place of the right option by length; 1 if it is longer than each of the others."""
    right = len(question.options[question.right[0]].text)
    lengths = [len(option.text) for option in question.options]
    return sum(length >= right for length in lengths)
