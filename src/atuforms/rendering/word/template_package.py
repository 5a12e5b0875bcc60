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
from atuforms.core.files.office import MAX_TOTAL, Parts
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.rendering.office_package import (
    DECLARATION,
    MEDIA,
    RECORD_NAMESPACE,
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
_LEAST_HALF_POINTS = 6
_DEEPEST = 10
"""Styles of which one is based on the other."""
_STYLES = {"tbl": "tblStyle", "p": "pStyle", "r": "rStyle"}
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


def hidden_styles(package: TemplatePackage) -> frozenset[str]:
    """The ids of styles whose words Word does not show, by themselves or by what they build on."""
    based: dict[str, str] = {}
    hidden: set[str] = set()
    for style in _styles(package):
        number, origin = style.get(f"{{{W}}}styleId", ""), style.find(f"{{{W}}}basedOn")
        based[number] = "" if origin is None else origin.get(f"{{{W}}}val", "")
        if is_hidden(style.find(f"{{{W}}}rPr")):
            hidden.add(number)
    while hidden and (more := {each for each in based if based[each] in hidden} - hidden):
        hidden |= more
    return frozenset(hidden)


def is_hidden(properties: etree._Element | None) -> bool:
    """Whether the look of words is not to be shown."""
    said = None if properties is None else properties.find(f"{{{W}}}vanish")
    return said is not None and said.get(f"{{{W}}}val", "true") not in ("0", "false", "off")


def shaded_styles(package: TemplatePackage) -> frozenset[str]:
    """The styles that may put a shade behind words."""
    found: set[str] = set()
    based: dict[str, str] = {}
    for each in _styles(package):
        name, base = each.get(f"{{{W}}}styleId", ""), each.find(f"{{{W}}}basedOn")
        based[name] = "" if base is None else base.get(f"{{{W}}}val", "")
        if each.find(f".//{{{W}}}shd") is not None:
            found.add(name)
    for _ in range(_DEEPEST):
        found |= {name for name, base in based.items() if base in found}
    return frozenset(found)


def is_unreadable(run: etree._Element, shaded: frozenset[str]) -> bool:
    """Whether the words of a run are white on nothing, or smaller than three points.

    :param shaded: styles that put a shade behind words.
    """
    look = run.find(f"{{{W}}}rPr")
    if look is None:
        return False
    size, colour = (look.find(f"{{{W}}}{name}") for name in ("sz", "color"))
    height = "" if size is None else size.get(f"{{{W}}}val", "")
    if height.isdecimal() and int(height) < _LEAST_HALF_POINTS:
        return True
    white = colour is not None and colour.get(f"{{{W}}}val", "").upper() == "FFFFFF"
    return white and not any(_is_dark(each, shaded) for each in (run, *run.iterancestors()))


def _is_dark(element: etree._Element, shaded: frozenset[str]) -> bool:
    """Whether something may stand behind white words: a shade, a style of tables, a shape."""
    local = etree.QName(element).localname
    if local == "txbxContent":
        return True
    style = element.find(f"{{{W}}}{local}Pr/{{{W}}}{_STYLES.get(local, local)}")
    if style is not None and style.get(f"{{{W}}}val") in shaded:
        return True
    marks = (
        *element.findall(f"{{{W}}}{local}Pr/{{{W}}}shd"),
        *element.findall(f"{{{W}}}{local}Pr/{{{W}}}highlight"),
    )
    shades = {each.get(f"{{{W}}}fill") or each.get(f"{{{W}}}val") or "" for each in marks}
    return bool(shades - {"", "auto", "FFFFFF", "white", "none", "clear"})


def _styles(package: TemplatePackage) -> Iterator[etree._Element]:
    part = package.known.get("styles", "")
    if part:
        with contextlib.suppress(UnreadableInput):
            yield from parse_xml(package.parts[part], package.name).iterchildren(f"{{{W}}}style")


def written(root: etree._Element) -> bytes:
    """A part from its root, with the namespaces that it declares."""
    return part_of(root).encode()
