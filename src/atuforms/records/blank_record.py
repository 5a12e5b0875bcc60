"""A record to fill in: YAML with every field of a form, explained in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.dotted_paths import names_of
from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import clause_text, label
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Sentence, message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import choice_words, wording_of
from atuforms.fields.describe import Field, describe
from atuforms.fields.kinds import FieldKind
from atuforms.fields.model import Model
from atuforms.forms.base import Form

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
        *_fields(form, form, "", "", lang),
    ]
    return "\n".join(lines) + "\n"


def _fields(
    form: type[Form], record: type[Model], path: str, indent: str, lang: Language
) -> Iterator[str]:
    for field in describe(record):
        here = f"{path}.{field.name}".strip(".")
        yield f"{indent}# {_comment(form, field, here, lang)}"
        if field.record is None:
            yield f"{indent}{field.name}:" + ("\n" + indent + "  -" if field.many else "")
        elif field.many:
            yield f"{indent}{field.name}:"
            inner = list(_fields(form, field.record, here, indent + "    ", lang))
            # The dash stands before the first key; comments before it keep their place.
            first = next(n for n, line in enumerate(inner) if not line.lstrip().startswith("#"))
            inner[first] = f"{indent}  - {inner[first].lstrip()}"
            yield from inner
        else:
            yield f"{indent}{field.name}:"
            yield from _fields(form, field.record, here, indent + "  ", lang)


def _comment(form: type[Form], field: Field, path: str, lang: Language) -> str:
    """Label, how to write the value, limits and clauses: all that a reader needs."""
    parts = [label(form, path, lang).rpartition(" › ")[2]]
    if field.choices:
        parts.append(" / ".join(choice_words(field.choices, lang).values()))
    elif field.kind in HINTS:
        parts.append(translate(HINTS[field.kind].one, lang))
    rules = [rule for rule in form.RULES if names_of(rule.each, *rule.reads[:1]) == path]
    parts += [f"{rule.sentence} ({clause_text(rule.clause, lang)})" for rule in rules]
    if not field.required:
        parts.append(translate(_OPTIONAL, lang))
    return "; ".join(" ".join(part.split()) for part in parts)
