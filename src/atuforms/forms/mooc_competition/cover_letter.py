"""01-01: cover letter of a MOOC for the competition.

The authors write one for each MOOC (01 §9.7); it goes to the department's commission, and with
the MOOC to the faculty's. The head of the department and the authors sign it.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.fields.dates import Date
from atuforms.fields.links import Url
from atuforms.fields.people import Person
from atuforms.fields.texts import LongText, Text
from atuforms.forms.authors import of_the_university
from atuforms.forms.base import Form
from atuforms.forms.limits import competition_annotation_limit, given_but_empty, mooc_title_limit
from atuforms.forms.rules import Breach
from atuforms.forms.signatures import head_and_authors_sign


class MoocCoverLetter(Form):
    """Cover letter of a MOOC for the competition (form 01-01)."""

    CODE = "01-01"
    SLUG = "mooc-cover-letter"
    CLAUSES = ("01 §9.7", "01 §9.8", "01 §13")
    SAYS_OF = {"authors": ("position", "degree", "title")}
    PRINTS_PRIVATE = {"authors": ("workplace", "email")}
    FACTS = {
        "title": "course_title",
        "authors": "authors",
        "faculty": "faculty",
        "department": "department",
        "head_of_department": "head_of_department",
        "department_abbreviation": "department_abbreviation",
        "annotation": "course_description",
        "link": "course_link",
    }
    # It may praise the course in other words than the format does.
    OWN_FACTS = ("annotation",)
    SUBJECTS = ("course",)
    IDENTITY = ("course_link",)

    faculty: Text
    department: Text
    course_title: Text
    authors: tuple[Person, ...]
    course_description: LongText
    course_link: Url
    date: Date | None = None
    head_of_department: Person
    department_abbreviation: Text | None = None
    """Stands after «Head of Department», where the form prints «(abbreviation)»."""


mooc_title_limit(MoocCoverLetter, "course_title")


_ITEMS = (
    "faculty",
    "department",
    "course_title",
    "authors",
    "course_description",
    "course_link",
)


@MoocCoverLetter.rule("0101-fields-complete", "01-01 items 1-6", reads="")
def items_are_filled(letter: MoocCoverLetter) -> Iterator[Breach]:
    """1. Faculty: … 2. Department: … 3. Course Title: … 4. Author(s) Information: … 5. Brief Course Description: … 6. Course Access Link:"""  # noqa: E501 — verbatim
    yield from given_but_empty(letter, _ITEMS)


@MoocCoverLetter.rule("01-participants", "01 §8.1", reads="workplace", each="authors.*")
def authors_are_of_the_university(workplace: Text) -> Iterator[Breach]:
    """Employees from among the teaching staff of JSC «ATU» who are authors of one or more MOOCs may participate in the Competition."""  # noqa: E501 — verbatim
    yield from of_the_university(workplace)


# 01-02 gives the limit, the letter itself none.
competition_annotation_limit(
    MoocCoverLetter, "course_description", sentences=None, severity="warning"
)


@MoocCoverLetter.rule(
    "0101-signatures", "01-01 signature block", reads=("head_of_department", "authors", "date")
)
def signed_and_dated(head: Person, authors: tuple[Person, ...], date: object) -> Iterator[Breach]:
    """Head of Department (abbreviation) _____ Full Name … MOOC Author / Developer _____ Full Name"""  # noqa: E501 — verbatim
    yield from head_and_authors_sign(head, authors)
