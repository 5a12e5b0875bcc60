"""Code in a text: letters of one width, every space and empty line of it, in Word as in the PDF."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from tests.programs import convert, text_of

import atuforms
from atuforms.core.fonts import CODE_FAMILY, code_font_files, code_size
from atuforms.documents.office_templates import write_templates
from atuforms.forms.all_forms import get_form
from atuforms.rendering.rich import RichText, xhtml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
LONG = "қосынды = есепте(" + ", ".join(f"мән_{number}" for number in range(20)) + ")"
BODY = f"""
## Қайталау `for`

Шарт `a  ==   b` **`қалың`** түрінде жазылады.

```python
def қос(ә, ғ):
\tif ә > ғ:

\t    return ә + ғ


{LONG}
```

```
┌──┐
│Шу│
└──┘
```

| Атауы | Түрі |
|---|---|
| `for  each` | `int` |

Ескерту[^1].

[^1]: Мұнда да `код` бар.
"""
RECORD = {
    "form": "02-03",
    "course_title": {"kk": "Бағдарламалау"},
    "lecture_no": 2,
    "topic": {"kk": "Қайталау"},
    "body": {"kk": BODY},
}
LINES = ["def қос(ә, ғ):", "    if ә > ғ:", "", "        return ә + ғ", "", "", LONG]


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    return {to: atuforms.render(RECORD, to, lang="kk").data for to in ("pdf", "docx")}


def part(docx: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def test_the_font_of_code_has_every_kazakh_letter_in_one_width() -> None:
    for file in code_font_files().values():
        font = TTFont(file)
        codes = font.getBestCmap()
        widths = {font["hmtx"][codes[ord(letter)]][0] for letter in KAZAKH + "iWмШ—→│"}
        assert widths == {0.6 * font["head"].unitsPerEm}
        assert font["OS/2"].fsType == 0


def test_nothing_of_a_block_of_code_is_lost() -> None:
    first, second = xhtml(RichText(BODY)).iter("pre")
    assert (first.text or "").split("\n") == LINES
    assert (second.text or "").split("\n") == ["┌──┐", "│Шу│", "└──┘"]
    (kept,) = xhtml(RichText("```\n\n\n  a\n\n```")).iter("pre")
    assert kept.text == "\n\n  a\n"


def test_code_is_monospaced_in_the_pdf(documents: dict[str, bytes]) -> None:
    boxes = re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>([^<]*)<',
        text_of(documents["pdf"], "-bbox"),
    )
    lefts = {word: float(left) for left, _, word in boxes}
    # 5.4 points a letter: those of a block are of 9 points.
    for word in ("def", "қос(ә,", "if", "return", "мән_1,"):
        (width,) = {float(right) - float(left) for left, right, each in boxes if each == word} or {
            0
        }
        assert width == pytest.approx(5.4 * len(word), abs=0.1), word
    assert lefts["if"] - lefts["def"] == pytest.approx(4 * 5.4, abs=0.1)
    assert lefts["return"] - lefts["def"] == pytest.approx(8 * 5.4, abs=0.1)
    with pikepdf.open(BytesIO(documents["pdf"])) as pdf:
        fonts = {
            str(each.BaseFont).partition("+")[2]
            for page in pdf.pages
            for each in page.Resources.Font.values()
        }
    assert {"IBM-Plex-Mono", "IBM-Plex-Mono-Bold"} <= fonts


def test_code_is_in_its_font_in_word(documents: dict[str, bytes]) -> None:
    styles = part(documents["docx"], "styles")
    for name in ("code", "preformatted"):
        fonts = styles.find(f"{W}style[@{W}styleId='{name}']/{W}rPr/{W}rFonts")
        assert fonts is not None
        assert fonts.get(f"{W}cs") == CODE_FAMILY
    body = part(documents["docx"], "document")
    first, second = (
        "".join(
            "\n" if each.tag == f"{W}br" else str(each.text)
            for each in paragraph.iter(f"{W}t", f"{W}br")
        )
        for paragraph in body.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='preformatted']") is not None
    )
    assert first.split("\n") == LINES
    assert second.split("\n") == ["┌──┐", "│Шу│", "└──┘"]
    runs = {
        "".join(str(each.text) for each in run.iter(f"{W}t")): run.find(f"{W}rPr/{W}sz")
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='code']") is not None
    }
    sizes = {text: size is not None and size.get(f"{W}val") for text, size in runs.items()}
    assert sizes == {
        "for": False,
        "a  ==   b": False,
        "қалың": False,
        "for  each": "19",
        "int": "19",
        "код": "18",
    }


def test_code_is_as_large_in_word_as_in_the_pdf(repository: Path) -> None:
    css = (repository / "templates/layouts/page.css").read_text(encoding="utf-8")
    said = re.findall(r"\n([^\n{}-]*)\bcode \{[^}]*font-size: ([\d.]+)pt", css)
    around = {"": 12, ":is(h4, h5, h6, .facts) ": 11, ".notes ": 10, ".dense ": 9.5}
    assert {place: float(size) for place, size in said} == {
        place: code_size(size) for place, size in around.items()
    }


def test_word_breaks_code_where_the_pdf_breaks_it(
    documents: dict[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "code.docx"
    file.write_bytes(documents["docx"])
    convert([file], "pdf", tmp_path)
    printed = file.with_suffix(".pdf").read_bytes()
    ours, words = (
        [" ".join(line.split()) for line in text_of(pdf, "-layout").splitlines() if "мән_" in line]
        for pdf in (documents["pdf"], printed)
    )
    assert len(ours) > 1
    assert ours == words
    with pikepdf.open(BytesIO(printed)) as pdf:
        fonts = {str(each.BaseFont) for each in pdf.pages[0].Resources.Font.values()}
    assert any("IBMPlexMono" in font for font in fonts)


def test_a_long_word_of_code_is_no_finding() -> None:
    word = "".join(map(str, range(60)))

    def told(body: str) -> list[str]:
        report = atuforms.check({**RECORD, "body": {"kk": body}})
        return [each.rule for each in report.findings if each.rule == "word-too-wide"]

    assert told(f"```\n{word}\n```\n\n`a` `{word}`") == []
    assert told(f"сөз {word}") == ["word-too-wide"]


def test_code_has_the_font_that_staff_have_given_it(tmp_path: Path) -> None:
    write_templates(get_form("02-03"), tmp_path)
    file = tmp_path / "kk" / "self-study-material.docx"
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in members.items():
            new.writestr(name, data.replace(CODE_FAMILY.encode(), b"Consolas"))
    form = atuforms.load(RECORD)
    made = atuforms.render(form, "docx", lang="kk", templates=tmp_path).data
    body = part(made, "document")
    assert {each.get(f"{W}ascii") for each in body.iter(f"{W}rFonts")} == {"Consolas"}
    assert CODE_FAMILY.encode() not in zipfile.ZipFile(BytesIO(made)).read("word/fontTable.xml")
