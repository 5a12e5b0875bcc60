"""The file of a PDF: its objects as bytes, each made and compressed once, and the table of them.

pydyf would write each object twice, the second time for the identifier of the file alone, and
compress with Python's zlib, which is slower, and another one on each system.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import pydyf
from pydyf import _to_bytes
from zlib_ng import zlib_ng as zlib

LEVEL = 2
"""Of compression, for what each certificate of a batch compresses anew."""
_HIGH_LEVEL = 6
"""For the rest: a tenth less in a long document."""
ENTRY = struct.Struct(">BIH")
"""A line of the table: kind of the object, where it is, and its place in a stream of objects."""
_OF_FONTS = "Length1"
"""What only the streams of fonts have in their dictionary; many documents have the same."""
_STREAM_END = b"\nendstream\nendobj"
_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


def written(pdf: Any) -> bytes:
    """The file of ``pdf``, which is complete."""
    pdf.add_object(pdf.info)
    start, entries = first_part(pdf)
    return closed([start], entries, identity_of([start]), trailer_of(pdf))


def first_part(pdf: Any, left_out: Collection[int] = ()) -> tuple[bytes, list[bytes]]:
    """The beginning of the file with all objects but those ``left_out``; lines of the table."""
    entries = [ENTRY.pack(0, 0, 65535)] * len(pdf.objects)
    parts = [_HEADER]
    offset = len(_HEADER)
    packed: list[tuple[int, bytes]] = []
    for item in pdf.objects[1:]:
        if item.number in left_out or item.free == "f":
            continue
        if item.compressible:
            packed.append((item.number, _data(item)))
            continue
        part = object_of(item.number, _data(item))
        entries[item.number] = ENTRY.pack(1, offset, 0)
        parts.append(part)
        offset += len(part)
    number = len(entries)
    index, position = [], 0
    for at, (each, data) in enumerate(packed):
        entries[each] = ENTRY.pack(2, number, at)
        index.append(b"%d %d" % (each, position))
        position += len(data) + 1
    first = b" ".join(index) + b"\n"
    body = first + b"\n".join([data for _, data in packed])
    extra = {"Type": "/ObjStm", "N": len(packed), "First": len(first)}
    entries.append(ENTRY.pack(1, offset, 0))
    parts.append(object_of(number, stream_of(body, extra)))
    return b"".join(parts), entries


def object_of(number: int, data: bytes) -> bytes:
    """An object as it stands in the file."""
    return ended(b"%d 0 obj\n%b\nendobj" % (number, data)) + b"\n"


def ended(item: bytes) -> bytes:
    """An object as it is written; a stream with both bytes of a line end before its last words.

    Content may end in a carriage return. Followed by a lone line feed, as pydyf writes it, the two
    pass for one line end, and the length for wrong (ISO 19005-3, 6.1.7.1).
    """
    if not item.endswith(_STREAM_END):
        return item
    return item.removesuffix(_STREAM_END) + b"\r" + _STREAM_END


def stream_of(content: bytes, extra: dict[str, Any], *, compress: bool = True) -> bytes:
    """A stream with these entries of its dictionary."""
    entries = dict(extra)
    if compress:
        entries["Filter"] = "/FlateDecode"
        content = (_compressed_once if _OF_FONTS in entries else _compressed)(content)
    entries["Length"] = len(content)
    return b"%b\nstream\n%b\nendstream" % (_dictionary(entries), content)


def _compressed(content: bytes) -> bytes:
    packed: bytes = zlib.compress(content, _HIGH_LEVEL)
    return packed


_compressed_once = lru_cache(maxsize=64)(_compressed)


def trailer_of(pdf: Any) -> bytes:
    """What the table says of the document: its root, and its information dictionary."""
    return b"/Root %b /Info %b" % (pdf.catalog.reference, pdf.info.reference)


def identity_of(parts: Sequence[bytes]) -> bytes:
    """The identifier of a file, from its content."""
    return hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode()


def closed(parts: list[bytes], entries: list[bytes], identity: bytes, trailer: bytes) -> bytes:
    """The file of these parts, with its table at the end."""
    offset = sum(map(len, parts))
    table = zlib.compress(b"".join((*entries, ENTRY.pack(1, offset, 0))), LEVEL)
    size = len(entries) + 1
    end = (
        b"%d 0 obj\n<</Type /XRef /Index [0 %d] /W [1 4 2] /Size %d %b /ID [<%b> <%b>] "
        b"/Filter /FlateDecode /Length %d>>\nstream\n%b\r\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF\n"
    )
    numbers = (size - 1, size, size, trailer, identity, identity, len(table), table, offset)
    return b"".join((*parts, end % numbers))


def _data(item: Any) -> bytes:
    """What pydyf calls the data of an object."""
    kind = type(item)
    if kind is bytes:
        known: bytes = item
        return known
    if kind is str:
        return str.encode(item, "ascii")
    if kind is int:
        return b"%d" % item
    if kind is pydyf.Dictionary:
        return _dictionary(item)
    if kind is pydyf.Array:
        return b"[" + b" ".join([_data(each) for each in item]) + b"]"
    if isinstance(item, pydyf.Stream):
        content = b"\n".join([_data(each) for each in item.stream])
        return stream_of(content, item.extra, compress=item.compress)
    data: bytes = _to_bytes(item)
    return data


def _dictionary(entries: dict[Any, Any]) -> bytes:
    return b"<<" + b"".join([_key(key) + _data(each) for key, each in entries.items()]) + b">>"


@lru_cache(maxsize=1024)
def _key(key: str | bytes) -> bytes:
    return b"/" + _data(key) + b" "
