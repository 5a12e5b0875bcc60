"""The words of a paragraph with what Word shows them in: emphasis, links, notes, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from atuforms.core.files.office import Parts
from atuforms.documents.reading.contents.framed_pictures import BLIP, EMBED, shown_picture
from atuforms.documents.reading.contents.word_contents import (
    DRAWING,
    MATH,
    W,
    is_passed_over,
    plain,
    raw_text,
)

_NOTES = ("footnotes", "endnotes")
_BOX, _RUN, _LINK, _FIELD = f"{W}txbxContent", f"{W}r", f"{W}hyperlink", f"{W}fldSimple"
_ID = EMBED.replace("embed", "id")
_ADDRESS = re.compile(r'\bHYPERLINK\s+"([^"]+)"')
_MONOSPACED = re.compile(
    r"courier|consolas|\bmono\b|mono$|monospace|menlo|monaco|lucida console|typewriter|source code",
    re.IGNORECASE,
)
_OFF = frozenset({"0", "false", "off", "none"})
_PLAIN_COLOURS = frozenset({"", "auto", "000000"})
NOTE_BODY = f"{W}note"
"""Attribute of a box that is the body of a note: an ODT has it where it is referred to."""


@dataclass(frozen=True, slots=True)
class Look:
    """What words are shown in, as far as Markdown can say it; ``link`` is where they lead."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a paragraph that look alike; or a note that is referred to, or a picture."""

    text: str
    look: Look = Look()
    note: str = ""
    """What the note is known by; of a raised number, which may be none, the number."""
    picture: str = ""
    """Its relationship and framing; the text is its description."""
    more: bool = False
    """Whether they are shown in what Markdown cannot say: underlined, coloured."""


@dataclass(slots=True)
class Note:
    """The paragraphs of a note of Word, and the links of the part that has it."""

    paragraphs: list[etree._Element]
    targets: Mapping[str, str] = field(default_factory=dict)


class InlineWords:
    """Takes the paragraphs of a document apart."""

    def __init__(self, office: Parts) -> None:
        self.targets = _targets(office, office.main_part())
        self.notes: dict[str, Note] = {}
        self.styles: dict[str, etree._Element] = {}
        if styles := office.related(office.main_part(), "styles"):
            for style in office.xml(styles).iter(f"{W}style"):
                properties = style.find(f"{W}rPr")
                if style.get(f"{W}type") == "character" and properties is not None:
                    self.styles[style.get(f"{W}styleId", "")] = properties
        for each in office.relationships(office.main_part()):
            if each.kind in _NOTES and not each.external and each.target in office.names:
                targets = _targets(office, each.target)
                for note in office.xml(each.target):
                    key = f"{each.kind[:-1]} {note.get(f'{W}id', '')}"
                    self.notes[key] = Note(list(note.iter(f"{W}p")), targets)

    def of(
        self, paragraph: etree._Element, targets: Mapping[str, str] | None = None
    ) -> list[Words]:
        """The words of a paragraph, those that look alike as one."""
        walk = _Walk(self.styles, self.targets if targets is None else targets)
        found: list[Words] = []
        for each in walk.words(paragraph, ""):
            before = found[-1] if found else None
            if before is not None and _are_alike(before, each):
                found[-1] = replace(before, text=before.text + each.text)
            else:
                found.append(each)
        return found


def is_monospaced(properties: etree._Element | None) -> bool:
    """Whether properties of a run or a style name a font for code."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    name = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
    return bool(_MONOSPACED.search(name))


class _Walk:
    """One paragraph; ``fields`` are the codes of the fields that are open, with what they show."""

    def __init__(self, styles: Mapping[str, etree._Element], targets: Mapping[str, str]) -> None:
        self.styles = styles
        self.targets = targets
        self.fields: list[tuple[str, bool]] = []

    def words(self, element: etree._Element, link: str) -> Iterator[Words]:
        if is_passed_over(element) or element.tag == _BOX:
            return
        if element.tag == _RUN:
            yield from self._run(element, link)
        elif element.tag == MATH:
            yield Words(_usual(raw_text(element)), Look(link=link))
        else:
            if element.tag == _LINK:
                name = element.get(_ID, "")
                # In an ODT the address stands at the link itself.
                link = self.targets.get(name, name if ":" in name else "") or link
            elif element.tag == _FIELD:
                link = _address(element.get(f"{W}instr", "")) or link
            for child in element:
                yield from self.words(child, link)

    def _run(self, run: etree._Element, link: str) -> Iterator[Words]:
        for child in run.iter(f"{W}fldChar", f"{W}instrText"):
            self._field(child)
        shown = (_address(code) for code, is_shown in self.fields if is_shown)
        link = next(filter(None, shown), link)
        look, more = self._look(run, link)
        for child in run.iter(f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if child.tag.endswith("footnoteReference") else "endnote"
            yield Words("", look, note=f"{kind} {child.get(f'{W}id', '')}")
        box = next(run.iter(_BOX), None)
        if box is not None and box.get(NOTE_BODY):
            yield Words("", look, note=box.get(NOTE_BODY, ""))
        for blip in run.iter(BLIP):
            if box is None or box not in blip.iterancestors():
                yield Words(_description(blip), look, picture=shown_picture(blip) or "-")
        if box is None:
            text = raw_text(run)
        else:
            text = "".join(raw_text(each) for each in run if box not in each.iter(_BOX))
        if text:
            yield Words(_usual(text), look, note=self._raised(run), more=more)

    def _field(self, element: etree._Element) -> None:
        if element.tag == f"{W}instrText":
            if self.fields:
                code, is_shown = self.fields[-1]
                self.fields[-1] = code + (element.text or "")[:2000], is_shown
            return
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(("", False))
        elif kind == "separate" and self.fields:
            self.fields[-1] = self.fields[-1][0], True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _look(self, run: etree._Element, link: str) -> tuple[Look, bool]:
        own = run.find(f"{W}rPr")
        style = None if own is None else own.find(f"{W}rStyle")
        named = None if style is None else self.styles.get(style.get(f"{W}val", ""))
        both = [each for each in (own, named) if each is not None]
        look = Look(
            bold=_is_on(both, "b"),
            italic=_is_on(both, "i"),
            struck=_is_on(both, "strike") or _is_on(both, "dstrike"),
            code=any(map(is_monospaced, both)),
            link=link,
        )
        colours = (each.find(f"{W}color") for each in both if own is not None)
        colour = next((each.get(f"{W}val", "") for each in colours if each is not None), "")
        more = not link and (
            _is_on(both, "u") or _is_on(both, "highlight") or colour not in _PLAIN_COLOURS
        )
        return look, more

    def _raised(self, run: etree._Element) -> str:
        place = run.find(f"{W}rPr/{W}vertAlign")
        if place is None or place.get(f"{W}val") != "superscript":
            return ""
        text = "".join(each.text or "" for each in run.iter(f"{W}t")).strip()
        return text if text.isdecimal() and len(text) < 4 else ""


def _is_on(properties: list[etree._Element], name: str) -> bool:
    """What the first says that says anything of it."""
    said = (each.find(f"{W}{name}") for each in properties)
    first = next((each for each in said if each is not None), None)
    return first is not None and first.get(f"{W}val", "true") not in _OFF


def _are_alike(one: Words, other: Words) -> bool:
    return not (one.note or other.note or one.picture or other.picture) and (
        one.look == other.look and one.more == other.more
    )


def _usual(text: str) -> str:
    """A text as records keep it, with the white space at its ends."""
    return plain(f"|{text}|")[1:-1].replace("\t", " ")


def _address(code: str) -> str:
    found = _ADDRESS.search(code)
    return found[1] if found else ""


def _description(blip: etree._Element) -> str:
    around = next(blip.iterancestors(f"{W}drawing"), None)
    about = None if around is None else next(around.iter(f"{DRAWING}docPr"), None)
    return "" if about is None else " ".join(about.get("descr", "").split())


def _targets(office: Parts, part: str) -> dict[str, str]:
    return {
        each.id: each.target
        for each in office.relationships(part)
        if each.external and each.kind == "hyperlink"
    }
