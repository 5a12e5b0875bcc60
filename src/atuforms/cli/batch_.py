"""``atuforms batch``: a document for every row of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from atuforms.batches.result import STOPPED, Result
from atuforms.cli.console import Console
from atuforms.cli.keys_ import signer
from atuforms.cli.options import (
    Formats,
    FormName,
    Json,
    Key,
    Langs,
    SignedAt,
    Templates,
    languages,
    several,
)
from atuforms.cli.template_gaps import note_gaps
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.language.sentences import message
from atuforms.forms.all_forms import get_form

HELP = message(
    "Make a document for every row of a table. The same command again makes what is missing."
)

Table = Annotated[
    str,
    typer.Argument(metavar="TABLE", help=message("Rows: XLSX, ODS, CSV, JSON Lines or YAML.")),
]
Folder = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help=message("Folder for the documents, the manifest and the list of rejected rows."),
    ),
]
RegisterFile = Annotated[
    str,
    typer.Option(
        "--register",
        metavar="FILE",
        help=message(
            "Register that gives out the numbers; made if it is not there. Without it "
            "every row brings its own number."
        ),
    ),
]
NumberFrom = Annotated[
    int,
    typer.Option(
        "--number-from",
        metavar="N",
        min=1,
        help=message("First number of a year, with --register."),
    ),
]
Reissue = Annotated[
    str,
    typer.Option(
        "--reissue",
        metavar="NUMBER",
        help=message(
            "Issue the records of these numbers again, under new ones; the old ones are made void."
        ),
    ),
]
Reason = Annotated[
    str,
    typer.Option("--reason", metavar="TEXT", help=message("Why, with --reissue.")),
]
Workers = Annotated[
    int,
    typer.Option("--workers", metavar="N", min=1, help=message("Processes that make documents.")),
]
Dask = Annotated[
    str,
    typer.Option(
        "--dask", metavar="ADDRESS", help=message("Make the documents on a Dask cluster.")
    ),
]
Pattern = Annotated[
    str,
    typer.Option(
        "--pattern",
        metavar="PATTERN",
        help=message("Names of the files, such as {number}_{course_title}."),
    ),
]
Sheet = Annotated[
    str,
    typer.Option(
        "--sheet", metavar="NAME", help=message("Sheet of the workbook, if not its first one.")
    ),
]
AllOrNothing = Annotated[
    bool,
    typer.Option(
        "--all-or-nothing", help=message("Make nothing at all if one of the rows is rejected.")
    ),
]
ManyChanged = Annotated[
    bool,
    typer.Option(
        "--many-changed",
        help=message("Allow that most of the rows were changed since the last run."),
    ),
]
Verify = Annotated[
    bool,
    typer.Option(
        "--verify", help=message("Make nothing; compare the files in the folder with its manifest.")
    ),
]
Merge = Annotated[
    bool,
    typer.Option("--merge", help=message("Also one PDF of all, in the order of their numbers.")),
]
Eml = Annotated[
    str,
    typer.Option(
        "--eml",
        metavar="DIR",
        help=message(
            "Also one message per row, ready to be sent, for the rows with an address. Nothing is "
            "sent."
        ),
    ),
]
Zip = Annotated[bool, typer.Option("--zip", help=message("Also one ZIP of all documents."))]


def command(
    context: typer.Context,
    form: FormName,
    table: Table,
    lang: Langs = "",
    to: Formats = "",
    output: Folder = "out",
    register: RegisterFile = "",
    number_from: NumberFrom = 1,
    reissue: Reissue = "",
    reason: Reason = "",
    workers: Workers = 1,
    dask: Dask = "",
    pattern: Pattern = "",
    sheet: Sheet = "",
    templates: Templates = "",
    all_or_nothing: AllOrNothing = False,
    many_changed: ManyChanged = False,
    verify: Verify = False,
    merge: Merge = False,
    zip_: Zip = False,
    eml: Eml = "",
    key: Key = "",
    signed_at: SignedAt = "",
    as_json: Json = False,
) -> None:
    """Make the documents; exit with 1 if rows were rejected, with 130 if somebody stopped it."""
    from atuforms.batches.batch import batch
    from atuforms.cli.progress import listener

    console: Console = context.obj
    if verify:
        _verify(console, Path(output), as_json=as_json)
        return
    if number_from != 1 and not register:
        raise UnsafeOutput(
            "--number-from needs a register that gives out the numbers. Name it with --register."
        )
    cls = get_form(form)
    tongues = languages(lang, console.lang)
    formats = several(to) or [*cls.FORMATS[:1]] or ["docx"]
    if merge:
        _require_merging(formats)
    who = signer(key, signed_at, console)
    reissued = _reissue(console, cls.name(), register, several(reissue), reason)
    try:
        with listener(console, len(tongues) * len(formats), as_json=as_json) as tell:
            result = batch(
                cls,
                table,
                lang=tongues,
                to=formats,
                out=output,
                register=register or None,
                number_from=number_from,
                workers=workers,
                dask=dask or None,
                pattern=pattern or None,
                sheet=sheet or None,
                templates=templates or None,
                messages=console.lang,
                all_or_nothing=all_or_nothing,
                many_changed=many_changed,
                key=who,
                tell=tell,
            )
    except KeyboardInterrupt:
        console.note(console.say(STOPPED))
        raise typer.Exit(130) from None
    if not as_json:
        console.result(result.summary(console.lang))
    for sentence in result.advice(console.lang):
        console.note(sentence)
    made = [(cls, tongue, each) for tongue in tongues for each in formats]
    note_gaps(console, made, templates)
    if result.stopped in ("interrupted", "worker-died"):
        raise typer.Exit(130 if result.stopped == "interrupted" else 1)
    if result.made or result.kept:
        _bundle(console, result.out, tongues, merge=merge, zip_=zip_, as_json=as_json)
    wrong = bool(eml) and _messages(console, result, Path(eml), templates, as_json=as_json)
    if _lacking(console, result, reissued) or wrong or not result.ok:
        raise typer.Exit(1)


def _reissue(
    console: Console, form: str, register: str, numbers: Sequence[str], reason: str
) -> list[str]:
    """Give the records of ``numbers`` new ones; all of them are looked up before any is."""
    from atuforms.cli.register_ import find_number, open_register

    given: list[str] = []
    if not numbers:
        return given
    if not register:
        raise UnsafeOutput(
            "--reissue needs the register that gave out the numbers. Name it with --register."
        )
    with open_register(register) as journal:
        lines = [find_number(journal, form, number) for number in numbers]
        if not reason.strip() and any(line.state != "void" for line in lines):
            raise UnsafeOutput("A number is made void for a reason. Give the reason.")
        for line in lines:
            # Already so where this run was killed before: then the same command goes on.
            known = (each for each in journal.list(form, line.year) if each.key == line.key)
            new = next((each for each in known if each.instead == line.number), None)
            new = new or journal.reissue(line.form, line.year, line.number, reason)
            given.append(new.number)
            console.note(
                console.say(
                    "Number {number} takes the place of {old}, which is void.",
                    number=new.number,
                    old=line.number,
                )
            )
    return given


def _lacking(console: Console, result: Result, numbers: Sequence[str]) -> bool:
    """Say which of the new ``numbers`` no document has, since its record is not in the table."""
    have = {document.number for document in result.documents} if numbers else set()
    lacking = [number for number in numbers if number not in have]
    for number in lacking:
        console.note(
            console.say(
                "No document bears the number {number} yet: no row of the table could be issued "
                "under it. Put its row back and run the same batch again, or make the number void.",
                number=number,
            )
        )
    return bool(lacking)


def _messages(
    console: Console, result: Result, folder: Path, templates: str, *, as_json: bool
) -> bool:
    """Write the messages; whether an address is none."""
    from atuforms.batches.mail import write_messages

    written = write_messages(result, folder, Path(templates) if templates else None)
    for row, address in written.wrong_addresses:
        console.note(
            console.say(
                "Row {row}: “{address}” is no address of mail, so it has no message.",
                row=row,
                address=address,
            )
        )
    if as_json:
        said = {"event": "messages", "folder": str(folder), "count": written.count}
        console.result(json.dumps(said, ensure_ascii=False))
    else:
        console.result(
            console.say(
                "{folder}: {count} messages, ready to be sent; rows without an address: {without}.",
                folder=folder,
                count=written.count,
                without=written.without_address,
            )
        )
    return bool(written.wrong_addresses)


def _require_merging(formats: Sequence[str]) -> None:
    """Make sure, before anything is made, that ``--merge`` can be done in the end."""
    from atuforms.batches.bundle import require_pikepdf

    if "pdf" not in formats:
        raise UnsafeOutput("--merge puts PDF documents together. Add --to pdf.")
    require_pikepdf()


def _bundle(
    console: Console,
    folder: Path,
    langs: Sequence[str],
    *,
    merge: bool,
    zip_: bool,
    as_json: bool,
) -> None:
    from atuforms.batches.bundle import merge_pdf, zip_documents

    for wanted, make in ((merge, merge_pdf), (zip_, zip_documents)):
        for lang in langs if wanted else ():
            path = make(folder, lang)
            said = {"event": "bundled", "file": str(path)}
            console.result(json.dumps(said, ensure_ascii=False) if as_json else str(path))


def _verify(console: Console, folder: Path, *, as_json: bool) -> None:
    from atuforms.batches.audit import PROBLEMS
    from atuforms.batches.manifest import verify

    problems = verify(folder)
    if as_json:
        console.json([{"file": each.file, "problem": each.problem} for each in problems])
    else:
        for each in problems:
            console.result(console.say(PROBLEMS[each.problem], file=each.file))
        if not problems:
            console.result(
                console.say("{folder}: all files are as the manifest says.", folder=folder)
            )
    if problems:
        raise typer.Exit(1)
