"""A Word document carries the font of the PDF, so that both break lines alike."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import atuforms
from atuforms.core.fonts import (
    CODE_FAMILY,
    EVERYDAY,
    FAMILY,
    code_font_files,
    text_font_files,
)
from atuforms.forms.all_forms import get_form
from atuforms.rendering.embedded_font import embedded_face
from atuforms.rendering.office_package import template_content, template_stamp
from atuforms.rendering.word.fonts import with_fonts
from atuforms.rendering.word.template_package import open_template


def parts_of(slug: str, repository: Path) -> dict[str, bytes]:
    document = atuforms.render(repository / "examples" / f"{slug}.yaml", "docx", lang="kk")
    with zipfile.ZipFile(BytesIO(document.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def embedded(parts: dict[str, bytes]) -> dict[str, TTFont]:
    """The fonts of a document by family and place in its table, taken out as Word does it."""
    links = parts["word/_rels/fontTable.xml.rels"].decode()
    targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]+)"', links))
    found, family = {}, ""
    for name, kind, key, link in re.findall(
        r'<w:font w:name="([^"]+)"|<w:embed(\w+) w:fontKey="\{([^}]+)\}" r:id="(\w+)"',
        parts["word/fontTable.xml"].decode(),
    ):
        if name:
            family = name
            continue
        mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
        data = parts[f"word/{targets[link]}"]
        start = bytes(one ^ other for one, other in zip(data, mask, strict=False))
        found[f"{family} {kind}"] = TTFont(BytesIO(start + data[32:]))
    return found


@pytest.mark.parametrize(
    ("slug", "kinds"),
    [
        ("mooc-placement-certificate", ["PT Serif Regular", "PT Serif Bold"]),
        (
            "self-study-material",
            [
                *(f"PT Serif {kind}" for kind in ("Regular", "Bold", "Italic", "BoldItalic")),
                "IBM Plex Mono Regular",
                "IBM Plex Mono Bold",
            ],
        ),
    ],
)
def test_a_document_has_every_letter_of_the_faces_that_it_uses(
    slug: str, kinds: list[str], repository: Path
) -> None:
    fonts = embedded(parts_of(slug, repository))
    assert list(fonts) == kinds
    for name, font in fonts.items():
        assert name.startswith(str(font["name"].getBestFamilyName()))
        assert font["OS/2"].fsType == 0
        codes = font.getBestCmap()
        glyphs = font["glyf"]
        # Programs draw a hyphen that parts no line as any other.
        assert set(map(ord, EVERYDAY - {"\N{NON-BREAKING HYPHEN}"})) <= codes.keys()
        assert all(glyphs[codes[ord(letter)]].numberOfContours for letter in "ӘҒҚҢӨҰҮҺәғқңөұүһЁйi")


def test_a_face_is_embedded_with_all_its_letters() -> None:
    # LibreOffice takes an installed font's word for what it has, and the embedded one's shapes.
    for family, files in (FAMILY, text_font_files()), (CODE_FAMILY, code_font_files()):
        for kind, file in files.items():
            face = TTFont(BytesIO(embedded_face(kind, family)))
            codes = face.getBestCmap()
            assert codes.keys() == TTFont(file).getBestCmap().keys()
            drawn = [face["glyf"][codes[ord(sign)]].numberOfContours for sign in "₁₂₃₄π№"]
            assert all(drawn), kind


def test_the_font_costs_a_certificate_less_than_eighty_kilobytes(repository: Path) -> None:
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    document = atuforms.render(example, "docx", lang="kk").data
    assert len(document) < 90_000
    with zipfile.ZipFile(BytesIO(document)) as archive:
        fonts = [each for each in archive.infolist() if each.filename.endswith(".odttf")]
    assert 0 < sum(each.compress_size for each in fonts) < 80 * 1024


def test_what_is_restyled_keeps_its_own_fonts() -> None:
    template = open_template(
        template_content(*template_stamp(get_form("02-09"), "kk", "docx", None)), "x"
    )
    parts = template.parts
    assert "word/fonts/font1.odttf" in with_fonts(template).parts
    table = parts["word/fontTable.xml"].replace(b"PT Serif", b"Arial")
    other = replace(template, parts={**parts, "word/fontTable.xml": table})
    assert with_fonts(other) == other
    rels = {**parts, "word/_rels/fontTable.xml.rels": b"<Relationships/>"}
    saved = replace(template, parts=rels)
    assert with_fonts(saved) == saved
