"""Where Moodle's own importer would read a question of a Moodle XML file otherwise, or stop."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from atuforms.core.findings import Finding, Place, Severity
from atuforms.core.language.sentences import Message
from atuforms.testbank.messages import (
    XML_COMMA,
    XML_NO_NAME,
    XML_NUMBER,
    XML_TAGS,
    XML_TRUE_FALSE,
)
from atuforms.testbank.model import one_line, plain_of
from atuforms.testbank.structure import decimal, is_number
from atuforms.testbank.truth_words import FALSE_WORDS, TRUE_WORDS
from atuforms.testbank.typed.looks_messages import XML_TRUTH_AGAINST

_NUMBERS = ("defaultgrade", "penalty")


def oddities(element: etree._Element, index: int, line: int | None) -> Iterator[Finding]:
    """Findings on the question at ``index`` (from 0), which begins at ``line``."""
    start = one_line(_words(element.find("questiontext")))[:60]

    def found(
        rule: str,
        message: Message,
        part: str = "",
        actual: str | None = None,
        severity: Severity = "error",
    ) -> Finding:
        return Finding(
            rule,
            f"questions.{index}{part}",
            message,
            severity,
            actual=actual,
            details={"start": start, "number": index + 1},
            place=Place(line),
        )

    if any(len(text) for text in element.iter("text")):
        yield found("bank-xml-tags", XML_TAGS, ".text")
    if not one_line(_words(element.find("name"))):
        yield found("bank-xml-name", XML_NO_NAME, ".name")
    for i, answer in enumerate(element.iterchildren("answer")):
        weight = answer.get("fraction", "0").strip()
        if not is_number(weight):
            known = decimal(weight) is not None
            message = XML_COMMA if known else XML_NUMBER
            yield found("bank-weight", message, f".options.{i}", weight)
    for name in _NUMBERS:
        value = (element.findtext(name) or "0").strip()
        if not is_number(value):
            yield found("bank-number", XML_NUMBER, f".{name}", value)
    if element.get("type") == "truefalse" and _is_against_order(element):
        yield found("bank-true-false", XML_TRUTH_AGAINST, ".answer")
    elif element.get("type") == "truefalse" and not _are_named(element):
        yield found("bank-true-false", XML_TRUE_FALSE, ".options", severity="warning")


def _are_named(element: etree._Element) -> bool:
    """Whether the answers are called “true” and “false”, as Moodle's own are."""
    words = {one_line(_words(each)) for each in element.iterfind("answer/text")}
    return words <= {"true", "false"}


def _is_against_order(element: etree._Element) -> bool:
    """Whether an answer says “false” in the place that stands for true, or the other way round."""
    for i, each in enumerate(element.iterfind("answer/text")):
        said = one_line(plain_of(_words(each)))
        contrary = TRUE_WORDS if i else FALSE_WORDS
        if said not in ("true", "false") and said.casefold().strip(" .!") in contrary:
            return True
    return False


def _words(element: etree._Element | None) -> str:
    return "" if element is None else "".join(map(str, element.itertext()))
