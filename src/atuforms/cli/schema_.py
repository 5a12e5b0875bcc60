"""``atuforms schema``: the JSON Schema of a record."""

from __future__ import annotations

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import FormName
from atuforms.forms import get_form
from atuforms.schema import schema
from atuforms.sentences import message

HELP = message("Print the JSON Schema of a form's record, for other systems.")


def command(context: typer.Context, form: FormName) -> None:
    """Print the schema."""
    console: Console = context.obj
    console.json(schema(get_form(form)))
