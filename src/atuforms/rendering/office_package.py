"""What packages of Word and of PowerPoint have alike: types, relationships, properties, theme."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.archives import Archive
from atuforms.core.files.file_states import Stamp
from atuforms.core.files.office import MAX_TOTAL, refuse_old
from atuforms.core.files.resources import first_template
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates
from atuforms.rendering.zip_package import member, package

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Namespace of what points to other parts; the kinds of relationships begin with it."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MEDIA = "application/vnd.openxmlformats-"
PROPERTIES = {
    "/docProps/core.xml": f"{MEDIA}package.core-properties+xml",
    "/docProps/app.xml": f"{MEDIA}officedocument.extended-properties+xml",
}
"""Types of the parts that tell of the document."""
THEME = f"{MEDIA}officedocument.theme+xml"
"""Type of a theme."""
RECORD_NAMESPACE = "https://atu.edu.kz/ns/atuforms/record"
"""Namespace of the custom XML part that carries the record."""
RECORD_PART = "customXml/item1.xml"
"""Where a Word template has it."""

# One number for the record's data store: the part is always the same one.
_STORE = "{6F1D2C60-7C1B-4C55-9B43-0A7F0E5A7D09}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def template_stamp(
    form: type[HasTemplates], lang: Language, ending: str, templates: Path | None
) -> tuple[Stamp, str]:
    """The file of a form's template in a language, as it is now, and its name.

    :param templates: a folder whose templates come before those of the form.
    :raises InvalidTemplate: if there is none.
    """
    name = f"{lang}/{form.SLUG}.{ending}"
    stamp = first_template(name, templates, form.TEMPLATES)
    if stamp is None:
        raise InvalidTemplate(
            "There is no template {name}. Build it with this command: "
            "atuforms templates build {form}",
            name=name,
            form=form.name(),
        )
    return stamp, name


@functools.lru_cache(maxsize=64)
def template_content(stamp: Stamp, name: str) -> bytes:
    """The content of a template, measured.

    :raises UnreadableInput: if it is damaged, or built to harm.
    """
    data = Path(stamp.path).read_bytes()
    refuse_old(data, name)
    Archive(BytesIO(data), name).measure(MAX_TOTAL)
    return data


def packed(parts: Mapping[str, str]) -> bytes:
    """A package of these parts, in their order."""
    return package(member(name, text.encode()) for name, text in parts.items())


def part_of(root: etree._Element) -> str:
    """A part from its root element, with no namespaces but those of the root and those in use."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    return DECLARATION + etree.tostring(root, encoding="unicode")


def content_types(parts: Mapping[str, str], **endings: str) -> str:
    """The part that says of which type each other is.

    :param parts: types by the names of parts.
    :param endings: types of further parts, by the ending of their names.
    """
    known = {"rels": f"{MEDIA}package.relationships+xml", "xml": "application/xml", **endings}
    rows = [
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in known.items()
    ]
    rows += [part_type(name, kind) for name, kind in parts.items()]
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{"".join(rows)}</Types>'


def part_type(name: str, kind: str) -> str:
    """The row of the types that names a part."""
    return f'<Override PartName="{name}" ContentType="{kind}"/>'


def relationships(*rows: tuple[str, str]) -> str:
    """The relationships of a part, numbered from ``rId1``: the kind of each, and its target."""
    inner = "".join(
        relationship(f"rId{number}", kind, target)
        for number, (kind, target) in enumerate(rows, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def relationship(name: str, kind: str, target: str, *, external: bool = False) -> str:
    """One of them.

    :param kind: its last word, ``theme``, or the whole, where it is none of the office's kinds.
    """
    kind = kind if ":" in kind else f"{R}/{kind}"
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target="{escape(target)}"{mode}/>'


def of_the_package(main: str) -> str:
    """The relationships of the package itself: to its main part and its properties."""
    return relationships(
        ("officeDocument", main),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    )


def with_rows(content: bytes, rows: str) -> bytes:
    """A part of types or relationships with more rows at its end."""
    end = content.rindex(b"</")
    return content[:end] + rows.encode() + content[end:]


def core_properties(title: str, lang: str) -> str:
    """The part with title and language, the title as XML and the language as its tag."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        f"<dc:language>{lang}</dc:language></cp:coreProperties>"
    )


def app_properties() -> str:
    """The part with the name of the program."""
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>atuforms</Application></Properties>'
    )


def theme(
    name: str,
    colours: Mapping[str, str],
    heading: str,
    text: str,
    *,
    palette: str = "",
    line: str = "",
) -> str:
    """The theme: Word, PowerPoint and strict validators want one.

    :param colours: the twelve of a theme, as hexadecimal RGB.
    :param heading: font of headings.
    :param text: font of everything else.
    :param palette: the colours' own name; empty for that of the theme.
    :param line: attributes of its lines.
    """
    shades = "".join(
        f'<a:{each}><a:srgbClr val="{value}"/></a:{each}>' for each, value in colours.items()
    )
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind, face in (("majorFont", heading), ("minorFont", text))
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="{name}"><a:themeElements><a:clrScheme name="{palette or name}">{shades}'
        f'</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_PLAIN * 3}</a:fillStyleLst><a:lnStyleLst>'
        f"{f'<a:ln{line}>{_PLAIN}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_PLAIN * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def record_properties() -> str:
    """The part that says what the one with the record is."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_STORE}" xmlns:ds="{namespace}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{RECORD_NAMESPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )
