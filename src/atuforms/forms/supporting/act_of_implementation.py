"""Act of implementation of a MOOC or a digital resource into the educational process.

A commission of the department draws it up and signs it; it goes with the letters 01-01 and 04-01
to the competition (notes of both). The regulations give no form.
"""

from __future__ import annotations

from atuforms.fields.dates import Date
from atuforms.fields.numbers import Count
from atuforms.fields.people import Person
from atuforms.fields.texts import LongText, Name, Text
from atuforms.forms.base import Form


class ActOfImplementation(Form):
    """Act of implementation into the educational process."""

    SLUG = "act-of-implementation"
    CLAUSES = ("01-01 note", "04-01 note")
    FACTS = {
        "title": "title",
        "discipline": "discipline",
        "authors": "authors",
        "educational_programme": "educational_programme",
        "academic_year": "academic_year",
    }
    # It may speak of another discipline, in which a course was used.
    OWN_FACTS = ("discipline",)
    SUBJECTS = ("course",)
    IDENTITY = ("discipline", "date")
    BLANK_ROWS = {"commission": 3}

    number: Name | None = None
    date: Date
    title: Text
    authors: tuple[Person, ...]
    discipline: Text
    educational_programme: Text | None = None
    academic_year: Name | None = None
    students: Count | None = None
    """How many students were taught with it."""
    results: LongText | None = None
    commission: tuple[Person, ...]
