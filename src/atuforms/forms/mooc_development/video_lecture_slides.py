"""02-04: presentation for the recording of a video lecture.

The authors make one for each lecture and open it in full screen while they record (02 §8.4,
02-01 item 20); the specialist of the centre's department (DDD) gets it a day before (02-07).
Slides 5 and 6 of the template are missing in the regulation, so any number of content slides
may stand between the contents and the process.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.wording import wording_of
from atuforms.fields.media import Image
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Text
from atuforms.forms.base import Form
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.presentation import fill_title_slide, lacking_of_author
from atuforms.forms.printed import Printed, part, rows
from atuforms.forms.rules import Breach

TEMPLATE_PART = Message(
    _("{label}: the template has this part, and here it is empty"),
    _("Fill it in: title, contents, content slides, process, summary."),
)
FEW_QUESTIONS = Message(
    _("{label}: {actual} of the {limit} questions that the template has"),
    _("Name the questions of the lecture."),
)
NOT_CORPORATE = Message(
    _("{label}: “{actual}” is not an address of the university"),
    _("Give the corporate address, which ends in {limit}."),
)

QUESTIONS = 3
"""Questions on the contents slide of the template."""
CORPORATE = "@atu.edu.kz"


class ContentSlide(Record):
    """A slide with a heading and a text, a picture, or both."""

    title: Text
    text: LongText | None = None
    image: Image | None = None


class Process(Record):
    """The slide that shows a process step by step."""

    title: Text | None = None
    steps: tuple[Text, ...]


class VideoLectureSlides(Form):
    """Presentation for recording a video lecture (form 02-04)."""

    CODE = "02-04"
    SLUG = "video-lecture-slides"
    CLAUSES = ("02 §8.4", "02-01 item 20", "02 §13")
    PRINTS_PRIVATE = {"author": ("email", "photo")}
    FACTS = {
        "title": "course_title",
        "author": "author",
        "faculty": "faculty",
        "department": "department",
    }
    IDENTITY = None
    FORMATS = ("pptx", "pdf")
    BLANK_ROWS = {"questions": QUESTIONS, "slides": 3, "process.steps": 5, "summary": 3}

    faculty: Text
    department: Text
    course_title: Text
    author: Person
    questions: tuple[Text, ...]
    """Questions of the lecture, which the contents slide lists."""
    slides: tuple[ContentSlide, ...]
    process: Process | None = None
    summary: tuple[Text, ...]

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """That this is no blank."""
        return {"empty": False}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """The words of the template, which stand on the slides of a blank to be typed over."""
        prompts = wording_of(cls, lang)["prompts"]
        filled = fill_title_slide(printed, prompts, "course_title")
        for slide, texts in zip(rows(printed, "slides"), prompts["slides"], strict=True):
            slide.update(texts)
        for step in rows(part(printed, "process"), "steps"):
            step["value"] = prompts["step"]
        for point, text in zip(rows(printed, "summary"), prompts["summary"], strict=True):
            point["value"] = text
        return {"empty": True, **filled}


mooc_title_limit(VideoLectureSlides, "course_title")


@VideoLectureSlides.rule(
    "02-presentation-template",
    "02 §8.4",
    reads=("slides", "questions", "summary"),
    limits={"slides.minItems": 1, "questions.minItems": 1, "summary.minItems": 1},
)
def parts_of_the_template_are_filled(
    slides: tuple[ContentSlide, ...], questions: tuple[Text, ...], summary: tuple[Text, ...]
) -> Iterator[Breach]:
    """Бейнематериалдарды жазуға арналған презентациялар Ү.ЖИЦДО-7.5.1-2025-02-04 үлгісі бойынша ресімделеді."""  # noqa: E501 — verbatim
    for name, items in (("slides", slides), ("questions", questions), ("summary", summary)):
        if not items:
            yield Breach(TEMPLATE_PART, on=name)


@VideoLectureSlides.rule(
    "0204-structure", "02-04 slides", reads=("questions", "author"), severity="warning"
)
def slides_follow_the_template(questions: tuple[Text, ...], author: Person) -> Iterator[Breach]:
    """Вопрос 1. Введите название первого вопроса лекции … Резюме темы"""
    if 0 < len(questions) < QUESTIONS:
        yield Breach(FEW_QUESTIONS, limit=QUESTIONS, actual=len(questions))
    yield from lacking_of_author(author)
    if author.email and not author.email.lower().endswith(CORPORATE):
        yield Breach(
            NOT_CORPORATE, limit=CORPORATE, actual=author.email, on="author", path=".email"
        )
