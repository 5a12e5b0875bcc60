"""Numbers of things, hours and votes: none is below zero; of others a rule of the form says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import atuforms

BELOW: dict[str, dict[str, Any]] = {
    "mooc-working-programme": {"credits": -1, "academic_hours": "-0,5"},
    "minutes-extract": {"votes_against": "-3"},
    "completion-certificate": {"academic_hours": -36},
}


@pytest.mark.parametrize("slug", BELOW)
def test_a_number_below_zero_is_a_finding_at_its_field(slug: str) -> None:
    record = atuforms.load(Path("examples") / f"{slug}.yaml").record()
    report = atuforms.check({**record, **BELOW[slug]})
    assert {(each.rule, each.path) for each in report.findings} == {
        ("wrong-type", path) for path in BELOW[slug]
    }
    assert "Укажите 0 или больше." in report.text("ru")


def test_points_below_zero_are_judged_by_the_rule_of_their_scale() -> None:
    record = atuforms.load("examples/compliance-criteria.yaml").record()
    scores = {**record["scores"], "sound": -1}
    found = {each.rule for each in atuforms.check({**record, "scores": scores}).findings}
    assert "0210-scores-0-3" in found
    assert "wrong-type" not in found
