"""What the printer gives: pages that can be signed, from records fuller than the examples."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from tests.forms.builders import changed
from tests.programs import convert, text_of
from tests.rendering.rich_records import rich_records
from tests.shared import SharedDocuments

import atuforms
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.forms.all_forms import get_form
from atuforms.rendering.slides.design import LAYOUTS, READABLE
from atuforms.rendering.word.styles import STYLES

EXAMPLES = Path(__file__).parents[2] / "examples"
RICH = rich_records(EXAMPLES)
UPRIGHT = ("mooc-evaluation-sheet", "der-evaluation-paper")
WORD = [name for name in RICH if name != "test-12-questions"]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
POINTS_OF_MM = 72 / 25.4
LEFT, RIGHT = 30 * POINTS_OF_MM, (210 - 15) * POINTS_OF_MM
WORD_BOX = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>'
)

Placed = tuple[float, float, float, float, str]


class Printed:
    """A document as pages of words with their places, in points from the upper left corner."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        boxes = text_of(pdf, "-bbox")
        self.pages: list[list[Placed]] = [
            [(*map(float, found[:4]), found[4]) for found in WORD_BOX.findall(page)]
            for page in boxes.split("<page ")[1:]
        ]
        self.heights = [
            float(height) for height in re.findall(r'<page [^>]*height="([\d.]+)"', boxes)
        ]

    @cached_property
    def _layout(self) -> list[str]:
        return text_of(self.pdf, "-layout").split("\f")

    def lines(self, page: int) -> list[str]:
        """The lines of a page, from its running head to its foot."""
        text = self._layout[page]
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]

    def text(self) -> str:
        return " ".join(text_of(self.pdf).split())


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The files of the rich records, with the pictures that they show."""
    folder = tmp_path_factory.mktemp("records")
    shutil.copytree(EXAMPLES / "pictures", folder / "pictures")
    for name, record in RICH.items():
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return {name: folder / f"{name}.json" for name in RICH}


@pytest.fixture(scope="module")
def printed(
    records: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[tuple[str, str, Language], Printed]:
    """Every rich record, by name, format and language; Word as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[tuple[str, str, Language], Printed] = {}
    files = {}
    for name in WORD:
        form = atuforms.load(records[name])
        for lang in LANGUAGES:
            made[name, "pdf", lang] = Printed(atuforms.render(form, "pdf", lang=lang).data)
            files[name, lang] = folder / f"{name}.{lang}.docx"
            files[name, lang].write_bytes(atuforms.render(form, "docx", lang=lang).data)
    convert(files.values(), "pdf", folder)
    for (name, lang), file in files.items():
        made[name, "docx", lang] = Printed(file.with_suffix(".pdf").read_bytes())
    return made


@pytest.fixture(scope="module")
def sheets(shared_documents: SharedDocuments) -> Mapping[tuple[str, Language], bytes]:
    """The sheets with upright headings as LibreOffice prints them."""
    files = {
        (form, lang): shared_documents.example(get_form(form), "docx", lang)
        for form in UPRIGHT
        for lang in LANGUAGES
    }
    printed = shared_documents.printed(files.values())
    return {key: printed[file].read_bytes() for key, file in files.items()}


def each_page(document: Printed) -> Iterator[list[Placed]]:
    """The words of each page without its head and foot."""
    for page, height in zip(document.pages, document.heights, strict=True):
        yield [w for w in page if w[1] > 15 * POINTS_OF_MM and w[3] < height - 15 * POINTS_OF_MM]


ALL = pytest.mark.parametrize("to", ["pdf", "docx"])
EVERY = pytest.mark.parametrize("lang", LANGUAGES)


@ALL
@EVERY
@pytest.mark.parametrize("name", WORD)
def test_every_page_has_the_code_and_its_number(
    name: str, to: str, lang: Language, printed: Any
) -> None:
    document = printed[name, to, lang]
    code = get_form(RICH[name]["form"]).CODE
    count = len(document.pages)
    if name == "completion-long":
        assert count == 1
        return
    for number in range(count):
        lines = document.lines(number)
        assert lines[-1].replace(" ", "") == f"{number + 1}/{count}"
        if code:
            assert full_code(code, lang) in lines[0]


@ALL
@EVERY
@pytest.mark.parametrize("name", WORD)
def test_no_page_holds_next_to_nothing(name: str, to: str, lang: Language, printed: Any) -> None:
    document = printed[name, to, lang]
    pages = list(each_page(document))
    for page, height in zip(pages[:-1], document.heights, strict=False):
        assert max(word[3] for word in page) > height * 0.35
    # A last page holds more than the lines to sign on, or a place and a year.
    assert len(pages[-1]) > 12


@ALL
@EVERY
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("act-5-authors", {"kk": "Оқытылғандар", "ru": "Результаты", "en": "Results"}),
        ("placement-5-authors", {"kk": "Растайтын", "ru": "Подтверждающие", "en": "Supporting"}),
        ("placement-9-authors", dict.fromkeys(LANGUAGES, "9.")),
        ("certificate-30-topics", dict.fromkeys(LANGUAGES, "9.")),
    ],
)
def test_a_signature_stands_below_what_is_signed(
    name: str, words: dict[str, str], to: str, lang: Language, printed: Any
) -> None:
    # Where a font lacks a Kazakh letter, LibreOffice takes it from another, as a word of its own.
    last = "".join(word[4] for word in printed[name, to, lang].pages[-1])
    if name == "act-5-authors":
        words = {"kk": "нәтижелері", "ru": "внедрения", "en": "results"}
        assert words[lang].casefold() in last.casefold()
    else:
        assert words[lang] in last


@EVERY
def test_who_signs_stands_as_far_apart_in_word_as_in_the_pdf(lang: Language, printed: Any) -> None:
    def feet(to: str) -> list[float]:
        page = printed["act-5-authors", to, lang].pages[-1]
        return [
            word[3]
            for word in page
            if re.search("ақова|акова|akova|byrai|быра|mir$|м[иі]р$", word[4])
        ]

    pdf, word = feet("pdf"), feet("docx")
    assert len(pdf) == 3
    for one, other in zip(pairwise(pdf), pairwise(word), strict=True):
        assert other[1] - other[0] == pytest.approx(one[1] - one[0], abs=2)


@ALL
@EVERY
def test_who_signs_is_written_from_margin_to_margin_on_the_line(
    to: str, lang: Language, printed: Any
) -> None:
    document = printed["placement-5-authors", to, lang]
    name = {"kk": "мабекова", "ru": "Жумабекова", "en": "Zhumabekova"}[lang]
    (signed,) = (word for word in document.pages[-1] if word[4].endswith(name))
    row = [word for word in document.pages[-1] if abs(word[1] - signed[1]) < 2]
    assert signed[2] == pytest.approx(RIGHT, abs=1.5)
    assert min(word[0] for word in row) == pytest.approx(LEFT, abs=1.5)
    if to == "docx":
        assert any(word[4].startswith("____") for word in row)
        return
    # The feet of the letters: the last page's lines that are drawn, in points from below.
    page = pypdfium2.PdfDocument(document.pdf)[len(document.pages) - 1]
    text = page.get_textpage()
    at = text.get_text_range().rindex(name)
    foot = text.get_charbox(at + 2, loose=False)[1]
    lines = [
        each.get_bounds() for each in page.get_objects() if each.type == pdfium.FPDF_PAGEOBJ_PATH
    ]
    assert any(
        abs(bottom - foot) < 1 and top - bottom < 2 and 60 < right - left < 150
        for left, bottom, right, top in lines
    )


@ALL
@EVERY
def test_a_cover_has_place_and_year_at_its_foot_and_says_faculty_once(
    to: str, lang: Language, printed: Any
) -> None:
    document = printed["programme-8-authors", to, lang]
    first = next(iter(each_page(document)))
    (year,) = (word for word in first if word[4] == "2025")
    assert year[3] > document.heights[0] * 0.85
    assert year[3] == max(word[3] for word in first)
    for word in {"kk": ("факультет", "кафедра"), "ru": ("факультет", "кафедра")}.get(
        lang, ("faculty", "department")
    ):
        said = [each for each in first if word in each[4].casefold()]
        assert len(said) == 1


@ALL
@EVERY
def test_a_finished_protocol_leaves_nothing_to_be_written_in_later(
    to: str, lang: Language, printed: Any
) -> None:
    text = printed["protocol-nothing-to-correct", to, lang].text()
    heading = {"kk": "НЫСАНЫ", "ru": "ФОРМА", "en": "FORM OF"}[lang]
    assert heading not in text
    # Lines to sign on are short; the three levels of education are ticked on one of three letters.
    assert not re.search(r"_{30,}|«_+»", text)
    assert text.count("—") >= 3


def test_the_blank_of_a_protocol_keeps_its_lines_and_its_official_heading() -> None:
    for lang, heading in (("kk", "НЫСАНЫ"), ("ru", "ФОРМА"), ("en", "FORM OF")):
        text = text_of(atuforms.blank("02-11", "pdf", lang=lang).data)
        assert heading in text
        assert "_" * 30 in text


@ALL
@EVERY
def test_a_letter_of_a_glossary_stands_above_its_first_term(
    to: str, lang: Language, printed: Any
) -> None:
    document = printed["glossary-60-terms", to, lang]
    for number in range(len(document.pages)):
        body = document.lines(number)[:-1]
        assert len(body[-1]) > 1
        assert body[-1] != "A–Z"


@EVERY
@pytest.mark.parametrize("form", UPRIGHT)
def test_upright_headings_lose_no_word(
    form: str, lang: Language, sheets: Mapping[tuple[str, Language], bytes]
) -> None:
    wording = wording_of(get_form(form), lang)
    found = text_of(sheets[form, lang], "-raw")
    letters = Counter(found)
    for key, label in wording["labels"].items():
        if key.startswith("rows.scores."):
            letters.subtract(label.replace(" ", ""))
    # Upright words come in any order of lines, but with all of their letters.
    assert not [letter for letter, count in letters.items() if count < 0]


# Pictures


@ALL
@EVERY
def test_the_notes_of_an_evaluation_sheet_stand_with_the_signature(
    to: str, lang: Language, printed: Any
) -> None:
    wording = wording_of(get_form("04-02"), lang)
    *_, last = text_of(printed["evaluation-8-rows", to, lang].pdf).rstrip("\f").split("\f")
    for words in (wording["labels"]["expert"], wording["signature"], wording["scale_high"]):
        assert words in " ".join(last.split())


@EVERY
def test_a_long_cell_is_divided_between_its_paragraphs(lang: Language, printed: Any) -> None:
    document = printed["certificate-30-topics", "pdf", lang]
    topic = wording_of(get_form("03-01"), lang)["topic"]
    for page in range(1, len(document.pages)):
        # After the running head and the heads of the columns, a topic begins, or another row.
        assert re.match(rf"{topic} \d+\.|[4-9]\.", document.lines(page)[2])
    # LibreOffice does not ask whether a paragraph in a cell may be divided; Word does.
    data = atuforms.blank("03-01", "docx", lang=lang).data
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    long = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}cantSplit") is None]
    assert len(long) == 3
    for paragraph in (each for row in long for each in row.iter(f"{W}p")):
        assert paragraph.find(f"{W}pPr/{W}keepLines") is not None


@EVERY
def test_a_certificate_of_few_words_fills_its_frame(lang: Language) -> None:
    certificate = atuforms.render(EXAMPLES / "completion-certificate.yaml", "pdf", lang=lang)
    document = Printed(certificate.data)
    assert len(document.pages) == 1
    lowest = max(word[3] for word in document.pages[0])
    assert 0.8 < lowest / document.heights[0] < 0.92


@EVERY
def test_a_certificate_of_many_words_does_not_leave_a_third_of_its_frame_empty(
    lang: Language,
) -> None:
    title = "Жер асты " * 16 if lang == "kk" else "Основы дела " * 12
    for authors in (1, 5, 13):
        people = [{"name": f"Ли Виталий {number}"} for number in range(authors)]
        record = changed("completion-certificate", course_title=title.strip(), authors=people)
        document = Printed(atuforms.render({**record, "lang": lang}, "pdf", lang=lang).data)
        assert len(document.pages) == 1
        lowest = max(word[3] for word in document.pages[0])
        assert 0.78 < lowest / document.heights[0] < 0.92


def picture(path: Path, width: int, height: int) -> None:
    Image.new("RGB", (width, height), "white").save(path)


@pytest.mark.parametrize(("width", "height"), [(800, 1050), (300, 900), (900, 100)])
@pytest.mark.parametrize(
    ("form", "box"),
    [("mooc-placement-certificate", (22, 24)), ("completion-certificate", (45, 16))],
)
def test_a_logo_keeps_its_proportions_within_its_box(
    form: str, box: tuple[int, int], width: int, height: int, tmp_path: Path
) -> None:
    picture(tmp_path / "logo.png", width, height)
    settings = '[organisation]\nlogo = "logo.png"\n'
    (tmp_path / "atuforms.toml").write_text(settings, encoding="utf-8")
    record = tmp_path / "record.yaml"
    shutil.copy(EXAMPLES / f"{form}.yaml", record)
    with zipfile.ZipFile(BytesIO(atuforms.render(record, "docx").data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    (extent,) = body.iter(f"{WP}extent")
    wide, high = (int(extent.get(side, "0")) / 36000 for side in ("cx", "cy"))
    assert wide / high == pytest.approx(width / height, rel=0.01)
    assert wide <= box[0] + 0.01
    assert high <= box[1] + 0.01
    pdf = pypdfium2.PdfDocument(atuforms.render(record, "pdf").data)
    assert len(pdf) == 1
    (shown,) = (
        each.get_bounds() for each in pdf[0].get_objects() if each.type == pdfium.FPDF_PAGEOBJ_IMAGE
    )
    left, bottom, right, top = shown
    assert (right - left) / (top - bottom) == pytest.approx(width / height, rel=0.01)
    assert (right - left) / POINTS_OF_MM == pytest.approx(wide, abs=0.1)


def test_where_there_is_no_logo_there_is_no_seal() -> None:
    record = EXAMPLES / "mooc-placement-certificate.yaml"
    body = zipfile.ZipFile(BytesIO(atuforms.render(record, "docx", lang="ru").data))
    tables = etree.fromstring(body.read("word/document.xml")).iter(f"{W}tbl")
    assert len(next(tables).findall(f"{W}tblGrid/{W}gridCol")) == 2


# Slides


@EVERY
def test_a_slide_that_would_be_too_small_to_read_goes_on_on_the_next(
    lang: Language, records: Mapping[str, Path]
) -> None:
    record = records["test-12-questions"]
    deck = Presentation(BytesIO(atuforms.render(record, "pptx", lang=lang).data))
    title = deck.slides[-1].shapes.title.text_frame.text
    slides = [slide for slide in deck.slides if slide.shapes.title.text_frame.text == title]
    assert len(slides) > 1
    box = LAYOUTS["test"].boxes["questions"]
    texts = []
    for slide in slides:
        frame = max(
            (s.text_frame for s in slide.placeholders if s.has_text_frame),
            key=lambda frame: len(frame.text),
        )
        texts.append(frame.text)
        for paragraph in frame.paragraphs:
            assert all(r.font.size is None or r.font.size.pt >= READABLE for r in paragraph.runs)
        size = max(r.font.size.pt if r.font.size else box.size for r in paragraph.runs)
        if size < box.size:
            assert frame.paragraphs[0].space_after.pt == pytest.approx(size * box.after, abs=0.1)
    for number in range(1, 13):
        assert len(re.findall(rf"^{number}\. ", "\n".join(texts), re.MULTILINE)) == 1
    # None of them is fuller than another by more than one question.
    counts = [len(re.findall(r"^\d+\. ", text, re.MULTILINE)) for text in texts]
    assert max(counts) - min(counts) <= 1


# Small things


def test_text_is_ragged_right() -> None:
    for name in ("page.css", "slides.css"):
        assert "justify;" not in (templates_folder() / "layouts" / name).read_text("utf-8")
    # Letters alone are justified.
    assert [name for name, style in STYLES.items() if style.align == "both"] == ["text"]


@pytest.mark.parametrize(
    "form", ["course-survey", "glossary", "weekly-announcements", "02-05", "02-08"]
)
@EVERY
def test_every_blank_has_a_place_for_the_title_of_the_course(form: str, lang: Language) -> None:
    assert "_" * 20 in text_of(atuforms.blank(form, "pdf", lang=lang).data)


@EVERY
def test_a_blank_says_width_by_height(lang: Language) -> None:
    package = zipfile.ZipFile(BytesIO(atuforms.blank("01-02", "docx", lang=lang).data))
    assert package.read("word/document.xml").decode().count("×") >= 2


@EVERY
def test_formats_are_named_as_people_write_them(lang: Language) -> None:
    video = {
        "title": "x",
        "container": "mp4",
        "video_codec": "h264",
        "audio_codec": "aac",
        "sample_rate": 48000,
    }
    record = {**atuforms.load(EXAMPLES / "mooc-description.yaml").record(), "promo_video": video}
    text = " ".join(text_of(atuforms.render(record, "pdf", lang=lang, draft=True).data).split())
    assert "MP4, H.264" in text
    assert "AAC" in text
    assert ("48 kHz" if lang == "en" else "48 кГц") in text
    assert "h264" not in text
    assert "48000" not in text


def test_a_question_is_not_broken_between_pages() -> None:
    package = zipfile.ZipFile(
        BytesIO(atuforms.render(EXAMPLES / "test-bank.yaml", "docx", lang="ru").data)
    )
    styles = etree.fromstring(package.read("word/styles.xml"))
    for name in ("test-question", "test-option", "test-answer"):
        (style,) = (each for each in styles if each.get(f"{W}styleId") == name)
        assert style.find(f"{W}pPr/{W}keepLines") is not None
