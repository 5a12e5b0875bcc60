"""Facts: what several documents of one course or resource say, by names that all forms share.

Each form names its own fields for them in :attr:`.base.Form.FACTS`. By these names documents are
compared with each other, and a batch knows how to call what it makes; whoever fills several
documents from one record finds the places by them.
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
]

FACT_NAMES: tuple[FactName, ...] = get_args(FactName)
