"""02-10: scores, their sum and the verdict."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forms.builders import EXAMPLES, broken, changed, paragraphs

import atuforms
from atuforms.core.language.wording import read_wording
from atuforms.documents.view import view
from atuforms.forms.mooc_development.compliance_criteria import verdict
from atuforms.forms.mooc_development.criteria import CRITERIA

SLUG = "compliance-criteria"


def scored(*points: int, defects: bool = False) -> atuforms.Form:
    scores = dict(zip(CRITERIA, points, strict=True))
    return atuforms.load({"form": "02-10", "scores": scores, "technical_defects": defects})


@pytest.mark.parametrize(
    ("points", "defects", "key"),
    [
        ((3, 3, 3, 3, 3, 3, 3, 3), False, "recommended"),
        ((3, 3, 3, 3, 3, 3, 3, 1), False, "recommended"),
        ((3, 3, 3, 3, 3, 3, 3, 1), True, "revise"),
        ((3, 3, 3, 3, 3, 3, 3, 0), False, "revise"),
        ((3, 3, 3, 3, 3, 2, 2, 0), False, "revise"),
        ((3, 3, 3, 3, 2, 2, 2, 0), False, "refused"),
        ((3, 3, 3, 3, 2, 2, 2, 0), True, "refused"),
    ],
)
def test_the_verdict_follows_from_the_sum(points: tuple[int, ...], defects: bool, key: str) -> None:
    form = scored(*points, defects=defects)
    assert atuforms.check(form).ok
    printed = view(form, "kk")
    assert printed["total"] == str(sum(points))
    assert printed["verdict"] == read_wording(SLUG, "kk")["verdicts"][key]


@given(st.integers(0, 24), st.booleans())
def test_more_points_never_give_a_worse_verdict(total: int, defects: bool) -> None:
    order = ["refused", "revise", "recommended"]
    lower = verdict(total, technical_defects=defects)
    higher = verdict(min(24, total + 1), technical_defects=defects)
    assert order.index(lower) <= order.index(higher)
    assert order.index(verdict(total, technical_defects=True)) <= order.index(lower)


@pytest.mark.parametrize(
    ("points", "found"),
    [
        (-1, [("0210-scores-0-3", "scores.tasks")]),
        (0, []),
        (3, []),
        (4, [("0210-scores-0-3", "scores.tasks")]),
        (2.5, [("wrong-type", "scores.tasks")]),
    ],
)
def test_a_criterion_has_up_to_three_points(points: Any, found: list[Any]) -> None:
    assert broken(changed(SLUG, scores__tasks=points)) == found


@pytest.mark.parametrize("name", CRITERIA)
def test_every_criterion_is_scored(name: str) -> None:
    record = changed(SLUG, **{f"scores__{name}": None})
    assert broken(record) == [("0210-scores-0-3", f"scores.{name}")]


def test_a_sum_is_not_read_but_computed() -> None:
    assert broken({**changed(SLUG), "total": 24}) == [("unknown-key", "total")]


def test_a_draft_without_a_score_has_no_sum() -> None:
    form = scored(3, 3, 3, 3, 3, 3, 3, 3).replace(scores=atuforms.ComplianceCriteria.Scores())
    assert (view(form, "en")["total"], view(form, "en")["verdict"]) == ("", "")


def test_note_and_verdict_are_printed() -> None:
    form = atuforms.load(EXAMPLES / f"{SLUG}.yaml")
    lines = paragraphs(atuforms.render(form, "docx", lang="en"))
    wording = read_wording(SLUG, "en")
    assert set(wording["notes"]) <= set(lines)
    assert f"Conclusion: {wording['verdicts']['recommended']}" in lines
    assert "22" in lines
