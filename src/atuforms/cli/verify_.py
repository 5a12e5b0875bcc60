"""``atuforms verify``: whether documents are as they were signed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Json, Lang
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.language.sentences import message
from atuforms.core.locks import FIRST_USE

HELP = message(
    "Say whether documents are genuine: as they were signed, and their numbers in force."
)

Documents = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|TEXT…",
        help=message(
            "PDF or Word documents, pictures or scans of the page, or the text of the code on it; "
            "“-” reads that text from standard input."
        ),
    ),
]
Keys = Annotated[
    list[str] | None,
    typer.Option(
        "--keys",
        metavar="PUBLIC",
        help=message(
            "File of a public key, as “atuforms keys public” prints it; may be given several times."
        ),
    ),
]
RegisterFile = Annotated[
    str,
    typer.Option(
        "--register",
        metavar="FILE",
        help=message("Register that gave out the numbers: are they in force?"),
    ),
]
Published = Annotated[
    str,
    typer.Option(
        "--list",
        metavar="FILE",
        help=message("Published list of numbers, in place of the register."),
    ),
]


def command(
    context: typer.Context,
    documents: Documents,
    keys: Keys = None,
    register: RegisterFile = "",
    published: Published = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Print what is to be said of each; exit with 1 if one is not genuine, with 2 if unreadable."""
    with FIRST_USE:
        from atuforms.documents.proofs.keys import public_keys
        from atuforms.documents.proofs.states import numbers_of
        from atuforms.documents.proofs.verifying import Verifier

    console: Console = context.obj
    if not keys:
        raise UnsafeOutput(
            "Nobody can say what is genuine without the public key of those who sign. Name its "
            "file with --keys."
        )
    known = public_keys(keys or ())
    verifier = Verifier(known, numbers_of(register or None, published or None, known))
    proofs = [verifier.verify(sys.stdin.read() if each == "-" else each) for each in documents]
    if as_json:
        said = [proof.data() for proof in proofs]
        console.json(said[0] if len(said) == 1 else said)
    else:
        for proof in proofs:
            console.result(proof.text(console.lang))
    if any(proof.reason == "unreadable" for proof in proofs):
        raise typer.Exit(2)
    if not all(proofs):
        raise typer.Exit(1)
