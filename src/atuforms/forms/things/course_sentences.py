"""What findings on a course say."""

from __future__ import annotations

from collections.abc import Mapping

from atuforms.forms.video_quality import QUALITY_SENTENCES
from atuforms.sentences import Sentence, plural_sentence
from atuforms.sentences import sentence as _

SENTENCES: Mapping[str, tuple[Sentence, ...]] = {
    **QUALITY_SENTENCES,
    "no-cohorts": (
        _("{label}: the course does not say with which groups of listeners it was tried"),
        _("Name at least two cohorts with their dates."),
    ),
    "no-glossary": (
        _("{label}: the course has no glossary"),
        _("Name the file of the glossary."),
    ),
    "no-syllabus": (
        _("{label}: the course has no syllabus"),
        _("Name the file of the syllabus or of the working programme."),
    ),
    "no-promo": (
        _("{label}: the course has no promotional video"),
        _("Describe it under “{key}”."),
    ),
    "no-forum": (
        _("{label}: the course has neither a forum nor a chat"),
        _("Write its address, or “true” if there is one."),
    ),
    "no-forum-discussion": (
        _("{label}: the course has no forum"),
        _("Participants of a MOOC talk to each other in the platform's forums."),
    ),
    "no-videos": (
        _("{label}: no lesson has a video lecture"),
        _("Describe the video of each lesson."),
    ),
    "no-sound": (
        _("{label}: the videos have no sound"),
        _("Record them anew, with sound."),
    ),
    "no-materials": (
        _("{label}: no lesson has further study material"),
        _("Name the file of the material of each lesson."),
    ),
    "no-tasks": (
        _("{label}: the course has no tasks"),
        _("Plan tasks for lessons and modules."),
    ),
    "no-formative": (
        _("{label}: there are no formative (practical) tasks"),
        _("Plan tasks in lessons, or a practical task for each module."),
    ),
    "no-summative": (
        _("{label}: there are no tasks for summative assessment"),
        _("Plan a summative task for each module."),
    ),
    "no-practical-task": (
        _("{label}: nothing is said of the practical task at the end of the module"),
        _("Write its title."),
    ),
    "no-exchange": (
        _("{label}: no exchange of opinions in the forum is planned for the module"),
        _("Write at least one topic of discussion."),
    ),
    "no-week-video": (
        _("{label}: the week has no video lecture"),
        _("Describe a video for at least one lesson of the week."),
    ),
    "week-video": (
        _("{label}: the videos of the week last {found}, from {low} to {high} minutes are wanted"),
        _("Lengthen, shorten or divide the videos of the week."),
    ),
    "week-questions": (
        plural_sentence(
            "{label}: {actual} practice question in the week, more than {limit} wanted",
            "{label}: {actual} practice questions in the week, more than {limit} wanted",
            count="actual",
        ),
        _("Add questions to the lessons of the week."),
    ),
    "week-hours": (
        _("{label}: {actual}, from {low} to {high} hours are wanted"),
        _("Divide the content among the weeks anew."),
    ),
    "weekly-summative": (
        plural_sentence(
            "{label}: {actual} summative task in the week, one is wanted",
            "{label}: {actual} summative tasks in the week, one is wanted",
            count="actual",
        ),
        _("Plan one summative task for the week."),
    ),
    "weekly-summative-recommended": (
        _("{label}: no summative task is planned for the week"),
        _("It is recommended here and stated as a fact in {other}."),
    ),
    "lesson-minutes": (
        _("{label}: {found}, {minutes} minutes are wanted"),
        _("Divide the content among the lessons anew."),
    ),
    "no-lesson-material": (
        _("{label}: the lesson has no material for self-study"),
        _("Name its file."),
    ),
    "no-lesson-questions": (
        _("{label}: the lesson has no questions for consolidation"),
        _("Write them."),
    ),
    "no-text-material": (
        _("{label}: there is a video lecture without text material"),
        _("Name the file of the text."),
    ),
    "block-missing": (
        _("{label}: a block of the topic is missing"),
        _("A topic has a video lecture, study material and assessment."),
    ),
    "module-end": (
        _("{label}: the module does not end with a forum and an assessment"),
        _("Plan both."),
    ),
    "no-final-assessment": (
        _("{label}: nothing is said of the final assessment of the course"),
        _("Write its title."),
    ),
    "too-many-hours": (
        plural_sentence(
            "{label}: {actual} academic hour, at most {limit} allowed",
            "{label}: {actual} academic hours, at most {limit} allowed",
            count="whole",
        ),
        _(
            "Divide the course into a series of 3 to 6 courses; only general education "
            "disciplines with a model curriculum may have more than 100 hours."
        ),
    ),
    "series-size": (
        plural_sentence(
            "{label}: {actual} course in the series, from {low} to {high} are recommended",
            "{label}: {actual} courses in the series, from {low} to {high} are recommended",
            count="actual",
        ),
        _("Divide the content among the courses of the series anew."),
    ),
    "task-kind": (
        _("{label}: tasks of this kind are not among those of the regulation"),
        _("Another kind is allowed only if you create a new component of the platform for it."),
    ),
    "outcome-unchecked": (
        _("{label}: no task checks the outcome “{actual}”"),
        _("Name it among the outcomes of a task."),
    ),
    "protected-share": (
        _(
            "{label}: {actual} % of the grade comes from tasks that are parameterised or want an "
            "open answer of one's own, at least {limit} % wanted"
        ),
        _("Let every listener have conditions or an answer of his own in more of the tasks."),
    ),
    "few-kinds": (
        _("{label}: all tasks are of one kind"),
        _("Use several methods to assess knowledge."),
    ),
    "group-size": (
        plural_sentence(
            "{label}: {actual} learner in a group, from {low} to {high} are allowed",
            "{label}: {actual} learners in a group, from {low} to {high} are allowed",
            count="actual",
        ),
        _("Correct the size of the groups."),
    ),
    "not-blind": (
        _("{label}: the assessor knows whose work it is"),
        _("Hide the learner's person from the assessor."),
    ),
    "no-deadline": (
        _("{label}: the task has no deadline"),
        _("Write the day by which it must be done."),
    ),
    "survey-missing": (
        _("{label}: there is no survey of this stage: {option}"),
        _("Two surveys are wanted: before the start of the course and before its end."),
    ),
    "no-developer": (_("{label}: the course names no developer"), _("Write the full name.")),
    "no-title": (_("{label}: the course has no title"), _("Write it.")),
    "no-annotation": (_("{label}: the course has no annotation"), _("Write it briefly.")),
    "no-grading": (
        _("{label}: nothing is said of how the final grade is counted"),
        _("Describe the algorithm."),
    ),
    "no-assessment": (
        _("{label}: the week does not end with an assessment"),
        _("Plan a task at its end."),
    ),
    "no-interaction": (
        _("{label}: nothing in the module lets learners talk to each other"),
        _("Plan a discussion in the forum, or a chat."),
    ),
}
