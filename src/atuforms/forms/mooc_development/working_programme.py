"""02-02: working programme of a MOOC.

The author writes it and the department approves it (02 §10.1); it goes to the centre (02 §13) and
is one of the documents on which the certificate of placement 02-09 rests.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from atuforms.core.language.languages import Language
from atuforms.core.language.messages import BELOW, EMPTY, NOBODY_SIGNS
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.choices import Difficulty
from atuforms.fields.dates import Date
from atuforms.fields.numbers import Amount, Whole, Year
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Name, Text
from atuforms.forms.base import Form
from atuforms.forms.limits import count_between, given_but_empty, mooc_title_limit
from atuforms.forms.printed import Printed, rows, words
from atuforms.forms.rules import Breach

LINES = {"kk": 70, "ru": 70, "en": 78}
"""Letters of a line of the cover, at least."""
LINE_HEIGHT = 5.4
PAGE = 236
"""Millimetres of the cover above the place and the year."""
HEADING = 36
"""What the heading takes of it, and what stands between the parts."""
BETWEEN_AUTHORS = 2.5
AIR = 2
MOST_AIRS = 24
_ABOUT_AN_AUTHOR = ("name", "degree", "title", "position", "email")
_LABEL = "Наименование курса: "
"""As long as what stands before a faculty, a department, a course."""

FEWEST_MODULES = 4
MOST_MODULES = 6

NO_TASKS = Message(
    _("{label}: no task checks what the lecture taught"),
    _("Name the kind of each task and their number, for example a test and 10."),
)


class CountedTask(Record):
    """A kind of task, and how many of it there are: ``тест`` and 10."""

    kind: Text
    count: Whole


class ModuleControl(Record):
    """The final control of a module."""

    kind: Text
    count: Whole | None = None


class Lecture(Record):
    """A lecture of a module, with the tasks that check it."""

    title: Text
    tasks: tuple[CountedTask, ...]


class Module(Record):
    """A module, which is a week of the course (02 §7.7)."""

    title: Text
    lectures: tuple[Lecture, ...]
    final_control: ModuleControl


class MoocWorkingProgramme(Form):
    """Working programme of a MOOC (form 02-02)."""

    CODE = "02-02"
    SLUG = "mooc-working-programme"
    CLAUSES = ("02 §10.1", "02 §13", "02-01 item 16", "02-09 row 9")
    SAYS_OF = {"authors": ("position", "degree", "title")}
    PRINTS_PRIVATE = {"authors": ("email",)}
    FACTS = {
        "title": "course_title",
        "authors": "authors",
        "difficulty": "difficulty",
        "credits": "credits",
        "academic_hours": "academic_hours",
        "faculty": "faculty",
        "department": "department",
        "head_of_department": "head_of_department",
        "department_abbreviation": "department_abbreviation",
        "description": "description",
        "aim": "aim",
        "objectives": "objectives",
        "outcomes": "outcomes",
        "prerequisites": "prerequisites",
        "postrequisites": "postrequisites",
        "year": "year",
        "weeks": "modules",  # a module is a week (02 §7.7)
        "programme": "modules",
        "final_control": "final_control",
    }
    SUBJECTS = ("course",)
    BLANK_ROWS = {"objectives": 3, "outcomes": 4, "modules": 5, "modules.lectures": 3}

    faculty: Text
    department: Text
    authors: tuple[Person, ...]
    course_title: Text
    year: Year
    description: LongText
    aim: LongText
    objectives: tuple[Text, ...]
    outcomes: tuple[Text, ...]
    prerequisites: tuple[Text, ...]
    postrequisites: tuple[Text, ...]
    credits: Amount
    academic_hours: Amount
    difficulty: Difficulty
    modules: tuple[Module, ...]
    final_control: CountedTask
    date: Date | None = None
    head_of_department: Person
    department_abbreviation: Text | None = None
    """Stands after «Head of Department», where the form prints «(abbreviation)»."""

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """Numbers of modules and lectures, and how far down the heading of the cover stands.

        Lectures are counted through the whole course.
        """
        _number(printed)
        return {"cover_airs": _cover_airs(printed, LINES[lang])}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """The same numbers, and the regulation's example of tasks under the first lecture."""
        _number(printed)
        rows(rows(printed, "modules")[0], "lectures")[0]["example"] = True
        return {"cover_airs": [{}] * MOST_AIRS}


def _cover_airs(printed: Printed, line: int) -> list[Printed]:
    """What parts the heading of the cover from the names above it, as far as there is room.

    None where the authors are so many that the cover goes on on a second page.
    """
    about = [
        ", ".join(filter(None, (words(author, name) for name in _ABOUT_AN_AUTHOR)))
        for author in rows(printed, "authors")
    ]
    said = [words(printed, name) for name in ("faculty", "department", "course_title")]
    lines = 1 + sum(len(wrap(each, line)) for each in [*about, *(_LABEL + each for each in said)])
    left = PAGE - HEADING - lines * LINE_HEIGHT - len(about) * BETWEEN_AUTHORS
    return [{}] * max(0, min(MOST_AIRS, int(left // AIR)))


def _number(printed: Printed) -> None:
    lecture_number = 0
    for module_number, module in enumerate(rows(printed, "modules"), 1):
        module["number"] = module_number
        # Each lecture has a row for its title and one for its tasks.
        lectures = rows(module, "lectures")
        module["rows"] = 2 * len(lectures)
        for lecture in lectures:
            lecture_number += 1
            lecture["number"] = lecture_number
            lecture["example"] = False


mooc_title_limit(MoocWorkingProgramme, "course_title")

_COURSE_DATA = (
    "description",
    "aim",
    "objectives",
    "outcomes",
    "prerequisites",
    "postrequisites",
)


@MoocWorkingProgramme.rule("0202-course-data", "02-02 items 1.1-4", reads="")
def course_is_described(programme: MoocWorkingProgramme) -> Iterator[Breach]:
    """1.1 ЖАОК сипаттамасы … 1.2 Оқудың мақсаты: … 4. Курстың күрделілік деңгейі: бастауыш, орта, жоғары"""  # noqa: E501 — verbatim
    yield from given_but_empty(programme, _COURSE_DATA)


@MoocWorkingProgramme.rule(
    "0202-structure-4-6",
    "02-02 table heading",
    reads="modules",
    limits={"minItems": FEWEST_MODULES, "maxItems": MOST_MODULES},
)
def there_are_four_to_six_modules(modules: tuple[Module, ...]) -> Iterator[Breach]:
    """ЖАОК құрылымы (кемінде 4-6 модуль)"""
    yield from count_between(modules, FEWEST_MODULES, MOST_MODULES)


@MoocWorkingProgramme.rule(
    "0202-lecture-tasks",
    "02-02 table",
    reads="tasks",
    each="modules.*.lectures.*",
    limits={"minItems": 1},
)
def lecture_names_kind_and_number_of_tasks(tasks: tuple[CountedTask, ...]) -> Iterator[Breach]:
    """Тексеру тапсырмаларының түрі мен саны (мысалы, тест – 10 сұрақ, курс тыңдаушыларының тапсырмаларды өзара тексеруімен эссе, интерактивті тапсырма және т. б.)"""  # noqa: E501 — verbatim
    if not tasks:
        yield Breach(NO_TASKS)


@MoocWorkingProgramme.rule(
    "0202-lecture-tasks",
    "02-02 table",
    reads=("kind", "count"),
    each="modules.*.lectures.*.tasks.*",
    limits={"count.minimum": 1},
)
def task_has_kind_and_number(kind: Text, count: int) -> Iterator[Breach]:
    """Тексеру тапсырмаларының түрі мен саны (мысалы, тест – 10 сұрақ, курс тыңдаушыларының тапсырмаларды өзара тексеруімен эссе, интерактивті тапсырма және т. б.)"""  # noqa: E501 — verbatim
    if not kind:
        yield Breach(EMPTY)
    if count < 1:
        yield Breach(BELOW, limit=1, actual=count, on="count")


@MoocWorkingProgramme.rule(
    "0202-module-and-final-control",
    "02-02 table",
    reads="final_control",
    each="modules.*",
    limits={"final_control.count.minimum": 1},
)
@MoocWorkingProgramme.rule(
    "0202-module-and-final-control",
    "02-02 table",
    reads="final_control",
    limits={"final_control.count.minimum": 1},
)
def control_has_kind_and_number(control: CountedTask | ModuleControl) -> Iterator[Breach]:
    """№1 модуль бойынша қорытынды бақылау … ЖАОК бойынша қорытынды бақылау"""
    if control.kind == "":
        yield Breach(EMPTY, path=".kind")
    if isinstance(control.count, int) and control.count < 1:
        yield Breach(BELOW, limit=1, actual=control.count, path=".count")


@MoocWorkingProgramme.rule("02-work-programme-approved", "02 §10.1", reads=("department", "date"))
def approved_by_a_department_on_a_date(department: Text, date: object) -> Iterator[Breach]:
    """Оқытушылар құрамына ЖАОК жұмыс бағдарламасын Ү.ЖИЦДО-7.5.1-2025-02-02 үлгісіне сәйкес кафедрада әзірлеп, бекіту қажет."""  # noqa: E501 — verbatim
    if not department:
        yield Breach(EMPTY)


_SIGNATURES = "02-02 signature block"


@MoocWorkingProgramme.rule("0202-signatures", _SIGNATURES, reads="name", each="authors.*")
@MoocWorkingProgramme.rule("0202-signatures", _SIGNATURES, reads="head_of_department.name")
def who_signs_is_named(name: Name) -> Iterator[Breach]:
    """« ____ » _____ 20__ ж. … Кафедра меңгерушісі (аббревиатура) _____ Т.А.Ә. … Курс авторы _____ Т.А.Ә."""  # noqa: E501 — verbatim
    if not name:
        yield Breach(NOBODY_SIGNS)
