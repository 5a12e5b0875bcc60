"""Test banks: reading, checking and writing of Aiken, GIFT, Moodle XML and typed Word documents.

Form 02-05 is an Aiken file with rules on top. One module a format (:mod:`.aiken`, :mod:`.gift`,
:mod:`.moodle_xml`), each with ``read(data) -> BankReading`` and ``write(bank) -> bytes``;
:mod:`.typed_word` reads a document in which somebody typed the template.
"""

from atuforms.testbank import aiken, gift, moodle_xml
from atuforms.testbank.content import chart, check, check_reading, distribution
from atuforms.testbank.coverage import ModuleCoverage, check_coverage, coverage
from atuforms.testbank.formats import READERS, SUFFIXES, WRITERS, format_of, read_bank, write_bank
from atuforms.testbank.mend import Repair, fix
from atuforms.testbank.model import Bank, BankReading, File, Option, Question, single
from atuforms.testbank.shuffle import Variant, answer_key, shuffle, variants
from atuforms.testbank.typed import word as typed_word

__all__ = [
    "READERS",
    "SUFFIXES",
    "WRITERS",
    "Bank",
    "BankReading",
    "File",
    "ModuleCoverage",
    "Option",
    "Question",
    "Repair",
    "Variant",
    "aiken",
    "answer_key",
    "chart",
    "check",
    "check_coverage",
    "check_reading",
    "coverage",
    "distribution",
    "fix",
    "format_of",
    "gift",
    "moodle_xml",
    "read_bank",
    "shuffle",
    "single",
    "typed_word",
    "variants",
    "write_bank",
]
