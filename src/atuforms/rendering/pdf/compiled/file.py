"""The file around a compiled page: constant objects as ready bytes, and the few that differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf
from zlib_ng import zlib_ng as zlib

from atuforms.rendering.pdf import archive as pdf_archive
from atuforms.rendering.pdf.compiled.flow import Flow, Moves
from atuforms.rendering.pdf.compiled.lines import NotCompilable, decimal
from atuforms.rendering.pdf.file_parts import (
    ENTRY,
    LEVEL,
    closed,
    first_part,
    identity_of,
    object_of,
    trailer_of,
)
from atuforms.rendering.pdf.input import PdfMetadata
from atuforms.rendering.pdf.pictures import CodeStream, code_object
from atuforms.rendering.qr_code import QrCode

_POINTS = 0.75
"""Of a CSS pixel."""


@dataclass(frozen=True, slots=True)
class _Bookmark:
    number: int
    outline: Any
    level: int


@dataclass(frozen=True, slots=True)
class _Figure:
    number: int
    element: Any
    level: int


class FileFrame:
    """The file of a page, without what a record puts in it.

    :param pdf: WeasyPrint's, complete but for being written, with any record attached.
    :raises NotCompilable: if there is something in it that moves in a way that is not foreseen.
    """

    def __init__(self, pdf: Any, stream: Any, flow: Flow, height: float) -> None:
        pdf.add_object(pdf.info)
        self._content = stream.number
        self._metadata = _number(pdf.catalog["Metadata"])
        self._producer: str = pdf.info["Producer"].string
        (attached,) = (
            each
            for each in pdf.objects
            if isinstance(each, pydyf.Stream) and each.extra.get("Type") == "/EmbeddedFile"
        )
        self._attached = attached.number
        self._attachment = _attachment(attached.extra)
        self._bookmarks = list(_bookmarks(pdf, flow, height))
        _refuse_links(pdf)
        self._figures = list(_figures(pdf, flow, height))
        self._codes = [each.number for each in pdf.objects if isinstance(each, CodeStream)]
        varying = {
            self._content,
            self._metadata,
            self._attached,
            *(bookmark.number for bookmark in self._bookmarks),
            *(figure.number for figure in self._figures),
            *self._codes,
        }
        self._start, self._entries = first_part(pdf, varying)
        self._trailer = trailer_of(pdf)

    def written(
        self, content: bytes, moves: Moves, metadata: PdfMetadata, code: QrCode | None = None
    ) -> bytes:
        """The file with this content, the record and the proof of ``metadata`` and its code."""
        objects = [
            (self._content, _stream(content)),
            (self._attached, self._embedded(metadata.record or b"")),
            (self._metadata, self._xmp(metadata)),
            *((each.number, _moved(each, moves)) for each in self._bookmarks),
            *((each.number, _moved_figure(each, moves)) for each in self._figures),
            *((number, code_object(code)) for number in self._codes if code),
        ]
        entries = self._entries.copy()
        parts = [self._start]
        offset = len(self._start)
        for number, data in objects:
            part = object_of(number, data)
            entries[number] = ENTRY.pack(1, offset, 0)
            parts.append(part)
            offset += len(part)
        return closed(parts, entries, identity_of(parts[1:]), self._trailer)

    def _embedded(self, record: bytes) -> bytes:
        packed = zlib.compress(record, LEVEL)
        digest = hashlib.md5(record, usedforsecurity=False).hexdigest().encode()
        return self._attachment % (digest, len(record), len(packed), packed)

    def _xmp(self, metadata: PdfMetadata) -> bytes:
        xmp = pdf_archive.xmp(metadata, self._producer).encode()
        return b"<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%b\nendstream" % (
            len(xmp),
            xmp,
        )


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, LEVEL)
    return b"<</Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream" % (len(packed), packed)


def _attachment(extra: dict[str, Any]) -> bytes:
    """The attached file, with gaps for check sum, size, packed size and packed content."""
    parameters = pydyf.Dictionary({**extra["Params"], "CheckSum": "<%b>", "Size": "%d"})
    dictionary = pydyf.Dictionary(
        {**extra, "Params": parameters, "Filter": "/FlateDecode", "Length": "%d"}
    )
    data: bytes = dictionary.data
    return data + b"\nstream\n%b\nendstream"


def _bookmarks(pdf: Any, flow: Flow, height: float) -> Any:
    """The bookmarks that stand where the page may move."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and "Dest" in item:
            level = flow.level_of_point(height - item["Dest"][3] / _POINTS)
            yield _Bookmark(item.number, item, level)


def _moved(bookmark: _Bookmark, moves: Moves) -> bytes:
    page, kind, x, y, zoom = bookmark.outline["Dest"]
    lower = y - moves.of(bookmark.level) * _POINTS
    target = pydyf.Array((page, kind, x, decimal(lower), zoom))
    data: bytes = pydyf.Dictionary({**bookmark.outline, "Dest": target}).data
    return data


def _refuse_links(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, dict) and ("Annots" in item or "Dests" in item.get("Names", ())):
            raise NotCompilable


def _figures(pdf: Any, flow: Flow, height: float) -> Iterator[_Figure]:
    """The figures that stand where the page may move; of all but the code that cannot be told."""
    for item in pdf.objects:
        attributes = item.get("A") if isinstance(item, dict) else None
        box = attributes.get("BBox") if isinstance(attributes, dict) else None
        if not box:
            continue
        level = flow.level_of_point(height - box[3] / _POINTS)
        if not flow.can_move(level):
            continue
        if not flow.has_code:
            raise NotCompilable
        yield _Figure(item.number, item, level)


def _moved_figure(figure: _Figure, moves: Moves) -> bytes:
    attributes = figure.element["A"]
    left, lower, right, upper = attributes["BBox"]
    down = moves.of(figure.level) * _POINTS
    box = pydyf.Array((left, decimal(lower - down), right, decimal(upper - down)))
    moved = pydyf.Dictionary({**attributes, "BBox": box})
    data: bytes = pydyf.Dictionary({**figure.element, "A": moved}).data
    return data


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
