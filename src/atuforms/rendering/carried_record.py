"""The record that a document of an office program carries, in a custom XML part."""

from __future__ import annotations

import json
from typing import Final
from xml.sax.saxutils import quoteattr

from atuforms.rendering.job import Job
from atuforms.rendering.office_package import RECORD_NAMESPACE
from atuforms.rendering.seal_room import ROOM
from atuforms.rendering.zip_package import ZipMember, member, stored

_ROOM: Final = ROOM.encode()
_ALWAYS: Final = ("form", "lang", "version", "sha256")


def record_part(job: Job, lines: str = "") -> bytes:
    """The custom XML part that carries the record and what it was printed with.

    :param lines: those that a template of staff prints beside the fields.
    """
    record = job.record or b""
    pictures = dict(job.pictures()) if record else {}
    attributes = " ".join(
        f"{name}={quoteattr(value)}"
        for name, value in (
            ("form", job.form.name()),
            ("lang", job.lang),
            ("version", job.version),
            ("sha256", job.digest),
            ("variant", str(job.values["variant"])),
            ("proof", job.proof),
            ("lines", lines),
            ("pictures", json.dumps(pictures) if pictures else ""),
            ("seal", ROOM if job.proof else ""),
        )
        if value or name in _ALWAYS
    )
    text = record.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    start = f'{head}<record xmlns="{RECORD_NAMESPACE}" {attributes}>'
    return b"".join((start.encode(), text, b"</record>"))


def record_member(part: str, content: bytes) -> ZipMember:
    """The record; with room for a seal it is not compressed, so that one can be put in."""
    return stored(part, content) if _ROOM in content else member(part, content, quick=True)
