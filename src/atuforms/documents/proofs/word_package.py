"""The parts of a Word document that was saved anew: each is known, and reached as programs do."""

from __future__ import annotations

import functools
import hashlib
import io
import posixpath
import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from atuforms.core.files.office import MAX_TEXT, Parts, Relationship
from atuforms.core.fonts import text_font_files
from atuforms.core.locks import FIRST_USE
from atuforms.documents.proofs.word_formats import Format, local, named, part, said
from atuforms.documents.reading.contents.word_contents import W
from atuforms.rendering.embedded_font import embedded_face

_TYPES: Final = "[Content_Types].xml"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE: Final = "application/vnd.openxmlformats-"
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "officeDocument": (f"{_WORD}document.main+xml",),
    "core-properties": (f"{_PACKAGE}package.core-properties+xml",),
    "extended-properties": (f"{_PACKAGE}officedocument.extended-properties+xml",),
    "extendedProperties": (f"{_PACKAGE}officedocument.extended-properties+xml",),
    "custom-properties": (f"{_PACKAGE}officedocument.custom-properties+xml",),
    "theme": (f"{_PACKAGE}officedocument.theme+xml",),
    "customXml": ("application/xml", "text/xml"),
    "customXmlProps": (f"{_PACKAGE}officedocument.customXmlProperties+xml",),
    "font": (f"{_PACKAGE}officedocument.obfuscatedFont",),
    "image": ("image/png", "image/jpeg"),
    "stylesWithEffects": ("application/vnd.ms-word.stylesWithEffects+xml",),
    **{
        name: (f"{_WORD}{name}+xml",)
        for name in named(
            "styles numbering settings webSettings fontTable header footer footnotes endnotes"
        )
    },
}
"""What may point to a part, and what that part is then."""
_FROM: Final[Mapping[str, frozenset[str]]] = {
    "": named(
        """officeDocument core-properties extended-properties extendedProperties
        custom-properties"""
    ),
    "officeDocument": named(
        """styles numbering settings webSettings fontTable header footer footnotes endnotes theme
        customXml image hyperlink stylesWithEffects"""
    ),
    "header": frozenset(["image", "hyperlink"]),
    "footer": frozenset(["image", "hyperlink"]),
    "fontTable": frozenset(["font"]),
    "customXml": frozenset(["customXmlProps"]),
}
"""What may point to what."""
_SEVERAL: Final = frozenset(["header", "footer", "image", "font", "customXml"])
_OF_SETTINGS: Final = named(
    """zoom embedTrueTypeFonts embedSystemFonts saveSubsetFonts defaultTabStop autoHyphenation
    hyphenationZone consecutiveHyphenLimit doNotHyphenateCaps characterSpacingControl compat rsids
    themeFontLang clrSchemeMapping decimalSymbol listSeparator proofState activeWritingStyle view
    hideSpellingErrors hideGrammaticalErrors trackRevisions removePersonalInformation
    removeDateAndTime doNotTrackMoves doNotTrackFormatting footnotePr endnotePr shapeDefaults
    stylePaneFormatFilter stylePaneSortMethod doNotDisplayPageBoundaries evenAndOddHeaders
    drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
    displayVerticalDrawingGridEvery noPunctuationKerning uiCompat97To2003 hdrShapeDefaults
    bordersDoNotSurroundHeader bordersDoNotSurroundFooter doNotAutoCompressPictures"""
)
_OTHERS_SETTINGS: Final = re.compile(
    r"\{http://schemas\.microsoft\.com/office/word/20\d\d/wordml[^}]*\}(?:docId|chartTrackingRefBased"
    r"|persistentDocumentId|conflictMode|discardImageEditingData|defaultImageDpi)"
    r"|\{http://schemas\.openxmlformats\.org/officeDocument/2006/math\}mathPr"
)
_OF_ITSELF: Final = named("AppVersion Application DocSecurity")
_TITLES: Final = ("title", "subject", "keywords", "description", "category", "contentStatus")
_LARGEST: Final = 20_000_000
_OF_FONTS: Final = {
    "altName": re.compile("|Times New Roman|Arial|Courier New|Liberation (?:Serif|Sans|Mono)"),
    "charset": re.compile("|0[01]|CC"),
}
"""What may stand for a font that is not there, and how its letters are numbered."""
_SYMBOLS: Final = frozenset(("charset", each) for each in ("Symbol", "Wingdings", "OpenSymbol"))
_NAME: Final = re.compile(r"[\w./\[\] -]+", re.ASCII)
"""Names of parts that every program reads alike."""
_FAMILIES: Final = (1, 4, 6, 16)


def parts_of(office: Parts) -> dict[str, str]:
    """The parts to which the main part points, by their kinds."""
    return {
        each.kind: each.target
        for each in office.relationships(office.main_part())
        if not each.external and each.target in office.names and each.kind not in _SEVERAL
    }


def strange_parts(expected: Parts, found: Parts) -> Iterator[str]:
    """What a package has that no program writes of itself when it saves ``expected``."""
    reached = {"": "", _TYPES: _TYPES}
    yield from _reached(found, "", "", reached)
    if list(reached.values()).count("officeDocument") != 1:
        yield "officeDocument"
    rels = {_relationships(name) for name in reached if name != _TYPES}
    yield from (
        name
        for name in found.names
        if (name not in reached and name not in rels and not name.endswith("/"))
        or not _NAME.fullmatch(name)
    )
    yield from _mistyped(found, reached)
    yield from _unknown_settings(expected, found)
    yield from _other_titles(expected, found)
    yield from _other_properties(found)
    yield from _other_records(expected, found)
    yield from _other_links(expected, found)
    yield from _other_fonts(expected, found)


def _relationships(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _reached(office: Parts, name: str, kind: str, reached: dict[str, str]) -> Iterator[str]:
    """Follow what a part points to; name what programs would not."""
    pointers = office.relationships(name)
    counts = Counter(each.id for each in pointers)
    once = Counter(each.kind for each in pointers if each.kind not in (*_SEVERAL, "hyperlink"))
    yield from (f"{name} {each}" for each, count in counts.items() if count > 1 or not each)
    yield from (f"{name} {each}" for each, count in once.items() if count > 1)
    for each in pointers:
        if each.kind not in _FROM.get(kind, ()) or each.external != (each.kind == "hyperlink"):
            yield f"{name} {each.kind} {each.target}"
        elif each.external:
            continue
        elif each.target not in office.names:
            yield f"{name} {each.target}"
        elif reached.setdefault(each.target, each.kind) != each.kind:
            yield each.target
        elif each.kind not in ("image", "font") and each.target != name:
            yield from _reached(office, each.target, each.kind, reached)


def _mistyped(office: Parts, reached: Mapping[str, str]) -> Iterator[str]:
    """Parts that the list of types takes for something else."""
    if _TYPES not in office.names:
        yield _TYPES
        return
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for each in office.xml(_TYPES).iterchildren(etree.Element):
        name = str(each.tag).rpartition("}")[2]
        known = overrides if name == "Override" else defaults
        key = each.get("PartName" if name == "Override" else "Extension", "").casefold()
        if name not in ("Override", "Default") or key in known:
            yield f"{_TYPES} {key}"
        known[key] = each.get("ContentType", "")
    for part_, kind in reached.items():
        if kind not in _KINDS:
            continue
        default = defaults.get(part_.rpartition(".")[2].casefold(), "")
        if overrides.get(f"/{part_}".casefold(), default) not in _KINDS[kind]:
            yield f"{_TYPES} {part_}"


def _unknown_settings(expected: Parts, found: Parts) -> Iterator[str]:
    ours, theirs = (
        set() if root is None else {local(each) for each in root.iterchildren(etree.Element)}
        for root in (part(each, parts_of(each), "settings") for each in (expected, found))
    )
    yield from (
        f"settings: {name}"
        for name in sorted(theirs - ours)
        if name not in _OF_SETTINGS and not _OTHERS_SETTINGS.fullmatch(name)
    )
    if "evenAndOddHeaders" in ours ^ theirs:
        yield "settings: evenAndOddHeaders"


def _other_titles(expected: Parts, found: Parts) -> Iterator[str]:
    ours, theirs = (dict(_titles(each)) for each in (expected, found))
    for name in _TITLES:
        if ours.get(name, "") != theirs.get(name, ""):
            yield f"{name}: {theirs.get(name, '')}"


def _other_properties(found: Parts) -> Iterator[str]:
    """Properties of a user's own; those of LibreOffice say by what it was saved."""
    for each in found.relationships(""):
        if each.kind == "custom-properties" and each.target in found.names:
            for element in found.xml(each.target).iterchildren(etree.Element):
                if element.get("name") not in _OF_ITSELF:
                    yield f"{each.target}: {element.get('name')}"


def _titles(office: Parts) -> Iterator[tuple[str, str]]:
    for each in office.relationships(""):
        if each.kind == "core-properties" and each.target in office.names:
            for element in office.xml(each.target).iterchildren(etree.Element):
                yield str(element.tag).rpartition("}")[2], element.text or ""


def _other_records(expected: Parts, found: Parts) -> Iterator[str]:
    """Parts for other programs; those that Word puts there of itself are empty."""
    known = {str(found_.tag) for found_ in _custom(expected)}
    for root in _custom(found):
        if str(root.tag) not in known and (len(root) or (root.text or "").strip()):
            yield str(root.tag)


def _custom(office: Parts) -> Iterator[etree._Element]:
    for each in office.relationships(office.main_part()):
        if each.kind == "customXml" and each.target in office.names:
            yield office.xml(each.target, MAX_TEXT)


def _other_links(expected: Parts, found: Parts) -> Iterator[str]:
    ours, theirs = (
        {each.target for name in office.names for each in _links(office, name)}
        for office in (expected, found)
    )
    yield from (f"hyperlink {each}" for each in sorted(theirs - ours))


def _links(office: Parts, name: str) -> Iterator[Relationship]:
    if not name.endswith(".rels"):
        yield from (each for each in office.relationships(name) if each.kind == "hyperlink")


def _other_fonts(expected: Parts, found: Parts) -> Iterator[str]:
    """Fonts that would draw the words of a document otherwise than its own.

    LibreOffice embeds those of its own styles, and what it takes for fonts that a machine lacks; no
    words of a form are set in them.
    """
    ours = {name: said_ for name, said_, _ in _fonts(expected)}
    known = {each for _, _, faces in _fonts(expected) for each in faces} | _own_faces()
    for name, said_, faces in _fonts(found):
        mine = ours.get(name, {})
        for key, values in said_.items():
            usual = _OF_FONTS.get(key.rstrip("*"))
            told = values.get("val", "")
            known_by = mine.get(key, {}).get("val") == told or (key, name) in _SYMBOLS
            if usual and not known_by and not usual.fullmatch(told):
                yield f"font {name}: {key} {told}"
        for digest, face in faces.items():
            if digest not in known and (name in ours or not _is_of(face, name)):
                yield f"font {name}"


def _fonts(office: Parts) -> Iterator[tuple[str, Format, Mapping[bytes, bytes]]]:
    """The fonts of a document: their names, what is said of them, and their embedded faces."""
    table = parts_of(office).get("fontTable", "")
    root = part(office, parts_of(office), "fontTable")
    targets = {each.id: each.target for each in office.relationships(table)} if table else {}
    for each in () if root is None else root.iterchildren(f"{W}font"):
        faces = {}
        for face in each.iterchildren():
            target = targets.get(face.get(f"{_R}id", ""), "")
            if target in office.names:
                key = re.sub("[^0-9A-Fa-f]", "", face.get(f"{W}fontKey", ""))
                data = _undisguised(office.read(target, _LARGEST), key)
                faces[hashlib.sha256(data).digest()] = data
        yield each.get(f"{W}name", ""), said(each), faces


def _undisguised(data: bytes, key: str) -> bytes:
    mask = bytes.fromhex(key)[::-1] * 2 if len(key) == 32 else b""
    return bytes(one ^ other for one, other in zip(data, mask, strict=False)) + data[len(mask) :]


@functools.cache
def _own_faces() -> frozenset[bytes]:
    """The faces of the font of the forms, whole and as documents have them."""
    files = text_font_files()
    faces = [*map(embedded_face, files), *(file.read_bytes() for file in files.values())]
    return frozenset(hashlib.sha256(each).digest() for each in faces)


def _is_of(face: bytes, name: str) -> bool:
    """Whether a face has no other name than the font has as which it is embedded."""
    with FIRST_USE:
        from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(face), lazy=True) as font:
            names = [each.toUnicode() for each in font["name"].names if each.nameID in _FAMILIES]
    except (TTLibError, KeyError, ValueError, IndexError, AssertionError, struct.error):
        return False
    plain = name.replace(" ", "").casefold()
    return all(each.replace(" ", "").casefold().startswith(plain) for each in names)
