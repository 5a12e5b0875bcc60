"""``atuforms testbank``: a test bank from one format into another."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.as_moodle import show_as_moodle
from atuforms.cli.bank_summary import tell_findings, tell_mended, tell_more
from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.core.files.output_files import make_folder, write_atomically, write_together
from atuforms.core.findings import Finding, InvalidRecord, Report
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.documents.bank_files import (
    OF_THE_FORM,
    PAPERS,
    BankFile,
    alike,
    bank_files,
    format_named,
    read_bank_file,
)
from atuforms.testbank.conversion import Conversion, convert, count_line, not_kept
from atuforms.testbank.model import Bank, BankReading
from atuforms.testbank.shuffle import MOST_VARIANTS

HELP = message(
    "Turn a test bank into another format, with everything that Moodle would misread named first."
)

Source = Annotated[
    str,
    typer.Argument(
        metavar="IN",
        help=message("Aiken, GIFT, Moodle XML, Word, HTML, CSV, typed text, or a YAML record."),
    ),
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
    int | None,
    typer.Option(
        "--variants",
        metavar="N",
        min=1,
        max=MOST_VARIANTS,
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


_MakesFiles = Callable[[Bank, str, str, Language], Iterator[BankFile]]


def command(
    context: typer.Context,
    source: Source,
    target: Target = "",
    lang: Lang = "",
    from_: From = "",
    to: To = "",
    mend: Fix = False,
    seed: Shuffle = "",
    count: Variants = None,
    as_moodle: AsMoodle = False,
) -> None:
    """Write the bank; exit with 1 if it has errors, and without --fix write nothing then."""
    console: Console = context.obj
    if not count:
        gc.disable()  # What is made lives until the end, where main turns this on again.
    if as_moodle:
        show_as_moodle(Path(source), from_, console)
        return
    if not target:
        raise UnsafeOutput("Name the file to write, or --as-moodle.")
    if count and target == "-":
        raise UnsafeOutput(
            "Standard output takes one file, and variants have a key beside them. Name a file "
            "as OUT."
        )
    written_as = format_named(target, to)
    reading, report = _read(source, from_, written_as, console)
    made = convert(reading, written_as, template=written_as in OF_THE_FORM)

    def further(bank: Bank) -> tuple[Finding, ...]:
        same = alike(bank, seed=seed, count=count or 0)
        return (*not_kept(bank, written_as), *same)

    if not mend:
        if not report.ok or not reading.bank.questions:
            tell_findings(report.findings or made.left, source, console)
            hint = console.say("--fix mends what has one right spelling.") if made.helps else ""
            console.note(f"{console.say('Nothing was written.')} {hint}".strip())
            raise typer.Exit(1)
        made = replace(made, bank=reading.bank)
        told = {(each.rule, each.path) for each in report.findings}
        more = [each for each in made.left if (each.rule, each.path) not in told]
        tell_findings((*report.findings, *more, *further(made.bank)), source, console)
    else:
        warnings = (*made.unmended(report.warnings), *further(made.bank))
        tell_mended(made, warnings, source, console)
    nothing = ""
    files = partial(bank_files, title=reading.title, seed=seed, count=count or 0)
    if not _is_written(made, target, written_as, files, console):
        made = made.unwritten
        nothing = f"{console.say('Nothing was written.')} "
    console.note(nothing + count_line(made, source, console.lang))
    if made.left or made.numbers or made.lines or not made.bank.questions:
        raise typer.Exit(1)


def _read(source: str, named: str, written_as: str, console: Console) -> tuple[BankReading, Report]:
    try:
        return read_bank_file(Path(source), named, written_as, console.lang)
    except InvalidRecord as error:
        console.note(error.text(console.lang))
        console.note(console.say("Nothing was written."))
        raise typer.Exit(error.exit_code) from None
    except UnreadableInput as error:
        text = error.text(console.lang)
        console.note(text if source in text else f"{source}: {text}")
        raise typer.Exit(error.exit_code) from None


def _is_written(
    made: Conversion, target: str, written_as: str, files: _MakesFiles, console: Console
) -> bool:
    """Write the questions that there are; what stops a document of the form is told once."""
    try:
        if made.bank.questions:
            _write(made.bank, Path(target), written_as, files, console)
    except InvalidRecord as error:
        told = {(finding.rule, finding.message) for finding in made.left}
        more = [each for each in error.report.findings if (each.rule, each.message) not in told]
        tell_more(more, target, console)
        return False
    return bool(made.bank.questions)


def _write(bank: Bank, target: Path, written_as: str, files: _MakesFiles, console: Console) -> None:
    # All are made before one is written.
    made = list(files(bank, written_as, target.suffix, console.lang))
    if len(made) == 1:
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
    make_folder(target.parent)
    named = {target.with_name(f"{target.stem}{each.name}"): each.data for each in made}
    write_together(named)
    for path in named:
        console.result(str(path))


def _put(path: Path, data: bytes, console: Console) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    make_folder(path.parent)
    write_atomically(path, data)
    console.result(str(path))
