"""The text of a Word document, of which no more stays in memory than is looked at again.

The tree of a large document takes ten times as much as its file. Here each part of the body is read
as soon as the parser has it whole, and let go of if it holds nothing but words and controls.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.legibility import legibility_of
from atuforms.core.files.office import MAX_TEXT, Office, Parts
from atuforms.core.files.strict_documents import STRICT
from atuforms.core.files.xml_parsing import grown_xml
from atuforms.documents.reading.contents.known_paragraphs import (
    KnownParagraphs,
    Shortened,
    Unlike,
    known_paragraphs,
    runs_in,
    shortened,
)
from atuforms.documents.reading.contents.tracked_changes import accepted, may_be_tracked
from atuforms.documents.reading.contents.word_contents import Spot, W
from atuforms.documents.reading.paper.blocks import Block, BlockReader, KnownPath

_BODY = f"{W}body"
_PARTS = (f"{W}p", f"{W}tbl", f"{W}sdt")
_STRICT = STRICT.encode()
_ENCODED = b"\0"
"""A byte of UTF-16, in which no word is found that is looked for in UTF-8."""

_Keeps = Callable[[etree._Element], bool]
"""Whether a part of a document that was read stays in memory."""


@dataclass(slots=True)
class Body:
    """What a document says, and its elements as far as they are there still.

    That are all of a document that is kept; of any other those that hold more than words and
    controls, and what comes before the first control, where the letterhead stands.
    """

    root: etree._Element
    blocks: list[Block] = field(default_factory=list)
    spots: dict[etree._Element, Spot] = field(default_factory=dict)
    """Where these elements stand."""
    known: KnownParagraphs | None = None
    """What another document may be read by, of one that was printed here."""


def text_root(office: Parts) -> etree._Element:
    """The text of a document as its reader sees it: changes accepted, hidden words marked."""
    root = accepted(office.xml(office.main_part(), MAX_TEXT))
    legibility_of(office).mark(root)
    return root


def kept_body(root: etree._Element, known: KnownPath, _like: KnownParagraphs | None = None) -> Body:
    """The text of a document whose lines keep their elements, so that all of it is parsed."""

    def parts(_keeps: _Keeps) -> Iterator[etree._Element]:
        for child in root:
            yield from child if child.tag == _BODY else [child]

    return _body(parts, known, kept=True)


def light_body(
    office: Parts, known: KnownPath, like: KnownParagraphs | None = None, *, own: bool = False
) -> Body:
    """The text of a document whose lines do without theirs.

    Where changes are tracked, a paragraph may go on with the next one: there all stay.

    :param like: paragraphs of what was printed, most of which may be there as they were.
    :param own: whether it was printed here and now, so that nothing is tracked in it.
    """
    main = office.main_part()
    content = office.read(main, MAX_TEXT)
    if not isinstance(office, Office) or _STRICT in content or _ENCODED in content:
        return kept_body(text_root(office), known)
    legibility = legibility_of(office)
    known_ones = known_paragraphs(content, known, legibility) if own else like
    short = shortened(content, known_ones, legibility) if known_ones is not None else None
    # Nothing is tracked in a paragraph as it was printed.
    if not own and may_be_tracked(content if short is None else short.content):
        return kept_body(text_root(office), known)

    def parts(keeps: _Keeps, content: bytes = content) -> Iterator[etree._Element]:
        for part in grown_xml(content, office.file, MAX_TEXT, _BODY, _PARTS, keeps):
            legibility.mark(part)
            yield part

    if short is not None:
        try:
            body = _shortened_body(functools.partial(parts, content=short.content), known, short)
            body.known = known_ones
            return body
        except (Unlike, UnreadableInput):
            pass  # The whole tells what is wrong with it.
    return _body(parts, known, kept=False)


def _shortened_body(
    parts: Callable[[_Keeps], Iterator[etree._Element]],
    known: KnownPath,
    short: Shortened,
) -> Body:
    """The text of a document of which known paragraphs are not parsed.

    :raises Unlike: if they may be something else there.
    """
    body = Body(etree.Element(_BODY))
    reader = BlockReader(known, kept=False)
    for part, lines in runs_in(parts(lambda part: part in body.spots), short):
        if not lines:
            _take(part, reader, body)
            continue
        if not reader.names:
            raise Unlike  # What comes before the first control stays.
        for line in lines:
            body.blocks += reader.once_more(line)
    return body


def _body(
    parts: Callable[[_Keeps], Iterable[etree._Element]], known: KnownPath, *, kept: bool
) -> Body:
    reader = BlockReader(known, kept=kept)
    found = _read(parts, reader)
    if reader.is_nameless:
        # Where no field says its name, as in an ODT, fields of text are the words they show.
        found = _read(parts, BlockReader(known, kept=kept, named=False))
    return found


def _read(parts: Callable[[_Keeps], Iterable[etree._Element]], reader: BlockReader) -> Body:
    body = Body(etree.Element(_BODY))
    for part in parts(lambda part: part in body.spots):
        _take(part, reader, body)
    return body


def _take(part: etree._Element, reader: BlockReader, body: Body) -> None:
    if not body.spots:
        body.root = part.getroottree().getroot()
    stays = reader.kept or not reader.names
    body.blocks += reader.of(part)
    if stays or reader.holds_more:
        body.spots |= reader.spots
        body.spots.setdefault(part, reader.here)
