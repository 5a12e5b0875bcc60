"""Verifying: what is said of genuine documents, and of those that somebody has altered."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from joserfc import jws
from joserfc.jwk import OctKey
from tests.documents.proofs.signed import (
    CERTIFICATES,
    altered,
    attachable,
    example,
    leaves,
    part,
    signed,
    with_box,
    with_cover,
    with_file,
    with_note,
    with_parts,
    with_picture,
    with_record,
)
from tests.programs import convert

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.documents.proofs.claims import claims_of, read_claims, record_hash
from atuforms.documents.proofs.keys import new_key
from atuforms.documents.proofs.pages import named_on_pages
from atuforms.documents.proofs.proof import Proof
from atuforms.documents.proofs.signing import Signer
from atuforms.documents.proofs.verifying import Verifier
from atuforms.documents.reading.contents.embedded_record import carried_in_pdf
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.register.numbers import Register, Request
from atuforms.rendering.office_package import RECORD_PART


@dataclass(frozen=True)
class Issued:
    """The certificates of the examples, signed."""

    signer: Signer
    stranger: Signer
    forms: dict[str, Form]
    pdf: dict[str, bytes]
    word: dict[str, bytes]

    def verify(self, document: str | bytes | Path, **numbers: Any) -> Proof:
        return atuforms.verify(document, keys=self.signer.key.public.jwk(), **numbers)


@pytest.fixture(scope="module")
def issued(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Issued:
    folder = tmp_path_factory.mktemp("keys")
    signer, stranger = (Signer(new_key(folder / name)) for name in ("ours.json", "theirs.json"))
    forms = {slug: example(repository, slug) for slug in CERTIFICATES}
    pdf, word = (
        {slug: signed(form, to, signer) for slug, form in forms.items()} for to in ("pdf", "docx")
    )
    return Issued(signer, stranger, forms, pdf, word)


def text_flipped(token: str) -> Iterator[str]:
    """The text with one character changed, at places all over it."""
    for at in range(0, len(token), 7):
        if token[at] != ".":
            yield f"{token[:at]}{'A' if token[at] != 'A' else 'B'}{token[at + 1 :]}"


# Genuine


def test_genuine_documents_are_genuine_in_every_shape(issued: Issued, tmp_path: Path) -> None:
    for slug, form in issued.forms.items():
        token = issued.signer.proof_of(form)
        picture = tmp_path / "page.png"
        image = pypdfium2.PdfDocument(issued.pdf[slug])[0].render(scale=2, grayscale=True).to_pil()
        image.save(picture)
        scan = tmp_path / "scan.pdf"
        image.save(scan, resolution=144)
        address = f"https://atu.edu.kz/verify#{token}"
        for document in (issued.pdf[slug], issued.word[slug], picture, scan, token, address):
            proof = issued.verify(document)
            assert (proof.reason, proof.differences) == ("genuine", ()), slug
            assert bool(proof)
            assert (proof.form, proof.number) == (form.name(), str(form.record()["number"]))
            assert proof.date == form.record()["date"]
            assert proof.key == issued.signer.id
        for paper in (token, picture, scan):
            assert issued.verify(paper).only_code
            said = issued.verify(paper).text("en")
            # A figure that was painted over before it was scanned is for the reader to see.
            assert "the page itself was not read" in said
            assert "Compare form, number and date" in said
        assert not issued.verify(issued.word[slug]).only_code


def test_a_word_document_saved_by_libreoffice_is_still_genuine(
    issued: Issued, tmp_path: Path
) -> None:
    for slug, word in issued.word.items():
        (tmp_path / f"{slug}.docx").write_bytes(word)
    saved = tmp_path / "saved"
    saved.mkdir()
    convert([tmp_path / f"{slug}.docx" for slug in issued.word], "docx", saved)
    for slug in issued.word:
        assert (saved / f"{slug}.docx").read_bytes() != issued.word[slug]
        assert issued.verify(saved / f"{slug}.docx").reason == "genuine"


def test_a_pdf_that_another_program_saved_is_still_genuine(issued: Issued) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(issued.pdf["completion-certificate"])) as document:
        with document.open_metadata() as metadata:
            metadata["xmp:Label"] = "saved"
        document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert issued.verify(stream.getvalue()).reason == "genuine"


def test_what_the_metadata_say_of_the_version_plays_no_part(issued: Issued) -> None:
    pdf = issued.pdf["completion-certificate"]
    told = re.search(rb"<atuforms:version>([^<]*)<", pdf)
    assert told is not None
    other = pdf.replace(told[0], told[0].replace(told[1], b"9" * len(told[1])))
    assert issued.verify(other).reason == "genuine"
    forged = issued.verify(with_picture(other, (60, 60, 400, 400)))
    assert forged.reason == "altered"
    assert "draw something else" in forged.text("en")


# Altered: each value of each form


def test_values_that_a_page_does_not_print_are_not_missed_on_it(
    issued: Issued, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names of pictures, which lie elsewhere, and facts of media that a form keeps for itself."""
    forms = {
        slug: example(repository, slug) for slug in ("mooc-format", "interactive-presentation")
    }
    form = forms["mooc-format"]
    form = form.replace(promo_video={**form.record()["promo_video"], "sample_rate": 48000})
    forms["mooc-format"] = form
    other = type(form)(**altered(form.record(), "authors.0.degree.ru"))
    other._origin = form.origin
    made = {slug: signed(each, "pdf", issued.signer, "ru") for slug, each in forms.items()}
    forged = signed(other, "pdf", issued.signer, "ru", issued.signer.proof_of(form))
    forged = with_record(forged, form.carried_json())
    monkeypatch.chdir(tmp_path)
    for slug, pdf in made.items():
        carried = carried_in_pdf(pdf, slug)
        _, claims = read_claims(carried.proofs[0])
        assert named_on_pages(pdf, slug, carried, carried.proofs[0], claims) == [], slug
        assert issued.verify(pdf).reason == "genuine"
    carried = carried_in_pdf(forged, "forged")
    _, claims = read_claims(carried.proofs[0])
    found = named_on_pages(forged, "forged", carried, carried.proofs[0], claims)
    assert [each.path for each in found] == ["authors.0.degree.ru"], found


@pytest.mark.parametrize("slug", CERTIFICATES)
def test_every_value_that_is_changed_in_the_record_changes_its_hash(
    slug: str, issued: Issued
) -> None:
    record = issued.forms[slug].record()
    paths = [path for path, _ in leaves(record)]
    assert len(paths) > 15
    hashes = {record_hash(altered(record, path)) for path in paths}
    assert len(hashes) == len(paths)
    assert claims_of(record).hash not in hashes


@pytest.mark.parametrize("slug", CERTIFICATES)
def test_every_value_that_is_changed_on_a_page_is_found_and_named(
    slug: str, issued: Issued
) -> None:
    form = issued.forms[slug]
    record, shown = form.record(), view(form, "kk")
    proof = issued.signer.proof_of(form)
    tried = 0
    for path, _ in leaves(record):
        other = type(form)(**altered(record, path))
        if view(other, "kk") == shown:
            continue  # of another language
        tried += 1
        carried = form.carried_json()
        page = with_record(signed(other, "pdf", issued.signer, proof=proof), carried)
        word = signed(other, "docx", issued.signer, proof=proof)
        word = with_parts(word, {RECORD_PART: part(issued.word[slug], RECORD_PART)})
        for document in (page, word):
            said = issued.verify(document)
            assert said.reason == "altered", path
            field = path.removesuffix(".kk")
            found = {each.path.removesuffix(".kk") for each in said.differences}
            # A word beside it that stands in the same line may be named with it.
            assert any(field.startswith(each) or each.startswith(field) for each in found) or (
                "" in found
                or path.rpartition(".")[0] in {each.rpartition(".")[0] for each in found}
            ), (path, said.differences)
    assert tried > 10


def test_a_word_that_no_record_has_is_not_taken_out_of_a_word_document(
    issued: Issued, repository: Path
) -> None:
    """A prize, a place, a sum: they are computed, and stand in no field."""
    form = example(repository, "competition-minutes")
    word = signed(form, "docx", issued.signer, "ru")
    main = part(word, "word/document.xml").decode()
    assert issued.verify(word).reason == "genuine"
    for mine, theirs in ((">сертификат<", "><"), (">сертификат<", ">диплом<")):
        other = main.replace(mine, theirs, 1)
        assert other != main
        said = issued.verify(with_parts(word, {"word/document.xml": other.encode()}))
        assert said.reason == "altered", theirs


def test_a_record_that_is_changed_behind_the_page_is_found(issued: Issued) -> None:
    for slug, form in issued.forms.items():
        other = form.replace(number="999")
        said = issued.verify(with_record(issued.pdf[slug], other.carried_json()))
        assert said.reason == "altered"
        number = str(form.record()["number"])
        assert ("number", number) in {(each.path, each.signed) for each in said.differences}
        theirs = part(signed(other, "docx", issued.signer), RECORD_PART)
        token = issued.signer.proof_of(form).encode()
        mixed = theirs.replace(issued.signer.proof_of(other).encode(), token)
        said = issued.verify(with_parts(issued.word[slug], {RECORD_PART: mixed}))
        assert (said.reason, said.differences[0].path) == ("altered", "number")
        assert (said.differences[0].signed, said.differences[0].found) == (number, "999")


def test_what_is_laid_over_a_page_is_found(issued: Issued) -> None:
    for pdf in issued.pdf.values():
        assert issued.verify(with_note(pdf)).reason == "altered"
        assert issued.verify(with_box(pdf)).reason == "altered"


def test_what_is_covered_in_the_guise_of_something_harmless_is_found(issued: Issued) -> None:
    pdf = issued.pdf["mooc-placement-certificate"]
    forged = [
        with_picture(pdf, (400, 650, 100, 20)),
        with_box(with_picture(pdf, (20, 20, 5, 5))),
        with_cover(pdf, "Widget", [400, 640, 520, 680]),
        with_cover(pdf, "Link", [400, 640, 520, 680]),
        with_file(pdf, "record2.json", b"{}"),
    ]
    assert [issued.verify(each).reason for each in forged] == ["altered"] * len(forged)
    # Nor may anything stand in an empty place, be it a field that shows nothing.
    for more in (with_picture(pdf, (20, 20, 5, 5)), with_cover(pdf, "Widget", [0, 0, 0, 0])):
        assert issued.verify(more).reason == "altered"


def test_words_put_beside_the_values_are_found(issued: Issued) -> None:
    word = issued.word["completion-certificate"]
    main = part(word, "word/document.xml").decode()
    more = "<w:p><w:r><w:t>Үздік дәрежемен</w:t></w:r></w:p>"
    at = main.index("<w:tbl>")
    said = issued.verify(
        with_parts(word, {"word/document.xml": (main[:at] + more + main[at:]).encode()})
    )
    assert said.reason == "altered"
    assert "Үздік дәрежемен" in str(said.differences)


# Attacks on the proof itself


def test_no_character_of_a_proof_may_differ(issued: Issued) -> None:
    token = issued.signer.proof_of(issued.forms["mooc-placement-certificate"])
    for text in text_flipped(token):
        said = issued.verify(text)
        assert said.reason in ("altered", "unknown-key"), text
    for text in (token[:-1], token[: len(token) // 2], token[:40], "eyJhbGciOiJub25lIn0.e30."):
        assert issued.verify(text).reason == "unreadable"
    # The last character of a signature has bits that say nothing; it has one spelling all the same.
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = last[last.index(token[-1]) ^ 1]
    assert issued.verify(token[:-1] + twin).reason == "altered"


def test_no_other_algorithm_is_taken(issued: Issued) -> None:
    payload = issued.signer.proof_of(issued.forms["mooc-placement-certificate"]).split(".")[1]
    body = base64.urlsafe_b64decode(payload + "==")
    public = json.dumps(issued.signer.key.public.jwk()).encode()
    key = OctKey.import_key(public.ljust(64, b" "))
    for algorithm in ("HS256", "HS512"):
        header = {"alg": algorithm, "kid": issued.signer.id}
        forged = jws.serialize_compact(header, body, key, algorithms=[algorithm])
        assert issued.verify(forged).reason in ("altered", "unreadable")


def test_a_key_that_calls_itself_ours_is_not_ours(issued: Issued) -> None:
    form = issued.forms["mooc-placement-certificate"]
    theirs = signed(form, "pdf", issued.stranger)
    assert issued.verify(theirs).reason == "unknown-key"
    jwk = {**issued.stranger.key.public.jwk(), "kid": issued.signer.id}
    said = atuforms.verify(issued.pdf["mooc-placement-certificate"], keys=jwk)
    assert said.reason == "unknown-key"
    header = base64.urlsafe_b64encode(
        json.dumps({"alg": "EdDSA", "kid": issued.signer.id}, separators=(",", ":")).encode()
    )
    named = header.rstrip(b"=").decode()
    parts = issued.stranger.proof_of(form).split(".")
    assert issued.verify(".".join([named, *parts[1:]])).reason == "altered"


def test_the_proof_of_another_certificate_does_not_serve(issued: Issued) -> None:
    mine = issued.forms["completion-certificate"]
    other = mine.replace(listener={"name": {"kk": "Басқа Адам"}}, number="126")
    borrowed = signed(other, "pdf", issued.signer, proof=issued.signer.proof_of(mine))
    assert issued.verify(borrowed).reason == "altered"
    # One proof in the metadata, and the code of another certificate on the page.
    pdf = signed(other, "pdf", issued.signer)
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        with pikepdf.open(io.BytesIO(issued.pdf["completion-certificate"])) as source:
            (theirs,), (ours,) = (
                each.pages[0].obj.Resources.XObject.values() for each in (source, document)
            )
            ours.write(theirs.read_raw_bytes(), filter=pikepdf.Name.FlateDecode)
        document.save(stream)
    said = issued.verify(stream.getvalue())
    assert said.reason == "altered"
    assert [(each.path, each.signed, each.found) for each in said.differences] == [
        ("number", "126", "125")
    ]


def test_a_second_record_beside_the_first_is_not_overlooked(issued: Issued) -> None:
    form = issued.forms["completion-certificate"]
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(issued.pdf["completion-certificate"])) as document:
        theirs = form.replace(number="999").carried_json()
        spec = attachable(document, theirs, "record.json")
        spec.obj.AFRelationship = pikepdf.Name.Data
        document.attachments["another"] = spec
        document.save(stream)
    assert issued.verify(stream.getvalue()).reason != "genuine"


def test_a_number_in_letters_that_look_alike_is_found(issued: Issued) -> None:
    form = issued.forms["mooc-placement-certificate"].replace(number="A-3")
    twin = form.replace(number="А-З")  # in Cyrillic letters
    proof = issued.signer.proof_of(form)
    page = with_record(signed(twin, "pdf", issued.signer, proof=proof), form.carried_json())
    said = issued.verify(page)
    assert said.reason == "altered"
    assert said.differences[0].path == "number"


def test_a_document_without_its_record_or_its_proof(issued: Issued, repository: Path) -> None:
    plain = atuforms.render(repository / "examples/completion-certificate.yaml", "pdf")
    assert issued.verify(plain.data).reason == "not-signed"
    with pytest.raises(UnreadableInput):
        atuforms.verify(plain.data, keys={"kty": "oct"})
    assert issued.verify(b"%PDF-1.7 damaged").reason == "unreadable"
    assert issued.verify("there-is-no-such-file.pdf").reason == "unreadable"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as empty:
        empty.writestr("x", "y")
    assert issued.verify(stream.getvalue()).reason == "unreadable"


# Numbers


@pytest.fixture
def register(tmp_path: Path, issued: Issued) -> Path:
    file = tmp_path / "register.db"
    with Register(file) as journal:
        for slug, form in issued.forms.items():
            record = form.record()
            year = int(record["date"][:4])
            journal.reserve(Request(form.name(), year, slug, number=record["number"]))
            journal.confirm(form.name(), [(slug, record["number"])])
    return file


def test_the_register_says_whether_a_number_is_in_force(issued: Issued, register: Path) -> None:
    pdf = issued.pdf["completion-certificate"]
    assert issued.verify(pdf, register=register).reason == "genuine"
    with Register(register) as journal:
        journal.void("completion-certificate", 2025, "125", "Қате берілген")
    said = issued.verify(pdf, register=register)
    assert said.reason == "void"
    assert "Қате берілген" in said.text("kk")
    other = issued.forms["completion-certificate"].replace(number="126")
    said = issued.verify(signed(other, "pdf", issued.signer), register=register)
    assert said.reason == "unknown-number"
    last_year = issued.forms["completion-certificate"].replace(date="2024-12-20")
    said = issued.verify(signed(last_year, "pdf", issued.signer), register=register)
    assert said.reason == "unknown-number"


def test_a_list_is_trusted_only_if_a_known_key_has_signed_it(
    issued: Issued, register: Path
) -> None:
    from datetime import UTC, datetime

    from atuforms.documents.proofs.publishing import signed_head
    from atuforms.documents.proofs.states import published_list

    now = datetime(2026, 1, 1, tzinfo=UTC)
    pdf = issued.pdf["completion-certificate"]
    with Register(register) as journal:
        old = published_list(journal, issued.signer.key, datetime(2025, 1, 1, tzinfo=UTC)).encode()
        journal.void("completion-certificate", 2025, "125", "x")
        ours = published_list(journal, issued.signer.key, now).encode()
        theirs = published_list(journal, issued.stranger.key, now).encode()
        head = signed_head(journal.head(), issued.signer.key, now).encode()
    assert b"Qate" not in ours
    assert issued.verify(pdf, published=ours).reason == "void"
    assert issued.verify(pdf, published=old).reason == "genuine"  # as far as that list knows
    for false in (theirs, head, ours[:-4] + b"AAAA", b"{}"):
        with pytest.raises(UnreadableInput):
            issued.verify(pdf, published=false)
    # A list is no certificate.
    assert issued.verify(ours.decode()).reason != "genuine"
    younger = issued.forms["completion-certificate"].replace(number="300")
    said = issued.verify(signed(younger, "pdf", issued.signer), published=old)
    assert (said.reason, said.list_of) == ("unknown-number", "2025-01-01")


def test_many_threads_may_verify_at_once(issued: Issued) -> None:
    from concurrent.futures import ThreadPoolExecutor

    verifier = Verifier({issued.signer.id: issued.signer.key.public})
    documents = [*issued.pdf.values(), *issued.word.values()]
    with ThreadPoolExecutor(4) as pool:
        assert [proof.reason for proof in pool.map(verifier.verify, documents)] == ["genuine"] * 6


def test_an_answer_is_said_in_each_language(issued: Issued) -> None:
    pdf = issued.pdf["completion-certificate"]
    texts = {lang: issued.verify(pdf).text(lang) for lang in ("kk", "ru", "en")}
    assert "түпнұсқа" in texts["kk"]
    assert "подлинный" in texts["ru"]
    assert "genuine" in texts["en"]
    assert all("125" in text for text in texts.values())
