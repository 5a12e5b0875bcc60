"""What a Word document says beside its text: headers, footers, comments, removed text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from atuforms.core.files.office import Office
from atuforms.core.findings import Finding
from atuforms.testbank.model import one_line
from atuforms.testbank.typed.answer_keys import may_be_a_key
from atuforms.testbank.typed.key_messages import KEY_BESIDE
from atuforms.testbank.typed.key_shapes import readings_of
from atuforms.testbank.typed.lines import answer_line
from atuforms.testbank.typed.non_questions import is_no_question
from atuforms.testbank.typed.stray_messages import MARGIN_LEFT_OUT

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARGINS: Final = ("header", "footer")
_COMMENTS: Final = "comments"
_LARGEST: Final = 2_000_000
"""Bytes of the largest of these parts that is looked at."""
_MOST: Final = 200
"""Parts and texts that are looked at; a document has three headers for each of its sections."""
_SHOWN: Final = 60
_LONGEST: Final = 2000


def beside_the_text(office: Office, main: str) -> Iterator[Finding]:
    """Findings on headers, footers and comments: a key in them, and what else headers say."""
    told: set[str] = set()
    for kind, part in _parts(office, main):
        for text in _texts(office.xml(part, _LARGEST)):
            if text in told or len(told) >= _MOST:
                continue
            told.add(text)
            if _is_a_key(text):
                yield Finding(
                    "bank-line-left-out", "", KEY_BESIDE, details={"start": text[:_SHOWN]}
                )
            elif kind != _COMMENTS and any(map(str.isalpha, text)) and not is_no_question(text):
                yield Finding(
                    "bank-line-left-out", "", MARGIN_LEFT_OUT, "warning", actual=text[:_SHOWN]
                )


def _parts(office: Office, main: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for each in office.relationships(main)[: _MOST * _MOST]:
        if each.kind not in (*_MARGINS, _COMMENTS) or each.external or each.target in seen:
            continue
        seen.add(each.target)
        if each.target in office.names and len(seen) <= _MOST:
            yield each.kind, each.target


def _texts(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        pieces = (str(each.text or "") for each in paragraph.iter(f"{_W}t"))
        text = one_line("".join(pieces)[:_LONGEST])
        if text:
            yield text


def _is_a_key(text: str) -> bool:
    """Whether a text gives answers: «Ответы: 1-A», «Жауабы: B», «1-A, 2-C»."""
    said = answer_line(text)
    pairs = any(reading.signed for reading in readings_of([[text]], table=False))
    return bool(said) or pairs or (may_be_a_key(text) and any(map(str.isdecimal, text)))


def removed(root: etree._Element) -> dict[etree._Element, str]:
    """What tracked changes deleted or moved away, by its paragraph."""
    made: dict[etree._Element, str] = {}
    for change in root.iter(f"{_W}del", f"{_W}moveFrom"):
        text = "".join(str(each.text or "") for each in change.iter(f"{_W}t", f"{_W}delText"))
        paragraph = next(change.iterancestors(f"{_W}p"), None)
        if text.strip() and paragraph is not None:
            made[paragraph] = made.get(paragraph, "") + text
    return made
