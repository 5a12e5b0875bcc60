"""``atuforms render``: documents from records."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Annotated

import typer

from atuforms.cli.console import Console, put
from atuforms.cli.keys_ import signer
from atuforms.cli.options import (
    Files,
    Formats,
    Key,
    Langs,
    Output,
    SignedAt,
    Templates,
    Variant,
    languages,
    several,
)
from atuforms.cli.template_gaps import note_gaps
from atuforms.core.findings import InvalidRecord, Report
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.documents.opening import open_input
from atuforms.documents.printing import refuse_errors, refuse_format, write
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.records.checking import check_form, mixtures_to_print

HELP = message("Make documents from records, in the languages and formats you name.")

Draft = Annotated[
    bool,
    typer.Option(
        "--draft",
        help=message("Make the documents in spite of mistakes, each page marked as a draft."),
    ),
]


SignatureField = Annotated[
    bool,
    typer.Option(
        "--signature-field",
        help=message(
            "Give PDF documents an empty field over the line to sign on, for programs that sign "
            "PDF files."
        ),
    ),
]


def command(
    context: typer.Context,
    files: Files,
    lang: Langs = "",
    to: Formats = "",
    output: Output = ".",
    draft: Draft = False,
    variant: Variant = "",
    templates: Templates = "",
    key: Key = "",
    signed_at: SignedAt = "",
    signature_field: SignatureField = False,
) -> None:
    """Write the documents: of every record, or of none if one breaks a rule."""
    console: Console = context.obj
    own = templates or None
    who = signer(key, signed_at, console)
    documents = []
    refused: list[Report] = []
    made: list[tuple[type[Form], Language]] = []
    for file in files:
        form, findings = open_input(file)
        tongues = languages(lang, form.lang or console.lang)
        formats = several(to) or [*form.FORMATS[:1]] or ["docx"]
        for each in formats:
            refuse_format(type(form), each, variant)
        report = check_form(form, findings)
        if not draft:
            try:
                for tongue, each in product(tongues, formats):
                    refuse_errors(form, report, tongue, each)
            except InvalidRecord as error:
                refused.append(error.report)
                continue
        told = {(finding.rule, finding.path) for finding in report.findings}
        mixed = [each for tongue in tongues for each in mixtures_to_print(form, tongue)]
        fresh = tuple(each for each in mixed if (each.rule, each.path) not in told)
        report = replace(report, findings=report.findings + fresh)
        if report.findings:
            console.note(report.text(console.lang))
        for tongue in () if refused else tongues:
            printed = view(form, tongue)
            made += [(type(form), tongue)] if "docx" in formats else []
            proof = who.proof_of(form) if who else ""
            documents += [
                write(
                    form,
                    printed,
                    each,
                    tongue,
                    variant=variant,
                    draft=draft,
                    templates=own,
                    proof=proof,
                    signature_field=signature_field,
                )
                for each in formats
            ]
    if refused:
        for report in refused:
            console.note(report.text(console.lang))
        console.note(console.say("Nothing was written."))
        raise typer.Exit(1)
    put(documents, output, console)
    note_gaps(console, made, ("docx",), templates)
