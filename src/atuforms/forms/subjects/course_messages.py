"""What findings on a course say."""

from __future__ import annotations

from atuforms.core.language.sentences import Message, plural_sentence
from atuforms.core.language.sentences import sentence as _

NO_COHORTS = Message(
    _("{label}: the course does not say with which groups of learners it was tried"),
    _("Name at least two cohorts with their dates."),
)
NO_GLOSSARY = Message(
    _("{label}: the course has no glossary"),
    _("Name the file of the glossary."),
)
NO_SYLLABUS = Message(
    _("{label}: the course has no syllabus"),
    _("Name the file of the syllabus or of the working programme."),
)
NO_PROMO = Message(
    _("{label}: the course has no promotional video"),
    _("Describe it under “{key}”."),
)
NO_FORUM = Message(
    _("{label}: the course has neither a forum nor a chat"),
    _("Write its address, or “true” if there is one."),
)
NO_FORUM_DISCUSSION = Message(
    _("{label}: the course has no forum"),
    _("Participants of a MOOC talk to each other in the platform's forums."),
)
NO_VIDEOS = Message(
    _("{label}: no lesson has a video lecture"),
    _("Describe the video of each lesson."),
)
NO_SOUND = Message(
    _("{label}: the videos have no sound"),
    _("Record them anew, with sound."),
)
NO_MATERIALS = Message(
    _("{label}: no lesson has further study material"),
    _("Name the file of the material of each lesson."),
)
NO_TASKS = Message(
    _("{label}: the course has no tasks"),
    _("Plan tasks for lessons and modules."),
)
NO_FORMATIVE = Message(
    _("{label}: there are no formative (practical) tasks"),
    _("Plan tasks in lessons, or a practical task for each module."),
)
NO_SUMMATIVE = Message(
    _("{label}: there are no tasks for summative assessment"),
    _("Plan a summative task for each module."),
)
NO_PRACTICAL_TASK = Message(
    _("{label}: nothing is said of the practical task at the end of the module"),
    _("Write its title."),
)
NO_EXCHANGE = Message(
    _("{label}: no exchange of opinions in the forum is planned for the module"),
    _("Write at least one topic of discussion."),
)
NO_WEEK_VIDEO = Message(
    _("{label}: the week has no video lecture"),
    _("Describe a video for at least one lesson of the week."),
)
WEEK_VIDEO = Message(
    _("{label}: the videos of the week last {found}, from {low} to {high} are wanted"),
    _("Lengthen, shorten or divide the videos of the week."),
)
WEEK_QUESTIONS = Message(
    plural_sentence(
        "{label}: {actual} practice question in the week, more than {limit} wanted",
        "{label}: {actual} practice questions in the week, more than {limit} wanted",
        count="actual",
    ),
    _("Add questions to the lessons of the week."),
)
WEEK_HOURS = Message(
    _("{label}: {actual}, from {low} to {high} hours are wanted"),
    _("Divide the content among the weeks anew."),
)
WEEKLY_SUMMATIVE = Message(
    plural_sentence(
        "{label}: {actual} summative task in the week, one is wanted",
        "{label}: {actual} summative tasks in the week, one is wanted",
        count="actual",
    ),
    _("Plan one summative task for the week."),
)
WEEKLY_SUMMATIVE_RECOMMENDED = Message(
    _("{label}: no summative task is planned for the week"),
    _("It is recommended here and stated as a fact in {other}."),
)
LESSON_MINUTES = Message(
    _("{label}: {length}, {bound} is wanted"),
    _("Divide the content among the lessons anew."),
)
NO_LESSON_MATERIAL = Message(
    _("{label}: the lesson has no material for self-study"),
    _("Name its file."),
)
NO_LESSON_QUESTIONS = Message(
    _("{label}: the lesson has no questions for consolidation"),
    _("Write them."),
)
NO_TEXT_MATERIAL = Message(
    _("{label}: there is a video lecture without text material"),
    _("Name the file of the text."),
)
BLOCK_MISSING = Message(
    _("{label}: a block of the topic is missing"),
    _("A topic has a video lecture, study material and assessment."),
)
MODULE_END = Message(
    _("{label}: the module does not end with a forum and an assessment"),
    _("Plan both."),
)
NO_FINAL_ASSESSMENT = Message(
    _("{label}: nothing is said of the final assessment of the course"),
    _("Write its title."),
)
TOO_MANY_HOURS = Message(
    plural_sentence(
        "{label}: {actual} academic hour, at most {limit} allowed",
        "{label}: {actual} academic hours, at most {limit} allowed",
        count="whole",
    ),
    _(
        "Divide the course into a series of 3 to 6 courses; only general education "
        "disciplines with a model curriculum may have more than 100 hours."
    ),
)
SERIES_SIZE = Message(
    plural_sentence(
        "{label}: {actual} course in the series, from {low} to {high} are recommended",
        "{label}: {actual} courses in the series, from {low} to {high} are recommended",
        count="actual",
    ),
    _("Divide the content among the courses of the series anew."),
)
TASK_KIND = Message(
    _("{label}: tasks of this kind are not among those of the regulation"),
    _("Another kind is allowed only if you create a new component of the platform for it."),
)
OUTCOME_UNCHECKED = Message(
    _("{label}: no task checks the outcome “{actual}”"),
    _("Name it among the outcomes of a task."),
)
PROTECTED_SHARE = Message(
    _(
        "{label}: {actual}% of the grade comes from tasks that are parameterized or want an "
        "open answer of one's own, at least {limit}% wanted"
    ),
    _("Let every learner have conditions or an answer of their own in more of the tasks."),
)
FEW_KINDS = Message(
    _("{label}: all tasks are of one kind"),
    _("Use several methods to assess knowledge."),
)
GROUP_SIZE = Message(
    plural_sentence(
        "{label}: {actual} learner in a group, from {low} to {high} are allowed",
        "{label}: {actual} learners in a group, from {low} to {high} are allowed",
        count="actual",
    ),
    _("Correct the size of the groups."),
)
NOT_BLIND = Message(
    _("{label}: the assessor knows whose work it is"),
    _("Hide the learner's identity from the assessor."),
)
NO_DEADLINE = Message(
    _("{label}: the task has no deadline"),
    _("Write the day by which it must be done."),
)
SURVEY_MISSING = Message(
    _("{label}: there is no survey of this stage: {option}"),
    _("Two surveys are wanted: before the start of the course and before its end."),
)
NO_DEVELOPER = Message(_("{label}: the course names no developer"), _("Write the full name."))
NO_TITLE = Message(_("{label}: the course has no title"), _("Write it."))
NO_ANNOTATION = Message(_("{label}: the course has no annotation"), _("Write it briefly."))
NO_GRADING = Message(
    _("{label}: nothing is said of how the final grade is counted"),
    _("Describe the algorithm."),
)
NO_ASSESSMENT = Message(
    _("{label}: the week does not end with an assessment"),
    _("Plan a task at its end."),
)
NO_INTERACTION = Message(
    _("{label}: nothing in the module lets learners talk to each other"),
    _("Plan a discussion in the forum, or a chat."),
)
