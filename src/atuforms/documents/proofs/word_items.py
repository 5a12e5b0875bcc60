"""What a Word document shows, one thing after the other, each with its format in the end.

Only what is known to be shown in one way is walked over. Whatever else stands in a document is an
item of its own, which no document of a form has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from atuforms.core.files.office import MAX_TEXT, Parts
from atuforms.documents.fingerprints import fingerprint_shown
from atuforms.documents.proofs.word_formats import (
    HIDING,
    Format,
    Formats,
    doubled,
    laid,
    local,
    local_name,
    named,
    part,
    plain_format,
    said,
)
from atuforms.documents.proofs.word_lists import Lists
from atuforms.documents.reading.contents.word_contents import W

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WITHOUT_SIGHT: Final = named(
    """bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak softHyphen"""
)
"""What programs write where nothing is seen."""
_OF_CONTROLS: Final = named(
    """alias tag id lock text rPr placeholder showingPlcHdr picture dropDownList comboBox date
    temporary"""
)
_MICROSOFT: Final = "{http://schemas.microsoft.com/office/word/20"
_OF_MICROSOFT: Final = named("color appearance checkbox")
_PAGE_FIELDS: Final = frozenset(["PAGE", "NUMPAGES"])
_SWITCHES: Final = frozenset([r"\*", "ARABIC", "MERGEFORMAT"])
ODD: Final = "?"
"""Said of what is not known."""
_PAGE: Final = "[page]"
_FIELD: Final = "\ufffc"
_LETTERS: Final = {"t": "", "tab": "\t", "noBreakHyphen": "-"}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_LARGEST_PICTURE: Final = 20_000_000
_DEEPEST: Final = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is shown: what it is, and its format; of a paragraph also its letters."""

    kind: str
    format: Format
    letters: tuple[tuple[str, Format], ...] = ()

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(each for each, _ in self.letters)


def odd(name: str) -> Item:
    """What no document of a form shows, or what nobody can tell how it is shown."""
    return Item(name, {ODD: {}})


@dataclass
class _Paragraph:
    """A paragraph that is being read."""

    table: str | None
    style: str | None
    letters: list[tuple[str, Format]] = field(default_factory=list)
    drawings: list[Item] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    """``code`` while instructions are read, ``result`` while results are."""
    code: str = ""

    def add(self, text: str, format_: Format) -> None:
        if (
            self.letters
            and self.letters[-1][1] == format_
            and _PAGE
            not in (
                text,
                self.letters[-1][0],
            )
        ):
            text = self.letters.pop()[0] + text
        self.letters.append((text, format_))

    def breaks(self) -> tuple[int, int]:
        """Take out the breaks of pages before the letters, and behind them; how many there were."""
        ends = []
        for at in (0, -1):
            ends.append(0)
            while self.letters and self.letters[at][0] == _PAGE:
                del self.letters[at]
                ends[-1] += 1
        before, after = ends
        return (before, after) if self.letters else (0, before + after)


class Items:
    """Reads what the parts of a document show."""

    def __init__(self, office: Parts, parts: Mapping[str, str]) -> None:
        self.office = office
        self.formats = Formats.of(office, parts)
        self.lists = Lists.of(office, parts)
        self._looks: dict[tuple[str | None, str | None, bytes, str], Format] = {}

        self._pictures: dict[str, str] = {}
        self.doubled = [
            each
            for kind in ("styles", "numbering")
            if (root := part(office, parts, kind)) is not None
            for each in doubled(root)
        ]

    def of_document(self, main: str) -> Iterator[Item]:
        """The items of the main part, then those of what stands around each of its sections."""
        root = self._root(main)
        yield from (odd(each) for each in self.doubled)
        yield from (odd(each) for each in doubled(root))
        yield from (odd(local(each)) for each in root if local(each) != "body")
        body = root.find(f"{W}body")
        if body is None:
            return
        yield from self._blocks(body, None, 0)
        around: dict[str, str] = {}
        targets = self.targets
        for section in body.iter(f"{W}sectPr"):
            yield self._section(section)
            seen = set()
            for each in section.iterchildren(etree.Element):
                if local(each) in ("headerReference", "footerReference"):
                    name = f"{local(each)} {each.get(f'{W}type', 'default')}"
                    if name in seen:
                        yield odd(name)
                    seen.add(name)
                    around[name] = targets.get(each.get(f"{_R}id", ""), ("", ""))[1]
            for name in sorted(around):
                yield from self._story(name, around[name])

    def _root(self, name: str) -> etree._Element:
        """The root of a part, whose relationships count from now on."""
        self.targets = self._targets(name)
        return self.office.xml(name, MAX_TEXT)

    def _section(self, section: etree._Element) -> Item:
        shown = {
            name: values
            for name, values in said(section).items()
            if not name.startswith(("headerReference", "footerReference"))
        }
        return Item("section", plain_format(shown))

    def _story(self, name: str, story: str) -> Iterator[Item]:
        if story not in self.office.names:
            yield odd(f"{name} ?")
            return
        root = self._root(story)
        yield Item(name, {})
        yield from (odd(each) for each in doubled(root))
        yield from self._blocks(root, None, 0)

    def _targets(self, name: str) -> dict[str, tuple[str, str]]:
        return {each.id: (each.kind, each.target) for each in self.office.relationships(name)}

    def _blocks(self, parent: etree._Element, table: str | None, deep: int) -> Iterator[Item]:
        for each in parent.iterchildren(etree.Element):
            name = local(each)
            if name == "p":
                yield from self._paragraph(each, table)
            elif name == "tbl" and deep < _DEEPEST:
                yield from self._table(each, deep)
            elif name == "sdt" and deep < _DEEPEST:
                yield from self._control(each)
                for content in each.iterchildren(f"{W}sdtContent"):
                    yield from self._blocks(content, table, deep + 1)
            elif name not in (*_WITHOUT_SIGHT, "sectPr", "tcPr"):
                yield odd(name)

    def _control(self, control: etree._Element) -> Iterator[Item]:
        """What of a control does more than to hold its words."""
        for child in control.iterchildren(etree.Element):
            if local(child) not in ("sdtPr", "sdtContent", "sdtEndPr"):
                yield odd(local(child))
        for properties in control.iterchildren(f"{W}sdtPr"):
            for each in properties.iterchildren(etree.Element):
                name = local(each)
                known = name.startswith(_MICROSOFT) and local_name(name) in _OF_MICROSOFT
                if name not in _OF_CONTROLS and not known:
                    yield odd(name)

    def _table(self, table: etree._Element, deep: int) -> Iterator[Item]:
        own = said(table.find(f"{W}tblPr"))
        style = own.get("tblStyle", {}).get("val", "")
        of_table, of_row, of_cell, conditional = self.formats.table(style, own)
        grid = [each.get(f"{W}w", "") for each in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        of_cell = {
            **{
                key.replace("tblCellMar", "tcMar"): value
                for key, value in of_table.items()
                if key.startswith("tblCellMar/")
            },
            **of_cell,
        }
        if conditional:
            of_table = {**of_table, "tblStylePr": {"": conditional}}
        for each in table.iterchildren(etree.Element):
            name = local(each)
            if name == "tr":
                shown = {
                    f"table {key}": value
                    for key, value in plain_format(of_table).items()
                    if not key.startswith("tblCellMar/")
                }
                own_row = plain_format(laid((of_row, said(each.find(f"{W}trPr")))))
                yield Item("row", {**shown, **own_row})
                yield from self._cells(each, style, of_cell, grid, deep)
                yield Item("end of row", {})
            elif name not in ("tblPr", "tblGrid", *_WITHOUT_SIGHT):
                yield odd(name)

    def _cells(
        self, row: etree._Element, style: str, usual: Format, grid: list[str], deep: int
    ) -> Iterator[Item]:
        column = 0
        for each in row.iterchildren(etree.Element):
            name = local(each)
            if name != "tc":
                if name not in ("trPr", *_WITHOUT_SIGHT):
                    yield odd(name)
                continue
            format_ = laid((usual, said(each.find(f"{W}tcPr"))))
            span = format_.pop("gridSpan", {}).get("val", "1")
            end = column + (int(span) if span.isascii() and span.isdecimal() else 1)
            widths = [int(width) for width in grid[column:end] if width.isdecimal()]
            format_["grid"] = {"w": str(sum(widths) if end <= len(grid) else 0)}
            column = end
            if "vMerge" in format_:
                format_["vMerge"] = {"val": format_["vMerge"].get("val", "continue")}
            yield Item("cell", plain_format(format_))
            yield from self._blocks(each, style, deep + 1)

    def _paragraph(self, element: etree._Element, table: str | None) -> Iterator[Item]:
        properties = element.find(f"{W}pPr")
        everything = said(properties)
        own = {
            name: values
            for name, values in everything.items()
            if not name.startswith(("rPr", "sectPr"))
        }
        style = own.get("pStyle", {}).get("val")
        label = self.lists.label(self.formats.paragraph(table, own, {}))
        shown = self.formats.paragraph(table, own, label.paragraph if label else {})
        mark = {name[4:]: value for name, value in everything.items() if name.startswith("rPr/")}
        shown |= {f"mark {name}": mark[name] for name in mark if name in ("ins", "del", *HIDING)}
        paragraph = _Paragraph(table, style)
        shown["mark sz"] = self.formats.run(table, style, mark).get("sz", {})
        if label:
            of_label = laid((self.formats.run(table, style, mark), label.run))
            of_label["rFonts"] = self.formats.fonts(of_label["rFonts"])
            paragraph.letters.append((f"[{label.text}]", _plain_run(of_label)))
        strange = list(self._runs(element, paragraph, "", 0))
        strange += [odd("field") for _ in paragraph.fields]
        format_ = plain_format(shown)
        if format_.pop("pageBreakBefore", None) is not None:
            yield Item(_PAGE, {})
        before, after = paragraph.breaks()
        yield from (Item(_PAGE, {}) for _ in range(before))
        yield Item("paragraph", format_, tuple(paragraph.letters))
        yield from (Item(_PAGE, {}) for _ in range(after))
        if any(name.startswith("sectPr") for name in everything):
            yield Item("end of section", {})
        yield from strange
        yield from paragraph.drawings

    def _runs(
        self, parent: etree._Element, paragraph: _Paragraph, link: str, deep: int
    ) -> Iterator[Item]:
        for each in parent.iterchildren(etree.Element):
            name = local(each)
            if name == "r":
                yield from self._run(each, paragraph, link)
            elif name == "sdt" and deep < _DEEPEST:
                yield from self._control(each)
                for content in each.iterchildren(f"{W}sdtContent"):
                    yield from self._runs(content, paragraph, link, deep + 1)
            elif name == "hyperlink" and deep < _DEEPEST:
                yield from self._runs(each, paragraph, self._link(each), deep + 1)
            elif name == "fldSimple" and deep < _DEEPEST:
                yield from self._locked(each)
                paragraph.fields.append("code")
                paragraph.code = each.get(f"{W}instr", "")
                yield from self._instructed(paragraph)
                yield from self._runs(each, paragraph, link, deep + 1)
                paragraph.fields.pop()
            elif name not in (*_WITHOUT_SIGHT, "pPr"):
                yield odd(name)

    def _link(self, element: etree._Element) -> str:
        target = self.targets.get(element.get(f"{_R}id", ""), ("", ""))[1]
        named = (element.get(f"{W}{each}", "") for each in ("anchor", "tooltip", "docLocation"))
        return "|".join((target, *named))

    def _instructed(self, paragraph: _Paragraph) -> Iterator[Item]:
        """Begin the result of a field; what computes more than the number of a page is named."""
        words = paragraph.code.upper().split()
        if not words or words[0] not in _PAGE_FIELDS or not _SWITCHES.issuperset(words[1:]):
            yield odd(f"field {paragraph.code[:80]}")
        paragraph.fields[-1] = f"result {words[0] if words else ''}"

    def _locked(self, field: etree._Element) -> Iterator[Item]:
        """A field that is not to be computed again."""
        if field.get(f"{W}fldLock") is not None:
            yield odd("fldLock")

    def _run(self, run: etree._Element, paragraph: _Paragraph, link: str) -> Iterator[Item]:
        look = self._look(run.find(f"{W}rPr"), paragraph, link)
        for each in run.iterchildren(etree.Element):
            name = local(each)
            if name in _LETTERS:
                self._words(_LETTERS[name] or _text(each), paragraph, look)
            elif name in ("br", "cr"):
                kind = each.get(f"{W}type", "textWrapping")
                paragraph.add("\n" if kind == "textWrapping" else f"[{kind}]", look)
            elif name == "drawing":
                format_ = {key: look[key] for key in HIDING if key in look}
                paragraph.drawings.append(Item("drawing", {**format_, **self._drawing(each)}))
                paragraph.add(_FIELD, {})
            elif name == "fldChar":
                yield from self._field(each, paragraph)
            elif name == "instrText":
                paragraph.code += each.text or ""
                if paragraph.fields[-1:] != ["code"]:
                    yield odd("field")
            elif name not in (*_WITHOUT_SIGHT, "rPr"):
                yield odd(name)

    def _field(self, element: etree._Element, paragraph: _Paragraph) -> Iterator[Item]:
        yield from self._locked(element)
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin" and not paragraph.fields:
            paragraph.code = ""
            paragraph.fields.append("code")
        elif kind == "separate" and paragraph.fields == ["code"]:
            yield from self._instructed(paragraph)
        elif kind == "end" and paragraph.fields:
            if paragraph.fields.pop() == "code":
                yield odd("field")
        else:
            yield odd("field")
        yield from (odd(local(each)) for each in element)

    def _words(self, text: str, paragraph: _Paragraph, look: Format) -> None:
        kept = "".join(
            " " if each.isspace() and each not in "\t\n" else "-" if each == "\u2011" else each
            for each in text
            if each != "\u00ad"
        )
        if not kept:
            return
        if paragraph.fields:
            kind = paragraph.fields[-1]
            number = kept.isdecimal() and len(kept) < 6
            kept = f"{_FIELD}{kind.removeprefix('result ')}" if number else f"{_FIELD}{kept}"
            if paragraph.letters and paragraph.letters[-1] == (kept, look):
                return
        paragraph.add(kept, look)

    def _look(self, own: etree._Element | None, paragraph: _Paragraph, link: str) -> Format:
        told = b"" if own is None else etree.tostring(own)
        key = (paragraph.table, paragraph.style, told, link)
        if key not in self._looks:
            format_ = self.formats.run(paragraph.table, paragraph.style, said(own))
            look = _plain_run(format_)
            self._looks[key] = {**look, "link": {"": link}} if link else look
        return self._looks[key]

    def _drawing(self, element: etree._Element) -> Format:
        """What is said of a picture, each thing by its path."""
        found: Format = {}
        for each in element.iterdescendants(etree.Element):
            path = [local_name(str(above.tag)) for above in each.iterancestors()]
            names = path[: path.index("drawing")][::-1]
            space = str(each.tag).rpartition("}")[0]
            known = "drawingml" in space
            name = "/".join((*names, local_name(str(each.tag)) if known else str(each.tag)))
            values: dict[str, str] = {
                local_name(str(key)): str(value) for key, value in each.attrib.items() if value
            }
            for key in ("embed", "link"):
                if key in values and local_name(str(each.tag)) == "blip":
                    values[key] = self._picture(values[key])
            if each.text and each.text.strip():
                values["text"] = each.text.strip()
            count = 1
            while name in found:
                count += 1
                name = f"{name.partition(' ')[0]} {count}"
            found[name] = values
        return found

    def _picture(self, known_by: str) -> str:
        kind, target = self.targets.get(known_by, ("", ""))
        if kind != "image" or target not in self.office.names:
            return "?"
        if target not in self._pictures:
            data = self.office.read(target, _LARGEST_PICTURE)
            self._pictures[target] = fingerprint_shown(data)
        return self._pictures[target]


def _text(element: etree._Element) -> str:
    """Words of a run: blanks at their ends count only where that is said."""
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")


def _plain_run(format_: Format) -> Format:
    """The look of words, without what only says how they are spelt or told apart."""
    return {
        name: values for name, values in plain_format(format_).items() if name not in _OF_SPELLING
    }


_OF_SPELLING: Final = named("rStyle lang noProof kern szCs bCs iCs")
"""What nobody sees of words in the alphabets of the forms."""
