"""``atuforms testbank``: a test bank from one format into another."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from atuforms.cli.as_moodle import show_as_moodle
from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.cli.repetition import same_again, told_once
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.findings import (
    Finding,
    InvalidRecord,
    Report,
    finding_line,
    finding_text,
    mended_line,
    summary_line,
)
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.documents.bank_files import (
    OF_THE_FORM,
    PAPERS,
    bank_files,
    format_named,
    read_bank_file,
)
from atuforms.testbank.conversion import Conversion, convert, count_line, not_kept
from atuforms.testbank.mend import Repair
from atuforms.testbank.model import Bank, BankReading, one_line
from atuforms.testbank.moodle_kinds import KIND_FOREIGN, KIND_UNKNOWN

HELP = message(
    "Turn a test bank into another format, with everything that Moodle would misread named first."
)

Source = Annotated[
    str,
    typer.Argument(metavar="IN", help=message("Aiken, GIFT, Moodle XML, Word, or a YAML record.")),
]
Target = Annotated[
    str,
    typer.Argument(
        metavar="OUT",
        help=message(
            "File to write: .txt (Aiken), .gift, .xml (Moodle), .zip (QTI 2.1), .yaml, .docx or "
            ".pdf."
        ),
    ),
]
From = Annotated[
    str,
    typer.Option(
        "--from", metavar="FORMAT", help=message("Format of IN, if its name does not say it.")
    ),
]
To = Annotated[
    str,
    typer.Option(
        "--to", metavar="FORMAT", help=message("Format of OUT, if its name does not say it.")
    ),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help=message(
            "Mend what has one right spelling, and write every question that needs no decision."
        ),
    ),
]
Shuffle = Annotated[
    str,
    typer.Option(
        "--shuffle",
        metavar="SEED",
        help=message("Shuffle questions and options; the same seed gives the same order."),
    ),
]
Variants = Annotated[
    int,
    typer.Option(
        "--variants",
        metavar="N",
        min=0,
        max=26,
        show_default=False,
        help=message("Write N variants A, B, C… for paper, and one key to them all."),
    ),
]
AsMoodle = Annotated[
    bool,
    typer.Option(
        "--as-moodle",
        help=message("Write nothing; show what Moodle's own importer makes of IN."),
    ),
]


def command(
    context: typer.Context,
    source: Source,
    target: Target = "",
    lang: Lang = "",
    from_: From = "",
    to: To = "",
    mend: Fix = False,
    seed: Shuffle = "",
    count: Variants = 0,
    as_moodle: AsMoodle = False,
) -> None:
    """Write the bank; exit with 1 if it has errors, and without --fix write nothing then."""
    console: Console = context.obj
    if as_moodle:
        show_as_moodle(Path(source), from_, console)
        return
    if not target:
        raise UnsafeOutput("Name the file to write, or --as-moodle.")
    written_as = format_named(target, to)
    reading, report = _read(source, from_, written_as, console)
    made = convert(reading, written_as, template=written_as in OF_THE_FORM)
    if not mend:
        _tell_findings(report.findings, source, console)
        if not report.ok or not reading.bank.questions:
            if not report.findings:
                _tell_findings(made.left, source, console)
            console.note(console.say("Nothing was written."))
            if made.helps:
                console.note(console.say("--fix mends what has one right spelling."))
            raise typer.Exit(1)
        made = replace(made, bank=reading.bank)
        told = {(each.rule, each.path) for each in report.findings}
        more = [each for each in made.left if (each.rule, each.path) not in told]
        _tell_findings(more, source, console)
    else:
        _tell_mended(made, report, source, console)
    _tell_findings(tuple(not_kept(made.bank, written_as)), source, console)
    if not _is_written(made, target, written_as, seed, count, console):
        made = made.unwritten
        console.note(console.say("Nothing was written."))
    console.note(count_line(made, source, console.lang))
    if made.left or made.numbers or made.lines or not made.bank.questions:
        raise typer.Exit(1)


def _read(source: str, named: str, written_as: str, console: Console) -> tuple[BankReading, Report]:
    try:
        return read_bank_file(Path(source), named, written_as, console.lang)
    except InvalidRecord as error:
        console.note(error.text(console.lang))
        console.note(console.say("Nothing was written."))
        raise typer.Exit(error.exit_code) from None


def _is_written(
    made: Conversion, target: str, written_as: str, seed: str, count: int, console: Console
) -> bool:
    """Write the questions that there are; what stops a document of the form is told once."""
    try:
        if made.bank.questions:
            _write(made.bank, Path(target), written_as, seed, count, console)
    except InvalidRecord as error:
        told = {(finding.rule, finding.message) for finding in made.left}
        more = [each for each in error.report.findings if (each.rule, each.message) not in told]
        _tell_findings(more, target, console)
        return False
    return bool(made.bank.questions)


def _tell_mended(made: Conversion, report: Report, source: str, console: Console) -> None:
    if made.mended or made.changes:
        console.note(console.say("Mended:"))
        _tell_each(made.mended, source, console, mended_line)
        _tell(made.changes, console)
    warnings = made.unmended(report.warnings)
    _tell_each(warnings, source, console, finding_line)
    if made.left:
        console.note(console.say("Left for the author:"))
        _tell_each(made.left, source, console, finding_line)
    _sum_up((*warnings, *made.left), source, console)


def _tell_findings(findings: Sequence[Finding], file: str, console: Console) -> None:
    """Findings, each kind once with the places where it is found again, and how many they are."""
    _tell_each(findings, file, console, finding_line)
    _sum_up(findings, file, console)


def _sum_up(findings: Sequence[Finding], file: str, console: Console) -> None:
    if findings:
        report = Report(tuple(findings))
        console.note(summary_line(file, len(report.errors), len(report.warnings), console.lang))


def _tell_each(
    findings: Sequence[Finding],
    file: str,
    console: Console,
    line: Callable[[Finding, str, Language], str],
) -> None:
    in_word = Path(file).suffix.lower() == ".docx"
    for first, others in told_once(
        findings,
        _kind,
        lambda finding: finding_text(finding, console.lang),
    ):
        told = [line(_in_one_line(first), file, console.lang).replace("\n", " ")]
        if others:
            places = [_question(each) if in_word else each.line for each in others]
            if not any(places):
                places = [each.line for each in others]  # paragraphs between questions
            told.append(same_again(places, console.lang))
        console.note(" ".join(told))


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


def _tell(changes: tuple[Repair, ...], console: Console) -> None:
    """Each change; alike ones once, with the questions in which they were made too."""
    for before, after, alike in _alike(changes):
        told = [
            console.say(
                "Question {number}: “{before}” is now “{after}” [{rule}]",
                number=alike[0].number,
                before=before,
                after=after,
                rule=alike[0].rule,
            )
        ]
        others = list(dict.fromkeys(each.number for each in alike[1:]))
        if others:
            told.append(same_again(others, console.lang))
        console.note(" ".join(told))


def _alike(changes: Sequence[Repair]) -> Iterator[tuple[str, str, list[Repair]]]:
    """Changes that are told together: those of words by the words, others by what they were.

    Each with what was, and what is.
    """
    lines, words, others = [], [], []
    for change in changes:
        if change.rule in _LINES_OF_THEIR_OWN:
            lines.append(change)
        elif change.rule == _OF_WORDS and _changed_words(change):
            words.append(change)
        else:
            others.append(change)
    for group, key in ((lines, _by_rule), (others, _by_text)):
        for first, more in told_once(group, key, lambda each: (each.before, each.after)):
            yield one_line(first.before), one_line(first.after), [first, *more]
    pairs = dict.fromkeys(pair for change in words for pair in _changed_words(change))
    for each in list(pairs)[_MOST_WORDS:]:
        del pairs[each]
    rest = ", …" if len(pairs) == _MOST_WORDS else ""
    if words:
        before, after = (", ".join(each) + rest for each in zip(*pairs, strict=True))
        yield before, after, words


def _by_rule(change: Repair) -> object:
    return change.rule


def _by_text(change: Repair) -> object:
    return change.rule, change.before


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


_LINES_OF_THEIR_OWN: Final = ("bank-line-break", "bank-stem-misread")
_OF_WORDS: Final = "mixed-alphabet"
_MOST_WORDS: Final = 100
_AROUND: Final = '.,;:!?()[]«»“”"…'


def _write(
    bank: Bank, target: Path, written_as: str, seed: str, count: int, console: Console
) -> None:
    # All are made before one is written.
    made = list(bank_files(bank, written_as, target.suffix, console.lang, seed=seed, count=count))
    if not count:
        _put(target, made[0].data, console)
        return
    if written_as not in PAPERS:
        console.note(
            console.say(
                "Files in the format {name} hold the answers: they are to be imported, not given "
                "out. Write .docx or .pdf for paper.",
                name=written_as,
            )
        )
    key = target.with_name(f"{target.stem}{made[-1].name}")
    if key.is_file() and key.read_bytes() != made[-1].data:
        raise UnsafeOutput(
            "{file} is the key of other papers. Give OUT another name, or move that file.",
            file=key,
        )
    for each in made:
        _put(target.with_name(f"{target.stem}{each.name}"), each.data, console)


def _put(path: Path, data: bytes, console: Console) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    make_folder(path.parent)
    write_atomically(path, data)
    console.result(str(path))
