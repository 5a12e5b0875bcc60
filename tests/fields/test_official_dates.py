"""Dates as official papers of three languages write them."""

from __future__ import annotations

import pytest

import atuforms
from atuforms.core.language.dates import read_date


@pytest.mark.parametrize(
    "text",
    [
        "2025-12-12",
        "2025 жылғы 12 желтоқсан",
        "2025 жылғы «12» желтоқсан",
        "2025 ж. 12 желтоқсан",
        "2025 жылдың 12 желтоқсаны",
        "12 желтоқсан 2025 ж.",
        "«12» желтоқсан 2025 жыл",
        "12 дек. 2025 г.",
        "12 декабря 2025 года",
        '"12" декабря 2025 г.',
        "12 Декабрь 2025",
        "December 12, 2025",
        "12 Dec 2025",
        "the 12th of December 2025",
        "12.12.2025",
        "12-12-2025",
        "12/12/2025",
        "2025.12.12",
        "12.12.2025 ж.",
        "12.12.2025 года",
        "от 12.12.2025 г.",
        "12.12.2025 жылы",
        "2025.12.12.",
    ],
)
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == "2025-12-12"


@pytest.mark.parametrize(
    "text",
    [
        "12.12.25",
        "05/06/2025",
        "12/31/2025",
        "12 декабря 20__ г.",
        "12 декабря",
        "после 12 декабря 2025 г.",
        "12–14 декабря 2025 г.",
        "12 ию 2025",
        "желтоқсан 2025",
        "",
    ],
)
def test_what_is_no_certain_date_is_none(text: str) -> None:
    assert read_date(text) == ""


@pytest.mark.parametrize(
    "text", ["2025-02-30", "31.02.2025", "30 ақпан 2025 ж.", "February 30, 2025"]
)
def test_an_impossible_day_is_called_impossible(text: str) -> None:
    report = atuforms.check({"form": "02-09", "date": text})
    (finding,) = [each for each in report if each.path == "date"]
    assert "no such day" in finding.text("en")


def test_a_record_is_told_how_to_write_a_date() -> None:
    report = atuforms.check({"form": "02-09", "date": "2025 жылғы 12 желтоқсан"})
    (finding,) = [each for each in report if each.path == "date"]
    assert "Write 2025-12-12." in finding.text("en")
