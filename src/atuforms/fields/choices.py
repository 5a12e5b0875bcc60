"""Closed choices: English keys in a record, printed as words of a language.

The words stand in ``templates/<language>/choices.yaml`` and are accepted as input, in any of
the three languages.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from atuforms.core.language.messages import NOT_A_CHOICE
from atuforms.core.language.wording import choice_keys, choice_words
from atuforms.core.safe_text import as_text
from atuforms.fields.kinds import Marker
from atuforms.fields.problems import problem
from atuforms.fields.texts import clean, one_text


def choice_reader(name: str, rule: str = "not-a-choice", clause: str = "") -> BeforeValidator:
    """What reads a value of the closed choice ``name``: its key, or its word in any language.

    :param rule: the rule that another value breaks, with its ``clause``.
    """

    def read(value: object) -> str:
        text = as_text(value).strip()
        words = choice_words(name, "en")
        if text in words:
            return text
        key = choice_keys(name).get(text.casefold())
        if key is None:
            raise problem(
                rule,
                NOT_A_CHOICE,
                clause=clause,
                actual=text[:60],
                limit=", ".join(words),
                choice=name,
            )
        return key

    return BeforeValidator(read)


Difficulty = Annotated[
    Literal["beginner", "intermediate", "advanced"],
    choice_reader("difficulty"),
    Marker("choice", "difficulty"),
]
"""Level of difficulty of a course (02-01 item 6)."""

Level = Annotated[
    Literal["bachelor", "master", "doctoral"], choice_reader("level"), Marker("choice", "level")
]
"""Level of education (02-11 item 5)."""

CourseLanguage = Annotated[
    Literal["kk", "ru", "en"], choice_reader("language"), Marker("language", "language")
]
"""Language of a course or a resource (01 §8.2, 04 §8.2)."""

DerType = Annotated[
    Literal[
        "e_textbook",
        "e_study_guide",
        "lecture_course",
        "reference_materials",
        "interactive_presentation",
        "practicum",
        "assessment_materials",
        "methodical_materials",
        "source_components",
    ],
    choice_reader("der_type"),
    Marker("choice", "der_type"),
]
"""Type of a digital educational resource, in the order of 03 §9.2–9.3."""

TaskKind = Annotated[
    Literal["auto_set", "peer", "monitored", "joint_auto", "joint_peer"],
    choice_reader("task_kind"),
    Marker("choice", "task_kind"),
]
"""Kind of a task, by the rows of 02-06."""

SurveyStage = Annotated[
    Literal["start", "end"], choice_reader("survey_stage"), Marker("choice", "survey_stage")
]
"""When learners are asked: before a course starts or before it ends (02 §12.10.1)."""

MeetingLevel = Annotated[
    Literal["department", "faculty"],
    choice_reader("meeting_level"),
    Marker("choice", "meeting_level"),
]
"""Whose meeting minutes are of: a department's or the faculty's expert commission's (01 §9.5)."""

DerCategory = Annotated[
    Literal["network", "mixed"], choice_reader("der_category"), Marker("choice", "der_category")
]
"""Category of a digital educational resource (03 §9.4)."""

Navigation = Annotated[
    Literal["page", "section", "search", "multimedia"],
    choice_reader("navigation"),
    Marker("choice", "navigation"),
]
"""A way to find one's place in a digital educational resource (03 §10.9.2)."""

Compliance = Annotated[
    Literal["full", "partial", "none"], choice_reader("compliance"), Marker("choice", "compliance")
]
"""How far a MOOC meets a criterion of the expertise (02-11)."""


def _read_part(value: object) -> str:
    text = clean(one_text(value))
    return choice_keys("der_part").get(text.casefold(), text)


DerPart = Annotated[str, BeforeValidator(_read_part), Marker("name")]
"""A part of a digital educational resource (03 §9.2); a resource may have others, in any words."""

InteractiveKind = Annotated[
    Literal["process", "animation", "hierarchy", "catalogue", "tab", "map", "video"],
    choice_reader("interactive_kind", "0302-ispring-elements", "03-02 slides 3-8"),
    Marker("choice", "interactive_kind"),
]
"""Element of the iSpring set: the lists of slides 3–8 and of slide 9 of 03-02 together."""

QuestionKind = Annotated[
    Literal["choice", "multiple", "binary", "free_text", "order", "match"],
    choice_reader("question_kind"),
    Marker("choice", "question_kind"),
]
"""Kind of a test question (02 §11.4, 03-02 test slide)."""
