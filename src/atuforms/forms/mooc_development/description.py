"""02-01: description and structure of a MOOC.

The author fills it in; with the files that it names it is sent to the digital development
department (02 §12.3), and handed to the centre (02 §13). A MOOC contains these elements (02 §7.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import EMPTY, LECTURE_UNDER_15_MINUTES, MISSING
from atuforms.fields.choices import CourseLanguage, Difficulty
from atuforms.fields.media import File, Video
from atuforms.fields.numbers import Amount
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Text
from atuforms.forms.authors import says_of_author
from atuforms.forms.base import Form
from atuforms.forms.finished_videos import finished_videos
from atuforms.forms.limits import given_but_empty, mooc_title_limit, short_annotation_limit
from atuforms.forms.rules import Breach
from atuforms.forms.video_lengths import (
    LECTURE_SECONDS,
    PROMO_SECONDS,
    lasts_at_least,
    lasts_at_most,
)


class CertificatesAndGrading(Record):
    """Item 15: who gets a certificate, and how work is graded."""

    certificate_information: LongText | None = None
    checking_time_limits: LongText | None = None
    indicators: LongText | None = None
    criteria: LongText | None = None
    scales: LongText | None = None
    procedures: LongText | None = None


class MoocDescription(Form):
    """Description and structure of a MOOC (form 02-01): twenty-two elements."""

    CODE = "02-01"
    SLUG = "mooc-description"
    CLAUSES = ("02 §7.4", "02 §12.3", "02 §13")
    PRINTS_PRIVATE = {"authors": ("workplace",)}
    FACTS = {
        "title": "course_title",
        "authors": "authors",
        "language": "language",
        "difficulty": "difficulty",
        "credits": "credits",
        "academic_hours": "academic_hours",
        "video_lectures": "video_lectures",
        "university": "university",
        "target_audience": "target_audience",
        "prerequisites": "prerequisites",
        "postrequisites": "postrequisites",
        "annotation_short": "annotation_short",
        "aim": "aim",
        "objectives": "objectives",
        "outcomes": "outcomes",
        "promo_video": "promo_video",
        "grading": "certificates_and_grading",
        "programme_file": "work_programme",
        "glossary_file": "glossary",
        "references_file": "references",
        "lecture_files": "self_study_materials",
        "task_files": "tasks",
        "test_file": "tests",
    }
    # Programmes of education here, learners in certificate and protocol.
    OWN_FACTS = ("target_audience", "promo_video")
    SUBJECTS = ("course",)
    BLANK_ROWS = {
        "objectives": 3,
        "outcomes": 4,
        "self_study_materials": 4,
        "video_lectures": 4,
        "tasks": 4,
    }

    course_title: Text
    university: Text
    language: CourseLanguage
    target_audience: tuple[Text, ...]
    authors: tuple[Person, ...]
    difficulty: Difficulty
    credits: Amount
    academic_hours: Amount
    prerequisites: tuple[Text, ...]
    postrequisites: tuple[Text, ...]
    annotation_short: Text
    aim: LongText
    objectives: tuple[Text, ...]
    outcomes: tuple[Text, ...]
    promo_video: Video
    certificates_and_grading: CertificatesAndGrading
    work_programme: File
    glossary: File
    references: File
    self_study_materials: tuple[File, ...]
    video_lectures: tuple[Video, ...]
    tasks: tuple[File, ...]
    tests: File


_RECOMMENDED = ("target_audience", "prerequisites", "outcomes")
_ELEMENTS = tuple(
    name for name in MoocDescription.model_fields if name not in ("lang", *_RECOMMENDED)
)


@MoocDescription.rule("02-description-form", "02 §7.4", reads="")
def no_element_is_empty(description: MoocDescription) -> Iterator[Breach]:
    """Жаппай ашық онлайн курс Ү.ЖИЦДО-7.5.1-2025-02-01 формасына сәйкес сипаттама элементтерін қамтиды."""  # noqa: E501 — verbatim
    yield from given_but_empty(description, _ELEMENTS)


# §7.8 recommends these three; items 4, 8 and 13 of the form demand them.
@MoocDescription.rule("02-audience-prereq-recommended", "02 §7.8", reads="")
def audience_prerequisites_and_outcomes_are_named(
    description: MoocDescription,
) -> Iterator[Breach]:
    """Курстың сипаттамасына осы курстың кімдерге арналғанын, мақсатты аудиторияны қосу ұсынылады; пререквизиттерді, яғни курсты сәтті аяқтау үшін мақсатты аудиторияның қандай алдын ала білімі мен тәжірибесі болуы керектігін және оқу нәтижелерін көрсету ұсынылады."""  # noqa: E501 — verbatim
    yield from given_but_empty(description, _RECOMMENDED)


mooc_title_limit(MoocDescription, "course_title")


@MoocDescription.rule(
    "0201-authors-data",
    "02-01 item 5",
    reads="",
    each="authors.*",
    limits={"required": ["name", "workplace", "position"]},
)
def author_is_described(author: Person) -> Iterator[Breach]:
    """5. Курстың авторы(-лары) (Т.А.Ә., Жұмыс орны, Қызметі, Ғылыми дәрежесі/атағы)"""
    yield from says_of_author(author, "name", "workplace", "position", "degree", "title")


MoocDescription.closed(
    "0201-difficulty-enum",
    "02-01 item 6",
    "6. Курстың күрделілік деңгейі: бастауыш, орта, жоғары",
    reads="difficulty",
)


short_annotation_limit(MoocDescription, "annotation_short")


@MoocDescription.rule("0201-promo-max-3min", "02-01 item 14", reads="promo_video.duration")
def promo_video_lasts_three_minutes_at_most(seconds: int) -> Iterator[Breach]:
    """14. Промовидео немесе курс трейлері (3 минутқа дейін)."""
    yield from lasts_at_most(seconds, PROMO_SECONDS)


@MoocDescription.rule(
    "0201-grading-description",
    "02-01 item 15",
    reads="certificates_and_grading",
    limits={"required": list(CertificatesAndGrading.model_fields)},
)
def certificates_and_grading_are_described(grading: CertificatesAndGrading) -> Iterator[Breach]:
    """15. Сертификаттар беру туралы ақпарат, бағалау жүйесінің сипаттамасы (жұмыстарды тексеру мерзімдерін қоса алғанда)"""  # noqa: E501 — verbatim
    for name in CertificatesAndGrading.model_fields:
        value = getattr(grading, name)
        if value is None:
            yield Breach(MISSING, path=f".{name}")
        elif value == "":
            yield Breach(EMPTY, path=f".{name}")


# 01-02 allows fifteen minutes at most: nothing is refused for the length of a lecture.
@MoocDescription.rule(
    "0201-video-min-15",
    "02-01 item 20",
    reads="duration",
    each="video_lectures.*",
    severity="warning",
)
def video_lecture_lasts_fifteen_minutes_at_least(seconds: int) -> Iterator[Breach]:
    """Бейненің ұзақтығы кемінде 15 минут болуы тиіс."""
    yield from lasts_at_least(seconds, LECTURE_SECONDS, LECTURE_UNDER_15_MINUTES)


finished_videos(MoocDescription, "promo_video")
finished_videos(MoocDescription, "video_lectures.*")
