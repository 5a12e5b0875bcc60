"""What is said of a file with a test bank: its findings, where answers lie, what is covered."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from atuforms.core.files.input_files import named_after, read_file
from atuforms.core.findings import Finding, Place, Report, in_word
from atuforms.testbank.content import check_reading, distribution
from atuforms.testbank.coverage import ModuleCoverage, check_coverage, coverage
from atuforms.testbank.decode import refuse_blank
from atuforms.testbank.formats import SUFFIXES, format_of, read_bank
from atuforms.testbank.messages import BANK_EMPTY
from atuforms.testbank.model import FORM, BankReading


@dataclass(frozen=True, slots=True)
class BankReport:
    """The report on a bank, with figures that are no findings."""

    report: Report
    answers: Mapping[str, int]
    """How many right answers each letter has."""
    modules: tuple[ModuleCoverage, ...]
    """Questions by module; empty where no question names one."""


def is_bank(path: Path) -> bool:
    """Whether the name of ``path`` is that of a test bank in a format for exchange."""
    return path.suffix.lower() in SUFFIXES.values()


def check_file(path: Path) -> BankReport:
    """The report on the bank in ``path``.

    An Aiken file is checked as form 02-05; GIFT and Moodle XML also hold what the form has no
    room for, so that they are checked for what any bank must be.

    :raises UnreadableInput: when it cannot be read.
    """
    data = read_file(path)
    refuse_blank(data, path)
    with named_after(path):
        named = format_of(data, path.suffix)
        reading = read_bank(data, named)
    return report_on(reading, str(path), template=named == "aiken")


def report_on(reading: BankReading, file: str, *, template: bool) -> BankReport:
    """The report on a bank that was read from ``file``; ``template``: as form 02-05."""
    found = [*check_reading(reading, template=template), *check_coverage(reading.bank)]
    if not (template or found or reading.bank.questions):
        found = [Finding("bank-empty", "questions", BANK_EMPTY, place=Place(1))]
    found.sort(key=lambda finding: finding.line or sys.maxsize)
    if Path(file).suffix.lower() == ".docx":
        # What was counted are paragraphs; the numbers of questions are said in the sentences.
        found = [each.at(in_word(each.place)) for each in found]
    modules = coverage(reading.bank)
    return BankReport(
        Report(tuple(found), form=FORM, file=file),
        distribution(reading.bank),
        modules if any(part.module for part in modules) else (),
    )
