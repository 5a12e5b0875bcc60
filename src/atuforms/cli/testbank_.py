"""``atuforms testbank``: a test bank from one format into another."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.as_moodle import show_as_moodle
from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.cli.repetition import MANY, same_again
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.findings import Finding, Report, finding_line, summary_line
from atuforms.core.language.sentences import Message, message, plural_sentence
from atuforms.core.language.translation import fill
from atuforms.documents.bank_files import (
    OF_THE_FORM,
    PAPERS,
    bank_files,
    format_named,
    read_bank_file,
)
from atuforms.testbank.conversion import Conversion, convert, not_kept
from atuforms.testbank.mend import Repair
from atuforms.testbank.model import Bank

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
    reading, report = read_bank_file(Path(source), from_, written_as, console.lang)
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
    else:
        _tell_findings((*report.warnings, *made.mended), source, console)
        _tell(made.changes, console)
        if made.left:
            console.note(console.say("Left for the author:"))
            _tell_findings(made.left, source, console)
    _tell_findings(tuple(not_kept(made.bank, written_as)), source, console)
    if made.bank.questions:
        _write(made.bank, Path(target), written_as, seed, count, console)
    else:
        console.note(console.say("Nothing was written."))
    _tell_count(made, console)
    if made.left or made.numbers:
        raise typer.Exit(1)


ALL_WRITTEN = plural_sentence(
    "{total} question: {written} written.", "{total} questions: {written} written.", count="total"
)
SOME_LEFT = plural_sentence(
    "{total} question: {written} written, {left} left for the author: {numbers}.",
    "{total} questions: {written} written, {left} left for the author: {numbers}.",
    count="total",
)


def _tell_count(made: Conversion, console: Console) -> None:
    values = {
        "total": made.read,
        "written": len(made.bank),
        "left": len(made.numbers),
        "numbers": ", ".join(made.numbers),
    }
    console.note(fill(SOME_LEFT if made.numbers else ALL_WRITTEN, console.lang, values))


def _tell_findings(findings: Sequence[Finding], file: str, console: Console) -> None:
    """Findings, each kind once with the places where it is found again, and how many they are."""
    if not findings:
        return
    kinds: dict[tuple[str, Message], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.rule, finding.message), []).append(finding)
    for first, *others in kinds.values():
        alone = () if len(others) > MANY else others
        for each in (first, *alone):
            console.note(finding_line(each, file, console.lang))
        if not alone and others:
            console.note(same_again([each.line for each in others], console.lang))
    report = Report(tuple(findings))
    console.note(summary_line(file, len(report.errors), len(report.warnings), console.lang))


def _tell(changes: tuple[Repair, ...], console: Console) -> None:
    """Each change; alike ones once, with the questions in which they were made too."""
    kinds: dict[tuple[str, str], list[Repair]] = {}
    for change in changes:
        alike = "" if change.rule in ("bank-line-break", "bank-stem-misread") else change.before
        kinds.setdefault((change.rule, alike), []).append(change)
    for alike_changes in kinds.values():
        first, *others = alike_changes
        alone = () if len(others) > MANY else others
        for change in (first, *alone):
            console.note(
                console.say(
                    "Question {number}: “{before}” is now “{after}” [{rule}]",
                    number=change.number,
                    before=change.before,
                    after=change.after,
                    rule=change.rule,
                )
            )
        if others and not alone:
            console.note(same_again([change.number for change in others], console.lang))


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
