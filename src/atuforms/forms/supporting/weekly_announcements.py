"""Weekly announcements of a MOOC: one message a module, sent when its week begins.

The authors write them while they prepare the course; the centre sends them to all learners
(02 §11.2). The regulations give no form.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.languages import Language
from atuforms.core.language.messages import TOO_FEW, TOO_MANY
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.not_given import given, given_items
from atuforms.fields.numbers import Whole
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Text, count_characters
from atuforms.forms.base import Form
from atuforms.forms.limits import at_least, at_most, mooc_title_limit
from atuforms.forms.printed import Printed, rows, words
from atuforms.forms.rules import Breach

SHORTEST = 400
LONGEST = 600
MODULES = (4, 6)

NO_SUCH_MODULE = Message(
    _("{label}: there is no module {actual}"),
    _("Modules are counted from 1."),
)
MODULE_WITHOUT_MESSAGE = Message(
    _("{label}: there is no message for module {module}"),
    _("Write a message for every module."),
)
MODULE_TWICE = Message(
    _("{label}: module {actual} has another message already"),
    _("Write one message for each module."),
)


class Announcement(Record):
    """The message that opens the week of one module."""

    module: Whole
    """Number of the module, counted from 1."""
    text: LongText


class WeeklyAnnouncements(Form):
    """Weekly announcements to the learners of a MOOC."""

    SLUG = "weekly-announcements"
    CLAUSES = ("02 §11.2",)
    FACTS = {"title": "course_title", "announcements": "announcements"}
    SUBJECTS = ("course",)
    BLANK_ROWS = {"announcements": 5}

    course_title: Text | None = None
    announcements: tuple[Announcement, ...]

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """The number of characters of each message, as the limits count them."""
        for row in rows(printed, "announcements"):
            row["characters"] = str(count_characters(words(row, "text")) or "")
        return {}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """A place for each number; the modules are counted already."""
        for number, row in enumerate(rows(printed, "announcements"), start=1):
            row["module"] = str(number)
            row["characters"] = ""
        return {}


mooc_title_limit(WeeklyAnnouncements, "course_title")


@WeeklyAnnouncements.rule(
    "02-weekly-message-400-600",
    "02 §11.2",
    reads="text",
    each="announcements.*",
    limits={"minLength": SHORTEST, "maxLength": LONGEST, "module.minimum": 1},
)
def message_has_400_to_600_characters(text: Text) -> Iterator[Breach]:
    """Әр бөлім үшін әр аптаның басында барлық тіркелген тыңдаушыларға тарату үшін көлемі 400-600 таңбадан тұратын хабарлама мәтіні құрастырылуы қажет."""  # noqa: E501 — verbatim
    yield from at_least(text, SHORTEST)
    yield from at_most(text, LONGEST)


@WeeklyAnnouncements.rule("02-weekly-message-400-600", "02 §11.2", reads="announcements")
def every_module_has_one_message(announcements: tuple[Announcement, ...]) -> Iterator[Breach]:
    """Әр бөлім үшін әр аптаның басында барлық тіркелген тыңдаушыларға тарату үшін көлемі 400-600 таңбадан тұратын хабарлама мәтіні құрастырылуы қажет."""  # noqa: E501 — verbatim
    seen: set[int] = set()
    for number, announcement in given_items(announcements):
        module = given(announcement.module)
        if module is None:
            continue
        if module < 1:
            yield Breach(NO_SUCH_MODULE, limit=1, actual=module, path=f".{number}.module")
        elif module in seen:
            yield Breach(MODULE_TWICE, limit=1, actual=module, path=f".{number}.module")
        seen.add(module)
    # How many modules there are, the record does not say: 4 to 6, and as many as it numbers.
    low, high = MODULES
    last = min(max(seen, default=0), high)
    for module in range(1, last):
        if module not in seen:
            yield Breach(MODULE_WITHOUT_MESSAGE, actual=len(seen), details={"module": module})
    if announcements and not low <= len(announcements) <= high:
        few = len(announcements) < low
        excess = low - len(announcements) if few else len(announcements) - high
        yield Breach(
            TOO_FEW if few else TOO_MANY,
            limit=low if few else high,
            actual=len(announcements),
            severity="warning",
            details={"lacking" if few else "excess": excess},
        )
