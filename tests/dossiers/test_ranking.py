"""The order of winners: means over experts, ties, entries left out, sheets that do not agree."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import atuforms
from atuforms.core.language.sentences import Message
from atuforms.dossiers.ranking import rank
from atuforms.forms.evaluation import (
    ENTRY_TWICE,
    EXPERT_TWICE,
    SHEETS_OF_TWO_FORMS,
    SHEETS_OF_TWO_YEARS,
)

COLUMNS = ("completeness", "text", "video", "der", "feedback", "tests")


def sheet(expert: str, entries: dict[str, int], **other: Any) -> dict[str, Any]:
    """A sheet that gives each entry, named by a letter, the same score in every column."""
    return {
        "form": "01-03",
        "competition_year": 2026,
        "expert": expert,
        "rows": [
            {
                "title": f"Курс {name}",
                "authors": ["А.Б. Ахметов"],
                "link": f"https://mooc.atu.edu.kz/{name}",
                "scores": dict.fromkeys(COLUMNS, score),
            }
            for name, score in entries.items()
        ],
        **other,
    }


def order(*sheets: dict[str, Any], places: int = 3) -> list[tuple[int, str, bool]]:
    return [
        (each.place, each.link[-1], each.prize) for each in rank(sheets, places=places).standings
    ]


def test_the_highest_mean_wins() -> None:
    first = sheet("Бірінші", {"a": 7, "b": 9, "c": 5})
    second = sheet("Екінші", {"a": 10, "b": 9, "c": 6})
    ranking = rank([first, second])
    assert [each.link[-1] for each in ranking.standings] == ["b", "a", "c"]
    assert [each.mean for each in ranking.standings] == [54, 51, 33]
    assert [each.total for each in ranking.standings] == [108, 102, 66]
    assert not ranking.report.findings


def test_equal_ratings_share_a_place_and_the_next_is_left_out() -> None:
    found = order(sheet("Бірінші", {"a": 9, "b": 9, "c": 8, "d": 7, "e": 7}), places=3)
    assert found == [
        (1, "a", True),
        (1, "b", True),
        (3, "c", True),
        (4, "d", False),
        (4, "e", False),
    ]
    assert [each.tied for each in rank([sheet("Е", {"a": 9, "b": 9, "c": 8})]).standings] == [
        True,
        True,
        False,
    ]


def test_winners_may_be_more_than_the_places() -> None:
    assert len(rank([sheet("Е", dict.fromkeys("abcd", 9))], places=3).winners) == 4


def test_an_entry_left_out_is_a_finding_and_its_mean_is_over_the_others() -> None:
    ranking = rank([sheet("Бірінші", {"a": 9, "b": 8}), sheet("Екінші", {"a": 7})])
    (finding,) = ranking.report.findings
    assert finding.rule == "01-rating-from-experts"
    assert "Екінші" in finding.text("en")
    assert "Курс b" in finding.text("en")
    means = {each.link[-1]: each.mean for each in ranking.standings}
    assert means == {"a": 48, "b": 48}
    assert all(each.tied for each in ranking.standings)


def test_thirds_are_exact() -> None:
    sheets = [sheet(f"Сарапшы {n}", {"a": score}) for n, score in enumerate((7, 7, 8))]
    assert rank(sheets).standings[0].mean == Fraction(132, 3)
    sheets[2]["rows"][0]["scores"]["text"] = 9
    assert rank(sheets).standings[0].mean == Fraction(133, 3)


def test_an_entry_is_known_again_by_its_link_or_by_its_title() -> None:
    first, second = sheet("Бірінші", {"a": 9}), sheet("Екінші", {"a": 7})
    second["rows"][0]["link"] = "https://MOOC.atu.edu.kz/A/"
    second["rows"][0]["title"] = "Course A"
    assert len(rank([first, second]).standings) == 1
    second["rows"][0] = dict(first["rows"][0], link="https://example.kz/x", title="КУРС  a")
    assert len(rank([first, second]).standings) == 1


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (sheet("Екінші", {"a": 7}, competition_year=2025), SHEETS_OF_TWO_YEARS),
        (sheet("бірінші", {"a": 7}), EXPERT_TWICE),
        (
            sheet("Екінші", {"a": 7})
            | {"rows": [sheet("", {"a": 7})["rows"][0], sheet("", {"a": 6})["rows"][0]]},
            ENTRY_TWICE,
        ),
    ],
)
def test_sheets_that_cannot_be_compared_are_refused(second: Any, message: Message) -> None:
    with pytest.raises(atuforms.InvalidRecord) as caught:
        rank([sheet("Бірінші", {"a": 9}), second])
    assert [finding.message for finding in caught.value.report.findings] == [message]
    assert caught.value.report.findings[0].text("en")


def test_sheets_of_one_competition_agree_about_column_7() -> None:
    first, second = sheet("Бірінші", {"a": 9}), sheet("Екінші", {"a": 9})
    second["rows"][0]["scores"]["impression"] = 10
    with pytest.raises(atuforms.InvalidRecord) as caught:
        rank([first, second])
    assert [f.rule for f in caught.value.report.findings] == ["0103-sum"]
    first["rows"][0]["scores"]["impression"] = 1
    assert rank([first, second]).standings[0].total == 119


def test_two_competitions_are_not_ranked_together(repository: Any) -> None:
    sheets = [
        repository / f"examples/{name}.yaml"
        for name in ("mooc-evaluation-sheet", "der-evaluation-paper")
    ]
    with pytest.raises(atuforms.InvalidRecord) as caught:
        rank(sheets)
    assert caught.value.report.findings[0].message == SHEETS_OF_TWO_FORMS


def test_a_sheet_with_mistakes_is_refused_as_a_whole() -> None:
    with pytest.raises(atuforms.InvalidRecord):
        rank([sheet("Бірінші", {"a": 11})])


def test_nothing_to_rank_is_said() -> None:
    with pytest.raises(atuforms.AtuformsError):
        rank([])


def test_another_form_is_not_ranked(repository: Any) -> None:
    with pytest.raises(atuforms.AtuformsError, match="02-09"):
        rank([repository / "examples/mooc-placement-certificate.yaml"])


def test_a_ranking_is_plain_data_too() -> None:
    data = rank([sheet("Бірінші", {"a": 9})]).as_dict()
    assert data["standings"][0]["mean"] == 54.0
    assert data["standings"][0]["marks"] == [{"expert": "Бірінші", "points": 54}]


@given(
    st.lists(st.lists(st.integers(1, 10), min_size=4, max_size=4), min_size=1, max_size=4),
    st.integers(),
)
def test_the_order_of_sheets_and_rows_changes_nothing(scores: list[list[int]], seed: int) -> None:
    sheets = [
        sheet(f"Сарапшы {number}", dict(zip("abcd", each, strict=True)))
        for number, each in enumerate(scores)
    ]
    mixed = random.Random(seed)
    shuffled = [
        dict(each, rows=mixed.sample(each["rows"], len(each["rows"])))
        for each in mixed.sample(sheets, len(sheets))
    ]
    assert order(*sheets) == order(*shuffled)
    ratings = [each.mean for each in rank(sheets).standings]
    assert ratings == sorted(ratings, reverse=True)
