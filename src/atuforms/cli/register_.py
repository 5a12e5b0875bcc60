"""``atuforms register``: the journal of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.keys_ import signer
from atuforms.cli.options import Json, Lang, SignedBy, only_language
from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.core.files.input_files import is_file, read_file
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.language.sentences import message
from atuforms.core.locks import FIRST_USE
from atuforms.forms.all_forms import get_form
from atuforms.register.chain import Head
from atuforms.register.numbers import STATES, Register, Registration

HELP = message(
    "Look into the register of numbers, make a number void or issue it again, compare the register "
    "with the documents, export it."
)

command = typer.Typer(no_args_is_help=True, rich_markup_mode=None, callback=only_language)

File = Annotated[
    str, typer.Argument(metavar="REGISTER", help=message("File of the register, as in batch."))
]
FormOf = Annotated[
    str, typer.Argument(metavar="FORM", help=message("Form whose number it is, such as 02-09."))
]
Number = Annotated[
    str, typer.Argument(metavar="NUMBER", help=message("The number as it is printed."))
]
OnlyForm = Annotated[
    str, typer.Option("--form", metavar="FORM", help=message("Only the numbers of this form."))
]
Year = Annotated[
    int,
    typer.Option(
        "--year",
        metavar="YEAR",
        show_default=False,
        help=message("Only the numbers of this year."),
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason", metavar="TEXT", help=message("Why it is void; stays in the register.")
    ),
]
Folders = Annotated[
    list[str] | None,
    typer.Argument(metavar="DIR", help=message("Folders of documents, as in batch.")),
]
Target = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help=message("XLSX file to write.")),
]


PublicKeys = Annotated[
    list[str] | None,
    typer.Option(
        "--keys",
        metavar="PUBLIC",
        help=message(
            "File of a public key, as “atuforms keys public” prints it; may be given several times."
        ),
    ),
]
SignedHead = Annotated[
    str,
    typer.Option(
        "--head",
        metavar="FILE",
        help=message(
            "State of the register that was signed before: was anything before it changed?"
        ),
    ),
]
HeadTarget = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=message("File to write; standard output if not given."),
    ),
]
Published = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FOLDER", help=message("Folder to write into.")),
]
NOT_FITTING = {
    "entry-altered": message("Entry {entry} of the register was altered: {number}."),
    "line-altered": message("The line of number {number} was altered behind the register's back."),
    "line-unknown": message("The line of number {number} was entered behind the register's back."),
    "line-gone": message("Number {number} was removed behind the register's back."),
    "head-differs": message(
        "The register is not the one that was signed: what stood before entry {entry} is other "
        "now, or is gone."
    ),
}
"""Where the chain of entries does not fit."""


@command.command("list", help=message("Show the numbers that were given out."))
def list_numbers(
    context: typer.Context,
    register: File,
    form: OnlyForm = "",
    year: Year = 0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Print one line a number."""
    console: Console = context.obj
    with open_register(register) as journal:
        entries = journal.list(_name(form), year or None)
        if as_json:
            console.json([asdict(entry) for entry in entries])
            return
        say = console.say
        head = (say("Form"), say("Year"), say("Number"), say("State"), say("Issued to"))
        console.table([_line(entry, console) for entry in entries], (*head, say("Title")))


@command.command("show", help=message("Show all that the register says of one number."))
def show_number(
    context: typer.Context,
    register: File,
    form: FormOf,
    number: Number,
    year: Year = 0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Print the line of one number."""
    console: Console = context.obj
    with open_register(register) as journal:
        entry = find_number(journal, form, number, year)
    _print(entry, console, as_json=as_json)


@command.command(
    "void", help=message("Make a number void. It stays in the register and is not given again.")
)
def void_number(
    context: typer.Context,
    register: File,
    form: FormOf,
    number: Number,
    reason: Reason = "",
    year: Year = 0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make a number void, and print its line."""
    console: Console = context.obj
    with open_register(register) as journal:
        entry = find_number(journal, form, number, year)
        entry = journal.void(entry.form, entry.year, entry.number, reason)
    _print(entry, console, as_json=as_json)


@command.command(
    "reissue",
    help=message(
        "Give the record of a number a new number; the old one is made void. The next run over the "
        "table makes the document."
    ),
)
def reissue_number(
    context: typer.Context,
    register: File,
    form: FormOf,
    number: Number,
    reason: Reason = "",
    year: Year = 0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Issue again, and print the line of the new number."""
    console: Console = context.obj
    with open_register(register) as journal:
        entry = find_number(journal, form, number, year)
        entry = journal.reissue(entry.form, entry.year, entry.number, reason)
    _print(entry, console, as_json=as_json)
    console.note(
        console.say(
            "Number {number} takes the place of {old}. Run the same batch again: it sets the void "
            "document aside and makes the new one.",
            number=entry.number,
            old=entry.instead,
        )
    )


@command.command(
    "verify",
    help=message(
        "Compare the register with the manifests and the files of folders; change nothing."
    ),
)
def verify_journal(
    context: typer.Context,
    register: File,
    folders: Folders = None,
    head: SignedHead = "",
    keys: PublicKeys = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Print what disagrees; exit with 1 if anything does."""
    from atuforms.batches.audit import PROBLEMS, audit, elsewhere

    console: Console = context.obj
    with open_register(register) as journal:
        lines = list(journal.list())
        broken = journal.breaks(_head(head, keys or (), console))
    problems = audit(lines, [Path(each) for each in folders or ()])
    if as_json:
        console.json([*map(asdict, broken), *map(asdict, problems)])
    for place in () if as_json else broken:
        number = f"{place.form} {place.number}".strip() or "—"
        words = NOT_FITTING[place.problem]
        console.result(console.say(words, entry=place.entry, number=number))
    for each in () if as_json else problems:
        file = str(Path(each.folder) / each.file)
        console.result(console.say(PROBLEMS[each.problem], file=file, number=each.number))
    if problems or broken:
        raise typer.Exit(1)
    if as_json:
        return
    if folders:
        if count := elsewhere(lines, [Path(each) for each in folders]):
            console.note(
                console.say(
                    "Numbers whose documents are in none of these folders: {count}. Name all "
                    "folders of the register to compare them too.",
                    count=count,
                )
            )
        console.result(
            console.say(
                "The register, the manifest and the files agree. Numbers in the register: {count}.",
                count=len(lines),
            )
        )
    else:
        console.result(
            console.say(
                "The register {file} is sound: {count} numbers. To compare it with documents, name "
                "their folders too.",
                file=register,
                count=len(lines),
            )
        )


def _head(file: str, keys: Sequence[str], console: Console) -> Head | None:
    """The signed state to compare with; without keys its signature is not looked at."""
    if not file:
        return None
    with FIRST_USE:
        from atuforms.documents.proofs.keys import public_keys
        from atuforms.documents.proofs.publishing import read_head, unsigned_head

    data = read_file(Path(file))
    if keys:
        return read_head(data, public_keys(keys), file)
    console.note(
        console.say(
            "The signature of {file} was not verified: name the public key with --keys.", file=file
        )
    )
    return unsigned_head(data, file)


@command.command(
    "head",
    help=message("Sign the present state of the register, to show later that it still holds."),
)
def sign_head(
    context: typer.Context, register: File, key: SignedBy, output: HeadTarget = "", lang: Lang = ""
) -> None:
    """Print or write the signed state."""
    console: Console = context.obj
    who = signer(key, "", console)
    with FIRST_USE:
        from atuforms.documents.proofs.publishing import signed_head

    with open_register(register) as journal:
        text = signed_head(journal.head(), who.key, datetime.now(UTC)) if who else ""
    if not output:
        console.result(text)
        return
    make_folder(Path(output).parent)
    write_atomically(Path(output), f"{text}\n".encode())
    console.result(output)


@command.command(
    "publish",
    help=message(
        "Write what others need to verify: a page that works without a server, the public keys, "
        "and a signed list of numbers and their states, without names."
    ),
)
def publish_register(
    context: typer.Context,
    register: File,
    key: SignedBy,
    output: Published = "published",
    keys: PublicKeys = None,
    lang: Lang = "",
) -> None:
    """Write the files, and print their names."""
    console: Console = context.obj
    who = signer(key, "", console)
    with FIRST_USE:
        from atuforms.documents.proofs.keys import public_keys
        from atuforms.documents.proofs.publishing import publish

    others = public_keys(keys or ()).values()
    with open_register(register) as journal:
        written = publish(journal, who.key, Path(output), datetime.now(UTC), others) if who else []
    for path in written:
        console.result(str(path))


@command.command("export", help=message("Write the register as an XLSX file, ready to be signed."))
def export_journal(
    context: typer.Context,
    register: File,
    output: Target = "register.xlsx",
    form: OnlyForm = "",
    year: Year = 0,
    lang: Lang = "",
) -> None:
    """Write the journal in the language of ``--lang``."""
    from atuforms.register.journal import journal_workbook

    console: Console = context.obj
    path = Path(output)
    if path.suffix.lower() != ".xlsx":
        raise UnsafeOutput("The register is written as XLSX. Name a file that ends in .xlsx.")
    with open_register(register) as journal:
        data = journal_workbook(journal.list(_name(form), year or None), console.lang)
    make_folder(path.parent)
    write_atomically(path, data)
    console.result(str(path))


@contextmanager
def open_register(file: str) -> Iterator[Register]:
    """The journal in ``file``, which must be there."""
    if not is_file(Path(file)):
        raise UnreadableInput("There is no file {file}.", file=file)
    with Register(file) as journal:
        yield journal


def _name(form: str) -> str | None:
    return get_form(form).name() if form else None


def find_number(journal: Register, form: str, number: str, year: int = 0) -> Registration:
    """The line of ``number``; the year need not be said where one year alone has it."""
    name = get_form(form).name()
    years = [entry.year for entry in journal.list(name) if entry.number == number]
    if not year and len(years) > 1:
        raise UnreadableInput(
            "Several years have the number {number}: {years}. Say which with --year.",
            number=number,
            years=", ".join(map(str, years)),
        )
    if not year and not years:
        raise UnreadableInput(
            "The register has no number {number} for {form}.", number=number, form=name
        )
    return journal.show(name, year or years[0], number)


def _line(entry: Registration, console: Console) -> tuple[str, ...]:
    state = console.say(STATES[entry.state])
    return (entry.form, str(entry.year), entry.number, state, entry.holder, entry.title)


def _print(entry: Registration, console: Console, *, as_json: bool) -> None:
    if as_json:
        console.json(asdict(entry))
        return
    say = console.say
    rows = [
        (say("Form"), entry.form),
        (say("Year"), str(entry.year)),
        (say("Number"), entry.number),
        (say("State"), say(STATES[entry.state])),
        (say("Issued to"), entry.holder),
        (say("Title"), entry.title),
        (say("Date of the document"), entry.date),
        (say("Time"), entry.at),
        (say("Issued, date and time"), entry.issued),
        (say("Made void, date and time"), entry.voided),
        (say("Reason"), entry.reason),
        (say("In place of number"), entry.instead),
        (say("Record"), entry.key),
    ]
    console.table([row for row in rows if row[1]])
