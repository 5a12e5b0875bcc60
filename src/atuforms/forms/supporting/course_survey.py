"""Survey of the learners of a MOOC, before it starts and before it ends.

The authors write it; learners answer with proposals and remarks on the content of the course
and its presentation (02 §12.10.1). The regulations give no form.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.fields.choices import SurveyStage
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.limits import count_between, mooc_title_limit
from atuforms.forms.rules import Breach

QUESTIONS = 15
BLANK_QUESTIONS = 11
"""What one page has room for."""


class CourseSurvey(Form):
    """Survey of the learners of a MOOC."""

    SLUG = "course-survey"
    CLAUSES = ("02 §12.10.1",)
    FACTS = {"title": "course_title"}
    SUBJECTS = ("course",)
    EACH = "surveys"
    IDENTITY = ("stage",)
    BLANK_ROWS = {"questions": BLANK_QUESTIONS}

    course_title: Text | None = None
    stage: SurveyStage
    questions: tuple[Text, ...]


mooc_title_limit(CourseSurvey, "course_title")


@CourseSurvey.rule(
    "02-survey-max-15",
    "02 §12.10.1",
    reads="questions",
    limits={"minItems": 1, "maxItems": QUESTIONS},
)
def survey_has_fifteen_questions_at_most(questions: tuple[Text, ...]) -> Iterator[Breach]:
    """Курстың басталуына және аяқталуына дейін авторлар немесе авторлар ұжымы әрқайсысы 15 сұрақтан аспайтын, курстың мазмұнына және оны ресімдеуге қатысты ұсыныстар мен ескертулерді қамтитын сауалнамалар (анкета) әзірлеуі қажет."""  # noqa: E501 — verbatim
    yield from count_between(questions, 1, QUESTIONS)
