"""Verifying: what is to be said of a document, a picture of its page, or the text of its code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from atuforms.core.exceptions import (
    AtuformsError,
    MissingDependency,
    NoRecordInside,
    UnreadableInput,
)
from atuforms.core.files.file_states import look_again
from atuforms.core.files.input_files import is_file, read_file
from atuforms.core.files.office import Office, Parts
from atuforms.core.picture_data import JPEG, PNG
from atuforms.documents.proofs.claims import Claims, claims_of, read_claims, record_hash
from atuforms.documents.proofs.keys import KeyInput, PublicKey, public_keys
from atuforms.documents.proofs.pages import differences_on_pages, missing_on_pages
from atuforms.documents.proofs.proof import Difference, Proof, Reason
from atuforms.documents.proofs.scans import (
    codes_of_office,
    codes_of_pages,
    codes_of_picture,
    token_in,
)
from atuforms.documents.proofs.states import Numbers, numbers_of
from atuforms.documents.proofs.tokens import NotWhole, Token, is_long_enough
from atuforms.documents.reading.changes import diff
from atuforms.documents.reading.document import read_document
from atuforms.documents.reading.embedded_record import (
    EmbeddedRecord,
    carried_in_office,
    carried_in_pdf,
)
from atuforms.documents.reading.messages import LEFT_OUT
from atuforms.documents.reading.open_document import OpenDocument, is_open_document

DocumentInput = str | os.PathLike[str] | bytes
_PICTURES = (PNG, JPEG, b"II*\0", b"MM\0*", b"RIFF", b"BM")
_LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a document has to show: its proofs, where they stand, and the record that it carries."""

    told: tuple[str, ...] = ()
    """Proofs in the metadata."""
    codes: tuple[str, ...] = ()
    """Proofs in the codes of the pages."""
    carried: EmbeddedRecord | None = None
    data: bytes = b""
    kind: Literal["text", "picture", "pdf", "office"] = "text"


def verify(
    document: DocumentInput,
    *,
    keys: KeyInput | PublicKey | Iterable[KeyInput | PublicKey],
    register: str | os.PathLike[str] | None = None,
    published: str | os.PathLike[str] | bytes | None = None,
) -> Proof:
    """See :func:`atuforms.verify`."""
    known = public_keys(keys)
    numbers = numbers_of(register, published, known)
    return Verifier(known, numbers).verify(document)


@dataclass(frozen=True)
class Verifier:
    """Verifies any number of documents by the same keys and the same list."""

    keys: Mapping[str, PublicKey]
    numbers: Numbers | None = field(default=None)

    def verify(self, document: DocumentInput) -> Proof:
        """What is to be said of a document."""
        look_again()
        name = _name(document)
        try:
            evidence = _evidence(document)
            return self._judged(evidence, name)
        except MissingDependency:
            raise
        except AtuformsError as error:
            return Proof(name, "unreadable", error=error)

    def _judged(self, evidence: _Evidence, name: str) -> Proof:
        texts = list(dict.fromkeys((*evidence.told, *evidence.codes)))
        if not texts:
            return Proof(name, "not-signed")
        try:
            read = [read_claims(text) for text in texts]
        except NotWhole:
            cut_off = evidence.kind == "text" and not all(map(is_long_enough, texts))
            reason: Reason = "unreadable" if cut_off else "altered"
            error = _not_whole() if reason == "unreadable" else None
            return Proof(name, reason, error=error)
        token, claims = read[0]
        proof = Proof(
            name,
            "genuine",
            form=claims.form,
            number=claims.number,
            date=claims.date,
            key=token.key,
            signed_at=claims.time,
            only_code=evidence.carried is None,
        )
        for each, _ in read:
            if each.key not in self.keys:
                return replace(proof, reason="unknown-key", key=each.key)
            if not each.is_signed_by(self.keys[each.key]):
                return replace(proof, reason="altered")
        if len(read) > 1:
            # Each is genuine, and one of them is that of another document.
            return replace(proof, reason="altered", differences=tuple(_between(claims, read[1][1])))
        found = _differences(evidence, token, claims)
        if found is not None:
            return replace(proof, reason="altered", differences=found)
        return self._of_number(proof, claims)

    def _of_number(self, proof: Proof, claims: Claims) -> Proof:
        """Whether the number is in force, where a register or a list can tell."""
        if self.numbers is None or not claims.number:
            return proof
        state = self.numbers.state(claims)
        if state is None:
            young = claims.date > self.numbers.day if self.numbers.day else False
            day = self.numbers.day if young else ""
            return replace(proof, reason="unknown-number", list_of=day)
        if state == "void":
            return replace(proof, reason="void", void_because=self.numbers.because(claims))
        return proof


def _name(document: DocumentInput) -> str:
    if isinstance(document, bytes):
        return "document"
    text = os.fspath(document)
    return text if len(text) < 200 else f"{text[:24]}…"


def _not_whole() -> UnreadableInput:
    return UnreadableInput(
        "The text is no proof, or it was cut off. Scan the code again, and give all that it holds."
    )


def _evidence(document: DocumentInput) -> _Evidence:
    """:raises UnreadableInput: if the document is none that can be read."""
    if isinstance(document, str) and not is_file(Path(document)):
        token = token_in(document)
        if token:
            return _Evidence(codes=(token,))
        if document.strip().startswith("eyJ") or "#eyJ" in document:
            raise _not_whole()
    file = "document" if isinstance(document, bytes) else str(document)
    data = document if isinstance(document, bytes) else read_file(Path(document))
    if b"%PDF-" in data[:1024]:
        return _of_pdf(data, file)
    if data.startswith(_PICTURES):
        return _Evidence(codes=_tokens(codes_of_picture(data, file)), kind="picture")
    if is_open_document(data):
        return _of_office(OpenDocument(data, file), data)
    if data.startswith(b"PK"):
        return _of_office(Office(data, file), data)
    if len(data) <= _LONGEST_TEXT and (token := token_in(data.decode("utf-8-sig", "replace"))):
        return _Evidence(codes=(token,))
    raise _unknown_kind(file)


def _unknown_kind(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} is neither a PDF, a Word document, a picture of a page nor the text of a code.",
        file=file,
    )


def _tokens(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(token_in, codes))))


def _of_pdf(data: bytes, file: str) -> _Evidence:
    try:
        carried: EmbeddedRecord | None = carried_in_pdf(data, file)
    except NoRecordInside:
        carried = None
    codes = _tokens(codes_of_pages(data, file))
    return _Evidence(carried.proofs if carried else (), codes, carried, data, "pdf")


def _of_office(office: Parts, data: bytes) -> _Evidence:
    if not office.main_part():
        raise _unknown_kind(office.file)
    carried = carried_in_office(office)
    codes = _tokens(codes_of_office(office))
    return _Evidence(carried.proofs if carried else (), codes, carried, data, "office")


def _differences(
    evidence: _Evidence, token: Token, claims: Claims
) -> tuple[Difference, ...] | None:
    """What is other than it was signed; None if nothing is."""
    carried = evidence.carried
    if carried is None and evidence.kind == "pdf":
        return tuple(missing_on_pages(evidence.data, "document", claims)) or None
    if carried is None:
        return _of_controls(evidence, claims) if evidence.kind == "office" else None
    record = carried.values
    sound = bool(record) and record_hash(record) == claims.hash
    if evidence.kind == "pdf":
        found = differences_on_pages(evidence.data, "document", carried, token.text)
        if carried.foreign:
            found.append(Difference("", None, None))
        if sound:
            return tuple(found) or None
        # The pages may still say what was signed.
        turned = [Difference(each.path, each.found, each.signed) for each in found]
        return tuple(_unique([*_between(claims, claims_of(record)), *turned]))
    shown = _shown(evidence.data)
    if sound:
        return _changes(record, shown) or None
    if record_hash(shown.record) == claims.hash:
        return _changes(shown.record, _Shown(record, ()))
    return tuple(_unique([*_between(claims, claims_of(shown.record)), *_changes(record, shown)]))


def _of_controls(evidence: _Evidence, claims: Claims) -> tuple[Difference, ...] | None:
    """Of a Word document that has lost its record: what its controls say is compared."""
    shown = _shown(evidence.data)
    if record_hash(shown.record) == claims.hash:
        return None
    return tuple(_between(claims, claims_of(shown.record)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a Word document says: as a record, and words that belong to none of its values."""

    record: Mapping[str, Any]
    more: tuple[str, ...]


def _shown(data: bytes) -> _Shown:
    reading = read_document(data)
    more = tuple(
        str(each.details.get("text") or each.actual or "")
        for each in reading.findings
        if each.rule in LEFT_OUT
    )
    wrong = any(each.severity == "error" for each in reading.findings)
    form = reading.form
    record = dict(reading.source.values) if wrong else form.record()
    return _Shown(type(form).carried(record), more)


def _changes(signed: Mapping[str, Any], shown: _Shown) -> tuple[Difference, ...]:
    changes = [
        Difference(each.path, each.before, each.after) for each in diff(signed, shown.record)
    ]
    return (*changes, *(Difference("", None, text) for text in shown.more))


def _between(signed: Claims, found: Claims) -> Iterable[Difference]:
    for path in ("form", "number", "date"):
        one, other = getattr(signed, path), getattr(found, path)
        if one != other:
            yield Difference(path, one, other)


def _unique(differences: Iterable[Difference]) -> Iterable[Difference]:
    """Each path once, but for words that have none."""
    known: set[str] = set()
    for each in differences:
        if not each.path or each.path not in known:
            known.add(each.path)
            yield each
