"""Places and awards of a competition are read as people write them, or told."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from tests.documents.reading.editing import W, edited, typed
from tests.documents.reading.examples import example
from tests.documents.reading.test_paper_without_fields import _put, _row_of, read, record, told

import atuforms
from atuforms.core.language.places import read_place
from atuforms.documents.reading.document import read_document
from atuforms.documents.reading.paper.awards import Award, read_award

TOTALS = ("125", "117", "109", "102")
"""By which the rows of the example are known."""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I орын", 1), ("1-орын", 1), ("2-ші орын", 2), ("Үшінші орын", 3), ("І орын", 1),
        ("1 место", 1), ("2-е место", 2), ("III место", 3), ("Четвёртое место", 4), ("II", 2),
        ("1st place", 1), ("Second place", 2), ("place 3", 3), ("10", 10),
        ("Абай", None), ("1 место в 2025 году", None), ("62,5", None), ("0", None), ("", None),
    ],
)  # fmt: skip
def test_places_are_read_in_three_languages(text: str, place: int | None) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize(
    ("text", "award"),
    [
        ("ақшалай сыйлық", Award(("money",), None, True)),
        ("I дәрежелі диплом", Award(("diploma",), 1, True)),
        ("Жеңімпаз (1 орын)", Award((), 1, True)),
        ("Диплом II степени", Award(("diploma",), 2, True)),
        ("3 место, сертификат", Award(("certificate",), 3, True)),
        ("денежная премия и диплом", Award(("money", "diploma"), None, True)),
        ("First-degree diploma", Award(("diploma",), 1, True)),
        ("second prize", Award((), 2, True)),
        ("нет", Award((), None, False)),
        ("сертификат участника", None),
        ("денежный приз 100 000 тенге", None),
        ("диплом I степени, II место", None),
        ("не", None),
    ],
)
def test_awards_are_read_in_three_languages_or_not_at_all(text: str, award: Award | None) -> None:
    assert read_award(text) == award


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_awards_of_minutes_on_paper_are_read(lang: str) -> None:
    reading, wanted = read("competition-minutes", lang), record("competition-minutes", lang)
    awards = reading.form.record()["competition"]["awards"]
    assert awards == wanted["competition"]["awards"]
    prizes = [each.get("prize") for each in reading.form.record()["standings"]]
    assert prizes == [True, True, True, None]
    assert reading.findings == ()


def _retyped(*cells: tuple[str, str]) -> Any:
    def edit(root: etree._Element) -> None:
        for total, (place, award) in zip(TOTALS, cells, strict=False):
            row = list(_row_of(root, total).iter(f"{W}tc"))
            if place:
                _put(row[0], place)
            _put(row[-1], award)

    return edit


def test_what_contradicts_the_place_of_its_row_is_told() -> None:
    rows = ("I место", "Диплом I степени"), ("Второе место", "2 место"), ("3", "Диплом, 4 место")
    reading = read("competition-minutes", "ru", _retyped(*rows))
    values = reading.source.values
    assert [each["place"] for each in values["standings"]] == ["1", "2", "3", "4"]
    assert values["competition"]["awards"] == [{"place": "1", "kind": "diploma"}]
    assert [each.details["text"] for each in told(reading, "read-text-outside")] == [
        "Диплом, 4 место"
    ]


def test_awards_that_were_changed_beside_fields_are_read() -> None:
    data = atuforms.render(example("competition-minutes"), "docx", lang="en").data
    assert read_document(data).form == example("competition-minutes")
    edits = _retyped(("", "diploma"), ("", "cash prize")), typed("standings.2.place", "3rd place")
    reading = read_document(edited(data, *edits))
    awards = reading.form.record()["competition"]["awards"]
    assert awards == [
        {"place": 1, "kind": "diploma"},
        {"place": 2, "kind": "money"},
        {"place": 3, "kind": "certificate"},
    ]
    assert reading.form.record()["standings"][2]["place"] == 3
    assert reading.findings == ()
