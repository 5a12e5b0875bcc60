"""A presentation carries the font of the PDF, so that both break lines alike."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pptx import Presentation
from tests.forms.builders import EXAMPLES, changed
from tests.programs import convert, text_of

import atuforms
from atuforms.core.fonts import EVERYDAY, FAMILY, text_font_files
from atuforms.core.language.languages import LANGUAGES
from atuforms.rendering.slides.fonts import embed_fonts

SENTENCES = {
    "kk": "Өндірістік бақылаудың әрбір сатысында ыстық және суық өңдеу режимдері жазылады. ",
    "ru": "На каждой стадии производства записывают режимы горячей и холодной обработки. ",
    "en": "Hot and cold regimes of treatment are written down at every stage of production. ",
}


def long_deck() -> dict[str, Any]:
    """Titles of two lines, texts in smaller letters, bullets over several lines."""
    words = {lang: text.strip() for lang, text in SENTENCES.items()}
    return changed(
        "video-lecture-slides",
        course_title=words,
        questions=[words] * 5,
        slides__0__title=words,
        slides__0__text={lang: text * 5 for lang, text in SENTENCES.items()},
        slides__1__text={lang: f"{text * 2}\n{text}" for lang, text in SENTENCES.items()},
        process__steps=[words] * 5,
        summary=[{lang: text * times for lang, text in SENTENCES.items()} for times in (3, 1, 2)],
    )


def faces_of(document: atuforms.Document) -> dict[str, bytes]:
    """The fonts of a presentation, taken out as PowerPoint does it."""
    found = {}
    with zipfile.ZipFile(BytesIO(document.data)) as archive:
        for name in archive.namelist():
            if name.endswith(".fntdata"):
                data = archive.read(name)
                whole, length, version, flags = struct.unpack("<4I", data[:16])
                assert (whole, version, flags) == (len(data), 0x00020001, 0)
                assert data[34:36] == b"LP"
                found[name] = data[-length:]
    return found


def test_a_presentation_has_every_letter_of_the_faces_that_it_uses() -> None:
    document = atuforms.render(EXAMPLES / "video-lecture-slides.yaml", "pptx", lang="kk")
    faces = [TTFont(BytesIO(data)) for data in faces_of(document).values()]
    assert [face["name"].getBestSubFamilyName() for face in faces] == ["Regular", "Bold"]
    for face in faces:
        assert face["name"].getBestFamilyName() == FAMILY
        assert set(map(ord, EVERYDAY)) <= face.getBestCmap().keys()
    presentation = Presentation(BytesIO(document.data))
    assert presentation.element.xpath("//p:embeddedFont/p:font/@typeface") == [FAMILY]
    assert len(document.data) < 140_000


def test_slides_break_where_the_pages_of_the_pdf_break(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    records = {"long": long_deck(), "interactive": changed("interactive-presentation")}
    pages, files = {}, []
    for name, record in records.items():
        for lang in LANGUAGES:
            slides = atuforms.render(record, "pptx", lang=lang)
            files.append(tmp_path / f"{name}.{lang}.pptx")
            files[-1].write_bytes(slides.data)
            pages[files[-1].stem] = atuforms.render(record, "pdf", lang=lang).data
    # This LibreOffice reads no embedded fonts of presentations; so it gets them from us.
    for name, data in faces_of(slides).items():
        (tmp_path / f"{Path(name).stem}.ttf").write_bytes(data)
    rules = f"<include>/etc/fonts/fonts.conf</include><dir>{tmp_path}</dir>"
    (tmp_path / "fonts.conf").write_text(f"<fontconfig>{rules}</fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    convert(files, "pdf", tmp_path)
    for name, data in pages.items():
        printed = (tmp_path / f"{name}.pdf").read_bytes()
        assert lines_of(printed) == lines_of(data), name


def lines_of(pdf: bytes) -> list[list[str]]:
    """The lines of each page, without bullets, sorted: they are not read in one order."""
    return [
        sorted(" ".join(line.split()) for line in page.splitlines() if line.strip())
        for page in text_of(pdf, "-raw").replace("•", "").split("\f")
    ]


def test_what_is_restyled_keeps_its_own_fonts() -> None:
    example = EXAMPLES / "interactive-presentation.yaml"
    presentation = Presentation(BytesIO(atuforms.render(example, "pptx", lang="ru").data))
    before = [part.partname for part in presentation.part.package.iter_parts()]
    embed_fonts(presentation)
    assert [part.partname for part in presentation.part.package.iter_parts()] == before
    (fonts,) = presentation.element.xpath("p:embeddedFontLst")
    fonts.getparent().remove(fonts)
    for part in presentation.part.package.iter_parts():
        if "/theme/" in part.partname:
            part._blob = part.blob.replace(FAMILY.encode(), b"Arial")
    embed_fonts(presentation)
    assert not presentation.element.xpath("p:embeddedFontLst")


def test_the_font_of_pages_may_be_embedded() -> None:
    assert all(TTFont(file)["OS/2"].fsType == 0 for file in text_font_files().values())
