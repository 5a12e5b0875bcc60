"""A text that is another one than the record's has nothing of it, in no language."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from lxml import etree
from tests.documents.reading.editing import (
    W,
    block_of,
    controls,
    document,
    edited,
    element,
    paragraph,
    row_copied,
    set_text,
    table,
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
    author: Any = reading.source.values["authors"][0]
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


def _authors(lang: str, line: str, *, blank: bool) -> DocumentReading:
    """The authors of a certificate, all of them typed into one line."""
    printed = atuforms.render(example("02-09"), "docx", lang=lang)
    data = atuforms.blank("02-09", "docx", lang=lang).data if blank else printed.data

    def edit(root: etree._Element) -> None:
        first, *others = dict.fromkeys(
            next(each.iterancestors(f"{W}p"))
            for each in root.iter(f"{W}tag")
            if each.get(f"{W}val", "").startswith("authors.")
        )
        for each in others:
            each.getparent().remove(each)  # type: ignore[union-attr]
        for child in list(first):
            if child.tag != f"{W}pPr":
                first.remove(child)
        first.append(element(f"<w:r><w:t>{line}</w:t></w:r>"))

    return read_document(edited(data, edit))


def _said(value: Any) -> Any:
    return next(iter(value.values())) if isinstance(value, dict) else value


PERSONS = (
    (
        "ru",
        "Омаров Т.К., к.х.н., доцент; Белова А.Б., ст. преп.",
        [("Омаров Т.К.", "доцент", "к.х.н."), ("Белова А.Б.", "ст. преп.", None)],
    ),
    (
        "ru",
        "д.т.н., профессор Омаров Тимур Каирович; PhD, доцент Белова-Ким А.Б.",
        [("Омаров Тимур Каирович", "профессор", "д.т.н."), ("Белова-Ким А.Б.", "доцент", "PhD")],
    ),
    (
        "kk",
        "Омаров Т., «Биология, экология» кафедрасының меңгерушісі, PhD; Әлі Д., аға оқытушы",
        [
            ("Омаров Т.", "«Биология, экология» кафедрасының меңгерушісі", "PhD"),
            ("Әлі Д.", "аға оқытушы", None),
        ],
    ),
    (
        "ru",
        "Омаров Тимур – к.х.н., доцент кафедры «Экология, химия»",
        [("Омаров Тимур", "доцент кафедры «Экология, химия»", "к.х.н.")],
    ),
    ("en", "Jane Brown PhD, lecturer", [("Jane Brown", "lecturer", "PhD")]),
)
NO_PERSONS = (
    ("ru", "к.х.н."),
    ("ru", "Омаров Т.К., профессор «Химия, PhD"),
    ("kk", "«Биология, экология»"),
)


@pytest.mark.parametrize("blank", [False, True])
def test_persons_in_one_line_are_told_apart_by_what_their_parts_look_like(blank: bool) -> None:
    for lang, line, wanted in PERSONS:
        people: Any = _authors(lang, line, blank=blank).source.values["authors"]
        assert [
            tuple(_said(each.get(name)) for name in ("name", "position", "degree"))
            for each in people
        ] == wanted


@pytest.mark.parametrize("blank", [False, True])
def test_a_line_of_which_nobody_can_tell_who_it_names_is_an_error(blank: bool) -> None:
    for lang, line in NO_PERSONS:
        reading = _authors(lang, line, blank=blank)
        (author,) = reading.source.values["authors"]
        assert _said(author["name"]) == line
        assert set(author) == {"name"}
        (error,) = [each for each in reading.findings if each.rule == "read-no-name"]
        assert (error.severity, error.path) == ("error", "authors.0.name")
        assert not reading.report().ok


def test_persons_on_paper_are_told_apart_alike() -> None:
    for lang, code, label in (
        ("ru", "Ф.ЦИИЦР-7.5.1-2025-02-09", "Автор(ы) курса, должность, учёная степень, звание"),
        (
            "en",
            "F.CAIDD-7.5.1-2025-02-09",
            "Course author(s), position, academic degree, academic title",
        ),
    ):
        for spoken, line, wanted in (*PERSONS, *((*each, None) for each in NO_PERSONS)):
            if spoken != lang:
                continue
            rows = ((label, line), ("Language of the course", "English"), ("Язык курса", "русский"))
            paper = document(paragraph(code), table(*rows))
            reading = read_document(paper, form="02-09")
            people: Any = reading.source.values["authors"]
            if wanted is None:
                assert people == [{"name": line}]
                assert "read-no-name" in {rule for rule, _ in _rules(reading)}
                continue
            names = ("name", "position", "degree")
            assert [tuple(each.get(name) for name in names) for each in people] == wanted


def test_a_list_that_the_form_prints_itself_stays_its_own_and_in_every_language() -> None:
    def other_quotes(root: etree._Element) -> None:
        for each in root.iter(f"{W}t"):
            each.text = (each.text or "").replace("«", "“").replace("»", "”")

    def table_twice(root: etree._Element) -> None:
        table = next(controls(root, "supporting_documents.0")[0].iterancestors(f"{W}tbl"))
        table.addnext(copy.deepcopy(table))

    for name, edit in (("02-09", other_quotes), ("03-01", other_quotes), ("02-09", table_twice)):
        assert "supporting_documents" not in _read(name, "ru", edit).source.values
    documents: Any = _read("03-01", "en", typed("supporting_documents.0", "A letter")).source.values
    first, *others = documents["supporting_documents"]
    assert first == {"en": "A letter"}
    assert others
    assert all(set(each) == {"kk", "ru", "en"} for each in others)


def test_a_name_in_its_field_that_is_none_is_an_error() -> None:
    for name, path, text in (
        ("02-09", "director.name", "PhD"),
        ("minutes-extract", "chair.name", "Омаров Т.К.; Белова А.Б."),
    ):
        reading = _read(name, "kk", typed(path, text))
        assert ("read-no-name", path) in _rules(reading)
