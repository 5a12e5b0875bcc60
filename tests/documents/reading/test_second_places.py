"""Rows that were copied, moved or added where a form prints a list twice; options out of order."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from lxml import etree
from tests.documents.reading.editing import (
    W,
    block_of,
    controls,
    edited,
    element,
    packed,
    row_removed,
    set_text,
    unpacked,
)
from tests.documents.reading.examples import example
from tests.documents.reading.test_left_out import flattened
from tests.documents.reading.test_paper_without_fields import told

import atuforms
from atuforms.documents.reading.document import DocumentReading, diff, read_document


def _read(name: str, lang: str, *edits: Callable[[etree._Element], None]) -> DocumentReading:
    return read_document(edited(atuforms.render(example(name), "docx", lang=lang).data, *edits))


def _signature_copied(name: str = "") -> Callable[[etree._Element], None]:
    def edit(root: etree._Element) -> None:
        row = next(controls(root, "authors.1.name")[-1].iterancestors(f"{W}tr"))
        row.addnext(twin := copy.deepcopy(row))
        if name:
            set_text(controls(twin, "authors.1.name")[0], name)

    return edit


@pytest.mark.parametrize(("form", "lang"), [("01-01", "ru"), ("02-02", "kk")])
def test_a_signature_that_stands_there_twice_is_no_further_author(form: str, lang: str) -> None:
    reading = _read(form, lang, _signature_copied())
    assert [each.path for each in told(reading, "read-repeated")] == ["authors"]
    assert not diff(example(form), reading.source.values)


def test_a_further_signature_has_no_position_of_the_author_it_was_copied_from() -> None:
    reading = _read("01-01", "en", _signature_copied("Aigerim Saparova"))
    author = reading.source.values["authors"][2]
    assert list(author) == ["name"]
    assert author["name"]["en"] == "Aigerim Saparova"
    assert [each.path for each in told(reading, "read-fewer-places")] == ["authors.2.name"]


def test_an_author_whose_name_was_mended_stays_one_beside_a_copied_signature() -> None:
    def edit(root: etree._Element) -> None:
        set_text(controls(root, "authors.1.name")[0], "Утеген Галымжан Бакитович")

    reading = _read("01-01", "ru", edit, _signature_copied())
    before, after = example("01-01").record()["authors"], reading.source.values["authors"]
    assert after == [
        before[0],
        {**before[1], "name": {**before[1]["name"], "ru": "Утеген Галымжан Бакитович"}},
    ]
    assert [each.path for each in told(reading, "read-repeated")] == ["authors"]


def test_a_line_of_all_authors_that_stands_there_twice_is_read_once() -> None:
    def edit(root: etree._Element) -> None:
        line = block_of(root, "authors.0.name", "p")
        line.addnext(copy.deepcopy(line))

    reading = _read("completion-certificate", "kk", edit)
    assert [each.path for each in told(reading, "read-repeated")] == ["authors"]
    assert not diff(example("completion-certificate"), reading.source.values)


def test_a_list_that_the_form_prints_by_itself_is_told_when_it_is_gone() -> None:
    reading = _read("02-09", "ru", row_removed("supporting_documents.0"))
    assert [each.path for each in told(reading, "read-control-missing")] == ["supporting_documents"]


def _put_first(path: str, before: str) -> Callable[[etree._Element], None]:
    def edit(root: etree._Element) -> None:
        block_of(root, before, "p").addprevious(block_of(root, path, "p"))

    return edit


def _right(reading: DocumentReading, number: int, lang: str) -> str | None:
    question = reading.source.values["questions"][number]
    if "answer" not in question:
        return None
    text = question["options"]["ABCDE".index(question["answer"])]
    return str(text[lang] if isinstance(text, dict) else text)


@pytest.mark.parametrize("after", [(), (flattened,)])
def test_an_option_that_was_moved_or_deleted_changes_no_answer(
    after: tuple[Callable[[etree._Element], None], ...],
) -> None:
    """The second question has the answer A, the first D, the third E."""
    reading = _read(
        "02-05",
        "ru",
        _put_first("questions.1.options.2", "questions.1.options.0"),
        row_removed("questions.0.options.1", "p"),
        *after,
    )
    assert [_right(reading, number, "ru") for number in (0, 1, 2)] == [
        "отсутствие вреда для здоровья человека",
        "ФАО и ВОЗ",
        "контроль на всех этапах пищевой цепи",
    ]
    assert [each.path for each in told(reading, "read-letters")] == [
        "questions.0.options",
        "questions.1.options",
    ]


def test_an_answer_whose_option_is_gone_means_no_other_one() -> None:
    reading = _read("02-05", "kk", row_removed("questions.1.options.0", "p"))
    assert _right(reading, 1, "kk") is None
    assert [each.path for each in told(reading, "read-letters")] == ["questions.1.answer"]


def _without_record(data: bytes) -> bytes:
    return packed({n: part for n, part in unpacked(data).items() if not n.startswith("customXml/")})


def test_signatures_that_changed_places_are_told_without_fields_too() -> None:
    def edit(root: etree._Element) -> None:
        first, second = (
            next(controls(root, f"authors.{n}.name")[-1].iterancestors(f"{W}tr")) for n in (0, 1)
        )
        first.addprevious(second)

    reading = _read("02-02", "ru", edit, flattened)
    moved = [str(each.details["text"]) for each in told(reading, "read-order-differs")]
    assert any("Сейткали" in each or "Утеген" in each for each in moved)
    assert not diff(example("02-02"), reading.source.values)


def test_a_line_that_stands_there_twice_is_told_without_fields_too() -> None:
    def edit(root: etree._Element) -> None:
        row = block_of(root, "experts.2.name")
        row.addnext(copy.deepcopy(row))

    reading = _read("02-11", "ru", edit, flattened)
    assert told(reading, "read-repeated")
    assert len(reading.source.values["experts"]) == 3


@pytest.mark.parametrize("after", [(), (flattened,)])
def test_what_is_gone_is_told_without_the_record_too(
    after: tuple[Callable[[etree._Element], None], ...],
) -> None:
    def edit(root: etree._Element) -> None:
        row = next(controls(root, "authors.1.name")[-1].iterancestors(f"{W}tr"))
        row.getparent().remove(row)  # type: ignore[union-attr]

    data = edited(atuforms.render(example("01-01"), "docx", lang="en").data, edit, *after)
    reading = read_document(_without_record(data))
    assert [each.path for each in told(reading, "read-fewer-places")] == ["authors.1.name"]


def test_what_the_form_prints_by_itself_is_told_when_the_fields_are_gone_too() -> None:
    reading = _read("03-01", "kk", row_removed("supporting_documents.0"), flattened)
    assert [each.path for each in told(reading, "read-control-missing")] == ["supporting_documents"]


@pytest.mark.parametrize("name", ["01-01", "02-02", "02-09", "04-01"])
def test_nothing_is_told_of_a_document_that_only_lost_its_fields(name: str) -> None:
    reading = _read(name, "kk", flattened)
    assert [each.rule for each in reading.findings] == ["read-fields-gone"]


def test_a_row_that_was_added_is_told_by_its_own_number() -> None:
    reading = _read("01-03", "ru", lambda root: _row_of_words(block_of(root, "rows.3.title")))
    place = reading.source.places["rows.4"]
    assert place.control is not None
    assert " › 5" in place.control


def _row_of_words(row: etree._Element) -> None:
    """A row without fields behind this one, with a word in each cell."""
    twin = copy.deepcopy(row)
    for control in list(twin.iter(f"{W}sdt")):
        words = element("<w:r><w:t>слово</w:t></w:r>")
        control.getparent().replace(control, words)  # type: ignore[union-attr]
    row.addnext(twin)


def test_nothing_is_told_of_a_long_bank_that_only_lost_its_fields() -> None:
    """Answers stand there hundreds of times."""
    questions = [
        {
            "text": f"Вопрос {n}",
            "options": [f"{each} {n}" for each in "абвгд"],
            "answer": "ABCDE"[n % 5],
        }
        for n in range(600)
    ]
    form = atuforms.load({"form": "02-05", "lang": "ru", "questions": questions})
    data = edited(atuforms.render(form, "docx", lang="ru", draft=True).data, flattened)
    assert [each.rule for each in read_document(data).findings] == ["read-fields-gone"]
