"""04-02: evaluation sheet of one expert for the competition of digital educational resources.

Each expert fills in one and signs it (04 §11.2); the commission makes the rating of them.
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
from atuforms.forms.rules import Breach
from atuforms.forms.signatures import is_named


class DerScores(Record):
    """Columns 1 to 7."""

    completeness: Whole
    text: Whole
    video: Whole
    design: Whole
    interactive: Whole
    tests: Whole
    impression: Whole | None = None


class DerEntry(EvaluationEntry):
    """One digital educational resource of the competition."""

    scores: DerScores


class DerEvaluationPaper(EvaluationSheet):
    """One expert's scores in the competition of digital educational resources (form 04-02)."""

    CODE = "04-02"
    SLUG = "der-evaluation-paper"
    CLAUSES = ("04 §11.2", "04 §12")
    RATING_RULE = ("04-rating-from-experts", "04 §11.2")
    SUM_RULE = ("0402-sum", "04-02 column 8")

    rows: tuple[DerEntry, ...]


@DerEvaluationPaper.rule(
    "0402-scale-1-10", "04-02 note", reads="scores", each="rows.*", limits=SCALE_LIMITS
)
def scores_are_1_to_10(scores: DerScores) -> Iterator[Breach]:
    """Ескерту: СББР 1-ден 10-ға дейінгі критерийлер бойынша бағаланады"""
    yield from on_the_scale(scores)


@DerEvaluationPaper.rule("0402-sum", "04-02 column 8", reads="rows")
def sum_covers_the_same_columns(rows: tuple[DerEntry, ...]) -> Iterator[Breach]:
    """Барлық көрсеткіштер бойынша ұпайлар сомасы"""
    yield from impression_in_all_or_none(rows)


@DerEvaluationPaper.rule("0402-expert-signature", "04-02 signature block", reads=("expert", "date"))
def signed_and_dated(expert: Person, date: object) -> Iterator[Breach]:
    """Сарапшының толық аты- жөні … қол қою"""
    yield from is_named(expert)
