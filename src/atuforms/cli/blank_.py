"""``atuforms blank``: a document with nothing filled in."""

from __future__ import annotations

import typer

from atuforms.api import blank
from atuforms.cli.console import Console, put
from atuforms.cli.options import (
    Formats,
    FormName,
    Langs,
    Output,
    Templates,
    Variant,
    languages,
    several,
)
from atuforms.cli.template_gaps import note_gaps
from atuforms.core.language.sentences import message
from atuforms.forms.all_forms import get_form

HELP = message("Make the blank of a form, to be filled in by hand or in Word.")


def command(
    context: typer.Context,
    form: FormName,
    lang: Langs = "",
    to: Formats = "docx",
    output: Output = ".",
    variant: Variant = "",
    templates: Templates = "",
) -> None:
    """Write the blanks."""
    console: Console = context.obj
    cls = get_form(form)
    documents = [
        blank(cls, each, lang=tongue, variant=variant, templates=templates or None)
        for tongue in languages(lang, console.lang)
        for each in several(to)
    ]
    put(documents, output, console)
    made = [(cls, each, way) for each in languages(lang, console.lang) for way in several(to)]
    note_gaps(console, made, templates)
