"""Fonts that fontTools writes know as little of the day as those that HarfBuzz writes."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from tests.programs import text_of

from atuforms.rendering.pdf.input import PdfMetadata
from atuforms.rendering.pdf.writer import write_pdf

PROGRAM = """
import sys, time
clock, subset, file = sys.argv[1:]
time.time = lambda: float(clock)
from atuforms.rendering.pdf.writer import write_pdf
from atuforms.rendering.pdf.input import PdfMetadata
import weasyprint.pdf.fonts
if subset == "fontTools":
    weasyprint.pdf.fonts.harfbuzz_subset = None
html = "<html lang=kk><title>x</title><body style='font-family: PT Serif, Noto Serif'>Тағам Ɓ"
pdf = write_pdf(html, PdfMetadata("kk", "x", "x", "0", record=b"{}"))
open(file, "wb").write(pdf)
"""


def made(clock: float, subset: str, file: Path, **environment: str) -> bytes:
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(clock), subset, str(file)]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command, check=True, env={**os.environ, **paths, **environment})
    return file.read_bytes()


# Of the two fonts on the page, the second is an instance of a variable one, which fontTools cuts
# out whether there is HarfBuzz or not.
@pytest.mark.parametrize("subset", ["HarfBuzz", "fontTools"])
def test_no_font_is_dated_by_the_clock_or_the_environment(subset: str, tmp_path: Path) -> None:
    first = made(1.7e9, subset, tmp_path / "first.pdf")
    assert first == made(2e9, subset, tmp_path / "second.pdf", SOURCE_DATE_EPOCH="1234567890")
    with pikepdf.open(BytesIO(first)) as pdf:
        fonts = [
            TTFont(BytesIO(each.FontFile2.read_bytes()), checkChecksums=2)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each
        ]
        assert len(fonts) == 2
        # From 1904 on; the files are of the years since 2010.
        days = {font["head"].modified // 86400 for font in fonts}
    assert (1980 - 1904) * 365 + 19 in days
    assert text_of(first).split() == ["Тағам", "Ɓ"]


def test_small_digits_of_a_formula_are_of_one_font() -> None:
    body = "C₆H₁₂O₆ және C₁₀H₁₆, 10⁻⁴ <b>C₆H₁₂</b>"
    style = "font-family: PT Serif, STIX Two Math, Noto Serif"
    html = (
        f"<html lang='kk'><head><title>x</title></head><body style='{style}'>{body}</body></html>"
    )
    data = write_pdf(html, PdfMetadata("kk", "x", "x", "0", record=b"{}"))
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = {
            str(each.BaseFont).partition("+")[2] for each in pdf.pages[0].Resources.Font.values()
        }
    assert fonts == {"PT-Serif", "PT-Serif-Bold", "Noto-Serif", "Noto-Serif-Bold"}
    # Cut once, and again to the same bytes.
    assert write_pdf(html, PdfMetadata("kk", "x", "x", "0", record=b"{}")) == data
