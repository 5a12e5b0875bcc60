"""Opens Office files of strangers: the one place that unpacks them and parses their XML.

Nothing in a file is believed: sizes are counted while inflating, names must stay inside the
package, XML has no document type and no entities, and nothing outside the file is ever opened.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from atuforms.exceptions import UnreadableInput

MAX_FILE: Final = 60_000_000
"""Largest file that is opened, in bytes."""
MAX_TOTAL: Final = 120_000_000
"""Largest sum of all parts, inflated, in bytes; a form with its photos has a tenth of it."""
MAX_XML: Final = 8_000_000
"""Largest part that is parsed, in bytes; its tree takes about ten times as much memory."""
MAX_PARTS: Final = 3_000

_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another, or out of the file."""

    id: str
    kind: str
    """Last word of the relationship's type: ``image``, ``hyperlink``."""
    target: str
    external: bool


class Office:
    """An Office file whose parts are safe to read.

    :raises UnreadableInput: for what is no Office file, is damaged, encrypted, or built to harm.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._archive = _archive(data, file)
        self.names = frozenset(self._archive.namelist())
        self._measure()
        for name in self.names:
            if name.endswith(".rels"):
                self._refuse_remote(name)

    def part(self, name: str, limit: int = MAX_TOTAL) -> bytes:
        """The bytes of a part.

        :raises UnreadableInput: if it is larger than ``limit``, or damaged.
        """
        return b"".join(self._inflate(name, limit))

    def xml(self, name: str) -> etree._Element:
        """The root of a part that holds XML.

        :raises UnreadableInput: if it is too large, not well-formed, or declares a document type.
        """
        return parse_xml(self.part(name, MAX_XML), self.file)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where ``part`` points to (``""``: the file itself); targets inside are part names."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.names:
            return ()
        found = []
        for element in self.xml(rels).iter(_RELATIONSHIP):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found.append(Relationship(element.get("Id", ""), kind, target, external))
        return tuple(found)

    def main_part(self) -> str:
        """Name of the part that holds the text, the slides or the sheets; empty without one."""
        for each in self.relationships(""):
            if each.kind == "officeDocument" and each.target in self.names:
                return each.target
        return ""

    def _measure(self) -> None:
        left = MAX_TOTAL
        for info in self._archive.infolist():
            for chunk in self._inflate(info.filename, left):
                left -= len(chunk)

    def _inflate(self, name: str, limit: int) -> Iterator[bytes]:
        try:
            with self._archive.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    limit -= len(chunk)
                    if limit < 0:
                        raise UnreadableInput(
                            "{file} unpacks to far more than a form holds; it is not read for "
                            "safety. Take out large pictures, or save the text anew.",
                            file=self.file,
                        )
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise _damaged(self.file) from error

    def _refuse_remote(self, name: str) -> None:
        """A document that loads something from elsewhere is none that our blanks grow into."""
        for element in self.xml(name).iter(_RELATIONSHIP):
            kind = element.get("Type", "").rpartition("/")[2]
            target = element.get("Target", "").strip().lower().replace("\\", "/")
            remote = target.startswith(("http:", "https:", "ftp:", "//", "file://///"))
            if element.get("TargetMode") == "External" and kind != "hyperlink" and remote:
                raise UnreadableInput(
                    "{file} loads a part of itself from elsewhere ({target}); it is not read for "
                    "safety. Copy its text into a new document.",
                    file=self.file,
                    target=element.get("Target", "")[:80],
                )


def parse_xml(content: bytes, file: str) -> etree._Element:
    """The root of ``content``, without document type, entities, network or huge nodes.

    :raises UnreadableInput: for XML that is not well-formed or declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    # A document type stands before the root; libxml2 would read all of it first.
    if b"<!DOCTYPE" in content or b"<\0!\0D\0O\0C\0T\0Y\0P\0E" in content:
        raise _document_type(file)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(file) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type(file)
    return root


def _archive(data: bytes, file: str) -> zipfile.ZipFile:
    if len(data) > MAX_FILE:
        raise UnreadableInput(
            "{file} is larger than {limit} MB. Take out large pictures, or split it.",
            file=file,
            limit=MAX_FILE // 1_000_000,
        )
    if not data.strip():
        raise UnreadableInput("{file} is empty. Choose the filled-in document.", file=file)
    if data.startswith(_OLE):
        _refuse_old(data, file)
    if not data.startswith(b"PK"):
        raise UnreadableInput(
            "{file} is no document that can be read. Give a DOCX or PDF made from an official "
            "form, or a record in YAML or JSON.",
            file=file,
        )
    # Counted before the directory is read, which takes memory for each entry.
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise _strange(file)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(file) from error
    seen = set()
    for info in archive.infolist():
        name = info.orig_filename
        parts = name.replace("\\", "/").split("/")
        if (
            ".." in parts
            or name.startswith(("/", "\\"))
            or ":" in name
            or "\0" in name
            or name.casefold() in seen
            or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        ):
            raise _strange(file)
        if info.flag_bits & 1:
            raise _protected(file)
        seen.add(name.casefold())
    return archive


def _refuse_old(data: bytes, file: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _protected(file)
    if "WordDocument".encode("utf-16-le") in data:
        raise UnreadableInput(
            "{file} is in the old Word format (.doc), whatever its name says. Open it in Word and "
            "save it as .docx.",
            file=file,
        )
    raise UnreadableInput(
        "{file} is in an old Office format. Open it and save it as .docx.", file=file
    )


def _protected(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} is protected with a password. Save it without one and try again.", file=file
    )


def _strange(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} is put together in a way no word processor does; it is not read for safety. "
        "Copy its text into a new document.",
        file=file,
    )


def _damaged(file: str) -> UnreadableInput:
    # What the library says of it is in English, and nothing that a lecturer could mend.
    return UnreadableInput(
        "{file} is damaged. Open it in Word, save it again, and try once more.", file=file
    )


def _document_type(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} declares a document type, which no word processor does; it is not read for "
        "safety. Copy its text into a new document.",
        file=file,
    )
