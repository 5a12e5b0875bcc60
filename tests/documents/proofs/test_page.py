"""The page that verifies, in a browser without a network: it says what ``verify`` says."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import FilePayload, Page, Playwright, sync_playwright
from tests.documents.proofs.signed import (
    CERTIFICATES,
    altered,
    example,
    leaves,
    signed,
    with_note,
    with_record,
)
from tests.programs import program

from atuforms.documents.proofs.keys import new_key
from atuforms.documents.proofs.publishing import HEAD, LIST, PAGE, publish
from atuforms.documents.proofs.scans import codes_of_picture
from atuforms.documents.proofs.signing import Signer
from atuforms.documents.proofs.states import numbers_of
from atuforms.documents.proofs.verifying import Verifier
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.register.numbers import Register, Request

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
VOID, FORGOTTEN = "998", "999"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(new_key(tmp_path_factory.mktemp("key") / "key.json"))


@pytest.fixture(scope="module")
def forms(repository: Path) -> list[Form]:
    return [example(repository, slug) for slug in CERTIFICATES]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, signer: Signer, forms: list[Form]) -> Path:
    folder = tmp_path_factory.mktemp("published")
    with Register(folder / "register.db") as journal:
        for form in forms:
            for number in (form.record()["number"], VOID):
                journal.reserve(
                    Request(form.name(), 2025, f"{form.name()} {number}", number=number)
                )
            journal.void(form.name(), 2025, VOID, "x")
        publish(journal, signer.key, folder / "web", datetime(2026, 1, 31, tzinfo=UTC))
    return folder / "web"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright, published: Path) -> Iterator[Page]:
    chromium = playwright.chromium.launch(executable_path=program("chromium"), args=ARGUMENTS)
    context = chromium.new_context(offline=True, locale="kk-KZ", bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((published / PAGE).as_uri())
    page.wait_for_selector("html[data-ready]")
    yield page
    # It has asked for itself alone, whatever was done with it.
    assert {url.partition("#")[0] for url in asked} <= {(published / PAGE).as_uri()}
    chromium.close()


def reason(page: Page) -> str:
    page.wait_for_selector("#answer[data-reason]")
    return page.get_attribute("#answer", "data-reason") or ""


def of_text(page: Page, text: str) -> str:
    page.evaluate("document.getElementById('answer').removeAttribute('data-reason')")
    page.fill("#text", text)
    page.click("button[type=submit]")
    return reason(page)


def of_file(page: Page, data: bytes) -> str:
    page.evaluate("document.getElementById('answer').removeAttribute('data-reason')")
    file = FilePayload(name="certificate.pdf", mimeType="application/pdf", buffer=data)
    page.set_input_files("#file", files=file)
    return reason(page)


def test_texts_of_codes(browser: Page, signer: Signer, forms: list[Form], tmp_path: Path) -> None:
    verifier = Verifier({signer.id: signer.key.public})
    stranger = Signer(new_key(tmp_path / "stranger.json"))
    token = signer.proof_of(forms[0])
    assert of_text(browser, token) == "genuine"
    assert forms[0].record()["number"] in browser.inner_text("#claims")
    assert of_text(browser, f"https://atu.edu.kz/verify#{token[:90]}\n{token[90:]}") == "genuine"
    assert of_text(browser, signer.proof_of(forms[0].replace(number=VOID))) == "void"
    assert of_text(browser, signer.proof_of(forms[0].replace(number=FORGOTTEN))) == "unknown-number"
    assert of_text(browser, stranger.proof_of(forms[0])) == "unknown-key"
    for at in range(0, len(token), 23):
        other = f"{token[:at]}{'A' if token[at] != 'A' else 'B'}{token[at + 1 :]}"
        assert of_text(browser, other) == verifier.verify(other).reason != "genuine"
    assert of_text(browser, token[:-20]) == "unreadable"
    assert of_text(browser, "анықтама") == "unreadable"


def test_it_says_of_every_text_what_verify_says(
    browser: Page, published: Path, signer: Signer, forms: list[Form], tmp_path: Path
) -> None:
    numbers = numbers_of(None, published / LIST, {signer.id: signer.key.public})
    verifier = Verifier({signer.id: signer.key.public}, numbers)
    stranger = Signer(new_key(tmp_path / "stranger.json"))
    token = signer.proof_of(forms[0])
    head, body, signature = token.split(".")
    composed = forms[0].replace(course_title={"kk": "Й\u04b1", "ru": "Й", "en": "\u00e9"})
    split = forms[0].replace(course_title={"kk": "И\u0306\u04b1", "ru": "И\u0306", "en": "e\u0301"})
    timed = Signer(signer.key, datetime(2026, 1, 2, tzinfo=UTC)).proof_of(forms[1])
    texts = [
        token, timed, signer.proof_of(composed), signer.proof_of(split), signer.proof_of(forms[2]),
        *(signer.proof_of(forms[1].replace(number=each)) for each in (VOID, FORGOTTEN, "Ә-1/7")),
        *(signer.proof_of(each.replace(date="2024-12-20")) for each in forms[:2]),
        signer.proof_of(forms[0].replace(date="2030-01-01", number=FORGOTTEN)),
        stranger.proof_of(forms[0]),
        f"https://atu.edu.kz/verify#{token}", f"http://a.kz/?a=b#{token}\n", f"#{token}",
        f"https://atu.edu.kz/verify?{token}", f"https://atu.edu.kz/verify%23{token}",
        "\n".join(token[at : at + 40] for at in range(0, len(token), 40)),
        "\r\n > ".join((token[:99], token[99:])), f"\ufeff{token}", f"\u00a0{token}\u2009",
        f"{token[:50]}\u200b{token[50:]}", f"  {token[:120]} {token[120:]}\t",
        token.lower(), token.upper(), token.swapcase(), token[1:], token[:-1], f"{token}.",
        f"«{token}»", f"{token} {token}", f"{token}\n{timed}", f"{head}.{body}",
        f"{head}..{signature}",
        f"{body}.{head}.{signature}", f"{head}.{timed.split('.')[1]}.{signature}",
        f"{token}=", token.replace("-", "+").replace("_", "/"), "eyJhbGciOiJub25lIn0.e30.", "17",
        (published / LIST).read_text(), (published / HEAD).read_text(),
    ]  # fmt: skip
    assert len(texts) > 40
    said = {text: (of_text(browser, text), str(verifier.verify(text).reason)) for text in texts}
    assert [each for each in said.items() if each[1][0] != each[1][1]] == []
    reasons = {reason for reason, _ in said.values()}
    assert reasons >= {"genuine", "void", "unknown-number", "unknown-key", "altered", "unreadable"}


def test_a_proof_in_the_address_is_verified_at_once(
    browser: Page, published: Path, signer: Signer, forms: list[Form]
) -> None:
    browser.evaluate("document.getElementById('answer').removeAttribute('data-reason')")
    browser.goto(f"{(published / PAGE).as_uri()}#{signer.proof_of(forms[1])}")
    assert reason(browser) == "genuine"


def test_pdf_files_in_every_language(browser: Page, signer: Signer, forms: list[Form]) -> None:
    for form in forms:
        for lang in ("kk", "ru", "en"):
            assert of_file(browser, signed(form, "pdf", signer, lang)) == "genuine", lang
    assert of_file(browser, b"%PDF-1.7 damaged") == "not-signed"
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed(forms[0], "pdf", signer))) as document:
        document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    # The page compares bytes alone, and says so; the command compares what is drawn.
    assert of_file(browser, saved.getvalue()) == "saved"
    assert of_file(browser, with_note(saved.getvalue())) == "altered"


def test_every_value_that_is_changed_on_a_page_or_in_its_record_is_found(
    browser: Page, signer: Signer, forms: list[Form]
) -> None:
    for form in forms:
        proof, shown = signer.proof_of(form), view(form, "kk")
        for path, _ in leaves(form.record()):
            other = type(form)(**altered(form.record(), path))
            if view(other, "kk") == shown:
                continue
            page = signed(other, "pdf", signer, proof=proof)
            assert of_file(browser, page) == "altered", path
            assert of_file(browser, with_record(page, form.carried_json())) == "altered", path
            assert browser.inner_text("#differences") != ""


def test_a_paper_is_genuine_only_if_it_says_what_its_code_says(
    browser: Page, signer: Signer, forms: list[Form]
) -> None:
    """Whoever has the paper alone types its number and date: one figure that differs is found."""
    browser.click("nav button[lang=en]")
    for form in forms:
        record = form.record()
        number, day = str(record["number"]), str(record["date"])
        assert of_text(browser, signer.proof_of(form)) == "genuine"
        assert "Compare the paper" in browser.inner_text("#verdict")
        assert browser.get_attribute("#answer", "class") == "code"
        assert number in browser.inner_text("#claims")
        other = f"{day[:-1]}{(int(day[-1]) + 1) % 10}"
        for typed, date, said in (
            (number, "", "compareBoth"),
            (f"№ {number} ", day, "agrees"),
            (f"{number}0", day, "differs"),
            (f"{number[:-1]}{(int(number[-1]) + 1) % 10}", day, "differs"),
            (number, other, "differs"),
        ):
            browser.fill("#paperNumber", typed)
            browser.fill("#paperDate", date)
            assert browser.inner_text("#agreement") == ""
            browser.click("#paper button")
            assert browser.get_attribute("#paper", "data-agreement") == said, (typed, date)
    # A file that shows all of its values is no paper.
    assert of_file(browser, signed(forms[0], "pdf", signer)) == "genuine"
    assert browser.is_hidden("#paper")


def test_the_camera_reads_a_printed_certificate_without_a_network(
    playwright: Playwright, published: Path, signer: Signer, forms: list[Form], tmp_path: Path
) -> None:
    """Chromium films the page of a certificate; what phones read codes with is zxing-cpp here."""
    film = tmp_path / "paper.y4m"
    film.write_bytes(filmed(signed(forms[2], "pdf", signer)))
    arguments = [
        *ARGUMENTS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]  # fmt: skip
    chromium = playwright.chromium.launch(executable_path=program("chromium"), args=arguments)
    context = chromium.new_context(
        offline=True, locale="ru-RU", viewport={"width": 390, "height": 844}
    )
    context.expose_function("codesIn", codes_in)
    context.add_init_script(DETECTOR)
    page = context.new_page()
    page.goto((published / PAGE).as_uri())
    page.wait_for_selector("html[data-ready]")
    page.click("#scan")
    assert reason(page) == "genuine"
    assert page.is_hidden("#camera")
    number = str(forms[2].record()["number"])
    assert number in page.inner_text("#claims")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    page.fill("#paperNumber", number)
    page.fill("#paperDate", str(forms[2].record()["date"]))
    page.click("#paper button")
    assert page.get_attribute("#paper", "data-agreement") == "agrees"
    # A photo of the paper, in place of the camera.
    picture = io.BytesIO()
    drawn(signed(forms[0], "pdf", signer), 150).save(picture, "JPEG")
    page.evaluate("document.getElementById('answer').removeAttribute('data-reason')")
    photo = FilePayload(name="photo.jpg", mimeType="image/jpeg", buffer=picture.getvalue())
    page.set_input_files("#file", files=photo)
    assert reason(page) == "genuine"
    chromium.close()


DETECTOR = """
globalThis.BarcodeDetector = class {
  static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
  async detect(source) {
    const wide = source.videoWidth ?? source.width, high = source.videoHeight ?? source.height;
    if (!wide) return [];
    const canvas = new OffscreenCanvas(wide, high);
    canvas.getContext("2d").drawImage(source, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const codes = await codesIn(btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")));
    return codes.map((rawValue) => ({ rawValue }));
  }
};
"""
"""A reader of codes as phones have it, which Chromium on Linux has not."""


def codes_in(picture: str) -> list[str]:
    return codes_of_picture(base64.b64decode(picture), "picture")


def drawn(pdf: bytes, dpi: int) -> Image.Image:
    image: Image.Image = (
        pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72, grayscale=True).to_pil()
    )
    return image


def filmed(pdf: bytes) -> bytes:
    """Two frames of a film of the code on a page, uncompressed, as a phone held over it sees it."""
    page = drawn(pdf, 200)
    side = 1080
    frame = Image.new("L", (side, side), 255)
    code = zxingcpp.read_barcode(page)
    assert code is not None
    middle = code.position.top_left.x + 80, code.position.top_left.y + 80
    box = (middle[0] - 200, middle[1] - 200, middle[0] + 200, middle[1] + 200)
    frame.paste(page.crop(box).rotate(7, fillcolor=255).resize((side, side)))
    plane = frame.tobytes() + b"\x80" * (side * side // 2)
    return f"YUV4MPEG2 W{side} H{side} F10:1 Ip C420jpeg\n".encode() + (b"FRAME\n" + plane) * 2


def test_it_speaks_three_languages_and_everyone_can_use_it(browser: Page, signer: Signer) -> None:
    said = []
    for lang in ("kk", "ru", "en"):
        browser.click(f"nav button[lang={lang}]")
        assert browser.get_attribute("html", "lang") == lang
        said.append(browser.inner_text("h1"))
        results = Axe().run(browser)
        assert results.violations_count == 0, results.generate_report()
    assert len(set(said)) == 3
    assert "түпнұсқа" in said[0]
