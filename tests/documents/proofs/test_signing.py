"""Signing: what a proof says, where it stands in a document, and that nothing else changes."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import outloud
import page
import pdfua
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from joserfc import jws
from PIL import Image, ImageFilter
from tests.documents.proofs.signed import CERTIFICATES, example, signed
from tests.validators import office_errors

import atuforms
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.proofs.canonical import canonical
from atuforms.documents.proofs.keys import new_key
from atuforms.documents.proofs.scans import codes_of_picture, token_in
from atuforms.documents.proofs.signing import Signer
from atuforms.documents.proofs.tokens import one_algorithm
from atuforms.rendering.pdf.compiled import page as compiled_page

LARGEST_CODE = 69
"""Modules a side, quiet zone included: 25 mm of them have 0.36 mm each."""


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("key") / "key.json"
    new_key(file)
    return file


@pytest.fixture(scope="module")
def signer(key_file: Path) -> Signer:
    return Signer.of(key_file)


def payload_of(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    values: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=="))
    return values


def proof_in(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        told = document.Root.Metadata.read_bytes().decode()
    return told.partition("<atuforms:proof>")[2].partition("<")[0]


def drawn(pdf: bytes, dpi: int = 300) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    return image


def without(image: Image.Image, box: tuple[int, int, int, int]) -> bytes:
    """The pixels of a page outside of a box."""
    left, top, right, bottom = box
    image.paste(255, (left - 3, top - 3, right + 3, bottom + 3))
    return image.tobytes()


def signature_line(pdf: bytes, dpi: int = 300) -> float:
    """How far down the page the name of who signs stands, in pixels."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    at = text.search("Жұмабекова").get_next() or text.search("Жумабекова").get_next()
    at = at or text.search("Zhumabekova").get_next()
    _left, bottom, _right, top = text.get_charbox(at[0])
    return float((page.get_height() - (bottom + top) / 2) / 72 * dpi)


def test_a_proof_has_the_claims_that_it_should_and_nothing_of_a_person(
    repository: Path, signer: Signer
) -> None:
    form = example(repository, "completion-certificate")
    token = signer.proof_of(form)
    record = json.loads(form.carried_json())
    digest = hashlib.sha256(canonical(record)).digest()
    assert payload_of(token) == {
        "f": "completion-certificate",
        "n": "125",
        "d": "2025-12-20",
        "h": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
    }
    header = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
    assert header == {"alg": "EdDSA", "kid": signer.id}
    # Another implementation verifies it.
    jws.deserialize_compact(token, signer.key.public.key, registry=one_algorithm())


def test_the_time_of_signing_is_named_only_if_it_is_given(repository: Path, key_file: Path) -> None:
    document = atuforms.render(repository / "examples/completion-certificate.yaml", "pdf")
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    stamped = atuforms.sign(document, str(key_file), signed_at=moment)
    assert payload_of(proof_in(stamped.data))["iat"] == int(moment.timestamp())
    assert "iat" not in payload_of(proof_in(atuforms.sign(document, str(key_file)).data))


@pytest.mark.parametrize("to", ["pdf", "docx"])
def test_the_same_record_and_key_give_the_same_bytes_in_any_process(
    to: str, repository: Path, key_file: Path, signer: Signer
) -> None:
    file = repository / "examples/mooc-placement-certificate.yaml"
    here = atuforms.sign(atuforms.render(file, to, lang="kk"), str(key_file))
    assert here.data == signed(atuforms.load(file), to, signer)
    code = (
        "import sys, atuforms; sys.stdout.buffer.write(atuforms.sign("
        f"atuforms.render({str(file)!r}, {to!r}, lang='kk'), {str(key_file)!r}).data)"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert there == here.data


def test_signed_certificates_pass_every_validator_and_are_read_back(
    repository: Path, signer: Signer, tmp_path: Path
) -> None:
    wrong: dict[str, object] = {}
    for slug in CERTIFICATES:
        form = example(repository, slug)
        for lang in LANGUAGES:
            pdf, word = (signed(form, to, signer, lang) for to in ("pdf", "docx"))
            file = tmp_path / f"{slug}.{lang}.pdf"
            file.write_bytes(pdf)
            (tmp_path / "word.docx").write_bytes(word)
            for profile in ("3a", "ua1"):
                report = page.validate_pdf(file, profile=profile)
                if not report.is_compliant:
                    wrong[f"{file.name} {profile}"] = [each.rule_id for each in report.failures]
            found = [f for f in outloud.check(file).findings if f.severity == "error"]
            found += list(pdfua.validate(str(file)).findings)
            found += office_errors(tmp_path / "word.docx")
            if found:
                wrong[file.name] = found
            for document in (pdf, word):
                assert atuforms.read(document).record() == form.record()
    assert wrong == {}


def test_the_code_on_the_page_holds_the_proof_is_25_mm_and_moves_nothing(
    repository: Path, signer: Signer
) -> None:
    for slug in CERTIFICATES:
        form = example(repository, slug)
        for lang in LANGUAGES:
            pdf = signed(form, "pdf", signer, lang)
            plain = atuforms.render(form, "pdf", lang=lang).data
            assert len(pypdfium2.PdfDocument(pdf)) == 1
            image = drawn(pdf)
            (code,) = zxingcpp.read_barcodes(image)
            assert code.text == proof_in(pdf) == signer.proof_of(form)
            corners = code.position
            side = (corners.top_right.x - corners.top_left.x) / 300 * 25.4
            modules = LARGEST_CODE - 8
            assert side == pytest.approx(25 * modules / LARGEST_CODE, abs=0.4)
            # It is beside the line to sign on, and whatever else is there stays where it is.
            box = corners.top_left.x, corners.top_left.y, corners.top_right.x, corners.bottom_left.y
            assert without(image, box) == without(drawn(plain), box)
            assert box[1] < signature_line(plain) < box[3]


def test_the_code_is_not_printed_over_a_long_name_or_a_full_certificate(
    repository: Path, signer: Signer
) -> None:
    placement = example(repository, "mooc-placement-certificate")
    completion = example(repository, "completion-certificate")
    title = "Тамақ өнімдерінің қауіпсіздігі мен сапасын басқарудың заманауи негіздері " * 2
    for form in (
        placement.replace(director={"name": {"kk": "Ш.Қ. Шахмұхамбетжанова-Жұмабекова"}}),
        completion.replace(course_title={"kk": title}),
    ):
        signed_page = drawn(signed(form, "pdf", signer))
        (code,) = zxingcpp.read_barcodes(signed_page)
        place = code.position
        box = place.top_left.x, place.top_left.y, place.top_right.x, place.bottom_left.y
        plain = drawn(atuforms.render(form, "pdf", lang="kk").data)
        assert without(signed_page, box) == without(plain, box)
        # A millimetre around it is white.
        around = box[0] - 12, box[1] - 12, box[2] + 12, box[3] + 12
        assert plain.crop(around).getextrema() == (255, 255)


def test_the_code_is_read_from_a_poor_scan(repository: Path, signer: Signer) -> None:
    form = example(repository, "completion-certificate")
    base = drawn(signed(form, "pdf", signer), 450)
    for turned, blur, quality in ((0, 1, 85), (3, 0.8, 50), (-8, 0.6, 50), (90, 0.8, 40)):
        scan = base.rotate(turned, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
        scan = scan.resize((scan.width // 3, scan.height // 3), Image.Resampling.BOX)  # 150 dpi
        noisy = Image.blend(scan, Image.effect_noise(scan.size, 20), 0.1)
        file = io.BytesIO()
        noisy.filter(ImageFilter.GaussianBlur(blur)).save(file, "JPEG", quality=quality)
        codes = codes_of_picture(file.getvalue(), "scan.jpg")
        assert [token_in(code) for code in codes] == [signer.proof_of(form)], (turned, blur)


def test_signed_certificates_are_filled_without_a_layout(
    repository: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[bytes] = []
    fill = compiled_page.CompiledPage.fill

    def noted(*arguments: Any) -> bytes:
        filled.append(made := fill(*arguments))
        return made

    monkeypatch.setattr(compiled_page.CompiledPage, "fill", noted)
    for slug in CERTIFICATES:
        form = example(repository, slug)
        for number in ("17", "2026-0018"):
            other = form.replace(number=number)
            pdf = signed(other, "pdf", signer)
            assert signer.sealed(filled[-1], proof_in(pdf)) == pdf
            assert atuforms.verify(pdf, keys=signer.key.public.jwk()).genuine


def test_what_differs_moves_the_code_as_a_layout_does(
    repository: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from atuforms.rendering.pdf import engine

    form = example(repository, "mooc-placement-certificate")
    longer = form.replace(
        unit={"kk": "Технологиялар мен инженерия бағыттарының кафедрасы " * 3}, number="9"
    )
    quick = drawn(signed(longer, "pdf", signer))
    monkeypatch.setattr(engine, "_LONGEST", 0)
    laid_out = drawn(signed(longer, "pdf", signer))
    assert quick.tobytes() == laid_out.tobytes()


def test_a_form_that_fills_its_page_stays_on_it_when_it_is_signed(
    repository: Path, signer: Signer
) -> None:
    form = example(repository, "mooc-placement-certificate")
    audience = "6B06102 «Ақпараттық жүйелер» білім беру бағдарламасының студенттері, тыңдаушылар"
    fuller = form.replace(target_audience={"kk": f"{audience}; {audience}; {audience}"})
    plain = drawn(atuforms.render(fuller, "pdf", lang="kk").data)
    pdf = signed(fuller, "pdf", signer)
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    (code,) = zxingcpp.read_barcodes(drawn(pdf))
    place = code.position
    assert place.top_left.y > 0.8 * plain.height
    box = place.top_left.x, place.top_left.y, place.top_right.x, place.bottom_left.y
    assert without(drawn(pdf), box) == without(plain, box)
    # It keeps as far from the edge as printers need.
    assert plain.height - code.position.bottom_left.y > 5 / 25.4 * 300


def test_an_address_may_stand_before_the_proof(
    repository: Path, key_file: Path, tmp_path: Path
) -> None:
    record = tmp_path / "certificate.yaml"
    record.write_bytes((repository / "examples/mooc-placement-certificate.yaml").read_bytes())
    (tmp_path / "atuforms.toml").write_text('[proofs]\nurl = "https://atu.edu.kz/verify#"\n')
    document = atuforms.sign(atuforms.render(record, "pdf", lang="kk"), str(key_file))
    (code,) = zxingcpp.read_barcodes(drawn(document.data))
    assert code.text == f"https://atu.edu.kz/verify#{proof_in(document.data)}"


def test_what_nobody_signs_is_refused(repository: Path, key_file: Path) -> None:
    file = repository / "examples/mooc-placement-certificate.yaml"
    bank = repository / "examples/test-bank.yaml"
    for document in (
        atuforms.render(file, "pdf", draft=True),
        atuforms.blank("02-09", "pdf"),
        atuforms.render(bank, "pdf", variant="questions-only"),
        atuforms.render(bank, "gift"),
        atuforms.render(repository / "examples/video-lecture-slides.yaml", "pptx"),
    ):
        with pytest.raises(UnsafeOutput):
            atuforms.sign(document, str(key_file))


def test_every_other_form_is_signed_in_its_metadata(repository: Path, key_file: Path) -> None:
    for slug, to in (("mooc-cover-letter", "pdf"), ("mooc-cover-letter", "docx")):
        document = atuforms.render(repository / "examples" / f"{slug}.yaml", to, lang="ru")
        stamped = atuforms.sign(document, str(key_file))
        assert stamped.filename == document.filename
        proof = atuforms.verify(stamped.data, keys=str(key_file))
        assert (proof.reason, proof.form) == ("genuine", "01-01")


def test_a_field_to_sign_in_keeps_the_page_for_the_archive_and_for_everyone(
    repository: Path, signer: Signer, tmp_path: Path
) -> None:
    import datetime as dt

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
    from cryptography.x509.oid import NameOID
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    from atuforms.documents.printing import write
    from atuforms.documents.view import view

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Тест")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    packed = pkcs12.serialize_key_and_certificates(
        b"t", key, certificate, None, BestAvailableEncryption(b"x")
    )
    person = signers.SimpleSigner.load_pkcs12_data(packed, [], b"x")
    # One shows its proof on the page, too; of the other the signer writes all metadata anew.
    for slug in ("completion-certificate", "mooc-cover-letter"):
        form = example(repository, slug)
        token = signer.proof_of(form)
        field = write(form, view(form, "kk"), "pdf", "kk", proof=token, signature_field=True)
        made = signer.sealed(field.data, token)
        file = tmp_path / "field.pdf"
        file.write_bytes(made)
        for profile in ("3a", "ua1"):
            assert page.validate_pdf(file, profile=profile).is_compliant
        assert list(pdfua.validate(str(file)).findings) == []
        writer = IncrementalPdfFileWriter(io.BytesIO(made))
        about = signers.PdfSignatureMetadata(field_name="Signature")
        by_hand = signers.sign_pdf(writer, about, signer=person).getvalue()
        assert by_hand.startswith(made)
        said = atuforms.verify(by_hand, keys=signer.key.public.jwk())
        assert (said.reason, said.differences) == ("genuine", ()), slug
        assert said.signed_by_people
        assert "signature of a person" in said.text("en")
