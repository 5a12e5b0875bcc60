"""``atuforms keys``: the key with which documents are signed, and its public half."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Lang, only_language
from atuforms.core.language.sentences import message
from atuforms.core.locks import FIRST_USE

if TYPE_CHECKING:
    from atuforms.documents.proofs.signing import Signer

HELP = message(
    "Make a key to sign documents with, and show the half of it that everybody may have."
)

command = typer.Typer(no_args_is_help=True, rich_markup_mode=None, callback=only_language)

File = Annotated[str, typer.Argument(metavar="FILE", help=message("File of the key."))]


@command.command(
    "new",
    help=message("Make an Ed25519 key in a file that only you may read. No file is written over."),
)
def new(context: typer.Context, file: File, lang: Lang = "") -> None:
    """Write the file, and print the id of the key."""
    with FIRST_USE:
        from atuforms.documents.proofs.keys import new_key

    console: Console = context.obj
    made = new_key(Path(file))
    console.result(made.id)
    console.note(
        console.say(
            "{file} is the key: whoever has it signs in your name. Keep it where only who signs "
            "may read it, with a copy under lock, and never send it. What others need to verify is "
            "its public half: atuforms keys public {file}",
            file=file,
        )
    )


@command.command(
    "public", help=message("Print the public half of a key as a JWK, to be handed out.")
)
def public(context: typer.Context, file: File, lang: Lang = "") -> None:
    """Print the public half, of a private key or of a public one."""
    with FIRST_USE:
        from atuforms.documents.proofs.keys import public_keys

    console: Console = context.obj
    found = [each.jwk() for each in public_keys(file).values()]
    console.json(found[0] if len(found) == 1 else {"keys": found})


def signer(file: str, signed_at: str, console: Console) -> Signer | None:
    """Who signs, by the options of a command; None without a key."""
    if not file:
        return None
    with FIRST_USE:
        from atuforms.documents.proofs.keys import is_readable_by_others
        from atuforms.documents.proofs.signing import Signer, read_time

    made = Signer.of(file, read_time(signed_at) if signed_at else None)
    if is_readable_by_others(Path(file)):
        console.note(
            console.say(
                "Others may read {file} and sign in your name. Keep it for yourself: "
                "chmod 600 {file}",
                file=file,
            )
        )
    return made
