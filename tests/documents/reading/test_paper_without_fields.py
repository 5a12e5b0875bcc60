"""A document that lost its fields and its record is read by what the whole form prints, or told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from tests.documents.reading.corpus import RECORD_PART
from tests.documents.reading.editing import W, edited, without_part
from tests.documents.reading.examples import example
from tests.documents.reading.test_left_out import flattened

import atuforms
from atuforms.core.findings import Finding
from atuforms.documents.reading.document import DocumentReading, read_document


def paper(name: str, lang: str, *edits: Any) -> bytes:
    """A document as text alone, after further edits."""
    data = atuforms.render(example(name), "docx", lang=lang).data
    return without_part(edited(data, flattened, *edits), RECORD_PART)


def read(name: str, lang: str, *edits: Any) -> DocumentReading:
    return read_document(paper(name, lang, *edits))


def told(reading: DocumentReading, rule: str) -> list[Finding]:
    return [each for each in reading.findings if each.rule == rule]


def within(value: Any, lang: str) -> Any:
    """A record in one language alone."""
    if isinstance(value, dict):
        if value and set(value) <= {"kk", "ru", "en"}:
            return value[lang]
        return {key: within(each, lang) for key, each in value.items()}
    return [within(each, lang) for each in value] if isinstance(value, list) else value


def record(name: str, lang: str) -> Any:
    return within(example(name).record(), lang)


def _text_changed(before: str, after: str) -> Any:
    def edit(root: etree._Element) -> None:
        texts = [each for each in root.iter(f"{W}t") if before in (each.text or "")]
        assert texts, before
        texts[0].text = (texts[0].text or "").replace(before, after)

    return edit


def _row_of(root: etree._Element, words: str) -> etree._Element:
    return next(row for row in root.iter(f"{W}tr") if words in "".join(map(str, row.itertext())))


def _put(cell: etree._Element, text: str) -> None:
    for run in list(cell.iter(f"{W}r")):
        run.getparent().remove(run)  # type: ignore[union-attr]
    run = etree.SubElement(next(cell.iter(f"{W}p")), f"{W}r")
    etree.SubElement(run, f"{W}t").text = text


@pytest.mark.parametrize("lang", ["kk", "en"])
def test_tables_that_the_blank_has_not_are_read(lang: str) -> None:
    reading, wanted = read("02-08", lang), record("02-08", lang)
    for name in ("deadlines", "progress_bands"):
        found = [{key: str(each) for key, each in item.items()} for item in wanted[name]]
        assert reading.source.values[name] == found
    assert not reading.left_out


def test_a_table_of_modules_topics_and_tasks_is_read() -> None:
    reading = read("course", "ru")
    for found, wanted in zip(
        reading.source.values["modules"], record("course", "ru")["modules"], strict=True
    ):
        assert found["title"] == wanted["title"]
        assert [each["title"] for each in found["lessons"]] == [
            each["title"] for each in wanted["lessons"]
        ]
        assert [each["title"] for each in found["summative"]] == [
            each["title"] for each in wanted["summative"]
        ]
    assert not reading.left_out


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_ticks_in_columns_and_before_words_are_answers(lang: str) -> None:
    reading, wanted = read("02-11", lang), record("02-11", lang)
    assert reading.source.values["results"] == wanted["results"]
    assert reading.source.values["level"] == wanted["level"]
    assert not reading.left_out


def _ticks_moved(root: etree._Element) -> None:
    cells = list(_row_of(root, "Качество звука").iter(f"{W}tc"))
    _put(cells[2], "")
    _put(cells[4], "+")
    _put(list(_row_of(root, "Качество содержания").iter(f"{W}tc"))[3], "V")


def test_a_tick_that_was_moved_is_another_answer_and_two_are_none() -> None:
    """Also where the document has its record."""
    on_paper = read("02-11", "ru", _ticks_moved)
    data = edited(atuforms.render(example("02-11"), "docx", lang="ru").data, _ticks_moved)
    for reading in (on_paper, read_document(data)):
        assert reading.source.values["results"]["sound"] == "none"
        assert reading.source.values["results"]["tasks"] == "full"
        assert [each.details["text"] for each in told(reading, "read-text-outside")] == ["V"]


def test_headings_of_a_bank_say_which_part_its_questions_are_of() -> None:
    reading, wanted = read("02-05", "en"), record("02-05", "en")
    for found, question in zip(
        reading.source.values["questions"], wanted["questions"], strict=True
    ):
        assert found == {key: str(each) for key, each in question.items()} | {
            "options": question["options"]
        }
    assert reading.findings == ()


def test_a_line_that_leaves_out_values_is_read_by_what_they_look_like() -> None:
    reading = read("02-01", "kk")
    for found, wanted in zip(
        reading.source.values["video_lectures"],
        record("02-01", "kk")["video_lectures"],
        strict=True,
    ):
        assert found == {key: str(each) for key, each in wanted.items()}
    author = reading.source.values["authors"][0]
    assert author["degree"] == "PhD"
    assert "," in author["workplace"]


def test_photos_are_read_by_their_place() -> None:
    reading = read("01-02", "en")
    photos = [each["photo"] for each in reading.source.values["authors"]]
    assert photos == ["authors-0-photo.png", "authors-1-photo.png"]
    assert set(reading.pictures) == {*photos, reading.source.values["main_illustration"]}


def test_the_text_of_a_lecture_becomes_markdown_with_its_picture() -> None:
    reading = read("02-03", "ru")
    body = reading.source.values["body"]
    assert body.startswith("# Цель лекции\n\nСистема HACCP[^1]")
    assert "\n\n- делить опасные факторы на **три группы**;\n- определять" in body
    assert "\n| --- | --- | :---: |\n| Биологический | *Salmonella*, *Listeria* |" in body
    assert "\n5. Корректирующие действия:\n   - изоляция продукции;\n" in body
    assert "\n6. Проверка системы\n" in body
    assert "\n> Выберите одно блюдо" in body
    assert "\n![Зависимость скорости размножения" in body
    assert '](body-1.png "Рисунок 1. Опасная температурная зона")' in body
    assert "источник: [Codex Alimentarius](https://www.fao.org/fao-who-codexalimentarius/)" in body
    assert body.endswith(record("02-03", "ru")["body"].rpartition("[^1]: ")[2])
    assert list(reading.pictures) == ["body-1.png"]
    assert reading.findings == ()


def test_words_exchanged_in_a_line_of_the_form_are_told() -> None:
    reading = read("02-08", "ru", _text_changed("рекомендуется составлять", "нельзя составлять"))
    (finding,) = told(reading, "read-words-changed")
    assert "нельзя" in str(finding.details["first"])
    assert "рекомендуется" in str(finding.details["second"])


def _authors_copied(root: etree._Element) -> None:
    row = _row_of(root, "Утеген Галымжан")
    row.addnext(copy.deepcopy(row))


def test_a_copied_row_of_authors_is_kept_or_told() -> None:
    assert len(read("02-09", "ru", _authors_copied).source.values["authors"]) == 4
    data = edited(atuforms.render(example("02-09"), "docx", lang="ru").data, _authors_copied)
    assert [each.path for each in told(read_document(data), "read-repeated")] == ["authors"]


def _sixty_lines_more(root: etree._Element) -> None:
    body = next(root.iter(f"{W}body"))
    for number in range(60):
        line = etree.SubElement(body, f"{W}p")
        etree.SubElement(etree.SubElement(line, f"{W}r"), f"{W}t").text = f"Заметка {number}"
        body[-2].addprevious(line)


def test_what_is_in_no_field_is_told_as_one_where_it_goes_on() -> None:
    (finding,) = told(read("02-08", "ru", _sixty_lines_more), "read-text-outside")
    assert finding.details["count"] == 60


def _columns_of_deadlines(change: Callable[[list[etree._Element]], None]) -> Any:
    def edit(root: etree._Element) -> None:
        table = next(_row_of(root, "Срок выполнения").iterancestors(f"{W}tbl"))
        for row in table.iter(f"{W}tr"):
            change(list(row.iterchildren(f"{W}tc")))

    return edit


def _swapped(cells: list[etree._Element]) -> None:
    cells[1].addprevious(cells[2])


def _without_numbers(cells: list[etree._Element]) -> None:
    cells[0].getparent().remove(cells[0])  # type: ignore[union-attr]


def _one_more(cells: list[etree._Element]) -> None:
    twin = copy.deepcopy(cells[1])
    _put(twin, "Примечание" if "Задание" in "".join(map(str, twin.itertext())) else "устно")
    cells[1].addprevious(twin)


@pytest.mark.parametrize("change", [_swapped, _without_numbers, _one_more])
def test_a_table_is_read_by_the_headings_of_its_columns(
    change: Callable[[list[etree._Element]], None],
) -> None:
    reading = read("02-08", "ru", _columns_of_deadlines(change))
    assert reading.source.values["deadlines"] == record("02-08", "ru")["deadlines"]
    added = {each.details.get("text") for each in told(reading, "read-text-outside")}
    assert added == ({"Примечание", "устно"} if change is _one_more else set())
