"""Paragraphs that are byte for byte those that were printed here.

A form that somebody edited has thousands of paragraphs just as they were printed. They need not be
parsed, here as little as there: an empty paragraph stands for each run of them meanwhile.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from atuforms.core.files.legibility import Legibility
from atuforms.core.files.xml_parsing import MAX_TAGS
from atuforms.documents.reading.contents.word_contents import Control, Spot, W, names_of, plain
from atuforms.documents.reading.paper.blocks import KnownPath, Line, Piece

_PARAGRAPH, _BODY, _END = f"{W}p", f"{W}body", b"</w:p>"
_STANDS_FOR = f"{W}same"
_NO_LETTER = b"\xef\xbf"
"""How U+FFFE and U+FFFF begin in UTF-8, which no XML may hold."""
_NOWHERE = Spot(0)
_TEXT = rb'<w:t(?: xml:space="preserve")?>([^<>&\x00-\x08\x0b-\x1f]*)</w:t>'
_WORDS = rb"(?:<w:r>" + _TEXT + rb"</w:r>)?"
_NAME = rb'([^<>&"\x00-\x1f]*)'
_PRINTED = re.compile(
    rb'<w:p>(?:<w:pPr><w:pStyle w:val="[\w-]+"/></w:pPr>)?'
    + _WORDS
    + rb'(?:<w:sdt><w:sdtPr><w:alias w:val="'
    + _NAME
    + rb'"/><w:tag w:val="'
    + _NAME
    + rb'"/><w:text(?: w:multiLine="1")?/></w:sdtPr><w:sdtContent><w:r>'
    + _TEXT
    + rb"</w:r></w:sdtContent></w:sdt>)?"
    + _WORDS
)
"""Words and a control as most paragraphs of our forms have them, up to the end of the paragraph."""
_UTF_8 = re.compile(rb"""<\?xml version=["']1\.0["'] encoding=["'][Uu][Tt][Ff]-8["']""")


class Unlike(Exception):
    """A document that cannot be read by the paragraphs of another."""


@dataclass(frozen=True, slots=True)
class KnownParagraphs:
    """The paragraphs of words and controls alone that stand in the text itself, by their XML."""

    lines: Mapping[bytes, Line]
    legibility: Legibility
    """What the styles of their document make of them."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """The XML of a document in which each run of known paragraphs is one empty paragraph."""

    content: bytes
    mark: str
    runs: tuple[tuple[Line, ...], ...]


def known_paragraphs(
    content: bytes, known: KnownPath, legibility: Legibility
) -> KnownParagraphs | None:
    """Those of a document that was printed here; None where styles may hide some of their words."""
    if not legibility.is_plain or not _is_utf_8(content):
        return None
    lines: dict[bytes, Line] = {}
    for part in content.split(_END):
        printed = _PRINTED.fullmatch(part)
        if printed is not None and _NO_LETTER not in part:
            lines[part] = _line(
                *[None if each is None else each.decode() for each in printed.groups()], known=known
            )
    return KnownParagraphs(lines, legibility)


def _line(
    before: str | None,
    alias: str | None,
    tag: str | None,
    text: str | None,
    after: str | None,
    *,
    known: KnownPath,
) -> Line:
    """What :mod:`.plain_paragraphs` finds in a paragraph of these words around a control."""
    pieces: list[Piece] = []
    if alias is None or tag is None:
        words = f"{before or ''}{after or ''}"
        return Line([Piece(words)] if words else [], _NOWHERE)
    if before:
        pieces.append(Piece(before))
    control = Control(names_of(tag, alias), plain(text or ""), "text", _NOWHERE)
    pieces.append(Piece(control.text, control, known(control)))
    if after:
        pieces.append(Piece(after))
    return Line(pieces, _NOWHERE)


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
    parts: Iterator[etree._Element], short: Shortened
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
        holder = part.getparent() if holder is None else holder
        # What it is called tells that the prefix of all these elements means what it says.
        is_own = part.tag == _PARAGRAPH and said == f"{short.mark}{found}"
        if not is_own or holder is None or holder.tag != _BODY or part.getparent() is not holder:
            raise Unlike
        yield part, short.runs[found]
        found += 1
    if found != len(short.runs):
        raise Unlike


def _is_utf_8(content: bytes) -> bool:
    return _UTF_8.match(content) is not None
