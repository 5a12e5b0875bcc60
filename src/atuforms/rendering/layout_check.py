"""What is wrong with an HTML layout of one's own: every tag, whichever branch it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2

from atuforms.core.exceptions import AtuformsError, InvalidTemplate
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates
from atuforms.rendering.filling.tag_checks import linted, tried
from atuforms.rendering.filling.tag_lines import (
    TAG,
    PlacedTag,
    by_line,
    on_lines,
    tags_in,
)
from atuforms.rendering.filling.template_branches import names_of_filters
from atuforms.rendering.filling.template_faults import UNFINISHED, for_values
from atuforms.rendering.filling.templates import (
    TEMPLATE_ERRORS,
    layout_environment,
    layouts_of,
    page_source,
    wording_spotted,
)
from atuforms.rendering.html import html_environment, value_spotted

_ANY = re.compile(
    r"\{\{(?:(?!\{[{%#]).)*?\}\}|\{%(?:(?!\{[{%#]).)*?%\}|\{#.*?#\}"
    r"|\[\[(?:(?!\[[\[%#]).)*?\]\]|\[%(?:(?!\[[\[%#]).)*?%\]|\[#.*?#\]",
    re.DOTALL,
)
"""Tags in which no other one begins."""
_OPENED = re.compile(r"\{[{%#]|\[[\[%#]")
_SHOWN = 40


def layout_faults(
    form: type[HasTemplates], lang: Language, templates: Path, values: Mapping[str, Any]
) -> list[tuple[str, AtuformsError]]:
    """The mistakes in the layouts of a folder that a form is printed with, each with its file.

    :param values: those of a record that has everything.
    """
    own = f"layouts/{form.SLUG}.html"
    found: list[tuple[str, AtuformsError]] = []
    for name in layouts_of(form, templates):
        found += [(f"layouts/{name}", each) for each in _of_wording(form, name, templates)]
    if found:
        return found
    try:
        source = page_source(form, lang, templates)
    except InvalidTemplate as error:
        name = str(error.values.get("name", ""))
        return [(name if name.startswith("layouts/") else own, error)]
    except AtuformsError as error:
        return [(own, error)]
    return [(own, each) for each in _of_values(form, source, templates, values)]


def _of_wording(form: type[HasTemplates], name: str, templates: Path) -> Iterator[InvalidTemplate]:
    """What is wrong with the tags that place wording, and with brackets that nothing closes."""
    text = (templates / "layouts" / name).read_text(encoding="utf-8", errors="replace")
    environment, spotted = layout_environment(form, templates), wording_spotted(name)
    rest = _ANY.sub(lambda tag: re.sub(r"[^\n]", "\ue000", tag[0]), text)
    unfinished = list(_OPENED.finditer(rest))
    for found in unfinished:
        words = re.split("[\ue000\n<]", rest[found.start() :], maxsplit=1)[0]
        tag = PlacedTag.at(words[:_SHOWN].strip(), text.count("\n", 0, found.start()) + 1)
        fault = spotted.fault(UNFINISHED, tag)
        yield InvalidTemplate(UNFINISHED, **{**fault.values, "tag": str(tag)})
    if unfinished:
        return
    tags = list(tags_in(text, wording=True))
    faulty = False
    for each in tags:
        try:
            list(environment.lex(each))
        except jinja2.TemplateSyntaxError as error:
            faulty = True
            yield spotted.of(error, PlacedTag.at(for_values(each), each.line))
    mismatched = spotted.mismatched(PlacedTag.at(for_values(e), e.line) for e in tags)
    yield from [] if faulty else mismatched
    if faulty or mismatched:
        return
    apart = on_lines(text, wording=True)
    shown = [each for each in tags if not each.startswith("[#")]
    lines = dict(zip(by_line(apart, wording=True), shown, strict=False))
    try:
        tree = environment.parse(apart)
    except jinja2.TemplateSyntaxError as error:
        tag = lines.get(error.lineno) or PlacedTag.at("[[ ]]", error.lineno)
        yield spotted.of(error, PlacedTag.at(for_values(tag), tag.line))
        return
    for kind, used, line in names_of_filters(tree):
        known = environment.filters if kind == "filter" else environment.tests
        if used not in known:
            unknown = jinja2.TemplateAssertionError(f"No {kind} named {used!r}", line)
            tag = lines.get(line) or PlacedTag.at(used, 1)
            yield spotted.of(unknown, PlacedTag.at(for_values(tag), tag.line), known)


def _of_values(
    form: type[HasTemplates], source: str, templates: Path, values: Mapping[str, Any]
) -> Iterator[InvalidTemplate]:
    """What is wrong with the tags that print values."""
    environment, spotted = html_environment(), value_spotted(form, templates)
    text = on_lines(source)
    lines = by_line(text)
    mismatched = spotted.mismatched(lines.values())
    yield from mismatched
    if mismatched:
        return
    faulty = False
    for tag in dict.fromkeys(lines.values()):
        try:
            list(environment.lex(tag))
            if TAG.fullmatch(tag) and tag.startswith("{{"):
                environment.parse(tag)
        except jinja2.TemplateSyntaxError as error:
            faulty = True
            yield spotted.of(error, tag, environment.filters)
    if faulty:
        return
    try:
        tree = environment.parse(text)
    except TEMPLATE_ERRORS as error:
        line = getattr(error, "lineno", 0)
        yield spotted.of(error, lines.get(line, "{{ }}"), environment.filters)
        return
    found = linted(environment, tree, lines, spotted)
    yield from found or tried(environment, text, lines, spotted, {**values, "_images": {}})
