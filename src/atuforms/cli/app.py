"""Puts the commands together and runs them, in the reader's language."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import typer
from typer.exceptions import TyperException

from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.cli.typer_words import mistake_text, translate_command
from atuforms.core.exceptions import AtuformsError
from atuforms.core.findings import InvalidRecord
from atuforms.core.garbage import nothing_collected
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message

COMMANDS = (
    "list",
    "show",
    "new",
    "blank",
    "check",
    "render",
    "read",
    "batch",
    "register",
    "keys",
    "verify",
    "badge",
    "dossier",
    "rank",
    "calendar",
    "checklist",
    "testbank",
    "rules",
    "schema",
    "serve",
    "templates",
    "doctor",
)
"""Every command, in the order of a first use; each is the module ``atuforms.cli.<name>``."""

ABOUT = message(
    "Official forms of Almaty Technological University: fill in, check, print, read back. "
    "A record is a small text file with the values of one document; “atuforms new” writes one "
    "to fill in."
)


def run(words: Sequence[str], lang: Language) -> int:
    """Run one command line.

    :return: the exit code.
    """
    console = Console(lang)
    with nothing_collected():  # nothing that is imported is garbage
        command = build(words, lang)
    try:
        result = command.main(list(words), prog_name="atuforms", standalone_mode=False, obj=console)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except typer.Abort:
        return 130
    except InvalidRecord as error:
        console.note(error.text(lang))
        return error.exit_code
    except AtuformsError as error:
        if error.args:
            console.note(error.text(lang))
        return error.exit_code
    except TyperException as error:
        # A wrong option or argument: the message says which, and how to see the help.
        console.note(mistake_text(error, lang) or error.format_message())
        return 2
    return int(result or 0)


def build(words: Sequence[str], lang: Language) -> Any:
    """The command line with its help texts in ``lang``.

    Only the command that is asked for is imported, unless all are to be listed.
    """
    named = [word for word in words if word in COMMANDS][:1]
    asked = named if named and words[:1] == named else COMMANDS
    app = typer.Typer(
        name="atuforms",
        help=ABOUT,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_main)
    for name in asked:
        module = importlib.import_module(f"atuforms.cli.{name}_")
        if isinstance(module.command, typer.Typer):
            app.add_typer(module.command, name=name, help=module.HELP)
        else:
            app.command(name, help=module.HELP)(module.command)
    command = typer.main.get_command(app)
    translate_command(command, lang)
    return command


def _main(
    version: bool = typer.Option(
        False,
        "--version",
        help=message("Print the version."),
        is_eager=True,
        callback=lambda v: _version(v),
    ),
    lang: Lang = "",
) -> None:
    """Accept the language here too; it has been read before the command line was parsed."""


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(version("atuforms"))
        raise typer.Exit
