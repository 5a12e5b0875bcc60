"""Aiken, Moodle's plain text format for questions with one right answer; form 02-05 is one.

A line that begins with a capital Latin letter and ``.`` or ``)`` is an option, ``ANSWER: D`` ends
the question, any other line begins one. There is neither escaping nor a place for names, modules,
feedback or markup. No library on PyPI reads or writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from atuforms.core.exceptions import UnknownFormat
from atuforms.core.findings import Finding
from atuforms.testbank.decode import decode
from atuforms.testbank.messages import (
    AIKEN_FILES,
    AIKEN_MARKUP,
    AIKEN_OPTIONS,
    LINE_BREAK,
    STEM_MISREAD,
    STEM_SHORT,
    TYPED_MANNER,
)
from atuforms.testbank.model import LETTERS, Bank, BankReading, Question
from atuforms.testbank.structure import ITEM_FORMAT, ensure_writable, found
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.lines import Paragraph, is_misread, safe_stem
from atuforms.testbank.typed.options_in_lines import have_options_in_lines
from atuforms.testbank.typed.tagged_lines import has_tags
from atuforms.testbank.typed.text_tables import tables_as_cells
from atuforms.testbank.typed.unanswered import CAUSES, answered
from atuforms.testbank.typed.unseen_signs import has_headings, has_unseen, lines_as_seen

_TYPED: Final = Finding(ITEM_FORMAT[0], "", TYPED_MANNER, clause=ITEM_FORMAT[1])
_LINE_END = re.compile("\r\n?|\n")


def read(data: str | bytes) -> BankReading:
    """The bank in an Aiken file, also in one that Moodle would refuse.

    Every line where Moodle's importer would stop, drop or misread something is a finding with
    its line; the bank is what the author meant.

    :raises UnreadableInput: for a file that is not text, or too large.
    """
    text, encoding, findings = decode(data)
    lines = list(_lines(text))
    cells, uneven = tables_as_cells(lines)
    tabled = len(cells) != len(lines)
    otherwise = parse(cells, typed=True) if tabled else None
    if otherwise and answered(otherwise) == len(otherwise.bank.questions) > 0:
        reading = replace(otherwise, findings=(_TYPED, *uneven, *otherwise.findings))
    else:
        reading = _as_aiken(text, lines)
        crowded = tabled or have_options_in_lines(lines)
        few = answered(reading) * 2 <= len(reading.bank.questions) and reading.findings
        if crowded or few:
            otherwise = otherwise or parse(lines, typed=True)
            found = answered(otherwise)
            explained = not found and any(each.message in CAUSES for each in otherwise.findings)
            known = answered(reading)
            if found > known or explained or (crowded and found == known):
                reading = replace(otherwise, findings=(_TYPED, *uneven, *otherwise.findings))
    return BankReading(reading.bank, (*findings, *reading.findings), encoding)


def _as_aiken(text: str, lines: Sequence[Paragraph]) -> BankReading:
    """The bank as Moodle's importer reads lines, as far as it does."""
    # Tags of another system are no lines of an Aiken file that Moodle could read as such.
    reading = parse(lines, typed=has_tags(text))
    refused = any(finding.severity == "error" for finding in reading.findings)
    if refused and (has_unseen(text) or has_headings(text)):
        # A file that Moodle would refuse anyway has no signs to keep that nobody sees.
        return parse(lines_as_seen(lines), typed=has_tags(text))
    return reading


def _lines(text: str) -> Iterator[Paragraph]:
    return (Paragraph(line, number) for number, line in enumerate(_LINE_END.split(text), 1))


def unfit(question: Question, index: int) -> Iterator[Finding]:
    """What an Aiken file cannot say of a question with one answer."""
    if question.files or any(option.files for option in question.options):
        yield found(question, index, "bank-aiken-markup", AIKEN_FILES, part=".text")
        return
    if question.markup != "plain":
        yield found(question, index, "bank-aiken-markup", AIKEN_MARKUP, part=".text")
        return
    if len(question.options) > len(LETTERS):
        yield found(
            question,
            index,
            "bank-aiken-options",
            AIKEN_OPTIONS,
            part=".options",
            limit=len(LETTERS),
            actual=len(question.options),
        )
    parts = [(".text", question.text)]
    parts += [(f".options.{i}", option.text) for i, option in enumerate(question.options)]
    for part, text in parts:
        if "\n" in text:
            yield found(question, index, "bank-line-break", LINE_BREAK, part=part)
    if is_misread(question.text):
        yield found(
            question,
            index,
            "bank-stem-misread",
            STEM_MISREAD,
            part=".text",
            actual=question.text[:40],
            safe=safe_stem(question.text[:40]),
        )
    elif 0 < len(question.text.encode(errors="replace")) < 2:
        yield found(
            question, index, "bank-stem-short", STEM_SHORT, part=".text", actual=question.text
        )


def write(bank: Bank) -> bytes:
    """``bank`` as an Aiken file in UTF-8, which Moodle imports question by question as it is.

    Names, modules, lectures and feedback have no place in the format and are left out.

    :raises UnknownFormat: for questions of other kinds, naming them.
    :raises InvalidRecord: for questions that Moodle would refuse or misread; most are mended by
        :func:`atuforms.testbank.fix`.
    """
    others = [str(i) for i, question in enumerate(bank, 1) if question.kind != "single"]
    if others:
        raise UnknownFormat(
            "Aiken holds only questions with one right answer. Write gift or moodle-xml, or take "
            "out the questions of other kinds: {questions}.",
            questions=", ".join(others),
        )
    ensure_writable(bank, *(f for i, q in enumerate(bank) for f in unfit(q, i)))
    return "\n".join(_item(question) for question in bank).encode()


def _item(question: Question) -> str:
    options = (
        f"{letter}. {option.text}\n"
        for letter, option in zip(LETTERS, question.options, strict=False)
    )
    return f"{question.text}\n{''.join(options)}ANSWER: {question.answer[:1]}\n"
