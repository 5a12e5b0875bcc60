"""``atuforms doctor``: what this machine lacks."""

from __future__ import annotations

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.core.doctor import complete, examine
from atuforms.core.language.sentences import message

HELP = message("Show what this machine lacks, and the command that installs it.")

STATES = {
    "ok": message("ok"),
    "missing": message("missing"),
    "slow": message("slow"),
    "optional": message("optional"),
}


def command(context: typer.Context, lang: Lang = "") -> None:
    """Print one line a check; exit with 3 if something needed is missing."""
    console: Console = context.obj
    checks = examine()
    for each in checks:
        state = console.say(STATES[each.state])
        console.result(f"{state:<8} {console.say(each.name)} {each.version}".rstrip())
        if each.state != "ok":
            console.result("         " + console.say(each.why.one, **each.values))
            for line in each.command.splitlines():
                console.result("             " + line)
    if not complete(checks):
        raise typer.Exit(3)
