"""Facts: what several documents of one course or resource say, by names that all forms share.

Each form names its own fields for them in :attr:`.base.Form.FACTS`. By these names documents are
compared with each other, a dossier finds what it has to look at, whatever the form is called, and
a batch knows how to call what it makes.
"""

from __future__ import annotations

from typing import Literal, get_args

FactName = Literal[
    "title",  # of the course or resource
    "discipline",
    "authors",  # all of them
    "author",  # the one whose lecture, presentation or sheet it is
    "language",  # of teaching; one or several
    "der_type",
    "difficulty",
    "credits",
    "academic_hours",
    "weeks",  # their number, or a list of them
    "video_lectures",  # their number, or a list of them
    "topics",  # their number, or a list of them
    "link",  # to the course or resource on the platform
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
