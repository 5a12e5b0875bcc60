"""The templates: every tag is a value of its form, every field is printed, every class has a style.

Layouts and Word templates are held against the same list of values: what the blank of a form
prints, and its example. Then what staff do with a Word template: restyle it, or spoil it.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import jinja2
import pytest
from docx.shared import Pt
from docxtpl import DocxTemplate

import atuforms
from atuforms.core.exceptions import InvalidTemplate, UnreadableInput
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.office_templates import build_template
from atuforms.documents.view import blank_view, view
from atuforms.fields.describe import walk
from atuforms.fields.media import Video
from atuforms.fields.people import Person
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form
from atuforms.forms.subjects.competition import Competition
from atuforms.forms.subjects.course import Task
from atuforms.rendering.filling.templates import page_source
from atuforms.rendering.filling.uses import Uses, shape
from atuforms.rendering.word.styles import (
    BLOCK_STYLES,
    CELL_ALIGNMENT,
    CELL_STYLES,
    PAGES,
    ROW_HEIGHTS,
    SPAN_STYLES,
    TABLE_STYLES,
)
from atuforms.rendering.word.word_documents import word_environment

FORMS = [form for form in form_classes() if form.TEMPLATES is None and form.FORMATS]
WORD = [form for form in FORMS if "docx" in form.FORMATS]
ALWAYS = {
    "logo",
    "draft",
    "variant",
    "proof",
    "code",
    "document_title",
    "blank_date",
    "rich",
    "picture",
}

STRUCTURE_ONLY = "course"
"""The record of a whole course; what is printed of it is the table of its structure."""

NOT_PRINTED: Mapping[str, set[str]] = {
    # The sheets of the experts have them; who has a prize the award says.
    "competition-minutes": {
        "standings.link",
        "standings.marks",
        "standings.marks.expert",
        "standings.marks.points",
        "standings.prize",
    },
    # Ticks, names and notes stand in the lines of the requirements.
    "checklist": {
        "items",
        "items.rule",
        "items.done",
        "items.by",
        "items.date",
        "items.note",
        "of",
    },
    # By what the certificate may be issued; the paper has no place for it.
    "mooc-placement-certificate": {"compliance", "forced"},
    # Aiken knows neither; the number of questions of a week is counted by them.
    "test-bank": {"questions.lecture", "questions.module"},
    # The notes of the speaker have the answers, in the words that the kind asks for.
    "interactive-presentation": {"test_questions.answer", "test_questions.kind"},
}
"""Fields that a record has for its rules, and that the official form has no place for."""

SHARED = (Person, Video, Task, Competition)

NO_STYLE_IN_CSS = {"portrait", "tall", "bottom"}
"""A page is upright and a signature stands at the bottom of its row anyway; the vertical words of
a row give it its height."""

CELLS_AND_ROWS_IN_WORD = {
    "bottom",
    "long",
    "merged",
    "middle",
    "page-break",
    "rule",
    "total",
    "vertical",
    "with-next",
}
"""Classes of cells and rows that are no style in Word, but said of each cell and row."""

NO_STYLE_IN_WORD = {"columns", "reference", "cover-page", "signs"}
"""The second row of a letterhead; its first row has the line. A cover is where its page is,
columns are those of a section, and what signs a table is a row of it."""


def _known(form: type[Form], lang: Language, repository: Path) -> Any:
    example = atuforms.load(repository / "examples" / f"{form.SLUG}.yaml")
    always = dict.fromkeys(ALWAYS, "")
    return shape(always, blank_view(form, lang), view(example, lang))


def _own_fields(form: type[Form]) -> Iterator[str]:
    """The fields of a form and of its own records, without those of a person or of a video.

    A person has the same eight fields everywhere, and each form prints those that it asks for; so
    it is with the facts of a competition.
    """
    shared = {path for path, field in walk(form) if field.record in SHARED}
    for path, _ in walk(form):
        if not any(path.startswith(f"{each}.") for each in shared):
            yield path.replace(".*", "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.SLUG)
def test_every_tag_of_a_layout_is_a_value_of_its_form(
    form: type[Form], lang: Language, repository: Path
) -> None:
    template = jinja2.Environment().parse(page_source(form, lang))
    assert Uses(template, _known(form, lang, repository)).unknown == set()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.SLUG)
def test_every_field_is_printed(form: type[Form], repository: Path) -> None:
    """In at least one language: only the Kazakh and Russian letterheads have a date of their own.

    Where the paper has no place for a field, ``NOT_PRINTED`` says so, and says nothing more.
    """
    printed: set[str] = set()
    for lang in LANGUAGES:
        template = jinja2.Environment().parse(page_source(form, lang))
        printed |= Uses(template, _known(form, lang, repository)).fields
    if form.SLUG != STRUCTURE_ONLY:
        assert set(_own_fields(form)) - printed == NOT_PRINTED.get(form.SLUG, set())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", WORD, ids=lambda form: form.SLUG)
def test_every_tag_of_a_word_template_is_a_value_of_its_form(
    form: type[Form], lang: Language, repository: Path
) -> None:
    path = templates_folder() / lang / f"{form.SLUG}.docx"
    docx.Document(str(path))
    with zipfile.ZipFile(path) as package:
        document = package.read("word/document.xml").decode()
    source = DocxTemplate(path).patch_xml(document)
    known = _known(form, lang, repository)
    uses = Uses(word_environment().parse(source), known)
    assert uses.unknown == set()
    assert bool(uses.fields) == bool(list(walk(form)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.SLUG)
def test_office_templates_are_in_step(form: type[Form], lang: Language) -> None:
    ending = "docx" if "docx" in form.FORMATS else "pptx"
    path = templates_folder() / lang / f"{form.SLUG}.{ending}"
    assert path.read_bytes() == build_template(form, lang), "run tools/build_templates.py"


def _classes(pattern: str) -> set[str]:
    """The classes that layouts give to elements."""
    found: set[str] = set()
    for form in FORMS:
        if ("pptx" in form.FORMATS) == (pattern == "slides"):
            for lang in LANGUAGES:
                source = re.sub(r"\{[{%].*?[}%]\}", " ", page_source(form, lang))
                for names in re.findall(r'class="([^"]*)"', source):
                    found.update(names.split())
            found -= {form.SLUG}
    return found


def _styled(sheet: str) -> set[str]:
    """The classes that a style sheet has rules for."""
    css = (templates_folder() / "layouts" / sheet).read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", " ", rules)))


def test_every_class_of_a_page_has_a_style() -> None:
    word = {*BLOCK_STYLES, *SPAN_STYLES, *TABLE_STYLES, *PAGES, *CELL_ALIGNMENT, *CELL_STYLES}
    word |= {*ROW_HEIGHTS, *CELLS_AND_ROWS_IN_WORD}
    used = _classes("pages")
    assert used - _styled("page.css") == NO_STYLE_IN_CSS
    assert used - word == NO_STYLE_IN_WORD


def test_every_class_of_a_slide_has_a_style() -> None:
    assert _classes("slides") - _styled("slides.css") == {"slides"}


@pytest.fixture
def restyled(tmp_path: Path) -> Path:
    """A folder of templates, with that of 02-09 in Russian ready to be changed."""
    name = "ru/mooc-placement-certificate.docx"
    (tmp_path / "templates" / "ru").mkdir(parents=True)
    shutil.copy(templates_folder() / name, tmp_path / "templates" / name)
    return tmp_path / "templates" / name


def test_a_restyled_word_template_prints_and_reads_back(restyled: Path, repository: Path) -> None:
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    document = docx.Document(str(restyled))
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph("Выдано в единственном экземпляре: {{ course_title }}.")
    document.save(str(restyled))

    templates = restyled.parent.parent
    printed = atuforms.render(example, "docx", lang="ru", templates=templates)
    opened = docx.Document(BytesIO(printed.data))
    assert opened.styles["Normal"].font.name == "Arial"
    assert opened.paragraphs[-1].text == (
        "Выдано в единственном экземпляре: "
        "Основы управления безопасностью и качеством пищевой продукции."
    )
    assert atuforms.read(printed.data).record() == atuforms.load(example).record()
    # The other languages have no template in the folder, so they are printed as they come.
    kazakh = atuforms.render(example, "docx", lang="kk", templates=templates)
    assert kazakh.data == atuforms.render(example, "docx", lang="kk").data


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ("{{ cuorse_title }}", "cuorse_title"),
        ("{{ course_title", "faulty tag"),
        ("{{ course_title + 1 }}", "cannot be filled"),
    ],
)
def test_a_spoilt_word_template_is_named_with_its_tag(
    tag: str, named: str, restyled: Path, repository: Path
) -> None:
    document = docx.Document(str(restyled))
    document.add_paragraph(tag)
    document.save(str(restyled))
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    with pytest.raises(InvalidTemplate) as caught:
        atuforms.render(example, "docx", lang="ru", templates=restyled.parent.parent)
    assert "ru/mooc-placement-certificate.docx" in str(caught.value)
    assert named in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("layout", "named"),
    [
        ("<html><body><p>{{ cuorse }}</p></body></html>", "“cuorse” is no field"),
        ("<html><body><p>{{ course_title + 1 }}</p></body></html>", "cannot be filled"),
        ("<html><body><p>[[ w.cuorse ]]</p></body></html>", "“cuorse”"),
        ("<html><body><p>[[ w.title</p></body></html>", "faulty tag"),
    ],
)
def test_a_spoilt_layout_is_named_with_its_tag(
    layout: str, named: str, tmp_path: Path, repository: Path
) -> None:
    (tmp_path / "layouts").mkdir()
    name = "mooc-placement-certificate"
    (tmp_path / "layouts" / f"{name}.html").write_text(layout, encoding="utf-8")
    with pytest.raises(InvalidTemplate) as caught:
        atuforms.render(repository / f"examples/{name}.yaml", "pdf", lang="ru", templates=tmp_path)
    assert name in str(caught.value)
    assert named in str(caught.value)
    assert ".." not in str(caught.value)


def test_a_folder_that_would_never_be_used_is_refused(tmp_path: Path, repository: Path) -> None:
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    shutil.copy(templates_folder() / "ru" / "mooc-placement-certificate.docx", tmp_path)
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UnreadableInput):
            atuforms.render(example, "docx", lang="ru", templates=folder)
        with pytest.raises(UnreadableInput):
            atuforms.batch("02-09", [], out=tmp_path / "out", templates=folder)
