"""02-03: self-study material, the text of one lecture.

The authors write it; it goes with the package of 02-01 (item 19), one file per week, and stands
beside the other elements of a module (02 §11.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import BELOW, EMPTY
from atuforms.fields.numbers import Whole
from atuforms.fields.texts import Markdown, Text
from atuforms.forms.base import Form
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.rules import Breach


class SelfStudyMaterial(Form):
    """Material for self-study (form 02-03)."""

    CODE = "02-03"
    SLUG = "self-study-material"
    CLAUSES = ("02 §11.1", "02 §13", "02-01 item 19")
    FACTS = {
        "title": "course_title",
        "lecture_number": "lecture_no",
        "lecture_topic": "topic",
    }
    IDENTITY = ("lecture_no",)

    course_title: Text
    lecture_no: Whole
    topic: Text
    body: Markdown
    """The lecture in Markdown; its pictures are files beside the record."""


mooc_title_limit(SelfStudyMaterial, "course_title")


@SelfStudyMaterial.rule(
    "02-self-study-form",
    "02 §11.1",
    reads=("lecture_no", "course_title", "topic", "body"),
    limits={"minimum": 1},
)
def head_and_text_are_filled_in(
    lecture_no: int, course_title: Text, topic: Text, body: Text
) -> Iterator[Breach]:
    """Өз бетінше оқу материалдары Ү.ЖИЦДО-7.5.1-2025-02-03 нысаны бойынша рәсімделеді және курс
    шеңберінде орындалатын бағаланбайтын тапсырмалардан тұрады.
    """  # noqa: D205 — one sentence
    if lecture_no < 1:
        yield Breach(BELOW, limit=1, actual=lecture_no)
    for name, text in (("course_title", course_title), ("topic", topic), ("body", body)):
        if not text:
            yield Breach(EMPTY, on=name)
