"""The tags of a Word template, as staff and their programs leave them.

Word cuts a tag into runs, turns its quotes into «», and puts spaces without width into it;
LibreOffice writes quotes as references. Here each tag is put together again, looked at, and told
to print a picture, a link or blocks where it stands.
"""

from __future__ import annotations

import copy
import re
from html import unescape

import jinja2
from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.legibility import Legibility
from atuforms.rendering.filling.tag_lines import TAG
from atuforms.rendering.filling.template_faults import (
    AMONG_WORDS,
    HIDDEN,
    LOSES_WORDS,
    OUTSIDE,
    TORN,
    UNFINISHED,
    UNSEEN,
    Spotted,
)
from atuforms.rendering.word.cells import columns_of
from atuforms.rendering.word.part_names import PartName, TagPlace
from atuforms.rendering.word.wordprocessingml import XML_SPACE, W, w

_P, _R, _T, _TC, _LOOK = (f"{{{W}}}{name}" for name in ("p", "r", "t", "tc", "rPr"))
_DELETIONS = tuple(f"{{{W}}}{name}" for name in ("del", "moveFrom"))
_BOXES = tuple(f"{{{W}}}{name}" for name in ("tc", "hdr", "ftr", "txbxContent", "footnote"))
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‘’‚‛‹›′`", "'"))
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_PREFIX = re.compile(r"\{\{(-?)(r|p|tc|tr)\s")
_OF_RUN = re.compile(r"\{[{%][-+]?\s*r\s")
_OF_WORD = re.compile(r"\{[{%][-+]?\s*(p|tr|tc)\s")
_OPENED = re.compile(r"\{[{%#]")
_SHOWN = 40
"""Characters that are shown of what stands beside a tag."""
_RUNS = re.compile(r"\|\s*(?:picture|link)\b")
_PICTURE = re.compile(r"\|\s*picture\b")
_RICH = re.compile(r"\|\s*rich\b(?!\s*\()")
_CELL = re.compile(r"\{%\s*(colspan|cellbg)\s+([^%]*?)\s*%\}")
_MERGING = re.compile(r"\{%\s*(?:hm|vm)\s*%\}")
_BEFORE_SPAN = ("cnfStyle", "tcW")
_BEFORE_COLOUR = ("gridSpan", "hMerge", "vMerge", "tcBorders")
_ESCAPED = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""How docxtpl writes the signs themselves."""


class Tags:
    """Puts the tags of one part in order.

    :param name: what messages call the template.
    :param part: what they call the part.
    :param environment: whose syntax the tags have.
    :param legibility: what says whether words are seen; none for a template of the package.
    """

    def __init__(
        self,
        name: str,
        part: str,
        environment: jinja2.Environment,
        legibility: Legibility | None = None,
    ) -> None:
        self._part = PartName.of(part)
        self.spotted = Spotted(name, self._part)
        self._environment = environment
        self._own = legibility is not None
        self._legibility = legibility or Legibility(None)
        self.faults: list[InvalidTemplate] = []
        self.unseen: list[InvalidTemplate] = []
        """Tags whose values nobody could read; they are printed all the same."""

    def ordered(self, root: etree._Element) -> str:
        """The XML of the part, each of its tags in one run."""
        _accept_deletions(root)
        for paragraph in list(root.iter(_P)):
            self._paragraph(paragraph)
        for run in root.iter(_R):
            if self._legibility.is_hidden(run):
                self._tell_unseen(run, HIDDEN)
                _print_nothing(run)
            elif self._legibility.is_faint(run):
                self._tell_unseen(run, UNSEEN)
        for text in list(root.iter(_T)):
            _say_of_cell(text)
        whole = etree.tostring(root, encoding="unicode")
        return TAG.sub(lambda tag: unescape(tag[0]) if "&" in tag[0] else tag[0], whole)

    def merged(self) -> list[str]:
        """The tags that join the cells of a list."""
        typed = sorted(each for tags in self.spotted.typed.values() for each in tags)
        return [each for each in typed if _MERGING.fullmatch(each)]

    def _tell_unseen(self, run: etree._Element, sentence: str) -> None:
        for tag in TAG.findall("".join(each.text or "" for each in run.iter(_T))):
            # A picture has no letters.
            if tag.startswith("{{") and (sentence == HIDDEN or not _PICTURE.search(tag)):
                self.unseen.append(self._fault(run, sentence, tag))

    def _fault(
        self, element: etree._Element, sentence: str, tag: str, /, **values: object
    ) -> InvalidTemplate:
        """What is wrong with a tag, which stands in this paragraph or run."""
        around = element if element.tag == _P else next(element.iterancestors(_P), element)
        spot = TagPlace.of(self._part, around, tag)
        fault = self.spotted.fault(sentence, tag, **values)
        return InvalidTemplate(sentence, **{**fault.values, "part": spot})

    def _paragraph(self, paragraph: etree._Element) -> None:
        texts = [
            each for each in paragraph.iter(_T) if next(each.iterancestors(_P), None) is paragraph
        ]
        whole = "".join(each.text or "" for each in texts)
        if "{" not in whole:
            return
        self._unfinished(paragraph, texts, whole)
        tags = list(TAG.finditer(whole))
        for found in tags:
            place = TagPlace.of(self._part, paragraph, found[0]) if self._own else None
            self.spotted.note(found[0], place)
        for found in reversed(tags):
            self._placed(found[0], paragraph)
            alone = found[0].strip() == whole.strip()
            tag = self._tag(found[0], paragraph, alone=alone)
            _put(texts, found.start(), found.end(), tag)
            if _OF_RUN.match(tag):
                _part_run(texts, found.start(), tag)
                texts = [
                    each
                    for each in paragraph.iter(_T)
                    if next(each.iterancestors(_P), None) is paragraph
                ]

    def _unfinished(
        self, paragraph: etree._Element, texts: list[etree._Element], whole: str
    ) -> None:
        """Brackets of a tag that nothing closes."""
        rest = TAG.sub(lambda tag: "\ue000" * len(tag[0]), whole)
        for found in reversed(list(_OPENED.finditer(rest))):
            words = rest[found.start() :].partition("\ue000")[0]
            tag = words[:_SHOWN].strip()
            self.faults.append(self._fault(paragraph, UNFINISHED, tag))
            _put(texts, found.start(), found.end(), "\ue000" * len(found[0]))

    def _placed(self, tag: str, paragraph: etree._Element) -> None:
        """Whether a tag that takes a whole paragraph, row or cell has it for itself."""
        kind = _OF_WORD.match(tag)
        if kind is None or (kind[1] == "p" and tag.startswith("{{")):
            return
        around = paragraph
        if kind[1] != "p":
            found = next(paragraph.iterancestors(f"{{{W}}}{kind[1]}"), None)
            if found is None:
                self.faults.append(self._fault(paragraph, OUTSIDE, tag))
                return
            around = found
        words = "".join(each.text or "" for each in around.iter(_T)).replace(tag, "", 1).strip()
        if _OF_WORD.match(words) and TAG.fullmatch(words):
            self.faults.append(self._fault(paragraph, TORN, tag))
        elif words:
            self.faults.append(self.spotted.fault(LOSES_WORDS, tag, words=words[:_SHOWN]))

    def _tag(self, tag: str, paragraph: etree._Element, *, alone: bool) -> str:
        clean = _SPACES.sub(" ", _INVISIBLE.sub("", tag)).replace("\n", " ")
        clean = self._lexed(clean, tag)
        if not clean.startswith("{{"):
            return clean
        prefix = _PREFIX.match(clean)
        kind = prefix[2] if prefix else ""
        if kind == "p" or (not kind and _RICH.search(clean)):
            if not alone:
                advice = "{{p " + clean[prefix.end() if prefix else 2 : -2].strip() + " }}"
                self.faults.append(self._fault(paragraph, AMONG_WORDS, tag, advice=advice))
                return clean
            kind = "p"
        elif not kind and _RUNS.search(clean):
            kind = "r"
        if kind not in ("r", "p"):
            return clean
        expression = clean[prefix.end() if prefix else 2 : -2].strip().rstrip("-").strip()
        if kind == "r":
            return f"{{{{r ({expression})|as_run }}}}"
        expression = _RICH.sub(f"|rich({_width(paragraph)})", expression)
        return f"{{{{p ({expression})|as_blocks({int(_is_last(paragraph))}) }}}}"

    def _lexed(self, clean: str, tag: str) -> str:
        """The tag with quotes that Jinja knows; what it does not know is a fault."""
        failed: jinja2.TemplateSyntaxError | None = None
        for each in (clean, clean.translate(_QUOTES)):
            try:
                list(self._environment.lex(each))
            except jinja2.TemplateSyntaxError as error:
                failed = failed or error
            else:
                return each
        if failed is not None:
            self.faults.append(self.spotted.of(failed, tag))
        return "{# #}"


def _accept_deletions(root: etree._Element) -> None:
    """Take out what somebody deleted while changes were tracked: no tag of it is filled in."""
    for change in list(root.iter(*_DELETIONS)):
        parent = change.getparent()
        if parent is not None and len(change):
            parent.remove(change)
    for row in list(root.iter(f"{{{W}}}tr")):
        parent = row.getparent()
        if parent is not None and row.find(f"{{{W}}}trPr/{{{W}}}del") is not None:
            parent.remove(row)


def _print_nothing(run: etree._Element) -> None:
    """Take the values out of hidden words, which nobody would see; conditions stay."""
    for text in run.iter(_T):
        text.text = TAG.sub(lambda tag: "" if tag[0][1] == "{" else tag[0], text.text or "")


def signs_printed(text: str) -> str:
    """``text`` with docxtpl's ``{_{`` as tags that print the signs themselves."""
    for written, sign in _ESCAPED.items():
        text = text.replace(written, f'{{{{ "{sign}" }}}}')
    return text


def _put(texts: list[etree._Element], start: int, end: int, tag: str) -> None:
    """Put a tag that goes over several texts into the first of them."""
    at = 0
    first: etree._Element | None = None
    for each in texts:
        words = each.text or ""
        before, at = at, at + len(words)
        if at <= start or before >= end:
            continue
        head, tail = words[: max(start - before, 0)], words[max(end - before, 0) :]
        if first is None:
            first = each
            each.text = f"{head}{tag}{tail}"
            each.set(XML_SPACE, "preserve")
        else:
            each.text = tail
            each.set(XML_SPACE, "preserve")


def _part_run(texts: list[etree._Element], start: int, tag: str) -> None:
    """Put a tag that takes a run into one of its own, so that the words around keep their look."""
    at = 0
    for text in texts:
        words = text.text or ""
        if at <= start < at + len(words):
            run = text.getparent()
            if run is not None and run.tag == _R:
                _cut(run, run.index(text), words.index(tag, start - at), tag)
            return
        at += len(words)


def _cut(run: etree._Element, place: int, start: int, tag: str) -> None:
    """Cut a run into what comes before a tag, the tag, and what comes after it.

    :param place: of the text in the run that has the tag.
    :param start: of the tag in that text.
    """
    middle, after = copy.deepcopy(run), copy.deepcopy(run)
    run[place].text = (run[place].text or "")[:start]
    middle[place].text = tag
    after[place].text = (after[place].text or "")[start + len(tag) :]
    properties = run.find(_LOOK)
    looks = 0 if properties is None else run.index(properties) + 1
    for part, kept in (
        (run, range(place + 1)),
        (middle, (place,)),
        (after, range(place, len(run))),
    ):
        for at, child in reversed(list(enumerate(part))):
            if at not in kept and at >= looks:
                part.remove(child)
    run.addnext(middle)
    middle.addnext(after)
    for each in (run, after):
        parent = each.getparent()
        if parent is not None and all(
            child.tag == _LOOK or (child.tag == _T and not child.text) for child in each
        ):
            parent.remove(each)


def _say_of_cell(text: etree._Element) -> None:
    """Put what ``{% colspan … %}`` and ``{% cellbg … %}`` say where the schema wants it."""
    cell = next(text.iterancestors(_TC), None)
    if cell is None:
        return
    for said in list(_CELL.finditer(text.text or "")):
        properties = cell.find(f"{{{W}}}tcPr")
        if properties is None:
            properties = w("tcPr")
            cell.insert(0, properties)
        columns = f"({columns_of(cell)})" if said[1] == "colspan" else ""
        value = f"{{{{ ({said[2]})|{said[1]}{columns} }}}}"
        colour = w("shd", val="clear", color="auto", fill=value)
        made = w("gridSpan", val=value) if said[1] == "colspan" else colour
        for old in properties.findall(made.tag):
            properties.remove(old)
        before = _BEFORE_SPAN if said[1] == "colspan" else (*_BEFORE_SPAN, *_BEFORE_COLOUR)
        place = sum(etree.QName(each).localname in before for each in properties)
        properties.insert(place, made)
        text.text = (text.text or "").replace(said[0], "")


def _is_last(paragraph: etree._Element) -> bool:
    """Whether a paragraph ends a cell, a header or a box, which must not be without one."""
    parent = paragraph.getparent()
    if parent is None or parent.tag not in _BOXES:
        return False
    following = [each.tag for each in paragraph.itersiblings()]
    return _P not in following


def _width(paragraph: etree._Element) -> int:
    """Width in twips of the cell around a paragraph; 0 where there is none."""
    for cell in paragraph.iterancestors(_TC):
        size = cell.find(f"{{{W}}}tcPr/{{{W}}}tcW")
        if size is not None and size.get(f"{{{W}}}type", "dxa") == "dxa":
            value = size.get(f"{{{W}}}w", "0")
            return int(value) if value.isdecimal() else 0
    return 0
