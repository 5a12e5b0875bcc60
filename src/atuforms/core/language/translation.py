"""The catalogues of the program: English sentences in the other languages.

English is the source language. Kazakh and Russian stand in
``locale/<language>/LC_MESSAGES/atuforms.po``, compiled with Babel.
"""

from __future__ import annotations

import functools
import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import cast

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Localized, Said, Sentence
from atuforms.core.language.substitutes import substitute
from atuforms.core.language.typography import NO_BREAK_SPACE, UNCOUNTED, bound
from atuforms.core.safe_text import shown

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
    return _filled(catalogue(lang).gettext(substitute(message)), lang, values)


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
        text = words.gettext(substitute(sentence.one))
    return _filled(text, lang, values)


_UNIT = re.compile(rf"\{{(\w+)\}} {UNCOUNTED}(?=[^\W\d_])")


def _filled(text: str, lang: Language, values: Mapping[str, object]) -> str:
    """A sentence with its values, and with spaces that do not break where ``lang`` wants them."""
    if lang != "en":

        def tied(found: re.Match[str]) -> str:
            value = values.get(found[1])
            number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
            return f"{{{found[1]}}}{NO_BREAK_SPACE}" if number else found[0]

        text = _UNIT.sub(tied, bound(text))
    return text.format_map(_Named(values, lang)) if values else text


class _Named(dict[str, str]):
    """Values for a sentence; a placeholder without a value stays as it is."""

    def __init__(self, values: Mapping[str, object], lang: Language) -> None:
        super().__init__({name: _shown(value, lang) for name, value in values.items()})

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Values of a sentence that are said one after another, each in the words of the language."""

    parts: tuple[Said | Localized, ...]
    between: str = ", "

    def text(self, lang: Language) -> str:
        """The parts in ``lang``, in their order."""
        return self.between.join(
            fill(each.sentence, lang, each.values) if isinstance(each, Said) else each.text(lang)
            for each in self.parts
        )


def _shown(value: object, lang: Language) -> str:
    if isinstance(value, Localized):
        value = value.text(lang)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return shown(value)
