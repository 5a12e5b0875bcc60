"""Arguments and options that several commands share. Help texts are keys of the catalogues."""

from __future__ import annotations

from typing import Annotated

import typer

from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message


def _known_language(code: str) -> str:
    """``code``, or the error that there is no such language."""
    return language(code) if code else ""


FormName = Annotated[
    str,
    typer.Argument(
        metavar="FORM",
        help=message(
            "Code or name of the form: 02-09, mooc-placement-certificate, or its full code."
        ),
    ),
]
Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE", help=message("Records in YAML or JSON, or filled documents.")),
]
Target = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=message("File to write; standard output if not given."),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=message("Write over a file that is there."))]
Lang = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="LANG",
        help=message("Language: kk, ru or en. It is also the language of messages."),
        callback=_known_language,
    ),
]
Langs = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="LANG,…",
        help=message("Languages of the documents: kk, ru, en, or several with commas."),
    ),
]
Formats = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="FORMAT,…",
        help=message("Formats: docx, pdf, pptx, aiken, gift, moodle-xml, or several with commas."),
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help=message("Folder for the documents, or a file name for one; - is standard output."),
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help=message("Print JSON for other programs, and nothing else."))
]
Templates = Annotated[
    str,
    typer.Option(
        "--templates",
        metavar="DIR",
        help=message("Folder with your own Word templates, named like those of atuforms."),
    ),
]

Variant = Annotated[
    str,
    typer.Option(
        "--variant",
        metavar="NAME",
        help=message("Another way to print the form, where it has one: questions-only of 02-05."),
    ),
]


Key = Annotated[
    str,
    typer.Option(
        "--key",
        metavar="FILE",
        help=message("Sign the documents with this key, which “atuforms keys new” made."),
    ),
]
SignedBy = Annotated[
    str,
    typer.Option(
        "--key",
        metavar="FILE",
        help=message("Key to sign with, which “atuforms keys new” made."),
    ),
]
SignedAt = Annotated[
    str,
    typer.Option(
        "--signed-at",
        metavar="TIME",
        help=message(
            "Time of signing to name in the proof, as in 2025-12-12T10:00:00+05:00. Without it "
            "none is named, and the same record gives the same file."
        ),
    ),
]


def only_language(lang: Lang = "") -> None:
    """Accept the language of a command that has commands of its own: it has been read already."""


def several(text: str) -> list[str]:
    """The words of an option that takes several, apart by commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def languages(text: str, default: Language) -> list[Language]:
    """The languages that an option names, or the default one."""
    return [language(word) for word in several(text)] or [default]
