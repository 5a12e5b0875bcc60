"""Every exception that atuforms raises on purpose. All of them are :class:`AtuformsError`.

A message is a whole sentence that says what is wrong and what to do. It is written in the
catalogues' source language (English) with named placeholders; ``text(lang)`` gives it in
another language. :class:`~atuforms.core.findings.InvalidRecord` stands beside the report that it
carries.
"""

from __future__ import annotations

import os
from typing import ClassVar

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import translate
from atuforms.core.safe_text import shown

_LENGTH = 1000
"""Characters of a value that a message repeats: whoever gave it knows how it goes on."""


class AtuformsError(Exception):
    """Base of all exceptions of this library.

    ``message`` is a catalogue key: an English sentence with ``{named}`` placeholders, filled
    from the keyword arguments. ``exit_code`` is what the command line returns for it.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = message
        self.values = {
            name: shown(value, _LENGTH) if isinstance(value, str | os.PathLike) else value
            for name, value in values.items()
        }
        super().__init__(translate(message, "en", **self.values))

    def text(self, lang: Language) -> str:
        """The message in ``lang``.

        :raises UnknownLanguage: for another code than that of one of the languages.
        """
        if lang not in LANGUAGES:
            raise unknown_language(lang)
        return translate(self.message, lang, **self.values)


class UnknownForm(AtuformsError, LookupError):
    """No form has this code, slug or name."""


class UnknownFormat(AtuformsError, LookupError):
    """The form cannot be written in this format."""


class UnknownLanguage(AtuformsError, LookupError):
    """The language is none of those that atuforms has wording for."""


def unknown_language(code: str) -> UnknownLanguage:
    """The error for a code of none of the languages."""
    return UnknownLanguage(
        "There is no language “{code}”. Use one of: {languages}.",
        code=code,
        languages=", ".join(LANGUAGES),
    )


class UnreadableInput(AtuformsError):
    """A file is missing, is of another kind, is damaged, or is not safe to open."""


class NoRecordInside(UnreadableInput):
    """A sound file that is none of the forms: another document, another text, another XML."""


class WrongRequest(AtuformsError):
    """A request to the service that it does not understand."""


class UnknownDossier(AtuformsError, LookupError):
    """No kind of dossier has this name."""


class InvalidTemplate(AtuformsError):
    """A layout, wording or Word template is at fault: an unknown tag, a missing key."""


class InvalidForm(AtuformsError, TypeError):
    """A form class is at fault: a rule or a table names a field that it does not have."""


class UnsafeOutput(AtuformsError):
    """A file cannot be written: no room, no permission, or a name that leaves its folder."""


class MissingDependency(AtuformsError, ImportError):
    """A system library or an optional extra is not installed; the message has the command."""

    exit_code = 3
