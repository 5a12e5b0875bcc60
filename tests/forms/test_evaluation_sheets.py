"""01-03 and 04-02: scores on the scale, column 7 in all rows or none, sums, eight rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forms.builders import broken, changed, example, paragraphs

import atuforms
from atuforms.documents.view import blank_view, view
from atuforms.forms.evaluation import total
from atuforms.forms.mooc_competition.evaluation_sheet import MoocScores
from atuforms.rendering.html import fill_page

SHEETS = {"mooc-evaluation-sheet": "0103", "der-evaluation-paper": "0402"}


@pytest.mark.parametrize("slug", SHEETS)
def test_the_example_has_no_mistakes_and_leaves_nothing_unchecked(slug: str) -> None:
    report = atuforms.check(example(slug))
    assert not report.findings
    assert not report.unchecked


@pytest.mark.parametrize("slug", SHEETS)
@pytest.mark.parametrize(("score", "found"), [(0, True), (1, False), (10, False), (11, True)])
def test_scores_are_1_to_10(slug: str, score: int, found: bool) -> None:
    record = changed(slug, rows__1__scores__tests=score)
    rule = f"{SHEETS[slug]}-scale-1-10"
    assert ((rule, "rows.1.scores.tests") in broken(record)) is found


@pytest.mark.parametrize("slug", SHEETS)
def test_a_score_is_a_whole_number(slug: str) -> None:
    record = changed(slug, rows__1__scores__tests="8.5")
    assert ("wrong-type", "rows.1.scores.tests") in broken(record)


def test_column_7_is_scored_in_every_row_or_in_none() -> None:
    record = changed("mooc-evaluation-sheet", rows__1__scores__impression=None)
    assert broken(record) == [("0103-sum", "rows.1.scores.impression")]
    record = changed("der-evaluation-paper", rows__0__scores__impression=9)
    assert broken(record) == [("0402-sum", "rows.1.scores.impression")]
    record["rows"][1]["scores"]["impression"] = 1
    assert not broken(record)


@pytest.mark.parametrize("slug", SHEETS)
def test_the_expert_is_named(slug: str) -> None:
    rule = f"{SHEETS[slug]}-expert-signature"
    assert (rule, "expert.name") in broken(changed(slug, expert__name=""))


@pytest.mark.parametrize(("length", "found"), [(150, False), (151, True)])
def test_the_title_of_a_mooc_has_150_characters_at_most(length: int, found: bool) -> None:
    record = changed("mooc-evaluation-sheet", rows__2__title="а" * length)
    assert (("0201-title-150", "rows.2.title") in broken(record)) is found
    record = changed("der-evaluation-paper", rows__1__title="а" * length)
    assert not broken(record)


def test_sums_cover_the_scores_given() -> None:
    for slug, sums in (
        ("mooc-evaluation-sheet", ["64", "60", "53", "50"]),
        ("der-evaluation-paper", ["56", "50"]),
    ):
        printed = view(atuforms.load(example(slug)), "kk")
        assert [row["sum"] for row in printed["rows"]] == sums


@given(st.lists(st.integers(1, 10), min_size=6, max_size=6), st.none() | st.integers(1, 10))
def test_a_sum_is_the_sum_of_its_columns(scores: list[int], impression: int | None) -> None:
    marks = MoocScores(
        **dict(zip(MoocScores.model_fields, scores, strict=False)), impression=impression
    )
    assert total(marks) == sum(scores) + (impression or 0)


def test_a_draft_with_a_score_missing_has_no_sum() -> None:
    record = changed("mooc-evaluation-sheet", rows__0__scores__text=None)
    words = paragraphs(atuforms.render(record, "docx", lang="en", draft=True))
    assert "60" in words
    assert "64" not in words
    assert "55" not in words


@pytest.mark.parametrize("slug", SHEETS)
def test_the_blank_has_eight_numbered_rows_and_no_year(slug: str) -> None:
    form = atuforms.get_form(slug)
    values = blank_view(form, "en")
    assert len(values["rows"]) == 8
    page = fill_page(form, "en", {"logo": "", **values}).html
    assert "20__" in page
    assert '<td class="centre middle">8</td>' in page
    assert '<td class="centre middle">9</td>' not in page


@pytest.mark.parametrize("slug", SHEETS)
def test_the_head_is_two_rows_repeated_on_each_page(slug: str) -> None:
    form = atuforms.get_form(slug)
    page = fill_page(form, "kk", {"logo": "", **blank_view(form, "kk")}).html
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert head.count("<tr") == 2
    assert head.count('rowspan="2"') == 4
    assert [f">{number}</td>" in head for number in range(1, 9)] == [True] * 8


def test_a_sheet_with_twenty_entries_prints_them_all() -> None:
    record = example("mooc-evaluation-sheet")
    record["rows"] = [
        dict(record["rows"][1], link=f"https://mooc.atu.edu.kz/{n}") for n in range(20)
    ]
    words = paragraphs(atuforms.render(record, "docx", lang="ru"))
    assert "20" in words
    assert words.count("60") == 20
