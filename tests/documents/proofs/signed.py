"""Signed documents for the tests, and ways to alter them."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

import atuforms
from atuforms.core.dotted_paths import put, value_at
from atuforms.core.language.languages import Language
from atuforms.documents.printing import write
from atuforms.documents.proofs.keys import new_key
from atuforms.documents.proofs.proof import Proof
from atuforms.documents.proofs.signing import Signer
from atuforms.documents.view import view
from atuforms.forms.base import Form

CERTIFICATES = (
    "mooc-placement-certificate",
    "der-placement-certificate",
    "completion-certificate",
)
"""The forms that show their proof as a code."""
CHOICES = {"language": ("kk", "ru"), "der_type": ("interactive_presentation", "practicum")}


def example(repository: Path, slug: str) -> Form:
    return atuforms.load(repository / "examples" / f"{slug}.yaml")


def signed(form: Form, to: str, signer: Signer, lang: Language = "kk", proof: str = "") -> bytes:
    """A document of a form, with its own proof; or with that of another one, and no seal."""
    told = proof or signer.proof_of(form)
    made = write(form, view(form, lang), to, lang, proof=told)
    return made.data if proof else signer.sealed(made.data, told)


@dataclass(frozen=True)
class Certificate:
    """A certificate in both formats, and who signed it."""

    signer: Signer
    form: Form
    pdf: bytes
    word: bytes

    @classmethod
    def signed_anew(cls, repository: Path, keys: Path) -> Certificate:
        """One that is signed with a new key."""
        signer = Signer(new_key(keys / "key.json"))
        form = example(repository, "der-placement-certificate")
        pdf, word = (signed(form, to, signer, "ru") for to in ("pdf", "docx"))
        return cls(signer, form, pdf, word)

    def verify(self, data: bytes) -> Proof:
        return atuforms.verify(data, keys=self.signer.key.public.jwk())


def with_record(pdf: bytes, record: bytes) -> bytes:
    """A PDF to which another record is attached."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments["record.json"].obj.EF.F.write(record)
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def with_parts(word: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A Word document some of whose parts are others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name, source.read(name)))
    return stream.getvalue()


def part(word: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word)) as source:
        return source.read(name)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a record that is no mapping and no list, by its path."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}".strip("."))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, f"{path}.{number}")
    elif path not in ("form", "lang"):
        yield path, value


def altered(record: Mapping[str, Any], path: str) -> dict[str, Any]:
    """A record with one value changed as little as can be: one figure, or the last letter."""
    changed = copy.deepcopy(dict(record))
    put(changed, path, _other(path, value_at(changed, path)))
    return changed


def _other(path: str, value: Any) -> Any:
    if isinstance(value, int | float):
        return value - 1
    if path in CHOICES:
        first, second = CHOICES[path]
        return second if value == first else first
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value[:-1] + ("1" if value[-1] != "1" else "2")
    at = next((n for n in reversed(range(len(value))) if value[n].isdigit()), None)
    if at is not None:
        return f"{value[:at]}{(int(value[at]) + 1) % 10}{value[at + 1 :]}"
    return value[:-1] + ("а" if value[-1] != "а" else "о")


def with_note(pdf: bytes) -> bytes:
    """A PDF on which somebody has put a note over the number, as any viewer does."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[60, 60, 200, 90],
            Contents="№ 999",
            DA="/Helv 12 Tf 0 g",
        )
        document.pages[0].obj.Annots = document.make_indirect(
            pikepdf.Array([document.make_indirect(note)])
        )
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def with_box(pdf: bytes) -> bytes:
    """A PDF some of whose words are painted over."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_add(b"q 1 1 1 rg 90 400 300 60 re f Q")
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def with_picture(pdf: bytes, box: tuple[float, float, float, float]) -> bytes:
    """A PDF with a white picture over its page."""
    left, bottom, wide, high = box
    with pikepdf.open(io.BytesIO(pdf)) as document:
        white = document.make_stream(
            b"\xff",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=1,
            Height=1,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        page = document.pages[0]
        name = page.add_resource(white, pikepdf.Name.XObject)
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q {wide} 0 0 {high} {left} {bottom} cm {name} Do Q".encode())
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def with_cover(pdf: bytes, kind: str, box: list[float]) -> bytes:
    """A PDF with a white sheet over words, in the guise of a link or a field to sign in."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheet = document.make_stream(
            b"1 1 1 rg 0 0 900 900 re f",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 900, 900],
        )
        cover = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{kind}"),
            FT=pikepdf.Name.Sig,
            Rect=box,
            AP=pikepdf.Dictionary(N=sheet),
        )
        placed = document.make_indirect(cover)
        document.pages[0].obj.Annots = document.make_indirect(pikepdf.Array([placed]))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([placed]))
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def attachable(document: Any, content: bytes, filename: str = "") -> Any:
    """A file to be attached to a PDF."""
    kind: Any = pikepdf.AttachedFileSpec  # Its types do not know how it is made.
    return kind(document, content, filename=filename)


def with_file(pdf: bytes, name: str, content: bytes) -> bytes:
    """A PDF with one more file attached."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments[name] = attachable(document, content)
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()
