"""Verifying: what is to be said of a document, a picture of its page, or the text of its code."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from atuforms.core.findings import Finding
from atuforms.core.language.languages import Language
from atuforms.core.picture_data import JPEG, PNG
from atuforms.documents.proofs.claims import Claims, claims_of, read_claims, record_hash
from atuforms.documents.proofs.keys import KeyInput, PublicKey, public_keys
from atuforms.documents.proofs.pages import is_printed_anew, missing_on_pages, named_on_pages
from atuforms.documents.proofs.proof import Difference, Proof
from atuforms.documents.proofs.replaced_pictures import SignedPictures, replaced_in_word
from atuforms.documents.proofs.scans import (
    codes_of_office,
    codes_of_pages,
    codes_of_picture,
    token_in,
)
from atuforms.documents.proofs.seals import Seal, read_seal
from atuforms.documents.proofs.states import Numbers, numbers_of
from atuforms.documents.proofs.tokens import NotWhole, Token, is_long_enough
from atuforms.documents.proofs.word_text import differences_in_word
from atuforms.documents.reading.changes import diff
from atuforms.documents.reading.contents.embedded_record import (
    EmbeddedRecord,
    carried_in_office,
    carried_in_pdf,
)
from atuforms.documents.reading.contents.open_document import is_open_document
from atuforms.documents.reading.document import read_document
from atuforms.documents.reading.messages import LEFT_OUT
from atuforms.forms.base import Form
from atuforms.records.loading import from_source
from atuforms.records.source import Source

DocumentInput = str | os.PathLike[str] | bytes
_PICTURES = (PNG, JPEG, b"II*\0", b"MM\0*", b"RIFF", b"BM")
_LEFT_OUT = LEFT_OUT - {"read-picture-outside", "read-moved"}
"""Pictures are compared by what they show, and places by the document that a record prints."""
_LONGEST_TEXT = 4000
_LARGEST_FORGED = 500_000
"""Characters of a record that was not signed, and is printed to say what differs."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a document has to show: its proofs, where they stand, and the record that it carries."""

    told: tuple[str, ...] = ()
    """Proofs in the metadata."""
    codes: Callable[[], tuple[str, ...]] = tuple
    """Looks for proofs in the codes of the pages, which takes its time."""
    carried: EmbeddedRecord | None = None
    data: bytes = b""
    file: str = "document"
    kind: Literal["text", "picture", "pdf", "office"] = "text"
    office: Parts | None = None


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
        told = list(dict.fromkeys(evidence.told))
        if not told:
            return self._of_texts(evidence, name, evidence.codes())[0]
        proof, as_signed = self._of_texts(evidence, name, told)
        if as_signed or proof.reason == "unknown-key":
            return proof
        more = [each for each in evidence.codes() if each not in told]
        return self._of_texts(evidence, name, [*told, *more])[0] if more else proof

    def _of_texts(self, evidence: _Evidence, name: str, texts: Sequence[str]) -> tuple[Proof, bool]:
        """What these proofs say of a document, and whether it shows all that was signed."""
        if not texts:
            return Proof(name, "not-signed", is_picture=evidence.kind == "picture"), False
        try:
            read = [read_claims(text) for text in texts]
        except NotWhole:
            return _torn(evidence, name, texts), False
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
                return replace(proof, reason="unknown-key", key=each.key), False
            if not each.is_signed_by(self.keys[each.key]):
                return replace(proof, reason="altered"), False
        if len(read) > 1:
            # Each is genuine, and one of them is that of another document.
            other = tuple(_between(claims, read[1][1]))
            return replace(proof, reason="altered", differences=other), False
        seal = _seal(evidence, token.text, self.keys[token.key])
        compared = _compared(evidence, seal, token, claims)
        if not compared.alike:
            said = replace(
                proof,
                drawn_otherwise=compared.drawn_otherwise,
                lost_record=compared.lost_record,
            )
            return replace(said, reason="altered", differences=compared.differences), False
        said = replace(proof, signed_by_people=compared.signed_by_people)
        record = evidence.carried.values if evidence.carried else {}
        return self._of_number(said, claims, record), compared.as_signed

    def _of_number(self, proof: Proof, claims: Claims, record: Mapping[str, Any]) -> Proof:
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
        other = self.numbers.other(claims, record)
        if other is not None:
            return replace(proof, reason="unknown-number", other_document=other)
        return replace(proof, listed=self.numbers.day)


def _name(document: DocumentInput) -> str:
    if isinstance(document, bytes):
        return "document"
    text = os.fspath(document)
    return text if len(text) < 200 else f"{text[:24]}…"


def _torn(evidence: _Evidence, name: str, texts: Sequence[str]) -> Proof:
    """What is to be said of a text that is no whole proof."""
    if evidence.kind == "text" and not all(map(is_long_enough, texts)):
        return Proof(name, "unreadable", error=_not_whole())
    return Proof(name, "altered")


def _not_whole() -> UnreadableInput:
    return UnreadableInput(
        "The text is no proof, or it was cut off. Scan the code again, and give all that it holds."
    )


def _evidence(document: DocumentInput) -> _Evidence:
    """:raises UnreadableInput: if the document is none that can be read."""
    if isinstance(document, str) and not is_file(Path(document)):
        token = token_in(document)
        if token:
            return _Evidence(codes=lambda: (token,))
        if document.strip().startswith("eyJ") or "#eyJ" in document:
            raise _not_whole()
    file = "document" if isinstance(document, bytes) else str(document)
    data = document if isinstance(document, bytes) else read_file(Path(document))
    if b"%PDF-" in data[:1024]:
        return _of_pdf(data, file)
    if data.startswith(_PICTURES):
        return _Evidence(codes=lambda: _tokens(codes_of_picture(data, file)), kind="picture")
    if is_open_document(data):
        raise UnreadableInput(
            "{file} is an OpenDocument text, which carries no proof. Give the Word document or the "
            "PDF as it was signed.",
            file=file,
        )
    if data.startswith(b"PK"):
        return _of_office(Office(data, file), data)
    if len(data) <= _LONGEST_TEXT and (token := token_in(data.decode("utf-8-sig", "replace"))):
        return _Evidence(codes=lambda: (token,))
    if data.lstrip().startswith(b"{") and b'"kty"' in data[:_LONGEST_TEXT]:
        raise UnreadableInput(
            "{file} is a key, not a document. Name it with --keys, and give the document that is "
            "to be verified.",
            file=file,
        )
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
    told = carried.proofs if carried else ()

    def codes() -> tuple[str, ...]:
        return _tokens(codes_of_pages(data, file, thorough=not told))

    return _Evidence(told, codes, carried, data, file, "pdf")


def _of_office(office: Parts, data: bytes) -> _Evidence:
    if not office.main_part():
        raise _unknown_kind(office.file)
    carried = carried_in_office(office)

    def codes() -> tuple[str, ...]:
        return _tokens(codes_of_office(office))

    told = carried.proofs if carried else ()
    return _Evidence(told, codes, carried, data, office.file, "office", office)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a document shows, beside what was signed."""

    alike: bool = True
    differences: tuple[Difference, ...] = ()
    as_signed: bool = False
    """Whether it shows all that was signed and nothing else."""
    drawn_otherwise: bool = False
    """Whether a PDF draws something else than what was signed."""
    lost_record: bool = False
    """Whether a PDF has words, but not the record with which they could be compared."""
    signed_by_people: bool = False
    """Whether signatures of people stand behind what was signed."""


def _seal(evidence: _Evidence, proof: str, key: PublicKey) -> Seal | None:
    """The seal of a document, if it is the only one, and this key has signed it."""
    found = evidence.carried.seals if evidence.carried else ()
    return read_seal(found[0], proof, key) if len(found) == 1 else None


def _compared(evidence: _Evidence, seal: Seal | None, token: Token, claims: Claims) -> _Compared:
    if evidence.kind == "pdf":
        if evidence.carried is None:
            missing = tuple(missing_on_pages(evidence.data, evidence.file, claims))
            lost = is_printed_anew(evidence.data, evidence.file)
            return _Compared(not (missing or lost), missing, lost_record=lost)
        return _of_pages(evidence, evidence.carried, seal, token, claims)
    if evidence.office is not None:
        return _of_word(evidence.office, evidence, seal, token, claims)
    return _Compared()


def _unlike(differences: Iterable[Difference]) -> _Compared:
    """What differs, if anything does."""
    found = tuple(differences)
    return _Compared(not found, found)


def _of_pages(
    evidence: _Evidence,
    carried: EmbeddedRecord,
    seal: Seal | None,
    token: Token,
    claims: Claims,
) -> _Compared:
    data, file, record = evidence.data, evidence.file, carried.values
    sound = bool(record) and record_hash(record) == claims.hash
    if sound and seal is not None:
        if seal.is_to_the_byte(data):
            return _Compared(as_signed=True)
        if seal.is_of_objects(data, file):
            return _Compared(as_signed=True)
        if seal.is_before_signatures(data, file):
            return _Compared(as_signed=True, signed_by_people=True)
    if not sound and len(str(record)) > _LARGEST_FORGED:
        return _Compared(alike=False, differences=tuple(_between(claims, claims_of(record))))
    # What differs is named as far as words and pictures tell.
    found = list(named_on_pages(data, file, carried, token.text, claims))
    if carried.foreign:
        found.append(Difference("", None, None))
    if sound:
        return _Compared(False, tuple(found), drawn_otherwise=True)
    # The pages may still say what was signed.
    turned = [
        each if each.is_picture else Difference(each.path, each.found, each.signed)
        for each in found
    ]
    return _Compared(
        alike=False,
        differences=tuple(_unique([*_between(claims, claims_of(record)), *turned])),
    )


def _of_word(
    office: Parts, evidence: _Evidence, seal: Seal | None, token: Token, claims: Claims
) -> _Compared:
    """Of a Word document; one that was saved anew is compared by what it shows."""
    record = evidence.carried.values if evidence.carried else {}
    sound = bool(record) and record_hash(record) == claims.hash
    if sound and seal is not None and seal.is_of_parts(office):
        return _Compared(as_signed=True)
    shown = _shown(evidence.data, evidence.file)
    form = from_source(Source(dict(record), {}, office.file))[0] if sound else shown.form
    signed = SignedPictures.of(form, shown.lang, claims)
    pictures = tuple(replaced_in_word(signed, office, shown.pictures, token.text))
    if sound and evidence.carried:
        found = _with_pictures(_changes(record, shown), pictures)
        if any(each.path or each.signed or not each.is_picture for each in found):
            return _unlike(found)
        # A logo that is not there may be one that this form does not show.
        seen = differences_in_word(office, evidence.carried, token.text, signed)
        return _unlike([*(found or seen)] if seen else ())
    if record_hash(shown.record) == claims.hash:
        if evidence.carried is None:
            said = EmbeddedRecord(claims.form, shown.lang, shown.record)
            return _unlike(pictures or differences_in_word(office, said, token.text, signed))
        changes = _changes(shown.record, shown.saying(record))
        return _Compared(False, _with_pictures(changes, pictures))
    named = [*_between(claims, claims_of(shown.record))]
    more = _changes(record, shown) if record else ()
    return _Compared(False, tuple(_unique(_with_pictures((*named, *more), pictures))))


def _with_pictures(
    changes: Sequence[Difference], pictures: Sequence[Difference]
) -> tuple[Difference, ...]:
    """All that differs; of a picture that was replaced, it is not told that its name did, too."""
    paths = {each.path for each in pictures if each.path}
    return (*(each for each in changes if each.path not in paths), *pictures)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a Word document says: as a record, and words that belong to none of its values."""

    record: Mapping[str, Any]
    more: tuple[Difference, ...]
    form: Form
    lang: Language
    pictures: Mapping[str, bytes]

    def saying(self, record: Mapping[str, Any]) -> _Shown:
        """The same with another record, and no words besides."""
        return replace(self, record=record, more=())


def _shown(data: bytes, file: str) -> _Shown:
    reading = read_document(data, name=file)
    more = tuple(_words_left_out(each) for each in reading.findings if each.rule in _LEFT_OUT)
    wrong = any(each.severity == "error" for each in reading.findings)
    form = reading.form
    record = dict(reading.source.values) if wrong else form.record()
    carried = type(form).carried(record)
    return _Shown(carried, more, form, reading.lang, reading.pictures)


def _words_left_out(finding: Finding) -> Difference:
    said = finding.details
    if finding.rule == "read-words-changed":
        return Difference("", said["second"], said["first"])
    text = str(said.get("text") or finding.actual or "")
    return Difference("", *((text, None) if finding.rule == "read-words-gone" else (None, text)))


def _changes(signed: Mapping[str, Any], shown: _Shown) -> tuple[Difference, ...]:
    changes = [
        Difference(each.path, each.before, each.after) for each in diff(signed, shown.record)
    ]
    return (*changes, *shown.more)


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
