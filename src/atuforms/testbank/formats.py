"""The formats of test banks by name, and which of them a file is in."""

from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType
from typing import Final

from atuforms.core.exceptions import UnknownFormat
from atuforms.core.findings import InvalidRecord, Report
from atuforms.testbank import aiken, gift, moodle_xml, qti
from atuforms.testbank.decode import declared, decode, not_in_utf8
from atuforms.testbank.misread import not_read_as_meant, with_misread
from atuforms.testbank.model import FORM, Bank, BankReading
from atuforms.testbank.moodle import read_as_moodle
from atuforms.testbank.moodle.comparison import different
from atuforms.testbank.typed import html as typed_html
from atuforms.testbank.typed import word as typed_word
from atuforms.testbank.typed.tagged_lines import has_tags

WRITERS: Final[dict[str, ModuleType]] = {
    "aiken": aiken,
    "gift": gift,
    "moodle-xml": moodle_xml,
}
READERS: Final[dict[str, ModuleType]] = {**WRITERS, "docx": typed_word, "html": typed_html}
SUFFIXES: Final = {"aiken": ".txt", "gift": ".gift", "moodle-xml": ".xml"}
"""What a written file is called; Moodle takes either text format with any ending."""

_NAMED: Final = {".gift": "gift", ".xml": "moodle-xml", ".html": "html", ".htm": "html"}
_GIFT: Final = re.compile(r"^\s*(?:\$CATEGORY:|::)|(?<!\\)\{[^{}]*[=~#TF][^{}]*\}", re.MULTILINE)
_XML: Final = re.compile(rb"<(?:\?xml|!--|!DOCTYPE|quiz|question)\b|<!--", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"\ufeff?\s*(?:<!--.{0,999}?-->\s*)?<(?:!doctype\s+html|html|body)\b", re.I | re.S
)
_AIKEN: Final = re.compile(r"^[ \t]*ANSWER[ \t]*:[ \t]*[A-Za-z]", re.MULTILINE)


def format_of(data: bytes, suffix: str = "") -> str:
    """Name of the format of ``data``: ``aiken``, ``gift``, ``moodle-xml``, ``html`` or ``docx``.

    The ending of a file's name decides, where it stands for one format; ``.txt`` may be any. What
    looks like none is taken for a typed bank, which Aiken's reader understands.

    :raises UnreadableInput: for a file that is neither text nor a Word document.
    """
    if data.startswith(b"PK"):
        return "docx"
    named = _NAMED.get(suffix.lower())
    if named:
        return named
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    if has_tags(data.decode(encoding, "replace")):
        return "aiken"
    begins = _XML.match(data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))
    text = "" if begins and suffix.lower() != ".txt" else decode(data)[0]
    # A typed question may begin with «<question>» or «<?xml»; its answer line tells.
    if begins and not _AIKEN.search(text):
        return "moodle-xml"
    if _PAGE.match(text) and not _AIKEN.search(text):
        return "html"
    return "gift" if _GIFT.search(text) and not _AIKEN.search(text) else "aiken"


def read_bank(data: bytes, format_name: str | None = None) -> BankReading:
    """The bank in ``data``, in the format named or, without a name, in the one it looks like.

    :raises UnknownFormat: for a format that is not in :data:`READERS`.
    :raises UnreadableInput: for a file that is not safe to read, or damaged.
    """
    name = format_name or format_of(data)
    reading: BankReading = _module(READERS, name).read(data)
    encoding, text = declared(data) if name == "moodle-xml" else ("", "")
    if encoding:
        # Moodle would read nothing; what it would make of the same in UTF-8 is what counts.
        told = with_misread(reading, read_as_moodle(text, name), name)
        return replace(told, findings=(not_in_utf8(encoding), *told.findings))
    if name == "gift":
        text, encoding, _ = decode(data)
        # What Moodle would make of it once it is in UTF-8.
        return with_misread(reading, read_as_moodle(text if encoding else data, name), name)
    if name == "moodle-xml":
        return with_misread(reading, read_as_moodle(data, name), name)
    return reading


def write_bank(bank: Bank, format_name: str) -> bytes:
    """``bank`` as a file that Moodle, by its own rules, reads as it is meant.

    ``qti`` makes a content package of QTI 2.1, which is for other systems.

    :raises UnknownFormat: for a format that is not in :data:`WRITERS`, or that cannot hold a
        kind of question.
    :raises InvalidRecord: for questions that Moodle would refuse or misread.
    """
    if format_name == "qti":
        return qti.write(bank)
    data: bytes = _module(WRITERS, format_name).write(bank)
    wrong = sorted(different(bank, read_as_moodle(data, format_name), format_name))
    if wrong and bank.questions:
        found = (not_read_as_meant(i, bank.questions[i]) for i in wrong)
        raise InvalidRecord(Report(tuple(found), form=FORM))
    return data


def _module(table: dict[str, ModuleType], name: str) -> ModuleType:
    if name not in table:
        raise UnknownFormat(
            "There is no test bank format “{name}”. Use one of: {known}.",
            name=name,
            known=", ".join(table),
        )
    return table[name]
