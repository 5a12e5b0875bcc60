"""The words of help and usage that come from Typer, in the reader's language.

Typer looks a few of its words up with gettext, in the domain that :func:`atuforms.cli.main`
sets; they are only marked here. The others it writes in English alone: those of help texts are
set by :class:`WordedContext`, and a mistake in a command line is said in our own sentence.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

import typer
from typer.exceptions import TyperException

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate

LOOKED_UP_BY_TYPER: Final = (
    message("Arguments"),
    message("Options"),
    message("Commands"),
    message("default: {default}"),
    message("required"),
)
COMPLETION: Final = (
    message("Install completion for the current shell."),
    message("Show completion for the current shell, to copy it or customize the installation."),
)
"""Help texts of the options that Typer adds to every program."""

STAND_INS: Final = (
    *(
        message("ADDRESS"),
        message("DATE"),
        message("DIR"),
        message("FILE"),
        message("FOLDER"),
        message("FORM"),
    ),
    *(message("FORMAT"), message("IN"), message("KIND"), message("LANG"), message("NAME")),
    *(message("PUBLIC"), message("TIME")),
    *(message("NUMBER"), message("OUT"), message("PATH"), message("PATTERN"), message("RECORD")),
    *(message("REGISTER"), message("SEED"), message("TABLE"), message("TEXT"), message("YEAR")),
)
"""Words in capitals that stand for what a person writes in their place."""

USAGE: Final = message("Usage: ")
HELP_OPTION: Final = message("Show this message and exit.")
OPTIONS: Final = message("[OPTIONS]")
SUBCOMMAND: Final = message("COMMAND [ARGS]...")
ERROR: Final = message("Error: {message}")
HINT: Final = message("Try '{command} {option}' for help.")

MISTAKES: Final = (
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)",
        message("There is no option {name}. The nearest: {near}."),
    ),
    (r"No such option: (?P<name>\S+)", message("There is no option {name}.")),
    (
        r"No such command '(?P<name>.+)'\. Did you mean (?P<near>.+)\?",
        message("There is no command {name}. The nearest: {near}."),
    ),
    (r"No such command '(?P<name>.+)'\.", message("There is no command {name}.")),
    (r"Missing command\.", message("Name a command.")),
    (r"Missing argument '(?P<name>.+)'\.", message("{name} is missing. Write it.")),
    (r"Missing option '(?P<name>.+)'\.", message("The option {name} is missing. Write it.")),
    (
        r"Option '(?P<name>.+)' requires an argument\.",
        message("The option {name} needs a value after it."),
    ),
    (
        r"Option '(?P<name>.+)' does not take a value\.",
        message("The option {name} takes no value."),
    ),
    (
        r"Got unexpected extra argument\(s\) \((?P<words>.+)\)",
        message("These words are not expected here: {words}. Leave them out."),
    ),
    (
        r"Invalid value for '(?P<name>.+)': Input should be a valid integer.*",
        message("{name}: write a whole number."),
    ),
    (
        r"Invalid value for '(?P<name>.+)': Input should be greater than or equal to (?P<low>\S+)",
        message("{name}: write {low} or more."),
    ),
    (
        r"Invalid value for '(?P<name>.+)': Input should be less than or equal to (?P<high>\S+)",
        message("{name}: write {high} or less."),
    ),
    (
        r"Invalid value for '?(?P<name>.+?)'?: (?P<reason>.+)",
        message("{name}: this value cannot be used ({reason})."),
    ),
)
"""What Typer says, and the sentence that we say instead."""


class WordedContext(typer.Context):
    """Help and usage whose words are all in the language of the command line.

    Typer has no setting for them, so they are put in place where help begins to be written.
    """

    def make_formatter(self) -> Any:
        lang: Language = self.find_root().obj.lang
        formatter = super().make_formatter()
        usage: object = partial(formatter.write_usage, prefix=translate(USAGE, lang))
        vars(formatter)["write_usage"] = usage
        help_option = self.command.get_help_option(self)
        if help_option is not None:
            help_option.help = translate(HELP_OPTION, lang)
        return formatter


def translate_command(command: Any, lang: Language) -> None:
    """Put every help text of a command and of its sub-commands into ``lang``."""
    command.context_class = WordedContext
    command.options_metavar = translate(OPTIONS, lang)
    if command.help:
        # The short help too, since Typer cuts a longer one off in the middle of a sentence.
        command.short_help = command.help = translate(command.help, lang)
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = translate(parameter.help, lang)
        _word_parameter(parameter, lang)
    if hasattr(command, "commands"):
        command.subcommand_metavar = translate(SUBCOMMAND, lang)
        for each in command.commands.values():
            translate_command(each, lang)


_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}\b")


def _word_parameter(parameter: Any, lang: Language) -> None:
    """Say in words of ``lang`` what Typer says in signs: the type, several values, a range."""
    own = vars(parameter)
    if parameter.metavar:
        own["metavar"] = _CAPITALS.sub(lambda word: translate(word[0], lang), parameter.metavar)
    own["_get_number_range_help_str"] = lambda: _range(parameter, lang)
    if parameter.param_type_name == "argument":
        name = parameter.display_name_raw
        several = "…" if parameter.nargs != 1 and not name.endswith("…") else ""
        usage = f"{name}{several}" if parameter.required else f"[{name}{several}]"
        own["_usage_display_name"] = lambda: usage
        own["display_type_rich"] = lambda ctx: ""


def _range(parameter: Any, lang: Language) -> str:
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if high is not None:
        return translate(message("from {low} to {high}"), lang, low=low or 0, high=high)
    return "" if low is None else translate(message("{low} or more"), lang, low=low)


def mistake_text(error: TyperException, lang: Language) -> str:
    """What is wrong with a command line, with its usage and where to find help.

    :return: empty where Typer has nothing to complain of and its text is the help itself.
    """
    said = error.format_message()
    context: Any = getattr(error, "ctx", None)
    for pattern, sentence in MISTAKES:
        found = re.fullmatch(pattern, said, flags=re.DOTALL)
        if found:
            # Typer quotes what it suggests as Python does.
            said = translate(
                sentence, lang, **{k: v.replace("'", "") for k, v in found.groupdict().items()}
            )
            break
    else:
        if context is not None and said == context.get_help():
            return ""
    lines = [translate(ERROR, lang, message=said)]
    if context is not None:
        option = context.help_option_names[0]
        hint = translate(HINT, lang, command=context.command_path, option=option)
        lines = [context.get_usage(), hint, "", *lines]
    return "\n".join(lines)
