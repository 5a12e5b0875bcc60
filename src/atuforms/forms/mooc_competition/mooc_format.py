"""01-02: format of a MOOC, for the competition.

The authors describe the course and set what it has beside what is required of it (01 §10.7); the
form goes with the cover letter 01-01.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atuforms.core.language.languages import Language
from atuforms.core.language.messages import BELOW, EMPTY, MISSING
from atuforms.core.language.sentences import Message, plural_sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.durations import clock
from atuforms.fields.media import Image, Video, usual_name
from atuforms.fields.not_given import NOT_GIVEN, given, given_items
from atuforms.fields.numbers import Amount, Whole
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Text
from atuforms.forms.authors import says_of_author
from atuforms.forms.base import Form
from atuforms.forms.competition_videos import LECTURE_OVER_15_MINUTES, competition_videos
from atuforms.forms.limits import competition_annotation_limit, given_but_empty, mooc_title_limit
from atuforms.forms.printed import Printed, part, rows
from atuforms.forms.rules import Breach
from atuforms.forms.video_lengths import LECTURE_SECONDS, PROMO_SECONDS, lasts_at_most

DESCRIPTION_WITHOUT_OUTCOMES = Message(
    _("{label}: knowledge, skills and competencies are not all named"),
    _("Say which knowledge, skills and competencies learners acquire."),
)
WEEKS_NOT_DESCRIBED = Message(
    plural_sentence(
        "{label}: {actual} week is described, the course has {limit}",
        "{label}: {actual} weeks are described, the course has {limit}",
        count="actual",
    ),
    _("Describe each week of study once."),
)

# Stems of the words, as the three languages inflect them.
_OUTCOMES = (
    re.compile(r"білім|біледі|знани|знает|будут знать|knowledge|\bknow", re.IGNORECASE),
    re.compile(r"дағды|икем|умени|умеет|навык|\bskill|\bable to\b", re.IGNORECASE),
    re.compile(r"құзырет|компетенц|competenc", re.IGNORECASE),
)


class WeekOfStudy(Record):
    """One line of the weekly workload (section 3)."""

    topics: Text
    hours: Amount | None = None
    activities: Text | None = None
    assessment: Text | None = None
    technologies: Text | None = None
    outcomes: Text | None = None


class CourseHas(Record):
    """What the course has, in the author's words, beside what sections 2 and 3 require."""

    final_grade_algorithm: Text | None = None
    text_materials: Text | None = None
    promo_content: Text | None = None
    interaction: Text | None = None
    audio_video_graphics: Text | None = None
    digital_resources: Text | None = None
    citation: Text | None = None
    external_resources: Text | None = None


class MoocFormat(Form):
    """Format of a MOOC (form 01-02)."""

    CODE = "01-02"
    SLUG = "mooc-format"
    CLAUSES = ("01 §10.7", "01 §13")
    PRINTS_PRIVATE = {"authors": ("photo",)}
    FACTS = {
        "title": "course_title",
        "authors": "authors",
        "weeks": "weeks_of_study",
        "video_lectures": "video_lectures",
        "annotation": "annotation",
        "full_description": "full_description",
        "illustration": "main_illustration",
        "promo_video": "promo_video",
    }
    OWN_FACTS = ("promo_video",)
    SUBJECTS = ("course",)
    BLANK_ROWS = {"authors": 2, "video_lectures": 5, "weekly_workload": 4}

    course_title: Text
    weeks_of_study: Whole
    authors: tuple[Person, ...]
    annotation: LongText
    full_description: LongText
    main_illustration: Image
    promo_video: Video
    video_lectures: tuple[Video, ...] | None = None
    course_has: CourseHas | None = None
    weekly_workload: tuple[WeekOfStudy, ...] | None = None

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """What the video lectures have in common, for the table of section 2."""
        _set_frames(printed)
        lectures = [lecture for _number, lecture in given_items(self.video_lectures)]
        lengths = sorted(filter(None, (given(each.duration) for each in lectures)))
        ends = [lengths[0], lengths[-1]] if lengths else []
        return {
            "lecture_lengths": "–".join(dict.fromkeys(map(clock, ends))),
            "lecture_formats": _distinct(map(_picture_facts, lectures)),
            "lecture_sounds": _distinct(usual_name(each.audio_codec or "") for each in lectures),
            "lecture_channels": _distinct(str(each.channels or "") for each in lectures),
        }

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """Empty places for the same."""
        names = ("lecture_lengths", "lecture_formats", "lecture_sounds", "lecture_channels")
        _set_frames(printed)
        return dict.fromkeys(names, "")


def _picture_facts(video: Video) -> str:
    frame = f"{video.width}×{video.height}" if video.width and video.height else ""
    names = (usual_name(video.container or ""), usual_name(video.video_codec or ""))
    return ", ".join(filter(None, (*names, frame)))


def _distinct(facts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, facts)))


def _set_frames(printed: Printed) -> None:
    """Set ``by``, the sign between width and height, in every video that has both."""
    for video in (part(printed, "promo_video"), *rows(printed, "video_lectures")):
        video["by"] = "×" if video["width"] and video["height"] else ""


mooc_title_limit(MoocFormat, "course_title")
competition_videos(MoocFormat, "promo_video")
competition_videos(MoocFormat, "video_lectures.*")


_ITEMS = (
    "course_title",
    "authors",
    "annotation",
    "full_description",
    "main_illustration",
    "promo_video",
)


@MoocFormat.rule("0102-general-description", "01-02 section 1", reads="")
def description_is_complete(description: MoocFormat) -> Iterator[Breach]:
    """1. General Course Description shall include:"""
    yield from given_but_empty(description, _ITEMS)


@MoocFormat.rule(
    "0102-general-description", "01-02 section 1", reads="weeks_of_study", limits={"minimum": 1}
)
def weeks_are_counted(weeks: int) -> Iterator[Breach]:
    """1. General Course Description shall include:"""
    if weeks < 1:
        yield Breach(BELOW, limit=1, actual=weeks)


@MoocFormat.rule(
    "0102-author-data",
    "01-02 section 1",
    reads="",
    each="authors.*",
    limits={"required": ["name", "position", "photo"]},
)
def authors_are_described(author: Person) -> Iterator[Breach]:
    """Course authors (position, academic degree, academic title, full name, author's photo with the JSC «ATU» logo)"""  # noqa: E501 — verbatim
    yield from says_of_author(author, "name", "position", "degree", "title", "photo")


competition_annotation_limit(MoocFormat, "annotation")


@MoocFormat.rule("0102-full-description", "01-02 section 1", reads="full_description")
def description_names_outcomes(description: Text) -> Iterator[Breach]:
    """Full course description (description of the knowledge, skills, and competencies acquired by learners upon completion of the course)"""  # noqa: E501 — verbatim
    if not description:
        yield Breach(EMPTY)
    # A warning: a program sees words, not whether they describe.
    for lang, words in description.items():
        if words and not all(each.search(words) for each in _OUTCOMES):
            yield Breach(
                DESCRIPTION_WITHOUT_OUTCOMES,
                path=f".{lang}" if lang else "",
                severity="warning",
            )


@MoocFormat.rule("0102-promo-max-3min", "01-02 section 1", reads="promo_video.duration")
def promo_lasts_at_most_3_minutes(seconds: int) -> Iterator[Breach]:
    """up to 3 minutes in duration"""  # noqa: D403 — verbatim
    yield from lasts_at_most(seconds, PROMO_SECONDS)


@MoocFormat.rule(
    "0102-video-max-15",
    "01-02 section 2",
    reads="duration",
    each="video_lectures.*",
    severity="warning",
)
def lectures_last_at_most_15_minutes(seconds: int) -> Iterator[Breach]:
    """Video lectures with a duration of no more than 15 minutes;"""
    yield from lasts_at_most(seconds, LECTURE_SECONDS, LECTURE_OVER_15_MINUTES)


@MoocFormat.rule(
    "0102-weekly-workload",
    "01-02 section 3",
    reads=("weekly_workload", "weeks_of_study"),
    limits={"weekly_workload.required": list(WeekOfStudy.model_fields)},
)
def every_week_is_described(weeks: tuple[WeekOfStudy, ...], count: int) -> Iterator[Breach]:
    """The course format description must include a weekly workload with a description of the structure and sequence of course completion, aligned with planned activities and assessment forms, as well as a description of learning technologies and outcomes;"""  # noqa: E501 — verbatim
    if len(weeks) != count:
        yield Breach(WEEKS_NOT_DESCRIBED, limit=count, actual=len(weeks))
    for number, week in given_items(weeks):
        for name in WeekOfStudy.model_fields:
            value = getattr(week, name)
            if value is not NOT_GIVEN and not value:
                yield Breach(MISSING if value is None else EMPTY, path=f".{number}.{name}")
