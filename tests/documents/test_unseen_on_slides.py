"""Placeholders of a presentation of one's own in which nobody sees what is filled in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from atuforms.core.files.resources import templates_folder
from atuforms.documents.own_templates import check_templates, remarks
from atuforms.forms.all_forms import get_form

FILE = "en/video-lecture-slides.pptx"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def coloured(shape: Any, colour: str) -> None:
    for each in list(shape._element.iter(f"{DRAWING}srgbClr", f"{DRAWING}schemeClr")):
        each.tag = f"{DRAWING}srgbClr"
        each.set("val", colour)


def off_slide(shape: Any) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Emu, (20_000_000, 0, 3_000_000, 900_000))


def tiny(shape: Any) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Emu, (90_000, 90_000, 300_000, 200_000))


def hidden(shape: Any) -> None:
    shape._element.nvSpPr.cNvPr.set("hidden", "1")


def of_one_point(shape: Any) -> None:
    for each in shape._element.iter(f"{DRAWING}defRPr"):
        each.set("sz", "100")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    shutil.copy(templates_folder() / FILE, tmp_path / "en")
    return tmp_path


def change(folder: Path, *edits: tuple[str, Callable[[Any], None]]) -> None:
    """Change placeholders of the first layout."""
    presentation: Any = Presentation(str(folder / FILE))
    layout = next(iter(presentation.slide_layouts))
    for name, edit in edits:
        edit(next(each for each in layout.placeholders if each.name == name))
    presentation.save(str(folder / FILE))


def test_places_that_show_nothing_are_named(folder: Path) -> None:
    edits = (
        ("title", lambda shape: coloured(shape, "FFFFFF")),
        # Its letters are white, on a bar of this colour.
        ("university", lambda shape: coloured(shape, "1F3A5F")),
        ("faculty", off_slide),
        ("department", tiny),
        ("author", hidden),
        ("email", of_one_point),
        ("photo", off_slide),
    )
    change(folder, *edits)
    said = [each.error.text("en") for each in check_templates(folder)]
    assert len(said) == len(edits)
    for name, _ in edits:
        assert any(f"“{name}”" in each and "nobody" not in each for each in said), name
    form = get_form("02-04")
    assert len(remarks(form, "en", "pptx", folder)) == len(edits)


def test_places_that_were_restyled_are_no_mistake(folder: Path) -> None:
    def moved(shape: Any) -> None:
        shape.left, shape.top = Emu(700_000), Emu(2_000_000)
        shape.width, shape.height = Emu(9_000_000), Emu(900_000)

    change(folder, ("title", moved), ("faculty", lambda shape: coloured(shape, "006600")))
    assert check_templates(folder) == ()
