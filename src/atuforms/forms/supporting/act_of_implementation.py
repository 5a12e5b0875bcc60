"""Act of implementation of a MOOC or a digital resource into the educational process.

A commission of the department draws it up and signs it; it goes with the letters 01-01 and 04-01
to the competition (notes of both). The regulations give no form.
"""

from __future__ import annotations

from textwrap import wrap

from atuforms.core.language.languages import Language
from atuforms.fields.dates import Date
from atuforms.fields.numbers import Count
from atuforms.fields.people import Person
from atuforms.fields.texts import LongText, Name, Text
from atuforms.forms.base import Form
from atuforms.forms.printed import Printed, rows, words

_ROLE, _NAME, _RESULTS = 28, 20, 42
"""Letters of a line, at least: of who a member is, of the name, of the results."""
_LINE, _BETWEEN = 5.4, 5.5
_PAGE = 220
"""Millimetres of a page for the results, the commission and its heading."""


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

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """Whether a page has room for the commission with the results that it signs."""
        lines = len(wrap(words(printed, "results"), _RESULTS))
        members = rows(printed, "commission")
        for member in members:
            role, name = (words(member, key) for key in ("position", "name"))
            lines += max(len(wrap(role, _ROLE)), len(wrap(name, _NAME)), 1)
        return {"signed_together": lines * _LINE + len(members) * _BETWEEN < _PAGE}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """It has, for the three of a blank."""
        return {"signed_together": True}
