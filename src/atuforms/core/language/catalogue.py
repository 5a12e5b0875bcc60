"""The catalogues of the program: English sentences in the other languages.

English is the source language. Kazakh and Russian stand in
``locale/<language>/LC_MESSAGES/atuforms.po``, compiled with Babel.
"""

from __future__ import annotations

import functools
import gettext
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Sentence
from atuforms.core.shown import shown

DOMAIN = "atuforms"
LOCALE = Path(__file__).resolve().parents[2] / "locale"


@functools.cache
def catalogue(lang: Language, templates: Path | None = None) -> gettext.NullTranslations:
    """The catalogue of ``lang``; English needs none.

    :param templates: the folder of a form outside the package, whose own sentences are
        translated in ``<lang>/LC_MESSAGES/atuforms.mo`` there.
    """
    if lang == "en":
        return gettext.NullTranslations()
    found = gettext.translation(DOMAIN, LOCALE, languages=[lang], fallback=True)
    if templates is None:
        return found
    own = gettext.translation(DOMAIN, templates, languages=[lang], fallback=True)
    own.add_fallback(found)
    return own


def translate(message: str, lang: Language, /, **values: object) -> str:
    """``message``, an English sentence, in ``lang``, with its placeholders filled in."""
    text = catalogue(lang).gettext(message)
    return text.format_map(_Named(values)) if values else text


def fill(
    sentence: Sentence, lang: Language, values: Mapping[str, object], templates: Path | None = None
) -> str:
    """A sentence in ``lang``, in the plural form that its number asks for.

    :param templates: as for :func:`catalogue`.
    """
    words = catalogue(lang, templates)
    if sentence.count:
        text = words.ngettext(sentence.one, sentence.many, int(cast("int", values[sentence.count])))
    else:
        text = words.gettext(sentence.one)
    return text.format_map(_Named(values)) if values else text


class _Named(dict[str, str]):
    """Values for a sentence; a placeholder without a value stays as it is."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__({name: _shown(value) for name, value in values.items()})

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return shown(value)
