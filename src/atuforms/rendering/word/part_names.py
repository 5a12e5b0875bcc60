"""Where something stands in a Word file, as those call it who write in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate
from atuforms.rendering.filling.tag_lines import TAG
from atuforms.rendering.word.wordprocessingml import W

_NAMES: Mapping[str, str] = {
    "document": message("the body of the text"),
    "header": message("a header"),
    "footer": message("a footer"),
    "footnotes": message("the footnotes"),
    "endnotes": message("the endnotes"),
    "core": message("the properties of the document"),
}
_IN = {
    ("", True): message("{part} (beside “{words}”)"),
    ("cell", False): message("{part} (a cell of a table)"),
    ("cell", True): message("{part} (the cell beside “{words}”)"),
    ("box", False): message("{part} (a text box)"),
    ("box", True): message("{part} (the text box beside “{words}”)"),
}
_P, _T, _CELL, _ROW, _BOX = (f"{{{W}}}{name}" for name in ("p", "t", "tc", "tr", "txbxContent"))
_CODES = (f"{{{W}}}instrText", f"{{{W}}}fldSimple")
_SHOWN = 40
"""Characters of the words beside a place."""


@dataclass(frozen=True, slots=True)
class PartName:
    """The name of a part."""

    file: str

    @classmethod
    def of(cls, part: str) -> PartName:
        """The name of the part with this path."""
        return cls(part.rpartition("/")[2])

    def text(self, lang: Language, /) -> str:
        """Its words in ``lang``."""
        known = _NAMES.get(re.sub(r"\d*\.xml$", "", self.file))
        return translate(known, lang) if known else self.file


@dataclass(frozen=True, slots=True)
class TagPlace:
    """A place in a part: in a cell, a text box or between them, and the words beside it."""

    part: PartName
    kind: str = ""
    words: str = ""

    @classmethod
    def of(cls, part: PartName, paragraph: etree._Element, beside: str = "") -> TagPlace:
        """The place of a paragraph, or of a tag in it.

        :param beside: what stands there itself; the words around it are looked for.
        """
        around = next(paragraph.iterancestors(_CELL, _BOX), None)
        kind = "" if around is None else {_CELL: "cell", _BOX: "box"}[str(around.tag)]
        return cls(part, kind, _words_beside(paragraph, beside))

    def text(self, lang: Language, /) -> str:
        """Its words in ``lang``."""
        pattern = _IN.get((self.kind, bool(self.words)))
        name = self.part.text(lang)
        return translate(pattern, lang, part=name, words=self.words) if pattern else name


@dataclass(frozen=True, slots=True)
class PictureAt:
    """A picture of a template, with its place."""

    template: str
    place: TagPlace | PartName
    file: str

    def text(self, lang: Language, /) -> str:
        """Its words in ``lang``."""
        return f"{self.template}, {self.place.text(lang)}: {self.file}"


def place_of_words(part: PartName, root: etree._Element, words: str) -> TagPlace | PartName:
    """Where words stand in a part: the first paragraph that has them, also in the code of a field.

    :return: the part alone where nothing has them.
    """
    wanted = "".join(words.split())
    for paragraph in root.iter(_P):
        codes = (each.text or each.get(f"{{{W}}}instr") or "" for each in paragraph.iter(*_CODES))
        if wanted in "".join((_text([paragraph]) + "".join(codes)).split()):
            return TagPlace.of(part, paragraph, words)
    return part


def _words_beside(paragraph: etree._Element, beside: str) -> str:
    """The nearest words: in the paragraph itself, in its row or box, above it, below it."""
    before, _, after = _text([paragraph]).partition(beside) if beside else ("", "", "")
    whole = "" if beside else _text([paragraph])
    for end, text in ((True, before), (False, after), (False, whole)):
        if found := _plain(text, end=end):
            return found
    row = next(paragraph.iterancestors(_ROW), None)
    cell = next(paragraph.iterancestors(_CELL), None)
    if row is not None and cell is not None:
        cells = [each for each in row if each.tag == _CELL or each is cell]
        at = cells.index(cell) if cell in cells else 0
        for each in (*reversed(cells[:at]), *cells[at + 1 :]):
            if found := _plain(_text([each]), end=False):
                return found
    for siblings in (paragraph.itersiblings(preceding=True), paragraph.itersiblings()):
        for each in siblings:
            if found := _plain(_text([each]), end=False):
                return found
    return ""


def _text(elements: Iterable[etree._Element]) -> str:
    return "".join(text.text or "" for each in elements for text in each.iter(_T))


def _plain(text: str, *, end: bool) -> str:
    """A few words of a text without its tags, those at its end or its beginning."""
    words = " ".join(TAG.sub(" ", text).split())
    if not any(each.isalnum() for each in words):
        return ""
    if len(words) <= _SHOWN:
        return words
    if end:
        return "… " + words[-_SHOWN:].partition(" ")[2]
    return words[:_SHOWN].rpartition(" ")[0] + " …"
