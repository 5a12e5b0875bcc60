"""02-08: support of a MOOC, a guide for its authors.

It applies from the launch of a course on (02 §12.7). A record may give the course's own
deadlines and progress table; without them the guide prints the regulation's example.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.dates import Date
from atuforms.fields.not_given import given, given_items
from atuforms.fields.numbers import Number
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.rules import Breach

NO_DEADLINE = Message(
    _("{label}: the task has no deadline"),
    _("Write the last day on which it may be handed in."),
)
NO_DEADLINES = Message(
    _("{label}: no deadline of any task is given"),
    _("Name the tasks with their deadlines, or leave the list out."),
)
NO_BANDS = Message(
    _("{label}: the progress table is empty"),
    _("Write its lines, or leave it out: then the regulation's example is printed."),
)
BAND_OUTSIDE = Message(
    _("{label}: {actual}% is not between 0 and 100"),
    _("Progress is counted in per cent of the whole course."),
)
BAND_BACKWARDS = Message(
    _("{label}: the line reaches only to {actual}%, yet it begins at {limit}%"),
    _("Write the lower bound first."),
)
BAND_GAP = Message(
    _("{label}: the line begins at {actual}%, so nothing is said of {limit}% to {actual}%"),
    _("Begin it at {limit}%."),
)
BAND_OVERLAP = Message(
    _("{label}: the line begins at {actual}%, yet the one before reaches to {limit}%"),
    _("Begin it at {limit}%. A bound belongs to the line that begins there."),
)
BANDS_END = Message(
    _("{label}: the last line ends at {actual}%, so nothing is said of what lies above"),
    _("Let it reach to 100%."),
)


class Deadline(Record):
    """A task, and the last day on which it may be handed in."""

    task: Text
    date: Date | None = None


class ProgressBand(Record):
    """A line of the progress table; the lower bound belongs to it."""

    from_: Number = Field(alias="from")
    to: Number
    result: Text


# «from» is a word of Python's own, and whatever walks over fields asks for the record's names.
setattr(ProgressBand, "from", property(lambda band: band.from_))


class MoocSupport(Form):
    """Support of a MOOC (form 02-08)."""

    CODE = "02-08"
    SLUG = "mooc-support"
    CLAUSES = ("02 §12.7", "02 §13")
    FACTS = {"title": "course_title"}
    BLANK_ROWS = {"deadlines": 0, "progress_bands": 0}

    course_title: Text | None = None
    deadlines: tuple[Deadline, ...] | None = None
    final_deadline: Date | None = None
    progress_bands: tuple[ProgressBand, ...] | None = None
    """The course's own progress table; the regulation's example is printed if not given."""


mooc_title_limit(MoocSupport, "course_title")


@MoocSupport.rule(
    "0208-task-deadlines",
    "02-08 second item 3",
    reads="deadlines",
    limits={"minItems": 1, "deadlines.required": ["date"]},
)
def tasks_have_deadlines(deadlines: tuple[Deadline, ...]) -> Iterator[Breach]:
    """Тексеру тапсырмалары үшін оларды орындау мерзімдерін белгілеу қажет."""
    if not deadlines:
        yield Breach(NO_DEADLINES)
    for number, item in given_items(deadlines):
        if item.date is None:
            yield Breach(NO_DEADLINE, path=f".{number}.date")


@MoocSupport.rule("0208-progress-table", "02-08", reads="progress_bands", limits={"minItems": 1})
def progress_table_is_there(bands: tuple[ProgressBand, ...]) -> Iterator[Breach]:
    """Мұғалім курста «прогресс кестесін» жасап, ұсынуы керек"""
    if not bands:
        yield Breach(NO_BANDS)


@MoocSupport.rule("0208-progress-bands", "02-08", reads="progress_bands", severity="warning")
def bands_cover_the_whole_course(bands: tuple[ProgressBand, ...]) -> Iterator[Breach]:
    """барлық курстың 0% - 40% - курс аяқталмады; … барлық курстың 40% - 85% - курс аяқталды, бірақ сертификат берілмейді … барлық курстың 85% - 100% - курс аяқталды және сертификат беріледі;"""  # noqa: E501 — verbatim
    reached = Decimal(0)
    for number, band in enumerate(bands):
        if given(band) is None or given(band.from_) is None or given(band.to) is None:
            return
        for name, bound in (("from", band.from_), ("to", band.to)):
            if not 0 <= bound <= 100:
                yield Breach(BAND_OUTSIDE, limit=100, actual=bound, path=f".{number}.{name}")
        if band.to <= band.from_:
            yield Breach(BAND_BACKWARDS, limit=band.from_, actual=band.to, path=f".{number}.to")
        if band.from_ != reached:
            message = BAND_GAP if band.from_ > reached else BAND_OVERLAP
            yield Breach(message, limit=reached, actual=band.from_, path=f".{number}.from")
        reached = band.to
    if bands and reached < 100:
        yield Breach(BANDS_END, limit=100, actual=reached, path=f".{len(bands) - 1}.to")
