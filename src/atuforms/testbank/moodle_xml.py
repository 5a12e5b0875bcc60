"""Moodle XML, the format that carries everything Moodle knows about a question.

The PyPI libraries that write it (``quizpy``, ``questionsafe``, ``excel2moodle`` …) cannot read it
back.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from lxml import etree

from atuforms.core.exceptions import NoRecordInside, UnreadableInput
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.findings import Finding, Place
from atuforms.testbank.categories import category, filed, module_and_lecture
from atuforms.testbank.decode import MAX_BYTES
from atuforms.testbank.messages import XML_NOT_KEPT
from atuforms.testbank.model import (
    CHOICES,
    Bank,
    BankReading,
    File,
    FilePlace,
    ItemKind,
    Markup,
    Option,
    Question,
    tidy,
    to_html,
)
from atuforms.testbank.moodle_kinds import MIXED_MARKUP, left_out
from atuforms.testbank.moodle_xml_oddities import oddities
from atuforms.testbank.moodle_xml_parts import not_kept
from atuforms.testbank.structure import decimal, ensure_writable
from atuforms.testbank.xml_lines import question_lines

_TYPES: Final[dict[str, ItemKind]] = {
    "multichoice": "single",
    "truefalse": "true_false",
    "shortanswer": "short_text",
    "numerical": "numeric",
}
_NAMES: Final = {kind: name for name, kind in _TYPES.items()} | {"multiple": "multichoice"}
_FORMATS: Final[dict[str, Markup]] = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
}
_FORMAT_NAMES: Final[dict[Markup, str]] = {
    "plain": "html",  # written as the HTML that shows it; Moodle's filters skip plain_text
    "html": "html",
    "moodle": "moodle_auto_format",
    "markdown": "markdown",
}
_NUMBERINGS: Final = frozenset(("abc", "ABCD", "123", "iii", "IIII", "none"))
_MARKDOWN: Final = re.compile(r"[*_`#<>&\[\]\\~|\n]|^\s*(?:[-+]|\d+[.)])\s|https?:")
"""What Markdown may show as something else than itself."""
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_TRUE: Final = frozenset(("true", "1"))

_CUT: Final = "\ufdd0"
"""A character that no text has; it stands where a text would end its own CDATA section."""

_Rich = tuple[Markup, str, tuple[File, ...]]
"""Markup, text and files of an element like ``questiontext``."""


def read(data: str | bytes) -> BankReading:
    """The bank in a Moodle XML file.

    Kinds that a bank does not hold are left out, each with a finding; hints, combined feedback,
    units and tags are dropped, with one finding for all.

    :raises UnreadableInput: for a file that is not well-formed, declares a document type, is no
        Moodle quiz, or is too large.
    """
    root = _parsed(data)
    lines = _lines(data, root)
    places: list[int] = []
    questions: list[Question] = []
    findings: list[Finding] = []
    where = ("", "")
    for place, (line, element) in enumerate(
        zip(lines, root.iterchildren("question"), strict=True), 1
    ):
        qtype = element.get("type", "")
        mixed = qtype in _TYPES and _mixes_markdown(element, qtype)
        if qtype == "category":
            where = module_and_lecture(_inner(element.find("category")))
        elif qtype in _TYPES and not mixed:
            findings += oddities(element, len(questions), line)
            questions.append(_question(element, where, line))
            places.append(place)
        else:
            start = _inner(element.find("questiontext"))[:60] or _inner(element.find("name"))
            message, named = (MIXED_MARKUP, {}) if mixed else left_out(qtype)
            findings.append(
                Finding(
                    "bank-left-out",
                    "",
                    message,
                    actual=qtype,
                    details={"start": start, **named},
                    place=Place(line),
                )
            )
    dropped = not_kept(root, frozenset(_TYPES))
    if dropped:
        first = min(dropped.values())
        findings.append(
            Finding(
                "bank-not-kept",
                "",
                XML_NOT_KEPT,
                severity="warning",
                actual=", ".join(dropped),
                place=Place(lines[first] if first < len(lines) else 1),
            )
        )
    return BankReading(
        Bank(tuple(questions)),
        tuple(findings),
        root.getroottree().docinfo.encoding or "",
        tuple(places),
    )


def _parsed(data: str | bytes) -> etree._Element:
    if isinstance(data, str):
        # Its declaration may name another encoding than the one it is encoded in now.
        content = _DECLARATION.sub("", data, count=1).encode()
    else:
        content = data.lstrip()
    root = parse_xml(content, "Moodle XML", MAX_BYTES)
    if root.tag != "quiz":
        raise NoRecordInside(
            "The XML is not a Moodle question bank: its first element is <{tag}>, not <quiz>.",
            tag=root.tag,
        )
    return root


def _lines(data: str | bytes, root: etree._Element) -> list[int | None]:
    """The line of each question; by the parser where the text does not tell it."""
    text = data if isinstance(data, str) else data.decode("latin-1")
    counted: list[int | None] = list(question_lines(text))
    told = [cast("int | None", each.sourceline) for each in root.iterchildren("question")]
    return counted if len(counted) == len(told) else told


def _flag(element: etree._Element, name: str, default: bool) -> bool:
    """A setting as Moodle reads it: empty, 0 and false are false, any other word is true."""
    child = element.find(name)
    if child is None:
        return default
    return (child.text or "").strip() not in ("", "0", "false")


def _inner(element: etree._Element | None) -> str:
    """The ``text`` below ``element``, or the element's own words."""
    if element is None:
        return ""
    text = element.find("text")
    return tidy("".join(map(str, (element if text is None else text).itertext())))


def _child(element: etree._Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _rich(element: etree._Element | None, default: Markup, of: FilePlace) -> _Rich:
    if element is None:
        return default, "", ()
    name = element.get("format", "")
    markup = _FORMATS.get(name, "html") if name else default
    return markup, _inner(element), tuple(_files(element, of))


def _files(element: etree._Element, of: FilePlace) -> Iterator[File]:
    for file in element.iterchildren("file"):
        try:
            content = base64.b64decode(file.text or "")
        except (binascii.Error, ValueError) as error:
            raise UnreadableInput(
                "The file “{name}” within the XML is damaged. Export the bank from Moodle again.",
                name=file.get("name", ""),
            ) from error
        yield File(file.get("name", ""), content, file.get("path", "/"), of)


def _question(element: etree._Element, where: tuple[str, str], line: int | None) -> Question:
    kind = _TYPES[element.get("type", "")]
    if kind == "single" and not _flag(element, "single", default=True):
        kind = "multiple"
    stem = _rich(element.find("questiontext"), "html", "text")
    general = _rich(element.find("generalfeedback"), stem[0], "feedback")
    answers = [
        (
            _rich_answer(answer, kind, stem[0]),
            _rich(answer.find("feedback"), stem[0], "feedback"),
            _number(answer.get("fraction")),
            (decimal(_child(answer, "tolerance")) if kind == "numeric" else None) or Decimal(0),
        )
        for answer in element.iterchildren("answer")
    ]
    shown = [stem, general, *(feedback for _, feedback, _, _ in answers)]
    shown += [text for text, _, _, _ in answers] if kind in CHOICES else []
    named = {markup for markup, text, _ in shown if text}
    markup: Markup = named.pop() if len(named) == 1 else "html"

    def words(rich: _Rich) -> str:
        if markup == "html" and rich[0] == "moodle":
            return rich[1].replace("\n", "<br>")
        return to_html(rich[1]) if rich[0] == "plain" and markup == "html" else rich[1]

    options = tuple(
        Option(
            words(text) if kind in CHOICES else text[1],
            weight,
            words(feedback),
            tolerance,
            (*text[2], *feedback[2]),
        )
        for text, feedback, weight, tolerance in answers
    )
    if kind == "true_false" and not {option.text for option in options} <= {"true", "false"}:
        # An old export: Moodle goes by the order.
        named_truth = zip(options, ("true", "false"), strict=False)
        options = tuple(replace(option, text=truth) for option, truth in named_truth)
    if kind == "true_false":
        options = tuple(sorted(options, key=lambda option: option.text != "true"))
    numbering = _child(element, "answernumbering") if kind in CHOICES else "ABCD"
    return Question(
        words(stem),
        options,
        kind,
        name=_inner(element.find("name")),
        module=where[0],
        lecture=where[1],
        feedback=words(general),
        markup=markup,
        shuffle=kind not in CHOICES or _flag(element, "shuffleanswers", default=False),
        numbering=numbering if numbering in _NUMBERINGS else "abc",
        mark=_number(element.findtext("defaultgrade"), 1.0),
        case_sensitive=_child(element, "usecase") in _TRUE,
        files=(*stem[2], *general[2]),
        line=line,
    )


def _mixes_markdown(element: etree._Element, qtype: str) -> bool:
    """Whether some texts of a question are Markdown that says something, and others are not.

    A bank has one markup a question, and Markdown cannot be told in another one.
    """
    parts = [*element.iterfind("questiontext"), *element.iterfind("generalfeedback")]
    parts += element.iterfind("answer/feedback")
    parts += element.iterfind("answer") if _TYPES[qtype] in CHOICES else []
    base = _rich(element.find("questiontext"), "html", "text")[0]
    texts = [_rich(part, base, "text")[:2] for part in parts]
    kinds = {markup == "markdown" for markup, text in texts if text}
    return len(kinds) > 1 and any(
        markup == "markdown" and _MARKDOWN.search(text) for markup, text in texts
    )


def _rich_answer(answer: etree._Element, kind: ItemKind, default: Markup) -> _Rich:
    if kind in CHOICES:
        return _rich(answer, default, "text")
    return "plain", _inner(answer), ()


def _number(text: str | None, default: float = 0.0) -> float:
    value = decimal(text or "")
    return default if value is None else float(value)


def write(bank: Bank) -> bytes:
    """``bank`` as Moodle XML in UTF-8. Modules and lectures become categories.

    :raises InvalidRecord: for questions that Moodle would refuse.
    """
    ensure_writable(bank)
    # Each question is written when it is made: the elements of a whole bank take much memory.
    inner = b"".join(b"\n  " + _written(element) for element in _elements(bank))
    quiz = b"<quiz>" + inner + b"\n</quiz>" if inner else b"<quiz/>"
    return b"<?xml version='1.0' encoding='UTF-8'?>\n" + quiz + b"\n"


def _written(element: etree._Element) -> bytes:
    etree.indent(element, level=1)
    data = etree.tostring(element, encoding="UTF-8")
    return data.replace(f"]]{_CUT}>".encode(), b"]]]]><![CDATA[>")


def _elements(bank: Bank) -> Iterator[etree._Element]:
    """The questions in their categories."""
    where = ("", "")
    for question in filed(bank):
        if (question.module, question.lecture) != where:
            where = (question.module, question.lecture)
            element = etree.Element("question", type="category")
            _put(etree.SubElement(element, "category"), category(*where))
            yield element
        yield _question_element(question)


def _question_element(question: Question) -> etree._Element:
    element = etree.Element("question", type=_NAMES[question.kind])
    _put(etree.SubElement(element, "name"), question.name or question.default_name)
    markup = question.markup
    _put_rich(element, "questiontext", question.text, markup, question.files, "text")
    _put_rich(element, "generalfeedback", question.feedback, markup, question.files, "feedback")
    _leaf(element, "defaultgrade", f"{question.mark:.7f}")
    _leaf(element, "penalty", "1.0000000" if question.kind == "true_false" else "0.3333333")
    _leaf(element, "hidden", "0")
    if question.kind in CHOICES:
        _leaf(element, "single", str(question.kind == "single").lower())
        _leaf(element, "shuffleanswers", str(question.shuffle).lower())
        _leaf(element, "answernumbering", question.numbering)
    elif question.kind == "short_text":
        _leaf(element, "usecase", str(int(question.case_sensitive)))
    for option in question.options:
        _write_option(element, question, option)
    return element


def _write_option(element: etree._Element, question: Question, option: Option) -> None:
    choice = question.kind in CHOICES
    answer = etree.SubElement(element, "answer", fraction=f"{option.weight:.7g}")
    if choice:
        answer.set("format", _FORMAT_NAMES[question.markup])
        _put(answer, to_html(option.text) if question.markup == "plain" else option.text)
        _put_files(answer, option.files, "text")
    else:
        answer.set("format", "moodle_auto_format")
        _put(answer, option.text)
    _put_rich(answer, "feedback", option.feedback, question.markup, option.files, "feedback")
    if question.kind == "numeric":
        _leaf(answer, "tolerance", str(option.tolerance))


def _put_rich(
    parent: etree._Element,
    name: str,
    text: str,
    markup: Markup,
    files: tuple[File, ...],
    of: FilePlace,
) -> None:
    element = etree.SubElement(parent, name, format=_FORMAT_NAMES[markup])
    _put(element, to_html(text) if markup == "plain" else text)
    _put_files(element, files, of)


def _put(element: etree._Element, text: str) -> None:
    """``text`` in a ``text`` child; in CDATA where it has markup, as Moodle itself does."""
    child = etree.SubElement(element, "text")
    # Moodle's parser loses the space between an entity and a letter that is not Latin.
    marked = any(sign in text for sign in '<>&"')
    child.text = etree.CDATA(text.replace("]]>", f"]]{_CUT}>")) if marked else text


def _put_files(element: etree._Element, files: tuple[File, ...], of: FilePlace) -> None:
    for file in files:
        if file.of == of:
            attributes = {"name": file.name, "path": file.path, "encoding": "base64"}
            child = etree.SubElement(element, "file", attributes)
            child.text = base64.b64encode(file.content).decode("ascii")


def _leaf(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text
