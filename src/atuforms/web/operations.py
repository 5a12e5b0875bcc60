"""The API as one table: each function with what it takes and answers.

Routes, the reading of requests and the OpenAPI document are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.bank_files import FORMATS as BANK_FORMATS
from atuforms.dossiers.requirements import KINDS
from atuforms.rendering.formats import MEDIA_TYPES
from atuforms.testbank.shuffle import MOST_VARIANTS
from atuforms.web import functions
from atuforms.web.bodies import Given, Parameter
from atuforms.web.functions import Made

Answered = Literal["json", "file"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One function of the API; what it does, its docstring says."""

    name: str
    function: Callable[[Given, Language], Made]
    parameters: tuple[Parameter, ...]
    answers: Answered = "json"
    schema: str = "Anything"
    """Of the JSON that it answers, by the name that the description gives it."""
    media_types: tuple[str, ...] = ()
    """Of the files that it answers."""
    reads: bool = False
    """Whether it may be asked by GET too."""

    @property
    def title(self) -> str:
        return (self.function.__doc__ or "").strip()


_LANG = Parameter(
    "lang",
    "text",
    "The language of the answer, of documents too; that of the record or of Accept-Language "
    "if not given.",
    choices=LANGUAGES,
)
_FORM = Parameter("form", "text", "Code or slug of the form: 02-09.", required=True)
_RECORD = Parameter(
    "record",
    "record",
    "A record: the key form, and the values. It may also be the whole body.",
    required=True,
)
_OPTIONAL_RECORD = Parameter("record", "record", _RECORD.words)
_PRINTED = Parameter(
    "printed", "text", "The language of the document that is to be made.", choices=LANGUAGES
)
_FILE = Parameter("file", "file", "A file.", required=True)
_FILES = Parameter("file", "files", "Files: documents or records, and pictures beside them.")
_TO = Parameter("to", "text", "The format: docx, pdf, pptx, …; yaml is the record itself.")
_DRAFT = Parameter("draft", "flag", "In spite of errors, with a mark on every page.")

_DOCUMENTS = (*dict.fromkeys(media for _, media in MEDIA_TYPES.values()), "application/zip")
_WORD = MEDIA_TYPES["docx"][1]

OPERATIONS: Final[Mapping[str, Operation]] = {
    each.name: each
    for each in (
        Operation("forms", functions.forms, (_LANG,), schema="Forms", reads=True),
        Operation("describe", functions.describe, (_FORM, _LANG), schema="Description"),
        Operation(
            "check",
            functions.check,
            (
                _OPTIONAL_RECORD,
                _FILES,
                _LANG,
                Parameter("asked", "flag", "Also what is only not filled in yet; true if absent."),
                _PRINTED,
            ),
            schema="Checked",
        ),
        Operation(
            "render",
            functions.render,
            (
                _OPTIONAL_RECORD,
                _FILES,
                _TO,
                _LANG,
                _DRAFT,
                Parameter("variant", "text", "Another way to print it: questions-only of 02-05."),
                Parameter(
                    "messages", "text", "The language of findings, if another.", choices=LANGUAGES
                ),
            ),
            answers="file",
            media_types=_DOCUMENTS,
        ),
        Operation("preview", functions.preview, (_RECORD, _LANG), schema="Pages"),
        Operation(
            "blank",
            functions.blank,
            (_FORM, _TO, _LANG),
            answers="file",
            media_types=_DOCUMENTS,
        ),
        Operation(
            "open",
            functions.open_file,
            (
                Parameter("file", "file", "A file."),
                Parameter("data", "text", "In place of it: its bytes in base64,"),
                Parameter("filename", "text", "and its name."),
                _LANG,
            ),
            schema="Opened",
        ),
        Operation("code", functions.code, (_RECORD, _LANG), schema="Code"),
        Operation(
            "yaml",
            functions.yaml,
            (
                _OPTIONAL_RECORD,
                Parameter("text", "text", "YAML to be read, in place of a record."),
                _LANG,
            ),
            schema="YamlOrRecord",
        ),
        Operation(
            "comment",
            functions.comment,
            (_FILE, _LANG),
            answers="file",
            media_types=(_WORD,),
        ),
        Operation(
            "batch",
            functions.batch,
            (
                _FORM,
                Parameter("file", "files", "The table, and files beside it.", required=True),
                Parameter("to", "list", "Formats; docx if not given."),
                Parameter("langs", "list", "Languages of the documents; lang if not given."),
                _LANG,
            ),
            answers="file",
            media_types=("application/zip",),
        ),
        Operation(
            "dossier",
            functions.dossier,
            (
                Parameter("file", "files", "All files of the dossier.", required=True),
                Parameter(
                    "kind",
                    "text",
                    "What they are handed in for; told from the documents if not given.",
                    choices=tuple(KINDS),
                ),
                _LANG,
            ),
            schema="Dossier",
        ),
        Operation(
            "testbank",
            functions.testbank,
            (
                _FILE,
                Parameter(
                    "to",
                    "text",
                    "The format of the new file.",
                    required=True,
                    choices=tuple(sorted(set(BANK_FORMATS.values()))),
                ),
                Parameter("fix", "flag", "Mend what has one right spelling."),
                Parameter("shuffle", "text", "A seed: shuffle questions and options."),
                Parameter(
                    "variants",
                    "number",
                    "How many variants for paper, at most 26.",
                    limits=(1, MOST_VARIANTS),
                ),
                _LANG,
            ),
            schema="Converted",
        ),
    )
}
