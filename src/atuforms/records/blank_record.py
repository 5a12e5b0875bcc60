"""A record to fill in: YAML with every field of a form, explained in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from atuforms.core.dotted_paths import names_of
from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import clause_text, label
from atuforms.core.language.languages import Language
from atuforms.core.language.recognition import alphabet_of
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import choice_words, wording_of
from atuforms.fields.describe import Field, describe
from atuforms.fields.model import Model
from atuforms.forms.base import Form
from atuforms.forms.rules import Rule
from atuforms.records.field_hints import HINTS, bounds_text
from atuforms.records.schema import Limits, limits_of

_OPTIONAL = message("may be left out")
_INTRODUCTION = message(
    "Write the values after the colons. A text may also be given in several languages: "
    "kk: …, ru: …, en: … on lines of their own below its name."
)


def blank_record(form: type[Form], lang: Language) -> str:
    """The text of a YAML record of ``form``, with comments in ``lang`` and no values."""
    title = wording_of(form, lang)["title"]
    code = full_code(form.CODE, lang) if form.CODE else form.SLUG
    lines = [
        f"# {code}: {title}",
        f"# {translate(_INTRODUCTION, lang)}",
        f"form: {form.name()}",
        f"lang: {lang}",
        *_fields(form, form, "", "", lang, limits_of(form)),
    ]
    return "\n".join(lines) + "\n"


def _fields(
    form: type[Form], record: type[Model], path: str, indent: str, lang: Language, limits: Limits
) -> Iterator[str]:
    for field in describe(record):
        here = f"{path}.{field.name}".strip(".")
        yield f"{indent}# {_comment(form, field, here, lang, limits)}"
        if field.record is None:
            yield f"{indent}{field.name}:" + ("\n" + indent + "  -" if field.many else "")
        elif field.many:
            yield f"{indent}{field.name}:"
            inner = list(_fields(form, field.record, here, indent + "    ", lang, limits))
            # The dash stands before the first key; comments before it keep their place.
            first = next(n for n, line in enumerate(inner) if not line.lstrip().startswith("#"))
            inner[first] = f"{indent}  - {inner[first].lstrip()}"
            yield from inner
        else:
            yield f"{indent}{field.name}:"
            yield from _fields(form, field.record, here, indent + "  ", lang, limits)


def _comment(form: type[Form], field: Field, path: str, lang: Language, limits: Limits) -> str:
    """Label, how to write the value, limits and clauses: all that a reader needs."""
    parts = [label(form, path, lang).rpartition(" › ")[2]]
    if field.choices:
        parts.append(" / ".join(choice_words(field.choices, lang).values()))
    elif field.kind in HINTS:
        parts.append(translate(HINTS[field.kind].one, lang))
    rules = [rule for rule in form.RULES if names_of(rule.each, *rule.reads[:1]) == path]
    parts += _said(rules, limits.get(path, {}), lang)
    if not field.required:
        parts.append(translate(_OPTIONAL, lang))
    return "; ".join(" ".join(part.split()) for part in parts)


def _said(rules: Sequence[Rule], limits: Mapping[str, object], lang: Language) -> Iterator[str]:
    """What the regulations say of a field: their sentences, or the limits in the reader's words.

    A regulation has its sentence in one language, and not every reader knows it.
    """
    others = []
    for rule in rules:
        clause = clause_text(rule.clause, lang)
        if alphabet_of(rule.sentence) == lang:
            yield f"{rule.sentence} ({clause})"
        else:
            others.append(clause)
    if others:
        bounds = "; ".join(bounds_text(limits, lang))
        clauses = "; ".join(dict.fromkeys(others))
        yield f"{bounds} ({clauses})" if bounds else clauses
