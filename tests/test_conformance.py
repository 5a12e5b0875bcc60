"""Documents of any content keep the standards, and the validators can find those that do not."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import ooxml_integrity
import page
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.validators import office_errors

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.all_forms import form_classes

PROFILES = ("3a", "ua1")
FORMS = [form.SLUG for form in form_classes() if "pdf" in form.FORMATS]
LECTURE = {"form": "02-03", "course_title": "К", "lecture_no": 1, "topic": "Т"}

EVERYTHING = """# Бір

Мәтін **қалың** _көлбеу_ ~~сызылған~~ `код` [сілтеме](https://atu.edu.kz/a?b=1&c=2), <https://b.kz>,
жолдың соңы\\
жаңа жол.

### Үш

1. бірінші
   - ішкі
     - терең

       терең абзац
   - екінші
2. абзацпен

   абзац

   | а | б |
   |---|:-:|
   | 1 | 2 |

7) жеті
8) сегіз

- кодпен

  ```
  x = 1
  ```
- > цитата
-
- ![png](rgb.png)
- [![сілтеме](photo.jpg)](https://atu.edu.kz)

> цитата
>
> - тізім
>
> > ішкі цитата

    шегінген код

---

| Баған | Екі | **Үш** |
|:--|:-:|--:|
| a | `b` | [c](https://atu.edu.kz) |
|   | ![шағын](clear.png) | x[^1] |

| Тек бас |
|---|

Ескерту[^1] және[^2].

[^1]: Бірінші ескерту.
[^2]: Екінші

    - тізім

![cmyk](cmyk.jpg "1-сурет")

Ішінде ![16](deep.png) ![сұр](grey.jpg) ![палитра](palette.png) ![мөлдір](grey-clear.png).

###### Алты

#### Төрт
"""


def save_pictures(folder: Path) -> None:
    """A picture of every kind that comes from cameras and programs."""
    size = (80, 60)
    upside_down = Image.Exif()
    upside_down[0x0112] = 3
    Image.new("RGB", size, "red").save(folder / "rgb.png")
    Image.new("RGBA", size, (255, 0, 0, 100)).save(folder / "clear.png")
    Image.new("LA", size, 30).save(folder / "grey-clear.png")
    Image.new("P", size, 30).save(folder / "palette.png", transparency=30)
    Image.new("I;16", size, 30000).save(folder / "deep.png")
    Image.new("RGB", size, "red").save(folder / "photo.jpg", exif=upside_down, progressive=True)
    Image.new("L", size, 30).save(folder / "grey.jpg")
    Image.new("CMYK", size, (0, 255, 0, 0)).save(folder / "cmyk.jpg")


def faults(data: bytes) -> list[str]:
    """What the validators find in a document, if anything."""
    if data.startswith(b"%PDF"):
        return [
            each.rule_id
            for profile in PROFILES
            for each in page.validate_pdf_bytes(data, profile=profile).failures
        ]
    with tempfile.TemporaryDirectory() as folder:
        presentation = "ppt/presentation.xml" in zipfile.ZipFile(BytesIO(data)).namelist()
        file = Path(folder) / ("slides.pptx" if presentation else "text.docx")
        file.write_bytes(data)
        found = [str(each.description) for each in office_errors(file)]
        # Of PowerPoint it knows the layout alone, and takes every placeholder for the first.
        return found if presentation else found + package_faults(file)


def package_faults(file: Path) -> list[str]:
    return [each.code for each in ooxml_integrity.check(file)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pictures and the lecture that shows them."""
    place = tmp_path_factory.mktemp("lecture")
    save_pictures(place)
    record = {**LECTURE, "body": EVERYTHING}
    (place / "lecture.json").write_text(json.dumps(record), encoding="utf-8")
    return place


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_and_pictures_of_every_kind(lang: str, folder: Path) -> None:
    for to in ("pdf", "docx"):
        document = atuforms.render(folder / "lecture.json", to, lang=lang, draft=True)
        assert faults(document.data) == [], to


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# ", "## ", "#### ", "- ", "  - ", "    - ", "1. ", "   1. ", "> ", "\n", "\n\n",
            "    ", "```\n", "`", "**", "_", "[a](https://a.kz)", "![c](rgb.png)", "![](photo.jpg)",
            "[![d](cmyk.jpg)](https://d.kz)", "|a|b|\n|-|:-:|\n|1|2|\n", "\n\n|a|\n|-|\n\n",
            "[^1]", "\n\n[^1]: note\n\n    - list\n", "сөз ", "сөз\n", "\n---\n", "  \n",
            "\n\n- ![c](rgb.png)\n\n", "\n\n1. сөз\n\n   сөз\n\n", "*", "&nbsp;", "→ ✓ 🎓 ",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=36)
@given(MARKDOWN, st.sampled_from(LANGUAGES))
def test_generated_lectures(folder: Path, body: str, lang: str) -> None:
    file = folder / "generated.json"
    file.write_text(json.dumps({**LECTURE, "body": body}, ensure_ascii=False), encoding="utf-8")
    for to in ("pdf", "docx"):
        document = atuforms.render(file, to, lang=lang, draft=True)
        assert faults(document.data) == [], body


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    | st.sampled_from("әғқңөұүһі «»№—<&"),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.strip()))


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """The record with other words and other numbers of rows."""
    if isinstance(value, dict):
        words = value.keys() <= set(LANGUAGES)
        return {
            key: draw(WORDS | st.just(each)) if words else draw(changed(each))
            for key, each in value.items()
        }
    if isinstance(value, list):
        kept = draw(st.lists(st.sampled_from(value), max_size=8)) if value else []
        return [draw(changed(each)) for each in kept]
    return value


@settings(max_examples=24)
@given(st.data(), st.sampled_from(FORMS), st.sampled_from(LANGUAGES))
def test_generated_records(repository: Path, data: st.DataObject, slug: str, lang: str) -> None:
    example = atuforms.load(repository / "examples" / f"{slug}.yaml").record()
    record = data.draw(changed(example))
    try:
        form = atuforms.load({**record, "form": slug})
    except atuforms.InvalidRecord:
        return
    for to in type(form).FORMATS:
        if to in ("pdf", "docx", "pptx"):
            document = atuforms.render(form, to, lang=lang, draft=True)
            assert faults(document.data) == [], to


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def smoothed(pdf: pikepdf.Pdf) -> None:
    for picture in pdf.pages[0].get_images().values():
        picture.Interpolate = True


def without_bodies(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/LBody":
            item.S = pikepdf.Name.P


def without_description(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item.Alt


def without_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def without_claim(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b"pdfaid:part", b"pdfaid:port")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (without_language, "LANG"),
        (smoothed, "IMAGE-INTERPOLATE"),
        (without_bodies, "LI-KIDS"),
        (without_description, "FIGURE-ALTERNATIVE"),
        (without_colours, "COLOR|COLOUR|OUTPUT-INTENT|DEVICE"),
        (without_claim, "ID-SCHEMA|ID-PART"),
    ],
)
def test_the_validator_of_pdf_finds_what_is_spoiled(
    spoil: Callable[[pikepdf.Pdf], None], rule: str, folder: Path
) -> None:
    body = "- бір\n\n  екі\n\n![c](rgb.png)"
    (folder / "small.json").write_text(
        json.dumps({**LECTURE, "body": body}, ensure_ascii=False), encoding="utf-8"
    )
    data = atuforms.render(folder / "small.json", "pdf", draft=True).data
    spoiled = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        spoil(pdf)
        pdf.save(spoiled)
    assert faults(data) == []
    assert re.search(rule, " ".join(faults(spoiled.getvalue())))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("[Content_Types].xml", b'Extension="png"', b'Extension="gif"'),
        ("word/_rels/document.xml.rels", b"media/image1.png", b"media/image9.png"),
        ("word/document.xml", b'r:embed="image1"', b'r:embed="image9"'),
    ],
)
def test_the_validator_of_packages_finds_what_is_spoiled(
    part: str, old: bytes, new: bytes, folder: Path, tmp_path: Path
) -> None:
    body = "![c](rgb.png)"
    (folder / "small.json").write_text(
        json.dumps({**LECTURE, "body": body}, ensure_ascii=False), encoding="utf-8"
    )
    data = atuforms.render(folder / "small.json", "docx", draft=True).data
    spoiled = tmp_path / "spoiled.docx"
    with zipfile.ZipFile(BytesIO(data)) as sound, zipfile.ZipFile(spoiled, "w") as package:
        for name in sound.namelist():
            content = sound.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            package.writestr(name, content)
    assert package_faults(spoiled) != []
