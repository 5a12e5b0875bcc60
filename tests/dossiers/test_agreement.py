"""Documents of one dossier say the same: facts across documents, and copies of one document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossiers.folders import COMPLETE, put
from tests.forms.builders import changed, example

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.records.differences import same_name


def disagreements(folder: Path) -> list[atuforms.Finding]:
    found = atuforms.check_dossier(folder).findings
    return [each for each in found if each.rule in ("documents-disagree", "copies-disagree")]


@pytest.mark.parametrize(
    ("name", "slug", "values", "path"),
    [
        ("expertise", "expertise-protocol", {"course_title__ru": "Другой курс"}, "course_title.ru"),
        ("expertise", "expertise-protocol", {"course_title": "Басқа курс"}, "course_title"),
        ("expertise", "expertise-protocol", {"language": "ru"}, "language"),
        ("expertise", "expertise-protocol", {"authors": ["А.Б. Ахметов"]}, "authors"),
        ("programme", "mooc-working-programme", {"credits": "9"}, "credits"),
        ("programme", "mooc-working-programme", {"academic_hours": "29"}, "academic_hours"),
        ("programme", "mooc-working-programme", {"difficulty": "advanced"}, "difficulty"),
    ],
)
def test_a_fact_that_two_documents_state_differently_is_one_finding_that_names_both(
    name: str, slug: str, values: dict[str, Any], path: str, tmp_path: Path
) -> None:
    COMPLETE["mooc-placement"](tmp_path)
    put(tmp_path, name, changed(slug, **values))
    (finding,) = disagreements(tmp_path)
    assert path.startswith(finding.path) or finding.path.startswith(path)
    for lang in LANGUAGES:
        said = atuforms.check_dossier(tmp_path).text(lang)
        (line,) = [each for each in said.splitlines() if "[documents-disagree]" in each]
        assert line.count(".json") == 2
        assert f"{name}.json" in line


def test_names_that_differ_in_one_language_are_given_in_it(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    put(
        tmp_path,
        "certificate",
        changed("mooc-placement-certificate", authors__1__name__ru="Омаров Берик"),
    )
    for lang in LANGUAGES:
        said = atuforms.check_dossier(tmp_path).text(lang)
        (line,) = [each for each in said.splitlines() if "[documents-disagree]" in each]
        assert "Омаров Берик" in line
        assert "Утеген Галымжан Бакытович" in line


def test_both_values_are_given_as_the_reader_says_them(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    put(
        tmp_path, "certificate", changed("mooc-placement-certificate", course_link="https://a.kz/1")
    )
    (finding,) = disagreements(tmp_path)
    link = example("mooc-cover-letter")["course_link"]
    assert {finding.actual, finding.limit} == {link, "https://a.kz/1"}
    COMPLETE["mooc-placement"](tmp_path / "two")
    put(tmp_path / "two", "expertise", changed("expertise-protocol", language="ru"))
    (finding,) = disagreements(tmp_path / "two")
    assert "русский" in finding.text("ru")
    assert {finding.actual, finding.limit} == {"kk", "ru"}
    COMPLETE["mooc-competition"](tmp_path / "three")
    put(tmp_path / "three", "act", changed("act-of-implementation", authors=["А.Б. Ахметов"]))
    (finding,) = disagreements(tmp_path / "three")
    assert "Сейткали Асель" in finding.text("ru")
    assert "Сейітқали Әсел" in finding.text("kk")


def test_what_most_documents_say_counts_as_right(tmp_path: Path) -> None:
    COMPLETE["mooc-placement"](tmp_path)
    put(tmp_path, "description", changed("mooc-description", language="en", tests="test-bank.json"))
    put(tmp_path, "certificate", example("mooc-placement-certificate"))
    (finding,) = disagreements(tmp_path)
    assert finding.file == "description.json"


def test_the_number_of_video_lectures_and_of_weeks_agrees(tmp_path: Path) -> None:
    for name in ("mooc-cover-letter", "mooc-placement-certificate"):
        put(tmp_path, name, example(name))
    fewer = changed("mooc-format", weeks_of_study=4, video_lectures__14=None)
    put(tmp_path, "mooc-format", fewer)
    put(tmp_path, "description", example("mooc-description"))
    put(tmp_path, "programme", example("mooc-working-programme"))
    paths = {each.path for each in disagreements(tmp_path)}
    assert paths == {"video_lectures", "modules"}
    put(tmp_path, "mooc-format", example("mooc-format"))
    assert not disagreements(tmp_path)


def test_titles_are_compared_in_the_languages_that_both_have(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    title = example("act-of-implementation")["title"]
    for given_title in (
        {"kk": title["kk"]},
        {"ru": f"  {title['ru'].replace(' ', '  ')} "},
        title["en"],
        title["kk"],
    ):
        put(tmp_path, "act", changed("act-of-implementation", title=given_title))
        assert disagreements(tmp_path) == []
    put(tmp_path, "act", changed("act-of-implementation", title="Food safety"))
    (finding,) = disagreements(tmp_path)
    assert (finding.file, finding.path) == ("act.json", "title")


def test_a_plain_title_is_in_the_language_of_its_record(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    title = example("act-of-implementation")["title"]
    put(tmp_path, "act", changed("act-of-implementation", title=title["ru"]) | {"lang": "ru"})
    assert disagreements(tmp_path) == []
    put(tmp_path, "act", changed("act-of-implementation", title=title["en"]) | {"lang": "ru"})
    assert len(disagreements(tmp_path)) == 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Сейітқали Әсел Нұрланқызы", "Ә.Н. Сейітқали", True),
        ("Сейітқали Әсел Нұрланқызы", "Сейітқали Ә. Н.", True),
        ("Сейітқали Әсел Нұрланқызы", "әсел сейітқали", True),
        ("Assel Seitkali", "A. Seitkali", True),
        ("Сейітқали Әсел", "Сейітқали Айгүл", False),
        ("А.Б. Ахметов", "Б.Б. Ахметов", False),
        ("А.Б. Ахметов", "А.Б. Ахметова", False),
        ("А.Б.", "Ахметов Болат", False),
        ("Ким-Пак Анна", "Ким Анна", False),
    ],
)
def test_a_name_is_known_again_by_its_initials(first: str, second: str, same: bool) -> None:
    assert same_name(first, second) is same
    assert same_name(second, first) is same


@given(st.text(max_size=40), st.text(max_size=40))
def test_names_are_compared_alike_from_both_sides(first: str, second: str) -> None:
    assert same_name(first, second) == same_name(second, first)


def test_authors_are_a_set_and_the_order_does_not_matter(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    authors = example("act-of-implementation")["authors"]
    put(tmp_path, "act", changed("act-of-implementation", authors=authors[::-1]))
    assert disagreements(tmp_path) == []
    put(tmp_path, "act", changed("act-of-implementation", authors=["Ғ.Б. Өтеген", "Ә. Сейітқали"]))
    assert disagreements(tmp_path) == []
    put(tmp_path, "act", changed("act-of-implementation", authors=authors[:1]))
    (finding,) = disagreements(tmp_path)
    assert (finding.file, finding.path) == ("act.json", "authors")


# Copies


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_a_record_and_the_document_made_from_it_count_once(to: Any, tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    letter = atuforms.load(tmp_path / "letter.json")
    atuforms.render(letter, to, lang="kk").save(tmp_path / f"letter.{to}")
    report = atuforms.check_dossier(tmp_path)
    assert report.findings == ()
    (document,) = [each for each in report.documents if each.name == "01-01"]
    assert (document.file, document.copies) == ("letter.json", (f"letter.{to}",))
    assert f"letter.{to}" in report.text("kk")


def test_documents_alone_make_a_dossier(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    for name in ("letter", "act", "certificate"):
        record = tmp_path / f"{name}.json"
        form = atuforms.load(record)
        atuforms.render(form, "docx", lang="ru").save(tmp_path / f"{name}.docx")
        record.unlink()
    assert atuforms.check_dossier(tmp_path).findings == ()


def test_a_document_that_was_changed_is_no_copy_of_its_record(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    values = changed("mooc-cover-letter", course_description="Басқа сипаттама.")
    atuforms.render(values, "docx", lang="kk").save(tmp_path / "printed.docx")
    (finding,) = disagreements(tmp_path)
    assert (finding.rule, finding.file) == ("copies-disagree", "printed.docx")
    for lang in LANGUAGES:
        said = finding.text(lang)
        assert "letter.json" in said
        assert "Басқа сипаттама." in said


def test_two_extracts_are_two_documents(tmp_path: Path) -> None:
    COMPLETE["mooc-placement"](tmp_path)
    put(tmp_path, "earlier", changed("minutes-extract", number="1", date="2025-09-01"))
    assert disagreements(tmp_path) == []


def test_the_same_letter_with_another_title_is_found_in_a_hand_over_too(tmp_path: Path) -> None:
    COMPLETE["mooc-to-faculty"](tmp_path)
    put(tmp_path, "printed", changed("mooc-cover-letter", course_title="Басқа курс"))
    (finding,) = disagreements(tmp_path)
    assert (finding.rule, finding.path) == ("copies-disagree", "course_title")


def test_a_copy_that_differs_is_still_the_file_that_the_description_names(tmp_path: Path) -> None:
    COMPLETE["mooc-placement"](tmp_path)
    values = changed("mooc-working-programme", aim="Басқа мақсат.")
    path = tmp_path / "02-02-working-programme.pdf"
    path.write_bytes(atuforms.render(values, "pdf", lang="kk").data)
    report = atuforms.check_dossier(tmp_path)
    assert [(each.rule, each.file) for each in report.findings] == [
        ("copies-disagree", "02-02-working-programme.pdf")
    ]


def test_a_letter_without_a_link_is_no_second_course(tmp_path: Path) -> None:
    COMPLETE["mooc-competition"](tmp_path)
    put(tmp_path, "printed", changed("mooc-cover-letter", course_link=None))
    report = atuforms.check_dossier(tmp_path)
    assert report.kind == "mooc-competition"
    (document,) = [each for each in report.documents if each.name == "01-01"]
    assert document.copies == ("printed.json",)
    # A copy may say less than the other, but what it lacks is told.
    assert [(each.rule, each.path, each.file) for each in report.findings] == [
        ("missing", "course_link", "printed.json")
    ]
