"""What a person edits in a document wins; what they left alone stays whole."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.documents.reading.editing import control_removed, edited, row_copied, row_removed, typed
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.reading.document import diff, read_document


def _certificate(lang: str = "kk") -> bytes:
    return atuforms.render(example("02-09"), lang=lang).data


def _rules(data: bytes) -> list[tuple[str, str]]:
    return [(each.rule, each.path) for each in read_document(data).findings]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_changed_text_is_changed_in_the_language_of_the_document_alone(lang: str) -> None:
    title = f"{example('02-09').record()['course_title'][lang]} 2"
    data = edited(_certificate(lang), typed("course_title", title))
    reading = read_document(data)
    changes = diff(example("02-09"), reading.form, "en")
    assert [(each.path, each.after) for each in changes] == [(f"course_title.{lang}", title)]
    assert [each.rule for each in reading.findings] == ["read-other-languages"]


@pytest.mark.parametrize(
    ("path", "shown", "value"),
    [
        ("placement_date", "«01» наурыз 2026 ж.", "2026-03-01"),
        ("placement_date", "«01» марта 2026 г.", "2026-03-01"),
        ("placement_date", "1 March 2026", "2026-03-01"),
        ("placement_date", "01.03.2026", "2026-03-01"),
        ("placement_date", "2026-03-01", "2026-03-01"),
        ("language", "ағылшын тілі", "en"),
        ("language", "русский язык", "ru"),
        ("language", "English", "en"),
        ("number", "17/2", "17/2"),
        ("course_link", "https://mooc.atu.edu.kz/x", "https://mooc.atu.edu.kz/x"),
    ],
)
def test_values_are_read_as_a_document_of_any_language_writes_them(
    path: str, shown: str, value: str
) -> None:
    data = edited(_certificate(), typed(path, shown))
    assert read_document(data).source.values[path] == value


def test_one_of_two_places_may_be_edited_and_the_other_is_told() -> None:
    data = edited(_certificate(), typed("number", "18", which=1))
    assert read_document(data).source.values["number"] == "18"
    assert _rules(data) == [("read-two-values", "number")]


def test_two_places_that_disagree_are_told() -> None:
    data = edited(_certificate(), typed("number", "18", 0), typed("number", "19", 1))
    assert read_document(data).source.values["number"] == "18"
    assert _rules(data) == [("read-two-values", "number")]


def test_a_text_that_was_deleted_is_gone_in_that_language() -> None:
    reading = read_document(edited(_certificate(), typed("platform", "")))
    assert set(reading.source.values["platform"]) == {"ru", "en"}
    assert any(each.path == "platform.kk" for each in reading.report())


def test_a_date_that_is_none_is_a_finding_that_names_the_control() -> None:
    data = edited(_certificate(), typed("placement_date", "келесі апта"))
    with pytest.raises(atuforms.InvalidRecord) as error:
        atuforms.read(data)
    (finding,) = [each for each in error.value.report if each.path == "placement_date"]
    assert finding.place.control == "Курсты орналастыру күні"
    assert finding.place.paragraph is not None


def test_white_space_and_invisible_characters_are_normalised() -> None:
    data = edited(_certificate(), typed("unit", " Кафе\u00adдра\u00a0«Био\u200b»\u202fи “x” "))
    assert read_document(data).source.values["unit"]["kk"] == "Кафедра «Био» и “x”"


def test_line_ends_are_kept() -> None:
    data = edited(_certificate(), typed("target_audience", "бірінші\nекінші"))
    assert read_document(data).source.values["target_audience"]["kk"] == "бірінші\nекінші"


def test_a_copied_row_is_a_new_item_and_its_untouched_fields_are_those_of_the_first() -> None:
    data = edited(
        _certificate(),
        row_copied("authors.0.name", {"authors.0.name": "Ерлан Сапаров"}, "p"),
    )
    authors = read_document(data).source.values["authors"]
    before = example("02-09").record()["authors"]
    assert [author["name"] for author in authors] == [
        before[0]["name"],
        {"kk": "Ерлан Сапаров"},
        before[1]["name"],
    ]
    assert authors[1]["position"] == before[0]["position"]


def test_a_removed_row_is_a_removed_item() -> None:
    data = edited(_certificate(), row_removed("authors.0.name", "p"))
    record = example("02-09").record()
    assert read_document(data).form == atuforms.load({**record, "authors": record["authors"][1:]})


def test_documents_that_the_form_proposes_become_the_record_s_once_they_are_changed() -> None:
    untouched = read_document(_certificate())
    assert "supporting_documents" not in untouched.source.values
    data = edited(_certificate(), typed("supporting_documents.2", "жаңа құжат"))
    documents = read_document(data).source.values["supporting_documents"]
    assert len(documents) == 3
    assert documents[2] == {"kk": "жаңа құжат"}
    assert documents[0]["kk"].startswith("«АТУ» АҚ")


def test_a_deleted_control_keeps_the_value_and_is_told() -> None:
    data = edited(_certificate(), control_removed("course_title"))
    reading = read_document(data)
    assert reading.form == example("02-09")
    assert _rules(data) == [("read-control-missing", "course_title")]


def test_lectures_and_modules_are_copied_where_they_stand() -> None:
    form = example("02-02")
    data = atuforms.render(form, lang="kk").data
    last = len(form.modules[0].lectures) - 1  # type: ignore[attr-defined]
    path = f"modules.0.lectures.{last}.title"
    copied = edited(data, row_copied(path, {path: "Жаңа дәріс"}))
    values: Any = read_document(copied).source.values
    titles = [each["title"] for each in values["modules"][0]["lectures"]]
    assert len(titles) == last + 2
    assert _words(titles[-1]) == "Жаңа дәріс"
    assert len(values["modules"]) == len(form.modules)  # type: ignore[attr-defined]


def _words(text: Any) -> Any:
    return text["kk"] if isinstance(text, dict) else text


def test_a_removed_module_is_removed_with_its_lectures() -> None:
    form = example("02-02")
    data = atuforms.render(form, lang="ru").data
    prefix = "modules.1."

    def edit(root: Any) -> None:
        from tests.documents.reading.editing import W

        for row in list(root.iter(f"{W}tr")):
            names = [a.get(f"{W}val") for a in row.iter(f"{W}tag")]
            if names and all(name.startswith(prefix) for name in names):
                row.getparent().remove(row)

    record = form.record()
    record["modules"].pop(1)
    assert read_document(edited(data, edit)).form == atuforms.load(record)


def test_every_field_of_every_form_may_be_edited() -> None:
    """A text typed into any one control comes back, and nothing else changes."""
    from tests.documents.reading.editing import paths
    from tests.documents.reading.examples import with_documents

    from atuforms.core.dotted_paths import pattern_of
    from atuforms.fields.describe import find_field

    wrong = []
    for name in with_documents():
        form = example(name)
        if "docx" not in form.FORMATS:
            continue
        data = atuforms.render(form, lang="kk").data
        # Of the items of a list, the first and the last.
        of_pattern: dict[str, list[str]] = {}
        for path in dict.fromkeys(paths(data)):
            of_pattern.setdefault(pattern_of(path), []).append(path)
        for path in {each for found in of_pattern.values() for each in (found[0], found[-1])}:
            field = find_field(type(form), path)
            if field is None or field.kind not in ("text", "long_text", "name"):
                continue
            reading = read_document(edited(data, typed(path, "Басқа мәтін")))
            # Another text is not what the record says in other languages, which is told.
            changed = {re.sub(r"\.(kk|ru|en)$", "", c.path) for c in diff(form, reading.form)}
            if any(each.rule == "read-other-person" for each in reading.findings):
                # What the document does not show belongs to the person who was typed over.
                person = path.rpartition(".")[0] + "."
                changed = {path, *(each for each in changed if not each.startswith(person))}
            # A list that the form itself proposes becomes the record's as a whole.
            if path.rpartition(".")[0] not in changed and changed != {path}:
                wrong.append((name, path, changed))
    assert wrong == []


def test_numbers_that_a_blank_prints_are_values_only_beside_what_was_typed() -> None:
    blank = atuforms.blank("weekly-announcements", lang="ru").data
    assert set(read_document(blank).source.values) == {"form", "lang"}
    filled = edited(blank, typed("announcements.1.text", "Начинается вторая неделя."))
    assert read_document(filled).source.values["announcements"] == [
        {"module": "2", "text": "Начинается вторая неделя."}
    ]
