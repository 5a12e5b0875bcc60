"""What Moodle's own importer makes of a file: its rules for Aiken, GIFT and Moodle XML.

The measure of everything that is said of Moodle elsewhere: writers are tested against it, and
``atuforms testbank FILE --as-moodle`` shows it. One module a format, in our own words, from the
behaviour of Moodle 4.1; ``benchmarks/moodle/`` compares it with Moodle's own files where PHP is
installed, and was run on those of 4.1. Those of 5.1 were compared by reading: the import functions
of the three formats and of their base, the XML parser, the list of weights, and the checks of a
question with options when it is stored. They say the same but for one thing, which is said where
it matters, as is what earlier versions did otherwise.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from atuforms.core.exceptions import UnknownFormat
from atuforms.testbank.categories import names_in
from atuforms.testbank.decode import MAX_BYTES, ensure_size
from atuforms.testbank.model import WEIGHTS
from atuforms.testbank.moodle import aiken, gift, php, xml
from atuforms.testbank.moodle.model import (
    VERSION,
    MoodleAnswer,
    MoodleQuestion,
    MoodleReading,
    Remark,
)
from atuforms.testbank.moodle.sentences import (
    BLANK_OPTION,
    GRADE,
    NO_FULL_MARK,
    NO_NUMBER,
    NO_QUESTIONS,
    NO_RIGHT_OPTION,
    NOT_UTF8,
    TOO_FEW_OPTIONS,
    WEIGHTS_TOTAL,
)

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "VERSION",
    "MoodleAnswer",
    "MoodleQuestion",
    "MoodleReading",
    "Remark",
    "category_names",
    "read_as_moodle",
]

_Parser = Callable[[str], tuple[list[MoodleQuestion], list[Remark]]]
FORMATS: Final[dict[str, _Parser]] = {
    "aiken": aiken.questions_of,
    "gift": gift.questions_of,
    "moodle-xml": xml.questions_of,
}


def read_as_moodle(data: bytes | str, format_name: str) -> MoodleReading:
    """What Moodle makes of ``data``, with the settings that its import page offers first.

    :raises UnknownFormat: for a format that Moodle does not read.
    :raises UnreadableInput: for a file that is too large.
    """
    if format_name not in FORMATS:
        raise UnknownFormat(
            "Moodle does not read {name}. It reads: {known}.",
            name=format_name,
            known=", ".join(FORMATS),
        )
    ensure_size(data)
    text = php.in_bytes(data)
    remarks: list[Remark] = []
    if format_name != "aiken" and not php.is_utf8(text):
        remarks.append(Remark("nothing", NOT_UTF8, 1))
    made, more = FORMATS[format_name](text)
    remarks += more
    questions = _filed(made)
    if not made:
        remarks.append(Remark("nothing", NO_QUESTIONS, 1))
    remarks += (
        replace(remark, place=question.place)
        for question in questions
        for remark in _checked(question)
    )
    remarks.sort(key=lambda remark: remark.order)
    return MoodleReading(tuple(questions), tuple(remarks), _imported(questions, remarks))


def category_names(path: str) -> tuple[str, ...]:
    """Names of the categories in a path; none where Moodle stays in the category before."""
    names = names_in(path)
    if re.fullmatch(r"\$[a-z]+\$", names[0]):
        del names[0]
    return tuple(name for name in names if name != "top")


def _filed(made: list[MoodleQuestion]) -> list[MoodleQuestion]:
    """The questions without the categories, each with where it belongs."""
    where: tuple[str, ...] = ()
    questions = []
    for question in made:
        if question.type == "category":
            where = category_names(question.text) or where
        else:
            questions.append(replace(question, category=where))
    return questions


def _checked(question: MoodleQuestion) -> list[Remark]:
    """What Moodle says, or should have said, when it stores a question."""
    line, answers = question.line, question.answers
    remarks = []
    weights = [100 * answer.fraction for answer in answers]
    strange = [f"{weight:.7g} %" for weight in weights if not _is_known(weight)]
    if strange and question.type != "truefalse":
        remarks.append(Remark("nothing", GRADE, line, {"actual": ", ".join(strange)}))
    full = max(weights, default=-100.0)
    if question.type == "multichoice":
        if len(answers) < 2:
            remarks.append(Remark("stops", TOO_FEW_OPTIONS, line))
        elif any(not php.trim(answer.text) for answer in answers):
            remarks.append(Remark("silent", BLANK_OPTION, line))
        total = round(sum(w for w in weights if w > 0), 2)
        if question.single and abs(full - 100) > 0.001:
            remarks.append(Remark("silent", NO_RIGHT_OPTION, line))
        elif not question.single and abs(total - 100) >= 0.5:
            remarks.append(Remark("silent", WEIGHTS_TOTAL, line, {"total": f"{total:g}"}))
    elif question.type == "shortanswer" and abs(full - 100) > 0.001:
        remarks.append(Remark("stops", NO_FULL_MARK, line))
    elif question.type == "numerical":
        remarks += (
            Remark("silent", NO_NUMBER, line, {"answer": answer.text})
            for answer in answers
            if answer.text != "*" and not php.is_numeric(answer.text)
        )
    return remarks


@functools.lru_cache(maxsize=1024)
def _is_known(weight: float) -> bool:
    return any(abs(weight - known) < 0.001 for known in WEIGHTS)


def _imported(questions: list[MoodleQuestion], remarks: list[Remark]) -> int:
    effects = {remark.effect for remark in remarks}
    if "nothing" in effects:
        return 0
    if "stops" in effects:
        stop = min(remark.order for remark in remarks if remark.effect == "stops")
        return sum(question.order < stop for question in questions)
    return len(questions)
