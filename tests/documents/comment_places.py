"""Where the comments of a document stand, and whether that is where they belong.

Where they belong is found without the code that places them: by the tags of fields, and for what
is missing by a document that has it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ooxml_integrity
from lxml import etree
from tests.documents.reading.editing import W, unpacked
from tests.validators import office_errors

from atuforms.core.findings import Finding
from atuforms.core.language.labels import label
from atuforms.core.language.languages import Language
from atuforms.documents.comments import Commented


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


def told(answer: Commented) -> list[tuple[Finding, str, Mark]]:
    """Each finding with what its comment says, and with what that stands around."""
    data = answer.document.data
    said, where = remarks(data), marks(data)
    assert len(said) == len(answer.report.findings)
    return [
        (finding, text, where[number])
        for finding, (number, text) in zip(answer.report.findings, said.items(), strict=True)
    ]


def faults(data: bytes, folder: Path) -> list[str]:
    """What two validators find in the document."""
    file = folder / "document.docx"
    file.write_bytes(data)
    found = [str(each.description) for each in office_errors(file)]
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
    finding: Finding,
    mark: Mark,
    shown: Paragraphs,
    whole: Callable[[], bytes],
    lang: Language,
    *,
    is_shown: bool,
) -> str:
    """By what a comment stands where it belongs; empty if it does not.

    :param shown: the document; ``whole`` gives one of the same form that has what is missing.
    :param lang: of the document.
    :param is_shown: whether the comment does not say that the document shows no such thing.
    """
    path = finding.path.removesuffix(f".{lang}")
    first = next((name for name in shown.names if _within(name, path)), "")
    if path in shown.names:
        return "field" if mark.tags and set(mark.tags) == {path} else ""
    if first:
        within = all(_within(name, path) for name in mark.tags) and first in mark.tags
        return "first of several" if within else ""
    if not is_shown:
        return _of_what_is_not_shown(path, mark, shown)
    words = _letters(mark.text)
    if words == _letters(label(finding.form, path, lang).rpartition(" › ")[2]):
        return "label"
    if len(mark.text) > 11 and not mark.tags and words in _letters(finding.text(lang)):
        return "line that it quotes"
    other = Paragraphs(whole())
    there = other.of(path)
    if there is None:
        around = _around(path, shown)
        return "beside it" if mark.tags and set(mark.tags) <= set(around) else ""
    return "where it would be" if mark.paragraph in _between(shown, other, there) else ""


def _of_what_is_not_shown(path: str, mark: Mark, shown: Paragraphs) -> str:
    around = _around(path, shown)
    if around:
        return "item, not shown" if around[0] in mark.tags else ""
    return "document, not shown" if mark.tags == shown.names[:1] else ""


def _around(path: str, shown: Paragraphs) -> list[str]:
    """The fields of the innermost thing around a path of which the document has any."""
    while path := path.rpartition(".")[0]:
        if inner := [name for name in shown.names if _within(name, path)]:
            return inner
    return []


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


def places_of(
    answer: Commented,
    document: bytes,
    whole: Callable[[], bytes],
    rules: set[str],
    lang: Language,
    reader: Language,
) -> list[tuple[str, str, str]]:
    """How the findings of some rules are commented: rule, path, by what each is placed.

    What else a comment is held to is asserted: the reader's language, with clause and limit.
    """
    shown = Paragraphs(document)
    found = []
    for finding, text, mark in told(answer):
        if finding.rule not in rules:
            continue
        head, *lines = text.split("\n")
        beyond = len(lines) - len(finding.text(reader).split("\n"))
        assert finding.rule in head
        assert text.startswith(f"{head}\n{finding.text(reader)}")
        place = placed(finding, mark, shown, whole, lang, is_shown=not beyond)
        found.append((finding.rule, finding.path, place))
    return found
