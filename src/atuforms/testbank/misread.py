"""Questions of a GIFT or Moodle XML file that we read otherwise than Moodle.

Neither reading is taken then: which one was meant only the author knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from atuforms.core.findings import Finding, Place, Severity
from atuforms.core.language.sentences import Message
from atuforms.testbank.messages import MOODLE_READS, MOODLE_SPACES, MOODLE_STOPS
from atuforms.testbank.model import BankReading, Question, one_line
from atuforms.testbank.moodle import MoodleQuestion, MoodleReading
from atuforms.testbank.moodle.comparison import alike, as_question
from atuforms.testbank.structure import defects


def with_misread(reading: BankReading, seen: MoodleReading, format_name: str) -> BankReading:
    """``reading`` with a finding on each question that Moodle takes otherwise, if none is there."""
    more = tuple(_misread(reading, seen, format_name))
    if not more:
        return reading
    findings = sorted((*reading.findings, *more), key=lambda finding: finding.line or 0)
    return replace(reading, findings=tuple(findings))


def not_read_as_meant(index: int, question: Question) -> Finding:
    """The finding on a question that is not written, since Moodle would read something else."""
    return _finding(index, question, MOODLE_STOPS, "error")


def _misread(reading: BankReading, seen: MoodleReading, format_name: str) -> Iterator[Finding]:
    by_place: dict[int | None, list[MoodleQuestion]] = defaultdict(list)
    for each in seen.questions:
        by_place[each.order].append(each)
    refused = {r.order for r in seen.remarks if r.effect in ("nothing", "stops")}
    errors = [finding for finding in reading.findings if finding.severity == "error"]
    # In a text file each question has its line; in XML what is left out is an element of its own.
    named = {f.line for f in errors if not (f.path or reading.places)}
    named_paths = {finding.path.split(".")[1] for finding in errors if "." in finding.path}
    for i, question in enumerate(reading.bank):
        if question.line in named or str(i) in named_paths or any(defects(question, i)):
            continue
        place = reading.place(i)
        meant = [q for read in by_place[place] if (q := as_question(read))]
        if any(alike(question, read, format_name, categories=False) for read in meant):
            if place in refused:
                yield _finding(i, question, MOODLE_STOPS, "error")
        elif not meant and place in refused:
            yield _finding(i, question, MOODLE_STOPS, "error")
        elif any(
            alike(_spaceless(question), _spaceless(read), format_name, categories=False)
            for read in meant
        ):
            yield _finding(i, question, MOODLE_SPACES, "warning")
        else:
            told = one_line(meant[0].plain)[:60] if meant else "–"
            yield _finding(i, question, MOODLE_READS, "error", told)


def _spaceless(question: Question) -> Question:
    options = tuple(
        replace(option, text=_letters(option.text), feedback=_letters(option.feedback))
        for option in question.options
    )
    return replace(
        question,
        text=_letters(question.text),
        feedback=_letters(question.feedback),
        name=_letters(question.name),
        options=options,
    )


def _letters(text: str) -> str:
    return "".join(text.split())


def _finding(
    index: int, question: Question, message: Message, severity: Severity, actual: str | None = None
) -> Finding:
    return Finding(
        "bank-moodle-reads",
        f"questions.{index}",
        message,
        severity,
        actual=actual,
        details={"start": one_line(question.plain)[:60], "number": index + 1},
        place=Place(question.line),
    )
