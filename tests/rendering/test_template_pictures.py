"""A logo in a template of staff is printed upright and in proportion, or named before."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PIL import Image
from tests.validators import office_errors

import atuforms
from atuforms.core.exceptions import AtuformsError
from atuforms.documents.office_templates import write_templates
from atuforms.documents.own_templates import check_templates
from atuforms.forms.all_forms import get_form

NAME = "mooc-placement-certificate"
EXAMPLES = Path(__file__).parents[2] / "examples"
SIZE = re.compile(rb'<wp:extent cx="(\d+)" cy="(\d+)"')
EMU_OF_MM = 36000


def coded(image: Image.Image, kind: str, orientation: int = 1) -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(file, kind, **({"exif": exif} if orientation > 1 else {}))
    return file.getvalue()


def landscape(mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (60, 40), "blue")
    image.paste("red", (0, 0, 60, 20))
    return image.convert(mode)


PLAIN = coded(landscape(), "PNG")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The template with a picture in its header and another one in its text."""
    folder = tmp_path_factory.mktemp("templates")
    write_templates(get_form("02-09"), folder)
    document = docx.Document(str(folder / "ru" / f"{NAME}.docx"))
    header = document.sections[0].first_page_header.paragraphs[-1]
    header.add_run().add_picture(BytesIO(PLAIN), width=Mm(30))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def template(built: bytes, tmp_path: Path) -> Callable[..., Path]:
    """The folder of a template with this logo, whose box is of a size in millimetres."""

    def make(logo: bytes, wide: float = 30, high: float = 20) -> Path:
        file = tmp_path / "ru" / f"{NAME}.docx"
        file.parent.mkdir(exist_ok=True)
        size = f'cx="{round(wide * EMU_OF_MM)}" cy="{round(high * EMU_OF_MM)}"'
        with zipfile.ZipFile(BytesIO(built)) as old, zipfile.ZipFile(file, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                if b"<wp:inline" in data:
                    text = re.sub(r'cx="\d+" cy="\d+"', size, data.decode())
                    data = text.encode()
                new.writestr(name, logo if data == PLAIN else data)
        return tmp_path

    return make


def printed(folder: Path) -> tuple[Image.Image, tuple[float, float], bytes]:
    """The logo of a document, its size in millimetres, and the part it stands in."""
    document = atuforms.render(EXAMPLES / f"{NAME}.yaml", "docx", lang="ru", templates=folder)
    with zipfile.ZipFile(BytesIO(document.data)) as package:
        (picture,) = (each for each in package.namelist() if "media/" in each)
        (story,) = (each for each in package.namelist() if b"<wp:inline" in package.read(each))
        part = package.read(story)
        found = SIZE.search(part)
        assert found is not None
        size = int(found[1]) / EMU_OF_MM, int(found[2]) / EMU_OF_MM
        image = Image.open(BytesIO(package.read(picture)))
    return image, size, part


def test_a_logo_that_lies_on_its_side_stands_upright(template: Callable[..., Path]) -> None:
    lying = coded(landscape().transpose(Image.Transpose.ROTATE_90), "JPEG", orientation=6)
    # A program that knows nothing of cameras gives it a box on its side.
    folder = template(lying, 20, 30)
    assert not check_templates(str(folder))
    image, size, part = printed(folder)
    assert image.size == (60, 40)
    red, blue = image.getpixel((30, 5)), image.getpixel((30, 35))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200 > blue[0]
    assert size == pytest.approx((20, 13.33), abs=0.1)
    # A line of the styles is closer than its font asks for, and would cut it off.
    assert b'w:line="240"' in part


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("I;16", "PNG"), ("RGBA", "PNG")])
def test_a_logo_is_in_screen_colours(mode: str, kind: str, template: Callable[..., Path]) -> None:
    grey = Image.frombytes("I;16", (60, 40), struct.pack("<2400H", *range(0, 48000, 20)))
    folder = template(coded(grey if mode == "I;16" else landscape(mode), kind))
    assert not check_templates(str(folder))
    image, size, _ = printed(folder)
    assert image.mode in ("L", "RGB", "RGBA")
    assert size == pytest.approx((30, 20), abs=0.1)


@pytest.mark.parametrize(
    ("pixels", "box", "size"),
    [
        ((300, 100), (40, 40), (40, 13.33)),
        ((100, 300), (40, 40), (13.33, 40)),
        ((4000, 20), (400, 2), (165, 0.825)),
        # A dot that was drawn out into a line stays one.
        ((1, 1), (100, 1), (100, 1)),
    ],
)
def test_a_logo_is_in_proportion_and_on_the_page(
    pixels: tuple[int, int],
    box: tuple[float, float],
    size: tuple[float, float],
    template: Callable[..., Path],
) -> None:
    folder = template(coded(Image.new("RGB", pixels), "PNG"), *box)
    assert printed(folder)[1] == pytest.approx(size, abs=0.1)


def test_a_document_with_a_fitted_logo_is_valid(template: Callable[..., Path]) -> None:
    folder = template(PLAIN, 40, 10)
    document = atuforms.render(EXAMPLES / f"{NAME}.yaml", "docx", lang="ru", templates=folder)
    assert office_errors(document.save(folder)) == []


def animated() -> bytes:
    file = BytesIO()
    frames = [Image.new("P", (9, 9), colour) for colour in (1, 2)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


def test_what_cannot_be_printed_is_named_before(template: Callable[..., Path]) -> None:
    bad = {
        "pixels": coded(Image.new("1", (9_000, 9_000)), "PNG"),
        "damaged": PLAIN[: len(PLAIN) // 2],
        "PNG or JPEG": animated(),
        "a PNG": coded(landscape(), "WEBP"),
        "as PNG": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    }
    for words, logo in bad.items():
        folder = template(logo)
        (fault,) = check_templates(str(folder))
        assert words in fault.error.text("en")
        assert f"{NAME}.docx" in fault.error.text("kk")
        with pytest.raises(AtuformsError, match=words):
            atuforms.render(EXAMPLES / f"{NAME}.yaml", "docx", lang="ru", templates=folder)


def test_a_picture_that_is_only_linked_is_named(template: Callable[..., Path]) -> None:
    file = template(PLAIN) / "ru" / f"{NAME}.docx"
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in members.items():
            text = re.sub(
                rb'Target="media/[^"]+"',
                b'Target="http://a.kz/logo.png" TargetMode="External"',
                data,
            )
            new.writestr(name, text if name.endswith(".rels") else data)
    (fault,) = check_templates(str(file.parents[1]))
    assert "http://a.kz/logo.png" in fault.error.text("ru")


def test_a_logo_that_word_itself_has_turned_is_not_turned_again(
    template: Callable[..., Path],
) -> None:
    lying = coded(landscape().transpose(Image.Transpose.ROTATE_90), "JPEG", orientation=6)
    folder = template(lying, 20, 30)
    file = folder / "ru" / f"{NAME}.docx"
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in members.items():
            turned = data.replace(b"<a:xfrm>", b'<a:xfrm rot="5400000">')
            new.writestr(name, turned if name.endswith(".xml") else data)
    image, size, _ = printed(folder)
    assert image.size == (40, 60)
    assert size == pytest.approx((20, 30), abs=0.1)
