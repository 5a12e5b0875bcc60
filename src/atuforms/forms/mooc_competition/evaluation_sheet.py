"""01-03: evaluation sheet of one expert for the competition of MOOCs.

Each expert fills in one and signs it (01 §12.2); the commission makes the rating of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.fields.numbers import Whole
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.forms.evaluation import (
    SCALE_LIMITS,
    EvaluationEntry,
    EvaluationSheet,
    impression_in_all_or_none,
    on_the_scale,
)
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.rules import Breach
from atuforms.forms.signatures import is_named


class MoocScores(Record):
    """Columns 1 to 7."""

    completeness: Whole
    text: Whole
    video: Whole
    der: Whole
    feedback: Whole
    tests: Whole
    impression: Whole | None = None


class MoocEntry(EvaluationEntry):
    """One MOOC of the competition."""

    scores: MoocScores


class MoocEvaluationSheet(EvaluationSheet):
    """One expert's scores in the competition of MOOCs (form 01-03)."""

    CODE = "01-03"
    SLUG = "mooc-evaluation-sheet"
    CLAUSES = ("01 §12.2", "01 §13")
    RATING_RULE = ("01-rating-from-experts", "01 §12.2")
    SUM_RULE = ("0103-sum", "01-03 column 8")

    rows: tuple[MoocEntry, ...]


mooc_title_limit(MoocEvaluationSheet, "title", each="rows.*")


@MoocEvaluationSheet.rule(
    "0103-scale-1-10", "01-03 note", reads="scores", each="rows.*", limits=SCALE_LIMITS
)
def scores_are_1_to_10(scores: MoocScores) -> Iterator[Breach]:
    """Note: MOOCs are evaluated according to the criteria on a scale from 1 to 10"""
    yield from on_the_scale(scores)


@MoocEvaluationSheet.rule("0103-sum", "01-03 column 8", reads="rows")
def sum_covers_the_same_columns(rows: tuple[MoocEntry, ...]) -> Iterator[Breach]:
    """Total score across all criteria"""
    yield from impression_in_all_or_none(rows)


MoocEvaluationSheet.kept(
    "0103-blank-rows-8",
    "01-03 table",
    "Overall impression (several lines may be provided)\tTotal score across all criteria",
    because="The blank is printed with eight rows; a filled sheet has a row for each entry.",
    severity="warning",
)


@MoocEvaluationSheet.rule(
    "0103-expert-signature", "01-03 signature block", reads=("expert", "date")
)
def signed_and_dated(expert: Person, date: object) -> Iterator[Breach]:
    """Expert's Full Name _____ signature"""
    yield from is_named(expert)
