"""What regulation 02 asks of tasks and assessment (02 §7.6, §11, 02-06, 02-08); and 01 §11.5."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from atuforms.fields.not_given import NOT_GIVEN, given, given_items
from atuforms.fields.texts import Text, folded
from atuforms.forms.rules import Breach
from atuforms.forms.subjects.course import Course, Task
from atuforms.forms.subjects.course_messages import (
    FEW_KINDS,
    GROUP_SIZE,
    NO_DEADLINE,
    NO_FORMATIVE,
    NO_SUMMATIVE,
    NOT_BLIND,
    OUTCOME_UNCHECKED,
    PROTECTED_SHARE,
    TASK_KIND,
)

GROUP = (3, 7)
LEAST_PROTECTED_SHARE = 50
KINDS = 2


@Course.rule("02-formative-and-summative", "02 §7.6", reads="")
def formative_and_summative_tasks(course: Course) -> Iterator[Breach | None]:
    """Оқу нәтижелерін бағалау формативті (практикалық) тапсырмаларды және оқытушыдан кері байланысты қамтиды, бұл оқушыларға қорытынды бағалауға дайындалуға және материалды меңгеру сапасын арттыруға көмектеседі, сондай-ақ суммативті бағалау үшін тапсырмаларды қамтиды."""  # noqa: E501 — verbatim
    formative: list[object] = [given(lesson.tasks) for _, lesson in course.lessons()]
    formative += [given(module.practical_task) for _, module in given_items(course.modules)]
    summative: list[object] = [given(module.summative) for _, module in given_items(course.modules)]
    summative += [given(course.final_task)]
    for planned, message in ((formative, NO_FORMATIVE), (summative, NO_SUMMATIVE)):
        told = [each for each in planned if each is not None]
        if not told:
            yield None
        elif not any(told):
            yield Breach(message, path=".modules")


@Course.rule("01-assessment-variety", "01 §11.5", reads="", severity="warning")
def tasks_are_of_several_kinds(course: Course) -> Iterator[Breach | None]:
    """Use of a variety of knowledge assessment methods"""
    kinds = [given(task.kind) for _, task in course.tasks()]
    if len(set(kinds) - {None}) >= KINDS:
        return
    if not kinds or None in kinds:
        yield None
    else:
        yield Breach(FEW_KINDS, limit=KINDS, actual=1, path=".modules")


@Course.rule("02-task-types-0206", "02 §11.5", reads="")
def tasks_are_of_the_kinds_of_02_06(course: Course) -> Iterator[Breach | None]:
    """Тыңдаушылардың білімін бақылау тапсырмалары курс компоненттерінің қолданыстағы түрлерін (курс басталғанға дейінгі кезеңде) пайдаланып жүзеге асырылуы тиіс және Ү.ЖИЦДО-7.5.1-2025-02-06 нысанына сәйкес келуі керек."""  # noqa: E501 — verbatim
    for path, task in course.tasks():
        # A kind that is none of the closed choice cannot be read.
        kind: object = task.kind
        if kind is NOT_GIVEN:
            yield Breach(TASK_KIND, path=f".{path}.kind")
        elif kind is None:
            yield None


@Course.rule("02-tasks-cover-outcomes", "02 §11.6", reads=("outcomes", ""))
def tasks_check_every_outcome(
    outcomes: tuple[Text, ...], course: Course
) -> Iterator[Breach | None]:
    """Барлық тапсырмалар жиынтығы жоспарланған оқу нәтижелерінің барлығын тексеруді қамтамасыз етуі тиіс."""  # noqa: E501 — verbatim
    checked = [outcome for _, task in course.tasks() for _, outcome in given_items(task.outcomes)]
    if not checked:
        yield None
        return
    wordings = {words for outcome in checked for words in _wordings(outcome)}
    for number, outcome in given_items(outcomes):
        if outcome and not wordings & _wordings(outcome):
            yield Breach(
                OUTCOME_UNCHECKED,
                actual=str(outcome),
                path=f".{number}",
                details={"actual": outcome},
            )


@Course.rule("02-anti-cheating-50", "02 §11.7", reads="", severity="warning")
def half_of_the_grade_is_protected(course: Course) -> Iterator[Breach | None]:
    """Курстың қорытынды бағасының кемінде 50%-ын құрайтын тапсырмалар бойынша адал емес орындаудан қорғау және жауаптар базасын құру мақсатында келесі шарттардың бірі орындалуы тиіс"""  # noqa: E501 — verbatim
    graded = [(task, weight) for _, task in course.tasks() if (weight := given(task.weight))]
    flags = [given(flag) for task, _ in graded for flag in (task.parameterised, task.open_unique)]
    total = sum((weight for _, weight in graded), Decimal())
    if total <= 0 or all(flag is None for flag in flags):
        yield None
        return
    protected = sum(
        (weight for task, weight in graded if given(task.parameterised) or given(task.open_unique)),
        Decimal(),
    )
    share = 100 * protected / total
    if share < LEAST_PROTECTED_SHARE:
        yield Breach(
            PROTECTED_SHARE,
            limit=LEAST_PROTECTED_SHARE,
            actual=round(float(share), 1),
            path=".modules",
        )


@Course.rule("0206-group-3-7", "02-06 row 4", reads="")
def groups_have_three_to_seven_learners(course: Course) -> Iterator[Breach | None]:
    """Тапсырманы кездейсоқ тағайындалған білім алушылар тобы орындайды (тапсырманы орындауға жіберілген білім алушылар қатарынан 3-7 адам)"""  # noqa: E501 — verbatim
    low, high = GROUP
    for path, task in course.tasks():
        if given(task.kind) != "joint_auto":
            continue
        size = given(task.group_size)
        if size is None:
            yield None
        elif not low <= size <= high:
            limit = low if size < low else high
            details = {"low": low, "high": high}
            yield Breach(GROUP_SIZE, limit, size, f".{path}.group_size", details=details)


@Course.rule("0206-blind-review", "02-06 row 2", reads="")
def assessor_does_not_know_the_learner(course: Course) -> Iterator[Breach | None]:
    """Бағалаушы адамның оқушының жеке басы туралы ақпараты болмайды."""
    for path, task in course.tasks():
        if given(task.kind) != "peer":
            continue
        if given(task.blind) is None:
            yield None
        elif not task.blind:
            yield Breach(NOT_BLIND, path=f".{path}.blind")


@Course.rule("0208-task-deadlines", "02-08 second item 3", reads="")
def graded_tasks_have_deadlines(course: Course) -> Iterator[Breach | None]:
    """Тексеру тапсырмалары үшін оларды орындау мерзімдерін белгілеу қажет."""
    if not _plans_deadlines(course):
        yield None
        return
    for path, task in course.tasks():
        graded = ".summative." in path or bool(given(task.weight))
        if graded and path != "final_task" and task.deadline is None:
            yield Breach(NO_DEADLINE, path=f".{path}.deadline")


@Course.rule("0208-final-task-deadline", "02-08", reads=("final_task", ""))
def final_task_has_a_deadline(task: Task, course: Course) -> Iterator[Breach | None]:
    """Қорытынды тапсырма орындау мерзімін қамтуы керек."""
    if not _plans_deadlines(course):
        yield None
    elif task.deadline is None:
        yield Breach(NO_DEADLINE, path=".deadline")


def _wordings(outcome: Text) -> set[str]:
    """The outcome in each of its languages, as it is compared."""
    return {folded(words).casefold().rstrip(".;") for _, words in outcome.items() if words}


def _plans_deadlines(course: Course) -> bool:
    """Whether the record speaks of deadlines at all; a silent one is not checked."""
    return any(given(task.deadline) is not None for _, task in course.tasks())
