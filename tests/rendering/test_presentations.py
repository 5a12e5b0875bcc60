"""Presentations: PowerPoint and PDF say the same, fit their slides, and can be read back."""

from __future__ import annotations

import json
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from PIL import Image
from pptx import Presentation
from pypdfium2 import PdfDocument
from tests.forms.builders import EXAMPLES, changed

import atuforms
from atuforms.core.exceptions import MissingDependency
from atuforms.core.language.choice import language
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.view import view
from atuforms.rendering.html import fill_page
from atuforms.rendering.slides.deck import Run, SlideContent, fitted_size, placed_page, text_height
from atuforms.rendering.slides.design import LAYOUTS, Box

FORMS = {"02-04": "video-lecture-slides", "03-02": "interactive-presentation"}


def opened(document: atuforms.Document) -> Any:
    return Presentation(BytesIO(document.data))


def slide_texts(presentation: Any) -> list[list[str]]:
    """The words of the shapes of each slide."""
    return [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in presentation.slides
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", FORMS)
def test_the_same_record_gives_the_same_bytes(code: str, lang: str) -> None:
    record = EXAMPLES / f"{FORMS[code]}.yaml"
    first = atuforms.render(record, "pptx", lang=lang)
    assert first.data == atuforms.render(record, "pptx", lang=lang).data


def test_the_blank_has_the_slides_of_the_regulation() -> None:
    texts = slide_texts(opened(atuforms.blank("02-04", "pptx", lang="ru")))
    assert len(texts) == 7
    assert "Факультет «Наименование полностью»" in texts[0]
    assert texts[1][0] == "Содержание"
    assert "Вопрос 3. Введите название третьего вопроса лекции" in texts[1][1]
    assert sum("Краткое описание" in text for text in texts[4]) == 5
    assert texts[6][0] == "Резюме темы"
    texts = slide_texts(opened(atuforms.blank("03-02", "pptx", lang="ru")))
    assert len(texts) == 10
    assert "Интерактивный элемент 7" in texts[8]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", FORMS)
def test_slides_say_what_the_pages_of_the_pdf_say(code: str, lang: str) -> None:
    record = EXAMPLES / f"{FORMS[code]}.yaml"
    slides = opened(atuforms.render(record, "pptx", lang=lang)).slides
    form = atuforms.load(record)
    values = {**view(form, language(lang)), "logo": "", "variant": ""}
    page = placed_page(fill_page(type(form), language(lang), values))
    sections = html.fromstring(page.html).iter("section")
    for slide, section in zip(slides, sections, strict=True):
        for notes in section.iter("aside"):
            notes.clear()
        shown = " ".join(
            shape.text_frame.text
            for shape in slide.shapes
            if shape.has_text_frame and shape.name != "number"
        )
        # A label above a title and the title are two lines here, one there.
        assert sorted("".join(shown.split())) == sorted(
            "".join("".join(map(str, section.itertext())).split())
        )


def test_shapes_carry_the_path_of_their_value() -> None:
    record = EXAMPLES / "video-lecture-slides.yaml"
    slides = opened(atuforms.render(record, "pptx", lang="ru")).slides
    shapes = {shape.name: shape for slide in slides for shape in slide.shapes}
    assert shapes["author.email"].text_frame.text == "a.seitkali@atu.edu.kz"
    assert shapes["slides.1.title"].text_frame.text == "Температура и рост микроорганизмов"
    pattern = shapes["questions"]._element.xpath(".//p:cNvPr/@descr")[0]
    assert pattern.splitlines()[0] == "Вопрос 1. {questions.0}"


def test_the_package_carries_the_record() -> None:
    record = EXAMPLES / "interactive-presentation.yaml"
    document = atuforms.render(record, "pptx", lang="en")
    with zipfile.ZipFile(BytesIO(document.data)) as archive:
        part = etree.fromstring(archive.read("customXml/item1.xml"))
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    assert json.loads(part.text or "") == atuforms.load(record).record()


def test_answers_and_notes_of_the_template_are_notes_of_the_speaker() -> None:
    record = EXAMPLES / "interactive-presentation.yaml"
    slides = list(opened(atuforms.render(record, "pptx", lang="ru")).slides)
    assert slides[1].notes_slide.notes_text_frame.text.startswith("Примечание: Текст")
    assert "5\N{NO-BREAK SPACE}– 7" in slides[9].notes_slide.notes_text_frame.text


def test_more_steps_than_fit_on_a_slide_go_on_on_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(EXAMPLES)
    steps = [f"Қадам {number}" for number in range(1, 8)]
    record = changed("video-lecture-slides", process__steps=steps)
    texts = slide_texts(opened(atuforms.render(record, "pptx", lang="kk", draft=True)))
    assert any("7\nҚадам 7" in text for text in texts[6])


def test_a_draft_is_marked_on_every_slide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    record = changed("interactive-presentation", author__name="")
    presentation = opened(atuforms.render(record, "pptx", lang="ru", draft=True))
    assert all("ЖОБА / ПРОЕКТ / DRAFT" in texts for texts in slide_texts(presentation))


@settings(max_examples=40)
@given(st.text(alphabet="аәқңөұі яЖW ", max_size=600), st.sampled_from(sorted(LAYOUTS)))
def test_a_text_of_any_length_fits_its_box(text: str, layout: str) -> None:
    content = SlideContent(((Run(text),),))
    for box in LAYOUTS[layout].boxes.values():
        size = fitted_size(content, box)
        width, height = box.width - 2 * box.padding, box.height - 2 * box.padding
        assert size <= box.size
        assert size == 7 or text_height(content, width, size, box) <= height


def test_a_long_title_gets_smaller_letters() -> None:
    title = Box(0, 0, 572, 186, 38)
    short = SlideContent(((Run("Химия"),),))
    long = SlideContent(((Run("Тағам өнімдерінің қауіпсіздігі " * 5),),))
    assert fitted_size(short, title) == 38
    assert 18 <= fitted_size(long, title) < 38


def test_without_python_pptx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "atuforms.rendering.slides.slide_documents", raising=False)
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MissingDependency, match=r"atuforms\[pptx\]"):
        atuforms.blank("02-04", "pptx", lang="kk")


@pytest.mark.parametrize(
    ("slug", "path", "rule"),
    [
        ("video-lecture-slides", "process.steps.1", "too-long-for-slide"),
        ("video-lecture-slides", "slides.0.title", "too-long-for-slide"),
        ("interactive-presentation", "interactive_elements.2.title", "too-long-for-slide"),
        ("video-lecture-slides", "process.steps.1", "word-too-wide"),
        ("interactive-presentation", "interactive_elements.0.text", "word-too-wide"),
    ],
)
def test_what_a_slide_cannot_hold_is_told_before_printing(slug: str, path: str, rule: str) -> None:
    whole = atuforms.load(EXAMPLES / f"{slug}.yaml")
    told = {"too-long-for-slide", "word-too-wide"}
    assert not [each for each in atuforms.check(whole).findings if each.rule in told]
    record = whole.record()
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    place: Any = record
    for part in way:
        place = place[part]
    words = "өнеркәсіптік қауіпсіздік " * 20
    place[last] = {"kk": words if rule == "too-long-for-slide" else words.replace(" ", "")[:90]}
    found = [each for each in atuforms.check(atuforms.load(record)).findings if each.rule in told]
    assert [(each.rule, each.path) for each in found] == [(rule, f"{path}.kk")]


@pytest.mark.parametrize("slug", ["video-lecture-slides", "interactive-presentation"])
def test_an_author_whose_place_on_the_title_slide_is_too_small_is_told(slug: str) -> None:
    record = atuforms.load(EXAMPLES / f"{slug}.yaml").record()
    position = "главный научный сотрудник Научно-исследовательского института пищевых технологий"
    degree = f"доктор технических наук, академик Национальной академии наук, {position} (почётный)"

    def told(**author: object) -> list[str]:
        changed = atuforms.load({**record, "author": {**record["author"], **author}})
        found = atuforms.check(changed).findings
        return [each.path for each in found if each.rule == "too-long-for-slide"]

    # Each fits alone; together they do not.
    assert not told(position={"ru": position})
    assert told(position={"ru": position * 4}) == ["author.position.ru"]
    assert told(position={"ru": position}, degree={"ru": degree}) == ["author.degree.ru"]
    assert told(position=position, degree=degree) == ["author.degree"]


@pytest.mark.parametrize(
    ("width", "height", "below", "told"),
    [
        (300, 400, 0, False),
        (300, 500, 0.2, False),
        (600, 400, 0, False),
        (300, 1500, 0, True),
        (2400, 200, 0, True),
    ],
)
def test_a_photo_loses_its_foot_at_most_and_is_told_where_it_is_shown_small(
    width: int, height: int, below: float, told: bool, tmp_path: Path
) -> None:
    photo = Image.new("RGB", (width, height), "red")
    photo.paste("lime", (0, height - height // 7, width, height))
    photo.save(tmp_path / "photo.png")
    record = changed("video-lecture-slides", author__photo="photo.png")
    for each in record["slides"]:
        each.pop("image", None)
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    found = [each for each in atuforms.check(file).findings if each.path == "author.photo"]
    assert [(each.rule, each.severity) for each in found] == [("picture", "warning")] * told
    slide = opened(atuforms.render(file, "pptx", lang="ru")).slides[0]
    (shown,) = (each for each in slide.shapes if each.name == "author.photo")
    assert (shown.crop_left, shown.crop_top, shown.crop_right) == (0, 0, 0)
    assert shown.crop_bottom == pytest.approx(below, abs=0.01)
    page = PdfDocument(atuforms.render(file, "pdf", lang="ru").data)[0].render().to_pil()
    colours = {colour for _, colour in page.convert("RGB").getcolors(1 << 20)}
    assert (255, 0, 0) in colours
    assert ((0, 255, 0) in colours) == (below == 0)
