"""Every PDF is for the archive and for screen readers, and the same on every machine."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from tests.programs import check_with_qpdf, text_of

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.resources import templates_folder
from atuforms.rendering.pdf.input import PdfMetadata
from atuforms.rendering.pdf.writer import write_pdf

CERTIFICATE = Path(__file__).with_name("certificate.html").read_text(encoding="utf-8")
STYLE = "".join(
    (templates_folder() / "layouts" / name).read_text(encoding="utf-8")
    for name in ("page.css", "draft.css")
)
RECORD = b'{"form":"02-09","number":"17"}'
ABOUT = PdfMetadata(
    lang="kk",
    title="Анықтама № 17",
    form_code="Ү.ЖИЦДО-7.5.1-2025-02-09",
    version="0.1.0",
    author="Ә. Сәрсенбаев & Co",
    record=RECORD,
)
DRAFT = CERTIFICATE.replace("<body>", '<body><div class="draft">ЖОБА / ПРОЕКТ / DRAFT</div>')
MANY_ROWS = "".join(
    f'<tr><td class="centre">{n}</td><th scope="row">Жол</th><td>Мәтін</td></tr>'
    for n in range(10, 80)
)
LONG = CERTIFICATE.replace("</tbody>", MANY_ROWS + "</tbody>")

ONE_ROW = CERTIFICATE.replace("қазақ тілі", "ұ" * 5000)


def make(html: str = CERTIFICATE, about: PdfMetadata = ABOUT, **options: Any) -> bytes:
    return write_pdf(html, about, stylesheets=[STYLE], **options)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def xmp(pdf: bytes) -> str:
    with opened(pdf) as document:
        return bytes(document.Root.Metadata.read_bytes()).decode()


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The structure elements in the order in which they are read."""

    def below(element: Any) -> Iterator[Any]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from below(kid)

    return below(pdf.Root.StructTreeRoot)


@pytest.fixture(scope="module")
def certificate() -> bytes:
    return make()


@pytest.mark.parametrize(
    "html", [CERTIFICATE, DRAFT, LONG, ONE_ROW], ids=["one page", "draft", "long", "row"]
)
def test_accessibility_checkers_and_qpdf_find_nothing(html: str, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(make(html))
    assert [f for f in outloud.check(file).findings if f.severity == "error"] == []
    assert list(pdfua.validate(str(file)).findings) == []
    check_with_qpdf(file)


def test_metadata_declares_both_standards_and_names_form_and_record(certificate: bytes) -> None:
    pdf = opened(certificate)
    about = pdf.open_metadata()
    ours = "{https://atu.edu.kz/ns/atuforms/1.0/}"
    assert about.pdfa_status == "3A"
    assert about["pdfuaid:part"] == "1"
    assert about["dc:title"] == str(pdf.docinfo["/Title"]) == "Анықтама № 17"
    assert about["dc:creator"] == [str(pdf.docinfo["/Author"])] == ["Ә. Сәрсенбаев & Co"]
    assert about["xmp:CreatorTool"] == str(pdf.docinfo["/Creator"]) == "atuforms 0.1.0"
    assert about[ours + "formCode"] == "Ү.ЖИЦДО-7.5.1-2025-02-09"
    assert about[ours + "recordHash"] == hashlib.sha256(RECORD).hexdigest()


def test_every_schema_that_pdfa_does_not_know_is_described(certificate: bytes) -> None:
    described = re.findall("<pdfaSchema:namespaceURI>(.*?)<", xmp(certificate))
    assert described == ["http://www.aiim.org/pdfua/ns/id/", "https://atu.edu.kz/ns/atuforms/1.0/"]


def test_metadata_can_be_read_without_decompressing(certificate: bytes) -> None:
    assert b"<pdfaid:part>3</pdfaid:part>" in certificate


def test_the_record_is_attached_as_data(certificate: bytes) -> None:
    pdf = opened(certificate)
    (associated,) = pdf.Root.AF
    assert associated.AFRelationship == "/Data"
    attached = pdf.attachments["record.json"].get_file()
    assert attached.mime_type == "application/json"
    assert json.loads(attached.read_bytes()) == {"form": "02-09", "number": "17"}


def test_a_blank_has_no_record() -> None:
    blank = make(about=PdfMetadata("ru", "Бланк", "Ф.ЦИИЦР-7.5.1-2025-02-09", "0.1.0"))
    pdf = opened(blank)
    assert not pdf.attachments
    assert "AF" not in pdf.Root
    assert "<atuforms:recordHash>" not in xmp(blank)


def test_viewers_show_the_title_and_know_the_language(certificate: bytes) -> None:
    pdf = opened(certificate)
    assert str(pdf.Root.Lang) == "kk"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked


def test_a_passage_in_another_language_says_so_once(certificate: bytes) -> None:
    pdf = opened(certificate)
    spoken = [(e.S, str(e.Lang)) for e in elements(pdf) if "/Lang" in e]
    # The cell of the letterhead with the names, and that with the number.
    assert spoken == [("/Div", "ru"), ("/Div", "ru")]


def test_each_table_header_has_the_scope_of_the_html(certificate: bytes) -> None:
    pdf = opened(certificate)
    headers = [e for e in elements(pdf) if e.S == "/TH"]
    assert [h.A.Scope for h in headers] == ["/Column"] * 3 + ["/Row"] * 9


def test_a_table_for_layout_is_not_read_as_a_table(certificate: bytes) -> None:
    pdf = opened(certificate)
    assert [e.S for e in elements(pdf)].count("/Table") == 1


def test_a_table_over_several_pages_is_read_as_one_with_one_head() -> None:
    pdf = opened(make(LONG))
    assert len(pdf.pages) > 2
    tags = [str(e.S) for e in elements(pdf)]
    assert (tags.count("/Table"), tags.count("/THead")) == (1, 1)
    assert tags.count("/TR") == 1 + 9 + 70


def test_a_row_over_several_pages_is_read_as_one() -> None:
    pdf = opened(make(CERTIFICATE.replace("қазақ тілі", "мәтін " * 3000)))
    assert len(pdf.pages) > 2
    tags = [str(e.S) for e in elements(pdf)]
    assert (tags.count("/Table"), tags.count("/TR")) == (1, 1 + 9)


def test_every_element_knows_its_parent_and_no_id_is_referred_to_in_vain() -> None:
    pdf = opened(make(LONG.replace("қазақ тілі", "мәтін " * 3000)))
    ids, wanted = set(), set()
    for element in elements(pdf):
        assert any(kid.objgen == element.objgen for kid in element.P.K)
        ids |= {str(element.ID)} if "/ID" in element else set()
        wanted |= set(map(str, element.get("/A", {}).get("/Headers", [])))
    assert wanted <= ids


def test_the_watermark_and_page_numbers_are_not_read_aloud() -> None:
    pdf = opened(make(DRAFT.replace("</tbody>", MANY_ROWS + "</tbody>")))
    assert len(pdf.pages) > 1
    for number, page in enumerate(pdf.pages):
        content = [
            (str(step.operator), list(step.operands)) for step in pikepdf.parse_content_stream(page)
        ]
        furniture = [o for name, o in content if name == "BDC" and o[0] == "/Artifact"]
        # The draft mark and the number; from the second page on the code and the table's head.
        assert len(furniture) == (2 if number == 0 else 2 + 1 + 3)
        marked = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number + 1]
        numbers = {int(o[1].MCID) for name, o in content if name == "BDC" and "/MCID" in o[1]}
        assert numbers == {
            n for n in range(len(marked)) if isinstance(marked[n], pikepdf.Dictionary)
        }


def test_the_draft_mark_stands_on_every_page() -> None:
    pdf = make(DRAFT.replace("</tbody>", MANY_ROWS + "</tbody>"))
    fonts_and_text = text_of(pdf)
    assert len(opened(pdf).pages) == fonts_and_text.count("\f")
    assert "ЖОБА" not in text_of(make())


def test_every_page_says_which_of_how_many_it_is() -> None:
    *pages, _ = text_of(make(LONG)).split("\f")
    numbers = [page.split()[-1] for page in pages]
    assert numbers == [f"{number}/{len(pages)}" for number in range(1, len(pages) + 1)]


def test_the_signature_never_stands_alone_on_a_page() -> None:
    for rows in range(10, 22):
        more = "".join(
            f'<tr><td>{n}</td><th scope="row">Жол</th><td>Мәтін</td></tr>' for n in range(10, rows)
        )
        pages = text_of(make(CERTIFICATE.replace("</tbody>", more + "</tbody>")))
        last = pages.rstrip("\f").split("\f")[-1]
        assert "ЖИЦДО директоры" in last
        assert "Мәтін" in last or "Растайтын" in last


def test_no_page_of_its_own_for_a_line_or_two() -> None:
    for count in range(30, 60):
        lines = "".join(f"<p style='margin:0'>жол {number}</p>" for number in range(count))
        body = f"<html lang='kk'><head><title>Т</title></head><body>{lines}</body></html>"
        *pages, _ = text_of(make(body)).split("\f")
        assert len(pages) < 2 or pages[-1].count("жол") > 2


def test_five_thousand_letters_without_a_space_stay_on_the_page() -> None:
    word = "ұ" * 5000
    pdf = make(CERTIFICATE.replace("қазақ тілі", word))
    assert re.sub(r"[^ұ]", "", text_of(pdf)).count("ұ") >= 5000
    boxes = text_of(pdf, "-bbox")
    assert max(map(float, re.findall(r'xMax="([\d.]+)"', boxes))) < 595 - 15 / 25.4 * 72 + 1


def test_only_fonts_of_the_package_are_embedded_whatever_the_text() -> None:
    strange = "🎓 漢字 עברית <code>x</code> <span style='font-family: Arial'>y</span>"
    pdf = opened(make(CERTIFICATE.replace("қазақ тілі", strange)))
    fonts = pdf.pages[0].Resources.Font
    assert {str(font.BaseFont).partition("+")[2] for font in fonts.values()} <= {
        "PT-Serif",
        "PT-Serif-Bold",
        "Noto-Serif",
        "DejaVu-Sans",
        "IBM-Plex-Mono",
    }
    assert "◊" in text_of(make(CERTIFICATE.replace("қазақ тілі", strange)))


def test_weasyprint_has_nothing_to_complain_about(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        make(LONG)
        make(CERTIFICATE.replace("қазақ тілі", "\x00\x07\ud800\u2028🎓"))
    assert caplog.messages == []


def test_images_come_only_from_the_hand_of_the_caller() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    html = CERTIFICATE.replace("қазақ тілі", '<img src="image:сурет 1.png" alt="Қызыл шаршы">')
    pdf = opened(make(html, images={"сурет 1.png": picture.getvalue()}))
    (figure,) = [e for e in elements(pdf) if e.S == "/Figure"]
    assert str(figure.Alt) == "Қызыл шаршы"


def test_a_figure_says_where_on_the_page_it_is() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(picture, "PNG")
    html = CERTIFICATE.replace("қазақ тілі", '<img src="image:p" alt="Қызыл" style="width:20mm">')
    data = make(html, images={"p": picture.getvalue()})
    pdf = opened(data)
    (figure,) = [e for e in elements(pdf) if e.S == "/Figure"]
    (shown,) = pypdfium2.PdfDocument(data)[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    box = [float(each) for each in figure.A.BBox]
    assert box == pytest.approx(shown.get_bounds(), abs=0.1)


def test_header_cells_are_listed_by_their_names() -> None:
    with opened(make(LONG)) as pdf:
        listed = list(pdf.Root.StructTreeRoot.IDTree.Names)
        names, cells = [str(each) for each in listed[::2]], listed[1::2]
        assert names == sorted(str(e.ID) for e in elements(pdf) if "/ID" in e)
        assert names == [str(cell.ID) for cell in cells]


@pytest.mark.parametrize(
    "reference",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<img src="image:unknown.png" alt="x">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        "<style>@import 'file:///etc/passwd';</style>",
    ],
)
def test_a_page_cannot_reach_outside(reference: str) -> None:
    with pytest.raises(InvalidTemplate, match="outside itself"):
        make(CERTIFICATE.replace("қазақ тілі", reference))


def test_the_same_bytes_with_another_clock_zone_and_hash_seed(certificate: bytes) -> None:
    code = (
        "import datetime, sys, time\n"
        "class Later(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return cls(2041, 5, 6, 7, 8, 9, tzinfo=tz)\n"
        "datetime.datetime = Later\n"
        "time.time = lambda: 2e9\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from test_pdf import make\n"
        "sys.stdout.buffer.write(make())\n"
    )
    for seed, zone in (("1", "Asia/Almaty"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        other = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env=environment
        )
        assert other.stdout == certificate


def test_python_looks_for_garbage_as_before() -> None:
    assert gc.isenabled()
    make(LONG)
    assert gc.isenabled()
    with pytest.raises(InvalidTemplate):
        make(LONG.replace("қазақ тілі", '<img src="https://example.org/a.png" alt="Сурет">'))
    assert gc.isenabled()
    gc.disable()
    try:
        make(LONG)
        assert not gc.isenabled()
    finally:
        gc.enable()
