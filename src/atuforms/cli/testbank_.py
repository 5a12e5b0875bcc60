"""``atuforms testbank``: a test bank from one format into another."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.as_moodle import show_as_moodle
from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.cli.paper_key import ensure_key_fits
from atuforms.cli.repetition import MANY, same_again
from atuforms.core.exceptions import UnknownFormat, UnreadableInput, UnsafeOutput
from atuforms.core.files.input_files import read_file
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.findings import Finding, InvalidRecord, Report, finding_line, summary_line
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message, message, plural_sentence
from atuforms.core.language.translation import fill
from atuforms.forms.base import Form
from atuforms.forms.mooc_development.test_bank import TestBank
from atuforms.records.checking import check_form
from atuforms.records.loading import open_record
from atuforms.testbank.conversion import Conversion, convert, not_kept
from atuforms.testbank.formats import SUFFIXES, format_of, read_bank, write_bank
from atuforms.testbank.mend import Repair
from atuforms.testbank.model import Bank, BankReading, single
from atuforms.testbank.report import report_on
from atuforms.testbank.shuffle import answer_key, shuffle, variants
from atuforms.testbank.typed_word import MAX_PART_BYTES

HELP = message(
    "Turn a test bank into another format, with everything that Moodle would misread named first."
)

FORMATS = {
    **{suffix: name for name, suffix in SUFFIXES.items()},
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "yaml",
    ".docx": "docx",
    ".pdf": "pdf",
    ".zip": "qti",
}
"""Formats by the ending of a file's name."""

OF_THE_FORM = ("aiken", "yaml", "docx", "pdf")
"""Formats that are form 02-05: five options, one answer, at least 100 questions."""

PAPERS = ("docx", "pdf")
"""Formats of which variants are written without the answers."""

QUESTIONS_ONLY = "questions-only"
"""The variant of the form's document that does not show the answers."""

Source = Annotated[
    str,
    typer.Argument(metavar="IN", help=message("Aiken, GIFT, Moodle XML, Word, or a YAML record.")),
]
Target = Annotated[
    str,
    typer.Argument(
        metavar="[OUT]",
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
    written_as = _format(target, to)
    reading, report = _read(Path(source), from_, written_as, console.lang)
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
            in_word = Path(file).suffix.lower() == ".docx"
            places = [_question(each) if in_word else each.line for each in others]
            console.note(same_again(places, console.lang))
    report = Report(tuple(findings))
    console.note(summary_line(file, len(report.errors), len(report.warnings), console.lang))


def _question(finding: Finding) -> int | None:
    """The number of the question that a finding is about, counted from 1."""
    number = re.match(r"questions\.(\d+)", finding.path)
    return int(number[1]) + 1 if number else None


def _format(file: str, named: str) -> str:
    known = sorted(set(FORMATS.values()))
    found = named or FORMATS.get(Path(file).suffix.lower(), "")
    if found not in known:
        raise UnknownFormat(
            "The format of {file} is not known. Name it with --from or --to: {known}.",
            file=file,
            known=", ".join(known),
        )
    return found


def _read(path: Path, named: str, written_as: str, lang: Language) -> tuple[BankReading, Report]:
    form = named or FORMATS.get(path.suffix.lower(), "")
    if form == "yaml":
        return _from_form(*open_record(path), path, lang)
    data = read_file(path)
    if form == "pdf" or (form == "docx" and _is_ours(data, path)):
        from atuforms.documents.reading.document import read_document

        read = read_document(path)
        return _from_form(read.form, list(read.findings), path, read.lang)
    reading = read_bank(data, named or format_of(data, path.suffix))
    return reading, report_on(reading, str(path), template=written_as in OF_THE_FORM).report


def _is_ours(data: bytes, path: Path) -> bool:
    """Whether a Word document is one of form 02-05, and not a bank that somebody typed."""
    from atuforms.core.files.office import Office
    from atuforms.documents.reading.filled_word import read_controls

    office = Office(data, str(path))
    part = office.main_part()
    if part and b"sdt" not in office.read(part, MAX_PART_BYTES):
        return False  # without a control it is none, and may be large
    return read_controls(office, office.xml(part), None) is not None


def _from_form(
    form: Form, findings: list[Finding], path: Path, lang: Language
) -> tuple[BankReading, Report]:
    if not isinstance(form, TestBank):
        raise UnreadableInput(
            "{file} is a record of {form}, not of a test bank (02-05).",
            file=path,
            form=form.name(),
        )
    report = check_form(form, tuple(findings))
    if any(finding.severity == "error" for finding in findings):
        raise InvalidRecord(report)
    tongue = form.lang or lang
    questions = (
        single(
            item.text.within(tongue) or "",
            [option.within(tongue) or "" for option in item.options],
            item.answer,
            str(item.module or ""),
            str(item.lecture or ""),
        )
        for item in form.questions
    )
    return BankReading(Bank(tuple(questions))), report


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
    if not count:
        data = _file(shuffle(bank, seed) if seed else bank, written_as, console.lang)
        _put(target, data, console)
        return
    made = variants(bank, count, seed or "1")
    files = [(each.name, _file(each.bank, written_as, console.lang, paper=True)) for each in made]
    if written_as in PAPERS:
        for each, (_, data) in zip(made, files, strict=True):
            # A page says the same as its Word document, which can be read back.
            word = written_as == "docx"
            paper = data if word else _file(each.bank, "docx", console.lang, paper=True)
            ensure_key_fits(paper, each, bank)
    else:
        console.note(
            console.say(
                "Files in the format {name} hold the answers: they are to be imported, not given "
                "out. Write .docx or .pdf for paper.",
                name=written_as,
            )
        )
    for name, data in files:
        _put(target.with_name(f"{target.stem}-{name}{target.suffix}"), data, console)
    key = io.StringIO()
    csv.writer(key, delimiter=";", lineterminator="\r\n").writerows(answer_key(made))
    # The mark at the beginning and semicolons are what spreadsheets here expect.
    _put(target.with_name(f"{target.stem}-key.csv"), key.getvalue().encode("utf-8-sig"), console)


def _file(bank: Bank, written_as: str, lang: Language, *, paper: bool = False) -> bytes:
    if written_as in SUFFIXES or written_as == "qti":
        return write_bank(bank, written_as)
    record = _record(bank, lang)
    if written_as == "yaml":
        from atuforms.documents.reading.commented import write_yaml

        return write_yaml(record, lang).encode()
    from atuforms.api import render

    return render(record, written_as, lang=lang, variant=QUESTIONS_ONLY if paper else "").data


def _record(bank: Bank, lang: Language) -> dict[str, object]:
    """The record of form 02-05.

    :raises UnknownFormat: for questions of kinds that the form has no room for.
    """
    others = [str(i) for i, question in enumerate(bank, 1) if question.kind != "single"]
    if others:
        raise UnknownFormat(
            "Form 02-05 holds only questions with one right answer. Write gift or moodle-xml, or "
            "take out the questions of other kinds: {questions}.",
            questions=", ".join(others),
        )
    questions = []
    for question in bank:
        item: dict[str, object] = {
            "text": question.plain,
            "options": [option.text for option in question.options],
            "answer": question.answer,
        }
        item |= {name: getattr(question, name) for name in ("module", "lecture")}
        questions.append({key: value for key, value in item.items() if value})
    return {"form": TestBank.CODE, "lang": lang, "questions": questions}


def _put(path: Path, data: bytes, console: Console) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    make_folder(path.parent)
    write_atomically(path, data)
    console.result(str(path))
