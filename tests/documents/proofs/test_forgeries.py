"""Forgeries of a PDF: none is genuine, and one that was merely saved anew is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.documents.proofs.signed import Certificate, attachable, signed

from atuforms.documents.printing import write
from atuforms.documents.view import view

Change = Callable[[Any], object]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def certificate(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.signed_anew(repository, tmp_path_factory.mktemp("keys"))


def changed(pdf: bytes, change: Change, **how: Any) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(stream, **how)
    return stream.getvalue()


def nothing(document: Any) -> None:
    """Merely saved."""


def drawn(content: bytes) -> Change:
    def change(document: Any) -> None:
        page = document.pages[0]
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q q " + content + b" Q")

    return change


def replaced(old: bytes, new: bytes) -> Change:
    def change(document: Any) -> None:
        stream = document.pages[0].obj.Contents
        content = stream.read_bytes()
        assert old in content
        stream.write(content.replace(old, new, 1))

    return change


def squeezed(document: Any) -> None:
    """The page in a strip, and a picture of another beside it."""
    page = document.pages[0]
    white = document.make_stream(
        b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    name = page.add_resource(white, Name.XObject)
    page.contents_add(b"q 0.05 0 0 1 0 0 cm", prepend=True)
    page.contents_add(f"Q q 500 0 0 800 60 0 cm {name} Do Q".encode())


def with_words(document: Any) -> None:
    page = document.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    name = page.add_resource(document.make_indirect(font), Name.Font)
    page.contents_add(f"q BT {name} 20 Tf 60 60 Td (With honours) Tj ET Q".encode())


def annotated(**about: Any) -> Change:
    def change(document: Any) -> None:
        named = {"Type": Name.Annot, "Rect": [60, 400, 500, 700], **about}
        note = document.make_indirect(Dictionary(**named))
        document.pages[0].obj.Annots = Array([note])
        if about["Subtype"] == Name.Widget:
            document.Root.AcroForm = Dictionary(Fields=Array([note]))

    return change


def in_root(name: str, value: Any) -> Change:
    def change(document: Any) -> None:
        document.Root[name] = value

    return change


def on_page(name: str, value: Any) -> Change:
    def change(document: Any) -> None:
        document.pages[0].obj[name] = value

    return change


def other_glyphs(document: Any) -> None:
    """Letters that look like others: the font is another one."""
    (font, *_) = document.pages[0].obj.Resources.Font.values()
    file = font.DescendantFonts[0].FontDescriptor
    name = "/FontFile2" if "/FontFile2" in file else "/FontFile3"
    file[name].write(file[name].read_bytes() + b"\0")


def second_page(document: Any) -> None:
    document.add_blank_page()


def bookmarks(document: Any) -> None:
    document.Root.Outlines.First.Title = String("Диплом с отличием")


def spoken(document: Any) -> None:
    for each in document.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == "/StructElem":
            each.ActualText = String("Диплом с отличием")
            return


def within_another(document: Any) -> None:
    """A page that is a part of the tree, too: some programs draw it, others what is below it."""
    signed_page, tree = document.pages[0].obj, document.Root.Pages
    other = Dictionary(
        Type=Name.Page, MediaBox=[0, 0, 595, 842], Kids=Array([signed_page]), Count=1, Parent=tree
    )
    outer = document.make_indirect(other)
    signed_page.Parent = outer
    tree.Kids = Array([outer])


def far_below(document: Any) -> None:
    """Many nodes between page and root, of which the last cuts the page off."""
    below, tree = document.pages[0].obj, document.Root.Pages
    for _ in range(70):
        node = document.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([below]), Count=1))
        below.Parent = node
        below = node
    tree.Kids = Array([below])
    below.Parent = tree
    tree.CropBox = Array([0, 0, 595, 400])


def as_one_key(document: Any) -> None:
    """A name that is spelt as a box and its value would be."""
    page = document.pages[0].obj
    box = " ".join(map(str, page.BleedBox))
    del page.BleedBox
    page[f"/BleedBox [{box}]"] = 1


def described(document: Any) -> None:
    for each in document.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == "/StructElem":
            each.Alt = String("Диплом с отличием")


def read_backwards(document: Any) -> None:
    for each in document.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == "/StructElem":
            within = each.get("/K")
            if isinstance(within, Array) and len(within) > 1:
                each.K = Array(reversed(list(within)))
                return


def titled(document: Any) -> None:
    document.docinfo["/Title"] = String("Диплом с отличием")


def titled_in_metadata(document: Any) -> None:
    with document.open_metadata(update_docinfo=False) as metadata:
        metadata["dc:title"] = "Диплом с отличием"


def attached(document: Any) -> None:
    document.attachments["more.txt"] = attachable(document, b"x")


PDF_FORGERIES: dict[str, Change] = {
    "the page squeezed aside, and a picture of another": squeezed,
    "a white box over a figure": drawn(b"1 1 1 rg 0 0 7 9 re f"),
    "a box of a light colour": drawn(b"0.9 1 1 rg 100 60 80 20 re f"),
    "a curve": drawn(b"1 0.6 0 rg 100 60 m 120 90 140 90 160 60 c f"),
    "words in a font of the reader": with_words,
    "words out of sight": replaced(b" rg", b" rg 1 0 0 1 0 9000 cm"),
    "an operator that is none": replaced(b" Tf", b"\x0bTf"),
    "letters that look like others": other_glyphs,
    "a page more": second_page,
    "a link with a thick edge": annotated(
        Subtype=Name.Link, Border=Array([0, 0, 90]), C=Array([1, 1, 1])
    ),
    "a field to sign in with a background": annotated(
        Subtype=Name.Widget, FT=Name.Sig, MK=Dictionary(BG=Array([1, 1, 1]))
    ),
    "a note that is open": annotated(Subtype=Name.Popup, Open=True, Contents=String("№ 1")),
    "a field of another kind": annotated(Subtype=Name.Widget, FT=Name.Tx, V=String("№ 1")),
    "layers": in_root("/OCProperties", Dictionary(OCGs=Array())),
    "a script": in_root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
    "something at every page": on_page("/AA", Dictionary()),
    "cut off": on_page("/CropBox", Array([0, 0, 595, 500])),
    "turned": on_page("/Rotate", 180),
    "enlarged": on_page("/UserUnit", 2),
    "another bookmark": bookmarks,
    "read out otherwise": spoken,
    "described otherwise": described,
    "read out in another order": read_backwards,
    "another title": titled,
    "another title in the metadata": titled_in_metadata,
    "a page within another": within_another,
    "cut off far above": far_below,
    "a key spelt as two": as_one_key,
    "a file more": attached,
}  # fmt: skip


def test_no_forgery_of_a_pdf_is_genuine(certificate: Certificate) -> None:
    said = {
        name: certificate.verify(changed(certificate.pdf, change)).reason
        for name, change in PDF_FORGERIES.items()
    }
    assert {name: each for name, each in said.items() if each != "altered"} == {}


def test_a_page_that_is_not_counted_is_missed(certificate: Certificate) -> None:
    """Viewers show as many pages as are counted, whatever the tree holds."""
    plain = changed(certificate.pdf, nothing, object_stream_mode=ObjectStreamMode.disable)
    assert plain.count(b"/Count 1 ") == 1
    forged = plain.replace(b"/Count 1 ", b"/Count 0 ")
    assert [certificate.verify(each).reason for each in (plain, forged)] == ["genuine", "altered"]


def test_of_a_page_that_was_turned_or_added_that_is_said_and_no_more(
    certificate: Certificate,
) -> None:
    turned = certificate.verify(changed(certificate.pdf, on_page("/Rotate", 90)))
    more = certificate.verify(changed(certificate.pdf, second_page))
    assert [(each.path, each.found) for each in turned.differences] == [("", 1)]
    assert "Page 1 is turned" in turned.text("en")
    assert [(each.signed, each.found) for each in more.differences][:1] == [(1, 2)]
    assert "Pages: 1 were signed, 2 are there" in more.text("en")


def test_no_forger_can_do_without_the_seal(certificate: Certificate) -> None:
    """Nor with that of another document, nor by the code alone beside the record."""
    painted = changed(certificate.pdf, drawn(b"1 1 1 rg 0 0 7 9 re f"))
    seal = re.search(rb"<atuforms:seal>([^<]+)</atuforms:seal>", painted)
    proof = re.search(rb"<atuforms:proof>([^<]+)</atuforms:proof>", painted)
    assert seal is not None
    assert proof is not None
    other = signed(certificate.form.replace(number="99"), "pdf", certificate.signer, "ru")
    theirs = re.search(rb"<atuforms:seal>([^<]+)<", other)
    assert theirs is not None
    forged = (
        painted.replace(seal[0], b" " * len(seal[0])),
        painted.replace(seal[1], theirs[1]),
        painted.replace(seal[1], proof[1] + b" " * (len(seal[1]) - len(proof[1]))),
        painted.replace(proof[0], b" " * len(proof[0])),
        certificate.pdf.replace(seal[0], b" " * len(seal[0])),
    )
    assert [certificate.verify(each).reason for each in forged] == ["altered"] * len(forged)


def test_a_pdf_that_was_merely_saved_is_genuine(certificate: Certificate) -> None:
    ways: tuple[dict[str, Any], ...] = (
        {"linearize": True},
        {"object_stream_mode": ObjectStreamMode.generate},
        {"object_stream_mode": ObjectStreamMode.disable, "compress_streams": False},
        {"qdf": True},
        {"encryption": pikepdf.Encryption(owner="x", user="")},
    )
    for way in ways:
        said = certificate.verify(changed(certificate.pdf, nothing, **way))
        assert (said.reason, said.only_code) == ("genuine", False), way


def test_a_field_to_sign_in_shows_only_what_a_signature_shows(certificate: Certificate) -> None:
    form, signer = certificate.form, certificate.signer
    token = signer.proof_of(form)
    made = write(form, view(form, "ru"), "pdf", "ru", proof=token, signature_field=True)
    pdf = signer.sealed(made.data, token)
    assert certificate.verify(changed(pdf, nothing)).reason == "genuine"

    def field(document: Any) -> Any:
        return document.Root.AcroForm.Fields[0]

    forgeries: tuple[Change, ...] = (
        lambda document: field(document).__setitem__("/V", Dictionary(Type=Name.Sig)),
        lambda document: field(document).AP.N.write(b"0 g 0 0 50 20 re f"),
        lambda document: field(document).__setitem__("/Rect", Array([0, 0, 500, 800])),
        lambda document: field(document).__setitem__("/MK", Dictionary(BG=Array([1, 1, 1]))),
        lambda document: document.Root.AcroForm.__setitem__("/NeedAppearances", True),
    )
    for forgery in forgeries:
        assert certificate.verify(changed(pdf, forgery)).reason == "altered"


def behind(pdf: bytes, change: Callable[[Any, Any, Any], object]) -> bytes:
    """A file with something written behind it, as programs for signatures do it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    field = writer.root["/AcroForm"]["/Fields"][0]
    change(writer, page, field)
    for each in (page, field):
        writer.update_container(each)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_behind_a_file_nothing_may_stand_but_signatures(certificate: Certificate) -> None:
    form, signer = certificate.form, certificate.signer
    token = signer.proof_of(form)
    made = write(form, view(form, "ru"), "pdf", "ru", proof=token, signature_field=True)
    pdf = signer.sealed(made.data, token)
    named = generic.NameObject

    def look(writer: Any) -> Any:
        about = {named("/Type"): named("/XObject"), named("/Subtype"): named("/Form")}
        return writer.add_object(generic.StreamObject(about, stream_data=b"1 g 0 0 900 900 re f"))

    def without_box(writer: Any, _: Any, field: Any) -> None:
        field["/AP"] = generic.DictionaryObject({named("/N"): look(writer)})

    def no_signature(writer: Any, page: Any, field: Any) -> None:
        without_box(writer, page, field)
        field["/V"] = generic.DictionaryObject({named("/Type"): named("/Sig")})

    def text_as_signature(_: Any, __: Any, field: Any) -> None:
        field["/V"] = generic.pdf_string("anything")

    def other_page(writer: Any, page: Any, _: Any) -> None:
        page["/Contents"] = look(writer)

    def larger_field(_: Any, __: Any, field: Any) -> None:
        field["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 800)))

    def a_note(writer: Any, page: Any, _: Any) -> None:
        note = {named("/Type"): named("/Annot"), named("/Subtype"): named("/Square")}
        notes = generic.ArrayObject(page.raw_get("/Annots").get_object())
        notes.append(writer.add_object(generic.DictionaryObject(note)))
        page["/Annots"] = notes

    assert certificate.verify(behind(pdf, lambda *_: None)).reason == "genuine"
    for forgery in (
        *(without_box, no_signature, text_as_signature, other_page, larger_field, a_note),
    ):
        said = certificate.verify(behind(pdf, forgery)).reason
        assert said == "altered", forgery.__name__
