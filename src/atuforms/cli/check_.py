"""``atuforms check``: everything that is wrong with records, documents and test banks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from atuforms.api import check
from atuforms.cli.bank_summary import report_lines
from atuforms.cli.commented_files import CommentedFiles
from atuforms.cli.console import Console
from atuforms.cli.options import Files, Force, Json, Lang
from atuforms.core.exceptions import AtuformsError, UnsafeOutput
from atuforms.core.files.input_files import clear_reading
from atuforms.core.findings import Report
from atuforms.core.language.sentences import message, plural_sentence
from atuforms.core.language.translation import fill
from atuforms.fields.dates import read_day
from atuforms.forms.changed_limits import changed_limits
from atuforms.forms.mooc_development.test_bank import TestBank
from atuforms.records.editions import as_of, limits_on
from atuforms.testbank.content import chart
from atuforms.testbank.report import BankReport, check_file, is_bank

HELP = message("Check records and test banks against every rule, and say what to mend.")

QUESTIONS = plural_sentence("{count} question", "{count} questions", count="count")
FILES = plural_sentence("{count} file", "{count} files", count="count")
ERRORS = plural_sentence("{count} error", "{count} errors", count="count")
WARNINGS = plural_sentence("{count} warning", "{count} warnings", count="count")

Sarif = Annotated[
    bool,
    typer.Option("--sarif", help=message("Print SARIF 2.1.0, for editors and code hosts.")),
]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=message("Check by the editions of the regulations in force on this day."),
    ),
]

Comment = Annotated[
    bool,
    typer.Option(
        "--comment",
        help=message("Write the Word document anew, with each finding as a comment at its place."),
    ),
]
CommentedFile = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help=message(
            "With --comment: the file or the folder for the document; beside the document, as "
            "NAME.commented.docx, if not given."
        ),
    ),
]


def command(
    context: typer.Context,
    files: Files,
    lang: Lang = "",
    as_json: Json = False,
    as_sarif: Sarif = False,
    comment: Comment = False,
    output: CommentedFile = "",
    force: Force = False,
    day: AsOf = "",
) -> None:
    """Print the reports; exit with 1 if a record breaks a rule, 2 if one cannot be read."""
    console: Console = context.obj
    if output and not comment:
        raise UnsafeOutput("-o is the place for a commented document. Add --comment to it.")
    if output == "-" and (as_json or as_sarif):
        raise UnsafeOutput(
            "Standard output takes the document or the report, not both. Name a file with -o."
        )
    outputs = CommentedFiles(output, len(files), console.lang, force=force) if comment else None
    when = read_day(day) if day else None
    with changed_limits(limits_on(when) if when else {}):
        reports, worst = _reports(files, outputs, when, console)
    plain = [each.report if isinstance(each, BankReport) else each for each in reports]
    # Where the document itself goes to standard output, the report does not.
    told = console.note if output == "-" else console.result
    if as_sarif:
        from atuforms.cli.sarif import sarif

        console.json(sarif(plain, console.lang))
    elif as_json:
        data = [_data(each, console) for each in reports]
        console.json(data if len(files) > 1 else data[0])
    else:
        for each in reports:
            _print(each, console, told)
        if len(files) > 1:
            told(_summary(plain, console))
    for path in outputs.written if outputs else ():
        (console.note if as_json or as_sarif else told)(str(path))
    worst = max([worst, *map(_code, plain)])
    if worst:
        raise typer.Exit(worst)


def _code(report: Report) -> int:
    """The exit code of a report; in a folder there may be what cannot be read."""
    if any(finding.rule == "file-unreadable" for finding in report.findings):
        return 2
    return 0 if report.ok else 1


def _reports(
    files: Sequence[str],
    outputs: CommentedFiles | None,
    when: datetime.date | None,
    console: Console,
) -> tuple[list[Report | BankReport], int]:
    """The reports on what can be read, and the exit code of what cannot."""
    reports: list[Report | BankReport] = []
    worst = 0
    for file in files:
        try:
            reports.append(outputs.write(file) if outputs else _report(Path(file), when))
        except AtuformsError as error:
            # The other files are checked all the same.
            if len(files) == 1:
                raise
            text = error.text(console.lang)
            console.note(text if file in text else f"{file}: {text}")
            worst = max(worst, error.exit_code)
    return reports, worst


def _report(path: Path, when: datetime.date | None) -> Report | BankReport:
    with clear_reading(path):
        is_folder = path.is_dir()
    if is_folder:
        from atuforms.dossiers.subject_documents import check_subject

        found = check_subject(path)
        return as_of(found, when) if when else found
    # Besides the findings, a bank has figures to show.
    if is_bank(path):
        bank = check_file(path)
        return replace(bank, report=as_of(bank.report, when)) if when else bank
    report = check(path)
    return as_of(report, when) if when else report


def _data(report: Report | BankReport, console: Console) -> dict[str, object]:
    if isinstance(report, Report):
        return report.as_dict(console.lang)
    return {
        **report.report.as_dict(console.lang),
        "answers": dict(report.answers),
        "modules": [
            {"module": part.module, "questions": part.questions, "enough": part.enough}
            for part in report.modules
        ],
    }


def _print(report: Report | BankReport, console: Console, told: Callable[[str], None]) -> None:
    plain = report if isinstance(report, Report) else report.report
    if plain.form == TestBank.CODE:
        told("\n".join(report_lines(plain, console)))
    else:
        told(plain.text(console.lang))
    if isinstance(report, Report):
        return
    # A finding on the distribution shows it already.
    if any(report.answers.values()) and "bank-answer-position" not in {
        finding.rule for finding in report.report
    }:
        console.result(console.say("Right answers by letter:"))
        console.result(chart(dict(report.answers)))
    if report.modules:
        console.result(console.say("Questions by module:"))
        for part in report.modules:
            count = fill(QUESTIONS, console.lang, {"count": part.questions})
            console.result(f"{part.module or '–'}: {count}")


def _summary(reports: list[Report], console: Console) -> str:
    counts = {
        "files": (FILES, len(reports)),
        "errors": (ERRORS, sum(len(report.errors) for report in reports)),
        "warnings": (WARNINGS, sum(len(report.warnings) for report in reports)),
    }
    said = {name: fill(words, console.lang, {"count": n}) for name, (words, n) in counts.items()}
    return console.say("Together {files}: {errors}, {warnings}.", **said)
