"""The number of a document: what says that there is none, and what no register gives out."""

from __future__ import annotations

import pytest
from tests.forms.builders import changed

import atuforms

NUMBERED = {
    "mooc-placement-certificate": "0209-director-signs",
    "der-placement-certificate": "0301-director-signs",
    "expertise-protocol": "0211-signatures",
}


def told(slug: str, number: str) -> list[tuple[str, str]]:
    findings = atuforms.check(changed(slug, number=number)).findings
    return [(each.rule, each.severity) for each in findings if each.path == "number"]


@pytest.mark.parametrize("number", ["б/н", "Б.Н.", "без номера", "нөмірсіз", "№", "—", "n/a"])
def test_what_says_that_there_is_no_number_is_none(number: str) -> None:
    for slug, rule in NUMBERED.items():
        assert told(slug, number) == [(rule, "error")]
    assert told("minutes-extract", number) == [("number-without-figure", "warning")]


@pytest.mark.parametrize("number", ["семнадцать", "он жеті", "IV"])
def test_a_number_without_a_figure_is_told(number: str) -> None:
    for slug in (*NUMBERED, "completion-certificate", "act-of-implementation"):
        assert told(slug, number) == [("number-without-figure", "warning")]


@pytest.mark.parametrize("number", ["17", "17/а", "№ 17", "2025-017", "01-15/б"])
def test_numbers_as_offices_write_them_are_right(number: str) -> None:
    for slug in (*NUMBERED, "completion-certificate", "minutes-extract"):
        assert told(slug, number) == []
