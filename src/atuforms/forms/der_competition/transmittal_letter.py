"""04-01: transmittal letter of a digital educational resource for the competition.

The authors write one for each resource (04 §9.6); it goes to the department's commission, and
with the resource to the faculty's. The head of the department and the authors sign it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from atuforms.core.language.messages import BELOW, EMPTY
from atuforms.fields.choices import CourseLanguage, DerType
from atuforms.fields.dates import Date
from atuforms.fields.links import Url
from atuforms.fields.lists import ONE_OR_MANY
from atuforms.fields.numbers import Whole
from atuforms.fields.people import Person
from atuforms.fields.texts import LongText, Text
from atuforms.forms.authors import of_the_university
from atuforms.forms.base import Form
from atuforms.forms.der_types import der_types
from atuforms.forms.limits import given_but_empty
from atuforms.forms.rules import Breach
from atuforms.forms.signatures import head_and_authors_sign


class DerTransmittalLetter(Form):
    """Transmittal letter of a digital educational resource for the competition (form 04-01)."""

    CODE = "04-01"
    SLUG = "der-transmittal-letter"
    CLAUSES = ("04 §9.6", "04 §9.7", "04 §12")
    SAYS_OF = {"authors": ("position", "degree", "title")}
    PRINTS_PRIVATE = {"authors": ("workplace", "email")}
    FACTS = {
        "title": "der_title",
        "discipline": "discipline",
        "authors": "authors",
        "language": "language",
        "der_type": "der_type",
        "topics": "number_of_topics",
        "link": "der_link",
        "faculty": "faculty",
        "department": "department",
        "head_of_department": "head_of_department",
        "department_abbreviation": "department_abbreviation",
        "novelty": "novelty_and_groundwork",
    }
    SUBJECTS = ("digital-resource",)
    IDENTITY = ("der_link",)

    faculty: Text
    department: Text
    der_title: Text
    discipline: Text
    authors: tuple[Person, ...]
    language: Annotated[tuple[CourseLanguage, ...], ONE_OR_MANY]
    der_type: DerType
    number_of_topics: Whole
    novelty_and_groundwork: LongText
    der_link: Url
    date: Date | None = None
    head_of_department: Person
    department_abbreviation: Text | None = None
    """Stands after «Head of Department», where the form prints «(abbreviation)»."""


_ITEMS = (
    "faculty",
    "department",
    "der_title",
    "discipline",
    "authors",
    "novelty_and_groundwork",
    "der_link",
)


@DerTransmittalLetter.rule("0401-fields-complete", "04-01 items 1-8", reads="")
def items_are_filled(letter: DerTransmittalLetter) -> Iterator[Breach]:
    """1. Факультет: … 8. СББР кіру сілтемесі:"""
    yield from given_but_empty(letter, _ITEMS)


@DerTransmittalLetter.rule(
    "0401-fields-complete", "04-01 items 1-8", reads="number_of_topics", limits={"minimum": 1}
)
def number_of_topics_is_given_with_the_type(topics: int) -> Iterator[Breach]:
    """1. Факультет: … 8. СББР кіру сілтемесі:"""
    if topics < 1:
        yield Breach(BELOW, limit=1, actual=topics)


@DerTransmittalLetter.rule("04-participants", "04 §8.1", reads="workplace", each="authors.*")
def authors_are_of_the_university(workplace: Text) -> Iterator[Breach]:
    """Конкурсқа бір немесе бірнеше цифрлық білім беру ресурстарының авторлары болып табылатын «АТУ» АҚ оқытушылар құрамының қызметкерлері қатыса алады."""  # noqa: E501 — verbatim
    yield from of_the_university(workplace)


DerTransmittalLetter.closed(
    "04-languages",
    "04 §8.2",
    "СББР қазақ, орыс немесе ағылшын тілдерінде ұсынылуы мүмкін.",
    reads="language",
)


@DerTransmittalLetter.rule("04-languages", "04 §8.2", reads="language", limits={"minItems": 1})
def submitted_in_kazakh_russian_or_english(languages: tuple[str, ...]) -> Iterator[Breach]:
    """СББР қазақ, орыс немесе ағылшын тілдерінде ұсынылуы мүмкін."""
    if not languages:
        yield Breach(EMPTY)


der_types(DerTransmittalLetter)


@DerTransmittalLetter.rule(
    "0401-signatures", "04-01 signature block", reads=("head_of_department", "authors", "date")
)
def signed_and_dated(head: Person, authors: tuple[Person, ...], date: object) -> Iterator[Breach]:
    """Кафедра меңгерушісі _____ аты-жөні, тегі … СББР Авторы _____ аты-жөні, тегі"""
    yield from head_and_authors_sign(head, authors)
