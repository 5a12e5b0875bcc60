"""Knows a SCORM package by its manifest, the one file of it that is unpacked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.archives import Archive
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.language.sentences import Message
from atuforms.dossiers.messages import SCORM_MANIFEST_DEEPER, SCORM_MANIFEST_FAULTY

MANIFEST: Final = "imsmanifest.xml"
MAX_MANIFEST: Final = 4_000_000
"""Largest manifest that is parsed, in bytes."""
MAX_MEMBERS: Final = 30_000


@dataclass(frozen=True, slots=True)
class Scorm:
    """A ZIP file with a manifest; ``fault`` says what is wrong with it."""

    file: str
    fault: Message | None = None


def read_scorm(path: Path, file: str) -> Scorm | None:
    """What the ZIP file is; None if it has no manifest, and so is no SCORM package.

    :param file: its name in messages.
    :raises UnreadableInput: if it is damaged, or holds too many files to look through.
    """
    with path.open("rb") as stream:
        archive = Archive(stream, file, MAX_MEMBERS)
        if MANIFEST in archive.names:
            return Scorm(file, None if _is_sound(archive) else SCORM_MANIFEST_FAULTY)
    if any(name.rpartition("/")[2].lower() == MANIFEST for name in archive.names):
        return Scorm(file, SCORM_MANIFEST_DEEPER)
    return None


def _is_sound(archive: Archive) -> bool:
    """Whether the manifest says what the package has to show, and of what files it consists."""
    try:
        root = parse_xml(archive.read(MANIFEST, MAX_MANIFEST), archive.file)
    except UnreadableInput:
        return False
    shown = root.find("{*}organizations/{*}organization")
    files = root.find("{*}resources/{*}resource")
    named = root.tag.rpartition("}")[2]
    return named == "manifest" and shown is not None and files is not None
