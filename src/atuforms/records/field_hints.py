"""How a value is written, and within which limits: what is said beside a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Sentence, plural_sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.fields.kinds import FieldKind

HINTS: dict[FieldKind, Sentence] = {
    "date": _("year-month-day, for example 2025-12-12"),
    "url": _("whole address, https://…"),
    "email": _("e-mail address"),
    "duration": _("minutes:seconds, or minutes as a number"),
    "whole": _("whole number"),
    "number": _("number"),
    "flag": _("yes or no"),
    "presence": _("whole address, https://…, or just yes or no"),
    "file": _("name of a file beside this record"),
    "image": _("name of a picture (PNG or JPEG) beside this record"),
    "markdown": _("Markdown"),
}
"""How a value of each kind is written."""
_BOUNDS: Mapping[str, Sentence] = {
    "minLength": plural_sentence(
        "at least {limit} character", "at least {limit} characters", count="limit"
    ),
    "maxLength": plural_sentence(
        "at most {limit} character", "at most {limit} characters", count="limit"
    ),
    "minItems": plural_sentence("at least {limit} item", "at least {limit} items", count="limit"),
    "maxItems": plural_sentence("at most {limit} item", "at most {limit} items", count="limit"),
    "minimum": _("at least {limit}"),
    "maximum": _("at most {limit}"),
}
"""What the description of a field says of its limits."""


def bounds_text(limits: Mapping[str, object], lang: Language) -> Iterator[str]:
    """The limits of a field, by the keywords of JSON Schema, in the words of a language."""
    for word, sentence in _BOUNDS.items():
        # That hours and votes are not below zero needs no words.
        unsaid = word == "minimum" and not limits.get(word) and "maximum" not in limits
        if word in limits and not unsaid:
            yield fill(sentence, lang, {"limit": limits[word]})
