"""02-02: cover, sections and the table of modules and lectures."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forms.builders import EXAMPLES, broken, changed, example, paragraphs

import atuforms
from atuforms.core.language.typography import unbound

SLUG = "mooc-working-programme"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def with_values(**paths: Any) -> list[tuple[str, str]]:
    return broken(changed(SLUG, **paths))


def course_of(*lectures: int) -> dict[str, Any]:
    """The example with as many lectures in each module as told."""
    record = example(SLUG)
    tasks = [{"kind": "тест", "count": 10}]
    record["modules"] = [
        {
            "title": f"M{number}",
            "lectures": [{"title": f"L{n}", "tasks": tasks} for n in range(count)],
            "final_control": {"kind": "тест"},
        }
        for number, count in enumerate(lectures, 1)
    ]
    return record


def structure(record: dict[str, Any]) -> list[list[str]]:
    """Rows of the structure in Word, each with the words of its cells.

    The last one stands with the signatures, so that they are never alone on a page.
    """
    data = atuforms.render(atuforms.load(record), "docx", lang="kk").data
    body = docx.Document(BytesIO(data)).element.body
    tables = [body.find(f"{W}tbl"), body.find(f".//{W}tc/{W}tbl")]
    return [
        [unbound("".join(each.itertext(f"{W}t"))) for each in row.iter(f"{W}tc")]
        for table in tables
        for row in table.iter(f"{W}tr")
    ]


@settings(max_examples=5)
@given(st.lists(st.integers(1, 7), min_size=4, max_size=6))
def test_lectures_are_counted_through_the_course(counts: list[int]) -> None:
    rows = structure(course_of(*counts))
    assert len(rows) == sum(2 + 2 * count for count in counts) + 1
    lectures = [
        row[1].split(".")[0] for row in rows if len(row) == 2 and row[1].startswith("Дәріс")
    ]
    assert lectures == [f"Дәріс {n}" for n in range(1, sum(counts) + 1)]
    modules = [row[0] for row in rows if len(row) == 2 and row[0]]
    # A long module says at each lecture which it is, since it may go on on the next page.
    assert modules == [
        f"Модуль № {n}"
        for n, count in enumerate(counts, 1)
        for _ in range(count if count > 4 else 1)
    ]


def test_the_cell_of_a_module_reaches_over_its_lectures() -> None:
    data = atuforms.render(atuforms.load(course_of(1, 3, 2, 2)), "docx", lang="en").data
    table = docx.Document(BytesIO(data)).element.body.find(f"{W}tbl")
    merges = [
        merge.get(f"{W}val", "continue")
        for cell in table.iter(f"{W}tc")
        for merge in cell.iter(f"{W}vMerge")
    ]
    wanted = [
        ["restart", *["continue"] * (2 * count - 1)][row]
        for count in (1, 3, 2, 2)
        for row in range(2 * count)
    ]
    assert merges == wanted


def test_a_lecture_names_its_tasks_below_its_title() -> None:
    rows = structure(example(SLUG))
    assert rows[4][1] == (
        "Тексеру тапсырмаларының түрі мен саны: тест сұрақтары – 10; интерактивті тапсырма – 1"
    )
    assert rows[7] == ["№ 1 модуль бойынша қорытынды бақылау: модуль бойынша тест сұрақтары – 20"]
    assert rows[-1] == ["ЖАОК бойынша қорытынды бақылау: HACCP жоспарының жобасы – 1"]


def test_the_sections_are_numbered_without_gaps() -> None:
    form = atuforms.load(EXAMPLES / f"{SLUG}.yaml")
    numbers = [
        each.split()[0] for each in paragraphs(atuforms.render(form, "docx", lang="kk"), "element")
    ]
    assert numbers == ["1.1", "1.2", "1.3", "1.4", "2.", "3.", "4.", "5."]


def test_head_and_every_author_have_a_line_and_the_seal_a_place() -> None:
    form = atuforms.load(EXAMPLES / f"{SLUG}.yaml")
    document = atuforms.render(form, "docx", lang="kk")
    lines = paragraphs(document, "signature-text")
    assert [line for line in lines if line] == [
        "Кафедра меңгерушісі ТБТ",
        "Г.Қ. Ысқақова",
        "Курс авторы",
        "Сейітқали Әсел Нұрланқызы",
        "Курс авторы",
        "Өтеген Ғалымжан Бақытұлы",
    ]
    assert paragraphs(document, "stamp") == ["М.О."]


@pytest.mark.parametrize(
    ("modules", "found"),
    [
        (3, [("0202-structure-4-6", "modules")]),
        (4, []),
        (6, []),
        (7, [("0202-structure-4-6", "modules")]),
    ],
)
def test_there_are_four_to_six_modules(modules: int, found: list[Any]) -> None:
    assert broken(course_of(*[3] * modules)) == found


def test_a_lecture_has_tasks_with_kind_and_number() -> None:
    way = "modules__1__lectures__2__tasks"
    path = "modules.1.lectures.2.tasks"
    assert with_values(**{way: []}) == [("0202-lecture-tasks", path)]
    assert with_values(**{f"{way}__0__kind": ""}) == [("0202-lecture-tasks", f"{path}.0.kind")]
    assert with_values(**{f"{way}__0__count": 0}) == [("0202-lecture-tasks", f"{path}.0.count")]
    assert with_values(**{f"{way}__0__count": 1}) == []


@pytest.mark.parametrize("way", ["final_control", "modules__4__final_control"])
def test_modules_and_course_end_with_a_control(way: str) -> None:
    path = way.replace("__", ".")
    rule = "0202-module-and-final-control"
    assert with_values(**{f"{way}__kind": ""}) == [(rule, f"{path}.kind")]
    assert with_values(**{f"{way}__count": 0}) == [(rule, f"{path}.count")]
    assert with_values(**{f"{way}__count": 1}) == []


def test_a_module_control_may_go_without_a_number() -> None:
    report = atuforms.check(changed(SLUG, modules__0__final_control__count=None))
    assert report.findings == ()
    assert report.unchecked == ()


@pytest.mark.parametrize("name", ["description", "aim", "objectives", "prerequisites"])
def test_the_data_of_the_course_are_filled_in(name: str) -> None:
    record = example(SLUG)
    record[name] = "" if isinstance(record[name], dict) else []
    assert broken(record) == [("0202-course-data", name)]


@pytest.mark.parametrize(
    ("length", "found"), [(150, []), (151, [("0201-title-150", "course_title")])]
)
def test_a_title_has_150_characters_at_most(length: int, found: list[Any]) -> None:
    assert with_values(course_title="ә" * length) == found


def test_who_signs_is_named() -> None:
    assert with_values(head_of_department="") == [("0202-signatures", "head_of_department.name")]
    assert with_values(authors__1__name="") == [("0202-signatures", "authors.1.name")]


def test_a_department_approves_it() -> None:
    assert with_values(department="") == [("02-work-programme-approved", "department")]
    assert "02-work-programme-approved" in atuforms.check(changed(SLUG, date=None)).unchecked


def test_a_module_that_cannot_be_read_hides_no_other_mistake() -> None:
    record = changed(SLUG, modules__1="?", modules__0__lectures__0__tasks=[])
    assert set(broken(record)) >= {
        ("wrong-type", "modules.1"),
        ("0202-lecture-tasks", "modules.0.lectures.0.tasks"),
    }
