"""ZIP packages whose unchanged members are kept compressed and copied as they are.

Python's :mod:`zipfile` compresses every member anew for every file. A certificate changes two
parts of a package of a dozen, so here each fixed member is compressed once and its bytes are
copied; dates are the earliest that ZIP knows, so that the same parts give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_DATE = 0x21  # 1 January 1980, midnight
_DEFLATED, _STORED, _UTF8 = 8, 0, 0x800
_LEVEL = 6
_QUICK_LEVEL = 4
"""Takes a third of the time, for a sixth of the size more."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package, compressed."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes


def member(name: str, content: bytes, *, quick: bool = False) -> Member:
    """A file of a package; compressed, unless that makes it larger.

    :param quick: for what every document compresses anew.
    """
    packer = zlib.compressobj(_QUICK_LEVEL if quick else _LEVEL, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    method = _DEFLATED
    if len(packed) >= len(content):
        packed, method = content, _STORED
    return Member(name.encode(), method, zlib.crc32(content), len(content), packed)


def package(members: Iterable[Member]) -> bytes:
    """A ZIP file of these members, in their order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for each in members:
        common = (0, _DATE, each.crc, len(each.data), each.size, len(each.name), 0)
        header = _LOCAL.pack(b"PK\x03\x04", 20, _UTF8, each.method, *common)
        directory.append(
            _CENTRAL.pack(b"PK\x01\x02", 20, 20, _UTF8, each.method, *common, 0, 0, 0, 0, offset)
        )
        directory.append(each.name)
        body += (header, each.name, each.data)
        offset += len(header) + len(each.name) + len(each.data)
    index = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(index), offset, 0)
    return b"".join((*body, index, end))
