"""Paragraphs that are byte for byte those of a document that was read before.

A form that somebody edited has thousands of paragraphs just as they were printed. They need not be
parsed once more: an empty paragraph stands for each run of them while the others are read.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from atuforms.core.files.legibility import Legibility
from atuforms.core.files.xml_parsing import MAX_TAGS
from atuforms.documents.reading.contents.word_contents import W
from atuforms.documents.reading.paper.blocks import Line

_PARAGRAPH, _BODY, _END = f"{W}p", f"{W}body", b"</w:p>"
_STANDS_FOR = f"{W}same"
_BEGIN = (b"<w:p>", b"<w:p ")
_UTF_8 = re.compile(rb"""<\?xml version=["']1\.0["'] encoding=["'][Uu][Tt][Ff]-8["']""")


class Unlike(Exception):
    """A document that cannot be read by the paragraphs of another."""


@dataclass(frozen=True, slots=True)
class KnownParagraphs:
    """The paragraphs of words and controls alone that stand in the text itself, by their XML."""

    lines: Mapping[bytes, Line]
    names: Mapping[str | None, str]
    """The namespaces that are declared around them."""
    legibility: Legibility
    """What the styles of their document make of them."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """The XML of a document in which each run of known paragraphs is one empty paragraph."""

    content: bytes
    mark: str
    runs: tuple[tuple[Line, ...], ...]


def known_paragraphs(
    content: bytes,
    plain: Mapping[int, Line],
    count: int,
    names: Mapping[str | None, str],
    legibility: Legibility,
) -> KnownParagraphs | None:
    """Those of a document; None where its paragraphs cannot be told apart by their ends alone.

    :param plain: the lines of these paragraphs by their numbers.
    :param count: how many paragraphs it has in all.
    """
    parts = content.split(_END)
    if (
        not _is_utf_8(content)
        or len(parts) - 1 != count
        or sum(map(content.count, _BEGIN)) != count
    ):
        return None
    lines = {
        part: plain[number]
        for number, part in enumerate(parts, 1)
        # The end of a paragraph with another in it has another number, or is not plain.
        if number in plain and _is_one(part)
    }
    return KnownParagraphs(lines, names, legibility)


def shortened(content: bytes, known: KnownParagraphs, legibility: Legibility) -> Shortened | None:
    """A document without its known paragraphs; None where it is not worth it, or not sure.

    The first with a field stays, and all before it: there the letterhead is looked for.
    """
    if not _is_utf_8(content) or content.count(b"<") > MAX_TAGS:
        return None
    if not legibility.is_as(known.legibility):
        return None
    mark = secrets.token_hex(8)  # Nobody can have put it into the document.
    *parts, rest = content.split(_END)
    made: list[bytes] = []
    runs: list[list[Line]] = []
    is_begun = in_run = False
    for part in parts:
        line = known.lines.get(part)
        if line is None or not is_begun:
            is_begun = is_begun or (line is not None and bool(line.paths))
            made += (part, _END)
            in_run = False
            continue
        if not in_run:
            made.append(b'<w:p w:same="%s%d"/>' % (mark.encode(), len(runs)))
            runs.append([])
            in_run = True
        runs[-1].append(line)
    if not runs:
        return None
    return Shortened(b"".join((*made, rest)), mark, tuple(map(tuple, runs)))


def runs_in(
    parts: Iterator[etree._Element], short: Shortened, known: KnownParagraphs
) -> Iterator[tuple[etree._Element, tuple[Line, ...]]]:
    """The parts of a shortened document, each with the known paragraphs that it stands for.

    :raises Unlike: unless each run stands in the text itself, where its XML means the same.
    """
    holder: etree._Element | None = None
    found = 0
    for part in parts:
        said = part.get(_STANDS_FOR, "")
        if not said.startswith(short.mark):
            yield part, ()
            continue
        if holder is None:
            holder = part.getparent()
            means = part.nsmap
            if any(means.get(each) != name for each, name in known.names.items()):
                raise Unlike
        is_own = part.tag == _PARAGRAPH and said == f"{short.mark}{found}"
        if not is_own or holder is None or holder.tag != _BODY or part.getparent() is not holder:
            raise Unlike
        yield part, short.runs[found]
        found += 1
    if found != len(short.runs):
        raise Unlike


def _is_utf_8(content: bytes) -> bool:
    return _UTF_8.match(content) is not None


def _is_one(part: bytes) -> bool:
    """Whether XML up to the end of a paragraph is the whole paragraph, and no other's begin."""
    return part.startswith(_BEGIN) and not any(part.find(each, 1) > 0 for each in _BEGIN)
