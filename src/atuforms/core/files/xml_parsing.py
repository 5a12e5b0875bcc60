"""XML and HTML become elements here and nowhere else: no entities, network or huge nodes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Protocol, cast
from xml.etree import ElementTree

from lxml import etree, html

from atuforms.core.exceptions import InvalidTemplate, UnreadableInput
from atuforms.core.files.input_files import damaged, strange, too_large

MAX_XML: Final = 8_000_000
"""Largest XML that is parsed as a whole, in bytes; its tree takes about ten times as much."""
MAX_TAGS: Final = 2_000_000
"""Most tags of it: an element takes much more memory than the few bytes in which it is written."""
MAX_DEPTH: Final = 256
"""Most elements within each other; what walks over them calls itself as often."""

_GUARDS: Final[Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
)
"""Elements of HTML that never have anything in them."""
_is_too_deep = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse_xml(content: bytes | str, file: str, limit: int = MAX_XML) -> etree._Element:
    """The root of ``content``, without its comments and processing instructions.

    :param file: what messages call it.
    :param limit: in bytes.
    :raises UnreadableInput: for XML that is not well-formed, declares a document type, or is
        larger or deeper than any that we read.
    """
    data = content.encode() if isinstance(content, str) else content
    _refuse_large(data, file, limit)
    try:
        root = etree.fromstring(data, etree.XMLParser(**_GUARDS))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(file) from error
    _refuse_document_type(root, file)
    if _is_too_deep(root):
        raise strange(file)
    return root


def _refuse_large(data: bytes, file: str, limit: int) -> None:
    if len(data) > limit:
        raise too_large(file, limit)
    if data.count(b"<") > MAX_TAGS:
        raise too_large(file, len(data))


def grown_xml(
    content: bytes,
    file: str,
    limit: int,
    holder: str,
    tags: Iterable[str],
    keeps: Callable[[etree._Element], bool],
) -> Iterator[etree._Element]:
    """What stands in a child of the root, in its order, each element as soon as it is whole.

    :param holder: the tag of that child; its fellows come last.
    :param tags: those of most of these elements; others come with the next one of them.
    :param keeps: whether an element stays in the tree, asked when its turn is over.
    :raises UnreadableInput: as :func:`parse_xml`; the parser itself refuses what is too deep.
    """
    _refuse_large(content, file, limit)
    events = etree.iterparse(io.BytesIO(content), ("end",), tag=(holder, *tags), **_GUARDS)
    around: etree._Element | None = None
    last: etree._Element | None = None
    is_kept = True
    try:
        for _, element in cast("Iterable[tuple[str, etree._Element]]", events):
            if element is not around and (around is None or element.getparent() is not around):
                found = _holder_of(element, holder)
                if found is None:
                    continue
                _refuse_document_type(found, file)
                around, last = found, None
            each = next(iter(around), None) if last is None else last.getnext()
            while each is not None:
                if last is not None and not is_kept:
                    # The parser may still need the one that is whole now; it needs none before.
                    around.remove(last)
                yield each
                last, is_kept = each, keeps(each)
                each = None if each is element else each.getnext()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(file) from error
    root: etree._Element = events.root
    _refuse_document_type(root, file)
    yield from (each for each in root if each.tag != holder)


def _holder_of(element: etree._Element, holder: str) -> etree._Element | None:
    """The child of the root that is meant, if an element is one or stands in one."""
    for each in (element, element.getparent()):
        root = None if each is None or each.tag != holder else each.getparent()
        if root is not None and root.getparent() is None:
            return each
    return None


def parse_page(text: str) -> etree._Element | None:
    """The root of a web page, however it is written; None if there is nothing in it.

    :raises UnreadableInput: for elements so deep within each other that the parser drops them.
    """
    parser = _html("utf-8")
    try:
        root: etree._Element = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise strange("HTML")
    return root


def parse_fragment(text: str) -> etree._Element:
    """A piece of HTML, in a ``div``."""
    made: etree._Element = html.fragment_fromstring(text, create_parent="div", parser=_html())
    return made


def _html(encoding: str | None = None) -> html.HTMLParser:
    return html.HTMLParser(
        encoding=encoding, remove_comments=True, remove_pis=True, no_network=True
    )


def parse_own_page(text: str) -> ElementTree.Element | None:
    """The root of a page that was made here, as Python's own element; None if it is no XHTML.

    As an HTML parser does, rows of a table are put into a body, and the first line end of a ``pre``
    is left out.
    """
    builder: Any = _Builder()
    parser = etree.XMLParser(target=builder, **_GUARDS)
    try:
        root = cast("ElementTree.Element", etree.fromstring(text.encode(), parser))
    except (etree.XMLSyntaxError, ValueError):
        return None
    for table in root.iter("table"):
        _give_bodies(table)
    for shown in root.iter("pre"):
        shown.text = (shown.text or "").removeprefix("\n")
    return root


class _Builder:
    """Python's own builder of trees, for lxml to fill."""

    def __init__(self) -> None:
        builder = ElementTree.TreeBuilder()
        self._start, self.end, self.data, self.close = (
            builder.start,
            builder.end,
            builder.data,
            builder.close,
        )

    def start(self, tag: str, attributes: Any) -> None:
        self._start(tag, dict(attributes))

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        if public or system:
            raise ValueError(name)


def _give_bodies(table: ElementTree.Element) -> None:
    """Put rows that stand in the table itself into a body."""
    parts: list[ElementTree.Element] = []
    body = None
    for part in list(table):
        if part.tag != "tr":
            body = None
        elif body is None:
            body = ElementTree.Element("tbody")
            parts.append(body)
        if body is None:
            parts.append(part)
        else:
            body.append(part)
    table[:] = parts


def is_well_formed(content: bytes) -> bool:
    """Whether XML that we have made, of any size, is some."""
    try:
        etree.fromstring(content, etree.XMLParser(**{**_GUARDS, "huge_tree": True}))
    except etree.XMLSyntaxError:
        return False
    return True


def written_page(root: etree._Element) -> str:
    """A page that every parser reads in the same way, be it one of XML or of HTML."""
    for element in root.iter(etree.Element):
        if element.text is None and len(element) == 0 and element.tag not in _VOID:
            element.text = ""
    return etree.tostring(root, encoding="unicode")


def parse_layout(source: str, name: str) -> etree._Element:
    """The root of a layout, or of the page that was made from it.

    :raises InvalidTemplate: if it is not well-formed XHTML.
    """
    try:
        return etree.fromstring(source.encode(), etree.XMLParser(**_GUARDS))
    except etree.XMLSyntaxError as error:
        raise InvalidTemplate(
            "The layout {name} is not well-formed XHTML: {reason}.", name=name, reason=str(error)
        ) from None


def walk_xml(pieces: Iterable[bytes], file: str) -> Iterator[tuple[str, etree._Element]]:
    """``start`` and ``end``, each with its element, while the XML arrives in pieces of any size.

    Whoever needs no more of an element clears it, so that memory does not grow.

    :raises UnreadableInput: as :func:`parse_xml`.
    """
    parser = etree.XMLPullParser(("start", "end"), **_GUARDS)
    depth = 0
    try:
        for piece in pieces:
            parser.feed(piece)
            for event, element in cast(
                "Iterable[tuple[str, etree._Element]]", parser.read_events()
            ):
                if depth == 0:
                    _refuse_document_type(element, file)
                depth += 1 if event == "start" else -1
                if depth > MAX_DEPTH:
                    raise strange(file)
                yield event, element
        parser.close()
    except etree.XMLSyntaxError as error:
        raise damaged(file) from error


class Listener(Protocol):
    """Who is told of elements and words while XML is read."""

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, piece: str) -> None:
        """Words, as the parser cuts them."""


def feed_xml(pieces: Iterable[bytes], file: str, listener: Listener) -> None:
    """Tell ``listener`` of the XML in ``pieces``, on whose size it depends how words are cut.

    XML that ends before its time is no error here.

    :raises UnreadableInput: for XML that is not well-formed, or declares a document type.
    """
    target: Any = _Target(listener, file)
    parser = etree.XMLParser(target=target, **_GUARDS)
    try:
        for piece in pieces:
            parser.feed(piece)
    except etree.XMLSyntaxError as error:
        raise damaged(file) from error


class _Target:
    """A listener with what lxml asks for beside."""

    def __init__(self, listener: Listener, file: str) -> None:
        self.start, self.end, self.data = listener.start, listener.end, listener.data
        self.file = file

    def doctype(self, *_: object) -> None:
        """Called before the first element."""
        raise _document_type(self.file)

    def close(self) -> None:
        """Called at the end, and after an error."""


def _refuse_document_type(element: etree._Element, file: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise _document_type(file)


def _document_type(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} declares a document type in its XML, which no program does that writes such "
        "files; it is not read for safety. Copy what it holds into a new file.",
        file=file,
    )
