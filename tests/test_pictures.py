"""Pictures as they come: upright, in screen colours, whole; others are refused with advice."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.pictures import read_picture

LECTURE = {"form": "02-03", "course_title": "К", "lecture_no": 1, "topic": "Т"}
TURN_RIGHT = 6
"""EXIF: the camera was held so that the picture has to be turned by 90° clockwise."""


def saved(path: Path, image: Image.Image, orientation: int = 1, **options: Any) -> Path:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of somebody"
    image.save(path, exif=exif, **options)
    return path


def decoded(path: Path) -> Image.Image:
    picture = read_picture(path)
    image = Image.open(BytesIO(picture.data))
    image.load()
    assert image.size == (picture.width, picture.height)
    return image


def arrow() -> Image.Image:
    """Red at the left, blue at the right, twice as wide as high."""
    image = Image.new("RGB", (64, 32), "red")
    image.paste("blue", (32, 0, 64, 32))
    return image


def near(pixel: Any, colour: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_a_photo_is_shown_upright(ending: str, tmp_path: Path) -> None:
    image = decoded(saved(tmp_path / f"p.{ending}", arrow(), TURN_RIGHT))
    assert image.size == (32, 64)
    assert near(image.getpixel((16, 5)), (255, 0, 0))
    assert near(image.getpixel((16, 60)), (0, 0, 255))


@pytest.mark.parametrize("ending", ["jpg", "png"])
def test_what_a_camera_notes_stays_out_of_documents(ending: str, tmp_path: Path) -> None:
    path = saved(tmp_path / f"p.{ending}", arrow(), quality=90)
    assert b"Camera of somebody" in path.read_bytes()
    assert b"Camera of somebody" not in read_picture(path).data
    with Image.open(path) as image:
        assert decoded(path).tobytes() == image.tobytes()


def test_what_is_appended_to_a_photo_stays_out_too(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.jpg", arrow())
    path.write_bytes(path.read_bytes() + path.read_bytes() + b"a film of two seconds")
    assert b"film" not in read_picture(path).data
    assert decoded(path).size == (64, 32)


def test_a_photo_of_several_pictures_gives_its_first(tmp_path: Path) -> None:
    path = tmp_path / "p.jpg"
    arrow().save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (64, 32))])
    with Image.open(path) as image:
        assert image.format == "MPO"
    assert decoded(path).format == "JPEG"
    assert near(decoded(path).getpixel((5, 5)), (255, 0, 0))


def test_colours_of_printing_become_those_of_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "p.jpg"
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(path)
    assert decoded(path).mode == "RGB"
    assert near(decoded(path).getpixel((4, 4)), (255, 0, 0))


def test_a_profile_of_its_own_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    arrow().save(path, icc_profile=profile.tobytes())
    assert "icc_profile" not in decoded(path).info
    path = tmp_path / "s.png"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    arrow().save(path, icc_profile=profile.tobytes())
    assert near(decoded(path).getpixel((5, 5)), (255, 0, 0), 0)
    path.write_bytes(path.read_bytes())
    arrow().save(path, icc_profile=b"no profile")
    assert near(decoded(path).getpixel((5, 5)), (255, 0, 0), 0)


def test_grey_in_16_bits_keeps_its_shades(tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    Image.frombytes("I;16", (2, 1), struct.pack("<2H", 0x4000, 0xC000)).save(path)
    image = decoded(path)
    assert (image.mode, image.tobytes()) == ("L", bytes([0x40, 0xC0]))


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def test_colours_in_16_bits_become_8(tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    head = struct.pack(">IIBBBBB", 1, 1, 16, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" + struct.pack(">3H", 0xFFFF, 0x8000, 0))
    path.write_bytes(png((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b"")))
    assert decoded(path).tobytes() == bytes([0xFF, 0x80, 0])
    assert read_picture(path).data[24] == 8


def jpeg_of(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


HEAD = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
PIXELS = zlib.compress((b"\0" + bytes(24)) * 8)
WHOLE = jpeg_of(Image.effect_noise((64, 64), 50))
DAMAGED = {
    "header only": png((b"IHDR", HEAD)),
    "no pixels": png((b"IHDR", HEAD), (b"IEND", b"")),
    "bad pixels": png((b"IHDR", HEAD), (b"IDAT", b"not packed"), (b"IEND", b"")),
    "few pixels": png((b"IHDR", HEAD), (b"IDAT", zlib.compress(bytes(9))), (b"IEND", b"")),
    "cut off": png((b"IHDR", HEAD), (b"IDAT", PIXELS))[:-10],
    "check sum": png((b"IHDR", HEAD), (b"IDAT", PIXELS), (b"IEND", b"")).replace(
        HEAD, HEAD[:3] + b"\x09" + HEAD[4:]
    ),
    "photo cut off": WHOLE[: len(WHOLE) // 2],
    "photo without an end": WHOLE[:-2],
    "photo without tables": WHOLE.replace(b"\xff\xdb", b"\xff\xfe"),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_check_finds_a_damaged_picture(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(data)
    file = tmp_path / "r.json"
    file.write_text(json.dumps({**LECTURE, "body": "![x](p.png)"}))
    (found,) = [f for f in atuforms.check(file).findings if f.rule == "picture"]
    assert found.path == "body"
    assert "p.png is damaged" in found.text("en")
    for to in ("docx", "pdf"):
        with pytest.raises(atuforms.InvalidRecord, match=r"p\.png is damaged"):
            atuforms.render(file, to)


def test_a_cut_off_picture_is_found_whatever_weasyprint_has_set(tmp_path: Path) -> None:
    from PIL import ImageFile

    (tmp_path / "p.jpg").write_bytes(DAMAGED["photo cut off"])
    (tmp_path / "p.png").write_bytes(DAMAGED["few pixels"])
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        for name in ("p.jpg", "p.png"):
            with pytest.raises(UnreadableInput, match="damaged"):
                read_picture(tmp_path / name)
        assert ImageFile.LOAD_TRUNCATED_IMAGES
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def test_a_photo_of_countless_scans_is_refused_at_once(tmp_path: Path) -> None:
    progressive = BytesIO()
    Image.effect_noise((64, 64), 50).save(progressive, "JPEG", progressive=True)
    data = progressive.getvalue()
    at = data.rindex(b"\xff\xda")
    (tmp_path / "p.jpg").write_bytes(data[:at] + data[at:-2] * 200 + data[-2:])
    with pytest.raises(UnreadableInput, match="no program does"):
        read_picture(tmp_path / "p.jpg")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_pipes_devices_and_links_that_lead_away_are_refused(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from atuforms.core.pictures import read_picture\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "for name in ('pipe.png', 'device.png', 'folder.png', 'away.png'):\n"
        "    try:\n"
        "        read_picture(folder / name, name, folder)\n"
        "    except Exception as error:\n"
        "        print(type(error).__name__, error)\n"
    )
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "pipe.png")
    (folder / "device.png").symlink_to("/dev/zero")
    (folder / "folder.png").mkdir()
    (folder / "away.png").symlink_to(saved(tmp_path / "p.png", arrow()))
    (tmp_path / "way").symlink_to(folder)
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    told = done.stdout.splitlines()
    assert [line.split(" ", 2)[2] for line in told[:3]] == [
        "is not an ordinary file. Name a PNG or JPEG file."
    ] * 3
    assert "leads out of the folder of the record" in told[3]
    saved(folder / "p.png", arrow())
    # The way to the folder may go over links.
    assert read_picture(tmp_path / "way" / "p.png", "p.png", tmp_path / "way").width == 64


def test_what_is_no_file_in_place_of_a_picture_is_an_error_and_one_that_is_not_there_a_warning(
    tmp_path: Path,
) -> None:
    record = tmp_path / "r.yaml"
    record.write_text('form: 02-03\nbody: "![](p.png)"\n', encoding="utf-8")

    def severities() -> list[str]:
        return [each.severity for each in atuforms.check(record) if each.rule == "picture"]

    assert severities() == ["warning"]
    (tmp_path / "p.png").mkdir()
    assert severities() == ["error"]


def test_every_format_shows_the_photo_upright(tmp_path: Path) -> None:
    saved(tmp_path / "p.jpg", arrow(), TURN_RIGHT)
    slides = tmp_path / "slides.json"
    slides.write_text(
        json.dumps(
            {
                "form": "02-04",
                "course_title": "К",
                "lecture_no": 1,
                "topic": "Т",
                "slides": [{"title": "С", "image": "p.jpg"}],
            }
        )
    )
    shown = []
    for to in ("pptx", "pdf"):
        document = atuforms.render(slides, to, draft=True)
        if to == "pdf":
            with pikepdf.open(BytesIO(document.data)) as pdf:
                images = [each for page in pdf.pages for each in page.get_images().values()]
                shown += [(int(each.Width), int(each.Height)) for each in images]
        else:
            package = zipfile.ZipFile(BytesIO(document.data))
            media = [name for name in package.namelist() if "/media/" in name]
            shown += [Image.open(BytesIO(package.read(name))).size for name in media]
    assert set(shown) == {(32, 64)}
    text = tmp_path / "text.json"
    text.write_text(
        json.dumps(
            {
                "form": "02-03",
                "course_title": "К",
                "lecture_no": 1,
                "topic": "Т",
                "body": "![x](p.jpg)",
            }
        )
    )
    word = zipfile.ZipFile(BytesIO(atuforms.render(text, "docx", draft=True).data))
    (name,) = [each for each in word.namelist() if "/media/" in each]
    assert Image.open(BytesIO(word.read(name))).size == (32, 64)
    assert b'cx="304800" cy="609600"' in word.read("word/document.xml")


def test_a_picture_that_shows_nothing_or_a_line_is_told(tmp_path: Path) -> None:
    kinds = {
        "white.png": Image.new("RGB", (30, 30), "white"),
        "white.jpg": Image.new("RGB", (3000, 300), (252, 252, 252)),
        "bit.png": Image.new("1", (30, 30), 1),
        "clear.png": Image.new("RGBA", (30, 30), (0, 0, 0, 0)),
        "grey.png": Image.new("LA", (30, 30), (0, 0)),
        "palette.png": Image.new("P", (30, 30), 0),
        "high.png": Image.new("RGB", (1, 1000), "red"),
        "wide.jpg": Image.new("RGB", (1000, 9), "red"),
        "dot.png": Image.new("RGB", (300, 3000), "white"),
        "shown.png": Image.new("RGBA", (3000, 60), (0, 0, 0, 40)),
    }
    kinds["dot.png"].putpixel((200, 2990), (0, 0, 0))
    for name, image in kinds.items():
        if image.mode == "P":
            image.save(tmp_path / name, transparency=0)
        else:
            image.save(tmp_path / name)
    body = "\n\n".join(f"![x]({name})" for name in kinds)
    file = tmp_path / "r.json"
    file.write_text(json.dumps({**LECTURE, "body": body}))
    told = [f for f in atuforms.check(file).findings if f.rule == "picture"]
    assert {each.severity for each in told} == {"warning"}
    blank = {str(f.details["file"]) for f in told if "nothing is to be seen" in f.text("en")}
    lines = {str(f.details["file"]) for f in told if "as a line" in f.text("en")}
    assert blank == {*list(kinds)[:6]}
    assert lines == {"high.png", "wide.jpg"}
    assert atuforms.render(file, "docx").data
