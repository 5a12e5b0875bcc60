"""Layouts of pages and templates of presentations of one's own: what is wrong is told at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.own_templates import check_templates

SLUG = "minutes-extract"
FILE = f"layouts/{SLUG}.html"
HEADING = "<h2>[[ w.agenda ]]</h2>"
LINE = next(
    number
    for number, line in enumerate((templates_folder() / FILE).read_text().splitlines(), start=1)
    if HEADING in line
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the layout of the extract from the minutes, ready to be changed."""
    (tmp_path / "own" / "layouts").mkdir(parents=True)
    shutil.copy(templates_folder() / FILE, tmp_path / "own" / "layouts")
    return tmp_path / "own"


def changed(folder: Path, change: Callable[[str], str]) -> list[tuple[str, str]]:
    """What is said of the layout after a change, with its file."""
    file = folder / FILE
    file.write_text(change((templates_folder() / FILE).read_text()))
    return [(each.file, each.error.text("en")) for each in check_templates(folder)]


def with_line(tag: str) -> Callable[[str], str]:
    return lambda text: text.replace(HEADING, f"{HEADING} {tag}")


def test_a_layout_as_it_comes_has_no_mistakes(folder: Path) -> None:
    shutil.copytree(templates_folder() / "layouts", folder / "layouts", dirs_exist_ok=True)
    assert check_templates(folder) == ()


@pytest.mark.parametrize(
    ("tag", "shown", "words"),
    [
        ("<p>{{ untt }}</p>", "{{ untt }}", "no field of the form"),
        ("{% if false %}{{ nope }}{% endif %}", "{{ nope }}", "no field of the form"),
        ("<p>{{ unit }</p>", "{{ unit }", "not closed"),
        ("<p>{{ chair name }}</p>", "{{ chair name }}", "Names have no spaces"),
        ("<p>{{ unit ? 1 }}</p>", "{{ unit ? 1 }}", "the sign “?”"),
        ("<p>{{ unit|foo }}</p>", "{{ unit|foo }}", "no filter “foo”"),
        ("<p>{{ agenda }}</p>", "{{ agenda }}", "not one value"),
        ("<p>{{ agenda[5].value }}</p>", "{{ agenda[5].value }}", "before item 6"),
        ("<p>{{ unit + 1 }}</p>", "{{ unit + 1 }}", "cannot be done"),
        ("<p>{{ unit.__class__ }}</p>", "{{ unit.__class__ }}", "closed to templates"),
        ("{% if unit %}", "{% if unit %}", "Write {% endif %}"),
        ("{% fi unit %}", "{% fi unit %}", "no such tag"),
        ("<p>[[ foo ]]</p>", "[[ foo ]]", "no wording “foo”"),
        ("<p>[[ w.title</p>", "[[ w.title", "not closed"),
        ("<p>[[ w.title|foo ]]</p>", "[[ w.title|foo ]]", "no filter “foo”"),
        ("[% if %]x[% endif %]", "[% if %]", "Names have no spaces"),
        ("[% for each in w.votes %]", "[% for each in w.votes %]", "Write [% endfor %]"),
        ("[% endfor %]", "[% endfor %]", "nothing before it begins"),
    ],
)
def test_a_faulty_tag_is_told_with_its_line(tag: str, shown: str, words: str, folder: Path) -> None:
    ((file, said),) = changed(folder, with_line(tag))
    assert file == FILE
    assert f"{shown} " in said
    assert f"{SLUG}.html:{LINE}" in said
    assert words in said


def test_all_is_told_at_once_in_each_language_and_stops_printing(folder: Path) -> None:
    said = changed(folder, with_line("<p>{{ untt }} {unit} {{ chiar }}</p>"))
    assert len(said) == 3
    said = changed(folder, lambda text: text.replace("{{ decision or", "{{ '' or"))
    assert [text.partition(".")[0] for _, text in said] == [f"The template {FILE[:-5]}"]
    assert "{{ decision }}" in said[0][1]
    changed(folder, with_line("<p>{{ untt }}</p>"))
    for fault in check_templates(folder):
        texts = {fault.error.text(lang) for lang in LANGUAGES}
        assert len(texts) == 3
        assert all("{{ untt }}" in text and "undefined" not in text for text in texts)
    with pytest.raises(InvalidTemplate, match=f"untt.*{SLUG}.html:{LINE}"):
        atuforms.render(example(SLUG), "pdf", lang="ru", templates=folder)


def test_a_layout_that_no_form_uses_is_named(folder: Path) -> None:
    (folder / FILE).rename(folder / "layouts" / "minutes-extrakt.html")
    (fault,) = check_templates(folder)
    assert fault.file == "layouts/minutes-extrakt.html"
    assert "layouts/minutes-extract.html" in fault.error.text("en")


SLIDES = "video-lecture-slides"


def slides(tmp_path: Path, edit: Callable[[Any], None]) -> Path:
    """A folder with a template of slides after a change."""
    presentation = Presentation(str(templates_folder() / "ru" / f"{SLIDES}.pptx"))
    edit(presentation)
    folder = tmp_path / "slides"
    (folder / "ru").mkdir(parents=True)
    data = BytesIO()
    presentation.save(data)
    (folder / "ru" / f"{SLIDES}.pptx").write_bytes(data.getvalue())
    return folder


def _layout(presentation: Any, name: str) -> Any:
    return next(each for each in presentation.slide_layouts if each.name == name)


def _renamed(presentation: Any) -> None:
    _layout(presentation, "Процесс").name = "Процесс 2"


def _without_placeholder(presentation: Any) -> None:
    layout = _layout(presentation, "Содержание")
    shape = next(iter(layout.placeholders))
    shape._element.getparent().remove(shape._element)


def _words_for_picture(presentation: Any) -> None:
    _take_no_pictures(_layout(presentation, "Изображение"))


def _no_pictures(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        _take_no_pictures(layout)


def _take_no_pictures(layout: Any) -> None:
    for shape in layout.placeholders:
        place = shape._element.ph
        if place.get("type") == "pic":
            place.set("type", "body")


def _with_tag(presentation: Any) -> None:
    layout = _layout(presentation, "Резюме темы")
    next(iter(layout.placeholders)).text_frame.text = "{{ topic }}"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_renamed, ["“Процесс”"]),
        (_without_placeholder, ["“Содержание”", "no placeholder"]),
        (_words_for_picture, ["“Изображение”", "takes no picture"]),
        (_with_tag, ["“Резюме темы”", "{{ topic }}", "into the placeholders"]),
    ],
)
def test_what_keeps_a_template_of_slides_from_being_filled_is_told(
    edit: Callable[[Any], None], words: list[str], tmp_path: Path
) -> None:
    (fault,) = check_templates(slides(tmp_path, edit))
    assert fault.file == f"ru/{SLIDES}.pptx"
    assert all(each in fault.error.text("en") for each in words)
    assert len({fault.error.text(lang) for lang in LANGUAGES}) == 3


def test_a_picture_in_a_placeholder_for_words_stops_printing(tmp_path: Path) -> None:
    folder = slides(tmp_path, _no_pictures)
    with pytest.raises(InvalidTemplate, match="takes no picture"):
        atuforms.render(example("02-04"), "pptx", lang="ru", templates=folder)


def test_templates_of_slides_as_they_come_have_no_mistakes(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    for lang in LANGUAGES:
        (folder / lang).mkdir(parents=True)
        for file in (templates_folder() / lang).glob("*.pptx"):
            shutil.copy(file, folder / lang)
    assert check_templates(folder) == ()
