"""What a Word document that was saved anew shows, hides or computes that its form does not.

It is compared with the same document made of its record, and with what programs write of
themselves when they save one. Whatever is neither is named: not by a list of ways to deceive, but
since it is not known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from atuforms.core.files.office import MAX_TEXT, Parts
from atuforms.documents.reading.word_contents import W, raw_text

_NAMES: Final = re.compile(
    r"\[Content_Types\]\.xml|(?:.*/)?_rels/.*\.rels|docProps/[^/]+|customXml/[^/]+"
    r"|word/(?:document|styles|stylesWithEffects|numbering|settings|webSettings|fontTable"
    r"|footnotes|endnotes|header\d*|footer\d*)\.xml|word/theme/[^/]+|word/media/[^/]+"
    r"|word/fonts/[^/]+"
)
_STORY: Final = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_LISTS: Final = "word/numbering.xml"
_LOOKS: Final = ("word/styles.xml", _LISTS)


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_OF_TEXT: Final = _set(
    """document body p r t tab br cr noBreakHyphen softHyphen pPr rPr tbl tblPr tblGrid gridCol tr
    trPr tc tcPr sdt sdtPr sdtContent alias tag id text picture hdr ftr sectPr hyperlink
    headerReference footerReference bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak
    footnotes footnote endnotes endnote separator continuationSeparator fldChar instrText
    placeholder docPart showingPlcHdr lock drawing footnotePr endnotePr"""
)
_OF_STYLES: Final = _set(
    """styles docDefaults rPrDefault pPrDefault style name basedOn next link uiPriority qFormat
    semiHidden unhideWhenUsed latentStyles lsdException rPr pPr tblPr trPr tcPr tblStylePr rsid
    autoRedefine aliases numbering abstractNum num lvl nsid multiLevelType tmpl abstractNumId
    lvlRestart pStyle isLgl lvlOverride suff lvlJc numStyleLink styleLink"""
)
_OF_RUNS: Final = _set("rStyle b bCs i iCs kern lang noProof")
_OF_PARAGRAPHS: Final = _set(
    """pStyle keepNext keepLines pageBreakBefore widowControl numPr numId ilvl suppressLineNumbers
    pBdr top bottom left right between bar tabs tab suppressAutoHyphens contextualSpacing jc
    outlineLvl bidi kinsoku wordWrap overflowPunct autoSpaceDE autoSpaceDN adjustRightInd
    snapToGrid textAlignment"""
)
_OF_TABLES: Final = _set(
    """tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription
    top bottom left right start end insideH insideV cantSplit tblHeader tcW gridSpan vMerge
    tcBorders vAlign tcMar wBefore wAfter gridBefore gridAfter cnfStyle tblStyleRowBandSize
    tblStyleColBandSize"""
)
_OF_PAGES: Final = _set(
    "type pgNumType formProt docGrid titlePg cols pgBorders top bottom left right"
)
_OF_PICTURES: Final = _set(
    """inline anchor simplePos positionH positionV posOffset align extent effectExtent wrapNone
    wrapSquare wrapTopAndBottom docPr cNvGraphicFramePr graphicFrameLocks graphic graphicData
    pic nvPicPr cNvPr cNvPicPr picLocks blipFill blip stretch fillRect spPr xfrm off ext
    prstGeom avLst noFill ln srcRect"""
)
_DRAWINGML: Final = (
    "http://schemas.openxmlformats.org/drawingml/2006/",
    "http://purl.oclc.org/ooxml/drawingml/",
)
_COLOURS: Final = frozenset(["auto", "000000", "000080", "0000ff", "0563c1"])
"""Of words, and of links as programs colour them."""
_FONTS: Final = re.compile(
    r"(?:Liberation|DejaVu|Noto|Times New Roman|Arial|Calibri|Cambria|PT |FreeS|OpenSymbol|Lohit)"
    r".*"
)
_PAGE_FIELDS: Final = frozenset(["PAGE", "NUMPAGES"])
_ORDINALS: Final = re.compile("[%1-9.()\\s•–—−-]*|[\uf000-\uf0ff]")
_SMALLEST: Final = 12
"""Half points of a letter that is read."""
_NARROWEST: Final = 180
"""A line in 240ths of a letter, or in twips where it is fixed."""
_PAGE: Final = 8_000
"""Twips of the shorter side of a page."""
_FURTHEST: Final = 6_000
"""Twips that a paragraph is moved."""
_MOST: Final = 40
"""Things that are named."""


@dataclass
class _Looks:
    """What a document has that shows or hides something, each as words; values beside names."""

    things: Counter[str] = field(default_factory=Counter)
    fonts: set[str] = field(default_factory=set)
    drawings: int = 0
    sizes: list[tuple[int, int]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


def strange_looks(expected: Parts, found: Parts, *, same_sizes: bool) -> list[str]:
    """What ``found`` shows, hides or computes that neither ``expected`` has nor saving adds.

    :param same_sizes: whether ``expected`` has its pictures as large as they were signed.
    """
    ours, theirs = _looks(expected), _looks(found)
    strange = [
        name for name in found.names if not _NAMES.fullmatch(name) and not name.endswith("/")
    ]
    strange += [
        each
        for each, count in theirs.things.items()
        if not (each in ours.things or _saved(each, ours))
        or (each == "framePr" and count > ours.things[each])
    ]
    strange += sorted(theirs.words - ours.words)
    sized = not same_sizes or _same_sizes(ours.sizes, theirs.sizes)
    if theirs.drawings != ours.drawings or not sized:
        strange.append("drawing")
    return [each.replace("\t", " ") for each in strange[:_MOST]]


def _looks(office: Parts) -> _Looks:
    looks = _Looks()
    main = office.main_part()
    for name in office.names:
        if _STORY.fullmatch(name) or name in _LOOKS or name == main:
            root = office.xml(name, MAX_TEXT)
            looks.things.update(_things(root, looks, is_list=name == _LISTS))
            if name != main and name not in _LOOKS:
                looks.words |= {each for each in raw_text(root).split() if not each.isdecimal()}
    return looks


def _things(root: etree._Element, looks: _Looks, *, is_list: bool) -> Iterator[str]:
    for element in root.iter(etree.Element):
        space, _, name = str(element.tag).rpartition("}")
        if f"{space}}}" != W:
            yield from _of_picture(element, space[1:], name, looks)
        elif not (name == "rFonts" and is_list):  # of a sign before an item
            looks.drawings += name == "drawing"
            yield from _of_word(element, name, looks)


def _of_word(element: etree._Element, name: str, looks: _Looks) -> Iterator[str]:
    pairs = [(str(key).rpartition("}")[2], str(each)) for key, each in element.attrib.items()]
    values = {key: each for key, each in sorted(pairs) if not key.startswith("rsid")}
    parent = element.getparent()
    within = "" if parent is None else str(parent.tag).rpartition("}")[2]
    if name == "framePr":
        yield name
    elif name == "rFonts":
        for each in ("ascii", "hAnsi", "cs", "eastAsia"):
            if each in values:
                looks.fonts.add(values[each])
                yield f"font {values[each]}"
    elif name == "color" and within == "rPr":
        yield f"colour {values.get('val', '').lower()}"
    elif name in ("instrText", "fldSimple"):
        yield f"field {' '.join((element.text or values.get('instr', '')).split()[:1])}"
    else:
        yield f"{within}/{name} {_told(values)}"


def _of_picture(element: etree._Element, space: str, name: str, looks: _Looks) -> Iterator[str]:
    if not space.startswith(_DRAWINGML):
        yield f"{space} {name}"
        return
    if name == "extent":
        wide, high = (int(element.get(each, "0")) for each in ("cx", "cy"))
        looks.sizes.append((wide, high))
    if name == "graphicData":
        yield f"picture {element.get('uri', '')}"
    elif name not in _OF_PICTURES:
        yield f"drawing {name}"


def _told(values: Mapping[str, str]) -> str:
    return "\t".join(f"{key}={value}" for key, value in values.items())


def _same_sizes(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> bool:
    pairs = zip(sorted(ours), sorted(theirs), strict=False)
    return len(ours) == len(theirs) and all(
        abs(one - other) <= 0.02 * one + 20_000
        for mine, other_one in pairs
        for one, other in zip(mine, other_one, strict=True)
    )


def _saved(thing: str, ours: _Looks) -> bool:
    """Whether a program that saves a document writes such a thing, and it hides nothing."""
    kind, _, told = thing.partition(" ")
    if kind == "font":
        return bool(_FONTS.fullmatch(told)) or told in ours.fonts
    if kind == "colour":
        return told in _COLOURS
    if kind == "field":
        return told in _PAGE_FIELDS
    within, slash, name = kind.partition("/")
    if not slash:
        return False
    values = dict(each.partition("=")[::2] for each in told.split("\t") if each)
    return _is_known(within, name, values)


def _is_known(within: str, name: str, values: Mapping[str, str]) -> bool:
    number = _number(values.get("val", ""))
    if within == "rPr":
        return name in _OF_RUNS or _is_known_of_run(name, values.get("val", ""))
    if name in _MEASURED:
        return _MEASURED[name](values, number)
    if within in ("sectPr", "pgBorders"):
        return name in _OF_PAGES | _OF_TEXT
    return name in _OF_TEXT | _OF_STYLES | _OF_PARAGRAPHS | _OF_TABLES


def _is_known_of_run(name: str, value: str) -> bool:
    if name in ("sz", "szCs"):
        return _number(value) >= _SMALLEST
    return (name, value) in _OF_RUNS_AS


_OF_RUNS_AS: Final = frozenset(
    [("u", "single"), ("u", "none"), ("vertAlign", "superscript"), ("vertAlign", "baseline")]
)


def _is_spaced(values: Mapping[str, str]) -> bool:
    near = (abs(_number(values.get(each, "0"))) <= _FURTHEST for each in ("before", "after"))
    return _number(values.get("line", "240")) >= _NARROWEST and all(near)


def _is_on_the_page(values: Mapping[str, str]) -> bool:
    return all(-1_500 <= _number(each) <= _FURTHEST for each in values.values())


_MEASURED: Final[Mapping[str, Callable[[Mapping[str, str], int], bool]]] = {
    "spacing": lambda values, _: _is_spaced(values),
    "ind": lambda values, _: _is_on_the_page(values),
    "pgMar": lambda values, _: _is_on_the_page(values),
    "pgSz": lambda values, _: min(_number(values.get(each, "0")) for each in "wh") >= _PAGE,
    "trHeight": lambda values, number: values.get("hRule") != "exact" or number >= _NARROWEST,
    "lvlText": lambda values, _: bool(_ORDINALS.fullmatch(values.get("val", ""))),
    "start": lambda _, number: number == 1,
    "startOverride": lambda _, number: number == 1,
    "numFmt": lambda values, _: values.get("val") in ("decimal", "bullet", "none"),
    "textDirection": lambda values, _: values.get("val") == "lrTb",
}
"""What shows or hides by how much it is."""


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,8}", text) else 0
