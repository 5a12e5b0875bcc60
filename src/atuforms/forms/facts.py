"""Facts: what several documents of one course or resource say, by names that all forms share.

Each form names its own fields for them in :attr:`.base.Form.FACTS`. By these names documents are
made from the record of their course or resource, and compared with each other; a dossier finds
what it has to look at, whatever the form is called, and a batch knows how to call what it makes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

FactName = Literal[
    "title",  # of the course or resource
    "discipline",
    "authors",  # all of them
    "author",  # the one whose lecture, presentation or sheet it is
    "faculty",
    "department",
    "unit",  # the division as a certificate names it
    "head_of_department",
    "department_abbreviation",
    "university",
    "director",  # of the centre
    "language",  # of teaching; one or several
    "level",
    "target_audience",
    "der_type",
    "difficulty",
    "credits",
    "academic_hours",
    "weeks",  # their number, or a list of them
    "video_lectures",  # their number, or a list of them
    "topics",  # their number, or a list of them
    "link",  # to the course or resource on the platform
    "platform",
    "placement_date",
    "annotation_short",
    "annotation",
    "description",
    "full_description",  # of what learners acquire
    "aim",
    "objectives",
    "outcomes",
    "prerequisites",
    "postrequisites",
    "grading",  # certificates, and how work is graded
    "programme",  # modules with their lectures and tasks
    "final_control",
    "announcements",
    "surveys",
    "completions",  # who has completed the course
    "terms",
    "illustration",
    "promo_video",
    "year",
    "academic_year",
    "academic_year_from",
    "academic_year_to",
    "educational_programme",
    "start",
    "end",
    "novelty",
    "development_date",
    "meeting",  # whose minutes it is an extract from
    "decision",  # what a meeting or experts decided, and why
    "lecture_number",
    "lecture_topic",
    "syllabus_topics",  # which the topics of a resource follow
    # Files that it names: one, or a list of them
    "programme_file",
    "glossary_file",
    "references_file",
    "lecture_files",
    "task_files",
    "test_file",
    "scorm_file",
]

FACT_NAMES: tuple[FactName, ...] = get_args(FactName)

FILE_FACTS = tuple(name for name in FACT_NAMES if name.endswith(("_file", "_files")))
"""The facts that are names of files."""


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A fact as a record gives it to other documents: its value as plain data, and where it stands.

    ``below`` tells where what stands at a path below the value stands in the record, if the value
    is put together otherwise than there.
    """

    value: object
    path: str
    below: Callable[[str], str] | None = None

    def source(self, path: str) -> str:
        """The path in the record of what stands at ``path`` below the value."""
        if self.below is not None and path:
            return self.below(path)
        return f"{self.path}.{path}".strip(".")
