"""Controls of a template that are called after another field than the one that they print.

A document is read back by the names of its controls: two values whose controls were exchanged would
come back exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jinja2
from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.language.labels import path_of_title
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import message
from atuforms.documents.template_samples import known_names
from atuforms.fields.describe import describe
from atuforms.forms.base import Form
from atuforms.rendering.filling.tag_lines import TAG
from atuforms.rendering.filling.uses import Uses
from atuforms.rendering.word.part_names import TagPlace
from atuforms.rendering.word.word_documents import WordTemplate, word_environment
from atuforms.rendering.word.wordprocessingml import W

_EXCHANGED = message(
    "The template {name} has {tag} in {part} in the control of {field}, and whoever reads such a "
    "document back gets one value for the other. Move tags together with their controls, or put "
    "{tag} into a control of its own."
)
_CONTROL, _CONTENT, _TEXT = (f"{{{W}}}{name}" for name in ("sdt", "sdtContent", "t"))
_NAMES = tuple(f"{{{W}}}sdtPr/{{{W}}}{name}" for name in ("tag", "alias"))
_OF_ITEM = re.compile(r"^\{\{\s*([\w.]+)\.at\s*\}\}")
_PATH = re.compile(r"[a-z_][\w.]*")
_OF_WORD = re.compile(r"^\{\{-?\s*(?:r|p|tr|tc)\s")
_SAME = ("value", "at")
"""What is the value of an item, or its place, and no field of its own."""


def exchanged_controls(
    template: WordTemplate, form: type[Form], lang: Language, name: str
) -> Iterator[InvalidTemplate]:
    """Each tag that stands in the control of another field."""
    fields = {each.name for each in describe(form)}
    known = known_names(form, lang)
    for part, text in template.stories:
        if "sdtContent" not in text:
            continue
        for control in parse_xml(text.encode(), name).iter(_CONTROL):
            field = _field_of(control, fields)
            for tag in _tags(control) if field else ():
                if _is_of_another(tag, field, fields, known):
                    paragraph = next(control.iterancestors(f"{{{W}}}p"), control)
                    place = TagPlace.of(part, paragraph, tag)
                    shown = field.replace("{{", "").replace("}}", "")
                    yield InvalidTemplate(_EXCHANGED, name=name, tag=tag, part=place, field=shown)


def _field_of(control: etree._Element, fields: set[str]) -> str:
    """The expression of the field after which a control is called; empty for none of ours."""
    content = control.find(_CONTENT)
    if content is None or next(content.iter(_CONTROL), None) is not None:
        return ""
    for each in map(control.find, _NAMES):
        called = "" if each is None else path_of_title(each.get(f"{{{W}}}val", "")).strip()
        if item := _OF_ITEM.match(called):
            return item[1] + called[item.end() :]
        path = re.sub(r"\.\d+\b", "", called)
        if _PATH.fullmatch(path) and path.partition(".")[0] in fields:
            return path
    return ""


def _tags(control: etree._Element) -> list[str]:
    content = control.find(_CONTENT)
    words = "" if content is None else "".join(each.text or "" for each in content.iter(_TEXT))
    return [each for each in TAG.findall(words) if each.startswith("{{")]


def _is_of_another(tag: str, field: str, fields: set[str], known: Any) -> bool:
    """Whether a tag prints a field, and nothing of the one after which its control is called."""
    try:
        uses = Uses(word_environment().parse(_OF_WORD.sub("{{ ", tag)), known)
    except jinja2.TemplateSyntaxError:
        return False  # That is told.
    names = {_plain(each) for each in uses.fields | uses.unknown}
    # What is no field stands in place of a value that is not given.
    names = {each for each in names if each.partition(".")[0] in fields or "." in each}
    return bool(names) and not any(_is_within(each, field) for each in names)


def _plain(path: str) -> str:
    steps = path.split(".")
    steps = steps[1:] if len(steps) > 1 and steps[0] in LANGUAGES else steps
    return ".".join(steps[:-1] if len(steps) > 1 and steps[-1] in _SAME else steps)


def _is_within(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
