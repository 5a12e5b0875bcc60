"""Office files of strangers: their parts, and what these point to.

Nothing outside the file is ever opened; what loads a part of itself from elsewhere is not read.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from lxml import etree

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.archives import Archive
from atuforms.core.files.input_files import MAX_FILE, protected, strange, too_large
from atuforms.core.files.strict_documents import transitional
from atuforms.core.files.xml_parsing import MAX_XML, parse_xml

MAX_TOTAL: Final = 120_000_000
"""Largest sum of all parts, inflated, in bytes; a form with its photos has a tenth of it."""
MAX_TEXT: Final = 32_000_000
"""Bytes of the part with the text of a document; 10,000 questions of form 02-05 have 27 MB."""
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the old Office formats begin, and the new ones when they have a password."""

_KIND: Final = re.compile(
    r"http://schemas\.openxmlformats\.org/(?:package|officedocument)/2006/relationships/metadata/"
    r"(core-properties)"
    r"|http://schemas\.openxmlformats\.org/officeDocument/2006/relationships/([\w-]+)"
    r"|http://purl\.oclc\.org/ooxml/officeDocument/relationships/([\w-]+)"
    r"|http://schemas\.microsoft\.com/office/\d{4}(?:/\d\d)?/relationships/"
    r"(comments\w+|people|stylesWithEffects)"
)
"""The types of relationships that office programs know; they pass over any other."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another, or out of the file."""

    id: str
    kind: str
    """Last word of the relationship's type, as ``image``; empty if no program knows the type."""
    target: str
    external: bool


class Parts(Archive):
    """The parts of an Office file, which point to each other."""

    def __init__(self, stream: IO[bytes], file: str) -> None:
        super().__init__(stream, file)
        self._pointers: dict[str, tuple[Relationship, ...]] = {}

    def xml(self, name: str, limit: int = MAX_XML) -> etree._Element:
        """The root of a part that holds XML of at most ``limit`` bytes, in the usual namespaces.

        :raises UnreadableInput: if it is larger, not well-formed, or declares a document type.
        """
        return transitional(self.xml_as_written(name, limit))

    def parsed(self, content: bytes) -> etree._Element:
        """The same of the bytes of a part, which were read."""
        return transitional(parse_xml(content, self.file, MAX_XML))

    def xml_as_written(self, name: str, limit: int = MAX_XML) -> etree._Element:
        """The same in the namespaces that it has, for what is written back."""
        return parse_xml(self.read(name, limit), self.file, limit)

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where ``part`` points to (``""``: the file itself); targets inside are part names."""
        if part not in self._pointers:
            self._pointers[part] = tuple(self._pointers_of(part))
        return self._pointers[part]

    def _pointers_of(self, part: str) -> Iterator[Relationship]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.names:
            return
        for element in self.xml(rels).iter(_RELATIONSHIP):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            known = _KIND.fullmatch(element.get("Type", ""))
            kind = next(filter(None, known.groups()), "") if known else ""
            yield Relationship(element.get("Id", ""), kind, target, external)

    def related(self, part: str, kind: str) -> str:
        """Name of the part of a kind, ``styles``, that ``part`` points to; empty without one."""
        found = (each for each in self.relationships(part) if each.kind == kind)
        return next((each.target for each in found if each.target in self.names), "")

    def main_part(self) -> str:
        """Name of the part that holds the text, the slides or the sheets; empty without one."""
        for each in self.relationships(""):
            if each.kind == "officeDocument" and each.target in self.names:
                return each.target
        return ""


class Office(Parts):
    """A Word document or a presentation whose parts are safe to read.

    :raises UnreadableInput: for what is no Office file, is damaged, encrypted, or built to harm.
    """

    def __init__(self, data: bytes, file: str) -> None:
        _refuse_others(data, file)
        super().__init__(io.BytesIO(data), file)
        if len({name.casefold() for name in self.names}) < len(self.names):
            raise strange(file)
        self.measure(MAX_TOTAL)
        for name in self.names:
            if name.endswith(".rels"):
                self._refuse_remote(name)

    def _refuse_remote(self, name: str) -> None:
        """Refuse a document that loads something from elsewhere; ours never do."""
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


def refuse_old(data: bytes, file: str) -> None:
    """Say of a file of the old Office formats, or one with a password, what to do with it.

    :raises UnreadableInput: if it is one.
    """
    if not data.startswith(OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise protected(file)
    if "WordDocument".encode("utf-16-le") in data:
        raise UnreadableInput(
            "{file} is in the old Word format (.doc), whatever its name says. Open it in Word "
            "and save it as .docx.",
            file=file,
        )
    raise UnreadableInput(
        "{file} is in an old Office format. Open it and save it as .docx.", file=file
    )


def _refuse_others(data: bytes, file: str) -> None:
    """Say of what is no ZIP file what it is."""
    if len(data) > MAX_FILE:
        raise too_large(file, MAX_FILE)
    if not data.strip():
        raise UnreadableInput("{file} is empty. Choose the filled-in document.", file=file)
    refuse_old(data, file)
    if not data.startswith(b"PK"):
        raise UnreadableInput(
            "{file} is no document that can be read. Give a DOCX or PDF made from an official "
            "form, or a record in YAML or JSON.",
            file=file,
        )
