"""The required fields that a template of one's own leaves out, or does not print in every case."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.documents.template_samples import known_names, sample_values
from atuforms.fields.describe import describe
from atuforms.forms.base import Form
from atuforms.rendering.filling.tag_lines import by_line, on_lines
from atuforms.rendering.filling.template_faults import Spotted
from atuforms.rendering.filling.templates import page_source
from atuforms.rendering.filling.uses import Uses
from atuforms.rendering.filling.whole_fields import Hindrance, WholeFields
from atuforms.rendering.html import html_environment, value_spotted
from atuforms.rendering.word.word_documents import WordTemplate, word_environment, word_template

NOT_PRINTED = message(
    "The template {name} does not print {field}, which the form requires. Write {tag} "
    "where it goes."
)
_UNDER_CONDITION = message(
    "The template {name} prints {field}, which the form requires, in {part} only where {tag} lets "
    "it. Write {example} outside of that condition too."
)
_IN_PART = message(
    "The template {name} does not print the whole of {field}, which the form requires: {tag} in "
    "{part} leaves some of it out, or prints something else. Write {example} in its place."
)
_NOTHING = message(
    "The template {name} prints nothing of what the form requires: {fields}. Write these tags "
    "where the values go, as {example}."
)

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def _tags_kept_apart(unseen: re.Match[str]) -> str:
    """Conditions stay, since others may belong to them; values are left out."""
    return re.sub(r"\{\{.*?\}\}", lambda tag: "\n" * tag[0].count("\n"), unseen[0], flags=re.DOTALL)


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """A part of a template, each of its tags on a line of its own."""

    text: str
    lines: Mapping[int, str]
    spotted: Spotted


@dataclass(frozen=True, slots=True)
class PrintedFields:
    """What the parts of a template print of a form.

    :ivar used: the fields that any branch asks for.
    :ivar whole: those that every branch prints whole.
    :ivar wrong: whether it asks for a name that there is not, which filling it in tells.
    """

    used: frozenset[str]
    whole: frozenset[str]
    hindered: tuple[tuple[TaggedPart, Mapping[str, Hindrance]], ...]
    wrong: bool = False

    @classmethod
    def of(
        cls,
        parts: Iterable[TaggedPart],
        parse: Callable[[str], nodes.Template],
        form: type[Form],
        lang: Language,
    ) -> PrintedFields:
        """What these parts print, as ``parse`` reads them."""
        lists = {field.name for field in describe(form) if field.many}
        known = known_names(form, lang)
        used: set[str] = set()
        whole: set[str] = set()
        hindered, wrong = [], False
        for part in parts:
            tree = parse(part.text)
            asked = Uses(tree, known)
            used |= asked.fields
            wrong = wrong or bool(asked.unknown)
            found = WholeFields(tree, lists)
            whole |= found.fields
            hindered.append((part, found.hindered))
        return cls(frozenset(used), frozenset(whole), tuple(hindered), wrong)


def lacking_in_word(
    template: WordTemplate, form: type[Form], lang: Language, name: str
) -> Iterator[InvalidTemplate]:
    """What a Word template does not print as it should."""
    yield from _lacking(_of_word(template, form, lang), _usual_word(form, lang), form, lang, name)


def useless_in_word(
    template: WordTemplate, form: type[Form], lang: Language, name: str
) -> Iterator[InvalidTemplate]:
    """That a Word template prints nothing of what the form requires."""
    yield from _useless(_of_word(template, form, lang), _usual_word(form, lang), form, name)


def lacking_in_page(form: type[Form], lang: Language, folder: Path) -> tuple[InvalidTemplate, ...]:
    """What the layout of a folder does not print as it should.

    :raises InvalidTemplate: if it cannot be read.
    """
    return _lacking_in_page(form, lang, folder, page_source(form, lang, folder))


def useless_in_page(form: type[Form], lang: Language, folder: Path) -> Iterator[InvalidTemplate]:
    """That the layout of a folder prints nothing of what the form requires.

    :raises InvalidTemplate: if it cannot be read.
    """
    yield from _useless_in_page(form, lang, folder, page_source(form, lang, folder))


def uses(template: WordTemplate, form: type[Form], lang: Language) -> Uses:
    """The names that a Word template uses."""
    parsed = [word_environment().parse(text) for text in template.sources.values()]
    tree = nodes.Template([node for each in parsed for node in each.body])
    return Uses(tree, known_names(form, lang))


def printed_fields(form: type[Form], lang: Language) -> set[str]:
    """The fields that a form's Word template of the package prints; their paths have no numbers."""
    return uses(word_template(form, lang), form, lang).fields


def _of_word(template: WordTemplate, form: type[Form], lang: Language) -> PrintedFields:
    parts = [TaggedPart(*each) for each in template.tagged_parts()]
    return PrintedFields.of(parts, word_environment().parse, form, lang)


def _usual_word(form: type[Form], lang: Language) -> PrintedFields | None:
    try:
        template = word_template(form, lang)
    except InvalidTemplate:
        return None
    return _usual_of(template, form, lang)


@functools.lru_cache(maxsize=128)
def _usual_of(template: WordTemplate, form: type[Form], lang: Language) -> PrintedFields:
    return _of_word(template, form, lang)


@functools.lru_cache(maxsize=128)
def _lacking_in_page(
    form: type[Form], lang: Language, folder: Path, source: str
) -> tuple[InvalidTemplate, ...]:
    own, usual = _pages(form, lang, folder, source)
    return tuple(_lacking(own, usual, form, lang, f"layouts/{form.SLUG}.html"))


@functools.lru_cache(maxsize=128)
def _useless_in_page(
    form: type[Form], lang: Language, folder: Path, source: str
) -> tuple[InvalidTemplate, ...]:
    own, usual = _pages(form, lang, folder, source)
    return tuple(_useless(own, usual, form, f"layouts/{form.SLUG}.html"))


def _pages(
    form: type[Form], lang: Language, folder: Path, source: str
) -> tuple[PrintedFields, PrintedFields | None]:
    """What the page of a folder prints, and what that of the package does."""
    try:
        usual = _of_page(form, lang, None, page_source(form, lang))
    except InvalidTemplate:
        usual = None
    return _of_page(form, lang, folder, source), usual


def _of_page(form: type[Form], lang: Language, folder: Path | None, source: str) -> PrintedFields:
    text = on_lines(_COMMENT.sub(_tags_kept_apart, source))
    part = TaggedPart(text, by_line(text), value_spotted(form, folder))
    try:
        return PrintedFields.of([part], html_environment().parse, form, lang)
    except jinja2.TemplateSyntaxError:
        # Filling it in says what is wrong.
        return PrintedFields(_required(None, form), _required(None, form), ())


def _required(usual: PrintedFields | None, form: type[Form]) -> frozenset[str]:
    """The required fields that a template prints; some stand on the page in other words alone."""
    required = frozenset(field.name for field in describe(form) if field.required)
    return required if usual is None else required & usual.used


def _useless(
    own: PrintedFields, usual: PrintedFields | None, form: type[Form], name: str
) -> Iterator[InvalidTemplate]:
    required = _required(usual, form)
    if required and not (own.wrong or own.used & required):
        values, first = sample_values(form, "en"), min(required)
        fields, example = ", ".join(sorted(required)), tag_of(first, values.get(first))
        yield InvalidTemplate(_NOTHING, name=name, fields=fields, example=example)


def _lacking(
    own: PrintedFields,
    usual: PrintedFields | None,
    form: type[Form],
    lang: Language,
    name: str,
) -> Iterator[InvalidTemplate]:
    """The required fields that a template does not print, or only in some cases."""
    values = sample_values(form, lang)
    for field in describe(form):
        if field.name not in _required(usual, form):
            continue
        value = values.get(field.name)
        if not _has(own.used, field.name):
            tag = tag_of(field.name, value)
            yield InvalidTemplate(NOT_PRINTED, name=name, field=field.name, tag=tag)
            continue
        inner = describe(field.record) if field.record is not None else ()
        parts = [f"{field.name}.{each.name}" for each in inner if each.required]
        for path in (field.name, *parts):
            if (usual is None or _has(usual.whole, path)) and not _has(own.whole, path):
                tag = tag_of(field.name, value, path.removeprefix(field.name).strip("."))
                yield _hindered(own, path, tag, name)
                break


def _has(paths: frozenset[str], path: str) -> bool:
    """Whether ``paths`` have a path, a part of it, or what it is a part of."""
    return any(f"{each}.".startswith(f"{path}.") or path.startswith(f"{each}.") for each in paths)


def _hindered(own: PrintedFields, field: str, example: str, name: str) -> InvalidTemplate:
    for part, hindered in own.hindered:
        found = hindered.get(field) or next(
            (each for path, each in hindered.items() if path.startswith(f"{field}.")), None
        )
        if found is None:
            continue
        sentence = _UNDER_CONDITION if found.asking else _IN_PART
        tag = part.lines.get(found.asking or found.printing)
        if tag is not None:
            return part.spotted.fault(sentence, tag, field=field, example=example)
    return InvalidTemplate(NOT_PRINTED, name=name, field=field, tag=example)


def tag_of(field: str, value: Any, inner: str = "") -> str:
    """What prints a field: a list with its loop, of a group one of its fields.

    :param inner: which one; the one that says most of it if empty.
    """
    if isinstance(value, list):
        each: Any = next(iter(value), {})
        path = f"each.{inner or _first(each)}" if isinstance(each, dict) else "each"
        return f"{{% for each in {field} %}}{{{{ {path} }}}} {{% endfor %}}"
    if isinstance(value, dict):
        return f"{{{{ {field}.{inner or _first(value)} }}}}"
    return f"{{{{ {field} }}}}"


def _first(group: Mapping[str, Any]) -> str:
    """The field of a group that says most of it: its name or its first text."""
    texts = [key for key, each in group.items() if isinstance(each, str) and key != "at"]
    return next((key for key in ("name", "value") if key in texts), next(iter(texts), "value"))
