"""Knows a SCORM package by its manifest. Nothing is unpacked: only the manifest is looked into."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from atuforms.exceptions import UnreadableInput
from atuforms.locks import FIRST_USE

MANIFEST: Final = "imsmanifest.xml"
MAX_MANIFEST: Final = 4_000_000
"""Largest manifest that is parsed, in bytes."""
MAX_DIRECTORY: Final = 8_000_000
"""Largest directory of a ZIP file that is read, in bytes; about 80,000 files."""

_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22
_LONGEST_COMMENT: Final = 65_535


@dataclass(frozen=True, slots=True)
class Scorm:
    """A ZIP file with a manifest; ``fault`` names the sentence on what is wrong with it."""

    file: str
    fault: str = ""


def read_scorm(path: Path, file: str) -> Scorm | None:
    """What the ZIP file is; None if it has no manifest, and so is no SCORM package.

    :param file: its name in messages.
    :raises UnreadableInput: if it is damaged, or holds too many files to look through.
    """
    _refuse_large_directory(path, file)
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            manifests = [name for name in names if name.rpartition("/")[2].lower() == MANIFEST]
            if not manifests:
                return None
            if MANIFEST not in manifests:
                return Scorm(file, "scorm-manifest-deeper")
            if archive.getinfo(MANIFEST).flag_bits & 1:
                return Scorm(file, "scorm-manifest-faulty")
            with archive.open(MANIFEST) as stream:
                content = stream.read(MAX_MANIFEST + 1)
    # What zipfile raises for damaged files; the fourth for ways to pack that it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableInput("{file} is damaged. Ask for the file again.", file=file) from error
    sound = len(content) <= MAX_MANIFEST and _is_manifest(content)
    return Scorm(file, "" if sound else "scorm-manifest-faulty")


def _is_manifest(content: bytes) -> bool:
    """Whether the manifest says what the package has to show, and of what files it consists."""
    with FIRST_USE:
        from atuforms.testbank.hardened import parse_xml

    try:
        root = parse_xml(content)
    except UnreadableInput:
        return False
    shown = root.find("{*}organizations/{*}organization")
    files = root.find("{*}resources/{*}resource")
    named = root.tag.rpartition("}")[2]
    return named == "manifest" and shown is not None and files is not None


def _refuse_large_directory(path: Path, file: str) -> None:
    """Read how large the directory is before it is read, which takes memory for each entry."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
        tail = stream.read()
    at = tail.rfind(_END)
    if at >= 0 and len(tail) - at >= _END_SIZE:
        (directory,) = struct.unpack_from("<I", tail, at + 12)
        if directory > MAX_DIRECTORY:
            raise UnreadableInput(
                "{file} holds far more files than a resource does; it is not read for safety. "
                "Export the package anew.",
                file=file,
            )
