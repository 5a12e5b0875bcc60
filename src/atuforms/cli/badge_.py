"""``atuforms badge``: a certificate of completion as an Open Badge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from atuforms import api
from atuforms.cli.console import Console
from atuforms.cli.keys_ import signer
from atuforms.cli.options import Lang, SignedBy, Target
from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.language.sentences import message
from atuforms.core.locks import FIRST_USE

HELP = message("Make an Open Badge 3.0 of a certificate of completion, for the learner to keep.")

Certificate = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help=message("Record or document of the certificate of completion."),
    ),
]
Issuer = Annotated[
    str,
    typer.Option(
        "--issuer",
        metavar="ADDRESS",
        help=message("Address by which the university is known; that of its site if not said."),
    ),
]


def command(
    context: typer.Context,
    certificate: Certificate,
    key: SignedBy,
    issuer: Issuer = "",
    output: Target = "",
    lang: Lang = "",
) -> None:
    """Print or write the credential, a signed text."""
    console: Console = context.obj
    who = signer(key, "", console)
    with FIRST_USE:
        from atuforms.documents.opening import open_input
        from atuforms.documents.proofs.badges import open_badge

    form, findings = open_input(certificate)
    if findings:
        form = api.load(certificate)
    site = issuer or form.origin.settings.site
    text = open_badge(form, who.key, site, console.lang) if who else ""
    if not output:
        console.result(text)
        return
    make_folder(Path(output).parent)
    write_atomically(Path(output), f"{text}\n".encode())
    console.result(output)
