"""ZIP packages whose unchanged members are kept compressed and copied as they are.

Python's :mod:`zipfile` compresses every member anew for every file. A certificate changes two
parts of a package of a dozen, so here each fixed member is compressed once and its bytes are
copied; dates are the earliest that ZIP knows, so that the same parts give the same bytes.

Members are compressed with zlib-ng, which gives the same bytes on every system, in a third of the
time; Python's own zlib is a different one on each.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO

from zlib_ng import zlib_ng as zlib

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_BEGIN = b"PK\x03\x04"
_DATE = 0x21  # 1 January 1980, midnight
_DEFLATED, _STORED = 8, 0
FLAGS = 0x800
"""That names are in UTF-8; what other programs write has other flags."""
_LEVEL = 6
_QUICK_LEVEL = 2
"""The highest that takes the first match that it finds: half the time of the next."""
_RAW = -15
_LARGE = 1 << 18
"""Bytes that take longer to compress than a thread takes to start."""


@dataclass(frozen=True, slots=True)
class ZipMember:
    """One file of a package, compressed."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes


def stored(name: str, content: bytes) -> ZipMember:
    """A file of a package as it is, for what is filled in when all else is written."""
    return ZipMember(name.encode(), _STORED, zlib.crc32(content), len(content), content)


def member(name: str, content: bytes, *, quick: bool = False) -> ZipMember:
    """A file of a package; compressed, unless that makes it larger.

    :param quick: for what every document compresses anew.
    """
    packed = zlib.compress(content, _QUICK_LEVEL if quick else _LEVEL, _RAW)
    method = _DEFLATED
    if len(packed) >= len(content):
        packed, method = content, _STORED
    return ZipMember(name.encode(), method, zlib.crc32(content), len(content), packed)


def compressing(name: str, content: bytes) -> Callable[[], ZipMember]:
    """A file of a package; a large one is compressed by a thread while the caller goes on.

    :return: what gives it when it is done.
    """
    if len(content) < _LARGE:
        done = member(name, content, quick=True)
        return lambda: done
    pool = ThreadPoolExecutor(1)
    soon = pool.submit(member, name, content, quick=True)
    pool.shutdown(wait=False)
    return soon.result


@dataclass(frozen=True, slots=True)
class Kept:
    """The first members of a package, the same in every one, ready to be copied together."""

    body: bytes = b""
    directory: bytes = b""
    count: int = 0

    @classmethod
    def of(cls, members: Iterable[ZipMember]) -> Kept:
        """These members, one after another."""
        body, directory, count = _laid_down(members, 0)
        return cls(b"".join(body), b"".join(directory), count)


_NO_MEMBERS = Kept()


def package(members: Iterable[ZipMember], after: Kept = _NO_MEMBERS) -> bytes:
    """A ZIP file of these members, in their order.

    :param after: what comes before them.
    """
    body, directory, count = _laid_down(members, len(after.body))
    files = b"".join((after.body, *body))
    index = b"".join((after.directory, *directory))
    count += after.count
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(index), len(files), 0)
    return b"".join((files, index, end))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a package that was made in this process, by name, in their order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def members(data: bytes) -> Iterator[ZipMember]:
    """The members of a package that was made in this process, as they are packed."""
    at = 0
    while data[at : at + 4] == _BEGIN:
        header = _LOCAL.unpack_from(data, at)
        method, crc, packed, size, length = header[3], *header[6:10]
        name = at + _LOCAL.size
        at = name + length + packed
        yield ZipMember(data[name : name + length], method, crc, size, data[name + length : at])


def with_bytes(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package that was made in this process, with as many other bytes in a stored member."""
    changed = []
    for each in members(data):
        if each.name == name.encode():
            content = each.data.replace(old, new, 1)
            changed.append(ZipMember(each.name, _STORED, zlib.crc32(content), each.size, content))
        else:
            changed.append(each)
    return package(changed)


def _laid_down(members: Iterable[ZipMember], offset: int) -> tuple[list[bytes], list[bytes], int]:
    """The members themselves, their entries in the directory, and how many they are."""
    body: list[bytes] = []
    directory: list[bytes] = []
    count = 0
    for each in members:
        common = (0, _DATE, each.crc, len(each.data), each.size, len(each.name), 0)
        header = _LOCAL.pack(_BEGIN, 20, FLAGS, each.method, *common)
        entry = _CENTRAL.pack(
            b"PK\x01\x02", 20, 20, FLAGS, each.method, *common, 0, 0, 0, 0, offset
        )
        directory += (entry, each.name)
        body += (header, each.name, each.data)
        offset += len(header) + len(each.name) + len(each.data)
        count += 1
    return body, directory, count
