"""How much a PDF would unpack to, found out before any library opens it.

A library that opens a PDF inflates its cross-reference and object streams at once, whatever their
size: five kilobytes make gigabytes. So every stream is inflated here first, piece by piece, and
counted; what stands for the file's structure must be packed in the one way that programs use.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from atuforms.core.files.input_files import strange, unpacks_to_more

MAX_UNPACKED: Final = 150_000_000
"""Largest sum of all streams, inflated, in bytes."""
_MAX_STRUCTURE = 20_000_000
"""Largest inflated stream of the file's structure."""
_PIECE = 1 << 20
_LONGEST_DICTIONARY = 4096

_STREAM = re.compile(rb"stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STRUCTURE = re.compile(rb"/(?:XRef|ObjStm)\b|/Type\s+[0-9]+\s+[0-9]+\s+R")
_FILTERS = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|(/\w+)|([0-9]+\s+[0-9]+\s+R))")
_COLUMNS = re.compile(rb"/(?:Columns|Colors|BitsPerComponent)\s+([0-9]+)")
_MAX_COLUMNS = 100_000


def refuse_bomb(data: bytes, file: str) -> None:
    """Inflate and count every stream of a PDF.

    :raises UnreadableInput: if they are larger than any document needs, or the structure of the
        file is packed as no program does it.
    """
    left = MAX_UNPACKED
    for begin in _STREAM.finditer(data):
        if data[max(begin.start() - 3, 0) : begin.start()] == b"end":
            continue
        structure = _is_structure(_dictionary(data, begin.start()), file)
        size = _inflated(data, begin.end(), min(left, _MAX_STRUCTURE) if structure else left)
        if size is None:
            raise unpacks_to_more(file, _MAX_STRUCTURE if structure else MAX_UNPACKED)
        left -= size


def _dictionary(data: bytes, end: int) -> bytes:
    """The dictionary before a stream, its names spelt out."""
    first = max(end - _LONGEST_DICTIONARY, 0)
    begin = max(data.rfind(b"obj", first, end), first)
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data[begin:end])


def _is_structure(dictionary: bytes, file: str) -> bool:
    """Whether the stream is one that a library inflates as it opens the file."""
    if not _STRUCTURE.search(dictionary):
        return False
    for found in _FILTERS.finditer(dictionary):
        names = (found[1] or found[2] or b"?").split()
        if names not in ([], [b"/FlateDecode"]):
            raise strange(file)
    for found in _COLUMNS.finditer(dictionary):
        if len(found[1]) > 6 or int(found[1]) > _MAX_COLUMNS:
            raise strange(file)
    return True


def _inflated(data: bytes, begin: int, limit: int) -> int | None:
    """How many bytes a stream inflates to, 0 if it is not deflated; None if they are too many."""
    unpacker = zlib.decompressobj()
    size = 0
    waiting: bytes | memoryview = memoryview(data)[begin : begin + _PIECE]
    position = begin + len(waiting)
    while waiting and not unpacker.eof:
        try:
            size += len(unpacker.decompress(waiting, _PIECE))
        except zlib.error:
            break
        if size > limit:
            return None
        waiting = unpacker.unconsumed_tail
        if not waiting:
            waiting = memoryview(data)[position : position + _PIECE]
            position += len(waiting)
    return size
