"""DOCX: a Word template, prepared once and filled many times.

Preparing is docxtpl's: its syntax, its handling of the XML. What is prepared is compiled to one
Jinja template a part; every part that does not change is kept compressed and copied.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import unquote

import jinja2
from jinja2 import meta, nodes
from markupsafe import Markup

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.file_states import Stamp
from atuforms.core.files.xml_parsing import is_well_formed, parse_xml
from atuforms.core.language.dates import read_date
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.wording import HasTemplates
from atuforms.core.locks import FIRST_USE
from atuforms.core.markup import is_safe_link
from atuforms.core.pictures import Picture
from atuforms.rendering.carried_record import record_member, record_part
from atuforms.rendering.filling.filler import NotOneValue, ValueEnvironment, escaped
from atuforms.rendering.filling.tag_checks import linted, located, one_value, tried
from atuforms.rendering.filling.tag_lines import by_line, on_lines
from atuforms.rendering.filling.template_branches import torn_tags
from atuforms.rendering.filling.template_faults import (
    NOT_SHOWN,
    OF_A_LIST,
    TORN,
    TORN_TAG,
    Spotted,
    UnknownFigures,
)
from atuforms.rendering.filling.templates import TEMPLATE_ERRORS
from atuforms.rendering.job import Job
from atuforms.rendering.office_package import (
    DECLARATION,
    R,
    template_content,
    template_stamp,
)
from atuforms.rendering.picture_box import millimetres, size_in_box
from atuforms.rendering.rich import RichText
from atuforms.rendering.word.cells import cell_colour, cell_span
from atuforms.rendering.word.closed_boxes import closed
from atuforms.rendering.word.draft_headers import marked_as_draft
from atuforms.rendering.word.fonts import with_fonts
from atuforms.rendering.word.high_rows import with_divisible_rows
from atuforms.rendering.word.last_columns import ended_in_columns
from atuforms.rendering.word.long_signatures import divisible
from atuforms.rendering.word.part_names import PartName
from atuforms.rendering.word.parts import AddedParts, with_placed_pictures
from atuforms.rendering.word.printed_lines import printed_lines
from atuforms.rendering.word.rich_text import word_blocks
from atuforms.rendering.word.styles import PAGES
from atuforms.rendering.word.template_package import (
    TemplatePackage,
    legibility_in,
    open_template,
    relationships_of,
    unshown_parts,
)
from atuforms.rendering.word.template_pictures import with_upright_pictures
from atuforms.rendering.word.template_tags import Tags, signs_printed
from atuforms.rendering.zip_package import Kept, ZipMember, compressing, member, package, stored

_TAG_OF_LINK = re.compile(r"\{\{.*?\}\}")
_ENCODED = re.compile(r"(?:%7B){2}[^<>\"]*?(?:%7D){2}", re.IGNORECASE)
_MakesRecord: TypeAlias = Callable[[str], bytes]
_FIGURES = re.compile("%(.?)", re.DOTALL)
_KNOWN_FIGURES = "dmYyj"
_LOOP = "{% for each in authors %} … {% endfor %}"
_BROKEN_OFF = message(
    "The Word template {name} has in {part} links or pictures of which only the frame is left "
    "({numbers}), and Word calls such a document damaged. Delete them, and insert them anew."
)
_ROW_ID = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*?\bId=[\"']([^\"']+)[\"']")
_ASKED_ID = re.compile(rb"\br:(?:id|embed|link|pict)=[\"']([^\"']+)[\"']")
_SIGN = b"{"
"""Stands where there may be a tag: programs cut one in two after its first sign."""


def render(job: Job) -> bytes:
    """The document as DOCX, with its record in a custom XML part."""
    draft = bool(job.values.get("draft"))
    template = word_template(job.form, job.lang, job.templates, draft=draft)
    return template.fill(job.values, lambda lines: record_part(job, lines))


class _Ready(NamedTuple):
    """What all documents of a template have in common: its parts that are not filled."""

    package: TemplatePackage
    members: dict[str, ZipMember]
    no_record: ZipMember | None
    kept: Kept


class WordTemplate:
    """A Word template ready to be filled; made once, used by any number of threads.

    :param draft: whether every page is to say that it is a draft, whatever its header is.
    :param own: whether staff may have changed it, and print a picture as ``{{ photo }}``.
    :raises InvalidTemplate: if it is no Word document.
    """

    def __init__(self, data: bytes, name: str, *, draft: bool = False, own: bool = True) -> None:
        self._name = name
        self._own = own
        package = open_template(data, name)
        self.faults: list[InvalidTemplate] = []
        """Every tag and picture that is faulty; the first one stops rendering."""
        if own:
            package, self.faults = with_upright_pictures(package)
        self.unseen: list[InvalidTemplate] = []
        """Tags whose values nobody could read; they are printed all the same."""
        self._package = marked_as_draft(package) if draft else package
        self._made_ready: dict[bool, _Ready] = {}
        self._filled: dict[str, jinja2.Template] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._seldom: dict[str, tuple[tuple[Any, ...], ZipMember, bytes]] = {}
        self._spotted: dict[str, Spotted] = {}
        self._lines: dict[str, Mapping[int, str]] = {}
        self.sources: dict[str, str] = {}
        """The parts that are filled, as Jinja reads them."""
        self._legibility = legibility_in(self._package) if own else None
        self._unshown = unshown_parts(package) if own else frozenset()
        with FIRST_USE:
            from docxtpl import DocxTemplate

        prepare = DocxTemplate(BytesIO(data)).patch_xml
        for part, content in self._package.parts.items():
            if self._is_filled(part, content):
                self._compile(part, content, prepare)
        if own:
            self.faults += [self._in_address(tag) for tag in self._addresses()]
            self.faults += self._broken_off()

    def _is_filled(self, part: str, content: bytes) -> bool:
        package = self._package
        return (part in package.stories or part == package.properties) and _SIGN in content

    def _ready(self, *, fonts: bool) -> _Ready:
        """What its documents have in common, packed for the first of them."""
        ready = self._made_ready.get(fonts)
        if ready is not None:
            return ready
        package = with_fonts(self._package) if fonts else self._package
        members = {
            part: member(part, content)
            for part, content in package.parts.items()
            if not self._is_filled(part, content)
        }
        no_record = members.pop(package.record, None)
        ready = _Ready(package, members, no_record, Kept.of(members.values()))
        return self._made_ready.setdefault(fonts, ready)

    def _compile(self, part: str, content: bytes, prepare: Callable[[str], str]) -> None:
        environment = word_environment()
        tags = Tags(self._name, part, environment, self._legibility)
        text = tags.ordered(parse_xml(content, self._name))
        if part in self._package.stories:
            text = signs_printed(prepare(text))
        text = DECLARATION + on_lines(text)
        lines, spotted = by_line(text), tags.spotted
        spotted.count(lines.values())
        if part in self._unshown:
            values = (each for each in lines.values() if each.startswith("{{"))
            self.unseen += [spotted.fault(NOT_SHOWN, each) for each in values]
        self._spotted[part] = spotted
        mismatched = [] if tags.faults else spotted.mismatched(lines.values())
        self.faults += [*tags.faults, *mismatched]
        self.unseen += tags.unseen
        if mismatched:
            return
        try:
            tree = environment.parse(text)
            merged = tags.merged() if "loop" in meta.find_undeclared_variables(tree) else ()
            if merged:
                self.faults += [spotted.fault(OF_A_LIST, tag, example=_LOOP) for tag in merged]
                return
            if self._own and self._linted(tree, lines, spotted):
                return
            self._names[part] = tuple(sorted(meta.find_undeclared_variables(tree)))
            self._filled[part] = environment.from_string(tree)
            self.sources[part], self._lines[part] = text, lines
        except jinja2.TemplateSyntaxError as error:
            if not tags.faults:
                tag = lines.get(error.lineno, "{{ }}")
                self.faults.append(spotted.of(error, tag, environment.filters))
        except TEMPLATE_ERRORS as error:
            # Jinja works out constants while it compiles.
            self.faults.append(spotted.of(error, "{{ }}", environment.filters))

    def _linted(self, tree: nodes.Template, lines: Mapping[int, str], spotted: Spotted) -> bool:
        """Find what is wrong in any branch, whichever is taken."""
        environment = word_environment()
        found = [spotted.fault(TORN_TAG, lines[n]) for n in torn_tags(tree) if n in lines]
        found += linted(environment, tree, lines, spotted)
        self.faults += found
        return bool(found)

    @property
    def texts(self) -> list[str]:
        """The parts with words, as XML."""
        return [text for _, text in self.stories]

    @property
    def stories(self) -> list[tuple[PartName, str]]:
        """The parts with words, as XML, with their names."""
        parts = self._package.parts
        return [(PartName.of(part), parts[part].decode()) for part in self._package.stories]

    def tagged_parts(self) -> Iterator[tuple[str, Mapping[int, str], Spotted]]:
        """The parts that are filled, with their tags by lines, and what says where these stand."""
        for part, text in self.sources.items():
            if part not in self._unshown:
                yield text, self._lines[part], self._spotted[part]

    def _addresses(self) -> Iterator[str]:
        """The tags in the addresses of links, as they are or as Word writes them there."""
        parts = self._package.parts
        for name in map(relationships_of, self._package.stories):
            yield from _TAG_OF_LINK.findall(unquote(parts.get(name, b"").decode()))
        for story in self._package.stories:
            # Links that are fields have their address among the words.
            found = _ENCODED.findall(parts[story].decode())
            yield from map(unquote, found)

    def _broken_off(self) -> Iterator[InvalidTemplate]:
        """Links and pictures whose addresses are gone: Word calls such a document damaged."""
        parts = self._package.parts
        for story in self._package.stories:
            rows = set(_ROW_ID.findall(parts.get(relationships_of(story), b"")))
            asked = dict.fromkeys(_ASKED_ID.findall(parts[story]))
            lost = [each.decode() for each in asked if each not in rows]
            if lost:
                yield InvalidTemplate(
                    _BROKEN_OFF,
                    name=self._name,
                    part=PartName.of(story),
                    numbers=", ".join(lost[:5]),
                )

    def _in_address(self, tag: str) -> InvalidTemplate:
        return InvalidTemplate(
            "The template {name} has the tag {tag} in the address of a link, where nothing is "
            "filled in. Write {example} in its place.",
            name=self._name,
            tag=tag,
            example="{{r course_link|link }}",
        )

    def fill(
        self,
        values: Mapping[str, Any],
        record: _MakesRecord | None = None,
        *,
        packed: bool = True,
    ) -> bytes:
        """The document: the template with these values, and the record in its own part.

        :param record: what gives the XML of that part, from the lines that staff have added.
        :param packed: whether its text is compressed, and its fonts are in it: to be looked at
            once, it needs neither.
        :raises InvalidTemplate: if a tag is faulty, or asks for a value that there is not.
        """
        if self.faults:
            raise self.faults[0]
        ready = self._ready(fonts=packed)
        added = AddedParts(ready.package)
        shown = with_placed_pictures(values, added) if self._own else values
        printed: dict[str, bytes] = {}
        context = {**shown, "_added": added, "_printed": printed}
        filled = [self._part(name, context, packed=packed) for name in self._filled]
        carried = [ready.no_record] if ready.no_record else []
        if record is not None:
            lines = self._lines_of(printed) if self._own else ""
            carried = [record_member(self._package.record, record(lines))]
        members = [*(each() for each in filled), *carried]
        changed = {name: member(name, data, quick=True) for name, data in added.members().items()}
        if changed.keys().isdisjoint(ready.members):
            return package([*members, *changed.values()], after=ready.kept)
        # A changed part stays in its place: the content types come first.
        kept = [changed.pop(name, each) for name, each in ready.members.items()]
        return package([*kept, *members, *changed.values()])

    def _part(self, name: str, context: dict[str, Any], *, packed: bool) -> Callable[[], ZipMember]:
        """A filled part; that of the last document, where it is filled with the same words."""
        given = tuple(context.get(each) for each in self._names[name])
        known, part, before = self._seldom.get(name, ((), None, b""))
        if part is not None and known == given:
            context["_printed"][name] = before
            return lambda: part
        context["_added"].begin(name)
        try:
            content = word_environment().fill(self._filled[name], context)
        except TEMPLATE_ERRORS as error:
            raise self._located(name, context, error) from error
        if self._own:
            content = closed(content)
            self._refuse_torn(name, content)
            context["_printed"][name] = content
        if name == self._package.main:
            content = ended_in_columns(with_divisible_rows(divisible(content)))
            return compressing(name, content) if packed else lambda: stored(name, content)
        made = member(name, content, quick=True)
        # A header, say. What a picture or a list adds to other parts, each document adds anew.
        if all(type(each) is str for each in given):
            self._seldom[name] = (given, made, content if self._own else b"")
        return lambda: made

    def _lines_of(self, printed: Mapping[str, bytes]) -> str:
        package = self._package
        parts = [printed.get(each, package.parts[each]) for each in package.stories]
        return printed_lines(parts, self._name)

    def _located(self, part: str, context: dict[str, Any], error: Exception) -> InvalidTemplate:
        """Which tag has failed, and why; its values are filled in one by one to find it."""
        environment = word_environment()
        error, line = located(environment, self.sources[part], context, error)
        tag = self._lines[part].get(line, "{{ }}")
        return self._spotted[part].of(error, tag, environment.filters, context)

    def tried(self, values: Mapping[str, Any]) -> list[InvalidTemplate]:
        """What is wrong with the tags of all branches, whether these values take them or not."""
        added = AddedParts(self._package)
        context = {**with_placed_pictures(values, added), "_added": added}
        found: list[InvalidTemplate] = []
        for part, text in self.sources.items():
            added.begin(part)
            lines, spotted = self._lines[part], self._spotted[part]
            found += tried(word_environment(), text, lines, spotted, context)
        return found

    def _refuse_torn(self, name: str, content: bytes) -> None:
        """A condition of which half stands in another cell can leave out half of a cell."""
        if not is_well_formed(content):
            raise InvalidTemplate(TORN, name=self._name, part=PartName.of(name))


@functools.cache
def word_environment() -> ValueEnvironment:
    """The environment of Word templates."""
    environment = ValueEnvironment(
        word_text,
        picture=_picture,
        rich=_rich,
        link=_link,
        date=_date,
        one_value=one_value,
        as_run=_as_run,
        cellbg=cell_colour,
        colspan=cell_span,
        as_blocks=_as_blocks,
    )
    environment.one_each = True
    return environment


def word_template(
    form: type[HasTemplates],
    lang: Language,
    templates: Path | None = None,
    *,
    draft: bool = False,
) -> WordTemplate:
    """The prepared Word template of a form in a language.

    :param templates: a folder whose templates come before the package's own.
    :param draft: whether the document is a draft.
    :raises InvalidTemplate: if there is none, or it is faulty.
    """
    stamp, name = template_stamp(form, lang, "docx", templates)
    own = templates is not None and stamp.path.startswith(f"{templates}/")
    return _word_template(stamp, name, draft, own)


@functools.lru_cache(maxsize=256)
def _word_template(stamp: Stamp, name: str, draft: bool, own: bool) -> WordTemplate:
    return WordTemplate(template_content(stamp, name), name, draft=draft, own=own)


def word_text(values: bytes) -> bytes:
    """Values as the text of runs: line ends become line breaks, tabs become tabs."""
    text = escaped(values).replace(b"\n", b'</w:t><w:br/><w:t xml:space="preserve">')
    return text.replace(b"\t", b'</w:t><w:tab/><w:t xml:space="preserve">')


@jinja2.pass_context
def _picture(
    context: Any,
    picture: Picture | str,
    width: str,
    alt: str = "",
    height: str = "",
    left: str = "",
    top: str = "",
) -> Markup:
    """A picture as a run, in a box of this width and height.

    In a template ``{{r photo|picture("30mm", "alternative text", "40mm") }}``. With ``left`` and
    ``top`` it stands that far from its paragraph, over the page, and takes no room.
    """
    if not isinstance(picture, Picture):
        return Markup("")
    added: AddedParts = context["_added"]
    wide, _high = size_in_box(picture, width, height)
    at = (millimetres(left), millimetres(top)) if left and top else None
    return Markup(added.drawing(picture, wide, alt, at))  # noqa: S704 — built by us


def _date(value: Any, pattern: str = "%d.%m.%Y") -> str:
    """A date of the form in figures: ``{{ date|date("%d.%m.%Y") }}``; what is none stays."""
    figures = set(filter(str.isalpha, _FIGURES.findall(pattern)))
    if not figures <= set(_KNOWN_FIGURES) or not (figures or "%" in pattern):
        raise UnknownFigures(pattern)
    day = read_date(str(value))
    if not day:
        return str(value)
    return date.fromisoformat(day).strftime(_FIGURES.sub(_figure, pattern))


def _figure(found: re.Match[str]) -> str:
    # Only what is the same on every system and in every language.
    return found[0] if found[1] in _KNOWN_FIGURES else f"%{found[0]}"


@jinja2.pass_context
def _link(context: Any, address: str, words: str = "") -> Markup:
    """A link to an address, with the address or other words to click on: ``{{r link|link }}``."""
    if not is_safe_link(address):
        return _run(words or address)
    added: AddedParts = context["_added"]
    run = _run(words or address, '<w:rPr><w:u w:val="single"/></w:rPr>')
    spaces = f'xmlns:r="{R}" r:id="{added.link(address)}"'
    return Markup(f"<w:hyperlink {spaces}>{run}</w:hyperlink>")  # noqa: S704 — built by us


def _run(words: str, look: str = "") -> Markup:
    text = word_text(words.encode()).decode()
    run = f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
    return Markup(run) if words else Markup("")  # noqa: S704 — escaped


@jinja2.pass_context
def _as_run(context: Any, value: Any) -> Markup:
    """What ``{{r … }}`` prints: runs as they are, a picture of the record, words as a run."""
    if isinstance(value, Picture):
        return Markup(context["_added"].in_a_line(value))  # noqa: S704 — built by us
    if isinstance(value, list | tuple | dict):
        raise NotOneValue(value)
    return value if isinstance(value, Markup) else _run(str(value))


@jinja2.pass_context
def _as_blocks(context: Any, value: Any, last: int) -> Markup:
    """What ``{{p … }}`` prints: blocks as they are, anything else as a paragraph.

    :param last: whether a cell or a header would be left without a paragraph.
    """
    if isinstance(value, RichText):
        value = _rich(context, value)
    if not isinstance(value, Markup):
        value = _as_run(context, value)
    if value and not value.startswith(("<w:p", "<w:tbl")):
        value = Markup("<w:p>{}</w:p>").format(value)
    return value or (Markup("<w:p/>") if last else Markup(""))


@jinja2.pass_context
def _rich(context: Any, value: RichText | str, width: int = 0) -> Markup:
    """A Markdown text as blocks; in a template ``{{p body|rich }}``, alone in its paragraph.

    :param width: of what stands around it, in twips; the page's if not said.
    """
    rich = value if isinstance(value, RichText) else RichText(value)
    width = width or PAGES["portrait"].text_width
    return Markup(word_blocks(rich, width, context["_added"]))  # noqa: S704 — built by lxml
