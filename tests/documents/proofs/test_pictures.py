"""Pictures of signed documents: each one that is replaced is found, and each that is not is not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from tests.documents.proofs.signed import example, part, signed, with_parts, with_picture
from tests.programs import convert

import atuforms
from atuforms.documents.fingerprints import fingerprints_of
from atuforms.documents.printing import write
from atuforms.documents.proofs.claims import claims_of, read_claims
from atuforms.documents.proofs.keys import new_key
from atuforms.documents.proofs.proof import Proof
from atuforms.documents.proofs.signing import Signer
from atuforms.documents.view import view
from atuforms.forms.base import Form


def drawn(kind: str, mode: str, colour: str, size: tuple[int, int] = (90, 120)) -> bytes:
    """A picture file of a kind: a cross on a ground of one colour."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).line((0, 0, *size), fill="black", width=3)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(size))
    stream = io.BytesIO()
    (image if mode == "RGBA" else image.convert(mode)).save(stream, kind)
    return stream.getvalue()


@dataclass(frozen=True)
class Shown:
    """Forms with pictures of several kinds, signed."""

    signer: Signer
    forms: dict[str, Form]
    pdf: dict[str, bytes]
    word: dict[str, bytes]

    def verify(self, document: bytes | Path) -> Proof:
        return atuforms.verify(document, keys=self.signer.key.public.jwk())


@pytest.fixture(scope="module")
def shown(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("pictures")
    signer = Signer(new_key(folder / "key.json"))
    names = ("mooc-format", "self-study-material", "mooc-placement-certificate")
    forms = {slug: example(repository, slug) for slug in names}
    photos = forms["mooc-format"]
    taken = {
        name: drawn(*kind)
        for name, kind in zip(
            sorted(str(each["photo"]) for each in photos.record()["authors"]),
            (("PNG", "RGBA", "teal"), ("PNG", "P", "olive")),
            strict=True,
        )
    }
    photos._origin = replace(photos.origin, pictures=taken)
    logo = folder / "logo.jpg"
    logo.write_bytes(drawn("JPEG", "RGB", "navy", (200, 100)))
    marked = forms["mooc-placement-certificate"]
    marked._origin = replace(marked.origin, settings=replace(marked.origin.settings, logo=logo))
    pdf, word = (
        {slug: signed(forms[slug], to, signer) for slug in names} for to in ("pdf", "docx")
    )
    return Shown(signer, forms, pdf, word)


def images_of(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(1 for _ in _images(document))


def _images(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for each in document.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
            grey = each.get("/ColorSpace") == "/DeviceGray"
            if not grey:  # neither a mask nor the code
                yield each


def with_image(pdf: bytes, number: int) -> bytes:
    """A PDF one of whose pictures is another one of the same size."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        image = list(_images(document))[number]
        wide, high = int(image.Width), int(image.Height)
        image.write(Image.new("RGB", (wide, high), "maroon").tobytes())
        for name in ("/DecodeParms", "/Decode"):
            if name in image:
                del image[name]
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def media_of(word: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return sorted(name for name in package.namelist() if name.startswith("word/media/"))


def test_documents_with_pictures_are_genuine_however_they_are_saved(
    shown: Shown, tmp_path: Path
) -> None:
    for slug in shown.forms:
        for document in (shown.pdf[slug], shown.word[slug]):
            said = shown.verify(document)
            assert (said.reason, said.differences) == ("genuine", ()), slug
        (tmp_path / f"{slug}.docx").write_bytes(shown.word[slug])
        saved = io.BytesIO()
        with pikepdf.open(io.BytesIO(shown.pdf[slug])) as printed:
            printed.save(
                saved,
                recompress_flate=True,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            )
        said = shown.verify(saved.getvalue())
        assert (said.reason, said.differences) == ("genuine", ()), slug
    target = tmp_path / "saved"
    target.mkdir()
    convert([tmp_path / f"{slug}.docx" for slug in shown.forms], "docx", target)
    for slug in shown.forms:
        said = shown.verify(target / f"{slug}.docx")
        assert (said.reason, said.differences) == ("genuine", ()), slug


def test_each_picture_that_is_replaced_in_a_pdf_is_found(shown: Shown) -> None:
    tried = 0
    for slug, pdf in shown.pdf.items():
        for number in range(images_of(pdf)):
            said = shown.verify(with_image(pdf, number))
            tried += 1
            assert said.reason == "altered", (slug, number)
            assert any(each.is_picture for each in said.differences), said.differences
    assert tried >= 5


def test_each_picture_that_is_replaced_in_word_is_found_and_named(shown: Shown) -> None:
    tried = 0
    for slug, word in shown.word.items():
        for name in media_of(word):
            before = part(word, name)
            with Image.open(io.BytesIO(before)) as image:
                kind, size = str(image.format), image.size
            if slug == "mooc-placement-certificate" and kind == "PNG":
                continue  # the code
            said = shown.verify(with_parts(word, {name: drawn(kind, "RGB", "red", size)}))
            tried += 1
            assert said.reason == "altered", (slug, name)
            assert [each.is_picture for each in said.differences] == [True], said.differences
            for lang in ("kk", "ru", "en"):
                assert said.text(lang).count("\n") > 2
    assert tried >= 5


def test_pictures_that_change_places_are_found(shown: Shown) -> None:
    word = shown.word["mooc-format"]
    first, second = media_of(word)[:2]
    swapped = with_parts(word, {first: part(word, second), second: part(word, first)})
    said = shown.verify(swapped)
    assert said.reason == "altered"
    assert len(said.differences) == 2
    form = shown.forms["mooc-format"]
    mine = form.origin.pictures
    one, other = mine
    turned = type(form)(**form.record())
    turned._origin = replace(form.origin, pictures={one: mine[other], other: mine[one]})
    page = signed(turned, "pdf", shown.signer, proof=shown.signer.proof_of(form))
    assert shown.verify(page).reason == "altered"


def test_a_picture_that_covers_a_logo_or_is_put_beside_it_is_found(shown: Shown) -> None:
    slug = "mooc-placement-certificate"
    pdf, word = shown.pdf[slug], shown.word[slug]
    said = shown.verify(with_picture(pdf, (200, 700, 60, 60)))
    assert said.reason == "altered"
    media = media_of(word)
    logo = next(each for each in media if not each.endswith(".png"))
    main = part(word, "word/document.xml").decode()
    links = part(word, "word/_rels/document.xml.rels").decode()
    (drawing,) = {
        each
        for each in re.findall(r"<w:drawing>.*?</w:drawing>", main, re.DOTALL)
        if f'"{link_to(links, logo)}"' in each
    }
    # Into a field, where text is read and a picture is not.
    target = re.search(r"<w:sdtContent><w:r[ >].*?<w:t", main, re.DOTALL)
    assert target is not None
    at = target.end() - len("<w:t")
    again = drawing.replace(f'"{link_to(links, logo)}"', '"rIdMore"')
    more = '<Relationship Id="rIdMore" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    more += 'relationships/image" Target="media/more.png"/></Relationships>'
    covered = with_parts(
        word,
        {
            "word/document.xml": (main[:at] + again + main[at:]).encode(),
            "word/_rels/document.xml.rels": links.replace("</Relationships>", more).encode(),
        },
    )
    stream = io.BytesIO(covered)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/media/more.png", drawn("PNG", "RGB", "white"))
    said = shown.verify(stream.getvalue())
    assert said.reason == "altered"


def link_to(links: str, name: str) -> str:
    found = re.search(rf'<Relationship [^>]*{re.escape(name.removeprefix("word/"))}"[^>]*>', links)
    assert found is not None
    identity = re.search(r'Id="([^"]*)"', found[0])
    assert identity is not None
    return identity[1]


def test_a_picture_saved_with_losses_is_told_as_one_that_may_be_so(shown: Shown) -> None:
    word = shown.word["mooc-placement-certificate"]
    name = next(each for each in media_of(word) if not each.endswith(".png"))
    stream = io.BytesIO()
    with Image.open(io.BytesIO(part(word, name))) as image:
        image.save(stream, "JPEG", quality=30)
    said = shown.verify(with_parts(word, {name: stream.getvalue()}))
    assert said.reason == "altered"
    assert "saved it anew" in said.text("en")


def test_a_proof_without_the_pictures_of_its_record_does_not_serve(shown: Shown) -> None:
    form = shown.forms["self-study-material"]
    early = claims_of(form.carried(form.record())).token(shown.signer.key)
    document = write(form, view(form, "kk"), "pdf", "kk", proof=early).data
    assert shown.verify(document).reason == "altered"


def test_a_proof_names_pictures_by_their_fingerprints_alone(shown: Shown) -> None:
    for form in shown.forms.values():
        _, claims = read_claims(shown.signer.proof_of(form))
        assert claims.fingerprints == fingerprints_of(form)
        assert all(len(each) in (0, 22) for each in claims.fingerprints)
    certificate = shown.forms["mooc-placement-certificate"].replace(number="4")
    certificate._origin = replace(
        certificate.origin, settings=replace(certificate.origin.settings, logo=None)
    )
    assert fingerprints_of(certificate) == ()
