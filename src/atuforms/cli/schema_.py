"""``atuforms schema``: the JSON Schema of a record."""

from __future__ import annotations

from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import FormName, Lang
from atuforms.core.language.sentences import message
from atuforms.forms.all_forms import get_form
from atuforms.records.schema import schema
from atuforms.records.simple_schema import simple_schema

HELP = message("Print the JSON Schema of a form's record, for other systems.")


def command(
    context: typer.Context,
    form: FormName,
    simple: Annotated[
        bool,
        typer.Option(
            "--simple",
            help=message("For form generators: one language, one way to write each value."),
        ),
    ] = False,
    lang: Lang = "",
) -> None:
    """Print the schema."""
    console: Console = context.obj
    cls = get_form(form)
    console.json(simple_schema(cls, console.lang) if simple else schema(cls))
