"""A Word file with pictures travels by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree
from tests.documents.reading.editing import W, controls, edited, packed, unpacked
from tests.documents.reading.examples import FOLDER, example

import atuforms
from atuforms.documents.reading.document import read_document

PHOTO = FOLDER / "pictures" / "author-seitkali.png"
OTHER = FOLDER / "pictures" / "growth.png"


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
