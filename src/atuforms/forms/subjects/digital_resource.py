"""The digital educational resource itself: the facts that its forms and rules rest on.

Its author keeps it while the resource is developed (03 §9–§10). It has no blank and no document.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import BELOW
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.choices import CourseLanguage, DerCategory, DerPart, DerType, Navigation
from atuforms.fields.dates import Date
from atuforms.fields.links import Url
from atuforms.fields.media import File
from atuforms.fields.numbers import Flag, Whole
from atuforms.fields.people import Person
from atuforms.fields.texts import LongText, Text, folded
from atuforms.forms.base import Form
from atuforms.forms.der_types import der_types
from atuforms.forms.facts import FactName, GivenFact
from atuforms.forms.rules import Breach
from atuforms.forms.subjects.course_facts import authorship

TEXTBOOK = ("theory", "assessment_materials", "glossary", "reference_materials", "literature")
LECTURES = ("plan", "theory", "assessment_bank")
PRACTICUM = (
    "theory",
    "software",
    "hardware",
    "report_software",
    "assessment_materials",
    "guidelines",
)
NAVIGATION = ("page", "section", "search", "multimedia")
SLIDES = 10
METHODS = 2

PART_MISSING = Message(
    _("{label}: a part that this type of resource must have is missing: {option}"),
    _("Add it to the resource, and then to the list."),
)
NAVIGATION_MISSING = Message(
    _("{label}: a recommended way of navigation is missing: {option}"),
    _("Recommended are access by page and section, search by keywords, and multimedia."),
)
FEW_METHODS = Message(
    _("{label}: knowledge is assessed in one way only"),
    _("Use several methods of assessment."),
)
NO_CONTROL = Message(
    _("{label}: the resource must have assessment and self-assessment"),
    _("Add tasks by which learners check themselves, and those that are graded."),
)


class DigitalResource(Form):
    """A digital educational resource, as its authors describe it."""

    SLUG = "digital-resource"
    CLAUSES = ("03 §9", "03 §10")
    FACTS = {
        "title": "title",
        "discipline": "discipline",
        "authors": "authors",
        "faculty": "faculty",
        "department": "department",
        "unit": "department",
        "head_of_department": "head_of_department",
        "department_abbreviation": "department_abbreviation",
        "director": "director",
        "language": "language",
        "target_audience": "target_audience",
        "der_type": "der_type",
        "topics": "topics",
        "link": "der_link",
        "platform": "platform",
        "placement_date": "placement_date",
        "novelty": "novelty_and_groundwork",
        "development_date": "development_date",
        "syllabus_topics": "syllabus_topics",
        "scorm_file": "scorm",
    }
    # The certificate may name the division in other words than the department is called.
    OWN_FACTS = ("unit",)
    FROM_SETTINGS = {"director": "director", "platform": "platform"}
    FORMATS = ()
    HAS_BLANK = False

    title: Text
    discipline: Text
    authors: tuple[Person, ...]
    department: Text | None = None
    language: CourseLanguage
    der_type: DerType
    category: DerCategory | None = None
    topics: tuple[Text, ...] | None = None
    syllabus_topics: tuple[Text, ...] | None = None
    """The topics of the syllabus, which those of the resource follow."""
    parts: tuple[DerPart, ...] | None = None
    """What the resource consists of, in the words of 03 §9.2."""
    slides: Whole | None = None
    scorm: File | None = None
    assessment_types: tuple[Text, ...] | None = None
    navigation: tuple[Navigation, ...] | None = None
    control: Flag | None = None
    self_control: Flag | None = None
    approval: Text | None = None
    """The document that approves a textbook or a study guide as such (03 §9.2.1)."""
    # What the forms say besides: each stands here once.
    faculty: Text | None = None
    unit: Text | None = None
    """The division as the certificate names it; the department if not given."""
    head_of_department: Person | None = None
    department_abbreviation: Text | None = None
    target_audience: tuple[Text, ...] | None = None
    novelty_and_groundwork: LongText | None = None
    der_link: Url | None = None
    platform: Text | None = None
    placement_date: Date | None = None
    director: Person | None = None
    development_date: Date | None = None

    def given_facts(self) -> dict[FactName, GivenFact]:
        """The facts that it gives to the forms."""
        return {**super().given_facts(), **authorship(self.record())}


der_types(DigitalResource)


@DigitalResource.rule("03-textbook-composition", "03 §9.2.1-9.2.2", reads=("parts", "der_type"))
def textbook_has_its_parts(parts: tuple[str, ...], der_type: str) -> Iterator[Breach]:
    """Міндетті құрам: теориялық материал, бақылау-өлшеу материалдары, терминдер глоссарийі, ақпараттық-анықтамалық материалдар, негізгі және қосымша әдебиеттер тізімі."""  # noqa: E501 — verbatim
    if der_type in ("e_textbook", "e_study_guide"):
        yield from _missing(parts, TEXTBOOK)


@DigitalResource.rule("03-lecture-course-composition", "03 §9.2.3", reads=("parts", "der_type"))
def lecture_course_has_its_parts(parts: tuple[str, ...], der_type: str) -> Iterator[Breach]:
    """Міндетті құрам: дәріс жоспары, теориялық материал, тақырыптар бойынша бақылау-өлшеу материалдары банкі."""  # noqa: E501 — verbatim
    if der_type == "lecture_course":
        yield from _missing(parts, LECTURES)


@DigitalResource.rule("03-practicum-composition", "03 §9.2.6", reads=("parts", "der_type"))
def practicum_has_its_parts(parts: tuple[str, ...], der_type: str) -> Iterator[Breach]:
    """Міндетті құрам: қысқаша теориялық мәліметтер, бағдарламалық құралдар кешені, аппараттық-бағдарламалық кешендер, зертханалық жұмыстарға арналған есеп құрылымдарын қалыптастыратын бағдарламалық қамтамасыз ету, бақылау-өлшеу материалдары"""  # noqa: E501 — verbatim
    if der_type == "practicum":
        yield from _missing(parts, PRACTICUM)


DigitalResource.closed(
    "03-categories",
    "03 §9.4.1-9.4.2",
    "желілік цифрлық ресурс: телекоммуникациялық желілер арқылы пайдаланушылардың шектеусіз "
    "тобына қолжетімді ресурс; … аралас таратылым цифрлық ресурсы: ресурсты жергілікті немесе "
    "желілік ресурс ретінде пайдалануға болады;",
    reads="category",
)


DigitalResource.unseen(
    "03-placement-certificate",
    "03 §8.5",
    "Қорытынды оқу ресурстарын құру жұмыстары аяқталғаннан кейін «АТУ» АҚ білім беру "
    "платформасына орналастыру туралы Ү.ЖИЦДО-7.5.1-2025-03-01 анықтамасы рәсімделеді;",
    because="Whether the centre has issued the certificate is seen in the dossier.",
)

DigitalResource.kept(
    "03-components-no-registration",
    "03 §9.4.3",
    "егер олар әдістемелік, мазмұндық және техникалық талаптарға сәйкес келсе, міндетті "
    "тіркеліссіз",
    because="It permits components without registration, and asks for nothing.",
)


@DigitalResource.rule("03-slides-min-10", "03 §10.1", reads=("slides", "der_type"))
def presentation_has_ten_slides(slides: int, der_type: str) -> Iterator[Breach]:
    """ЦББР құрамында кем дегенде 10 слайд болуы керек"""
    # The template of slides binds interactive presentations only.
    if der_type == "interactive_presentation" and slides < SLIDES:
        yield Breach(BELOW, limit=SLIDES, actual=slides)


@DigitalResource.rule("03-self-control-included", "03 §10.4.4", reads=("control", "self_control"))
def control_and_self_control(control: bool, self_control: bool) -> Iterator[Breach]:
    """бақылау және өзін-өзі бақылауды ЦББР-дың құрамына енгізу;"""
    for name, included in (("control", control), ("self_control", self_control)):
        if not included:
            yield Breach(NO_CONTROL, on=name)


@DigitalResource.rule("03-navigation-methods", "03 §10.9.2", reads="navigation", severity="warning")
def recommended_ways_of_navigation(ways: tuple[str, ...]) -> Iterator[Breach]:
    """бетке қолжетімділік, бөлімдер бойынша қолжетімділік, кілт сөздер бойынша іздеу, мультимедиа элементтеріне қолжетімділік"""  # noqa: E501 — verbatim
    for way in NAVIGATION:
        if way not in ways:
            yield Breach(
                NAVIGATION_MISSING,
                limit=len(NAVIGATION),
                details={"choice": "navigation", "option": way},
            )


@DigitalResource.rule(
    "04-assessment-variety", "04 §10.5", reads="assessment_types", severity="warning"
)
def knowledge_is_assessed_in_several_ways(types: tuple[Text, ...]) -> Iterator[Breach]:
    """Using various methods of knowledge control slices"""
    distinct = {folded(str(each)).casefold() for each in types}
    if len(distinct) < METHODS:
        yield Breach(FEW_METHODS, limit=METHODS, actual=len(distinct))


def _missing(parts: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[Breach]:
    for part in wanted:
        if part not in parts:
            yield Breach(
                PART_MISSING,
                limit=len(wanted),
                actual=len(parts),
                details={"choice": "der_part", "option": part},
            )
