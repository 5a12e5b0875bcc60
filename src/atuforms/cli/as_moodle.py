"""What ``atuforms testbank FILE --as-moodle`` shows: a bank with Moodle's eyes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from atuforms.cli.console import Console
from atuforms.cli.repetition import same_again, told_once
from atuforms.core.exceptions import UnknownFormat
from atuforms.core.files.input_files import read_file
from atuforms.core.language.sentences import plural_sentence
from atuforms.core.language.translation import fill
from atuforms.testbank.formats import format_of
from atuforms.testbank.moodle import FORMATS, VERSION, MoodleQuestion, Remark, read_as_moodle

WIDTH = 100
"""Characters of a text that are shown."""

ALL_IMPORTED = plural_sentence(
    "Moodle would import {total} question.", "Moodle would import {total} questions.", count="total"
)
SOME_IMPORTED = plural_sentence(
    "Of {total} question Moodle would import {imported}.",
    "Of {total} questions Moodle would import {imported}.",
    count="total",
)


def show_as_moodle(path: Path, named: str, console: Console) -> None:
    """List the questions that Moodle makes of a file; exit with 1 unless it imports them all."""
    data = read_file(path)
    name = named or format_of(data, path.suffix)
    if name not in FORMATS:
        raise UnknownFormat(
            "Moodle does not read {file}. Turn it into .txt, .gift or .xml first.", file=path
        )
    reading = read_as_moodle(data, name)
    console.result(console.say("{file} as Moodle {version} reads it:", file=path, version=VERSION))
    for number, question in enumerate(reading.questions, 1):
        for line in _lines(number, question, console):
            console.result(line)
    _tell_remarks(reading.remarks, str(path), console)
    total = len(reading.questions)
    sentence = ALL_IMPORTED if reading.imported == total else SOME_IMPORTED
    values = {"total": total, "imported": reading.imported}
    console.note(fill(sentence, console.lang, values))
    if not reading.complete or any(remark.effect == "silent" for remark in reading.remarks):
        raise typer.Exit(1)


def _lines(number: int, question: MoodleQuestion, console: Console) -> Iterator[str]:
    kind = question.type
    if kind == "multichoice":
        kind += " single" if question.single else " multiple"
    facts = [
        kind,
        question.format,
        "/".join(question.category),
        question.name,
        "" if question.mark == "1" else question.mark,
    ]
    place = console.say("line {line}", line=question.line)
    yield f"{number}. {place} · " + " · ".join(fact for fact in facts if fact)
    yield f"   {_short(question.text)}"
    for answer in question.answers:
        margin = f" ± {answer.tolerance}" if answer.tolerance not in ("", "0") else ""
        said = f"   # {_short(answer.feedback)}" if answer.feedback else ""
        yield f"   {100 * answer.fraction:7.5g} %  {_short(answer.text)}{margin}{said}"
    if question.general:
        yield f"   #### {_short(question.general)}"


def _tell_remarks(remarks: Sequence[Remark], file: str, console: Console) -> None:
    for first, others in told_once(
        remarks, lambda remark: remark.sentence, lambda remark: str(remark.values)
    ):
        again = [same_again([each.line for each in others], console.lang)] if others else []
        console.note(" ".join((_remark(first, file, console), *again)))


def _remark(remark: Remark, file: str, console: Console) -> str:
    return f"{file}:{remark.line}: " + fill(remark.sentence, console.lang, remark.values)


def _short(text: str) -> str:
    text = text.replace("\n", "⏎")
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
