"""DOCX: a Word template, prepared once and filled many times.

Preparing is docxtpl's: its syntax, its handling of the XML. What is prepared is compiled to one
Jinja template a part; every part that does not change is kept compressed and copied.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import jinja2
from docxtpl import DocxTemplate
from jinja2 import meta
from markupsafe import Markup

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.archives import Archive
from atuforms.core.files.office import MAX_TOTAL
from atuforms.core.files.stamps import Stamp
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates
from atuforms.core.pictures import Picture
from atuforms.rendering.filling.filler import ValueEnvironment, escaped
from atuforms.rendering.filling.templates import TEMPLATE_ERRORS, reason_of
from atuforms.rendering.job import Job
from atuforms.rendering.office_package import (
    RECORD_NAMESPACE,
    RECORD_PART,
    template_content,
    template_stamp,
)
from atuforms.rendering.picture_box import size_in_box
from atuforms.rendering.rich import RichText
from atuforms.rendering.word.fonts import with_fonts
from atuforms.rendering.word.parts import CONTENT_TYPES, NUMBERING, RELATIONSHIPS, AddedParts
from atuforms.rendering.word.rich_text import word_blocks
from atuforms.rendering.word.styles import PAGES
from atuforms.rendering.zip_package import Kept, ZipMember, compressing, member, package

_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")

_TAG = re.compile(rb"\{[{%#]")
_BODY = "word/document.xml"


def render(job: Job) -> bytes:
    """The document as DOCX, with its record in a custom XML part."""
    template = word_template(job.form, job.lang, job.templates)
    return template.fill(job.values, lambda: record_part(job))


def record_part(job: Job) -> bytes:
    """The custom XML part that carries the record and what it was printed with."""
    attributes = " ".join(
        f"{name}={quoteattr(value)}"
        for name, value in (
            ("form", job.form.name()),
            ("lang", job.lang),
            ("version", job.version),
            ("sha256", job.digest),
            ("variant", str(job.values["variant"])),
        )
        if value or name != "variant"
    )
    record = job.record or b""
    text = record.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    start = f'{head}<record xmlns="{RECORD_NAMESPACE}" {attributes}>'
    return b"".join((start.encode(), text, b"</record>"))


class WordTemplate:
    """A Word template ready to be filled; made once, used by any number of threads."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._members: dict[str, ZipMember] = {}
        self._filled: dict[str, jinja2.Template] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._seldom: dict[str, tuple[tuple[Any, ...], ZipMember]] = {}
        self._own: dict[str, bytes] = {}
        self._no_record: list[ZipMember] = []
        try:
            prepare = DocxTemplate(BytesIO(data)).patch_xml
            archive = Archive(BytesIO(data), name)
            parts = {part: archive.read(part, MAX_TOTAL) for part in archive.names}
            for part, content in with_fonts(parts).items():
                self._add(part, content, prepare)
            self._kept = Kept.of(self._members.values())
        except ValueError as error:
            raise InvalidTemplate(
                "The Word template {name} cannot be read: {reason}.", name=name, reason=str(error)
            ) from None
        except jinja2.TemplateSyntaxError as error:
            raise InvalidTemplate(
                "The Word template {name} has a faulty tag: {reason}.",
                name=name,
                reason=(error.message or "").rstrip("."),
            ) from None

    def _add(self, name: str, content: bytes, prepare: Any) -> None:
        if name in (CONTENT_TYPES, NUMBERING) or RELATIONSHIPS.fullmatch(name):
            self._own[name] = content
        if _FILLED.fullmatch(name) and _TAG.search(content):
            text = content.decode()
            if name.startswith("word/"):
                text = prepare(text)
            environment = word_environment()
            self._filled[name] = environment.from_string(text)
            names = meta.find_undeclared_variables(environment.parse(text))
            self._names[name] = tuple(sorted(names))
        elif name == RECORD_PART:
            self._no_record = [member(name, content)]
        else:
            self._members[name] = member(name, content)

    def fill(self, values: Mapping[str, Any], record: Callable[[], bytes] | None = None) -> bytes:
        """The document: the template with these values, and the record in its own part.

        :param record: what gives the XML of that part.
        :raises InvalidTemplate: if the template asks for a value that the form does not have.
        """
        added = AddedParts(self._own)
        context = {**values, "_added": added}
        try:
            filled = [self._part(name, context) for name in self._filled]
        except TEMPLATE_ERRORS as error:
            raise InvalidTemplate(
                "The Word template {name} cannot be filled: {reason}.",
                name=self._name,
                reason=reason_of(error),
            ) from error
        carried = [member(RECORD_PART, record(), quick=True)] if record else self._no_record
        members = [*(each() for each in filled), *carried]
        changed = {name: member(name, data, quick=True) for name, data in added.members().items()}
        if changed.keys().isdisjoint(self._members):
            return package([*members, *changed.values()], after=self._kept)
        # A changed part stays in its place: the content types come first.
        kept = [changed.pop(name, each) for name, each in self._members.items()]
        return package([*kept, *members, *changed.values()])

    def _part(self, name: str, context: dict[str, Any]) -> Callable[[], ZipMember]:
        """A filled part; that of the last document, where it is filled with the same words."""
        given = tuple(context.get(each) for each in self._names[name])
        known, part = self._seldom.get(name, ((), None))
        if part is not None and known == given:
            return lambda: part
        context["_added"].begin(name)
        content = word_environment().fill(self._filled[name], context)
        if name == _BODY:
            return compressing(name, content)
        made = member(name, content, quick=True)
        # A header, say. What a picture or a list adds to other parts, each document adds anew.
        if all(type(each) is str for each in given):
            self._seldom[name] = (given, made)
        return lambda: made


@functools.cache
def word_environment() -> ValueEnvironment:
    """The environment of Word templates."""
    return ValueEnvironment(word_text, picture=_picture, rich=_rich)


def word_template(
    form: type[HasTemplates], lang: Language, templates: Path | None = None
) -> WordTemplate:
    """The prepared Word template of a form in a language.

    :param templates: a folder whose templates come before the package's own.
    :raises InvalidTemplate: if there is none, or it is faulty.
    """
    return _word_template(*template_stamp(form, lang, "docx", templates))


@functools.lru_cache(maxsize=256)
def _word_template(stamp: Stamp, name: str) -> WordTemplate:
    return WordTemplate(template_content(stamp, name), name)


def word_text(values: bytes) -> bytes:
    """Values as the text of runs: line ends become line breaks, tabs become tabs."""
    text = escaped(values).replace(b"\n", b'</w:t><w:br/><w:t xml:space="preserve">')
    return text.replace(b"\t", b'</w:t><w:tab/><w:t xml:space="preserve">')


@jinja2.pass_context
def _picture(
    context: Any, picture: Picture | str, width: str, alt: str = "", height: str = ""
) -> Markup:
    """A picture as a run, in a box of this width and height.

    In a template ``{{r photo|picture("30mm", "alternative text", "40mm") }}``.
    """
    if not isinstance(picture, Picture):
        return Markup("")
    added: AddedParts = context["_added"]
    wide, _high = size_in_box(picture, width, height)
    return Markup(added.drawing(picture, wide, alt))  # noqa: S704 — built by us


@jinja2.pass_context
def _rich(context: Any, value: RichText | str) -> Markup:
    """A Markdown text as blocks; in a template ``{{p body|rich }}``, alone in its paragraph."""
    rich = value if isinstance(value, RichText) else RichText(value)
    width = PAGES["portrait"].text_width
    return Markup(word_blocks(rich, width, context["_added"]))  # noqa: S704 — built by lxml
