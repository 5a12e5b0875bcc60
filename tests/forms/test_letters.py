"""01-01 and 04-01: what goes into a letter to a competition, and who signs it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forms.builders import broken, changed, example, paragraphs

import atuforms

LETTERS = ("mooc-cover-letter", "der-transmittal-letter")
COMPLETE = {
    "mooc-cover-letter": "0101-fields-complete",
    "der-transmittal-letter": "0401-fields-complete",
}
SIGNED = {"mooc-cover-letter": "0101-signatures", "der-transmittal-letter": "0401-signatures"}
TAKES_PART = {"mooc-cover-letter": "01-participants", "der-transmittal-letter": "04-participants"}


@pytest.mark.parametrize("slug", LETTERS)
def test_the_example_has_no_mistakes_and_leaves_nothing_unchecked(slug: str) -> None:
    report = atuforms.check(example(slug))
    assert not report.findings
    assert not report.unchecked


@pytest.mark.parametrize(
    ("slug", "item", "nothing"),
    [
        ("mooc-cover-letter", "faculty", ""),
        ("mooc-cover-letter", "department", {"kk": "", "ru": "", "en": ""}),
        ("mooc-cover-letter", "course_title", ""),
        ("mooc-cover-letter", "authors", []),
        ("mooc-cover-letter", "course_description", ""),
        ("mooc-cover-letter", "course_link", ""),
        ("der-transmittal-letter", "der_title", ""),
        ("der-transmittal-letter", "discipline", ""),
        ("der-transmittal-letter", "authors", []),
        ("der-transmittal-letter", "novelty_and_groundwork", ""),
        ("der-transmittal-letter", "der_link", ""),
    ],
)
def test_every_item_is_filled(slug: str, item: str, nothing: Any) -> None:
    assert (COMPLETE[slug], item) in broken(changed(slug, **{item: nothing}))


@pytest.mark.parametrize(("topics", "found"), [(0, True), (1, False)])
def test_a_resource_has_one_topic_at_least(topics: int, found: bool) -> None:
    record = changed("der-transmittal-letter", number_of_topics=topics)
    assert (("0401-fields-complete", "number_of_topics") in broken(record)) is found


@pytest.mark.parametrize("slug", LETTERS)
def test_head_and_every_author_are_named_where_they_sign(slug: str) -> None:
    record = changed(slug, head_of_department__name="", authors__0__name="")
    assert broken(record)[-2:].count((SIGNED[slug], "head_of_department.name")) == 1
    assert (SIGNED[slug], "authors.0.name") in broken(record)


@pytest.mark.parametrize("slug", LETTERS)
def test_a_letter_without_a_date_is_dated_by_hand(slug: str) -> None:
    record = changed(slug, date=None)
    report = atuforms.check(record)
    assert report.ok
    assert SIGNED[slug] in report.unchecked
    assert "«____» __________ 20__ ж." in paragraphs(atuforms.render(record, "docx", lang="kk"))


@pytest.mark.parametrize("slug", LETTERS)
@pytest.mark.parametrize(
    ("workplace", "found"),
    [
        ("АТУ", False),
        ({"kk": "Алматы технологиялық университеті", "ru": "", "en": ""}, False),
        ("Алматинский технологический университет", False),
        ("КазНУ", True),
    ],
)
def test_authors_are_of_the_university(slug: str, workplace: Any, found: bool) -> None:
    record = changed(slug, authors__0__workplace=workplace)
    warned = (TAKES_PART[slug], "authors.0.workplace") in broken(record, "warning")
    assert warned is found
    assert not broken(record)


@pytest.mark.parametrize(("length", "found"), [(300, False), (301, True)])
def test_a_brief_description_over_300_characters_is_a_warning(length: int, found: bool) -> None:
    record = changed("mooc-cover-letter", course_description="а" * length)
    warned = ("0102-annotation-300", "course_description") in broken(record, "warning")
    assert warned is found


@pytest.mark.parametrize(("length", "found"), [(150, False), (151, True)])
def test_a_title_has_150_characters_at_most(length: int, found: bool) -> None:
    record = changed("mooc-cover-letter", course_title="а" * length)
    assert (("0201-title-150", "course_title") in broken(record)) is found


def test_a_resource_may_be_in_one_language_or_several() -> None:
    for languages in ("ru", ["kk", "ru", "en"], ["қазақ тілі"]):
        assert not broken(changed("der-transmittal-letter", language=languages))
    assert ("04-languages", "language") in broken(changed("der-transmittal-letter", language=[]))
    assert ("not-a-choice", "language") in broken(changed("der-transmittal-letter", language="de"))


@pytest.mark.parametrize("kind", ["practicum", "source_components", "электронный учебник"])
def test_the_types_of_both_paragraphs_are_known(kind: str) -> None:
    assert not broken(changed("der-transmittal-letter", der_type=kind))


def test_another_type_is_no_choice() -> None:
    record = changed("der-transmittal-letter", der_type="podcast")
    lists = ("not-a-choice", "03-types-basic", "03-types-organisational")
    assert broken(record) == [(rule, "der_type") for rule in lists]
    assert not {*lists} & {*atuforms.check(record).unchecked}


def test_every_author_has_a_signature_line() -> None:
    words = paragraphs(atuforms.render(example("mooc-cover-letter"), "docx", lang="ru"))
    assert words.count("Автор / разработчик МООК") == 2
    assert "Заведующий кафедрой ПБТ" in words


def test_the_blank_leaves_a_place_for_the_abbreviation() -> None:
    form = atuforms.get_form("01-01")
    from atuforms.documents.view import blank_view
    from atuforms.rendering.html import fill_page

    page = fill_page(form, "en", {"logo": "", **blank_view(form, "en")}).html
    assert "Head of Department (abbreviation)" in page
    assert "Full Name" in page
