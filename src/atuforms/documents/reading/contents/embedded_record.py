"""The record that a document of ours carries with it: a custom XML part, or an attached file."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atuforms.core.exceptions import MissingDependency, NoRecordInside, UnreadableInput
from atuforms.core.files.office import Parts
from atuforms.core.files.pdf_bounds import refuse_bomb
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.locks import FIRST_USE
from atuforms.rendering.office_package import RECORD_NAMESPACE

MAX_RECORD = 5_000_000
"""Largest record that is read from a document, in bytes."""
_RECORD = "record.json"
_MOST_PAGES = 2_000
_ODD = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)
"""What Python says of objects of a PDF that are other than they should be."""


@dataclass(frozen=True, slots=True)
class EmbeddedRecord:
    """A record as a document carries it; ``values`` are empty for a blank."""

    form: str
    lang: str
    values: Mapping[str, Any] = field(default_factory=dict)
    sound: bool = True
    """Whether it is as it was written: its hash agrees, and it can be read at all."""
    variant: str = ""
    """The variant that the document is; one that withholds something carries no values."""
    foreign: bool = False
    """Whether pages of another document were put to it."""
    proofs: tuple[str, ...] = ()
    """What says that it was signed; a document of ours has one at most."""
    seals: tuple[str, ...] = ()
    """What says that it looks as it was signed; a document of ours has one at most."""
    lines: frozenset[str] = frozenset()
    """The lines that a template of staff has printed beside the fields, by their digests."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """The fingerprints of the pictures that were printed, by the names that the record has."""


def carried_in_office(office: Parts) -> EmbeddedRecord | None:
    """The record in the custom XML part of a Word document or a presentation."""
    found = {}
    for name in sorted(office.names):
        if not (name.startswith("customXml/item") and name.endswith(".xml")):
            continue
        # Only ours is parsed: other parts belong to other programs.
        content = office.read(name, MAX_RECORD)
        if RECORD_NAMESPACE.encode() not in content or b"itemProps" in name.encode():
            continue
        root = parse_xml(content, office.file)
        if root.tag == f"{{{RECORD_NAMESPACE}}}record":
            each = _carried(root.text or "", root.get("form", ""), root.get("lang", ""), root)
            if each is not None:
                found[root.text, each.form] = each
    if len(found) > 1:
        raise _several(office.file, len(found))
    return next(iter(found.values()), None)


def _several(file: str, count: int) -> UnreadableInput:
    return UnreadableInput(
        "{file} holds {count} records: several documents were put together in it. Give each "
        "document alone.",
        file=file,
        count=count,
    )


def _carried(text: str, form: str, lang: str, root: Any) -> EmbeddedRecord | None:
    proofs, seals = ((told,) if (told := root.get(name, "")) else () for name in ("proof", "seal"))
    lines = frozenset(root.get("lines", "").split())
    if not text.strip():
        variant = root.get("variant", "")
        return EmbeddedRecord(form, lang, variant=variant, lines=lines) if form else None
    digest = root.get("sha256", "")
    sound = not digest or hashlib.sha256(text.encode()).hexdigest() == digest
    values = _values(text)
    return EmbeddedRecord(
        form,
        lang,
        values or {},
        sound and values is not None,
        proofs=proofs,
        seals=seals,
        lines=lines,
        pictures=_fingerprints(root.get("pictures", "")),
    )


def _fingerprints(text: str) -> dict[str, str]:
    """Those of the pictures; none where somebody changed them."""
    known = _values(text) or {}
    return {name: told for name, told in known.items() if isinstance(told, str) and told}


def carried_in_pdf(data: bytes, file: str) -> EmbeddedRecord:
    """The record attached to a PDF.

    :raises UnreadableInput: if it has none, is damaged, or is protected with a password.
    :raises MissingDependency: without pikepdf.
    """
    try:
        with FIRST_USE:
            import pikepdf
    except ImportError:
        raise MissingDependency(
            'Reading PDF files needs pikepdf. Install it: pip install "atuforms[pdf-read]"'
        ) from None
    refuse_bomb(data, file)
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            lang = str(document.Root.get("/Lang", ""))[:2]
            names = _records(document)
            contents = {_attached(document, name) for name in names}
            foreign = _has_foreign_pages(document)
            about = document.Root.get("/Metadata")
            told = b"" if about is None else _bytes_of(about)
            if b"atuforms:proof" not in told and b"atuforms:proof" in data:
                # A program with which a person signed has written the metadata anew, behind ours.
                told = data
            ours = b"<atuforms:formCode>" in told
    except pikepdf.PasswordError:
        raise UnreadableInput(
            "{file} is protected with a password. Save it without one and try again.", file=file
        ) from None
    except (pikepdf.PdfError, RecursionError, zlib.error, *_ODD) as error:
        raise UnreadableInput("{file} is damaged. Ask for the file again.", file=file) from error
    if len(contents) > 1:
        raise _several(file, len(contents))
    content = contents.pop() if contents else b""
    if not content and ours and not names:
        raise NoRecordInside(
            "{file} holds no record and no answers: it is a blank, or a paper without answers. "
            "Give the record itself, or the document with the answers.",
            file=file,
        )
    if not content:
        raise NoRecordInside(
            "{file} has no record attached: it was not made by atuforms, or was printed anew from "
            "another program. Give the Word document, or the record itself.",
            file=file,
        )
    values = _values(content.decode("utf-8", "replace"))
    if values is None:
        raise UnreadableInput(
            "The record attached to {file} is damaged. Give the Word document, or the record "
            "itself.",
            file=file,
        )
    return EmbeddedRecord(
        str(values.get("form", "")),
        lang,
        values,
        foreign=ours and foreign,
        proofs=tuple(dict.fromkeys(_told(told, "proof"))),
        seals=tuple(dict.fromkeys(_told(told, "seal"))),
    )


def _told(about: bytes, name: str) -> list[str]:
    """What the XMP of a document says under one of our names, each time that it says it."""
    text = about.decode("utf-8", "replace")
    # Other programs write a property as an attribute when they save the file.
    elements: list[str] = re.findall(f"<atuforms:{name}>([^<]*)<", text)
    return elements + re.findall(rf"""\satuforms:{name}=["']([^"']*)["']""", text)


def _records(document: Any) -> list[str]:
    """The attached files that are records: called so, and data of the document.

    Whoever puts documents together may number their files, and keeps the name inside.
    """
    found: list[str] = []
    data: list[str] = []
    for key, file in document.attachments.items():
        if _RECORD in (key, file.filename):
            found.append(key)
            if str(file.obj.get("/AFRelationship", "")) == "/Data":
                data.append(key)
    return data or found


def _has_foreign_pages(document: Any) -> bool:
    """Whether pages are not all of one document: each of ours has a number of its own."""
    numbers = [page.obj.get("/StructParents") for page in document.pages[:_MOST_PAGES]]
    return "/StructTreeRoot" in document.Root and len(set(numbers) - {None}) < len(numbers)


def _attached(document: Any, name: str) -> bytes:
    """The bytes of an attached file."""
    return _bytes_of(document.attachments[name].obj.EF.F)


def _bytes_of(stream: Any) -> bytes:
    """The bytes of a stream, inflated here, where they can be counted."""
    raw: bytes = stream.read_raw_bytes()
    filters = [str(each) for each in _as_list(stream.get("/Filter"))]
    if filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(raw, MAX_RECORD + 1)
    elif filters:
        return b""
    return raw if len(raw) <= MAX_RECORD else b""


def _as_list(value: Any) -> list[Any]:
    with FIRST_USE:
        import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _values(text: str) -> Mapping[str, Any] | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
