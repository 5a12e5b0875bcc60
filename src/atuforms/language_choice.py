"""Which of the languages a word of a person means."""

from __future__ import annotations

from atuforms.exceptions import UnknownLanguage
from atuforms.languages import LANGUAGES, Language


def language(code: str) -> Language:
    """``code`` as a :data:`~atuforms.languages.Language`.

    :raises UnknownLanguage: for any other code, naming the ones there are.
    """
    for known in LANGUAGES:
        if code.strip().lower() == known:
            return known
    raise UnknownLanguage(
        "There is no language “{code}”. Use one of: {languages}.",
        code=code,
        languages=", ".join(LANGUAGES),
    )
