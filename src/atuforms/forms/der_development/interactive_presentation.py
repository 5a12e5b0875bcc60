"""03-02: interactive presentation, a digital educational resource made of slides.

The authors make it: a title slide, the contents, slides with interactive elements, and a test
(03 §10.1). The centre (CAIDD) gets it as a SCORM package (03 §8.6). The template binds
interactive presentations only, since it cannot be applied to the other types (03 §9.2–9.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Annotated, get_args

from atuforms.core.language.languages import Language
from atuforms.core.language.messages import NOT_A_CHOICE
from atuforms.core.language.sentences import Message, plural_sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.wording import wording_of
from atuforms.fields.choices import InteractiveKind, QuestionKind
from atuforms.fields.dates import Date
from atuforms.fields.lists import ONE_OR_MANY
from atuforms.fields.media import File, Image, Video
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Text
from atuforms.forms.base import Form
from atuforms.forms.facts import FactName, GivenFact
from atuforms.forms.limits import count_between, given_but_empty
from atuforms.forms.presentation import fill_title_slide, lacking_of_author
from atuforms.forms.printed import Printed, rows, words
from atuforms.forms.rules import Breach

FEW_SLIDES = Message(
    plural_sentence(
        "The presentation has {actual} slide, at least {limit} wanted",
        "The presentation has {actual} slides, at least {limit} wanted",
        count="actual",
    ),
    _("Title, contents and test are one slide each; add interactive elements."),
)
TITLE_INCOMPLETE = Message(
    _("{label}: the title slide must show this, and it is empty"),
    _("Fill it in."),
)
NO_CONTENTS = Message(_("{label}: the contents slide lists nothing"), _("Name the questions."))
NO_INTERACTIVITY = Message(
    _("{label}: no slide is interactive"),
    _("Add interactive elements; the template has seven."),
)
NO_MEDIA = Message(
    _("{label}: there is neither a picture nor a video or audio recording"),
    _("Add an image, a video or an audio file."),
)
NO_DESCRIPTION = Message(_("{label}: the element has no text"), _("Describe it in words."))
SAME_KIND = Message(
    _("{label}: all questions are of one kind"),
    _("Add questions of another kind: multiple choice, sequence, matching."),
)

SLIDES = 10
ELEMENTS = 7
QUESTIONS = 5
KINDS = 2


class InteractiveElement(Record):
    """A slide with an interactive element, its text, and a picture, a video or a sound."""

    kind: InteractiveKind
    title: Text | None = None
    text: LongText
    image: Image | None = None
    video: Video | None = None
    audio: File | None = None


class PresentationQuestion(Record):
    """A question of the test; ``answer`` is one right answer or several, in order."""

    kind: QuestionKind
    text: Text
    options: tuple[Text, ...] | None = None
    answer: Annotated[tuple[Text, ...] | None, ONE_OR_MANY] = None


class InteractivePresentation(Form):
    """Interactive presentation (form 03-02)."""

    CODE = "03-02"
    SLUG = "interactive-presentation"
    CLAUSES = ("03 §10.1", "03 §11")
    PRINTS_PRIVATE = {"author": ("email", "photo")}
    FACTS = {
        "title": "der_title",
        "discipline": "discipline",
        "author": "author",
        "faculty": "faculty",
        "department": "department",
        "development_date": "development_date",
    }
    # A resource may have many presentations, each with a title of its own.
    OWN_FACTS = ("title", "development_date")
    SUBJECTS = ("digital-resource",)
    IDENTITY = ("der_title",)
    FORMATS = ("pptx", "pdf")
    BLANK_ROWS = {"questions": 3, "interactive_elements": ELEMENTS, "test_questions": 3}

    faculty: Text
    department: Text
    der_title: Text
    discipline: Text
    development_date: Date
    author: Person
    questions: tuple[Text, ...]
    """Questions of the topic, which the contents slide lists."""
    interactive_elements: tuple[InteractiveElement, ...]
    test_questions: tuple[PresentationQuestion, ...]

    @classmethod
    def is_wanted(cls, facts: Mapping[FactName, GivenFact]) -> bool:
        """Resources of other types have no such presentation (03 §9.2–9.3)."""
        kind = facts.get("der_type")
        return kind is None or kind.value == "interactive_presentation"

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """Letters of options, and the answers, which speakers find in their notes."""
        letters = wording_of(type(self), lang)["letters"]
        answers = []
        for number, question in enumerate(rows(printed, "test_questions"), start=1):
            for option, letter in zip(rows(question, "options"), cycle(letters), strict=False):
                option["letter"] = letter
            given = "; ".join(words(answer, "value") for answer in rows(question, "answer"))
            if given:
                answers.append(f"{number} – {given}")
        return {"empty": False, "answers": answers}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """The words of the template, which stand on the slides of a blank to be typed over."""
        prompts = wording_of(cls, lang)["prompts"]
        filled = fill_title_slide(printed, prompts, "der_title")
        for element, texts in zip(
            rows(printed, "interactive_elements"), prompts["elements"], strict=True
        ):
            element.update(kind=texts["heading"], text="\n".join(texts["texts"]))
        for question, text in zip(rows(printed, "test_questions"), prompts["test"], strict=True):
            question.update(text=text, options=[])
        return {"empty": True, "answers": [], "discipline": prompts["title"], **filled}


@InteractivePresentation.rule("03-template-for-each", "03 §10.1", reads=("author", ""))
def title_slide_follows_the_template(
    author: Person, presentation: InteractivePresentation
) -> Iterator[Breach]:
    """ЦББР әрқайсысы Ү.ЖИЦДО-7.5.1-2025-03-02 шаблонна сәйкес құрылымдалып, рәсімделуі керек."""
    # What the template asks for beyond §10.1.1–10.1.4, whose rules are below. A photograph and an
    # address may be lacking: the regulation itself does not name them.
    for breach in given_but_empty(presentation, ("faculty", "der_title")):
        yield Breach(TITLE_INCOMPLETE, on=breach.on)
    for breach in lacking_of_author(author):
        yield replace(breach, severity="warning")


@InteractivePresentation.rule(
    "03-slides-min-10",
    "03 §10.1",
    reads=("interactive_elements", "questions", "test_questions"),
)
def presentation_has_at_least_10_slides(
    elements: tuple[InteractiveElement, ...],
    questions: tuple[Text, ...],
    test: tuple[PresentationQuestion, ...],
) -> Iterator[Breach]:
    """ЦББР құрамында кем дегенде 10 слайд болуы керек"""
    slides = 1 + bool(questions) + len(elements) + bool(test)
    if slides < SLIDES:
        yield Breach(FEW_SLIDES, limit=SLIDES, actual=slides)


@InteractivePresentation.rule(
    "03-title-slide",
    "03 §10.1.1",
    reads=("discipline", "author", "department", "development_date"),
)
def title_slide_is_complete(
    discipline: Text, author: Person, department: Text, developed: date
) -> Iterator[Breach]:
    """пәннің атауы, автордың аты-жөні, кафедрасы және әзірленген күні көрсетілген титулдық слайд;"""  # noqa: E501 — verbatim
    if not discipline:
        yield Breach(TITLE_INCOMPLETE, on="discipline")
    if not author.name:
        yield Breach(TITLE_INCOMPLETE, on="author", path=".name")
    if not department:
        yield Breach(TITLE_INCOMPLETE, on="department")


@InteractivePresentation.rule(
    "03-contents-slide", "03 §10.1.2", reads="questions", limits={"minItems": 1}
)
def contents_slide_lists_topics(questions: tuple[Text, ...]) -> Iterator[Breach]:
    """тақырыптар бойынша мазмұн слайды;"""
    if not any(questions):
        yield Breach(NO_CONTENTS)


@InteractivePresentation.rule(
    "03-interactive-slides", "03 §10.1.3", reads="interactive_elements", limits={"minItems": 1}
)
def slides_are_interactive(elements: tuple[InteractiveElement, ...]) -> Iterator[Breach]:
    """кейінгі слайдтар цифрлық материалдарды қамтуы керек және бағдарламалық қамтамасыз ету арқылы әзірленген интерактивтілікті қамтамасыз етуі тиіс;"""  # noqa: E501 — verbatim
    if not elements:
        yield Breach(NO_INTERACTIVITY)


@InteractivePresentation.rule(
    "03-test-min-5", "03 §10.1.4", reads="test_questions", limits={"minItems": QUESTIONS}
)
def test_has_at_least_5_questions(
    questions: tuple[PresentationQuestion, ...],
) -> Iterator[Breach]:
    """қорытынды слайд білім алушылардың білімін тексеру үшін тест тапсырмаларын (кемінде 5 сұрақ) қамтиды"""  # noqa: E501 — verbatim
    yield from count_between(questions, low=QUESTIONS)


@InteractivePresentation.rule(
    "0302-seven-interactive",
    "03-02 slides 3-9",
    reads="interactive_elements",
    severity="warning",
)
def template_has_seven_elements(elements: tuple[InteractiveElement, ...]) -> Iterator[Breach]:
    """Интерактивный элемент 1 … Интерактивный элемент 7"""
    yield from count_between(elements, low=ELEMENTS)


@InteractivePresentation.rule(
    "0302-ispring-elements", "03-02 slides 3-8", reads="kind", each="interactive_elements.*"
)
def element_is_of_the_ispring_set(kind: str) -> Iterator[Breach]:
    """На слайд необходимо добавить интерактивный элемент из набора iSpring (процесс, анимирование, иерархия, каталог, вкладка)."""  # noqa: E501 — verbatim
    # Reading a record reports other words already; this holds for elements made in other ways.
    if kind not in get_args(get_args(InteractiveKind)[0]):
        yield Breach(NOT_A_CHOICE, actual=kind, details={"choice": "interactive_kind"})


@InteractivePresentation.rule(
    "0302-text-plus-media", "03-02 slides 4-9", reads="interactive_elements"
)
def element_has_text_and_media(elements: tuple[InteractiveElement, ...]) -> Iterator[Breach]:
    """Интерактивность должна содержать текстовое описание и обязательно использовать изображение или мультимедийный контент (видео или аудио)."""  # noqa: E501 — verbatim
    for number, element in enumerate(elements):
        text: object = getattr(element, "text", NOT_GIVEN)
        if text is not NOT_GIVEN and not text:
            yield Breach(NO_DESCRIPTION, path=f".{number}.text")
        media = [getattr(element, name, NOT_GIVEN) for name in ("image", "video", "audio")]
        # What is given but cannot be read is reported as such.
        if not any(each or each is NOT_GIVEN for each in media):
            yield Breach(NO_MEDIA, path=f".{number}")


@InteractivePresentation.rule("0302-varied-questions", "03-02 test slide", reads="test_questions")
def questions_are_of_different_kinds(
    questions: tuple[PresentationQuestion, ...],
) -> Iterator[Breach]:
    """Вопросы должны быть разнообразными (множественный выбор, правильная последовательность, сопоставление и т.д.)."""  # noqa: E501 — verbatim
    kinds = {getattr(question, "kind", NOT_GIVEN) for question in questions} - {NOT_GIVEN}
    if len(questions) >= KINDS and len(kinds) == 1:
        yield Breach(SAME_KIND, limit=KINDS, actual=len(kinds))
