"""02-10: criteria of compliance with the requirements for the content of a MOOC.

An expert may score a course by them (02 §10.5): eight criteria, up to three points each. The sum
decides whether the course is recommended, is to be revised, or is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from atuforms.core.language.languages import Language
from atuforms.core.language.messages import ABOVE, BELOW, MISSING
from atuforms.core.language.wording import wording_of
from atuforms.fields.dates import Date
from atuforms.fields.numbers import Flag, Whole
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.mooc_development.criteria import CRITERIA
from atuforms.forms.printed import Printed
from atuforms.forms.rules import Breach

MOST_POINTS = 3
"""Points of one criterion."""

RECOMMENDED_FROM = 22
REVISED_FROM = 19

Verdict = Literal["recommended", "revise", "refused"]


class Scores(Record):
    """Points for each of the eight criteria."""

    sound: Whole | None = None
    picture: Whole | None = None
    structure: Whole | None = None
    content: Whole | None = None
    self_study: Whole | None = None
    tasks: Whole | None = None
    speaker: Whole | None = None
    feedback: Whole | None = None


class ComplianceCriteria(Form):
    """Scores of a MOOC by the criteria of form 02-10, with their sum and the verdict."""

    CODE = "02-10"
    SLUG = "compliance-criteria"
    CLAUSES = ("02 §10.5",)
    FACTS = {"title": "course_title", "author": "author"}
    IDENTITY = ("expert",)

    course_title: Text | None = None
    author: Person | None = None
    expert: Person | None = None
    date: Date | None = None
    scores: Scores
    technical_defects: Flag

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """The sum, and the verdict as a sentence; empty while a score is not given."""
        points = [getattr(self.scores, name, None) for name in CRITERIA]
        given = [each for each in points if isinstance(each, int)]
        if len(given) < len(CRITERIA):
            return {"total": "", "verdict": ""}
        total = sum(given)
        sentences = wording_of(type(self), lang)["verdicts"]
        return {
            "total": str(total),
            "verdict": sentences[verdict(total, technical_defects=bool(self.technical_defects))],
        }

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """Empty places for both."""
        return {"total": "", "verdict": ""}


def verdict(total: int, *, technical_defects: bool) -> Verdict:
    """What the note of the form says of this sum.

    A course with technical defects is not recommended whatever its sum: it is to be revised.
    """
    if total >= RECOMMENDED_FROM and not technical_defects:
        return "recommended"
    return "revise" if total >= REVISED_FROM else "refused"


mooc_title_limit(ComplianceCriteria, "course_title")


@ComplianceCriteria.rule(
    "0210-scores-0-3",
    "02-10 table",
    reads="scores",
    limits={
        "required": list(CRITERIA),
        "scores.*.minimum": 0,
        "scores.*.maximum": MOST_POINTS,
    },
)
def each_criterion_has_up_to_three_points(scores: Scores) -> Iterator[Breach]:
    """0 - 1 ұпай	2 ұпай	3 ұпай"""
    for name in CRITERIA:
        points = getattr(scores, name)
        if points is None:
            yield Breach(MISSING, path=f".{name}")
        elif isinstance(points, int) and points < 0:
            yield Breach(BELOW, limit=0, actual=points, path=f".{name}")
        elif isinstance(points, int) and points > MOST_POINTS:
            yield Breach(ABOVE, limit=MOST_POINTS, actual=points, path=f".{name}")


_COMPUTED = "The form computes the verdict from the scores, so that no record can contradict it."

ComplianceCriteria.kept(
    "0210-verdict-22-24",
    "02-10 note",
    "22-24 ұпай – ЖАОК техникалық ақаулар болмаған жағдайда, білім беру платформасында қарауға "
    "және орналастыруға ұсынылады.",
    because=_COMPUTED,
)
ComplianceCriteria.kept(
    "0210-verdict-19-21",
    "02-10 note",
    "19-21 ұпай – ЖАОК пысықтауды талап етеді және көрсетілген ескертулерді жойған кезде білім "
    "беру платформасында қарауға және орналастыруға ұсынылады.",
    because=_COMPUTED,
)
ComplianceCriteria.kept(
    "0210-verdict-le-18",
    "02-10 note",
    "18 балл және одан аз – білім беру платформасында қараудан және орналастырудан бас тарту.",
    because=_COMPUTED,
)
ComplianceCriteria.kept(
    "02-criteria-optional",
    "02 §10.5",
    "Сараптама барысында Ү.ЖИЦДО-7.5.1-2025-02-10 ЖАОК бағалау критерийлері қолданылуы мүмкін.",
    because="It permits the use of the form, and asks for nothing.",
    severity="warning",
)
