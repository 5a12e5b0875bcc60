"""A text that is another one than the record's has nothing of it, in no language."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from lxml import etree
from tests.documents.reading.editing import (
    block_of,
    controls,
    edited,
    row_copied,
    set_text,
    typed,
)
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.dotted_paths import value_at
from atuforms.core.findings import InvalidRecord
from atuforms.documents.reading.document import DocumentReading, read_document
from atuforms.documents.reading.retyped_texts import is_same_name, is_same_text


def _read(name: str, lang: Any, *edits: Any) -> DocumentReading:
    return read_document(edited(atuforms.render(example(name), "docx", lang=lang).data, *edits))


def _rules(reading: DocumentReading) -> list[tuple[str, str]]:
    return [(each.rule, each.path) for each in reading.findings]


@pytest.mark.parametrize(
    ("name", "lang", "path", "tag", "text"),
    [
        ("01-03", "en", "rows.1.title", "tr", "Electrical machines"),
        ("minutes-extract", "kk", "agenda.0", "p", "Басқа мәселелер"),
        ("02-09", "ru", "authors.1.name", "p", "Омарова Динара Кайратовна"),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_a_copied_row_has_what_it_shows_and_nothing_else_of_its_neighbour(
    name: str, lang: str, path: str, tag: str, text: str, above: bool
) -> None:
    before: Any = example(name).record()
    where, number = path.split(".")[0], int(path.split(".")[1])

    def copied_above(root: etree._Element) -> None:
        """The copy stays as it is, and the row itself is typed over."""
        block = block_of(root, path, tag)
        block.addnext(copy.deepcopy(block))
        set_text(controls(block, path)[0], text)

    edit = copied_above if above else row_copied(path, {path: text}, tag)
    items: Any = _read(name, lang, edit).source.values[where]
    new = items.pop(number if above else number + 1)
    assert items == before[where]
    if path.count(".") == 1:
        assert new == {lang: text}
    else:
        last = path.rpartition(".")[2]
        assert new[last] == {lang: text}
        assert all(value == before[where][number][key] for key, value in new.items() if key != last)


def test_what_a_document_does_not_print_is_not_taken_from_the_row_that_was_copied() -> None:
    record: Any = example("01-01").record()
    data = atuforms.render(example("01-01"), "docx", lang="kk").data
    path = "authors.0.name"
    reading = read_document(edited(data, row_copied(path, {path: "Ерлан Сапаров"}, "p")))
    people: Any = reading.source.values["authors"]
    assert people[0] == record["authors"][0]
    assert record["authors"][0]["title"]
    assert "title" not in people[1]


def test_another_person_typed_over_one_has_nothing_of_the_one_before() -> None:
    record: Any = example("01-01").record()
    reading = _read("01-01", "ru", typed("authors.0.name", "Омаров Тимур Кайратович"))
    author: Any = reading.source.values["authors"][0]  # type: ignore[index]
    assert author["name"] == {"ru": "Омаров Тимур Кайратович"}
    assert "title" not in author
    assert author["position"] == record["authors"][0]["position"]
    assert set(_rules(reading)) == {
        ("read-other-text", "authors.0.name"),
        ("read-other-person", "authors.0"),
    }
    said = " ".join(each.text("en") for each in reading.findings)
    assert record["authors"][0]["name"]["kk"] in said
    assert record["authors"][0]["name"]["en"] in said


@pytest.mark.parametrize(
    ("name", "lang", "path", "value"),
    [
        ("02-09", "kk", "course_title", "Қазақстан тарихы"),
        ("01-03", "en", "rows.0.title", "Library"),
    ],
)
def test_another_text_is_not_printed_in_languages_that_nobody_has_typed(
    name: str, lang: str, path: str, value: str
) -> None:
    reading = _read(name, lang, typed(path, value))
    assert value_at(reading.source.values, path) == {lang: value}
    assert ("read-other-text", path) in _rules(reading)
    with pytest.raises(InvalidRecord):
        atuforms.render(reading.form, "docx", lang="ru")


def test_a_slip_that_was_mended_leaves_the_text_in_the_other_languages() -> None:
    record: Any = example("02-09").record()
    for path, lang in (("course_title", "kk"), ("platform", "ru")):
        text = record[path][lang]
        mended = text[:3] + text[4:]
        reading = _read("02-09", lang, typed(path, mended))
        assert reading.source.values[path] == {**record[path], lang: mended}
        assert _rules(reading) == [("read-other-languages", f"{path}.{lang}")]


def test_what_is_the_same_text_and_the_same_name() -> None:
    assert is_same_text("Пищевая химия", "Пишевая химия")
    assert is_same_text("Introduction to data", "Introduction to big data")
    assert not is_same_text("Пищевая химия", "Разное")
    assert not is_same_text("Лекция 1", "Практика 2")
    assert is_same_name("Сейткали Асель Нурлановна", "А. Н. Сейтқали")
    assert is_same_name("Assel Seitkali", "Asel Seitkali")
    assert not is_same_name("Сейткали Асель Нурлановна", "Ахметова Асель Нурлановна")
    assert not is_same_name("Иванов И.И.", "Иванов П.С.")
