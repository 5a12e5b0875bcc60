"""Test banks: reading, checking and writing of Aiken, GIFT, Moodle XML and typed Word documents.

Form 02-05 is an Aiken file with rules on top. One module a format (:mod:`.aiken`, :mod:`.gift`,
:mod:`.moodle_xml`), each with ``read(data) -> Reading`` and ``write(bank) -> bytes``;
:mod:`.word` reads a document in which somebody typed the template.
"""

from atuforms.testbank import aiken, gift, moodle_xml, word
from atuforms.testbank.content import chart, check, check_reading, distribution
from atuforms.testbank.coverage import ModuleCoverage, check_coverage, coverage
from atuforms.testbank.mend import Change, fix
from atuforms.testbank.model import Bank, File, Option, Question, Reading, single
from atuforms.testbank.shuffle import Variant, answer_key, shuffle, variants

__all__ = [
    "Bank",
    "Change",
    "File",
    "ModuleCoverage",
    "Option",
    "Question",
    "Reading",
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
    "gift",
    "moodle_xml",
    "shuffle",
    "single",
    "variants",
    "word",
]
