"""Marks stand over and under their letters, be these capitals, bold, slanted or Kazakh."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from tests.programs import text_of
from tests.test_conformance import faults

from atuforms.core.letter_marks import stray_marks, with_bases
from atuforms.rendering.pdf.engine import Engine
from atuforms.rendering.pdf.input import HtmlDocument, PdfMetadata
from atuforms.rendering.pdf.writer import write_pdf
from atuforms.rendering.value_marks import VALUE_BEGINS, VALUE_ENDS

OVER = ("Q̇", "Ω̇", "О̇", "Ә̇", "Ғ̂", "M̂", "V̇", "X̄", "F⃗", "E⃗", "ω⃗", "φ̇", "б̇", "А́", "T̈", "K̅")
UNDER = ("Q̣", "g̱", "Қ̱", "р̣")
STYLES = ("normal", "bold", "italic", "italic bold")
FONTS = "'PT Serif', 'STIX Two Math', 'Noto Serif', 'DejaVu Sans'"


def written(body: str) -> bytes:
    html = f"<html lang='kk'><head><title>x</title></head><body>{body}</body></html>"
    return write_pdf(html, PdfMetadata("kk", "x", "x", "0", record=b"{}"))


def fonts_of(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font.values()
        return {str(each.BaseFont).partition("+")[2] for each in fonts}


@pytest.mark.parametrize("style", STYLES)
def test_a_mark_stands_clear_of_its_letter_and_over_its_middle(style: str) -> None:
    lines = "".join(f"<p style='margin:0'>{each}</p>" for each in (*OVER, *UNDER))
    data = written(f'<div style="font:{style} 20pt {FONTS}">{lines}</div>')
    assert "".join(text_of(data).split()) == "".join((*OVER, *UNDER))
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    shown = text.get_text_range()
    for cluster in (*OVER, *UNDER):
        at = shown.index(cluster[0] + cluster[1])
        (left, bottom, right, top), mark = text.get_charbox(at), text.get_charbox(at + 1)
        assert mark[1] > top if cluster in OVER else mark[3] < bottom, cluster
        # Slanted letters have their upper end on the right.
        assert abs(mark[0] + mark[2] - left - right) / 2 < 0.35 * (right - left), cluster


def test_letters_keep_their_font_and_their_marks_are_bold_and_slanted_too() -> None:
    data = written(f'<p style="font:12pt {FONTS}">Ә̇ Å <b>Q̇ ẋ α</b> <i>Q̇ ṁ</i></p>')
    serif = {"PT-Serif", "PT-Serif-Bold", "PT-Serif-Italic"}
    assert fonts_of(data) == {*serif, "STIX-Two-Math", "Noto-Serif-Bold", "Noto-Serif-Italic"}
    assert fonts_of(written(f'<p style="font:12pt {FONTS}">Å Ё Й Ү́</p>')) == {"PT-Serif"}


def test_boxes_ticks_and_warnings_are_of_one_font_and_size() -> None:
    signs = "✓ □ ☐ ☑ ⚠"
    data = written(f'<p style="font:12pt {FONTS}">{signs} <b>{signs}</b> <i>{signs}</i></p>')
    assert {each for each in fonts_of(data) if "PT" not in each} == {"DejaVu-Sans"}


def test_letters_with_marks_keep_the_standards() -> None:
    every = " ".join((*OVER, *UNDER, "Q̇̇", "Z̸", "ẍ̄", "x⃝", "\u0307", "a \u0301"))
    looks = f"<b>{every}</b> <i>{every}</i> <code>{every}</code> <s>{every}</s> <u>{every}</u>"
    assert faults(written(f'<p style="font:12pt {FONTS}">\u0307{every} {looks}</p>')) == []


def test_a_mark_without_a_letter_is_known() -> None:
    for text in (
        "\u0307",
        "a \u0301",
        "a\n\u0302b",
        "\u200b\u0307",
        "**Q**\u0307",
        "a\t\u0304",
        "a\u00ad\u0307",
    ):
        assert len(stray_marks(text)) == 1, text
        assert with_bases(text) != text or "*" in text
    for text in ("Q̇", "Q̇̇", "а́б", "1⃝", "\u00a0\u0307", "↛", "a\u200d\u0307", "❤\ufe0f", "abc"):
        assert stray_marks(text) == set()
        assert with_bases(text) == text


def test_marks_in_the_words_of_a_page_stay_where_they_are_when_it_is_filled() -> None:
    words = "<p>Q̇ және F⃗, <b>Ω̇ Ә̇</b></p>"
    value = f"<p>{VALUE_BEGINS}сөз{VALUE_ENDS}</p>"
    page = f'<div style="font:12pt {FONTS}">{words}{value}</div>'
    html = f"<html lang='kk'><head><title>x</title></head><body>{page}</body></html>"
    about = PdfMetadata("kk", "x", "x", "0", record=b"{}")
    engine = Engine()
    document = HtmlDocument(html, ("",), {}, proved=True)
    filled = engine.write(document, about)
    assert any(engine._compiled.values())
    laid_out = engine.write(replace(document, html=html.replace(VALUE_BEGINS, "")), about)
    assert boxes(filled) == boxes(laid_out)
    assert len(boxes(filled)) > len("Qжәне")


def boxes(data: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Every letter of the first page with its place."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    return [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
