"""A template that leaves out, hides or cuts what a form requires is told by its tag."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from tests.cli.conftest import Run, run
from tests.documents.reading.examples import example
from tests.documents.test_own_templates import MAIN, Parts, change, folder, with_paragraph

import atuforms
from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.own_templates import check_templates
from atuforms.documents.required_fields import tag_of
from atuforms.documents.template_samples import sample_values
from atuforms.fields.describe import describe

__all__ = ["folder", "run"]

UNIT = "{{ unit }}"
AUTHORS = "{%p for author in authors %}"
LAYOUT = "layouts/minutes-extract.html"


def swap(old: str, new: str) -> object:
    def edit(parts: Parts) -> None:
        main = parts[MAIN].decode()
        assert old in main
        parts[MAIN] = main.replace(old, new, 1).encode()

    return edit


def told(folder: Path, old: str, new: str) -> str:
    """What is said of the Russian template of 02-09 after a change."""
    shutil.copy(templates_folder() / "ru" / "mooc-placement-certificate.docx", folder / "ru")
    change(folder, swap(old, new))  # type: ignore[arg-type]
    return "\n".join(str(each.error) for each in check_templates(folder))


def test_a_required_field_under_a_condition_of_something_else_is_told(folder: Path) -> None:
    for condition in (
        "{% if variant %}",
        "{% if draft and unit %}",
        '{% if platform == "Moodle" %}',
        "{% if unit|length > 40 %}",
        "{% if not draft %}",
        "{% if false %}",
    ):
        said = told(folder, UNIT, f"{condition}{UNIT}{{% endif %}}")
        assert "prints unit, which the form requires, in the body of the text" in said
        assert condition in said
    said = told(folder, AUTHORS, "{%p for author in authors if author.degree %}")
    assert "prints authors" in said
    assert "if author.degree %}" in said


def test_a_required_field_that_is_cut_is_told(folder: Path) -> None:
    for tag in (
        "{{ unit|truncate(12) }}",
        "{{ unit[:9] }}",
        '{{ unit|join("-") }}',
        "{{ unit|first }}",
        '{{ unit and "отдел" }}',
        '{{ "отдел" if draft else unit }}',
        "{% set word = unit|wordcount %}{{ word }}",
    ):
        said = told(folder, UNIT, tag)
        assert "does not print the whole of unit" in said, tag
    assert "whole of authors" in told(folder, AUTHORS, "{%p for author in authors[1:] %}")
    (line,) = (told(folder, "{{ author.name }}", "{% if loop.last %}{{ author.name }}{% endif %}"),)
    assert "authors" in line


def test_ways_that_print_all_there_is_are_no_mistakes(folder: Path) -> None:
    for tag in (
        "{% if unit %}{{ unit }}{% else %}—{% endif %}",
        "{% if draft %}{{ unit|upper }}{% else %}{{ unit }}{% endif %}",
        '{{ unit or "—" }}',
        '{{ unit if unit else "—" }}',
        "{% set word = unit %}{{ word }}",
        '{{ "ОТДЕЛ: " ~ unit }}',
        "{% if filled %}{{ unit }}{% endif %}",
        "{% if not unit %}—{% else %}{{ unit }}{% endif %}",
        "{% if variant %}a{% endif %}{{ unit }}",
    ):
        assert told(folder, UNIT, tag) == "", tag


def test_the_remedy_for_each_required_field_is_accepted(folder: Path) -> None:
    """Lists go with their loop, groups with one of their fields."""
    form = atuforms.FORMS["02-09"]
    values = sample_values(form, "ru")
    tags = [tag_of(each.name, values[each.name]) for each in describe(form) if each.required]
    assert "{% for each in authors %}{{ each.name }} {% endfor %}" in tags

    def bare(parts: Parts) -> None:
        before, _, rest = parts[MAIN].decode().partition("<w:body>")
        page = rest[rest.rindex("<w:sectPr") :]
        parts[MAIN] = f"{before}<w:body><w:p/>{page}".encode()

    change(folder, bare)
    for tag in tags:
        change(folder, with_paragraph(tag))
    assert [each.error.text("en") for each in check_templates(folder)] == []


def test_what_is_printed_is_named_beside_the_document(
    folder: Path, tmp_path: Path, run: Run
) -> None:
    change(folder, swap(UNIT, "{{ unit[:9] }} «unit_name» {course_title}"))  # type: ignore[arg-type]
    done = run(
        *("render", "examples/mooc-placement-certificate.yaml", "--lang", "ru", "--to", "docx"),
        *("--templates", str(folder), "-o", str(tmp_path)),
    )
    assert done.code == 0
    assert "{{ unit[:9] }}" in done.err
    assert "{course_title}" in done.err


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with the layout of the extract from the minutes, ready to be changed."""
    (tmp_path / "pages" / "layouts").mkdir(parents=True)
    shutil.copy(templates_folder() / LAYOUT, tmp_path / "pages" / "layouts")
    return tmp_path / "pages"


def test_a_layout_that_prints_nothing_required_is_refused(pages: Path) -> None:
    for text in ("", "<p>x</p>", "<html><body><p>{{ logo }}</p></body></html>"):
        (pages / LAYOUT).write_text(text)
        nothing = "prints nothing of what the form requires"
        with pytest.raises(InvalidTemplate, match=nothing):
            atuforms.render(example("minutes-extract"), "pdf", lang="ru", templates=pages)
        with pytest.raises(InvalidTemplate, match=nothing):
            atuforms.blank("minutes-extract", "pdf", lang="kk", templates=pages)


def test_a_page_names_what_its_layout_leaves_out(pages: Path, tmp_path: Path, run: Run) -> None:
    text = (pages / LAYOUT).read_text()
    assert "{{ decision or" in text
    for lost in (
        text.replace("{{ decision or", "{{ '' or"),
        text.replace("<body", '<body style="color: #fff"').replace("{{ decision or", "{{ '' or"),
    ):
        (pages / LAYOUT).write_text(lost)
        done = run(
            *("render", "examples/minutes-extract.yaml", "--lang", "ru", "--to", "pdf"),
            *("--templates", str(pages), "-o", str(tmp_path)),
        )
        assert done.code == 0
        assert "decision" in done.err


def test_what_a_layout_hides_or_takes_from_elsewhere_is_told(pages: Path) -> None:
    text = (templates_folder() / LAYOUT).read_text()
    heading = "<h2>[[ w.agenda ]]</h2>"
    for more, words in (
        ('<img src="stamp.png">', "refers to stamp.png in minutes-extract.html:"),
        ('<p style="background: url(http://a.kz/b.png)">x</p>', "http://a.kz/b.png"),
        ("<p>[[ w.agennda ]]</p>", "no key “agennda”. One of these may be meant: agenda"),
        ("<p>｛｛ decision ｝｝ [decision_text]</p>", "minutes-extract.html:"),
        ("<p>{{ dеcision }}</p>", "only look like Latin ones: е. Type"),
    ):
        (pages / LAYOUT).write_text(text.replace(heading, heading + more))
        assert words in "\n".join(str(each.error) for each in check_templates(pages)), more
    (pages / LAYOUT).write_bytes(
        text.replace(heading, "<p>Повестка</p>").encode("cp1251", "replace")
    )
    (said,) = {str(each.error) for each in check_templates(pages)}
    assert "UTF-8" in said
    with pytest.raises(InvalidTemplate, match="UTF-8"):
        atuforms.render(example("minutes-extract"), "pdf", lang="ru", templates=pages)


def test_a_template_in_another_language_is_told_by_its_words(tmp_path: Path) -> None:
    """These forms have no code that tells it."""
    for name in ("minutes-extract", "glossary", "completion-certificate", "checklist"):
        slug = atuforms.FORMS[name].SLUG
        (tmp_path / name / "en").mkdir(parents=True)
        file = tmp_path / name / "en" / f"{slug}.docx"
        shutil.copy(templates_folder() / "ru" / f"{slug}.docx", file)
        assert any("“ru”" in str(each.error) for each in check_templates(tmp_path / name)), name


def test_slides_that_were_left_in_a_template_are_named_and_not_printed(tmp_path: Path) -> None:
    made = Presentation(str(templates_folder() / "ru" / "video-lecture-slides.pptx"))
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.placeholders[0].text_frame.text = "Проба пера"
    (tmp_path / "ru").mkdir()
    made.save(str(tmp_path / "ru" / "video-lecture-slides.pptx"))
    (fault,) = check_templates(tmp_path)
    assert "1. Проба пера" in str(fault.error)
    form = example("02-04")
    own = atuforms.render(form, "pptx", lang="ru", templates=tmp_path).data
    usual = atuforms.render(form, "pptx", lang="ru").data
    slides = [len(Presentation(BytesIO(each)).slides) for each in (own, usual)]
    assert slides[0] == slides[1]
    assert "Проба пера".encode() not in own


def test_what_would_make_a_damaged_document_is_refused_by_its_tag(folder: Path) -> None:
    for tag, words in (
        ('{% cellbg "red" %}', "“red” is no colour"),
        ("{% colspan 9 %}", "Write a whole number from 1 to 3"),
        ("{% hm %}", "joins the cells of a list"),
        (
            '</w:t></w:r><w:hyperlink r:id="rId77"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:r><w:t>',
            "rId77",
        ),
        ('{{ "ab" * 999999999 }}', "cannot be filled"),
    ):
        if "hyperlink" in tag:
            shutil.copy(
                templates_folder() / "ru" / "mooc-placement-certificate.docx", folder / "ru"
            )
            change(folder, with_paragraph(tag))
            said = "\n".join(str(each.error) for each in check_templates(folder))
        else:
            said = told(folder, UNIT, f"{tag}{UNIT}")
        assert words in said, tag
        assert tag in said or "hyperlink" in tag
        with pytest.raises(InvalidTemplate):
            atuforms.render(example("02-09"), lang="ru", templates=folder)
    assert told(folder, UNIT, '{% cellbg "DDEEFF" %}{{ unit }}') == ""


def test_letters_that_nobody_sees_are_told_in_each_language(folder: Path) -> None:
    for look in ('<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'):
        run_ = f"</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>{UNIT}</w:t></w:r><w:r><w:t>"
        said = told(folder, UNIT, run_)
        assert "that nobody can read" in said
    (fault,) = check_templates(folder)
    assert "«основной текст»" in fault.error.text("ru")
    assert len({fault.error.text(lang) for lang in LANGUAGES}) == 3
