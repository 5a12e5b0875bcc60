"""What each form is for, in a sentence, for the page on which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.core.language.sentences import message as _

GROUPS: Final[Mapping[str, str]] = {
    "mooc_competition": _("Competition of MOOCs"),
    "mooc_development": _("Development of MOOCs"),
    "der_development": _("Development of digital educational resources"),
    "der_competition": _("Competition of digital educational resources"),
    "supporting": _("Documents without a form of their own in the regulations"),
    "subjects": _("Facts from which other forms are filled in"),
    "": _("Other forms"),
}
"""Headings by the folder in which forms stand; the last one for forms of other packages."""

REGULATIONS: Final[Mapping[str, str]] = {
    "mooc_competition": "01",
    "mooc_development": "02",
    "der_development": "03",
    "der_competition": "04",
}
"""The regulation whose forms stand in a folder."""

PURPOSES: Final[Mapping[str, str]] = {
    "mooc-cover-letter": _("The authors enter their MOOC for the competition with it."),
    "mooc-format": _("The authors describe the MOOC that they enter for the competition."),
    "mooc-evaluation-sheet": _("An expert gives a MOOC of the competition points."),
    "mooc-description": _("The authors describe the MOOC and its structure for the platform."),
    "mooc-working-programme": _("The authors plan the MOOC week by week; the department approves."),
    "self-study-material": _("The text of one lecture, with its sources."),
    "video-lecture-slides": _("The slides that are shown while a video lecture is recorded."),
    "test-bank": _("The questions of a MOOC: at least 100, for Word and for Moodle."),
    "task-types": _("A reference of the types of tasks. There is nothing to fill in."),
    "video-recording-guide": _("Advice before the recording. There is nothing to fill in."),
    "mooc-support": _("What the authors do while the MOOC runs."),
    "mooc-placement-certificate": _("Certifies that a MOOC is placed on the platform."),
    "compliance-criteria": _("An expert judges the content of a MOOC by eight criteria."),
    "expertise-protocol": _("The experts of the department assess the quality of a MOOC."),
    "der-placement-certificate": _(
        "Certifies that a digital educational resource is placed on the platform."
    ),
    "interactive-presentation": _("The slides and the test of an interactive presentation."),
    "der-transmittal-letter": _(
        "The authors enter their digital educational resource for the competition with it."
    ),
    "der-evaluation-paper": _(
        "An expert gives a digital educational resource of the competition points."
    ),
    "act-of-implementation": _("The department confirms that the course or resource is in use."),
    "checklist": _("What only a person can judge, to be printed and ticked."),
    "competition-minutes": _("The Competition Commission records its decision and the winners."),
    "completion-certificate": _("Certifies that a learner has completed a MOOC."),
    "course-survey": _("Questions to learners before and after the MOOC."),
    "glossary": _("The terms of a MOOC with their definitions."),
    "minutes-extract": _("The decision of a meeting on a course or a resource."),
    "weekly-announcements": _("The message to learners for each week of a MOOC."),
    "competition": _("The dates, entries and past winners of one competition."),
    "course": _("The facts of one MOOC; printed, the table of its structure."),
    "digital-resource": _("The facts of one digital educational resource."),
}
"""By the form's name; a form of another package has none here."""
