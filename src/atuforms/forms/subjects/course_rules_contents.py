"""What a course must hold: components, materials, forum, surveys, videos (01 §10, 01-02, 02)."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import LASTS_TOO_LONG, TOO_FEW, TOO_MANY
from atuforms.fields.durations import clock
from atuforms.fields.not_given import given, given_items
from atuforms.fields.texts import Text
from atuforms.forms.finished_videos import finished_videos
from atuforms.forms.limits import (
    competition_annotation_limit,
    count_between,
    given_but_empty,
    short_annotation_limit,
)
from atuforms.forms.rules import Breach
from atuforms.forms.subjects.course import Course, Survey
from atuforms.forms.subjects.course_messages import (
    NO_ANNOTATION,
    NO_ASSESSMENT,
    NO_COHORTS,
    NO_DEVELOPER,
    NO_FORUM,
    NO_FORUM_DISCUSSION,
    NO_GLOSSARY,
    NO_GRADING,
    NO_INTERACTION,
    NO_MATERIALS,
    NO_PROMO,
    NO_SOUND,
    NO_SYLLABUS,
    NO_TASKS,
    NO_TEXT_MATERIAL,
    NO_TITLE,
    NO_VIDEOS,
    SURVEY_MISSING,
)

LESSONS = "modules.*.lessons.*"

SURVEY_QUESTIONS = 15
PROMO_SECONDS = 180
COHORTS = 2


@Course.rule("01-two-cohorts", "01 §10.1", reads="", severity="warning")
def two_cohorts_tried_the_course(course: Course) -> Iterator[Breach]:
    """The MOOC must be piloted and demonstrate learning outcomes from at least two cohorts of learners/participants."""  # noqa: E501 — verbatim
    cohorts = given(course.cohorts)
    if not cohorts:
        yield Breach(NO_COHORTS, limit=COHORTS, actual=0, path=".cohorts")
    else:
        for breach in count_between(cohorts, COHORTS):
            yield Breach(TOO_FEW, COHORTS, len(cohorts), ".cohorts", details=breach.details)


@Course.rule("01-developer-title-annotation", "01 §10.2", reads="")
def developer_title_and_annotation(course: Course) -> Iterator[Breach | None]:
    """The MOOC must include the full name(s) of the developer(s), the course title, and a brief annotation."""  # noqa: E501 — verbatim
    authors = given(course.authors)
    if authors is not None and not any(author.name for _, author in given_items(authors)):
        yield Breach(NO_DEVELOPER, path=".authors")
    title = given(course.title)
    if title is not None and not title:
        yield Breach(NO_TITLE, path=".title")
    annotations = [given(course.annotation_short), given(course.annotation)]
    if annotations == [None, None]:
        yield None
    elif not any(annotations):
        name = "annotation" if annotations[0] is None else "annotation_short"
        yield Breach(NO_ANNOTATION, path=f".{name}")


@Course.rule("01-syllabus-promo-glossary-forum", "01 §10.4", reads="")
def syllabus_promo_glossary_and_forum(course: Course) -> Iterator[Breach | None]:
    """The course must obligatorily include a syllabus, a promotional video, a glossary, and a forum or chat."""  # noqa: E501 — verbatim
    for name, message in (("syllabus", NO_SYLLABUS), ("promo_video", NO_PROMO)):
        if given(getattr(course, name)) is None:
            yield None
        for _ in given_but_empty(course, [name]):
            yield Breach(message, path=f".{name}")
    # The regulation demands their presence, so a course that is silent about them is warned.
    if not given(course.glossary):
        absent = given(course.glossary) is None
        yield Breach(NO_GLOSSARY, path=".glossary", severity="warning" if absent else None)
    places = [given(course.forum), given(course.chat)]
    if not any(map(_is_there, places)):
        absent = None in places
        yield Breach(NO_FORUM, path=".forum", severity="warning" if absent else None)


@Course.rule("02-glossary", "02 §11.9", reads="")
def glossary_is_offered(course: Course) -> Iterator[Breach]:
    """Тыңдаушылардың онлайн курсты толық меңгеруі үшін арнайы терминдер, қысқартулар, ұғымдар тізімінен тұратын глоссарий ұсыну қажет."""  # noqa: E501 — verbatim
    if not given(course.glossary):
        absent = given(course.glossary) is None
        yield Breach(NO_GLOSSARY, path=".glossary", severity="warning" if absent else None)


@Course.rule("02-mooc-components", "02 §7.1", reads="")
def components_of_a_mooc(course: Course) -> Iterator[Breach | None]:
    """ол тақырыптық тұрғыдан байланысты видеолекциялар, қосымша оқу материалдары, презентациялар, тексеру тапсырмалары, сондай-ақ білім беру процесінің барлық қатысушыларының арнайы платформадағы форумдарда тұрақты қарым-қатынасын қамтамасыз етеді"""  # noqa: E501 — verbatim
    for name, message in (
        ("video", NO_VIDEOS),
        ("material", NO_MATERIALS),
        ("tasks", NO_TASKS),
    ):
        lessons = [lesson for _, lesson in course.lessons()]
        values = [given(getattr(lesson, name)) for lesson in lessons]
        empty = [any(given_but_empty(lesson, [name])) for lesson in lessons]
        if values and all(empty):
            yield Breach(message, path=".modules")
        elif not values or (None in values and not any(values)):
            yield None
    if given(course.forum) == "false":
        yield Breach(NO_FORUM_DISCUSSION, path=".forum")
    # A record has no key for presentations.
    yield None


@Course.rule("0102-final-grade-algorithm", "01-02 section 2", reads="")
def final_grade_and_weekly_assessment(course: Course) -> Iterator[Breach | None]:
    """Testing and assessment materials should include an algorithm for calculating the final grade for the e-course, and each part (week) should end with an assessment element;"""  # noqa: E501 — verbatim
    grading = given(course.grading)
    if grading is None:
        yield None
    elif not grading:
        yield Breach(NO_GRADING, path=".grading")
    for number, module in given_items(course.modules):
        last = [lesson.tasks for _, lesson in given_items(module.lessons)][-1:]
        ends = [module.summative, module.practical_task, *last]
        if any(given(end) for end in ends):
            continue
        if any(given(end) is None for end in ends):
            yield None
        else:
            yield Breach(NO_ASSESSMENT, path=f".modules.{number}.summative")


@Course.rule("0102-text-mandatory", "01-02 section 2", reads=("material", "video"), each=LESSONS)
def text_goes_with_the_video(material: str, video: object) -> Iterator[Breach]:
    """Text materials are mandatory in addition to video lectures;"""
    if not material:
        yield Breach(NO_TEXT_MATERIAL)


@Course.rule(
    "0102-interaction-per-section",
    "01-02 section 3",
    reads="forum_discussions",
    each="modules.*",
    limits={"minItems": 1},
)
def learners_interact_in_each_section(discussions: tuple[Text, ...]) -> Iterator[Breach]:
    """Each section must include at least one component that ensures interaction among learners (learning process moderation, chats, and forums);"""  # noqa: E501 — verbatim
    if not discussions:
        yield Breach(NO_INTERACTION, limit=1, actual=0)


@Course.rule("0102-av-mandatory", "01-02 section 3", reads="")
def course_has_pictures_and_sound(course: Course) -> Iterator[Breach | None]:
    """Mandatory use of audio and video materials;"""
    videos = [given(lesson.video) for _, lesson in course.lessons()]
    told = [video for video in videos if video is not None]
    if not told:
        yield None
    elif all(any(given_but_empty(lesson, ["video"])) for _, lesson in course.lessons()):
        yield Breach(NO_VIDEOS, path=".modules")
    elif all(given(video.channels) == 0 for video in told):
        yield Breach(NO_SOUND, path=".modules")


@Course.rule("0208-annotation-kinds", "02-08 item 2", reads="", severity="warning")
def modules_are_annotated(course: Course) -> Iterator[Breach | None]:
    """аннотацияның болуы, ашық онлайн курстарда аннотацияның 2 түрі бар: … а) әр модульге / тақырыпқа; … б) әр бейнеге."""  # noqa: E501 — verbatim
    for number, module in given_items(course.modules):
        annotation = given(module.annotation)
        if annotation is not None and not annotation:
            yield Breach(NO_ANNOTATION, path=f".modules.{number}.annotation")
    # A record has no key for the annotation of a video.
    yield None


short_annotation_limit(Course, "annotation_short")


competition_annotation_limit(Course, "annotation", severity="warning")


@Course.rule(
    "02-survey-max-15",
    "02 §12.10.1",
    reads="surveys",
    limits={"minItems": 2, "surveys.questions.maxItems": SURVEY_QUESTIONS},
)
def two_surveys(surveys: tuple[Survey, ...]) -> Iterator[Breach | None]:
    """Курстың басталуына және аяқталуына дейін авторлар немесе авторлар ұжымы әрқайсысы 15 сұрақтан аспайтын, курстың мазмұнына және оны ресімдеуге қатысты ұсыныстар мен ескертулерді қамтитын сауалнамалар (анкета) әзірлеуі қажет."""  # noqa: E501 — verbatim
    stages = [given(survey.stage) for _, survey in given_items(surveys)]
    for number, survey in given_items(surveys):
        questions = given(survey.questions)
        if questions is None:
            yield None
        for breach in count_between(questions or (), None, SURVEY_QUESTIONS):
            yield Breach(
                TOO_MANY,
                breach.limit,
                breach.actual,
                f".{number}.questions",
                details=breach.details,
            )
    if None in stages or len(stages) < len(surveys):
        yield None
        return
    for stage in ("start", "end"):
        if stage not in stages:
            details = {"choice": "survey_stage", "option": stage}
            yield Breach(SURVEY_MISSING, limit=2, actual=len(surveys), details=details)


@Course.rule("0201-promo-max-3min", "02-01 item 14", reads="promo_video.duration")
def promo_video_lasts_three_minutes(seconds: int) -> Iterator[Breach]:
    """14. Промовидео немесе курс трейлері (3 минутқа дейін)."""
    if seconds > PROMO_SECONDS:
        details = {"length": clock(seconds), "bound": clock(PROMO_SECONDS)}
        yield Breach(LASTS_TOO_LONG, limit=PROMO_SECONDS, actual=seconds, details=details)


finished_videos(Course, "promo_video")
finished_videos(Course, f"{LESSONS}.video")


def _is_there(place: str | None) -> bool:
    return place not in (None, "", "false")
