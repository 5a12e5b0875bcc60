"""Where the comments of a document stand, and whether that is where they belong.

Where they belong is found without the code that places them: by the tags of fields, and for what
is missing by a document that has it.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

import ooxml_integrity
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.documents.reading.editing import W, unpacked

from atuforms.core.findings import Finding
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.comments import commented
from atuforms.documents.reading.document import read_document

NOT_SHOWN = "Correct it in the record, and make the document anew."


@dataclass(frozen=True)
class Mark:
    """What stands within the marks of a comment: the tags of fields, the text; its paragraph."""

    tags: list[str]
    text: str
    paragraph: int


def main_part(data: bytes) -> etree._Element:
    parts = unpacked(data)
    name = next(each for each in parts if re.fullmatch(r"word/document\d*\.xml", each))
    return etree.fromstring(parts[name])


def remarks(data: bytes, author: str = "atuforms") -> dict[str, str]:
    """The text of each comment of an author by its number."""
    parts = unpacked(data)
    if "word/comments.xml" not in parts:
        return {}
    return {
        each.get(f"{W}id", ""): "\n".join(
            "".join(map(str, block.itertext())) for block in each.iter(f"{W}p")
        )
        for each in etree.fromstring(parts["word/comments.xml"])
        if each.get(f"{W}author") == author
    }


def marks(data: bytes) -> dict[str, Mark]:
    """What stands within the marks of each comment."""
    root = main_part(data)
    found: dict[str, Mark] = {}
    inside: list[str] = []
    paragraph = -1
    for element in root.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}p":
            paragraph += 1
        elif element.tag == f"{W}commentRangeStart":
            inside.append(number)
            found[number] = Mark([], "", paragraph)
        elif element.tag == f"{W}commentRangeEnd":
            inside.remove(number)
        elif element.tag == f"{W}tag":
            for each in inside:
                found[each].tags.append(element.get(f"{W}val", ""))
        elif element.tag == f"{W}t":
            for each in inside:
                mark = found[each]
                found[each] = Mark(mark.tags, mark.text + (element.text or ""), mark.paragraph)
    references = [each.get(f"{W}id", "") for each in root.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(set(references)) == sorted(found)
    assert not inside
    return found


def marked(data: bytes) -> dict[str, tuple[list[str], str]]:
    """The tags of controls and the text within the marks of each comment."""
    return {number: (mark.tags, mark.text) for number, mark in marks(data).items()}


def faults(data: bytes, folder: Path) -> list[str]:
    """What two validators find in the document."""
    file = folder / "document.docx"
    file.write_bytes(data)
    found = [str(each.description) for each in OpenXmlValidator().validate(str(file)).errors]
    return found + [each.code for each in ooxml_integrity.check(file)]


class Paragraphs:
    """The paragraphs of a document, with the fields and the row of each."""

    def __init__(self, data: bytes) -> None:
        self.elements = list(main_part(data).iter(f"{W}p"))
        self.texts = [_letters("".join(map(str, each.itertext(f"{W}t")))) for each in self.elements]
        self.tags = [[tag.get(f"{W}val", "") for tag in p.iter(f"{W}tag")] for p in self.elements]
        self.names = [name for tags in self.tags for name in tags]

    def of(self, path: str) -> int | None:
        """The first paragraph with a field of that path, or with one within it."""
        fitting = (n for n, tags in enumerate(self.tags) if any(_within(t, path) for t in tags))
        return next(fitting, None)

    def row(self, number: int) -> range:
        """The paragraphs of the row of a table in which one stands; itself in none."""
        row = next(self.elements[number].iterancestors(f"{W}tr"), None)
        held = [
            n
            for n, each in enumerate(self.elements)
            if row is not None and row in each.iterancestors()
        ]
        return range(held[0], held[-1] + 1) if held else range(number, number + 1)


def placed(
    finding: Finding, mark: Mark, said: str, shown: Paragraphs, whole: Paragraphs, lang: Language
) -> str:
    """By what a comment stands where it belongs; empty if it does not.

    :param shown: the document; ``whole`` one of the same form that has what is missing.
    :param lang: of the document.
    """
    path = finding.path.removesuffix(f".{lang}")
    if path in shown.names:
        return "field" if mark.tags and set(mark.tags) == {path} else ""
    if any(_within(name, path) for name in shown.names):
        first = next(name for name in shown.names if _within(name, path))
        within = all(_within(name, path) for name in mark.tags) and first in mark.tags
        return "first of several" if within else ""
    there = whole.of(path)
    if there is not None:
        return "where it would be" if mark.paragraph in _between(shown, whole, there) else ""
    named = _letters(label(finding.form, path, lang).rpartition(" › ")[2])
    if named and _letters(mark.text).startswith(named):
        return "label"
    text = finding.text(lang)
    if len(mark.text) > 11 and _letters(mark.text) in _letters(text):
        return "line that it quotes"
    is_shown = NOT_SHOWN not in said
    around = path
    while around:
        around = around.rpartition(".")[0]
        inner = [name for name in shown.names if around and _within(name, around)]
        if inner and is_shown:
            return "beside it" if mark.tags and set(mark.tags) <= set(inner) else ""
        if inner:
            return "item, not shown" if inner[0] in mark.tags else ""
    if is_shown:
        return ""
    return "document, not shown" if mark.tags == shown.names[:1] else ""


def _between(shown: Paragraphs, whole: Paragraphs, there: int) -> set[int]:
    """The paragraphs where something of another document would stand: its row, or its line."""
    matcher = difflib.SequenceMatcher(None, whole.texts, shown.texts, autojunk=False)
    same = {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}
    row = whole.row(there)
    beside = [same[n] for n in row if n in same and whole.texts[n]]
    if len(row) > 1 and beside:
        return {each for number in beside for each in shown.row(number)}
    before = max((same[n] for n in same if n < there and whole.texts[n]), default=-1)
    after = min((same[n] for n in same if n > there and whole.texts[n]), default=len(shown.texts))
    # In an order that is another one there, nothing stands between.
    between = set(range(before, max(after, before + 1)))
    return between | set(shown.row(before)) if before >= 0 else between


def _within(path: str, outer: str) -> bool:
    return path == outer or path.startswith(f"{outer}.")


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def mistakes_of(
    document: bytes, whole: bytes, rules: set[str], lang: Language, reader: Language
) -> tuple[list[tuple[str, str, str]], bytes]:
    """How the findings of some rules are commented: rule, path, by what each is placed.

    Everything else that a comment is held to is asserted: the reader's language, clause and
    limit, and that the document reads back to the same record.
    """
    answer = commented(document, reader)
    data = answer.document.data
    said, places = remarks(data), marks(data)
    assert len(said) == len(answer.report.findings)
    shown, other = Paragraphs(document), Paragraphs(whole)
    found = []
    for (number, text), finding in zip(said.items(), answer.report.findings, strict=True):
        if rules and finding.rule not in rules:
            continue
        assert finding.rule in text.splitlines()[0]
        assert finding.text(reader) in text
        assert not any(finding.text(each) in text for each in set(LANGUAGES) - {reader})
        place = placed(finding, places[number], _english(text, finding, reader), shown, other, lang)
        found.append((finding.rule, finding.path, place))
    assert read_document(data).source.values == read_document(document).source.values
    return found, data


def _english(text: str, finding: Finding, reader: Language) -> str:
    """The comment with what it says of the place in English."""
    lines = text.splitlines()
    beyond = len(lines) > len(finding.text(reader).splitlines()) + 1
    return NOT_SHOWN if beyond else text
