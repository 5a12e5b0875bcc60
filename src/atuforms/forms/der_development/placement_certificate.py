"""03-01: certificate of placement of a digital educational resource.

The centre (CAIDD) issues it to the authors when the resource is on the platform (03 §8.5); the
director signs it. It goes with the transmittal letter 04-01 to the competition.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.fields.choices import CourseLanguage, DerType
from atuforms.fields.dates import Date
from atuforms.fields.links import Url
from atuforms.fields.people import Person
from atuforms.fields.texts import Name, Text
from atuforms.forms.base import Form
from atuforms.forms.der_types import der_types
from atuforms.forms.limits import count_between
from atuforms.forms.rules import Breach
from atuforms.forms.signatures import director_signs


class DerPlacementCertificate(Form):
    """Certificate on the placement of a digital educational resource (form 03-01)."""

    CODE = "03-01"
    SLUG = "der-placement-certificate"
    CLAUSES = ("03 §8.5", "03 §11")
    SAYS_OF = {"authors": ("position", "degree", "title")}
    FACTS = {
        "discipline": "discipline",
        "authors": "authors",
        "language": "language",
        "der_type": "der_type",
        "topics": "topics",
        "link": "der_link",
        "unit": "unit",
        "platform": "platform",
        "target_audience": "target_audience",
        "placement_date": "placement_date",
        "director": "director",
    }
    SUBJECTS = ("digital-resource",)
    FROM_SETTINGS = {"director": "director", "platform": "platform"}
    FROM_REGISTER = ("number",)
    SHOWS_PROOF = True
    BLANK_ROWS = {"topics": 2}

    number: Name
    date: Date
    authors: tuple[Person, ...]
    unit: Text
    discipline: Text
    der_type: DerType
    topics: tuple[Text, ...]
    platform: Text
    language: CourseLanguage
    target_audience: Text
    placement_date: Date
    der_link: Url
    director: Person
    supporting_documents: tuple[Text, ...] | None = None
    """The documents on which the certificate rests; those that the form prints if not given."""


der_types(DerPlacementCertificate)


@DerPlacementCertificate.rule(
    "0301-topics-listed", "03-01 row 3", reads="topics", limits={"minItems": 1}
)
def every_topic_is_listed(topics: tuple[Text, ...]) -> Iterator[Breach]:
    """Пән: ЦББР түрі: Тақырып 1. Тақырып 2....."""
    yield from count_between(topics, low=1)


@DerPlacementCertificate.rule(
    "0301-director-signs", "03-01 signature", reads=("director", "number", "date")
)
def signed_numbered_and_dated(director: Person, number: Name, date: object) -> Iterator[Breach]:
    """ЖИЦДО директоры _____ Т.А.Ә."""
    yield from director_signs(director, number)
