"""02-12: review of a video lecture; a form that nobody uses, made to prove how forms are added.

A colleague of the author fills it in, the department keeps it. It is added to the package as a
19th form by one test, and offered by another package in the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from atuforms.core.language.sentences import Message, plural_sentence, sentence
from atuforms.fields.choices import choice_reader
from atuforms.fields.dates import Date
from atuforms.fields.kinds import Marker
from atuforms.fields.people import Person
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.rules import Breach

Advice = Annotated[
    Literal["publish", "revise"], choice_reader("advice"), Marker("choice", "advice")
]

TOO_MANY_REMARKS = Message(
    plural_sentence(
        "{label}: {actual} remark, where an author reads {limit}",
        "{label}: {actual} remarks, where an author reads {limit}",
        count="actual",
    ),
    sentence("Keep those that matter."),
)


class LectureReview(Form):
    """Review of a video lecture (form 02-12)."""

    CODE = "02-12"
    SLUG = "lecture-review"
    CLAUSES = ("02 §11.3",)
    FACTS: ClassVar = {"title": "course_title"}
    IDENTITY = ("lecture_title",)
    BLANK_ROWS: ClassVar = {"remarks": 3}
    TEMPLATES = Path(__file__).parent / "templates"

    course_title: Text
    lecture_title: Text
    reviewer: Person
    date: Date
    advice: Advice
    remarks: tuple[Text, ...] | None = None


@LectureReview.rule("0212-remarks", "02-12 item 6", reads="remarks", limits={"maxItems": 5})
def remarks_are_few(remarks: tuple[Text, ...]) -> Iterator[Breach]:
    """At most five remarks."""
    if len(remarks) > 5:
        yield Breach(TOO_MANY_REMARKS, limit=5, actual=len(remarks))
