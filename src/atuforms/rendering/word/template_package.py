"""The file of a Word template: which of its parts are filled in, found as Word finds them.

Staff open templates in Word, in a browser, in LibreOffice; each calls the parts by other names.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate, UnreadableInput
from atuforms.core.files.legibility import Legibility
from atuforms.core.files.office import MAX_TOTAL, Parts
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.rendering.office_package import (
    DECLARATION,
    MEDIA,
    RECORD_NAMESPACE,
    R,
    part_of,
    part_type,
    record_properties,
    relationship,
    relationships,
    with_rows,
)
from atuforms.rendering.word.wordprocessingml import W

CONTENT_TYPES = "[Content_Types].xml"
WORD = f"{MEDIA}officedocument.wordprocessingml."

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_STORIES = ("header", "footer", "footnotes", "endnotes")
_KINDS = {
    f"{WORD}template.main+xml": ".dotx",
    "application/vnd.ms-word.document.macroEnabled.main+xml": ".docm",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": ".dotm",
}
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_DRAWING_ID = re.compile(rb'<(?:wp:docPr|pic:cNvPr)\b[^>]*?\bid="(\d{1,9})"')


@dataclass(frozen=True)
class TemplatePackage:
    """The parts of a Word template by name, and what each of them is for."""

    name: str
    """What messages call the template."""
    main: str
    stories: tuple[str, ...]
    """The text, headers, footers and notes, in which tags may stand."""
    parts: Mapping[str, bytes] = field(repr=False)
    known: Mapping[str, str]
    """Other parts that the text points to, by kind: ``styles``, ``numbering``, ``fontTable``."""
    properties: str = ""
    record: str = ""
    """The part that carries the record; empty for a template that has none."""
    highest_drawing: int = 0
    """The highest number that a picture or a shape has anywhere."""

    @property
    def relationships(self) -> str:
        """Name of the part with the relationships of the text."""
        return relationships_of(self.main)

    @property
    def folder(self) -> str:
        """The folder in which the parts of the text are."""
        return posixpath.dirname(self.main)


def relationships_of(part: str) -> str:
    """Name of the part with the relationships of ``part``."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def main_part(data: bytes, name: str) -> str:
    """Name of the part with the text, in a document that was made in this process."""
    return Parts(BytesIO(data), name).main_part()


def free_name(taken: Iterator[str] | Mapping[str, object] | set[str], pattern: str) -> str:
    """``pattern`` with the lowest number that makes a name which no part has, in any case."""
    lower = {name.casefold() for name in taken}
    number = 1
    while pattern.format(number).casefold() in lower:
        number += 1
    return pattern.format(number)


def open_template(data: bytes, name: str) -> TemplatePackage:
    """The template in a file, each of its XML parts read and written anew.

    :raises InvalidTemplate: if it is no Word document, or not well-formed.
    """
    try:
        archive = Parts(BytesIO(data), name)
        parts = {part: archive.read(part, MAX_TOTAL) for part in archive.names if part[-1:] != "/"}
        main = archive.main_part()
        _refuse_others(parts, main, name)
        pointed = archive.relationships(main)
        around = archive.relationships("")
    except UnreadableInput as error:
        raise InvalidTemplate(error.message, **error.values) from None
    inside = [each for each in pointed if not each.external and each.target in parts]
    stories = (main, *dict.fromkeys(each.target for each in inside if each.kind in _STORIES))
    known = {each.kind: each.target for each in inside if each.kind not in _STORIES}
    properties = next(
        (e.target for e in around if e.kind == "core-properties" and e.target in parts), ""
    )
    plain = [CONTENT_TYPES, *(part for part in parts if part.endswith(".rels"))]
    for part in (*plain, *stories, *filter(None, [properties])):
        parts[part] = _plain(parts[part], part, name)
    record = next((part for part in parts if _is_record(part, parts[part])), "")
    numbers = [int(n) for part in stories for n in _DRAWING_ID.findall(parts[part])]
    highest = max(numbers, default=0)
    template = TemplatePackage(name, main, stories, parts, known, properties, record, highest)
    return _with_record(template)


def _refuse_others(parts: Mapping[str, bytes], main: str, name: str) -> None:
    kind = ""
    if "mimetype" in parts and b"opendocument" in parts["mimetype"]:
        kind = ".odt"
    elif main:
        types = parse_xml(parts.get(CONTENT_TYPES, b""), name)
        said = next(
            (each.get("ContentType", "") for each in types if each.get("PartName") == f"/{main}"),
            "",
        )
        kind = _KINDS.get(said, "" if said == f"{WORD}document.main+xml" else said)
    if kind:
        raise InvalidTemplate(
            "The template {name} is a file of the kind {kind}, whatever its name says. Open it in "
            "Word and save it as a Word document (.docx).",
            name=name,
            kind=kind,
        )
    if not main:
        raise InvalidTemplate(
            "The template {name} is no Word document. Build it anew with this command: "
            "atuforms templates build FORM",
            name=name,
        )


def _plain(content: bytes, part: str, name: str) -> bytes:
    """A part as this package writes XML: UTF-8, quotes as they are, the usual prefixes."""
    try:
        root = parse_xml(content, name)
    except UnreadableInput:
        raise InvalidTemplate(
            "The Word template {name} cannot be read: its part {part} is damaged. Open it in Word "
            "and save it anew.",
            name=name,
            part=part,
        ) from None
    if root.tag.startswith(f"{{{_STRICT}}}"):
        raise InvalidTemplate(
            "The template {name} is a file of the kind {kind}, whatever its name says. Open it in "
            "Word and save it as a Word document (.docx).",
            name=name,
            kind="Strict Open XML",
        )
    if part == CONTENT_TYPES or part.endswith(".rels"):
        # More rows are put before the end.
        tag, space = etree.QName(root).localname, etree.QName(root).namespace
        rows = "".join(_row(each) for each in root)
        return f'{DECLARATION}<{tag} xmlns="{space}">{rows}</{tag}>'.encode()
    return DECLARATION.encode() + etree.tostring(root, encoding="UTF-8")


def _row(element: etree._Element) -> str:
    attributes = "".join(
        f' {key}="{_escaped(str(value))}"'
        for key, value in zip(map(str, element.keys()), element.values(), strict=True)
        if key[0] != "{"
    )
    return f"<{etree.QName(element).localname}{attributes}/>"


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _is_record(part: str, content: bytes) -> bool:
    if not re.fullmatch(r"customXml/item\d*\.xml", part):
        return False
    return RECORD_NAMESPACE.encode() in content and b"<record" in content


def _with_record(package: TemplatePackage) -> TemplatePackage:
    """The template with a part for the record, where an office program has dropped it."""
    if package.record:
        return package
    record = free_name(package.parts, "customXml/item{}.xml")
    target = posixpath.relpath(record, package.folder or ".")
    properties = free_name(package.parts, "customXml/itemProps{}.xml")
    parts = {
        **package.parts,
        record: f'{DECLARATION}<record xmlns="{RECORD_NAMESPACE}"/>'.encode(),
        properties: record_properties().encode(),
    }
    parts.pop(relationships_of(record), None)
    kind = f"{MEDIA}officedocument.customXmlProperties+xml"
    changed = related(parts, record, "customXmlProps", posixpath.basename(properties), kind)
    changed = related(changed, package.main, "customXml", target)
    return replace(package, parts=changed, record=record)


def related(
    parts: Mapping[str, bytes], part: str, kind: str, target: str, media: str = ""
) -> dict[str, bytes]:
    """``parts`` with a relationship from ``part`` to another, and the type of that other."""
    return related_by(parts, part, kind, target, media)[0]


def related_by(
    parts: Mapping[str, bytes], part: str, kind: str, target: str, media: str = ""
) -> tuple[dict[str, bytes], str]:
    """The same, with the id of the relationship."""
    changed = dict(parts)
    rels = relationships_of(part)
    rows = changed.get(rels) or relationships().encode()
    number = free_id(rows, "rIdAdded")
    changed[rels] = with_rows(rows, relationship(number, kind, target))
    if media:
        full = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
        changed[CONTENT_TYPES] = with_rows(changed[CONTENT_TYPES], part_type(full, media))
    return changed, number


def free_id(rows: bytes, start: str) -> str:
    """An id that none of these relationships has."""
    number = 1
    while f'Id="{start}{number}"'.encode() in rows:
        number += 1
    return f"{start}{number}"


def ids_of_styles(package: TemplatePackage) -> Mapping[str, str]:
    """The id of each style by its name and by its id, in small letters: programs change ids."""
    found: dict[str, str] = {}
    for style in _styles(package):
        number = style.get(f"{{{W}}}styleId", "")
        title = style.find(f"{{{W}}}name")
        named = "" if title is None else title.get(f"{{{W}}}val", "")
        found.setdefault(named.casefold(), number)
        found[number] = number
    return found


def fonts_of_styles(package: TemplatePackage) -> Mapping[str, str]:
    """The font of each style that says one, by its id."""
    found: dict[str, str] = {}
    for style in _styles(package):
        fonts = style.find(f"{{{W}}}rPr/{{{W}}}rFonts")
        if fonts is not None:
            found[style.get(f"{{{W}}}styleId", "")] = fonts.get(f"{{{W}}}ascii", "")
    return found


def unshown_parts(package: TemplatePackage) -> frozenset[str]:
    """The headers and footers that no page shows: of first and even pages, not switched on."""
    root = parse_xml(package.parts[package.main], package.name)
    kinds = {f"{{{W}}}headerReference", f"{{{W}}}footerReference"}
    shown = {"default"}
    if any(is_on(each.find(f"{{{W}}}titlePg")) for each in root.iter(f"{{{W}}}sectPr")):
        shown.add("first")
    settings = package.known.get("settings", "")
    if settings and is_on(
        parse_xml(package.parts[settings], package.name).find(f"{{{W}}}evenAndOddHeaders")
    ):
        shown.add("even")
    asked = {
        each.get(f"{{{R}}}id", "")
        for each in root.iter(*kinds)
        if each.get(f"{{{W}}}type", "default") in shown
    }
    rows = parse_xml(package.parts[package.relationships], package.name)
    seen = {_target(package, each) for each in rows if each.get("Id") in asked}
    margins = {
        _target(package, each)
        for each in rows
        if each.get("Type", "").rpartition("/")[2] in ("header", "footer")
    }
    return frozenset(margins - seen)


def is_on(switch: etree._Element | None) -> bool:
    """Whether a property that is on or off is there, and on."""
    return switch is not None and switch.get(f"{{{W}}}val", "1") not in ("0", "false", "off")


def _target(package: TemplatePackage, row: etree._Element) -> str:
    full = posixpath.join("/", package.folder, row.get("Target", ""))
    return posixpath.normpath(full).lstrip("/")


def legibility_in(package: TemplatePackage) -> Legibility:
    """What says whether the words of a template are seen."""
    part = package.known.get("styles", "")
    if part:
        with contextlib.suppress(UnreadableInput):
            return Legibility(parse_xml(package.parts[part], package.name))
    return Legibility(None)


def _styles(package: TemplatePackage) -> Iterator[etree._Element]:
    part = package.known.get("styles", "")
    if part:
        with contextlib.suppress(UnreadableInput):
            yield from parse_xml(package.parts[part], package.name).iterchildren(f"{{{W}}}style")


def written(root: etree._Element) -> bytes:
    """A part from its root, with the namespaces that it declares."""
    return part_of(root).encode()
