"""A checklist on paper is read by its requirements."""

from __future__ import annotations

import pytest
from tests.documents.reading.editing import document, paragraph, table
from tests.documents.reading.test_left_out import flattened
from tests.documents.reading.test_strange_parts import without_record

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.document import read_document
from atuforms.forms.supporting.checklist import Checklist, subject_text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_checklist_whose_fields_are_gone_says_what_was_ticked_and_by_whom(lang: str) -> None:
    data = without_record(lang, flattened, name="checklist")
    reading = read_document(data, form="checklist")
    values = reading.source.values
    assert values["of"] == "mooc-placement"
    assert [(each["rule"], each["done"], each.get("date")) for each in values["items"]] == [
        ("02-copyright", "true", "2025-11-28"),
        ("0201-promo-studio", "true", None),
        ("02-unit-heads-verify", "true", "2025-11-30"),
    ]
    assert all(each["by"]["name"] for each in values["items"])
    assert not reading.left_out


def _typed(lang: Language, *rows: tuple[str, str, str]) -> bytes:
    """A checklist that somebody typed: mark, requirement by its id, who has looked."""
    words = wording_of(Checklist, lang)
    lines = [[mark, words["requirements"][rule], "", by] for mark, rule, by in rows]
    return document(
        paragraph(words["heading"]),
        paragraph(subject_text("der-placement", lang)),
        table(words["columns"], *lines),
    )


def test_marks_that_say_no_and_marks_that_say_nothing_are_told_apart() -> None:
    data = _typed(
        "ru",
        ("да", "03-copyright", "А.Б. Серик, замечаний нет"),
        ("–", "03-modular", "«3» марта 2026 г."),
        ("", "03-navigation", ""),
        ("7", "03-catalogued", "В.Г. Ким"),
    )
    reading = read_document(data, form="checklist")
    assert reading.source.values["items"] == [
        {
            "rule": "03-copyright",
            "done": "true",
            "by": {"name": "А.Б. Серик"},
            "note": "замечаний нет",
        },
        {"rule": "03-modular", "done": "false", "date": "2026-03-03"},
    ]
    told = {each.rule: each for each in reading.findings if each.rule.startswith("read-t")}
    assert told["read-taken-apart"].path == "items.0"
    assert "Ким" in str(told["read-text-outside"].details)
