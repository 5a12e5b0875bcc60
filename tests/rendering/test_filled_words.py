"""What a filled document says: nothing that is for those who fill it in, in the words of its
language."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from tests.forms.builders import EXAMPLES, changed

import atuforms
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.view import blank_view, view
from atuforms.forms.all_forms import form_classes, get_form
from atuforms.forms.base import Form
from atuforms.rendering.html import fill_page

EVERY = pytest.mark.parametrize("lang", LANGUAGES)
PRINTED = [form for form in form_classes() if form.FORMATS and form.HAS_BLANK]
OFFICIAL_QUOTES = {
    # The English regulations write these so themselves.
    "mooc-format": ["author's photo with the JSC «ATU» logo"],
    "mooc-evaluation-sheet": ["Competition «Best Massive Open Online Course of JSC «ATU» –", "»"],
}
DATE = re.compile(r"«_+»")
"""The place for a date, as the English regulations have it."""


def words_of(html: str) -> str:
    body = html.partition("<body")[2].partition(">")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def filled(form: Form, lang: Language) -> str:
    values = {"logo": "", "proof": "", "variant": "", "draft": "", **view(form, lang)}
    return words_of(fill_page(type(form), lang, values).html)


def blank(cls: type[Form], lang: Language) -> str:
    values = {"logo": "", "variant": "", **blank_view(cls, lang)}
    return words_of(fill_page(cls, lang, values).html)


@EVERY
@pytest.mark.parametrize("code", ["02-01", "02-02", "02-11"])
def test_hints_and_choices_stand_in_the_blank_only(code: str, lang: Language) -> None:
    cls = get_form(code)
    wording = wording_of(cls, lang)
    lead = {*wording.get("said", ()), "prerequisites", "postrequisites"}
    hints = [words for name, words in wording["hints"].items() if name not in lead]
    hints += [wording["modules_wanted"]] if "modules_wanted" in wording else []
    assert hints
    page = filled(atuforms.load(EXAMPLES / f"{cls.SLUG}.yaml"), lang)
    empty = blank(cls, lang)
    for each in map(plain, hints):
        assert each in plain(empty)
        assert each not in plain(page)


def plain(words: str) -> str:
    """The letters and digits alone: spaces and hyphens are of several kinds."""
    return re.sub(r"[\W_]+", "", words)


@EVERY
def test_a_filled_programme_names_its_level_alone(lang: Language) -> None:
    page = filled(atuforms.load(EXAMPLES / "mooc-working-programme.yaml"), lang)
    heading, after = page.split("5. ", 1)[1].split(":", 1)
    assert heading
    for other in {"kk": ("бастауыш", "жоғары"), "ru": ("начальный", "высокий")}.get(
        lang, ("beginner", "advanced")
    ):
        assert not after.lstrip().startswith(other)


@pytest.mark.parametrize("form", PRINTED, ids=lambda form: form.SLUG)
def test_english_documents_have_english_quotation_marks(form: type[Form]) -> None:
    """But where the English regulations have others, and where the author wrote others."""
    example = atuforms.load(EXAMPLES / f"{form.SLUG}.yaml")
    for page in (DATE.sub("", blank(form, "en")), filled(example, "en")):
        for words in OFFICIAL_QUOTES.get(form.SLUG, []):
            page = page.replace(words, "")
        assert re.findall(r"[«»„].{20}", page) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Food Technologies", "Faculty of Food Technologies"),
        ("Faculty of Engineering", "Faculty of Engineering"),
        ("«Food Technologies»", "Faculty of «Food Technologies»"),
    ],
)
@pytest.mark.parametrize(
    "slug", ["mooc-working-programme", "video-lecture-slides", "interactive-presentation"]
)
def test_an_english_faculty_is_named_as_english_names_it(slug: str, value: str, shown: str) -> None:
    form = atuforms.load(changed(slug, faculty=value))
    assert shown in filled(form, "en")


def certificate(**more: Any) -> dict[str, Any]:
    return {
        "form": "completion-certificate",
        "number": "7",
        "date": "2025-10-06",
        "listener": {"name": "Ахметова Айгуль"},
        "director": {"name": "А.С. Жумабекова"},
        "course_title": "Основы " + "технологии хранения зерна и муки " * 4,
        "authors": [{"name": "Ли Ван"}],
        **more,
    }


@EVERY
def test_one_author_is_not_several(lang: Language) -> None:
    one = {"kk": "Курс авторы: Ли Ван", "ru": "Автор курса: Ли Ван"}
    several = {"kk": "Курс авторлары: Ли Ван, Ким", "ru": "Авторы курса: Ли Ван, Ким"}
    page = filled(atuforms.load(certificate()), lang)
    assert one.get(lang, "Author of the course: Ли Ван") in page
    both = certificate(authors=[{"name": "Ли Ван"}, {"name": "Ким"}])
    assert several.get(lang, "Authors of the course: Ли Ван, Ким") in filled(
        atuforms.load(both), lang
    )
