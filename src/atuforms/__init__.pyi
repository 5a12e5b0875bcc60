"""Official forms of Almaty Technological University: filled, checked, printed and read back.

Written by tools/build_stubs.py; do not edit by hand.
"""

# A form narrows what its source declares: to the classes below, and to values that do not change.
# mypy: disable-error-code="assignment, misc, override"
import datetime
from decimal import Decimal
from typing import Final, Literal, Self, TypeAlias

from atuforms.api import blank as blank
from atuforms.api import calendar as calendar
from atuforms.api import check as check
from atuforms.api import comment as comment
from atuforms.api import load as load
from atuforms.api import read as read
from atuforms.api import render as render
from atuforms.api import sign as sign
from atuforms.api import verify as verify
from atuforms.batches.batch import batch as batch
from atuforms.core.exceptions import AtuformsError as AtuformsError
from atuforms.core.findings import Finding as Finding
from atuforms.core.findings import InvalidRecord as InvalidRecord
from atuforms.core.findings import Report as Report
from atuforms.core.language.languages import Language
from atuforms.dossiers.dossier import DossierReport as DossierReport
from atuforms.dossiers.dossier import check_dossier as check_dossier
from atuforms.dossiers.ranking import rank as rank
from atuforms.dossiers.subject_documents import documents_of as documents_of
from atuforms.fields.inputs import (
    DateInput,
    DurationInput,
    FlagInput,
    ListOf,
    NameInput,
    NumberInput,
    PresenceInput,
    RecordInput,
    TextInput,
    WholeInput,
)
from atuforms.fields.media import Video as _Video
from atuforms.fields.people import Person as _Person
from atuforms.fields.texts import Name
from atuforms.fields.texts import Text as Text
from atuforms.forms.all_forms import Forms
from atuforms.forms.all_forms import get_form as get_form
from atuforms.forms.base import Form as Form
from atuforms.forms.der_competition.evaluation_paper import DerEntry as _DerEvaluationPaper_DerEntry
from atuforms.forms.der_competition.evaluation_paper import (
    DerEvaluationPaper as _DerEvaluationPaper,
)
from atuforms.forms.der_competition.evaluation_paper import (
    DerScores as _DerEvaluationPaper_DerScores,
)
from atuforms.forms.der_competition.transmittal_letter import (
    DerTransmittalLetter as _DerTransmittalLetter,
)
from atuforms.forms.der_development.interactive_presentation import (
    InteractiveElement as _InteractivePresentation_InteractiveElement,
)
from atuforms.forms.der_development.interactive_presentation import (
    InteractivePresentation as _InteractivePresentation,
)
from atuforms.forms.der_development.interactive_presentation import (
    PresentationQuestion as _InteractivePresentation_PresentationQuestion,
)
from atuforms.forms.der_development.placement_certificate import (
    DerPlacementCertificate as _DerPlacementCertificate,
)
from atuforms.forms.mooc_competition.cover_letter import MoocCoverLetter as _MoocCoverLetter
from atuforms.forms.mooc_competition.evaluation_sheet import (
    MoocEntry as _MoocEvaluationSheet_MoocEntry,
)
from atuforms.forms.mooc_competition.evaluation_sheet import (
    MoocEvaluationSheet as _MoocEvaluationSheet,
)
from atuforms.forms.mooc_competition.evaluation_sheet import (
    MoocScores as _MoocEvaluationSheet_MoocScores,
)
from atuforms.forms.mooc_competition.mooc_format import CourseHas as _MoocFormat_CourseHas
from atuforms.forms.mooc_competition.mooc_format import MoocFormat as _MoocFormat
from atuforms.forms.mooc_competition.mooc_format import WeekOfStudy as _MoocFormat_WeekOfStudy
from atuforms.forms.mooc_development.compliance_criteria import (
    ComplianceCriteria as _ComplianceCriteria,
)
from atuforms.forms.mooc_development.compliance_criteria import Scores as _ComplianceCriteria_Scores
from atuforms.forms.mooc_development.description import (
    CertificatesAndGrading as _MoocDescription_CertificatesAndGrading,
)
from atuforms.forms.mooc_development.description import MoocDescription as _MoocDescription
from atuforms.forms.mooc_development.expertise_protocol import (
    ExpertiseProtocol as _ExpertiseProtocol,
)
from atuforms.forms.mooc_development.expertise_protocol import Results as _ExpertiseProtocol_Results
from atuforms.forms.mooc_development.mooc_support import Deadline as _MoocSupport_Deadline
from atuforms.forms.mooc_development.mooc_support import MoocSupport as _MoocSupport
from atuforms.forms.mooc_development.mooc_support import ProgressBand as _MoocSupport_ProgressBand
from atuforms.forms.mooc_development.placement_certificate import (
    MoocPlacementCertificate as _MoocPlacementCertificate,
)
from atuforms.forms.mooc_development.self_study_material import (
    SelfStudyMaterial as _SelfStudyMaterial,
)
from atuforms.forms.mooc_development.task_types import TaskTypes as _TaskTypes
from atuforms.forms.mooc_development.test_bank import TestBank as _TestBank
from atuforms.forms.mooc_development.test_bank import TestItem as _TestBank_TestItem
from atuforms.forms.mooc_development.video_lecture_slides import (
    ContentSlide as _VideoLectureSlides_ContentSlide,
)
from atuforms.forms.mooc_development.video_lecture_slides import (
    Process as _VideoLectureSlides_Process,
)
from atuforms.forms.mooc_development.video_lecture_slides import (
    VideoLectureSlides as _VideoLectureSlides,
)
from atuforms.forms.mooc_development.video_recording_guide import (
    VideoRecordingGuide as _VideoRecordingGuide,
)
from atuforms.forms.mooc_development.working_programme import (
    CountedTask as _MoocWorkingProgramme_CountedTask,
)
from atuforms.forms.mooc_development.working_programme import (
    Lecture as _MoocWorkingProgramme_Lecture,
)
from atuforms.forms.mooc_development.working_programme import Module as _MoocWorkingProgramme_Module
from atuforms.forms.mooc_development.working_programme import (
    ModuleControl as _MoocWorkingProgramme_ModuleControl,
)
from atuforms.forms.mooc_development.working_programme import (
    MoocWorkingProgramme as _MoocWorkingProgramme,
)
from atuforms.forms.subjects.competition import Award as _Competition_Award
from atuforms.forms.subjects.competition import Competition as _Competition
from atuforms.forms.subjects.competition import CompetitionEntry as _Competition_CompetitionEntry
from atuforms.forms.subjects.competition import Order as _Competition_Order
from atuforms.forms.subjects.competition import PastWinner as _Competition_PastWinner
from atuforms.forms.subjects.course import Cohort as _Course_Cohort
from atuforms.forms.subjects.course import Completion as _Course_Completion
from atuforms.forms.subjects.course import Course as _Course
from atuforms.forms.subjects.course import Lesson as _Course_Lesson
from atuforms.forms.subjects.course import Module as _Course_Module
from atuforms.forms.subjects.course import Recording as _Course_Recording
from atuforms.forms.subjects.course import Schedule as _Course_Schedule
from atuforms.forms.subjects.course import Section as _Course_Section
from atuforms.forms.subjects.course import Survey as _Course_Survey
from atuforms.forms.subjects.course import Task as _Course_Task
from atuforms.forms.subjects.digital_resource import DigitalResource as _DigitalResource
from atuforms.forms.supporting.act_of_implementation import (
    ActOfImplementation as _ActOfImplementation,
)
from atuforms.forms.supporting.checklist import Checklist as _Checklist
from atuforms.forms.supporting.checklist import ChecklistItem as _Checklist_ChecklistItem
from atuforms.forms.supporting.competition_minutes import CompetitionMinutes as _CompetitionMinutes
from atuforms.forms.supporting.competition_minutes import (
    ExpertMark as _CompetitionMinutes_ExpertMark,
)
from atuforms.forms.supporting.competition_minutes import (
    MinutesStanding as _CompetitionMinutes_MinutesStanding,
)
from atuforms.forms.supporting.completion_certificate import (
    CompletionCertificate as _CompletionCertificate,
)
from atuforms.forms.supporting.course_survey import CourseSurvey as _CourseSurvey
from atuforms.forms.supporting.glossary import Glossary as _Glossary
from atuforms.forms.supporting.glossary import Term as _Glossary_Term
from atuforms.forms.supporting.minutes_extract import MinutesExtract as _MinutesExtract
from atuforms.forms.supporting.weekly_announcements import (
    Announcement as _WeeklyAnnouncements_Announcement,
)
from atuforms.forms.supporting.weekly_announcements import (
    WeeklyAnnouncements as _WeeklyAnnouncements,
)
from atuforms.notebook.opening import editor as editor
from atuforms.rendering.document import Document as Document

__all__ = [
    "FORMS",
    "AtuformsError",
    "Document",
    "DossierReport",
    "Finding",
    "Form",
    "InvalidRecord",
    "Person",
    "Report",
    "Text",
    "Video",
    "__version__",
    "batch",
    "blank",
    "calendar",
    "check",
    "check_dossier",
    "comment",
    "documents_of",
    "editor",
    "get_form",
    "load",
    "rank",
    "read",
    "render",
    "sign",
    "verify",
]
__version__: Final[str]
FORMS: Final[Forms]
_AwardKindInput: TypeAlias = Literal[
    "certificate",
    "diploma",
    "money",
    "сертификат",
    "диплом",
    "ақшалай сыйлық",
    "денежный приз",
    "monetary prize",
]
_CompetitionRegulationInput: TypeAlias = Literal[
    "01",
    "04",
    "үздік жаппай ашық онлайн курс",
    "үздік цифрлық білім беру ресурсы",
    "лучший массовый открытый онлайн-курс",
    "лучший цифровой образовательный ресурс",
    "best massive open online course",
    "best digital educational resource",
]
_CompetitionStageInput: TypeAlias = Literal[
    "department",
    "faculty",
    "final",
    "кафедра",
    "факультет",
    "қорытынды кезең",
    "заключительный этап",
    "final stage",
]
_ComplianceInput: TypeAlias = Literal[
    "full",
    "partial",
    "none",
    "толық сәйкестік",
    "ішінара сәйкессіздік",
    "сәйкессіздік",
    "полное соответствие",
    "частичное несоответствие",
    "несоответствие",
    "full compliance",
    "partial non-compliance",
    "non-compliance",
]
_DerCategoryInput: TypeAlias = Literal[
    "network",
    "mixed",
    "желілік цифрлық ресурс",
    "аралас таратылым цифрлық ресурсы",
    "сетевой цифровой ресурс",
    "цифровой ресурс смешанного распространения",
    "network digital resource",
    "digital resource of mixed distribution",
]
_DerTypeInput: TypeAlias = Literal[
    "e_textbook",
    "e_study_guide",
    "lecture_course",
    "reference_materials",
    "interactive_presentation",
    "practicum",
    "assessment_materials",
    "methodical_materials",
    "source_components",
    "электронды оқулық",
    "электронды оқу құралы",
    "электронды дәрістер курсы",
    "цифрлық анықтамалық материалдар",
    "интерактивті презентация",
    "цифрлық оқу практикумы",
    "бақылау-өлшеу материалдары",
    "цифрлық оқу-әдістемелік материалдар",
    "ЦББР құруға арналған бастапқы компоненттер",
    "электронный учебник",
    "электронное учебное пособие",
    "курс электронных лекций",
    "цифровые справочные материалы",
    "интерактивная презентация",
    "цифровой учебный практикум",
    "контрольно-измерительные материалы",
    "цифровые учебно-методические материалы",
    "исходные компоненты для создания ЦОР",
    "electronic textbook",
    "electronic study guide",
    "course of electronic lectures",
    "digital reference materials",
    "interactive presentation",
    "digital practicum",
    "assessment materials",
    "digital teaching and methodological materials",
    "source components for the creation of DERs",
]
_DifficultyInput: TypeAlias = Literal[
    "beginner",
    "intermediate",
    "advanced",
    "бастауыш",
    "орта",
    "жоғары",
    "начальный",
    "средний",
    "высокий",
]
_InteractiveKindInput: TypeAlias = Literal[
    "process",
    "animation",
    "hierarchy",
    "catalogue",
    "tab",
    "map",
    "video",
    "процесс",
    "анимациялау",
    "иерархия",
    "каталог",
    "қойынды",
    "карта",
    "бейне",
    "анимирование",
    "вкладка",
    "видео",
]
_LanguageInput: TypeAlias = Literal[
    "kk",
    "ru",
    "en",
    "қазақ тілі",
    "орыс тілі",
    "ағылшын тілі",
    "казахский",
    "русский",
    "английский",
    "Kazakh",
    "Russian",
    "English",
]
_LevelInput: TypeAlias = Literal[
    "bachelor",
    "master",
    "doctoral",
    "бакалавриат",
    "магистратура",
    "докторантура",
    "bachelor's",
    "master's",
]
_MeetingLevelInput: TypeAlias = Literal[
    "department",
    "faculty",
    "кафедра отырысы",
    "факультеттің сараптама комиссиясының отырысы",
    "заседание кафедры",
    "заседание экспертной комиссии факультета",
    "department meeting",
    "meeting of the Faculty Expert Commission",
]
_NavigationInput: TypeAlias = Literal[
    "page",
    "section",
    "search",
    "multimedia",
    "бетке қолжетімділік",
    "бөлімдер бойынша қолжетімділік",
    "кілт сөздер бойынша іздеу",
    "мультимедиа элементтеріне қолжетімділік",
    "доступ к странице",
    "доступ по разделам",
    "поиск по ключевым словам",
    "доступ к мультимедийным элементам",
    "access to a page",
    "access by sections",
    "search by keywords",
    "access to multimedia elements",
]
_QuestionKindInput: TypeAlias = Literal[
    "choice",
    "multiple",
    "binary",
    "free_text",
    "order",
    "match",
    "бір жауап таңдау",
    "көп жауап таңдау",
    "бинарлық жауап",
    "еркін мәтін",
    "дұрыс реттілік",
    "сәйкестендіру",
    "выбор одного ответа",
    "множественный выбор",
    "бинарный ответ",
    "свободный текст",
    "правильная последовательность",
    "сопоставление",
    "single choice",
    "multiple choice",
    "binary answer",
    "free text",
    "correct sequence",
    "matching",
]
_SemesterInput: TypeAlias = Literal[
    "autumn",
    "spring",
    "күзгі семестр",
    "көктемгі семестр",
    "осенний семестр",
    "весенний семестр",
    "autumn semester",
    "spring semester",
]
_SurveyStageInput: TypeAlias = Literal[
    "start",
    "end",
    "курс басталғанға дейін",
    "курс аяқталғанға дейін",
    "до начала курса",
    "до завершения курса",
    "before the start of the course",
    "before the end of the course",
]
_TaskKindInput: TypeAlias = Literal[
    "auto_set",
    "peer",
    "monitored",
    "joint_auto",
    "joint_peer",
    "жауап автоматты түрде тексерілетін тапсырмалар жиынтығынан тұратын тапсырма",
    "өзара бағалауы немесе ассессордың бағалауы бар тапсырма",
    "орындалу барысы бақыланатын тапсырма",
    "бірлесіп орындалатын, автоматты түрде тексерілетін тапсырма",
    "өзара бағалаумен немесе бағалаушымен бірлесіп орындалатын тапсырма",
    "задание, состоящее из набора задач с автоматической проверкой ответа",
    "задание со взаимным оцениванием или оцениванием ассессором",
    "задание с контролем хода выполнения",
    "совместно выполняемое задание с автоматической проверкой",
    "совместно выполняемое задание со взаимным оцениванием или оцениванием ассессором",
    "task consisting of a set of problems with automated answer checking",
    "task with peer assessment or assessment by an assessor",
    "task with process monitoring",
    "collaboratively completed task with automated checking",
    "collaboratively completed task with peer assessment or assessment by an assessor",
]

class Person(_Person):
    """A person as the forms name one.

    A plain string in a record is the name. ``degree: none`` and ``title: none`` say that the
    person has none; then nothing is printed.
    """
    def __init__(
        self,
        *,
        name: NameInput,
        position: TextInput | None = None,
        degree: TextInput | None = None,
        title: TextInput | None = None,
        workplace: TextInput | None = None,
        email: str | None = None,
        photo: str | None = None,
    ) -> None:
        """A person as the forms name one.

        :param name: Full name.
        :param position: Position.
        :param degree: Academic degree.
        :param title: Academic title.
        :param workplace: Place of work.
        :param email: E-mail (e-mail address).
        :param photo: Photo (name of a picture (PNG or JPEG) beside this record).
        """
    def replace(
        self,
        *,
        name: NameInput = ...,
        position: TextInput | None = ...,
        degree: TextInput | None = ...,
        title: TextInput | None = ...,
        workplace: TextInput | None = ...,
        email: str | None = ...,
        photo: str | None = ...,
    ) -> Self: ...
    name: Final[Name]
    """Full name."""
    position: Final[Text | None]
    """Position."""
    degree: Final[Text | None]
    """Academic degree."""
    title: Final[Text | None]
    """Academic title."""
    workplace: Final[Text | None]
    """Place of work."""
    email: Final[str | None]
    """E-mail (e-mail address)."""
    photo: Final[str | None]
    """Photo (name of a picture (PNG or JPEG) beside this record)."""

class Video(_Video):
    """Facts of a video, stated by hand or read from its ``file``; each is optional."""
    def __init__(
        self,
        *,
        title: TextInput | None = None,
        duration: DurationInput | None = None,
        container: str | None = None,
        video_codec: str | None = None,
        width: WholeInput | None = None,
        height: WholeInput | None = None,
        audio_codec: str | None = None,
        channels: WholeInput | None = None,
        sample_rate: WholeInput | None = None,
        file: str | None = None,
    ) -> None:
        """Facts of a video, stated by hand or read from its ``file``; each is optional.

        :param title: Title.
        :param duration: Duration (minutes:seconds, or minutes as a number).
        :param container: Container.
        :param video_codec: Video codec.
        :param width: Width of the frame (whole number). Width of the frame, in pixels.
        :param height: Height of the frame (whole number). Height of the frame, in pixels.
        :param audio_codec: Audio codec.
        :param channels: Audio channels (whole number).
        :param sample_rate: Sample rate (whole number). Sample rate of the sound, in hertz.
        :param file: File (name of a file beside this record).
        """
    def replace(
        self,
        *,
        title: TextInput | None = ...,
        duration: DurationInput | None = ...,
        container: str | None = ...,
        video_codec: str | None = ...,
        width: WholeInput | None = ...,
        height: WholeInput | None = ...,
        audio_codec: str | None = ...,
        channels: WholeInput | None = ...,
        sample_rate: WholeInput | None = ...,
        file: str | None = ...,
    ) -> Self: ...
    title: Final[Text | None]
    """Title."""
    duration: Final[int | None]
    """Duration (minutes:seconds, or minutes as a number)."""
    container: Final[str | None]
    """Container."""
    video_codec: Final[str | None]
    """Video codec."""
    width: Final[int | None]
    """Width of the frame (whole number). Width of the frame, in pixels."""
    height: Final[int | None]
    """Height of the frame (whole number). Height of the frame, in pixels."""
    audio_codec: Final[str | None]
    """Audio codec."""
    channels: Final[int | None]
    """Audio channels (whole number)."""
    sample_rate: Final[int | None]
    """Sample rate (whole number). Sample rate of the sound, in hertz."""
    file: Final[str | None]
    """File (name of a file beside this record)."""

class MoocCoverLetter(_MoocCoverLetter):
    """Cover letter of a MOOC for the competition (form 01-01)."""
    def __init__(
        self,
        *,
        faculty: TextInput,
        department: TextInput,
        course_title: TextInput,
        authors: ListOf[str | RecordInput | Person],
        course_description: TextInput,
        course_link: str,
        date: DateInput | None = None,
        head_of_department: str | RecordInput | Person,
        department_abbreviation: TextInput | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Cover letter of a MOOC for the competition (form 01-01).

        :param faculty: Faculty.
        :param department: Department.
        :param course_title: Course Title.
        :param authors: Author(s) Information.
        :param course_description: Brief Course Description.
        :param course_link: Course Access Link (whole address, https://…).
        :param date: Date (year-month-day, for example 2025-12-12).
        :param head_of_department: Head of Department.
        :param department_abbreviation: Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)».
        """
    def replace(
        self,
        *,
        faculty: TextInput = ...,
        department: TextInput = ...,
        course_title: TextInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        course_description: TextInput = ...,
        course_link: str = ...,
        date: DateInput | None = ...,
        head_of_department: str | RecordInput | Person = ...,
        department_abbreviation: TextInput | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    faculty: Final[Text]
    """Faculty."""
    department: Final[Text]
    """Department."""
    course_title: Final[Text]
    """Course Title."""
    authors: Final[tuple[Person, ...]]
    """Author(s) Information."""
    course_description: Final[Text]
    """Brief Course Description."""
    course_link: Final[str]
    """Course Access Link (whole address, https://…)."""
    date: Final[datetime.date | None]
    """Date (year-month-day, for example 2025-12-12)."""
    head_of_department: Final[Person]
    """Head of Department."""
    department_abbreviation: Final[Text | None]
    """Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)»."""

class MoocFormat(_MoocFormat):
    """Format of a MOOC (form 01-02)."""
    class CourseHas(_MoocFormat_CourseHas):
        """What the course has, in the author's words, beside what sections 2 and 3 require."""
        def __init__(
            self,
            *,
            final_grade_algorithm: TextInput | None = None,
            text_materials: TextInput | None = None,
            promo_content: TextInput | None = None,
            interaction: TextInput | None = None,
            audio_video_graphics: TextInput | None = None,
            digital_resources: TextInput | None = None,
            citation: TextInput | None = None,
            external_resources: TextInput | None = None,
        ) -> None:
            """What the course has, in the author's words, beside what sections 2 and 3 require.

            :param final_grade_algorithm: Final grade and weekly assessment.
            :param text_materials: Text materials.
            :param promo_content: Content of the promotional video.
            :param interaction: Interaction among learners.
            :param audio_video_graphics: Audio, video and graphic materials.
            :param digital_resources: Digital educational resources.
            :param citation: Citation.
            :param external_resources: External resources.
            """
        def replace(
            self,
            *,
            final_grade_algorithm: TextInput | None = ...,
            text_materials: TextInput | None = ...,
            promo_content: TextInput | None = ...,
            interaction: TextInput | None = ...,
            audio_video_graphics: TextInput | None = ...,
            digital_resources: TextInput | None = ...,
            citation: TextInput | None = ...,
            external_resources: TextInput | None = ...,
        ) -> Self: ...
        final_grade_algorithm: Final[Text | None]
        """Final grade and weekly assessment."""
        text_materials: Final[Text | None]
        """Text materials."""
        promo_content: Final[Text | None]
        """Content of the promotional video."""
        interaction: Final[Text | None]
        """Interaction among learners."""
        audio_video_graphics: Final[Text | None]
        """Audio, video and graphic materials."""
        digital_resources: Final[Text | None]
        """Digital educational resources."""
        citation: Final[Text | None]
        """Citation."""
        external_resources: Final[Text | None]
        """External resources."""

    class WeekOfStudy(_MoocFormat_WeekOfStudy):
        """One line of the weekly workload (section 3)."""
        def __init__(
            self,
            *,
            topics: TextInput,
            hours: NumberInput | None = None,
            activities: TextInput | None = None,
            assessment: TextInput | None = None,
            technologies: TextInput | None = None,
            outcomes: TextInput | None = None,
        ) -> None:
            """One line of the weekly workload (section 3).

            :param topics: Structure and sequence.
            :param hours: Hours (number).
            :param activities: Activities.
            :param assessment: Assessment forms.
            :param technologies: Learning technologies.
            :param outcomes: Learning outcomes.
            """
        def replace(
            self,
            *,
            topics: TextInput = ...,
            hours: NumberInput | None = ...,
            activities: TextInput | None = ...,
            assessment: TextInput | None = ...,
            technologies: TextInput | None = ...,
            outcomes: TextInput | None = ...,
        ) -> Self: ...
        topics: Final[Text]
        """Structure and sequence."""
        hours: Final[Decimal | None]
        """Hours (number)."""
        activities: Final[Text | None]
        """Activities."""
        assessment: Final[Text | None]
        """Assessment forms."""
        technologies: Final[Text | None]
        """Learning technologies."""
        outcomes: Final[Text | None]
        """Learning outcomes."""

    def __init__(
        self,
        *,
        course_title: TextInput,
        weeks_of_study: WholeInput,
        authors: ListOf[str | RecordInput | Person],
        annotation: TextInput,
        full_description: TextInput,
        main_illustration: str,
        promo_video: RecordInput | Video,
        video_lectures: ListOf[RecordInput | Video] | None = None,
        course_has: RecordInput | MoocFormat.CourseHas | None = None,
        weekly_workload: ListOf[RecordInput | MoocFormat.WeekOfStudy] | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Format of a MOOC (form 01-02).

        :param course_title: Course title.
        :param weeks_of_study: Number of weeks of study (whole number).
        :param authors: Course authors.
        :param annotation: Brief course annotation.
        :param full_description: Full course description.
        :param main_illustration: Main course illustration (name of a picture (PNG or JPEG) beside this record).
        :param promo_video: Promotional video.
        :param video_lectures: Video lectures.
        :param course_has: What the course has.
        :param weekly_workload: Weekly workload.
        """
    def replace(
        self,
        *,
        course_title: TextInput = ...,
        weeks_of_study: WholeInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        annotation: TextInput = ...,
        full_description: TextInput = ...,
        main_illustration: str = ...,
        promo_video: RecordInput | Video = ...,
        video_lectures: ListOf[RecordInput | Video] | None = ...,
        course_has: RecordInput | MoocFormat.CourseHas | None = ...,
        weekly_workload: ListOf[RecordInput | MoocFormat.WeekOfStudy] | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text]
    """Course title."""
    weeks_of_study: Final[int]
    """Number of weeks of study (whole number)."""
    authors: Final[tuple[Person, ...]]
    """Course authors."""
    annotation: Final[Text]
    """Brief course annotation."""
    full_description: Final[Text]
    """Full course description."""
    main_illustration: Final[str]
    """Main course illustration (name of a picture (PNG or JPEG) beside this record)."""
    promo_video: Final[Video]
    """Promotional video."""
    video_lectures: Final[tuple[Video, ...] | None]
    """Video lectures."""
    course_has: Final[MoocFormat.CourseHas | None]
    """What the course has."""
    weekly_workload: Final[tuple[MoocFormat.WeekOfStudy, ...] | None]
    """Weekly workload."""

class MoocEvaluationSheet(_MoocEvaluationSheet):
    """One expert's scores in the competition of MOOCs (form 01-03)."""
    class MoocEntry(_MoocEvaluationSheet_MoocEntry):
        """One MOOC of the competition."""
        def __init__(
            self,
            *,
            title: TextInput,
            authors: ListOf[str | RecordInput | Person],
            link: str,
            scores: RecordInput | MoocEvaluationSheet.MoocScores,
            comment: TextInput | None = None,
        ) -> None:
            """One MOOC of the competition.

            :param title: MOOC title.
            :param authors: Course author.
            :param link: Course link (whole address, https://…).
            :param scores: Scores.
            :param comment: Overall impression in words. The impression in words (column 7).
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            authors: ListOf[str | RecordInput | Person] = ...,
            link: str = ...,
            scores: RecordInput | MoocEvaluationSheet.MoocScores = ...,
            comment: TextInput | None = ...,
        ) -> Self: ...
        title: Final[Text]
        """MOOC title."""
        authors: Final[tuple[Person, ...]]
        """Course author."""
        link: Final[str]
        """Course link (whole address, https://…)."""
        scores: Final[MoocEvaluationSheet.MoocScores]
        """Scores."""
        comment: Final[Text | None]
        """Overall impression in words. The impression in words (column 7)."""

    class MoocScores(_MoocEvaluationSheet_MoocScores):
        """Columns 1 to 7."""
        def __init__(
            self,
            *,
            completeness: WholeInput,
            text: WholeInput,
            video: WholeInput,
            der: WholeInput,
            feedback: WholeInput,
            tests: WholeInput,
            impression: WholeInput | None = None,
        ) -> None:
            """Columns 1 to 7.

            :param completeness: Completeness of MOOC materials upload (whole number).
            :param text: Availability and quality of text materials (whole number).
            :param video: Availability and quality of video lectures (whole number).
            :param der: Availability and quality of digital educational resources (whole number).
            :param feedback: Use of feedback received from learners (whole number).
            :param tests: Availability and quality of test assignments (whole number).
            :param impression: Overall impression (several lines may be provided) (whole number).
            """
        def replace(
            self,
            *,
            completeness: WholeInput = ...,
            text: WholeInput = ...,
            video: WholeInput = ...,
            der: WholeInput = ...,
            feedback: WholeInput = ...,
            tests: WholeInput = ...,
            impression: WholeInput | None = ...,
        ) -> Self: ...
        completeness: Final[int]
        """Completeness of MOOC materials upload (whole number)."""
        text: Final[int]
        """Availability and quality of text materials (whole number)."""
        video: Final[int]
        """Availability and quality of video lectures (whole number)."""
        der: Final[int]
        """Availability and quality of digital educational resources (whole number)."""
        feedback: Final[int]
        """Use of feedback received from learners (whole number)."""
        tests: Final[int]
        """Availability and quality of test assignments (whole number)."""
        impression: Final[int | None]
        """Overall impression (several lines may be provided) (whole number)."""

    def __init__(
        self,
        *,
        competition_year: WholeInput,
        expert: str | RecordInput | Person,
        date: DateInput | None = None,
        rows: ListOf[RecordInput | MoocEvaluationSheet.MoocEntry],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """One expert's scores in the competition of MOOCs (form 01-03).

        :param competition_year: Year of the competition (whole number).
        :param expert: Expert's Full Name.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param rows: Courses.
        """
    def replace(
        self,
        *,
        competition_year: WholeInput = ...,
        expert: str | RecordInput | Person = ...,
        date: DateInput | None = ...,
        rows: ListOf[RecordInput | MoocEvaluationSheet.MoocEntry] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    competition_year: Final[int]
    """Year of the competition (whole number)."""
    expert: Final[Person]
    """Expert's Full Name."""
    date: Final[datetime.date | None]
    """Date (year-month-day, for example 2025-12-12)."""
    rows: Final[tuple[MoocEvaluationSheet.MoocEntry, ...]]
    """Courses."""

class MoocDescription(_MoocDescription):
    """Description and structure of a MOOC (form 02-01): twenty-two elements."""
    class CertificatesAndGrading(_MoocDescription_CertificatesAndGrading):
        """Item 15: who gets a certificate, and how work is graded."""
        def __init__(
            self,
            *,
            certificate_information: TextInput | None = None,
            checking_time_limits: TextInput | None = None,
            indicators: TextInput | None = None,
            criteria: TextInput | None = None,
            scales: TextInput | None = None,
            procedures: TextInput | None = None,
        ) -> None:
            """Item 15: who gets a certificate, and how work is graded.

            :param certificate_information: Information on the issue of certificates.
            :param checking_time_limits: Deadlines for checking work.
            :param indicators: Assessment indicators.
            :param criteria: Assessment criteria.
            :param scales: Assessment scales.
            :param procedures: Assessment procedures.
            """
        def replace(
            self,
            *,
            certificate_information: TextInput | None = ...,
            checking_time_limits: TextInput | None = ...,
            indicators: TextInput | None = ...,
            criteria: TextInput | None = ...,
            scales: TextInput | None = ...,
            procedures: TextInput | None = ...,
        ) -> Self: ...
        certificate_information: Final[Text | None]
        """Information on the issue of certificates."""
        checking_time_limits: Final[Text | None]
        """Deadlines for checking work."""
        indicators: Final[Text | None]
        """Assessment indicators."""
        criteria: Final[Text | None]
        """Assessment criteria."""
        scales: Final[Text | None]
        """Assessment scales."""
        procedures: Final[Text | None]
        """Assessment procedures."""

    def __init__(
        self,
        *,
        course_title: TextInput,
        university: TextInput,
        language: _LanguageInput,
        target_audience: ListOf[TextInput],
        authors: ListOf[str | RecordInput | Person],
        difficulty: _DifficultyInput,
        credits: NumberInput,
        academic_hours: NumberInput,
        prerequisites: ListOf[TextInput],
        postrequisites: ListOf[TextInput],
        annotation_short: TextInput,
        aim: TextInput,
        objectives: ListOf[TextInput],
        outcomes: ListOf[TextInput],
        promo_video: RecordInput | Video,
        certificates_and_grading: RecordInput | MoocDescription.CertificatesAndGrading,
        work_programme: str,
        glossary: str,
        references: str,
        self_study_materials: ListOf[str],
        video_lectures: ListOf[RecordInput | Video],
        tasks: ListOf[str],
        tests: str,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Description and structure of a MOOC (form 02-01): twenty-two elements.

        :param course_title: MOOC title.
        :param university: Name of the university.
        :param language: Language of the MOOC.
        :param target_audience: Audience.
        :param authors: Course author(s).
        :param difficulty: Difficulty level of the course.
        :param credits: Number of academic credits (number).
        :param academic_hours: Duration of the MOOC (number).
        :param prerequisites: Prerequisites.
        :param postrequisites: Postrequisites.
        :param annotation_short: MOOC description. Brief annotation of the course.
        :param aim: Learning aim.
        :param objectives: Learning objectives.
        :param outcomes: Learning outcomes.
        :param promo_video: Promotional video or course trailer.
        :param certificates_and_grading: Information on the issue of certificates, description of the assessment system.
        :param work_programme: Working programme of the course (name of a file beside this record).
        :param glossary: Glossary (name of a file beside this record).
        :param references: List of references (name of a file beside this record).
        :param self_study_materials: Self-study materials (lectures) (name of a file beside this record).
        :param video_lectures: Video lectures.
        :param tasks: Tasks / independent work of students / seminar / practical / laboratory work (name of a file beside this record).
        :param tests: Test items (name of a file beside this record).
        """
    def replace(
        self,
        *,
        course_title: TextInput = ...,
        university: TextInput = ...,
        language: _LanguageInput = ...,
        target_audience: ListOf[TextInput] = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        difficulty: _DifficultyInput = ...,
        credits: NumberInput = ...,
        academic_hours: NumberInput = ...,
        prerequisites: ListOf[TextInput] = ...,
        postrequisites: ListOf[TextInput] = ...,
        annotation_short: TextInput = ...,
        aim: TextInput = ...,
        objectives: ListOf[TextInput] = ...,
        outcomes: ListOf[TextInput] = ...,
        promo_video: RecordInput | Video = ...,
        certificates_and_grading: RecordInput | MoocDescription.CertificatesAndGrading = ...,
        work_programme: str = ...,
        glossary: str = ...,
        references: str = ...,
        self_study_materials: ListOf[str] = ...,
        video_lectures: ListOf[RecordInput | Video] = ...,
        tasks: ListOf[str] = ...,
        tests: str = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text]
    """MOOC title."""
    university: Final[Text]
    """Name of the university."""
    language: Final[Literal["kk", "ru", "en"]]
    """Language of the MOOC."""
    target_audience: Final[tuple[Text, ...]]
    """Audience."""
    authors: Final[tuple[Person, ...]]
    """Course author(s)."""
    difficulty: Final[Literal["beginner", "intermediate", "advanced"]]
    """Difficulty level of the course."""
    credits: Final[Decimal]
    """Number of academic credits (number)."""
    academic_hours: Final[Decimal]
    """Duration of the MOOC (number)."""
    prerequisites: Final[tuple[Text, ...]]
    """Prerequisites."""
    postrequisites: Final[tuple[Text, ...]]
    """Postrequisites."""
    annotation_short: Final[Text]
    """MOOC description. Brief annotation of the course."""
    aim: Final[Text]
    """Learning aim."""
    objectives: Final[tuple[Text, ...]]
    """Learning objectives."""
    outcomes: Final[tuple[Text, ...]]
    """Learning outcomes."""
    promo_video: Final[Video]
    """Promotional video or course trailer."""
    certificates_and_grading: Final[MoocDescription.CertificatesAndGrading]
    """Information on the issue of certificates, description of the assessment system."""
    work_programme: Final[str]
    """Working programme of the course (name of a file beside this record)."""
    glossary: Final[str]
    """Glossary (name of a file beside this record)."""
    references: Final[str]
    """List of references (name of a file beside this record)."""
    self_study_materials: Final[tuple[str, ...]]
    """Self-study materials (lectures) (name of a file beside this record)."""
    video_lectures: Final[tuple[Video, ...]]
    """Video lectures."""
    tasks: Final[tuple[str, ...]]
    """Tasks / independent work of students / seminar / practical / laboratory work (name of a file beside this record)."""
    tests: Final[str]
    """Test items (name of a file beside this record)."""

class MoocWorkingProgramme(_MoocWorkingProgramme):
    """Working programme of a MOOC (form 02-02)."""
    class Module(_MoocWorkingProgramme_Module):
        """A module, which is a week of the course (02 §7.7)."""
        def __init__(
            self,
            *,
            title: TextInput,
            lectures: ListOf[RecordInput | MoocWorkingProgramme.Lecture],
            final_control: RecordInput | MoocWorkingProgramme.ModuleControl,
        ) -> None:
            """A module, which is a week of the course (02 §7.7).

            :param title: Title of the module.
            :param lectures: Lecture.
            :param final_control: Final control for the module.
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            lectures: ListOf[RecordInput | MoocWorkingProgramme.Lecture] = ...,
            final_control: RecordInput | MoocWorkingProgramme.ModuleControl = ...,
        ) -> Self: ...
        title: Final[Text]
        """Title of the module."""
        lectures: Final[tuple[MoocWorkingProgramme.Lecture, ...]]
        """Lecture."""
        final_control: Final[MoocWorkingProgramme.ModuleControl]
        """Final control for the module."""

    class Lecture(_MoocWorkingProgramme_Lecture):
        """A lecture of a module, with the tasks that check it."""
        def __init__(
            self, *, title: TextInput, tasks: ListOf[RecordInput | MoocWorkingProgramme.CountedTask]
        ) -> None:
            """A lecture of a module, with the tasks that check it.

            :param title: Title of the lecture.
            :param tasks: Type and number of knowledge-check tasks.
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            tasks: ListOf[RecordInput | MoocWorkingProgramme.CountedTask] = ...,
        ) -> Self: ...
        title: Final[Text]
        """Title of the lecture."""
        tasks: Final[tuple[MoocWorkingProgramme.CountedTask, ...]]
        """Type and number of knowledge-check tasks."""

    class CountedTask(_MoocWorkingProgramme_CountedTask):
        """A kind of task, and how many of it there are: ``тест`` and 10."""
        def __init__(self, *, kind: TextInput, count: WholeInput) -> None:
            """A kind of task, and how many of it there are: ``тест`` and 10.

            :param kind: Type.
            :param count: Number (whole number).
            """
        def replace(self, *, kind: TextInput = ..., count: WholeInput = ...) -> Self: ...
        kind: Final[Text]
        """Type."""
        count: Final[int]
        """Number (whole number)."""

    class ModuleControl(_MoocWorkingProgramme_ModuleControl):
        """The final control of a module."""
        def __init__(self, *, kind: TextInput, count: WholeInput | None = None) -> None:
            """The final control of a module.

            :param kind: Type.
            :param count: Number (whole number).
            """
        def replace(self, *, kind: TextInput = ..., count: WholeInput | None = ...) -> Self: ...
        kind: Final[Text]
        """Type."""
        count: Final[int | None]
        """Number (whole number)."""

    def __init__(
        self,
        *,
        faculty: TextInput,
        department: TextInput,
        authors: ListOf[str | RecordInput | Person],
        course_title: TextInput,
        year: WholeInput,
        description: TextInput,
        aim: TextInput,
        objectives: ListOf[TextInput],
        outcomes: ListOf[TextInput],
        prerequisites: ListOf[TextInput],
        postrequisites: ListOf[TextInput],
        credits: NumberInput,
        academic_hours: NumberInput,
        difficulty: _DifficultyInput,
        modules: ListOf[RecordInput | MoocWorkingProgramme.Module],
        final_control: RecordInput | MoocWorkingProgramme.CountedTask,
        date: DateInput | None = None,
        head_of_department: str | RecordInput | Person,
        department_abbreviation: TextInput | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Working programme of a MOOC (form 02-02).

        :param faculty: Faculty.
        :param department: Department.
        :param authors: Course author.
        :param course_title: Course title.
        :param year: Year (whole number).
        :param description: Description of the MOOC.
        :param aim: Learning aim.
        :param objectives: Learning objectives.
        :param outcomes: Learning outcomes.
        :param prerequisites: Prerequisites.
        :param postrequisites: Postrequisites.
        :param credits: Number of academic credits (number).
        :param academic_hours: Duration of the MOOC (number).
        :param difficulty: Difficulty level of the course.
        :param modules: Module.
        :param final_control: Final control for the MOOC.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param head_of_department: Head of Department.
        :param department_abbreviation: Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)».
        """
    def replace(
        self,
        *,
        faculty: TextInput = ...,
        department: TextInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        course_title: TextInput = ...,
        year: WholeInput = ...,
        description: TextInput = ...,
        aim: TextInput = ...,
        objectives: ListOf[TextInput] = ...,
        outcomes: ListOf[TextInput] = ...,
        prerequisites: ListOf[TextInput] = ...,
        postrequisites: ListOf[TextInput] = ...,
        credits: NumberInput = ...,
        academic_hours: NumberInput = ...,
        difficulty: _DifficultyInput = ...,
        modules: ListOf[RecordInput | MoocWorkingProgramme.Module] = ...,
        final_control: RecordInput | MoocWorkingProgramme.CountedTask = ...,
        date: DateInput | None = ...,
        head_of_department: str | RecordInput | Person = ...,
        department_abbreviation: TextInput | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    faculty: Final[Text]
    """Faculty."""
    department: Final[Text]
    """Department."""
    authors: Final[tuple[Person, ...]]
    """Course author."""
    course_title: Final[Text]
    """Course title."""
    year: Final[int]
    """Year (whole number)."""
    description: Final[Text]
    """Description of the MOOC."""
    aim: Final[Text]
    """Learning aim."""
    objectives: Final[tuple[Text, ...]]
    """Learning objectives."""
    outcomes: Final[tuple[Text, ...]]
    """Learning outcomes."""
    prerequisites: Final[tuple[Text, ...]]
    """Prerequisites."""
    postrequisites: Final[tuple[Text, ...]]
    """Postrequisites."""
    credits: Final[Decimal]
    """Number of academic credits (number)."""
    academic_hours: Final[Decimal]
    """Duration of the MOOC (number)."""
    difficulty: Final[Literal["beginner", "intermediate", "advanced"]]
    """Difficulty level of the course."""
    modules: Final[tuple[MoocWorkingProgramme.Module, ...]]
    """Module."""
    final_control: Final[MoocWorkingProgramme.CountedTask]
    """Final control for the MOOC."""
    date: Final[datetime.date | None]
    """Date (year-month-day, for example 2025-12-12)."""
    head_of_department: Final[Person]
    """Head of Department."""
    department_abbreviation: Final[Text | None]
    """Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)»."""

class SelfStudyMaterial(_SelfStudyMaterial):
    """Material for self-study (form 02-03)."""
    def __init__(
        self,
        *,
        course_title: TextInput,
        lecture_no: WholeInput,
        topic: TextInput,
        body: TextInput,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Material for self-study (form 02-03).

        :param course_title: MOOC title.
        :param lecture_no: Lecture No (whole number).
        :param topic: Topic.
        :param body: Text of the lecture (Markdown). The lecture in Markdown; its pictures are files beside the record.
        """
    def replace(
        self,
        *,
        course_title: TextInput = ...,
        lecture_no: WholeInput = ...,
        topic: TextInput = ...,
        body: TextInput = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text]
    """MOOC title."""
    lecture_no: Final[int]
    """Lecture No (whole number)."""
    topic: Final[Text]
    """Topic."""
    body: Final[Text]
    """Text of the lecture (Markdown). The lecture in Markdown; its pictures are files beside the record."""

class VideoLectureSlides(_VideoLectureSlides):
    """Presentation for recording a video lecture (form 02-04)."""
    class ContentSlide(_VideoLectureSlides_ContentSlide):
        """A slide with a heading and a text, a picture, or both."""
        def __init__(
            self, *, title: TextInput, text: TextInput | None = None, image: str | None = None
        ) -> None:
            """A slide with a heading and a text, a picture, or both.

            :param title: Slide title.
            :param text: Slide text.
            :param image: Image (name of a picture (PNG or JPEG) beside this record).
            """
        def replace(
            self, *, title: TextInput = ..., text: TextInput | None = ..., image: str | None = ...
        ) -> Self: ...
        title: Final[Text]
        """Slide title."""
        text: Final[Text | None]
        """Slide text."""
        image: Final[str | None]
        """Image (name of a picture (PNG or JPEG) beside this record)."""

    class Process(_VideoLectureSlides_Process):
        """The slide that shows a process step by step."""
        def __init__(self, *, title: TextInput | None = None, steps: ListOf[TextInput]) -> None:
            """The slide that shows a process step by step.

            :param title: Title.
            :param steps: Short description.
            """
        def replace(
            self, *, title: TextInput | None = ..., steps: ListOf[TextInput] = ...
        ) -> Self: ...
        title: Final[Text | None]
        """Title."""
        steps: Final[tuple[Text, ...]]
        """Short description."""

    def __init__(
        self,
        *,
        faculty: TextInput,
        department: TextInput,
        course_title: TextInput,
        author: str | RecordInput | Person,
        questions: ListOf[TextInput],
        slides: ListOf[RecordInput | VideoLectureSlides.ContentSlide],
        process: RecordInput | VideoLectureSlides.Process | None = None,
        summary: ListOf[TextInput],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Presentation for recording a video lecture (form 02-04).

        :param faculty: Faculty.
        :param department: Department.
        :param course_title: Course title.
        :param author: Author.
        :param questions: Contents. Questions of the lecture, which the contents slide lists.
        :param slides: Slides.
        :param process: Process.
        :param summary: Summary of the topic.
        """
    def replace(
        self,
        *,
        faculty: TextInput = ...,
        department: TextInput = ...,
        course_title: TextInput = ...,
        author: str | RecordInput | Person = ...,
        questions: ListOf[TextInput] = ...,
        slides: ListOf[RecordInput | VideoLectureSlides.ContentSlide] = ...,
        process: RecordInput | VideoLectureSlides.Process | None = ...,
        summary: ListOf[TextInput] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    faculty: Final[Text]
    """Faculty."""
    department: Final[Text]
    """Department."""
    course_title: Final[Text]
    """Course title."""
    author: Final[Person]
    """Author."""
    questions: Final[tuple[Text, ...]]
    """Contents. Questions of the lecture, which the contents slide lists."""
    slides: Final[tuple[VideoLectureSlides.ContentSlide, ...]]
    """Slides."""
    process: Final[VideoLectureSlides.Process | None]
    """Process."""
    summary: Final[tuple[Text, ...]]
    """Summary of the topic."""

class TestBank(_TestBank):
    """Bank of test items of a course (form 02-05)."""
    class TestItem(_TestBank_TestItem):
        """A question, its options in order, and the letter of the right one."""
        def __init__(
            self,
            *,
            text: TextInput,
            options: ListOf[TextInput],
            answer: str,
            module: NameInput | None = None,
            lecture: NameInput | None = None,
        ) -> None:
            """A question, its options in order, and the letter of the right one.

            :param text: Question text.
            :param options: Options.
            :param answer: Right answer.
            :param module: Module. Module of the course, by number or title.
            :param lecture: Lecture.
            """
        def replace(
            self,
            *,
            text: TextInput = ...,
            options: ListOf[TextInput] = ...,
            answer: str = ...,
            module: NameInput | None = ...,
            lecture: NameInput | None = ...,
        ) -> Self: ...
        text: Final[Text]
        """Question text."""
        options: Final[tuple[Text, ...]]
        """Options."""
        answer: Final[str]
        """Right answer."""
        module: Final[Name | None]
        """Module. Module of the course, by number or title."""
        lecture: Final[Name | None]
        """Lecture."""

    def __init__(
        self,
        *,
        course_title: TextInput | None = None,
        questions: ListOf[RecordInput | TestBank.TestItem],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Bank of test items of a course (form 02-05).

        :param course_title: Course title.
        :param questions: Test items.
        """
    def replace(
        self,
        *,
        course_title: TextInput | None = ...,
        questions: ListOf[RecordInput | TestBank.TestItem] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text | None]
    """Course title."""
    questions: Final[tuple[TestBank.TestItem, ...]]
    """Test items."""

class TaskTypes(_TaskTypes):
    """Types of tasks (form 02-06)."""
    def __init__(self, *, form: str = ..., lang: Language | None = None) -> None:
        """Types of tasks (form 02-06)."""
    def replace(self, *, lang: Language | None = ...) -> Self: ...

class VideoRecordingGuide(_VideoRecordingGuide):
    """Recommendations on video recording (form 02-07)."""
    def __init__(self, *, form: str = ..., lang: Language | None = None) -> None:
        """Recommendations on video recording (form 02-07)."""
    def replace(self, *, lang: Language | None = ...) -> Self: ...

class MoocSupport(_MoocSupport):
    """Support of a MOOC (form 02-08)."""
    class Deadline(_MoocSupport_Deadline):
        """A task, and the last day on which it may be handed in."""
        def __init__(self, *, task: TextInput, date: DateInput | None = None) -> None:
            """A task, and the last day on which it may be handed in.

            :param task: Task.
            :param date: Deadline (year-month-day, for example 2025-12-12).
            """
        def replace(self, *, task: TextInput = ..., date: DateInput | None = ...) -> Self: ...
        task: Final[Text]
        """Task."""
        date: Final[datetime.date | None]
        """Deadline (year-month-day, for example 2025-12-12)."""

    class ProgressBand(_MoocSupport_ProgressBand):
        """A line of the progress table; the lower bound belongs to it."""
        def __init__(self, *, from_: NumberInput, to: NumberInput, result: TextInput) -> None:
            """A line of the progress table; the lower bound belongs to it.

            :param from_: Lower bound, % (number).
            :param to: Upper bound, % (number).
            :param result: Result.
            """
        def replace(
            self, *, from_: NumberInput = ..., to: NumberInput = ..., result: TextInput = ...
        ) -> Self: ...
        from_: Final[Decimal]
        """Lower bound, % (number)."""
        to: Final[Decimal]
        """Upper bound, % (number)."""
        result: Final[Text]
        """Result."""

    def __init__(
        self,
        *,
        course_title: TextInput | None = None,
        deadlines: ListOf[RecordInput | MoocSupport.Deadline] | None = None,
        final_deadline: DateInput | None = None,
        progress_bands: ListOf[RecordInput | MoocSupport.ProgressBand] | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Support of a MOOC (form 02-08).

        :param course_title: MOOC title.
        :param deadlines: Deadlines of the tasks.
        :param final_deadline: Deadline of the final task (year-month-day, for example 2025-12-12).
        :param progress_bands: Progress table. The course's own progress table; the regulation's example is printed if not given.
        """
    def replace(
        self,
        *,
        course_title: TextInput | None = ...,
        deadlines: ListOf[RecordInput | MoocSupport.Deadline] | None = ...,
        final_deadline: DateInput | None = ...,
        progress_bands: ListOf[RecordInput | MoocSupport.ProgressBand] | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text | None]
    """MOOC title."""
    deadlines: Final[tuple[MoocSupport.Deadline, ...] | None]
    """Deadlines of the tasks."""
    final_deadline: Final[datetime.date | None]
    """Deadline of the final task (year-month-day, for example 2025-12-12)."""
    progress_bands: Final[tuple[MoocSupport.ProgressBand, ...] | None]
    """Progress table. The course's own progress table; the regulation's example is printed if not given."""

class MoocPlacementCertificate(_MoocPlacementCertificate):
    """Certificate on the placement of an online course (form 02-09)."""
    def __init__(
        self,
        *,
        number: NameInput,
        date: DateInput,
        authors: ListOf[str | RecordInput | Person],
        unit: TextInput,
        course_title: TextInput,
        platform: TextInput,
        language: _LanguageInput,
        target_audience: TextInput,
        placement_date: DateInput,
        course_link: str,
        director: str | RecordInput | Person,
        supporting_documents: ListOf[TextInput] | None = None,
        compliance: ListOf[str] | None = None,
        forced: TextInput | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Certificate on the placement of an online course (form 02-09).

        :param number: No.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param authors: Course author(s), position, academic degree, academic title.
        :param unit: Name of the division.
        :param course_title: Course title.
        :param platform: Name of the platform.
        :param language: Language of the course.
        :param target_audience: Target audience.
        :param placement_date: Date of placement of the course (year-month-day, for example 2025-12-12).
        :param course_link: Link to the course (whole address, https://…).
        :param director: Director of CAIDD.
        :param supporting_documents: Supporting documents. The documents on which the certificate rests; those that the form prints if not given.
        :param compliance: Records of the scores (02-10) (name of a file beside this record). The records of form 02-10 by which the course is recommended, beside this one.
        :param forced: Reason for issuing it without a recommendation. Why the certificate is issued although the course is not recommended.
        """
    def replace(
        self,
        *,
        number: NameInput = ...,
        date: DateInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        unit: TextInput = ...,
        course_title: TextInput = ...,
        platform: TextInput = ...,
        language: _LanguageInput = ...,
        target_audience: TextInput = ...,
        placement_date: DateInput = ...,
        course_link: str = ...,
        director: str | RecordInput | Person = ...,
        supporting_documents: ListOf[TextInput] | None = ...,
        compliance: ListOf[str] | None = ...,
        forced: TextInput | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    number: Final[Name]
    """No."""
    date: Final[datetime.date]
    """Date (year-month-day, for example 2025-12-12)."""
    authors: Final[tuple[Person, ...]]
    """Course author(s), position, academic degree, academic title."""
    unit: Final[Text]
    """Name of the division."""
    course_title: Final[Text]
    """Course title."""
    platform: Final[Text]
    """Name of the platform."""
    language: Final[Literal["kk", "ru", "en"]]
    """Language of the course."""
    target_audience: Final[Text]
    """Target audience."""
    placement_date: Final[datetime.date]
    """Date of placement of the course (year-month-day, for example 2025-12-12)."""
    course_link: Final[str]
    """Link to the course (whole address, https://…)."""
    director: Final[Person]
    """Director of CAIDD."""
    supporting_documents: Final[tuple[Text, ...] | None]
    """Supporting documents. The documents on which the certificate rests; those that the form prints if not given."""
    compliance: Final[tuple[str, ...] | None]
    """Records of the scores (02-10) (name of a file beside this record). The records of form 02-10 by which the course is recommended, beside this one."""
    forced: Final[Text | None]
    """Reason for issuing it without a recommendation. Why the certificate is issued although the course is not recommended."""

class ComplianceCriteria(_ComplianceCriteria):
    """Scores of a MOOC by the criteria of form 02-10, with their sum and the verdict."""
    class Scores(_ComplianceCriteria_Scores):
        """Points for each of the eight criteria."""
        def __init__(
            self,
            *,
            sound: WholeInput | None = None,
            picture: WholeInput | None = None,
            structure: WholeInput | None = None,
            content: WholeInput | None = None,
            self_study: WholeInput | None = None,
            tasks: WholeInput | None = None,
            speaker: WholeInput | None = None,
            feedback: WholeInput | None = None,
        ) -> None:
            """Points for each of the eight criteria.

            :param sound: Sound quality (whole number).
            :param picture: Video picture quality (whole number).
            :param structure: Structure and organization of the MOOC (whole number).
            :param content: Content quality (whole number).
            :param self_study: Self-study materials (whole number).
            :param tasks: Tasks and test materials (whole number).
            :param speaker: Quality of the speaker's delivery (whole number).
            :param feedback: Assessment and feedback (whole number).
            """
        def replace(
            self,
            *,
            sound: WholeInput | None = ...,
            picture: WholeInput | None = ...,
            structure: WholeInput | None = ...,
            content: WholeInput | None = ...,
            self_study: WholeInput | None = ...,
            tasks: WholeInput | None = ...,
            speaker: WholeInput | None = ...,
            feedback: WholeInput | None = ...,
        ) -> Self: ...
        sound: Final[int | None]
        """Sound quality (whole number)."""
        picture: Final[int | None]
        """Video picture quality (whole number)."""
        structure: Final[int | None]
        """Structure and organization of the MOOC (whole number)."""
        content: Final[int | None]
        """Content quality (whole number)."""
        self_study: Final[int | None]
        """Self-study materials (whole number)."""
        tasks: Final[int | None]
        """Tasks and test materials (whole number)."""
        speaker: Final[int | None]
        """Quality of the speaker's delivery (whole number)."""
        feedback: Final[int | None]
        """Assessment and feedback (whole number)."""

    def __init__(
        self,
        *,
        course_title: TextInput | None = None,
        author: str | RecordInput | Person | None = None,
        expert: str | RecordInput | Person | None = None,
        date: DateInput | None = None,
        scores: RecordInput | ComplianceCriteria.Scores,
        technical_defects: FlagInput,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Scores of a MOOC by the criteria of form 02-10, with their sum and the verdict.

        :param course_title: MOOC title.
        :param author: Course author.
        :param expert: Expert.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param scores: Points.
        :param technical_defects: Technical defects (yes or no).
        """
    def replace(
        self,
        *,
        course_title: TextInput | None = ...,
        author: str | RecordInput | Person | None = ...,
        expert: str | RecordInput | Person | None = ...,
        date: DateInput | None = ...,
        scores: RecordInput | ComplianceCriteria.Scores = ...,
        technical_defects: FlagInput = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text | None]
    """MOOC title."""
    author: Final[Person | None]
    """Course author."""
    expert: Final[Person | None]
    """Expert."""
    date: Final[datetime.date | None]
    """Date (year-month-day, for example 2025-12-12)."""
    scores: Final[ComplianceCriteria.Scores]
    """Points."""
    technical_defects: Final[bool]
    """Technical defects (yes or no)."""

class ExpertiseProtocol(_ExpertiseProtocol):
    """Protocol of the expertise of a MOOC (form 02-11)."""
    class Results(_ExpertiseProtocol_Results):
        """The mark for each of the eight criteria."""
        def __init__(
            self,
            *,
            sound: _ComplianceInput | None = None,
            picture: _ComplianceInput | None = None,
            structure: _ComplianceInput | None = None,
            content: _ComplianceInput | None = None,
            self_study: _ComplianceInput | None = None,
            tasks: _ComplianceInput | None = None,
            speaker: _ComplianceInput | None = None,
            feedback: _ComplianceInput | None = None,
        ) -> None:
            """The mark for each of the eight criteria.

            :param sound: Sound quality.
            :param picture: Video picture quality.
            :param structure: Structure and organization of the MOOC.
            :param content: Content quality.
            :param self_study: Self-study materials.
            :param tasks: Tasks and test materials.
            :param speaker: Quality of the speaker's delivery.
            :param feedback: Assessment and feedback.
            """
        def replace(
            self,
            *,
            sound: _ComplianceInput | None = ...,
            picture: _ComplianceInput | None = ...,
            structure: _ComplianceInput | None = ...,
            content: _ComplianceInput | None = ...,
            self_study: _ComplianceInput | None = ...,
            tasks: _ComplianceInput | None = ...,
            speaker: _ComplianceInput | None = ...,
            feedback: _ComplianceInput | None = ...,
        ) -> Self: ...
        sound: Final[Literal["full", "partial", "none"] | None]
        """Sound quality."""
        picture: Final[Literal["full", "partial", "none"] | None]
        """Video picture quality."""
        structure: Final[Literal["full", "partial", "none"] | None]
        """Structure and organization of the MOOC."""
        content: Final[Literal["full", "partial", "none"] | None]
        """Content quality."""
        self_study: Final[Literal["full", "partial", "none"] | None]
        """Self-study materials."""
        tasks: Final[Literal["full", "partial", "none"] | None]
        """Tasks and test materials."""
        speaker: Final[Literal["full", "partial", "none"] | None]
        """Quality of the speaker's delivery."""
        feedback: Final[Literal["full", "partial", "none"] | None]
        """Assessment and feedback."""

    def __init__(
        self,
        *,
        number: NameInput,
        date: DateInput,
        faculty: TextInput,
        department: TextInput,
        course_title: TextInput,
        language: _LanguageInput,
        level: ListOf[_LevelInput] | _LevelInput,
        target_audience: TextInput,
        authors: ListOf[str | RecordInput | Person],
        academic_year_from: WholeInput,
        academic_year_to: WholeInput,
        results: RecordInput | ExpertiseProtocol.Results,
        conclusion: TextInput,
        planned_actions: TextInput | None = None,
        cause: TextInput | None = None,
        corrective_action_needed: FlagInput | None = None,
        elimination_deadline: DateInput | None = None,
        head_of_department: str | RecordInput | Person,
        department_abbreviation: TextInput | None = None,
        experts: ListOf[str | RecordInput | Person],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Protocol of the expertise of a MOOC (form 02-11).

        :param number: No.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param faculty: Faculty.
        :param department: Department.
        :param course_title: MOOC title.
        :param language: Language of instruction.
        :param level: Level of education.
        :param target_audience: Target audience.
        :param authors: Author's full name.
        :param academic_year_from: Beginning of the academic year (whole number).
        :param academic_year_to: End of the academic year (whole number).
        :param results: Expertise results.
        :param conclusion: Conclusion.
        :param planned_actions: Actions planned to eliminate the non-compliance.
        :param cause: Cause of the non-compliance.
        :param corrective_action_needed: Is it advisable to carry out the corrective action procedure? (yes or no).
        :param elimination_deadline: Deadline for eliminating the non-compliances (year-month-day, for example 2025-12-12).
        :param head_of_department: Head of Department.
        :param department_abbreviation: Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)».
        :param experts: Experts.
        """
    def replace(
        self,
        *,
        number: NameInput = ...,
        date: DateInput = ...,
        faculty: TextInput = ...,
        department: TextInput = ...,
        course_title: TextInput = ...,
        language: _LanguageInput = ...,
        level: ListOf[_LevelInput] | _LevelInput = ...,
        target_audience: TextInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        academic_year_from: WholeInput = ...,
        academic_year_to: WholeInput = ...,
        results: RecordInput | ExpertiseProtocol.Results = ...,
        conclusion: TextInput = ...,
        planned_actions: TextInput | None = ...,
        cause: TextInput | None = ...,
        corrective_action_needed: FlagInput | None = ...,
        elimination_deadline: DateInput | None = ...,
        head_of_department: str | RecordInput | Person = ...,
        department_abbreviation: TextInput | None = ...,
        experts: ListOf[str | RecordInput | Person] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    number: Final[Name]
    """No."""
    date: Final[datetime.date]
    """Date (year-month-day, for example 2025-12-12)."""
    faculty: Final[Text]
    """Faculty."""
    department: Final[Text]
    """Department."""
    course_title: Final[Text]
    """MOOC title."""
    language: Final[Literal["kk", "ru", "en"]]
    """Language of instruction."""
    level: Final[tuple[Literal["bachelor", "master", "doctoral"], ...]]
    """Level of education."""
    target_audience: Final[Text]
    """Target audience."""
    authors: Final[tuple[Person, ...]]
    """Author's full name."""
    academic_year_from: Final[int]
    """Beginning of the academic year (whole number)."""
    academic_year_to: Final[int]
    """End of the academic year (whole number)."""
    results: Final[ExpertiseProtocol.Results]
    """Expertise results."""
    conclusion: Final[Text]
    """Conclusion."""
    planned_actions: Final[Text | None]
    """Actions planned to eliminate the non-compliance."""
    cause: Final[Text | None]
    """Cause of the non-compliance."""
    corrective_action_needed: Final[bool | None]
    """Is it advisable to carry out the corrective action procedure? (yes or no)."""
    elimination_deadline: Final[datetime.date | None]
    """Deadline for eliminating the non-compliances (year-month-day, for example 2025-12-12)."""
    head_of_department: Final[Person]
    """Head of Department."""
    department_abbreviation: Final[Text | None]
    """Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)»."""
    experts: Final[tuple[Person, ...]]
    """Experts."""

class DerPlacementCertificate(_DerPlacementCertificate):
    """Certificate on the placement of a digital educational resource (form 03-01)."""
    def __init__(
        self,
        *,
        number: NameInput,
        date: DateInput,
        authors: ListOf[str | RecordInput | Person],
        unit: TextInput,
        discipline: TextInput,
        der_type: _DerTypeInput,
        topics: ListOf[TextInput],
        platform: TextInput,
        language: _LanguageInput,
        target_audience: TextInput,
        placement_date: DateInput,
        der_link: str,
        director: str | RecordInput | Person,
        supporting_documents: ListOf[TextInput] | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Certificate on the placement of a digital educational resource (form 03-01).

        :param number: No.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param authors: DER author(s), position, academic degree, academic title.
        :param unit: Name of the division.
        :param discipline: Discipline.
        :param der_type: Type of DER.
        :param topics: Topics.
        :param platform: Name of the platform.
        :param language: Language of instruction.
        :param target_audience: Target audience.
        :param placement_date: Date of placement (year-month-day, for example 2025-12-12).
        :param der_link: Link to the DER (whole address, https://…).
        :param director: Director of CAIDD.
        :param supporting_documents: Availability of supporting documents. The documents on which the certificate rests; those that the form prints if not given.
        """
    def replace(
        self,
        *,
        number: NameInput = ...,
        date: DateInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        unit: TextInput = ...,
        discipline: TextInput = ...,
        der_type: _DerTypeInput = ...,
        topics: ListOf[TextInput] = ...,
        platform: TextInput = ...,
        language: _LanguageInput = ...,
        target_audience: TextInput = ...,
        placement_date: DateInput = ...,
        der_link: str = ...,
        director: str | RecordInput | Person = ...,
        supporting_documents: ListOf[TextInput] | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    number: Final[Name]
    """No."""
    date: Final[datetime.date]
    """Date (year-month-day, for example 2025-12-12)."""
    authors: Final[tuple[Person, ...]]
    """DER author(s), position, academic degree, academic title."""
    unit: Final[Text]
    """Name of the division."""
    discipline: Final[Text]
    """Discipline."""
    der_type: Final[
        Literal[
            "e_textbook",
            "e_study_guide",
            "lecture_course",
            "reference_materials",
            "interactive_presentation",
            "practicum",
            "assessment_materials",
            "methodical_materials",
            "source_components",
        ]
    ]
    """Type of DER."""
    topics: Final[tuple[Text, ...]]
    """Topics."""
    platform: Final[Text]
    """Name of the platform."""
    language: Final[Literal["kk", "ru", "en"]]
    """Language of instruction."""
    target_audience: Final[Text]
    """Target audience."""
    placement_date: Final[datetime.date]
    """Date of placement (year-month-day, for example 2025-12-12)."""
    der_link: Final[str]
    """Link to the DER (whole address, https://…)."""
    director: Final[Person]
    """Director of CAIDD."""
    supporting_documents: Final[tuple[Text, ...] | None]
    """Availability of supporting documents. The documents on which the certificate rests; those that the form prints if not given."""

class InteractivePresentation(_InteractivePresentation):
    """Interactive presentation (form 03-02)."""
    class InteractiveElement(_InteractivePresentation_InteractiveElement):
        """A slide with an interactive element, its text, and a picture, a video or a sound."""
        def __init__(
            self,
            *,
            kind: _InteractiveKindInput,
            title: TextInput | None = None,
            text: TextInput,
            image: str | None = None,
            video: RecordInput | Video | None = None,
            audio: str | None = None,
        ) -> None:
            """A slide with an interactive element, its text, and a picture, a video or a sound.

            :param kind: Kind of element.
            :param title: Title.
            :param text: Text description.
            :param image: Image (name of a picture (PNG or JPEG) beside this record).
            :param video: Video.
            :param audio: Audio (name of a file beside this record).
            """
        def replace(
            self,
            *,
            kind: _InteractiveKindInput = ...,
            title: TextInput | None = ...,
            text: TextInput = ...,
            image: str | None = ...,
            video: RecordInput | Video | None = ...,
            audio: str | None = ...,
        ) -> Self: ...
        kind: Final[
            Literal["process", "animation", "hierarchy", "catalogue", "tab", "map", "video"]
        ]
        """Kind of element."""
        title: Final[Text | None]
        """Title."""
        text: Final[Text]
        """Text description."""
        image: Final[str | None]
        """Image (name of a picture (PNG or JPEG) beside this record)."""
        video: Final[Video | None]
        """Video."""
        audio: Final[str | None]
        """Audio (name of a file beside this record)."""

    class PresentationQuestion(_InteractivePresentation_PresentationQuestion):
        """A question of the test; ``answer`` is one right answer or several, in order."""
        def __init__(
            self,
            *,
            kind: _QuestionKindInput,
            text: TextInput,
            options: ListOf[TextInput] | None = None,
            answer: ListOf[TextInput] | TextInput | None = None,
        ) -> None:
            """A question of the test; ``answer`` is one right answer or several, in order.

            :param kind: Kind of question.
            :param text: Question text.
            :param options: Options.
            :param answer: Right answer.
            """
        def replace(
            self,
            *,
            kind: _QuestionKindInput = ...,
            text: TextInput = ...,
            options: ListOf[TextInput] | None = ...,
            answer: ListOf[TextInput] | TextInput | None = ...,
        ) -> Self: ...
        kind: Final[Literal["choice", "multiple", "binary", "free_text", "order", "match"]]
        """Kind of question."""
        text: Final[Text]
        """Question text."""
        options: Final[tuple[Text, ...] | None]
        """Options."""
        answer: Final[tuple[Text, ...] | None]
        """Right answer."""

    def __init__(
        self,
        *,
        faculty: TextInput,
        department: TextInput,
        der_title: TextInput,
        discipline: TextInput,
        development_date: DateInput,
        author: str | RecordInput | Person,
        questions: ListOf[TextInput],
        interactive_elements: ListOf[RecordInput | InteractivePresentation.InteractiveElement],
        test_questions: ListOf[RecordInput | InteractivePresentation.PresentationQuestion],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Interactive presentation (form 03-02).

        :param faculty: Faculty.
        :param department: Department.
        :param der_title: DER title.
        :param discipline: Discipline.
        :param development_date: Date of development (year-month-day, for example 2025-12-12).
        :param author: Author.
        :param questions: Contents. Questions of the topic, which the contents slide lists.
        :param interactive_elements: Interactive elements.
        :param test_questions: Test task.
        """
    def replace(
        self,
        *,
        faculty: TextInput = ...,
        department: TextInput = ...,
        der_title: TextInput = ...,
        discipline: TextInput = ...,
        development_date: DateInput = ...,
        author: str | RecordInput | Person = ...,
        questions: ListOf[TextInput] = ...,
        interactive_elements: ListOf[
            RecordInput | InteractivePresentation.InteractiveElement
        ] = ...,
        test_questions: ListOf[RecordInput | InteractivePresentation.PresentationQuestion] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    faculty: Final[Text]
    """Faculty."""
    department: Final[Text]
    """Department."""
    der_title: Final[Text]
    """DER title."""
    discipline: Final[Text]
    """Discipline."""
    development_date: Final[datetime.date]
    """Date of development (year-month-day, for example 2025-12-12)."""
    author: Final[Person]
    """Author."""
    questions: Final[tuple[Text, ...]]
    """Contents. Questions of the topic, which the contents slide lists."""
    interactive_elements: Final[tuple[InteractivePresentation.InteractiveElement, ...]]
    """Interactive elements."""
    test_questions: Final[tuple[InteractivePresentation.PresentationQuestion, ...]]
    """Test task."""

class DerTransmittalLetter(_DerTransmittalLetter):
    """Transmittal letter of a digital educational resource for the competition (form 04-01)."""
    def __init__(
        self,
        *,
        faculty: TextInput,
        department: TextInput,
        der_title: TextInput,
        discipline: TextInput,
        authors: ListOf[str | RecordInput | Person],
        language: ListOf[_LanguageInput] | _LanguageInput,
        der_type: _DerTypeInput,
        number_of_topics: WholeInput,
        novelty_and_groundwork: TextInput,
        der_link: str,
        date: DateInput | None = None,
        head_of_department: str | RecordInput | Person,
        department_abbreviation: TextInput | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Transmittal letter of a digital educational resource for the competition (form 04-01).

        :param faculty: Faculty.
        :param department: Department.
        :param der_title: The name of the DER with an indication of the discipline.
        :param discipline: discipline.
        :param authors: Information about the author(s).
        :param language: Teaching language.
        :param der_type: Type of DER (number of topics).
        :param number_of_topics: Number of topics (whole number).
        :param novelty_and_groundwork: Novelty, relevance and groundwork.
        :param der_link: DER access link (whole address, https://…).
        :param date: Date (year-month-day, for example 2025-12-12).
        :param head_of_department: Head of Department.
        :param department_abbreviation: Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)».
        """
    def replace(
        self,
        *,
        faculty: TextInput = ...,
        department: TextInput = ...,
        der_title: TextInput = ...,
        discipline: TextInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        language: ListOf[_LanguageInput] | _LanguageInput = ...,
        der_type: _DerTypeInput = ...,
        number_of_topics: WholeInput = ...,
        novelty_and_groundwork: TextInput = ...,
        der_link: str = ...,
        date: DateInput | None = ...,
        head_of_department: str | RecordInput | Person = ...,
        department_abbreviation: TextInput | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    faculty: Final[Text]
    """Faculty."""
    department: Final[Text]
    """Department."""
    der_title: Final[Text]
    """The name of the DER with an indication of the discipline."""
    discipline: Final[Text]
    """discipline."""
    authors: Final[tuple[Person, ...]]
    """Information about the author(s)."""
    language: Final[tuple[Literal["kk", "ru", "en"], ...]]
    """Teaching language."""
    der_type: Final[
        Literal[
            "e_textbook",
            "e_study_guide",
            "lecture_course",
            "reference_materials",
            "interactive_presentation",
            "practicum",
            "assessment_materials",
            "methodical_materials",
            "source_components",
        ]
    ]
    """Type of DER (number of topics)."""
    number_of_topics: Final[int]
    """Number of topics (whole number)."""
    novelty_and_groundwork: Final[Text]
    """Novelty, relevance and groundwork."""
    der_link: Final[str]
    """DER access link (whole address, https://…)."""
    date: Final[datetime.date | None]
    """Date (year-month-day, for example 2025-12-12)."""
    head_of_department: Final[Person]
    """Head of Department."""
    department_abbreviation: Final[Text | None]
    """Abbreviation of the department. Stands after «Head of Department», where the form prints «(abbreviation)»."""

class DerEvaluationPaper(_DerEvaluationPaper):
    """One expert's scores in the competition of digital educational resources (form 04-02)."""
    class DerEntry(_DerEvaluationPaper_DerEntry):
        """One digital educational resource of the competition."""
        def __init__(
            self,
            *,
            title: TextInput,
            authors: ListOf[str | RecordInput | Person],
            link: str,
            scores: RecordInput | DerEvaluationPaper.DerScores,
            comment: TextInput | None = None,
        ) -> None:
            """One digital educational resource of the competition.

            :param title: Name of the DER.
            :param authors: DER Author.
            :param link: Link to DER (whole address, https://…).
            :param scores: Scores.
            :param comment: General impression in words. The impression in words (column 7).
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            authors: ListOf[str | RecordInput | Person] = ...,
            link: str = ...,
            scores: RecordInput | DerEvaluationPaper.DerScores = ...,
            comment: TextInput | None = ...,
        ) -> Self: ...
        title: Final[Text]
        """Name of the DER."""
        authors: Final[tuple[Person, ...]]
        """DER Author."""
        link: Final[str]
        """Link to DER (whole address, https://…)."""
        scores: Final[DerEvaluationPaper.DerScores]
        """Scores."""
        comment: Final[Text | None]
        """General impression in words. The impression in words (column 7)."""

    class DerScores(_DerEvaluationPaper_DerScores):
        """Columns 1 to 7."""
        def __init__(
            self,
            *,
            completeness: WholeInput,
            text: WholeInput,
            video: WholeInput,
            design: WholeInput,
            interactive: WholeInput,
            tests: WholeInput,
            impression: WholeInput | None = None,
        ) -> None:
            """Columns 1 to 7.

            :param completeness: Completeness of DER materials (whole number).
            :param text: Availability and quality of text material design (whole number).
            :param video: Availability and quality of video / animation design (whole number).
            :param design: Design and layout of the DER (whole number).
            :param interactive: Using Interactive Methods (whole number).
            :param tests: Availability and quality of test tasks (survey, questionnaire) (whole number).
            :param impression: General impression (you can write several lines) (whole number).
            """
        def replace(
            self,
            *,
            completeness: WholeInput = ...,
            text: WholeInput = ...,
            video: WholeInput = ...,
            design: WholeInput = ...,
            interactive: WholeInput = ...,
            tests: WholeInput = ...,
            impression: WholeInput | None = ...,
        ) -> Self: ...
        completeness: Final[int]
        """Completeness of DER materials (whole number)."""
        text: Final[int]
        """Availability and quality of text material design (whole number)."""
        video: Final[int]
        """Availability and quality of video / animation design (whole number)."""
        design: Final[int]
        """Design and layout of the DER (whole number)."""
        interactive: Final[int]
        """Using Interactive Methods (whole number)."""
        tests: Final[int]
        """Availability and quality of test tasks (survey, questionnaire) (whole number)."""
        impression: Final[int | None]
        """General impression (you can write several lines) (whole number)."""

    def __init__(
        self,
        *,
        competition_year: WholeInput,
        expert: str | RecordInput | Person,
        date: DateInput | None = None,
        rows: ListOf[RecordInput | DerEvaluationPaper.DerEntry],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """One expert's scores in the competition of digital educational resources (form 04-02).

        :param competition_year: Year of the competition (whole number).
        :param expert: Full name of the expert.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param rows: Resources.
        """
    def replace(
        self,
        *,
        competition_year: WholeInput = ...,
        expert: str | RecordInput | Person = ...,
        date: DateInput | None = ...,
        rows: ListOf[RecordInput | DerEvaluationPaper.DerEntry] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    competition_year: Final[int]
    """Year of the competition (whole number)."""
    expert: Final[Person]
    """Full name of the expert."""
    date: Final[datetime.date | None]
    """Date (year-month-day, for example 2025-12-12)."""
    rows: Final[tuple[DerEvaluationPaper.DerEntry, ...]]
    """Resources."""

class ActOfImplementation(_ActOfImplementation):
    """Act of implementation into the educational process."""
    def __init__(
        self,
        *,
        number: NameInput | None = None,
        date: DateInput,
        title: TextInput,
        authors: ListOf[str | RecordInput | Person],
        discipline: TextInput,
        educational_programme: TextInput | None = None,
        academic_year: NameInput | None = None,
        students: WholeInput | None = None,
        results: TextInput | None = None,
        commission: ListOf[str | RecordInput | Person],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Act of implementation into the educational process.

        :param number: Number of the act.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param title: Title of the work.
        :param authors: Author(s).
        :param discipline: Discipline.
        :param educational_programme: Educational programme.
        :param academic_year: Academic year.
        :param students: Number of students taught (whole number). How many students were taught with it.
        :param results: Results of the implementation.
        :param commission: Members of the commission.
        """
    def replace(
        self,
        *,
        number: NameInput | None = ...,
        date: DateInput = ...,
        title: TextInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        discipline: TextInput = ...,
        educational_programme: TextInput | None = ...,
        academic_year: NameInput | None = ...,
        students: WholeInput | None = ...,
        results: TextInput | None = ...,
        commission: ListOf[str | RecordInput | Person] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    number: Final[Name | None]
    """Number of the act."""
    date: Final[datetime.date]
    """Date (year-month-day, for example 2025-12-12)."""
    title: Final[Text]
    """Title of the work."""
    authors: Final[tuple[Person, ...]]
    """Author(s)."""
    discipline: Final[Text]
    """Discipline."""
    educational_programme: Final[Text | None]
    """Educational programme."""
    academic_year: Final[Name | None]
    """Academic year."""
    students: Final[int | None]
    """Number of students taught (whole number). How many students were taught with it."""
    results: Final[Text | None]
    """Results of the implementation."""
    commission: Final[tuple[Person, ...]]
    """Members of the commission."""

class Checklist(_Checklist):
    """A checklist of a form or a dossier."""
    class ChecklistItem(_Checklist_ChecklistItem):
        """A requirement that somebody has looked at."""
        def __init__(
            self,
            *,
            rule: str,
            done: FlagInput,
            by: str | RecordInput | Person | None = None,
            date: DateInput | None = None,
            note: TextInput | None = None,
        ) -> None:
            """A requirement that somebody has looked at.

            :param rule: Rule.
            :param done: Done (yes or no).
            :param by: Checked by.
            :param date: Date of the check (year-month-day, for example 2025-12-12).
            :param note: Note.
            """
        def replace(
            self,
            *,
            rule: str = ...,
            done: FlagInput = ...,
            by: str | RecordInput | Person | None = ...,
            date: DateInput | None = ...,
            note: TextInput | None = ...,
        ) -> Self: ...
        rule: Final[str]
        """Rule."""
        done: Final[bool]
        """Done (yes or no)."""
        by: Final[Person | None]
        """Checked by."""
        date: Final[datetime.date | None]
        """Date of the check (year-month-day, for example 2025-12-12)."""
        note: Final[Text | None]
        """Note."""

    def __init__(
        self,
        *,
        of: str,
        title: TextInput | None = None,
        date: DateInput | None = None,
        items: ListOf[RecordInput | Checklist.ChecklistItem] | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """A checklist of a form or a dossier.

        :param of: Form or kind of dossier.
        :param title: Title. Of which course, resource or competition it speaks.
        :param date: Date (year-month-day, for example 2025-12-12).
        :param items: Items.
        """
    def replace(
        self,
        *,
        of: str = ...,
        title: TextInput | None = ...,
        date: DateInput | None = ...,
        items: ListOf[RecordInput | Checklist.ChecklistItem] | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    of: Final[str]
    """Form or kind of dossier."""
    title: Final[Text | None]
    """Title. Of which course, resource or competition it speaks."""
    date: Final[datetime.date | None]
    """Date (year-month-day, for example 2025-12-12)."""
    items: Final[tuple[Checklist.ChecklistItem, ...] | None]
    """Items."""

class CompetitionMinutes(_CompetitionMinutes):
    """Minutes of the meeting that sums up a competition."""
    class MinutesStanding(_CompetitionMinutes_MinutesStanding):
        """An entry in its place, as ``atuforms rank`` computes it."""
        def __init__(
            self,
            *,
            place: WholeInput,
            title: TextInput,
            authors: ListOf[str | RecordInput | Person] | None = None,
            link: str | None = None,
            mean: NumberInput | None = None,
            total: WholeInput | None = None,
            prize: FlagInput | None = None,
            marks: ListOf[RecordInput | CompetitionMinutes.ExpertMark] | None = None,
        ) -> None:
            """An entry in its place, as ``atuforms rank`` computes it.

            :param place: Place (whole number).
            :param title: Title.
            :param authors: Author(s).
            :param link: Link (whole address, https://…).
            :param mean: Mean score (number). The rating: the mean over the experts.
            :param total: Total score (whole number). The sum over the experts.
            :param prize: Prize place (yes or no).
            :param marks: Marks of the experts.
            """
        def replace(
            self,
            *,
            place: WholeInput = ...,
            title: TextInput = ...,
            authors: ListOf[str | RecordInput | Person] | None = ...,
            link: str | None = ...,
            mean: NumberInput | None = ...,
            total: WholeInput | None = ...,
            prize: FlagInput | None = ...,
            marks: ListOf[RecordInput | CompetitionMinutes.ExpertMark] | None = ...,
        ) -> Self: ...
        place: Final[int]
        """Place (whole number)."""
        title: Final[Text]
        """Title."""
        authors: Final[tuple[Person, ...] | None]
        """Author(s)."""
        link: Final[str | None]
        """Link (whole address, https://…)."""
        mean: Final[Decimal | None]
        """Mean score (number). The rating: the mean over the experts."""
        total: Final[int | None]
        """Total score (whole number). The sum over the experts."""
        prize: Final[bool | None]
        """Prize place (yes or no)."""
        marks: Final[tuple[CompetitionMinutes.ExpertMark, ...] | None]
        """Marks of the experts."""

    class ExpertMark(_CompetitionMinutes_ExpertMark):
        """The sum that one expert gave (column 8 of the sheet)."""
        def __init__(self, *, expert: str | RecordInput | Person, points: WholeInput) -> None:
            """The sum that one expert gave (column 8 of the sheet).

            :param expert: Expert.
            :param points: Points (whole number).
            """
        def replace(
            self, *, expert: str | RecordInput | Person = ..., points: WholeInput = ...
        ) -> Self: ...
        expert: Final[Person]
        """Expert."""
        points: Final[int]
        """Points (whole number)."""

    def __init__(
        self,
        *,
        number: NameInput,
        date: DateInput,
        competition: RecordInput | Competition | None = None,
        standings: ListOf[RecordInput | CompetitionMinutes.MinutesStanding] | None = None,
        decision: TextInput,
        chair: str | RecordInput | Person,
        secretary: str | RecordInput | Person,
        present: ListOf[str | RecordInput | Person] | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Minutes of the meeting that sums up a competition.

        :param number: Number of the minutes.
        :param date: Date of the meeting (year-month-day, for example 2025-12-12).
        :param competition: Competition. The competition whose results they are.
        :param standings: Order of the entries.
        :param decision: Decision.
        :param chair: Chair.
        :param secretary: Secretary.
        :param present: Present.
        """
    def replace(
        self,
        *,
        number: NameInput = ...,
        date: DateInput = ...,
        competition: RecordInput | Competition | None = ...,
        standings: ListOf[RecordInput | CompetitionMinutes.MinutesStanding] | None = ...,
        decision: TextInput = ...,
        chair: str | RecordInput | Person = ...,
        secretary: str | RecordInput | Person = ...,
        present: ListOf[str | RecordInput | Person] | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    number: Final[Name]
    """Number of the minutes."""
    date: Final[datetime.date]
    """Date of the meeting (year-month-day, for example 2025-12-12)."""
    competition: Final[Competition | None]
    """Competition. The competition whose results they are."""
    standings: Final[tuple[CompetitionMinutes.MinutesStanding, ...] | None]
    """Order of the entries."""
    decision: Final[Text]
    """Decision."""
    chair: Final[Person]
    """Chair."""
    secretary: Final[Person]
    """Secretary."""
    present: Final[tuple[Person, ...] | None]
    """Present."""

class CompletionCertificate(_CompletionCertificate):
    """Certificate of completion of a MOOC."""
    def __init__(
        self,
        *,
        number: NameInput,
        date: DateInput,
        listener: str | RecordInput | Person,
        course_title: TextInput,
        authors: ListOf[str | RecordInput | Person] | None = None,
        start: DateInput | None = None,
        end: DateInput | None = None,
        academic_hours: NumberInput | None = None,
        progress: NumberInput | None = None,
        director: str | RecordInput | Person,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Certificate of completion of a MOOC.

        :param number: Registration number.
        :param date: Date of issue (year-month-day, for example 2025-12-12).
        :param listener: Learner.
        :param course_title: Title of the course.
        :param authors: Authors of the course.
        :param start: Beginning of study (year-month-day, for example 2025-12-12).
        :param end: End of study (year-month-day, for example 2025-12-12).
        :param academic_hours: Number of academic hours (number).
        :param progress: Course completed, per cent (number). Share of the course that the learner has completed, in per cent.
        :param director: Director of CAIDD.
        """
    def replace(
        self,
        *,
        number: NameInput = ...,
        date: DateInput = ...,
        listener: str | RecordInput | Person = ...,
        course_title: TextInput = ...,
        authors: ListOf[str | RecordInput | Person] | None = ...,
        start: DateInput | None = ...,
        end: DateInput | None = ...,
        academic_hours: NumberInput | None = ...,
        progress: NumberInput | None = ...,
        director: str | RecordInput | Person = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    number: Final[Name]
    """Registration number."""
    date: Final[datetime.date]
    """Date of issue (year-month-day, for example 2025-12-12)."""
    listener: Final[Person]
    """Learner."""
    course_title: Final[Text]
    """Title of the course."""
    authors: Final[tuple[Person, ...] | None]
    """Authors of the course."""
    start: Final[datetime.date | None]
    """Beginning of study (year-month-day, for example 2025-12-12)."""
    end: Final[datetime.date | None]
    """End of study (year-month-day, for example 2025-12-12)."""
    academic_hours: Final[Decimal | None]
    """Number of academic hours (number)."""
    progress: Final[Decimal | None]
    """Course completed, per cent (number). Share of the course that the learner has completed, in per cent."""
    director: Final[Person]
    """Director of CAIDD."""

class CourseSurvey(_CourseSurvey):
    """Survey of the learners of a MOOC."""
    def __init__(
        self,
        *,
        course_title: TextInput | None = None,
        stage: _SurveyStageInput,
        questions: ListOf[TextInput],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Survey of the learners of a MOOC.

        :param course_title: Title of the MOOC.
        :param stage: Stage of the survey.
        :param questions: Questions.
        """
    def replace(
        self,
        *,
        course_title: TextInput | None = ...,
        stage: _SurveyStageInput = ...,
        questions: ListOf[TextInput] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text | None]
    """Title of the MOOC."""
    stage: Final[Literal["start", "end"]]
    """Stage of the survey."""
    questions: Final[tuple[Text, ...]]
    """Questions."""

class Glossary(_Glossary):
    """Glossary of a MOOC."""
    class Term(_Glossary_Term):
        """One entry of a glossary."""
        def __init__(self, *, term: TextInput, definition: TextInput) -> None:
            """One entry of a glossary.

            :param term: Term.
            :param definition: Definition.
            """
        def replace(self, *, term: TextInput = ..., definition: TextInput = ...) -> Self: ...
        term: Final[Text]
        """Term."""
        definition: Final[Text]
        """Definition."""

    def __init__(
        self,
        *,
        course_title: TextInput | None = None,
        terms: ListOf[RecordInput | Glossary.Term],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Glossary of a MOOC.

        :param course_title: Title of the MOOC.
        :param terms: Terms.
        """
    def replace(
        self,
        *,
        course_title: TextInput | None = ...,
        terms: ListOf[RecordInput | Glossary.Term] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text | None]
    """Title of the MOOC."""
    terms: Final[tuple[Glossary.Term, ...]]
    """Terms."""

class MinutesExtract(_MinutesExtract):
    """Extract from the minutes of a meeting."""
    def __init__(
        self,
        *,
        level: _MeetingLevelInput,
        number: NameInput,
        date: DateInput,
        unit: TextInput,
        chair: str | RecordInput | Person,
        secretary: str | RecordInput | Person,
        present: ListOf[str | RecordInput | Person] | int | None = None,
        present_count: WholeInput | None = None,
        agenda: ListOf[TextInput],
        heard: TextInput,
        votes_for: WholeInput | None = None,
        votes_against: WholeInput | None = None,
        votes_abstained: WholeInput | None = None,
        decision: TextInput,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Extract from the minutes of a meeting.

        :param level: Level of the meeting.
        :param number: Number of the minutes.
        :param date: Date of the meeting (year-month-day, for example 2025-12-12).
        :param unit: Unit.
        :param chair: Chair.
        :param secretary: Secretary.
        :param present: Present. Those present, by name; a record may give their number instead.
        :param present_count: Number of those present (whole number). How many were present; a record may write the number under ``present``.
        :param agenda: Agenda.
        :param heard: Heard.
        :param votes_for: For (whole number).
        :param votes_against: Against (whole number).
        :param votes_abstained: Abstained (whole number).
        :param decision: Decision.
        """
    def replace(
        self,
        *,
        level: _MeetingLevelInput = ...,
        number: NameInput = ...,
        date: DateInput = ...,
        unit: TextInput = ...,
        chair: str | RecordInput | Person = ...,
        secretary: str | RecordInput | Person = ...,
        present: ListOf[str | RecordInput | Person] | int | None = ...,
        present_count: WholeInput | None = ...,
        agenda: ListOf[TextInput] = ...,
        heard: TextInput = ...,
        votes_for: WholeInput | None = ...,
        votes_against: WholeInput | None = ...,
        votes_abstained: WholeInput | None = ...,
        decision: TextInput = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    level: Final[Literal["department", "faculty"]]
    """Level of the meeting."""
    number: Final[Name]
    """Number of the minutes."""
    date: Final[datetime.date]
    """Date of the meeting (year-month-day, for example 2025-12-12)."""
    unit: Final[Text]
    """Unit."""
    chair: Final[Person]
    """Chair."""
    secretary: Final[Person]
    """Secretary."""
    present: Final[tuple[Person, ...] | None]
    """Present. Those present, by name; a record may give their number instead."""
    present_count: Final[int | None]
    """Number of those present (whole number). How many were present; a record may write the number under ``present``."""
    agenda: Final[tuple[Text, ...]]
    """Agenda."""
    heard: Final[Text]
    """Heard."""
    votes_for: Final[int | None]
    """For (whole number)."""
    votes_against: Final[int | None]
    """Against (whole number)."""
    votes_abstained: Final[int | None]
    """Abstained (whole number)."""
    decision: Final[Text]
    """Decision."""

class WeeklyAnnouncements(_WeeklyAnnouncements):
    """Weekly announcements to the learners of a MOOC."""
    class Announcement(_WeeklyAnnouncements_Announcement):
        """The message that opens the week of one module."""
        def __init__(self, *, module: WholeInput, text: TextInput) -> None:
            """The message that opens the week of one module.

            :param module: Number of the module (whole number). Number of the module, counted from 1.
            :param text: Text of the announcement.
            """
        def replace(self, *, module: WholeInput = ..., text: TextInput = ...) -> Self: ...
        module: Final[int]
        """Number of the module (whole number). Number of the module, counted from 1."""
        text: Final[Text]
        """Text of the announcement."""

    def __init__(
        self,
        *,
        course_title: TextInput | None = None,
        announcements: ListOf[RecordInput | WeeklyAnnouncements.Announcement],
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """Weekly announcements to the learners of a MOOC.

        :param course_title: Title of the MOOC.
        :param announcements: Announcements.
        """
    def replace(
        self,
        *,
        course_title: TextInput | None = ...,
        announcements: ListOf[RecordInput | WeeklyAnnouncements.Announcement] = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    course_title: Final[Text | None]
    """Title of the MOOC."""
    announcements: Final[tuple[WeeklyAnnouncements.Announcement, ...]]
    """Announcements."""

class Competition(_Competition):
    """A competition of regulation 01 or 04; its minutes repeat its facts."""
    class Order(_Competition_Order):
        """The Rector's order that sets the dates and the commission (01 §9.2, 04 §9.1)."""
        def __init__(
            self, *, number: NameInput | None = None, date: DateInput | None = None
        ) -> None:
            """The Rector's order that sets the dates and the commission (01 §9.2, 04 §9.1).

            :param number: Number of the order.
            :param date: Date of the order (year-month-day, for example 2025-12-12).
            """
        def replace(
            self, *, number: NameInput | None = ..., date: DateInput | None = ...
        ) -> Self: ...
        number: Final[Name | None]
        """Number of the order."""
        date: Final[datetime.date | None]
        """Date of the order (year-month-day, for example 2025-12-12)."""

    class Award(_Competition_Award):
        """What the winner in a place is given."""
        def __init__(self, *, place: WholeInput, kind: _AwardKindInput) -> None:
            """What the winner in a place is given.

            :param place: Place (whole number).
            :param kind: Kind of award.
            """
        def replace(self, *, place: WholeInput = ..., kind: _AwardKindInput = ...) -> Self: ...
        place: Final[int]
        """Place (whole number)."""
        kind: Final[Literal["certificate", "diploma", "money"]]
        """Kind of award."""

    class CompetitionEntry(_Competition_CompetitionEntry):
        """A MOOC or a digital resource that takes part."""
        def __init__(
            self,
            *,
            title: TextInput,
            authors: ListOf[str | RecordInput | Person],
            faculty: TextInput,
            department: TextInput,
            link: str | None = None,
            received: DateInput | None = None,
            forwarded_by_department: DateInput | None = None,
            forwarded_by_faculty: DateInput | None = None,
            votes_for: WholeInput | None = None,
            votes_against: WholeInput | None = None,
            stage: _CompetitionStageInput | None = None,
        ) -> None:
            """A MOOC or a digital resource that takes part.

            :param title: Title.
            :param authors: Author(s).
            :param faculty: Faculty.
            :param department: Department.
            :param link: Link (whole address, https://…).
            :param received: Date of receipt (year-month-day, for example 2025-12-12).
            :param forwarded_by_department: Forwarded by the department (year-month-day, for example 2025-12-12).
            :param forwarded_by_faculty: Forwarded by the faculty (year-month-day, for example 2025-12-12).
            :param votes_for: Votes for (whole number).
            :param votes_against: Votes against (whole number).
            :param stage: Stage.
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            authors: ListOf[str | RecordInput | Person] = ...,
            faculty: TextInput = ...,
            department: TextInput = ...,
            link: str | None = ...,
            received: DateInput | None = ...,
            forwarded_by_department: DateInput | None = ...,
            forwarded_by_faculty: DateInput | None = ...,
            votes_for: WholeInput | None = ...,
            votes_against: WholeInput | None = ...,
            stage: _CompetitionStageInput | None = ...,
        ) -> Self: ...
        title: Final[Text]
        """Title."""
        authors: Final[tuple[Person, ...]]
        """Author(s)."""
        faculty: Final[Text]
        """Faculty."""
        department: Final[Text]
        """Department."""
        link: Final[str | None]
        """Link (whole address, https://…)."""
        received: Final[datetime.date | None]
        """Date of receipt (year-month-day, for example 2025-12-12)."""
        forwarded_by_department: Final[datetime.date | None]
        """Forwarded by the department (year-month-day, for example 2025-12-12)."""
        forwarded_by_faculty: Final[datetime.date | None]
        """Forwarded by the faculty (year-month-day, for example 2025-12-12)."""
        votes_for: Final[int | None]
        """Votes for (whole number)."""
        votes_against: Final[int | None]
        """Votes against (whole number)."""
        stage: Final[Literal["department", "faculty", "final"] | None]
        """Stage."""

    class PastWinner(_Competition_PastWinner):
        """A MOOC or a digital resource whose authors have won before."""
        def __init__(
            self,
            *,
            title: TextInput,
            authors: ListOf[str | RecordInput | Person],
            year: WholeInput | None = None,
        ) -> None:
            """A MOOC or a digital resource whose authors have won before.

            :param title: Title.
            :param authors: Author(s).
            :param year: Year (whole number).
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            authors: ListOf[str | RecordInput | Person] = ...,
            year: WholeInput | None = ...,
        ) -> Self: ...
        title: Final[Text]
        """Title."""
        authors: Final[tuple[Person, ...]]
        """Author(s)."""
        year: Final[int | None]
        """Year (whole number)."""

    def __init__(
        self,
        *,
        regulation: _CompetitionRegulationInput,
        year: WholeInput,
        semester: _SemesterInput | None = None,
        announced: DateInput | None = None,
        applications_open: DateInput,
        applications_close: DateInput,
        department_deadline: DateInput | None = None,
        faculty_deadline: DateInput | None = None,
        results: DateInput | None = None,
        order: RecordInput | Competition.Order | None = None,
        commission: ListOf[str | RecordInput | Person] | None = None,
        prizes: WholeInput | None = None,
        awards: ListOf[RecordInput | Competition.Award] | None = None,
        entries: ListOf[RecordInput | Competition.CompetitionEntry] | None = None,
        past_winners: ListOf[RecordInput | Competition.PastWinner] | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """A competition of regulation 01 or 04; its minutes repeat its facts.

        :param regulation: Regulation of the competition.
        :param year: Year (whole number).
        :param semester: Semester.
        :param announced: News on the website (year-month-day, for example 2025-12-12). When the news stood on the website.
        :param applications_open: Start of applications (year-month-day, for example 2025-12-12).
        :param applications_close: End of applications (year-month-day, for example 2025-12-12).
        :param department_deadline: Deadline for departments (year-month-day, for example 2025-12-12). The last day for the heads of departments.
        :param faculty_deadline: Deadline for faculties (year-month-day, for example 2025-12-12). The last day for the deans of faculties.
        :param results: Date of the results (year-month-day, for example 2025-12-12).
        :param order: Order of the Rector.
        :param commission: Competition Commission.
        :param prizes: Number of prize places (whole number). Number of prize places; 3 if not said.
        :param awards: Awards.
        :param entries: Entries.
        :param past_winners: Winners of earlier competitions.
        """
    def replace(
        self,
        *,
        regulation: _CompetitionRegulationInput = ...,
        year: WholeInput = ...,
        semester: _SemesterInput | None = ...,
        announced: DateInput | None = ...,
        applications_open: DateInput = ...,
        applications_close: DateInput = ...,
        department_deadline: DateInput | None = ...,
        faculty_deadline: DateInput | None = ...,
        results: DateInput | None = ...,
        order: RecordInput | Competition.Order | None = ...,
        commission: ListOf[str | RecordInput | Person] | None = ...,
        prizes: WholeInput | None = ...,
        awards: ListOf[RecordInput | Competition.Award] | None = ...,
        entries: ListOf[RecordInput | Competition.CompetitionEntry] | None = ...,
        past_winners: ListOf[RecordInput | Competition.PastWinner] | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    regulation: Final[Literal["01", "04"]]
    """Regulation of the competition."""
    year: Final[int]
    """Year (whole number)."""
    semester: Final[Literal["autumn", "spring"] | None]
    """Semester."""
    announced: Final[datetime.date | None]
    """News on the website (year-month-day, for example 2025-12-12). When the news stood on the website."""
    applications_open: Final[datetime.date]
    """Start of applications (year-month-day, for example 2025-12-12)."""
    applications_close: Final[datetime.date]
    """End of applications (year-month-day, for example 2025-12-12)."""
    department_deadline: Final[datetime.date | None]
    """Deadline for departments (year-month-day, for example 2025-12-12). The last day for the heads of departments."""
    faculty_deadline: Final[datetime.date | None]
    """Deadline for faculties (year-month-day, for example 2025-12-12). The last day for the deans of faculties."""
    results: Final[datetime.date | None]
    """Date of the results (year-month-day, for example 2025-12-12)."""
    order: Final[Competition.Order | None]
    """Order of the Rector."""
    commission: Final[tuple[Person, ...] | None]
    """Competition Commission."""
    prizes: Final[int | None]
    """Number of prize places (whole number). Number of prize places; 3 if not said."""
    awards: Final[tuple[Competition.Award, ...] | None]
    """Awards."""
    entries: Final[tuple[Competition.CompetitionEntry, ...] | None]
    """Entries."""
    past_winners: Final[tuple[Competition.PastWinner, ...] | None]
    """Winners of earlier competitions."""

class Course(_Course):
    """A massive open online course, as its authors describe it."""
    class Cohort(_Course_Cohort):
        """A group of learners who studied the course together."""
        def __init__(self, *, start: DateInput | None = None, end: DateInput | None = None) -> None:
            """A group of learners who studied the course together.

            :param start: Start of the cohort (year-month-day, for example 2025-12-12).
            :param end: End of the cohort (year-month-day, for example 2025-12-12).
            """
        def replace(
            self, *, start: DateInput | None = ..., end: DateInput | None = ...
        ) -> Self: ...
        start: Final[datetime.date | None]
        """Start of the cohort (year-month-day, for example 2025-12-12)."""
        end: Final[datetime.date | None]
        """End of the cohort (year-month-day, for example 2025-12-12)."""

    class Task(_Course_Task):
        """A task of a course; ``weight`` is its share of the final grade in per cent."""
        def __init__(
            self,
            *,
            kind: _TaskKindInput | None = None,
            title: TextInput | None = None,
            count: WholeInput | None = None,
            weight: NumberInput | None = None,
            deadline: DateInput | None = None,
            outcomes: ListOf[TextInput] | None = None,
            parameterised: FlagInput | None = None,
            open_unique: FlagInput | None = None,
            group_size: WholeInput | None = None,
            blind: FlagInput | None = None,
        ) -> None:
            """A task of a course; ``weight`` is its share of the final grade in per cent.

            :param kind: Kind of task.
            :param title: Title of the task.
            :param count: Number (whole number).
            :param weight: Share of the final grade, per cent (number).
            :param deadline: Deadline (year-month-day, for example 2025-12-12).
            :param outcomes: Learning outcomes checked. The learning outcomes that it checks.
            :param parameterised: Parameterized task (yes or no). Whether each learner gets conditions of their own (02 §11.7).
            :param open_unique: Open and unique answer (yes or no). Whether an open answer of one's own is wanted, and equal answers are found (02 §11.7).
            :param group_size: Learners in a group (whole number).
            :param blind: Anonymous for the assessor (yes or no). Whether the assessor does not know whose work it is (02-06 row 2).
            """
        def replace(
            self,
            *,
            kind: _TaskKindInput | None = ...,
            title: TextInput | None = ...,
            count: WholeInput | None = ...,
            weight: NumberInput | None = ...,
            deadline: DateInput | None = ...,
            outcomes: ListOf[TextInput] | None = ...,
            parameterised: FlagInput | None = ...,
            open_unique: FlagInput | None = ...,
            group_size: WholeInput | None = ...,
            blind: FlagInput | None = ...,
        ) -> Self: ...
        kind: Final[Literal["auto_set", "peer", "monitored", "joint_auto", "joint_peer"] | None]
        """Kind of task."""
        title: Final[Text | None]
        """Title of the task."""
        count: Final[int | None]
        """Number (whole number)."""
        weight: Final[Decimal | None]
        """Share of the final grade, per cent (number)."""
        deadline: Final[datetime.date | None]
        """Deadline (year-month-day, for example 2025-12-12)."""
        outcomes: Final[tuple[Text, ...] | None]
        """Learning outcomes checked. The learning outcomes that it checks."""
        parameterised: Final[bool | None]
        """Parameterized task (yes or no). Whether each learner gets conditions of their own (02 §11.7)."""
        open_unique: Final[bool | None]
        """Open and unique answer (yes or no). Whether an open answer of one's own is wanted, and equal answers are found (02 §11.7)."""
        group_size: Final[int | None]
        """Learners in a group (whole number)."""
        blind: Final[bool | None]
        """Anonymous for the assessor (yes or no). Whether the assessor does not know whose work it is (02-06 row 2)."""

    class Survey(_Course_Survey):
        """A survey of learners (02 §12.10.1)."""
        def __init__(self, *, stage: _SurveyStageInput, questions: ListOf[TextInput]) -> None:
            """A survey of learners (02 §12.10.1).

            :param stage: Stage of the survey.
            :param questions: Questions.
            """
        def replace(
            self, *, stage: _SurveyStageInput = ..., questions: ListOf[TextInput] = ...
        ) -> Self: ...
        stage: Final[Literal["start", "end"]]
        """Stage of the survey."""
        questions: Final[tuple[Text, ...]]
        """Questions."""

    class Module(_Course_Module):
        """A week of a course (02 §7.7)."""
        def __init__(
            self,
            *,
            title: TextInput,
            hours: NumberInput | None = None,
            outcomes: ListOf[TextInput] | None = None,
            annotation: TextInput | None = None,
            lessons: ListOf[RecordInput | Course.Lesson] | None = None,
            forum_discussions: ListOf[TextInput] | None = None,
            practical_task: RecordInput | Course.Task | None = None,
            summative: ListOf[RecordInput | Course.Task] | None = None,
            announcement: TextInput | None = None,
        ) -> None:
            """A week of a course (02 §7.7).

            :param title: Title of the module.
            :param hours: Hours of the week (number). Academic hours of study.
            :param outcomes: Learning outcomes of the module.
            :param annotation: Annotation of the module.
            :param lessons: Lessons.
            :param forum_discussions: Discussions in the forum.
            :param practical_task: Practical task.
            :param summative: Summative tasks.
            :param announcement: Message at the beginning of the week. What learners are told when its week begins (02 §11.2).
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            hours: NumberInput | None = ...,
            outcomes: ListOf[TextInput] | None = ...,
            annotation: TextInput | None = ...,
            lessons: ListOf[RecordInput | Course.Lesson] | None = ...,
            forum_discussions: ListOf[TextInput] | None = ...,
            practical_task: RecordInput | Course.Task | None = ...,
            summative: ListOf[RecordInput | Course.Task] | None = ...,
            announcement: TextInput | None = ...,
        ) -> Self: ...
        title: Final[Text]
        """Title of the module."""
        hours: Final[Decimal | None]
        """Hours of the week (number). Academic hours of study."""
        outcomes: Final[tuple[Text, ...] | None]
        """Learning outcomes of the module."""
        annotation: Final[Text | None]
        """Annotation of the module."""
        lessons: Final[tuple[Course.Lesson, ...] | None]
        """Lessons."""
        forum_discussions: Final[tuple[Text, ...] | None]
        """Discussions in the forum."""
        practical_task: Final[Course.Task | None]
        """Practical task."""
        summative: Final[tuple[Course.Task, ...] | None]
        """Summative tasks."""
        announcement: Final[Text | None]
        """Message at the beginning of the week. What learners are told when its week begins (02 §11.2)."""

    class Lesson(_Course_Lesson):
        """A topic of a module: video lecture, study material, assessment (02 §8.7)."""
        def __init__(
            self,
            *,
            title: TextInput,
            minutes: DurationInput | None = None,
            outcomes: ListOf[TextInput] | None = None,
            video: RecordInput | Video | None = None,
            material: str | None = None,
            questions: ListOf[TextInput] | None = None,
            tasks: ListOf[RecordInput | Course.Task] | None = None,
        ) -> None:
            """A topic of a module: video lecture, study material, assessment (02 §8.7).

            :param title: Topic of the lesson.
            :param minutes: Duration of the lesson (minutes:seconds, or minutes as a number).
            :param outcomes: Learning outcomes of the lesson.
            :param video: Video lecture.
            :param material: Study material (name of a file beside this record).
            :param questions: Questions for consolidation.
            :param tasks: Tasks.
            """
        def replace(
            self,
            *,
            title: TextInput = ...,
            minutes: DurationInput | None = ...,
            outcomes: ListOf[TextInput] | None = ...,
            video: RecordInput | Video | None = ...,
            material: str | None = ...,
            questions: ListOf[TextInput] | None = ...,
            tasks: ListOf[RecordInput | Course.Task] | None = ...,
        ) -> Self: ...
        title: Final[Text]
        """Topic of the lesson."""
        minutes: Final[int | None]
        """Duration of the lesson (minutes:seconds, or minutes as a number)."""
        outcomes: Final[tuple[Text, ...] | None]
        """Learning outcomes of the lesson."""
        video: Final[Video | None]
        """Video lecture."""
        material: Final[str | None]
        """Study material (name of a file beside this record)."""
        questions: Final[tuple[Text, ...] | None]
        """Questions for consolidation."""
        tasks: Final[tuple[Course.Task, ...] | None]
        """Tasks."""

    class Schedule(_Course_Schedule):
        """The dates of a course for which the regulation sets terms (02 §12, §14.2, 02-07)."""
        def __init__(
            self,
            *,
            announced: DateInput | None = None,
            information_letter: DateInput | None = None,
            registration_open: DateInput | None = None,
            registration_close: DateInput | None = None,
            analysis: DateInput | None = None,
            sections: ListOf[RecordInput | Course.Section] | None = None,
            recordings: ListOf[RecordInput | Course.Recording] | None = None,
        ) -> None:
            """The dates of a course for which the regulation sets terms (02 §12, §14.2, 02-07).

            :param announced: News on the website (year-month-day, for example 2025-12-12). When the news stands on the website.
            :param information_letter: Information letter (year-month-day, for example 2025-12-12).
            :param registration_open: Start of registration (year-month-day, for example 2025-12-12).
            :param registration_close: End of registration (year-month-day, for example 2025-12-12).
            :param analysis: Analysis handed over (year-month-day, for example 2025-12-12). When the analysis of the results is handed over.
            :param sections: Opening of sections.
            :param recordings: Video recordings.
            """
        def replace(
            self,
            *,
            announced: DateInput | None = ...,
            information_letter: DateInput | None = ...,
            registration_open: DateInput | None = ...,
            registration_close: DateInput | None = ...,
            analysis: DateInput | None = ...,
            sections: ListOf[RecordInput | Course.Section] | None = ...,
            recordings: ListOf[RecordInput | Course.Recording] | None = ...,
        ) -> Self: ...
        announced: Final[datetime.date | None]
        """News on the website (year-month-day, for example 2025-12-12). When the news stands on the website."""
        information_letter: Final[datetime.date | None]
        """Information letter (year-month-day, for example 2025-12-12)."""
        registration_open: Final[datetime.date | None]
        """Start of registration (year-month-day, for example 2025-12-12)."""
        registration_close: Final[datetime.date | None]
        """End of registration (year-month-day, for example 2025-12-12)."""
        analysis: Final[datetime.date | None]
        """Analysis handed over (year-month-day, for example 2025-12-12). When the analysis of the results is handed over."""
        sections: Final[tuple[Course.Section, ...] | None]
        """Opening of sections."""
        recordings: Final[tuple[Course.Recording, ...] | None]
        """Video recordings."""

    class Section(_Course_Section):
        """When a module is open to listeners (02 §12.2)."""
        def __init__(
            self, *, module: WholeInput, open: DateInput, close: DateInput | None = None
        ) -> None:
            """When a module is open to listeners (02 §12.2).

            :param module: Number of the module (whole number). The number of the module, from 1.
            :param open: Opened on (year-month-day, for example 2025-12-12).
            :param close: Closed on (year-month-day, for example 2025-12-12).
            """
        def replace(
            self, *, module: WholeInput = ..., open: DateInput = ..., close: DateInput | None = ...
        ) -> Self: ...
        module: Final[int]
        """Number of the module (whole number). The number of the module, from 1."""
        open: Final[datetime.date]
        """Opened on (year-month-day, for example 2025-12-12)."""
        close: Final[datetime.date | None]
        """Closed on (year-month-day, for example 2025-12-12)."""

    class Recording(_Course_Recording):
        """When a video lecture is recorded in the studio (02-07 items 2 and 3)."""
        def __init__(
            self,
            *,
            lecture: WholeInput | None = None,
            date: DateInput,
            arrival: str | None = None,
            start: str | None = None,
            sent: DateInput | None = None,
        ) -> None:
            """When a video lecture is recorded in the studio (02-07 items 2 and 3).

            :param lecture: Number of the lecture (whole number).
            :param date: Date of the recording (year-month-day, for example 2025-12-12).
            :param arrival: Arrival. When the lecturer comes to the studio.
            :param start: Start of the recording.
            :param sent: Slides sent on (year-month-day, for example 2025-12-12). When the slides are sent to the specialist of the department.
            """
        def replace(
            self,
            *,
            lecture: WholeInput | None = ...,
            date: DateInput = ...,
            arrival: str | None = ...,
            start: str | None = ...,
            sent: DateInput | None = ...,
        ) -> Self: ...
        lecture: Final[int | None]
        """Number of the lecture (whole number)."""
        date: Final[datetime.date]
        """Date of the recording (year-month-day, for example 2025-12-12)."""
        arrival: Final[str | None]
        """Arrival. When the lecturer comes to the studio."""
        start: Final[str | None]
        """Start of the recording."""
        sent: Final[datetime.date | None]
        """Slides sent on (year-month-day, for example 2025-12-12). When the slides are sent to the specialist of the department."""

    class Completion(_Course_Completion):
        """A learner who has completed the course, and the certificate of it (02 §12.8)."""
        def __init__(
            self,
            *,
            listener: str | RecordInput | Person,
            number: NameInput | None = None,
            date: DateInput | None = None,
            progress: NumberInput | None = None,
        ) -> None:
            """A learner who has completed the course, and the certificate of it (02 §12.8).

            :param listener: Learner.
            :param number: Registration number.
            :param date: Date of issue (year-month-day, for example 2025-12-12).
            :param progress: Course completed, per cent (number). Share of the course that the learner has completed, in per cent.
            """
        def replace(
            self,
            *,
            listener: str | RecordInput | Person = ...,
            number: NameInput | None = ...,
            date: DateInput | None = ...,
            progress: NumberInput | None = ...,
        ) -> Self: ...
        listener: Final[Person]
        """Learner."""
        number: Final[Name | None]
        """Registration number."""
        date: Final[datetime.date | None]
        """Date of issue (year-month-day, for example 2025-12-12)."""
        progress: Final[Decimal | None]
        """Course completed, per cent (number). Share of the course that the learner has completed, in per cent."""

    def __init__(
        self,
        *,
        title: TextInput,
        language: _LanguageInput,
        authors: ListOf[str | RecordInput | Person],
        faculty: TextInput | None = None,
        department: TextInput | None = None,
        annotation_short: TextInput | None = None,
        annotation: TextInput | None = None,
        description: TextInput | None = None,
        aim: TextInput | None = None,
        objectives: ListOf[TextInput] | None = None,
        outcomes: ListOf[TextInput] | None = None,
        difficulty: _DifficultyInput | None = None,
        credits: NumberInput | None = None,
        academic_hours: NumberInput | None = None,
        general_discipline: FlagInput | None = None,
        series: ListOf[TextInput] | None = None,
        start: DateInput | None = None,
        end: DateInput | None = None,
        cohorts: ListOf[RecordInput | Course.Cohort] | None = None,
        syllabus: str | None = None,
        glossary: str | None = None,
        promo_video: RecordInput | Video | None = None,
        forum: PresenceInput | None = None,
        chat: PresenceInput | None = None,
        grading: TextInput | None = None,
        final_task: RecordInput | Course.Task | None = None,
        surveys: ListOf[RecordInput | Course.Survey] | None = None,
        modules: ListOf[RecordInput | Course.Module] | None = None,
        schedule: RecordInput | Course.Schedule | None = None,
        university: TextInput | None = None,
        unit: TextInput | None = None,
        head_of_department: str | RecordInput | Person | None = None,
        department_abbreviation: TextInput | None = None,
        level: ListOf[_LevelInput] | _LevelInput | None = None,
        full_description: TextInput | None = None,
        target_audience: ListOf[TextInput] | None = None,
        prerequisites: ListOf[TextInput] | None = None,
        postrequisites: ListOf[TextInput] | None = None,
        certificates_and_grading: RecordInput
        | MoocDescription.CertificatesAndGrading
        | None = None,
        main_illustration: str | None = None,
        course_link: str | None = None,
        platform: TextInput | None = None,
        placement_date: DateInput | None = None,
        director: str | RecordInput | Person | None = None,
        year: WholeInput | None = None,
        academic_year_from: WholeInput | None = None,
        academic_year_to: WholeInput | None = None,
        discipline: TextInput | None = None,
        educational_programme: TextInput | None = None,
        terms: ListOf[RecordInput | Glossary.Term] | None = None,
        work_programme: str | None = None,
        references: str | None = None,
        task_files: ListOf[str] | None = None,
        tests: str | None = None,
        completions: ListOf[RecordInput | Course.Completion] | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """A massive open online course, as its authors describe it.

        :param title: Title of the course.
        :param language: Language of instruction.
        :param authors: Author(s).
        :param faculty: Faculty.
        :param department: Department.
        :param annotation_short: Short annotation.
        :param annotation: Annotation.
        :param description: Description of the course.
        :param aim: Aim of study.
        :param objectives: Objectives of study.
        :param outcomes: Learning outcomes.
        :param difficulty: Level of difficulty.
        :param credits: Number of credits (number).
        :param academic_hours: Number of academic hours (number).
        :param general_discipline: General education discipline (yes or no). Whether it is a general education discipline with a model curriculum (02 §8.6).
        :param series: Series of courses. The courses of the series to which it belongs, itself included.
        :param start: Start of the course (year-month-day, for example 2025-12-12).
        :param end: End of the course (year-month-day, for example 2025-12-12).
        :param cohorts: Cohorts.
        :param syllabus: Syllabus (name of a file beside this record).
        :param glossary: Glossary (name of a file beside this record).
        :param promo_video: Promotional video.
        :param forum: Forum (whole address, https://…, or just yes or no).
        :param chat: Chat (whole address, https://…, or just yes or no).
        :param grading: Algorithm of the final grade. How the final grade is counted (01-02 section 2).
        :param final_task: Final task.
        :param surveys: Surveys.
        :param modules: Modules.
        :param schedule: Schedule.
        :param university: Name of the university.
        :param unit: Name of the division. The division as the certificate names it; the department if not given.
        :param head_of_department: Head of Department.
        :param department_abbreviation: Abbreviation of the department.
        :param level: Level of education.
        :param full_description: Full description. What learners acquire, for the competition; the description if not given.
        :param target_audience: Target audience.
        :param prerequisites: Prerequisites.
        :param postrequisites: Postrequisites.
        :param certificates_and_grading: Information on the issue of certificates, description of the assessment system.
        :param main_illustration: Main course illustration (name of a picture (PNG or JPEG) beside this record).
        :param course_link: Link to the course (whole address, https://…).
        :param platform: Name of the platform.
        :param placement_date: Date of placement of the course (year-month-day, for example 2025-12-12).
        :param director: Director of CAIDD.
        :param year: Year of the working programme (whole number). The year of the working programme.
        :param academic_year_from: Beginning of the academic year (whole number).
        :param academic_year_to: End of the academic year (whole number).
        :param discipline: Discipline. The discipline in which it is taught.
        :param educational_programme: Educational programme.
        :param terms: Terms. Its glossary; ``glossary`` is the file that is made of it.
        :param work_programme: Working programme of the course (name of a file beside this record).
        :param references: List of references (name of a file beside this record).
        :param task_files: Files of the tasks (name of a file beside this record).
        :param tests: Test items (name of a file beside this record).
        :param completions: Those who have completed the course.
        """
    def replace(
        self,
        *,
        title: TextInput = ...,
        language: _LanguageInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        faculty: TextInput | None = ...,
        department: TextInput | None = ...,
        annotation_short: TextInput | None = ...,
        annotation: TextInput | None = ...,
        description: TextInput | None = ...,
        aim: TextInput | None = ...,
        objectives: ListOf[TextInput] | None = ...,
        outcomes: ListOf[TextInput] | None = ...,
        difficulty: _DifficultyInput | None = ...,
        credits: NumberInput | None = ...,
        academic_hours: NumberInput | None = ...,
        general_discipline: FlagInput | None = ...,
        series: ListOf[TextInput] | None = ...,
        start: DateInput | None = ...,
        end: DateInput | None = ...,
        cohorts: ListOf[RecordInput | Course.Cohort] | None = ...,
        syllabus: str | None = ...,
        glossary: str | None = ...,
        promo_video: RecordInput | Video | None = ...,
        forum: PresenceInput | None = ...,
        chat: PresenceInput | None = ...,
        grading: TextInput | None = ...,
        final_task: RecordInput | Course.Task | None = ...,
        surveys: ListOf[RecordInput | Course.Survey] | None = ...,
        modules: ListOf[RecordInput | Course.Module] | None = ...,
        schedule: RecordInput | Course.Schedule | None = ...,
        university: TextInput | None = ...,
        unit: TextInput | None = ...,
        head_of_department: str | RecordInput | Person | None = ...,
        department_abbreviation: TextInput | None = ...,
        level: ListOf[_LevelInput] | _LevelInput | None = ...,
        full_description: TextInput | None = ...,
        target_audience: ListOf[TextInput] | None = ...,
        prerequisites: ListOf[TextInput] | None = ...,
        postrequisites: ListOf[TextInput] | None = ...,
        certificates_and_grading: RecordInput | MoocDescription.CertificatesAndGrading | None = ...,
        main_illustration: str | None = ...,
        course_link: str | None = ...,
        platform: TextInput | None = ...,
        placement_date: DateInput | None = ...,
        director: str | RecordInput | Person | None = ...,
        year: WholeInput | None = ...,
        academic_year_from: WholeInput | None = ...,
        academic_year_to: WholeInput | None = ...,
        discipline: TextInput | None = ...,
        educational_programme: TextInput | None = ...,
        terms: ListOf[RecordInput | Glossary.Term] | None = ...,
        work_programme: str | None = ...,
        references: str | None = ...,
        task_files: ListOf[str] | None = ...,
        tests: str | None = ...,
        completions: ListOf[RecordInput | Course.Completion] | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    title: Final[Text]
    """Title of the course."""
    language: Final[Literal["kk", "ru", "en"]]
    """Language of instruction."""
    authors: Final[tuple[Person, ...]]
    """Author(s)."""
    faculty: Final[Text | None]
    """Faculty."""
    department: Final[Text | None]
    """Department."""
    annotation_short: Final[Text | None]
    """Short annotation."""
    annotation: Final[Text | None]
    """Annotation."""
    description: Final[Text | None]
    """Description of the course."""
    aim: Final[Text | None]
    """Aim of study."""
    objectives: Final[tuple[Text, ...] | None]
    """Objectives of study."""
    outcomes: Final[tuple[Text, ...] | None]
    """Learning outcomes."""
    difficulty: Final[Literal["beginner", "intermediate", "advanced"] | None]
    """Level of difficulty."""
    credits: Final[Decimal | None]
    """Number of credits (number)."""
    academic_hours: Final[Decimal | None]
    """Number of academic hours (number)."""
    general_discipline: Final[bool | None]
    """General education discipline (yes or no). Whether it is a general education discipline with a model curriculum (02 §8.6)."""
    series: Final[tuple[Text, ...] | None]
    """Series of courses. The courses of the series to which it belongs, itself included."""
    start: Final[datetime.date | None]
    """Start of the course (year-month-day, for example 2025-12-12)."""
    end: Final[datetime.date | None]
    """End of the course (year-month-day, for example 2025-12-12)."""
    cohorts: Final[tuple[Course.Cohort, ...] | None]
    """Cohorts."""
    syllabus: Final[str | None]
    """Syllabus (name of a file beside this record)."""
    glossary: Final[str | None]
    """Glossary (name of a file beside this record)."""
    promo_video: Final[Video | None]
    """Promotional video."""
    forum: Final[str | None]
    """Forum (whole address, https://…, or just yes or no)."""
    chat: Final[str | None]
    """Chat (whole address, https://…, or just yes or no)."""
    grading: Final[Text | None]
    """Algorithm of the final grade. How the final grade is counted (01-02 section 2)."""
    final_task: Final[Course.Task | None]
    """Final task."""
    surveys: Final[tuple[Course.Survey, ...] | None]
    """Surveys."""
    modules: Final[tuple[Course.Module, ...] | None]
    """Modules."""
    schedule: Final[Course.Schedule | None]
    """Schedule."""
    university: Final[Text | None]
    """Name of the university."""
    unit: Final[Text | None]
    """Name of the division. The division as the certificate names it; the department if not given."""
    head_of_department: Final[Person | None]
    """Head of Department."""
    department_abbreviation: Final[Text | None]
    """Abbreviation of the department."""
    level: Final[tuple[Literal["bachelor", "master", "doctoral"], ...] | None]
    """Level of education."""
    full_description: Final[Text | None]
    """Full description. What learners acquire, for the competition; the description if not given."""
    target_audience: Final[tuple[Text, ...] | None]
    """Target audience."""
    prerequisites: Final[tuple[Text, ...] | None]
    """Prerequisites."""
    postrequisites: Final[tuple[Text, ...] | None]
    """Postrequisites."""
    certificates_and_grading: Final[MoocDescription.CertificatesAndGrading | None]
    """Information on the issue of certificates, description of the assessment system."""
    main_illustration: Final[str | None]
    """Main course illustration (name of a picture (PNG or JPEG) beside this record)."""
    course_link: Final[str | None]
    """Link to the course (whole address, https://…)."""
    platform: Final[Text | None]
    """Name of the platform."""
    placement_date: Final[datetime.date | None]
    """Date of placement of the course (year-month-day, for example 2025-12-12)."""
    director: Final[Person | None]
    """Director of CAIDD."""
    year: Final[int | None]
    """Year of the working programme (whole number). The year of the working programme."""
    academic_year_from: Final[int | None]
    """Beginning of the academic year (whole number)."""
    academic_year_to: Final[int | None]
    """End of the academic year (whole number)."""
    discipline: Final[Text | None]
    """Discipline. The discipline in which it is taught."""
    educational_programme: Final[Text | None]
    """Educational programme."""
    terms: Final[tuple[Glossary.Term, ...] | None]
    """Terms. Its glossary; ``glossary`` is the file that is made of it."""
    work_programme: Final[str | None]
    """Working programme of the course (name of a file beside this record)."""
    references: Final[str | None]
    """List of references (name of a file beside this record)."""
    task_files: Final[tuple[str, ...] | None]
    """Files of the tasks (name of a file beside this record)."""
    tests: Final[str | None]
    """Test items (name of a file beside this record)."""
    completions: Final[tuple[Course.Completion, ...] | None]
    """Those who have completed the course."""

class DigitalResource(_DigitalResource):
    """A digital educational resource, as its authors describe it."""
    def __init__(
        self,
        *,
        title: TextInput,
        discipline: TextInput,
        authors: ListOf[str | RecordInput | Person],
        department: TextInput | None = None,
        language: _LanguageInput,
        der_type: _DerTypeInput,
        category: _DerCategoryInput | None = None,
        topics: ListOf[TextInput] | None = None,
        syllabus_topics: ListOf[TextInput] | None = None,
        parts: ListOf[str] | None = None,
        slides: WholeInput | None = None,
        scorm: str | None = None,
        assessment_types: ListOf[TextInput] | None = None,
        navigation: ListOf[_NavigationInput] | None = None,
        control: FlagInput | None = None,
        self_control: FlagInput | None = None,
        approval: TextInput | None = None,
        faculty: TextInput | None = None,
        unit: TextInput | None = None,
        head_of_department: str | RecordInput | Person | None = None,
        department_abbreviation: TextInput | None = None,
        target_audience: ListOf[TextInput] | None = None,
        novelty_and_groundwork: TextInput | None = None,
        der_link: str | None = None,
        platform: TextInput | None = None,
        placement_date: DateInput | None = None,
        director: str | RecordInput | Person | None = None,
        development_date: DateInput | None = None,
        form: str = ...,
        lang: Language | None = None,
    ) -> None:
        """A digital educational resource, as its authors describe it.

        :param title: Title of the DER.
        :param discipline: Discipline.
        :param authors: Author(s) of the DER.
        :param department: Department.
        :param language: Language of instruction.
        :param der_type: Type of the DER.
        :param category: Category of the DER.
        :param topics: Topics.
        :param syllabus_topics: Topics of the syllabus. The topics of the syllabus, which those of the resource follow.
        :param parts: Composition of the DER. What the resource consists of, in the words of 03 §9.2.
        :param slides: Number of slides (whole number).
        :param scorm: SCORM package (name of a file beside this record).
        :param assessment_types: Kinds of knowledge assessment.
        :param navigation: Ways of navigation.
        :param control: Assessment (yes or no).
        :param self_control: Self-assessment (yes or no).
        :param approval: Document of approval. The document that approves a textbook or a study guide as such (03 §9.2.1).
        :param faculty: Faculty.
        :param unit: Name of the division. The division as the certificate names it; the department if not given.
        :param head_of_department: Head of Department.
        :param department_abbreviation: Abbreviation of the department.
        :param target_audience: Target audience.
        :param novelty_and_groundwork: Novelty, relevance and groundwork.
        :param der_link: Link to the resource (whole address, https://…).
        :param platform: Name of the platform.
        :param placement_date: Date of placement (year-month-day, for example 2025-12-12).
        :param director: Director of CAIDD.
        :param development_date: Date of development (year-month-day, for example 2025-12-12).
        """
    def replace(
        self,
        *,
        title: TextInput = ...,
        discipline: TextInput = ...,
        authors: ListOf[str | RecordInput | Person] = ...,
        department: TextInput | None = ...,
        language: _LanguageInput = ...,
        der_type: _DerTypeInput = ...,
        category: _DerCategoryInput | None = ...,
        topics: ListOf[TextInput] | None = ...,
        syllabus_topics: ListOf[TextInput] | None = ...,
        parts: ListOf[str] | None = ...,
        slides: WholeInput | None = ...,
        scorm: str | None = ...,
        assessment_types: ListOf[TextInput] | None = ...,
        navigation: ListOf[_NavigationInput] | None = ...,
        control: FlagInput | None = ...,
        self_control: FlagInput | None = ...,
        approval: TextInput | None = ...,
        faculty: TextInput | None = ...,
        unit: TextInput | None = ...,
        head_of_department: str | RecordInput | Person | None = ...,
        department_abbreviation: TextInput | None = ...,
        target_audience: ListOf[TextInput] | None = ...,
        novelty_and_groundwork: TextInput | None = ...,
        der_link: str | None = ...,
        platform: TextInput | None = ...,
        placement_date: DateInput | None = ...,
        director: str | RecordInput | Person | None = ...,
        development_date: DateInput | None = ...,
        lang: Language | None = ...,
    ) -> Self: ...
    title: Final[Text]
    """Title of the DER."""
    discipline: Final[Text]
    """Discipline."""
    authors: Final[tuple[Person, ...]]
    """Author(s) of the DER."""
    department: Final[Text | None]
    """Department."""
    language: Final[Literal["kk", "ru", "en"]]
    """Language of instruction."""
    der_type: Final[
        Literal[
            "e_textbook",
            "e_study_guide",
            "lecture_course",
            "reference_materials",
            "interactive_presentation",
            "practicum",
            "assessment_materials",
            "methodical_materials",
            "source_components",
        ]
    ]
    """Type of the DER."""
    category: Final[Literal["network", "mixed"] | None]
    """Category of the DER."""
    topics: Final[tuple[Text, ...] | None]
    """Topics."""
    syllabus_topics: Final[tuple[Text, ...] | None]
    """Topics of the syllabus. The topics of the syllabus, which those of the resource follow."""
    parts: Final[tuple[str, ...] | None]
    """Composition of the DER. What the resource consists of, in the words of 03 §9.2."""
    slides: Final[int | None]
    """Number of slides (whole number)."""
    scorm: Final[str | None]
    """SCORM package (name of a file beside this record)."""
    assessment_types: Final[tuple[Text, ...] | None]
    """Kinds of knowledge assessment."""
    navigation: Final[tuple[Literal["page", "section", "search", "multimedia"], ...] | None]
    """Ways of navigation."""
    control: Final[bool | None]
    """Assessment (yes or no)."""
    self_control: Final[bool | None]
    """Self-assessment (yes or no)."""
    approval: Final[Text | None]
    """Document of approval. The document that approves a textbook or a study guide as such (03 §9.2.1)."""
    faculty: Final[Text | None]
    """Faculty."""
    unit: Final[Text | None]
    """Name of the division. The division as the certificate names it; the department if not given."""
    head_of_department: Final[Person | None]
    """Head of Department."""
    department_abbreviation: Final[Text | None]
    """Abbreviation of the department."""
    target_audience: Final[tuple[Text, ...] | None]
    """Target audience."""
    novelty_and_groundwork: Final[Text | None]
    """Novelty, relevance and groundwork."""
    der_link: Final[str | None]
    """Link to the resource (whole address, https://…)."""
    platform: Final[Text | None]
    """Name of the platform."""
    placement_date: Final[datetime.date | None]
    """Date of placement (year-month-day, for example 2025-12-12)."""
    director: Final[Person | None]
    """Director of CAIDD."""
    development_date: Final[datetime.date | None]
    """Date of development (year-month-day, for example 2025-12-12)."""
