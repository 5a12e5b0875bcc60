"""The course itself: the one description from which the forms of a MOOC take their facts.

Its authors keep it while they develop the course (02 §7–§9). It has no blank; as a document it
is the structure table of 02 §8.7. Its rules stand in the files ``course_rules_*`` beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from atuforms.core.language.languages import Language
from atuforms.fields.choices import CourseLanguage, Difficulty, Level, SurveyStage, TaskKind
from atuforms.fields.dates import Date
from atuforms.fields.durations import Duration
from atuforms.fields.links import Url, UrlOrFlag
from atuforms.fields.lists import ONE_OR_MANY
from atuforms.fields.media import File, Image, Video
from atuforms.fields.not_given import given, given_items
from atuforms.fields.numbers import Amount, Count, Flag, Number, Year
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Name, Text
from atuforms.fields.times import Time
from atuforms.forms.base import Form
from atuforms.forms.facts import FactName, GivenFact
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.mooc_development.description import CertificatesAndGrading
from atuforms.forms.printed import Printed, rows
from atuforms.forms.subjects.course_facts import course_facts
from atuforms.forms.supporting.glossary import Term


class Task(Record):
    """A task of a course; ``weight`` is its share of the final grade in per cent."""

    kind: TaskKind | None = None
    title: Text | None = None
    count: Count | None = None
    weight: Number | None = None
    deadline: Date | None = None
    outcomes: tuple[Text, ...] | None = None
    """The learning outcomes that it checks."""
    parameterised: Flag | None = None
    """Whether each learner gets conditions of their own (02 §11.7)."""
    open_unique: Flag | None = None
    """Whether an open answer of one's own is wanted, and equal answers are found (02 §11.7)."""
    group_size: Count | None = None
    blind: Flag | None = None
    """Whether the assessor does not know whose work it is (02-06 row 2)."""


class Lesson(Record):
    """A topic of a module: video lecture, study material, assessment (02 §8.7)."""

    title: Text
    minutes: Duration | None = None
    outcomes: tuple[Text, ...] | None = None
    video: Video | None = None
    material: File | None = None
    questions: tuple[Text, ...] | None = None
    tasks: tuple[Task, ...] | None = None


class Module(Record):
    """A week of a course (02 §7.7)."""

    title: Text
    hours: Number | None = None
    """Academic hours of study."""
    outcomes: tuple[Text, ...] | None = None
    annotation: LongText | None = None
    lessons: tuple[Lesson, ...] | None = None
    forum_discussions: tuple[Text, ...] | None = None
    practical_task: Task | None = None
    summative: tuple[Task, ...] | None = None
    announcement: LongText | None = None
    """What learners are told when its week begins (02 §11.2)."""


class Cohort(Record):
    """A group of learners who studied the course together."""

    start: Date | None = None
    end: Date | None = None


class Survey(Record):
    """A survey of learners (02 §12.10.1)."""

    stage: SurveyStage
    questions: tuple[Text, ...]


class Completion(Record):
    """A learner who has completed the course, and the certificate of it (02 §12.8)."""

    listener: Person
    number: Name | None = None
    date: Date | None = None
    progress: Number | None = None
    """Share of the course that the learner has completed, in per cent."""


class Section(Record):
    """When a module is open to listeners (02 §12.2)."""

    module: Count
    """The number of the module, from 1."""
    open: Date
    close: Date | None = None


class Recording(Record):
    """When a video lecture is recorded in the studio (02-07 items 2 and 3)."""

    lecture: Count | None = None
    date: Date
    arrival: Time | None = None
    """When the lecturer comes to the studio."""
    start: Time | None = None
    sent: Date | None = None
    """When the slides are sent to the specialist of the department."""


class Schedule(Record):
    """The dates of a course for which the regulation sets terms (02 §12, §14.2, 02-07)."""

    announced: Date | None = None
    """When the news stands on the website."""
    information_letter: Date | None = None
    registration_open: Date | None = None
    registration_close: Date | None = None
    analysis: Date | None = None
    """When the analysis of the results is handed over."""
    sections: tuple[Section, ...] | None = None
    recordings: tuple[Recording, ...] | None = None


class Course(Form):
    """A massive open online course, as its authors describe it."""

    SLUG = "course"
    CLAUSES = ("02 §8.7",)
    FACTS = {
        "title": "title",
        "discipline": "discipline",
        "authors": "authors",
        "faculty": "faculty",
        "department": "department",
        "unit": "department",
        "head_of_department": "head_of_department",
        "department_abbreviation": "department_abbreviation",
        "university": "university",
        "director": "director",
        "language": "language",
        "level": "level",
        "target_audience": "target_audience",
        "difficulty": "difficulty",
        "credits": "credits",
        "academic_hours": "academic_hours",
        "weeks": "modules",  # a module is a week (02 §7.7)
        "video_lectures": "modules.*.lessons.*.video",
        "link": "course_link",
        "platform": "platform",
        "placement_date": "placement_date",
        "annotation_short": "annotation_short",
        "annotation": "annotation",
        "description": "description",
        "full_description": "description",
        "aim": "aim",
        "objectives": "objectives",
        "outcomes": "outcomes",
        "prerequisites": "prerequisites",
        "postrequisites": "postrequisites",
        "grading": "certificates_and_grading",
        "programme": "modules",
        "final_control": "final_task",
        "announcements": "modules.*.announcement",
        "surveys": "surveys",
        "completions": "completions",
        "terms": "terms",
        "illustration": "main_illustration",
        "promo_video": "promo_video",
        "year": "year",
        "academic_year": "academic_year_from",
        "academic_year_from": "academic_year_from",
        "academic_year_to": "academic_year_to",
        "educational_programme": "educational_programme",
        "start": "start",
        "end": "end",
        "programme_file": "work_programme",
        "glossary_file": "glossary",
        "references_file": "references",
        "lecture_files": "modules.*.lessons.*.material",
        "task_files": "task_files",
        "test_file": "tests",
    }
    # What other words are found for: the division on a certificate, what learners acquire.
    OWN_FACTS = ("unit", "full_description")
    FROM_SETTINGS = {"director": "director", "platform": "platform", "university": "university"}
    HAS_BLANK = False

    title: Text
    language: CourseLanguage
    authors: tuple[Person, ...]
    faculty: Text | None = None
    department: Text | None = None
    annotation_short: Text | None = None
    annotation: LongText | None = None
    description: LongText | None = None
    aim: LongText | None = None
    objectives: tuple[Text, ...] | None = None
    outcomes: tuple[Text, ...] | None = None
    difficulty: Difficulty | None = None
    credits: Amount | None = None
    academic_hours: Amount | None = None
    general_discipline: Flag | None = None
    """Whether it is a general education discipline with a model curriculum (02 §8.6)."""
    series: tuple[Text, ...] | None = None
    """The courses of the series to which it belongs, itself included."""
    start: Date | None = None
    end: Date | None = None
    cohorts: tuple[Cohort, ...] | None = None
    syllabus: File | None = None
    glossary: File | None = None
    promo_video: Video | None = None
    forum: UrlOrFlag | None = None
    chat: UrlOrFlag | None = None
    grading: LongText | None = None
    """How the final grade is counted (01-02 section 2)."""
    final_task: Task | None = None
    surveys: tuple[Survey, ...] | None = None
    modules: tuple[Module, ...] | None = None
    schedule: Schedule | None = None
    # What the forms say besides: each stands here once.
    university: Text | None = None
    unit: Text | None = None
    """The division as the certificate names it; the department if not given."""
    head_of_department: Person | None = None
    department_abbreviation: Text | None = None
    level: Annotated[tuple[Level, ...], ONE_OR_MANY] | None = None
    full_description: LongText | None = None
    """What learners acquire, for the competition; the description if not given."""
    target_audience: tuple[Text, ...] | None = None
    prerequisites: tuple[Text, ...] | None = None
    postrequisites: tuple[Text, ...] | None = None
    certificates_and_grading: CertificatesAndGrading | None = None
    main_illustration: Image | None = None
    course_link: Url | None = None
    platform: Text | None = None
    placement_date: Date | None = None
    director: Person | None = None
    year: Year | None = None
    """The year of the working programme."""
    academic_year_from: Year | None = None
    academic_year_to: Year | None = None
    discipline: Text | None = None
    """The discipline in which it is taught."""
    educational_programme: Text | None = None
    terms: tuple[Term, ...] | None = None
    """Its glossary; ``glossary`` is the file that is made of it."""
    work_programme: File | None = None
    references: File | None = None
    task_files: tuple[File, ...] | None = None
    tests: File | None = None
    completions: tuple[Completion, ...] | None = None

    def given_facts(self) -> dict[FactName, GivenFact]:
        """The facts that it gives to the forms, with those that they put together otherwise."""
        return {**super().given_facts(), **course_facts(self.record())}

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """Numbers of modules and topics, which are counted through."""
        topic = 0
        for number, module in enumerate(rows(printed, "modules"), start=1):
            for lesson in rows(module, "lessons"):
                topic += 1
                lesson["topic"] = str(topic)
            module["count"] = str(number)
        return {}

    def tasks(self) -> Iterator[tuple[str, Task]]:
        """Every task that can be read, with its path, in the order of the course."""
        for m, module in given_items(self.modules):
            here = f"modules.{m}"
            for n, lesson in given_items(module.lessons):
                for t, task in given_items(lesson.tasks):
                    yield f"{here}.lessons.{n}.tasks.{t}", task
            if practical := given(module.practical_task):
                yield f"{here}.practical_task", practical
            for t, task in given_items(module.summative):
                yield f"{here}.summative.{t}", task
        if final := given(self.final_task):
            yield "final_task", final

    def lessons(self) -> Iterator[tuple[str, Lesson]]:
        """Every lesson that can be read, with its path."""
        for m, module in given_items(self.modules):
            for n, lesson in given_items(module.lessons):
                yield f"modules.{m}.lessons.{n}", lesson


mooc_title_limit(Course, "title")
