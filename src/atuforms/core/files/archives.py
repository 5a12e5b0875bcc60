"""ZIP files of strangers: documents, spreadsheets, packages of SCORM.

Nothing in a file is believed. Members are counted before the directory is read, their sizes while
they are unpacked; their names stay inside the file, and none is there twice or lies in another.
"""

from __future__ import annotations

import copy
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import damaged, protected, strange, unpacks_to_more

MAX_MEMBERS: Final = 3_000

_CHUNK: Final = 1 << 17
_ENTRY: Final = 256
"""Bytes that the directory has for a member, with a long name."""
_HEADER: Final = 30
"""Bytes before a member, without its name."""
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ones that are unpacked in pieces; no office program uses another."""

_ODD: Final = (ValueError, KeyError, IndexError, OverflowError, NotImplementedError, struct.error)
"""What zipfile says of a directory that was changed on its way."""


class Archive:
    """A ZIP file whose members are safe to read one by one.

    :param stream: what holds it; it stays open as long as members are read.
    :param file: what messages call it.
    :param members: how many it may have.
    :raises UnreadableInput: if it is no ZIP file, is damaged, or is built to harm.
    """

    def __init__(self, stream: IO[bytes], file: str, members: int = MAX_MEMBERS) -> None:
        self.file = file
        try:
            self._zip = zipfile.ZipFile(_Bounded(stream, file, members * _ENTRY))
        except (zipfile.BadZipFile, EOFError, OSError, *_ODD) as error:
            raise damaged(file) from error
        infos = sorted(self._zip.infolist(), key=lambda info: info.header_offset)
        self.names = tuple(self._zip.namelist())
        """In the order of the directory."""
        end = 0
        for info in infos:
            if info.header_offset < end or _leads_out(info.orig_filename):
                raise strange(file)
            end = info.header_offset + _HEADER + info.compress_size
        if not len(infos) == len(set(self.names)) <= members:
            raise strange(file)

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a member.

        :raises UnreadableInput: as :meth:`pieces`.
        """
        return b"".join(self.pieces(name, limit))

    def pieces(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of a member, piece by piece.

        :param limit: bytes that it may have.
        :raises UnreadableInput: if it has more, is damaged or encrypted, or is not as large as
            the directory claims.
        """
        info = copy.copy(self._zip.getinfo(name))
        if info.flag_bits & 1:
            raise protected(self.file)
        if info.compress_type not in _METHODS:
            raise strange(self.file)
        claimed, size = info.file_size, 0
        info.file_size = limit + 2 * _CHUNK  # Or zipfile would stop at what is claimed.
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise unpacks_to_more(self.file, limit)
                    yield chunk
        except UnreadableInput:
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, *_ODD) as error:
            raise damaged(self.file) from error
        if size != claimed:
            raise strange(self.file)

    def flags(self, name: str) -> int:
        """What the directory says of how a member was written; programs differ in it."""
        return self._zip.getinfo(name).flag_bits

    def measure(self, limit: int) -> None:
        """Unpack everything once, for what will be opened by a library that does not measure.

        :param limit: bytes that all members may have together.
        :raises UnreadableInput: as :meth:`pieces`.
        """
        size = 0
        for name in self.names:
            for chunk in self.pieces(name, limit):
                size += len(chunk)
                if size > limit:
                    raise unpacks_to_more(self.file, limit)


class _Bounded:
    """What zipfile reads from: it asks for the whole directory at once, and keeps each entry."""

    def __init__(self, stream: IO[bytes], file: str, limit: int) -> None:
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable
        self._stream = stream
        self._file = file
        self._limit = limit

    def read(self, size: int = -1, /) -> bytes:
        """``size`` bytes of the file.

        :raises UnreadableInput: if these are more than the directory of a sound file has.
        """
        if size > self._limit:
            raise strange(self._file)
        return self._stream.read(size)


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or parts[0][1:2] == ":" or "\0" in name
