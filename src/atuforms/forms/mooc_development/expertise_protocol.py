"""02-11: protocol of the expertise that assesses the quality of a MOOC.

At least three experts fill it in at the department (02 §10.6); the author hands it to the digital
development department (02 §10.7), and the certificate of placement 02-09 rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from atuforms.core.language.languages import Language
from atuforms.core.language.messages import EMPTY, NOBODY_SIGNS
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.wording import choice_words
from atuforms.fields.choices import Compliance, CourseLanguage, Level
from atuforms.fields.dates import Date
from atuforms.fields.lists import ONE_OR_MANY
from atuforms.fields.numbers import Flag, Year
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Name, Text
from atuforms.forms.base import Form
from atuforms.forms.limits import count_between, mooc_title_limit
from atuforms.forms.mooc_development.criteria import CRITERIA
from atuforms.forms.printed import Printed
from atuforms.forms.rules import Breach
from atuforms.forms.signatures import is_numbered

FEWEST_EXPERTS = 3

_SIGNATURES = "02-11 signature block"

BLANK_YEAR = "20__"

MARK = "√"
"""How a table cell or an answer is ticked; ``☑`` is in no office font."""

CRITERION_NOT_MARKED = Message(
    _("{label}: the experts have given no mark"),
    _("Write one of these: full, partial, none."),
)
NONCONFORMITY_OPEN = Message(
    _("{label}: this is missing, though the course does not comply in full with {count} of 8"),
    _("Fill it in: where there is non-compliance, the field is required."),
)
YEARS_APART = Message(
    _("{label}: {actual}, but the academic year that begins in {begin} ends in {limit}"),
    _("Write two years that follow each other."),
)


class Results(Record):
    """The mark for each of the eight criteria."""

    sound: Compliance | None = None
    picture: Compliance | None = None
    structure: Compliance | None = None
    content: Compliance | None = None
    self_study: Compliance | None = None
    tasks: Compliance | None = None
    speaker: Compliance | None = None
    feedback: Compliance | None = None


class ExpertiseProtocol(Form):
    """Protocol of the expertise of a MOOC (form 02-11)."""

    CODE = "02-11"
    SLUG = "expertise-protocol"
    CLAUSES = ("02 §10.6", "02 §10.7", "02-09 row 9")
    FACTS = {
        "title": "course_title",
        "authors": "authors",
        "language": "language",
        "faculty": "faculty",
        "department": "department",
        "head_of_department": "head_of_department",
        "department_abbreviation": "department_abbreviation",
        "level": "level",
        "target_audience": "target_audience",
        "academic_year_from": "academic_year_from",
        "academic_year_to": "academic_year_to",
        "decision": "conclusion",
    }
    SUBJECTS = ("course",)
    IDENTITY = ("number", "date")
    BLANK_ROWS = {"experts": FEWEST_EXPERTS}

    number: Name
    date: Date
    faculty: Text
    department: Text
    course_title: Text
    language: CourseLanguage
    level: Annotated[tuple[Level, ...], ONE_OR_MANY]
    target_audience: Text
    authors: tuple[Person, ...]
    academic_year_from: Year
    academic_year_to: Year
    results: Results
    conclusion: LongText
    planned_actions: LongText | None = None
    cause: LongText | None = None
    corrective_action_needed: Flag | None = None
    elimination_deadline: Date | None = None
    head_of_department: Person
    department_abbreviation: Text | None = None
    """Stands after «Head of Department», where the form prints «(abbreviation)»."""
    experts: tuple[Person, ...]

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """Where the ticks stand: in the table, and before the levels of education."""
        return {
            "ticked": True,
            "marks": {name: _ticked(getattr(self.results, name, None)) for name in CRITERIA},
            "blank_year": BLANK_YEAR,
            "levels": {
                key: MARK if key in (self.level or ()) else ""
                for key in choice_words("level", lang)
            },
        }

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """The same places, empty; a blank to be filled in offers choices instead of ticks."""
        return {
            "ticked": False,
            "marks": {name: _ticked(None) for name in CRITERIA},
            "blank_year": BLANK_YEAR,
            "levels": dict.fromkeys(choice_words("level", lang), ""),
        }


def _ticked(mark: object) -> dict[str, str]:
    return {key: MARK if key == mark else "" for key in choice_words("compliance", "en")}


mooc_title_limit(ExpertiseProtocol, "course_title")


ExpertiseProtocol.closed(
    "0211-level-enum",
    "02-11 item 5",
    "5. Білім деңгейі: _бакалавриат_ _магистратура_ _докторантура",
    reads="level",
)


@ExpertiseProtocol.rule("0211-level-enum", "02-11 item 5", reads="level", limits={"minItems": 1})
def a_level_of_education_is_ticked(level: tuple[str, ...]) -> Iterator[Breach]:
    """5. Білім деңгейі: _бакалавриат_ _магистратура_ _докторантура"""
    if not level:
        yield Breach(EMPTY)


@ExpertiseProtocol.rule(
    "0211-eight-criteria", "02-11 table", reads="results", limits={"required": list(CRITERIA)}
)
def each_criterion_has_a_mark(results: Results) -> Iterator[Breach]:
    """Толық сәйкестік	Ішінара сәйкессіздік	Сәйкессіздік"""
    for name in CRITERIA:
        if getattr(results, name) is None:
            yield Breach(CRITERION_NOT_MARKED, path=f".{name}")


@ExpertiseProtocol.rule(
    "0211-academic-year", "02-11 item 7", reads=("academic_year_to", "academic_year_from")
)
def academic_year_ends_a_year_later(end: int, begin: int) -> Iterator[Breach]:
    """20 __ - 20 __ оқу жылында пайдалануға ұсынымдар"""
    if end != begin + 1:
        yield Breach(YEARS_APART, limit=begin + 1, actual=end, details={"begin": begin})


@ExpertiseProtocol.rule("02-expert-conclusion", "02 §10.6", reads="conclusion")
def there_is_a_conclusion(conclusion: Text) -> Iterator[Breach]:
    """Ішкі және/немесе сыртқы сарапшылардың ЖАОК бағалау нәтижелері бойынша Ү.ЖИЦДО-7.5.1-2025-02-11 үлгісінде сараптама қорытындысы толтырылады."""  # noqa: E501 — verbatim
    if not conclusion:
        yield Breach(EMPTY)


@ExpertiseProtocol.rule("0211-nonconformity-block", "02-11", reads=("results", ""))
def non_compliance_is_dealt_with(results: Results, protocol: ExpertiseProtocol) -> Iterator[Breach]:
    """Сәйкессіздікті жою үшін жоспарланған әрекеттер: … Сәйкессіздіктің себебі: … Түзету әрекеттері процедурасын жүзеге асыру орынды ма? (иә / жоқ) … Сәйкессіздіктерді жою мерзімі"""  # noqa: E501 — verbatim
    count = sum(getattr(results, name) in ("partial", "none") for name in CRITERIA)
    if not count:
        return
    for name in ("planned_actions", "cause", "corrective_action_needed", "elimination_deadline"):
        value = getattr(protocol, name)
        if value is None or (isinstance(value, Text) and not value):
            yield Breach(NONCONFORMITY_OPEN, on=name, details={"count": count})


@ExpertiseProtocol.rule(
    "0211-experts-min-3",
    _SIGNATURES,
    reads="experts",
    limits={"minItems": FEWEST_EXPERTS},
)
def three_experts_sign(experts: tuple[Person, ...]) -> Iterator[Breach]:
    """Сарапшылар (кемінде 3): _____ Т.А.Ә."""
    yield from count_between(experts, FEWEST_EXPERTS)


@ExpertiseProtocol.rule("0211-experts-min-3", _SIGNATURES, reads="name", each="experts.*")
def expert_is_named(name: Name) -> Iterator[Breach]:
    """Сарапшылар (кемінде 3): _____ Т.А.Ә."""
    if not name:
        yield Breach(NOBODY_SIGNS)


@ExpertiseProtocol.rule("0211-signatures", _SIGNATURES, reads="name", each="authors.*")
@ExpertiseProtocol.rule("0211-signatures", _SIGNATURES, reads="head_of_department.name")
def who_signs_is_named(name: Name) -> Iterator[Breach]:
    """Кафедра меңгерушісі (аббревиатура) _____ Т.А.Ә. … Курс авторы _____ Т.А.Ә. … Сарапшылар (кемінде 3): _____ Т.А.Ә."""  # noqa: E501 — verbatim
    if not name:
        yield Breach(NOBODY_SIGNS)


@ExpertiseProtocol.rule("0211-signatures", _SIGNATURES, reads=("number", "date"))
def numbered_and_dated(number: Name, date: object) -> Iterator[Breach]:
    """Кафедра меңгерушісі (аббревиатура) _____ Т.А.Ә. … Курс авторы _____ Т.А.Ә. … Сарапшылар (кемінде 3): _____ Т.А.Ә."""  # noqa: E501 — verbatim
    yield from is_numbered(number)
