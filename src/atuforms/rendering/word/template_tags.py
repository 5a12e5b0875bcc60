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
from atuforms.core.language.sentences import message
from atuforms.rendering.word.wordprocessingml import XML_SPACE, W, w

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)

_P, _R, _T, _TC, _LOOK = (f"{{{W}}}{name}" for name in ("p", "r", "t", "tc", "rPr"))
_DELETIONS = tuple(f"{{{W}}}{name}" for name in ("del", "moveFrom"))
_BOXES = tuple(f"{{{W}}}{name}" for name in ("tc", "hdr", "ftr", "txbxContent", "footnote"))
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‘’‚‛‹›′`", "'"))
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_JOINED = re.compile(r"\{%-?\s*(?:p|tc|tr|r)\s")
"""A tag of a paragraph, a cell or a row that was joined to another one: no part of Word is its."""
TORN = message(
    "The Word template {name} gives a document that Word cannot open: tags of {part} "
    "begin and end in different cells or paragraphs. Put both ends of each into one."
)
_PREFIX = re.compile(r"\{\{(-?)(r|p|tc|tr)\s")
_RUNS = re.compile(r"\|\s*(?:picture|link)\b")
_RICH = re.compile(r"\|\s*rich\b(?!\s*\()")
_CELL = re.compile(r"\{%\s*(colspan|cellbg)\s+([^%]*?)\s*%\}")
_BEFORE_SPAN = ("cnfStyle", "tcW")
_BEFORE_COLOUR = ("gridSpan", "hMerge", "vMerge", "tcBorders")
_ESCAPED = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""How docxtpl writes the signs themselves."""


class Tags:
    """Puts the tags of one part in order.

    :param name: what messages call the template.
    :param part: what they call the part.
    :param environment: whose syntax the tags have.
    """

    def __init__(self, name: str, part: str, environment: jinja2.Environment) -> None:
        self._name = name
        self._part = part.rpartition("/")[2]
        self._environment = environment
        self.faults: list[InvalidTemplate] = []

    def ordered(self, root: etree._Element) -> str:
        """The XML of the part, each of its tags in one run."""
        _accept_deletions(root)
        for paragraph in list(root.iter(_P)):
            self._paragraph(paragraph)
        for run in root.iter(_R):
            if _is_hidden(run):
                _print_nothing(run)
        for text in list(root.iter(_T)):
            _say_of_cell(text)
        whole = etree.tostring(root, encoding="unicode")
        return TAG.sub(lambda tag: unescape(tag[0]) if "&" in tag[0] else tag[0], whole)

    def _paragraph(self, paragraph: etree._Element) -> None:
        texts = [
            each for each in paragraph.iter(_T) if next(each.iterancestors(_P), None) is paragraph
        ]
        whole = "".join(each.text or "" for each in texts)
        if "{" not in whole:
            return
        for found in reversed(list(TAG.finditer(whole))):
            alone = found[0].strip() == whole.strip()
            tag = self._tag(found[0], paragraph, alone=alone)
            _put(texts, found.start(), found.end(), tag)
            if _PREFIX.match(tag) and tag.startswith("{{r"):
                _part_run(texts, found.start(), tag)
                texts = [
                    each
                    for each in paragraph.iter(_T)
                    if next(each.iterancestors(_P), None) is paragraph
                ]

    def _tag(self, tag: str, paragraph: etree._Element, *, alone: bool) -> str:
        clean = _SPACES.sub(" ", _INVISIBLE.sub("", tag)).replace("\n", " ")
        clean = self._lexed(clean, tag)
        if not clean.startswith("{{"):
            return clean
        prefix = _PREFIX.match(clean)
        kind = prefix[2] if prefix else ""
        if kind == "p" or (not kind and _RICH.search(clean)):
            if not alone:
                self._fault(
                    message(
                        "The Word template {name} has {tag} among other words, in {part}. A text "
                        "of several blocks stands alone in its paragraph, as {advice}."
                    ),
                    tag,
                    advice="{{p " + clean[prefix.end() if prefix else 2 : -2].strip() + " }}",
                )
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
        reason = ""
        for each in (clean, clean.translate(_QUOTES)):
            try:
                list(self._environment.lex(each))
            except jinja2.TemplateSyntaxError as error:
                reason = reason or (error.message or "").rstrip(".")
            else:
                return each
        self._faulty(tag, reason)
        return "{# #}"

    def located(self, text: str, error: jinja2.TemplateSyntaxError) -> InvalidTemplate:
        """The tag at which compiling a part has failed."""
        tags = [tag.replace("\n", " ") for tag in TAG.findall(text)]
        try:
            self._environment.compile("\n".join(tags))
        except jinja2.TemplateSyntaxError as again:
            error = again
            if 0 < again.lineno <= len(tags):
                self._faulty(_as_typed(tags[again.lineno - 1]), (again.message or "").rstrip("."))
                return self.faults[-1]
        self._faulty("{{", (error.message or "").rstrip("."))
        return self.faults[-1]

    def _faulty(self, tag: str, reason: str) -> None:
        if _JOINED.match(tag):
            self._fault(TORN, tag)
            return
        self._fault(
            message("The Word template {name} has a faulty tag {tag} in {part}: {reason}."),
            tag,
            reason=reason,
        )

    def _fault(self, words: str, tag: str, **values: str) -> None:
        self.faults.append(
            InvalidTemplate(words, name=self._name, tag=tag, part=self._part, **values)
        )


def _accept_deletions(root: etree._Element) -> None:
    """Take out what somebody deleted while changes were tracked: no tag of it is filled in."""
    for change in list(root.iter(*_DELETIONS)):
        parent = change.getparent()
        if parent is not None and len(change):
            parent.remove(change)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{_LOOK}/{{{W}}}vanish")
    return hidden is not None and hidden.get(f"{{{W}}}val", "true") not in ("0", "false", "off")


def _print_nothing(run: etree._Element) -> None:
    """Take the values out of hidden words, which nobody would see; conditions stay."""
    for text in run.iter(_T):
        text.text = TAG.sub(lambda tag: "" if tag[0][1] == "{" else tag[0], text.text or "")


def signs_printed(text: str) -> str:
    """``text`` with docxtpl's ``{_{`` as tags that print the signs themselves."""
    for written, sign in _ESCAPED.items():
        text = text.replace(written, f'{{{{ "{sign}" }}}}')
    return text


def _as_typed(tag: str) -> str:
    """A tag without what was added to it here."""
    tag = re.sub(r"\((.*)\)\|as_(?:run|blocks\(\d\))", r"\1", tag)
    return re.sub(r"\|rich\(\d+\)", "|rich", tag)


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
        value = f"{{{{ {said[2]} }}}}"
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
