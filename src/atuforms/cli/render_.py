"""``atuforms render``: documents from records."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.core.files.input_files import clear_reading
from atuforms.core.findings import InvalidRecord, Report
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.documents.opening import open_input
from atuforms.documents.printing import (
    refuse_errors,
    refuse_format,
    refuse_unknown_format,
    write,
)
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.records.checking import check_form, mixtures_to_print
from atuforms.records.judgement import with_judgement

if TYPE_CHECKING:
    from atuforms.documents.proofs.signing import Signer

HELP = message(
    "Make documents from records, in the languages and formats you name; with --all every document "
    "that the facts of a course or a resource allow."
)

All = Annotated[
    bool,
    typer.Option(
        "--all",
        help=message(
            "Take a folder with the record of a course or a digital resource, and make every "
            "document that the facts allow."
        ),
    ),
]

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
    everything: All = False,
) -> None:
    """Write the documents: of every record, or of none if one breaks a rule."""
    console: Console = context.obj
    if everything:
        if len(files) > 1 or variant or signature_field:
            raise UnsafeOutput(
                "--all takes one folder, and neither --variant nor --signature-field."
            )
        who = signer(key, signed_at, console)
        _all_of(files[0], lang, to, output, templates, console, who, draft=draft)
        return
    _refuse_folders(files)
    own = templates or None
    who = signer(key, signed_at, console)
    documents = []
    refused: list[Report] = []
    made: list[tuple[type[Form], Language, str]] = []
    for file in files:
        form, findings = open_input(file)
        tongues = languages(lang, form.lang or console.lang)
        formats = several(to) or [*form.FORMATS[:1]] or ["docx"]
        for each in formats:
            refuse_format(type(form), each, variant)
        report = with_judgement(form, check_form(form, findings))
        stop = None if draft else _what_stops(form, report, tongues, formats)
        if stop is not None:
            refused.append(stop)
            continue
        report = _with_mixtures(form, report, tongues)
        if report.findings:
            console.note(report.text(console.lang))
        for tongue in () if refused else tongues:
            printed = view(form, tongue)
            made += [(type(form), tongue, each) for each in formats]
            proof = who.proof_of(form) if who else ""
            written = [
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
            documents += [
                replace(each, data=who.sealed(each.data, proof)) if who else each
                for each in written
            ]
    if refused:
        for report in refused:
            console.note(report.text(console.lang))
        console.note(console.say("Nothing was written."))
        raise typer.Exit(1)
    put(documents, output, console)
    note_gaps(console, made, templates)


def _what_stops(
    form: Form, report: Report, tongues: list[Language], formats: list[str]
) -> Report | None:
    """The report that keeps the documents from being made, if one does."""
    try:
        for tongue, each in product(tongues, formats):
            refuse_errors(form, report, tongue, each)
    except InvalidRecord as error:
        return error.report
    return None


def _with_mixtures(form: Form, report: Report, tongues: list[Language]) -> Report:
    """The report with what the documents will print in another language than theirs."""
    told = {(finding.rule, finding.path) for finding in report.findings}
    mixed = [each for tongue in tongues for each in mixtures_to_print(form, tongue)]
    fresh = tuple(each for each in mixed if (each.rule, each.path) not in told)
    return replace(report, findings=report.findings + fresh)


def _refuse_folders(files: list[str]) -> None:
    for file in files:
        path = Path(file)
        with clear_reading(path):
            if path.is_dir():
                raise UnreadableInput(
                    "{file} is a folder. Name a file in it, or add --all to make every document "
                    "of the course or resource that lies there.",
                    file=file,
                )


def _all_of(
    file: str,
    lang: str,
    to: str,
    output: str,
    templates: str,
    console: Console,
    who: Signer | None,
    *,
    draft: bool,
) -> None:
    """Every document of a course or a resource; what the others lack is said and no failure."""
    from atuforms.dossiers.subject_documents import make
    from atuforms.dossiers.subject_folder import read_subject_folder

    folder = read_subject_folder(Path(file))
    formats = several(to)
    for each in formats:
        refuse_unknown_format(each)
    tongues = languages(lang, folder.subject.lang or console.lang)
    try:
        made = make(folder, tongues, formats, draft=draft, templates=templates or None)
    except InvalidRecord as error:
        console.note(error.text(console.lang))
        console.note(console.say("Nothing was written."))
        raise typer.Exit(2 if folder.findings else 1) from None
    if made.report.findings:
        console.note(made.report.text(console.lang))
    for gap in made.gaps:
        console.note(gap.text(console.lang))
    if output == "-" or made.documents:
        put([who.signed(each) if who else each for each in made.documents], output, console)
    else:
        console.note(console.say("Nothing was written."))
