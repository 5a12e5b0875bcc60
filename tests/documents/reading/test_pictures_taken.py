"""A Word file with pictures travels by itself."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from tests.documents.reading.editing import W, controls, edited, packed, unpacked
from tests.documents.reading.examples import FOLDER, example

import atuforms
from atuforms.core.findings import Finding
from atuforms.documents.reading.document import DocumentReading, read_document

PHOTO = FOLDER / "pictures" / "author-seitkali.png"
OTHER = FOLDER / "pictures" / "growth.png"
UTEGEN = "author-utegen.png"


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A document of form 01-02 in a folder where nothing else is."""
    file = tmp_path / "format.docx"
    file.write_bytes(atuforms.render(example("01-02"), "docx", lang="kk").data)
    return file


def _pictures(data: bytes) -> list[str]:
    return sorted(name for name in unpacked(data) if name.startswith("word/media/"))


def test_the_pictures_of_the_document_are_checked_and_printed_in_any_folder(alone: Path) -> None:
    assert not [each for each in atuforms.check(alone) if each.rule == "picture"]
    assert atuforms.render(alone, "pdf", lang="kk").data.startswith(b"%PDF")
    again = atuforms.render(alone, "docx", lang="kk").data
    assert len(_pictures(again)) == len(_pictures(alone.read_bytes()))


def test_reading_writes_the_pictures_beside_the_record(alone: Path, tmp_path: Path) -> None:
    from atuforms.cli import main

    record = tmp_path / "out" / "record.yaml"
    with pytest.raises(SystemExit) as stopped:
        main(["read", str(alone), "-o", str(record)])
    assert stopped.value.code in (0, None)
    form = atuforms.load(record)
    assert form == example("01-02")
    assert (record.parent / "pictures" / "author-seitkali.png").is_file()


def _replaced(data: bytes, picture: bytes) -> bytes:
    parts = unpacked(data)
    first = next(name for name in parts if parts[name] == _shown(PHOTO))
    parts[first] = picture
    return packed(parts)


def _shown(file: Path) -> bytes:
    from atuforms.core.pictures import read_picture

    return read_picture(file).data


def test_a_picture_that_was_replaced_is_noticed_and_taken(alone: Path) -> None:
    shutil.copytree(FOLDER / "pictures", alone.parent / "pictures")
    alone.write_bytes(_replaced(alone.read_bytes(), OTHER.read_bytes()))
    reading = read_document(alone)
    (finding,) = [each for each in reading.findings if each.rule == "read-picture-changed"]
    assert finding.path == "authors.0.photo"
    name = reading.source.values["authors"][0]["photo"]
    assert reading.pictures[name] == OTHER.read_bytes()


def test_a_picture_that_was_deleted_is_noticed(alone: Path) -> None:
    def edit(root: etree._Element) -> None:
        content = controls(root, "authors.0.photo")[0].find(f"{W}sdtContent")
        assert content is not None
        for drawing in list(content.iter(f"{W}drawing")):
            drawing.getparent().remove(drawing)  # type: ignore[union-attr]

    reading = read_document(edited(alone.read_bytes(), edit))
    assert "photo" not in reading.source.values["authors"][0]
    assert [each.rule for each in reading.findings] == ["read-picture-gone"]


def test_a_picture_outside_of_fields_is_told(alone: Path) -> None:
    def edit(root: etree._Element) -> None:
        drawing = next(controls(root, "authors.0.photo")[0].iter(f"{W}drawing"))
        run = etree.SubElement(etree.SubElement(root[0], f"{W}p"), f"{W}r")
        run.append(etree.fromstring(etree.tostring(drawing)))

    reading = read_document(edited(alone.read_bytes(), edit))
    assert [each.rule for each in reading.findings] == ["read-picture-outside"]
    assert reading.left_out


def _more(root: etree._Element, path: str, where: str) -> None:
    drawing = next(controls(root, "authors.0.photo")[0].iter(f"{W}drawing"))
    run = etree.Element(f"{W}r")
    run.append(etree.fromstring(etree.tostring(drawing)))
    control = controls(root, path)[0]
    content = control.find(f"{W}sdtContent")
    assert content is not None
    if where == "inside":
        content.append(run)
    elif where == "before":
        control.addprevious(run)
    else:
        control.addnext(run)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("authors.0.photo", "inside"), ("authors.0.photo", "before"),
        ("authors.0.photo", "behind"), ("authors.0.name", "inside"),
    ],
)  # fmt: skip
def test_a_picture_too_many_in_a_field_or_beside_it_is_told(
    path: str, where: str, alone: Path
) -> None:
    data = edited(alone.read_bytes(), lambda root: _more(root, path, where))
    reading = read_document(data)
    (finding,) = [each for each in reading.findings if each.rule == "read-picture-outside"]
    assert finding.path == (path if where == "inside" else "")
    assert reading.left_out
    assert {each.rule for each in reading.findings} == {"read-picture-outside"}


A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _framed(root: etree._Element, cut: dict[str, str], **turned: str) -> None:
    blip = next(controls(root, "authors.0.photo")[0].iter(f"{A}blip"))
    around = blip.getparent()
    assert around is not None
    for old in around.findall(f"{A}srcRect"):
        around.remove(old)
    if cut:
        blip.addnext(etree.Element(f"{A}srcRect", cut))
    for placed in around.getparent().iter(f"{A}xfrm"):  # type: ignore[union-attr]
        for name, value in turned.items():
            placed.set(name, value)


def _image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _taken(data: bytes, cut: dict[str, str], **turned: str) -> tuple[DocumentReading, bytes]:
    reading = read_document(edited(data, lambda root: _framed(root, cut, **turned)))
    return reading, reading.pictures[reading.source.values["authors"][0]["photo"]]


def test_a_picture_is_read_as_it_was_cut_and_turned_in_word(alone: Path) -> None:
    data, whole = alone.read_bytes(), _image(_shown(PHOTO))
    width, height = whole.size
    _, cut = _taken(data, {"l": "25000", "b": "50%"})
    assert _image(cut).size == (width - round(width / 4), height - round(height / 2))
    part = whole.crop((round(width / 4), 0, width, height - round(height / 2)))
    assert _image(cut).tobytes() == part.tobytes()
    _, turned = _taken(data, {}, rot="5400000", flipH="1")
    wanted = whole.transpose(Image.Transpose.FLIP_LEFT_RIGHT).rotate(-90, expand=True)
    assert _image(turned).tobytes() == wanted.tobytes()
    # What stands beside the document is whole: it is told that another is shown.
    shutil.copytree(FOLDER / "pictures", alone.parent / "pictures")
    alone.write_bytes(edited(data, lambda root: _framed(root, {"t": "10000"})))
    assert "read-picture-changed" in {each.rule for each in read_document(alone).findings}


def test_a_picture_at_a_slant_or_in_a_shape_is_told(alone: Path) -> None:
    data = alone.read_bytes()
    reading, same = _taken(data, {}, rot="1800000")
    assert same == _shown(PHOTO)
    assert [each.rule for each in reading.findings] == ["read-picture-whole"]
    assert reading.left_out
    usual, _ = _taken(data, {"l": "0", "r": "-3000"}, rot="0")
    assert usual.findings == ()


def _exchanged(root: etree._Element, first: int, second: int) -> None:
    """Two pictures change places, with all that Word keeps around them."""
    drawings = list(root.iter(f"{W}drawing"))
    one, other = drawings[first], drawings[second]
    here, there = one.getparent(), other.getparent()
    assert here is not None
    assert there is not None
    here.append(other)
    there.append(one)


def _of_pictures(reading: DocumentReading) -> list[Finding]:
    return [each for each in reading.findings if "picture" in each.rule]


def test_photos_that_changed_places_are_read_so_where_no_file_of_them_lies(alone: Path) -> None:
    reading = read_document(edited(alone.read_bytes(), lambda root: _exchanged(root, 0, 1)))
    photos = [each["photo"] for each in reading.source.values["authors"]]
    assert photos == ["pictures/author-utegen.png", "pictures/author-seitkali.png"]
    assert reading.pictures[photos[1]] == _shown(PHOTO)
    assert _of_pictures(reading) == []
    # Likewise where the files lie beside the document.
    shutil.copytree(FOLDER / "pictures", alone.parent / "pictures")
    alone.write_bytes(edited(alone.read_bytes(), lambda root: _exchanged(root, 0, 1)))
    assert [each["photo"] for each in read_document(alone).source.values["authors"]] == photos


def test_a_photo_in_place_of_another_and_a_strange_one_are_known(alone: Path) -> None:
    parts = unpacked(alone.read_bytes())
    photo = next(name for name in parts if parts[name] == _shown(PHOTO))
    other = next(name for name in parts if parts[name] == _shown(FOLDER / "pictures" / UTEGEN))
    parts[other] = parts[photo]
    reading = read_document(packed(parts))
    photos = {each["photo"] for each in reading.source.values["authors"]}
    assert photos == {f"pictures/{PHOTO.name}"}
    parts[other] = OTHER.read_bytes()
    reading = read_document(packed(parts))
    (finding,) = _of_pictures(reading)
    assert (finding.rule, finding.path) == ("read-picture-changed", "authors.1.photo")
    assert reading.source.values["authors"][1]["photo"] == "authors-1-photo.png"


def test_a_photo_that_was_saved_anew_without_losses_is_the_same(alone: Path) -> None:
    parts = unpacked(alone.read_bytes())
    photo = next(name for name in parts if parts[name] == _shown(PHOTO))
    again = io.BytesIO()
    Image.open(io.BytesIO(parts[photo])).save(again, "PNG", compress_level=1)
    assert again.getvalue() != parts[photo]
    parts[photo] = again.getvalue()
    reading = read_document(packed(parts))
    assert reading.source.values["authors"][0]["photo"] == f"pictures/{PHOTO.name}"
    assert _of_pictures(reading) == []


LECTURE = """First ![the *first*](pictures/author-seitkali.png "Figure 1") and

![the second](<pictures/growth.png>)

![the first again](pictures/author-seitkali.png)"""


def test_pictures_of_a_text_that_changed_places_are_read_so(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "pictures", tmp_path / "pictures")
    texts = {"lang": "en", "course_title": "Food", "topic": "HACCP", "body": LECTURE}
    record = {**example("02-03").record(), **texts}
    (tmp_path / "lecture.json").write_text(json.dumps(record))
    data = atuforms.render(atuforms.load(tmp_path / "lecture.json"), "docx", lang="en").data
    reading = read_document(data)
    assert reading.source.values["body"] == LECTURE
    assert set(reading.pictures) == {"pictures/author-seitkali.png", "pictures/growth.png"}
    assert _of_pictures(reading) == []
    reading = read_document(edited(data, lambda root: _exchanged(root, 0, 1)))
    body = reading.source.values["body"]
    assert 'First ![the second](pictures/growth.png "Figure 1") and' in body
    assert "![the first](pictures/author-seitkali.png)\n\n![the first again](pict" in body
    assert _of_pictures(reading) == []
    parts = unpacked(data)
    growth = next(name for name in parts if parts[name] == _shown(OTHER))
    parts[growth] = _shown(FOLDER / "pictures" / UTEGEN)
    reading = read_document(packed(parts))
    (finding,) = _of_pictures(reading)
    assert (finding.rule, finding.actual) == ("read-picture-changed", "pictures/growth.png")
    assert "![the second](body-2.png)" in reading.source.values["body"]
    assert reading.pictures["body-2.png"] == parts[growth]
