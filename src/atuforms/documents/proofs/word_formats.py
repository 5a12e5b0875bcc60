"""How words, paragraphs and tables of a Word document look in the end: styles and formats in one.

A format is a mapping from the name of each property to what it says. Nothing is left out for being
unknown; what every property says where it is not named is left out, so that two formats are equal
if nobody sees them differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from atuforms.core.files.office import MAX_TEXT, Parts
from atuforms.documents.reading.contents.word_contents import W

Said = Mapping[str, str]
Format = dict[str, Said]
DRAWINGML: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def named(names: str) -> frozenset[str]:
    """The names in a text."""
    return frozenset(names.split())


_TRUE, _FALSE = ("1", "true", "on"), ("0", "false", "off")
_PIECEWISE: Final = frozenset(["rFonts", "ind", "spacing", "lang"])
"""What takes of each of its attributes the last that is said."""
_TOGGLES: Final = frozenset(["b", "i"])
HIDING: Final = named(
    "vanish specVanish webHidden strike dstrike outline shadow emboss imprint caps smallCaps"
)
"""What counts wherever it is said, be it taken back elsewhere."""
_SIDES: Final = {"start": "left", "end": "right"}
"""What sides are called where words may run from right to left, which they do in no form."""
_SCRIPTS: Final = ("ascii", "hAnsi", "eastAsia")
_USUAL: Final = frozenset(
    [
        ("color", "val=auto"), ("u", "val=none"), ("highlight", "val=none"), ("em", "val=none"),
        ("effect", "val=none"), ("vertAlign", "val=baseline"), ("w", "val=100"),
        ("jc", "val=left"), ("textDirection", "val=lrTb"),
        ("shd", "color=auto fill=auto val=clear"), ("shd", "fill=auto val=clear"),
        ("shd", "val=nil"), ("type", "val=nextPage"), ("pgNumType", "fmt=decimal"),
        ("tblInd", "type=dxa w=0"), ("docGrid", "charSpace=0 linePitch=100 type=default"),
        ("tblOverlap", "val=overlap"), ("vAlign", "val=top"),
    ]
)  # fmt: skip
"""What a property says where it is not named."""


def said(properties: etree._Element | None) -> Format:
    """What an element of properties says, each by its path; what it says twice by two names."""
    found: Format = {}
    for name, values in () if properties is None else _said(properties, ""):
        while found.get(name, values) != values:
            name += "*"
        found[name] = values
    return found


def _said(element: etree._Element, within: str) -> Iterator[tuple[str, Said]]:
    for child in element.iterchildren(etree.Element):
        name = local(child)
        if within:
            name = f"{within}{_SIDES.get(name, name)}"
        values = {
            local_name(str(key)): str(value).strip()
            for key, value in child.attrib.items()
            if not local_name(str(key)).startswith("rsid")
        }
        if name == "jc" and values.get("val") in _SIDES:
            values["val"] = _SIDES[values["val"]]
        if local(child) == "tab" and within:
            name += f" {values.get('pos', '')}"
        if len(child):
            yield from _said(child, f"{name}/")
        if values or not len(child):
            yield name, values


def local(element: etree._Element) -> str:
    """The name of an element, with its namespace if that is not Word's own."""
    return str(element.tag).removeprefix(W)


def local_name(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def laid(over: Iterable[Format]) -> Format:
    """Formats laid over each other, the last one on top."""
    merged: Format = {}
    for each in over:
        for name, values in each.items():
            more = name in _PIECEWISE and name in merged
            merged[name] = {**merged[name], **values} if more else values
    return merged


def is_on(values: Said) -> bool:
    """Whether a property that is on or off is on."""
    return values.get("val", "1") not in _FALSE


def plain_format(format_: Format) -> Format:
    """A format without what would be so if it were not said."""
    return {name: values for name, values in format_.items() if not _is_usual(name, values)}


def _is_usual(name: str, values: Said) -> bool:
    if set(values) == {"val"} and values["val"] in _FALSE and name != "w":
        return True
    told = " ".join(f"{key}={values[key]}" for key in sorted(values))
    return (name.rpartition("/")[2], told) in _USUAL


@dataclass(frozen=True, slots=True)
class _Style:
    kind: str
    based_on: str
    paragraph: Format
    run: Format
    table: Format
    row: Format
    cell: Format
    conditional: str


@dataclass
class Formats:
    """The styles of a document, and what follows of them."""

    defaults: _Style
    styles: Mapping[str, _Style]
    usual: Mapping[str, str]
    theme: Mapping[str, str]
    _chains: dict[tuple[str, str], tuple[_Style, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, office: Parts, parts: Mapping[str, str]) -> Formats:
        """Those of the parts to which the main part points."""
        styles: dict[str, _Style] = {}
        usual: dict[str, str] = {}
        defaults = _style(etree.Element("none"))
        root = part(office, parts, "styles")
        for element in () if root is None else root.iterchildren(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            styles[name] = _style(element)
            if element.get(f"{W}default") in _TRUE:
                usual[styles[name].kind] = name
        if root is not None and (found := root.find(f"{W}docDefaults")) is not None:
            defaults = _Style(
                "",
                "",
                said(found.find(f"{W}pPrDefault/{W}pPr")),
                said(found.find(f"{W}rPrDefault/{W}rPr")),
                *({}, {}, {}, ""),
            )
        return cls(defaults, styles, usual, _theme(part(office, parts, "theme")))

    def chain(self, kind: str, name: str | None) -> tuple[_Style, ...]:
        """A style and those on which it is based, the first of these first."""
        wanted = name or ""
        if wanted not in self.styles or self.styles[wanted].kind != kind:
            wanted = self.usual.get(kind, "")
        if (kind, wanted) not in self._chains:
            found: dict[str, _Style] = {}
            each = wanted
            while each in self.styles and each not in found:
                found[each] = self.styles[each]
                each = found[each].based_on
            ours = (each for each in found.values() if each.kind == kind)
            self._chains[kind, wanted] = tuple(ours)[::-1]
        return self._chains[kind, wanted]

    def run(self, table: str | None, paragraph: str | None, own: Format) -> Format:
        """The format of words."""
        levels = [
            laid(each.run for each in self.chain(kind, name))
            for kind, name in (
                ("table", table),
                ("paragraph", paragraph),
                ("character", own.get("rStyle", {}).get("val")),
            )
            if kind != "table" or table is not None
        ]
        layers = (self.defaults.run, *levels, own)
        merged = laid(layers)
        for name in _TOGGLES:
            if name not in own:
                on = sum(is_on(each[name]) for each in levels if name in each) % 2
                merged[name] = {"val": str(on)}
        for name in HIDING:
            if any(name in each and is_on(each[name]) for each in layers):
                merged[name] = {}
        merged["rFonts"] = self.fonts(merged.get("rFonts", {}))
        return merged

    def fonts(self, values: Said) -> Said:
        """The fonts of each script; those of the theme by their names."""
        fonts = {
            each: self.theme.get(values.get(f"{each}Theme", ""), values.get(each, ""))
            for each in _SCRIPTS
        }
        hint = values.get("hint", "default")
        return fonts if hint in ("default", "cs") else {**fonts, "hint": hint}

    def paragraph(self, table: str | None, own: Format, numbered: Format) -> Format:
        """The format of a paragraph; ``numbered`` is what the list says in which it is."""
        within = self.chain("table", table) if table is not None else ()
        styles = self.chain("paragraph", own.get("pStyle", {}).get("val"))
        layers = (self.defaults, *within, *styles)
        return laid((*(each.paragraph for each in layers), numbered, own))

    def table(self, name: str | None, own: Format) -> tuple[Format, Format, Format, str]:
        """The formats of a table, its rows and cells, and what its style says of some of these."""
        styles = self.chain("table", name)
        return (
            laid((*(each.table for each in styles), own)),
            laid(each.row for each in styles),
            laid(each.cell for each in styles),
            "".join(each.conditional for each in styles),
        )


def _style(element: etree._Element) -> _Style:
    based = element.find(f"{W}basedOn")
    conditions = element.iterchildren(f"{W}tblStylePr")
    return _Style(
        element.get(f"{W}type", ""),
        "" if based is None else based.get(f"{W}val", ""),
        said(element.find(f"{W}pPr")),
        said(element.find(f"{W}rPr")),
        said(element.find(f"{W}tblPr")),
        said(element.find(f"{W}trPr")),
        said(element.find(f"{W}tcPr")),
        "".join(etree.tostring(each, method="c14n").decode() for each in conditions),
    )


def _theme(root: etree._Element | None) -> Mapping[str, str]:
    """The fonts of a theme, by what formats call them."""
    found: dict[str, str] = {}
    for kind in () if root is None else ("major", "minor"):
        for tag, names in (("latin", ("Ascii", "HAnsi")), ("ea", ("EastAsia",))):
            for each in root.iter(f"{DRAWINGML}{kind}Font") if root is not None else ():
                face = each.find(f"{DRAWINGML}{tag}")
                for name in names if face is not None else ():
                    found[f"{kind}{name}"] = face.get("typeface", "") if face is not None else ""
    return found


_ONCE: Final = named("body docDefaults pPrDefault rPrDefault tblGrid")
_NAMED: Final = {
    "style": "styleId", "num": "numId", "abstractNum": "abstractNumId", "lvl": "ilvl",
    "lvlOverride": "ilvl", "font": "name",
}  # fmt: skip


def doubled(root: etree._Element) -> Iterator[str]:
    """What stands twice where programs would not agree which of both counts."""
    for element in root.iter(etree.Element):
        seen = set()
        for child in element.iterchildren(etree.Element):
            name = local(child)
            if name == "style" and child.get(f"{W}default") in _TRUE and element is root:
                usual = f"default {child.get(f'{W}type', '')}"
                if usual in seen:
                    yield usual
                seen.add(usual)
            if name in _NAMED:
                key = f"{name} {child.get(f'{W}{_NAMED[name]}', '')}"
            elif name in _ONCE or name.endswith("Pr"):
                key = name
            else:
                continue
            if key in seen:
                yield key
            seen.add(key)


def part(office: Parts, parts: Mapping[str, str], kind: str) -> etree._Element | None:
    """The root of the part of a kind, if there is one."""
    return office.xml(parts[kind], MAX_TEXT) if kind in parts else None
