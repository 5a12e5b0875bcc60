"""02-09: certificate of placement of a MOOC.

The centre (CAIDD) issues it to the authors when the course is on the platform (02 §12.9); the
director signs it. It goes with the cover letter 01-01 to the competition.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.fields.choices import CourseLanguage
from atuforms.fields.dates import Date
from atuforms.fields.links import Url
from atuforms.fields.media import File
from atuforms.fields.people import Person
from atuforms.fields.texts import LongText, Name, Text
from atuforms.forms.base import Form
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.rules import Breach
from atuforms.forms.signatures import director_signs


class MoocPlacementCertificate(Form):
    """Certificate on the placement of an online course (form 02-09)."""

    CODE = "02-09"
    SLUG = "mooc-placement-certificate"
    CLAUSES = ("02 §12.9", "02 §13")
    SAYS_OF = {"authors": ("position", "degree", "title")}
    FACTS = {
        "title": "course_title",
        "authors": "authors",
        "language": "language",
        "link": "course_link",
        "unit": "unit",
        "platform": "platform",
        "target_audience": "target_audience",
        "placement_date": "placement_date",
        "director": "director",
    }
    SUBJECTS = ("course",)
    FROM_SETTINGS = {"director": "director", "platform": "platform"}
    FROM_REGISTER = ("number",)
    SHOWS_PROOF = True
    NOTED = "forced"

    number: Name
    date: Date
    authors: tuple[Person, ...]
    unit: Text
    course_title: Text
    platform: Text
    language: CourseLanguage
    target_audience: Text
    placement_date: Date
    course_link: Url
    director: Person
    supporting_documents: tuple[Text, ...] | None = None
    """The documents on which the certificate rests; those that the form prints if not given."""
    compliance: tuple[File, ...] | None = None
    """The records of form 02-10 by which the course is recommended, beside this one."""
    forced: LongText | None = None
    """Why the certificate is issued although the course is not recommended."""


mooc_title_limit(MoocPlacementCertificate, "course_title")


@MoocPlacementCertificate.rule(
    "0209-director-signs", "02-09 signature", reads=("director", "number", "date")
)
def signed_numbered_and_dated(director: Person, number: Name, date: object) -> Iterator[Breach]:
    """ЖИЦДО директоры _____ Т.А.Ә."""
    yield from director_signs(director, number)
