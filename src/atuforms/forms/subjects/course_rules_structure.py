"""What regulation 02 asks of the structure of a course: modules, weeks, lessons, hours (02 §7–§8).

A week is a module (02 §7.7). The fixed counts of §8.3–§8.5 are warnings, since §8.7 lets the
structure vary.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from atuforms.core.json_numbers import json_number
from atuforms.core.language.messages import LECTURE_UNDER_15_MINUTES
from atuforms.fields.durations import clock
from atuforms.fields.media import Video
from atuforms.fields.not_given import given, given_items
from atuforms.fields.texts import Text
from atuforms.forms.limits import count_between, given_but_empty
from atuforms.forms.rules import Breach
from atuforms.forms.subjects.course import Course, Lesson, Module, Task
from atuforms.forms.subjects.course_messages import (
    BLOCK_MISSING,
    LESSON_MINUTES,
    MODULE_END,
    NO_EXCHANGE,
    NO_FINAL_ASSESSMENT,
    NO_LESSON_MATERIAL,
    NO_LESSON_QUESTIONS,
    NO_PRACTICAL_TASK,
    NO_WEEK_VIDEO,
    SERIES_SIZE,
    TOO_MANY_HOURS,
    WEEK_HOURS,
    WEEK_QUESTIONS,
    WEEK_VIDEO,
    WEEKLY_SUMMATIVE,
    WEEKLY_SUMMATIVE_RECOMMENDED,
)

MODULES = "modules.*"
LESSONS = "modules.*.lessons.*"

LECTURE_SECONDS = 15 * 60
LESSON_SECONDS = 30 * 60
WEEK_VIDEO_SECONDS = (30 * 60, 60 * 60)
MOST_WEEK_QUESTIONS = 10
COURSE_HOURS = 30
LONG_COURSE_HOURS = 100
SERIES = (3, 6)


@Course.rule("02-modules-4-6", "02 §8.1", reads="modules", limits={"minItems": 4, "maxItems": 6})
def four_to_six_modules(modules: tuple[Module, ...]) -> Iterator[Breach]:
    """Әрбір курс 4-тен 6 аптаға дейінгі модульдерден тұрады."""
    yield from count_between(modules, 4, 6)


@Course.rule(
    "02-module-outcomes-min-4", "02 §8.2", reads="outcomes", each=MODULES, limits={"minItems": 4}
)
def four_outcomes_a_module(outcomes: tuple[Text, ...]) -> Iterator[Breach]:
    """Әр модульде кемінде 4 оқу нәтижесі болуы керек, олар негізгі құзыреттерге қол жеткізуге бағытталған."""  # noqa: E501 — verbatim
    yield from count_between(outcomes, 4)


@Course.rule(
    "02-module-practical-task",
    "02 §8.2",
    reads=("practical_task", ""),
    each=MODULES,
    severity="warning",
)
def practical_task_ends_the_module(task: Task, module: Module) -> Iterator[Breach]:
    """Әр модульдің соңында оқушылардың меңгерген білімдерін практикада қолдануға мүмкіндік беретін практикалық тапсырма ұсынылады."""  # noqa: E501 — verbatim
    for _ in given_but_empty(module, ["practical_task"]):
        yield Breach(NO_PRACTICAL_TASK)


@Course.rule(
    "02-module-forum-discussion",
    "02 §8.2",
    reads="forum_discussions",
    each=MODULES,
    limits={"minItems": 1},
)
def one_discussion_a_module(discussions: tuple[Text, ...]) -> Iterator[Breach]:
    """әр модуль аясында платформаның пікірталас форумында тақырыпты талқылау үшін кемінде бір рет пікір алмасу жоспарланады"""  # noqa: E501 — verbatim
    if not discussions:
        yield Breach(NO_EXCHANGE, limit=1, actual=0)


@Course.rule("02-week-hours-3-5", "02 §8.3", reads="hours", each=MODULES, severity="warning")
def three_to_five_hours_a_week(hours: Decimal) -> Iterator[Breach]:
    """Курс аптасы материалды толық меңгеру үшін 3-тен 5 сағатқа дейін уақытты қажет етеді."""
    low, high = 3, 5
    if not low <= hours <= high:
        limit = low if hours < low else high
        yield Breach(
            WEEK_HOURS, limit=limit, actual=json_number(hours), details={"low": low, "high": high}
        )


@Course.rule("02-week-lessons-2-4", "02 §8.3", reads="lessons", each=MODULES, severity="warning")
def two_to_four_lessons_a_week(lessons: tuple[Lesson, ...]) -> Iterator[Breach]:
    """Әр аптада 2-4 сабақ ұсынылады"""
    yield from count_between(lessons, 2, 4)


@Course.rule(
    "02-lesson-outcomes-1-2", "02 §8.3", reads="outcomes", each=LESSONS, severity="warning"
)
def one_or_two_outcomes_a_lesson(outcomes: tuple[Text, ...]) -> Iterator[Breach]:
    """әр сабақта 1-2 оқу нәтижесі қамтылады"""
    yield from count_between(outcomes, 1, 2)


@Course.rule(
    "02-week-questions-over-10", "02 §8.3", reads="lessons", each=MODULES, severity="warning"
)
def more_than_ten_questions_a_week(lessons: tuple[Lesson, ...]) -> Iterator[Breach | None]:
    """материалдарды меңгеруді бекіту үшін 10-нан астам практикалық сұрақтар қарастырылған"""
    asked = [given(lesson.questions) for _, lesson in given_items(lessons)]
    count = sum(len(questions or ()) for questions in asked)
    if count > MOST_WEEK_QUESTIONS:
        return
    if None in asked or len(asked) < len(lessons):
        yield None
    else:
        yield Breach(WEEK_QUESTIONS, limit=MOST_WEEK_QUESTIONS, actual=count)


@Course.rule("02-weekly-summative", "02 §8.4", reads="summative", each=MODULES, severity="warning")
def one_summative_task_a_week(tasks: tuple[Task, ...]) -> Iterator[Breach]:
    """Әр апта сайын бір суммативті тапсырма өткізіледі"""
    if len(tasks) != 1:
        yield Breach(WEEKLY_SUMMATIVE, limit=1, actual=len(tasks))


@Course.rule(
    "02-weekly-summative-recommended",
    "02 §7.7",
    reads="summative",
    each=MODULES,
    severity="warning",
)
def summative_task_is_recommended(tasks: tuple[Task, ...]) -> Iterator[Breach]:
    """Оқудың мақсаттарын меңгеруді өлшеп, растау үшін әр аптада (модульде) суммативті бағалау тапсырмаларын жоспарлау ұсынылады."""  # noqa: E501 — verbatim
    if not tasks:
        yield Breach(WEEKLY_SUMMATIVE_RECOMMENDED, limit=1, actual=0, details={"other": "02 §8.4"})


@Course.rule("02-week-video-30-60", "02 §8.4", reads="lessons", each=MODULES, severity="warning")
def videos_of_a_week(lessons: tuple[Lesson, ...]) -> Iterator[Breach | None]:
    """Бейнематериалдардың жалпы ұзақтығы 30-дан 60 минутқа дейін"""
    videos = [given(lesson.video) for _, lesson in given_items(lessons)]
    lengths = [video and given(video.duration) for video in videos]
    low, high = WEEK_VIDEO_SECONDS
    total = sum(length or 0 for length in lengths)
    if total > high:
        limit = high
    elif None in lengths or len(lengths) < len(lessons) or not lengths:
        yield None
        return
    elif total < low:
        limit = low
    else:
        return
    yield Breach(
        WEEK_VIDEO,
        limit=limit,
        actual=total,
        details={"found": clock(total), "low": clock(low), "high": clock(high)},
    )


@Course.rule(
    "02-video-segment-min-15",
    "02 §8.4",
    reads="video.duration",
    each=LESSONS,
    severity="warning",
)
def video_segment_lasts_fifteen_minutes(seconds: int) -> Iterator[Breach]:
    """әрқайсысы кемінде 15 минут болатын шағын сегменттерге бөлінген (ұзақтығы мазмұнға және оқу нәтижелеріне байланысты)"""  # noqa: E501 — verbatim
    yield from _under_fifteen_minutes(seconds)


@Course.rule(
    "02-lesson-video-min-15", "02 §8.5", reads="video.duration", each=LESSONS, severity="warning"
)
def video_of_a_lesson_lasts_fifteen_minutes(seconds: int) -> Iterator[Breach]:
    """Сабақ аясында ұсынылатын бейнематериалдың ұзақтығы кемінде 15 минут"""
    yield from _under_fifteen_minutes(seconds)


@Course.rule("02-lesson-30-min", "02 §8.5", reads="minutes", each=LESSONS, severity="warning")
def lesson_lasts_thirty_minutes(seconds: int) -> Iterator[Breach]:
    """Әр сабақтың ұзақтығы 30 минут."""
    if seconds != LESSON_SECONDS:
        yield Breach(
            LESSON_MINUTES,
            limit=LESSON_SECONDS,
            actual=seconds,
            details={"length": clock(seconds), "bound": clock(LESSON_SECONDS)},
        )


@Course.rule("02-lesson-extra-materials", "02 §8.5", reads="", each=LESSONS, severity="warning")
def lesson_has_material_and_questions(lesson: Lesson) -> Iterator[Breach | None]:
    """қатысушыларға өз бетімен оқуға арналған қосымша материалдар мен өткен материалды бекітуге арналған сұрақтар беріледі"""  # noqa: E501 — verbatim
    for name, message in (
        ("material", NO_LESSON_MATERIAL),
        ("questions", NO_LESSON_QUESTIONS),
    ):
        value = given(getattr(lesson, name))
        if value is None:
            yield None
        elif not value:
            yield Breach(message, on=name)


@Course.rule("02-course-max-30-hours", "02 §8.6", reads=("academic_hours", ""))
def thirty_hours_at_most(hours: Decimal, course: Course) -> Iterator[Breach]:
    """Курстың жалпы ұзақтығы 30 академиялық сағаттан аспауы тиіс"""
    # More hours are allowed in a series, and in a general discipline up to a limit of its own.
    low, high = SERIES
    in_series = low <= len(given(course.series) or ()) <= high
    general = bool(given(course.general_discipline)) and hours > LONG_COURSE_HOURS
    if hours > COURSE_HOURS and not in_series and not general:
        yield Breach(
            TOO_MANY_HOURS,
            limit=COURSE_HOURS,
            actual=json_number(hours),
            details={"whole": int(hours)},
        )


@Course.rule("02-specialisation-3-6", "02 §8.6", reads="series", severity="warning")
def series_has_three_to_six_courses(series: tuple[Text, ...]) -> Iterator[Breach]:
    """Егер курстың мазмұны 30 академиялық сағаттан артық болса, кеңірек дағдыларды игеру үшін 3-тен 6 курсқа дейінгі мамандандырылған курстар сериясын жасау ұсынылады."""  # noqa: E501 — verbatim
    low, high = SERIES
    if series and not low <= len(series) <= high:
        limit = low if len(series) < low else high
        details = {"low": low, "high": high}
        yield Breach(SERIES_SIZE, limit=limit, actual=len(series), details=details)


Course.kept(
    "02-over-100-hours-general",
    "02 §8.6",
    "100 академиялық сағаттан асатын ЖАОК әзірлеуге жоғары және (немесе) жоғары оқу орнынан "
    "кейінгі білім беру ұйымдарына арналған жалпы білім беру пәндерінің үлгілік оқу "
    "бағдарламаларына сәйкес рұқсат етіледі.",
    because="It lifts the limit of 30 academic hours, and is looked at with that limit.",
)


@Course.rule("02-structure-blocks", "02 §8.7", reads="", each=LESSONS, severity="warning")
def topic_has_three_blocks(lesson: Lesson) -> Iterator[Breach | None]:
    """Блок 1. Бейне дәріс … Блок 2. Оқу материалы … Блок 3. Бағалау"""
    for name in ("video", "material", "tasks"):
        if given(getattr(lesson, name)) is None:
            yield None
        else:
            for breach in given_but_empty(lesson, [name]):
                yield Breach(BLOCK_MISSING, on=breach.on)


@Course.rule("02-structure-module-end", "02 §8.7", reads="", severity="warning")
def forum_and_assessment_end_the_module(course: Course) -> Iterator[Breach | None]:
    """Талқылауға арналған форум … №1 модуль бойынша бағалау"""
    for number, module in given_items(course.modules):
        discussions, tasks = given(module.forum_discussions), given(module.summative)
        if discussions == () or tasks == ():
            missing = "summative" if discussions else "forum_discussions"
            yield Breach(MODULE_END, path=f".modules.{number}.{missing}")
        elif discussions is None or tasks is None:
            yield None
    if given(course.final_task) is None:
        yield None
    for _ in given_but_empty(course, ["final_task"]):
        yield Breach(NO_FINAL_ASSESSMENT, path=".final_task")


@Course.rule("0201-video-weekly", "02-01 item 20", reads="lessons", each=MODULES)
def every_week_has_a_video(lessons: tuple[Lesson, ...]) -> Iterator[Breach | None]:
    """Видеодәрістер – бекітілген жұмыс бағдарламасына сәйкес әр аптаға видеоматериал жазу қажет."""
    videos = [given(lesson.video) for _, lesson in given_items(lessons)]
    if any(_is_told(video) for video in videos):
        return
    if None in videos or len(videos) < len(lessons):
        yield None
    else:
        yield Breach(NO_WEEK_VIDEO, limit=1, actual=0)


def _is_told(video: Video | None) -> bool:
    """Whether anything is said of a video."""
    return video is not None and any(
        given(getattr(video, name)) is not None for name in type(video).model_fields
    )


def _under_fifteen_minutes(seconds: int) -> Iterator[Breach]:
    if seconds < LECTURE_SECONDS:
        details = {"length": clock(seconds), "bound": clock(LECTURE_SECONDS)}
        yield Breach(
            LECTURE_UNDER_15_MINUTES, limit=LECTURE_SECONDS, actual=seconds, details=details
        )
